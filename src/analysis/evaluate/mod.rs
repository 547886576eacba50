//! Scores the analysis against labelled data in public formats: names, a document with its table, expressions, speakers.
//!
//! Each reader knows its format by the text it is given, and answers `None` for a text of another format; who calls it
//! reads the files. Words are scored by [`super::words::evaluate`].

pub mod expressions;
pub mod names;
pub mod speaker_training;
pub mod speakers;
pub mod table;

use std::collections::BTreeSet;

use super::words::evaluate::Score;
use crate::document::{Block, BlockKind, Document, Metadata};
use crate::text::TextRange;

/// A document in which every line of `text` that is not empty is a paragraph.
pub(crate) fn document_of_lines(text: String, metadata: Metadata) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let range = TextRange::new(at, at + line.len());
        if !range.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, range, number: None, spans: Vec::new() });
        }
        at = range.end() + 1;
    }
    Document::new(text, blocks, metadata)
}

/// Counts what both sets have.
fn compare<T: Ord>(found: &BTreeSet<T>, gold: &BTreeSet<T>) -> Score {
    Score { n_right: found.intersection(gold).count(), n_found: found.len(), n_gold: gold.len() }
}
