//! The command palette: commands by their names in either language, headings of the document, recent documents.

use egui::{Id, Ui};
use strum::IntoEnumIterator as _;

use super::controls::{FirstFocus, is_submitted, shortcut_text, text_field};
use super::open::{Recent, recent};
use super::results::Results;
use super::{Flow, Form};
use crate::text::{FoldOptions, TextRange, fold};
use crate::ui::command::UiCommand;
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::{Language, Word};
use crate::ui::widgets::soft_label;

/// Nobody reads on after so many results.
const MOST_RESULTS: usize = 50;

pub(super) struct PaletteForm {
    entries: Vec<Entry>,
    typed: String,
    /// Indices into `entries`, the best first.
    found: Vec<usize>,
    /// Among `found`.
    results: Results,
    focus: FirstFocus,
}

struct Entry {
    target: Target,
    text: String,
    detail: String,
    /// The folded forms in which it is found.
    keys: Vec<String>,
}

enum Target {
    Command(UiCommand),
    Heading(TextRange),
    Document(Recent),
}

impl PaletteForm {
    pub(super) fn new(ctx: &ViewContext<'_>, egui: &egui::Context) -> Self {
        let is_offered = |command: &UiCommand| *command != UiCommand::CommandPalette && command.is_enabled(ctx);
        let commands = UiCommand::iter().filter(is_offered);
        let mut entries: Vec<Entry> = commands.map(|command| Entry::of_command(ctx, command, egui)).collect();
        if let Some(document) = ctx.document() {
            let headings = document.outline().map(|(_, block)| block.range);
            entries.extend(headings.map(|range| Entry::of_heading(ctx, range, document.slice(range))));
        }
        entries.extend(recent(ctx).into_iter().map(|document| Entry::of_document(ctx, document)));
        let focus = FirstFocus::default();
        let mut form = Self { entries, typed: String::new(), found: Vec::new(), results: Results::default(), focus };
        form.search();
        form
    }

    fn search(&mut self) {
        let query = folded(&self.typed);
        let terms: Vec<&str> = query.split_whitespace().collect();
        let ranked = self.entries.iter().enumerate().filter_map(|(idx, entry)| Some((entry.rank(&terms)?, idx)));
        let mut ranked: Vec<(usize, usize)> = ranked.collect();
        ranked.sort_unstable();
        self.found = ranked.into_iter().take(MOST_RESULTS).map(|(_, idx)| idx).collect();
        self.results.reset();
    }

    /// The results; the one that was clicked.
    fn list_ui(&self, ctx: &ViewContext<'_>, is_moved: bool, ui: &mut Ui) -> Option<usize> {
        let found = self.found.iter().filter_map(|&idx| self.entries.get(idx));
        let rows = found.map(|entry| (entry.text.as_str(), entry.detail.as_str()));
        let clicked = self.results.ui(ctx, rows, is_moved, ui, |ui| {
            if self.found.is_empty() {
                soft_label(ui, ctx.palette, ctx.word(Word::FindNothing));
            }
        });
        clicked.and_then(|place| self.found.get(place).copied())
    }
}

impl Entry {
    fn of_command(ctx: &ViewContext<'_>, command: UiCommand, egui: &egui::Context) -> Self {
        let name = command.name();
        let shortcut = command.shortcuts().first();
        Self {
            target: Target::Command(command),
            text: ctx.word(name).to_owned(),
            detail: shortcut.map(|shortcut| shortcut_text(egui, *shortcut)).unwrap_or_default(),
            keys: [Language::Chinese, Language::English].map(|language| folded(name.in_language(language))).into(),
        }
    }

    fn of_heading(ctx: &ViewContext<'_>, range: TextRange, text: &str) -> Self {
        Self {
            target: Target::Heading(range),
            text: text.to_owned(),
            detail: ctx.word(Word::Outline).to_owned(),
            keys: vec![folded(text)],
        }
    }

    fn of_document(ctx: &ViewContext<'_>, document: Recent) -> Self {
        let text = document.title.clone();
        let keys = vec![folded(&text)];
        Self { target: Target::Document(document), text, detail: ctx.word(Word::OpenRecent).to_owned(), keys }
    }

    /// How well it answers to all of `terms`: 0 is best; `None`, not at all.
    fn rank(&self, terms: &[&str]) -> Option<usize> {
        self.keys.iter().filter_map(|key| terms.iter().map(|term| rank(key, term)).sum::<Option<usize>>()).min()
    }

    fn run(&self, ctx: &ViewContext<'_>) {
        match &self.target {
            Target::Command(command) => ctx.send(Action::Ui(*command)),
            Target::Heading(range) => ctx.send(Action::Jump(*range)),
            Target::Document(document) => ctx.command(document.command()),
        }
    }
}

impl Form for PaletteForm {
    fn title(&self) -> Word {
        Word::CommandPalette
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn has_heading(&self) -> bool {
        false
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let is_moved = self.results.step(self.found.len(), ui);
        let id = Id::unique("dialog-palette");
        let field = text_field(ui, id, &mut self.typed, ctx.word(Word::PaletteHint), f32::INFINITY);
        self.focus.give(ui, &field);
        if field.changed() {
            self.search();
        }
        ui.add_space(6.0);
        let clicked = self.list_ui(ctx, is_moved || field.changed(), ui);
        let is_submitted = is_submitted(ui, &field);
        let entered = if is_submitted { self.found.get(self.results.selected()).copied() } else { None };
        if let Some(entry) = clicked.or(entered).and_then(|idx| self.entries.get(idx)) {
            entry.run(ctx);
            return Flow::Close;
        }
        if is_submitted {
            field.request_focus();
        }
        Flow::Stay
    }
}

fn folded(text: &str) -> String {
    fold(text, FoldOptions::SEARCH).text().to_owned()
}

/// How `key` answers to one term: it begins so, a word of it begins so, it holds the term, it has the term's letters.
fn rank(key: &str, term: &str) -> Option<usize> {
    if key.starts_with(term) {
        return Some(0);
    }
    if key.match_indices(term).any(|(at, _)| key.get(..at).is_some_and(|before| before.ends_with([' ', '-']))) {
        return Some(1);
    }
    if key.contains(term) {
        return Some(2);
    }
    // Of Chinese, scattered characters mean nothing.
    (term.len() > 1 && term.is_ascii() && has_letters(key, term)).then_some(3)
}

/// Whether the letters of `term` stand in `key` in their order.
fn has_letters(key: &str, term: &str) -> bool {
    let mut letters = key.chars();
    term.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(keys: &[&str]) -> Entry {
        Entry {
            target: Target::Command(UiCommand::Open),
            text: String::new(),
            detail: String::new(),
            keys: keys.iter().map(|key| folded(key)).collect(),
        }
    }

    fn check(keys: &[&str], query: &str, expected: Option<usize>) {
        let query = folded(query);
        let terms: Vec<&str> = query.split_whitespace().collect();
        assert_eq!(entry(keys).rank(&terms), expected, "{query}");
    }

    #[test]
    fn names_are_found_in_both_languages() {
        let keys = ["导出笔记…", "Export notes…"];
        check(&keys, "", Some(0));
        check(&keys, "export", Some(0));
        check(&keys, "导出", Some(0));
        check(&keys, "導出", Some(0));
        check(&keys, "notes", Some(1));
        check(&keys, "笔记", Some(2));
        check(&keys, "notes exp", Some(1));
        check(&keys, "exn", Some(3));
        check(&keys, "导记", None);
        check(&keys, "quit", None);
    }
}
