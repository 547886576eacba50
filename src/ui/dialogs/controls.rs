//! Small controls that dialogs and the find bar share: rows, buttons, fields, and who has the keyboard first.

use egui::text::CCursorRange;
use egui::{
    Align, Button, FontId, Id, Key, KeyboardShortcut, Label, Layout, Margin, Rect, Response, RichText, Role, Sense,
    Stroke, TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::ui::tokens::{self, Palette};
use crate::ui::widgets::{elided, focus_ring};

/// Height of a row of a list, in points.
pub(in crate::ui) const ROW_HEIGHT: f32 = 26.0;
/// Space left and right of the words of a row.
pub(in crate::ui) const ROW_MARGIN: f32 = 8.0;
/// Width of the names that stand before the fields of a form.
const NAME_WIDTH: f32 = 104.0;
/// Side of a button that bears a sign.
const ICON_SIDE: f32 = 24.0;

/// One line of a list that can be clicked.
pub(super) struct Row<'a> {
    pub(super) text: &'a str,
    /// On the right, small.
    pub(super) detail: &'a str,
    pub(super) is_selected: bool,
}

pub(super) fn row_ui(ui: &mut Ui, palette: &Palette, row: &Row<'_>) -> Response {
    let (rect, response) = row_space(ui, palette, row.is_selected);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), row.is_selected, row.text));
    let inner = rect.shrink2(vec2(ROW_MARGIN, 0.0));
    let font = FontId::proportional(tokens::TINY);
    let detail = elided(ui.painter(), row.detail, font, palette.soft, inner.width() * 0.5);
    let room = inner.width() - detail.size().x - ROW_MARGIN;
    let text = elided(ui.painter(), row.text, FontId::proportional(tokens::TEXT), palette.ink, room);
    ui.painter().galley(pos2(inner.left(), inner.center().y - text.size().y / 2.0), text, palette.ink);
    let at = pos2(inner.right() - detail.size().x, inner.center().y - detail.size().y / 2.0);
    ui.painter().galley(at, detail, palette.soft);
    response
}

/// Room for a row over the whole width, with its ground painted.
pub(in crate::ui) fn row_space(ui: &mut Ui, palette: &Palette, is_selected: bool) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    if is_selected || response.hovered() {
        ui.painter().rect_filled(rect, tokens::RADIUS, palette.selected_row);
    }
    focus_ring(ui, palette, &response);
    (rect, response)
}

/// The button that does what the dialog is for.
pub(super) fn main_button(ui: &mut Ui, palette: &Palette, text: &str, is_enabled: bool) -> Response {
    let before = ui.ctx().read_response(ui.next_auto_id());
    let is_lit = before.is_some_and(|response| response.hovered() || response.has_focus());
    let line = if is_lit { palette.vermilion } else { palette.bar };
    let text = RichText::new(text).color(palette.bar_text);
    ui.add_enabled(is_enabled, Button::new(text).fill(palette.bar).stroke(Stroke::new(1.5, line)))
}

/// A sign drawn with lines, so that no font need have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Icon {
    Up,
    Down,
    Close,
    List,
}

/// A button with a sign; `label` is its name and its hover text.
pub(in crate::ui) fn icon_button(ui: &mut Ui, palette: &Palette, icon: Icon, label: &str, is_on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(ICON_SIDE), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    if is_on || response.hovered() {
        ui.painter().rect_filled(rect, tokens::RADIUS, palette.selected_row);
    }
    focus_ring(ui, palette, &response);
    let color = if ui.is_enabled() { palette.ink } else { palette.faint };
    let center = rect.center();
    for line in strokes(icon) {
        let points = line.iter().map(|&(x, y)| center + vec2(x, y)).collect();
        ui.painter().line(points, Stroke::new(1.4, color));
    }
    response.on_hover_text(label)
}

