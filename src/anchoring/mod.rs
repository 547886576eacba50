//! Selectors and the ranges they name, and what happens to annotations when the text changes.

mod align;
mod carry;
mod difference;
mod elsewhere;
mod follow;
#[cfg(test)]
mod laws;
mod likeness;
mod quote;
mod reanchor;
mod side;
mod slide;

pub use carry::{Carried, CarriedAnnotation, KeptText, Written, kept_as_orphan, placed};
pub use difference::{Difference, differences};
pub use quote::{
    CONTEXT_CHARS, TextPositionSelector, TextQuoteSelector, position_range, position_selector, quote_selector,
    quote_selector_with,
};
pub use reanchor::{AnchorStatus, Placing, Reanchored, Reanchoring, quotation_score, reanchor};
