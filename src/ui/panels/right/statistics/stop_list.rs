//! The stop list as the reader edits it: all its words in one field.

use std::sync::Arc;

use egui::{Id, ScrollArea, TextEdit, Ui};

use crate::analysis::statistics::StopWords;
use crate::session::Command;
use crate::store::settings::StopWordEdits;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::reader::thousands;
use crate::ui::widgets::soft_label;

use super::figures::filled;
use super::heading::word_button;

const HEIGHT: f32 = 140.0;

/// The list in effect, made of what the settings say.
#[derive(Default)]
pub(super) struct Kept {
    list: Option<(StopWordEdits, Arc<StopWords>)>,
}

impl Kept {
    pub(super) fn get(&mut self, edits: &StopWordEdits) -> Arc<StopWords> {
        if let Some((_, list)) = self.list.as_ref().filter(|(known, _)| known == edits) {
            return Arc::clone(list);
        }
        let list = Arc::new(StopWords::edited(&edits.added, &edits.removed));
        self.list = Some((edits.clone(), Arc::clone(&list)));
        list
    }
}

/// The open editor with what is written in it.
pub(super) struct StopList {
    text: String,
}

impl StopList {
    pub(super) fn new(list: &StopWords) -> Self {
        Self { text: list.iter().collect::<Vec<_>>().join(" ") }
    }

    /// Whether it stays open.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, list: &StopWords, ui: &mut Ui) -> bool {
        let mut is_open = true;
        let n_words = filled(ctx.word(Word::StatStopWordCount), &[&thousands(list.len())]);
        soft_label(ui, ctx.palette, n_words);
        ScrollArea::vertical().id_salt("statistics-stop-list").max_height(HEIGHT).show(ui, |ui| {
            let field = TextEdit::multiline(&mut self.text).id(Id::unique("statistics-stop-words")).desired_rows(6);
            ui.add(field.desired_width(f32::INFINITY)).accessible_name(ctx.word(Word::StatStopWords));
        });
        ui.horizontal(|ui| {
            if word_button(ui, ctx.palette, ctx.word(Word::Save)).clicked() {
                keep(ctx, &StopWords::parse(&self.text));
                is_open = false;
            }
            if word_button(ui, ctx.palette, ctx.word(Word::RestoreDefaults)).clicked() {
                keep(ctx, StopWords::bundled());
                is_open = false;
            }
            if word_button(ui, ctx.palette, ctx.word(Word::Cancel)).clicked() {
                is_open = false;
            }
        });
        is_open
    }
}

/// Puts `word` on the list.
pub(super) fn stop(ctx: &ViewContext<'_>, list: &StopWords, word: &str) {
    let mut list = list.clone();
    list.insert(word);
    keep(ctx, &list);
}

fn keep(ctx: &ViewContext<'_>, list: &StopWords) {
    let (added, removed) = list.edits();
    let mut settings = ctx.session.settings.clone();
    settings.stop_words = StopWordEdits { added, removed };
    ctx.command(Command::ChangeSettings(Box::new(settings)));
}
