//! All faces, and which of them draws a character.

use super::face::{FaceId, FontBytes, FontError, FontFace, ShapedGlyph, Writing};
use super::missing::boxed;
use super::outline::Outline;
use super::search::Search;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

static SERIF: &[u8] = include_bytes!("../../../fonts/NotoSerifSC-Regular.otf");
static SERIF_BOLD: &[u8] = include_bytes!("../../../fonts/NotoSerifSC-Bold.otf");
static SANS: &[u8] = include_bytes!("../../../fonts/NotoSansSC-Regular.otf");

/// The bundled faces in the order of their [`FaceId`]s.
pub(super) const BUNDLED: [(&str, &[u8]); 3] =
    [("Noto Serif CJK SC", SERIF), ("Noto Serif CJK SC Bold", SERIF_BOLD), ("Noto Sans CJK SC", SANS)];

/// From the top of the em box of Chinese faces to the baseline, in em (Noto CJK: 880 of 1000).
const EM_ASCENT: f32 = 0.88;

/// A glyph to paint, in em from the pen origin of its cluster, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PlacedGlyph {
    pub face: FaceId,
    /// Index in the face; of [`GlyphForm::Missing`] the code point.
    pub glyph: u32,
    pub form: GlyphForm,
    pub x_em: f32,
    pub y_em: f32,
    pub advance_em: f32,
}

/// What becomes of the face's outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum GlyphForm {
    Plain,
    /// One dash drawn out over two cells, where the face has no such glyph of its own.
    Dash2,
    /// A box with the code point, where no face has the character.
    Missing,
    /// Made narrower, to so many thousandths of its width.
    Narrow(u16),
}

/// The bundled faces, those chosen and those found; cheap to clone, usable from every thread.
#[derive(Clone, Debug)]
pub(crate) struct FontBook {
    pub(super) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(super) struct Inner {
    faces: RwLock<Vec<Arc<FontFace>>>,
    pub(super) search: Search,
    generation: AtomicU64,
}

impl Default for FontBook {
    fn default() -> Self {
        Self::new()
    }
}

impl FontBook {
    /// The bundled faces; nothing but their tables of contents is read.
    pub(crate) fn new() -> Self {
        let open = |(name, bytes): (&str, &'static [u8])| {
            Arc::new(FontFace::new(name, FontBytes::Static(bytes), 0).expect("the bundled faces are fonts"))
        };
        let faces = RwLock::new(BUNDLED.map(open).into());
        Self { inner: Arc::new(Inner { faces, search: Search::default(), generation: AtomicU64::new(0) }) }
    }

    /// Adds a face, such as one of [`super::load_family`].
    pub(crate) fn add(&self, face: FontFace) -> FaceId {
        self.inner.add(face)
    }

    /// Grows whenever a character may have found another face: what was measured or shaped before is stale then.
    pub(crate) fn generation(&self) -> u64 {
        self.inner.generation.load(Ordering::Acquire)
    }

    #[cfg(test)]
    pub(crate) fn name(&self, face: FaceId) -> String {
        self.face(face).name().to_owned()
    }

    /// Called, from another thread, when a missing character has been found in an installed font: repaint then.
    pub(crate) fn on_found(&self, wake: impl Fn() + Send + Sync + 'static) {
        self.inner.search.set_wake(Box::new(wake));
    }

    /// Characters asked for that no face has, ascending; those still looked for are not among them.
    pub(crate) fn missing(&self) -> Vec<char> {
        self.inner.search.absent()
    }

    /// Waits until installed fonts have been searched for every character asked for: for the command line and tests.
    pub(crate) fn settle(&self) {
        self.inner.search.settle();
    }

