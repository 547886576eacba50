//! Why a document could not be opened, in a form that can be told in any language.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::import::ImportError;
use crate::store::FileError;

/// A failure to open a document; [`fmt::Display`] words it in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenFailure {
    /// Stable key of the message: that of an [`ImportError`] or a [`FileError`]; empty where there is none.
    pub key: &'static str,
    /// What fills the message's places, by name.
    pub arguments: Vec<(&'static str, String)>,
    pub path: Option<PathBuf>,
    message: String,
}

impl OpenFailure {
    pub(super) fn of_import(error: &ImportError, path: Option<&Path>) -> Self {
        let message = match path {
            Some(path) => format!("{}: {}", error.to_string().trim_end_matches('.'), path.display()),
            None => error.to_string(),
        };
        Self { key: error.key(), arguments: error.arguments(), path: path.map(Path::to_path_buf), message }
    }

    pub(super) fn of_file(error: &FileError, path: &Path) -> Self {
        let path = Some(path.to_path_buf());
        Self { key: error.key(), arguments: Vec::new(), path, message: error.to_string() }
    }

    /// Told in English only.
    pub(super) fn other(message: String) -> Self {
        Self { key: "", arguments: Vec::new(), path: None, message }
    }
}

impl fmt::Display for OpenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
