//! Sequences of two to five words that recur.

use std::rc::Rc;

use egui::{Align2, Context, Rangef, RichText, Ui};

use crate::analysis::statistics::{Ngram, ngrams};
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

use super::computed::Computed;
use super::figures::filled;
use super::heading::{subheading_ui, table_buttons, word_toggle};
use super::sought::Sought;
use super::table::{About, Head, ROW_HEIGHT, cell_text, more_ui, number_text, row_response, rows_ui};
use super::{Subject, Wish};

const LENGTHS: std::ops::RangeInclusive<usize> = 2..=5;
const MIN_COUNT: usize = 2;
const N_MOST: usize = 200;
const N_FEW: usize = 8;
/// Width of the numbers, in points.
const COUNT_WIDTH: f32 = 46.0;

pub(super) struct Phrases {
    length: usize,
    shows_all: bool,
    found: Computed<(u64, usize), Vec<Ngram>>,
}

impl Default for Phrases {
    fn default() -> Self {
        Self { length: 3, shows_all: false, found: Computed::default() }
    }
}

impl Phrases {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let found = self.computed(subject, ui.ctx());
        let mut outlet = None;
        let title = Word::StatNgrams;
        subheading_ui(ctx, ui, ctx.word(title), |ui| {
            if found.as_ref().is_some_and(|found| !found.is_empty()) {
                outlet = table_buttons(ctx, ui);
            }
            // Set from the right, so that the shortest stands first.
            for length in LENGTHS.rev() {
                let hint = filled(ctx.word(Word::StatNgramHint), &[&length.to_string()]);
                let is_on = length == self.length;
                if word_toggle(ui, ctx.palette, &length.to_string(), is_on).on_hover_text(hint).clicked() {
                    self.length = length;
                    self.shows_all = false;
                    ui.ctx().request_repaint();
                }
            }
        });
        let Some(found) = found else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(&found)).map(Wish::Save));
        }
        if found.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::StatNoNgrams));
            return;
        }
        let width = ui.available_width();
        let left = (width - COUNT_WIDTH).max(0.0);
        let head = |x: Rangef| Head { label: "n", about: About::Figure("n"), x, is_number: true };
        let (words, count) = (head(Rangef::new(0.0, left)), head(Rangef::new(left, width)));
        let n_shown = if self.shows_all { found.len() } else { found.len().min(N_FEW) };
        let id = ui.make_persistent_id(("statistics-ngrams", self.length));
        rows_ui(ui, ROW_HEIGHT, n_shown, |ui, idx, rect| {
            let Some(row) = found.get(idx) else { return };
            let text = row.words.join(" ");
            let response = row_response(ui, ctx.palette, rect, id.with(idx), false, &format!("{text} {}", row.n));
            cell_text(ui, words.cell(rect), Align2::LEFT_CENTER, &text, tokens::TEXT, ctx.palette.ink);
            number_text(ui, &count, rect, &thousands(row.n), ctx.palette.soft);
            if response.clicked()
                && let Some(range) = row.ranges.first()
            {
                wishes.push(Wish::Look(Sought::Phrase(subject.document.slice(*range).to_owned())));
            }
            response.on_hover_ui(|ui| {
                ui.label(RichText::new(&text).color(ctx.palette.ink));
                let hint = filled(ctx.word(Word::StatNgramHint), &[&row.words.len().to_string()]);
                ui.label(RichText::new(hint).size(tokens::SMALL).color(ctx.palette.soft));
            });
        });
        more_ui(ctx, ui, found.len(), N_FEW, &mut self.shows_all);
    }

    fn computed(&mut self, subject: Subject<'_>, egui: &Context) -> Option<Rc<Vec<Ngram>>> {
        let (document, analysis) = subject.shared();
        let length = self.length;
        let work = move || ngrams(&document, &analysis.tokens, length, MIN_COUNT, N_MOST);
        self.found.get((subject.version, length), subject.n_bytes(), egui, work)
    }
}

fn tsv(found: &[Ngram]) -> String {
    let mut table = Tsv::new(&["words", "length", "n"]);
    for row in found {
        table.row(&[row.words.join(" "), row.words.len().to_string(), row.n.to_string()]);
    }
    table.finish()
}
