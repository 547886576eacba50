//! One writer per library: a lock that the system lets go when its holder ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::files::{self, FileError};

/// How often a waiting command looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Whether this process may write.
#[derive(Debug)]
pub(super) enum Lock {
    /// Held until dropped.
    Held(WriteLock),
    /// Another process holds it.
    Elsewhere,
    /// The folder cannot be written, so nobody can hold it.
    ReadOnlyFolder,
}

/// The lock, held.
#[derive(Debug)]
pub(super) struct WriteLock(File);

impl Drop for WriteLock {
    fn drop(&mut self) {
        // Closing the file lets go of the lock anyway.
        self.0.unlock().ok();
    }
}

/// Takes the lock, waiting up to `patience` for another to let go.
pub(super) fn take(path: &Path, patience: Duration) -> Result<Lock, FileError> {
    let file = match OpenOptions::new().create(true).truncate(false).write(true).open(path) {
        Ok(file) => file,
        Err(error) => {
            return match files::write_error(error, path) {
                FileError::NoWritePermission(_) | FileError::ReadOnlyPlace(_) => Ok(Lock::ReadOnlyFolder),
                other => Err(other),
            };
        }
    };
    let start = Instant::now();
    // Looks are counted too: on a machine that sleeps long between them time alone would leave few.
    let mut left = patience.as_millis() / LOOK_AGAIN.as_millis();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock::Held(WriteLock(file))),
            Err(TryLockError::WouldBlock) if left > 0 || start.elapsed() < patience => {
                left = left.saturating_sub(1);
                thread::sleep(LOOK_AGAIN);
            }
            Err(TryLockError::WouldBlock) => return Ok(Lock::Elsewhere),
            Err(TryLockError::Error(error)) => return Err(files::write_error(error, path)),
        }
    }
}
