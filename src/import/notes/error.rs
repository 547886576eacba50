//! Why no notes could be read.

use crate::import::ImportError;

/// One sentence each, in English; the interface words them in the reader's language by [`NotesError::key`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotesError {
    #[error("The file is empty: it has no notes.")]
    Empty,
    #[error("The file of notes is too long: {n_bytes} bytes, and at most {limit} can be read.")]
    TooLong { n_bytes: usize, limit: usize },
    #[error(
        "These are no notes that Quandian knows: it reads W3C and Hypothesis JSON, Readwise's CSV, Kindle's My \
         Clippings.txt, Zotero's JSON and Markdown, and calibre's JSON."
    )]
    Unknown,
    #[error("The notes are not whole: their JSON cannot be read at line {line}, column {column}.")]
    Json { line: usize, column: usize },
    #[error("The notes are not whole: a quotation mark in line {line} of their CSV is never closed.")]
    Csv { line: usize },
    #[error(transparent)]
    Text(ImportError),
}

impl NotesError {
    /// Stable key of the message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "notes.empty",
            Self::TooLong { .. } => "notes.too_long",
            Self::Unknown => "notes.unknown",
            Self::Json { .. } => "notes.json",
            Self::Csv { .. } => "notes.csv",
            Self::Text(error) => error.key(),
        }
    }
}

impl From<ImportError> for NotesError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Empty => Self::Empty,
            ImportError::TooLong { n_bytes, limit } => Self::TooLong { n_bytes, limit },
            ImportError::Unsupported { .. } => Self::Unknown,
            other => Self::Text(other),
        }
    }
}
