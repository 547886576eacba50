//! A slider as a printer would draw it: a hairline, the part up to the value in vermilion, a round thumb, the figure beside.

use egui::accesskit::{Action, ActionData};
use egui::{
    Align2, EventFilter, FontId, Id, Key, Painter, Pos2, Rangef, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2,
    remap_clamp, vec2,
};

use crate::ui::tokens::{self, Palette};

/// Length of the rail, in points: as much as is given, but never less.
const RAIL: (f32, f32) = (60.0, 220.0);
/// Room for the figure, and between it and the rail.
const FIGURE: f32 = 54.0;
const GAP: f32 = 12.0;
const HEIGHT: f32 = 22.0;
const THUMB: f32 = 6.0;
const FILLED: f32 = 2.0;
/// Steps of Page Up and Page Down.
const PAGE: f32 = 5.0;

/// What a slider moves between, and how that is written.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Slider<'a> {
    /// Accessible name.
    pub(in crate::ui) label: &'a str,
    /// Least and most.
    pub(in crate::ui) range: (f32, f32),
    /// Distance of the values it moves to; a value it finds between them stays until it is moved.
    pub(in crate::ui) step: f32,
    pub(in crate::ui) decimals: usize,
    /// Written after the figure, with a blank between.
    pub(in crate::ui) unit: &'a str,
}

impl Slider<'_> {
    /// Shows the slider; whether it is under the pointer's button or an arrow key, so that the value may change again at
    /// once.
    pub(in crate::ui) fn ui(&self, palette: &Palette, value: &mut f32, ui: &mut Ui) -> bool {
        let rail = (ui.available_width() - FIGURE - GAP).clamp(RAIL.0, RAIL.1);
        let (rect, response) = ui.allocate_exact_size(vec2(rail, HEIGHT), Sense::drag());
        let (figure, _) = ui.allocate_exact_size(vec2(FIGURE, HEIGHT), Sense::hover());
        let before = *value;
        let track = Rangef::new(rect.left() + THUMB, rect.right() - THUMB);
        if let Some(at) = response.interact_pointer_pos() {
            let (least, most) = self.range;
            *value = self.on_grid(remap_clamp(at.x, track.min..=track.max, least..=most));
        }
        if response.drag_started() {
            response.request_focus();
        }
        let mut is_held = response.is_pointer_button_down_on();
        if response.has_focus() {
            is_held |= self.keys(value, response.id, ui);
        }
        self.asked_for(value, response.id, ui);
        self.tell(*value, &response, ui);
        if ui.is_rect_visible(rect) {
            self.paint(palette, *value, (rect, track), &response, ui.painter());
            self.paint_figure(palette, *value, figure, ui.painter());
        }
        if before.to_bits() != value.to_bits() {
            ui.ctx().request_repaint();
        }
        is_held
    }

    fn on_grid(&self, value: f32) -> f32 {
        let (least, most) = self.range;
        (least + ((value - least) / self.step).round() * self.step).clamp(least, most)
    }

    /// Arrows, Page Up and Down, Home and End; whether one of them is down.
    fn keys(&self, value: &mut f32, id: Id, ui: &Ui) -> bool {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (least, most) = self.range;
        let moves = [
            (Key::ArrowLeft, -1.0),
            (Key::ArrowDown, -1.0),
            (Key::ArrowRight, 1.0),
            (Key::ArrowUp, 1.0),
            (Key::PageDown, -PAGE),
            (Key::PageUp, PAGE),
        ];
        ui.input(|input| {
            let n_steps: f32 = moves.iter().map(|&(key, by)| input.num_presses(key) as f32 * by).sum();
            if n_steps != 0.0 {
                *value = self.on_grid(*value + n_steps * self.step);
            }
            if input.key_pressed(Key::Home) {
                *value = least;
            }
            if input.key_pressed(Key::End) {
                *value = most;
            }
            moves.iter().any(|&(key, _)| input.key_down(key))
        })
    }

    /// What a screen reader asks for.
    fn asked_for(&self, value: &mut f32, id: Id, ui: &Ui) {
        let (n_up, n_down, wanted) = ui.input(|input| {
            let wanted =
                input.accesskit_action_requests(id, Action::SetValue).filter_map(|request| match request.data {
                    Some(ActionData::NumericValue(wanted)) => Some(wanted as f32),
                    _ => None,
                });
            let wanted = wanted.last().filter(|wanted| wanted.is_finite());
            let n_of = |action: Action| input.num_accesskit_action_requests(id, action) as f32;
            (n_of(Action::Increment), n_of(Action::Decrement), wanted)
        });
        if let Some(wanted) = wanted {
            *value = self.on_grid(wanted);
        }
        if n_up > 0.0 || n_down > 0.0 {
            *value = self.on_grid(*value + (n_up - n_down) * self.step);
        }
    }

    fn tell(&self, value: f32, response: &Response, ui: &Ui) {
        let (least, most) = self.range;
        response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), f64::from(value), self.label));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(f64::from(least));
            node.set_max_numeric_value(f64::from(most));
            node.set_numeric_value_step(f64::from(self.step));
            for action in [Action::SetValue, Action::Increment, Action::Decrement] {
                node.add_action(action);
            }
        });
    }

    fn paint(
        &self,
        palette: &Palette,
        value: f32,
        (rect, track): (Rect, Rangef),
        response: &Response,
        painter: &Painter,
    ) {
        let (least, most) = self.range;
        let y = painter.round_to_pixel_center(rect.center().y);
        let x = remap_clamp(value, least..=most, track.min..=track.max);
        painter.hline(track, y, Stroke::new(1.0, palette.line));
        painter.hline(track.min..=x, y, Stroke::new(FILLED, palette.vermilion));
        let is_held = response.is_pointer_button_down_on();
        thumb(painter, palette, pos2(x, y), is_held || response.hovered());
        if response.has_focus() {
            painter.circle_stroke(pos2(x, y), THUMB + 3.0, Stroke::new(1.5, palette.soft));
        }
    }

    fn paint_figure(&self, palette: &Palette, value: f32, rect: Rect, painter: &Painter) {
        let blank = if self.unit.is_empty() { "" } else { " " };
        let text = format!("{value:.n$}{blank}{}", self.unit, n = self.decimals);
        // The digits of the interface's face are of one width: set to the right, they do not jump.
        painter.text(rect.right_center(), Align2::RIGHT_CENTER, text, FontId::proportional(tokens::TEXT), palette.ink);
    }
}

fn thumb(painter: &Painter, palette: &Palette, at: Pos2, is_lit: bool) {
    let fill = if is_lit { palette.vermilion } else { palette.card };
    painter.circle(at, THUMB, fill, Stroke::new(1.5, palette.vermilion));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lie_on_the_grid_and_within_the_range() {
        let slider = Slider { label: "", range: (1.2, 3.0), step: 0.02, decimals: 2, unit: "" };
        let check = |value: f32, expected: &str| assert_eq!(format!("{:.3}", slider.on_grid(value)), expected);
        check(1.784, "1.780");
        check(0.0, "1.200");
        check(9.0, "3.000");
    }
}
