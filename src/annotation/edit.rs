//! A reversible change.

use super::{Annotation, AnnotationId, CorrectionId, EntityCorrection, Relations, Unplaced};
use crate::document::DocumentHash;

/// One reversible change to what the reader keeps. [`super::AnnotationSet::apply`] returns its inverse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Adds the annotation or replaces the one with its id.
    Put(Box<Annotation>),
    Remove(AnnotationId),
    PutCorrection(Box<EntityCorrection>),
    RemoveCorrection(CorrectionId),
    /// The reader's own title for a document; `None` takes it away.
    SetTitle {
        document: DocumentHash,
        title: Option<String>,
    },
    /// Takes a document off the library's list, or puts it back. What was written on it is kept either way.
    SetRemoved {
        document: DocumentHash,
        removed: bool,
    },
    /// Notes that the place of an annotation is not known; `None` takes the note away.
    SetUnplaced {
        annotation: AnnotationId,
        unplaced: Option<Box<Unplaced>>,
    },
    /// What an annotation is about and linked with; `None` takes it away.
    SetRelations {
        annotation: AnnotationId,
        relations: Option<Box<Relations>>,
    },
    /// Several changes that are done and undone together, in order.
    Batch(Vec<Self>),
}

impl Edit {
    /// How many changes it is made of.
    pub fn n_changes(&self) -> usize {
        match self {
            Self::Batch(edits) => edits.iter().map(Self::n_changes).sum(),
            _ => 1,
        }
    }

    /// Sets what an annotation is about and linked with; relations that say nothing are none.
    pub fn relate(annotation: AnnotationId, relations: Relations) -> Self {
        let relations = (!relations.is_empty()).then(|| Box::new(relations));
        Self::SetRelations { annotation, relations }
    }
}
