//! The thread that looks after the library behind the writer's back: the check at the start, and the snapshots.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::InterruptHandle;

use super::snapshot::{self, SnapshotKind};
use super::writer::{Message, Shared, lock};
use super::{DataDir, Notice, StoreError, check, schema};

/// The check leaves the first seconds to whoever wants to read.
const FIRST_LOOK: Duration = Duration::from_secs(3);

/// A snapshot follows the first change after the last snapshot by this.
const CHANGE_INTERVAL: Duration = Duration::from_mins(10);

/// What the writer tells the keeper.
pub(super) enum Event {
    Changed,
    Stop,
}

/// Ends whatever the keeper does, so that nobody waits for it when the window closes.
#[derive(Default)]
pub(super) struct StopSign {
    is_up: AtomicBool,
    /// Of the connection in use.
    interrupt: Mutex<Option<InterruptHandle>>,
}

impl StopSign {
    pub(super) fn raise(&self) {
        self.is_up.store(true, Ordering::Release);
        if let Some(handle) = lock(&self.interrupt).as_ref() {
            handle.interrupt();
        }
    }

    fn is_up(&self) -> bool {
        self.is_up.load(Ordering::Acquire)
    }
}

/// The library's end of it.
pub(super) struct KeeperHandle {
    pub(super) events: Sender<Event>,
    pub(super) stop: Arc<StopSign>,
    pub(super) thread: Option<JoinHandle<()>>,
}

impl Drop for KeeperHandle {
    fn drop(&mut self) {
        self.stop.raise();
        self.events.send(Event::Stop).ok();
        if let Some(thread) = self.thread.take() {
            // One that panicked keeps nothing that is needed.
            thread.join().ok();
        }
    }
}

pub(super) struct Keeper {
    pub(super) dir: DataDir,
    pub(super) events: Receiver<Event>,
    /// To have a damaged library made anew.
    pub(super) writer: Sender<Message>,
    pub(super) shared: Arc<Shared>,
    pub(super) stop: Arc<StopSign>,
}

impl Keeper {
    /// Serves until told to stop. Sleeps while nothing changes.
    pub(super) fn run(self) {
        let mut is_checked = false;
        let mut due = Some(Instant::now() + FIRST_LOOK);
        let mut has_changed = false;
        loop {
            match self.wait(due) {
                Some(Event::Stop) => return,
                Some(Event::Changed) => {
                    has_changed = true;
                    due.get_or_insert_with(|| Instant::now() + CHANGE_INTERVAL);
                }
                None if !is_checked => {
                    is_checked = true;
                    due = has_changed.then(|| Instant::now() + CHANGE_INTERVAL);
                    self.look_through();
                }
                None => {
                    (due, has_changed) = (None, false);
                    // A window may stay open for days.
                    let is_daily = snapshot::is_daily_due(&self.dir.snapshots());
                    self.snapshot(if is_daily { SnapshotKind::Daily } else { SnapshotKind::Change });
                }
            }
        }
    }

    /// The next event; `None` when `due` has come.
    fn wait(&self, due: Option<Instant>) -> Option<Event> {
        let Some(due) = due else { return Some(self.events.recv().unwrap_or(Event::Stop)) };
        match self.events.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::Stop),
        }
    }

    fn look_through(&self) {
        let outcome = self.with_connection(|connection, path| {
            let found = check::check(connection).map_err(|error| StoreError::of(error, path))?;
            Ok((found.first_fault(), found.last_edit))
        });
        match outcome {
            // Cut short.
            _ if self.stop.is_up() => {}
            Ok((None, last_edit)) => self.keep_up(last_edit),
            Ok((Some(_), _)) | Err(StoreError::Damaged { .. }) => {
                // A writer that is gone has nothing more to spoil.
                self.writer.send(Message::Rebuild).ok();
            }
            Err(error) => self.tell(&error),
        }
    }

    /// The day's snapshot, and one of what was written since the newest.
    fn keep_up(&self, last_edit: i64) {
        let newest = snapshot::list(&self.dir.snapshots()).first().map_or(0, |newest| newest.last_edit);
        if last_edit == 0 {
            return;
        }
        if snapshot::is_daily_due(&self.dir.snapshots()) {
            self.snapshot(SnapshotKind::Daily);
        } else if newest < last_edit {
            self.snapshot(SnapshotKind::Change);
        }
    }

    fn snapshot(&self, kind: SnapshotKind) {
        let taken = self.with_connection(|connection, _| snapshot::take(connection, &self.dir, kind));
        if let Err(error) = taken
            && !self.stop.is_up()
        {
            self.tell(&error);
        }
    }

    fn tell(&self, error: &StoreError) {
        lock(&self.shared.notices).push(Notice::SnapshotFailed { reason: error.to_string() });
        (self.shared.wake)();
    }

    fn with_connection<T>(
        &self,
        act: impl FnOnce(&rusqlite::Connection, &std::path::Path) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let path = self.dir.library();
        let connection = schema::connect_to_read(&path)?;
        *lock(&self.stop.interrupt) = Some(connection.get_interrupt_handle());
        let outcome = if self.stop.is_up() { Err(StoreError::WriterGone) } else { act(&connection, &path) };
        *lock(&self.stop.interrupt) = None;
        outcome
    }
}
