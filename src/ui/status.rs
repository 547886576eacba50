//! The strip at the bottom: where one is, how much is selected, what works in the background, whether all is saved.

use std::path::PathBuf;

use egui::{Align, Button, Frame, Label, Layout, Margin, Panel, ProgressBar, RichText, Role, Ui, WidgetInfo};

use super::command::UiCommand;
use super::context::{Action, ViewContext};
use super::locale::Word;
use super::notice;
use super::reader::thousands;
use super::tokens;
use crate::session::Command;

/// In a narrower window the time of the analysis is left out.
const ANALYSIS_TIME_FROM: f32 = 760.0;

/// What the strip remembers from frame to frame.
#[derive(Default)]
pub(super) struct StatusBar {
    /// Where a copy of the library was saved, and since when that is told; `None` until it was shown.
    copied: Option<(PathBuf, Option<f64>)>,
}

impl StatusBar {
    /// A copy of the library was saved in `folder`: told for a while.
    pub(super) fn copied(&mut self, folder: PathBuf) {
        self.copied = Some((folder, None));
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let frame = Frame::new().fill(ctx.palette.panel).inner_margin(Margin::symmetric(14, 0));
        Panel::bottom("status").exact_size(tokens::STATUS_HEIGHT).frame(frame).show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                place_ui(ctx, ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    saved_ui(ctx, ui);
                    work_ui(ctx, ui);
                    self.copy_ui(ctx, ui);
                });
            });
        });
    }

    /// The copy of the library that is being made, or has just been.
    fn copy_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        if ctx.session.is_copying() {
            self.copied = None;
            soft(ctx, ctx.word(Word::CopyingLibrary).to_owned(), ui);
            return;
        }
        let Some((folder, since)) = &mut self.copied else { return };
        let time = ui.input(|input| input.time);
        let left = *since.get_or_insert(time) + tokens::RESULT_SECONDS - time;
        if left <= 0.0 {
            self.copied = None;
            return;
        }
        ui.ctx().request_repaint_after_secs(left as f32);
        let text = ctx.word(Word::LibraryCopied).replace("{}", &folder.display().to_string());
        let shown = RichText::new(&text).size(tokens::SMALL).color(ctx.palette.soft);
        let response = ui.add(Label::new(shown).truncate().selectable(false));
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
        response.on_hover_text(&text);
    }
}

fn place_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let Some(document) = ctx.document() else { return };
    let last = document.blocks().iter().rev().find_map(|block| block.number).unwrap_or_default();
    if last > 0 {
        let number = ctx.paragraph_number(ctx.view.visible.start()).unwrap_or(1);
        let text = RichText::new(format!("¶ {number} / {last}")).size(tokens::SMALL).color(ctx.palette.soft);
        let response =
            ui.add(Button::new(text).frame_when_inactive(false)).on_hover_text(ctx.word(Word::GoToParagraph));
        if response.clicked() {
            ctx.send(Action::Ui(UiCommand::GoToParagraph));
        }
    }
    soft(ctx, format!("{} {}", thousands(document.n_chars()), ctx.word(Word::CharsUnit)), ui);
    if ctx.view.n_missing > 0 {
        soft(ctx, format!("{} {}", ctx.word(Word::Missing), ctx.view.n_missing), ui);
    }
    let selected = ctx.view.selection.and_then(|selection| selection.trimmed(document));
    if let Some(range) = selected {
        let (start, end) = document.char_range(range);
        let n_chars = end - start;
        let (label, unit) = (ctx.word(Word::SelectedChars), ctx.word(Word::CharsUnit));
        soft(ctx, format!("{label} {} {unit}", thousands(n_chars)), ui);
    }
}

fn work_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    if ctx.session.is_loading {
        soft(ctx, ctx.word(Word::Opening).to_owned(), ui);
        return;
    }
    if let Some(progress) = ctx.session.progress() {
        if ui.add(Button::new(RichText::new(ctx.word(Word::Cancel)).size(tokens::SMALL)).frame(false)).clicked() {
            ctx.command(Command::CancelAnalysis);
        }
        ui.add(ProgressBar::new(progress.share()).desired_width(90.0).desired_height(4.0).fill(ctx.palette.vermilion));
        soft(ctx, ctx.word(Word::Analyzing).to_owned(), ui);
    } else if let Some(took) = ctx.session.analysis_time
        && ui.ctx().content_rect().width() >= ANALYSIS_TIME_FROM
    {
        soft(ctx, format!("{} {} ms", ctx.word(Word::Analyzed), thousands(took.as_millis() as usize)), ui);
    }
}

fn saved_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let library = ctx.session.library();
    if let Some(failure) = library.failure() {
        let text = RichText::new(ctx.word(Word::NotSaved)).size(tokens::SMALL).color(ctx.palette.vermilion_text);
        let why = notice::of_unsaved(&failure, ctx.language);
        let response = ui.add(Button::new(text).frame(false)).on_hover_text(why);
        if response.clicked() {
            library.retry();
        }
        elsewhere_ui(ctx, ui);
    } else if library.is_read_only() {
        soft(ctx, ctx.word(Word::ReadOnly).to_owned(), ui);
        elsewhere_ui(ctx, ui);
    } else {
        let word = if library.is_saved() { Word::Saved } else { Word::Saving };
        soft(ctx, ctx.word(word).to_owned(), ui);
    }
}

/// Where this library cannot be written, the way to another.
fn elsewhere_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let text = RichText::new(ctx.word(Word::SaveLibraryCopy)).size(tokens::SMALL).color(ctx.palette.vermilion_text);
    let is_enabled = UiCommand::SaveCopy.is_enabled(ctx);
    if ui.add_enabled(is_enabled, Button::new(text).frame(false)).clicked() {
        ctx.send(Action::Ui(UiCommand::SaveCopy));
    }
}

fn soft(ctx: &ViewContext<'_>, text: String, ui: &mut Ui) {
    ui.add(Label::new(RichText::new(text).size(tokens::SMALL).color(ctx.palette.soft)).selectable(false));
}
