//! What the library knows without asking the database: history, recent documents, drafts, counts.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use super::history::History;
use super::load::{Loaded, Visit};
use crate::annotation::{AnnotationId, AnnotationSet, Edit, Timestamp};
use crate::document::{BlockKind, Document, DocumentHash};

/// Longest name given to an untitled document, in code points.
const NAME_CHARS: usize = 60;

/// A document that was opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentDocument {
    pub hash: DocumentHash,
    /// The document's own title, else its first line. The reader's own title is in the [`AnnotationSet`].
    pub title: String,
    pub path: Option<PathBuf>,
    pub opened: Timestamp,
    pub n_annotations: usize,
}

#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) history: History,
    /// With the time each was written.
    pub(super) drafts: BTreeMap<String, (String, i64)>,
    visits: Vec<Visit>,
    removed: BTreeSet<DocumentHash>,
    n_annotations: HashMap<DocumentHash, usize>,
}

impl Memory {
    /// Takes over what was loaded but the set of annotations, which the session owns.
    pub(super) fn of(loaded: Loaded) -> (Self, AnnotationSet) {
        let Loaded { set, n_annotations, drafts, visits, history, .. } = loaded;
        let removed = set.removed().collect();
        (Self { history, drafts, visits, removed, n_annotations }, set)
    }

    /// Documents on the library's list, latest first. Of the versions of one file those older than the newest are listed
    /// only where something is written on them.
    pub(super) fn recent(&self) -> Vec<RecentDocument> {
        let mut paths = HashSet::new();
        let listed = self.visits.iter().filter(|visit| {
            let is_newest = visit.path.as_deref().is_none_or(|path| paths.insert(path));
            !self.removed.contains(&visit.document) && (is_newest || self.n_annotations(visit.document) > 0)
        });
        listed
            .map(|visit| RecentDocument {
                hash: visit.document,
                title: visit.name.clone(),
                path: visit.path.as_ref().map(PathBuf::from),
                opened: Timestamp(visit.opened),
                n_annotations: self.n_annotations(visit.document),
            })
            .collect()
    }

    /// Documents opened from `path` that have annotations, latest first, but for `document`.
    pub(super) fn annotated_at(&self, path: &str, document: DocumentHash) -> Vec<DocumentHash> {
        let there = self.visits.iter().filter(|visit| visit.path.as_deref() == Some(path));
        let others = there.map(|visit| visit.document).filter(|&other| other != document);
        others.filter(|&other| self.n_annotations(other) > 0).collect()
    }

    /// Documents that something is written on, with how much.
    pub(super) fn annotated(&self) -> impl Iterator<Item = (DocumentHash, usize)> {
        self.n_annotations.iter().map(|(&document, &n)| (document, n)).filter(|&(_, n)| n > 0)
    }

    fn n_annotations(&self, document: DocumentHash) -> usize {
        self.n_annotations.get(&document).copied().unwrap_or(0)
    }

    pub(super) fn is_removed(&self, document: DocumentHash) -> bool {
        self.removed.contains(&document)
    }

    /// Where and when a document was opened last.
    pub(super) fn visit(&mut self, visit: Visit) {
        self.visits.retain(|other| other.document != visit.document);
        self.visits.insert(0, visit);
    }

    /// The path a document was last opened from.
    pub(super) fn path_of(&self, document: DocumentHash) -> Option<String> {
        self.visits.iter().find(|visit| visit.document == document)?.path.clone()
    }

    /// Keeps counts and the list true after `forward`, whose inverse is `inverse`.
    pub(super) fn follow(&mut self, forward: &Edit, inverse: &Edit) {
        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        last_word(inverse, &mut before);
        last_word(forward, &mut after);
        for document in before.into_values().flatten() {
            let count = self.n_annotations.entry(document).or_default();
            *count = count.saturating_sub(1);
        }
        for document in after.into_values().flatten() {
            *self.n_annotations.entry(document).or_default() += 1;
        }
        self.follow_removal(forward);
    }

    fn follow_removal(&mut self, edit: &Edit) {
        match edit {
            Edit::SetRemoved { document, removed: true } => {
                self.removed.insert(*document);
            }
            Edit::SetRemoved { document, removed: false } => {
                self.removed.remove(document);
            }
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.follow_removal(edit)),
            _ => {}
        }
    }
}

/// What is shown for a document: its own title, else the first line of its text.
pub(super) fn name_of(document: &Document) -> String {
    let title = document.metadata().title.clone();
    let title = title.or_else(|| {
        let block = document
            .blocks()
            .iter()
            .find(|block| !matches!(block.kind, BlockKind::Source | BlockKind::Editor) && !block.range.is_empty())?;
        Some(document.slice(block.range).to_owned())
    });
    let title = title.unwrap_or_else(|| document.text().to_owned());
    let line = title.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.chars().take(NAME_CHARS).collect()
}

/// Where each annotation that `edit` names stands after it; `None`: nowhere.
fn last_word(edit: &Edit, seen: &mut BTreeMap<AnnotationId, Option<DocumentHash>>) {
    match edit {
        Edit::Put(annotation) => {
            seen.insert(annotation.id, Some(annotation.document));
        }
        Edit::Remove(id) => {
            seen.insert(*id, None);
        }
        Edit::Batch(edits) => edits.iter().for_each(|edit| last_word(edit, seen)),
        _ => {}
    }
}
