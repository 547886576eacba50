//! The box that stands for a character no face has.

use super::face::{FontFace, Writing};
use super::outline::{Bounds, Outline};

const EDGE_EM: f32 = 0.04;
const BOX: Bounds = Bounds { left: 0.06, right: 0.94, bottom: -0.08, top: 0.84 };

/// A frame of one em with the code point's four to six hexadecimal digits in two rows.
pub(super) fn boxed(code_point: u32, digits_of: &FontFace) -> Outline {
    let inner = Bounds {
        left: BOX.left + EDGE_EM,
        right: BOX.right - EDGE_EM,
        bottom: BOX.bottom + EDGE_EM,
        top: BOX.top - EDGE_EM,
    };
    let mut outline = Outline::default();
    outline.push_rectangle(BOX, false);
    outline.push_rectangle(inner, true);
    let digits = if code_point > 0xFFFF { format!("{code_point:06X}") } else { format!("{code_point:04X}") };
    let (upper, lower) = digits.split_at(digits.len() / 2);
    // Two digits a row are set larger than three.
    let size = if upper.len() == 2 { 0.52 } else { 0.4 };
    let row_height = (inner.top - inner.bottom) / 2.0;
    for (row, bottom) in [(upper, inner.bottom + row_height), (lower, inner.bottom)] {
        let glyphs = digits_of.shape(row, Writing::Horizontal);
        let width: f32 = glyphs.iter().map(|glyph| glyph.advance_em * size).sum();
        let left = f32::midpoint(inner.left, inner.right) - width / 2.0;
        // Digits are about .73 em high.
        let base = bottom + (row_height - 0.73 * size) / 2.0;
        for glyph in glyphs {
            outline.append(&digits_of.outline(glyph.glyph), [size, size], [left + glyph.x_em * size, base]);
        }
    }
    outline
}
