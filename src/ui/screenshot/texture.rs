//! Textures as a graphics card keeps and samples them.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Color32, ColorImage, ImageData, TextureFilter, TextureId, TextureOptions, TextureWrapMode, TexturesDelta};

/// The textures in use: egui's own of the interface's text, and those the interface has made.
#[derive(Default)]
pub(super) struct Textures {
    kept: BTreeMap<TextureId, Texture>,
    /// To be let go of after the frame that was told so has been painted.
    freed: Vec<TextureId>,
}

impl Textures {
    /// Takes in what has changed in a frame; `delta` is empty afterwards.
    pub(super) fn update(&mut self, delta: &mut TexturesDelta) {
        for id in self.freed.drain(..) {
            self.kept.remove(&id);
        }
        let changes: Vec<_> = delta.set.drain().collect();
        for (id, parts) in changes {
            for part in parts {
                let ImageData::Color(image) = part.image;
                match part.pos {
                    None => drop(self.kept.insert(id, Texture::new(image, part.options))),
                    Some(corner) => {
                        if let Some(texture) = self.kept.get_mut(&id) {
                            texture.patch(corner, &image);
                        }
                    }
                }
            }
        }
        self.freed.extend(delta.free.drain());
    }

    /// `None` too where the texture has no texels.
    pub(super) fn get(&self, id: TextureId) -> Option<&Texture> {
        self.kept.get(&id).filter(|texture| texture.width > 0 && texture.height > 0)
    }
}

/// A picture in texels, with premultiplied alpha.
pub(super) struct Texture {
    image: Arc<ColorImage>,
    options: TextureOptions,
    width: i64,
    height: i64,
}

impl Texture {
    fn new(image: Arc<ColorImage>, options: TextureOptions) -> Self {
        let [width, height] = image.size.map(|side| i64::try_from(side).unwrap_or(i64::MAX));
        Self { image, options, width, height }
    }

    /// Puts `part` in with its upper left corner at `corner`.
    fn patch(&mut self, [left, top]: [usize; 2], part: &ColorImage) {
        let image = Arc::make_mut(&mut self.image);
        let ([width, _], [part_width, _]) = (image.size, part.size);
        if part_width == 0 || left + part_width > width {
            return;
        }
        for (idx, row) in part.pixels.chunks_exact(part_width).enumerate() {
            let start = (top + idx) * width + left;
            if let Some(target) = image.pixels.get_mut(start..start + part_width) {
                target.copy_from_slice(row);
            }
        }
    }

    /// In texels.
    pub(super) fn size(&self) -> [f32; 2] {
        [self.width as f32, self.height as f32]
    }

    /// `n` texels of a row from `column` on; `None` where they are not all inside.
    pub(super) fn row(&self, column: i64, row: i64, n: i64) -> Option<&[Color32]> {
        let is_inside = column >= 0 && column + n <= self.width && (0..self.height).contains(&row);
        let start = row.checked_mul(self.width)?.checked_add(column)?;
        if is_inside { self.image.pixels.get(start as usize..(start + n) as usize) } else { None }
    }

    /// The colour at a place given in texels, 0 to 255 a channel. `is_shrunk`: a pixel covers more than one texel.
    pub(super) fn sample(&self, [across, down]: [f32; 2], is_shrunk: bool) -> [f32; 4] {
        let filter = if is_shrunk { self.options.minification } else { self.options.magnification };
        match filter {
            TextureFilter::Nearest => self.texel(across.floor() as i64, down.floor() as i64),
            TextureFilter::Linear => {
                // Texels have their colour in their middle.
                let (across, down) = (across - 0.5, down - 0.5);
                let (column, row) = (across.floor(), down.floor());
                let (to_right, to_below) = (across - column, down - row);
                let (column, row) = (column as i64, row as i64);
                let upper = mixed(self.texel(column, row), self.texel(column + 1, row), to_right);
                let lower = mixed(self.texel(column, row + 1), self.texel(column + 1, row + 1), to_right);
                mixed(upper, lower, to_below)
            }
        }
    }

