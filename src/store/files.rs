//! Reading a reader's files and writing exports: each failure is one clear sentence, and no file is ever half written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Largest file that is read at all (LIMITS.md).
pub const MAX_FILE_BYTES: u64 = 200 << 20;
/// Largest plain text that is read (LIMITS.md).
pub const MAX_TEXT_BYTES: u64 = 100 << 20;

/// Largest file of our own: the settings have a few hundred bytes.
const MAX_OWN_BYTES: u64 = 1 << 20;

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("There is no such file: {}", .0.display())]
    NotFound(PathBuf),
    #[error("There is no such folder: {}", .0.display())]
    NoFolder(PathBuf),
    #[error("This is a folder, not a file: {}", .0.display())]
    IsFolder(PathBuf),
    #[error("This is a device or a pipe, not a file: {}", .0.display())]
    NotRegular(PathBuf),
    #[error("This is a file, not a folder: {}", .0.display())]
    NotFolder(PathBuf),
    #[error("You have no permission to read it: {}", .0.display())]
    NoReadPermission(PathBuf),
    #[error("You have no permission to write there: choose another folder: {}", .0.display())]
    NoWritePermission(PathBuf),
    #[error("It has {} MB; Quandian reads up to {} MB: {}", .n_bytes >> 20, .limit >> 20, .path.display())]
    TooLarge { n_bytes: u64, limit: u64, path: PathBuf },
    #[error("The disk is full: make room or choose another folder; nothing was overwritten: {}", .0.display())]
    DiskFull(PathBuf),
    #[error("This place is read-only: choose another folder: {}", .0.display())]
    ReadOnlyPlace(PathBuf),
    #[error("The name is too long for this file system: {}", .0.display())]
    NameTooLong(PathBuf),
    #[error("It could not be read ({source}): {}", .path.display())]
    Read { source: io::Error, path: PathBuf },
    #[error("It could not be written ({source}); nothing was overwritten: {}", .path.display())]
    Write { source: io::Error, path: PathBuf },
}

impl FileError {
    /// Stable key for the message catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "file.not_found",
            Self::NoFolder(_) => "file.no_folder",
            Self::IsFolder(_) => "file.is_folder",
            Self::NotRegular(_) => "file.not_regular",
            Self::NotFolder(_) => "file.not_folder",
            Self::NoReadPermission(_) => "file.no_read_permission",
            Self::NoWritePermission(_) => "file.no_write_permission",
            Self::TooLarge { .. } => "file.too_large",
            Self::DiskFull(_) => "file.disk_full",
            Self::ReadOnlyPlace(_) => "file.read_only_place",
            Self::NameTooLong(_) => "file.name_too_long",
            Self::Read { .. } => "file.read",
            Self::Write { .. } => "file.write",
        }
    }

    /// The file or folder it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound(path)
            | Self::NoFolder(path)
            | Self::IsFolder(path)
            | Self::NotRegular(path)
            | Self::NotFolder(path)
            | Self::NoReadPermission(path)
            | Self::NoWritePermission(path)
            | Self::DiskFull(path)
            | Self::ReadOnlyPlace(path)
            | Self::NameTooLong(path)
            | Self::TooLarge { path, .. }
            | Self::Read { path, .. }
            | Self::Write { path, .. } => path,
        }
    }
}

/// The bytes of a file a reader wants to open; at most [`MAX_FILE_BYTES`], and [`MAX_TEXT_BYTES`] of plain text.
pub fn read_document_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let limit = if is_plain_text(path) { MAX_TEXT_BYTES } else { MAX_FILE_BYTES };
    read_up_to(path, limit)
}

/// Writes `bytes` beside `path`, syncs, and renames over it: `path` holds all of the old or all of the new.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if path.is_dir() {
        return Err(FileError::IsFolder(path.to_owned()));
    }
    let folder = folder_of(path);
    if !folder.exists() {
        return Err(FileError::NoFolder(folder.to_owned()));
    }
    if !folder.is_dir() {
        return Err(FileError::NotFolder(folder.to_owned()));
    }
    // A link is written through, so that it stays a link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let temporary = temporary_beside(&target);
    let written = write_new(&temporary, bytes)
        .and_then(|()| keep_permissions(&target, &temporary))
        .and_then(|()| fs::rename(&temporary, &target));
    if let Err(error) = written {
        // The half-written file is of no use to anybody; if it cannot be removed, the first error still says why.
        fs::remove_file(&temporary).ok();
        return Err(write_error(error, path));
    }
    sync_folder(folder_of(&target));
    Ok(())
}

