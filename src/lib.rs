//! Quandian 圈点: close reading of Chinese.
//!
//! Bytes become a `Document`; the document is analysed and typeset by pure functions, annotated through reversible edits
//! that the store keeps, and `ui` paints the result. Modules form floors: each may import only floors below it (checked
//! by `tests/tidy.rs`).

pub mod analysis;
pub mod anchoring;
pub mod annotation;
pub mod document;
pub mod export;
pub mod import;
pub mod session;
pub mod store;
pub mod text;
pub mod typeset;
pub mod ui;
