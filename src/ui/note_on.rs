//! Notes on what is no words of the text: the whole document, a paragraph, an entity; and words copied with their source.

use egui::Context;
use uuid::Uuid;

use super::app::Interface;
use super::context::{Focus, NoteSubject};
use crate::annotation::{Annotation, AnnotationId, Edit, EntityName, Relations, Subject};
use crate::document::Document;
use crate::export;
use crate::session::Command;
use crate::text::TextRange;

impl Interface {
    /// Opens the note on `subject`, which is made where there is none.
    pub(super) fn note_on(&mut self, subject: NoteSubject) {
        // First, so that a note made now is the last edit, and goes when it is given up.
        self.keep_note();
        let Some(document) = self.session.open.as_ref().map(|open| open.document.clone()) else { return };
        let Some((ranges, relations)) = self.subject(subject, &document) else { return };
        if let Some(known) = self.note_about(&document, &ranges, &relations) {
            self.open_note(known, None, false);
            return;
        }
        let now = super::now();
        let last = self.session.settings.last_mark;
        let annotation = Annotation {
            id: AnnotationId(Uuid::new_v4()),
            document: document.hash(),
            exact: ranges.iter().map(|&range| document.slice(range).to_owned()).collect(),
            ranges,
            style: last.style,
            color: last.color,
            note: String::new(),
            tags: Vec::new(),
            created: now,
            modified: now,
        };
        let id = annotation.id;
        let edits = vec![Edit::Put(Box::new(annotation)), Edit::relate(id, relations)];
        let before = self.session.library().last_edit();
        self.run(Command::Annotate(Edit::Batch(edits)));
        let made_by = self.session.library().last_edit();
        self.view.selection = None;
        self.open_note(id, (made_by != before).then_some(made_by), false);
    }

    /// The ranges that a note on `subject` has, and what else is kept of it.
    fn subject(&self, subject: NoteSubject, document: &Document) -> Option<(Vec<TextRange>, Relations)> {
        match subject {
            NoteSubject::Document => Some((Vec::new(), Relations::default())),
            NoteSubject::Paragraph => {
                let selected = self.view.selection.map(|selection| selection.raw().start());
                let focused = match self.view.focus {
                    Focus::Annotation(id) => self.session.annotations.get(id).filter(|it| !it.is_empty()),
                    _ => None,
                };
                let at = selected.or(focused.map(Annotation::start)).unwrap_or(self.view.visible.start());
                let block = document.blocks().get(document.block_idx_at(at)?)?;
                Some((vec![block.range], Relations { subject: Subject::Paragraph, links: Vec::new() }))
            }
            NoteSubject::Entity(id) => {
                let entity = self.session.analysis.as_ref()?.entities.get(id.0 as usize)?;
                Some((Vec::new(), Relations::about(EntityName { kind: entity.kind, name: entity.name.clone() })))
            }
        }
    }

    /// The note there is on the same: one is written on, not a second one made.
    fn note_about(&self, document: &Document, ranges: &[TextRange], wanted: &Relations) -> Option<AnnotationId> {
        let set = &self.session.annotations;
        let found = set.of(document.hash()).into_iter().find(|annotation| {
            let subject = set.relations(annotation.id).map_or(&Subject::Text, |relations| &relations.subject);
            let is_placed = set.unplaced(annotation.id).is_none();
            is_placed && annotation.ranges == ranges && *subject == wanted.subject
        });
        found.map(|annotation| annotation.id)
    }

    /// Copies the words of an annotation, else of the selection or of the mark in focus, with where they are from.
    pub(super) fn copy_with_source(&self, id: Option<AnnotationId>, egui: &Context) {
        let Some(open) = &self.session.open else { return };
        let document = &open.document;
        let selected = self.view.selection.and_then(|selection| selection.trimmed(document));
        let focused = match self.view.focus {
            Focus::Annotation(id) => Some(id),
            _ => None,
        };
        let (words, start) = match (id, selected) {
            (None, Some(range)) => (document.slice(range).to_owned(), range.start()),
            (id, _) => {
                let annotation = id.or(focused).and_then(|id| self.session.annotations.get(id));
                let Some(annotation) = annotation.filter(|annotation| !annotation.exact.is_empty()) else { return };
                (annotation.exact.join("…"), annotation.start())
            }
        };
        let title = self.session.annotations.title(document.hash());
        let number = document.block_idx_at(start).and_then(|idx| document.blocks().get(idx)).and_then(|it| it.number);
        egui.copy_text(export::cited(&words, document.metadata(), title, number));
    }
}
