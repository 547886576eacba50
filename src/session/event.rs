//! What a session tells the window.

use std::path::PathBuf;

use super::Failure;
use crate::import::Warning;
use crate::store::SettingsWarning;

/// Something that happened and that the reader should hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Another document is shown.
    Opened,
    ImportWarning(Warning),
    SettingsWarning(SettingsWarning),
    Exported(PathBuf),
    /// The library was copied into this folder.
    CopySaved(PathBuf),
    /// The text had changed since it was annotated: what was written on it was carried over, as one edit.
    Carried(CarriedNotes),
    /// The file once held another text, with so many annotations, that has little in common with what it holds now: they
    /// stay with that.
    NotCarried {
        n_annotations: usize,
    },
    /// The file that the document shown was read from is no longer there: it is the text the library keeps.
    FileGone(PathBuf),
    /// A document could not be opened.
    NotOpened(Box<Failure>),
    /// Something could not be done.
    Failed(Box<Failure>),
    NothingToUndo,
    NothingToRedo,
}

/// How many annotations became what when the text changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "n_ is how counts are named")]
pub struct CarriedNotes {
    pub n_kept: usize,
    pub n_moved: usize,
    pub n_review: usize,
    pub n_orphans: usize,
}
