//! The one thread that writes the database. The window hands it edits and never waits for it.

use std::collections::BTreeMap;
use std::mem;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::history::HistoryRow;
use super::keeper::Event;
use super::{DataDir, Notice, StoreError, files, repair, rows, schema};
use crate::document::{Document, DocumentHash};

/// How long what is being typed may wait for its commit; with the commit itself it stays under 250 ms.
const DRAFT_DELAY: Duration = Duration::from_millis(150);

/// Most messages in one transaction.
const BATCH: usize = 2000;

/// Number of an edit, counted from 1 over the library's life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditNumber(pub i64);

/// Why edits are in memory only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteFailure {
    /// One sentence for whoever has the window before them, in English.
    pub message: String,
    /// Why, in one sentence.
    pub reason: String,
    /// The last edit that is safe.
    pub saved_through: EditNumber,
    /// Edits that are in memory only.
    pub n_unsaved: usize,
}

/// What the writer and the library both see.
pub(super) struct Shared {
    pub(super) saved_through: AtomicI64,
    pub(super) failure: Mutex<Option<WriteFailure>>,
    pub(super) notices: Mutex<Vec<Notice>>,
    /// Texts on their way to the disk.
    pub(super) on_the_way: Mutex<BTreeMap<DocumentHash, Arc<Document>>>,
    pub(super) wake: Box<dyn Fn() + Send + Sync>,
}

/// What the writer is asked to write.
pub(super) enum Change {
    Edit(Box<HistoryRow>),
    Document { document: Arc<Document>, time: i64 },
    Visit { document: DocumentHash, name: String, path: Option<String>, opened: i64 },
    Draft { key: String, text: Option<String>, time: i64 },
}

pub(super) enum Message {
    Write(Vec<Change>),
    /// Commit what came before, then answer.
    Flush(Sender<()>),
    /// Open the database anew and write what could not be written.
    Retry(Sender<()>),
    /// The keeper found damage: set the library aside and make a new one of what can be read.
    Rebuild,
    #[cfg(test)]
    LimitPages(i64),
    #[cfg(test)]
    Panic,
    Stop,
}

pub(super) struct Writer {
    pub(super) dir: DataDir,
    pub(super) connection: Option<Connection>,
    /// The file that the connection writes: after it was removed or replaced, commits would go where nobody looks.
    pub(super) file: Option<(u64, u64)>,
    /// A connection whose file was taken away: it still has everything that was in it.
    pub(super) lost: Option<Connection>,
    /// The last failure was damage: trying again means to build the library anew.
    pub(super) is_damaged: bool,
    pub(super) inbox: Receiver<Message>,
    pub(super) shared: Arc<Shared>,
    /// Told of every commit; `None` for a command, which ends before anything needs looking after.
    pub(super) keeper: Option<Sender<Event>>,
    /// Handed over and not yet committed, in order.
    pub(super) waiting: Vec<Change>,
    /// The newest text of each draft that is not yet committed.
    pub(super) drafts: BTreeMap<String, (Option<String>, i64)>,
    pub(super) drafts_since: Option<Instant>,
}

