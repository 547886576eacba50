//! The words a text uses most, with their keyness and spread.

use std::cmp::Ordering;
use std::rc::Rc;

use egui::{Align2, Context, Popup, Rangef, Rect, RichText, Ui, vec2};
use strum::IntoEnumIterator as _;

use crate::analysis::statistics::{Dispersion, Keyness, WordCount, keyness, reference, word_list};
use crate::analysis::{Analysis, Pos};
use crate::document::Document;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

use super::computed::Computed;
use super::figures::{UNDEFINED, figure_text, filled, name_of, raw};
use super::heading::{heading_ui, table_buttons, word_in_heading};
use super::sought::Sought;
use super::table::{About, Head, Order, ROW_HEIGHT, cell_text, heads_ui, more_ui, number_text, row_response, rows_ui};
use super::word_class::WordClass;
use super::{Subject, Wish};

/// Words listed of one kind: as many as the analysis keeps of all content words.
const N_WORDS: usize = 200;
/// Rows shown before more is asked for.
const N_FEW: usize = 10;
/// Numbers of the columns.
const WORD: usize = 0;
const COUNT: usize = 1;
const KEYNESS: usize = 2;
const SPREAD: usize = 3;
/// Widths of the columns of numbers, in points, and the table widths from which two and all three have room.
const NUMBER_WIDTHS: [f32; 3] = [48.0, 60.0, 66.0];
const TWO_FROM: f32 = 210.0;
const THREE_FROM: f32 = 270.0;
/// The word's part of what the numbers leave; the rest is the bar's.
const WORD_SHARE: f32 = 0.56;
const BAR_HEIGHT: f32 = 6.0;

/// One word.
struct WordRow {
    word: String,
    pos: Pos,
    n: usize,
    reference_n: usize,
    keyness: Option<Keyness>,
    spread: Dispersion,
}

pub(super) struct FrequentWords {
    is_folded: bool,
    shows_all: bool,
    /// Words of one kind; `None`: all that carry content.
    class: Option<WordClass>,
    order: Order,
    rows: Computed<(u64, Option<WordClass>), Vec<WordRow>>,
    sorted: Sorted,
}

/// The order of the rows, and what it was made for.
#[derive(Default)]
struct Sorted {
    key: Option<(u64, Option<WordClass>, Order)>,
    idxs: Vec<usize>,
}

impl Default for FrequentWords {
    fn default() -> Self {
        Self {
            is_folded: false,
            shows_all: false,
            class: None,
            order: Order { column: COUNT, is_descending: true },
            rows: Computed::default(),
            sorted: Sorted::default(),
        }
    }
}

impl FrequentWords {
    /// Another document: all its content words.
    pub(super) fn forget(&mut self) {
        self.class = None;
    }

    pub(super) fn filter(&mut self, class: Option<WordClass>) {
        self.class = class;
        self.is_folded = false;
    }

    pub(super) fn ui(
        &mut self,
        ctx: &ViewContext<'_>,
        subject: Subject<'_>,
        sought: Option<&Sought>,
        ui: &mut Ui,
        wishes: &mut Vec<Wish>,
    ) {
        let mut outlet = None;
        let class = self.class;
        let is_open = heading_ui(ctx, ui, Word::Frequency, &mut self.is_folded, |ui| {
            outlet = table_buttons(ctx, ui);
            class_menu_ui(ctx, class, ui, wishes);
        });
        if !is_open {
            return;
        }
        let Some(rows) = self.computed(subject, ui.ctx()) else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        if rows.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::StatNoWords));
            return;
        }
        let heads = heads(ctx, ui.available_width());
        heads_ui(ctx, ui, "words", &heads, &mut self.order);
        self.sort(&rows, subject.version);
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, Word::Frequency, tsv(&rows, &self.sorted.idxs)).map(Wish::Save));
        }
        let table = Table {
            ctx,
            heads: &heads,
            n_most: rows.iter().map(|row| row.n).max().unwrap_or(1),
            n_words: subject.analysis.statistics.tokens,
        };
        let n_shown = if self.shows_all { rows.len() } else { rows.len().min(N_FEW) };
        let id = ui.make_persistent_id("statistics-words");
        rows_ui(ui, ROW_HEIGHT, n_shown, |ui, idx, rect| {
            let Some(row) = self.sorted.idxs.get(idx).and_then(|&idx| rows.get(idx)) else { return };
            let is_picked = matches!(sought, Some(Sought::Word(word)) if *word == row.word);
            let label = format!("{} {}", row.word, row.n);
            let response = row_response(ui, ctx.palette, rect, id.with(&row.word), is_picked, &label);
            table.row_ui(row, rect, is_picked, ui);
            if response.clicked() {
                wishes.push(Wish::Look(Sought::Word(row.word.clone())));
            }
            response.on_hover_ui(|ui| table.about_ui(row, ui));
        });
        more_ui(ctx, ui, rows.len(), N_FEW, &mut self.shows_all);
    }

    fn computed(&mut self, subject: Subject<'_>, egui: &Context) -> Option<Rc<Vec<WordRow>>> {
        let class = self.class;
        // The content words are counted already.
        let n_bytes = if class.is_some() { subject.n_bytes() } else { 0 };
        let (document, analysis) = subject.shared();
        self.rows.get((subject.version, class), n_bytes, egui, move || word_rows(&document, &analysis, class))
    }

    fn sort(&mut self, rows: &[WordRow], version: u64) {
        let order = self.order;
        let key = Some((version, self.class, order));
        if self.sorted.key == key {
            return;
        }
        // The sort is stable: what is alike stays in order of frequency.
        let mut sorted: Vec<(usize, &WordRow)> = rows.iter().enumerate().collect();
        sorted.sort_by(|(_, a), (_, b)| {
            let ordering = compare(a, b, order.column);
            if order.is_descending { ordering.reverse() } else { ordering }
        });
        self.sorted = Sorted { key, idxs: sorted.into_iter().map(|(idx, _)| idx).collect() };
    }
}

