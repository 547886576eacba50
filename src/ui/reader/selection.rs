//! What is selected: two ends in the canonical text, and the unit the pointer drags by.

use crate::document::Document;
use crate::text::{TextRange, sentences, trim_blank};

use super::pieces::piece_at;

/// What one step of a drag takes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Unit {
    #[default]
    Character,
    Word,
    Sentence,
    Paragraph,
}

impl Unit {
    /// By the number of clicks: two take a word, three a sentence, four a paragraph.
    pub(super) fn of_clicks(clicks: u32) -> Self {
        match clicks {
            0 | 1 => Self::Character,
            2 => Self::Word,
            3 => Self::Sentence,
            _ => Self::Paragraph,
        }
    }
}

/// A selection in the making or made. Offsets are bytes of the canonical text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    /// What was taken where it began; never given up while dragging.
    origin: TextRange,
    /// The end that moves.
    head: usize,
    range: TextRange,
}

impl Selection {
    /// Begins at `offset`, taking in the whole `unit` around it.
    pub(super) fn begin(document: &Document, offset: usize, unit: Unit) -> Self {
        let origin = around(document, offset, unit);
        Self { origin, head: origin.end(), range: origin }
    }

    /// Of exactly `range`.
    pub(crate) fn of(range: TextRange) -> Self {
        Self { origin: TextRange::new(range.start(), range.start()), head: range.end(), range }
    }

    /// With its moving end at `offset`, by whole units.
    pub(super) fn extended(self, document: &Document, offset: usize, unit: Unit) -> Self {
        let reached = around(document, offset, unit);
        let start = self.origin.start().min(reached.start());
        let end = self.origin.end().max(reached.end());
        let head = if reached.start() < self.origin.start() { start } else { end };
        Self { head, range: TextRange::new(start, end), ..self }
    }

    /// Between an end that stays and one that moves.
    pub(super) fn between(fixed: usize, head: usize) -> Self {
        let origin = TextRange::new(fixed, fixed);
        Self { origin, head, range: TextRange::new(fixed.min(head), fixed.max(head)) }
    }

    /// With the moving end one step on, as Shift and the arrow keys do.
    pub(super) fn stepped(self, document: &Document, is_forward: bool, unit: Unit) -> Self {
        Self::between(self.fixed(), step(document, self.head, is_forward, unit))
    }

    /// The end that moves.
    pub(super) fn head(self) -> usize {
        self.head
    }

    /// The end that stays.
    pub(super) fn fixed(self) -> usize {
        if self.head == self.range.start() { self.range.end() } else { self.range.start() }
    }

    /// As dragged.
    pub(crate) fn raw(self) -> TextRange {
        self.range
    }

    /// Without blanks at the ends: what a mark would take. `None` where nothing is left.
    pub(crate) fn trimmed(self, document: &Document) -> Option<TextRange> {
        let range = trim_blank(self.range, document.text());
        (!range.is_empty()).then_some(range)
    }
}

/// The next place on from `at` where a unit ends, or back where one begins.
pub(super) fn step(document: &Document, at: usize, is_forward: bool, unit: Unit) -> usize {
    let text = document.text();
    let next = if is_forward { next_char(text, at) } else { previous_char(text, at) };
    if unit == Unit::Character || next == at {
        return next;
    }
    if !is_forward {
        return around(document, next, unit).start().min(next);
    }
    let end = around(document, at, unit).end();
    if end > at { end } else { around(document, next, unit).end().max(next) }
}

/// The unit that holds `offset`.
fn around(document: &Document, offset: usize, unit: Unit) -> TextRange {
    let point = TextRange::new(offset, offset);
    if unit == Unit::Character {
        return point;
    }
    let Some(block) = document.block_idx_at(offset).and_then(|idx| document.blocks().get(idx)) else { return point };
    if unit == Unit::Paragraph {
        return block.range;
    }
    let piece = piece_at(document.text(), block.range, offset);
    let text = document.slice(piece);
    let at = offset.saturating_sub(piece.start()).min(text.len());
    let units = match unit {
        Unit::Sentence => sentences(text),
        _ => words(text),
    };
    let found = units.into_iter().find(|unit| unit.contains(at) || (unit.end() == at && at == text.len()));
    found.map_or(point, |found| found.shifted(piece.start()))
}

fn words(text: &str) -> Vec<TextRange> {
    let mut start = 0;
    let mut found = Vec::new();
    for end in crate::analysis::word_breaks(text).into_iter().chain([text.len()]) {
        if end > start {
            found.push(TextRange::new(start, end));
            start = end;
        }
    }
    found
}

pub(super) fn next_char(text: &str, offset: usize) -> usize {
    text.get(offset..).and_then(|rest| rest.chars().next()).map_or(offset, |c| offset + c.len_utf8())
}

pub(super) fn previous_char(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.chars().next_back()).map_or(offset, |c| offset - c.len_utf8())
}
