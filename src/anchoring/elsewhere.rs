//! A quotation whose characters are gone from their place, looked for in what is new.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::likeness::{best_place, likeness};
use super::reanchor::{AnchorStatus, Cells, Found, Reanchoring, SURROUNDINGS};

/// Shortest quotation that is looked for elsewhere by itself.
const LEAST_EXACT: usize = 6;
/// Shortest quotation for which a likeness is suggested.
const LEAST_LIKE: usize = 4;
/// Least likeness that is worth a look.
const LEAST_SCORE: f32 = 0.8;
/// Cells of a run by which places are looked up.
const RUN: usize = 3;

/// Every run of three cells of a text with its place, in the order of the runs.
#[derive(Debug)]
pub(super) struct Runs(Vec<([char; RUN], u32)>);

impl Runs {
    pub(super) fn new(cells: &[char]) -> Self {
        let keyed = |(run, at): (&[char], u32)| {
            let run: [char; RUN] = run.try_into().ok()?;
            Some((run, at))
        };
        let mut runs: Vec<([char; RUN], u32)> = cells.windows(RUN).zip(0..).filter_map(keyed).collect();
        runs.sort_unstable();
        Self(runs)
    }

    /// Where `run` stands, ascending.
    fn places(&self, run: &[char]) -> impl ExactSizeIterator<Item = usize> {
        let first = self.0.partition_point(|(other, _)| other.as_slice() < run);
        let rest = self.0.get(first..).unwrap_or_default();
        let n = rest.partition_point(|(other, _)| other.as_slice() <= run);
        rest.get(..n).unwrap_or_default().iter().map(|&(_, at)| at as usize)
    }
}

impl Reanchoring {
    /// The quotation as it was, once and only once in the new text, and there among what has no place in the old one. A
    /// short one must have some of its surroundings beside it, or it may as well be a phrase used twice.
    pub(super) fn find_elsewhere(&self, old: Cells) -> Option<Found> {
        let quotation = self.old.slice(old.0, old.1);
        if quotation.len() < LEAST_EXACT {
            return None;
        }
        let at = self.only_place(quotation)?;
        let cells = (at, at + quotation.len());
        if self.n_taken(cells) * 2 > quotation.len() {
            return None;
        }
        let before = self.old.slice(0, old.0).iter().rev().zip(self.new.slice(0, cells.0).iter().rev());
        let after = self.old.slice(old.1, self.old.len()).iter().zip(self.new.slice(cells.1, self.new.len()));
        let n_around = before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count();
        let is_sure = quotation.len() + n_around.min(SURROUNDINGS) >= 2 * LEAST_EXACT;
        let status = if is_sure { AnchorStatus::Moved } else { AnchorStatus::Review };
        Some(Found { status, cells, score: 1.0 })
    }

    /// Where `quotation` stands in the new text, if it does so once.
    fn only_place(&self, quotation: &[char]) -> Option<usize> {
        let runs = self.runs();
        let rarest = quotation.windows(RUN).enumerate().min_by_key(|(_, run)| runs.places(run).len());
        let (offset, run) = rarest?;
        let starts = runs.places(run).filter_map(|at| at.checked_sub(offset));
        let mut starts = starts.filter(|&at| self.new.slice(at, at + quotation.len()) == quotation);
        let (found, None) = (starts.next()?, starts.next()) else { return None };
        Some(found)
    }

    /// The most alike place among what is new, if it is alike enough to be worth a look.
    pub(super) fn suggest(&self, old: Cells) -> Option<Found> {
        let quotation = self.old.slice(old.0, old.1);
        if quotation.len() < LEAST_LIKE {
            return None;
        }
        // Each shared run votes for the stretch that the quotation would begin in.
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for (i, run) in quotation.windows(RUN).enumerate() {
            for at in self.runs().places(run).filter(|&at| self.n_taken((at, at + RUN)) == 0) {
                *votes.entry(at.saturating_sub(i) / quotation.len()).or_default() += 1;
            }
        }
        let (_, Reverse(bucket)) = votes.into_iter().map(|(bucket, n)| (n, Reverse(bucket))).max()?;
        let start = (bucket * quotation.len()).saturating_sub(quotation.len());
        let end = (start + 4 * quotation.len()).min(self.new.len());
        let (from, to) = best_place(quotation, self.new.slice(start, end))?;
        let cells = (start + from, start + to);
        let score = likeness(quotation, self.new.slice(cells.0, cells.1));
        let is_new = self.n_taken(cells) * 2 <= quotation.len();
        (score >= LEAST_SCORE && is_new).then_some(Found { status: AnchorStatus::Review, cells, score })
    }

    /// How many cells have a place in the old text.
    fn n_taken(&self, cells: Cells) -> usize {
        (cells.0..cells.1).filter(|&cell| self.is_taken(cell)).count()
    }
}
