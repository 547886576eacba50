//! A row of tabs: the open one in heavier ink over a short vermilion line.

use egui::{FontId, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::tokens::{self, Palette};

use super::text::focus_ring;

/// Space between two tabs.
const GAP: f32 = 18.0;
/// Height of a tab, and thickness of the line under the open one.
const HEIGHT: f32 = 24.0;
const UNDERLINE: f32 = 2.0;
/// The interface's face has one weight: the open tab is printed twice, this far apart.
const BOLD_OFFSET: f32 = 0.4;

/// One tab.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Tab<'a> {
    pub(in crate::ui) label: &'a str,
    /// How many things are in it, where that says something.
    pub(in crate::ui) count: Option<usize>,
}

/// Shows `tabs` side by side and gives the one clicked.
pub(in crate::ui) fn tab_strip(ui: &mut Ui, palette: &Palette, tabs: &[Tab<'_>], selected: usize) -> Option<usize> {
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for (idx, tab) in tabs.iter().enumerate() {
            if tab_ui(ui, palette, *tab, idx == selected).clicked() {
                clicked = Some(idx);
            }
        }
    });
    clicked
}

fn tab_ui(ui: &mut Ui, palette: &Palette, tab: Tab<'_>, is_selected: bool) -> Response {
    let text = match tab.count {
        Some(count) => format!("{} {count}", tab.label),
        None => tab.label.to_owned(),
    };
    let font = FontId::proportional(tokens::TEXT);
    let galley = ui.painter().layout_no_wrap(text.clone(), font, palette.ink);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 1.0, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_selected, &text));
    let color = if is_selected || response.hovered() { palette.ink } else { palette.soft };
    let at = pos2(rect.left(), rect.top() + (HEIGHT - UNDERLINE - 2.0 - galley.size().y) / 2.0);
    if is_selected {
        let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - UNDERLINE), rect.max);
        ui.painter().rect_filled(line, 1.0, palette.vermilion);
        let beside = at + vec2(BOLD_OFFSET, 0.0);
        ui.painter().galley_with_override_text_color(beside, std::sync::Arc::clone(&galley), color);
    }
    ui.painter().galley_with_override_text_color(at, galley, color);
    focus_ring(ui, palette, &response);
    response
}
