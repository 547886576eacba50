//! What can go wrong with the library, each in one sentence that ends with the path.

use std::io;
use std::path::{Path, PathBuf};

use super::files::FileError;

/// Why the library could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("This system names no folder for application data: give one with --data-dir.")]
    NoDataDir,
    #[error(transparent)]
    File(#[from] FileError),
    #[error("The library is being written by another Quandian: close it, then try again: {}", .0.display())]
    Locked(PathBuf),
    #[error("The library is open for reading only, so nothing can be changed in it: {}", .0.display())]
    ReadOnly(PathBuf),
    #[error("The library was written by a newer Quandian (format {found}; this one knows {known}): {}", .path.display())]
    Newer { found: i64, known: i64, path: PathBuf },
    #[error("The library is damaged ({reason}): {}", .path.display())]
    Damaged { reason: String, path: PathBuf },
    #[error("The library does not answer ({source}): {}", .path.display())]
    Database { source: rusqlite::Error, path: PathBuf },
    #[error("The disk is full: make room, then try again; what was saved before is safe: {}", .0.display())]
    DiskFull(PathBuf),
    #[error("The operating system refused the library's writer ({0}).")]
    Thread(io::Error),
    #[error("The library was taken away while it was open: put it back or save again: {}", .0.display())]
    Gone(PathBuf),
    #[error("The library's writer has stopped: restart Quandian; what was saved before is safe.")]
    WriterGone,
    #[error("No snapshot has this name: {0}")]
    NoSnapshot(String),
    #[error("A library is there already: choose an empty folder: {}", .0.display())]
    Exists(PathBuf),
    #[error("{0}")]
    NotSaved(String),
}

impl StoreError {
    /// Stable key for the message catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoDataDir => "store.no_data_dir",
            Self::File(error) => error.key(),
            Self::Locked(_) => "store.locked",
            Self::ReadOnly(_) => "store.read_only",
            Self::Newer { .. } => "store.newer",
            Self::Damaged { .. } => "store.damaged",
            Self::Database { .. } => "store.database",
            Self::DiskFull(_) => "store.disk_full",
            Self::Thread(_) => "store.thread",
            Self::Gone(_) => "store.gone",
            Self::WriterGone => "store.writer_gone",
            Self::NoSnapshot(_) => "store.no_snapshot",
            Self::Exists(_) => "store.exists",
            Self::NotSaved(_) => "store.not_saved",
        }
    }

    /// Sorts an `SQLite` error: damage is repaired, anything else is shown.
    pub(super) fn of(source: rusqlite::Error, path: &Path) -> Self {
        if is_damage(&source) {
            Self::Damaged { reason: source.to_string(), path: path.to_owned() }
        } else if source.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) {
            Self::DiskFull(path.to_owned())
        } else {
            Self::Database { source, path: path.to_owned() }
        }
    }
}

/// Whether `SQLite` says that the file's content is not what it should be, rather than that it cannot be reached.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    match error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            matches!(failure.code, DatabaseCorrupt | NotADatabase)
                // A schema table that names no such table any more.
                || message.as_ref().is_some_and(|text| {
                    text.contains("malformed") || text.contains("no such table") || text.contains("no such column")
                })
        }
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::SqlInputError { .. }
        | rusqlite::Error::Utf8Error(..) => true,
        _ => false,
    }
}
