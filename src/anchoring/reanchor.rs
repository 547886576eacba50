//! Annotations made on an old text, brought to a new one: kept or moved where their characters went, suggested where only
//! a likeness is left, orphaned otherwise. Never silently onto a look-alike.

use std::collections::HashMap;

use super::align::Alignment;
use super::likeness::{best_place, distance, likeness};
use super::side::Side;
use crate::annotation::{Annotation, AnnotationId};
use crate::text::TextRange;

/// Shortest quotation that is looked for elsewhere by itself.
const LEAST_EXACT: usize = 6;
/// Shortest quotation for which a likeness is suggested.
const LEAST_LIKE: usize = 4;
/// Least likeness that is worth a look.
const LEAST_SCORE: f32 = 0.8;
/// Cells around a quotation that tell whether the passage is still the passage.
const SURROUNDINGS: usize = 20;

/// What became of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AnchorStatus {
    /// The quotation stands as it was, in the same surroundings.
    Kept,
    /// The quotation was changed in part, or its passage went elsewhere.
    Moved,
    /// Only a suggestion: the reader decides.
    Review,
    /// Not found.
    Orphan,
}

impl AnchorStatus {
    /// Stable name used in JSON: kept, moved, review, orphan.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// An annotation's place in the new text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reanchored {
    pub id: AnnotationId,
    /// The worst of its ranges'.
    pub status: AnchorStatus,
    /// In the new text; of [`AnchorStatus::Review`] the suggestion, of an orphan none. A note on the whole document has
    /// none either and is kept.
    pub ranges: Vec<TextRange>,
    /// 1 − edit distance/length after folding, over all ranges; 0 of an orphan.
    pub score: f32,
}

impl Reanchored {
    /// From the first range's start to the last one's end.
    pub fn range(&self) -> Option<TextRange> {
        Some(TextRange::new(self.ranges.first()?.start(), self.ranges.last()?.end()))
    }
}

/// Finds each annotation, made on `old`, in `new`. Near-linear in the texts' length; pure.
pub fn reanchor<'a>(old: &str, new: &str, annotations: impl IntoIterator<Item = &'a Annotation>) -> Vec<Reanchored> {
    let (old, new) = (Side::new(old), Side::new(new));
    let alignment = Alignment::new(&old.chars, &new.chars);
    let mut change = Change { old: &old, new: &new, alignment: &alignment, runs: None };
    annotations.into_iter().map(|annotation| change.reanchor(annotation)).collect()
}

/// What one range became, in cells of the new text.
struct Found {
    status: AnchorStatus,
    cells: (usize, usize),
    score: f32,
}

struct Change<'a> {
    old: &'a Side,
    new: &'a Side,
    alignment: &'a Alignment,
    /// Places of the short runs of what is new in the new text; made when first asked for.
    runs: Option<HashMap<[char; 3], Vec<usize>>>,
}

