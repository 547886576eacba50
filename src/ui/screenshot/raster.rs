//! Triangles to pixels, as `egui_glow` has a graphics card make them: vertex colour times texel in gamma space, laid
//! with premultiplied alpha over what is there. Only its dithering of gradients is left out.

mod triangle;

use egui::epaint::{Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, Rect};

use super::texture::{Texture, Textures};
use triangle::{Shade, Triangle};

/// Fixed-point units in a pixel. Graphics cards, too, know corners to 1/256 of a pixel.
const UNITS: i64 = 256;
/// A pixel is covered where its middle is.
const MIDDLE: i64 = UNITS / 2;
/// Corners further out than this many pixels are taken as this far.
const FAR_PX: f32 = 65_536.0;
/// Texels by which a place may miss and still be that place.
const NEAR_TEXELS: f32 = 0.02;

/// A picture being painted: opaque, black at first.
pub(super) struct Canvas {
    width: i64,
    height: i64,
    pixels: Vec<[u8; 4]>,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Self {
        let pixels = vec![[0, 0, 0, 255]; width as usize * height as usize];
        Self { width: width.into(), height: height.into(), pixels }
    }

    /// Row by row from the top, four bytes a pixel.
    pub(super) fn into_rgba(self) -> Vec<u8> {
        self.pixels.into_flattened()
    }

    /// Paints in the order given. Callbacks to a graphics card are passed over.
    pub(super) fn paint(&mut self, primitives: &[ClippedPrimitive], textures: &Textures, pixels_per_point: f32) {
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = textures.get(mesh.texture_id) else { continue };
            let clip = self.clip(*clip_rect, pixels_per_point);
            let corners: Vec<Corner> =
                mesh.vertices.iter().map(|vertex| Corner::new(vertex, pixels_per_point, texture)).collect();
            Brush { canvas: self, texture, clip }.mesh(&mesh.indices, &corners);
        }
    }

    /// Rounded to pixels and kept inside the picture, as `egui_glow` sets its scissors.
    fn clip(&self, rect: Rect, pixels_per_point: f32) -> Clip {
        let rounded = |points: f32| (points * pixels_per_point).round() as i64;
        let left = rounded(rect.min.x).clamp(0, self.width);
        let top = rounded(rect.min.y).clamp(0, self.height);
        let right = rounded(rect.max.x).clamp(left, self.width);
        let bottom = rounded(rect.max.y).clamp(top, self.height);
        Clip { left, top, right, bottom }
    }

    /// The pixels `from..to` of a row; none where that is no stretch of the row.
    fn stretch(&mut self, row: i64, from: i64, to: i64) -> &mut [[u8; 4]] {
        let start = row * self.width;
        self.pixels.get_mut((start + from) as usize..(start + to) as usize).unwrap_or_default()
    }
}

/// Half-open, in pixels.
#[derive(Clone, Copy)]
struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

/// A vertex in the picture.
#[derive(Clone, Copy)]
struct Corner {
    /// In 1/[`UNITS`] of a pixel.
    x: i64,
    y: i64,
    /// In texels.
    uv: [f32; 2],
    /// Premultiplied.
    color: [u8; 4],
}

impl Corner {
    fn new(vertex: &Vertex, pixels_per_point: f32, texture: &Texture) -> Self {
        let units = |points: f32| ((points * pixels_per_point).clamp(-FAR_PX, FAR_PX) * UNITS as f32).round() as i64;
        let [width, height] = texture.size();
        Self {
            x: units(vertex.pos.x),
            y: units(vertex.pos.y),
            uv: [vertex.uv.x * width, vertex.uv.y * height],
            color: vertex.color.to_array(),
        }
    }

    /// All that changes from corner to corner: place in the texture and colour.
    fn values(&self) -> [f32; 6] {
        let ([across, down], [red, green, blue, alpha]) = (self.uv, self.color.map(f32::from));
        [across, down, red, green, blue, alpha]
    }

    /// From `origin`, in pixels.
    fn distance(&self, origin: &Self) -> (f32, f32) {
        (pixels(self.x - origin.x), pixels(self.y - origin.y))
    }
}

fn pixels(units: i64) -> f32 {
    units as f32 / UNITS as f32
}

/// The first pixel whose middle is not before `units`.
fn first_pixel(units: i64) -> i64 {
    -(MIDDLE - units).div_euclid(UNITS)
}

fn is_near(one: f32, other: f32) -> bool {
    (one - other).abs() < NEAR_TEXELS
}

fn is_same_place(one: [f32; 2], other: [f32; 2]) -> bool {
    let ([one_across, one_down], [other_across, other_down]) = (one, other);
    is_near(one_across, other_across) && is_near(one_down, other_down)
}

/// One mesh on its way into the picture.
struct Brush<'a> {
    canvas: &'a mut Canvas,
    texture: &'a Texture,
    clip: Clip,
}

