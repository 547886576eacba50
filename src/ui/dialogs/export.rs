//! Exporting the notes of the open document: format, what it will look like, where to.

use std::path::PathBuf;

use egui::{Frame, Label, RichText, ScrollArea, Sides, TextStyle, TextWrapMode, Ui};

use super::controls::{FirstFocus, choices_ui, main_button, named_row};
use super::destination::{Answer, Destination, Target, folder, proposed_name, proposed_title};
use super::{Flow, Form};
use crate::document::DocumentHash;
use crate::export::{Context, Profile};
use crate::session::{Command, ExportFormat, ExportRequest};
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

/// Lines the preview shows; the file has all.
const PREVIEW_LINES: usize = 200;
/// Height of the preview, in points, and the least that is left of it in a low window.
const PREVIEW_HEIGHT: (f32, f32) = (96.0, 280.0);
/// What the dialog needs besides the preview.
const AROUND: f32 = 300.0;

#[derive(Default)]
pub(super) struct ExportForm {
    kind: Kind,
    profile: Profile,
    context: Context,
    preview: Option<Preview>,
    /// Once it was asked where to.
    destination: Option<Destination>,
    focus: FirstFocus,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Markdown,
    JsonLd,
}

/// The text to be written, and what it was made from.
struct Preview {
    version: u64,
    document: DocumentHash,
    format: ExportFormat,
    n_notes: usize,
    text: Result<String, String>,
    /// The beginning of `text`.
    lines: Vec<String>,
    n_more: usize,
}

impl ExportForm {
    fn format(&self) -> ExportFormat {
        match self.kind {
            Kind::Markdown => ExportFormat::Markdown { profile: self.profile, context: self.context },
            Kind::JsonLd => ExportFormat::JsonLd,
        }
    }

    fn format_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let word = |word: Word| ctx.word(word);
        named_row(ui, ctx.palette, word(Word::ExportFormat), |ui| {
            let choices = [(Kind::Markdown, word(Word::FormatMarkdown)), (Kind::JsonLd, word(Word::FormatJsonLd))];
            choices_ui(ui, &mut self.kind, &choices);
        });
        if self.kind == Kind::JsonLd {
            return;
        }
        named_row(ui, ctx.palette, word(Word::ExportProfile), |ui| {
            let choices = [
                (Profile::Plain, word(Word::ProfilePlain)),
                (Profile::Obsidian, word(Word::ProfileObsidian)),
                (Profile::Logseq, word(Word::ProfileLogseq)),
            ];
            choices_ui(ui, &mut self.profile, &choices);
        });
        named_row(ui, ctx.palette, word(Word::ExportContext), |ui| {
            let choices = [
                (Context::Quotation, word(Word::ContextQuotation)),
                (Context::Sentence, word(Word::ContextSentence)),
                (Context::Paragraph, word(Word::ContextParagraph)),
            ];
            choices_ui(ui, &mut self.context, &choices);
        });
    }

    /// Makes the text anew where the notes, the document or the format are others than last time.
    fn refresh(&mut self, ctx: &ViewContext<'_>) {
        let format = self.format();
        let version = ctx.session.annotations_version;
        let Some(document) = ctx.document().map(|document| document.hash()) else {
            self.preview = None;
            return;
        };
        let is_fresh =
            self.preview.as_ref().is_some_and(|p| p.version == version && p.document == document && p.format == format);
        if is_fresh {
            return;
        }
        let n_notes = ctx.session.annotations.of(document).len();
        let text = ctx.session.export_text(format).unwrap_or_else(|| Ok(String::new()));
        let shown = text.as_deref().unwrap_or_default();
        let lines = shown.lines().take(PREVIEW_LINES).map(str::to_owned).collect();
        let n_more = shown.lines().count().saturating_sub(PREVIEW_LINES);
        self.preview = Some(Preview { version, document, format, n_notes, text, lines, n_more });
    }

    /// The text, where there is something to write.
    fn text(&self) -> Option<&str> {
        self.preview.as_ref().filter(|preview| preview.n_notes > 0)?.text.as_deref().ok()
    }

    /// A file beside the document, called after it.
    fn target(&self, ctx: &ViewContext<'_>) -> Target {
        let extension = self.format().extension();
        Target::File {
            title: ctx.word(Word::ExportNotes),
            folder: folder(ctx),
            name: proposed_name(&proposed_title(ctx), extension),
            extension,
            format: match self.kind {
                Kind::Markdown => ctx.word(Word::FormatMarkdown),
                Kind::JsonLd => ctx.word(Word::FormatJsonLd),
            },
        }
    }

    /// Takes what was said about the place.
    fn take(&mut self, ctx: &ViewContext<'_>, answer: Answer) -> Flow {
        self.destination = None;
        match answer {
            Answer::Path(path) => self.export(ctx, path),
            Answer::Cancelled => Flow::Stay,
        }
    }

    /// Whether the place is being typed.
    fn is_typed(&self) -> bool {
        self.destination.as_ref().is_some_and(Destination::is_typed)
    }

    fn export(&self, ctx: &ViewContext<'_>, path: PathBuf) -> Flow {
        ctx.command(Command::Export(Box::new(ExportRequest { path, format: self.format() })));
        Flow::Close
    }

    /// Buttons of the form: what leads to a path, copying, cancelling.
    fn buttons_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let can_save = self.text().is_some() && self.destination.is_none();
        let (is_copied, (save, is_cancelled)) = Sides::new().show(
            ui,
            |ui| ui.add_enabled(self.text().is_some(), egui::Button::new(ctx.word(Word::Copy))).clicked(),
            |ui| {
                let save = main_button(ui, ctx.palette, ctx.word(Word::ExportSaveAs), can_save);
                (save, ui.button(ctx.word(Word::Cancel)).clicked())
            },
        );
        self.focus.give(ui, &save);
        if is_copied && let Some(text) = self.text() {
            ctx.send(Action::CopyText(text.to_owned()));
        }
        if save.clicked() {
            self.destination = Some(Destination::ask(self.target(ctx), ui.ctx()));
        }
        if is_cancelled { Flow::Close } else { Flow::Stay }
    }

    /// The field for the path with its own buttons.
    fn path_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let can_save = self.text().is_some();
        let answer = self.destination.as_mut().and_then(|destination| destination.ui(ctx, can_save, ui));
        answer.map_or(Flow::Stay, |answer| self.take(ctx, answer))
    }
}

