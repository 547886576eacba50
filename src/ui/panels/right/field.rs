//! How cards set what they tell: a title with a soft tail, a soft label with what belongs to it.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, FontFamily, FontId, Frame, Label, Layout, RichText, Ui, vec2};

use crate::ui::context::ViewContext;
use crate::ui::fonts::SERIF_BOLD;
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

/// Width of the labels on the left.
const LABEL: f32 = 52.0;

/// A card as wide as the panel.
pub(super) fn card_ui(ctx: &ViewContext<'_>, ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(ctx.palette.card).corner_radius(tokens::CARD_RADIUS);
    frame.stroke((1.0, ctx.palette.line)).inner_margin(tokens::CARD_MARGIN).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        contents(ui);
    });
}

/// A name in the bold serif, then what kind of thing it is.
pub(super) fn title(ctx: &ViewContext<'_>, name: &str, tail: &str) -> LayoutJob {
    let mut job = LayoutJob::default();
    let font = FontId::new(tokens::CARD_TITLE, FontFamily::Name(SERIF_BOLD.into()));
    job.append(name, 0.0, TextFormat::simple(font, ctx.palette.ink));
    job.append(tail, 7.0, TextFormat::simple(FontId::proportional(tokens::TINY), ctx.palette.soft));
    job
}

/// `label` on the left, `contents` beside it.
pub(super) fn field_ui(ctx: &ViewContext<'_>, label: Word, ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.allocate_ui_with_layout(vec2(LABEL, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(LABEL);
            soft_label(ui, ctx.palette, ctx.word(label));
        });
        ui.vertical(contents);
    });
}

/// A field that holds plain text.
pub(super) fn text_ui(ctx: &ViewContext<'_>, label: Word, text: &str, ui: &mut Ui) {
    field_ui(ctx, label, ui, |ui| {
        ui.add(Label::new(RichText::new(text).size(tokens::SMALL).color(ctx.palette.ink)).wrap());
    });
}
