//! Everything the reader keeps, in memory.

use std::collections::BTreeMap;

use super::{Annotation, AnnotationId, CorrectionId, Edit, EntityCorrection};
use crate::document::DocumentHash;

/// Annotations, corrections and titles. Changed only by [`AnnotationSet::apply`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotationSet {
    annotations: BTreeMap<AnnotationId, Annotation>,
    corrections: BTreeMap<CorrectionId, EntityCorrection>,
    titles: BTreeMap<DocumentHash, String>,
}

impl AnnotationSet {
    pub fn get(&self, id: AnnotationId) -> Option<&Annotation> {
        self.annotations.get(&id)
    }

    /// All annotations, of every document, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Annotation> {
        self.annotations.values()
    }

    /// Annotations of one document by start, then longest first.
    pub fn of(&self, document: DocumentHash) -> Vec<&Annotation> {
        let mut found: Vec<_> = self.annotations.values().filter(|a| a.document == document).collect();
        found.sort_by_key(|a| (a.start(), std::cmp::Reverse(a.len()), a.created, a.id));
        found
    }

    pub fn corrections(&self) -> impl Iterator<Item = &EntityCorrection> {
        self.corrections.values()
    }

    /// The reader's own title for a document.
    pub fn title(&self, document: DocumentHash) -> Option<&str> {
        self.titles.get(&document).map(String::as_str)
    }

    /// Applies `edit` and returns the edit that takes it back; `None` where nothing changes.
    pub fn apply(&mut self, edit: Edit) -> Option<Edit> {
        match edit {
            Edit::Put(annotation) => {
                let id = annotation.id;
                Some(match self.annotations.insert(id, *annotation) {
                    Some(previous) => Edit::Put(Box::new(previous)),
                    None => Edit::Remove(id),
                })
            }
            Edit::Remove(id) => self.annotations.remove(&id).map(|a| Edit::Put(Box::new(a))),
            Edit::PutCorrection(correction) => {
                let id = correction.id;
                Some(match self.corrections.insert(id, *correction) {
                    Some(previous) => Edit::PutCorrection(Box::new(previous)),
                    None => Edit::RemoveCorrection(id),
                })
            }
            Edit::RemoveCorrection(id) => self.corrections.remove(&id).map(|c| Edit::PutCorrection(Box::new(c))),
            Edit::SetTitle { document, title } => {
                let previous = match title {
                    Some(title) => self.titles.insert(document, title),
                    None => self.titles.remove(&document),
                };
                Some(Edit::SetTitle { document, title: previous })
            }
            Edit::Batch(edits) => {
                let mut inverses: Vec<_> = edits.into_iter().filter_map(|edit| self.apply(edit)).collect();
                inverses.reverse();
                (!inverses.is_empty()).then_some(Edit::Batch(inverses))
            }
        }
    }
}
