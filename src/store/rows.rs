//! Writing rows: each with its checksum, inside the transaction of the caller.

use std::borrow::Cow;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::checksum::row_checksum;
use super::history::HistoryRow;
use super::record::{self, AnnotationRecord, CorrectionRecord, RelationsRecord, UnplacedRecord};
use crate::annotation::{Annotation, AnnotationId, Edit, EntityCorrection, Relations, Scope, Unplaced};
use crate::document::{Document, DocumentHash};

/// One edit: its row in the history and what it changes in the present state.
pub(super) fn write_history_row(db: &Connection, row: &HistoryRow) -> rusqlite::Result<()> {
    insert_history_row(db, row)?;
    apply(db, &row.forward, row.time)
}

/// The row alone.
pub(super) fn insert_history_row(db: &Connection, row: &HistoryRow) -> rusqlite::Result<()> {
    let (forward, inverse) = (record::edit_to_json(&row.forward), record::edit_to_json(&row.inverse));
    db.execute(
        "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            row.id,
            row.time,
            <&str>::from(row.step),
            row.target,
            row.below,
            row.undo_top,
            row.redo_top,
            forward,
            inverse,
            history_checksum(row, &forward, &inverse),
        ],
    )?;
    Ok(())
}

pub(super) fn history_checksum(row: &HistoryRow, forward: &str, inverse: &str) -> i64 {
    row_checksum(
        "edit",
        &[
            row.id.into(),
            row.time.into(),
            <&str>::from(row.step).into(),
            row.target.into(),
            row.below.into(),
            row.undo_top.into(),
            row.redo_top.into(),
            forward.into(),
            inverse.into(),
        ],
    )
}

/// Changes the present state by `edit`.
pub(super) fn apply(db: &Connection, edit: &Edit, time: i64) -> rusqlite::Result<()> {
    match edit {
        Edit::Put(annotation) => put_annotation(db, annotation, time),
        Edit::Remove(id) => delete(db, "DELETE FROM annotation WHERE id = ?", &id.0.to_string()),
        Edit::PutCorrection(correction) => put_correction(db, correction, time),
        Edit::RemoveCorrection(id) => delete(db, "DELETE FROM correction WHERE id = ?", &id.0.to_string()),
        Edit::SetTitle { document, title: Some(title) } => put_title(db, *document, title, time),
        Edit::SetTitle { document, title: None } => {
            delete(db, "DELETE FROM title WHERE document = ?", &document.to_string())
        }
        Edit::SetRemoved { document, removed: true } => put_removed(db, *document, time),
        Edit::SetRemoved { document, removed: false } => {
            delete(db, "DELETE FROM removed WHERE document = ?", &document.to_string())
        }
        Edit::SetUnplaced { annotation, unplaced: Some(unplaced) } => put_unplaced(db, *annotation, unplaced),
        Edit::SetUnplaced { annotation, unplaced: None } => {
            delete(db, "DELETE FROM unplaced WHERE annotation = ?", &annotation.0.to_string())
        }
        Edit::SetRelations { annotation, relations: Some(relations) } => put_relations(db, *annotation, relations),
        Edit::SetRelations { annotation, relations: None } => {
            delete(db, "DELETE FROM relation WHERE annotation = ?", &annotation.0.to_string())
        }
        Edit::Batch(edits) => edits.iter().try_for_each(|edit| apply(db, edit, time)),
    }
}

/// Keeps the document's text, metadata and layout. A text kept before is left as it is, but that its layout is added
/// where none was kept yet.
pub(super) fn put_document(db: &Connection, document: &Document, time: i64) -> rusqlite::Result<()> {
    let hash = document.hash().to_string();
    // Looked for as bytes: metadata that is damaged is no reason to fail.
    let sql = "SELECT text IS NOT NULL, instr(metadata, '\"blocks\":') > 0 FROM document WHERE hash = ?";
    let kept: Option<(bool, bool)> = db.query_row(sql, [&hash], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    match kept {
        Some((true, true)) => Ok(()),
        Some((true, false)) => {
            let metadata = record::facts_to_json(document);
            let checksum = document_checksum(&hash, &metadata, time);
            let sql = "UPDATE document SET metadata = ?2, imported = ?3, checksum = ?4 WHERE hash = ?1";
            db.execute(sql, params![hash, metadata, time, checksum]).map(drop)
        }
        _ => replace_document(db, &hash, document.text(), &record::facts_to_json(document), time),
    }
}

/// Writes the document's row, also over one that is damaged.
pub(super) fn replace_document(
    db: &Connection,
    hash: &str,
    text: &str,
    metadata: &str,
    time: i64,
) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (hash) DO UPDATE SET text = ?2, metadata = ?3, imported = ?4, checksum = ?5",
        params![hash, deflate(text), metadata, time, document_checksum(hash, metadata, time)],
    )?;
    Ok(())
}

