//! What is selected: two ends in the canonical text, and the unit the pointer drags by.

use crate::document::Document;
use crate::text::{TextRange, sentences, trim_blank};

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

    /// With the moving end one step on, by character, as Shift and the arrow keys do.
    pub(super) fn stepped(self, document: &Document, forwards: bool, unit: Unit) -> Self {
        let text = document.text();
        let head = if forwards {
            match unit {
                Unit::Character => next_char(text, self.head),
                _ => around(document, self.head, unit).end().max(next_char(text, self.head)),
            }
        } else {
            match unit {
                Unit::Character => previous_char(text, self.head),
                _ => around(document, previous_char(text, self.head), unit).start(),
            }
        };
        let fixed = if self.head == self.range.start() { self.range.end() } else { self.range.start() };
        let origin = TextRange::new(fixed, fixed);
        Self { origin, head, range: TextRange::new(fixed.min(head), fixed.max(head)) }
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
    let text = document.slice(block.range);
    let at = offset.saturating_sub(block.range.start()).min(text.len());
    let pieces = match unit {
        Unit::Sentence => sentences(text),
        _ => words(text),
    };
    let found = pieces.into_iter().find(|piece| piece.contains(at) || (piece.end() == at && at == text.len()));
    found.map_or(point, |piece| piece.shifted(block.range.start()))
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

fn next_char(text: &str, offset: usize) -> usize {
    text.get(offset..).and_then(|rest| rest.chars().next()).map_or(offset, |c| offset + c.len_utf8())
}

fn previous_char(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.chars().next_back()).map_or(0, |c| offset - c.len_utf8())
}
