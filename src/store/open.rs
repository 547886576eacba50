//! Opening the library: who may write, of which format it is, and whether it is whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicI64;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use super::keeper::{Keeper, KeeperHandle, StopSign};
use super::library::{Access, Library};
use super::load::{self, Loaded, Reading};
use super::lock::{self, Lock, WriteLock};
use super::memory::Memory;
use super::snapshot::{self, SnapshotKind};
use super::writer::{Message, Shared, Writer};
use super::{DataDir, Notice, StoreError, files, repair, schema};
use crate::annotation::AnnotationSet;

/// How long a command waits for another to let go of the library.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a window waits: a command that writes just now is done in less, and the window need not then be a reader.
const WINDOW_PATIENCE: Duration = Duration::from_millis(250);

/// No format will ever have this number: one that says so is damaged.
const LAST_VERSION: i64 = 1000;

/// The library as opened.
pub struct Opened {
    pub library: Library,
    /// Everything the reader keeps, for the session to own.
    pub set: AnnotationSet,
    pub notices: Vec<Notice>,
}

impl Library {
    /// Opens the library for a window: to write, or to read where another process writes, the folder cannot be
    /// written, or the format is newer; the notices then say so. `wake` is called from another thread after each
    /// commit and whenever there is something new to show.
    pub fn open(dir: &DataDir, wake: impl Fn() + Send + Sync + 'static) -> Result<Opened, StoreError> {
        open_for(dir, Opener { is_window: true, patience: WINDOW_PATIENCE, part: Reading::All, wake: Box::new(wake) })
    }

    /// Opens the library for a command that changes it: waits up to 5 s for another to let go, and fails if it must
    /// not write.
    pub fn open_to_edit(dir: &DataDir) -> Result<Opened, StoreError> {
        Self::open_to_edit_part(dir, Reading::All)
    }

    /// As [`Library::open_to_edit`], for a command that needs only a part of the annotations: the set has no others.
    pub fn open_to_edit_part(dir: &DataDir, part: Reading<'_>) -> Result<Opened, StoreError> {
        let opened = open_for(dir, Opener::command(PATIENCE, part))?;
        match opened.notices.iter().find(|_| opened.library.is_read_only()) {
            None => Ok(opened),
            Some(Notice::OpenElsewhere) => Err(StoreError::Locked(dir.library())),
            Some(&Notice::NewerVersion { found, known }) => {
                Err(StoreError::Newer { found, known, path: dir.library() })
            }
            Some(_) => Err(StoreError::ReadOnly(dir.library())),
        }
    }

    /// Opens the library for a command that only looks: beside any writer, at once.
    pub fn open_to_read(dir: &DataDir) -> Result<Opened, StoreError> {
        Self::open_to_read_part(dir, Reading::All)
    }

    /// As [`Library::open_to_read`], for a command that needs only a part of the annotations: the set has no others.
    pub fn open_to_read_part(dir: &DataDir, part: Reading<'_>) -> Result<Opened, StoreError> {
        let path = dir.library();
        if !path.exists() {
            return Ok(start(dir, Access::Nothing, Loaded::default(), Vec::new(), Box::new(|| {})));
        }
        let connection = schema::connect_to_read(&path)?;
        if let Ok(loaded) = read(&connection, &path, part)
            && loaded.damage.is_empty()
        {
            return Ok(start(dir, Access::Read, loaded, Vec::new(), Box::new(|| {})));
        }
        drop(connection);
        // A folder that cannot be written, or a database in want of repair: let the usual way find out.
        open_for(dir, Opener::command(Duration::ZERO, part))
    }
}

pub(super) type Wake = Box<dyn Fn() + Send + Sync>;

/// On whose behalf the library is opened.
struct Opener<'a> {
    /// Long-lived: somebody must look after the library meanwhile.
    is_window: bool,
    /// How long to wait for another writer.
    patience: Duration,
    part: Reading<'a>,
    wake: Wake,
}

impl<'a> Opener<'a> {
    fn command(patience: Duration, part: Reading<'a>) -> Self {
        Self { is_window: false, patience, part, wake: Box::new(|| {}) }
    }
}

fn open_for(dir: &DataDir, who: Opener<'_>) -> Result<Opened, StoreError> {
    match lock::take(&dir.lock(), who.patience)? {
        Lock::Held(held) => open_to_write(dir, held, who),
        Lock::Elsewhere => open_beside(dir, Notice::OpenElsewhere, who.part, who.wake),
        Lock::ReadOnlyFolder => {
            open_beside(dir, Notice::ReadOnlyFolder { path: dir.path().to_owned() }, who.part, who.wake)
        }
    }
}

fn open_to_write(dir: &DataDir, held: WriteLock, who: Opener<'_>) -> Result<Opened, StoreError> {
    repair::finish_interrupted(dir)?;
    let mut notices = Vec::new();
    let (connection, loaded) = match connect_and_load(dir, who.part) {
        Err(StoreError::Newer { found, known, .. }) => {
            return open_beside(dir, Notice::NewerVersion { found, known }, who.part, who.wake);
        }
        Err(StoreError::Damaged { .. }) => {
            notices.push(repair::rebuild(dir)?);
            connect_and_load(dir, who.part)?
        }
        other => other?,
    };
    start_writer(dir, held, connection, loaded, notices, who)
}

