//! One row of the list as it is painted: dot, name, detail, where it stands, how often.

use egui::{Align2, Color32, FontId, Id, Painter, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::tokens::{self, Palette};
use crate::ui::widgets::{elided, focus_ring, nearest_to, paint_strip};

/// Height of every row, headings too.
pub(super) const HEIGHT: f32 = 26.0;
/// Diameter of the dot.
const DOT: f32 = 7.0;
/// From the row's left edge to the dot's middle, and on to the name.
const DOT_LEFT: f32 = 8.0;
const NAME_LEFT: f32 = 18.0;
/// How much farther in a part stands than its whole.
const STEP: f32 = 13.0;
/// Room for the strip: as much as is given, in narrow panels a share of the width.
const STRIP: f32 = 82.0;
const STRIP_SHARE: f32 = 0.27;
const STRIP_HEIGHT: f32 = 14.0;
/// Room for the count, and for the scroll bar that lies over the right edge.
const COUNT: f32 = 28.0;
const EDGE: f32 = 7.0;
const GAP: f32 = 6.0;
/// The detail is not worth showing in less room.
const LEAST_DETAIL: f32 = 26.0;

/// What a row shows.
pub(super) struct Line<'a> {
    pub(super) name: &'a str,
    pub(super) detail: String,
    pub(super) color: Color32,
    pub(super) depth: u8,
    /// From 0 to 1, in order; none: no strip.
    pub(super) positions: &'a [f32],
    /// At the right edge: the count, a paragraph number.
    pub(super) trailing: String,
    /// Said by screen readers after name and detail.
    pub(super) spoken: String,
    pub(super) is_selected: bool,
}

/// Shows a row; on a click gives the index of the tick to go to as well.
pub(super) fn line_ui(ui: &Ui, palette: &Palette, rect: Rect, id: Id, line: &Line<'_>) -> (Response, Option<usize>) {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let label = [line.name, line.detail.as_str(), line.spoken.as_str()].join(" ");
        WidgetInfo::selected(Role::ListItem, true, line.is_selected, label.trim())
    });
    let painter = ui.painter();
    if line.is_selected {
        painter.rect_filled(rect, tokens::RADIUS, palette.selected_row);
    } else if response.hovered() {
        painter.rect_filled(rect, tokens::RADIUS, palette.selected_row.gamma_multiply(0.5));
    }
    let faint = if line.is_selected { palette.soft } else { palette.faint };
    let trailing = painter.layout_no_wrap(line.trailing.clone(), FontId::proportional(tokens::SMALL), faint);
    let has_strip = !line.positions.is_empty();
    let strip = strip_rect(rect, trailing.size().x);
    let end = if has_strip { strip.left() } else { rect.right() - EDGE - trailing.size().x };
    let is_cut = names_ui(painter, palette, rect, end - GAP, line);
    if has_strip {
        paint_strip(painter, palette, strip, line.positions, line.color);
    }
    let count = Align2::RIGHT_CENTER.align_size_within_rect(trailing.size(), rect.with_max_x(rect.right() - EDGE));
    painter.galley(count.min, trailing, faint);
    focus_ring(ui, palette, &response);
    let target = response.clicked().then(|| {
        let at = response.interact_pointer_pos().filter(|at| has_strip && strip.expand(2.0).contains(*at));
        at.and_then(|at| nearest_to(strip, at.x, line.positions)).unwrap_or(0)
    });
    let response = if is_cut { response.on_hover_text(format!("{}\n{}", line.name, line.detail)) } else { response };
    (response, target)
}

fn strip_rect(rect: Rect, trailing: f32) -> Rect {
    let width = STRIP.min(rect.width() * STRIP_SHARE);
    let right = rect.right() - EDGE - COUNT.max(trailing + GAP);
    Rect::from_min_size(pos2(right - width, rect.center().y - STRIP_HEIGHT / 2.0), vec2(width, STRIP_HEIGHT))
}

