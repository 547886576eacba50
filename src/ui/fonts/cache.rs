//! Glyphs into meshes, at positions of ours.

use super::atlas::{Area, Atlas};
use super::book::{FontBook, GlyphForm, PlacedGlyph};
use super::face::{FaceId, Writing};
use super::hash::QuickMap;
use crate::typeset::{CellText, Orientation};
use egui::epaint::Vertex;
use egui::{Color32, ColorImage, Context, Mesh, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};
use std::sync::Arc;

/// Width of the texture; its height grows from a quarter of this to twice this.
const WIDTH: u32 = 2048;

/// Set as one stroke.
const DASH_PAIR: &str = "——";

/// Sub-pixel positions along the line.
const BINS: i32 = 4;

/// How glyphs are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct GlyphStyle {
    pub face: FaceId,
    /// Size of an em in points.
    pub size: f32,
    pub color: Color32,
    pub orientation: Orientation,
}

/// Rasterises glyphs into a texture and adds them to meshes.
///
/// In every pass: [`Self::begin`], meshes made with [`Self::mesh`], filled and painted in this same pass, then
/// [`Self::end`]. A glyph known already costs two look-ups.
pub(crate) struct GlyphCache {
    book: FontBook,
    generation: u64,
    pass: Option<u64>,
    pixels_per_point: f32,
    texture: Option<TextureHandle>,
    atlas: Atlas,
    full: bool,
    chars: QuickMap<CharKey, Glyphs>,
    clusters: QuickMap<ClusterKey, Glyphs>,
    slots: QuickMap<SlotKey, Option<Slot>>,
}

type CharKey = (FaceId, Orientation, char);
type ClusterKey = (FaceId, Orientation, Box<str>);

/// Nearly always one.
#[derive(Clone, Debug)]
enum Glyphs {
    One(PlacedGlyph),
    Many(Arc<[PlacedGlyph]>),
}

/// Everything a bitmap depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct SlotKey {
    face: FaceId,
    glyph: u32,
    form: GlyphForm,
    /// Pixels an em in 1/64.
    size: u32,
    bin: [u8; 2],
    /// Light text on dark ground is drawn a little stronger.
    light: bool,
}

/// A glyph in the texture.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// From the whole pixel of the pen to the upper left corner.
    left: i32,
    top: i32,
    area: Area,
}

impl GlyphCache {
    pub(crate) fn new(book: FontBook) -> Self {
        Self {
            generation: book.generation(),
            book,
            pass: None,
            pixels_per_point: 1.0,
            texture: None,
            atlas: Atlas::new(1, 1),
            full: false,
            chars: QuickMap::default(),
            clusters: QuickMap::default(),
            slots: QuickMap::default(),
        }
    }

    pub(crate) fn book(&self) -> &FontBook {
        &self.book
    }

    /// Before the first mesh of a pass; further calls in the same pass do nothing.
    pub(crate) fn begin(&mut self, ctx: &Context) {
        let pass = ctx.cumulative_pass_nr();
        if self.pass == Some(pass) {
            return;
        }
        self.pass = Some(pass);
        self.pixels_per_point = ctx.pixels_per_point();
        let generation = self.book.generation();
        if generation != self.generation {
            self.generation = generation;
            self.chars.clear();
            self.clusters.clear();
        }
        if self.texture.is_none() {
            // High-resolution screens need more room from the start.
            let height = if self.pixels_per_point > 1.25 { WIDTH / 2 } else { WIDTH / 4 };
            self.renew(ctx, height);
        } else if std::mem::take(&mut self.full) {
            let [_, height] = self.atlas.size();
            self.renew(ctx, (height * 2).min(2 * WIDTH));
        }
    }

