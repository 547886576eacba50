//! Headings that fold what is below them, and the quiet words one can click.

use egui::{
    Align, Align2, Color32, CursorIcon, FontId, Layout, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Outlet;
use crate::ui::tokens::{self, Palette};
use crate::ui::widgets::{elided, focus_ring};

/// Space above a section.
const GAP: f32 = 10.0;
const HEIGHT: f32 = 24.0;
/// From the left edge to the title, with the chevron between.
const INDENT: f32 = 13.0;
/// Around a word one can click.
const PADDING: egui::Vec2 = vec2(4.0, 2.0);
/// Size of a button that bears a sign.
const SIGN: egui::Vec2 = vec2(20.0, 20.0);
/// Least room that the buttons leave to a title.
const TITLE_ROOM: f32 = 58.0;

/// The heading of a section with `buttons` at its right end, set from the right; whether the section is open.
pub(super) fn heading_ui(
    ctx: &ViewContext<'_>,
    ui: &mut Ui,
    title: Word,
    is_folded: &mut bool,
    buttons: impl FnOnce(&mut Ui),
) -> bool {
    ui.add_space(GAP);
    let title = ctx.word(title);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let mut end = rect.right();
    if !*is_folded {
        let row = UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
        let mut row = ui.new_child(row);
        row.spacing_mut().item_spacing.x = 2.0;
        buttons(&mut row);
        end = row.min_rect().left().min(end);
    }
    let id = ui.make_persistent_id(("statistics-section", title));
    let mut response = ui.interact(rect.with_max_x(end), id, Sense::click());
    if response.clicked() {
        *is_folded = !*is_folded;
        response.mark_changed();
    }
    let is_open = !*is_folded;
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, is_open, title));
    let color = if response.hovered() { ctx.palette.ink } else { ctx.palette.soft };
    paint_chevron(ui.painter(), pos2(rect.left() + 4.0, rect.center().y), is_open, color);
    let font = FontId::proportional(tokens::SMALL);
    let galley = elided(ui.painter(), title, font, color, end - rect.left() - INDENT);
    let at = pos2(rect.left() + INDENT, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    focus_ring(ui, ctx.palette, &response);
    is_open
}

fn paint_chevron(painter: &Painter, center: Pos2, is_open: bool, color: Color32) {
    let point = |along: f32, across: f32| {
        let from_center = if is_open { vec2(across, along) } else { vec2(along, across) };
        center + from_center
    };
    let points = vec![point(-1.5, -3.0), point(1.5, 0.0), point(-1.5, 3.0)];
    painter.add(Shape::line(points, Stroke::new(1.2, color)));
}

/// The heading of a part of a section.
pub(super) fn subheading_ui(ctx: &ViewContext<'_>, ui: &mut Ui, title: &str, buttons: impl FnOnce(&mut Ui)) {
    ui.add_space(4.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let row = UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
    let mut row = ui.new_child(row);
    row.spacing_mut().item_spacing.x = 2.0;
    buttons(&mut row);
    let font = FontId::proportional(tokens::SMALL);
    ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, title, font, ctx.palette.soft);
}

/// A word one can click.
pub(super) fn word_button(ui: &mut Ui, palette: &Palette, label: &str) -> Response {
    word_ui(ui, palette, label, None)
}

/// A word that is on or off.
pub(super) fn word_toggle(ui: &mut Ui, palette: &Palette, label: &str, is_on: bool) -> Response {
    word_ui(ui, palette, label, Some(is_on))
}

/// A word one can click in a heading's row, cut where it would cover the title.
pub(super) fn word_in_heading(ui: &mut Ui, palette: &Palette, label: &str) -> Response {
    let room = ui.available_width() - INDENT - TITLE_ROOM;
    word_within(ui, palette, label, None, room.max(24.0))
}

fn word_ui(ui: &mut Ui, palette: &Palette, label: &str, is_on: Option<bool>) -> Response {
    word_within(ui, palette, label, is_on, f32::INFINITY)
}

fn word_within(ui: &mut Ui, palette: &Palette, label: &str, is_on: Option<bool>, room: f32) -> Response {
    let font = FontId::proportional(tokens::TINY);
    let galley = elided(ui.painter(), label, font, palette.soft, room - 2.0 * PADDING.x);
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * PADDING, Sense::click());
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(Role::Button, true, is_on, label),
        None => WidgetInfo::labeled(Role::Button, true, label),
    });
    let is_on = is_on == Some(true);
    if response.hovered() {
        ui.painter().rect_filled(rect, tokens::RADIUS, palette.selected_row);
    }
    if is_on {
        let line = rect.shrink2(PADDING);
        ui.painter().hline(line.x_range(), rect.bottom() - 1.0, Stroke::new(1.5, palette.vermilion));
    }
    let color = if is_on || response.hovered() { palette.ink } else { palette.soft };
    ui.painter().galley_with_override_text_color(rect.min + PADDING, galley, color);
    focus_ring(ui, palette, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Buttons that copy or save the table of a section, set from the right; which of them was clicked.
pub(super) fn table_buttons(ctx: &ViewContext<'_>, ui: &mut Ui) -> Option<Outlet> {
    let save = sign_ui(ui, ctx.palette, ctx.word(Word::SaveTsv), paint_save).on_hover_text(ctx.word(Word::SaveTsv));
    let copy = sign_ui(ui, ctx.palette, ctx.word(Word::CopyTsv), paint_copy).on_hover_text(ctx.word(Word::StatCopyTsv));
    if copy.clicked() { Some(Outlet::Clipboard) } else { save.clicked().then_some(Outlet::File) }
}

/// A small button with a sign drawn by `paint` around its middle.
fn sign_ui(ui: &mut Ui, palette: &Palette, label: &str, paint: fn(&Painter, Pos2, Stroke)) -> Response {
    let (rect, response) = ui.allocate_exact_size(SIGN, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    if response.hovered() {
        ui.painter().rect_filled(rect, tokens::RADIUS, palette.selected_row);
    }
    let color = if response.hovered() { palette.ink } else { palette.soft };
    paint(ui.painter(), rect.center(), Stroke::new(1.1, color));
    focus_ring(ui, palette, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Two sheets, the one half behind the other.
fn paint_copy(painter: &Painter, center: Pos2, stroke: Stroke) {
    let sheet = Rect::from_center_size(center + vec2(1.5, 1.5), vec2(7.0, 8.0));
    painter.rect_stroke(sheet, 1.0, stroke, StrokeKind::Middle);
    let behind = [vec2(2.0, -4.5), vec2(-4.0, -4.5), vec2(-4.0, 3.0)];
    painter.line(behind.map(|from_center| center + from_center).to_vec(), stroke);
}

/// An arrow down to a line.
fn paint_save(painter: &Painter, center: Pos2, stroke: Stroke) {
    painter.vline(center.x, center.y - 5.0..=center.y + 2.0, stroke);
    let head = [vec2(-3.0, -1.0), vec2(0.0, 2.0), vec2(3.0, -1.0)];
    painter.line(head.map(|from_center| center + from_center).to_vec(), stroke);
    painter.hline(center.x - 4.5..=center.x + 4.5, center.y + 5.0, stroke);
}
