//! Settings. Everything changes the page behind at once; there is nothing to confirm.

use egui::{
    Align2, FontFamily, FontId, Response, Role, ScrollArea, Sense, Sides, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};
use strum::IntoEnumIterator as _;

use super::controls::{FirstFocus, choices_ui, main_button, named_row};
use super::font_list::FontList;
use super::{Flow, Form};
use crate::analysis::ExpressionType;
use crate::annotation::EntityType;
use crate::session::Command;
use crate::store::settings::{
    EntityLines, LEADING, Language, LineLevel, MEASURE_EM, SIZE_PX, Settings, Theme, WritingMode,
};
use crate::ui::context::ViewContext;
use crate::ui::fonts::READING;
use crate::ui::header::theme_word;
use crate::ui::locale::Word;
use crate::ui::tokens::{self, Palette};
use crate::ui::widgets::{Slider, focus_ring, type_word};

/// What the dialog needs besides the fields, in points.
const AROUND: f32 = 150.0;
/// A theme's swatch, and the least width of it in a narrow window.
const SWATCH: egui::Vec2 = vec2(76.0, 42.0);
const LEAST_SWATCH: f32 = 44.0;
/// Distances of the values the sliders move to.
const SIZE_STEP: f32 = 0.5;
const LEADING_STEP: f32 = 0.02;

#[derive(Default)]
pub(super) struct SettingsForm {
    fonts: FontList,
    focus: FirstFocus,
    /// In effect since a slider was moved, but not in the file.
    unwritten: Option<Settings>,
}

impl Form for SettingsForm {
    fn title(&self) -> Word {
        Word::Settings
    }

    fn width(&self) -> f32 {
        500.0
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let mut settings = ctx.session.settings.clone();
        let height = (ui.ctx().content_rect().height() - AROUND).max(160.0);
        let mut is_held = false;
        ScrollArea::vertical().id_salt("settings").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 9.0;
            self.themes_ui(ctx, &mut settings, ui);
            self.fonts.ui(ctx, &mut settings.font_family, ui);
            is_held = page_ui(ctx, &mut settings, ui);
            lines_ui(ctx, &mut settings.entity_lines, ui);
            interface_ui(ctx, &mut settings, ui);
        });
        ui.add_space(10.0);
        let (is_reset, is_closed) = Sides::new().show(
            ui,
            |ui| ui.button(ctx.word(Word::RestoreDefaults)).clicked(),
            |ui| main_button(ui, ctx.palette, ctx.word(Word::Close), true).clicked(),
        );
        if is_reset {
            settings = with_defaults(settings);
        }
        self.send(ctx, settings, is_held && !is_reset && !is_closed);
        if is_closed { Flow::Close } else { Flow::Stay }
    }

    fn leave(&mut self, ctx: &ViewContext<'_>) {
        if let Some(settings) = self.unwritten.take() {
            ctx.command(Command::ChangeSettings(Box::new(settings)));
        }
    }
}

impl SettingsForm {
    /// Puts the settings into effect at once; the file is written when a slider is let go, not at every step of it.
    fn send(&mut self, ctx: &ViewContext<'_>, settings: Settings, is_held: bool) {
        let is_changed = settings != ctx.session.settings;
        if is_held {
            if is_changed {
                self.unwritten = Some(settings.clone());
                ctx.command(Command::PreviewSettings(Box::new(settings)));
            }
        } else if is_changed || self.unwritten.is_some() {
            self.unwritten = None;
            ctx.command(Command::ChangeSettings(Box::new(settings)));
        }
    }

    fn themes_ui(&mut self, ctx: &ViewContext<'_>, settings: &mut Settings, ui: &mut Ui) {
        named_row(ui, ctx.palette, ctx.word(Word::ThemeLabel), |ui| {
            let n_themes = Theme::iter().count().max(1) as f32;
            let gaps = (n_themes - 1.0) * ui.spacing().item_spacing.x;
            let width = ((ui.available_width() - gaps) / n_themes).clamp(LEAST_SWATCH, SWATCH.x);
            for theme in Theme::iter() {
                let is_selected = theme == settings.theme;
                let response = swatch_ui(ctx, theme, is_selected, width, ui);
                if is_selected {
                    self.focus.give(ui, &response);
                }
                if response.clicked() {
                    settings.theme = theme;
                }
            }
        });
    }
}

/// A piece of the theme's page with its name in its ink.
fn swatch_ui(ctx: &ViewContext<'_>, theme: Theme, is_selected: bool, width: f32, ui: &mut Ui) -> Response {
    let look = Palette::of(theme);
    let name = ctx.word(theme_word(theme));
    let (rect, response) = ui.allocate_exact_size(vec2(width, SWATCH.y), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_selected, name));
    let line = if is_selected {
        Stroke::new(2.0, ctx.palette.vermilion)
    } else if response.hovered() {
        Stroke::new(1.0, ctx.palette.soft)
    } else {
        Stroke::new(1.0, ctx.palette.line)
    };
    ui.painter().rect(rect, tokens::RADIUS, look.page, line, StrokeKind::Inside);
    let font = FontId::new(tokens::TEXT, FontFamily::Name(READING.into()));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, name, font, look.ink);
    ui.painter().circle_filled(rect.right_bottom() - vec2(9.0, 9.0), 2.2, look.vermilion);
    focus_ring(ui, ctx.palette, &response);
    response
}

