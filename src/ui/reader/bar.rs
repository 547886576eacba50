//! The small bar at a fresh selection: eight inks, five styles, note, tag, entity, look up, copy.

use egui::{Area, Button, Frame, Id, Margin, Order, Pos2, Rect, RichText, Ui, Vec2, pos2, vec2};
use strum::IntoEnumIterator as _;

use crate::annotation::{MarkColor, MarkStyle};
use crate::text::TextRange;
use crate::ui::command::UiCommand;
use crate::ui::context::{Action, View, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens::{self, Palette};
use crate::ui::widgets::{color_word, mark_color_ui, mark_style_ui, style_word};

use super::{ReaderPane, Scene, paint};

/// When the selection last changed.
#[derive(Default)]
pub(super) struct SelectionBar {
    seen: Option<TextRange>,
    since: f64,
}

/// Size of the bar until it has been seen, to place it clear of the text it acts on.
const SIZE: Vec2 = vec2(600.0, 36.0);
/// From the text to the bar on a vertical page.
const GAP: f32 = 8.0;
const MARGIN: Margin = Margin { left: 8, right: 8, top: 5, bottom: 5 };

impl ReaderPane {
    pub(super) fn bar_ui(&mut self, scene: Scene<'_>, view: &View, ui: &Ui) {
        let range = view.selection.and_then(|selection| selection.trimmed(scene.document));
        let time = ui.input(|input| input.time);
        if range != self.bar.seen {
            self.bar = SelectionBar { seen: range, since: time };
        }
        let Some(range) = range else { return };
        if self.drag.is_selecting || self.naming.is_some() {
            return;
        }
        let left = tokens::SELECTION_BAR_DELAY - (time - self.bar.since);
        if left > 0.0 {
            ui.ctx().request_repaint_after_secs(left as f32);
            return;
        }
        let id = Id::unique("selection-bar");
        let size = ui.memory(|memory| memory.area_rect(id)).map_or(SIZE, |rect| rect.size());
        let Some(at) = place(range, scene, size) else { return };
        let bounds = scene.column.window.shrink(4.0);
        let area = Area::new(id).order(Order::Foreground).fixed_pos(at).constrain_to(bounds);
        area.accessible_name(scene.ctx.word(Word::SelectionBar)).show(ui.ctx(), |ui| {
            ui.set_max_width(bounds.width());
            let frame = Frame::new().fill(scene.ctx.palette.bar).corner_radius(8).inner_margin(MARGIN);
            frame.show(ui, |ui| contents_ui(scene.ctx, ui));
        });
    }
}

/// Above the range, or below it where there is no room; never over the text it acts on. `None` where it is out of view.
pub(super) fn place(range: TextRange, scene: Scene<'_>, size: Vec2) -> Option<Pos2> {
    let column = scene.column;
    let mut top = f32::MAX;
    let mut bottom = f32::MIN;
    let (mut left, mut right) = (f32::MAX, f32::MIN);
    for shown in scene.visible {
        for (idx, line) in shown.block.lines.iter().enumerate() {
            let Some(within) = range.intersection(shown.block.line_range(line)) else { continue };
            let place = paint::Place::of(&shown.block, idx, shown.origin);
            if place.origin.y > column.pane.bottom() || place.origin.y + place.line_height < column.pane.top() {
                continue;
            }
            top = top.min(place.origin.y);
            bottom = bottom.max(place.origin.y + place.line_height);
            if let Some((from, to)) = paint::extent(line, within.relative_to(shown.block.range.start())) {
                left = left.min(place.x(from));
                right = right.max(place.x(to));
            }
        }
    }
    if top > bottom {
        return None;
    }
    if column.axes.is_vertical() {
        let marked = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        return Some(beside(column.axes.rect_to_window(marked), column.window.shrink(6.0), size));
    }
    let above = top - size.y - 6.0;
    let y =
        if above >= column.pane.top() + 4.0 { above } else { (bottom + 8.0).min(column.pane.bottom() - size.y - 6.0) };
    Some(pos2(left.min(column.left + column.width - size.x).max(column.pane.left() + 6.0), y))
}

/// Below, above, left or right of `marked`, where there is room first; inside `bounds`.
fn beside(marked: Rect, bounds: Rect, size: Vec2) -> Pos2 {
    let middle = marked.center() - size / 2.0;
    let (x, y) = (middle.x.min(bounds.right() - size.x), middle.y.min(bounds.bottom() - size.y));
    let (x, y) = (x.max(bounds.left()), y.max(bounds.top()));
    let places = [
        pos2(x, marked.bottom() + GAP),
        pos2(x, marked.top() - size.y - GAP),
        pos2(marked.left() - size.x - GAP, y),
        pos2(marked.right() + GAP, y),
    ];
    let fits = |at: &Pos2| bounds.contains_rect(Rect::from_min_size(*at, size));
    places.into_iter().find(fits).unwrap_or_else(|| pos2(x, bounds.bottom() - size.y))
}

fn contents_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    // The bar is dark on a light page: what is painted on it takes the bar's own colours.
    let on_bar = Palette {
        ink: ctx.palette.bar_text,
        soft: ctx.palette.bar_text,
        selected_row: ctx.palette.bar_text.gamma_multiply(0.22),
        ..*ctx.palette
    };
    let last = ctx.session.settings.last_mark;
    ui.spacing_mut().item_spacing = vec2(3.0, 2.0);
    ui.horizontal_wrapped(|ui| {
        for color in MarkColor::iter() {
            if mark_color_ui(ui, &on_bar, color, color == last.color, ctx.word(color_word(color))).clicked() {
                ctx.send(Action::Mark { style: None, color: Some(color) });
            }
        }
        ui.add_space(4.0);
        for style in MarkStyle::iter() {
            let look = (style, ctx.palette.bar_text);
            if mark_style_ui(ui, &on_bar, look, style == last.style, ctx.word(style_word(style))).clicked() {
                ctx.send(Action::Mark { style: Some(style), color: None });
            }
        }
        ui.add_space(4.0);
        let word = |ui: &mut Ui, label: Word, action: Action| {
            let text = RichText::new(ctx.word(label)).color(ctx.palette.bar_text).size(tokens::TEXT);
            if ui.add(Button::new(text).frame(false)).clicked() {
                ctx.send(action);
            }
        };
        word(ui, Word::Note, Action::EditNote { is_tag: false });
        word(ui, Word::Tag, Action::EditNote { is_tag: true });
        word(ui, Word::EntityWord, Action::Ui(UiCommand::MakeEntity));
        word(ui, Word::LookUp, Action::Ui(UiCommand::LookUp));
        word(ui, Word::Copy, Action::Ui(UiCommand::Copy));
    });
}
