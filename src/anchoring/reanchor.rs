//! Annotations made on an old text, brought to a new one: kept or moved where their characters went, suggested where only
//! a likeness is left, orphaned otherwise. Never silently onto a look-alike.

use std::cell::OnceCell;

use super::align::Alignment;
use super::elsewhere::Runs;
use super::likeness::distance;
use super::side::Side;
use super::slide::slide_to_lines;
use crate::annotation::{Annotation, AnnotationId};
use crate::text::TextRange;

/// Cells around a quotation that tell whether the passage is still the passage.
pub(super) const SURROUNDINGS: usize = 20;

/// A stretch of a text, half-open, in cells.
pub(super) type Cells = (usize, usize);

/// What became of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AnchorStatus {
    /// The quotation stands as it was, in the same surroundings.
    Kept,
    /// The quotation was changed in part, or its passage went elsewhere.
    Moved,
    /// Only a suggestion: the reader decides.
    Review,
    /// Not found.
    Orphan,
}

impl AnchorStatus {
    /// Stable name used in JSON: kept, moved, review, orphan.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether the place is certain.
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Kept | Self::Moved)
    }
}

/// An annotation's place in the new text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reanchored {
    pub id: AnnotationId,
    pub status: AnchorStatus,
    /// In the new text; of [`AnchorStatus::Review`] the suggestion, of an orphan none. A note on the whole document has
    /// none either and is kept.
    pub ranges: Vec<TextRange>,
    /// 1 − edit distance/length after folding, over all ranges; 0 of an orphan.
    pub score: f32,
}

impl Reanchored {
    /// From the first range's start to the last one's end.
    pub fn range(&self) -> Option<TextRange> {
        Some(TextRange::new(self.ranges.first()?.start(), self.ranges.last()?.end()))
    }
}

/// Where several ranges of the old text are in the new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Placing {
    /// The worst of the ranges'; where some were found and some not, [`AnchorStatus::Review`].
    pub status: AnchorStatus,
    /// Sorted and disjoint.
    pub ranges: Vec<TextRange>,
    pub score: f32,
}

/// Finds each annotation, made on `old`, in `new`. Near-linear in the texts' length; pure.
pub fn reanchor<'a>(old: &str, new: &str, annotations: impl IntoIterator<Item = &'a Annotation>) -> Vec<Reanchored> {
    let reanchoring = Reanchoring::new(old, new);
    let place = |annotation: &Annotation| {
        let Placing { status, ranges, score } = reanchoring.place_ranges(&annotation.ranges);
        Reanchored { id: annotation.id, status, ranges, score }
    };
    annotations.into_iter().map(place).collect()
}

/// An old text aligned with a new one.
#[derive(Debug)]
pub struct Reanchoring {
    pub(super) old: Side,
    pub(super) new: Side,
    pub(super) alignment: Alignment,
    /// Of the new text; made when first asked for.
    runs: OnceCell<Runs>,
}

/// What one range became, in cells of the new text.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) status: AnchorStatus,
    pub(super) cells: Cells,
    pub(super) score: f32,
}

impl Reanchoring {
    pub fn new(old: &str, new: &str) -> Self {
        let (old, new) = (Side::new(old), Side::new(new));
        let mut alignment = Alignment::new(&old.chars, &new.chars);
        slide_to_lines(&mut alignment, &old, &new);
        Self { old, new, alignment, runs: OnceCell::new() }
    }

    /// Share of the shorter text that the other has too, 0 to 1: whether they are versions of one text at all.
    pub fn common_share(&self) -> f32 {
        let n_common = self.alignment.to_new.iter().flatten().count();
        let n_least = self.old.len().min(self.new.len());
        if n_least == 0 { 0.0 } else { n_common as f32 / n_least as f32 }
    }

    /// Where `ranges` of the old text, such as an annotation's, are in the new one. No ranges at all are kept.
    pub fn place_ranges(&self, ranges: &[TextRange]) -> Placing {
        let n_all = ranges.iter().map(|range| range.len()).sum::<usize>().max(1) as f32;
        let mut all = Placing { status: AnchorStatus::Kept, ranges: Vec::with_capacity(ranges.len()), score: 0.0 };
        for &range in ranges {
            if let Some(found) = self.find(self.old.cells(range)) {
                all.status = all.status.max(found.status);
                all.score += found.score * range.len() as f32 / n_all;
                all.ranges.push(self.new.range(found.cells.0, found.cells.1));
            }
        }
        if ranges.is_empty() {
            all.score = 1.0;
        } else if all.ranges.is_empty() {
            all.status = AnchorStatus::Orphan;
        } else if all.ranges.len() < ranges.len() {
            all.status = AnchorStatus::Review;
        }
        all.ranges.sort_unstable();
        if all.ranges.windows(2).any(|pair| matches!(pair, [a, b] if a.end() > b.start())) {
            all.status = AnchorStatus::Review;
            all.ranges = disjoint(&all.ranges);
        }
        all
    }

    fn find(&self, old: Cells) -> Option<Found> {
        if old.0 >= old.1 {
            return None;
        }
        self.follow(old).or_else(|| self.find_elsewhere(old)).or_else(|| self.suggest(old))
    }

