//! Words that lead somewhere: plain ink, underlined under the pointer.

use egui::{CursorIcon, Label, Response, RichText, Role, Sense, Ui, WidgetInfo};

use crate::ui::tokens::{self, Palette};

use super::text::focus_ring;

/// A link in small type.
pub(in crate::ui) fn link(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    let label = Label::new(RichText::new(text).size(tokens::SMALL).color(palette.ink));
    let response = ui.add(label.selectable(false).sense(Sense::click())).on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, text));
    if response.hovered() {
        let rect = response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, (1.0, palette.soft));
    }
    focus_ring(ui, palette, &response);
    response
}

/// Links one after the other, with `separator` between them; gives the index of the one clicked.
pub(in crate::ui) fn links<'a>(
    ui: &mut Ui,
    palette: &Palette,
    texts: impl IntoIterator<Item = &'a str>,
    separator: &str,
) -> Option<usize> {
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (idx, text) in texts.into_iter().enumerate() {
            if idx > 0 {
                let text = RichText::new(separator).size(tokens::SMALL).color(palette.faint);
                ui.add(Label::new(text).selectable(false));
            }
            if link(ui, palette, text).clicked() {
                clicked = Some(idx);
            }
        }
    });
    clicked
}
