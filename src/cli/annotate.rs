//! `quandian annotate` and `quandian export`.

use std::path::Path;
use std::sync::Arc;

use quandian::analysis::{Unwatched, analyze};
use quandian::annotation::{
    Annotation, AnnotationId, AnnotationSet, Edit, EntityName, Link, Relations, Subject, Timestamp,
};
use quandian::document::{Document, Metadata};
use quandian::export::{self, Context, MarkdownOptions, Profile};
use quandian::store::{DataDir, Library, Opened, Reading};
use quandian::text::TextRange;
use serde_json::{Value, json};
use uuid::Uuid;

use super::args::{AnnotateAction, Format, Place};
use super::json::{annotation_record, pretty};
use super::{Failure, document, import_notes, reanchor, tell};

pub(super) fn annotate(file: &Path, data_dir: Option<&Path>, action: AnnotateAction) -> Result<String, Failure> {
    let document = Arc::new(document::read(file)?.document);
    let dir = DataDir::resolve(data_dir)?;
    if matches!(action, AnnotateAction::List) {
        let opened = Library::open_to_read_part(&dir, Reading::Document(document.hash()))?;
        tell(&opened.notices);
        let rows = opened
            .set
            .of(document.hash())
            .into_iter()
            .map(|a| annotation_record(&document, a, opened.set.relations(a.id)))
            .collect();
        return pretty(&Value::Array(rows));
    }
    if let AnnotateAction::Import { notes } = &action {
        return import_notes::import(&document, &dir, notes);
    }
    if let AnnotateAction::Reanchor { new, apply } = &action {
        return reanchor::reanchor(&document, new, &dir, *apply);
    }
    let part = match action {
        // What is taken back may have been done anywhere, and links lead anywhere.
        AnnotateAction::Undo | AnnotateAction::Redo | AnnotateAction::Link { .. } => Reading::All,
        _ => Reading::Document(document.hash()),
    };
    let mut opened = Library::open_to_edit_part(&dir, part)?;
    tell(&opened.notices);
    let concerned = change(&mut opened, &document, action)?;
    opened.library.flush();
    if let Some(failure) = opened.library.failure() {
        return Err(failure.reason.into());
    }
    let text = text_of(&opened, &document, &concerned)?;
    pretty(&annotation_record(&text, &concerned, opened.set.relations(concerned.id)))
}

/// The text that `annotation` is on: what was undone or done again may have been on another one than `document`.
fn text_of(opened: &Opened, document: &Arc<Document>, annotation: &Annotation) -> Result<Arc<Document>, Failure> {
    if annotation.document == document.hash() {
        return Ok(Arc::clone(document));
    }
    let text = opened.library.text_of(annotation.document).ok_or("the text of the annotation is not kept any more")?;
    Ok(Arc::new(Document::new(text, Vec::new(), Metadata::default())))
}

/// Makes the change and gives the annotation it concerns.
fn change(opened: &mut Opened, document: &Arc<Document>, action: AnnotateAction) -> Result<Annotation, Failure> {
    match action {
        AnnotateAction::Add { place, style, color, note, tags } => {
            let (ranges, relations) = subject_of(opened, document, &place)?;
            let now = Timestamp(jiff::Timestamp::now().as_microsecond());
            let annotation = Annotation {
                id: AnnotationId(Uuid::new_v4()),
                document: document.hash(),
                exact: ranges.iter().map(|&range| document.slice(range).to_owned()).collect(),
                ranges,
                style,
                color,
                note,
                tags: distinct(tags),
                created: now,
                modified: now,
            };
            let put = Edit::Put(Box::new(annotation.clone()));
            let edit = match relations {
                Some(relations) => Edit::Batch(vec![put, Edit::relate(annotation.id, relations)]),
                None => put,
            };
            record(opened, document, edit);
            Ok(annotation)
        }
        AnnotateAction::Remove { id } => {
            let annotation = existing(opened, document, &id)?;
            record(opened, document, Edit::Remove(annotation.id));
            Ok(annotation)
        }
        AnnotateAction::Link { id, to, entities, remove } => {
            let annotation = existing(opened, document, &id)?;
            let links = links(opened, document, &to, &entities)?;
            let mut relations = opened.set.relations(annotation.id).cloned().unwrap_or_default();
            for link in links {
                relations = if remove { relations.without(&link) } else { relations.with(link).unwrap_or(relations) };
            }
            record(opened, document, Edit::relate(annotation.id, relations));
            Ok(annotation)
        }
        AnnotateAction::Undo => step(opened, Library::undo, Library::redo, "there is nothing to undo"),
        AnnotateAction::Redo => step(opened, Library::redo, Library::undo, "there is nothing to redo"),
        AnnotateAction::List => Err("a list changes nothing".into()),
        AnnotateAction::Reanchor { .. } => {
            Err("annotations are brought to another text as one change of their own".into())
        }
        AnnotateAction::Import { .. } => Err("notes are brought as one change of their own".into()),
    }
}