/// The present state, of the present format and whole.
fn connect_and_load(dir: &DataDir, part: Reading<'_>) -> Result<(Connection, Loaded), StoreError> {
    let path = dir.library();
    let damaged = |reason: &str| StoreError::Damaged { reason: reason.to_owned(), path: path.clone() };
    let is_empty = std::fs::metadata(&path).map_or(true, |facts| facts.len() == 0);
    if is_empty && !snapshot::list(&dir.snapshots()).is_empty() {
        return Err(damaged("the file is empty or gone"));
    }
    let mut connection = schema::connect(&path)?;
    let found = schema::version(&connection, &path)?;
    if !(0..LAST_VERSION).contains(&found) || (found == 0 && schema::has_tables(&connection, &path)?) {
        return Err(damaged("its format is not known"));
    }
    if found > schema::VERSION {
        return Err(StoreError::Newer { found, known: schema::VERSION, path });
    }
    if found < schema::VERSION {
        if found > 0 {
            snapshot::take(&connection, dir, SnapshotKind::Migration)?;
        }
        schema::migrate(&mut connection, found, &path)?;
    }
    let loaded = read(&connection, &path, part)?;
    if let Some(row) = loaded.damage.first() {
        return Err(StoreError::Damaged { reason: row.to_string(), path });
    }
    // From now on closing may tidy up; a damaged library would have been left as it was.
    schema::tidy_on_close(&connection, true).map_err(|error| StoreError::of(error, &path))?;
    Ok((connection, loaded))
}

/// Opens the library to read, for the reason that `notice` gives.
pub(super) fn open_beside(dir: &DataDir, notice: Notice, part: Reading<'_>, wake: Wake) -> Result<Opened, StoreError> {
    let path = dir.library();
    if !path.exists() {
        return Ok(start(dir, Access::Nothing, Loaded::default(), vec![notice], wake));
    }
    // An empty one was left by a process that was killed before it wrote.
    let has_wal = std::fs::metadata(repair::with_suffix(&path, "-wal")).is_ok_and(|facts| facts.len() > 0);
    let is_fixed = matches!(notice, Notice::ReadOnlyFolder { .. }) && !has_wal;
    let (connection, access) = if is_fixed {
        (schema::connect_to_immutable(&path)?, Access::ReadImmutable)
    } else {
        (schema::connect_to_read(&path)?, Access::Read)
    };
    let found = schema::version(&connection, &path)?;
    let mut notices = vec![notice];
    if found > schema::VERSION && !matches!(notices.first(), Some(Notice::NewerVersion { .. })) {
        notices.insert(0, Notice::NewerVersion { found, known: schema::VERSION });
    }
    if found == 0 && !schema::has_tables(&connection, &path)? {
        // Another process is making it just now: nothing has been written in it yet.
        return Ok(start(dir, access, Loaded::default(), notices, wake));
    }
    let loaded = read(&connection, &path, part)?;
    Ok(start(dir, access, loaded, notices, wake))
}

fn start_writer(
    dir: &DataDir,
    held: WriteLock,
    connection: Connection,
    loaded: Loaded,
    notices: Vec<Notice>,
    who: Opener<'_>,
) -> Result<Opened, StoreError> {
    let (sender, inbox) = mpsc::channel();
    let is_window = who.is_window;
    let shared = shared(&loaded, who.wake);
    let keeper = if is_window { Some(start_keeper(dir, &sender, &shared)?) } else { None };
    let writer = Writer {
        dir: dir.clone(),
        connection: Some(connection),
        file: files::identity(&dir.library()),
        lost: None,
        is_damaged: false,
        inbox,
        shared: Arc::clone(&shared),
        keeper: keeper.as_ref().map(|keeper| keeper.events.clone()),
        waiting: Vec::new(),
        drafts: BTreeMap::new(),
        drafts_since: None,
    };
    let thread = thread::Builder::new().name("library writer".to_owned()).spawn(move || writer.run());
    let writer = Some(thread.map_err(StoreError::Thread)?);
    let access = Access::Write { sender, writer, keeper, lock: held };
    Ok(assemble(dir, access, loaded, notices, shared))
}

fn start_keeper(dir: &DataDir, writer: &Sender<Message>, shared: &Arc<Shared>) -> Result<KeeperHandle, StoreError> {
    let (events, inbox) = mpsc::channel();
    let stop = Arc::new(StopSign::default());
    let keeper = Keeper {
        dir: dir.clone(),
        events: inbox,
        writer: writer.clone(),
        shared: Arc::clone(shared),
        stop: Arc::clone(&stop),
    };
    let thread = thread::Builder::new().name("library keeper".to_owned()).spawn(move || keeper.run());
    Ok(KeeperHandle { events, stop, thread: Some(thread.map_err(StoreError::Thread)?) })
}

fn start(dir: &DataDir, access: Access, loaded: Loaded, notices: Vec<Notice>, wake: Wake) -> Opened {
    let shared = shared(&loaded, wake);
    assemble(dir, access, loaded, notices, shared)
}

fn shared(loaded: &Loaded, wake: Wake) -> Arc<Shared> {
    Arc::new(Shared {
        saved_through: AtomicI64::new(loaded.history.next_id - 1),
        failure: Mutex::default(),
        notices: Mutex::default(),
        on_the_way: Mutex::default(),
        wake,
    })
}

fn assemble(dir: &DataDir, access: Access, loaded: Loaded, mut notices: Vec<Notice>, shared: Arc<Shared>) -> Opened {
    if !loaded.damage.is_empty() {
        notices.push(Notice::RowsDamaged { repaired: Vec::new(), missing: loaded.damage.clone() });
    }
    let (memory, set) = Memory::of(loaded);
    let library = Library { dir: dir.clone(), access, memory: Mutex::new(memory), shared };
    Opened { library, set, notices }
}

fn read(connection: &Connection, path: &Path, part: Reading<'_>) -> Result<Loaded, StoreError> {
    load::load(connection, part).map_err(|error| StoreError::of(error, path))
}