    /// Where a cell of the old text is in the new one.
    pub(super) fn place(&self, old: usize) -> Option<usize> {
        self.alignment.to_new.get(old).copied().flatten().map(|place| place as usize)
    }

    /// Whether a cell of the new text was in the old one.
    pub(super) fn is_taken(&self, new: usize) -> bool {
        self.alignment.is_taken.get(new).copied().unwrap_or(false)
    }

    pub(super) fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| Runs::new(&self.new.chars))
    }
}

/// Sorted ranges, those that overlap made one.
fn disjoint(ranges: &[TextRange]) -> Vec<TextRange> {
    let mut merged: Vec<TextRange> = Vec::with_capacity(ranges.len());
    for &range in ranges {
        match merged.last_mut() {
            Some(last) if range.start() < last.end() => {
                *last = TextRange::new(last.start(), last.end().max(range.end()));
            }
            _ => merged.push(range),
        }
    }
    merged
}

/// Where `needle` stands in `text`; places may overlap.
pub(super) fn occurrences<'a>(text: &'a [char], needle: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let first = needle.first().copied();
    let starts = text.iter().enumerate().filter(move |&(_, &c)| Some(c) == first).map(|(at, _)| at);
    starts.filter(move |&at| text.get(at..at + needle.len()) == Some(needle))
}

/// 1 − edit distance/length of two quotations after folding.
pub fn quotation_score(old: &str, new: &str) -> f32 {
    let (old, new) = (Side::new(old), Side::new(new));
    let length = old.len().max(new.len()).max(1);
    1.0 - distance(&old.chars, &new.chars) as f32 / length as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。\n白日依山尽，黄河入海流。欲穷千里目，更上一层楼。\n\
        床前明月光，疑是地上霜。举头望明月，低头思故乡。";

    /// What became of the first `quotation` of the old text, and its words in the new one.
    fn became(new: &str, quotation: &str) -> (AnchorStatus, String) {
        let start = OLD.find(quotation).expect("a quotation of the old text");
        let placing = Reanchoring::new(OLD, new).place_ranges(&[TextRange::new(start, start + quotation.len())]);
        (placing.status, placing.ranges.iter().map(|range| range.of(new)).collect())
    }

    #[test]
    fn what_did_not_change_is_kept() {
        let new = OLD.replace("夜来", "昨夜");
        assert_eq!(became(&new, "明月"), (AnchorStatus::Kept, "明月".to_owned()));
        assert_eq!(became(&new, "花落知多少"), (AnchorStatus::Kept, "花落知多少".to_owned()));
    }

    #[test]
    fn width_and_script_are_no_change() {
        let new = OLD.replace('，', ",").replace("处处闻", "處處聞").replace("鸟", "鳥");
        assert_eq!(became(&new, "不觉晓，处处闻"), (AnchorStatus::Kept, "不觉晓,處處聞".to_owned()));
    }

    #[test]
    fn a_changed_quotation_is_followed() {
        let new = OLD.replace("入海流", "向大海奔流");
        assert_eq!(
            became(&new, "依山尽，黄河入海流。欲穷"),
            (AnchorStatus::Moved, "依山尽，黄河向大海奔流。欲穷".to_owned())
        );
    }

    #[test]
    fn a_passage_that_went_elsewhere_is_found_there() {
        let lines: Vec<&str> = OLD.lines().collect();
        let new = [lines[2], lines[0], lines[1]].join("\n");
        let (status, words) = became(&new, "明月");
        assert!(status.is_sure() && words == "明月", "{status:?} {words}");
    }

    #[test]
    fn what_was_cut_out_is_not_found_in_a_look_alike() {
        let new = OLD.replace("床前明月光，疑是地上霜。举头望明月，低头思故乡。", "今宵明月好。");
        assert_eq!(became(&new, "明月"), (AnchorStatus::Orphan, String::new()));
    }

    #[test]
    fn several_ranges_are_as_good_as_the_worst() {
        let at = |words: &str| {
            let start = OLD.find(words).expect("words of the old text");
            TextRange::new(start, start + words.len())
        };
        let new = OLD.replace("\n床前明月光，疑是地上霜。举头望明月，低头思故乡。", "");
        let placing = Reanchoring::new(OLD, &new).place_ranges(&[at("黄河入海流"), at("低头思故乡")]);
        assert_eq!(placing.status, AnchorStatus::Review);
        assert_eq!(placing.ranges, [at("黄河入海流")]);
        let whole = Reanchoring::new(OLD, &new).place_ranges(&[]);
        assert_eq!((whole.status, whole.ranges.len()), (AnchorStatus::Kept, 0));
    }

    #[test]
    fn texts_with_nothing_in_common_are_told() {
        assert!(Reanchoring::new(OLD, "国破山河在，城春草木深。感时花溅泪，恨别鸟惊心。").common_share() < 0.3);
        assert!(Reanchoring::new(OLD, &OLD.replace("白日", "红日")).common_share() > 0.9);
        assert!(Reanchoring::new("", OLD).common_share() < 0.1);
    }
}
