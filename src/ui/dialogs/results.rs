//! A list of results under a field: the arrow keys choose one of them while one types, a click chooses any.

use egui::{Key, Modifiers, ScrollArea, Ui};

use super::controls::{Row, row_ui};
use crate::ui::context::ViewContext;

/// Height of the list, in points, and the least that is left of it in a low window.
const LIST_HEIGHT: (f32, f32) = (130.0, 340.0);
/// What stands around the list.
const AROUND: f32 = 220.0;

/// Which of the results is chosen.
#[derive(Debug, Default)]
pub(super) struct Results {
    selected: usize,
}

impl Results {
    /// Index of the result that Enter takes.
    pub(super) fn selected(&self) -> usize {
        self.selected
    }

    /// The results are others: the first is chosen.
    pub(super) fn reset(&mut self) {
        self.selected = 0;
    }

    /// Takes the arrow keys before the field sees them; whether they were pressed.
    pub(super) fn step(&mut self, n_results: usize, ui: &Ui) -> bool {
        let (down, up) = ui.input_mut(|input| {
            let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
            (down, input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp))
        });
        let last = n_results.saturating_sub(1);
        self.selected = (self.selected + down).min(last).saturating_sub(up);
        down + up > 0
    }

    /// The results with their details, and what `after` says below them; the one that was clicked. The chosen one is
    /// brought into view when it `is_moved`.
    pub(super) fn ui<'r>(
        &self,
        ctx: &ViewContext<'_>,
        rows: impl Iterator<Item = (&'r str, &'r str)>,
        is_moved: bool,
        ui: &mut Ui,
        after: impl FnOnce(&mut Ui),
    ) -> Option<usize> {
        let (least, most) = LIST_HEIGHT;
        let height = (ui.ctx().content_rect().height() - AROUND).clamp(least, most);
        let mut clicked = None;
        ScrollArea::vertical().id_salt("results").max_height(height).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (idx, (text, detail)) in rows.enumerate() {
                let is_selected = idx == self.selected;
                let response = row_ui(ui, ctx.palette, &Row { text, detail, is_selected });
                if is_selected && is_moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(idx);
                }
            }
            after(ui);
        });
        clicked
    }
}
