//! One face: bytes, characters, outlines, shaping in Chinese.

use super::outline::{Bounds, EmPen, Outline};
use harfrust::{
    Direction, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperData, ShaperInstance, Tag, UnicodeBuffer,
    script,
};
use skrifa::instance::{Location, LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The weight taken of a variable face.
const REGULAR: f32 = 400.0;

/// Which face of the [`super::FontBook`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FaceId(pub(super) u16);

impl FaceId {
    /// The bundled reading face.
    pub(crate) const SERIF: Self = Self(0);
    /// The bundled face of headings.
    pub(crate) const SERIF_BOLD: Self = Self(1);
    /// The bundled face of the interface.
    pub(crate) const SANS: Self = Self(2);
    /// Drawn boxes with a code point.
    pub(super) const NONE: Self = Self(u16::MAX);
}

/// The bytes of a font file.
#[derive(Clone)]
pub(crate) enum FontBytes {
    /// Compiled into the program.
    Static(&'static [u8]),
    /// Read from an installed font.
    Shared(Arc<Vec<u8>>),
}

impl AsRef<[u8]> for FontBytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// Why a face cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    #[error("no font named “{0}” is installed")]
    NotInstalled(String),
    #[error("the font “{0}” cannot be read")]
    Unreadable(String),
}

/// Which way the text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Writing {
    #[default]
    Horizontal,
    /// Top to bottom: marks take their vertical forms (`vert`).
    Vertical,
}

/// One glyph of shaped text, in em, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ShapedGlyph {
    /// 0: the face lacks the character.
    pub glyph: u32,
    /// Byte of the text its cluster begins at.
    pub cluster: u32,
    /// From the pen origin of the text to that of the glyph.
    pub x_em: f32,
    pub y_em: f32,
    /// Along the line.
    pub advance_em: f32,
}

/// A face of a font file.
pub(crate) struct FontFace {
    name: String,
    bytes: FontBytes,
    index: u32,
    units_per_em: f32,
    location: Location,
    instance: ShaperInstance,
    shaper: OnceLock<ShaperData>,
    plans: Mutex<Vec<Arc<ShapePlan>>>,
}

impl fmt::Debug for FontFace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FontFace").field("name", &self.name).field("index", &self.index).finish_non_exhaustive()
    }
}

impl FontFace {
    /// Opens face `index` of a font file; of a variable face the regular weight. Nothing is copied, little is read.
    pub(crate) fn new(name: &str, bytes: FontBytes, index: u32) -> Result<Self, FontError> {
        let font =
            FontRef::from_index(bytes.as_ref(), index).map_err(|_parse| FontError::Unreadable(name.to_owned()))?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        if metrics.units_per_em == 0 {
            return Err(FontError::Unreadable(name.to_owned()));
        }
        let units_per_em = f32::from(metrics.units_per_em);
        let location = font.axes().location([("wght", REGULAR)]);
        let instance = ShaperInstance::from_coords(&font, location.coords().iter().copied());
        Ok(Self {
            name: name.to_owned(),
            index,
            units_per_em,
            location,
            instance,
            shaper: OnceLock::new(),
            plans: Mutex::default(),
            bytes,
        })
    }

    #[cfg(test)]
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether the face has a glyph for `c`.
    pub(crate) fn covers(&self, c: char) -> bool {
        self.font().is_some_and(|font| font.charmap().map(c).is_some_and(|glyph| glyph != GlyphId::NOTDEF))
    }

    /// Whether the face can paint `c`: colour bitmaps are not painted.
    pub(crate) fn draws(&self, c: char) -> bool {
        let glyph = self.font().and_then(|font| font.charmap().map(c));
        glyph.is_some_and(|glyph| glyph != GlyphId::NOTDEF && !self.outline(glyph.to_u32()).is_empty())
    }

    /// The code points the face has, ascending and without gaps inside a range: first and last of each.
    pub(crate) fn coverage(&self) -> Vec<(u32, u32)> {
        let Some(font) = self.font() else { return Vec::new() };
        let mut points: Vec<u32> = font.charmap().mappings().map(|(c, _)| c).collect();
        points.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for c in points {
            match ranges.last_mut() {
                Some((_, last)) if c <= *last + 1 => *last = c,
                _ => ranges.push((c, c)),
            }
        }
        ranges
    }

    /// The outline of a glyph; empty for blanks and glyphs that the face lacks.
    pub(crate) fn outline(&self, glyph: u32) -> Outline {
        let mut pen = EmPen { outline: Outline::default(), units_per_em: self.units_per_em };
        let drawn = self.font().and_then(|font| {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::from(&self.location));
            font.outline_glyphs().get(GlyphId::new(glyph))?.draw(settings, &mut pen).ok()
        });
        if drawn.is_some() { pen.outline } else { Outline::default() }
    }

    /// The box of a glyph's ink in em from its pen origin.
    pub(crate) fn ink(&self, glyph: u32) -> Option<Bounds> {
        self.outline(glyph).bounds()
    }

    /// Shapes `text` as Chinese (`zh-Hans`) with kerning and without ligatures of letters, so that every cluster keeps
    /// its own advance.
    pub(crate) fn shape(&self, text: &str, writing: Writing) -> Vec<ShapedGlyph> {
        let Some(font) = self.font() else { return Vec::new() };
        let data = self.shaper.get_or_init(|| ShaperData::new(&font));
        let shaper = data.shaper(&font).instance(Some(&self.instance)).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        if matches!(buffer.script(), script::UNKNOWN | script::COMMON | script::INHERITED) {
            buffer.set_script(script::HAN);
        }
        if writing == Writing::Vertical {
            buffer.set_direction(Direction::TopToBottom);
        }
        let language = Language::new("zh-Hans");
        if let Some(language) = language.clone() {
            buffer.set_language(language);
        }
        let features = [Tag::new(b"liga"), Tag::new(b"clig"), Tag::new(b"calt")].map(|tag| Feature::new(tag, 0, ..));
        let plan = self.plan(buffer.script(), buffer.direction(), |script, direction| {
            ShapePlan::new(&shaper, direction, Some(script), language.as_ref(), &features)
        });
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)).features(&features));
        let (mut x, mut y) = (0.0, 0.0);
        let em = |units: i32| units as f32 / self.units_per_em;
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        glyphs
            .map(|(info, position)| {
                let glyph = ShapedGlyph {
                    glyph: info.glyph_id,
                    cluster: info.cluster,
                    x_em: x + em(position.x_offset),
                    y_em: y + em(position.y_offset),
                    advance_em: if writing == Writing::Vertical {
                        -em(position.y_advance)
                    } else {
                        em(position.x_advance)
                    },
                };
                x += em(position.x_advance);
                y += em(position.y_advance);
                glyph
            })
            .collect()
    }

    fn plan(
        &self,
        script: Script,
        direction: Direction,
        make: impl FnOnce(Script, Direction) -> ShapePlan,
    ) -> Arc<ShapePlan> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans.iter().find(|plan| plan.script() == Some(script) && plan.direction() == direction);
        if let Some(plan) = known {
            return Arc::clone(plan);
        }
        let plan = Arc::new(make(script, direction));
        plans.push(Arc::clone(&plan));
        plan
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.bytes.as_ref(), self.index).ok()
    }
}
