//! The open library: edits go in and never wait; undo, drafts, recent documents and kept texts come out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, SendError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

use super::history::HistoryRow;
use super::keeper::KeeperHandle;
use super::load::{self, Visit};
use super::lock::WriteLock;
use super::memory::{self, Memory, RecentDocument};
use super::writer::{Change, EditNumber, Message, Shared, WriteFailure, lock};
use super::{DataDir, Notice, StoreError, schema};
use crate::annotation::{AnnotationSet, Edit, Timestamp};
use crate::document::{Block, Document, DocumentHash, Metadata};

/// Where a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file it was read from; `None` for the bundled article and what was pasted.
    pub path: Option<PathBuf>,
}

/// The open library. Dropping it writes what is left and lets go of the lock.
pub struct Library {
    pub(super) dir: DataDir,
    pub(super) access: Access,
    pub(super) memory: Mutex<Memory>,
    pub(super) shared: Arc<Shared>,
}

/// What this process may do with the database.
pub(super) enum Access {
    Write {
        sender: Sender<Message>,
        writer: Option<JoinHandle<()>>,
        keeper: Option<KeeperHandle>,
        /// Let go of last.
        #[expect(dead_code, reason = "held, not read")]
        lock: WriteLock,
    },
    Read,
    /// In a folder that cannot be written.
    ReadImmutable,
    /// There is no database, and none can be made.
    Nothing,
}

impl Library {
    pub fn dir(&self) -> &DataDir {
        &self.dir
    }

    /// Whether edits stay in memory: another process writes, the folder cannot be written, or the format is newer.
    pub fn is_read_only(&self) -> bool {
        !matches!(self.access, Access::Write { .. })
    }

    /// Hands an edit that was applied to the [`AnnotationSet`], with its inverse, to the writer; never waits.
    /// `document` is the one it was made on, whose text is then kept. In a library that is read only the edit can be
    /// undone but is never saved.
    pub fn record(&self, forward: Edit, inverse: Edit, document: Option<Arc<Document>>) -> EditNumber {
        let mut memory = lock(&self.memory);
        memory.follow(&forward, &inverse);
        let time = memory.history.clock(now_us());
        let row = memory.history.record(time, forward, inverse);
        // Under the lock, so that edits reach the writer in the order of their numbers.
        self.write_row(row, document)
    }

    /// Takes back the newest edit, also one made before the program was started; returns what was applied to `set`.
    pub fn undo(&self, set: &mut AnnotationSet) -> Option<Edit> {
        let mut memory = lock(&self.memory);
        if memory.history.undo.wants_more() {
            self.load_more(&mut memory, true);
        }
        let time = memory.history.clock(now_us());
        let row = memory.history.undo(time)?;
        Some(self.apply_row(&mut memory, row, set))
    }

    /// Does again what was undone last; returns what was applied to `set`.
    pub fn redo(&self, set: &mut AnnotationSet) -> Option<Edit> {
        let mut memory = lock(&self.memory);
        if memory.history.redo.wants_more() {
            self.load_more(&mut memory, false);
        }
        let time = memory.history.clock(now_us());
        let row = memory.history.redo(time)?;
        Some(self.apply_row(&mut memory, row, set))
    }

    pub fn can_undo(&self) -> bool {
        !lock(&self.memory).history.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !lock(&self.memory).history.redo.is_empty()
    }

    /// The last edit that is on the disk.
    pub fn saved_through(&self) -> EditNumber {
        EditNumber(self.shared.saved_through.load(Ordering::Acquire))
    }

    /// The last edit made.
    pub fn last_edit(&self) -> EditNumber {
        EditNumber(lock(&self.memory).history.next_id - 1)
    }

    /// Whether everything is on the disk.
    pub fn is_saved(&self) -> bool {
        self.saved_through() >= self.last_edit()
    }

    /// Why edits are in memory only, until [`Library::retry`] succeeds.
    pub fn failure(&self) -> Option<WriteFailure> {
        lock(&self.shared.failure).clone()
    }

    /// Notices that came up since the library was opened; each is given once.
    pub fn take_notices(&self) -> Vec<Notice> {
        std::mem::take(&mut *lock(&self.shared.notices))
    }

    /// Waits until everything handed over is on the disk or has failed; then [`Library::failure`] tells which.
    pub fn flush(&self) {
        self.ask(Message::Flush);
    }

    /// Opens the database anew and writes what could not be written; waits for it.
    pub fn retry(&self) {
        self.ask(Message::Retry);
    }