impl Brush<'_> {
    fn mesh(&mut self, indices: &[u32], corners: &[Corner]) {
        let mut rest = indices;
        while let Some((triangle, after)) = rest.split_first_chunk::<3>() {
            if let Some((six, after)) = rest.split_first_chunk::<6>()
                && let Some(upright) = Upright::of(*six, corners)
            {
                self.upright(&upright);
                rest = after;
                continue;
            }
            if let [Some(first), Some(second), Some(third)] = triangle.map(|idx| corners.get(idx as usize).copied()) {
                self.triangle([first, second, third]);
            }
            rest = after;
        }
    }

    /// Glyphs and plain boxes: nearly all there is to paint.
    fn upright(&mut self, upright: &Upright) {
        let (min, max) = (&upright.min, &upright.max);
        let (from, to) = (first_pixel(min.x).max(self.clip.left), first_pixel(max.x).min(self.clip.right));
        let (top, bottom) = (first_pixel(min.y).max(self.clip.top), first_pixel(max.y).min(self.clip.bottom));
        if from >= to || top >= bottom {
            return;
        }
        if is_same_place(min.uv, max.uv) {
            let source = tinted(min.color.map(f32::from), self.texture.sample(min.uv, false));
            for row in top..bottom {
                fill(self.canvas.stretch(row, from, to), source);
            }
            return;
        }
        let (width, height) = max.distance(min);
        let ([left, upper], [right, lower]) = (min.uv, max.uv);
        let (across, down) = ((right - left) / width, (lower - upper) / height);
        let place = |column: i64, row: i64| {
            let (x, y) = (pixels(column * UNITS + MIDDLE - min.x), pixels(row * UNITS + MIDDLE - min.y));
            [left + x * across, upper + y * down]
        };
        let start = place(from, top);
        let [column, row] = start;
        let same_step = [column + (to - from) as f32, row + (bottom - top) as f32];
        if is_same_place(start, start.map(|texel| texel.floor() + 0.5)) && is_same_place(place(to, bottom), same_step) {
            self.copy(min.color, start, (from, to), (top, bottom));
            return;
        }
        let is_shrunk = across.abs() > 1.0 || down.abs() > 1.0;
        let color = min.color.map(f32::from);
        for row in top..bottom {
            let texture = self.texture;
            for (column, pixel) in (from..to).zip(self.canvas.stretch(row, from, to)) {
                lay(pixel, tinted(color, texture.sample(place(column, row), is_shrunk)));
            }
        }
    }

    /// A texel for a pixel, from the texel at `start` on: what the filters come to where the two grids agree.
    fn copy(&mut self, color: [u8; 4], start: [f32; 2], (from, to): (i64, i64), (top, bottom): (i64, i64)) {
        let [column, first_row] = start.map(|texel| texel.floor() as i64);
        let texture = self.texture;
        let color = color.map(f32::from);
        for row in top..bottom {
            let Some(texels) = texture.row(column, first_row + row - top, to - from) else { continue };
            for (pixel, texel) in self.canvas.stretch(row, from, to).iter_mut().zip(texels) {
                if *texel != Color32::TRANSPARENT {
                    lay(pixel, tinted(color, texel.to_array().map(f32::from)));
                }
            }
        }
    }

    fn triangle(&mut self, corners: [Corner; 3]) {
        let Some(triangle) = Triangle::new(corners) else { return };
        let shade = Shade::new(&triangle, self.texture);
        if shade.is_invisible() {
            return;
        }
        let (first, end) = triangle.rows();
        for row in first.max(self.clip.top)..end.min(self.clip.bottom) {
            let (from, to) = triangle.columns(row, (self.clip.left, self.clip.right));
            if from < to {
                let texture = self.texture;
                shade.paint(self.canvas.stretch(row, from, to), (from, row), texture);
            }
        }
    }
}

/// A box of one colour with upright sides, from its upper left to its lower right corner.
struct Upright {
    min: Corner,
    max: Corner,
}

impl Upright {
    /// Of two triangles as epaint's `add_rect_with_uv` makes them: left top, right top, left bottom; left bottom, right
    /// top, right bottom.
    fn of([first, right, below, again, shared, last]: [u32; 6], corners: &[Corner]) -> Option<Self> {
        if again != below || shared != right {
            return None;
        }
        let corner = |idx: u32| corners.get(idx as usize);
        let (min, right, below, max) = (corner(first)?, corner(right)?, corner(below)?, corner(last)?);
        let is_upright = min.x == below.x && right.x == max.x && min.y == right.y && below.y == max.y;
        let is_turned = min.x > max.x || min.y > max.y;
        let is_even = [right, below, max].iter().all(|corner| corner.color == min.color);
        let ([left, upper], [right_end, lower]) = (min.uv, max.uv);
        let is_plain = is_same_place(right.uv, [right_end, upper]) && is_same_place(below.uv, [left, lower]);
        (is_upright && !is_turned && is_even && is_plain).then_some(Self { min: *min, max: *max })
    }
}

/// Colour times texel, all 0 to 255.
fn tinted(color: [f32; 4], texel: [f32; 4]) -> [f32; 4] {
    let mut tinted = color;
    for (channel, texel) in tinted.iter_mut().zip(texel) {
        *channel = *channel * texel / 255.0;
    }
    tinted
}

fn fill(stretch: &mut [[u8; 4]], source: [f32; 4]) {
    let [red, green, blue, alpha] = source.map(|channel| channel.round() as u8);
    if alpha == 255 {
        stretch.fill([red, green, blue, alpha]);
    } else {
        for pixel in stretch {
            lay(pixel, source);
        }
    }
}

/// Lays a premultiplied colour over a pixel (`ONE`, `ONE_MINUS_SRC_ALPHA`); the pixel stays opaque.
fn lay(pixel: &mut [u8; 4], [red, green, blue, alpha]: [f32; 4]) {
    let kept = 1.0 - alpha / 255.0;
    for (channel, source) in pixel.iter_mut().zip([red, green, blue]) {
        // The cast keeps to 0..=255.
        *channel = (source + f32::from(*channel) * kept + 0.5) as u8;
    }
}

#[cfg(test)]
mod tests;
