//! One of the two texts to be aligned: folded characters without blanks, each with its place.

use crate::text::{Blanks, FoldOptions, TextRange, fold, is_blank};

/// What counts as equal: width, shape of quotation marks, script. Blanks are left out here, so that the places stay
/// with their characters.
const EQUAL: FoldOptions =
    FoldOptions { width: true, quotes: true, case: false, script: true, drop_marks: false, blanks: Blanks::Keep };

/// A text as a row of folded characters that have ink; indices into it are called *cells* here, to tell them from bytes.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) chars: Vec<char>,
    /// The bytes each cell comes from, ascending.
    places: Vec<TextRange>,
    /// The line each cell stands in.
    lines: Vec<u32>,
}

impl Side {
    pub(super) fn new(text: &str) -> Self {
        let folded = fold(text, EQUAL);
        let mut side = Self::default();
        let mut line = 0;
        // Nothing is dropped and nothing joined, so both run in step.
        for ((at, original), c) in text.char_indices().zip(folded.text().chars()) {
            line += u32::from(original == '\n');
            if !is_blank(original) {
                side.lines.push(line);
                side.chars.push(c);
                side.places.push(TextRange::new(at, at + original.len_utf8()));
            }
        }
        side
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The cells that lie in the bytes `range`.
    pub(super) fn cells(&self, range: TextRange) -> (usize, usize) {
        let start = self.places.partition_point(|place| place.start() < range.start());
        let end = self.places.partition_point(|place| place.end() <= range.end());
        (start, end.max(start))
    }

    /// From the first byte of the first cell to the last byte of the last; of no cells, the empty range before `start`.
    pub(super) fn range(&self, start: usize, end: usize) -> TextRange {
        let first = self.places.get(start).map_or_else(|| self.end(), |place| place.start());
        let last = end.checked_sub(1).filter(|&last| last >= start).and_then(|last| self.places.get(last));
        TextRange::new(first, last.map_or(first, |place| place.end()))
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &[char] {
        self.chars.get(start..end).unwrap_or_default()
    }

    /// Whether a line begins at the cell; after the last one, one does.
    pub(super) fn begins_line(&self, cell: usize) -> bool {
        let before = cell.checked_sub(1).and_then(|before| self.lines.get(before));
        before.is_none() || before != self.lines.get(cell)
    }

    fn end(&self) -> usize {
        self.places.last().map_or(0, |place| place.end())
    }
}
