//! `quandian annotate OLD reanchor NEW`: what was written on one text, brought to another version of it.

use std::path::Path;
use std::sync::Arc;

use quandian::anchoring::{Carried, CarriedAnnotation, Written};
use quandian::document::{Document, DocumentHash};
use quandian::store::{DataDir, Library};
use quandian::text::TextRange;
use serde_json::{Value, json};

use super::json::pretty;
use super::{Failure, document};

/// Tells what becomes of each annotation on `old`; with `is_applied` makes it so, as one change.
pub(super) fn reanchor(old: &Document, new: &Path, dir: &DataDir, is_applied: bool) -> Result<String, Failure> {
    let new = Arc::new(document::read(new)?.document);
    let mut opened = if is_applied { Library::open_to_edit(dir)? } else { Library::open_to_read(dir)? };
    let carried = {
        let kept = |hash: DocumentHash| opened.library.text_of(hash);
        Written::on(&opened.set, old.hash()).carry(old.text(), &new, &kept)
    };
    if is_applied
        && let Some(edit) = carried.edit(&opened.set)
        && let Some(inverse) = opened.set.apply(edit.clone())
    {
        opened.library.record(edit, inverse, Some(Arc::clone(&new)));
        opened.library.flush();
        if let Some(failure) = opened.library.failure() {
            return Err(failure.reason.into());
        }
    }
    pretty(&rows(&carried, &new))
}

fn rows(carried: &Carried, new: &Document) -> Value {
    carried.annotations.iter().map(|carried| row(carried, new)).collect()
}

fn row(carried: &CarriedAnnotation, new: &Document) -> Value {
    let placing = &carried.placing;
    let whole = placing.ranges.first().zip(placing.ranges.last());
    let (start, end) = whole.map(|(first, last)| new.char_range(TextRange::new(first.start(), last.end()))).unzip();
    json!({
        "id": carried.before.id.0.to_string(),
        "status": placing.status.name(),
        "start": start,
        "end": end,
        "score": (f64::from(placing.score) * 10_000.0).round() / 10_000.0,
    })
}
