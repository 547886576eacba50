//! Which blocks are in view and where: scrolling, jumps, and the place kept when lines are set anew.

use egui::{Ui, pos2};

use crate::document::Document;
use crate::text::TextRange;
use crate::typeset::Mode;
use crate::ui::context::ViewContext;
use crate::ui::fonts::Fonts;

use super::blocks::LayoutKey;
use super::scroll::{Page, Scroll};
use super::{Column, ReaderPane, Visible, hit, margin, paint};

/// How far from the top of the view the target of a jump comes to stand, in views.
const JUMP_PLACE: f32 = 0.3;
/// A target this near the edges of the view, in points, is not yet well in view.
const EDGE_ABOVE: f32 = 8.0;
const EDGE_BELOW: f32 = 40.0;

/// The line at the top of the view, by its text: it stays there when lines are set anew.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// The scroll position this was taken at. While it holds, the anchor is not taken again: a column made narrower and
    /// wider again shows the same text as before.
    scroll: Scroll,
    offset: usize,
    /// How much of the line is above the view, in heights of the line.
    share: f32,
}

/// A line by its place among the blocks.
struct LinePlace {
    block_idx: usize,
    /// From the block's top, in points.
    top: f32,
    height: f32,
}

impl ReaderPane {
    /// Makes the blocks ready for what is shown now, with the same text at the top as before. Whether the width is being
    /// changed, so that the lines must be set again when it stays.
    pub(super) fn prepare(
        &mut self,
        ctx: &ViewContext<'_>,
        document: &Document,
        fonts: &Fonts,
        page: Page,
        column: Column,
    ) -> bool {
        let is_new = self.shown != Some(document.hash());
        if is_new {
            self.save_note(ctx);
            self.leave_document();
            self.shown = Some(document.hash());
        }
        let settings = &ctx.session.settings;
        let measure_em = (column.width / settings.size_px).round().max(1.0);
        let is_resizing = !is_new && self.last_width > 0.0 && (self.last_width - column.pane.width()).abs() > 0.5;
        self.last_width = column.pane.width();
        let mode = if is_resizing { Mode::Greedy } else { Mode::Optimal };
        let key = LayoutKey::new(document, settings, measure_em, fonts.version());
        let is_set_anew = self.blocks.prepare(document, key, mode);
        if is_new {
            self.scroll = Scroll::start(page);
        } else if is_set_anew || (self.last_head - page.head).abs() > 0.01 {
            self.stay(document, fonts, page);
        }
        self.last_head = page.head;
        self.blocks.trim(self.scroll.block_idx);
        is_resizing
    }

    /// Puts the anchored line back where it was.
    fn stay(&mut self, document: &Document, fonts: &Fonts, page: Page) {
        let Some(anchor) = self.anchor else {
            // In the head there are no lines; it may have another height now.
            if self.scroll.block_idx == 0 && self.scroll.offset < 0.0 && self.last_head > 0.0 {
                self.scroll.offset *= page.head / self.last_head;
            }
            return;
        };
        let Some(block_idx) = self.blocks.idx_at(anchor.offset) else { return };
        let Some(block) = self.blocks.set(document, fonts, block_idx) else { return };
        let top = block.line_top(block.line_of(anchor.offset));
        self.scroll = Scroll { block_idx, offset: top + anchor.share * block.line_height };
        self.anchor = Some(Anchor { scroll: self.scroll, ..anchor });
    }

    /// Goes where a jump or the caret asks.
    pub(super) fn follow(&mut self, document: &Document, fonts: &Fonts, page: Page, ui: &Ui) {
        if let Some(range) = self.pending_jump.take()
            && let Some(line) = self.line_place(document, fonts, range.start())
        {
            let is_in_view =
                self.y_in_view(&line).is_some_and(|y| y > EDGE_ABOVE && y + line.height < page.view - EDGE_BELOW);
            if !is_in_view {
                self.scroll = Scroll { block_idx: line.block_idx, offset: line.top - page.view * JUMP_PLACE };
            }
            if !range.is_empty() {
                self.flash = Some((range, ui.input(|input| input.time)));
            }
        }
        if let Some(offset) = self.pending_reveal.take()
            && let Some(line) = self.line_place(document, fonts, offset)
        {
            self.reveal(&line, page);
        }
    }

    /// Scrolls as little as brings the line into view, with one more line before or behind it.
    fn reveal(&mut self, line: &LinePlace, page: Page) {
        let y = self.y_in_view(line);
        let is_above = match y {
            Some(y) => y < line.height,
            None => line.block_idx <= self.scroll.block_idx,
        };
        let offset = if is_above {
            line.top - line.height
        } else if y.is_some_and(|y| y + 2.0 * line.height <= page.view) {
            return;
        } else {
            line.top + 2.0 * line.height - page.view
        };
        self.scroll = Scroll { block_idx: line.block_idx, offset };
    }

    fn line_place(&mut self, document: &Document, fonts: &Fonts, offset: usize) -> Option<LinePlace> {
        let block_idx = self.blocks.idx_at(offset)?;
        let block = self.blocks.set(document, fonts, block_idx)?;
        Some(LinePlace { block_idx, top: block.line_top(block.line_of(offset)), height: block.line_height })
    }

