//! Other documents of the library beside this one: the same figures in columns, the words they share, the words that set
//! each apart.

use std::rc::Rc;
use std::sync::Arc;

use egui::{Align2, Popup, PopupCloseBehavior, Rangef, Rect, RichText, ScrollArea, Ui, pos2, vec2};

use crate::analysis::statistics::{SharedWord, StopWords};
use crate::document::DocumentHash;
use crate::store::RecentDocument;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

use super::compared::{Beside, Side, compared, tsv};
use super::computed::Computed;
use super::counts::FIRST;
use super::figures::{UNDEFINED, definition_ui, entry_text, figure_text, filled, name_and_text};
use super::heading::{heading_ui, subheading_ui, table_buttons, word_button, word_in_heading};
use super::sought::Sought;
use super::table::{ROW_HEIGHT, cell_text, more_ui, row_response, rows_ui};
use super::{Subject, Wish};

/// Most documents beside this one: more columns cannot be read in a panel.
const N_MOST: usize = 4;
/// Names of columns: the first is the open document.
const LETTERS: [&str; 5] = ["甲", "乙", "丙", "丁", "戊"];
const N_FEW: usize = 8;
/// The name's part of a row; the documents share the rest.
const NAME_SHARE: f32 = 0.4;
/// Height of the bars that show where in a document a word stands.
const PARTS_HEIGHT: f32 = 5.0;
const LIST_HEIGHT: f32 = 260.0;

type Key = (u64, Vec<DocumentHash>, Arc<StopWords>, u64);

/// What is compared, and what has come of it.
#[derive(Default)]
pub(super) struct ComparisonSection {
    is_folded: bool,
    shows_all: bool,
    shows_all_words: bool,
    chosen: Vec<DocumentHash>,
    found: Computed<Key, Option<Beside>>,
}

