//! Candidates for a quotation's place, best first: how alike the words are and what stands around them, weighed as
//! Hypothesis weighs them.

use std::cmp::Reverse;

use super::haystack::{Cells, Haystack, cells};
use super::likeness::{likeness, likeness_of_start};
use crate::import::notes::Passage;

/// Weights of Hypothesis' `match-quote`: the words, what stands before, what stands behind, the position.
const WEIGHTS: [f32; 4] = [50.0, 20.0, 20.0, 2.0];
/// Candidates whose context is compared character by character.
const MOST: usize = 64;
/// Least likeness of words that are candidates at all.
const LEAST: f32 = 0.5;

/// What is looked for, in cells.
#[derive(Debug)]
pub(super) struct Sought {
    pub(super) quote: Vec<char>,
    /// Backwards, away from the quotation.
    prefix: Vec<char>,
    suffix: Vec<char>,
}

/// A place that may be the one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) cells: Cells,
    /// Of the words, from 0 to 1.
    likeness: f32,
    /// Characters of the context that agree on both sides, from the quotation to the first that does not.
    pub(super) agreement: usize,
    /// How much of the context stands around it, from 0 to 1; 1 where there is none to compare.
    pub(super) context: f32,
    /// What candidates are ordered by, from 0 to 1.
    pub(super) rank: f32,
}

impl Candidate {
    /// Whether the words are the same after folding.
    pub(super) fn is_exact(&self) -> bool {
        self.likeness >= 1.0
    }
}

impl Sought {
    pub(super) fn new(passage: &Passage) -> Self {
        let mut prefix = cells(&passage.prefix);
        prefix.reverse();
        Self { quote: cells(&passage.quote), prefix, suffix: cells(&passage.suffix) }
    }

    /// Characters of context.
    pub(super) fn n_context(&self) -> usize {
        self.prefix.len() + self.suffix.len()
    }

    fn agreement(&self, text: &Haystack, place: Cells) -> usize {
        let before = self.prefix.iter().copied().zip(text.before(place.0));
        let after = self.suffix.iter().copied().zip(text.after(place.1));
        before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
    }
}

/// Where the quotation may stand: where its words do, or else where others most like them do. `hint` is the cell where it
/// stood, if that is known; of equals the first comes first.
pub(super) fn ranked(text: &Haystack, sought: &Sought, hint: Option<usize>) -> Vec<Candidate> {
    let exact = text.occurrences(&sought.quote);
    let is_exact = !exact.is_empty();
    let places = if is_exact { exact } else { text.near(&sought.quote) };
    let mut agreeing: Vec<(usize, Cells)> =
        places.into_iter().map(|place| (sought.agreement(text, place), place)).collect();
    if agreeing.len() > MOST {
        agreeing.sort_by_key(|&(agreement, _)| Reverse(agreement));
        agreeing.truncate(MOST);
        agreeing.sort_by_key(|&(_, place)| place);
    }
    let mut candidates: Vec<Candidate> = agreeing
        .into_iter()
        .filter_map(|(agreement, cells)| {
            let likeness = if is_exact { 1.0 } else { likeness(&sought.quote, &text.slice(cells)) };
            let unranked = Candidate { cells, likeness, agreement, context: 1.0, rank: 0.0 };
            (likeness >= LEAST).then(|| weighed(text, sought, hint, unranked))
        })
        .collect();
    candidates.sort_by(|a, b| b.rank.total_cmp(&a.rank));
    candidates
}

/// `candidate` with its context and its rank.
fn weighed(text: &Haystack, sought: &Sought, hint: Option<usize>, candidate: Candidate) -> Candidate {
    let (start, end) = candidate.cells;
    // Twice as much as is known, for what was put in between.
    let before: Vec<char> = text.before(start).take(2 * sought.prefix.len()).collect();
    let after: Vec<char> = text.after(end).take(2 * sought.suffix.len()).collect();
    let prefix = likeness_of_start(&sought.prefix, &before);
    let suffix = likeness_of_start(&sought.suffix, &after);
    let nearness = hint.map_or(1.0, |hint| 1.0 - start.abs_diff(hint) as f32 / text.len().max(1) as f32);
    let [w_words, w_prefix, w_suffix, w_position] = WEIGHTS;
    let sum = w_words * candidate.likeness + w_prefix * prefix + w_suffix * suffix + w_position * nearness;
    let (n_prefix, n_suffix) = (sought.prefix.len() as f32, sought.suffix.len() as f32);
    let n_context = n_prefix + n_suffix;
    let context = if n_context > 0.0 { (n_prefix * prefix + n_suffix * suffix) / n_context } else { 1.0 };
    Candidate { context, rank: sum / (w_words + w_prefix + w_suffix + w_position), ..candidate }
}
