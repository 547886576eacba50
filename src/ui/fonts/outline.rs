//! Glyph outlines in em, and their coverage at a pixel size.

use ab_glyph_rasterizer::{Rasterizer, point};
use skrifa::outline::OutlinePen;

/// Glyphs wider or higher than this are not painted.
const MAX_SIDE_PX: f32 = 1024.0;

/// A point in em, y upwards from the baseline.
type Point = [f32; 2];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Command {
    Move(Point),
    Line(Point),
    Quad(Point, Point),
    Cubic(Point, Point, Point),
    Close,
}

/// Closed contours in em, y upwards from the baseline, x from the pen origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outline {
    commands: Vec<Command>,
}

/// The box of an outline's points in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub left: f32,
    pub right: f32,
    pub bottom: f32,
    pub top: f32,
}

/// Coverage of a glyph, one byte a pixel, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bitmap {
    /// From the whole pixel of the pen origin to the left edge.
    pub left: i32,
    /// From the baseline down to the top edge: negative above it.
    pub top: i32,
    pub width: u32,
    pub height: u32,
    pub coverage: Vec<u8>,
}

impl Outline {
    pub(crate) fn is_empty(&self) -> bool {
        self.commands.is_empty()
    }

    /// The box of all points; curves stay inside it, and touch it where a face has points at extrema.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        let mut bounds: Option<Bounds> = None;
        let mut add = |[x, y]: Point| {
            let b = bounds.get_or_insert(Bounds { left: x, right: x, bottom: y, top: y });
            *b = Bounds { left: b.left.min(x), right: b.right.max(x), bottom: b.bottom.min(y), top: b.top.max(y) };
        };
        for command in &self.commands {
            match *command {
                Command::Move(p) | Command::Line(p) => add(p),
                Command::Quad(c, p) => [c, p].into_iter().for_each(&mut add),
                Command::Cubic(c, d, p) => [c, d, p].into_iter().for_each(&mut add),
                Command::Close => {}
            }
        }
        bounds
    }

    /// A rectangle, filled, or cut out of what surrounds it when `hole`.
    pub(crate) fn push_rectangle(&mut self, b: Bounds, hole: bool) {
        let (first, third) =
            if hole { ([b.left, b.top], [b.right, b.bottom]) } else { ([b.right, b.bottom], [b.left, b.top]) };
        self.commands.extend([
            Command::Move([b.left, b.bottom]),
            Command::Line(first),
            Command::Line([b.right, b.top]),
            Command::Line(third),
            Command::Close,
        ]);
    }

    /// Adds `other`, scaled and then moved by `shift` em.
    pub(crate) fn append(&mut self, other: &Self, scale: Point, shift: Point) {
        let map = |[x, y]: Point| [x * scale[0] + shift[0], y * scale[1] + shift[1]];
        self.commands.extend(other.commands.iter().map(|command| match *command {
            Command::Move(p) => Command::Move(map(p)),
            Command::Line(p) => Command::Line(map(p)),
            Command::Quad(c, p) => Command::Quad(map(c), map(p)),
            Command::Cubic(c, d, p) => Command::Cubic(map(c), map(d), map(p)),
            Command::Close => Command::Close,
        }));
    }

    /// Coverage at `size_px` pixels an em, the pen `shift_px` right of and below a whole pixel; `None` without ink.
    pub(crate) fn rasterise(&self, size_px: f32, shift_px: [f32; 2]) -> Option<Bitmap> {
        let b = self.bounds()?;
        let [dx, dy] = shift_px;
        let (left, right) = ((b.left * size_px + dx).floor(), (b.right * size_px + dx).ceil());
        let (top, bottom) = ((dy - b.top * size_px).floor(), (dy - b.bottom * size_px).ceil());
        let (width, height) = (right - left, bottom - top);
        if !(1.0..=MAX_SIDE_PX).contains(&width) || !(1.0..=MAX_SIDE_PX).contains(&height) {
            return None;
        }
        let at = |[x, y]: Point| point(x * size_px + dx - left, dy - y * size_px - top);
        let mut raster = Rasterizer::new(width as usize, height as usize);
        let (mut start, mut pen) = (at([0.0, 0.0]), at([0.0, 0.0]));
        for command in &self.commands {
            match *command {
                Command::Move(p) => (start, pen) = (at(p), at(p)),
                Command::Line(p) => {
                    raster.draw_line(pen, at(p));
                    pen = at(p);
                }
                Command::Quad(c, p) => {
                    raster.draw_quad(pen, at(c), at(p));
                    pen = at(p);
                }
                Command::Cubic(c, d, p) => {
                    raster.draw_cubic(pen, at(c), at(d), at(p));
                    pen = at(p);
                }
                Command::Close => {
                    if pen != start {
                        raster.draw_line(pen, start);
                    }
                    pen = start;
                }
            }
        }
        let mut coverage = Vec::with_capacity((width * height) as usize);
        raster.for_each_pixel(|_, alpha| coverage.push((alpha.clamp(0.0, 1.0) * 255.0).round() as u8));
        Some(Bitmap { left: left as i32, top: top as i32, width: width as u32, height: height as u32, coverage })
    }
}

/// Collects an outline drawn in font units.
pub(super) struct EmPen {
    pub(super) outline: Outline,
    pub(super) units_per_em: f32,
}

impl EmPen {
    fn at(&self, x: f32, y: f32) -> Point {
        [x / self.units_per_em, y / self.units_per_em]
    }
}

impl OutlinePen for EmPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.outline.commands.push(Command::Move(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.outline.commands.push(Command::Line(self.at(x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.outline.commands.push(Command::Quad(self.at(cx, cy), self.at(x, y)));
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        self.outline.commands.push(Command::Cubic(self.at(cx, cy), self.at(dx, dy), self.at(x, y)));
    }

    fn close(&mut self) {
        self.outline.commands.push(Command::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Outline};

    #[test]
    fn a_square_covers_its_pixels_and_half_pixels() {
        let mut outline = Outline::default();
        outline.push_rectangle(Bounds { left: 0.1, right: 0.35, bottom: 0.0, top: 0.2 }, false);
        let bitmap = outline.rasterise(10.0, [0.0; 2]).unwrap();
        assert_eq!((bitmap.left, bitmap.top, bitmap.width, bitmap.height), (1, -2, 3, 2));
        assert_eq!(bitmap.coverage, [255, 255, 128, 255, 255, 128]);
        let moved = outline.rasterise(10.0, [0.5, 0.0]).unwrap();
        assert_eq!(moved.coverage, [128, 255, 255, 128, 255, 255]);
    }

    #[test]
    fn a_hole_is_empty() {
        let mut outline = Outline::default();
        outline.push_rectangle(Bounds { left: 0.0, right: 0.3, bottom: 0.0, top: 0.3 }, false);
        outline.push_rectangle(Bounds { left: 0.1, right: 0.2, bottom: 0.1, top: 0.2 }, true);
        let bitmap = outline.rasterise(10.0, [0.0; 2]).unwrap();
        assert_eq!(bitmap.coverage, [255, 255, 255, 255, 0, 255, 255, 255, 255]);
    }

    #[test]
    fn nothing_and_monsters_have_no_bitmap() {
        assert_eq!(Outline::default().rasterise(18.0, [0.0; 2]), None);
        let mut outline = Outline::default();
        outline.push_rectangle(Bounds { left: 0.0, right: 1.0, bottom: 0.0, top: 1.0 }, false);
        assert_eq!(outline.rasterise(5000.0, [0.0; 2]), None);
        assert_eq!(outline.rasterise(f32::NAN, [0.0; 2]), None);
    }
}