fn compare(a: &WordRow, b: &WordRow, column: usize) -> Ordering {
    let real = |figure: Option<f64>| figure.unwrap_or(f64::NEG_INFINITY);
    match column {
        WORD => a.word.cmp(&b.word),
        KEYNESS => {
            let figure = |row: &WordRow| real(row.keyness.map(|keyness| keyness.log_likelihood));
            figure(a).total_cmp(&figure(b))
        }
        SPREAD => real(a.spread.juilland_d).total_cmp(&real(b.spread.juilland_d)),
        _ => a.n.cmp(&b.n),
    }
}

fn word_rows(document: &Document, analysis: &Analysis, class: Option<WordClass>) -> Vec<WordRow> {
    let of_class;
    let words = match class {
        None => &analysis.statistics.words,
        Some(class) => {
            of_class = word_list(document, &analysis.tokens, N_WORDS, &|_, pos| WordClass::of(pos) == class);
            &of_class
        }
    };
    words.iter().map(|word| word_row(word, analysis.statistics.tokens)).collect()
}

fn word_row(word: &WordCount, n_words: usize) -> WordRow {
    let reference = reference();
    let reference_n = reference.word(&word.word).n as usize;
    WordRow {
        word: word.word.clone(),
        pos: word.pos,
        n: word.n,
        reference_n,
        keyness: keyness(word.n, n_words, reference_n, reference.n_words),
        spread: word.dispersion.clone(),
    }
}

/// The heads for a table of `width` points; a narrow one has fewer.
fn heads(ctx: &ViewContext<'_>, width: f32) -> Vec<Head> {
    let n_numbers = match width {
        width if width < TWO_FROM => 1,
        width if width < THREE_FROM => 2,
        _ => 3,
    };
    let numbers = [(Word::Occurrences, "n"), (Word::StatKeyness, "keyness"), (Word::Dispersion, "JuillandD")];
    let mut left = width - NUMBER_WIDTHS.iter().take(n_numbers).sum::<f32>();
    let mut heads = vec![Head {
        label: ctx.word(Word::WordLabel),
        about: About::Text(ctx.word(Word::StatWordHint)),
        x: Rangef::new(0.0, (left * WORD_SHARE).max(0.0)),
        is_number: false,
    }];
    for ((word, key), room) in numbers.into_iter().zip(NUMBER_WIDTHS).take(n_numbers) {
        let x = Rangef::new(left, left + room);
        heads.push(Head { label: ctx.word(word), about: About::Figure(key), x, is_number: true });
        left += room;
    }
    heads
}

/// What all rows share.
struct Table<'a> {
    ctx: &'a ViewContext<'a>,
    heads: &'a [Head],
    /// Occurrences of the most frequent word: the longest bar.
    n_most: usize,
    n_words: usize,
}