    /// After the last mesh of a pass (or of a part of it): what is new goes to the graphics card. When there was no room
    /// for all, the pass is made again with more.
    pub(crate) fn end(&mut self, ctx: &Context) {
        if let Some(texture) = &mut self.texture {
            for area in self.atlas.take_changes() {
                let pixels = self.atlas.pixels(area).map(Color32::from_white_alpha).collect();
                let size = [(area.right - area.left) as usize, (area.bottom - area.top) as usize];
                texture.set_partial(
                    [area.left as usize, area.top as usize],
                    ColorImage::new(size, pixels),
                    TextureOptions::LINEAR,
                );
            }
        }
        if self.full {
            ctx.request_discard("more glyphs than the texture holds");
            ctx.request_repaint();
        }
    }

    /// An empty mesh for glyphs.
    pub(crate) fn mesh(&self) -> Mesh {
        self.texture.as_ref().map_or_else(Mesh::default, |texture| Mesh::with_texture(texture.id()))
    }

    /// One cell with its pen origin (on the baseline; of an upright cell in a vertical line the middle of its top edge) at
    /// `pen`, in points. Baselines fall on whole pixels, places along the line on quarters of a pixel.
    pub(crate) fn glyph(&mut self, mesh: &mut Mesh, style: &GlyphStyle, text: &CellText, pen: Pos2) {
        match self.shaped(style, text) {
            Glyphs::One(glyph) => self.quad(mesh, style, &glyph, pen),
            Glyphs::Many(glyphs) => glyphs.iter().for_each(|glyph| self.quad(mesh, style, glyph, pen)),
        }
    }

    /// Two — as one stroke, the pen of the first at `pen`.
    pub(crate) fn dash_pair(&mut self, mesh: &mut Mesh, style: &GlyphStyle, pen: Pos2) {
        self.glyph(mesh, style, &CellText::Cluster(DASH_PAIR.into()), pen);
    }

    fn renew(&mut self, ctx: &Context, height: u32) {
        self.atlas = Atlas::new(WIDTH, height);
        self.slots.clear();
        let image = ColorImage::filled([WIDTH as usize, height as usize], Color32::TRANSPARENT);
        self.texture = Some(ctx.load_texture("glyphs", image, TextureOptions::LINEAR));
    }

    fn shaped(&mut self, style: &GlyphStyle, text: &CellText) -> Glyphs {
        let (face, orientation) = (style.face, style.orientation);
        match text {
            CellText::Char(c) => {
                let key = (face, orientation, *c);
                if let Some(glyphs) = self.chars.get(&key) {
                    return glyphs.clone();
                }
                let glyphs = collected(self.book.shape(face, c.encode_utf8(&mut [0; 4]), writing(orientation)));
                self.chars.insert(key, glyphs.clone());
                glyphs
            }
            CellText::Cluster(cluster) => {
                let key = (face, orientation, cluster.clone());
                if let Some(glyphs) = self.clusters.get(&key) {
                    return glyphs.clone();
                }
                let placed = match orientation {
                    _ if &**cluster == DASH_PAIR => self.book.shape_dash_pair(face, writing(orientation)),
                    Orientation::Across => self.book.shape_across(face, cluster),
                    _ => self.book.shape(face, cluster, writing(orientation)),
                };
                let glyphs = collected(placed);
                self.clusters.insert(key, glyphs.clone());
                glyphs
            }
        }
    }

