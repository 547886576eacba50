//! What typesetting asks of a face.

use super::book::{FontBook, invisible};
use super::face::{FaceId, Writing};
use super::hash::QuickMap;
use crate::typeset::{FontMetrics, GlyphMetrics};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

/// Runs remembered; a longer text's rarer words are measured again.
const KEPT_RUNS: usize = 8192;

/// A face to typeset with, its fallbacks included; what was measured is remembered. Usable from every thread.
#[derive(Debug)]
pub(crate) struct FaceMetrics {
    book: FontBook,
    face: FaceId,
    glyphs: RwLock<Glyphs>,
    runs: Mutex<Runs>,
}

#[derive(Debug, Default)]
struct Runs {
    generation: u64,
    of: HashMap<Box<str>, Box<[f32]>>,
}

#[derive(Debug, Default)]
struct Glyphs {
    generation: u64,
    of: QuickMap<(Writing, char), GlyphMetrics>,
}

impl FontBook {
    /// What typesetting asks of `face`.
    pub(crate) fn metrics(&self, face: FaceId) -> FaceMetrics {
        FaceMetrics { book: self.clone(), face, glyphs: RwLock::default(), runs: Mutex::default() }
    }
}

impl FaceMetrics {
    pub(crate) fn face(&self) -> FaceId {
        self.face
    }

    fn measure(&self, c: char, writing: Writing) -> GlyphMetrics {
        let mut text = [0; 4];
        let placed = self.book.shape(self.face, c.encode_utf8(&mut text), writing);
        let advance_em = placed.iter().map(|glyph| glyph.advance_em).sum();
        let mut ink_em: Option<(f32, f32)> = None;
        for glyph in &placed {
            if let Some(ink) = self.book.outline(glyph).bounds() {
                let (left, right) = match writing {
                    Writing::Horizontal => (ink.left + glyph.x_em, ink.right + glyph.x_em),
                    Writing::Vertical => (-ink.top - glyph.y_em, -ink.bottom - glyph.y_em),
                };
                ink_em = Some(ink_em.map_or((left, right), |(l, r)| (l.min(left), r.max(right))));
            }
        }
        GlyphMetrics { advance_em, ink_em: if invisible(c) { None } else { ink_em } }
    }

    fn shape_run(&self, run: &str) -> Box<[f32]> {
        let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
        let mut advances = vec![0.0; starts.len()];
        let glyphs = self.book.shape_clusters(self.face, run);
        for (cluster, advance_em) in glyphs.into_iter().flatten() {
            let at = starts.partition_point(|start| *start <= cluster).saturating_sub(1);
            if let Some(advance) = advances.get_mut(at) {
                *advance += advance_em;
            }
        }
        for (advance, c) in advances.iter_mut().zip(run.chars()) {
            // The Chinese form of an apostrophe fills an em; among letters it takes its ink's room.
            if let ('’', Some((left, right))) = (c, self.glyph(c).ink_em) {
                *advance = right + left;
            }
        }
        advances.into()
    }

    /// The runs measured with the faces known now.
    fn runs(&self) -> MutexGuard<'_, Runs> {
        let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = self.book.generation();
        if runs.generation != generation {
            *runs = Runs { generation, of: HashMap::new() };
        }
        runs
    }
}

impl FaceMetrics {
    fn known(&self, c: char, writing: Writing) -> GlyphMetrics {
        let generation = self.book.generation();
        let known = {
            let glyphs = self.glyphs.read().unwrap_or_else(PoisonError::into_inner);
            if glyphs.generation == generation { glyphs.of.get(&(writing, c)).copied() } else { None }
        };
        known.unwrap_or_else(|| {
            let measured = self.measure(c, writing);
            let mut glyphs = self.glyphs.write().unwrap_or_else(PoisonError::into_inner);
            if glyphs.generation != generation {
                *glyphs = Glyphs { generation, of: QuickMap::default() };
            }
            glyphs.of.insert((writing, c), measured);
            measured
        })
    }
}

