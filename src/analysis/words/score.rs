//! What the n-grams and words around each character say about it: the one pass over the text that names and words share.

use super::fold::BORDER;
use super::model::{LANES, LONGEST, Lexicon, REACH, SEED, SKIP_SEED, Weights, step};

/// Scores before and after the text that n-grams at its ends may write to.
pub(super) const MARGIN: usize = 4;

/// Scores of one character by lane.
pub(super) type Lanes = [i16; LANES];

/// Where an n-gram of `n` characters first speaks, relative to its own first character.
pub(super) fn first_offset(n: usize) -> isize {
    match n {
        1 => -2,
        4 => 0,
        _ => -1,
    }
}

/// Longest n-gram that has weights of its own.
pub(super) const LONGEST_NGRAM: usize = 4;

/// Classes a word of the lexicon may have, "none" included.
pub(super) const N_CLASSES: usize = 32;

/// Codes of a word in the lattice: class and length, see [`word_code`].
pub(super) const N_CODES: usize = N_CLASSES * 4;

/// Class and length (2, 3, 4, more) of a word as one number; 0 for none.
pub(super) fn word_code(class: u8, len: usize) -> u8 {
    let bucket = len.clamp(2, 5) - 2;
    (usize::from(class).min(N_CLASSES - 1) * 4 + bucket) as u8
}

/// The longest words of the lexicon about one character: that begin there, end there, and go over it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    begin: (u8, u8),
    end: (u8, u8),
    over: (u8, u8),
}

/// Templates over [`Around`], each a table of rows.
pub(super) const N_TEMPLATES: usize = 7;

/// First row of each template in the table of the lattice.
const TEMPLATE_START: [usize; N_TEMPLATES] = {
    let small = N_CODES;
    let pair = N_CODES * N_CODES;
    [0, small, small * 2, small * 3, small * 4, small * 5, small * 5 + pair]
};

/// Rows of the lattice's table.
pub(super) const N_LATTICE_ROWS: usize = N_CODES * 5 + N_CODES * N_CODES * 2;

/// The rows that speak about character `i`: words that begin, end, go over it; that end before it and begin after it;
/// and pairs.
#[inline]
pub(super) fn lattice_rows(around: &[Around], i: usize) -> [usize; N_TEMPLATES] {
    let at = |i: usize| around.get(i).copied().unwrap_or_default();
    let here = at(i);
    let before = usize::from(at(i.wrapping_sub(1)).end.1);
    let after = usize::from(at(i + 1).begin.1);
    let (begin, end, over) = (usize::from(here.begin.1), usize::from(here.end.1), usize::from(here.over.1));
    let [t0, t1, t2, t3, t4, t5, t6] = TEMPLATE_START;
    [
        t0 + begin,
        t1 + end,
        t2 + over,
        t3 + before,
        t4 + after,
        t5 + begin * N_CODES + end,
        t6 + before * N_CODES + begin,
    ]
}

/// Walks over the n-grams of a line: calls `visit(start, n, hash)` with ever longer ones from each character until it
/// answers false, with pairs around one character as `n` = 0, then with those that hold a border of the line.
#[inline]
pub(super) fn walk(codes: &[u16], mut visit: impl FnMut(isize, usize, u64) -> bool) {
    for start in 0..codes.len() {
        let mut hash = SEED;
        for (n, &code) in codes.iter().skip(start).take(LONGEST).enumerate() {
            hash = step(hash, code);
            if !visit(start as isize, n + 1, hash) {
                break;
            }
        }
        if let (Some(&a), Some(&b)) = (codes.get(start), codes.get(start + 2)) {
            visit(start as isize, 0, step(step(SKIP_SEED, a), b));
        }
    }
    let len = codes.len() as isize;
    if let [a, ..] = *codes {
        let pair = step(step(SEED, BORDER), a);
        visit(-1, 2, pair);
        if let [_, b, ..] = *codes {
            visit(-1, 3, step(pair, b));
        }
    }
    if let [.., z] = *codes {
        visit(len - 1, 2, step(step(SEED, z), BORDER));
        if let [.., y, _] = *codes {
            visit(len - 2, 3, step(step(step(SEED, y), z), BORDER));
        }
    }
}

/// Scratch space for one line, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Scores {
    lanes: Vec<Lanes>,
    around: Vec<Around>,
}

impl Scores {
    /// Scores of the characters, in order.
    pub(super) fn lanes(&self) -> &[Lanes] {
        self.lanes.get(MARGIN..self.lanes.len().saturating_sub(MARGIN)).unwrap_or_default()
    }

    /// Scores a line given as codes.
    pub(super) fn score(&mut self, lexicon: &Lexicon<'_>, weights: &Weights<'_>, codes: &[u16]) {
        self.lanes.clear();
        self.lanes.resize(codes.len() + 2 * MARGIN, [0; LANES]);
        self.around.clear();
        self.around.resize(codes.len(), Around::default());
        walk(codes, |start, n, hash| {
            let Some(entry) = lexicon.get(hash) else { return false };
            if entry.mask() != 0 {
                self.add_rows(weights, start + first_offset(n), entry.row(), entry.mask());
            }
            if entry.class() != 0 && n > 1 && start >= 0 {
                note_word(&mut self.around, start as usize, n, entry.class());
            }
            entry.goes_on()
        });
        for i in 0..codes.len() {
            let rows = lattice_rows(&self.around, i);
            if let Some(lanes) = self.lanes.get_mut(i + MARGIN) {
                for row in rows {
                    weights.lattice.get(row).into_iter().for_each(|row| add(lanes, row));
                }
            }
        }
    }

    /// Adds the rows in `mask` to the characters from `first` on.
    #[inline]
    fn add_rows(&mut self, weights: &Weights<'_>, first: isize, row: usize, mask: u32) {
        let Some(at) = first.checked_add_unsigned(MARGIN).and_then(|at| usize::try_from(at).ok()) else {
            return;
        };
        let Some(lanes) = self.lanes.get_mut(at..) else { return };
        let mut rows = weights.ngrams.get(row..).unwrap_or_default().iter();
        for (offset, lanes) in lanes.iter_mut().take(REACH).enumerate() {
            if mask >> offset & 1 != 0 {
                let Some(row) = rows.next() else { return };
                add(lanes, row);
            }
        }
    }
}

/// Notes a word over the characters it covers; the longest wins.
#[inline]
pub(super) fn note_word(around: &mut [Around], start: usize, len: usize, class: u8) {
    let word = (len as u8, word_code(class, len));
    let Some(covered) = around.get_mut(start..start + len) else { return };
    if let [first, inner @ .., last] = covered {
        first.begin = first.begin.max(word);
        last.end = last.end.max(word);
        for place in inner {
            place.over = place.over.max(word);
        }
    }
}

#[inline]
fn add(lanes: &mut Lanes, row: &[u8; LANES]) {
    for (lane, &weight) in lanes.iter_mut().zip(row) {
        *lane = lane.wrapping_add(i16::from(weight.cast_signed()));
    }
}
