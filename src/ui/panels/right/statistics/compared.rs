//! The comparison of the open document with others that the library keeps, worked out beside the window.

use std::sync::Arc;

use crate::analysis::statistics::{Compared, Comparison, Entry, StopWords, Value, compare};
use crate::analysis::{Analysis, Monitor, analyze};
use crate::annotation::EntityCorrection;
use crate::document::{Document, DocumentHash};
use crate::session::kept_document;
use crate::store::Library;
use crate::ui::panels::right::tsv::Tsv;

use super::computed::Asked;
use super::figures::raw;

/// Words in each list.
const N_WORDS: usize = 50;

/// The documents, the open one first, and what has come of comparing them.
pub(super) struct Beside {
    pub(super) sides: Vec<Column>,
    pub(super) comparison: Comparison,
}

/// What is told of one document.
pub(super) struct Column {
    pub(super) title: String,
    pub(super) entries: Vec<Entry>,
}

/// One of the documents while they are compared.
pub(super) struct Side {
    document: Arc<Document>,
    analysis: Arc<Analysis>,
}

impl Side {
    pub(super) fn open(document: Arc<Document>, analysis: Arc<Analysis>) -> Self {
        Self { document, analysis }
    }

    fn column(&self) -> Column {
        let first_line = || self.document.blocks().first().map(|block| self.document.slice(block.range));
        let title = self.document.metadata().title.as_deref().or_else(first_line).unwrap_or_default();
        Column { title: title.chars().take(40).collect(), entries: self.analysis.statistics.entries() }
    }
}

/// Reads and analyses the documents `chosen` and compares them with `open`; a document that is no longer kept is left
/// out. `None` when nobody waits any more.
pub(super) fn compared(
    open: Side,
    chosen: &[DocumentHash],
    library: &Library,
    corrections: &[EntityCorrection],
    stop_words: &StopWords,
    asked: &Asked,
) -> Option<Beside> {
    let mut sides = vec![open];
    for &hash in chosen {
        let Some(document) = kept_document(library, hash) else { continue };
        let analysis = analyze(&document, corrections, asked)?;
        sides.push(Side { document: Arc::new(document), analysis: Arc::new(analysis) });
    }
    let texts: Vec<Compared<'_>> =
        sides.iter().map(|side| Compared { document: &side.document, analysis: &side.analysis }).collect();
    let comparison = compare(&texts, stop_words, N_WORDS);
    Some(Beside { sides: sides.iter().map(Side::column).collect(), comparison })
}

impl Monitor for Asked {
    fn is_cancelled(&self) -> bool {
        self.is_over()
    }

    fn progress(&self, _done: usize, _total: usize) {}
}

/// The same columns as `quandian compare --tsv`.
pub(super) fn tsv(beside: &Beside) -> String {
    let mut header = vec!["kind", "name"];
    header.extend(beside.sides.iter().map(|side| side.title.as_str()));
    let mut table = Tsv::new(&header);
    let mut row = |kind: &str, name: &str, values: Vec<String>| {
        let mut cells = vec![kind.to_owned(), name.to_owned()];
        cells.extend(values);
        table.row(&cells);
    };
    let value = |entry: Option<&Entry>| match entry.map(|entry| entry.value) {
        Some(Value::Count(count)) => count.to_string(),
        Some(Value::Real(figure)) => raw(Some(figure)),
        Some(Value::Undefined) | None => String::new(),
    };
    for (idx, entry) in beside.sides.first().map(|side| side.entries.iter()).into_iter().flatten().enumerate() {
        row("figure", entry.key, beside.sides.iter().map(|side| value(side.entries.get(idx))).collect());
    }
    for word in &beside.comparison.shared {
        row("shared", &word.word, word.n.iter().map(u32::to_string).collect());
    }
    for (idx, words) in beside.comparison.distinctive.iter().enumerate() {
        for word in words {
            let figure = |side: usize| {
                if side == idx { word.keyness.log_likelihood.to_string() } else { String::new() }
            };
            row("distinctive", &word.word, (0..beside.sides.len()).map(figure).collect());
        }
    }
    table.finish()
}
