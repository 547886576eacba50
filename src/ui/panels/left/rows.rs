//! A list of rows of differing heights, of which only those in view are made.

use std::ops::Range;

use egui::{Key, Modifiers, Pos2, Rangef, Rect, Response, ScrollArea, Ui, pos2};

use crate::ui::context::ViewContext;
use crate::ui::tokens;
use crate::ui::widgets::focus_ring;

/// Points above and below the view that are made too, so that the keyboard finds the next row.
const OVERSCAN: f32 = 80.0;
/// Smallest difference between an estimated and a true height that is worth a new layout, in points.
const TOLERANCE: f32 = 0.5;

/// Heights of all rows: estimated first, true once a row has been in view.
#[derive(Debug, Default)]
pub(super) struct Rows {
    heights: Vec<f32>,
    /// Top of every row and the end of the last: one more than `heights`.
    tops: Vec<f32>,
}

/// Where a row goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// Top left corner.
    pub(super) at: Pos2,
    pub(super) width: f32,
}

/// Width of rows in a list that fills `ui`, whether or not it scrolls.
pub(super) fn row_width(ui: &Ui) -> f32 {
    (ui.available_width() - ui.spacing().scroll.allocated_width()).max(1.0)
}

impl Rows {
    pub(super) fn new(heights: Vec<f32>) -> Self {
        let tops = tops(&heights);
        Self { heights, tops }
    }

    /// Shows the rows in view, and scrolls to row `reveal`. `row_ui` makes one row and returns its true height.
    pub(super) fn ui(
        &mut self,
        salt: &str,
        reveal: Option<usize>,
        ui: &mut Ui,
        mut row_ui: impl FnMut(&mut Ui, usize, Slot) -> f32,
    ) {
        let width = row_width(ui);
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show_viewport(ui, |ui, viewport| {
            ui.set_height(self.tops.last().copied().unwrap_or_default());
            let area = ui.max_rect();
            if let Some(span) = reveal.and_then(|idx| self.span(idx)) {
                let y = Rangef::new(area.top() + span.min, area.top() + span.max);
                ui.scroll_to_rect(Rect::from_x_y_ranges(area.x_range(), y), None);
            }
            let shown = self.touching(Rangef::new(viewport.min.y - OVERSCAN, viewport.max.y + OVERSCAN));
            let mut y = area.top() + self.tops.get(shown.start).copied().unwrap_or_default();
            let mut was_wrong = false;
            for idx in shown {
                let height = row_ui(ui, idx, Slot { at: pos2(area.left(), y), width });
                y += height;
                was_wrong |= self.correct(idx, height);
            }
            if was_wrong {
                self.tops = tops(&self.heights);
                ui.ctx().request_repaint();
            }
        });
    }

    /// Whether the height of row `idx` was another so far.
    fn correct(&mut self, idx: usize, height: f32) -> bool {
        let Some(known) = self.heights.get_mut(idx) else { return false };
        let is_wrong = (*known - height).abs() > TOLERANCE;
        if is_wrong {
            *known = height;
        }
        is_wrong
    }

    fn span(&self, idx: usize) -> Option<Rangef> {
        Some(Rangef::new(*self.tops.get(idx)?, *self.tops.get(idx + 1)?))
    }

    /// Rows of which at least a part lies in `y`, counted from the top of the list.
    fn touching(&self, y: Rangef) -> Range<usize> {
        let first = self.tops.partition_point(|&top| top <= y.min).saturating_sub(1);
        let end = self.tops.partition_point(|&top| top < y.max).min(self.heights.len());
        first.min(end)..end
    }
}

fn tops(heights: &[f32]) -> Vec<f32> {
    let mut tops = Vec::with_capacity(heights.len() + 1);
    let mut y = 0.0;
    tops.push(y);
    for height in heights {
        y += height;
        tops.push(y);
    }
    tops
}

/// The ground of a row, set off when it is current, under the pointer, or has the keyboard.
pub(super) fn ground(ctx: &ViewContext<'_>, ui: &Ui, rect: Rect, response: &Response, is_current: bool) {
    if is_current {
        ui.painter().rect_filled(rect, tokens::RADIUS, ctx.palette.selected_row);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, tokens::RADIUS, ctx.palette.selected_row.gamma_multiply(0.5));
    }
    focus_ring(ui, ctx.palette, response);
}

/// Brings a row that was reached by the keyboard into view, and keeps the keys that act on it from scrolling the text.
pub(super) fn follow_keyboard(ui: &Ui, response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        ui.input_mut(|input| {
            for key in [Key::Space, Key::Enter, Key::ArrowUp, Key::ArrowDown] {
                input.consume_key(Modifiers::NONE, key);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_view_are_found() {
        let rows = Rows::new(vec![10.0, 30.0, 20.0]);
        assert_eq!(rows.touching(Rangef::new(-80.0, 5.0)), 0..1);
        assert_eq!(rows.touching(Rangef::new(10.0, 40.0)), 1..2);
        assert_eq!(rows.touching(Rangef::new(39.0, 41.0)), 1..3);
        assert_eq!(rows.touching(Rangef::new(500.0, 600.0)), 3..3);
        assert_eq!(Rows::default().touching(Rangef::new(0.0, 9.0)), 0..0);
        assert_eq!(Rows::new(Vec::new()).touching(Rangef::new(0.0, 9.0)), 0..0);
    }

    #[test]
    fn a_corrected_height_moves_what_follows() {
        let mut rows = Rows::new(vec![10.0, 30.0]);
        assert!(!rows.correct(0, 10.2));
        assert!(rows.correct(0, 14.0));
        rows.tops = tops(&rows.heights);
        assert_eq!(rows.span(1), Some(Rangef::new(14.0, 44.0)));
        assert_eq!(rows.span(2), None);
    }
}
