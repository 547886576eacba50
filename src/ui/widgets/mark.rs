//! The inks and styles a mark is chosen from.

use egui::{Align2, Color32, FontId, Painter, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::annotation::{EntityType, MarkColor, MarkStyle};
use crate::ui::locale::Word;
use crate::ui::tokens::{self, Palette};

use super::text::focus_ring;

/// A round swatch of one ink, ringed where it is the one in use.
pub(in crate::ui) fn mark_color_ui(
    ui: &mut Ui,
    palette: &Palette,
    color: MarkColor,
    is_selected: bool,
    label: &str,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_selected, label));
    let ink = palette.mark(color);
    let radius = if response.hovered() { 7.5 } else { 6.5 };
    ui.painter().circle_filled(rect.center(), radius, ink);
    if is_selected {
        ui.painter().circle_stroke(rect.center(), 9.0, Stroke::new(1.3, palette.ink));
    }
    focus_ring(ui, palette, &response);
    response.on_hover_text(label)
}

/// A style as it looks on the character 文, in `ink`.
pub(in crate::ui) fn mark_style_ui(
    ui: &mut Ui,
    palette: &Palette,
    (style, ink): (MarkStyle, Color32),
    is_selected: bool,
    label: &str,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_selected, label));
    let painter = ui.painter();
    if is_selected || response.hovered() {
        painter.rect_filled(rect, tokens::RADIUS, palette.selected_row);
    }
    if style == MarkStyle::Fill {
        painter.rect_filled(rect.shrink2(vec2(4.5, 3.5)), 2.0, ink.gamma_multiply(0.4));
    }
    let font = FontId::proportional(tokens::SMALL);
    painter.text(rect.center() - vec2(0.0, 2.0), Align2::CENTER_CENTER, "文", font, palette.ink);
    paint_style(painter, rect, style, ink);
    focus_ring(ui, palette, &response);
    response.on_hover_text(label)
}

fn paint_style(painter: &Painter, rect: Rect, style: MarkStyle, ink: Color32) {
    let y = rect.bottom() - 4.0;
    let (left, right) = (rect.left() + 6.0, rect.right() - 6.0);
    match style {
        MarkStyle::Fill => {}
        MarkStyle::Underline => {
            painter.hline(left..=right, y, Stroke::new(1.5, ink));
        }
        MarkStyle::Wavy => {
            let points = (0..=14_u8).map(|i| {
                let step = f32::from(i);
                pos2(left + (right - left) * step / 14.0, y + (step * 1.5).sin() * 1.3)
            });
            painter.add(Shape::line(points.collect(), Stroke::new(1.3, ink)));
        }
        MarkStyle::Dots => {
            painter.circle_filled(pos2(rect.center().x, y), 1.7, ink);
        }
        MarkStyle::Circles => {
            painter.circle_stroke(pos2(rect.center().x, y), 2.2, Stroke::new(1.1, ink));
        }
    }
}

/// Name of an ink.
pub(in crate::ui) fn color_word(color: MarkColor) -> Word {
    match color {
        MarkColor::Vermilion => Word::ColorVermilion,
        MarkColor::Gamboge => Word::ColorGamboge,
        MarkColor::Malachite => Word::ColorMalachite,
        MarkColor::Indigo => Word::ColorIndigo,
        MarkColor::Ochre => Word::ColorOchre,
        MarkColor::Rouge => Word::ColorRouge,
        MarkColor::Lilac => Word::ColorLilac,
        MarkColor::Ink => Word::ColorInk,
    }
}

/// Name of a style.
pub(in crate::ui) fn style_word(style: MarkStyle) -> Word {
    match style {
        MarkStyle::Fill => Word::Highlight,
        MarkStyle::Underline => Word::Underline,
        MarkStyle::Wavy => Word::Wavy,
        MarkStyle::Dots => Word::Dots,
        MarkStyle::Circles => Word::Circles,
    }
}

/// Name of a type of entity.
pub(in crate::ui) fn type_word(kind: EntityType) -> Word {
    match kind {
        EntityType::Person => Word::Person,
        EntityType::Place => Word::Place,
        EntityType::Organisation => Word::Organisation,
        EntityType::Title => Word::TitleType,
        EntityType::Work => Word::Work,
        EntityType::Term => Word::Term,
    }
}
