//! The words a text uses most, with their keyness and spread.

use std::rc::Rc;
use std::sync::Arc;

use egui::{Align2, Context, Rangef, Rect, RichText, Ui, vec2};

use crate::analysis::statistics::StopWords;
use crate::export::plots;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::reader::thousands;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

use super::computed::Computed;
use super::draw::{self, draw_menu_ui};
use super::figures::{UNDEFINED, figure_text, filled, name_of};
use super::heading::{heading_ui, table_buttons};
use super::sought::Sought;
use super::stop_list::{StopList, stop};
use super::table::{About, Head, Order, ROW_HEIGHT, cell_text, heads_ui, more_ui, number_text, row_response, rows_ui};
use super::word_class::WordClass;
use super::word_filter::{Listed, pattern_ui};
use super::word_rows::{COUNT, KEYNESS, Rows, WORD, WordRow, compare, tsv, word_rows};
use super::{Subject, Wish};

/// Rows shown before more is asked for.
const N_FEW: usize = 10;
/// Bars of a plot that leaves the program.
const N_BARS: usize = 30;
/// Widths of the columns of numbers, in points, and the table widths from which two and all three have room.
const NUMBER_WIDTHS: [f32; 3] = [48.0, 60.0, 66.0];
const TWO_FROM: f32 = 210.0;
const THREE_FROM: f32 = 270.0;
/// The word's part of what the numbers leave; the rest is the bar's.
const WORD_SHARE: f32 = 0.56;
const BAR_HEIGHT: f32 = 6.0;

/// What the rows depend on.
type RowsKey = (u64, Listed, String, Arc<StopWords>);

pub(super) struct FrequentWords {
    is_folded: bool,
    shows_all: bool,
    listed: Listed,
    /// A regular expression; empty: any word.
    pattern: String,
    /// The stop list, while it is being edited.
    editor: Option<StopList>,
    order: Order,
    rows: Computed<RowsKey, Rows>,
    sorted: Sorted,
}

/// The order of the rows, and what it was made for.
#[derive(Default)]
struct Sorted {
    key: Option<(RowsKey, Order)>,
    idxs: Vec<usize>,
}

impl Default for FrequentWords {
    fn default() -> Self {
        Self {
            is_folded: false,
            shows_all: false,
            listed: Listed::default(),
            pattern: String::new(),
            editor: None,
            order: Order { column: COUNT, is_descending: true },
            rows: Computed::default(),
            sorted: Sorted::default(),
        }
    }
}

impl FrequentWords {
    /// Another document: all its content words.
    pub(super) fn forget(&mut self) {
        self.listed = Listed::default();
        self.pattern.clear();
    }

    pub(super) fn filter(&mut self, listed: Listed) {
        self.listed = listed;
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
        let (mut outlet, mut format) = (None, None);
        let listed = self.listed;
        let title = Word::Frequency;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| {
            outlet = table_buttons(ctx, ui);
            format = draw_menu_ui(ctx, ui);
            listed.menu_ui(ctx, ui, wishes);
        });
        if !is_open {
            return;
        }
        self.filters_ui(ctx, subject, ui);
        let Some(rows) = self.computed(subject, ui.ctx()) else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        let rows = match rows.as_ref() {
            Ok(rows) => rows,
            Err(error) => {
                soft_label(ui, ctx.palette, ctx.word(Word::FindBadRegex)).on_hover_text(error.to_string());
                return;
            }
        };
        if rows.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::StatNoWords));
            return;
        }
        let heads = heads(ctx, ui.available_width());
        heads_ui(ctx, ui, "words", &heads, &mut self.order);
        self.sort(rows, subject);
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(rows, &self.sorted.idxs)).map(Wish::Save));
        }
        if let Some(format) = format {
            let shown = self.sorted.idxs.iter().take(N_BARS).filter_map(|&idx| rows.get(idx));
            let bars: Vec<(String, usize)> = shown.map(|row| (row.word.clone(), row.n)).collect();
            let about = subject.document.metadata().title.clone().unwrap_or_default();
            wishes.push(Wish::Draw(draw::Order {
                name: title,
                format,
                make: Box::new(move || plots::frequency(&about, &bars)),
            }));
        }
        let n_most = rows.iter().map(|row| row.n).max().unwrap_or(1);
        let table = Table { ctx, heads: &heads, n_most, n_words: subject.analysis.statistics.tokens };
        wishes.extend(self.rows_ui(&table, subject, rows, sought, ui));
        more_ui(ctx, ui, rows.len(), N_FEW, &mut self.shows_all);
    }

    /// The pattern, and the stop list while it is edited.
    fn filters_ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui) {
        if pattern_ui(ctx, &mut self.pattern, ui) {
            self.editor = if self.editor.is_some() { None } else { Some(StopList::new(subject.stop_words)) };
        }
        if let Some(editor) = &mut self.editor
            && !editor.ui(ctx, subject.stop_words, ui)
        {
            self.editor = None;
        }
    }

    fn rows_ui(
        &self,
        table: &Table<'_>,
        subject: Subject<'_>,
        rows: &[WordRow],
        sought: Option<&Sought>,
        ui: &mut Ui,
    ) -> Option<Wish> {
        let ctx = table.ctx;
        let mut wish = None;
        let n_shown = if self.shows_all { rows.len() } else { rows.len().min(N_FEW) };
        let id = ui.make_persistent_id("statistics-words");
        let is_entity = matches!(self.listed, Listed::Entities(_));
        let wanted = |row: &WordRow| {
            let word = row.word.clone();
            if is_entity { Sought::Entity(word) } else { Sought::Word(word) }
        };
        rows_ui(ui, ROW_HEIGHT, n_shown, |ui, idx, rect| {
            let Some(row) = self.sorted.idxs.get(idx).and_then(|&idx| rows.get(idx)) else { return };
            let wanted = wanted(row);
            let is_picked = sought == Some(&wanted);
            let label = format!("{} {}", row.word, row.n);
            let response = row_response(ui, ctx.palette, rect, id.with(&row.word), is_picked, &label);
            table.row_ui(row, rect, is_picked, ui);
            if response.clicked() {
                wish = Some(Wish::Look(wanted));
            }
            if self.listed == Listed::Content {
                response.context_menu(|ui| {
                    if ui.button(filled(ctx.word(Word::StatStopThis), &[&row.word])).clicked() {
                        stop(ctx, subject.stop_words, &row.word);
                        ui.close();
                    }
                });
            }
            response.on_hover_ui(|ui| table.about_ui(row, ui));
        });
        wish
    }

    fn key(&self, subject: Subject<'_>) -> RowsKey {
        (subject.version, self.listed, self.pattern.trim().to_owned(), Arc::clone(subject.stop_words))
    }

    fn computed(&mut self, subject: Subject<'_>, egui: &Context) -> Option<Rc<Rows>> {
        let key = self.key(subject);
        let (_, listed, pattern, stop_words) = key.clone();
        let (document, analysis) = subject.shared();
        let work = move || word_rows(&document, &analysis, listed, &pattern, &stop_words);
        self.rows.get(key, subject.n_bytes(), egui, work)
    }

    fn sort(&mut self, rows: &[WordRow], subject: Subject<'_>) {
        let order = self.order;
        let key = Some((self.key(subject), order));
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