/// Paints dot, name and detail; whether something had to be cut.
fn names_ui(painter: &Painter, palette: &Palette, rect: Rect, right: f32, line: &Line<'_>) -> bool {
    let indent = STEP * f32::from(line.depth);
    let middle = rect.center().y;
    painter.circle_filled(pos2(rect.left() + DOT_LEFT + indent, middle), DOT / 2.0, line.color);
    let left = rect.left() + NAME_LEFT + indent;
    let name = elided(painter, line.name, FontId::proportional(tokens::TEXT), palette.ink, right - left);
    let is_name_cut = name.elided;
    let detail_left = left + name.size().x + GAP;
    painter.galley(pos2(left, middle - name.size().y / 2.0), name, palette.ink);
    if line.detail.is_empty() {
        return is_name_cut;
    }
    if right - detail_left < LEAST_DETAIL {
        return true;
    }
    let font = FontId::proportional(tokens::TINY);
    let detail = elided(painter, &line.detail, font, palette.soft, right - detail_left);
    let is_cut = is_name_cut || detail.elided;
    painter.galley(pos2(detail_left, middle - detail.size().y / 2.0 + 0.5), detail, palette.soft);
    is_cut
}

/// What a heading shows.
pub(super) struct Heading<'a> {
    pub(super) text: String,
    pub(super) is_open: bool,
    pub(super) color: Color32,
    /// Whether the lines of the type are drawn in the text; `None`: it has none.
    pub(super) has_lines: Option<bool>,
    /// What the button for the lines does.
    pub(super) lines_label: &'a str,
}

/// A heading, and the button that shows or hides its lines in the text.
pub(super) fn heading_ui(
    ui: &Ui,
    palette: &Palette,
    rect: Rect,
    id: Id,
    heading: &Heading<'_>,
) -> (Response, Option<Response>) {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, heading.is_open, &heading.text));
    let lit = response.hovered() || response.has_focus();
    let color = if lit { palette.ink } else { palette.soft };
    let baseline = rect.bottom() - 5.0;
    let font = FontId::proportional(tokens::SMALL);
    let at = pos2(rect.left() + 3.0, baseline);
    let text = ui.painter().text(at, Align2::LEFT_BOTTOM, &heading.text, font, color);
    let mut right = text.right() + 8.0;
    if lit || !heading.is_open {
        triangle(ui.painter(), pos2(right + 3.0, text.center().y), heading.is_open, color);
        right += 14.0;
    }
    focus_ring(ui, palette, &response);
    let lines = heading.has_lines.map(|is_shown| {
        let place = Rect::from_min_size(pos2(right, text.center().y - 9.0), vec2(26.0, 18.0));
        lines_ui(ui, palette, place, id.with("lines"), heading, is_shown)
    });
    (response, lines)
}

/// A line as the text has it under names: whole where lines are shown, a dotted trace where not.
fn lines_ui(ui: &Ui, palette: &Palette, rect: Rect, id: Id, heading: &Heading<'_>, is_shown: bool) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, is_shown, heading.lines_label));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, tokens::RADIUS, palette.selected_row);
    }
    let y = painter.round_to_pixel_center(rect.center().y + 3.0);
    let (left, right) = (rect.left() + 4.0, rect.right() - 4.0);
    if is_shown {
        painter.hline(left..=right, y, Stroke::new(tokens::ENTITY_LINE, heading.color));
    } else {
        painter.extend(egui::Shape::dotted_line(&[pos2(left, y), pos2(right, y)], palette.faint, 4.0, 0.8));
    }
    focus_ring(ui, palette, &response);
    response.on_hover_text(heading.lines_label)
}

fn triangle(painter: &Painter, center: egui::Pos2, is_open: bool, color: Color32) {
    let (long, short) = (3.6, 2.4);
    let points = if is_open {
        vec![center + vec2(-long, -short), center + vec2(long, -short), center + vec2(0.0, short)]
    } else {
        vec![center + vec2(-short, -long), center + vec2(short, 0.0), center + vec2(-short, long)]
    };
    painter.add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
}
