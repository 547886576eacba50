//! A passage of the text, set in its own face behind a rule.

use egui::text::LayoutJob;
use egui::{Color32, CursorIcon, FontFamily, FontId, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::ui::fonts::READING;
use crate::ui::tokens::{self, Palette};

use super::text::{as_displayed, focus_ring};

/// Distance of the text from the rule's left edge.
const INDENT: f32 = 11.0;
const LEADING: f32 = 1.55;
/// More characters than a row holds at the widest: no more of a long passage is laid out than can be seen.
const ROW_CHARS: usize = 90;

/// What is quoted and how.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Quote<'a> {
    pub(in crate::ui) text: &'a str,
    /// Colour of the rule.
    pub(in crate::ui) rule: Color32,
    pub(in crate::ui) rule_width: f32,
    /// Longer passages end in ….
    pub(in crate::ui) max_rows: usize,
}

/// Shows the passage as wide as there is room; a click is the caller's to answer.
pub(in crate::ui) fn quote_ui(ui: &mut Ui, palette: &Palette, quote: Quote<'_>) -> Response {
    let width = ui.available_width();
    let font = FontId::new(tokens::TEXT, FontFamily::Name(READING.into()));
    let seen = beginning(quote.text, quote.max_rows.saturating_mul(ROW_CHARS));
    let mut job = LayoutJob::simple(as_displayed(seen), font, palette.ink, (width - INDENT).max(24.0));
    for section in &mut job.sections {
        section.format.line_height = Some(tokens::TEXT * LEADING);
    }
    job.wrap.max_rows = quote.max_rows;
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 4.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, seen));
    if response.hovered() {
        let ground = palette.selected_row.gamma_multiply(0.5);
        ui.painter().rect_filled(rect, tokens::RADIUS, ground);
    }
    let x = rect.left() + quote.rule_width / 2.0;
    ui.painter().vline(x, rect.y_range(), Stroke::new(quote.rule_width, quote.rule));
    ui.painter().galley(rect.min + vec2(INDENT, 2.0), galley, palette.ink);
    focus_ring(ui, palette, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The first `n_chars` characters.
fn beginning(text: &str, n_chars: usize) -> &str {
    let end = text.char_indices().nth(n_chars).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}
