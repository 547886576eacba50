//! One annotation in the list: its quotation beside a bar in its colour, the note, the tags, and where it is.

use std::sync::Arc;

use egui::{
    Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::annotation::MarkStyle;
use crate::ui::context::ViewContext;
use crate::ui::fonts::READING;
use crate::ui::tokens;
use crate::ui::widgets::{color_word, style_word};

use super::listing::Card;
use super::rows::Slot;
use super::text;

const QUOTE_ROWS: usize = 2;
const NOTE_ROWS: usize = 4;
const BAR_WIDTH: f32 = 3.0;
/// From the card's inner edge to the quotation, in points.
const QUOTE_INDENT: f32 = 11.0;
const NOTE_GAP: f32 = 3.0;
const FOOT_GAP: f32 = 4.0;
/// Between two cards, in points.
const BETWEEN: f32 = 8.0;
/// Room kept for the paragraph's number, in points, before it is laid out.
const PLACE_WIDTH: f32 = 40.0;

/// How a card stands in the list this frame.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// One of several chosen to be changed together.
    pub(super) is_selected: bool,
    /// Set off in the text and shown in the inspector.
    pub(super) is_in_focus: bool,
    /// `¶ 4`, or with the time where the list goes by it.
    pub(super) place: String,
}

/// The texts of a card, laid out.
struct Parts {
    quote: Option<Arc<Galley>>,
    note: Option<Arc<Galley>>,
    tags: Option<Arc<Galley>>,
    place: Arc<Galley>,
}

impl Parts {
    fn new(ctx: &ViewContext<'_>, ui: &Ui, card: &Card, standing: &Standing, width: f32) -> Self {
        let inner = inner_width(width);
        let tiny = FontId::proportional(tokens::TINY);
        let lay_out = |text: &str, font: FontId, color: Color32, width: f32, n_rows: usize| {
            (!text.is_empty()).then(|| text::clipped(ui, text, font, color, width, n_rows))
        };
        let place = text::clipped(ui, &standing.place, tiny.clone(), ctx.palette.soft, inner, 1);
        let beside_place = (inner - place.rect.width() - 8.0).max(tokens::TINY);
        let serif = FontId::new(tokens::TEXT, FontFamily::Name(READING.into()));
        let small = FontId::proportional(tokens::SMALL);
        Self {
            quote: lay_out(&card.quote, serif, ctx.palette.ink, inner - QUOTE_INDENT, QUOTE_ROWS),
            note: lay_out(&card.note, small, ctx.palette.ink, inner, NOTE_ROWS),
            tags: lay_out(&card.tag_line, tiny, ctx.palette.soft, beside_place, 1),
            place,
        }
    }

    fn height(&self) -> f32 {
        let margin = f32::from(tokens::CARD_MARGIN.top) + f32::from(tokens::CARD_MARGIN.bottom);
        let quote = self.quote.as_ref().map_or(0.0, |galley| galley.rect.height());
        let note = self.note.as_ref().map_or(0.0, |galley| galley.rect.height() + NOTE_GAP);
        margin + quote + note + FOOT_GAP + self.place.rect.height()
    }

    fn paint(self, ctx: &ViewContext<'_>, painter: &Painter, card: &Card, rect: Rect) {
        let left = rect.left() + f32::from(tokens::CARD_MARGIN.left);
        let right = rect.right() - f32::from(tokens::CARD_MARGIN.right);
        let mut y = rect.top() + f32::from(tokens::CARD_MARGIN.top);
        if let Some(quote) = self.quote {
            let height = quote.rect.height();
            let bar = Rect::from_min_size(pos2(left, y + 1.0), vec2(BAR_WIDTH, height - 2.0));
            bar_ui(painter, bar, card.style, ctx.palette.mark(card.color));
            painter.galley(pos2(left + QUOTE_INDENT, y), quote, ctx.palette.ink);
            y += height;
        }
        if let Some(note) = self.note {
            y += NOTE_GAP;
            let height = note.rect.height();
            painter.galley(pos2(left, y), note, ctx.palette.ink);
            y += height;
        }
        y += FOOT_GAP;
        if let Some(tags) = self.tags {
            painter.galley(pos2(left, y), tags, ctx.palette.soft);
        }
        painter.galley(pos2(right - self.place.rect.width(), y), self.place, ctx.palette.soft);
    }
}