    /// The glyphs of one grapheme cluster (or of a run of Latin) in `face` or, where it lacks a character, in the next
    /// face that has it.
    pub(crate) fn shape(&self, face: FaceId, text: &str, writing: Writing) -> Vec<PlacedGlyph> {
        let Some(found) = self.face_for(face, text) else {
            return text.chars().filter(|c| !invisible(*c)).take(1).map(missing_glyph).collect();
        };
        let shaped = self.face(found).shape(text, writing);
        let placed = |glyph: &ShapedGlyph| PlacedGlyph {
            face: found,
            glyph: glyph.glyph,
            form: GlyphForm::Plain,
            x_em: glyph.x_em,
            y_em: glyph.y_em,
            advance_em: glyph.advance_em,
        };
        shaped.iter().filter(|glyph| glyph.glyph != 0).map(placed).collect()
    }

    /// Whether the face that draws `c` has another glyph for it in a vertical line.
    pub(super) fn has_vertical_form(&self, face: FaceId, c: char) -> bool {
        let mut text = [0; 4];
        let text = &*c.encode_utf8(&mut text);
        let glyphs = |writing| self.shape(face, text, writing).iter().map(|glyph| glyph.glyph).collect::<Vec<_>>();
        glyphs(Writing::Horizontal) != glyphs(Writing::Vertical)
    }

    /// Where each glyph of a run begins (byte of `run`) and how far it advances, part by part where faces change.
    pub(super) fn shape_clusters(&self, face: FaceId, run: &str) -> Vec<Vec<(usize, f32)>> {
        let advances = |face: FaceId, text: &str, from: usize| -> Vec<(usize, f32)> {
            let shaped = self.face(face).shape(text, Writing::Horizontal);
            shaped.iter().map(|glyph| (from + glyph.cluster as usize, glyph.advance_em)).collect()
        };
        let whole = self.face(face);
        if run.chars().all(|c| invisible(c) || whole.covers(c)) {
            return vec![advances(face, run, 0)];
        }
        let mut text = [0; 4];
        let part = |(at, c): (usize, char)| match self.face_for(face, c.encode_utf8(&mut text)) {
            Some(found) => advances(found, c.encode_utf8(&mut [0; 4]), at),
            None => vec![(at, 1.0)],
        };
        run.char_indices().map(part).collect()
    }

    /// —— as one stroke of 2 em without a gap.
    pub(crate) fn shape_dash_pair(&self, face: FaceId, writing: Writing) -> Vec<PlacedGlyph> {
        let glyphs = self.shape(face, "——", writing);
        let [glyph] = glyphs.as_slice() else { return self.drawn_out_dash(face, writing) };
        let ink = self.face(glyph.face).ink(glyph.glyph);
        let length = ink.map_or(0.0, |ink| (ink.right - ink.left).max(ink.top - ink.bottom));
        if length > 1.7 && length <= 2.0 { glyphs } else { self.drawn_out_dash(face, writing) }
    }

    /// Digits side by side in an em of a vertical line, made narrower where they are wider than that; from the middle of
    /// the em's top edge.
    pub(crate) fn shape_across(&self, face: FaceId, digits: &str) -> Vec<PlacedGlyph> {
        let mut glyphs = self.shape(face, digits, Writing::Horizontal);
        let width: f32 = glyphs.iter().map(|glyph| glyph.advance_em).sum();
        let thousandths = (1000.0 / width.max(1.0)).floor();
        let scale = thousandths / 1000.0;
        for glyph in &mut glyphs {
            if glyph.form == GlyphForm::Plain && scale < 1.0 {
                glyph.form = GlyphForm::Narrow(thousandths as u16);
            }
            glyph.x_em = (glyph.x_em - width / 2.0) * scale;
            glyph.y_em -= EM_ASCENT;
            glyph.advance_em *= scale;
        }
        glyphs
    }

    /// The outline to paint for a glyph, x from its pen origin.
    pub(crate) fn outline(&self, glyph: &PlacedGlyph) -> Outline {
        match glyph.form {
            GlyphForm::Plain => self.face(glyph.face).outline(glyph.glyph),
            GlyphForm::Dash2 => stretched(&self.face(glyph.face).outline(glyph.glyph)),
            GlyphForm::Narrow(thousandths) => {
                let mut outline = Outline::default();
                let plain = self.face(glyph.face).outline(glyph.glyph);
                outline.append(&plain, [f32::from(thousandths) / 1000.0, 1.0], [0.0, 0.0]);
                outline
            }
            GlyphForm::Missing => boxed(glyph.glyph, &self.face(FaceId::SANS)),
        }
    }

