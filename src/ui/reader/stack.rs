//! What lies under the same words lies one below the other: entity lines nearest to the text, then the reader's marks.

use crate::text::TextRange;
use crate::ui::tokens;

/// How far something drawn under words reaches above and below the height it is drawn at, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reach {
    pub(super) above: f32,
    pub(super) below: f32,
}

/// What is drawn under one line of text so far. The leading never changes for it.
#[derive(Debug)]
pub(super) struct Stack {
    /// Stretches of the text with the lowest place drawn in under them, in points below the baseline.
    taken: Vec<(TextRange, f32)>,
    /// Room under the baseline before the characters of the next line begin, in points.
    room: f32,
}

impl Stack {
    pub(super) fn new(room: f32) -> Self {
        Self { taken: Vec::new(), room }
    }

    /// Where something goes that is drawn `usual` points below the baseline when it is alone under its words: clear of
    /// everything that is there already. Where the room does not suffice it lies over another, not over the next line.
    pub(super) fn place(&mut self, range: TextRange, usual: f32, reach: Reach) -> f32 {
        let above = self.taken.iter().filter(|(other, _)| other.overlaps(range)).map(|&(_, bottom)| bottom);
        let free = above.map(|bottom| bottom + tokens::UNDERLINE_GAP + reach.above).fold(usual, f32::max);
        let drop = free.min((self.room - reach.below).max(usual));
        self.taken.push((range, drop + reach.below));
        drop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Reach = Reach { above: 0.5, below: 0.5 };

    fn is_about(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-4
    }

    #[test]
    fn what_shares_words_lies_clear_of_what_is_there() {
        let mut stack = Stack::new(20.0);
        let name = stack.place(TextRange::new(0, 9), 5.0, LINE);
        let mark = stack.place(TextRange::new(6, 12), 5.5, LINE);
        let below = stack.place(TextRange::new(9, 12), 5.5, LINE);
        let beside = stack.place(TextRange::new(12, 15), 5.5, LINE);
        assert!(is_about(name, 5.0) && is_about(beside, 5.5));
        assert!(is_about(mark, 5.0 + LINE.below + tokens::UNDERLINE_GAP + LINE.above));
        assert!(is_about(below, mark + LINE.below + tokens::UNDERLINE_GAP + LINE.above));
    }

    #[test]
    fn nothing_reaches_into_the_next_line() {
        let mut stack = Stack::new(9.0);
        for _ in 0..20 {
            assert!(stack.place(TextRange::new(0, 3), 5.0, LINE) + LINE.below <= 9.0);
        }
        // However little room there is, a line alone is drawn at its place.
        assert!(is_about(Stack::new(2.0).place(TextRange::new(0, 3), 5.0, LINE), 5.0));
    }
}