/// Writes a small file that only its owner may read.
pub(super) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.exists() {
        fs::remove_file(path)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

/// Makes a folder and those above it; it may exist.
pub(super) fn create_folder(path: &Path) -> Result<(), FileError> {
    if path.is_dir() {
        return Ok(());
    }
    if path.exists() {
        return Err(FileError::NotFolder(path.to_owned()));
    }
    fs::create_dir_all(path).map_err(|error| write_error(error, path))
}

/// The whole of a text file of ours, such as the settings; `None` where there is none.
pub(super) fn read_own_text(path: &Path) -> Result<Option<String>, FileError> {
    match read_up_to(path, MAX_OWN_BYTES) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(FileError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) fn write_error(error: io::Error, path: &Path) -> FileError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound => FileError::NoFolder(folder_of(&path).to_owned()),
        io::ErrorKind::PermissionDenied => FileError::NoWritePermission(path),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileError::DiskFull(path),
        io::ErrorKind::ReadOnlyFilesystem => FileError::ReadOnlyPlace(path),
        io::ErrorKind::NotADirectory => FileError::NotFolder(folder_of(&path).to_owned()),
        io::ErrorKind::IsADirectory => FileError::IsFolder(path),
        io::ErrorKind::InvalidFilename => FileError::NameTooLong(path),
        _ => FileError::Write { source: error, path },
    }
}

/// Syncs a folder so that a rename in it survives a power cut. Where folders cannot be opened (Windows) the system
/// does so by itself, and there is nothing the reader could do about a failure: the file itself is already synced.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).ok();
    }
}

/// Which file stands at `path`, to tell it from another that was put in its place; `None` where there is none.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).ok().map(|facts| (facts.dev(), facts.ino()))
}

/// Which file stands at `path`; here the system lets nobody take away one that is open.
#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|_| (0, 0))
}

fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    // Asked before opening: to open a pipe would wait for whoever writes into it.
    let facts = fs::metadata(path).map_err(|error| read_error(error, path))?;
    if facts.is_dir() {
        return Err(FileError::IsFolder(path.to_owned()));
    }
    if !facts.is_file() {
        return Err(FileError::NotRegular(path.to_owned()));
    }
    let too_large = |n_bytes| FileError::TooLarge { n_bytes, limit, path: path.to_owned() };
    if facts.len() > limit {
        return Err(too_large(facts.len()));
    }
    let file = File::open(path).map_err(|error| read_error(error, path))?;
    let mut bytes = Vec::with_capacity(facts.len() as usize);
    // Files such as /proc/kmsg or one that grows say less than they give.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| read_error(error, path))?;
    if bytes.len() as u64 > limit {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

fn read_error(error: io::Error, path: &Path) -> FileError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::NotFound(path),
        io::ErrorKind::PermissionDenied => FileError::NoReadPermission(path),
        io::ErrorKind::IsADirectory => FileError::IsFolder(path),
        io::ErrorKind::InvalidFilename => FileError::NameTooLong(path),
        _ => FileError::Read { source: error, path },
    }
}

fn is_plain_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    matches!(extension.as_str(), "" | "txt" | "text" | "md" | "markdown" | "log" | "csv" | "tsv")
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn temporary_beside(path: &Path) -> PathBuf {
    // Short, so that a name near the system's limit still has room beside it; hidden where the system hides dots.
    let unique = uuid::Uuid::new_v4().simple().to_string();
    folder_of(path).join(format!(".{}.quandian-tmp", unique.get(..12).unwrap_or(&unique)))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file that is replaced keeps who may read it.
fn keep_permissions(target: &Path, temporary: &Path) -> io::Result<()> {
    match fs::metadata(target) {
        Ok(facts) if facts.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        Ok(facts) => fs::set_permissions(temporary, facts.permissions()),
        Err(_) => Ok(()),
    }
}
