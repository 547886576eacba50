//! What a session tells the window.

use std::path::PathBuf;

use super::OpenFailure;

/// Something that happened and that the reader should hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Another document is shown.
    Opened,
    ImportWarning(String),
    SettingsWarning(String),
    Exported(PathBuf),
    /// A document could not be opened.
    NotOpened(Box<OpenFailure>),
    /// Something could not be done: one clear sentence.
    Failed(String),
    NothingToUndo,
    NothingToRedo,
}
