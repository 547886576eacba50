//! Bars for lengths in reading order, several to a bar where there are more than can be told apart.

use egui::{EventFilter, Id, Key, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::text::TextRange;
use crate::ui::context::ViewContext;
use crate::ui::widgets::focus_ring;

/// Narrowest bar with the space after it, in points.
const LEAST_WIDTH: f32 = 2.0;
/// Bars at least so wide stand apart.
const APART_FROM: f32 = 3.0;

/// One length, or the mean of several that follow each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bar {
    /// Indices of the first and the last.
    pub(super) first: usize,
    pub(super) last: usize,
    /// From the start of the first to the end of the last.
    pub(super) span: TextRange,
    /// The longest, where the bar leads.
    pub(super) longest: TextRange,
    pub(super) mean: f64,
}

impl Bar {
    pub(super) fn is_single(&self) -> bool {
        self.first == self.last
    }
}

/// At most `n_most` bars over `lengths`, each over as many of them.
pub(super) fn bars(lengths: &[(TextRange, u32)], n_most: usize) -> Vec<Bar> {
    let size = lengths.len().div_ceil(n_most.max(1)).max(1);
    let bar = |(idx, chunk): (usize, &[(TextRange, u32)])| {
        let (first, last) = (chunk.first()?, chunk.last()?);
        let longest = chunk.iter().max_by_key(|(_, n)| *n)?;
        let sum: f64 = chunk.iter().map(|(_, n)| f64::from(*n)).sum();
        Some(Bar {
            first: idx * size,
            last: idx * size + chunk.len() - 1,
            span: TextRange::new(first.0.start(), last.0.end()),
            longest: longest.0,
            mean: sum / chunk.len() as f64,
        })
    };
    lengths.chunks(size).enumerate().filter_map(bar).collect()
}

/// Bars with what they were made for.
#[derive(Default)]
pub(super) struct Series {
    key: Option<(u64, usize)>,
    bars: Vec<Bar>,
    tallest: f64,
    pub(super) mean: f64,
    /// The bar the keyboard is on.
    cursor: usize,
}

impl Series {
    /// Makes the bars for a width in points, where the analysis or the width is another.
    pub(super) fn prepare(&mut self, version: u64, width: f32, lengths: impl FnOnce() -> Vec<(TextRange, u32)>) {
        let n_most = (width / LEAST_WIDTH).max(1.0) as usize;
        if self.key == Some((version, n_most)) {
            return;
        }
        let lengths = lengths();
        let sum: f64 = lengths.iter().map(|(_, n)| f64::from(*n)).sum();
        self.mean = if lengths.is_empty() { 0.0 } else { sum / lengths.len() as f64 };
        self.bars = bars(&lengths, n_most);
        self.tallest = self.bars.iter().map(|bar| bar.mean).fold(0.0, f64::max);
        self.cursor = 0;
        self.key = Some((version, n_most));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    /// Shows the bars `height` points high, each explained by `about_ui` under the pointer and by `name` to a screen
    /// reader; gives the one clicked.
    pub(super) fn ui(
        &mut self,
        ctx: &ViewContext<'_>,
        height: f32,
        name: impl Fn(&Bar) -> String,
        about_ui: impl FnOnce(&Bar, &mut Ui),
        ui: &mut Ui,
    ) -> Option<&Bar> {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
        let width = rect.width() / self.bars.len().max(1) as f32;
        if response.has_focus() {
            self.walk(response.id, ui);
        }
        let under = |at: egui::Pos2| ((at.x - rect.left()) / width).max(0.0) as usize;
        let hovered = response.hover_pos().map(|at| under(at).min(self.bars.len().saturating_sub(1)));
        let shown = hovered.or((response.has_focus() || response.clicked()).then_some(self.cursor));
        if ui.is_rect_visible(rect) {
            self.paint(ctx, rect, width, shown, ui);
        }
        focus_ring(ui, ctx.palette, &response);
        let bar = shown.and_then(|idx| self.bars.get(idx));
        let of_name = bar.or(self.bars.first());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, of_name.map(&name).unwrap_or_default()));
        let bar = bar?;
        let is_clicked = response.clicked();
        response.on_hover_ui_at_pointer(|ui| about_ui(bar, ui));
        is_clicked.then_some(bar)
    }

    /// Arrow keys step from bar to bar.
    fn walk(&mut self, id: Id, ui: &Ui) {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.ctx().memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (back, on) = ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
        if back {
            self.cursor = self.cursor.saturating_sub(1);
        }
        if on {
            self.cursor = (self.cursor + 1).min(self.bars.len().saturating_sub(1));
        }
    }

    fn paint(&self, ctx: &ViewContext<'_>, rect: Rect, width: f32, shown: Option<usize>, ui: &Ui) {
        let palette = ctx.palette;
        let painter = ui.painter();
        let height_of = |length: f64| (length / self.tallest.max(1.0)) as f32 * rect.height();
        let gap = if width >= APART_FROM { 1.0 } else { 0.0 };
        for (idx, bar) in self.bars.iter().enumerate() {
            let left = rect.left() + idx as f32 * width;
            let from = pos2(left, rect.bottom() - height_of(bar.mean).max(1.0));
            let color = if shown == Some(idx) {
                palette.vermilion
            } else if bar.span.overlaps(ctx.view.visible) {
                palette.soft.gamma_multiply(0.85)
            } else {
                palette.soft.gamma_multiply(0.4)
            };
            painter.rect_filled(Rect::from_min_max(from, pos2(left + width - gap, rect.bottom())), 0.0, color);
        }
        let y = painter.round_to_pixel_center(rect.bottom() - height_of(self.mean));
        painter.hline(rect.x_range(), y, Stroke::new(1.0, palette.vermilion.gamma_multiply(0.7)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(n: usize) -> Vec<(TextRange, u32)> {
        (0..n).map(|idx| (TextRange::new(idx * 10, idx * 10 + 9), idx as u32)).collect()
    }

    #[test]
    fn few_lengths_have_a_bar_each() {
        let bars = bars(&lengths(3), 10);
        assert_eq!(bars.len(), 3);
        assert!(bars.iter().all(Bar::is_single));
        assert_eq!(bars[2].span, TextRange::new(20, 29));
    }

    #[test]
    fn many_lengths_share_bars_and_none_is_lost() {
        let bars = bars(&lengths(1001), 300);
        assert!(bars.len() <= 300);
        assert_eq!(bars.first().map(|bar| (bar.first, bar.last)), Some((0, 3)));
        assert_eq!(bars.last().map(|bar| bar.last), Some(1000));
        assert!(bars.windows(2).all(|pair| pair[0].last + 1 == pair[1].first));
        assert_eq!(bars[0].longest, TextRange::new(30, 39));
        assert!((bars[0].mean - 1.5).abs() < 1e-12);
    }

    #[test]
    fn an_empty_text_has_no_bars() {
        assert!(bars(&[], 300).is_empty());
    }
}