/// What a poisoned lock guards here is whole all the same: every holder assigns in one step.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Writer {
    /// Serves until told to stop or until the library is gone. Sleeps while there is nothing to do.
    pub(super) fn run(mut self) {
        loop {
            let Some(first) = self.next_message() else {
                self.commit(true);
                continue;
            };
            let mut replies = Vec::new();
            let stop = self.take_in(first, &mut replies);
            let flush = stop || !replies.is_empty() || self.drafts_are_due();
            self.commit(flush);
            for reply in replies {
                // Whoever asked may have gone.
                reply.send(()).ok();
            }
            if stop {
                return;
            }
        }
    }

    /// The next message; `None` when drafts are due.
    fn next_message(&self) -> Option<Message> {
        let Some(since) = self.drafts_since else {
            return Some(self.inbox.recv().unwrap_or(Message::Stop));
        };
        match self.inbox.recv_timeout(DRAFT_DELAY.saturating_sub(since.elapsed())) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Message::Stop),
        }
    }

    /// Takes `first` and whatever else has come by now; true when told to stop.
    fn take_in(&mut self, first: Message, replies: &mut Vec<Sender<()>>) -> bool {
        let mut next = Some(first);
        while let Some(message) = next {
            match message {
                Message::Write(changes) => changes.into_iter().for_each(|change| self.queue(change)),
                Message::Flush(reply) => replies.push(reply),
                Message::Retry(reply) => {
                    replies.push(reply);
                    if mem::take(&mut self.is_damaged) {
                        self.rebuild();
                    } else {
                        self.reconnect();
                    }
                }
                Message::Rebuild => self.rebuild(),
                #[cfg(test)]
                Message::LimitPages(n) => {
                    if let Some(connection) = &self.connection {
                        connection.query_row(&format!("PRAGMA max_page_count = {n}"), [], |_| Ok(())).ok();
                    }
                }
                #[cfg(test)]
                Message::Panic => panic!("as the test asked"),
                Message::Stop => {
                    // The last chance of what could not be written before.
                    if !self.waiting.is_empty() {
                        self.reconnect();
                    }
                    return true;
                }
            }
            if self.waiting.len() >= BATCH {
                return false;
            }
            next = self.inbox.try_recv().ok();
        }
        false
    }

    fn queue(&mut self, change: Change) {
        if let Change::Draft { key, text, time } = change {
            if text.is_none() {
                // A draft is dropped as its note is saved: it waits for that edit, to be gone with its commit, not before.
                self.drafts_since = Some(Instant::now());
            }
            self.drafts.insert(key, (text, time));
            self.drafts_since.get_or_insert_with(Instant::now);
        } else {
            self.waiting.push(change);
        }
    }

    fn drafts_are_due(&self) -> bool {
        self.drafts_since.is_some_and(|since| since.elapsed() >= DRAFT_DELAY)
    }

    /// One transaction for all that waits; drafts go with it, or alone when they are due. Nothing is done after a
    /// failure: a connection that failed once may believe written what is not.
    fn commit(&mut self, drafts_too: bool) {
        if self.waiting.is_empty() && (!drafts_too || self.drafts.is_empty()) {
            return;
        }
        let Some(connection) = self.connection.as_mut() else {
            self.report_unsaved();
            return;
        };
        let path = self.dir.library();
        let written = write(connection, &self.waiting, &self.drafts).map_err(|error| StoreError::of(error, &path));
        match written.and_then(|()| self.is_in_place(&path)) {
            Ok(()) => self.committed(),
            Err(error) => {
                let connection = self.connection.take();
                self.drafts_since = None;
                match self.is_in_place(&path) {
                    Ok(()) => self.fail(&error),
                    Err(gone) => {
                        self.lost = connection;
                        self.fail(&gone);
                    }
                }
            }
        }
    }

    /// Whether the file that was written is the one that the next start will find.
    fn is_in_place(&self, path: &Path) -> Result<(), StoreError> {
        let there = files::identity(path);
        if there.is_some() && there == self.file { Ok(()) } else { Err(StoreError::Gone(path.to_owned())) }
    }

    fn committed(&mut self) {
        let mut saved = None;
        for change in mem::take(&mut self.waiting) {
            match change {
                Change::Edit(row) => saved = Some(row.id),
                Change::Document { document, .. } => {
                    lock(&self.shared.on_the_way).remove(&document.hash());
                }
                Change::Visit { .. } | Change::Draft { .. } => {}
            }
        }
        self.drafts.clear();
        self.drafts_since = None;
        if let Some(id) = saved {
            self.shared.saved_through.store(id, Ordering::Release);
            if let Some(keeper) = &self.keeper {
                // A keeper that is gone makes no snapshots; the edit is saved all the same.
                keeper.send(Event::Changed).ok();
            }
        }
        (self.shared.wake)();
    }

    fn fail(&mut self, error: &StoreError) {
        self.is_damaged = matches!(error, StoreError::Damaged { .. });
        let saved_through = EditNumber(self.shared.saved_through.load(Ordering::Acquire));
        let (message, reason) = (failure_sentence(error), error.to_string());
        let failure = WriteFailure { message, reason, saved_through, n_unsaved: self.n_unsaved() };
        *lock(&self.shared.failure) = Some(failure);
        (self.shared.wake)();
    }

    fn report_unsaved(&mut self) {
        self.drafts_since = None;
        let n_unsaved = self.n_unsaved();
        if let Some(failure) = lock(&self.shared.failure).as_mut() {
            failure.n_unsaved = n_unsaved;
        }
        (self.shared.wake)();
    }

    fn n_unsaved(&self) -> usize {
        self.waiting.iter().filter_map(Change::edit_id).count()
    }

    /// What waits is written into the new library.
    fn rebuild(&mut self) {
        self.connection = None;
        match repair::rebuild(&self.dir) {
            Ok(notice) => {
                lock(&self.shared.notices).push(notice);
                self.reconnect();
                (self.shared.wake)();
            }
            Err(error) => self.fail(&error),
        }
    }

    /// A new connection; what the failed commit wrote after all is not written twice.
    fn reconnect(&mut self) {
        if self.connection.is_some() {
            return;
        }
        match self.reopen() {
            Ok((connection, last)) => {
                self.file = files::identity(&self.dir.library());
                self.lost = None;
                self.is_damaged = false;
                self.waiting.retain(|change| !matches!(change, Change::Edit(row) if row.id <= last));
                self.shared.saved_through.fetch_max(last, Ordering::AcqRel);
                self.connection = Some(connection);
                *lock(&self.shared.failure) = None;
            }
            Err(error) => self.fail(&error),
        }
    }

    /// The library as it stands; where it was taken away, what the old connection still has is written in its place.
    fn reopen(&self) -> Result<(Connection, i64), StoreError> {
        let path = self.dir.library();
        let Some(lost) = self.lost.as_ref().filter(|_| self.is_in_place(&path).is_err()) else {
            repair::finish_interrupted(&self.dir)?;
            return reopened(&path);
        };
        let Err(error) = repair::put_back(&self.dir, lost) else { return reopened(&path) };
        // A disk that was unplugged cannot be read through the old connection, but may be there again as it was.
        let saved = self.shared.saved_through.load(Ordering::Acquire);
        let newest = self.waiting.iter().rev().find_map(Change::edit_id).unwrap_or(saved);
        reopened(&path).ok().filter(|(_, last)| (saved..=newest).contains(last)).ok_or(error)
    }
}

