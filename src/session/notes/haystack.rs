//! A text made ready for quotations to be looked for in it: width, blanks and script folded away.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;

use memchr::memmem;

use super::likeness::best_place;
use crate::document::Document;
use crate::import::notes::Position;
use crate::text::{Blanks, FoldOptions, TextRange, Utf16Index, fold, is_blank};

/// What counts as equal, as in [`crate::anchoring`]. Blanks are left out here, so that places stay with their characters.
const EQUAL: FoldOptions =
    FoldOptions { width: true, quotes: true, case: false, script: true, drop_marks: false, blanks: Blanks::Keep };

/// Shortest quotation for which a likeness is looked for: below, chance finds one anywhere.
const LEAST_LIKE: usize = 4;
/// Longest one, which takes a third of a second.
const LONGEST_LIKE: usize = 4000;
/// Longest text whose runs are indexed, for which it takes half a gigabyte.
const LONGEST_TEXT: usize = 4_000_000;
/// Stretches of the text that are compared with a quotation, fewer for a long one.
const N_WINDOWS: usize = 8;

/// A row of folded characters that have ink; indices into it are called *cells* here, to tell them from bytes.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    folded: String,
    /// Where each cell begins in `folded`.
    starts: Vec<u32>,
    /// First byte and the byte behind the last that each cell comes from, ascending.
    places: Vec<(u32, u32)>,
    /// Cells at which each run of three begins; made when first asked for.
    runs: OnceCell<HashMap<[char; 3], Vec<u32>>>,
    utf16: OnceCell<Utf16Index>,
}

/// Half-open, in cells.
pub(super) type Cells = (usize, usize);

/// `text` as cells.
pub(super) fn cells(text: &str) -> Vec<char> {
    let folded = fold(text, EQUAL);
    // Nothing is dropped and nothing joined, so both run in step.
    text.chars().zip(folded.text().chars()).filter(|(original, _)| !is_blank(*original)).map(|(_, c)| c).collect()
}

impl Haystack {
    pub(super) fn new(text: &str) -> Self {
        let folded = fold(text, EQUAL);
        let mut haystack = Self::default();
        for ((at, original), c) in text.char_indices().zip(folded.text().chars()) {
            if !is_blank(original) {
                haystack.starts.push(haystack.folded.len() as u32);
                haystack.folded.push(c);
                haystack.places.push((at as u32, (at + original.len_utf8()) as u32));
            }
        }
        haystack
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// From the first byte of the first cell to the last byte of the last; of no cells, an empty range.
    pub(super) fn range(&self, cells: Cells) -> TextRange {
        let first = self.places.get(cells.0).map_or(0, |place| place.0 as usize);
        let last = cells.1.checked_sub(1).filter(|&last| last >= cells.0).and_then(|last| self.places.get(last));
        TextRange::new(first, last.map_or(first, |place| place.1 as usize))
    }

    /// The cells that lie in `range`.
    pub(super) fn cells_in(&self, range: TextRange) -> Cells {
        let start = self.places.partition_point(|place| (place.0 as usize) < range.start());
        let end = self.places.partition_point(|place| place.1 as usize <= range.end());
        (start, end.max(start))
    }

    pub(super) fn slice(&self, cells: Cells) -> Vec<char> {
        self.folded.get(self.start(cells.0)..self.start(cells.1)).unwrap_or_default().chars().collect()
    }

    /// The characters before `cell`, backwards.
    pub(super) fn before(&self, cell: usize) -> impl Iterator<Item = char> {
        self.folded.get(..self.start(cell)).unwrap_or_default().chars().rev()
    }

    /// The characters from `cell` on.
    pub(super) fn after(&self, cell: usize) -> impl Iterator<Item = char> {
        self.folded.get(self.start(cell)..).unwrap_or_default().chars()
    }

    /// Where `needle` stands; places may overlap.
    pub(super) fn occurrences(&self, needle: &[char]) -> Vec<Cells> {
        let sought: String = needle.iter().collect();
        let mut found = Vec::new();
        if sought.is_empty() {
            return found;
        }
        let finder = memmem::Finder::new(&sought);
        let mut from = 0;
        while let Some(at) = self.folded.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            if let Ok(cell) = self.starts.binary_search(&((from + at) as u32)) {
                found.push((cell, cell + needle.len()));
            }
            from += at + 1;
        }
        found
    }

