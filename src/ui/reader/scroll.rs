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

    /// Moved by `delta` points towards the end.
    pub(super) fn moved(self, delta: f32, blocks: &mut Blocks, page: Page) -> Self {
        let y = self.y(blocks, page) + delta;
        Self::at_y(y, blocks, page)
    }
}
