//! Triangles: which pixels they cover, and in what colours.

use std::cmp::Ordering;

use super::{Corner, MIDDLE, UNITS, fill, first_pixel, is_same_place, lay, pixels, tinted};
use crate::ui::screenshot::texture::Texture;

/// A triangle with its corners in the order of the clock.
pub(super) struct Triangle {
    corners: [Corner; 3],
    sides: [Side; 3],
}

impl Triangle {
    /// `None` without an area.
    pub(super) fn new([first, second, third]: [Corner; 3]) -> Option<Self> {
        let area = (second.x - first.x) * (third.y - first.y) - (second.y - first.y) * (third.x - first.x);
        let corners = match area.cmp(&0) {
            Ordering::Greater => [first, second, third],
            Ordering::Less => [first, third, second],
            Ordering::Equal => return None,
        };
        let [first, second, third] = &corners;
        let sides = [Side::new(first, second), Side::new(second, third), Side::new(third, first)];
        Some(Self { corners, sides })
    }

    /// Rows it may cover, half-open.
    pub(super) fn rows(&self) -> (i64, i64) {
        let [first, second, third] = self.corners.map(|corner| corner.y);
        (first_pixel(first.min(second).min(third)), first_pixel(first.max(second).max(third)) + 1)
    }

    /// Pixels of `row` it covers, of those in `columns`; half-open.
    pub(super) fn columns(&self, row: i64, columns: (i64, i64)) -> (i64, i64) {
        self.sides.iter().fold(columns, |columns, side| side.cut(row, columns))
    }
}

/// A side of a triangle, walked so that the inside is on the right hand.
struct Side {
    x: i64,
    y: i64,
    dx: i64,
    dy: i64,
    /// Least value of the edge function inside: 0 where pixels on the side itself belong to this triangle, else 1.
    least: i64,
}

impl Side {
    fn new(from: &Corner, to: &Corner) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        // The top-left rule: of two triangles with a common side, exactly one owns the pixels on it.
        let is_owner = dy < 0 || (dy == 0 && dx > 0);
        Self { x: from.x, y: from.y, dx, dy, least: i64::from(!is_owner) }
    }

    /// The part of the half-open `(from, to)` of `row` on the inner side.
    fn cut(&self, row: i64, (from, to): (i64, i64)) -> (i64, i64) {
        // Inside, dx·(y − self.y) − dy·(x − self.x) ≥ least in the middle of a pixel: linear in its column.
        let at_zero = self.dx * (row * UNITS + MIDDLE - self.y) - self.dy * (MIDDLE - self.x) - self.least;
        let fall = self.dy * UNITS;
        match fall.cmp(&0) {
            Ordering::Greater => (from, to.min(at_zero.div_euclid(fall) + 1)),
            Ordering::Less => (from.max(-at_zero.div_euclid(-fall)), to),
            Ordering::Equal if at_zero >= 0 => (from, to),
            Ordering::Equal => (from, from),
        }
    }
}

/// The colours inside a triangle.
pub(super) struct Shade {
    kind: Kind,
    /// First corner, in pixels.
    origin: (f32, f32),
    /// Of [`Corner::values`].
    slopes: [Slope; 6],
}

enum Kind {
    /// One colour.
    Even([f32; 4]),
    /// Colours from corner to corner, times one texel.
    Blend([f32; 4]),
    /// `true`: a pixel covers more than one texel.
    Textured(bool),
}

/// A value that changes evenly over a plane.
#[derive(Clone, Copy, Default)]
struct Slope {
    at_origin: f32,
    across: f32,
    down: f32,
}

impl Shade {
    pub(super) fn new(triangle: &Triangle, texture: &Texture) -> Self {
        let [first, second, third] = &triangle.corners;
        let slopes = slopes(&triangle.corners);
        let is_one_color = first.color == second.color && first.color == third.color;
        let is_one_place = is_same_place(first.uv, second.uv) && is_same_place(first.uv, third.uv);
        let kind = if is_one_place {
            let texel = texture.sample(first.uv, false);
            if is_one_color { Kind::Even(tinted(first.color.map(f32::from), texel)) } else { Kind::Blend(texel) }
        } else {
            let most = slopes.iter().take(2).map(|slope| slope.across.abs().max(slope.down.abs())).fold(0.0, f32::max);
            Kind::Textured(most > 1.0)
        };
        Self { kind, origin: (pixels(first.x), pixels(first.y)), slopes }
    }

    /// The rim of feathered shapes that are not there at all.
    pub(super) fn is_invisible(&self) -> bool {
        matches!(self.kind, Kind::Even(source) if source.iter().all(|channel| *channel <= 0.0))
    }

    /// Paints a stretch of a row that begins at the pixel `(column, row)`.
    pub(super) fn paint(&self, stretch: &mut [[u8; 4]], (column, row): (i64, i64), texture: &Texture) {
        if let Kind::Even(source) = self.kind {
            fill(stretch, source);
            return;
        }
        let (left, top) = self.origin;
        let (x, y) = (column as f32 + 0.5 - left, row as f32 + 0.5 - top);
        let start = self.slopes.map(|slope| slope.at_origin + slope.across * x + slope.down * y);
        let step = self.slopes.map(|slope| slope.across);
        for (idx, pixel) in stretch.iter_mut().enumerate() {
            let mut values = start;
            for (value, step) in values.iter_mut().zip(step) {
                *value += step * idx as f32;
            }
            let [across, down, color @ ..] = values;
            let texel = match self.kind {
                Kind::Even(texel) | Kind::Blend(texel) => texel,
                Kind::Textured(is_shrunk) => texture.sample([across, down], is_shrunk),
            };
            lay(pixel, tinted(color, texel));
        }
    }
}

/// Per pixel; in double precision, for the sake of long thin triangles.
fn slopes([first, second, third]: &[Corner; 3]) -> [Slope; 6] {
    let from_first = |corner: &Corner| ((corner.x - first.x) as f64, (corner.y - first.y) as f64);
    let ((second_x, second_y), (third_x, third_y)) = (from_first(second), from_first(third));
    let area = (second_x * third_y - second_y * third_x) / UNITS as f64;
    let mut slopes = [Slope::default(); 6];
    let values = first.values().into_iter().zip(second.values().into_iter().zip(third.values()));
    for (slope, (at_origin, (second, third))) in slopes.iter_mut().zip(values) {
        let (second, third) = (f64::from(second - at_origin), f64::from(third - at_origin));
        *slope = Slope {
            at_origin,
            across: ((second * third_y - third * second_y) / area) as f32,
            down: ((third * second_x - second * third_x) / area) as f32,
        };
    }
    slopes
}
