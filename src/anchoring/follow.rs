//! Where the characters of a quotation went, and how far it reaches there.

use std::ops::Range;

use super::likeness::likeness;
use super::reanchor::{AnchorStatus, Cells, Found, Reanchoring, SURROUNDINGS, occurrences};

/// Cells of its own line beside a quotation that are enough to know the passage by; with fewer, the lines around count.
const ENOUGH_OF_LINE: usize = 8;

/// A cell of the old text and its place in the new one.
type Survivor = (usize, usize);

/// An end of the quotation in the new text.
#[derive(Clone, Copy, Debug)]
struct Edge {
    at: usize,
    /// It can be nowhere else.
    is_sure: bool,
}

/// What was lost at an edge of the quotation, and what was put in its place.
#[derive(Clone, Copy, Debug)]
struct Change {
    lost: Cells,
    put: Cells,
    /// How many of the cells lost stand outside the quotation.
    n_lost_outside: usize,
}

impl Reanchoring {
    /// Where the characters went: at least half must have survived, in surroundings that did.
    pub(super) fn follow(&self, old: Cells) -> Option<Found> {
        let survivors: Vec<Survivor> = (old.0..old.1).filter_map(|cell| Some((cell, self.place(cell)?))).collect();
        let (&first, &last) = (survivors.first()?, survivors.last()?);
        let n_old = old.1 - old.0;
        // Torn apart: in part here, in part elsewhere.
        let is_in_order = survivors.windows(2).all(|pair| matches!(pair, [a, b] if a.1 < b.1));
        let span = last.1.checked_sub(first.1)? + 1;
        if survivors.len() * 2 < n_old || !is_in_order || span > 3 * n_old + SURROUNDINGS {
            return None;
        }
        if !self.is_at_home(old, survivors.len(), first, last) {
            return None;
        }
        let (start, end) = (self.start_of(old, first), self.end_of(old, last));
        let cells = self.whole_nearby(old, (start.at, end.at)).unwrap_or((start.at, end.at));
        let quotation = self.old.slice(old.0, old.1);
        let is_same = quotation == self.new.slice(cells.0, cells.1);
        let is_moved = self.alignment.is_moved.get(first.0).copied().unwrap_or(false);
        let status = match (is_same, is_moved) {
            (true, false) => AnchorStatus::Kept,
            (true, true) => AnchorStatus::Moved,
            (false, _) if start.is_sure && end.is_sure => AnchorStatus::Moved,
            (false, _) => AnchorStatus::Review,
        };
        Some(Found { status, cells, score: likeness(quotation, self.new.slice(cells.0, cells.1)) })
    }

    /// Whether half of what stands around the quotation survived beside it: a few characters that chance made equal in
    /// a passage written anew are no anchor.
    fn is_at_home(&self, old: Cells, n_survivors: usize, first: Survivor, last: Survivor) -> bool {
        let line = self.line_around(old);
        if line.1 - line.0 < old.1 - old.0 + ENOUGH_OF_LINE {
            let around = old.0.saturating_sub(SURROUNDINGS)..(old.1 + SURROUNDINGS).min(self.old.len());
            let n_around = around.len();
            return around.filter(|&cell| self.place(cell).is_some()).count() * 2 >= n_around;
        }
        let n_beside = self.n_beside(line.0..old.0, first) + self.n_beside(old.1..line.1, last);
        (n_survivors + n_beside) * 2 >= line.1 - line.0
    }

    /// Of `cells`, those that went the same way as `neighbour`.
    fn n_beside(&self, cells: Range<usize>, neighbour: Survivor) -> usize {
        let is_near = |cell: usize| {
            let place = self.place(cell)?;
            Some((place + neighbour.0).abs_diff(neighbour.1 + cell) <= SURROUNDINGS)
        };
        cells.filter(|&cell| is_near(cell) == Some(true)).count()
    }

