//! A damaged library is set aside untouched, and a new one made of the newest good snapshot and all edits since that
//! can still be read.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use super::salvage::Salvage;
use super::{DataDir, MissingPart, Notice, StoreError, files, rows, schema, snapshot};
use crate::annotation::AnnotationSet;

/// A new library is finished under this name before it takes the damaged one's place.
const UNFINISHED: &str = "library.sqlite3.new";

/// Sets the damaged library aside and puts in its place what can be saved. The write lock must be held, and no
/// connection be open.
pub(super) fn rebuild(dir: &DataDir) -> Result<Notice, StoreError> {
    let path = dir.library();
    let mut salvage = Salvage::default();
    let newest = read_newest_good(dir, &mut salvage);
    let through = newest.as_ref().map_or(0, |(_, last_edit)| *last_edit);
    let base = std::mem::take(&mut salvage.state);
    (salvage.is_state_whole, salvage.is_history_read) = (false, false);
    if let Ok(damaged) = schema::connect_to_read(&path) {
        salvage.read(&damaged);
    }
    let (mut set, lost, n_replayed) = salvage.replay(&base, through);
    if salvage.is_state_whole {
        set = salvage.state.clone();
    } else if !lost.is_empty() || !salvage.is_history_read {
        // What stands there now and is good is newer than what was made again without the lost edits.
        let kept: Vec<_> = AnnotationSet::default().edits_to(&salvage.state);
        for edit in kept {
            set.apply(edit);
        }
    }
    let missing = name_missing(&salvage, &lost);
    let unfinished = dir.path().join(UNFINISHED);
    build(&unfinished, &salvage, &set)?;
    let aside = set_aside(&path)?;
    put_in_place(&unfinished, &path)?;
    Ok(Notice::DamagedSetAside { aside, snapshot: newest.map(|(path, _)| path), n_replayed, missing })
}

/// After a crash between setting aside and putting in place: the new library was finished, so it is taken.
pub(super) fn finish_interrupted(dir: &DataDir) -> Result<(), StoreError> {
    let (path, unfinished) = (dir.library(), dir.path().join(UNFINISHED));
    if !unfinished.exists() {
        return Ok(());
    }
    let is_gone = fs::metadata(&path).map_or(true, |facts| facts.len() == 0);
    if is_gone
        && schema::connect_to_immutable(&unfinished).and_then(|new| snapshot::verified(&new, &unfinished)).is_ok()
    {
        // What still stands beside the damaged library's old place must not be taken for the new one's.
        set_aside(&path)?;
        return put_in_place(&unfinished, &path);
    }
    fs::remove_file(&unfinished).map_err(|error| files::write_error(error, &unfinished).into())
}

/// Writes the library again where it was, from a connection that has it open still: its file was taken away. Whatever
/// stands in its place is set aside.
pub(super) fn put_back(dir: &DataDir, source: &Connection) -> Result<(), StoreError> {
    files::create_folder(dir.path())?;
    let (path, unfinished) = (dir.library(), dir.path().join(UNFINISHED));
    if unfinished.exists() {
        fs::remove_file(&unfinished).map_err(|error| files::write_error(error, &unfinished))?;
    }
    snapshot::copy(source, &unfinished)?;
    set_aside(&path)?;
    put_in_place(&unfinished, &path)
}

/// Reads the newest snapshot that is whole; its path and its last edit.
fn read_newest_good(dir: &DataDir, salvage: &mut Salvage) -> Option<(PathBuf, i64)> {
    snapshot::list(&dir.snapshots()).into_iter().find_map(|candidate| {
        let connection = snapshot::open(&candidate.path).ok()?;
        // One of an older format is as good: what has come since is made again from the history.
        if !(1..=schema::VERSION).contains(&schema::version(&connection, &candidate.path).ok()?) {
            return None;
        }
        let check = snapshot::verified(&connection, &candidate.path).ok()?;
        salvage.read(&connection);
        Some((candidate.path, check.last_edit))
    })
}

fn name_missing(salvage: &Salvage, lost: &[i64]) -> Vec<MissingPart> {
    let mut missing = Vec::new();
    if !salvage.is_state_whole {
        let mut lost = lost.iter().copied().peekable();
        while let Some(first) = lost.next() {
            let mut last = first;
            while let Some(next) = lost.next_if(|&next| next == last + 1) {
                last = next;
            }
            missing.push(MissingPart::Edits(first, last));
        }
        if !salvage.is_history_read {
            let last = salvage.history.keys().next_back().copied().unwrap_or(0);
            missing.push(MissingPart::EditsAfter(last));
        }
    }
    for hash in &salvage.lost_texts {
        let name = salvage.visits.get(hash).map_or_else(|| hash.to_string(), |visit| visit.name.clone());
        missing.push(MissingPart::Text(name));
    }
    missing
}

/// Writes a library from nothing: one file, with nothing beside it, verified.
fn build(path: &Path, salvage: &Salvage, set: &AnnotationSet) -> Result<(), StoreError> {
    if path.exists() {
        fs::remove_file(path).map_err(|error| files::write_error(error, path))?;
    }
    let wrong = |error| StoreError::of(error, path);
    let mut connection = Connection::open(path).map_err(wrong)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(wrong)?;
    schema::migrate(&mut connection, 0, path)?;
    fill(&mut connection, salvage, set).map_err(wrong)?;
    snapshot::verified(&connection, path)?;
    Ok(())
}

fn fill(connection: &mut Connection, salvage: &Salvage, set: &AnnotationSet) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for (hash, document) in &salvage.documents {
        let hash = hash.to_string();
        let checksum = rows::document_checksum(&hash, &document.metadata, document.imported);
        transaction.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
            params![hash, document.packed, document.metadata, document.imported, checksum],
        )?;
    }
    for edit in AnnotationSet::default().edits_to(set) {
        rows::apply(&transaction, &edit, 0)?;
    }
    for row in salvage.history.values() {
        rows::insert_history_row(&transaction, row)?;
    }
    for visit in salvage.visits.values().filter(|visit| salvage.documents.contains_key(&visit.document)) {
        rows::put_visit(&transaction, visit.document, &visit.name, visit.path.as_deref(), visit.opened)?;
    }
    for (key, (text, time)) in &salvage.drafts {
        rows::set_draft(&transaction, key, Some(text), *time)?;
    }
    transaction.commit()
}

/// Renames the damaged library and what stands beside it; the new name of the library. The library goes first: without
/// its -wal file it would open as if nothing were missing.
fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let stamp = snapshot::timestamp();
    let unique = uuid::Uuid::new_v4().simple().to_string();
    let name = format!("library-damaged-{stamp}-{}.sqlite3", unique.get(..4).unwrap_or_default());
    let aside = path.with_file_name(name);
    for suffix in ["", "-wal", "-shm"] {
        let (from, to) = (with_suffix(path, suffix), with_suffix(&aside, suffix));
        if from.exists() {
            fs::rename(&from, &to).map_err(|error| files::write_error(error, &to))?;
        }
    }
    Ok(aside)
}

fn put_in_place(new: &Path, path: &Path) -> Result<(), StoreError> {
    fs::rename(new, path).map_err(|error| files::write_error(error, path))?;
    if let Some(folder) = path.parent() {
        files::sync_folder(folder);
    }
    Ok(())
}

/// `library.sqlite3` → `library.sqlite3-wal`.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
