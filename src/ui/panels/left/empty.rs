//! What a tab shows when it has nothing to show.

use egui::{RichText, Ui};

use crate::session::Command;
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;

/// Space above the message, in points.
const ABOVE: f32 = 28.0;

/// One soft line.
pub(super) fn hint_ui(ctx: &ViewContext<'_>, ui: &mut Ui, word: Word) {
    ui.add_space(ABOVE);
    ui.vertical_centered(|ui| ui.label(RichText::new(ctx.word(word)).color(ctx.palette.soft)));
}

/// A line and the two ways to a document.
pub(super) fn open_ui(ctx: &ViewContext<'_>, ui: &mut Ui, word: Word) {
    hint_ui(ctx, ui, word);
    ui.add_space(8.0);
    ui.vertical_centered(|ui| {
        if ui.button(ctx.word(Word::EmptyOpen)).clicked() {
            ctx.send(Action::OpenDialog);
        }
        if ui.button(ctx.word(Word::OpenSample)).clicked() {
            ctx.command(Command::OpenBundled);
        }
    });
}

/// For tabs about the document, while none is open.
pub(super) fn no_document_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    if ctx.session.is_loading {
        hint_ui(ctx, ui, Word::Opening);
    } else {
        open_ui(ctx, ui, Word::EmptyDocument);
    }
}