    fn quad(&mut self, mesh: &mut Mesh, style: &GlyphStyle, glyph: &PlacedGlyph, pen: Pos2) {
        let scale = self.pixels_per_point;
        let is_sideways = style.orientation == Orientation::Sideways;
        let shift = vec2(glyph.x_em, -glyph.y_em) * style.size;
        let at = (pen + if is_sideways { vec2(-shift.y, shift.x) } else { shift }) * scale;
        let whole = |along: f32| (along.round() as i32, 0);
        // Of a glyph on its side, bins count along its own line.
        let ((x, x_bin), (y, y_bin)) = match style.orientation {
            Orientation::Level | Orientation::Across => (binned(at.x), whole(at.y)),
            Orientation::Upright => (whole(at.x), binned(at.y)),
            Orientation::Sideways => (binned(at.y), whole(at.x)),
        };
        let key = SlotKey {
            face: glyph.face,
            glyph: glyph.glyph,
            form: glyph.form,
            size: (style.size * scale * 64.0).round() as u32,
            bin: [x_bin, y_bin],
            light: style.color.intensity() > 0.5 * f32::from(style.color.a()) / 255.0,
        };
        let Some(slot) = self.slot(key, glyph) else { return };
        let [width, height] = self.atlas.size().map(|side| side as f32);
        let area = slot.area;
        let size = vec2((area.right - area.left) as f32, (area.bottom - area.top) as f32);
        let uv = Rect::from_min_max(
            pos2(area.left as f32 / width, area.top as f32 / height),
            pos2(area.right as f32 / width, area.bottom as f32 / height),
        );
        if is_sideways {
            let corner = pos2((y - slot.top) as f32 - size.y, (x + slot.left) as f32);
            let rect = Rect::from_min_size(corner / scale, size.yx() / scale);
            add_turned(mesh, rect, uv, style.color);
        } else {
            let corner = pos2((x + slot.left) as f32, (y + slot.top) as f32);
            mesh.add_rect_with_uv(Rect::from_min_size(corner / scale, size / scale), uv, style.color);
        }
    }

    fn slot(&mut self, key: SlotKey, glyph: &PlacedGlyph) -> Option<Slot> {
        if let Some(slot) = self.slots.get(&key) {
            return *slot;
        }
        let shift = key.bin.map(|bin| f32::from(bin) / BINS as f32);
        let bitmap = self.book.outline(glyph).rasterise(key.size as f32 / 64.0, shift);
        let Some(bitmap) = bitmap else {
            self.slots.insert(key, None);
            return None;
        };
        let alpha = |coverage: u8| if key.light { strengthened(coverage) } else { coverage };
        let Some(area) = self.atlas.insert(&bitmap, alpha) else {
            self.full = true;
            return None;
        };
        let slot = Slot { left: bitmap.left, top: bitmap.top, area };
        self.slots.insert(key, Some(slot));
        Some(slot)
    }
}

fn collected(glyphs: Vec<PlacedGlyph>) -> Glyphs {
    match glyphs.as_slice() {
        [glyph] => Glyphs::One(*glyph),
        _ => Glyphs::Many(glyphs.into()),
    }
}

/// How the glyphs of a cell are shaped.
fn writing(orientation: Orientation) -> Writing {
    match orientation {
        Orientation::Upright => Writing::Vertical,
        Orientation::Level | Orientation::Sideways | Orientation::Across => Writing::Horizontal,
    }
}

/// A rectangle whose picture is turned to the right by a quarter: texel for pixel, so that nothing is blurred.
fn add_turned(mesh: &mut Mesh, rect: Rect, uv: Rect, color: Color32) {
    let first = mesh.vertices.len() as u32;
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first + 2, first + 1, first + 3);
    let corners = [
        (rect.left_top(), uv.left_bottom()),
        (rect.right_top(), uv.left_top()),
        (rect.left_bottom(), uv.right_bottom()),
        (rect.right_bottom(), uv.right_top()),
    ];
    mesh.vertices.extend(corners.map(|(pos, uv)| Vertex { pos, uv, color }));
}

/// A coordinate in pixels as a whole pixel and a quarter.
fn binned(x: f32) -> (i32, u8) {
    let quarters = (x * BINS as f32).round() as i32;
    (quarters.div_euclid(BINS), u8::try_from(quarters.rem_euclid(BINS)).unwrap_or(0))
}

/// 2c − c²: what egui does to the coverage of light text.
fn strengthened(coverage: u8) -> u8 {
    let c = u32::from(coverage);
    u8::try_from((2 * 255 * c - c * c) / 255).unwrap_or(u8::MAX)
}
