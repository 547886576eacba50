//! Where a vertical page differs from a horizontal one. The reader lays out, hits and scrolls on a page whose x runs along
//! the lines and whose y runs from line to line; for the window a vertical page is turned to the right by a quarter, here
//! and nowhere else.

use egui::{Align2, Color32, Key, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use crate::store::settings::WritingMode;

/// How the page lies in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axes {
    writing: WritingMode,
    /// Left plus right edge of the pane in the window: lines run from its right edge to its left.
    across: f32,
}

impl Axes {
    pub(super) fn new(writing: WritingMode, window: Rect) -> Self {
        Self { writing, across: window.left() + window.right() }
    }

    pub(super) fn is_vertical(self) -> bool {
        self.writing == WritingMode::Vertical
    }

    pub(super) fn to_window(self, at: Pos2) -> Pos2 {
        if self.is_vertical() { pos2(self.across - at.y, at.x) } else { at }
    }

    pub(super) fn to_page(self, at: Pos2) -> Pos2 {
        if self.is_vertical() { pos2(at.y, self.across - at.x) } else { at }
    }

    pub(super) fn rect_to_window(self, rect: Rect) -> Rect {
        if self.is_vertical() { Rect::from_two_pos(self.to_window(rect.min), self.to_window(rect.max)) } else { rect }
    }

    pub(super) fn rect_to_page(self, rect: Rect) -> Rect {
        if self.is_vertical() { Rect::from_two_pos(self.to_page(rect.min), self.to_page(rect.max)) } else { rect }
    }

    /// A way in the window as one on the page.
    pub(super) fn way_to_page(self, way: Vec2) -> Vec2 {
        if self.is_vertical() { vec2(way.y, -way.x) } else { way }
    }

    /// The arrow key that goes in the window where `key` goes on the page.
    pub(super) fn key(self, key: Key) -> Key {
        match key {
            Key::ArrowRight if self.is_vertical() => Key::ArrowDown,
            Key::ArrowLeft if self.is_vertical() => Key::ArrowUp,
            Key::ArrowDown if self.is_vertical() => Key::ArrowLeft,
            Key::ArrowUp if self.is_vertical() => Key::ArrowRight,
            other => other,
        }
    }

    /// How far a turn of the wheel moves the page on: downwards, and on a vertical page to the left as well.
    pub(super) fn scrolled(self, wheel: Vec2) -> f32 {
        if self.is_vertical() { wheel.x - wheel.y } else { -wheel.y }
    }
}

/// Paints in the window what is placed on the page.
#[derive(Clone, Copy)]
pub(super) struct Brush<'a> {
    painter: &'a Painter,
    axes: Axes,
}

impl<'a> Brush<'a> {
    pub(super) fn new(painter: &'a Painter, axes: Axes) -> Self {
        Self { painter, axes }
    }

    pub(super) fn axes(&self) -> Axes {
        self.axes
    }

    pub(super) fn rect_filled(&self, rect: Rect, radius: f32, color: Color32) {
        self.painter.rect_filled(self.axes.rect_to_window(rect), radius, color);
    }

    pub(super) fn segment(&self, [from, to]: [Pos2; 2], stroke: Stroke) {
        self.painter.line_segment([self.axes.to_window(from), self.axes.to_window(to)], stroke);
    }

    pub(super) fn line(&self, points: impl IntoIterator<Item = Pos2>, stroke: Stroke) {
        let points = points.into_iter().map(|at| self.axes.to_window(at)).collect();
        self.painter.add(Shape::line(points, stroke));
    }

    pub(super) fn dotted_line(&self, [from, to]: [Pos2; 2], color: Color32, spacing: f32, radius: f32) {
        let points = [self.axes.to_window(from), self.axes.to_window(to)];
        self.painter.extend(Shape::dotted_line(&points, color, spacing, radius));
    }

    pub(super) fn circle(&self, center: Pos2, radius: f32, fill: Color32, stroke: Stroke) {
        self.painter.circle(self.axes.to_window(center), radius, fill, stroke);
    }

    /// A line across the lines of text, at `x`.
    pub(super) fn across(&self, x: f32, (top, bottom): (f32, f32), stroke: Stroke) {
        if self.axes.is_vertical() {
            let (right, left) = (self.axes.to_window(pos2(x, top)).x, self.axes.to_window(pos2(x, bottom)).x);
            self.painter.hline(left..=right, x, stroke);
        } else {
            self.painter.vline(x, top..=bottom, stroke);
        }
    }

    /// Words that stand level in the window: before the line at `at`, which is left of it or above.
    pub(super) fn level_text(&self, at: Pos2, text: String, font: egui::FontId, color: Color32) {
        let align = if self.axes.is_vertical() { Align2::CENTER_BOTTOM } else { Align2::RIGHT_CENTER };
        self.painter.text(self.axes.to_window(at), align, text, font, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect { min: pos2(100.0, 40.0), max: pos2(700.0, 540.0) };

    #[test]
    fn a_horizontal_page_is_the_window() {
        let axes = Axes::new(WritingMode::Horizontal, WINDOW);
        assert_eq!(axes.rect_to_page(WINDOW), WINDOW);
        assert_eq!(axes.to_window(pos2(3.0, 5.0)), pos2(3.0, 5.0));
        assert_eq!((axes.key(Key::ArrowLeft), axes.scrolled(vec2(3.0, -5.0))), (Key::ArrowLeft, 5.0));
    }

    #[test]
    fn a_vertical_page_begins_at_the_right_and_comes_back_as_it_was() {
        let axes = Axes::new(WritingMode::Vertical, WINDOW);
        let page = axes.rect_to_page(WINDOW);
        assert_eq!((page.width(), page.height()), (WINDOW.height(), WINDOW.width()));
        assert_eq!(axes.to_window(page.min), WINDOW.right_top());
        assert_eq!(axes.to_window(page.max), WINDOW.left_bottom());
        assert_eq!(axes.rect_to_window(page), WINDOW);
        let at = pos2(123.0, 456.0);
        assert_eq!(axes.to_page(axes.to_window(at)), at);
        let way = pos2(7.0, 9.0) - at;
        assert_eq!(axes.way_to_page(axes.to_window(at + way) - axes.to_window(at)), way);
    }

    #[test]
    fn keys_go_where_their_arrows_point() {
        let axes = Axes::new(WritingMode::Vertical, WINDOW);
        for (key, way) in [
            (Key::ArrowRight, vec2(1.0, 0.0)),
            (Key::ArrowLeft, vec2(-1.0, 0.0)),
            (Key::ArrowDown, vec2(0.0, 1.0)),
            (Key::ArrowUp, vec2(0.0, -1.0)),
        ] {
            let in_window = axes.to_window(pos2(0.0, 0.0) + way) - axes.to_window(pos2(0.0, 0.0));
            let expected = match axes.key(key) {
                Key::ArrowRight => vec2(1.0, 0.0),
                Key::ArrowLeft => vec2(-1.0, 0.0),
                Key::ArrowDown => vec2(0.0, 1.0),
                _ => vec2(0.0, -1.0),
            };
            assert_eq!(in_window, expected);
        }
    }
}
