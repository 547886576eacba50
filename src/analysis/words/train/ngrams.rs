//! The n-grams that are frequent enough to learn from.

use super::super::fold::BORDER;
use super::super::model::{SEED, SKIP_SEED, step};
use super::super::score::LONGEST_NGRAM;

/// Least number of times an n-gram of 0 (a pair around one character), 1, 2, 3, 4 characters must stand in the corpora.
const LEAST: [usize; LONGEST_NGRAM + 1] = [4, 1, 3, 4, 5];

/// An n-gram by its codes; `is_pair` where it is two characters around another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ngram {
    codes: [u16; LONGEST_NGRAM],
    n: u8,
    is_pair: bool,
}

impl Ngram {
    pub(super) fn codes(&self) -> &[u16] {
        self.codes.get(..usize::from(self.n)).unwrap_or_default()
    }

    pub(super) fn is_pair(&self) -> bool {
        self.is_pair
    }

    pub(super) fn hash(&self) -> u64 {
        let seed = if self.is_pair { SKIP_SEED } else { SEED };
        self.codes().iter().fold(seed, |hash, &code| step(hash, code))
    }

    fn new(codes: &[u16], is_pair: bool) -> Self {
        let mut filled = [0; LONGEST_NGRAM];
        filled.iter_mut().zip(codes).for_each(|(slot, &code)| *slot = code);
        Self { codes: filled, n: codes.len().min(LONGEST_NGRAM) as u8, is_pair }
    }
}

/// The frequent n-grams of the lines, sorted.
pub(super) fn frequent(lines: impl Iterator<Item = Vec<u16>>) -> Vec<Ngram> {
    let mut met: Vec<Ngram> = Vec::new();
    for mut codes in lines {
        codes.insert(0, BORDER);
        codes.push(BORDER);
        for n in 1..=LONGEST_NGRAM {
            met.extend(codes.windows(n).map(|window| Ngram::new(window, false)));
        }
        met.extend(codes.windows(3).filter_map(|window| match window {
            &[a, _, b] => Some(Ngram::new(&[a, b], true)),
            _ => None,
        }));
    }
    met.sort_unstable();
    let frequent = met.chunk_by(|a, b| a == b).filter_map(|run| {
        let first = run.first()?;
        let least = if first.is_pair { LEAST.first() } else { LEAST.get(usize::from(first.n)) };
        (run.len() >= *least?).then_some(*first)
    });
    frequent.collect()
}