    /// Distance of the line from the view's top; `None` where its block was out of view in the last frame, so that the
    /// heights between are not known.
    fn y_in_view(&mut self, line: &LinePlace) -> Option<f32> {
        if !self.in_view.contains(&line.block_idx) || !self.in_view.contains(&self.scroll.block_idx) {
            return None;
        }
        let from = self.blocks.top(self.scroll.block_idx);
        Some(self.blocks.top(line.block_idx) - from + line.top - self.scroll.offset)
    }

    pub(super) fn wheel(&mut self, column: Column, ui: &Ui) {
        // What lies over the page takes the wheel for itself.
        let is_over = ui.rect_contains_pointer(ui.max_rect());
        let delta = ui.input(|input| if is_over { column.axes.scrolled(input.smooth_scroll_delta()) } else { 0.0 });
        if delta != 0.0 {
            self.scroll = self.scroll.moved(delta);
        }
    }

    /// Sets what is in view.
    pub(super) fn lay_out(&mut self, document: &Document, fonts: &Fonts, page: Page, column: Column) -> Vec<Visible> {
        let mut visible = self.fill(document, fonts, column);
        // Blocks may have proved lower than estimated: do not stand past the end.
        for _ in 0..3 {
            let Some(inside) = self.scroll.kept_inside(&mut self.blocks, page) else { break };
            self.scroll = inside;
            visible = self.fill(document, fonts, column);
        }
        let (first, last) =
            (visible.first().map_or(0, |shown| shown.idx), visible.last().map_or(0, |shown| shown.idx + 1));
        self.in_view = first..last;
        self.take_anchor(&visible, column);
        self.lay_out_above(document, fonts, visible.first(), column);
        visible
    }

    /// Sets blocks from the top of the view to its end.
    fn fill(&mut self, document: &Document, fonts: &Fonts, column: Column) -> Vec<Visible> {
        self.find_top(document, fonts);
        let mut y = column.pane.top() - self.scroll.offset;
        let mut visible = Vec::new();
        let mut idx = self.scroll.block_idx;
        while y < column.pane.bottom() {
            let Some(block) = self.blocks.set(document, fonts, idx) else { break };
            visible.push(Visible { block, idx, origin: pos2(column.left, y) });
            y += self.blocks.height(idx);
            idx += 1;
        }
        visible
    }

    /// Makes the block at the top of the view the one that scrolling is measured from, by true heights.
    fn find_top(&mut self, document: &Document, fonts: &Fonts) {
        while self.scroll.offset < 0.0 && self.scroll.block_idx > 0 {
            self.scroll.block_idx -= 1;
            self.blocks.set(document, fonts, self.scroll.block_idx);
            self.scroll.offset += self.blocks.height(self.scroll.block_idx);
        }
        while self.scroll.offset > 0.0 && self.scroll.block_idx + 1 < self.blocks.len() {
            self.blocks.set(document, fonts, self.scroll.block_idx);
            let height = self.blocks.height(self.scroll.block_idx);
            if self.scroll.offset < height {
                break;
            }
            self.scroll.block_idx += 1;
            self.scroll.offset -= height;
        }
    }

    fn take_anchor(&mut self, visible: &[Visible], column: Column) {
        if self.anchor.is_some_and(|anchor| anchor.scroll == self.scroll) {
            return;
        }
        let scroll = self.scroll;
        self.anchor = visible.first().filter(|_| scroll.block_idx > 0 || scroll.offset >= 0.0).and_then(|shown| {
            let line_idx = hit::line_at(&shown.block, column.pane.top() - shown.origin.y);
            let line = shown.block.lines.get(line_idx)?;
            let place = paint::Place::of(&shown.block, line_idx, shown.origin);
            let share = (column.pane.top() - place.origin.y) / place.line_height;
            Some(Anchor { scroll, offset: shown.block.line_range(line).start(), share })
        });
    }

    /// Sets blocks above the view as far as a note beside them could reach into it.
    fn lay_out_above(&mut self, document: &Document, fonts: &Fonts, first: Option<&Visible>, column: Column) {
        self.above.clear();
        let Some(first) = first.filter(|_| column.notes_left.is_some()) else { return };
        let (mut idx, mut y) = (first.idx, first.origin.y);
        while idx > 0 && y > column.pane.top() - margin::REACH {
            idx -= 1;
            let Some(block) = self.blocks.set(document, fonts, idx) else { break };
            y -= self.blocks.height(idx);
            self.above.push(Visible { block, idx, origin: pos2(column.left, y) });
        }
        self.above.reverse();
    }

    /// The place to come back to: where the view begins.
    pub(in crate::ui) fn place(&self) -> TextRange {
        let start = self.top_offset();
        TextRange::new(start, start)
    }

    /// Document offset of the first line in view.
    pub(super) fn top_offset(&self) -> usize {
        let top = self.blocks.range(self.scroll.block_idx).map_or(0, TextRange::start);
        self.anchor.map_or(top, |anchor| anchor.offset)
    }
}