impl ComparisonSection {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let mut outlet = None;
        let mut is_toggled = None;
        let title = Word::StatComparison;
        let chosen = self.chosen.clone();
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| {
            outlet = table_buttons(ctx, ui);
            is_toggled = choose_ui(ctx, subject, &chosen, ui);
        });
        if let Some(hash) = is_toggled {
            self.toggle(hash);
            ui.ctx().request_repaint();
        }
        if !is_open {
            return;
        }
        self.chosen.retain(|hash| *hash != subject.document.hash());
        if self.chosen.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComparisonHint));
            return;
        }
        let found = self.computed(ctx, subject, ui);
        let Some(beside) = found.as_ref().and_then(|found| found.as_ref().as_ref()) else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(beside)).map(Wish::Save));
        }
        self.figures_ui(ctx, beside, ui);
        self.shared_ui(ctx, beside, ui, wishes);
        distinctive_ui(ctx, beside, ui, wishes);
    }

    fn toggle(&mut self, hash: DocumentHash) {
        if self.chosen.contains(&hash) {
            self.chosen.retain(|known| *known != hash);
        } else if self.chosen.len() < N_MOST {
            self.chosen.push(hash);
        }
        self.is_folded = false;
    }

    fn computed(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &Ui) -> Option<Rc<Option<Beside>>> {
        let (document, analysis) = subject.shared();
        let stop_words = Arc::clone(subject.stop_words);
        let (session, chosen) = (ctx.session, self.chosen.clone());
        let key = (subject.version, chosen.clone(), Arc::clone(&stop_words), session.annotations_version);
        let library = session.library_handle();
        let corrections: Vec<_> =
            if self.found.is_for(&key) { Vec::new() } else { session.annotations.corrections().cloned().collect() };
        self.found.get_watched(key, ui.ctx(), move |asked| {
            let open = Side::open(document, analysis);
            compared(open, &chosen, &library, &corrections, &stop_words, asked)
        })
    }

    /// The documents by letter, then their figures.
    fn figures_ui(&mut self, ctx: &ViewContext<'_>, beside: &Beside, ui: &mut Ui) {
        for (letter, side) in LETTERS.iter().zip(&beside.sides) {
            let label = format!("{letter} {}", side.title);
            ui.add(egui::Label::new(RichText::new(label).size(tokens::TINY).color(ctx.palette.soft)).truncate());
        }
        let n_sides = beside.sides.len();
        let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), egui::Sense::hover());
        for (idx, letter) in LETTERS.iter().enumerate().take(n_sides) {
            let cell = column(head, idx, n_sides);
            cell_text(ui, cell, Align2::RIGHT_CENTER, letter, tokens::TINY, ctx.palette.soft);
        }
        let Some(first) = beside.sides.first() else { return };
        let rows: Vec<usize> = first
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| self.shows_all || FIRST.contains(&entry.key))
            .map(|(idx, _)| idx)
            .collect();
        let id = ui.make_persistent_id("statistics-compared");
        rows_ui(ui, ROW_HEIGHT, rows.len(), |ui, row, rect| {
            let Some(entry) = rows.get(row).and_then(|&idx| first.entries.get(idx)) else { return };
            let texts: Vec<String> = beside
                .sides
                .iter()
                .map(|side| {
                    let entry = rows.get(row).and_then(|&idx| side.entries.get(idx));
                    entry.map_or_else(|| UNDEFINED.to_owned(), |entry| entry_text(ctx, *entry))
                })
                .collect();
            let (name, _) = name_and_text(ctx.language, entry.definition);
            let label = format!("{name} {}", texts.join(" "));
            let response = row_response(ui, ctx.palette, rect, id.with(entry.key), false, &label);
            cell_text(ui, name_cell(rect), Align2::LEFT_CENTER, name, tokens::SMALL, ctx.palette.soft);
            for (idx, text) in texts.iter().enumerate() {
                let cell = column(rect, idx, n_sides);
                cell_text(ui, cell, Align2::RIGHT_CENTER, text, tokens::SMALL, ctx.palette.ink);
            }
            response.on_hover_ui(|ui| definition_ui(ctx, entry.definition, ui));
        });
        let label = ctx.word(if self.shows_all { Word::StatFewer } else { Word::StatMore });
        if word_button(ui, ctx.palette, label).clicked() {
            self.shows_all = !self.shows_all;
        }
    }

    fn shared_ui(&mut self, ctx: &ViewContext<'_>, beside: &Beside, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let words = &beside.comparison.shared;
        subheading_ui(ctx, ui, ctx.word(Word::StatShared), |_| {});
        if words.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::StatNoWords));
            return;
        }
        let n_sides = beside.sides.len();
        let n_shown = if self.shows_all_words { words.len() } else { words.len().min(N_FEW) };
        let id = ui.make_persistent_id("statistics-shared");
        rows_ui(ui, ROW_HEIGHT, n_shown, |ui, idx, rect| {
            let Some(word) = words.get(idx) else { return };
            let label = format!("{} {:?}", word.word, word.n);
            let response = row_response(ui, ctx.palette, rect, id.with(&word.word), false, &label);
            cell_text(ui, name_cell(rect), Align2::LEFT_CENTER, &word.word, tokens::TEXT, ctx.palette.ink);
            for (idx, n) in word.n.iter().enumerate() {
                let cell = column(rect, idx, n_sides);
                paint_parts(ctx, ui, cell, word, idx);
                cell_text(ui, cell, Align2::RIGHT_CENTER, &n.to_string(), tokens::SMALL, ctx.palette.soft);
            }
            if response.clicked() {
                wishes.push(Wish::Look(Sought::Word(word.word.clone())));
            }
            response.on_hover_ui(|ui| about_ui(ctx, word, ui));
        });
        more_ui(ctx, ui, words.len(), N_FEW, &mut self.shows_all_words);
    }
}

/// A word that offers the documents of the library; the one that was clicked.
fn choose_ui(
    ctx: &ViewContext<'_>,
    subject: Subject<'_>,
    chosen: &[DocumentHash],
    ui: &mut Ui,
) -> Option<DocumentHash> {
    let mut clicked = None;
    let button = word_in_heading(ui, ctx.palette, ctx.word(Word::StatChooseDocuments));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        let others: Vec<RecentDocument> = ctx
            .session
            .library()
            .recent()
            .into_iter()
            .filter(|recent| recent.hash != subject.document.hash())
            .collect();
        if others.is_empty() {
            ui.label(ctx.word(Word::StatNoOthers));
        }
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            for recent in others {
                let is_chosen = chosen.contains(&recent.hash);
                let title = ctx.session.annotations.title(recent.hash).unwrap_or(&recent.title);
                ui.add_enabled_ui(is_chosen || chosen.len() < N_MOST, |ui| {
                    let mut is_checked = is_chosen;
                    if ui.checkbox(&mut is_checked, title).changed() {
                        clicked = Some(recent.hash);
                    }
                });
            }
        });
    });
    button.on_hover_text(ctx.word(Word::StatComparisonHint));
    clicked
}

