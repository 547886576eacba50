//! `quandian annotate FILE import NOTES`: notes made elsewhere.

use std::path::Path;
use std::sync::Arc;

use quandian::annotation::Timestamp;
use quandian::document::Document;
use quandian::import::notes::{self, ImportedNote, Notes};
use quandian::session::notes::{Brought, bring};
use quandian::store::files::read_document_bytes;
use quandian::store::{DataDir, Library};
use serde_json::{Map, Value, json};

use super::Failure;
use super::json::{pretty, span};

/// Brings the notes in `file` to `document` as one change, and tells what became of each.
pub(super) fn import(document: &Arc<Document>, dir: &DataDir, file: &Path) -> Result<String, Failure> {
    let bytes = read_document_bytes(file)?;
    let read = notes::read(&bytes)
        .map_err(|error| format!("{}: {}", error.to_string().trim_end_matches('.'), file.display()))?;
    drop(bytes);
    let mut opened = Library::open_to_edit(dir)?;
    let now = Timestamp(jiff::Timestamp::now().as_microsecond());
    let mut brought = bring(&read, document, &opened.set, now);
    if let Some(edit) = brought.edit.take()
        && let Some(inverse) = opened.set.apply(edit.clone())
    {
        opened.library.record(edit, inverse, Some(Arc::clone(document)));
        opened.library.flush();
        if let Some(failure) = opened.library.failure() {
            return Err(failure.reason.into());
        }
    }
    pretty(&report(&read, document, &brought))
}

fn report(read: &Notes, document: &Document, brought: &Brought) -> Value {
    let matched: Vec<Value> = brought
        .matched
        .iter()
        .map(|found| {
            let (start, end) = found.range.map(|range| document.char_range(range)).unzip();
            json!({ "id": found.id.0.to_string(), "start": start, "end": end, "score": rounded(found.score) })
        })
        .collect();
    let in_doubt: Vec<Value> = brought
        .in_doubt
        .iter()
        .map(|doubt| {
            let mut row = said(&doubt.note);
            row.insert("score".to_owned(), rounded(doubt.score));
            span(document, doubt.range, Value::Object(row))
        })
        .collect();
    json!({
        "format": read.format.name(),
        "n_read": brought.n_read(),
        "matched": matched,
        "in_doubt": in_doubt,
        "unmatched": brought.unmatched.iter().map(|unmatched| Value::Object(said(&unmatched.note))).collect::<Vec<_>>(),
        "already": brought.n_already,
    })
}

/// What a note without a place says, for the reader to know it by.
fn said(note: &ImportedNote) -> Map<String, Value> {
    let quotes: Vec<&str> = note.passages.iter().map(|passage| passage.quote.as_str()).collect();
    let fields = [("quote", json!(quotes.join("…"))), ("note", json!(note.note)), ("title", json!(note.title))];
    fields.map(|(key, value)| (key.to_owned(), value)).into_iter().collect()
}

/// To three places.
fn rounded(score: f32) -> Value {
    json!((f64::from(score) * 1000.0).round() / 1000.0)
}
