//! What the reader writes on a document, in the W3C Web Annotation model's terms, and how each change is taken back.

mod correction;
mod edit;
mod mark;
mod merge;
mod relation;
mod set;
mod unplaced;

pub use correction::{CorrectionAction, CorrectionId, EntityCorrection, EntityType, Scope};
pub use edit::Edit;
pub use mark::{Annotation, AnnotationId, MarkColor, MarkStyle, Timestamp};
pub use merge::merge;
pub use relation::{EntityName, Link, Relations, Subject};
pub use set::AnnotationSet;
pub use unplaced::Unplaced;
