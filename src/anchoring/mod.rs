//! Selectors and the ranges they name, and what happens to annotations when the text changes.

mod align;
mod likeness;
mod quote;
mod reanchor;
mod side;

pub use quote::{
    CONTEXT_CHARS, TextPositionSelector, TextQuoteSelector, position_range, position_selector, quote_selector,
    quote_selector_with,
};
pub use reanchor::{AnchorStatus, Reanchored, quotation_score, reanchor};
