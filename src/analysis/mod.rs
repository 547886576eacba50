//! Who, where, when and what is in a document, and how it is written: functions of the document and the reader's
//! corrections alone.

mod analyze;
mod entities;
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
