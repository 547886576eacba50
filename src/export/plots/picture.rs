//! A plot as plain shapes: what is written as SVG, painted in the window and turned into pixels.

use crate::text::TextRange;

/// From the middle of a line of text to its baseline, in em.
pub const BASELINE: f64 = 0.36;

/// A picture in pixels from its top left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub title: String,
    pub width: f64,
    pub height: f64,
    /// The first lowest.
    pub marks: Vec<Mark>,
}

/// One shape of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub shape: Shape,
    pub tint: Tint,
    /// Shown under the pointer, unless it is empty.
    pub about: String,
    /// The place in the text it stands for.
    pub place: Option<TextRange>,
}

/// No number in it is NaN or infinite, no size below zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Rect {
        at: (f64, f64),
        size: (f64, f64),
    },
    Circle {
        center: (f64, f64),
        radius: f64,
    },
    Line {
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
    },
    /// One line of text, its baseline at the height of `at`.
    Text {
        at: (f64, f64),
        anchor: Anchor,
        size: f64,
        text: String,
    },
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What a colour means; which colour that is depends on the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter)]
pub enum Tint {
    Ink,
    Soft,
    /// Of what happens seldom.
    Pale,
    /// Of axes.
    Faint,
    Accent,
    Person,
    Place,
    Organisation,
}

impl Tint {
    /// On white paper: dark enough, apart from each other without hue too.
    pub fn rgb(self) -> [u8; 3] {
        match self {
            Self::Ink => [0x2f, 0x2a, 0x26],
            Self::Soft => [0x7d, 0x74, 0x6b],
            Self::Pale => [0xbd, 0xb4, 0xa9],
            Self::Faint => [0xd9, 0xd2, 0xc8],
            Self::Accent | Self::Person => [0xb8, 0x44, 0x2f],
            Self::Place => [0x4a, 0x7a, 0x5c],
            Self::Organisation => [0x3f, 0x5f, 0x8a],
        }
    }
}

impl Mark {
    pub(super) fn rect(at: (f64, f64), size: (f64, f64), tint: Tint) -> Self {
        let size = (sane(size.0).max(0.0), sane(size.1).max(0.0));
        Self::new(Shape::Rect { at: sane_point(at), size }, tint)
    }

    pub(super) fn circle(center: (f64, f64), radius: f64, tint: Tint) -> Self {
        Self::new(Shape::Circle { center: sane_point(center), radius: sane(radius).max(0.0) }, tint)
    }

    pub(super) fn line(from: (f64, f64), to: (f64, f64), width: f64, tint: Tint) -> Self {
        let width = sane(width).max(0.0);
        Self::new(Shape::Line { from: sane_point(from), to: sane_point(to), width }, tint)
    }

    pub(super) fn text(at: (f64, f64), anchor: Anchor, size: f64, tint: Tint, text: &str) -> Self {
        let size = sane(size).max(0.0);
        Self::new(Shape::Text { at: sane_point(at), anchor, size, text: text.to_owned() }, tint)
    }

    fn new(shape: Shape, tint: Tint) -> Self {
        Self { shape, tint, about: String::new(), place: None }
    }

    pub(super) fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }

    pub(super) fn leads_to(self, place: Option<TextRange>) -> Self {
        Self { place, ..self }
    }
}

impl Picture {
    pub(super) fn new(title: &str, width: f64, height: f64) -> Self {
        Self { title: title.to_owned(), width: sane(width), height: sane(height), marks: Vec::new() }
    }

    pub(super) fn add(&mut self, mark: Mark) {
        self.marks.push(mark);
    }
}

fn sane(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

fn sane_point((x, y): (f64, f64)) -> (f64, f64) {
    (sane(x), sane(y))
}

/// `text` cut with … to about `room` em: ASCII is half as wide as Han.
pub(super) fn elided(text: &str, room: f64) -> String {
    let em = |c: char| if c.is_ascii() { 0.5 } else { 1.0 };
    if text.chars().map(em).sum::<f64>() <= room {
        return text.to_owned();
    }
    let mut used = 1.0;
    let mut short: String = text
        .chars()
        .take_while(|&c| {
            used += em(c);
            used <= room
        })
        .collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_to_its_room() {
        assert_eq!(elided("春眠不觉晓", 5.0), "春眠不觉晓");
        assert_eq!(elided("春眠不觉晓", 4.0), "春眠不…");
    }

    #[test]
    fn shapes_have_numbers_only() {
        let mut picture = Picture::new("", f64::INFINITY, 20.0);
        picture.add(Mark::rect((f64::NAN, 2.0), (3.0, -4.0), Tint::Ink));
        picture.add(Mark::circle((1.0, 2.0), -1.0, Tint::Ink));
        assert!(picture.width.abs() < f64::EPSILON);
        let shapes: Vec<&Shape> = picture.marks.iter().map(|mark| &mark.shape).collect();
        assert_eq!(*shapes[0], Shape::Rect { at: (0.0, 2.0), size: (3.0, 0.0) });
        assert_eq!(*shapes[1], Shape::Circle { center: (1.0, 2.0), radius: 0.0 });
    }
}
