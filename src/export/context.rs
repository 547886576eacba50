//! How much of the text is quoted around a mark.

use crate::annotation::Annotation;
use crate::document::Document;
use crate::text::{TextRange, sentences};

/// What is quoted with an annotation.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Context {
    /// The words marked.
    #[default]
    Quotation,
    /// The sentences they stand in.
    Sentence,
    /// The paragraphs they stand in.
    Paragraph,
}

/// A stretch of the canonical text, in pieces: those that are marked, and those around them.
pub(super) struct Passage<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
}

pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) is_marked: bool,
}

/// The passages to quote for `annotation`, in order. Where its document is another one, or its ranges don't fit, the words
/// kept with it; for a note on the whole document none.
pub(super) fn passages<'a>(document: &'a Document, annotation: &'a Annotation, context: Context) -> Vec<Passage<'a>> {
    if !is_anchored(document, annotation) {
        return annotation.exact.iter().map(|exact| whole(exact)).collect();
    }
    let enclosing = |range| match context {
        Context::Quotation => vec![range],
        Context::Sentence => around(document, range, sentences_of),
        Context::Paragraph => around(document, range, |_, block| vec![block]),
    };
    let mut stretches: Vec<TextRange> = annotation.ranges.iter().copied().flat_map(enclosing).collect();
    stretches.sort_unstable();
    merged(&stretches).into_iter().map(|stretch| passage(document, annotation, stretch)).collect()
}

/// Sorted stretches, those that overlap made one: nothing is quoted twice.
fn merged(stretches: &[TextRange]) -> Vec<TextRange> {
    let mut merged: Vec<TextRange> = Vec::new();
    for &stretch in stretches {
        match merged.last_mut() {
            Some(last) if stretch.start() < last.end() => {
                *last = TextRange::new(last.start(), last.end().max(stretch.end()));
            }
            _ => merged.push(stretch),
        }
    }
    merged
}

/// Whether the annotation's ranges are places of this very text. One that has words but no place lost it when the text
/// changed.
pub(super) fn is_anchored(document: &Document, annotation: &Annotation) -> bool {
    let has_lost_its_place = annotation.ranges.is_empty() && !annotation.exact.is_empty();
    annotation.document == document.hash()
        && !has_lost_its_place
        && annotation.ranges.iter().all(|&range| !document.slice(range).is_empty())
}

fn whole(text: &str) -> Passage<'_> {
    Passage { pieces: vec![Piece { text, is_marked: true }] }
}

fn sentences_of(document: &Document, block: TextRange) -> Vec<TextRange> {
    sentences(document.slice(block)).into_iter().map(|sentence| sentence.shifted(block.start())).collect()
}

/// The units of each block that `range` touches; units of one block that follow each other become one stretch. Where the
/// range touches no unit, itself.
fn around(
    document: &Document,
    range: TextRange,
    units: impl Fn(&Document, TextRange) -> Vec<TextRange>,
) -> Vec<TextRange> {
    let first = document.block_idx_at(range.start()).unwrap_or(0);
    let blocks = document.blocks().iter().skip(first).take_while(|block| block.range.start() < range.end());
    let stretches: Vec<TextRange> = blocks
        .filter_map(|block| {
            let touched: Vec<TextRange> =
                units(document, block.range).into_iter().filter(|unit| unit.overlaps(range)).collect();
            Some(TextRange::new(touched.first()?.start(), touched.last()?.end()))
        })
        .collect();
    if stretches.is_empty() { vec![range] } else { stretches }
}

/// `stretch` cut at the ends of the annotation's ranges.
fn passage<'a>(document: &'a Document, annotation: &Annotation, stretch: TextRange) -> Passage<'a> {
    let mut pieces = Vec::new();
    let mut at = stretch.start();
    let mut ranges = annotation.ranges.clone();
    ranges.sort_unstable();
    for marked in merged(&ranges).into_iter().filter_map(|range| range.intersection(stretch)) {
        pieces.push(Piece { text: document.slice(TextRange::new(at, marked.start())), is_marked: false });
        pieces.push(Piece { text: document.slice(marked), is_marked: true });
        at = marked.end();
    }
    pieces.push(Piece { text: document.slice(TextRange::new(at, stretch.end())), is_marked: false });
    pieces.retain(|piece| !piece.text.is_empty());
    Passage { pieces }
}