impl Change<'_> {
    fn reanchor(&mut self, annotation: &Annotation) -> Reanchored {
        let mut all = Reanchored {
            id: annotation.id,
            status: AnchorStatus::Kept,
            ranges: Vec::with_capacity(annotation.ranges.len()),
            score: if annotation.ranges.is_empty() { 1.0 } else { 0.0 },
        };
        let n_all = annotation.len().max(1) as f32;
        for &range in &annotation.ranges {
            match self.find(self.old.cells(range)) {
                Some(found) => {
                    all.status = all.status.max(found.status);
                    all.score += found.score * range.len() as f32 / n_all;
                    all.ranges.push(self.new.range(found.cells.0, found.cells.1));
                }
                None => all.status = AnchorStatus::Orphan,
            }
        }
        if all.status == AnchorStatus::Orphan {
            all.ranges.clear();
            all.score = 0.0;
        }
        all.ranges.sort_unstable();
        all
    }

    fn find(&mut self, old: (usize, usize)) -> Option<Found> {
        if old.0 >= old.1 {
            return None;
        }
        self.follow(old).or_else(|| self.find_elsewhere(old)).or_else(|| self.suggest(old))
    }

    /// Where the characters went: at least half must have survived, in surroundings that did.
    fn follow(&self, old: (usize, usize)) -> Option<Found> {
        let to_new = self.alignment.to_new.get(old.0..old.1)?;
        let survivors: Vec<(usize, usize)> =
            to_new.iter().enumerate().filter_map(|(i, to)| Some((old.0 + i, (*to)? as usize))).collect();
        let (&first, &last) = (survivors.first()?, survivors.last()?);
        let n_old = old.1 - old.0;
        // Torn apart: in part here, in part elsewhere.
        let is_in_order = survivors.windows(2).all(|pair| matches!(pair, [a, b] if a.1 < b.1));
        let span = last.1.checked_sub(first.1)? + 1;
        if survivors.len() * 2 < n_old || !is_in_order || span > 3 * n_old + SURROUNDINGS || !self.is_at_home(old) {
            return None;
        }
        let (start, is_start_sure) = self.start_of(old, first);
        let (end, is_end_sure) = self.end_of(old, last);
        let cells = self.whole_nearby(old, (start, end)).unwrap_or((start, end));
        let quotation = self.old.slice(old.0, old.1);
        let is_same = quotation == self.new.slice(cells.0, cells.1);
        let is_moved = self.alignment.is_moved.get(first.0).copied().unwrap_or(false);
        let status = match (is_same, is_moved) {
            (true, false) => AnchorStatus::Kept,
            (true, true) => AnchorStatus::Moved,
            (false, _) if is_start_sure && is_end_sure => AnchorStatus::Moved,
            (false, _) => AnchorStatus::Review,
        };
        let score = likeness(quotation, self.new.slice(cells.0, cells.1));
        Some(Found { status, cells, score })
    }

    /// Whether half of what stands around the quotation survived with it: a few characters that chance made equal in a
    /// passage written anew are no anchor.
    fn is_at_home(&self, old: (usize, usize)) -> bool {
        let start = old.0.saturating_sub(SURROUNDINGS);
        let around = self.alignment.to_new.get(start..(old.1 + SURROUNDINGS).min(self.old.len()));
        let around = around.unwrap_or_default();
        let n_survivors = around.iter().filter(|to| to.is_some()).count();
        n_survivors * 2 >= around.len()
    }

    /// First cell in the new text, and whether it is certain. What was put in place of the quotation's first characters
    /// belongs to it; what was put in place of characters on both sides of its edge cannot be told apart.
    fn start_of(&self, old: (usize, usize), first: (usize, usize)) -> (usize, bool) {
        if first.0 == old.0 {
            return (first.1, true);
        }
        let before = self.survivor_before(old.0);
        let floor = before.map_or(0, |(_, new)| new + 1);
        if floor > first.1 {
            return (first.1, false);
        }
        let n_lost_outside = old.0 - before.map_or(0, |(old, _)| old + 1);
        let (n_lost, n_put) = (first.0 - old.0 + n_lost_outside, first.1 - floor);
        if n_lost_outside == 0 || n_put == 0 {
            (floor, true)
        } else if n_put == n_lost {
            (floor + n_lost_outside, true)
        } else {
            (floor + n_lost_outside.min(n_put), false)
        }
    }

    /// As [`Self::start_of`], of the cell after the last.
    fn end_of(&self, old: (usize, usize), last: (usize, usize)) -> (usize, bool) {
        if last.0 + 1 == old.1 {
            return (last.1 + 1, true);
        }
        let after = self.survivor_after(old.1);
        let ceiling = after.map_or(self.new.len(), |(_, new)| new);
        if ceiling <= last.1 {
            return (last.1 + 1, false);
        }
        let n_lost_outside = after.map_or(self.old.len(), |(old, _)| old) - old.1;
        let (n_lost, n_put) = (old.1 - last.0 - 1 + n_lost_outside, ceiling - last.1 - 1);
        if n_lost_outside == 0 || n_put == 0 {
            (ceiling, true)
        } else if n_put == n_lost {
            (ceiling - n_lost_outside, true)
        } else {
            (ceiling - n_lost_outside.min(n_put), false)
        }
    }

    fn survivor_before(&self, old: usize) -> Option<(usize, usize)> {
        let before = self.alignment.to_new.get(..old)?;
        before.iter().enumerate().rev().find_map(|(i, to)| Some((i, (*to)? as usize)))
    }

    fn survivor_after(&self, old: usize) -> Option<(usize, usize)> {
        let after = self.alignment.to_new.get(old..)?;
        after.iter().enumerate().find_map(|(i, to)| Some((old + i, (*to)? as usize)))
    }

    /// The whole quotation where an alignment, free to choose between equal characters, stretched it: the only one that
    /// overlaps the stretched place.
    fn whole_nearby(&self, old: (usize, usize), cells: (usize, usize)) -> Option<(usize, usize)> {
        let quotation = self.old.slice(old.0, old.1);
        if quotation == self.new.slice(cells.0, cells.1) {
            return None;
        }
        let start = cells.0.saturating_sub(quotation.len() - 1);
        let end = (cells.1 + quotation.len() - 1).min(self.new.len());
        let mut places = occurrences(self.new.slice(start, end), quotation).map(|at| start + at);
        let (found, None) = (places.next()?, places.next()) else { return None };
        Some((found, found + quotation.len()))
    }

    /// The quotation as it was, once and only once among what has no place in the old text. A short one must have some
    /// of its surroundings beside it, or it may as well be a phrase used twice.
    fn find_elsewhere(&self, old: (usize, usize)) -> Option<Found> {
        let quotation = self.old.slice(old.0, old.1);
        if quotation.len() < LEAST_EXACT {
            return None;
        }
        let mut places = occurrences(&self.new.chars, quotation);
        let (at, None) = (places.next()?, places.next()) else { return None };
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

    /// The most alike place among what is new, if it is alike enough to be worth a look.
    fn suggest(&mut self, old: (usize, usize)) -> Option<Found> {
        let quotation = self.old.slice(old.0, old.1);
        if quotation.len() < LEAST_LIKE {
            return None;
        }
        let (new, is_taken) = (self.new, &self.alignment.is_taken);
        let runs = self.runs.get_or_insert_with(|| runs_of_the_new(&new.chars, is_taken));
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for (i, run) in quotation.windows(3).enumerate() {
            let places = run.try_into().ok().and_then(|run: [char; 3]| runs.get(&run));
            for &at in places.into_iter().flatten() {
                *votes.entry(at.saturating_sub(i) / quotation.len()).or_default() += 1;
            }
        }
        let (_, bucket) = votes.into_iter().map(|(bucket, n)| (n, std::cmp::Reverse(bucket))).max()?;
        let start = (bucket.0 * quotation.len()).saturating_sub(quotation.len());
        let end = (start + 4 * quotation.len()).min(self.new.len());
        let (from, to) = best_place(quotation, self.new.slice(start, end))?;
        let cells = (start + from, start + to);
        let score = likeness(quotation, self.new.slice(cells.0, cells.1));
        (score >= LEAST_SCORE && self.n_taken(cells) * 2 <= quotation.len()).then_some(Found {
            status: AnchorStatus::Review,
            cells,
            score,
        })
    }

    /// How many cells have a place in the old text.
    fn n_taken(&self, cells: (usize, usize)) -> usize {
        let taken = self.alignment.is_taken.get(cells.0..cells.1).unwrap_or_default();
        taken.iter().filter(|&&taken| taken).count()
    }
}

fn runs_of_the_new(new: &[char], is_taken: &[bool]) -> HashMap<[char; 3], Vec<usize>> {
    let mut runs: HashMap<[char; 3], Vec<usize>> = HashMap::new();
    for (at, (run, taken)) in new.windows(3).zip(is_taken.windows(3)).enumerate() {
        if let (Ok(run), [false, false, false]) = (run.try_into(), taken) {
            runs.entry(run).or_default().push(at);
        }
    }
    runs
}

/// Where `needle` stands in `text`; places may overlap.
fn occurrences<'a>(text: &'a [char], needle: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let first = needle.first().copied();
    let starts = text.iter().enumerate().filter(move |&(_, &c)| Some(c) == first).map(|(at, _)| at);
    starts.filter(move |&at| text.get(at..at + needle.len()) == Some(needle))
}

/// Kept for callers that compare quotations of their own.
pub fn quotation_score(old: &str, new: &str) -> f32 {
    let (old, new) = (Side::new(old), Side::new(new));
    let length = old.len().max(new.len()).max(1);
    1.0 - distance(&old.chars, &new.chars) as f32 / length as f32
}