pub(super) fn document_checksum(hash: &str, metadata: &str, imported: i64) -> i64 {
    row_checksum("document", &[hash.into(), metadata.into(), imported.into()])
}

/// Notes when and from where a document was opened; its row must be there.
pub(super) fn put_visit(
    db: &Connection,
    document: DocumentHash,
    name: &str,
    path: Option<&str>,
    opened: i64,
) -> rusqlite::Result<()> {
    let hash = document.to_string();
    let checksum = visit_checksum(&hash, name, path, opened);
    db.execute("INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?)", params![hash, name, path, opened, checksum])?;
    Ok(())
}

pub(super) fn visit_checksum(hash: &str, name: &str, path: Option<&str>, opened: i64) -> i64 {
    row_checksum("visit", &[hash.into(), name.into(), path.into(), opened.into()])
}

/// Keeps what is being typed; `None` forgets it.
pub(super) fn set_draft(db: &Connection, key: &str, text: Option<&str>, time: i64) -> rusqlite::Result<()> {
    let Some(text) = text else { return delete(db, "DELETE FROM draft WHERE key = ?", key) };
    let checksum = draft_checksum(key, text, time);
    db.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", params![key, text, time, checksum])?;
    Ok(())
}

pub(super) fn draft_checksum(key: &str, text: &str, time: i64) -> i64 {
    row_checksum("draft", &[key.into(), text.into(), time.into()])
}

pub(super) fn put_annotation(db: &Connection, annotation: &Annotation, time: i64) -> rusqlite::Result<()> {
    let row = AnnotationColumns::from(AnnotationRecord::from(annotation));
    know_document(db, &row.document, time)?;
    db.execute(
        "INSERT OR REPLACE INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            row.id,
            row.document,
            row.ranges,
            row.exact,
            row.style,
            row.color,
            row.note,
            row.tags,
            row.created,
            row.modified,
            row.checksum(),
        ],
    )?;
    Ok(())
}

pub(super) fn put_correction(db: &Connection, correction: &EntityCorrection, time: i64) -> rusqlite::Result<()> {
    if let Scope::Span { document, .. } = correction.scope {
        know_document(db, &document.to_string(), time)?;
    }
    let id = correction.id.0.to_string();
    // Strings and numbers only: cannot fail.
    let body = serde_json::to_string(&CorrectionRecord::from(correction)).unwrap_or_default();
    let checksum = row_checksum("correction", &[(&id).into(), (&body).into()]);
    db.execute("INSERT OR REPLACE INTO correction VALUES (?, ?, ?)", params![id, body, checksum])?;
    Ok(())
}

pub(super) fn put_title(db: &Connection, document: DocumentHash, title: &str, time: i64) -> rusqlite::Result<()> {
    let hash = document.to_string();
    know_document(db, &hash, time)?;
    let checksum = row_checksum("title", &[(&hash).into(), title.into()]);
    db.execute("INSERT OR REPLACE INTO title VALUES (?, ?, ?)", params![hash, title, checksum])?;
    Ok(())
}

pub(super) fn put_removed(db: &Connection, document: DocumentHash, time: i64) -> rusqlite::Result<()> {
    let hash = document.to_string();
    know_document(db, &hash, time)?;
    let checksum = row_checksum("removed", &[(&hash).into()]);
    db.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", params![hash, checksum])?;
    Ok(())
}

