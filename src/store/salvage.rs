//! What can still be read of a damaged library and of its snapshots.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::history::HistoryRow;
use super::load::{self, Visit};
use super::rows;
use crate::annotation::AnnotationSet;
use crate::document::DocumentHash;

/// A document's row as it is kept: the text stays packed.
#[derive(Clone, Debug)]
pub(super) struct KeptDocument {
    pub(super) packed: Option<Vec<u8>>,
    pub(super) metadata: String,
    pub(super) imported: i64,
}

/// The good rows of one or more databases.
#[derive(Debug, Default)]
pub(super) struct Salvage {
    pub(super) history: BTreeMap<i64, HistoryRow>,
    pub(super) documents: BTreeMap<DocumentHash, KeptDocument>,
    pub(super) visits: BTreeMap<DocumentHash, Visit>,
    pub(super) drafts: BTreeMap<String, (String, i64)>,
    /// The present state of the database read last.
    pub(super) state: AnnotationSet,
    /// Whether that state was read to its end and every row of it was good.
    pub(super) is_state_whole: bool,
    /// Whether the history was read to its end.
    pub(super) is_history_read: bool,
    /// The last edit there was, be it damaged.
    pub(super) last_seen: i64,
    /// Documents whose text was there and is damaged, in the database read last.
    pub(super) lost_texts: Vec<DocumentHash>,
}

impl Salvage {
    /// Adds what can be read of `db`, over what was read of an older one before.
    pub(super) fn read(&mut self, db: &Connection) {
        self.read_history(db);
        self.read_documents(db);
        self.read_state(db);
        let (drafts, visits) = (&mut self.drafts, &mut self.visits);
        let mut damage = Vec::new();
        // What cannot be read is not salvaged; drafts and places on a list are no loss that needs a name.
        if let Ok(found) = load::load_drafts(db, &mut damage) {
            *drafts = found;
        }
        for visit in load::load_visits(db, &mut damage).into_iter().flatten() {
            visits.insert(visit.document, visit);
        }
    }

    /// `base` with every later edit, those that are missing, and how many were made.
    pub(super) fn replay(&self, base: &AnnotationSet, through: i64) -> (AnnotationSet, Vec<i64>, usize) {
        let mut set = base.clone();
        let (mut missing, mut n_made, mut next) = (Vec::new(), 0, through + 1);
        for (&id, row) in self.history.range(next..) {
            missing.extend(next..id);
            set.apply(row.forward.clone());
            n_made += 1;
            next = id + 1;
        }
        missing.extend(next..=self.last_seen);
        (set, missing, n_made)
    }

    fn read_history(&mut self, db: &Connection) {
        let history = &mut self.history;
        let (mut first, mut last, mut n_damaged) = (i64::MAX, 0, 0);
        self.is_history_read = scan(db, "edit", &mut |row| {
            if let Ok(id) = row.get::<_, i64>(0) {
                (first, last) = (first.min(id), last.max(id));
            }
            match load::read_history_row(row) {
                Ok(Some(row)) => drop(history.insert(row.id, row)),
                Ok(None) | Err(_) => n_damaged += 1,
            }
        });
        // The number of a damaged row may be any; true ones follow each other.
        let last_good = history.keys().next_back().copied().unwrap_or(0);
        last = last.min(last_good.saturating_add(n_damaged));
        self.last_seen = self.last_seen.max(last);
        if self.is_history_read {
            return;
        }
        // Between two unreadable pages: one by one.
        for id in first.max(1)..=last {
            if !history.contains_key(&id)
                && let Ok(Some(row)) = load::history_row(db, id)
            {
                history.insert(id, row);
            }
        }
    }

    fn read_documents(&mut self, db: &Connection) {
        let (documents, lost) = (&mut self.documents, &mut self.lost_texts);
        lost.clear();
        scan(db, "document", &mut |row| {
            let Some((hash, document)) = read_document(row) else { return };
            let known = documents.get(&hash).is_some_and(|known| known.packed.is_some());
            let is_damaged =
                document.packed.as_deref().is_some_and(|packed| load::hash_of_packed(packed) != Some(hash));
            if is_damaged && !known {
                lost.push(hash);
            }
            if !known {
                let packed = document.packed.filter(|_| !is_damaged);
                documents.insert(hash, KeptDocument { packed, ..document });
            }
        });
        lost.retain(|hash| documents.get(hash).is_none_or(|document| document.packed.is_none()));
    }

    fn read_state(&mut self, db: &Connection) {
        let mut set = AnnotationSet::default();
        let mut n_damaged = 0;
        let mut is_read = true;
        for (table, read) in load::state_tables(db) {
            is_read &= scan(db, table, &mut |row| match read(row) {
                Ok(Some(edit)) => drop(set.apply(edit)),
                Ok(None) | Err(_) => n_damaged += 1,
            });
        }
        self.state = set;
        self.is_state_whole = is_read && n_damaged == 0;
    }
}

/// Calls `see` with every row that can be reached from either end of the table; false where that is not all of them.
/// Rows may be seen twice.
fn scan(db: &Connection, table: &str, see: &mut dyn FnMut(&Row<'_>)) -> bool {
    for order in ["ASC", "DESC"] {
        let sql = format!("SELECT * FROM {table} NOT INDEXED ORDER BY rowid {order}");
        let Ok(mut statement) = db.prepare(&sql) else { return false };
        let Ok(mut rows) = statement.query([]) else { return false };
        loop {
            match rows.next() {
                Ok(Some(row)) => see(row),
                Ok(None) => return true,
                Err(_) => break,
            }
        }
    }
    false
}

fn read_document(row: &Row<'_>) -> Option<(DocumentHash, KeptDocument)> {
    let hash: String = row.get(0).ok()?;
    let hash = DocumentHash::from_hex(&hash)?;
    // Damaged metadata can be read again from the text, and a time is no loss.
    let metadata: String = row.get(2).unwrap_or_else(|_| "{}".to_owned());
    let imported = row.get(3).unwrap_or(0);
    let fits = row.get(4).is_ok_and(|sum: i64| sum == rows::document_checksum(&hash.to_string(), &metadata, imported));
    let metadata = if fits { metadata } else { "{}".to_owned() };
    Some((hash, KeptDocument { packed: row.get(1).unwrap_or(Some(Vec::new())), metadata, imported }))
}
