//! Expressions of time and amount: found, bounded, and made comparable (ISO 8601, TIMEX-like, number with unit).
//!
//! One hand-written grammar reads a line at a time, left to right, in time proportional to its length; the same number
//! and time grammars serve [`recognizers`], the strict output of Recognizers-Text.

mod calendar;
mod date;
mod duration;
mod glyphs;
mod measures;
mod moment;
mod number;
mod quantity;
pub mod recognizers;
mod resolve;
mod scan;
mod units;

pub use scan::{Anchor, expressions, expressions_outside};
