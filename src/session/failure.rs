//! Why something could not be done, in a form that can be told in any language.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::import::ImportError;
use crate::store::{FileError, StoreError};

/// A failure to open, write or change something; [`fmt::Display`] words it in English, in one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// Stable key of the message: that of an [`ImportError`], a [`FileError`] or a [`StoreError`], or one of a session's
    /// own; empty where there is none.
    pub key: &'static str,
    /// What fills the message's places, by name.
    pub arguments: Vec<(&'static str, String)>,
    /// The file or folder it is about.
    pub path: Option<PathBuf>,
    message: String,
}

impl Failure {
    pub(super) fn of_import(error: &ImportError, path: Option<&Path>) -> Self {
        let message = match path {
            Some(path) => format!("{}: {}", error.to_string().trim_end_matches('.'), path.display()),
            None => error.to_string(),
        };
        Self { key: error.key(), arguments: error.arguments(), path: path.map(Path::to_path_buf), message }
    }

    pub(super) fn of_file(error: &FileError) -> Self {
        let arguments = match error {
            FileError::Read { source, .. } | FileError::Write { source, .. } => vec![("reason", source.to_string())],
            _ => Vec::new(),
        };
        Self { key: error.key(), arguments, path: Some(error.path().to_path_buf()), message: error.to_string() }
    }

    pub(super) fn of_store(error: &StoreError) -> Self {
        let (reason, path) = match error {
            StoreError::File(error) => return Self::of_file(error),
            StoreError::Locked(path)
            | StoreError::ReadOnly(path)
            | StoreError::Gone(path)
            | StoreError::DiskFull(path)
            | StoreError::Exists(path)
            | StoreError::Newer { path, .. } => (None, Some(path.clone())),
            StoreError::Damaged { reason, path } => (Some(reason.clone()), Some(path.clone())),
            StoreError::Database { source, path } => (Some(source.to_string()), Some(path.clone())),
            StoreError::Thread(source) => (Some(source.to_string()), None),
            StoreError::NoSnapshot(reason) | StoreError::NotSaved(reason) => (Some(reason.clone()), None),
            StoreError::NoDataDir | StoreError::WriterGone => (None, None),
        };
        let arguments = reason.map(|reason| ("reason", reason)).into_iter().collect();
        Self { key: error.key(), arguments, path, message: error.to_string() }
    }

    /// The library keeps no text of a document.
    pub(super) fn no_text(document: impl fmt::Display) -> Self {
        let message = format!("The library keeps no text of this document: {document}");
        Self { key: "session.no_text", message, ..Self::default() }
    }

    /// A job in the background did not come to its end.
    pub(super) fn of_work(name: &str) -> Self {
        let message = format!("Quandian failed at this ({name}); what is open and saved is unharmed.");
        Self { key: "session.work", arguments: vec![("work", name.to_owned())], path: None, message }
    }

    /// No thread could be had.
    pub(super) fn of_thread(error: &std::io::Error) -> Self {
        let message = format!("A thread could not be started: {error}.");
        Self { key: "session.thread", arguments: vec![("reason", error.to_string())], path: None, message }
    }

    /// Told in English only.
    pub(super) fn other(message: String) -> Self {
        Self { message, ..Self::default() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