impl Form for ExportForm {
    fn title(&self) -> Word {
        Word::ExportNotes
    }

    fn width(&self) -> f32 {
        620.0
    }

    fn may_be_clicked_away(&self) -> bool {
        !self.is_typed()
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        if let Some(answer) = self.destination.as_mut().and_then(Destination::poll)
            && self.take(ctx, answer) == Flow::Close
        {
            return Flow::Close;
        }
        self.format_ui(ctx, ui);
        self.refresh(ctx);
        ui.add_space(6.0);
        if let Some(preview) = &self.preview {
            preview.ui(ctx, ui);
        } else {
            soft_label(ui, ctx.palette, ctx.word(Word::EmptyDocument));
        }
        ui.add_space(10.0);
        if self.is_typed() { self.path_ui(ctx, ui) } else { self.buttons_ui(ctx, ui) }
    }
}

impl Preview {
    fn ui(&self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        if self.n_notes == 0 {
            soft_label(ui, ctx.palette, ctx.word(Word::ExportNothing));
            return;
        }
        if let Err(message) = &self.text {
            let text = RichText::new(message).color(ctx.palette.vermilion_text);
            ui.add(Label::new(text).wrap());
            return;
        }
        let count = ctx.word(Word::NNotes).replace("{}", &self.n_notes.to_string());
        let heading = format!("{} · {count}", ctx.word(Word::ExportPreview));
        soft_label(ui, ctx.palette, heading);
        let frame = Frame::new().fill(ctx.palette.page).corner_radius(tokens::RADIUS).inner_margin(tokens::CARD_MARGIN);
        frame.show(ui, |ui| self.lines_ui(ctx, ui));
    }

    fn lines_ui(&self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let (least, most) = PREVIEW_HEIGHT;
        let height = (ui.ctx().content_rect().height() - AROUND).clamp(least, most);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        let row_height = ui.text_style_height(&TextStyle::Monospace);
        let n_rows = self.lines.len() + usize::from(self.n_more > 0);
        let area = ScrollArea::both().id_salt("export-preview").max_height(height).auto_shrink(false);
        area.show_rows(ui, row_height, n_rows, |ui, rows| {
            for idx in rows {
                let text = match self.lines.get(idx) {
                    Some(line) => RichText::new(line).color(ctx.palette.ink),
                    None => RichText::new(ctx.word(Word::MoreLines).replace("{}", &self.n_more.to_string()))
                        .color(ctx.palette.soft),
                };
                ui.label(text.text_style(TextStyle::Monospace));
            }
        });
    }
}
