//! The strip at the top: the menu, what is open, finding, theme, type, export.

use egui::{Align, Button, FontFamily, FontId, Frame, Layout, Margin, Panel, RichText, Sense, Ui, vec2};
use strum::IntoEnumIterator as _;

use super::command::UiCommand;
use super::context::{Action, ViewContext};
use super::dialogs::shortcut_text;
use super::fonts::SERIF_BOLD;
use super::locale::Word;
use super::reader::shown_title;
use super::tokens;
use super::widgets::{as_displayed, focus_ring};
use crate::document::{Block, BlockKind, Document};
use crate::session::Command;
use crate::store::settings::Theme;

/// Width of the field that opens the find bar.
const FIND_WIDTH: f32 = 220.0;
/// Below this width of the window the field is only a button.
const NARROW: f32 = 860.0;
/// Blocks among which the first heading is looked for.
const HEADING_WITHIN: usize = 200;

pub(super) fn ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let frame = Frame::new().fill(ctx.palette.panel).inner_margin(Margin::symmetric(14, 0));
    Panel::top("header").exact_size(tokens::HEADER_HEIGHT).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            menu_ui(ctx, ui);
            ui.add_space(6.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                tools_ui(ctx, ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| title_ui(ctx, ui));
            });
        });
    });
}

/// The seal, which opens the menu.
fn menu_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    let label = ctx.word(Word::Menu);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    let seal = rect.shrink(1.0);
    ui.painter().rect_filled(seal, 5.0, ctx.palette.vermilion);
    let font = FontId::new(14.0, FontFamily::Name(SERIF_BOLD.into()));
    ui.painter().text(seal.center(), egui::Align2::CENTER_CENTER, "圈", font, tokens::SEAL_TEXT);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, (1.5, ctx.palette.ink), egui::StrokeKind::Outside);
    }
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(200.0);
        for group in MENU {
            for &command in group {
                item_ui(ctx, command, ui);
            }
            ui.add_space(4.0);
        }
    });
    response.on_hover_text(label);
}

const MENU: [&[UiCommand]; 4] = [
    &[UiCommand::Open, UiCommand::OpenSample, UiCommand::Export, UiCommand::SaveCopy],
    &[UiCommand::Undo, UiCommand::Redo, UiCommand::Find, UiCommand::FindEverywhere, UiCommand::GoToParagraph],
    &[
        UiCommand::ToggleLeftPanel,
        UiCommand::ToggleRightPanel,
        UiCommand::ZoomIn,
        UiCommand::ZoomOut,
        UiCommand::ZoomReset,
        UiCommand::ToggleVertical,
        UiCommand::FullScreen,
    ],
    &[UiCommand::CommandPalette, UiCommand::Settings, UiCommand::Help, UiCommand::Quit],
];

fn item_ui(ctx: &ViewContext<'_>, command: UiCommand, ui: &mut Ui) {
    let mut button = Button::new(ctx.word(command.name()));
    if let Some(shortcut) = command.shortcuts().first() {
        button = button.shortcut_text(shortcut_text(ui.ctx(), *shortcut));
    }
    if ui.add_enabled(command.is_enabled(ctx), button).clicked() {
        ctx.send(Action::Ui(command));
        ui.close();
    }
}

fn title_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let Some(document) = ctx.document() else { return };
    let title = shown_title(ctx, document);
    let metadata = document.metadata();
    let facts: Vec<String> =
        [metadata.publication.clone(), metadata.published.clone(), page_fact(ctx, metadata.page.as_deref())]
            .into_iter()
            .flatten()
            .collect();
    let has_title = ctx.session.annotations.title(document.hash()).is_some() || metadata.title.is_some();
    let family = FontFamily::Name(SERIF_BOLD.into());
    if has_title || facts.is_empty() {
        let text = if title.is_empty() { file_name(ctx) } else { title };
        let text = RichText::new(text).font(FontId::new(14.0, family)).color(ctx.palette.ink);
        let width = (ui.available_width() * 0.6).max(60.0);
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(egui::Label::new(text).truncate().selectable(false));
        });
        ui.add_space(8.0);
    } else if let Some(heading) = first_heading(document) {
        // An untitled text is told apart by its first heading, in the strip only.
        let text = as_displayed(document.slice(heading.range));
        let text = RichText::new(text).font(FontId::new(14.0, family)).color(ctx.palette.ink);
        let width = (ui.available_width() * 0.5).clamp(60.0, 230.0);
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(egui::Label::new(text).truncate().selectable(false));
        });
        ui.add_space(8.0);
    }
    let facts = RichText::new(facts.join(" · ")).size(tokens::SMALL).color(ctx.palette.soft);
    ui.add(egui::Label::new(facts).truncate().selectable(false));
}

