//! When a file was written and how long it is: whether it is still the one that was read.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// What tells a file from the same file changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    modified: Option<SystemTime>,
    n_bytes: u64,
}

impl FileStamp {
    /// Of what stands at `path` now; `None` where that is no file. Asks the disk.
    pub fn of(path: &Path) -> Option<Self> {
        let facts = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self { modified: facts.modified().ok(), n_bytes: facts.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::write_atomically;

    #[test]
    fn a_file_that_has_grown_has_another_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        assert_eq!(FileStamp::of(&path), None);
        assert_eq!(FileStamp::of(folder.path()), None);
        write_atomically(&path, "春眠".as_bytes()).unwrap();
        let before = FileStamp::of(&path);
        assert_eq!(FileStamp::of(&path), before);
        write_atomically(&path, "春眠不觉晓".as_bytes()).unwrap();
        assert!(before.is_some() && FileStamp::of(&path) != before);
    }
}