/// Lines of a sign, in points from its middle.
fn strokes(icon: Icon) -> &'static [&'static [(f32, f32)]] {
    match icon {
        Icon::Up => &[&[(-4.5, 2.0), (0.0, -2.5), (4.5, 2.0)]],
        Icon::Down => &[&[(-4.5, -2.0), (0.0, 2.5), (4.5, -2.0)]],
        Icon::Close => &[&[(-4.0, -4.0), (4.0, 4.0)], &[(-4.0, 4.0), (4.0, -4.0)]],
        Icon::List => &[&[(-5.0, -4.0), (5.0, -4.0)], &[(-5.0, 0.0), (5.0, 0.0)], &[(-5.0, 4.0), (2.0, 4.0)]],
    }
}

/// A field of one line whose hint is also its name.
pub(super) fn text_field(ui: &mut Ui, id: Id, text: &mut String, hint: &'static str, width: f32) -> Response {
    let field = TextEdit::singleline(text).id(id).hint_text(hint).desired_width(width).margin(Margin::symmetric(8, 5));
    let response = ui.add(field);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(hint));
    response
}

/// A row of a form: its name, then what `add` puts beside it, which bears that name.
pub(super) fn named_row<R>(ui: &mut Ui, palette: &Palette, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        let size = vec2(NAME_WIDTH, ui.spacing().interact_size.y);
        let label = ui
            .allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_size(size);
                ui.add(Label::new(RichText::new(name).color(palette.soft)).wrap().selectable(false))
            })
            .inner;
        ui.label_inputs_by(label.id, add)
    })
    .inner
}

/// One of several words to choose from; sets `value` when clicked.
pub(super) fn choices_ui<T: Copy + PartialEq>(ui: &mut Ui, value: &mut T, choices: &[(T, &'static str)]) {
    for &(choice, text) in choices {
        ui.selectable_value(value, choice, text);
    }
}

/// Whether Enter was pressed in the field.
pub(super) fn is_submitted(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// Gives the keyboard once to the first field of what has been opened.
#[derive(Debug, Default)]
pub(in crate::ui) struct FirstFocus {
    is_given: bool,
}

impl FirstFocus {
    pub(in crate::ui) fn give(&mut self, ui: &Ui, field: &Response) {
        if !self.is_given {
            field.request_focus();
            // The first pass only measures, and its widgets are disabled.
            self.is_given = !ui.is_sizing_pass();
        }
    }

    /// The same, with all of `text` selected, so that typing replaces it.
    pub(in crate::ui) fn give_selected(&mut self, ui: &Ui, field: &Response, text: &str) {
        if !self.is_given {
            let mut state = TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
            state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
            TextEdit::store_state(ui.ctx(), field.id, state);
            self.give(ui, field);
        }
    }
}

/// `Ctrl+Shift+E`, `Alt+←`, `[`: as the keys are marked, in characters every face has.
pub(in crate::ui) fn shortcut_text(egui: &egui::Context, shortcut: KeyboardShortcut) -> String {
    let key = shortcut.logical_key;
    let formatted = egui.format_shortcut(&shortcut);
    let modifiers = formatted.strip_suffix(key.name()).or_else(|| formatted.strip_suffix(key.symbol_or_name()));
    format!("{}{}", modifiers.unwrap_or_default(), key_cap(key))
}

fn key_cap(key: Key) -> &'static str {
    match key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Minus => "-",
        Key::Escape => "Esc",
        other => other.symbol_or_name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    #[test]
    fn shortcuts_read_as_the_keys_are_marked() {
        let egui = egui::Context::default();
        egui.set_os(egui::os::OperatingSystem::Nix);
        let check = |modifiers: Modifiers, key: Key, expected: &str| {
            assert_eq!(shortcut_text(&egui, KeyboardShortcut::new(modifiers, key)), expected);
        };
        check(Modifiers::COMMAND | Modifiers::SHIFT, Key::E, "Ctrl+Shift+E");
        check(Modifiers::ALT, Key::ArrowLeft, "Alt+←");
        check(Modifiers::NONE, Key::OpenBracket, "[");
        check(Modifiers::COMMAND, Key::Comma, "Ctrl+,");
        check(Modifiers::COMMAND, Key::Minus, "Ctrl+-");
    }
}
