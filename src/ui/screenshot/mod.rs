//! Pictures of the interface, made without a window, a display or a graphics card.

mod drawing;
mod headless;
mod raster;
mod texture;

pub use drawing::drawing;
pub use headless::Headless;

use egui::{Vec2, vec2};

use super::locale::Language;
use crate::session::Session;
use crate::store::settings::Theme;

/// Pixels on the longer side of a picture, and in all of it: 8K twice over.
const MOST_PIXELS_A_SIDE: f32 = 16_384.0;
const MOST_PIXELS: f32 = 67_108_864.0;
/// Smaller windows show nothing.
const LEAST_POINTS: u32 = 100;

/// What the picture is to show, beside what is open.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenshotOptions {
    /// Width and height of the window, in points.
    pub size: (u32, u32),
    /// Pixels to a point.
    pub scale: f32,
    /// `None`: as the settings say.
    pub theme: Option<Theme>,
    pub panel: Option<PanelName>,
    /// `None`: as the settings say.
    pub language: Option<Language>,
    /// Code point to bring into view.
    pub scroll_to: Option<usize>,
}

/// A part of the interface that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum PanelName {
    Outline,
    Library,
    Annotations,
    Entities,
    Statistics,
    Inspector,
    Settings,
    Export,
    Help,
    /// The command palette.
    Palette,
    /// The find bar.
    Find,
}

impl PanelName {
    /// As it is written on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A picture: rows from the top, four bytes (red, green, blue, opaque) a pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screenshot {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

impl Screenshot {
    /// The bytes of a PNG file.
    pub fn write_png(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.encode(&mut bytes).map_err(|error| format!("the picture could not be encoded: {error}"))?;
        Ok(bytes)
    }

    fn encode(&self, bytes: &mut Vec<u8>) -> Result<(), png::EncodingError> {
        let mut encoder = png::Encoder::new(bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgba)?;
        writer.finish()
    }
}

/// The interface of `session` as its window would show it once nothing changes any more; waits a minute at most for the
/// analysis of what is open. The error is one clear sentence.
pub fn screenshot(mut session: Session, options: &ScreenshotOptions) -> Result<Screenshot, String> {
    check(options)?;
    let place = options.scroll_to.map(|offset| place_of(&session, offset)).transpose()?;
    if let Some(theme) = options.theme {
        // Not by a command: what is shown here is not what the reader chose, and must not be kept.
        session.show_with(|settings| settings.theme = theme);
    }
    let mut window = Headless::new(session, options.size, options.scale, options.language);
    window.await_analysis();
    Ok(window.shot(options.panel, place))
}

fn check(options: &ScreenshotOptions) -> Result<(), String> {
    let (width, height) = options.size;
    let (across, down) = (width as f32 * options.scale, height as f32 * options.scale);
    let is_pictured = across.max(down) <= MOST_PIXELS_A_SIDE && across * down <= MOST_PIXELS;
    if !(options.scale.is_finite() && (0.25..=8.0).contains(&options.scale)) {
        return Err(format!("a scale is between 0.25 and 8: {}", options.scale));
    }
    if width.min(height) < LEAST_POINTS || !is_pictured {
        return Err(format!("no picture has this size: {width}x{height} points at scale {}", options.scale));
    }
    Ok(())
}

/// The byte of a code point.
fn place_of(session: &Session, offset: usize) -> Result<usize, String> {
    let open = session.open.as_ref().ok_or("there is no document to scroll in")?;
    let n_chars = open.document.n_chars();
    if offset > n_chars {
        return Err(format!("no such place: {offset} in a text of {n_chars} characters"));
    }
    Ok(open.document.byte_range(offset, offset).start())
}

fn in_pixels(size: Vec2, scale: f32) -> (u32, u32) {
    let pixels = vec2(size.x * scale, size.y * scale).round();
    (pixels.x as u32, pixels.y as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator as _;

    fn options(size: (u32, u32), scale: f32) -> ScreenshotOptions {
        ScreenshotOptions { size, scale, theme: None, panel: None, language: None, scroll_to: None }
    }

    #[test]
    fn panels_are_found_by_their_names() {
        for panel in PanelName::iter() {
            assert_eq!(panel.name().parse::<PanelName>(), Ok(panel));
        }
        assert!("nowhere".parse::<PanelName>().is_err());
    }

    #[test]
    fn sizes_no_window_has_are_refused() {
        assert_eq!(check(&options((1440, 900), 2.0)), Ok(()));
        for (size, scale) in [((1440, 900), 0.0), ((1440, 900), f32::NAN), ((0, 900), 1.0), ((60_000, 900), 1.0)] {
            assert!(check(&options(size, scale)).is_err(), "{size:?} {scale}");
        }
        assert!(check(&options((u32::MAX, u32::MAX), 8.0)).is_err());
    }

    #[test]
    fn a_png_gives_the_pixels_back() {
        let rgba: Vec<u8> = (0..24).map(|value| if value % 4 == 3 { 255 } else { value * 9 }).collect();
        let picture = Screenshot { width: 3, height: 2, rgba: rgba.clone() };
        let bytes = picture.write_png().expect("a small picture");
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let mut reader = decoder.read_info().expect("a PNG");
        let mut read = vec![0; reader.output_buffer_size().expect("small")];
        let info = reader.next_frame(&mut read).expect("a picture");
        assert_eq!((info.width, info.height, info.color_type), (3, 2, png::ColorType::Rgba));
        assert_eq!(read, rgba);
    }
}