    /// Keeps what is being typed, on the disk within 250 ms; never waits.
    pub fn draft(&self, key: &str, text: &str) {
        let mut memory = lock(&self.memory);
        // By its time a draft is told from one that a saved note has overtaken.
        let time = memory.history.clock(now_us());
        memory.drafts.insert(key.to_owned(), (text.to_owned(), time));
        drop(memory);
        self.send(vec![Change::Draft { key: key.to_owned(), text: Some(text.to_owned()), time }]);
    }

    /// Forgets a draft: its note was saved or given up.
    pub fn drop_draft(&self, key: &str) {
        if lock(&self.memory).drafts.remove(key).is_some() {
            self.send(vec![Change::Draft { key: key.to_owned(), text: None, time: now_us() }]);
        }
    }

    /// What was being typed, by key.
    pub fn drafts(&self) -> Vec<(String, String)> {
        lock(&self.memory).drafts.iter().map(|(key, (text, _))| (key.clone(), text.clone())).collect()
    }

    /// When a draft was written last.
    pub fn draft_time(&self, key: &str) -> Option<Timestamp> {
        lock(&self.memory).drafts.get(key).map(|&(_, time)| Timestamp(time))
    }

    /// Puts a notice among those that [`Library::take_notices`] gives next.
    pub fn announce(&self, notice: Notice) {
        lock(&self.shared.notices).push(notice);
    }

    /// Puts a document at the head of the recent ones and keeps its text; never waits. One that was taken off the list
    /// stays off it until an [`Edit::SetRemoved`] puts it back.
    pub fn remember(&self, document: &Arc<Document>, origin: &Origin) {
        let opened = now_us();
        let name = memory::name_of(document);
        let mut memory = lock(&self.memory);
        let path = origin.path.as_deref().map(path_key);
        let path = path.or_else(|| memory.path_of(document.hash()));
        memory.visit(Visit { document: document.hash(), name: name.clone(), path: path.clone(), opened });
        self.send(vec![
            self.keep_text(document, opened),
            Change::Visit { document: document.hash(), name, path, opened },
        ]);
    }

    /// Documents opened before, latest first, without those taken off the list.
    pub fn recent(&self) -> Vec<RecentDocument> {
        lock(&self.memory).recent()
    }

    /// Other documents that were read from the file at `path` and have annotations, latest first: what stood there before.
    pub fn earlier_versions(&self, path: &Path, document: DocumentHash) -> Vec<DocumentHash> {
        lock(&self.memory).annotated_at(&path_key(path), document)
    }

    /// All documents that something is written on, also those off the list, with how much; by name.
    pub fn annotated(&self) -> BTreeMap<DocumentHash, usize> {
        lock(&self.memory).annotated().collect()
    }

    /// Whether the reader took the document off the list.
    pub fn is_removed(&self, document: DocumentHash) -> bool {
        lock(&self.memory).is_removed(document)
    }

    /// The canonical text kept of a document; `None` where there is none or it is damaged. Reads the disk.
    pub fn text_of(&self, document: DocumentHash) -> Option<String> {
        if let Some(on_the_way) = lock(&self.shared.on_the_way).get(&document) {
            return Some(on_the_way.text().to_owned());
        }
        load::text_of(&self.reader().ok()?, document).ok()??.ok()
    }

    /// Gives `see` what is kept of `documents`, in their order: metadata and text. Reads the disk.
    pub fn each_kept(&self, documents: &[DocumentHash], see: &mut dyn FnMut(DocumentHash, &Metadata, &str)) {
        let Ok(reader) = self.reader() else { return };
        for &document in documents {
            if let Ok(Some(Ok(text))) = load::text_of(&reader, document) {
                let metadata = load::metadata_of(&reader, document).ok().flatten().unwrap_or_default();
                see(document, &metadata, &text);
            }
        }
    }

    /// The metadata kept of a document. Reads the disk.
    pub fn metadata_of(&self, document: DocumentHash) -> Option<Metadata> {
        if let Some(on_the_way) = lock(&self.shared.on_the_way).get(&document) {
            return Some(on_the_way.metadata().clone());
        }
        load::metadata_of(&self.reader().ok()?, document).ok()?
    }

