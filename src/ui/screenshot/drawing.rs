//! A plot as pixels, in the bundled faces, on white.

use egui::{Color32, Pos2, RawInput, Rect, ViewportId, ViewportInfo, vec2};

use super::raster::Canvas;
use super::texture::Textures;
use super::{Screenshot, in_pixels};
use crate::export::plots::Picture;
use crate::ui::fonts::egui_definitions;
use crate::ui::{picture, tokens};

/// Pixels to a unit of the picture: sharp in print too.
const SCALE: f32 = 2.0;
/// A picture of a thousand rows is no wider than high; no side is longer than this.
const MOST_PIXELS_A_SIDE: f32 = 16_384.0;
const TEXTURE_SIDE: usize = 8192;

/// `picture` at two pixels to a unit, smaller where it would be too high to be opened anywhere.
pub fn drawing(picture: &Picture) -> Screenshot {
    let size = vec2(picture.width as f32, picture.height as f32).max(vec2(1.0, 1.0));
    let scale = SCALE.min(MOST_PIXELS_A_SIDE / size.max_elem());
    let egui = egui::Context::default();
    egui.set_fonts(egui_definitions());
    let screen = Rect::from_min_size(Pos2::ZERO, size);
    let mut textures = Textures::default();
    let mut primitives = Vec::new();
    // The faces are there from the second frame on.
    for _ in 0..2 {
        let viewport =
            ViewportInfo { native_pixels_per_point: Some(scale), inner_rect: Some(screen), ..ViewportInfo::default() };
        let input = RawInput {
            viewports: std::iter::once((ViewportId::ROOT, viewport)).collect(),
            screen_rect: Some(screen),
            max_texture_side: Some(TEXTURE_SIDE),
            ..RawInput::default()
        };
        let output = egui.run_ui(input, |ui| {
            let painter = ui.ctx().layer_painter(egui::LayerId::background());
            painter.rect_filled(screen, 0.0, Color32::WHITE);
            picture::paint(&painter, Pos2::ZERO, picture, tokens::on_paper);
        });
        let egui::FullOutput { mut textures_delta, shapes, pixels_per_point, .. } = output;
        primitives = egui.tessellate(shapes, pixels_per_point);
        textures.update(&mut textures_delta);
    }
    let (width, height) = in_pixels(size, scale);
    let mut canvas = Canvas::new(width, height);
    canvas.paint(&primitives, &textures, scale);
    Screenshot { width, height, rgba: canvas.into_rgba() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::plots::frequency;

    #[test]
    fn a_plot_has_its_pixels() {
        let picture = frequency("", &[("干部".to_owned(), 10), ("培训".to_owned(), 5)]);
        let pixels = drawing(&picture);
        assert_eq!((pixels.width, pixels.height), (1600, 144));
        let is_white = |rgba: &[u8]| rgba.iter().all(|value| *value == 255);
        assert!(is_white(pixels.rgba.get(..4).expect("it has pixels")), "the ground is white");
        let n_dark = pixels.rgba.chunks_exact(4).filter(|rgba| !is_white(rgba)).count();
        // Two bars alone cover 12 px × 578 and 289 px, twice as much each way.
        assert!(n_dark > 12 * 867 * 4 + 500, "bars and names are painted: {n_dark}");
        let empty = drawing(&Picture::default());
        assert_eq!((empty.width, empty.height), (2, 2));
    }
}
