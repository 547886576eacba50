//! Reading rows back: each is checked against its checksum, and a damaged one is named, never shown.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::io::Read as _;

use flate2::read::DeflateDecoder;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::checksum::row_checksum;
use super::history::{Entry, History, HistoryRow, Stack, Step};
use super::record;
use super::rows::{AnnotationColumns, document_checksum, draft_checksum, history_checksum, visit_checksum};
use crate::annotation::{AnnotationId, AnnotationSet, Edit};
use crate::document::{Block, DocumentHash, Metadata};

/// How many steps are read of each stack at a time.
const STEPS: usize = 200;
/// Most changes in these steps, one step more or less: a batch may hold thousands.
const STEP_CHANGES: usize = 1000;

/// Reads a row of the present state as the edit that would make it; `None` where it is damaged.
type ReadState = fn(&Row<'_>) -> rusqlite::Result<Option<Edit>>;

/// The only table of which a part may be read.
const ANNOTATION: &str = "annotation";

/// The tables of the present state, each with the format it came with.
const STATE_TABLES: [(&str, i64, ReadState); 6] = [
    (ANNOTATION, 1, read_annotation),
    ("correction", 1, read_correction),
    ("title", 1, read_title),
    ("removed", 1, read_removed),
    ("unplaced", 2, read_unplaced),
    ("relation", 3, read_relation),
];

/// A row whose checksum does not fit, or that cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DamagedRow {
    pub table: &'static str,
    /// The row's key, as far as it can be read.
    pub key: String,
}

impl fmt::Display for DamagedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.table, self.key)
    }
}

/// When a document was last opened, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) document: DocumentHash,
    pub(super) name: String,
    pub(super) path: Option<String>,
    pub(super) opened: i64,
}

/// Which annotations are read; of everything else all is.
#[derive(Clone, Copy)]
pub enum Reading<'a> {
    All,
    /// Those on one document.
    Document(DocumentHash),
    /// Those whose quotation, note or tags the function takes: the lists as JSON.
    Like(&'a dyn Fn(&str) -> bool),
    Nothing,
}

/// The present state.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    /// With that part of the annotations that was asked for.
    pub(super) set: AnnotationSet,
    /// How many annotations each document has in all.
    pub(super) n_annotations: HashMap<DocumentHash, usize>,
    /// With the time each was written.
    pub(super) drafts: BTreeMap<String, (String, i64)>,
    /// Latest first.
    pub(super) visits: Vec<Visit>,
    pub(super) history: History,
    pub(super) damage: Vec<DamagedRow>,
}

/// Reads everything but the texts and the history, of which only the ends are read.
pub(super) fn load(db: &Connection, part: Reading<'_>) -> rusqlite::Result<Loaded> {
    let mut loaded = Loaded::default();
    let Loaded { set, damage, .. } = &mut loaded;
    for (table, read) in state_tables(db) {
        let part = if table == ANNOTATION { part } else { Reading::All };
        each_edit_of_table(db, (table, read), part, &mut |result| match result {
            Ok(edit) => {
                set.apply(edit);
            }
            Err(row) => damage.push(row),
        })?;
    }
    loaded.n_annotations = if matches!(part, Reading::All) { counted(set) } else { count(db, damage)? };
    loaded.drafts = load_drafts(db, &mut loaded.damage)?;
    loaded.visits = load_visits(db, &mut loaded.damage)?;
    loaded.history = load_history(db, &mut loaded.damage)?;
    Ok(loaded)
}

/// The tables of the present state that a database of its format has: a snapshot may be of an older one.
pub(super) fn state_tables(db: &Connection) -> impl Iterator<Item = (&'static str, ReadState)> + use<> {
    let format = db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).ok();
    // One that says nothing sensible is taken for one of this format, and what it lacks for damage.
    let format = format.filter(|&format| format > 0).unwrap_or(i64::MAX);
    STATE_TABLES.into_iter().filter(move |&(_, since, _)| since <= format).map(|(table, _, read)| (table, read))
}