    fn texel(&self, column: i64, row: i64) -> [f32; 4] {
        let wrap = self.options.wrap_mode;
        let idx = wrapped(row, self.height, wrap) * self.width + wrapped(column, self.width, wrap);
        self.image.pixels.get(idx as usize).copied().unwrap_or_default().to_array().map(f32::from)
    }
}

/// A place on an axis of `n` texels.
fn wrapped(at: i64, n: i64, mode: TextureWrapMode) -> i64 {
    match mode {
        TextureWrapMode::ClampToEdge => at.min(n - 1).max(0),
        TextureWrapMode::Repeat => at.rem_euclid(n),
        TextureWrapMode::MirroredRepeat => {
            let at = at.rem_euclid(2 * n);
            at.min(2 * n - 1 - at)
        }
    }
}

fn mixed(from: [f32; 4], to: [f32; 4], share: f32) -> [f32; 4] {
    let mut mixed = from;
    for (channel, to) in mixed.iter_mut().zip(to) {
        *channel += (to - *channel) * share;
    }
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::epaint::ImageDelta;

    const ID: TextureId = TextureId::Managed(7);

    fn gray(values: &[u8]) -> Vec<Color32> {
        values.iter().map(|&value| Color32::from_rgba_premultiplied(value, value, value, 255)).collect()
    }

    fn red(texture: &Texture, at: [f32; 2]) -> f32 {
        texture.sample(at, false)[0]
    }

    fn near(value: f32, wanted: f32) -> bool {
        (value - wanted).abs() < 1e-3
    }

    #[test]
    fn parts_replace_what_they_cover_and_nothing_else() {
        let mut textures = Textures::default();
        let mut delta = TexturesDelta::default();
        let image = ColorImage::new([3, 2], gray(&[1, 2, 3, 4, 5, 6]));
        delta.push(ID, ImageDelta::full(image, TextureOptions::NEAREST));
        delta.push(ID, ImageDelta::partial([1, 0], ColorImage::new([2, 1], gray(&[8, 9])), TextureOptions::NEAREST));
        textures.update(&mut delta);
        assert!(delta.is_empty());
        let texture = textures.get(ID).expect("it was set");
        let values: Vec<u8> =
            [0, 1].iter().flat_map(|&row| texture.row(0, row, 3).expect("inside")).map(Color32::r).collect();
        assert_eq!(values, [1, 8, 9, 4, 5, 6]);
        assert!(texture.row(1, 0, 3).is_none());
        assert!(texture.row(0, 2, 1).is_none());
    }

    #[test]
    fn a_freed_texture_lives_until_its_frame_is_painted() {
        let mut textures = Textures::default();
        let mut delta = TexturesDelta::default();
        delta.push(ID, ImageDelta::full(ColorImage::filled([1, 1], Color32::WHITE), TextureOptions::NEAREST));
        delta.free(ID);
        textures.update(&mut delta);
        assert!(textures.get(ID).is_some());
        textures.update(&mut TexturesDelta::default());
        assert!(textures.get(ID).is_none());
    }

    #[test]
    fn linear_filtering_mixes_neighbours_and_stops_at_the_edge() {
        let image = Arc::new(ColorImage::new([2, 1], gray(&[0, 200])));
        let texture = Texture::new(Arc::clone(&image), TextureOptions::LINEAR);
        assert!(near(red(&texture, [0.5, 0.5]), 0.0));
        assert!(near(red(&texture, [1.0, 0.5]), 100.0));
        assert!(near(red(&texture, [1.5, 0.5]), 200.0));
        assert!(near(red(&texture, [9.0, 0.5]), 200.0));
        let repeated = Texture::new(image, TextureOptions::NEAREST_REPEAT);
        assert!(near(red(&repeated, [2.5, 0.5]), 0.0));
        assert!(near(red(&repeated, [-0.5, 0.5]), 200.0));
    }
}
