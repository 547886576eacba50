//! Selectors and the ranges they name, and what happens to annotations when the text changes.

// TODO: declare align, likeness, reanchor and side, and export AnchorStatus, Reanchored and reanchor, once Cargo.toml
// has `dissimilar = "1"`, which align needs.
mod quote;

pub use quote::{
    CONTEXT_CHARS, TextPositionSelector, TextQuoteSelector, position_range, position_selector, quote_selector,
    quote_selector_with,
};
