//! Where the reader is: a place in a block, so that corrected heights elsewhere never move the text under the eyes.

use super::blocks::Blocks;

/// The block at the top of the view and how far its top is above it, in points.
///
/// The page's head stands before block 0: there `offset` is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Scroll {
    pub(super) block_idx: usize,
    pub(super) offset: f32,
}

/// Heights of what is around the blocks, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Page {
    /// Title and source above the first block.
    pub(super) head: f32,
    /// Empty space below the last.
    pub(super) foot: f32,
    pub(super) view: f32,
}

impl Scroll {
    /// The beginning of the document, its head included.
    pub(super) fn start(page: Page) -> Self {
        Self { block_idx: 0, offset: -page.head }
    }

    /// The end of the document at the foot of the view. Measured from the last block, so that estimated heights of the
    /// others do not matter.
    pub(super) fn end(blocks: &Blocks, page: Page) -> Self {
        let last = blocks.len().saturating_sub(1);
        Self { block_idx: last, offset: blocks.height(last) + page.foot - page.view }
    }

    /// Distance from the page's top to the view's top.
    pub(super) fn y(self, blocks: &mut Blocks, page: Page) -> f32 {
        page.head + blocks.top(self.block_idx) + self.offset
    }

    /// The place `y` below the page's top, kept inside the page.
    pub(super) fn at_y(y: f32, blocks: &mut Blocks, page: Page) -> Self {
        let max = (page.head + blocks.total_height() + page.foot - page.view).max(0.0);
        let y = y.clamp(0.0, max) - page.head;
        if y < 0.0 || blocks.len() == 0 {
            return Self { block_idx: 0, offset: y };
        }
        let (block_idx, offset) = blocks.at(y);
        Self { block_idx, offset }
    }

    /// Moved by `delta` points towards the end. Which block that leads to is found when the blocks between are set.
    pub(super) fn moved(self, delta: f32) -> Self {
        Self { offset: self.offset + delta, ..self }
    }

    /// The nearest place inside the page; `None` where it is inside already.
    pub(super) fn kept_inside(self, blocks: &mut Blocks, page: Page) -> Option<Self> {
        let total = page.head + blocks.total_height() + page.foot;
        let y = self.y(blocks, page);
        // Sums over a very long document are not exact to the point.
        let slack = 0.5 + total * 1e-6;
        let inside = if y < -slack || total <= page.view {
            Self::start(page)
        } else if y > total - page.view + slack {
            Self::end(blocks, page)
        } else {
            return None;
        };
        (inside != self).then_some(inside)
    }
}