/// Every row of the present state as the edit that would make it, or its name where it is damaged.
pub(super) fn each_edit_of_state(
    db: &Connection,
    see: &mut dyn FnMut(Result<Edit, DamagedRow>),
) -> rusqlite::Result<()> {
    state_tables(db).try_for_each(|table| each_edit_of_table(db, table, Reading::All, see))
}

fn each_edit_of_table(
    db: &Connection,
    (table, read): (&'static str, ReadState),
    part: Reading<'_>,
    see: &mut dyn FnMut(Result<Edit, DamagedRow>),
) -> rusqlite::Result<()> {
    let one = match part {
        Reading::Nothing => return Ok(()),
        Reading::Document(document) => Some(document.to_string()),
        Reading::All | Reading::Like(_) => None,
    };
    let condition = if one.is_some() { " WHERE document = ?" } else { "" };
    let mut statement = db.prepare(&format!("SELECT * FROM {table}{condition}"))?;
    let mut rows = statement.query(rusqlite::params_from_iter(one))?;
    while let Some(row) = rows.next()? {
        if let Reading::Document(document) = part
            && row.get_ref(1)?.as_str().ok().and_then(DocumentHash::from_hex) != Some(document)
        {
            see(Err(DamagedRow { table, key: key_of(row) }));
            continue;
        }
        if let Reading::Like(is_like) = part
            && !is_annotation_like(row, is_like)
        {
            continue;
        }
        see(match read(row) {
            Ok(Some(edit)) => Ok(edit),
            Ok(None) | Err(_) => Err(DamagedRow { table, key: key_of(row) }),
        });
    }
    Ok(())
}

/// Also of a row that cannot be read, which is then named.
fn is_annotation_like(row: &Row<'_>, is_like: &dyn Fn(&str) -> bool) -> bool {
    // Quotation, note, tags.
    [3, 6, 7].into_iter().any(|column| row.get_ref(column).map_or(true, |text| text.as_str().map_or(true, is_like)))
}

fn counted(set: &AnnotationSet) -> HashMap<DocumentHash, usize> {
    let mut counts = HashMap::new();
    for annotation in set.iter() {
        *counts.entry(annotation.document).or_default() += 1;
    }
    counts
}

/// Counted by the index, which has no checksums: where it does not agree with the rows, that is damage.
fn count(db: &Connection, damage: &mut Vec<DamagedRow>) -> rusqlite::Result<HashMap<DocumentHash, usize>> {
    let sql = "SELECT document, count(*), EXISTS (SELECT 1 FROM document WHERE hash = a.document)
               FROM annotation AS a GROUP BY document";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut counts = HashMap::new();
    let mut n_indexed = 0;
    while let Some(row) = rows.next()? {
        let document = row.get_ref(0)?.as_str().ok().and_then(DocumentHash::from_hex);
        let (n, is_known): (i64, bool) = (row.get(1)?, row.get(2)?);
        n_indexed += n;
        match document.filter(|_| is_known) {
            Some(document) => drop(counts.insert(document, usize::try_from(n).unwrap_or(0))),
            None => damage.push(DamagedRow { table: ANNOTATION, key: key_of(row) }),
        }
    }
    let n_rows: i64 = db.query_row("SELECT count(*) FROM annotation NOT INDEXED", [], |row| row.get(0))?;
    if n_rows != n_indexed {
        damage.push(DamagedRow { table: ANNOTATION, key: "?".to_owned() });
    }
    Ok(counts)
}

/// What was being typed and when, by key.
pub(super) fn load_drafts(
    db: &Connection,
    damage: &mut Vec<DamagedRow>,
) -> rusqlite::Result<BTreeMap<String, (String, i64)>> {
    let mut drafts = BTreeMap::new();
    for_rows(db, "draft", "SELECT key, text, time, checksum FROM draft", damage, |row| {
        let (key, text, time): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let fits = draft_checksum(&key, &text, time) == row.get::<_, i64>(3)?;
        Ok(fits.then(|| drop(drafts.insert(key, (text, time)))))
    })?;
    Ok(drafts)
}

/// Documents opened before, latest first.
pub(super) fn load_visits(db: &Connection, damage: &mut Vec<DamagedRow>) -> rusqlite::Result<Vec<Visit>> {
    let mut visits = Vec::new();
    let sql = "SELECT document, name, path, opened, checksum FROM visit ORDER BY opened DESC";
    for_rows(db, "visit", sql, damage, |row| {
        let (hash, name, path): (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let opened = row.get(3)?;
        if visit_checksum(&hash, &name, path.as_deref(), opened) != row.get::<_, i64>(4)? {
            return Ok(None);
        }
        Ok(DocumentHash::from_hex(&hash).map(|document| visits.push(Visit { document, name, path, opened })))
    })?;
    Ok(visits)
}

/// One row of the history; `None` where there is none or it is damaged.
pub(super) fn history_row(db: &Connection, id: i64) -> rusqlite::Result<Option<HistoryRow>> {
    db.prepare("SELECT * FROM edit WHERE id = ?")?
        .query_row([id], |row| Ok(read_history_row(row).unwrap_or(None)))
        .optional()
        .map(Option::flatten)
}

fn is_there(db: &Connection, id: i64) -> rusqlite::Result<bool> {
    db.query_row("SELECT EXISTS (SELECT 1 FROM edit WHERE id = ?)", [id], |row| row.get(0))
}

/// Up to 200 more entries beneath what is in memory of a stack, which stays as it is where the database cannot be read:
/// to forget what lies beneath would cut it off for good with the next edit.
pub(super) fn load_more(db: &Connection, stack: &mut Stack, damage: &mut Vec<DamagedRow>) -> rusqlite::Result<()> {
    let mut deeper = Vec::new();
    let mut beneath = stack.beneath;
    let mut n_changes = 0;
    while deeper.len() < STEPS && n_changes < STEP_CHANGES {
        let Some(id) = beneath else { break };
        // Below a damaged row nothing can be undone: order matters.
        beneath = None;
        let row = history_row(db, id)?;
        // The entry itself is the edit; on the redo stack the row only says which.
        let edit = match &row {
            Some(row) if row.step == Step::Undo => history_row(db, row.target)?,
            other => other.clone(),
        };
        let (Some(row), Some(edit)) = (row, edit) else {
            // A row that is gone was named when the library was made anew of what could be read.
            if is_there(db, id)? {
                damage.push(DamagedRow { table: "edit", key: id.to_string() });
            }
            break;
        };
        beneath = row.below;
        n_changes += edit.forward.n_changes();
        deeper.push(Entry { id: edit.id, row: row.id, forward: edit.forward, inverse: edit.inverse });
    }
    stack.beneath = beneath;
    deeper.reverse();
    deeper.append(&mut stack.entries);
    stack.entries = deeper;
    Ok(())
}

/// The kept text of a document; `None` where there is none, an error of its own kind where it is damaged.
pub(super) fn text_of(db: &Connection, hash: DocumentHash) -> rusqlite::Result<Option<Result<String, DamagedRow>>> {
    let key = hash.to_string();
    let packed = db
        .query_row("SELECT text FROM document WHERE hash = ?", [&key], |row| row.get::<_, Option<Vec<u8>>>(0))
        .optional()?;
    let Some(packed) = packed.flatten() else { return Ok(None) };
    let text = inflate(&packed).filter(|text| DocumentHash::of(text) == hash);
    Ok(Some(text.ok_or(DamagedRow { table: "document", key })))
}

/// The kept metadata of a document.
pub(super) fn metadata_of(db: &Connection, hash: DocumentHash) -> rusqlite::Result<Option<Metadata>> {
    Ok(facts_of(db, hash)?.map(|facts| record::metadata_from_json(&facts)))
}

/// The blocks of a document whose kept text is `text`; `None` where its layout was not kept.
pub(super) fn blocks_of(db: &Connection, hash: DocumentHash, text: &str) -> rusqlite::Result<Option<Vec<Block>>> {
    Ok(facts_of(db, hash)?.and_then(|facts| record::blocks_from_json(&facts, text)))
}

/// Metadata and layout of a document, as kept.
fn facts_of(db: &Connection, hash: DocumentHash) -> rusqlite::Result<Option<String>> {
    let key = hash.to_string();
    let sql = "SELECT metadata, imported, checksum FROM document WHERE hash = ?";
    let metadata = db
        .query_row(sql, [&key], |row| {
            let metadata: String = row.get(0)?;
            Ok((document_checksum(&key, &metadata, row.get(1)?) == row.get::<_, i64>(2)?).then_some(metadata))
        })
        .optional()?;
    Ok(metadata.flatten())
}

pub(super) fn read_history_row(row: &Row<'_>) -> rusqlite::Result<Option<HistoryRow>> {
    let step: String = row.get("kind")?;
    let (forward, inverse): (String, String) = (row.get("forward")?, row.get("inverse")?);
    let (Ok(step), Some(forward_edit), Some(inverse_edit)) =
        (step.parse(), record::edit_from_json(&forward), record::edit_from_json(&inverse))
    else {
        return Ok(None);
    };
    let found = HistoryRow {
        id: row.get("id")?,
        time: row.get("time")?,
        step,
        target: row.get("target")?,
        below: row.get("below")?,
        undo_top: row.get("undo_top")?,
        redo_top: row.get("redo_top")?,
        forward: forward_edit,
        inverse: inverse_edit,
    };
    let fits = history_checksum(&found, &forward, &inverse) == row.get::<_, i64>("checksum")?;
    Ok(fits.then_some(found))
}

/// Whatever the first column holds, for naming a damaged row.
pub(super) fn key_of(row: &Row<'_>) -> String {
    match row.get_ref(0) {
        Ok(ValueRef::Text(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        Ok(ValueRef::Integer(number)) => number.to_string(),
        _ => "?".to_owned(),
    }
}

fn load_history(db: &Connection, damage: &mut Vec<DamagedRow>) -> rusqlite::Result<History> {
    let last: Option<i64> = db.query_row("SELECT max(id) FROM edit", [], |row| row.get(0))?;
    let Some(last) = last else { return Ok(History::default()) };
    let mut history = History { next_id: last.saturating_add(1), ..History::default() };
    // What lies on the stacks is read when somebody undoes or redoes; an edit may be a batch of thousands.
    let ends = db.prepare("SELECT * FROM edit WHERE id = ?")?.query_row([last], |row| Ok(ends_of(row).unwrap_or(None)));
    let Some(ends) = ends? else {
        damage.push(DamagedRow { table: "edit", key: last.to_string() });
        return Ok(history);
    };
    (history.undo.beneath, history.redo.beneath, history.latest) = (ends.undo_top, ends.redo_top, ends.time);
    Ok(history)
}

/// A row of the history without what was done; `None` where it is damaged.
fn ends_of(row: &Row<'_>) -> rusqlite::Result<Option<HistoryRow>> {
    let step: String = row.get("kind")?;
    let (forward, inverse): (String, String) = (row.get("forward")?, row.get("inverse")?);
    let Ok(step) = step.parse() else { return Ok(None) };
    let found = HistoryRow {
        id: row.get("id")?,
        time: row.get("time")?,
        step,
        target: row.get("target")?,
        below: row.get("below")?,
        undo_top: row.get("undo_top")?,
        redo_top: row.get("redo_top")?,
        forward: Edit::Batch(Vec::new()),
        inverse: Edit::Batch(Vec::new()),
    };
    let fits = history_checksum(&found, &forward, &inverse) == row.get::<_, i64>("checksum")?;
    Ok(fits.then_some(found))
}

/// Calls `read` with every row; `None` or a column of the wrong kind means that the row is damaged.
fn for_rows(
    db: &Connection,
    table: &'static str,
    sql: &str,
    damage: &mut Vec<DamagedRow>,
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<()>>,
) -> rusqlite::Result<()> {
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !matches!(read(row), Ok(Some(()))) {
            damage.push(DamagedRow { table, key: key_of(row) });
        }
    }
    Ok(())
}

fn read_annotation(row: &Row<'_>) -> rusqlite::Result<Option<Edit>> {
    let text = |column| Ok::<_, rusqlite::Error>(Cow::Borrowed(row.get_ref(column)?.as_str()?));
    let columns = AnnotationColumns {
        id: text(0)?,
        document: text(1)?,
        ranges: text(2)?,
        exact: text(3)?,
        style: text(4)?,
        color: text(5)?,
        note: text(6)?,
        tags: text(7)?,
        created: row.get(8)?,
        modified: row.get(9)?,
    };
    if columns.checksum() != row.get::<_, i64>(10)? {
        return Ok(None);
    }
    Ok(columns.into_annotation().map(|annotation| Edit::Put(Box::new(annotation))))
}

fn read_correction(row: &Row<'_>) -> rusqlite::Result<Option<Edit>> {
    let (id, body): (String, String) = (row.get(0)?, row.get(1)?);
    if row_checksum("correction", &[(&id).into(), (&body).into()]) != row.get::<_, i64>(2)? {
        return Ok(None);
    }
    let correction = serde_json::from_str::<record::CorrectionRecord>(&body).ok();
    let correction = correction.and_then(record::CorrectionRecord::into_correction);
    Ok(correction.map(|correction| Edit::PutCorrection(Box::new(correction))))
}

fn read_title(row: &Row<'_>) -> rusqlite::Result<Option<Edit>> {
    let (hash, title): (String, String) = (row.get(0)?, row.get(1)?);
    if row_checksum("title", &[(&hash).into(), (&title).into()]) != row.get::<_, i64>(2)? {
        return Ok(None);
    }
    Ok(DocumentHash::from_hex(&hash).map(|document| Edit::SetTitle { document, title: Some(title) }))
}

fn read_removed(row: &Row<'_>) -> rusqlite::Result<Option<Edit>> {
    let hash: String = row.get(0)?;
    if row_checksum("removed", &[(&hash).into()]) != row.get::<_, i64>(1)? {
        return Ok(None);
    }
    Ok(DocumentHash::from_hex(&hash).map(|document| Edit::SetRemoved { document, removed: true }))
}

fn read_unplaced(row: &Row<'_>) -> rusqlite::Result<Option<Edit>> {
    let (id, body): (String, String) = (row.get(0)?, row.get(1)?);
    if row_checksum("unplaced", &[(&id).into(), (&body).into()]) != row.get::<_, i64>(2)? {
        return Ok(None);
    }
    let unplaced = serde_json::from_str::<record::UnplacedRecord>(&body).ok();
    let (Some(unplaced), Ok(id)) = (unplaced.and_then(record::UnplacedRecord::into_unplaced), id.parse::<uuid::Uuid>())
    else {
        return Ok(None);
    };
    Ok(Some(Edit::SetUnplaced { annotation: AnnotationId(id), unplaced: Some(Box::new(unplaced)) }))
}

fn read_relation(row: &Row<'_>) -> rusqlite::Result<Option<Edit>> {
    let (id, body): (String, String) = (row.get(0)?, row.get(1)?);
    if row_checksum("relation", &[(&id).into(), (&body).into()]) != row.get::<_, i64>(2)? {
        return Ok(None);
    }
    let relations = serde_json::from_str::<record::RelationsRecord>(&body).ok();
    let (Some(relations), Ok(id)) =
        (relations.and_then(record::RelationsRecord::into_relations), id.parse::<uuid::Uuid>())
    else {
        return Ok(None);
    };
    Ok(Some(Edit::SetRelations { annotation: AnnotationId(id), relations: Some(Box::new(relations)) }))
}

/// The hash of a text as kept; `None` where it cannot be unpacked.
pub(super) fn hash_of_packed(packed: &[u8]) -> Option<DocumentHash> {
    inflate(packed).map(|text| DocumentHash::of(&text))
}

fn inflate(packed: &[u8]) -> Option<String> {
    // A damaged length must not ask for more memory than any text kept can need; a canonical text may be somewhat longer
    // than its file.
    const LIMIT: u64 = 2 * super::files::MAX_FILE_BYTES;
    let mut text = String::new();
    DeflateDecoder::new(packed).take(LIMIT).read_to_string(&mut text).ok()?;
    Some(text)
}
