//! Plots in the window: painted in the theme's colours, each mark with its words under the pointer and its place behind
//! a click.

use egui::{
    Align2, Color32, CursorIcon, FontFamily, FontId, Painter, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::fonts::READING;
use super::tokens::{self, Palette};
use super::widgets::focus_ring;
use crate::annotation::EntityType;
use crate::export::plots::{Anchor, BASELINE, Mark, Picture, Shape, Tint};
use crate::text::TextRange;

/// How near to a mark the pointer may be, in points.
const NEAR: f32 = 3.0;

/// Shows `picture`, called `name` for screen readers; the place of the mark that was clicked.
pub(in crate::ui) fn picture_ui(ui: &mut Ui, palette: &Palette, picture: &Picture, name: &str) -> Option<TextRange> {
    let size = vec2(picture.width as f32, picture.height as f32);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    if !ui.is_rect_visible(rect) {
        return None;
    }
    paint(&ui.painter_at(rect.expand(2.0)), rect.min, picture, |tint| color(palette, tint));
    focus_ring(ui, palette, &response);
    let mark = response.hover_pos().and_then(|at| mark_at(picture, at - rect.min));
    let place = mark.and_then(|mark| mark.place);
    let is_clicked = response.clicked();
    about_ui(response, palette, mark);
    place.filter(|_| is_clicked)
}

fn about_ui(response: Response, palette: &Palette, mark: Option<&Mark>) {
    let Some(mark) = mark else { return };
    let cursor = if mark.place.is_some() { CursorIcon::PointingHand } else { CursorIcon::Default };
    response.on_hover_cursor(cursor).on_hover_ui_at_pointer(|ui| {
        ui.label(egui::RichText::new(&mark.about).size(tokens::SMALL).color(palette.ink));
    });
}

/// The uppermost mark with words at or near `at`, seen from the picture's corner.
fn mark_at(picture: &Picture, at: Vec2) -> Option<&Mark> {
    let told = || picture.marks.iter().rev().filter(|mark| !mark.about.is_empty());
    told()
        .find(|mark| distance(&mark.shape, at) <= 0.0)
        .or_else(|| told().find(|mark| distance(&mark.shape, at) <= NEAR))
}

/// From a point to a shape; 0 or less inside.
fn distance(shape: &Shape, at: Vec2) -> f32 {
    match shape {
        Shape::Rect { at: corner, size } => {
            let rect = Rect::from_min_size(point(*corner), point(*size).to_vec2());
            rect.distance_to_pos(at.to_pos2())
        }
        Shape::Circle { center, radius } => point(*center).distance(at.to_pos2()) - *radius as f32,
        Shape::Line { from, to, width } => {
            let (from, to) = (point(*from), point(*to));
            let along = to - from;
            let share = ((at - from.to_vec2()).dot(along) / along.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
            (from + along * share).distance(at.to_pos2()) - *width as f32 / 2.0
        }
        Shape::Text { at: base, anchor, size, text } => {
            let width: f64 = text.chars().map(|c| if c.is_ascii() { size / 2.0 } else { *size }).sum();
            let left = match anchor {
                Anchor::Start => base.0,
                Anchor::Middle => base.0 - width / 2.0,
                Anchor::End => base.0 - width,
            };
            let corner = (left, base.1 - size * (0.5 + BASELINE));
            Rect::from_min_size(point(corner), point((width, *size)).to_vec2()).distance_to_pos(at.to_pos2())
        }
    }
}

/// Paints `picture` with its corner at `corner`.
pub(in crate::ui) fn paint(painter: &Painter, corner: Pos2, picture: &Picture, color: impl Fn(Tint) -> Color32) {
    let place = |at: (f64, f64)| corner + point(at).to_vec2();
    for mark in &picture.marks {
        let color = color(mark.tint);
        match &mark.shape {
            Shape::Rect { at, size } => {
                painter.rect_filled(Rect::from_min_size(place(*at), point(*size).to_vec2()), 0.0, color);
            }
            Shape::Circle { center, radius } => {
                painter.circle_filled(place(*center), *radius as f32, color);
            }
            Shape::Line { from, to, width } => {
                painter.line_segment([place(*from), place(*to)], Stroke::new(*width as f32, color));
            }
            Shape::Text { at, anchor, size, text } => {
                let align = match anchor {
                    Anchor::Start => Align2::LEFT_CENTER,
                    Anchor::Middle => Align2::CENTER_CENTER,
                    Anchor::End => Align2::RIGHT_CENTER,
                };
                let font = FontId::new(*size as f32, FontFamily::Name(READING.into()));
                painter.text(place((at.0, at.1 - size * BASELINE)), align, text, font, color);
            }
        }
    }
}

fn point((x, y): (f64, f64)) -> Pos2 {
    pos2(x as f32, y as f32)
}

fn color(palette: &Palette, tint: Tint) -> Color32 {
    match tint {
        Tint::Ink => palette.ink,
        Tint::Soft => palette.soft,
        Tint::Pale => palette.soft.gamma_multiply(0.45),
        Tint::Faint => palette.line,
        Tint::Accent => palette.vermilion,
        Tint::Person => palette.entity(EntityType::Person),
        Tint::Place => palette.entity(EntityType::Place),
        Tint::Organisation => palette.entity(EntityType::Organisation),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(shape: Shape, about: &str) -> Mark {
        Mark { shape, tint: Tint::Ink, about: about.to_owned(), place: None }
    }

    #[test]
    fn the_pointer_finds_the_uppermost_mark_with_words() {
        let circle = |about| mark(Shape::Circle { center: (10.0, 10.0), radius: 5.0 }, about);
        let line = mark(Shape::Line { from: (0.0, 10.0), to: (100.0, 10.0), width: 2.0 }, "line");
        let name = Shape::Text { at: (50.0, 30.0), anchor: Anchor::Middle, size: 10.0, text: "春眠".to_owned() };
        let marks = vec![line, circle("circle"), circle(""), mark(name, "text")];
        let picture = Picture { marks, width: 100.0, height: 40.0, ..Picture::default() };
        let found = |x: f32, y: f32| mark_at(&picture, vec2(x, y)).map(|mark| mark.about.as_str());
        assert_eq!(found(10.0, 10.0), Some("circle"));
        assert_eq!(found(50.0, 12.0), Some("line"));
        assert_eq!(found(17.0, 10.5), Some("line"), "what is under the pointer goes before what is near it");
        assert_eq!(found(45.0, 27.0), Some("text"));
        assert_eq!(found(90.0, 35.0), None);
    }
}
