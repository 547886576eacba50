//! `quandian annotate` and `quandian export`.

use std::path::Path;
use std::sync::Arc;

use quandian::annotation::{Annotation, AnnotationId, AnnotationSet, Edit, Timestamp};
use quandian::document::Document;
use quandian::export::{self, Context, MarkdownOptions, Profile};
use quandian::store::files::write_atomically;
use quandian::store::{DataDir, Library, Opened};
use serde_json::Value;
use uuid::Uuid;

use super::args::{AnnotateAction, Format};
use super::json::pretty;
use super::{Failure, document, json};

pub(super) fn annotate(file: &Path, data_dir: Option<&Path>, action: AnnotateAction) -> Result<String, Failure> {
    let document = Arc::new(document::read(file)?.document);
    let dir = DataDir::resolve(data_dir)?;
    if matches!(action, AnnotateAction::List) {
        let opened = Library::open_to_read(&dir)?;
        let rows = opened.set.of(document.hash()).into_iter().map(|a| json::annotation(&document, a)).collect();
        return pretty(&Value::Array(rows));
    }
    let mut opened = Library::open_to_edit(&dir)?;
    let concerned = change(&mut opened, &document, action)?;
    opened.library.flush();
    if let Some(failure) = opened.library.failure() {
        return Err(failure.message.into());
    }
    pretty(&json::annotation(&document, &concerned))
}

/// Makes the change and gives the annotation it concerns.
fn change(opened: &mut Opened, document: &Arc<Document>, action: AnnotateAction) -> Result<Annotation, Failure> {
    match action {
        AnnotateAction::Add { start, end, style, color, note, tags } => {
            let range = checked_range(document, start, end)?;
            let now = Timestamp(jiff::Timestamp::now().as_microsecond());
            let annotation = Annotation {
                id: AnnotationId(Uuid::new_v4()),
                document: document.hash(),
                ranges: vec![range],
                exact: vec![document.slice(range).to_owned()],
                style,
                color,
                note,
                tags,
                created: now,
                modified: now,
            };
            record(opened, document, Edit::Put(Box::new(annotation.clone())));
            Ok(annotation)
        }
        AnnotateAction::Remove { id } => {
            let id = Uuid::parse_str(&id).map(AnnotationId).map_err(|error| format!("{error}: {id}"))?;
            let found = opened.set.get(id).filter(|annotation| annotation.document == document.hash()).cloned();
            let annotation = found.ok_or_else(|| format!("this document has no such annotation: {}", id.0))?;
            record(opened, document, Edit::Remove(id));
            Ok(annotation)
        }
        AnnotateAction::Undo => step(opened, Library::undo, "there is nothing to undo"),
        AnnotateAction::Redo => step(opened, Library::redo, "there is nothing to redo"),
        AnnotateAction::List => Err("a list changes nothing".into()),
    }
}

fn checked_range(document: &Document, start: usize, end: usize) -> Result<quandian::text::TextRange, Failure> {
    if start >= end || end > document.n_chars() {
        let n_chars = document.n_chars();
        return Err(format!("no such place: {start}..{end} in a text of {n_chars} characters").into());
    }
    Ok(document.byte_range(start, end))
}

fn record(opened: &mut Opened, document: &Arc<Document>, edit: Edit) {
    if let Some(inverse) = opened.set.apply(edit.clone()) {
        opened.library.record(edit, inverse, Some(Arc::clone(document)));
    }
}

/// Undoes or redoes; the annotation concerned is looked for on both sides of the change.
fn step(
    opened: &mut Opened,
    go: fn(&Library, &mut AnnotationSet) -> Option<Edit>,
    nothing: &str,
) -> Result<Annotation, Failure> {
    let before = opened.set.clone();
    let edit = go(&opened.library, &mut opened.set).ok_or_else(|| nothing.to_owned())?;
    let id = concerned(&edit).ok_or("the change concerned no annotation")?;
    let found = opened.set.get(id).or_else(|| before.get(id)).cloned();
    found.ok_or_else(|| "the annotation is not there any more".into())
}

fn concerned(edit: &Edit) -> Option<AnnotationId> {
    match edit {
        Edit::Put(annotation) => Some(annotation.id),
        Edit::Remove(id) => Some(*id),
        Edit::Batch(edits) => edits.iter().find_map(concerned),
        _ => None,
    }
}

pub(super) fn export(
    file: &Path,
    data_dir: Option<&Path>,
    format: Format,
    output: Option<&Path>,
) -> Result<String, Failure> {
    let document = document::read(file)?.document;
    let opened = Library::open_to_read(&DataDir::resolve(data_dir)?)?;
    let annotations = opened.set.of(document.hash());
    let text = match format {
        Format::Markdown => {
            let options = MarkdownOptions { profile: Profile::Plain, context: Context::Quotation };
            export::markdown(&document, &annotations, options, opened.set.title(document.hash()))
        }
        Format::Jsonld => export::jsonld(&document, &annotations)?,
    };
    match output {
        None => Ok(text),
        Some(path) => {
            write_atomically(path, text.as_bytes())?;
            Ok(String::new())
        }
    }
}
