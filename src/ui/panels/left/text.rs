//! Text cut to the room there is.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Ui};

/// Height of a row of text over its size, about: the bundled faces ask for 1.45.
pub(super) const ROW_EM: f32 = 1.45;

/// Lays `text` out in at most `n_rows` rows, the last ending in … where there is more.
pub(super) fn clipped(ui: &Ui, text: &str, font: FontId, color: Color32, width_px: f32, n_rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), font, color, width_px);
    job.wrap.max_rows = n_rows;
    job.wrap.break_anywhere = n_rows == 1;
    ui.painter().layout_job(job)
}

/// The first `n_chars` of `text` on one line, with … where there is more.
pub(super) fn beginning(text: &str, n_chars: usize) -> String {
    let mut chars = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut kept: String = chars.by_ref().take(n_chars).collect();
    if chars.next().is_some() {
        kept.push('…');
    }
    kept
}

/// Rows that `text` will take, about: Han are as wide as high, other characters half of that. None for no text.
pub(super) fn estimated_rows(text: &str, size_px: f32, width_px: f32, most: usize) -> usize {
    let em: f32 = text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
    let n_rows = (em * size_px / width_px.max(size_px)).ceil() as usize;
    n_rows.min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_one_line() {
        assert_eq!(beginning(" 春眠不觉晓，\n处处闻啼鸟。", 20), "春眠不觉晓， 处处闻啼鸟。");
        assert_eq!(beginning("春眠不觉晓，处处闻啼鸟。", 5), "春眠不觉晓…");
        assert_eq!(beginning("", 5), "");
    }

    #[test]
    fn rows_are_estimated_by_width() {
        assert_eq!(estimated_rows("春眠不觉晓", 10.0, 30.0, 4), 2);
        assert_eq!(estimated_rows("春眠不觉晓，处处闻啼鸟。", 10.0, 30.0, 2), 2);
        assert_eq!(estimated_rows("", 10.0, 30.0, 2), 0);
    }
}
