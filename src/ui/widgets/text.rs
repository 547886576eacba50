//! Small pieces of text, and the ring around what has the keyboard.

use std::sync::Arc;

use egui::text::{Galley, LayoutJob, TextWrapping};
use egui::{Color32, FontId, Label, Painter, Response, RichText, Stroke, StrokeKind, Ui};

use crate::typeset::{CellText, display};
use crate::ui::tokens::{self, Palette};

/// `text` as the page shows it: ASCII marks among Chinese in full width. Line ends stay.
pub(in crate::ui) fn as_displayed(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (idx, line) in text.split('\n').enumerate() {
        if idx > 0 {
            shown.push('\n');
        }
        for (cell, _) in display(line, true) {
            match cell {
                CellText::Char(c) => shown.push(c),
                CellText::Cluster(cluster) => shown.push_str(&cluster),
            }
        }
    }
    shown
}

/// One line of `text`, cut with … where it is wider than `max_width` points.
pub(in crate::ui) fn elided(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    max_width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.replace('\n', " "), font, color);
    job.wrap = TextWrapping::truncate_at_width(max_width.max(0.0));
    painter.layout_job(job)
}

/// A remark in soft, small type.
pub(in crate::ui) fn soft_label(ui: &mut Ui, palette: &Palette, text: impl Into<String>) -> Response {
    ui.add(Label::new(RichText::new(text).size(tokens::SMALL).color(palette.soft)).selectable(false))
}

/// Shows that a painted widget has the keyboard.
pub(in crate::ui) fn focus_ring(ui: &Ui, palette: &Palette, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(1.5, palette.soft);
        ui.painter().rect_stroke(response.rect.expand(1.0), tokens::RADIUS, stroke, StrokeKind::Inside);
    }
}

#[cfg(test)]
mod tests {
    use super::as_displayed;

    #[test]
    fn marks_are_shown_as_on_the_page() {
        assert_eq!(as_displayed("重中之重,确保\n前进"), "重中之重，确保\n前进");
        assert_eq!(as_displayed("1,234"), "1,234");
    }
}
