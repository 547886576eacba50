//! Looking through all texts and notes of the library, as plain functions for another thread.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::annotation::{Annotation, AnnotationSet};
use crate::document::{Document, DocumentHash};
use crate::store::Library;
use crate::text::{FindOptions, Haystack, TextRange, context, find};
use crate::ui::context::{ViewContext, Visit};
use crate::ui::locale::Word;

/// Hits listed of one text, and in all.
const MOST_IN_TEXT: usize = 20;
const MOST: usize = 300;
/// Characters shown on either side of a hit.
const CONTEXT_CHARS: usize = 16;

/// What is looked through, as it was when the dialog was opened.
pub(super) struct Shelf {
    library: Arc<Library>,
    sources: Vec<Source>,
    annotations: AnnotationSet,
    /// The document in the window, whose text need not be fetched.
    open: Option<Arc<Document>>,
    /// What a note is called.
    note_word: &'static str,
}

/// A document on the library's list.
struct Source {
    document: DocumentHash,
    title: String,
    path: Option<PathBuf>,
}

/// A place where the words are.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) visit: Visit,
    /// The words with those around them, and where they are.
    pub(super) text: String,
    pub(super) detail: String,
}

#[derive(Debug, Default)]
pub(super) struct Answer {
    /// By document, the one opened last first; notes before the text.
    pub(super) found: Vec<Found>,
    /// Not all are listed.
    pub(super) is_cut: bool,
}

impl Shelf {
    pub(super) fn of(ctx: &ViewContext<'_>) -> Self {
        let annotations = &ctx.session.annotations;
        let recent = ctx.session.library().recent().into_iter();
        let sources = recent.map(|document| Source {
            title: annotations.title(document.hash).map_or(document.title, str::to_owned),
            document: document.hash,
            path: document.path,
        });
        Self {
            library: ctx.session.library_handle(),
            sources: sources.collect(),
            annotations: annotations.clone(),
            open: ctx.document().cloned(),
            note_word: ctx.word(Word::Note),
        }
    }

    /// Everything that reads like `words`. Reads the disk.
    pub(super) fn search(&self, words: &str) -> Answer {
        let mut answer = Answer::default();
        let mut notes: BTreeMap<DocumentHash, Vec<Found>> = BTreeMap::new();
        for annotation in self.annotations.iter() {
            if let Some(found) = found_in_note(annotation, words) {
                notes.entry(annotation.document).or_default().push(found);
            }
        }
        for source in &self.sources {
            let mut found = notes.remove(&source.document).unwrap_or_default();
            for found in &mut found {
                found.visit.path.clone_from(&source.path);
                found.detail = format!("{} · {}", self.note_word, source.title);
            }
            let in_text = self.with_text(source.document, |text| found_in_text(text, words, source));
            let (in_text, is_cut) = in_text.unwrap_or_default();
            found.extend(in_text);
            answer.is_cut |= is_cut;
            answer.found.extend(found);
            if answer.found.len() > MOST {
                answer.found.truncate(MOST);
                answer.is_cut = true;
                break;
            }
        }
        answer
    }

    /// `None` where no text is kept.
    fn with_text<R>(&self, document: DocumentHash, look: impl FnOnce(&str) -> R) -> Option<R> {
        match self.open.as_ref().filter(|open| open.hash() == document) {
            Some(open) => Some(look(open.text())),
            None => self.library.text_of(document).map(|text| look(&text)),
        }
    }
}

/// Where the reader's own words on a text are like `words`: note and tags.
fn found_in_note(annotation: &Annotation, words: &str) -> Option<Found> {
    if annotation.note.is_empty() && annotation.tags.is_empty() {
        return None;
    }
    // A line end is never folded away: nothing is found across the two.
    let written = format!("{}\n{}", annotation.note, annotation.tags.join("\n"));
    let hit = find(&written, words, FindOptions::default()).into_iter().next()?;
    let visit = Visit {
        document: annotation.document,
        path: None,
        range: annotation.ranges.first().copied(),
        annotation: Some(annotation.id),
        query: String::new(),
    };
    Some(Found { visit, text: snippet(&written, hit), detail: String::new() })
}

/// The first hits in a text, and whether there are more.
fn found_in_text(text: &str, words: &str, source: &Source) -> (Vec<Found>, bool) {
    let hits = Haystack::new(text, FindOptions::default()).find(text, words);
    let found = hits.iter().take(MOST_IN_TEXT).map(|&hit| Found {
        visit: Visit {
            document: source.document,
            path: source.path.clone(),
            range: Some(hit),
            annotation: None,
            query: String::new(),
        },
        text: snippet(text, hit),
        detail: source.title.clone(),
    });
    (found.collect(), hits.len() > MOST_IN_TEXT)
}

/// The hit between the words around it, on one line.
fn snippet(text: &str, hit: TextRange) -> String {
    let (before, after) = context(text, hit, CONTEXT_CHARS);
    let whole = format!("{before}{}{after}", hit.of(text));
    let line: String = whole.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let is_cut_before = before.len() < hit.start();
    format!("{}{}", if is_cut_before { "…" } else { "" }, line.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{AnnotationId, MarkColor, MarkStyle, Timestamp};
    use uuid::Uuid;

    fn annotation(note: &str, tags: &[&str]) -> Annotation {
        Annotation {
            id: AnnotationId(Uuid::nil()),
            document: DocumentHash([0; 32]),
            ranges: vec![TextRange::new(3, 9)],
            exact: vec!["不觉".to_owned()],
            style: MarkStyle::Fill,
            color: MarkColor::Gamboge,
            note: note.to_owned(),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            created: Timestamp(0),
            modified: Timestamp(0),
        }
    }

    #[test]
    fn notes_and_tags_are_found_folded() {
        let found = |words: &str| found_in_note(&annotation("產業轉型\n最要紧", &["机制/课堂"]), words);
        assert_eq!(found("转型").map(|found| found.text), Some("產業轉型 最要紧 机制/课堂".to_owned()));
        assert!(found("课堂").is_some_and(|found| found.visit.annotation.is_some()));
        assert!(found("要紧机制").is_none() && found("不觉").is_none());
        assert!(found_in_note(&annotation("", &[]), "转型").is_none());
    }

    #[test]
    fn hits_in_a_text_are_listed_with_the_words_around_them() {
        let source = Source { document: DocumentHash([0; 32]), title: "春晓".to_owned(), path: None };
        let text = format!("{}春眠不觉晓\n处处闻啼鸟", "，".repeat(30));
        let (found, is_cut) = found_in_text(&text, "不觉", &source);
        let [found] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((found.text.as_str(), is_cut), ("…，，，，，，，，，，，，，，春眠不觉晓 处处闻啼鸟", false));
        assert_eq!(found.visit.range.map(|range| range.of(&text)), Some("不觉"));
        let (found, is_cut) = found_in_text(&"不觉".repeat(30), "不觉", &source);
        assert_eq!((found.len(), is_cut), (MOST_IN_TEXT, true));
    }
}
