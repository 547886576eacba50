//! Quandian 圈点: close reading of Chinese.
//!
//! Bytes become a `Document`; the document is analysed and typeset by pure functions, annotated through reversible edits
//! that the store keeps, and `ui` paints the result. Modules form floors: each may import only floors below it (checked
//! by `tests/tidy.rs`). A floor is in the default build once its tests have been seen to pass; the others stand behind
//! the features `engine` and `window`.

#[cfg(feature = "engine")]
pub mod analysis;
#[cfg(feature = "engine")]
pub mod anchoring;
#[cfg(feature = "engine")]
pub mod annotation;
#[cfg(feature = "engine")]
pub mod document;
#[cfg(feature = "engine")]
pub mod export;
#[cfg(feature = "engine")]
pub mod import;
#[cfg(feature = "engine")]
pub mod session;
#[cfg(feature = "engine")]
pub mod store;
pub mod text;
pub mod typeset;
#[cfg(feature = "window")]
pub mod ui;
