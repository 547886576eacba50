//! Setting Chinese: a paragraph, a style and a measure become lines. Pure: no fonts, no window.

mod types;

pub use types::{FontMetrics, GlyphMetrics, Level, Line, Mode, ParagraphStyle, PlacedCell};
