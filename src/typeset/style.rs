//! The styles of the reading pane.

use super::{Direction, Level, ParagraphStyle};

/// Below this measure a first line is indented by one em instead of two (clreq 3.2.1 speaks of "narrow columns"; newspapers
/// set such columns 10 to 14 characters wide).
const NARROW_EM: f32 = 14.0;

impl ParagraphStyle {
    /// A paragraph of prose: two em of indent, both edges flush.
    pub fn body() -> Self {
        Self {
            level: Level::Strict,
            indent_em: 2.0,
            margin_em: 0.0,
            justify: true,
            normalise: true,
            balance: false,
            direction: Direction::Horizontal,
        }
    }

    /// A heading: no indent, lines of about equal length.
    pub fn heading() -> Self {
        Self { indent_em: 0.0, justify: false, balance: true, ..Self::body() }
    }

    /// Lines of source, editor and date, captions, notes: no indent, ragged.
    pub fn small() -> Self {
        Self { indent_em: 0.0, justify: false, ..Self::body() }
    }

    /// The first line's indent in a column of `measure_em`.
    pub fn indent_in(&self, measure_em: f32) -> f32 {
        if measure_em < NARROW_EM { self.indent_em.min(1.0) } else { self.indent_em }
    }
}

impl Default for ParagraphStyle {
    fn default() -> Self {
        Self::body()
    }
}
