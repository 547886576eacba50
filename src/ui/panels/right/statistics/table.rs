//! Tables: sortable heads, rows of which only those in view are made.

use egui::{Align2, Color32, CursorIcon, FontId, Id, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::statistics::definition;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::reader::thousands;
use crate::ui::tokens::{self, Palette};
use crate::ui::widgets::{elided, focus_ring};

use super::figures::{definition_ui, filled};
use super::heading::word_button;

pub(super) const ROW_HEIGHT: f32 = 22.0;
const HEAD_HEIGHT: f32 = 20.0;

/// The column a table is sorted by, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) column: usize,
    pub(super) is_descending: bool,
}

/// The head of a column.
pub(super) struct Head {
    pub(super) label: &'static str,
    pub(super) about: About,
    /// From the table's left edge, in points.
    pub(super) x: Rangef,
    /// Set to the right, and sorted from the largest.
    pub(super) is_number: bool,
}

/// What explains a column.
#[derive(Clone, Copy)]
pub(super) enum About {
    /// The definition of this figure.
    Figure(&'static str),
    Text(&'static str),
}

impl Head {
    /// Its cell in a row.
    pub(super) fn cell(&self, row: Rect) -> Rect {
        let x = Rangef::new(row.left() + self.x.min, row.left() + self.x.max);
        Rect::from_x_y_ranges(x, row.y_range())
    }

    fn align(&self) -> Align2 {
        if self.is_number { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER }
    }
}

/// The heads of `table`; a click sorts by the column, a second one the other way.
pub(super) fn heads_ui(ctx: &ViewContext<'_>, ui: &mut Ui, table: &str, heads: &[Head], order: &mut Order) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD_HEIGHT), Sense::hover());
    for (column, head) in heads.iter().enumerate() {
        let cell = head.cell(rect);
        let id = ui.make_persistent_id(("statistics-head", table, column));
        let response = ui.interact(cell, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, head.label));
        if response.clicked() {
            let is_descending = if order.column == column { !order.is_descending } else { head.is_number };
            *order = Order { column, is_descending };
        }
        let is_on = order.column == column;
        let text = match (is_on, order.is_descending) {
            (false, _) => head.label.to_owned(),
            (true, true) => format!("{} ↓", head.label),
            (true, false) => format!("{} ↑", head.label),
        };
        let color = if is_on || response.hovered() { ctx.palette.ink } else { ctx.palette.soft };
        cell_text(ui, cell, head.align(), &text, tokens::TINY, color);
        focus_ring(ui, ctx.palette, &response);
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| {
            match head.about {
                About::Figure(key) => {
                    if let Some(definition) = definition(key) {
                        definition_ui(ctx, definition, ui);
                    }
                }
                About::Text(text) => {
                    ui.label(text);
                }
            }
            ui.label(egui::RichText::new(ctx.word(Word::StatSortHint)).size(tokens::TINY).color(ctx.palette.faint));
        });
    }
}

/// One line of text in a cell, cut with … where it is too long.
pub(super) fn cell_text(ui: &Ui, cell: Rect, align: Align2, text: &str, size: f32, color: Color32) {
    let galley = elided(ui.painter(), text, FontId::proportional(size), color, cell.width());
    let at = align.align_size_within_rect(galley.size(), cell);
    ui.painter().galley(at.min, galley, color);
}

/// A number in the cell of `head`.
pub(super) fn number_text(ui: &Ui, head: &Head, row: Rect, text: &str, color: Color32) {
    cell_text(ui, head.cell(row), Align2::RIGHT_CENTER, text, tokens::SMALL, color);
}

/// `n_rows` rows of one height, of which only those in view are made.
pub(super) fn rows_ui(ui: &mut Ui, row_height: f32, n_rows: usize, mut row_ui: impl FnMut(&Ui, usize, Rect)) {
    let size = vec2(ui.available_width(), row_height * n_rows as f32);
    let (_, all) = ui.allocate_space(size);
    let clip = ui.clip_rect();
    if !all.intersects(clip) {
        return;
    }
    let row_at = |y: f32| ((y - all.top()) / row_height).floor().max(0.0) as usize;
    // One row more at each end, so that the keyboard can step out of view and be followed.
    let first = row_at(clip.top()).saturating_sub(1);
    let end = row_at(clip.bottom()).saturating_add(2).min(n_rows);
    for idx in first..end {
        let top = all.top() + idx as f32 * row_height;
        row_ui(ui, idx, Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), row_height)));
    }
}

/// A row that can be clicked, with its ground and its name for screen readers.
pub(super) fn row_response(ui: &Ui, palette: &Palette, rect: Rect, id: Id, is_selected: bool, label: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, label));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let ground = rect.expand2(vec2(3.0, 0.0));
    if is_selected {
        ui.painter().rect_filled(ground, tokens::RADIUS, palette.selected_row);
    } else if response.hovered() {
        ui.painter().rect_filled(ground, tokens::RADIUS, palette.selected_row.gamma_multiply(0.6));
    }
    focus_ring(ui, palette, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A button that shows all of a table with more than `n_few` rows, or folds it again.
pub(super) fn more_ui(ctx: &ViewContext<'_>, ui: &mut Ui, n_rows: usize, n_few: usize, shows_all: &mut bool) {
    if n_rows <= n_few {
        return;
    }
    let label = if *shows_all {
        ctx.word(Word::StatFewer).to_owned()
    } else {
        filled(ctx.word(Word::StatAllRows), &[&thousands(n_rows)])
    };
    if word_button(ui, ctx.palette, &label).clicked() {
        *shows_all = !*shows_all;
    }
}
