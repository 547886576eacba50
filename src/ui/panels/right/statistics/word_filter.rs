//! Which words are listed: of a kind of words, or names of a type; those in which a pattern matches.

use egui::{Id, Popup, TextEdit, Ui};
use strum::IntoEnumIterator as _;

use crate::annotation::EntityType;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::widgets::type_word;

use super::Wish;
use super::heading::{word_button, word_in_heading};
use super::word_class::WordClass;

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Listed {
    /// Words that carry content and are not on the stop list.
    #[default]
    Content,
    Class(WordClass),
    /// Entities by name.
    Entities(EntityType),
}

impl Listed {
    fn all() -> impl Iterator<Item = Self> {
        let classes = WordClass::iter().map(Self::Class);
        std::iter::once(Self::Content).chain(classes).chain(EntityType::iter().map(Self::Entities))
    }

    fn name(self, ctx: &ViewContext<'_>) -> String {
        match self {
            Self::Content => ctx.word(Word::StatContentWords).to_owned(),
            Self::Class(class) => ctx.word(class.name()).to_owned(),
            Self::Entities(kind) => format!("{} · {}", ctx.word(Word::EntityWord), ctx.word(type_word(kind))),
        }
    }

    /// A word in the heading that offers the others.
    pub(super) fn menu_ui(self, ctx: &ViewContext<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let button = word_in_heading(ui, ctx.palette, &format!("{}…", self.name(ctx)));
        Popup::menu(&button).show(|ui| {
            for listed in Self::all() {
                if ui.selectable_label(listed == self, listed.name(ctx)).clicked() {
                    wishes.push(Wish::Filter(listed));
                    ui.close();
                }
            }
        });
        button.on_hover_text(ctx.word(Word::StatFilterClass));
    }
}

/// The field of the pattern, and the word that opens the stop list beside it; whether that was clicked.
pub(super) fn pattern_ui(ctx: &ViewContext<'_>, pattern: &mut String, ui: &mut Ui) -> bool {
    let mut is_clicked = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = (ui.available_width() * 0.62).max(60.0);
        let hint = ctx.word(Word::StatPatternHint);
        let field = TextEdit::singleline(pattern).id(Id::unique("statistics-pattern")).hint_text(hint);
        ui.add(field.desired_width(width)).accessible_name(hint);
        let button = word_button(ui, ctx.palette, ctx.word(Word::StatStopWords));
        is_clicked = button.on_hover_text(ctx.word(Word::StatStopWordsHint)).clicked();
    });
    is_clicked
}