/// By document the words it uses more than the others.
fn distinctive_ui(ctx: &ViewContext<'_>, beside: &Beside, ui: &mut Ui, wishes: &mut Vec<Wish>) {
    subheading_ui(ctx, ui, ctx.word(Word::StatDistinctive), |_| {});
    for (letter, words) in LETTERS.iter().zip(&beside.comparison.distinctive) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            soft_label(ui, ctx.palette, format!("{letter} "));
            if words.is_empty() {
                soft_label(ui, ctx.palette, UNDEFINED);
            }
            for word in words.iter().take(2 * N_FEW) {
                let button = word_button(ui, ctx.palette, &word.word);
                if button.clicked() {
                    wishes.push(Wish::Look(Sought::Word(word.word.clone())));
                }
                button.on_hover_ui(|ui| {
                    let figure = figure_text(ctx, "keyness", Some(word.keyness.log_likelihood));
                    let counts = [word.n.to_string(), word.n_elsewhere.to_string()];
                    let counts = filled(ctx.word(Word::StatHereAndElsewhere), &[&counts[0], &counts[1]]);
                    ui.label(format!("{} LL {figure} · {counts}", word.word));
                    if let Some(definition) = crate::analysis::statistics::definition("keyness") {
                        definition_ui(ctx, definition, ui);
                    }
                });
            }
        });
    }
}

fn about_ui(ctx: &ViewContext<'_>, word: &SharedWord, ui: &mut Ui) {
    ui.set_max_width(ui.spacing().tooltip_width);
    ui.label(RichText::new(&word.word).color(ctx.palette.ink));
    let mut lines = vec![format!("DPnorm {}", figure_text(ctx, "DPnorm", word.dp_norm))];
    for ((letter, spread), n) in LETTERS.iter().zip(&word.spreads).zip(&word.n) {
        let d = figure_text(ctx, "JuillandD", spread.juilland_d);
        lines.push(format!("{letter} {n} · Juilland D {d} · DP {}", figure_text(ctx, "DP", spread.dp)));
    }
    ui.label(RichText::new(lines.join("\n")).size(tokens::SMALL).color(ctx.palette.soft));
    ui.label(RichText::new(ctx.word(Word::StatSharedHint)).size(tokens::TINY).color(ctx.palette.soft));
}

/// Ten bars for the ten parts of a document, the darker the more often the word stands there.
fn paint_parts(ctx: &ViewContext<'_>, ui: &Ui, cell: Rect, word: &SharedWord, idx: usize) {
    let Some(parts) = word.spreads.get(idx).map(|spread| &spread.parts) else { return };
    let most = parts.iter().copied().max().unwrap_or_default().max(1) as f32;
    let width = cell.width() * 0.5 / parts.len().max(1) as f32;
    for (part, n) in parts.iter().enumerate().filter(|(_, n)| **n > 0) {
        let left = cell.left() + 6.0 + part as f32 * width;
        let rect = Rect::from_min_size(
            pos2(left, cell.center().y - PARTS_HEIGHT / 2.0),
            vec2((width - 0.5).max(1.0), PARTS_HEIGHT),
        );
        ui.painter().rect_filled(rect, 0.0, ctx.palette.soft.gamma_multiply(0.25 + 0.75 * *n as f32 / most));
    }
}

fn name_cell(row: Rect) -> Rect {
    row.with_max_x(row.left() + row.width() * NAME_SHARE)
}

fn column(row: Rect, idx: usize, n: usize) -> Rect {
    let left = row.left() + row.width() * NAME_SHARE;
    let width = (row.right() - left) / n.max(1) as f32;
    let from = left + width * idx as f32;
    Rect::from_x_y_ranges(Rangef::new(from, from + width), row.y_range())
}
