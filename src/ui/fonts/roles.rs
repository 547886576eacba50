//! The faces in use, by what they are used for.

use super::book::FontBook;
use super::cache::{GlyphCache, GlyphStyle};
use super::face::FaceId;
use super::metrics::FaceMetrics;
use crate::typeset::{CellText, FontMetrics, Orientation};
use egui::{Color32, Context, Mesh, Pos2};

/// Two dashes this near to 1 em apart are one stroke.
const DASH_TOLERANCE_EM: f32 = 0.03;

/// What a face is used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    /// The body: the bundled serif or a font the reader chose.
    #[default]
    Reading,
    ReadingBold,
    /// Small print between the text, in the face of the interface.
    Interface,
}

/// Faces, their measures, and their glyphs in a texture.
pub(crate) struct Fonts {
    cache: GlyphCache,
    reading: FaceMetrics,
    bold: FaceMetrics,
    interface: FaceMetrics,
    version: u64,
}

impl Default for Fonts {
    fn default() -> Self {
        Self::new()
    }
}

impl Fonts {
    /// The bundled faces.
    pub(crate) fn new() -> Self {
        let book = FontBook::new();
        let [reading, bold, interface] =
            [FaceId::SERIF, FaceId::SERIF_BOLD, FaceId::SANS].map(|face| book.metrics(face));
        Self { cache: GlyphCache::new(book), reading, bold, interface, version: 0 }
    }

    /// All faces; clone it to shape or to load a family on another thread.
    pub(crate) fn book(&self) -> &FontBook {
        self.cache.book()
    }

    /// Reads in `face` from now on, such as one of [`FontBook::install`]; `None` is the bundled serif.
    pub(crate) fn read_in(&mut self, face: Option<FaceId>) {
        let face = face.unwrap_or(FaceId::SERIF);
        if face != self.reading.face() {
            self.reading = self.book().metrics(face);
            self.version += 1;
        }
    }

    /// What typesetting asks of a face.
    pub(crate) fn metrics(&self, face: Face) -> &dyn FontMetrics {
        self.of(face)
    }

    /// Grows whenever lines set before may have other glyphs now.
    pub(crate) fn version(&self) -> u64 {
        self.version + self.book().generation()
    }

    /// Characters asked for that no face has, ascending.
    pub(crate) fn missing(&self) -> Vec<char> {
        self.book().missing()
    }

    /// Paints text in this pass; the meshes of [`GlyphPainter::finish`] belong to it.
    pub(crate) fn painter(&mut self, ctx: &Context) -> GlyphPainter<'_> {
        self.cache.begin(ctx);
        let mesh = self.cache.mesh();
        GlyphPainter { fonts: self, ctx: ctx.clone(), mesh, dash: None }
    }

    fn of(&self, face: Face) -> &FaceMetrics {
        match face {
            Face::Reading => &self.reading,
            Face::ReadingBold => &self.bold,
            Face::Interface => &self.interface,
        }
    }
}

/// Adds cells to a mesh; see [`Fonts::painter`].
pub(crate) struct GlyphPainter<'a> {
    fonts: &'a mut Fonts,
    ctx: Context,
    mesh: Mesh,
    /// A dash that the next cell may draw out.
    dash: Option<(GlyphStyle, Pos2)>,
}

impl GlyphPainter<'_> {
    /// A cell of horizontal text with its pen on the baseline at `pen`, an em of `size` points; two — on end become one
    /// stroke.
    pub(crate) fn cell(&mut self, face: Face, text: &CellText, pen: Pos2, size: f32, color: Color32) {
        self.turned_cell(face, (text, Orientation::Level), pen, size, color);
    }

    /// A cell of any line: upright in a vertical one its pen is in the middle of its top edge, on its side where its
    /// baseline, which runs downwards there, begins.
    pub(crate) fn turned_cell(
        &mut self,
        face: Face,
        (text, orientation): (&CellText, Orientation),
        pen: Pos2,
        size: f32,
        color: Color32,
    ) {
        self.styled(face, text, pen, GlyphStyle { face: FaceId::SERIF, size, color, orientation });
    }

    /// Pixels of the device in a point.
    pub(crate) fn pixels_per_point(&self) -> f32 {
        self.ctx.pixels_per_point()
    }

    /// The meshes to paint, in this pass.
    pub(crate) fn finish(mut self) -> Vec<Mesh> {
        self.end_dash();
        self.fonts.cache.end(&self.ctx);
        vec![self.mesh]
    }

    fn styled(&mut self, face: Face, text: &CellText, pen: Pos2, style: GlyphStyle) {
        let style = GlyphStyle { face: self.fonts.of(face).face(), ..style };
        if *text != CellText::Char('—') {
            self.end_dash();
            self.fonts.cache.glyph(&mut self.mesh, &style, text, pen);
            return;
        }
        let Some((before, first)) = self.dash.filter(|(before, first)| continues(before, *first, &style, pen)) else {
            self.end_dash();
            self.dash = Some((style, pen));
            return;
        };
        self.dash = None;
        self.fonts.cache.dash_pair(&mut self.mesh, &before, first);
    }

    fn end_dash(&mut self) {
        if let Some((style, pen)) = self.dash.take() {
            self.fonts.cache.glyph(&mut self.mesh, &style, &CellText::Char('—'), pen);
        }
    }
}

/// Whether a dash at `pen` is the second half of one at `first`.
fn continues(before: &GlyphStyle, first: Pos2, style: &GlyphStyle, pen: Pos2) -> bool {
    let (step, aside) = match style.orientation {
        Orientation::Level | Orientation::Across => (pen.x - first.x, pen.y - first.y),
        Orientation::Upright | Orientation::Sideways => (pen.y - first.y, pen.x - first.x),
    };
    before == style && aside == 0.0 && (step / style.size - 1.0).abs() < DASH_TOLERANCE_EM
}