    fn drawn_out_dash(&self, face: FaceId, writing: Writing) -> Vec<PlacedGlyph> {
        let mut glyphs = self.shape(face, "—", writing);
        glyphs.truncate(1);
        for glyph in &mut glyphs {
            if glyph.form == GlyphForm::Plain {
                glyph.form = GlyphForm::Dash2;
                glyph.advance_em = 2.0;
            }
        }
        glyphs
    }

    /// The face that draws the whole cluster, or at least its first visible character.
    fn face_for(&self, face: FaceId, text: &str) -> Option<FaceId> {
        let mut visible = text.chars().filter(|c| !invisible(*c));
        let Some(first) = visible.next() else { return Some(face) };
        let order = self.order(face, first);
        let whole = order.iter().find(|id| text.chars().all(|c| invisible(c) || self.face(**id).covers(c)));
        let whole = whole.or_else(|| order.iter().find(|id| self.face(**id).covers(first)));
        whole.copied().or_else(|| self.inner.search.find(first, &self.inner))
    }

    /// Where to look for `c`: marks that Chinese shares with the West come from a face that has Han.
    fn order(&self, face: FaceId, c: char) -> [FaceId; 4] {
        let shared = matches!(c, '—' | '…' | '“' | '”' | '‘' | '’' | '·' | '⸺');
        let first = if shared && !self.face(face).covers('中') { FaceId::SERIF } else { face };
        [first, FaceId::SERIF, FaceId::SANS, face]
    }

    pub(super) fn face(&self, id: FaceId) -> Arc<FontFace> {
        let faces = self.inner.faces.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(faces.get(usize::from(id.0)).or_else(|| faces.first()).expect("there are bundled faces"))
    }
}

impl Inner {
    pub(super) fn add(&self, face: FontFace) -> FaceId {
        let mut faces = self.faces.write().unwrap_or_else(PoisonError::into_inner);
        let id = FaceId(u16::try_from(faces.len()).unwrap_or(FaceId::NONE.0 - 1));
        faces.push(Arc::new(face));
        id
    }

    /// What has been shaped before may look otherwise now.
    pub(super) fn outdate(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }
}

/// Opens the face of an installed family and adds it.
impl FontBook {
    /// The installed family `name` as a face to read in. Reads the file: never on the UI thread.
    pub(crate) fn install(&self, name: &str) -> Result<FaceId, FontError> {
        super::load_family(name).map(|face| self.add(face))
    }
}

/// Never painted and never missing: blanks, controls, joiners, selectors.
pub(super) fn invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{17B4}'
                | '\u{17B5}'
                | '\u{3164}'
                | '\u{FFA0}'
        )
        || matches!(c, '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}')
        || matches!(c, '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

fn missing_glyph(c: char) -> PlacedGlyph {
    PlacedGlyph { face: FaceId::NONE, glyph: c.into(), form: GlyphForm::Missing, x_em: 0.0, y_em: 0.0, advance_em: 1.0 }
}

/// Drawn out along its longer side from .07 to 1.93 em, as Noto's own double dash is.
fn stretched(dash: &Outline) -> Outline {
    let Some(ink) = dash.bounds() else { return Outline::default() };
    let (width, height) = (ink.right - ink.left, ink.top - ink.bottom);
    let mut outline = Outline::default();
    if width >= height {
        let scale = 1.86 / width;
        outline.append(dash, [scale, 1.0], [0.07 - ink.left * scale, 0.0]);
    } else {
        let scale = 1.86 / height;
        outline.append(dash, [1.0, scale], [0.0, ink.top - ink.top * scale]);
    }
    outline
}
