//! What the text is about: keywords by two measures, and words that go together.

use std::sync::Arc;

use egui::{Align2, Rangef, Ui};

use crate::analysis::Analysis;
use crate::analysis::statistics::{
    Bigram, Keyword, StopWords, bigrams, definition, key_words, reference, tags, topics,
};
use crate::document::Document;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

use super::computed::Computed;
use super::figures::{definition_ui, figure_text, raw};
use super::heading::{heading_ui, subheading_ui, table_buttons, word_button};
use super::phrases::Phrases;
use super::sought::Sought;
use super::table::{About, Head, ROW_HEIGHT, cell_text, more_ui, number_text, row_response, rows_ui};
use super::{Subject, Wish};

/// Keywords shown by each measure.
const N_KEYWORDS: usize = 16;
/// Pairs shown before more is asked for.
const N_FEW: usize = 8;
/// Widths of a pair's numbers, in points.
const COUNT_WIDTH: f32 = 46.0;
const LIKELIHOOD_WIDTH: f32 = 62.0;

#[derive(Default)]
pub(super) struct Keywords {
    is_folded: bool,
    shows_all_pairs: bool,
    found: Computed<(u64, Arc<StopWords>), Found>,
    phrases: Phrases,
}

/// Keywords by each measure, the weightiest first.
struct Found {
    tags: Vec<Keyword>,
    topics: Vec<Keyword>,
    /// With their log-likelihood.
    key: Vec<Keyword>,
    pairs: Vec<Bigram>,
}

impl Keywords {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let mut outlet = None;
        let title = Word::StatKeywords;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| outlet = table_buttons(ctx, ui));
        if !is_open {
            return;
        }
        let (document, analysis) = subject.shared();
        let stop_words = Arc::clone(subject.stop_words);
        let key = (subject.version, Arc::clone(subject.stop_words));
        let work = move || find(&document, &analysis, &stop_words);
        let found = self.found.get(key, subject.n_bytes(), ui.ctx(), work);
        let Some(found) = found else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(&found)).map(Wish::Save));
        }
        words_ui(ctx, "keyness", &found.key, ui, wishes);
        words_ui(ctx, "tf_idf", &found.tags, ui, wishes);
        words_ui(ctx, "text_rank", &found.topics, ui, wishes);
        self.pairs_ui(ctx, subject, &found.pairs, ui, wishes);
        self.phrases.ui(ctx, subject, ui, wishes);
    }

    fn pairs_ui(
        &mut self,
        ctx: &ViewContext<'_>,
        subject: Subject<'_>,
        pairs: &[Bigram],
        ui: &mut Ui,
        wishes: &mut Vec<Wish>,
    ) {
        if pairs.is_empty() {
            return;
        }
        let mut outlet = None;
        subheading_ui(ctx, ui, ctx.word(Word::StatWordPairs), |ui| outlet = table_buttons(ctx, ui));
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, Word::StatWordPairs, pairs_tsv(pairs)).map(Wish::Save));
        }
        let heads = pair_heads(ui.available_width());
        let n_shown = if self.shows_all_pairs { pairs.len() } else { pairs.len().min(N_FEW) };
        let id = ui.make_persistent_id("statistics-pairs");
        rows_ui(ui, ROW_HEIGHT, n_shown, |ui, idx, rect| {
            let Some(pair) = pairs.get(idx) else { return };
            let text = format!("{} {}", pair.first, pair.second);
            let n = pair.association.n as usize;
            let response = row_response(ui, ctx.palette, rect, id.with(idx), false, &format!("{text} {n}"));
            let [words, count, likelihood] = &heads;
            cell_text(ui, words.cell(rect), Align2::LEFT_CENTER, &text, tokens::TEXT, ctx.palette.ink);
            number_text(ui, count, rect, &thousands(n), ctx.palette.ink);
            let figure = figure_text(ctx, "LL", Some(pair.association.log_likelihood));
            number_text(ui, likelihood, rect, &figure, ctx.palette.soft);
            if response.clicked() {
                let phrase = subject.document.slice(pair.range).to_owned();
                wishes.push(Wish::Look(Sought::Phrase(phrase)));
            }
            response.on_hover_ui(|ui| {
                if let Some(definition) = definition("LL") {
                    definition_ui(ctx, definition, ui);
                }
            });
        });
        more_ui(ctx, ui, pairs.len(), N_FEW, &mut self.shows_all_pairs);
    }
}

fn find(document: &Document, analysis: &Analysis, stop_words: &StopWords) -> Found {
    let tokens = &analysis.tokens;
    let key = key_words(document, tokens, reference(), stop_words, N_KEYWORDS);
    Found {
        key: key.into_iter().map(|word| Keyword { word: word.word, weight: word.keyness.log_likelihood }).collect(),
        pairs: bigrams(document, tokens, stop_words),
        tags: tags(document, tokens, reference(), stop_words, N_KEYWORDS),
        topics: topics(document, tokens, stop_words, N_KEYWORDS),
    }
}

/// Words in a line, each with its weight under the pointer; a click looks it up.
fn words_ui(ctx: &ViewContext<'_>, key: &str, words: &[Keyword], ui: &mut Ui, wishes: &mut Vec<Wish>) {
    if words.is_empty() {
        return;
    }
    let Some(definition) = definition(key) else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(0.0, 0.0);
        let name = match key {
            "tf_idf" => "TF-IDF",
            "text_rank" => "TextRank",
            _ => ctx.word(Word::StatKeyness),
        };
        soft_label(ui, ctx.palette, format!("{name} ")).on_hover_ui(|ui| definition_ui(ctx, definition, ui));
        for keyword in words {
            let response = word_button(ui, ctx.palette, &keyword.word);
            if response.clicked() {
                wishes.push(Wish::Look(Sought::Word(keyword.word.clone())));
            }
            response.on_hover_ui(|ui| {
                ui.label(format!("{} {}", keyword.word, figure_text(ctx, key, Some(keyword.weight))));
                definition_ui(ctx, definition, ui);
            });
        }
    });
}

fn pair_heads(width: f32) -> [Head; 3] {
    let second = width - LIKELIHOOD_WIDTH;
    let first = second - COUNT_WIDTH;
    let head = |key: &'static str, x: Rangef| Head { label: key, about: About::Figure(key), x, is_number: true };
    [
        head("n", Rangef::new(0.0, first.max(0.0))),
        head("n", Rangef::new(first, second)),
        head("LL", Rangef::new(second, width)),
    ]
}

fn tsv(found: &Found) -> String {
    let mut table = Tsv::new(&["measure", "word", "weight"]);
    for (measure, words) in [("keyness", &found.key), ("TF-IDF", &found.tags), ("TextRank", &found.topics)] {
        for keyword in words {
            table.row(&[measure.to_owned(), keyword.word.clone(), raw(Some(keyword.weight))]);
        }
    }
    table.finish()
}

fn pairs_tsv(pairs: &[Bigram]) -> String {
    let mut table = Tsv::new(&["first", "second", "n", "LL", "MI", "t", "logDice"]);
    for pair in pairs {
        let association = pair.association;
        table.row(&[
            pair.first.clone(),
            pair.second.clone(),
            association.n.to_string(),
            raw(Some(association.log_likelihood)),
            raw(Some(association.mi)),
            raw(Some(association.t_score)),
            raw(Some(association.log_dice)),
        ]);
    }
    table.finish()
}
