//! A row of tabs: the open one in heavier ink over a short vermilion line.

use std::sync::Arc;

use egui::{FontId, Galley, Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::tokens::{self, Palette};

use super::text::{elided, focus_ring};

/// Space between two tabs: what is liked, and what is left in a narrow panel.
const GAP: f32 = 18.0;
const LEAST_GAP: f32 = 7.0;
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

impl Tab<'_> {
    fn text(&self, has_count: bool) -> String {
        match self.count.filter(|_| has_count) {
            Some(count) => format!("{} {count}", self.label),
            None => self.label.to_owned(),
        }
    }
}

/// Shows `tabs` side by side and gives the one clicked. In a narrow panel they draw together, then leave their counts
/// out, and are cut at last. The id of the open one is noted under `noted_as`, for whoever gives it the keyboard.
pub(in crate::ui) fn tab_strip(
    ui: &mut Ui,
    palette: &Palette,
    tabs: &[Tab<'_>],
    selected: usize,
    noted_as: Id,
) -> Option<usize> {
    let room = ui.available_width();
    let n_gaps = tabs.len().saturating_sub(1) as f32;
    let lay_out = |has_counts: bool| -> Vec<f32> {
        let width = |tab: &Tab<'_>| set(ui, palette, &tab.text(has_counts), f32::INFINITY).size().x + 1.0;
        tabs.iter().map(width).collect()
    };
    let fits = |widths: &[f32]| widths.iter().sum::<f32>() + n_gaps * LEAST_GAP <= room;
    let with_counts = lay_out(true);
    let has_counts = fits(&with_counts);
    let mut widths = if has_counts { with_counts } else { lay_out(false) };
    if !fits(&widths) {
        let share = ((room - n_gaps * LEAST_GAP) / widths.iter().sum::<f32>().max(1.0)).clamp(0.0, 1.0);
        for width in &mut widths {
            *width *= share;
        }
    }
    let gap = ((room - widths.iter().sum::<f32>()) / n_gaps.max(1.0)).clamp(LEAST_GAP, GAP);
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (idx, (tab, width)) in tabs.iter().zip(widths).enumerate() {
            let galley = set(ui, palette, &tab.text(has_counts), width);
            let response = tab_ui(ui, palette, *tab, galley, idx == selected);
            if idx == selected {
                ui.data_mut(|data| data.insert_temp(noted_as, response.id));
            }
            if response.clicked() {
                clicked = Some(idx);
            }
        }
    });
    clicked
}

fn set(ui: &Ui, palette: &Palette, text: &str, width: f32) -> Arc<Galley> {
    elided(ui.painter(), text, FontId::proportional(tokens::TEXT), palette.ink, width)
}

fn tab_ui(ui: &mut Ui, palette: &Palette, tab: Tab<'_>, galley: Arc<Galley>, is_selected: bool) -> Response {
    let is_cut = galley.elided;
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 1.0, HEIGHT), Sense::click());
    let name = tab.text(true);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_selected, &name));
    let color = if is_selected || response.hovered() { palette.ink } else { palette.soft };
    let at = pos2(rect.left(), rect.top() + (HEIGHT - UNDERLINE - 2.0 - galley.size().y) / 2.0);
    if is_selected {
        let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - UNDERLINE), rect.max);
        ui.painter().rect_filled(line, 1.0, palette.vermilion);
        let beside = at + vec2(BOLD_OFFSET, 0.0);
        ui.painter().galley_with_override_text_color(beside, Arc::clone(&galley), color);
    }
    ui.painter().galley_with_override_text_color(at, galley, color);
    focus_ring(ui, palette, &response);
    if is_cut { response.on_hover_text(name) } else { response }
}
