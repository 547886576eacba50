//! Snapshots: whole copies of the library, each verified after it is written, the oldest given up.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::check::{self, Check};
use super::{DataDir, StoreError, files, library};

/// Pages copied at a time; the writer may commit between.
const PAGES_AT_A_TIME: i32 = 4096;

/// Pause between them, and before trying again where another connection is in the way.
const PAUSE: Duration = Duration::from_millis(5);

/// Age at which a half-made snapshot is nobody's any more.
const ABANDONED: Duration = Duration::from_hours(24);

/// Why a snapshot was made; decides how long it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SnapshotKind {
    /// Ten minutes of change lie before it.
    Change,
    /// The first of its day.
    Daily,
    /// The library was about to be brought to a newer format.
    Migration,
    /// Somebody asked for it.
    Asked,
}

impl SnapshotKind {
    /// How many are kept.
    fn n_kept(self) -> usize {
        match self {
            Self::Change => 12,
            Self::Daily => 14,
            // One a format: all of them, and room for tries.
            Self::Migration => 20,
            // Made by hand and so taken away by hand.
            Self::Asked => usize::MAX,
        }
    }
}

/// A snapshot on the disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Snapshot {
    /// The last edit in it: what orders snapshots, whatever the clock says.
    pub last_edit: i64,
    /// When it was made, UTC: `20240827T093000Z`.
    pub taken: String,
    pub kind: SnapshotKind,
    pub path: PathBuf,
}

impl Snapshot {
    /// Name of its file: what `restore` is told.
    pub fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }
}

/// Copies the library that `source` is connected to, verifies the copy, and gives up the oldest of its kind.
pub(super) fn take(source: &Connection, dir: &DataDir, kind: SnapshotKind) -> Result<Snapshot, StoreError> {
    let folder = dir.snapshots();
    files::create_folder(&folder)?;
    sweep(&folder);
    let unfinished = folder.join(format!(".{}.unfinished", uuid::Uuid::new_v4().simple()));
    let finished = copy(source, &unfinished).and_then(|last_edit| {
        let taken = timestamp();
        let path = folder.join(format!("{last_edit:010}-{taken}-{}.sqlite3", <&str>::from(kind)));
        fs::rename(&unfinished, &path).map_err(|error| files::write_error(error, &path))?;
        files::sync_folder(&folder);
        Ok(Snapshot { last_edit, taken, kind, path })
    });
    if finished.is_err() {
        // Of no use to anybody; the error tells why.
        fs::remove_file(&unfinished).ok();
    }
    let snapshot = finished?;
    give_up_oldest(&folder, kind);
    Ok(snapshot)
}

/// The snapshots in the folder, newest first.
pub(super) fn list(folder: &Path) -> Vec<Snapshot> {
    // A folder that is not there has none.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut snapshots: Vec<_> = entries.filter_map(|entry| parse_name(&entry.path())).collect();
    snapshots.sort();
    snapshots.reverse();
    snapshots
}

/// Opens a snapshot, without writing beside it.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    super::schema::connect_to_immutable(path)
}

/// Whether a day's first snapshot is still to be made.
pub(super) fn is_daily_due(folder: &Path) -> bool {
    let now = timestamp();
    let today = now.get(..8);
    !list(folder).iter().any(|snapshot| snapshot.kind == SnapshotKind::Daily && snapshot.taken.get(..8) == today)
}

/// Copies the library that `source` is connected to into a new file and verifies it; the last edit in it.
pub(super) fn copy(source: &Connection, to: &Path) -> Result<i64, StoreError> {
    let wrong = |error| StoreError::of(error, to);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(to, flags).map_err(wrong)?;
    Backup::new(source, &mut target)
        .and_then(|backup| backup.run_to_completion(PAGES_AT_A_TIME, PAUSE, None))
        .map_err(wrong)?;
    // A copy of a WAL database says that it is one; a snapshot is one file and has nothing beside it.
    target.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0)).map_err(wrong)?;
    let Check { last_edit, .. } = verified(&target, to)?;
    drop(target);
    File::open(to).and_then(|file| file.sync_all()).map_err(|error| files::write_error(error, to))?;
    Ok(last_edit)
}

/// What is in a database, if it is whole.
pub(super) fn verified(connection: &Connection, path: &Path) -> Result<Check, StoreError> {
    let check = check::check(connection).map_err(|error| StoreError::of(error, path))?;
    match check.first_fault() {
        None => Ok(check),
        Some(reason) => Err(StoreError::Damaged { reason, path: path.to_owned() }),
    }
}

fn give_up_oldest(folder: &Path, kind: SnapshotKind) {
    for snapshot in list(folder).into_iter().filter(|snapshot| snapshot.kind == kind).skip(kind.n_kept()) {
        // One that cannot be removed is one more kept.
        fs::remove_file(snapshot.path).ok();
    }
}

/// Removes what a process that was killed left half made.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if entry.file_name().to_string_lossy().contains(".unfinished") && age().is_some_and(|age| age > ABANDONED) {
            // One that cannot be removed only takes room.
            fs::remove_file(entry.path()).ok();
        }
    }
}

fn parse_name(path: &Path) -> Option<Snapshot> {
    let mut parts = path.file_name()?.to_str()?.strip_suffix(".sqlite3")?.splitn(3, '-');
    let (last_edit, taken, kind) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Snapshot {
        last_edit: last_edit.parse().ok()?,
        taken: taken.to_owned(),
        kind: kind.parse().ok()?,
        path: path.to_owned(),
    })
}

/// Now, UTC, fit for file names on every system.
pub(super) fn timestamp() -> String {
    let now = jiff::Timestamp::from_microsecond(library::now_us()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    now.strftime("%Y%m%dT%H%M%SZ").to_string()
}
