//! Notes from elsewhere brought to a document: each is looked for by its quotation and what stands around it, and placed
//! only where there is no doubt. Pure: what comes out is one edit, which is undone as a whole.

mod haystack;
mod identity;
mod likeness;
mod locate;
mod quote;
mod rank;
#[cfg(test)]
mod tests;

pub use quote::quote_places;

use crate::annotation::{Annotation, AnnotationId, AnnotationSet, Edit, Timestamp};
use crate::document::Document;
use crate::import::notes::{ImportedNote, Notes};
use crate::text::TextRange;
use haystack::Haystack;
use identity::Identities;
use locate::{Located, locate};

/// What became of the notes of a file. Each is in exactly one of these.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brought {
    /// Puts the matched notes on the document; `None` where there are none.
    pub edit: Option<Edit>,
    pub matched: Vec<Matched>,
    pub in_doubt: Vec<InDoubt>,
    pub unmatched: Vec<Unmatched>,
    /// Notes that an earlier import brought, or that stand in the file twice.
    pub n_already: usize,
}

impl Brought {
    /// Notes in the file.
    pub fn n_read(&self) -> usize {
        self.matched.len() + self.in_doubt.len() + self.unmatched.len() + self.n_already
    }
}

/// A note that has its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matched {
    pub id: AnnotationId,
    /// From the first passage's start to the last one's end; `None` of a note on the whole document.
    pub range: Option<TextRange>,
    /// As [`crate::anchoring::quotation_score`]: 1 − edit distance/length after folding.
    pub score: f32,
}

/// A note whose place the reader must confirm: it is not on the document.
#[derive(Clone, Debug, PartialEq)]
pub struct InDoubt {
    pub note: ImportedNote,
    /// The best place.
    pub range: TextRange,
    pub score: f32,
}

/// A note that has no place in this document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    pub note: ImportedNote,
}

/// Looks for `notes` in `document`. `set` is what the reader keeps already: nothing in it is touched. `now` is when notes
/// were made that do not say so.
pub fn bring(notes: &Notes, document: &Document, set: &AnnotationSet, now: Timestamp) -> Brought {
    let text = Haystack::new(document.text());
    let mut identities = Identities::new(notes.format, document.hash());
    let mut brought = Brought::default();
    let mut edits = Vec::new();
    for note in &notes.notes {
        let Some(id) = identities.new_id(note, set) else {
            brought.n_already += 1;
            continue;
        };
        match find(&text, document, note) {
            Found::Placed(ranges) => {
                let range = span(&ranges);
                edits.push(Edit::Put(Box::new(annotation(id, note, document, ranges, now))));
                if !note.relations.is_empty() {
                    edits.push(Edit::relate(id, note.relations.clone()));
                }
                brought.matched.push(Matched { id, range, score: 1.0 });
            }
            Found::InDoubt(range, score) => brought.in_doubt.push(InDoubt { note: note.clone(), range, score }),
            Found::Nowhere => brought.unmatched.push(Unmatched { note: note.clone() }),
        }
    }
    brought.edit = (!edits.is_empty()).then_some(Edit::Batch(edits));
    brought
}

enum Found {
    /// Sorted and disjoint; none of a note on the whole document.
    Placed(Vec<TextRange>),
    InDoubt(TextRange, f32),
    Nowhere,
}

/// A note of several passages has its place where all have theirs.
fn find(text: &Haystack, document: &Document, note: &ImportedNote) -> Found {
    if note.passages.is_empty() {
        return if is_about(note, document) { Found::Placed(Vec::new()) } else { Found::Nowhere };
    }
    let is_its_text = note.document == Some(document.hash());
    let mut ranges = Vec::new();
    let (mut score, mut is_doubtful) = (1.0_f32, false);
    for passage in &note.passages {
        match locate(text, document, passage, is_its_text) {
            Located::Placed(range) => ranges.push(range),
            Located::InDoubt(range, likeness) => {
                ranges.push(range);
                score = score.min(likeness);
                is_doubtful = true;
            }
            Located::Nowhere => {
                score = 0.0;
                is_doubtful = true;
            }
        }
    }
    let ranges = disjoint(ranges);
    match span(&ranges) {
        Some(range) if is_doubtful => Found::InDoubt(range, score),
        Some(_) => Found::Placed(ranges),
        None => Found::Nowhere,
    }
}

/// Whether a note without a passage is on this document: its source must name it.
fn is_about(note: &ImportedNote, document: &Document) -> bool {
    let page = |url: &str| url.split('#').next().unwrap_or_default().to_owned();
    let is_its_page =
        note.url.is_some() && note.url.as_deref().map(page) == document.metadata().url.as_deref().map(page);
    match note.document {
        Some(hash) => hash == document.hash(),
        None => is_its_page,
    }
}

/// Sorted; those that overlap are made one.
fn disjoint(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_unstable();
    let mut disjoint: Vec<TextRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match disjoint.last_mut() {
            Some(last) if range.start() < last.end() => {
                *last = TextRange::new(last.start(), last.end().max(range.end()));
            }
            _ => disjoint.push(range),
        }
    }
    disjoint
}

fn span(ranges: &[TextRange]) -> Option<TextRange> {
    Some(TextRange::new(ranges.first()?.start(), ranges.last()?.end()))
}

fn annotation(
    id: AnnotationId,
    note: &ImportedNote,
    document: &Document,
    ranges: Vec<TextRange>,
    now: Timestamp,
) -> Annotation {
    let created = note.created.or(note.modified).unwrap_or(now);
    Annotation {
        id,
        document: document.hash(),
        exact: ranges.iter().map(|&range| document.slice(range).to_owned()).collect(),
        ranges,
        style: note.style.unwrap_or_default(),
        color: note.color.unwrap_or_default(),
        note: note.note.clone(),
        tags: note.tags.clone(),
        created,
        modified: note.modified.unwrap_or(created),
    }
}
