//! Every colour, size, radius and duration of the interface.
//!
//! The values follow the design's tokens: paper and ink, vermilion for the reader's hand. Contrast is checked below.

use egui::{Color32, CornerRadius, Margin, Stroke, Vec2};

use crate::annotation::{EntityType, MarkColor};
use crate::export::plots::Tint;
use crate::store::settings::Theme;

pub(super) const PANEL_MIN_WIDTH: f32 = 180.0;
pub(super) const PANEL_MAX_WIDTH: f32 = 480.0;
pub(super) const HEADER_HEIGHT: f32 = 40.0;
pub(super) const STATUS_HEIGHT: f32 = 26.0;
/// Below this window width panels lie over the text, one at a time.
pub(super) const OVERLAY_BELOW: f32 = 900.0;
/// Room beside the column for margin notes, in points.
pub(super) const MARGIN_NOTE_WIDTH: f32 = 150.0;
pub(super) const MARGIN_NOTE_GAP: f32 = 14.0;
/// Room for paragraph numbers on the left of the column.
pub(super) const NUMBER_MARGIN: f32 = 40.0;
/// The same of vertical columns, where numbers stand above and notes below.
pub(super) const NUMBER_MARGIN_ABOVE: f32 = 32.0;
pub(super) const MARGIN_NOTE_HEIGHT: f32 = 112.0;

pub(super) const TEXT: f32 = 13.0;
pub(super) const SMALL: f32 = 12.0;
pub(super) const TINY: f32 = 11.5;
pub(super) const CARD_TITLE: f32 = 17.0;

pub(super) const RADIUS: CornerRadius = CornerRadius::same(6);
pub(super) const CARD_RADIUS: CornerRadius = CornerRadius::same(7);
pub(super) const CARD_MARGIN: Margin = Margin { left: 10, right: 10, top: 8, bottom: 8 };
pub(super) const PANEL_MARGIN: Margin = Margin { left: 12, right: 12, top: 8, bottom: 8 };

/// Thickness of the line under an entity.
pub(super) const ENTITY_LINE: f32 = 1.3;
/// Distance from the baseline to the line under an entity, in em of the text.
pub(super) const ENTITY_LINE_DROP_EM: f32 = 0.28;
/// Diameter of an emphasis dot in em.
pub(super) const DOT_EM: f32 = 0.2;
pub(super) const MARK_LINE: f32 = 1.6;
/// Thickness of the circles that stand for emphasis dots.
pub(super) const CIRCLE_LINE: f32 = 1.1;
/// Least space between what lies under the same words, in points.
pub(super) const UNDERLINE_GAP: f32 = 1.5;

/// Delay before the selection bar appears, in seconds.
pub(super) const SELECTION_BAR_DELAY: f64 = 0.15;
/// How long a toast stays, in seconds.
pub(super) const TOAST_SECONDS: f64 = 6.0;
/// How long the result of something slow is told in the status bar, in seconds.
pub(super) const RESULT_SECONDS: f64 = 20.0;
/// How long the first-start hint stays, in seconds.
pub(super) const HINT_SECONDS: f64 = 12.0;

/// Laid over the page under a panel in a narrow window.
pub(super) const SHADE: Color32 = Color32::from_rgba_premultiplied(0, 0, 0, 40);
/// The character in the seal.
pub(super) const SEAL_TEXT: Color32 = rgb(0xFF_FA_F0);

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Palette {
    pub(super) is_dark: bool,
    pub(super) page: Color32,
    pub(super) panel: Color32,
    pub(super) card: Color32,
    pub(super) ink: Color32,
    /// Secondary text; 4.5:1 on page and panel.
    pub(super) soft: Color32,
    /// The weakest readable text: paragraph numbers, hints.
    pub(super) faint: Color32,
    pub(super) line: Color32,
    pub(super) selected_row: Color32,
    pub(super) selection: Color32,
    /// Accent as a surface and a line.
    pub(super) vermilion: Color32,
    /// Accent as text.
    pub(super) vermilion_text: Color32,
    pub(super) person: Color32,
    pub(super) place: Color32,
    pub(super) organisation: Color32,
    pub(super) amount: Color32,
    pub(super) work: Color32,
    pub(super) bar: Color32,
    pub(super) bar_text: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgba_premultiplied((hex >> 16) as u8, (hex >> 8) as u8, hex as u8, 255)
}