/// The annotation of this document that has the id.
fn existing(opened: &Opened, document: &Document, id: &str) -> Result<Annotation, Failure> {
    let id =
        Uuid::parse_str(id).map(AnnotationId).map_err(|_unreadable| format!("an annotation has no such id: {id}"))?;
    let found = opened.set.get(id).filter(|annotation| annotation.document == document.hash()).cloned();
    found.ok_or_else(|| format!("this document has no such annotation: {}", id.0).into())
}

/// The ranges that `place` names, and what else is to be kept of it.
fn subject_of(
    opened: &Opened,
    document: &Document,
    place: &Place,
) -> Result<(Vec<TextRange>, Option<Relations>), Failure> {
    if let Some((start, end)) = place.start.zip(place.end) {
        return Ok((vec![checked_range(document, start, end)?], None));
    }
    if let Some(number) = place.paragraph {
        let block = document.blocks().iter().find(|block| block.number == Some(number));
        let block = block.ok_or_else(|| format!("there is no paragraph {number}"))?;
        let relations = Relations { subject: Subject::Paragraph, ..Relations::default() };
        return Ok((vec![block.range], Some(relations)));
    }
    let entity = place.entity.as_ref().map(|name| entity_named(opened, document, name)).transpose()?;
    Ok((Vec::new(), entity.map(Relations::about)))
}

fn links(opened: &Opened, document: &Document, to: &[String], entities: &[String]) -> Result<Vec<Link>, Failure> {
    if to.is_empty() && entities.is_empty() {
        return Err("nothing to link with: give --to ID or --entity NAME".into());
    }
    let mut links = Vec::new();
    for id in to {
        // Links lead across documents too.
        let known = Uuid::parse_str(id).ok().map(AnnotationId).filter(|&id| opened.set.get(id).is_some());
        links.push(Link::Annotation(known.ok_or_else(|| format!("the library has no such annotation: {id}"))?));
    }
    for name in entities {
        links.push(Link::Entity(entity_named(opened, document, name)?));
    }
    Ok(links)
}

/// The entity of the text that goes by `name`.
fn entity_named(opened: &Opened, document: &Document, name: &str) -> Result<EntityName, Failure> {
    let corrections: Vec<_> = opened.set.corrections().cloned().collect();
    let analysis = analyze(document, &corrections, &Unwatched).ok_or("the analysis did not come to its end")?;
    let found = analysis.entities.iter().filter(|entity| !entity.mentions.is_empty());
    let mut found = found.filter(|entity| entity.name == name || entity.aliases.iter().any(|alias| alias == name));
    let entity = found.next().ok_or_else(|| format!("this text mentions no such entity: {name}"))?;
    Ok(EntityName { kind: entity.kind, name: entity.name.clone() })
}

/// Tags without blanks and # around them, none empty, none twice.
fn distinct(given: Vec<String>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in given {
        let tag = tag.trim().trim_start_matches('#').trim_matches('/').trim();
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn checked_range(document: &Document, start: usize, end: usize) -> Result<TextRange, Failure> {
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

type Step = fn(&Library, &mut AnnotationSet) -> Option<Edit>;

/// Undoes or redoes; the annotation concerned is looked for on both sides of the change. A change to something else, made
/// in the window, is left to it.
fn step(opened: &mut Opened, go: Step, back: Step, nothing: &str) -> Result<Annotation, Failure> {
    let before = opened.set.clone();
    let edit = go(&opened.library, &mut opened.set).ok_or_else(|| nothing.to_owned())?;
    let Some(id) = concerned(&edit) else {
        back(&opened.library, &mut opened.set);
        return Err("the change is not to an annotation: take it back or do it again in the window".into());
    };
    let found = opened.set.get(id).or_else(|| before.get(id)).cloned();
    found.ok_or_else(|| "the annotation is not there any more".into())
}

fn concerned(edit: &Edit) -> Option<AnnotationId> {
    match edit {
        Edit::Put(annotation) => Some(annotation.id),
        Edit::Remove(id) => Some(*id),
        Edit::SetUnplaced { annotation, .. } | Edit::SetRelations { annotation, .. } => Some(*annotation),
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
    let opened = Library::open_to_read_part(&DataDir::resolve(data_dir)?, Reading::Document(document.hash()))?;
    tell(&opened.notices);
    let annotations = opened.set.of(document.hash());
    let text = match format {
        Format::Markdown => {
            let options = MarkdownOptions { profile: Profile::Plain, context: Context::Quotation };
            export::markdown(&document, &annotations, options, opened.set.title(document.hash()))
        }
        Format::Jsonld => export::jsonld(&document, &annotations, &opened.set)?,
    };
    match output {
        None => Ok(text),
        Some(path) => {
            document::write(path, text.as_bytes())?;
            let output = path.display().to_string();
            pretty(&json!({ "output": output, "n_annotations": annotations.len() }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_distinct() {
        let given = ["#a/b", "a/b", " ", "/", "c d "].map(str::to_owned).to_vec();
        assert_eq!(distinct(given), ["a/b", "c d"]);
    }
}
