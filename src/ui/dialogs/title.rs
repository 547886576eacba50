//! The reader's own title for the document.

use egui::{Id, Sides, Ui};

use super::controls::{FirstFocus, is_submitted, main_button, text_field};
use super::{Flow, Form};
use crate::annotation::Edit;
use crate::document::DocumentHash;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::widgets::soft_label;

pub(super) struct TitleForm {
    document: Option<DocumentHash>,
    typed: String,
    focus: FirstFocus,
}

impl TitleForm {
    pub(super) fn new(ctx: &ViewContext<'_>) -> Self {
        let document = ctx.document();
        let own = document.and_then(|document| ctx.session.annotations.title(document.hash()));
        let typed = own.or_else(|| document.and_then(|document| document.metadata().title.as_deref()));
        Self {
            document: document.map(|document| document.hash()),
            typed: typed.unwrap_or_default().to_owned(),
            focus: FirstFocus::default(),
        }
    }

    fn save(&self, ctx: &ViewContext<'_>, hash: DocumentHash) {
        let title = Some(self.typed.trim()).filter(|title| !title.is_empty());
        let own = ctx.session.annotations.title(hash);
        let printed = ctx.document().and_then(|document| document.metadata().title.as_deref());
        // The document's own title, left as it was, is none of the reader's.
        if title != own && !(own.is_none() && title == printed) {
            ctx.command(Command::Annotate(Edit::SetTitle { document: hash, title: title.map(str::to_owned) }));
        }
    }
}

impl Form for TitleForm {
    fn title(&self) -> Word {
        Word::TitleHint
    }

    fn width(&self) -> f32 {
        460.0
    }

    fn may_be_clicked_away(&self) -> bool {
        false
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let open = ctx.document().map(|document| document.hash());
        let Some(hash) = self.document.filter(|&hash| Some(hash) == open) else { return Flow::Close };
        let id = Id::unique("dialog-title");
        let field = text_field(ui, id, &mut self.typed, ctx.word(Word::TitleHint), f32::INFINITY);
        self.focus.give_selected(ui, &field, &self.typed);
        soft_label(ui, ctx.palette, ctx.word(Word::TitleEmpty));
        ui.add_space(10.0);
        let ((), (is_pressed, is_cancelled)) = Sides::new().show(
            ui,
            |_| {},
            |ui| {
                let is_pressed = main_button(ui, ctx.palette, ctx.word(Word::Save), true).clicked();
                (is_pressed, ui.button(ctx.word(Word::Cancel)).clicked())
            },
        );
        if is_pressed || is_submitted(ui, &field) {
            self.save(ctx, hash);
            return Flow::Close;
        }
        if is_cancelled { Flow::Close } else { Flow::Stay }
    }
}