const PAPER: Palette = Palette {
    is_dark: false,
    page: rgb(0xFB_F8_F1),
    panel: rgb(0xF4_EF_E4),
    card: rgb(0xFF_FD_F8),
    ink: rgb(0x23_20_1C),
    soft: rgb(0x62_5A_4F),
    faint: rgb(0x75_6C_5F),
    line: rgb(0xE4_DC_CB),
    selected_row: rgb(0xEA_E2_D1),
    selection: rgb(0xD9_D3_E6),
    vermilion: rgb(0xB3_3A_2B),
    vermilion_text: rgb(0x9E_2F_22),
    person: rgb(0xA8_40_2F),
    place: rgb(0x3E_7D_5E),
    organisation: rgb(0x35_57_8A),
    amount: rgb(0x8A_6A_2C),
    work: rgb(0x7A_5A_86),
    bar: rgb(0x2E_2A_26),
    bar_text: rgb(0xF4_EF_E4),
};

const PLAIN: Palette = Palette {
    page: rgb(0xFF_FF_FF),
    panel: rgb(0xF5_F5_F4),
    card: rgb(0xFF_FF_FF),
    ink: rgb(0x1F_1F_1F),
    soft: rgb(0x59_59_57),
    faint: rgb(0x6D_6D_6A),
    line: rgb(0xE0_E0_DE),
    selected_row: rgb(0xE8_E8_E5),
    selection: rgb(0xCF_D8_EA),
    ..PAPER
};

const SEPIA: Palette = Palette {
    page: rgb(0xF1_E7_D0),
    panel: rgb(0xE8_DC_C1),
    card: rgb(0xF7_EF_DC),
    ink: rgb(0x33_29_1C),
    soft: rgb(0x5C_4F_3C),
    faint: rgb(0x69_5B_45),
    line: rgb(0xD3_C4_A3),
    selected_row: rgb(0xDC_CD_AD),
    selection: rgb(0xD3_C6_C4),
    vermilion_text: rgb(0x8C_2A_1E),
    ..PAPER
};

const DARK: Palette = Palette {
    is_dark: true,
    page: rgb(0x1E_1C_19),
    panel: rgb(0x26_23_20),
    card: rgb(0x2C_29_25),
    ink: rgb(0xD9_D2_C5),
    soft: rgb(0xAD_A4_95),
    faint: rgb(0x98_8F_81),
    line: rgb(0x37_32_2C),
    selected_row: rgb(0x39_34_2D),
    selection: rgb(0x3F_3B_55),
    vermilion: rgb(0xD9_60_4E),
    vermilion_text: rgb(0xE8_80_70),
    person: rgb(0xD0_70_5E),
    place: rgb(0x6F_B0_8D),
    organisation: rgb(0x7B_9C_CB),
    amount: rgb(0xC7_A4_5C),
    work: rgb(0xB0_92_BE),
    bar: rgb(0x3A_35_2F),
    bar_text: rgb(0xEF_E8_DB),
};

impl Palette {
    pub(super) fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Paper => &PAPER,
            Theme::Plain => &PLAIN,
            Theme::Sepia => &SEPIA,
            Theme::Dark => &DARK,
        }
    }

    /// The line and dot colour of a kind of entity: never used for text.
    pub(super) fn entity(&self, kind: EntityType) -> Color32 {
        match kind {
            EntityType::Person | EntityType::Title => self.person,
            EntityType::Place => self.place,
            EntityType::Organisation => self.organisation,
            EntityType::Work | EntityType::Term => self.work,
        }
    }

    /// A mark drawn as line, dots or circles, and its swatch.
    pub(super) fn mark(&self, color: MarkColor) -> Color32 {
        let light = match color {
            MarkColor::Vermilion => rgb(0xC8_40_2F),
            MarkColor::Gamboge => rgb(0xE8_B0_2E),
            MarkColor::Malachite => rgb(0x4E_9A_78),
            MarkColor::Indigo => rgb(0x3E_5C_86),
            MarkColor::Ochre => rgb(0xB4_76_3B),
            MarkColor::Rouge => rgb(0xB8_47_6A),
            MarkColor::Lilac => rgb(0x8C_78_B4),
            MarkColor::Ink => rgb(0x8C_87_7E),
        };
        // Indigo is too dark to be seen as a line on the night page.
        if self.is_dark && color == MarkColor::Indigo { rgb(0x6F_8F_BF) } else { light }
    }

    /// A mark drawn as a fill behind the text: the pigment let down with water, so that the ink stays readable.
    pub(super) fn mark_fill(&self, color: MarkColor) -> Color32 {
        self.mark(color).gamma_multiply(if self.is_dark { 0.36 } else { 0.38 })
    }
}

