//! Where something stands in the text: a hairline for the whole, a tick for each place.

use egui::{Color32, Painter, Rect, Response, Sense, Stroke, Ui, Vec2, lerp, remap};

use crate::ui::tokens::Palette;

use super::text::focus_ring;

/// Width of a tick, in points.
const TICK: f32 = 1.6;
/// Height of a tick over the strip's.
const TICK_HEIGHT: f32 = 0.72;
/// Ticks nearer than this, in points, are painted as one.
const LEAST_GAP: f32 = 0.5;
/// Room at both ends of the hairline, so that the outermost ticks are whole.
const END: f32 = 1.0;

/// A strip that can be clicked: see [`nearest_position`]. `positions` run from 0 to 1. Its accessible name is the
/// caller's to give.
pub(in crate::ui) fn dispersion_strip(
    ui: &mut Ui,
    palette: &Palette,
    positions: &[f32],
    color: Color32,
    size: Vec2,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect.expand2(Vec2::new(2.0, 0.0)), 3.0, palette.selected_row.gamma_multiply(0.6));
        }
        paint_strip(ui.painter(), palette, rect, positions, color);
    }
    focus_ring(ui, palette, &response);
    response
}

/// Paints the hairline and the ticks.
pub(in crate::ui) fn paint_strip(painter: &Painter, palette: &Palette, rect: Rect, positions: &[f32], color: Color32) {
    let y = painter.round_to_pixel_center(rect.center().y);
    painter.hline(rect.x_range(), y, Stroke::new(1.0, palette.line));
    let half = rect.height() * TICK_HEIGHT / 2.0;
    let mut last_x = f32::NEG_INFINITY;
    for position in positions {
        let x = lerp(inner(rect), position.clamp(0.0, 1.0));
        if (x - last_x).abs() >= LEAST_GAP {
            painter.vline(x, y - half..=y + half, Stroke::new(TICK, color));
            last_x = x;
        }
    }
}

/// The place whose tick is nearest to the click on a strip, as an index into `positions`; by keyboard the first.
pub(in crate::ui) fn nearest_position(response: &Response, positions: &[f32]) -> Option<usize> {
    if !response.clicked() {
        return None;
    }
    match response.interact_pointer_pos() {
        Some(at) => nearest_to(response.rect, at.x, positions),
        None => (!positions.is_empty()).then_some(0),
    }
}

/// The place whose tick in a strip at `rect` is nearest to `x`.
pub(in crate::ui) fn nearest_to(rect: Rect, x: f32, positions: &[f32]) -> Option<usize> {
    let clicked = remap(x, inner(rect), 0.0..=1.0);
    let distance = |position: &f32| (position - clicked).abs();
    positions.iter().enumerate().min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b))).map(|(idx, _)| idx)
}

fn inner(rect: Rect) -> std::ops::RangeInclusive<f32> {
    rect.left() + END..=(rect.right() - END).max(rect.left() + END + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, vec2};

    #[test]
    fn a_click_goes_to_the_nearest_tick() {
        let rect = Rect::from_min_size(Pos2::new(10.0, 0.0), vec2(102.0, 14.0));
        assert_eq!(nearest_to(rect, 12.0, &[0.0, 0.5, 1.0]), Some(0));
        assert_eq!(nearest_to(rect, 70.0, &[0.0, 0.5, 1.0]), Some(1));
        assert_eq!(nearest_to(rect, 200.0, &[0.0, 0.5, 1.0]), Some(2));
        assert_eq!(nearest_to(rect, 50.0, &[]), None);
    }
}
