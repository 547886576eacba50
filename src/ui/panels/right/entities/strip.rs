//! Where something stands in the text, thinned to what a strip can show.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::analysis::EntityId;
use crate::document::Document;
use crate::text::TextRange;

/// More ticks than these no strip of a panel tells apart.
const N_TICKS: usize = 512;

/// Ticks of a strip.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Strip {
    /// From 0 to 1, in order.
    pub(super) positions: Vec<f32>,
    /// Of each tick, the number of the first place it stands for.
    nth: Vec<usize>,
}

impl Strip {
    /// Of `ranges` in order.
    pub(super) fn new(document: &Document, ranges: impl Iterator<Item = TextRange>) -> Self {
        let length = document.text().len().max(1);
        let mut strip = Self::default();
        let mut last = None;
        for (nth, range) in ranges.enumerate() {
            let tick = range.start() * N_TICKS / length;
            if last != Some(tick) {
                last = Some(tick);
                strip.positions.push(range.start() as f32 / length as f32);
                strip.nth.push(nth);
            }
        }
        strip
    }

    /// The number of the place that tick `idx` leads to.
    pub(super) fn place(&self, idx: usize) -> Option<usize> {
        self.nth.get(idx).copied()
    }
}

/// What a strip is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Of {
    Entity(EntityId),
    /// Index of the first of expressions that are alike.
    Expression(usize),
}

/// Strips of the rows that have been in view.
#[derive(Debug, Default)]
pub(super) struct Strips {
    kept: RefCell<HashMap<Of, Rc<Strip>>>,
}

impl Strips {
    /// The strip of `of`, made where it is not known yet.
    pub(super) fn get(&self, of: Of, make: impl FnOnce() -> Strip) -> Rc<Strip> {
        Rc::clone(self.kept.borrow_mut().entry(of).or_insert_with(|| Rc::new(make())))
    }

    /// The rows are others.
    pub(super) fn forget(&mut self) {
        self.kept.get_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    #[test]
    fn places_that_share_a_tick_are_shown_once() {
        let document = Document::new("a".repeat(512_000), Vec::new(), Metadata::default());
        let ranges = [0, 3, 2_000, 400_000].map(|start| TextRange::new(start, start + 1));
        let strip = Strip::new(&document, ranges.into_iter());
        assert_eq!(strip.positions.len(), 3);
        assert_eq!((strip.place(1), strip.place(2), strip.place(3)), (Some(2), Some(3), None));
    }
}