    /// The quotation with what stands before and after it in its lines, up to [`SURROUNDINGS`] cells each.
    fn line_around(&self, old: Cells) -> Cells {
        let (mut start, mut end) = old;
        while start + SURROUNDINGS > old.0 && !self.old.begins_line(start) {
            start -= 1;
        }
        while end < old.1 + SURROUNDINGS && !self.old.begins_line(end) {
            end += 1;
        }
        (start, end)
    }

    /// First cell in the new text.
    fn start_of(&self, old: Cells, first: Survivor) -> Edge {
        if first.0 == old.0 {
            return Edge { at: first.1, is_sure: true };
        }
        let (mut lost, mut put) = (old.0, first.1);
        while !self.old.begins_line(lost) && self.place(lost - 1).is_none() {
            lost -= 1;
        }
        while !self.new.begins_line(put) && !self.is_taken(put - 1) {
            put -= 1;
        }
        // Both changes must begin behind the same character, or with the line.
        let is_joined = if self.old.begins_line(lost) {
            self.new.begins_line(put)
        } else {
            self.place(lost - 1).is_some_and(|before| before + 1 == put)
        };
        if !is_joined {
            return Edge { at: first.1, is_sure: false };
        }
        let change = Change { lost: (lost, first.0), put: (put, first.1), n_lost_outside: old.0 - lost };
        let (n_outside, is_sure) = self.divide(change);
        Edge { at: put + n_outside, is_sure }
    }

    /// The cell after the last in the new text; as [`Self::start_of`].
    fn end_of(&self, old: Cells, last: Survivor) -> Edge {
        let (lost_from, put_from) = (last.0 + 1, last.1 + 1);
        if lost_from == old.1 {
            return Edge { at: put_from, is_sure: true };
        }
        let (mut lost, mut put) = (old.1, put_from);
        while !self.old.begins_line(lost) && self.place(lost).is_none() {
            lost += 1;
        }
        while !self.new.begins_line(put) && !self.is_taken(put) {
            put += 1;
        }
        let is_joined =
            if self.old.begins_line(lost) { self.new.begins_line(put) } else { self.place(lost) == Some(put) };
        if !is_joined {
            return Edge { at: put_from, is_sure: false };
        }
        let change = Change { lost: (lost_from, lost), put: (put_from, put), n_lost_outside: lost - old.1 };
        let (n_outside, is_sure) = self.divide(change);
        Edge { at: put - n_outside, is_sure }
    }

    /// How many of the cells put in at an edge stand outside the quotation, and whether that is certain. What was put in
    /// place of the quotation's own characters belongs to it; what was put in place of characters on both sides of its
    /// edge can be divided only where it goes one for one.
    fn divide(&self, change: Change) -> (usize, bool) {
        let Change { lost, put, n_lost_outside } = change;
        let (n_lost, n_put) = (lost.1 - lost.0, put.1 - put.0);
        if n_put == 0 {
            return (0, !self.is_slidable(lost));
        }
        let lost_chars = self.old.slice(lost.0, lost.1);
        let is_mixed = self.new.slice(put.0, put.1).iter().any(|c| lost_chars.contains(c));
        if !is_mixed && n_put == n_lost {
            return (n_lost_outside, true);
        }
        (n_lost_outside.min(n_put), !is_mixed && n_lost_outside == 0 && n_put < n_lost)
    }

    /// Whether the same text would have come of cutting out a stretch that lies one cell further: where one begins or
    /// ends then cannot be told.
    fn is_slidable(&self, lost: Cells) -> bool {
        let cell = |at: usize| self.old.chars.get(at);
        let Some(last) = lost.1.checked_sub(1) else { return false };
        let back = lost.0.checked_sub(1).is_some_and(|before| cell(before) == cell(last));
        back || (cell(lost.1).is_some() && cell(lost.0) == cell(lost.1))
    }

    /// The whole quotation where an alignment, free to choose between equal characters, stretched it: the only one that
    /// overlaps the stretched place.
    fn whole_nearby(&self, old: Cells, cells: Cells) -> Option<Cells> {
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
}
