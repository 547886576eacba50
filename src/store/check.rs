//! Is the library whole? `SQLite`'s own check, the checksum of every row, the hash of every text, the run of the history.

use rusqlite::Connection;

use super::history::HistoryRow;
use super::load::{self, DamagedRow};
use super::rows;
use crate::annotation::AnnotationSet;
use crate::document::DocumentHash;

/// Most messages of `SQLite`'s own check that are asked for.
const MOST_FAULTS: i64 = 20;

/// What a look through the whole database found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// What `SQLite` says about the file's structure; nothing where it is sound.
    pub structure: Vec<String>,
    /// Rows whose checksum or hash does not fit.
    pub damaged: Vec<DamagedRow>,
    /// Runs of edits that are not there, first and last.
    pub gaps: Vec<(i64, i64)>,
    pub n_annotations: usize,
    pub n_documents: usize,
    pub n_edits: usize,
    pub last_edit: i64,
}

impl Check {
    /// Nothing is damaged. Gaps are not damage: they are what an earlier damage left.
    pub fn is_whole(&self) -> bool {
        self.structure.is_empty() && self.damaged.is_empty()
    }

    pub(super) fn first_fault(&self) -> Option<String> {
        self.structure.first().cloned().or_else(|| self.damaged.first().map(ToString::to_string))
    }
}

/// Looks at everything. An error means that the database cannot be read at all, or not to its end.
pub(super) fn check(db: &Connection) -> rusqlite::Result<Check> {
    let mut found = Check { structure: structure(db)?, ..Check::default() };
    let mut set = AnnotationSet::default();
    load::each_edit_of_state(db, &mut |row| match row {
        Ok(edit) => {
            set.apply(edit);
        }
        Err(row) => found.damaged.push(row),
    })?;
    found.n_annotations = set.iter().count();
    load::load_visits(db, &mut found.damaged)?;
    load::load_drafts(db, &mut found.damaged)?;
    check_documents(db, &mut found)?;
    let mut last = 0;
    each_history_row(db, &mut |id, row| {
        if row.is_none() {
            found.damaged.push(DamagedRow { table: "edit", key: id.to_string() });
        }
        if id > last + 1 {
            found.gaps.push((last + 1, id - 1));
        }
        last = last.max(id);
        found.n_edits += 1;
    })?;
    found.last_edit = last;
    Ok(found)
}

/// Every row of the history in order; `None` for one that is damaged.
pub(super) fn each_history_row(db: &Connection, see: &mut dyn FnMut(i64, Option<HistoryRow>)) -> rusqlite::Result<()> {
    let mut statement = db.prepare("SELECT * FROM edit ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        see(row.get(0)?, load::read_history_row(row).unwrap_or(None));
    }
    Ok(())
}

fn structure(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare(&format!("PRAGMA integrity_check({MOST_FAULTS})"))?;
    let messages = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut faults: Vec<String> = messages.collect::<Result<_, _>>()?;
    faults.retain(|message| message != "ok");
    let mut statement = db.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        faults.push(format!("a row of {} points to no document", load::key_of(row)));
    }
    Ok(faults)
}

fn check_documents(db: &Connection, found: &mut Check) -> rusqlite::Result<()> {
    let mut statement = db.prepare("SELECT hash, text, metadata, imported, checksum FROM document")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.n_documents += 1;
        if !is_document_whole(row).unwrap_or(false) {
            found.damaged.push(DamagedRow { table: "document", key: load::key_of(row) });
        }
    }
    Ok(())
}

fn is_document_whole(row: &rusqlite::Row<'_>) -> rusqlite::Result<bool> {
    let (hash, metadata): (String, String) = (row.get(0)?, row.get(2)?);
    if rows::document_checksum(&hash, &metadata, row.get(3)?) != row.get::<_, i64>(4)? {
        return Ok(false);
    }
    Ok(match row.get_ref(1)?.as_bytes_or_null() {
        Ok(Some(packed)) => load::hash_of_packed(packed) == DocumentHash::from_hex(&hash),
        Ok(None) => true,
        Err(_) => false,
    })
}
