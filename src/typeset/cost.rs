//! What a line costs. Optimal and greedy breaking, and the brute force of the tests, share this.

use super::breaks::{Break, BreakKind};
use super::cells::EM;
use super::sums::{MIXED_STRETCHED, N_SQUEEZE, Squeeze, Sums, WORD_STRETCH, em_of};

/// Cost of using a level's whole capacity, per em used; by [`Squeeze`] order, which is clreq's: marks between Han give way
/// freely, full stops hardly ever. This and the costs below were found by drawing 1,200 sets of them at random and setting
/// the bundled article in six measures from 20 to 40 em: the set that has the least contrast between neighbouring lines
/// while tracking and torn words stay well inside their bounds.
const SQUEEZE_COST: [f32; N_SQUEEZE] = [0.1, 0.3, 0.2, 0.25, 1.0, 7.5];
/// Stretching word spaces and Han–Latin gaps to their full half em, per em.
const GLUE_STRETCH_COST: f32 = 0.4;
/// Tracking at which the quadratic term reaches 1: two hundredths of an em is where the eye begins to see it.
const TRACK_SEEN: f32 = 0.02;
/// Tracking at which the cubic term reaches 1.
const TRACK_UGLY: f32 = 0.04;
/// A last line of one character (clreq: 孤字).
const ORPHAN_COST: f32 = 60.0;
const IN_WORD_COST: f32 = 0.42;
const IN_URL_COST: f32 = 0.6;
/// More than any looseness short of the absurd.
const FORCED_COST: f32 = 30.0;
const FORCED_MARK_COST: f32 = 300.0;
/// Per em that does not fit.
const MISFIT_COST: f32 = 500.0;
/// Per em that cannot be filled, in a line that has nothing to stretch: far less than a mark where it may not stand.
const UNFILLED_COST: f32 = 60.0;
/// Marks squeezed wholly in one line and not at all in the next.
const CONTRAST_COST: f32 = 1.9;
/// Shortfall of a ragged line at which the cost reaches 1, in em.
const RAGGED_EM: f32 = 4.0;
/// Each line of a text that is to be balanced: fewer lines before even ones.
const BALANCED_LINE_COST: f32 = 6.0;
/// A word torn apart in a heading is worse than in a paragraph.
const BALANCED_IN_WORD_COST: f32 = 1.5;

/// A line's squeeze ratio where it has no marks to compare.
pub(super) const NO_MARKS: f32 = -1.0;

/// The frame a paragraph is set in, in fixed point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Measure of the first line.
    pub(super) first: i32,
    /// Measure of the others.
    pub(super) rest: i32,
    pub(super) justify: bool,
    /// Width all lines should have, the last one too; `None` where they are filled one after the other.
    pub(super) balanced_to: Option<i32>,
    /// A last line that begins at this cell or later is an orphan.
    pub(super) orphan_from: u32,
}

/// Cost of a line and how far its marks are squeezed, 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineCost {
    pub(super) cost: f32,
    pub(super) ratio: f32,
}

impl Frame {
    #[inline]
    pub(super) fn measure(&self, start: usize) -> i32 {
        if start == 0 { self.first } else { self.rest }
    }

    /// Whether the line is too full even when squeezed.
    #[inline]
    pub(super) fn is_overfull(&self, line: &Sums, measure: i32) -> bool {
        line.width > measure && (!self.justify || line.least_width() > measure)
    }

    /// Whether the line is so loose that it is considered only where nothing else fits.
    #[inline]
    pub(super) fn is_loose(&self, line: &Sums, measure: i32) -> bool {
        // One cell of Han and its mark's half; a twentieth of a wide column; a ragged edge may vary by more.
        let slack = if self.justify { (measure / 20).max(EM * 5 / 4) } else { EM * 6 };
        measure - line.width > slack + line.stretch.iter().sum::<i32>()
    }