    /// The blocks of a document whose kept text is `text`, as they were when it was last read from its file; `None`
    /// where that was not kept. Reads the disk.
    pub fn blocks_of(&self, document: DocumentHash, text: &str) -> Option<Vec<Block>> {
        if let Some(on_the_way) = lock(&self.shared.on_the_way).get(&document) {
            return Some(on_the_way.blocks().to_vec());
        }
        load::blocks_of(&self.reader().ok()?, document, text).ok()?
    }

    /// The file a document was last read from; `None` for one that came from no file.
    pub fn path_of(&self, document: DocumentHash) -> Option<PathBuf> {
        lock(&self.memory).path_of(document).map(PathBuf::from)
    }

    /// A connection of its own for reading beside the writer.
    pub(super) fn reader(&self) -> Result<Connection, StoreError> {
        let path = self.dir.library();
        match self.access {
            Access::Write { .. } | Access::Read => schema::connect_to_read(&path),
            Access::ReadImmutable => schema::connect_to_immutable(&path),
            Access::Nothing => Err(StoreError::ReadOnly(path)),
        }
    }

    fn apply_row(&self, memory: &mut Memory, row: HistoryRow, set: &mut AnnotationSet) -> Edit {
        let edit = row.forward.clone();
        memory.follow(&row.forward, &row.inverse);
        // The recorded inverse holds; what apply returns is the same unless the row says nothing new.
        set.apply(edit.clone());
        self.write_row(row, None);
        edit
    }

    fn load_more(&self, memory: &mut Memory, undo: bool) {
        let stack = if undo { &mut memory.history.undo } else { &mut memory.history.redo };
        let mut damage = Vec::new();
        // A database that cannot be read now leaves nothing more to undo; the writer will say why.
        if let Ok(connection) = self.reader() {
            load::load_more(&connection, stack, &mut damage).ok();
        }
        if !damage.is_empty() {
            lock(&self.shared.notices).push(Notice::RowsDamaged { repaired: Vec::new(), missing: damage });
        }
    }

    fn write_row(&self, row: HistoryRow, document: Option<Arc<Document>>) -> EditNumber {
        let number = EditNumber(row.id);
        let text = document.map(|document| self.keep_text(&document, row.time));
        self.send(text.into_iter().chain([Change::Edit(Box::new(row))]).collect());
        number
    }

    fn keep_text(&self, document: &Arc<Document>, time: i64) -> Change {
        if !self.is_read_only() {
            lock(&self.shared.on_the_way).insert(document.hash(), Arc::clone(document));
        }
        Change::Document { document: Arc::clone(document), time }
    }

    fn send(&self, changes: Vec<Change>) {
        let Access::Write { sender, .. } = &self.access else { return };
        if let Err(SendError(Message::Write(changes))) = sender.send(Message::Write(changes)) {
            self.writer_is_gone(changes.iter().filter_map(Change::edit_id).count());
        }
    }

    /// Nothing is written any more, `n_more` edits among it.
    fn writer_is_gone(&self, n_more: usize) {
        let saved_through = self.saved_through();
        let mut failure = lock(&self.shared.failure);
        let message = StoreError::WriterGone.to_string();
        let reason = message.clone();
        let failure = failure.get_or_insert_with(|| WriteFailure { message, reason, saved_through, n_unsaved: 0 });
        failure.n_unsaved += n_more;
    }

    pub(super) fn tell_writer(&self, message: Message) {
        if let Access::Write { sender, .. } = &self.access {
            // A writer that is gone shows in `failure`.
            sender.send(message).ok();
        }
    }

    fn ask(&self, message: impl FnOnce(Sender<()>) -> Message) {
        let Access::Write { sender, .. } = &self.access else { return };
        let (reply, answer) = mpsc::channel();
        // A writer that is gone, or goes now, answers by hanging up.
        let is_answered = sender.send(message(reply)).is_ok() && answer.recv().is_ok();
        if !is_answered {
            self.writer_is_gone(0);
        }
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        if let Access::Write { sender, writer, keeper, .. } = &mut self.access {
            // First, so that the writer is the last to close the database and tidies up.
            drop(keeper.take());
            sender.send(Message::Stop).ok();
            if let Some(writer) = writer.take() {
                // One that panicked has said so.
                writer.join().ok();
            }
        }
    }
}

/// What is kept of a file's path: where it is, from whichever folder the program was started.
fn path_key(path: &Path) -> String {
    // Only an empty path has no absolute one.
    std::path::absolute(path).as_deref().unwrap_or(path).to_string_lossy().into_owned()
}

/// Microseconds since 1970 by the system's clock; it may be set back, so order is by edit number.
pub(super) fn now_us() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}
