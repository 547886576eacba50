//! What a reader may ask of the whole library: look through it, copy it, bring an earlier copy back, save it elsewhere.

use std::path::Path;

use super::check::{self, Check};
use super::library::Library;
use super::snapshot::{self, Snapshot, SnapshotKind};
use super::writer::{EditNumber, Message};
use super::{DataDir, StoreError, files, load};
use crate::annotation::{AnnotationSet, Edit};

impl Library {
    /// Looks through everything on the disk: structure, checksums, texts, history. Takes as long as reading it all.
    pub fn check(&self) -> Result<Check, StoreError> {
        self.flush();
        check::check(&self.reader()?).map_err(|error| StoreError::of(error, &self.dir.library()))
    }

    /// Makes a snapshot now, verified. It is kept until somebody removes it.
    pub fn snapshot(&self) -> Result<Snapshot, StoreError> {
        self.flush();
        snapshot::take(&self.reader()?, &self.dir, SnapshotKind::Asked)
    }

    /// The snapshots there are, newest first.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        snapshot::list(&self.dir.snapshots())
    }

    /// Makes `set` what it was in the snapshot of that name, as one edit that can be undone; `None` where it is so
    /// already.
    pub fn restore(&self, name: &str, set: &mut AnnotationSet) -> Result<Option<EditNumber>, StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly(self.dir.library()));
        }
        let Some(snapshot) = self.snapshots().into_iter().find(|snapshot| snapshot.name() == name) else {
            return Err(StoreError::NoSnapshot(name.to_owned()));
        };
        let connection = snapshot::open(&snapshot.path)?;
        snapshot::verified(&connection, &snapshot.path)?;
        let loaded =
            load::load(&connection, load::Reading::All).map_err(|error| StoreError::of(error, &snapshot.path))?;
        let forward = Edit::Batch(set.edits_to(&loaded.set));
        Ok(set.apply(forward.clone()).map(|inverse| self.record(forward, inverse, None)))
    }

    /// Copies the library with everything in memory into another folder: where the disk is full or failed. `set` is
    /// the session's. The history of what could not be saved is not in the copy.
    pub fn save_copy(&self, folder: &Path, set: &AnnotationSet) -> Result<(), StoreError> {
        let dir = DataDir::resolve(Some(folder))?;
        if dir.library().exists() {
            return Err(StoreError::Exists(dir.library()));
        }
        // Before the copy: what the writer commits meanwhile is neither in it nor on the way afterwards.
        let on_the_way: Vec<_> = super::writer::lock(&self.shared.on_the_way).values().cloned().collect();
        if let Ok(reader) = self.reader() {
            let copied = snapshot::copy(&reader, &dir.library());
            if copied.is_err() && dir.library().exists() {
                // Half a copy: everything in memory goes into a new one.
                std::fs::remove_file(dir.library()).map_err(|error| files::write_error(error, &dir.library()))?;
            }
        }
        let mut copy = Self::open_to_edit(&dir)?;
        for document in &on_the_way {
            copy.library.remember(document, &super::Origin::default());
        }
        for (key, text) in self.drafts() {
            copy.library.draft(&key, &text);
        }
        let forward = Edit::Batch(copy.set.edits_to(set));
        if let Some(inverse) = copy.set.apply(forward.clone()) {
            copy.library.record(forward, inverse, None);
        }
        copy.library.flush();
        match copy.library.failure() {
            None => Ok(()),
            Some(failure) => Err(StoreError::NotSaved(failure.message)),
        }
    }

    /// Sets the library aside and makes it anew of what can be read; what is in memory stays. Waits for it.
    pub fn rebuild(&self) {
        self.tell_writer(Message::Rebuild);
        self.flush();
    }

    /// As on a disk with that much room.
    #[cfg(test)]
    pub(super) fn limit_pages(&self, n: i64) {
        self.tell_writer(Message::LimitPages(n));
    }

    /// As after an error in the writer.
    #[cfg(test)]
    pub(super) fn stop_writer_by_panic(&self) {
        self.tell_writer(Message::Panic);
    }
}
