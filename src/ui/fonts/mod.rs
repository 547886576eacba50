//! Fonts and the painting of glyphs.
//!
//! egui shapes without a language and sets Han on whole pixels, so the reading pane has its own way from text to mesh:
//! a [`FontBook`] shapes in Chinese and falls back from face to face, [`FaceMetrics`] is what typesetting asks, and a
//! [`GlyphCache`] rasterises into a texture of its own. [`Fonts`] holds them together for the faces in use. The
//! interface's text goes through egui with [`egui_definitions`], the same bundled faces.

mod atlas;
mod book;
mod cache;
mod definitions;
mod face;
mod hash;
mod metrics;
mod missing;
mod outline;
mod roles;
mod search;
mod system;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(super) use book::{FontBook, GlyphForm};
pub(super) use definitions::{READING, SERIF_BOLD, egui_definitions};
#[cfg(test)]
pub(super) use face::Writing;
pub(super) use face::{FaceId, FontError};
pub(super) use roles::{Face, Fonts, GlyphPainter};
pub(super) use system::{installed_families, load_family};
