//! Going to a paragraph by its number.

use egui::{Id, Ui};

use super::controls::{FirstFocus, is_submitted, main_button, text_field};
use super::{Flow, Form};
use crate::document::Document;
use crate::text::TextRange;
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::widgets::soft_label;

#[derive(Default)]
pub(super) struct GoToForm {
    typed: String,
    focus: FirstFocus,
    /// Enter was pressed on what is no number of a paragraph.
    is_wrong: bool,
}

impl Form for GoToForm {
    fn title(&self) -> Word {
        Word::GoToParagraph
    }

    fn width(&self) -> f32 {
        280.0
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let Some(document) = ctx.document() else { return Flow::Close };
        let (field, is_pressed) = ui
            .horizontal(|ui| {
                let id = Id::unique("dialog-goto");
                let field = text_field(ui, id, &mut self.typed, ctx.word(Word::GoToHint), 180.0);
                let can_go = !self.typed.trim().is_empty();
                (field, main_button(ui, ctx.palette, ctx.word(Word::GoToAction), can_go).clicked())
            })
            .inner;
        self.focus.give(ui, &field);
        if field.changed() {
            self.is_wrong = false;
        }
        let last = document.blocks().iter().rev().find_map(|block| block.number).unwrap_or_default();
        let here = ctx.paragraph_number(ctx.view.visible.start()).unwrap_or_default();
        let place = format!("¶ {here} / {last}");
        let said = if self.is_wrong { format!("{} · {place}", ctx.word(Word::GoToInvalid)) } else { place };
        soft_label(ui, ctx.palette, said);
        if !is_pressed && !is_submitted(ui, &field) {
            return Flow::Stay;
        }
        if let Some(range) = number(&self.typed).and_then(|number| paragraph(document, number)) {
            ctx.send(Action::Jump(range));
            return Flow::Close;
        }
        self.is_wrong = true;
        field.request_focus();
        Flow::Stay
    }
}

/// A number in ASCII or full-width digits, with or without the sign of the paragraph before it.
fn number(typed: &str) -> Option<u32> {
    let digits = typed.trim().trim_start_matches('¶').trim_start();
    let ascii = digits.chars().map(|c| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        other => other,
    });
    ascii.collect::<String>().parse().ok()
}

fn paragraph(document: &Document, number: u32) -> Option<TextRange> {
    document.blocks().iter().find(|block| block.number == Some(number)).map(|block| block.range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(number(" 12 "), Some(12));
        assert_eq!(number("¶ 3"), Some(3));
        assert_eq!(number("１２"), Some(12));
        assert_eq!(number("十二"), None);
        assert_eq!(number("-1"), None);
        assert_eq!(number(""), None);
    }

    #[test]
    fn a_paragraph_is_found_by_its_number() {
        let document = crate::import::bundled_article().document;
        let first = paragraph(&document, 1).unwrap();
        assert!(document.slice(first).starts_with('“'));
        assert_eq!(paragraph(&document, 0), None);
        assert_eq!(paragraph(&document, 9999), None);
    }
}
