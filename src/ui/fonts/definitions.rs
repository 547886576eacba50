//! The bundled faces for the interface's own text, which egui lays out.

use super::book::BUNDLED;
use egui::{FontData, FontDefinitions, FontFamily, FontTweak};
use std::sync::Arc;

/// The reading face, for titles and quotations in cards.
pub(crate) const READING: &str = "reading";

/// The bold reading face, for headings in cards.
pub(crate) const SERIF_BOLD: &str = "serif-bold";

/// egui's fonts: sans first, then serif, which has every Han the sans lacks; no bytes are copied.
///
/// No hinting: the faces have none, and egui would fit each of thousands of Han to the grid by itself.
pub(crate) fn egui_definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in BUNDLED {
        let tweak = FontTweak { hinting: Some(false), y_offset_factor: Y_OFFSET, ..FontTweak::default() };
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(tweak)));
    }
    let [serif, bold, sans] = BUNDLED.map(|(name, _)| name.to_owned());
    let families = [
        (FontFamily::Proportional, vec![sans.clone(), serif.clone()]),
        (FontFamily::Monospace, vec![sans.clone(), serif.clone()]),
        (FontFamily::Name(READING.into()), vec![serif.clone(), sans.clone()]),
        (FontFamily::Name(SERIF_BOLD.into()), vec![bold, serif, sans]),
    ];
    definitions.families.extend(families);
    definitions
}

/// The faces ask for more room above than below: Han stand in the middle of a button when raised by this much of an em.
const Y_OFFSET: f32 = -0.05;
