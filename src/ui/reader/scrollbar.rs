//! The scroll bar: where the view is, where marks and hits are; dragged or clicked to go there.

use egui::{Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::context::View;
use crate::ui::locale::Word;

use super::axes::Brush;
use super::scroll::Scroll;
use super::{ReaderPane, Scene};

const WIDTH: f32 = 8.0;
const MIN_THUMB: f32 = 28.0;
/// More ticks than this cannot be told apart on any screen.
const MAX_TICKS: usize = 2_000;

#[derive(Default)]
pub(super) struct ScrollBar {
    /// Where in the thumb it was taken hold of, in points from its top.
    grip: Option<f32>,
}

impl ReaderPane {
    pub(super) fn scrollbar_ui(&mut self, scene: Scene<'_>, view: &View, ui: &Ui) {
        let Scene { ctx, page, column, .. } = scene;
        let total = page.head + self.blocks.total_height() + page.foot;
        let track = Rect::from_min_max(
            pos2(column.pane.right() - WIDTH - 2.0, column.pane.top() + 4.0),
            pos2(column.pane.right() - 2.0, column.pane.bottom() - 4.0),
        );
        let y = self.scroll.y(&mut self.blocks, page);
        self.ticks_ui(scene, view, track, ui);
        if total <= page.view {
            return;
        }
        let thumb_height = (page.view / total * track.height()).max(MIN_THUMB);
        let travel = track.height() - thumb_height;
        let max = total - page.view;
        let thumb_top = track.top() + (y / max).clamp(0.0, 1.0) * travel;
        let thumb = Rect::from_min_size(pos2(track.left() + 1.0, thumb_top), vec2(WIDTH - 2.0, thumb_height));
        let area = column.axes.rect_to_window(track.expand2(vec2(4.0, 0.0)));
        let response = ui.interact(area, Self::focus_id().with("scroll"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, ctx.word(Word::ReadingPane)));
        if let Some(pointer) = response.interact_pointer_pos().map(|at| column.axes.to_page(at)) {
            let grip = *self.scrollbar.grip.get_or_insert_with(|| {
                if thumb.contains(pos2(thumb.center().x, pointer.y)) {
                    pointer.y - thumb.top()
                } else {
                    thumb_height / 2.0
                }
            });
            let share = ((pointer.y - grip - track.top()) / travel.max(1.0)).clamp(0.0, 1.0);
            self.scroll = Scroll::at_y(share * max, &mut self.blocks, page);
        }
        if !response.is_pointer_button_down_on() {
            self.scrollbar.grip = None;
        }
        let strength = if response.hovered() || self.scrollbar.grip.is_some() { 0.55 } else { 0.28 };
        Brush::new(ui.painter(), column.axes).rect_filled(
            thumb,
            WIDTH / 2.0,
            ctx.palette.soft.gamma_multiply(strength),
        );
    }

    /// Short lines at the marks and hits.
    fn ticks_ui(&self, scene: Scene<'_>, view: &View, track: Rect, ui: &Ui) {
        let ctx = scene.ctx;
        let len = scene.document.text().len().max(1) as f32;
        let brush = Brush::new(ui.painter(), scene.column.axes);
        let tick = |offset: usize, color: Color32| {
            let y = track.top() + offset as f32 / len * track.height();
            brush.rect_filled(Rect::from_center_size(pos2(track.center().x, y), vec2(WIDTH, 2.0)), 1.0, color);
        };
        let step = view.hits.len().div_ceil(MAX_TICKS).max(1);
        for hit in view.hits.iter().step_by(step) {
            tick(hit.start(), ctx.palette.vermilion.gamma_multiply(0.6));
        }
        let marks = self.marks.value.all();
        let step = marks.len().div_ceil(MAX_TICKS).max(1);
        for (range, id) in marks.iter().step_by(step) {
            if let Some(annotation) = ctx.annotation(*id) {
                tick(range.start(), ctx.palette.mark(annotation.color));
            }
        }
    }
}