/// Looked for near the beginning only: the strip is painted at every frame.
fn first_heading(document: &Document) -> Option<&Block> {
    let mut first = document.blocks().iter().take(HEADING_WITHIN);
    first.find(|block| matches!(block.kind, BlockKind::Heading { .. }))
}

fn page_fact(ctx: &ViewContext<'_>, page: Option<&str>) -> Option<String> {
    let unit = ctx.word(Word::PageUnit);
    page.map(|page| if unit.is_empty() { format!("p. {page}") } else { format!("{page}{unit}") })
}

fn file_name(ctx: &ViewContext<'_>) -> String {
    let path = ctx.session.open.as_ref().and_then(|open| open.path.as_deref());
    path.and_then(|path| path.file_stem()).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// From the right: export, type, theme, find.
fn tools_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let is_narrow = ui.ctx().content_rect().width() < NARROW;
    let has_document = ctx.document().is_some();
    if quiet_button(ctx, ctx.word(Word::ExportNotes), has_document, ui).clicked() {
        ctx.send(Action::Ui(UiCommand::Export));
    }
    let type_button = quiet_button(ctx, "Aa", true, ui).on_hover_text(ctx.word(Word::Settings));
    if type_button.clicked() {
        ctx.send(Action::Ui(UiCommand::Settings));
    }
    theme_ui(ctx, ui);
    ui.add_space(6.0);
    if is_narrow {
        if quiet_button(ctx, ctx.word(Word::Find), has_document, ui).clicked() {
            ctx.send(Action::Ui(UiCommand::Find));
        }
    } else {
        find_ui(ctx, ui);
    }
}

fn theme_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let current = ctx.session.settings.theme;
    let response = quiet_button(ctx, ctx.word(theme_word(current)), true, ui).on_hover_text(ctx.word(Word::ThemeLabel));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(120.0);
        for theme in Theme::iter() {
            if ui.selectable_label(theme == current, ctx.word(theme_word(theme))).clicked() {
                let mut settings = ctx.session.settings.clone();
                settings.theme = theme;
                ctx.command(Command::ChangeSettings(Box::new(settings)));
                ui.close();
            }
        }
    });
}

fn quiet_button(ctx: &ViewContext<'_>, text: &str, is_enabled: bool, ui: &mut Ui) -> egui::Response {
    let color = if is_enabled { ctx.palette.soft } else { ctx.palette.faint };
    let text = RichText::new(text).size(tokens::TEXT).color(color);
    ui.add_enabled(is_enabled, Button::new(text).frame_when_inactive(false))
}

/// Looks like the field it opens.
fn find_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let (rect, response) = ui.allocate_exact_size(vec2(FIND_WIDTH, 26.0), Sense::click());
    let keys = UiCommand::Find.shortcuts().first().map(|shortcut| shortcut_text(ui.ctx(), *shortcut));
    let hint = format!("{}…  {}", ctx.word(Word::Find), keys.unwrap_or_default());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &hint));
    let is_lit = response.hovered() || response.has_focus();
    let line = if is_lit { ctx.palette.faint } else { ctx.palette.line };
    ui.painter().rect(rect, tokens::RADIUS, ctx.palette.card, (1.0, line), egui::StrokeKind::Inside);
    let at = rect.left_center() + vec2(10.0, 0.0);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, hint, FontId::proportional(tokens::TEXT), ctx.palette.faint);
    focus_ring(ui, ctx.palette, &response);
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
    }
    if response.clicked() {
        ctx.send(Action::Ui(UiCommand::Find));
    }
}

pub(super) fn theme_word(theme: Theme) -> Word {
    match theme {
        Theme::Paper => Word::ThemePaper,
        Theme::Plain => Word::ThemePlain,
        Theme::Sepia => Word::ThemeSepia,
        Theme::Dark => Word::ThemeDark,
    }
}
