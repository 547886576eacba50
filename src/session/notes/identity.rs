//! Who is who: a note that was brought before is known again, and no note takes the place of another.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::annotation::{AnnotationId, AnnotationSet};
use crate::document::DocumentHash;
use crate::import::notes::{ImportedNote, NotesFormat};

/// The ids of the notes of one file that are brought to one document.
pub(super) struct Identities<'a> {
    format: NotesFormat,
    document: DocumentHash,
    /// Notes that would have the same id, by it.
    seen: HashMap<Uuid, Vec<&'a ImportedNote>>,
}

impl<'a> Identities<'a> {
    pub(super) fn new(format: NotesFormat, document: DocumentHash) -> Self {
        Self { format, document, seen: HashMap::new() }
    }

    /// An id that nothing in `set` has and that the same note gets again next time; `None` where the note is on the
    /// document already, or came before in the file.
    pub(super) fn new_id(&mut self, note: &'a ImportedNote, set: &AnnotationSet) -> Option<AnnotationId> {
        let base = self.base(note);
        let alike = self.seen.entry(base).or_default();
        if alike.contains(&note) {
            return None;
        }
        // Known by the same, but not the same: two records of one passage with two notes.
        let nth = alike.len();
        alike.push(note);
        let own = if nth == 0 { base } else { derived(&["nth", &base.to_string(), &nth.to_string()]) };
        // The same note may be brought to two texts; each has one of its own.
        let here = derived(&["document", &own.to_string(), &self.document.to_string()]);
        let ids = [own, here].map(AnnotationId);
        let is_on_document = |id| set.get(id).is_some_and(|annotation| annotation.document == self.document);
        if ids.into_iter().any(is_on_document) {
            return None;
        }
        ids.into_iter().find(|&id| set.get(id).is_none())
    }

    /// The source's own UUID, else one made of what the source knows the note by, else of all that it says.
    fn base(&self, note: &ImportedNote) -> Uuid {
        let id = note.id.as_deref().unwrap_or_default();
        if let Ok(uuid) = Uuid::try_parse(id) {
            return uuid;
        }
        if !id.is_empty() {
            return derived(&[self.format.name(), id]);
        }
        let positions: Vec<_> = note.passages.iter().map(|passage| passage.position).collect();
        let facts = format!("{positions:?} {:?}", note.created);
        let title = note.title.as_deref().unwrap_or_default();
        let mut said = vec![self.format.name(), "", title, note.note.as_str(), facts.as_str()];
        for passage in &note.passages {
            said.extend([&passage.prefix, &passage.quote, &passage.suffix].map(String::as_str));
        }
        derived(&said)
    }
}

/// A UUID of version 8 made of a hash (RFC 9562, 5.8 and B.2). Each part's length goes before it, so that no two lists are
/// one string.
fn derived(parts: &[&str]) -> Uuid {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let digest: [u8; 32] = hash.finalize().into();
    let bytes = digest.first_chunk::<16>().copied().unwrap_or_default();
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_of_version_8_and_stay() {
        let id = derived(&["kindle", "春"]);
        assert_eq!((id.get_version_num(), id), (8, derived(&["kindle", "春"])));
        assert_ne!(derived(&["ab", "c"]), derived(&["a", "bc"]));
    }

    #[test]
    fn the_same_note_has_the_same_id() {
        let set = AnnotationSet::default();
        let document = DocumentHash([1; 32]);
        let note = |id: Option<&str>, said: &str| ImportedNote {
            id: id.map(str::to_owned),
            note: said.to_owned(),
            ..ImportedNote::default()
        };
        let notes =
            [note(Some("a"), "一"), note(Some("a"), "二"), note(None, "一"), note(None, "二"), note(Some("a"), "一")];
        let ids = || {
            let mut identities = Identities::new(NotesFormat::Readwise, document);
            notes.iter().map(|note| identities.new_id(note, &set)).collect::<Vec<_>>()
        };
        let first = ids();
        assert_eq!(first, ids());
        assert_eq!(first.last(), Some(&None), "the same twice");
        let distinct: std::collections::BTreeSet<_> = first.iter().flatten().collect();
        assert_eq!(distinct.len(), 4);
        let uuid = "3f9a0001-0000-0000-0000-000000000000";
        let own = note(Some(&format!("urn:uuid:{uuid}")), "");
        let mut identities = Identities::new(NotesFormat::W3c, document);
        assert_eq!(identities.new_id(&own, &set).map(|id| id.0.to_string()).as_deref(), Some(uuid));
    }
}