pub(super) fn put_unplaced(db: &Connection, annotation: AnnotationId, unplaced: &Unplaced) -> rusqlite::Result<()> {
    let id = annotation.0.to_string();
    // Strings and numbers only: cannot fail.
    let body = serde_json::to_string(&UnplacedRecord::from(unplaced)).unwrap_or_default();
    let checksum = row_checksum("unplaced", &[(&id).into(), (&body).into()]);
    db.execute("INSERT OR REPLACE INTO unplaced VALUES (?, ?, ?)", params![id, body, checksum])?;
    Ok(())
}

pub(super) fn put_relations(db: &Connection, annotation: AnnotationId, relations: &Relations) -> rusqlite::Result<()> {
    let id = annotation.0.to_string();
    // Strings and numbers only: cannot fail.
    let body = serde_json::to_string(&RelationsRecord::from(relations)).unwrap_or_default();
    let checksum = row_checksum("relation", &[(&id).into(), (&body).into()]);
    db.execute("INSERT OR REPLACE INTO relation VALUES (?, ?, ?)", params![id, body, checksum])?;
    Ok(())
}

/// The columns of an annotation's row but its checksum. Borrowed where a row is read: libraries have very many of them.
pub(super) struct AnnotationColumns<'a> {
    pub(super) id: Cow<'a, str>,
    pub(super) document: Cow<'a, str>,
    pub(super) ranges: Cow<'a, str>,
    pub(super) exact: Cow<'a, str>,
    pub(super) style: Cow<'a, str>,
    pub(super) color: Cow<'a, str>,
    pub(super) note: Cow<'a, str>,
    pub(super) tags: Cow<'a, str>,
    pub(super) created: i64,
    pub(super) modified: i64,
}

impl AnnotationColumns<'_> {
    pub(super) fn checksum(&self) -> i64 {
        row_checksum(
            "annotation",
            &[
                (&*self.id).into(),
                (&*self.document).into(),
                (&*self.ranges).into(),
                (&*self.exact).into(),
                (&*self.style).into(),
                (&*self.color).into(),
                (&*self.note).into(),
                (&*self.tags).into(),
                self.created.into(),
                self.modified.into(),
            ],
        )
    }

    /// `None` where a column cannot be read.
    pub(super) fn into_annotation(self) -> Option<Annotation> {
        let record = AnnotationRecord {
            id: self.id.parse().ok()?,
            document: self.document.into_owned(),
            ranges: serde_json::from_str(&self.ranges).ok()?,
            exact: serde_json::from_str(&self.exact).ok()?,
            style: self.style.into_owned(),
            color: self.color.into_owned(),
            note: self.note.into_owned(),
            tags: serde_json::from_str(&self.tags).ok()?,
            created: self.created,
            modified: self.modified,
        };
        record.into_annotation()
    }
}

impl From<AnnotationRecord> for AnnotationColumns<'_> {
    fn from(record: AnnotationRecord) -> Self {
        // Lists of strings and numbers: cannot fail.
        Self {
            id: record.id.to_string().into(),
            document: record.document.into(),
            ranges: serde_json::to_string(&record.ranges).unwrap_or_default().into(),
            exact: serde_json::to_string(&record.exact).unwrap_or_default().into(),
            style: record.style.into(),
            color: record.color.into(),
            note: record.note.into(),
            tags: serde_json::to_string(&record.tags).unwrap_or_default().into(),
            created: record.created,
            modified: record.modified,
        }
    }
}

/// A row for a document whose text is not at hand, so that what is written on it has something to point to.
fn know_document(db: &Connection, hash: &str, time: i64) -> rusqlite::Result<()> {
    let metadata = "{}";
    db.execute(
        "INSERT OR IGNORE INTO document VALUES (?, NULL, ?, ?, ?)",
        params![hash, metadata, time, document_checksum(hash, metadata, time)],
    )?;
    Ok(())
}

fn delete(db: &Connection, sql: &str, key: &str) -> rusqlite::Result<()> {
    db.execute(sql, [key])?;
    Ok(())
}

/// Writing into memory cannot fail.
fn deflate(text: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(4));
    encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()).unwrap_or_default()
}
