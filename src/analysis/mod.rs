//! Who, where, when and what is in a document, and how it is written: functions of the document and the reader's
//! corrections alone.

mod analyze;
mod entities;
pub mod evaluate;
pub mod expressions;
#[cfg(test)]
mod gold_tests;
mod places;
mod pos;
mod quotations;
pub mod statistics;
mod types;
pub mod words;

pub use analyze::{Monitor, Unwatched, analyze};
pub use types::{
    Analysis, Attributes, Entity, EntityId, Expression, ExpressionType, Mention, Pos, Quotation, Speaker, TitleLink,
    Token,
};

/// Sorted byte offsets at which words and marks of `text` begin or end, for line breaking and for double click.
pub fn word_breaks(text: &str) -> Vec<usize> {
    words::Engine::embedded().word_breaks(text)
}