impl Table<'_> {
    fn row_ui(&self, row: &WordRow, rect: Rect, is_picked: bool, ui: &Ui) {
        let palette = self.ctx.palette;
        for (column, head) in self.heads.iter().enumerate() {
            let soft = if is_picked { palette.ink } else { palette.soft };
            match column {
                WORD => cell_text(ui, head.cell(rect), Align2::LEFT_CENTER, &row.word, tokens::TEXT, palette.ink),
                COUNT => number_text(ui, head, rect, &thousands(row.n), palette.ink),
                KEYNESS => {
                    let text = figure_text(self.ctx, "keyness", row.keyness.map(|keyness| keyness.log_likelihood));
                    number_text(ui, head, rect, &text, soft);
                }
                _ => {
                    let text = row.spread.juilland_d.map_or_else(|| UNDEFINED.to_owned(), |d| format!("{d:.2}"));
                    number_text(ui, head, rect, &text, soft);
                }
            }
        }
        let (Some(word), Some(count)) = (self.heads.get(WORD), self.heads.get(COUNT)) else { return };
        let room = Rangef::new(rect.left() + word.x.max + 4.0, rect.left() + count.x.min);
        if room.span() > 8.0 {
            let length = room.span() * row.n as f32 / self.n_most.max(1) as f32;
            let from = egui::pos2(room.min, rect.center().y - BAR_HEIGHT / 2.0);
            let color = if is_picked { palette.vermilion } else { palette.soft.gamma_multiply(0.35) };
            ui.painter().rect_filled(Rect::from_min_size(from, vec2(length.max(1.0), BAR_HEIGHT)), 1.0, color);
        }
    }

    /// Everything known of a word.
    fn about_ui(&self, row: &WordRow, ui: &mut Ui) {
        let ctx = self.ctx;
        let kind = format!("{} {}", ctx.word(WordClass::of(row.pos).name()), row.pos.name());
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.horizontal(|ui| {
            ui.label(RichText::new(&row.word).color(ctx.palette.ink));
            ui.label(RichText::new(kind).size(tokens::TINY).color(ctx.palette.faint));
        });
        let mut lines = Vec::new();
        let rate = row.n as f64 * 1000.0 / self.n_words.max(1) as f64;
        let rate = filled(ctx.word(Word::StatPerThousand), &[&format!("{rate:.1}")]);
        lines.push(format!("{} {} · {rate}", name_of(ctx, "n"), thousands(row.n)));
        if let Some(keyness) = row.keyness {
            let chance = keyness.p_below.map(|p| format!(" · p < {p}")).unwrap_or_default();
            let reference = filled(ctx.word(Word::StatInReference), &[&thousands(row.reference_n)]);
            let figure = figure_text(ctx, "keyness", Some(keyness.log_likelihood));
            lines.push(format!("{} {figure}{chance} · {reference}", name_of(ctx, "keyness")));
            let (low, high) = keyness.log_ratio_interval;
            lines.push(format!("{} {:.2} [{low:.2}, {high:.2}]", name_of(ctx, "log_ratio"), keyness.log_ratio));
            let percent = figure_text(ctx, "percent_diff", keyness.percent_diff);
            lines.push(format!("{} {percent}", name_of(ctx, "percent_diff")));
        }
        let spread = &row.spread;
        for (key, figure) in [("JuillandD", spread.juilland_d), ("DP", spread.dp), ("DPnorm", spread.dp_norm)] {
            lines.push(format!("{} {}", name_of(ctx, key), figure_text(ctx, key, figure)));
        }
        ui.label(RichText::new(lines.join("\n")).size(tokens::SMALL).color(ctx.palette.soft));
    }
}

fn class_name(ctx: &ViewContext<'_>, class: Option<WordClass>) -> &'static str {
    ctx.word(class.map_or(Word::StatContentWords, WordClass::name))
}

fn class_menu_ui(ctx: &ViewContext<'_>, current: Option<WordClass>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
    let button = word_in_heading(ui, ctx.palette, &format!("{}…", class_name(ctx, current)));
    Popup::menu(&button).show(|ui| {
        for class in std::iter::once(None).chain(WordClass::iter().map(Some)) {
            if ui.selectable_label(class == current, class_name(ctx, class)).clicked() {
                wishes.push(Wish::Filter(class));
                ui.close();
            }
        }
    });
    button.on_hover_text(ctx.word(Word::StatFilterClass));
}

fn tsv(rows: &[WordRow], idxs: &[usize]) -> String {
    let mut table = Tsv::new(&[
        "word",
        "pos",
        "n",
        "reference_n",
        "keyness",
        "p_below",
        "log_ratio",
        "percent_diff",
        "JuillandD",
        "DP",
        "DPnorm",
    ]);
    for row in idxs.iter().filter_map(|&idx| rows.get(idx)) {
        let keyness = row.keyness;
        table.row(&[
            row.word.clone(),
            row.pos.name().to_owned(),
            row.n.to_string(),
            row.reference_n.to_string(),
            raw(keyness.map(|keyness| keyness.log_likelihood)),
            raw(keyness.and_then(|keyness| keyness.p_below)),
            raw(keyness.map(|keyness| keyness.log_ratio)),
            raw(keyness.and_then(|keyness| keyness.percent_diff)),
            raw(row.spread.juilland_d),
            raw(row.spread.dp),
            raw(row.spread.dp_norm),
        ]);
    }
    table.finish()
}