/// Height of a card that has not been in view yet, the space below it included.
pub(super) fn estimated_height(card: &Card, width: f32) -> f32 {
    let inner = inner_width(width);
    let height = |text: &str, size: f32, width: f32, most: usize| {
        text::estimated_rows(text, size, width, most) as f32 * size * text::ROW_EM
    };
    let margin = f32::from(tokens::CARD_MARGIN.top) + f32::from(tokens::CARD_MARGIN.bottom);
    let quote = height(&card.quote, tokens::TEXT, inner - QUOTE_INDENT, QUOTE_ROWS);
    let note_gap = if card.note.is_empty() { 0.0 } else { NOTE_GAP };
    let note = height(&card.note, tokens::SMALL, inner, NOTE_ROWS) + note_gap;
    margin + quote + note + FOOT_GAP + tokens::TINY * text::ROW_EM + BETWEEN
}

fn inner_width(width: f32) -> f32 {
    let margin = f32::from(tokens::CARD_MARGIN.left) + f32::from(tokens::CARD_MARGIN.right);
    (width - margin).max(PLACE_WIDTH)
}

/// Shows a card; its height with the space below it, and what the reader did to it.
pub(super) fn card_ui(ctx: &ViewContext<'_>, ui: &Ui, card: &Card, standing: &Standing, slot: Slot) -> (f32, Response) {
    let parts = Parts::new(ctx, ui, card, standing, slot.width);
    let height = parts.height();
    let rect = Rect::from_min_size(slot.at, vec2(slot.width, height));
    let response = ui.interact(rect, ui.make_persistent_id(card.id), Sense::click());
    response.widget_info(|| {
        let name = accessible_name(ctx, card, standing);
        WidgetInfo::selected(Role::Button, true, standing.is_selected || standing.is_in_focus, name)
    });
    let fill = if standing.is_selected { ctx.palette.selected_row } else { ctx.palette.card };
    let stroke = if response.has_focus() {
        Stroke::new(1.5, ctx.palette.soft)
    } else if standing.is_in_focus {
        Stroke::new(1.5, ctx.palette.mark(card.color))
    } else if response.hovered() {
        Stroke::new(1.0, ctx.palette.faint)
    } else {
        Stroke::new(1.0, ctx.palette.line)
    };
    ui.painter().rect(rect, tokens::CARD_RADIUS, fill, stroke, StrokeKind::Inside);
    parts.paint(ctx, ui.painter(), card, rect);
    (height + BETWEEN, response)
}

/// Colour and style are said too: they are told by the bar alone.
fn accessible_name(ctx: &ViewContext<'_>, card: &Card, standing: &Standing) -> String {
    let look = format!("{} {}", ctx.word(color_word(card.color)), ctx.word(style_word(card.style)));
    let parts: [&str; 5] = [&card.quote, &card.note, &card.tag_line, &look, &standing.place];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("，")
}

/// The bar beside the quotation, drawn in the style of the mark.
fn bar_ui(painter: &Painter, bar: Rect, style: MarkStyle, color: Color32) {
    let x = bar.center().x;
    match style {
        MarkStyle::Fill => {
            painter.rect_filled(bar, 1.0, color);
        }
        MarkStyle::Underline => {
            painter.vline(x, bar.y_range(), Stroke::new(tokens::MARK_LINE, color));
        }
        MarkStyle::Wavy => {
            let n_steps = (bar.height() / 1.5).ceil().max(1.0) as usize;
            let point = |step: usize| {
                let y = bar.top() + bar.height() * step as f32 / n_steps as f32;
                pos2(x + (y - bar.top()).sin() * 1.3, y)
            };
            let points = (0..=n_steps).map(point).collect();
            painter.add(Shape::line(points, Stroke::new(tokens::MARK_LINE - 0.2, color)));
        }
        MarkStyle::Dots => beads(bar, |center| {
            painter.circle_filled(center, 1.6, color);
        }),
        MarkStyle::Circles => beads(bar, |center| {
            painter.circle_stroke(center, 1.9, Stroke::new(1.0, color));
        }),
    }
}

/// Places for dots down the bar, the first and last inside it.
fn beads(bar: Rect, mut put: impl FnMut(Pos2)) {
    /// Distance of two dots, in points.
    const STEP: f32 = 6.0;
    let n_steps = ((bar.height() - 4.0) / STEP).floor().max(0.0) as usize;
    let top = bar.center().y - n_steps as f32 * STEP / 2.0;
    for step in 0..=n_steps {
        put(pos2(bar.center().x, top + step as f32 * STEP));
    }
}