    /// Cost of the line between two breaks, without what its neighbours add.
    #[inline]
    pub(super) fn line_cost(
        &self,
        line: &Sums,
        measure: i32,
        from: usize,
        (start, end): (&Break, &Break),
        is_last: bool,
    ) -> LineCost {
        let mut found = match self.balanced_to {
            Some(target) => balanced(line, measure, target),
            None if self.justify => justified(line, measure, is_last),
            None => ragged(line, measure, is_last),
        };
        found.cost += match end.kind {
            BreakKind::Free => 0.0,
            BreakKind::InWord if self.balanced_to.is_some() => BALANCED_IN_WORD_COST,
            BreakKind::InWord => IN_WORD_COST,
            BreakKind::InUrl | BreakKind::AfterHyphen => IN_URL_COST,
            BreakKind::Forced | BreakKind::InUnit => FORCED_COST,
            BreakKind::ForcedMark => FORCED_MARK_COST,
        };
        if is_last && from > 0 && start.next_cell >= self.orphan_from {
            found.cost += ORPHAN_COST;
        }
        found
    }
}

/// What two lines in a row add: marks squeezed in one and not in the other.
#[inline]
pub(super) fn contrast(before: f32, ratio: f32) -> f32 {
    if before < 0.0 || ratio < 0.0 { 0.0 } else { CONTRAST_COST * (before - ratio) * (before - ratio) }
}

#[inline]
fn mark_capacity(line: &Sums) -> i32 {
    let [_, _, bracket, pause, _, stop] = line.squeeze;
    bracket + pause + stop
}

#[inline]
fn justified(line: &Sums, measure: i32, is_last: bool) -> LineCost {
    let excess = line.width - measure;
    let marks = mark_capacity(line);
    if excess > 0 {
        let mut rest = excess;
        let mut cost = 0.0;
        let mut by_marks = 0;
        for (level, (&capacity, weight)) in line.squeeze.iter().zip(SQUEEZE_COST).enumerate() {
            if capacity <= 0 || rest <= 0 {
                continue;
            }
            let used = rest.min(capacity);
            rest -= used;
            cost += weight * em_of(used) * (used as f32 / capacity as f32);
            if level == Squeeze::Bracket as usize || level == Squeeze::Pause as usize || level == Squeeze::Stop as usize
            {
                by_marks += used;
            }
        }
        let ratio = if marks > 0 && !is_last { by_marks as f32 / marks as f32 } else { NO_MARKS };
        return LineCost { cost: cost + MISFIT_COST * em_of(rest), ratio };
    }
    if is_last {
        return LineCost { cost: 0.0, ratio: NO_MARKS };
    }
    let ratio = if marks > 0 { 0.0 } else { NO_MARKS };
    LineCost { cost: stretched(line, -excess), ratio }
}

#[inline]
fn stretched(line: &Sums, shortfall: i32) -> f32 {
    let mut rest = shortfall;
    let mut cost = 0.0;
    for at in [WORD_STRETCH, MIXED_STRETCHED] {
        let capacity = line.stretch.get(at).copied().unwrap_or_default();
        if capacity > 0 {
            let used = rest.min(capacity);
            rest -= used;
            cost += GLUE_STRETCH_COST * em_of(used) * (used as f32 / capacity as f32);
        }
    }
    if rest <= 0 {
        return cost;
    }
    if line.n_gaps <= 0 {
        return cost + UNFILLED_COST * em_of(rest);
    }
    let track = em_of(rest) / line.n_gaps as f32;
    let (seen, ugly) = (track / TRACK_SEEN, track / TRACK_UGLY);
    cost + seen * seen + ugly * ugly * ugly
}

#[inline]
fn ragged(line: &Sums, measure: i32, is_last: bool) -> LineCost {
    let shortfall = measure - line.width;
    let cost = if shortfall < 0 {
        MISFIT_COST * em_of(-shortfall)
    } else if is_last {
        0.0
    } else {
        let short = em_of(shortfall) / RAGGED_EM;
        short * short
    };
    LineCost { cost, ratio: NO_MARKS }
}

#[inline]
fn balanced(line: &Sums, measure: i32, target: i32) -> LineCost {
    let misfit = MISFIT_COST * em_of((line.width - measure).max(0));
    let off = em_of(line.width - target) / RAGGED_EM;
    LineCost { cost: misfit + BALANCED_LINE_COST + off * off, ratio: NO_MARKS }
}
