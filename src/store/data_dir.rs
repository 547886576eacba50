//! The one folder that everything is kept in.

use std::env;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::files;

/// Environment variable that names the folder when `--data-dir` does not.
const VARIABLE: &str = "QUANDIAN_DATA_DIR";

/// The folder of the library, its snapshots and the settings. Nothing is written elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataDir(PathBuf);

impl DataDir {
    /// The folder given, else the one in `QUANDIAN_DATA_DIR`, else the platform's place for application data.
    /// It is made where it is missing.
    pub fn resolve(explicit: Option<&Path>) -> Result<Self, StoreError> {
        let path = match explicit {
            Some(path) => path.to_owned(),
            None => match env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
                Some(value) => PathBuf::from(value),
                None => platform_folder().ok_or(StoreError::NoDataDir)?,
            },
        };
        files::create_folder(&path)?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The database.
    pub fn library(&self) -> PathBuf {
        self.0.join("library.sqlite3")
    }

    pub fn settings(&self) -> PathBuf {
        self.0.join("settings.toml")
    }

    pub fn snapshots(&self) -> PathBuf {
        self.0.join("snapshots")
    }

    /// Where a window that is open can be reached.
    pub(super) fn door(&self) -> PathBuf {
        self.0.join("library.window")
    }

    /// Held by the one process that writes.
    pub(super) fn lock(&self) -> PathBuf {
        self.0.join("library.lock")
    }
}

fn platform_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "Quandian").map(|dirs| dirs.data_dir().to_owned())
}