/// The colour of a plot that leaves the program, on white paper.
pub(super) fn on_paper(tint: Tint) -> Color32 {
    let [r, g, b] = tint.rgb();
    Color32::from_rgba_premultiplied(r, g, b, 255)
}

/// Sets egui's style from the palette.
pub(super) fn apply(palette: &Palette, style: &mut egui::Style) {
    use egui::{FontFamily, FontId, TextStyle};
    style.text_styles = [
        (TextStyle::Body, TEXT),
        (TextStyle::Button, TEXT),
        (TextStyle::Heading, CARD_TITLE),
        (TextStyle::Small, TINY),
        (TextStyle::Monospace, SMALL),
    ]
    .into_iter()
    .map(|(style, size)| (style, FontId::new(size, FontFamily::Proportional)))
    .collect();
    style.spacing.item_spacing = Vec2::new(8.0, 4.0);
    style.spacing.button_padding = Vec2::new(9.0, 4.0);
    style.spacing.interact_size.y = 22.0;
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.spacing.tooltip_width = 320.0;
    style.animation_time = 0.1;
    let visuals = &mut style.visuals;
    *visuals = if palette.is_dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CARD_RADIUS;
    visuals.menu_corner_radius = RADIUS;
    visuals.extreme_bg_color = palette.card;
    visuals.text_edit_bg_color = Some(palette.card);
    visuals.faint_bg_color = palette.selected_row.gamma_multiply(0.5);
    visuals.code_bg_color = palette.selected_row;
    visuals.hyperlink_color = palette.vermilion_text;
    visuals.warn_fg_color = palette.vermilion_text;
    visuals.error_fg_color = palette.vermilion_text;
    visuals.weak_text_color = Some(palette.soft);
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.0, palette.ink);
    visuals.striped = false;
    let widgets = &mut visuals.widgets;
    for (widget, bg, fg) in [
        (&mut widgets.noninteractive, palette.panel, palette.ink),
        (&mut widgets.inactive, palette.card, palette.ink),
        (&mut widgets.hovered, palette.selected_row, palette.ink),
        (&mut widgets.active, palette.selected_row, palette.ink),
        (&mut widgets.open, palette.selected_row, palette.ink),
    ] {
        widget.bg_fill = bg;
        widget.weak_bg_fill = bg;
        widget.fg_stroke = Stroke::new(1.0, fg);
        widget.bg_stroke = Stroke::new(1.0, palette.line);
        widget.corner_radius = RADIUS;
        widget.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator as _;

    /// Relative luminance, WCAG 2.1.
    fn luminance(color: Color32) -> f64 {
        let linear = |byte: u8| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn everything_readable_has_contrast() {
        for theme in Theme::iter() {
            let p = Palette::of(theme);
            assert!(contrast(p.ink, p.page) >= 7.0, "{theme:?}: body text");
            for ground in [p.page, p.panel, p.card] {
                for (name, text) in [("ink", p.ink), ("soft", p.soft), ("faint", p.faint), ("accent", p.vermilion_text)]
                {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "{theme:?}: {name} on {ground:?} is {ratio:.2}:1");
                }
            }
            assert!(contrast(p.ink, p.selected_row) >= 4.5 && contrast(p.ink, p.selection) >= 4.5, "{theme:?}");
            assert!(contrast(p.soft, p.selected_row) >= 4.5, "{theme:?}: soft on the selected row");
            assert!(contrast(p.bar_text, p.bar) >= 4.5, "{theme:?}: selection bar");
        }
    }

    #[test]
    fn ink_stays_readable_on_every_highlight() {
        for theme in Theme::iter() {
            let p = Palette::of(theme);
            for color in MarkColor::iter() {
                let ground = p.page.blend(p.mark_fill(color));
                let ratio = contrast(p.ink, ground);
                assert!(ratio >= 4.5, "{theme:?} {color:?}: {ratio:.2}:1");
            }
        }
    }
}