    /// The places most alike to `needle`, in order: where the text has most of its runs of three.
    pub(super) fn near(&self, needle: &[char]) -> Vec<Cells> {
        let length = needle.len();
        if !(LEAST_LIKE..=LONGEST_LIKE).contains(&length) || self.len() > LONGEST_TEXT {
            return Vec::new();
        }
        let runs = self.runs.get_or_init(|| self.index());
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for (i, run) in needle.windows(3).enumerate() {
            let places = <[char; 3]>::try_from(run).ok().and_then(|run| runs.get(&run));
            for &at in places.into_iter().flatten() {
                *votes.entry((at as usize).saturating_sub(i) / length).or_default() += 1;
            }
        }
        // A place that is half alike keeps an eighth of the runs, but for the unluckiest changes.
        let mut stretches: Vec<(Reverse<usize>, usize)> =
            votes.into_iter().filter(|&(_, n)| n * 8 >= length - 2).map(|(stretch, n)| (Reverse(n), stretch)).collect();
        stretches.sort_unstable();
        stretches.truncate(if length > 500 { 2 } else { N_WINDOWS });
        let mut places = Vec::new();
        for (_, stretch) in stretches {
            let from = (stretch * length).saturating_sub(length / 2);
            let window = self.slice((from, (stretch + 2) * length + length / 2));
            places.extend(best_place(needle, &window).map(|(start, end)| (from + start, from + end)));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The range of `document`, the text this was made from, that a position names in its own way of counting.
    pub(super) fn named(&self, document: &Document, position: Position) -> Option<TextRange> {
        let text = document.text();
        match position {
            Position::CodePoints(start, end) => {
                (start <= end && end <= document.n_chars()).then(|| document.byte_range(start, end))
            }
            Position::Utf16(start, end) if start <= end => {
                let index = self.utf16.get_or_init(|| Utf16Index::new(text));
                Some(TextRange::new(index.byte_of(text, start)?, index.byte_of(text, end)?))
            }
            Position::Utf16(..) => None,
        }
    }

    fn start(&self, cell: usize) -> usize {
        self.starts.get(cell).map_or(self.folded.len(), |&start| start as usize)
    }

    fn index(&self) -> HashMap<[char; 3], Vec<u32>> {
        let mut runs: HashMap<[char; 3], Vec<u32>> = HashMap::new();
        let chars = || self.folded.chars();
        for (at, ((a, b), c)) in chars().zip(chars().skip(1)).zip(chars().skip(2)).enumerate() {
            runs.entry([a, b, c]).or_default().push(at as u32);
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_lead_back_to_their_characters() {
        let text = "春眠，\n　不覺曉。處處";
        let haystack = Haystack::new(text);
        let found = haystack.occurrences(&cells("眠,不觉 晓。"));
        assert_eq!(found, [(1, 7)]);
        assert_eq!(haystack.range((1, 7)).of(text), "眠，\n　不覺曉。");
        assert_eq!(haystack.cells_in(haystack.range((1, 7))), (1, 7));
        assert_eq!(haystack.slice((7, 9)), ['处', '处']);
        assert_eq!(haystack.occurrences(&['处']), [(7, 8), (8, 9)]);
        assert!(haystack.occurrences(&[]).is_empty());
        assert_eq!(haystack.before(1).collect::<String>(), "春");
        assert_eq!(haystack.after(7).collect::<String>(), "处处");
        assert!(haystack.range((99, 99)).is_empty() && haystack.slice((99, 100)).is_empty());
    }
}
