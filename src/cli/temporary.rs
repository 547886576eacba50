//! A folder for as long as a command runs.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use super::Failure;

/// A new folder of its own in the system's place for such; gone with everything in it when this is dropped.
pub(super) struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    pub(super) fn new() -> Result<Self, Failure> {
        let unique = uuid::Uuid::new_v4().simple();
        let path = env::temp_dir().join(format!("quandian-{}-{unique}", process::id()));
        fs::create_dir(&path)
            .map_err(|error| format!("a temporary folder could not be made ({error}): {}", path.display()))?;
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which empties the place from time to time.
        fs::remove_dir_all(&self.0).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_folder_goes_with_what_is_in_it() {
        let folder = TemporaryFolder::new().expect("there is room");
        let path = folder.path().to_owned();
        fs::create_dir(path.join("inside")).expect("it can be written to");
        drop(folder);
        assert!(!path.exists());
    }
}
