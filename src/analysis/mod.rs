//! Who, where, when and what is in a document, and how it is written: functions of the document and the reader's
//! corrections alone.

mod types;

pub use types::{
    Analysis, Attributes, Entity, EntityId, Expression, ExpressionType, Mention, Pos, Quotation, Speaker, TitleLink, Token,
};