impl Drop for Writer {
    /// After a panic nobody may go on believing that what is handed over will be saved.
    fn drop(&mut self) {
        if thread::panicking() {
            let saved_through = EditNumber(self.shared.saved_through.load(Ordering::Acquire));
            let message = StoreError::WriterGone.to_string();
            let reason = message.clone();
            let failure = WriteFailure { message, reason, saved_through, n_unsaved: self.n_unsaved() };
            *lock(&self.shared.failure) = Some(failure);
        }
    }
}

impl Change {
    /// The number of an edit.
    pub(super) fn edit_id(&self) -> Option<i64> {
        match self {
            Self::Edit(row) => Some(row.id),
            Self::Document { .. } | Self::Visit { .. } | Self::Draft { .. } => None,
        }
    }
}

fn failure_sentence(error: &StoreError) -> String {
    format!("What you wrote since is not saved: keep this window open, make room on the disk, then save again. {error}")
}

fn reopened(path: &Path) -> Result<(Connection, i64), StoreError> {
    // To connect would make an empty one.
    if !path.exists() {
        return Err(StoreError::Gone(path.to_owned()));
    }
    let connection = schema::connect(path)?;
    schema::tidy_on_close(&connection, true).map_err(|error| StoreError::of(error, path))?;
    let last: Option<i64> = connection
        .query_row("SELECT max(id) FROM edit", [], |row| row.get(0))
        .map_err(|error| StoreError::of(error, path))?;
    Ok((connection, last.unwrap_or(0)))
}

fn write(
    connection: &mut Connection,
    changes: &[Change],
    drafts: &BTreeMap<String, (Option<String>, i64)>,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for change in changes {
        match change {
            Change::Edit(row) => rows::write_history_row(&transaction, row)?,
            Change::Document { document, time } => rows::put_document(&transaction, document, *time)?,
            Change::Visit { document, name, path, opened } => {
                rows::put_visit(&transaction, *document, name, path.as_deref(), *opened)?;
            }
            Change::Draft { key, text, time } => rows::set_draft(&transaction, key, text.as_deref(), *time)?,
        }
    }
    for (key, (text, time)) in drafts {
        rows::set_draft(&transaction, key, text.as_deref(), *time)?;
    }
    transaction.commit()
}
