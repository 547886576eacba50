//! Everything the reader keeps, in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::{Annotation, AnnotationId, CorrectionId, Edit, EntityCorrection, EntityName, Link, Relations, Unplaced};
use crate::document::DocumentHash;

/// Annotations, corrections and titles. Changed only by [`AnnotationSet::apply`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotationSet {
    annotations: BTreeMap<AnnotationId, Annotation>,
    corrections: BTreeMap<CorrectionId, EntityCorrection>,
    titles: BTreeMap<DocumentHash, String>,
    removed: BTreeSet<DocumentHash>,
    unplaced: BTreeMap<AnnotationId, Unplaced>,
    relations: BTreeMap<AnnotationId, Relations>,
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

    /// The reader's own titles, by document.
    pub fn titles(&self) -> impl Iterator<Item = (DocumentHash, &str)> {
        self.titles.iter().map(|(&document, title)| (document, title.as_str()))
    }

    /// Whether the reader took the document off the library's list.
    pub fn is_removed(&self, document: DocumentHash) -> bool {
        self.removed.contains(&document)
    }

    /// Documents taken off the library's list.
    pub fn removed(&self) -> impl Iterator<Item = DocumentHash> {
        self.removed.iter().copied()
    }

    /// What is known of an annotation whose place was lost; `None` of one that has its place, and of one deleted.
    pub fn unplaced(&self, id: AnnotationId) -> Option<&Unplaced> {
        self.annotations.get(&id).filter(|annotation| annotation.is_empty())?;
        self.unplaced.get(&id)
    }

    /// What an annotation is about and linked with; `None` of one that has nothing of the kind, and of one deleted.
    pub fn relations(&self, id: AnnotationId) -> Option<&Relations> {
        self.annotations.get(&id)?;
        self.relations.get(&id)
    }

    /// Annotations that are linked to `id`, by id.
    pub fn linked_to(&self, id: AnnotationId) -> impl Iterator<Item = &Annotation> {
        let sought = Link::Annotation(id);
        let linked = self.relations.iter().filter(move |(_, relations)| relations.links.contains(&sought));
        linked.filter_map(|(id, _)| self.annotations.get(id))
    }

    /// Notes about entities, of every document, each with its entity.
    pub fn on_entities(&self) -> impl Iterator<Item = (&EntityName, &Annotation)> {
        let about = self.relations.iter().filter_map(|(id, relations)| Some((id, relations.entity()?)));
        about.filter_map(|(id, entity)| Some((entity, self.annotations.get(id)?)))
    }

    /// Annotations that are linked with an entity, each with the entity, by id.
    pub fn linked_with_entities(&self) -> impl Iterator<Item = (&EntityName, &Annotation)> {
        let all = self.relations.iter().flat_map(|(id, relations)| relations.links.iter().map(move |link| (id, link)));
        all.filter_map(|(id, link)| match link {
            Link::Entity(entity) => Some((entity, self.annotations.get(id)?)),
            Link::Annotation(_) => None,
        })
    }

    /// The edits that make this set the same as `other`, in order.
    pub fn edits_to(&self, other: &Self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let gone = self.annotations.keys().filter(|id| !other.annotations.contains_key(id));
        edits.extend(gone.map(|&id| Edit::Remove(id)));
        let changed = other.annotations.values().filter(|a| self.annotations.get(&a.id) != Some(a));
        edits.extend(changed.map(|a| Edit::Put(Box::new(a.clone()))));
        let gone = self.corrections.keys().filter(|id| !other.corrections.contains_key(id));
        edits.extend(gone.map(|&id| Edit::RemoveCorrection(id)));
        let changed = other.corrections.values().filter(|c| self.corrections.get(&c.id) != Some(c));
        edits.extend(changed.map(|c| Edit::PutCorrection(Box::new(c.clone()))));
        let gone = self.titles.keys().filter(|document| !other.titles.contains_key(document));
        edits.extend(gone.map(|&document| Edit::SetTitle { document, title: None }));
        let changed = other.titles.iter().filter(|(document, title)| self.titles.get(document) != Some(title));
        edits.extend(changed.map(|(&document, title)| Edit::SetTitle { document, title: Some(title.clone()) }));
        let differing = self.removed.symmetric_difference(&other.removed);
        edits.extend(
            differing.map(|&document| Edit::SetRemoved { document, removed: other.removed.contains(&document) }),
        );
        let gone = self.unplaced.keys().filter(|id| !other.unplaced.contains_key(id));
        edits.extend(gone.map(|&annotation| Edit::SetUnplaced { annotation, unplaced: None }));
        let changed = other.unplaced.iter().filter(|(id, unplaced)| self.unplaced.get(id) != Some(unplaced));
        edits.extend(changed.map(|(&annotation, unplaced)| {
            let unplaced = Some(Box::new(unplaced.clone()));
            Edit::SetUnplaced { annotation, unplaced }
        }));
        edits.extend(self.relation_edits_to(other));
        edits
    }

    fn relation_edits_to(&self, other: &Self) -> Vec<Edit> {
        let gone = self.relations.keys().filter(|id| !other.relations.contains_key(id));
        let gone = gone.map(|&annotation| Edit::SetRelations { annotation, relations: None });
        let changed = other.relations.iter().filter(|(id, relations)| self.relations.get(id) != Some(relations));
        gone.chain(changed.map(|(&id, relations)| Edit::relate(id, relations.clone()))).collect()
    }

    /// Applies `edit` and returns the edit that takes it back; `None` where nothing changes.
    pub fn apply(&mut self, edit: Edit) -> Option<Edit> {
        match edit {
            Edit::Put(annotation) => {
                let id = annotation.id;
                if self.annotations.get(&id) == Some(&*annotation) {
                    return None;
                }
                Some(match self.annotations.insert(id, *annotation) {
                    Some(previous) => Edit::Put(Box::new(previous)),
                    None => Edit::Remove(id),
                })
            }
            Edit::Remove(id) => self.annotations.remove(&id).map(|a| Edit::Put(Box::new(a))),
            Edit::PutCorrection(correction) => {
                let id = correction.id;
                if self.corrections.get(&id) == Some(&*correction) {
                    return None;
                }
                Some(match self.corrections.insert(id, *correction) {
                    Some(previous) => Edit::PutCorrection(Box::new(previous)),
                    None => Edit::RemoveCorrection(id),
                })
            }
            Edit::RemoveCorrection(id) => self.corrections.remove(&id).map(|c| Edit::PutCorrection(Box::new(c))),
            Edit::SetTitle { document, title } => {
                if self.titles.get(&document) == title.as_ref() {
                    return None;
                }
                let previous = match title {
                    Some(title) => self.titles.insert(document, title),
                    None => self.titles.remove(&document),
                };
                Some(Edit::SetTitle { document, title: previous })
            }
            Edit::SetRemoved { document, removed } => {
                let changed = if removed { self.removed.insert(document) } else { self.removed.remove(&document) };
                changed.then_some(Edit::SetRemoved { document, removed: !removed })
            }
            Edit::SetUnplaced { annotation, unplaced } => {
                if self.unplaced.get(&annotation) == unplaced.as_deref() {
                    return None;
                }
                let previous = match unplaced {
                    Some(unplaced) => self.unplaced.insert(annotation, *unplaced),
                    None => self.unplaced.remove(&annotation),
                };
                Some(Edit::SetUnplaced { annotation, unplaced: previous.map(Box::new) })
            }
            Edit::SetRelations { annotation, relations } => {
                if self.relations.get(&annotation) == relations.as_deref() {
                    return None;
                }
                let previous = match relations {
                    Some(relations) => self.relations.insert(annotation, *relations),
                    None => self.relations.remove(&annotation),
                };
                Some(Edit::SetRelations { annotation, relations: previous.map(Box::new) })
            }
            Edit::Batch(edits) => {
                let mut inverses: Vec<_> = edits.into_iter().filter_map(|edit| self.apply(edit)).collect();
                inverses.reverse();
                (!inverses.is_empty()).then_some(Edit::Batch(inverses))
            }
        }
    }
}
