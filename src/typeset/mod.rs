//! Setting Chinese: a paragraph, a style and a measure become lines. Pure: no fonts, no window.
//!
//! `prepare` shows the text (`display`), makes cells (`classes`, `cells`; `vertical`) and break places with sums (`breaks`, `sums`);
//! `set` chooses breaks by cost (`cost`; `optimal`, `greedy` or `browser`) and places the cells (`place`).
//! Rules: W3C clreq (2024-03-21), GB/T 15834, UAX #14.

mod breaks;
mod browser;
mod cells;
mod classes;
mod cost;
mod display;
mod greedy;
#[cfg(test)]
mod laws;
mod optimal;
mod place;
mod prepare;
mod set;
mod style;
mod sums;
#[cfg(test)]
mod tables;
mod types;
mod vertical;

pub use display::display;
pub use prepare::{Prepared, prepare};
pub use set::{count_lines, set};
pub use types::{
    CellText, Direction, FontMetrics, GlyphMetrics, Level, Line, Mode, Orientation, ParagraphStyle, PlacedCell,
};
