//! What can be asked of a session.

use std::path::PathBuf;

use crate::annotation::Edit;
use crate::document::DocumentHash;
use crate::export::{Context, Profile};
use crate::store::Settings;

/// A change someone asks for; the only way the window alters a [`super::Session`].
#[derive(Clone, Debug)]
pub enum Command {
    /// Reads a file in the background and shows it.
    Open(PathBuf),
    OpenBundled,
    /// Shows a document whose text the library keeps.
    OpenKept(DocumentHash),
    Annotate(Edit),
    Undo,
    Redo,
    ChangeSettings(Box<Settings>),
    /// Takes effect without being written: for a value under the hand. [`Self::ChangeSettings`] follows.
    PreviewSettings(Box<Settings>),
    Export(Box<ExportRequest>),
    /// Writes something of the window's making, such as a table or a plot, to a file.
    WriteFile {
        path: PathBuf,
        bytes: Vec<u8>,
    },
    /// Copies the library, with everything that is not written yet, into a folder that has none.
    SaveCopy(PathBuf),
    CancelAnalysis,
}

/// Notes to be written to a file.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    pub path: PathBuf,
    pub format: ExportFormat,
}

/// A format notes can leave in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Markdown { profile: Profile, context: Context },
    JsonLd,
}

impl ExportFormat {
    /// Ending of the file's name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown { .. } => "md",
            Self::JsonLd => "jsonld",
        }
    }
}
