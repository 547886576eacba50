//! Finding in the whole library: in the texts it keeps, and in what the reader wrote on them.

mod search;

use std::sync::Arc;

use egui::{Id, Ui};

use super::controls::{FirstFocus, is_submitted, text_field};
use super::results::Results;
use super::task::{Progress, Task};
use super::{Flow, Form};
use crate::ui::context::{Action, ViewContext, Visit};
use crate::ui::locale::Word;
use crate::ui::widgets::soft_label;
use search::{Answer, Shelf};

pub(super) struct EverywhereForm {
    shelf: Arc<Shelf>,
    typed: String,
    /// The words that `answer` answers.
    answered: String,
    answer: Answer,
    /// One search runs at a time: the newest words wait for those before.
    running: Option<(String, Task<Answer>)>,
    results: Results,
    focus: FirstFocus,
}

impl EverywhereForm {
    pub(super) fn new(ctx: &ViewContext<'_>) -> Self {
        Self {
            shelf: Arc::new(Shelf::of(ctx)),
            typed: String::new(),
            answered: String::new(),
            answer: Answer::default(),
            running: None,
            results: Results::default(),
            focus: FirstFocus::default(),
        }
    }

    /// Sees to it that what is typed is answered.
    fn update(&mut self, egui: &egui::Context) {
        if let Some((asked, task)) = self.running.take() {
            match task.poll() {
                Progress::Running => {
                    self.running = Some((asked, task));
                    return;
                }
                Progress::Done(answer) => self.accept(asked, answer),
                // Not asked again, or it would be lost again.
                Progress::Lost => self.accept(asked, Answer::default()),
            }
        }
        let words = self.typed.trim().to_owned();
        if words == self.answered {
            return;
        }
        if words.is_empty() {
            self.accept(words, Answer::default());
            return;
        }
        let (shelf, asked) = (Arc::clone(&self.shelf), words.clone());
        match Task::spawn("find-everywhere", egui, move || shelf.search(&asked)) {
            Some(task) => self.running = Some((words, task)),
            None => self.accept(words, Answer::default()),
        }
    }

    fn accept(&mut self, words: String, answer: Answer) {
        self.answered = words;
        self.answer = answer;
        self.results.reset();
    }

    fn list_ui(&self, ctx: &ViewContext<'_>, is_moved: bool, ui: &mut Ui) -> Option<usize> {
        let rows = self.answer.found.iter().map(|found| (found.text.as_str(), found.detail.as_str()));
        self.results.ui(ctx, rows, is_moved, ui, |ui| {
            let said = if self.running.is_some() {
                Some(ctx.word(Word::Searching).to_owned())
            } else if self.answer.is_cut {
                Some(ctx.word(Word::FoundCut).replace("{}", &self.answer.found.len().to_string()))
            } else {
                let is_nothing = self.answer.found.is_empty() && !self.answered.is_empty();
                is_nothing.then(|| ctx.word(Word::FindNothing).to_owned())
            };
            if let Some(said) = said {
                soft_label(ui, ctx.palette, said);
            }
        })
    }

    /// Goes to a result; whether there is one.
    fn go(&self, ctx: &ViewContext<'_>, idx: usize) -> bool {
        let Some(found) = self.answer.found.get(idx) else { return false };
        let visit = Visit { query: self.answered.clone(), ..found.visit.clone() };
        ctx.send(Action::Visit(Box::new(visit)));
        true
    }
}

impl Form for EverywhereForm {
    fn title(&self) -> Word {
        Word::FindEverywhere
    }

    fn width(&self) -> f32 {
        620.0
    }

    fn has_heading(&self) -> bool {
        false
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let is_moved = self.results.step(self.answer.found.len(), ui);
        let id = Id::unique("dialog-everywhere");
        let field = text_field(ui, id, &mut self.typed, ctx.word(Word::FindEverywhereHint), f32::INFINITY);
        self.focus.give(ui, &field);
        self.update(ui.ctx());
        ui.add_space(6.0);
        let clicked = self.list_ui(ctx, is_moved, ui);
        let is_submitted = is_submitted(ui, &field);
        // What is listed for other words is not what was meant.
        let is_answered = self.answered == self.typed.trim();
        let entered = (is_submitted && is_answered).then(|| self.results.selected());
        if clicked.or(entered).is_some_and(|idx| self.go(ctx, idx)) {
            return Flow::Close;
        }
        if is_submitted {
            field.request_focus();
        }
        Flow::Stay
    }
}
