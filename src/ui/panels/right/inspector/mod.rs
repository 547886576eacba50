//! Details of what is in focus: an annotation to be edited, or what was found in the text.

mod annotation;
mod found;
mod links;
mod tags;
mod word;

use egui::{ScrollArea, Ui};

use super::entities::EntityCard;
use crate::ui::context::{Focus, ViewContext};
use crate::ui::locale::Word;
use crate::ui::widgets::soft_label;
use annotation::AnnotationEditor;
use found::ExpressionCard;
use word::WordCard;

/// State of the tab that outlives a frame.
#[derive(Default)]
pub(super) struct InspectorTab {
    annotation: AnnotationEditor,
    entity: EntityCard,
    word: WordCard,
    expression: ExpressionCard,
}

impl InspectorTab {
    /// Keeps the note being written: its field is not shown any more.
    pub(super) fn settle(&mut self, ctx: &ViewContext<'_>) {
        self.annotation.settle(ctx);
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        ScrollArea::vertical().id_salt("inspector").auto_shrink([false, false]).show(ui, |ui| self.focus_ui(ctx, ui));
    }

    fn focus_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        if !matches!(ctx.view.focus, Focus::Annotation(_)) {
            self.settle(ctx);
        }
        let is_shown = match &ctx.view.focus {
            Focus::Nothing => false,
            Focus::Annotation(id) => self.annotation.ui(ctx, *id, ui),
            Focus::Entity(id) => {
                self.entity.ui(ctx, *id, ui);
                ctx.entity(*id).is_some()
            }
            Focus::Expression(idx) => self.expression.ui(ctx, *idx, ui),
            Focus::Quotation(idx) => found::quotation_ui(ctx, *idx, ui),
            Focus::Word(word) => self.word.ui(ctx, word, ui),
        };
        if !is_shown {
            nothing_ui(ctx, ui);
        }
    }
}

/// What can be done, while nothing is in focus.
fn nothing_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    soft_label(ui, ctx.palette, ctx.word(Word::NoSelection));
    if ctx.document().is_some() {
        soft_label(ui, ctx.palette, ctx.word(Word::EmptyAnnotations));
    }
}
