//! The n-grams that are frequent enough to learn from.

use super::super::fold::BORDER;
use super::super::model::{SEED, SKIP_SEED, step};
use super::super::score::LONGEST_NGRAM;

/// Least number of times an n-gram of 0 (a pair around one character), 1, 2, 3, 4 characters must stand in the corpora.
const LEAST: [usize; LONGEST_NGRAM + 1] = [5, 1, 4, 5, 6];

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
    let counted: Vec<(Ngram, usize)> =
        met.chunk_by(|a, b| a == b).filter_map(|run| run.first().map(|&ngram| (ngram, run.len()))).collect();
    drop(met);
    let is_frequent = |&(ngram, count): &(Ngram, usize), more: usize| {
        let n = if ngram.is_pair { 0 } else { usize::from(ngram.n) };
        n == 1 || LEAST.get(n).is_some_and(|least| count >= least + more)
    };
    // An entry of the lexicon holds numbers below 2²⁰.
    let fits = |more: &usize| counted.iter().filter(|item| is_frequent(item, *more)).count() < 1 << 20;
    let more = (0..100).find(fits).unwrap_or(100);
    counted.iter().filter(|item| is_frequent(item, more)).map(|&(ngram, _)| ngram).collect()
}
