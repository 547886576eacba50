//! Parts of speech of the words of one line: greedy, left to right, by a linear model over hashed features.

use super::model::{SEED, step};
use crate::analysis::Pos;

/// Weights of one feature: one for each tag, padded.
pub(super) const WIDTH: usize = 32;

/// Features of one word.
pub(super) const N_FEATURES: usize = 13;

/// A word as the tagger sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    hash: u64,
    first: u16,
    last: u16,
    before_last: u16,
    len: u16,
}

impl Word {
    /// `codes` is not empty.
    pub(super) fn new(codes: &[u16]) -> Self {
        let at = |from_end: usize| codes.len().checked_sub(from_end).and_then(|at| codes.get(at)).copied().unwrap_or(0);
        // Runs of digits are one feature however long they are.
        let mut hash = SEED;
        let mut before = 0;
        for &code in codes {
            if code != super::fold::DIGIT || code != before {
                hash = step(hash, code);
            }
            before = code;
        }
        Self {
            hash,
            first: codes.first().copied().unwrap_or(0),
            last: at(1),
            before_last: at(2),
            len: codes.len().min(6) as u16,
        }
    }
}

/// Hashes of the features of word `i`, given the tags of the two before it.
pub(super) fn features(words: &[Word], i: usize, tags: [u8; 2]) -> [u64; N_FEATURES] {
    let at = |i: usize| words.get(i).copied().unwrap_or_default();
    let here = at(i);
    let before = at(i.wrapping_sub(1));
    let after = at(i + 1);
    let after_next = at(i + 2);
    let [t1, t2] = tags.map(|tag| u64::from(tag) + 1);
    let last = u64::from(here.last);
    let salted = |salt: u64, value: u64| {
        let mixed = (value ^ (salt << 57)).wrapping_mul(0x9E37_79B9_7F4A_7C15 ^ (salt << 8));
        mixed ^ (mixed >> 29)
    };
    [
        salted(1, here.hash),
        salted(2, before.hash),
        salted(3, after.hash),
        salted(4, t1),
        salted(5, t1 << 8 | t2),
        salted(6, here.hash.wrapping_add(t1)),
        salted(7, last << 8 | u64::from(here.len)),
        salted(8, u64::from(here.first)),
        salted(9, u64::from(here.before_last) << 16 | last),
        salted(10, here.hash.rotate_left(7) ^ after.hash),
        salted(11, here.hash.rotate_left(9) ^ before.hash),
        salted(12, u64::from(after.first) << 8 | t1),
        salted(13, after_next.hash),
    ]
}

/// Row of a feature in a table of `n_rows`.
pub(super) fn row_of(feature: u64, n_rows: usize) -> usize {
    (((feature >> 32) * n_rows as u64) >> 32) as usize
}

/// Tags by number.
pub(super) const TAGS: [Pos; 24] = [
    Pos::N,
    Pos::F,
    Pos::S,
    Pos::Nz,
    Pos::Nw,
    Pos::V,
    Pos::Vd,
    Pos::Vn,
    Pos::A,
    Pos::Ad,
    Pos::An,
    Pos::D,
    Pos::M,
    Pos::Q,
    Pos::R,
    Pos::P,
    Pos::C,
    Pos::U,
    Pos::Xc,
    Pos::W,
    Pos::Per,
    Pos::Loc,
    Pos::Org,
    Pos::Time,
];

/// Whether a tag is a name's, which only the decoder of names gives.
pub(super) fn is_name(pos: Pos) -> bool {
    matches!(pos, Pos::Per | Pos::Loc | Pos::Org)
}

/// Tags words; those whose tag is known already keep it.
pub(super) fn tag(rows: &[[u8; WIDTH]], words: &[Word], known: &[Option<Pos>], tagged: &mut Vec<Pos>) {
    tagged.clear();
    let mut before = [0xFE, 0xFE];
    for (i, known) in known.iter().enumerate().take(words.len()) {
        let pos = known.unwrap_or_else(|| {
            let mut sums = [0_i16; WIDTH];
            for feature in features(words, i, before) {
                if let Some(row) = rows.get(row_of(feature, rows.len())) {
                    for (sum, &weight) in sums.iter_mut().zip(row) {
                        *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
                    }
                }
            }
            let best = TAGS.iter().zip(sums).filter(|&(&pos, _)| !is_name(pos)).max_by_key(|&(_, sum)| sum);
            best.map_or(Pos::N, |(&pos, _)| pos)
        });
        tagged.push(pos);
        before = [pos as u8, before[0]];
    }
}