impl FontMetrics for FaceMetrics {
    fn glyph(&self, c: char) -> GlyphMetrics {
        self.known(c, Writing::Horizontal)
    }

    fn upright(&self, c: char) -> Option<GlyphMetrics> {
        let is_turned = !must_turn(c) || self.book.has_vertical_form(self.face, c);
        is_turned.then(|| self.known(c, Writing::Vertical))
    }

    fn run(&self, run: &str, advances_em: &mut Vec<f32>) {
        if let Some(advances) = self.runs().of.get(run) {
            advances_em.extend_from_slice(advances);
            return;
        }
        let advances = self.shape_run(run);
        advances_em.extend_from_slice(&advances);
        let mut runs = self.runs();
        if runs.of.len() < KEPT_RUNS {
            runs.of.insert(run.into(), advances);
        }
    }
}

/// Marks that run along the line or open and close it: upright as they are in a horizontal line they would stand across
/// a vertical one (UAX #50: `R` and `Tr`).
fn must_turn(c: char) -> bool {
    matches!(c, '—' | '⸺' | '–' | '‐' | '～' | '〜' | '…' | '⋯' | '‥' | '“' | '”' | '‘' | '’' | '〈'..='】' | '〔'..='〟')
        || matches!(
            c,
            '（' | '）' | '［' | '］' | '｛' | '｝' | '｟' | '｠' | '〘' | '〙' | '゠' | 'ー' | '｜' | '＿' | '￣'
        )
        || matches!(c, '←'..='⇿' | '＜' | '＝' | '＞' | '－' | '−')
}

#[cfg(test)]
mod tests {
    use super::super::{FaceId, FontBook};
    use crate::typeset::FontMetrics as _;

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 0.002
    }

    #[test]
    fn han_and_full_width_marks_are_one_em() {
        let book = FontBook::new();
        for face in [FaceId::SERIF, FaceId::SERIF_BOLD, FaceId::SANS] {
            let metrics = book.metrics(face);
            for c in "中国。，、；：？！（）《》〈〉「」『』“”‘’…—　".chars() {
                assert!(near(metrics.glyph(c).advance_em, 1.0), "{c} in {}", book.name(face));
            }
            assert_eq!(metrics.glyph('\u{3000}').ink_em, None);
            let (left, right) = metrics.glyph('“').ink_em.unwrap();
            assert!(left > 0.4 && right <= 1.0, "an opening mark is inked on its right half");
            let (left, right) = metrics.glyph('。').ink_em.unwrap();
            assert!(left >= 0.0 && right < 0.5, "a stop is inked on its left half");
        }
    }

    #[test]
    fn a_run_has_one_advance_a_character_and_is_kerned() {
        let metrics = FontBook::new().metrics(FaceId::SERIF);
        let mut advances = vec![7.0];
        metrics.run("AVATAR", &mut advances);
        assert_eq!(advances.len(), 7);
        let kerned: f32 = advances.iter().skip(1).sum();
        let alone: f32 = "AVATAR".chars().map(|c| metrics.glyph(c).advance_em).sum();
        assert!(kerned < alone - 0.02, "{kerned} {alone}");
        let mut again = Vec::new();
        metrics.run("AVATAR", &mut again);
        assert_eq!(again.as_slice(), &advances[1..]);
        // fi is no ligature: every letter keeps its cell.
        let mut advances = Vec::new();
        metrics.run("fine’s", &mut advances);
        assert_eq!(advances.len(), 6);
        assert!(advances.iter().all(|advance| *advance > 0.1 && *advance < 0.8), "{advances:?}");
    }

    #[test]
    fn what_cannot_be_seen_has_no_ink_and_is_not_missing() {
        let book = FontBook::new();
        let metrics = book.metrics(FaceId::SERIF);
        for c in ['\u{200B}', '\u{FEFF}', '\u{200D}', '\u{FE0F}', '\t', '\n', '\u{AD}', '\u{202E}', '\u{E0100}'] {
            assert_eq!(metrics.glyph(c).ink_em, None, "{c:?}");
        }
        assert_eq!(book.missing(), Vec::<char>::new());
    }
}