/// Type, leading, measure and rules of the page; whether a slider is held.
fn page_ui(ctx: &ViewContext<'_>, settings: &mut Settings, ui: &mut Ui) -> bool {
    let label = ctx.word(Word::SizeLabel);
    let size = Slider { label, range: SIZE_PX, step: SIZE_STEP, decimals: 1, unit: "px" };
    let mut is_held = slider_ui(ctx, &size, &mut settings.size_px, ui);
    let label = ctx.word(Word::LeadingLabel);
    let leading = Slider { label, range: LEADING, step: LEADING_STEP, decimals: 2, unit: "" };
    is_held |= slider_ui(ctx, &leading, &mut settings.leading, ui);
    let label = ctx.word(Word::MeasureLabel);
    let range = (f32::from(MEASURE_EM.0), f32::from(MEASURE_EM.1));
    let measure = Slider { label, range, step: 1.0, decimals: 0, unit: ctx.word(Word::EmUnit) };
    let mut em = f32::from(settings.measure_em);
    is_held |= slider_ui(ctx, &measure, &mut em, ui);
    settings.measure_em = em.round() as u8;
    named_row(ui, ctx.palette, ctx.word(Word::LevelLabel), |ui| {
        let choices = [
            (LineLevel::Strict, ctx.word(Word::LevelStrict)),
            (LineLevel::Gb, ctx.word(Word::LevelGb)),
            (LineLevel::Basic, ctx.word(Word::LevelBasic)),
        ];
        choices_ui(ui, &mut settings.level, &choices);
    });
    writing_ui(ctx, settings, ui);
    is_held
}

/// Which way lines run, and what quotation marks vertical ones have.
fn writing_ui(ctx: &ViewContext<'_>, settings: &mut Settings, ui: &mut Ui) {
    named_row(ui, ctx.palette, ctx.word(Word::WritingLabel), |ui| {
        let choices = [
            (WritingMode::Horizontal, ctx.word(Word::WritingHorizontal)),
            (WritingMode::Vertical, ctx.word(Word::WritingVertical)),
        ];
        choices_ui(ui, &mut settings.writing, &choices);
    });
    named_row(ui, ctx.palette, "", |ui| {
        let is_vertical = settings.writing == WritingMode::Vertical;
        ui.add_enabled_ui(is_vertical, |ui| {
            ui.checkbox(&mut settings.vertical_quotes, ctx.word(Word::VerticalQuotes));
        });
    });
}

/// Whether the slider is held.
fn slider_ui(ctx: &ViewContext<'_>, slider: &Slider<'_>, value: &mut f32, ui: &mut Ui) -> bool {
    named_row(ui, ctx.palette, slider.label, |ui| slider.ui(ctx.palette, value, ui))
}

fn interface_ui(ctx: &ViewContext<'_>, settings: &mut Settings, ui: &mut Ui) {
    named_row(ui, ctx.palette, ctx.word(Word::LanguageLabel), |ui| {
        let choices = [
            (Language::Auto, ctx.word(Word::LanguageAuto)),
            (Language::Zh, ctx.word(Word::LanguageZh)),
            (Language::En, ctx.word(Word::LanguageEn)),
        ];
        choices_ui(ui, &mut settings.language, &choices);
    });
    ui.checkbox(&mut settings.single_key_shortcuts, ctx.word(Word::SingleKeys));
}

/// Whether lines are drawn under names, and under which.
fn lines_ui(ctx: &ViewContext<'_>, lines: &mut EntityLines, ui: &mut Ui) {
    named_row(ui, ctx.palette, ctx.word(Word::EntityLines), |ui| {
        ui.checkbox(&mut lines.is_shown, ctx.word(Word::NoEntityLine));
    });
    named_row(ui, ctx.palette, "", |ui| {
        ui.add_enabled_ui(lines.is_shown, |ui| {
            ui.horizontal_wrapped(|ui| {
                for kind in EntityType::iter() {
                    type_ui(ctx, type_word(kind), &[kind.code()], lines, ui);
                }
                let codes: Vec<&str> = ExpressionType::iter().map(ExpressionType::code).collect();
                type_ui(ctx, Word::TimeAndAmount, &codes, lines, ui);
            });
        });
    });
}

/// A box for the types with these codes together.
fn type_ui(ctx: &ViewContext<'_>, name: Word, codes: &[&str], lines: &mut EntityLines, ui: &mut Ui) {
    let mut is_shown = !codes.iter().all(|&code| lines.hidden_types.contains(code));
    if ui.checkbox(&mut is_shown, ctx.word(name)).changed() {
        for &code in codes {
            if is_shown {
                lines.hidden_types.remove(code);
            } else {
                lines.hidden_types.insert(code.to_owned());
            }
        }
    }
}

/// As on the first day, but for what is no choice made here: panels, the window, the last mark, the hint seen.
fn with_defaults(settings: Settings) -> Settings {
    Settings {
        panels: settings.panels,
        window: settings.window,
        last_mark: settings.last_mark,
        is_hint_seen: settings.is_hint_seen,
        ..Settings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::settings::Panels;

    #[test]
    fn defaults_leave_the_panels_and_the_window() {
        let panels = Panels { left_width: 300.0, ..Panels::default() };
        let changed = Settings { theme: Theme::Dark, size_px: 30.0, is_hint_seen: true, panels, ..Settings::default() };
        let expected = Settings { is_hint_seen: true, panels, ..Settings::default() };
        assert_eq!(with_defaults(changed), expected);
    }
}
