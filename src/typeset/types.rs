//! What goes in and what comes out.

use crate::text::TextRange;

/// One glyph, in em of the size it is set in, from its pen origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GlyphMetrics {
    pub advance_em: f32,
    /// Left and right edge of the ink; `None` for blanks.
    pub ink_em: Option<(f32, f32)>,
}

/// What typesetting must know of a face.
pub trait FontMetrics {
    /// The glyph of one character by itself, in the face's Chinese form.
    fn glyph(&self, c: char) -> GlyphMetrics;

    /// The same character upright in a vertical line, in the face's vertical form (`vert`), measured downwards from the pen
    /// at the top of its cell; `None` where it ought to be turned for that and the face has no such form.
    fn upright(&self, c: char) -> Option<GlyphMetrics>;

    /// Advances in em of each character of `run` (Latin letters, digits) shaped together, kerning included: one per char.
    fn run(&self, run: &str, advances_em: &mut Vec<f32>);
}

/// How strictly marks are kept from line edges: each level holds the rules of those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Basic,
    Gb,
    #[default]
    Strict,
}

/// How lines are broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Total fit: the best set of breaks of the whole paragraph.
    #[default]
    Optimal,
    /// Line by line, same rules: for live resizing.
    Greedy,
    /// As Chromium sets: for comparison only.
    Browser,
}

/// Which way lines run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    #[default]
    Horizontal,
    /// From top to bottom, the lines from right to left. Positions along the line are called x all the same.
    Vertical {
        /// Show “” as 『』 and ‘’ as 「」.
        corner_quotes: bool,
    },
}

/// How the glyphs of a cell stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// On the baseline of a horizontal line.
    #[default]
    Level,
    /// Upright in a vertical line, the pen in the middle of the cell's top edge.
    Upright,
    /// Turned to the right by a quarter, as letters in a vertical line: the line's axis is its baseline's.
    Sideways,
    /// Upright side by side in one em of a vertical line (纵中横排), made narrower where they must.
    Across,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParagraphStyle {
    pub level: Level,
    /// First-line indent in em.
    pub indent_em: f32,
    /// Indent of every line in em: list items, quotations.
    pub margin_em: f32,
    /// Both edges flush, but for the last line.
    pub justify: bool,
    /// Show ASCII marks between Han as full-width ones, drop blanks between Han.
    pub normalise: bool,
    /// Lines of about equal length: headings.
    pub balance: bool,
    pub direction: Direction,
}

/// One set line. Offsets are bytes into the paragraph's own text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Source bytes of the line; lines join to the whole paragraph.
    pub range: TextRange,
    pub cells: Vec<PlacedCell>,
    /// Right edge of the last cell, in em from the column's left edge.
    pub right_em: f32,
    /// Broken inside an unbreakable run that would not fit.
    pub forced: bool,
}

/// One grapheme cluster as painted, or a short number set across a vertical line.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedCell {
    /// As displayed.
    pub text: CellText,
    /// Source bytes it stands for.
    pub range: TextRange,
    /// Pen origin of the unsqueezed glyph, in em from the column's left edge.
    pub x_em: f32,
    /// Left edge of the cell it occupies.
    pub cell_x_em: f32,
    /// Width of the cell it occupies.
    pub advance_em: f32,
    pub orientation: Orientation,
}

/// What a cell shows: nearly always one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellText {
    Char(char),
    Cluster(Box<str>),
}
