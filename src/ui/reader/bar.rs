//! The small bar at a fresh selection: eight inks, five styles, note, tag, entity, copy.

use egui::{Area, Color32, Frame, Id, Order, Pos2, Sense, Stroke, Ui, pos2, vec2};
use strum::IntoEnumIterator as _;

use crate::annotation::{MarkColor, MarkStyle};
use crate::document::Document;
use crate::text::TextRange;
use crate::ui::command::UiCommand;
use crate::ui::context::{Action, View, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::{color_word, style_word};

use super::{Column, Visible, paint};

/// When the selection last changed.
#[derive(Default)]
pub(super) struct SelectionBar {
    seen: Option<TextRange>,
    since: f64,
}

/// Size of the bar, to place it clear of the text it acts on.
const SIZE: egui::Vec2 = vec2(520.0, 36.0);

impl SelectionBar {
    #[expect(clippy::too_many_arguments, reason = "the geometry of one frame, passed once")]
    pub(super) fn ui(
        &mut self,
        ctx: &ViewContext<'_>,
        document: &Document,
        view: &View,
        visible: &[Visible],
        column: Column,
        ui: &Ui,
    ) {
        let range = view.selection.and_then(|selection| selection.trimmed(document));
        let time = ui.input(|input| input.time);
        if range != self.seen {
            self.seen = range;
            self.since = time;
        }
        let Some(range) = range else { return };
        let is_pressed = ui.input(|input| input.pointer.primary_down());
        let waited = time - self.since;
        if waited < tokens::SELECTION_BAR_DELAY {
            ui.ctx().request_repaint_after_secs((tokens::SELECTION_BAR_DELAY - waited) as f32);
            return;
        }
        if is_pressed && waited < 0.5 {
            return;
        }
        let Some(at) = place(range, visible, column) else { return };
        Area::new(Id::unique("selection-bar"))
            .order(Order::Foreground)
            .fixed_pos(at)
            .constrain_to(column.pane.shrink(4.0))
            .show(ui.ctx(), |ui| {
                let frame =
                    Frame::new().fill(ctx.palette.bar).corner_radius(8).inner_margin(egui::Margin::symmetric(8, 5));
                frame.show(ui, |ui| bar_ui(ctx, ui));
            });
    }
}

/// Above the selection, or below it where there is no room; never over the text it acts on.
fn place(range: TextRange, visible: &[Visible], column: Column) -> Option<Pos2> {
    let mut top = f32::MAX;
    let mut bottom = f32::MIN;
    let mut left = f32::MAX;
    for shown in visible {
        for (idx, line) in shown.block.lines.iter().enumerate() {
            let Some(within) = range.intersection(shown.block.line_range(line)) else { continue };
            let place = paint::Place::of(&shown.block, idx, shown.origin);
            top = top.min(place.origin.y);
            bottom = bottom.max(place.origin.y + place.line_height);
            if let Some((from, _)) = paint::extent(line, within.relative_to(shown.block.range.start())) {
                left = left.min(place.x(from));
            }
        }
    }
    if top > bottom {
        return None;
    }
    let above = top - SIZE.y - 6.0;
    let y =
        if above >= column.pane.top() + 4.0 { above } else { (bottom + 8.0).min(column.pane.bottom() - SIZE.y - 6.0) };
    Some(pos2(left.min(column.left + column.width - SIZE.x).max(column.pane.left() + 6.0), y))
}

fn bar_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    ui.spacing_mut().item_spacing.x = 5.0;
    ui.horizontal(|ui| {
        for color in MarkColor::iter() {
            let label = color_word(color);
            if swatch_ui(ui, ctx.palette.mark(color), ctx.word(label)).clicked() {
                ctx.send(Action::Mark { style: None, color: Some(color) });
            }
        }
        ui.add_space(4.0);
        for style in MarkStyle::iter() {
            if style_ui(ui, style, ctx.palette.bar_text, ctx.word(style_word(style))).clicked() {
                ctx.send(Action::Mark { style: Some(style), color: None });
            }
        }
        ui.add_space(4.0);
        let word = |ui: &mut Ui, label: Word, action: Action| {
            let text = egui::RichText::new(ctx.word(label)).color(ctx.palette.bar_text).size(tokens::TEXT);
            if ui.add(egui::Button::new(text).frame(false)).clicked() {
                ctx.send(action);
            }
        };
        word(ui, Word::Note, Action::EditNote { is_tag: false });
        word(ui, Word::Tag, Action::EditNote { is_tag: true });
        word(ui, Word::LookUp, Action::Ui(UiCommand::LookUp));
        word(ui, Word::Copy, Action::Ui(UiCommand::Copy));
    });
}

fn swatch_ui(ui: &mut Ui, color: Color32, label: &str) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, 22.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    let radius = if response.hovered() { 8.5 } else { 7.5 };
    ui.painter().circle_filled(rect.center(), radius, color);
    response.on_hover_text(label)
}

/// A style as it looks under 文.
fn style_ui(ui: &mut Ui, style: MarkStyle, color: Color32, label: &str) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 22.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    let painter = ui.painter();
    let font = egui::FontId::proportional(tokens::SMALL);
    if response.hovered() || style == MarkStyle::Fill {
        let alpha = if response.hovered() { 0.35 } else { 0.22 };
        painter.rect_filled(rect.shrink2(vec2(2.0, 3.0)), 2.0, color.gamma_multiply(alpha));
    }
    painter.text(rect.center() - vec2(0.0, 2.0), egui::Align2::CENTER_CENTER, "文", font, color);
    let y = rect.bottom() - 3.5;
    let (left, right) = (rect.left() + 4.0, rect.right() - 4.0);
    let stroke = Stroke::new(1.3, color);
    match style {
        MarkStyle::Fill => {}
        MarkStyle::Underline => {
            painter.hline(left..=right, y, stroke);
        }
        MarkStyle::Wavy => {
            let points = (0..=12).map(|i| {
                let x = left + (right - left) * i as f32 / 12.0;
                pos2(x, y + (i as f32 * 1.6).sin() * 1.2)
            });
            painter.add(egui::Shape::line(points.collect(), stroke));
        }
        MarkStyle::Dots => {
            painter.circle_filled(pos2(rect.center().x, y), 1.8, color);
        }
        MarkStyle::Circles => {
            painter.circle_stroke(pos2(rect.center().x, y), 2.2, Stroke::new(1.0, color));
        }
    }
    response.on_hover_text(label)
}
