//! Collocates of what is looked up: the words that recur beside it.

use std::cmp::Ordering;

use egui::{Align2, Rangef, RichText, Ui};

use crate::analysis::Analysis;
use crate::analysis::statistics::{Collocate, Window, collocates, hits};
use crate::document::Document;
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

use super::computed::Computed;
use super::figures::{figure_text, filled, name_of, raw};
use super::heading::{subheading_ui, table_buttons};
use super::sought::Sought;
use super::table::{About, Head, Order, ROW_HEIGHT, cell_text, heads_ui, more_ui, number_text, row_response, rows_ui};
use super::{Subject, Wish};

/// Five words on either side, as `AntConc` and the Sketch Engine take.
const WINDOW: Window = Window { left: 5, right: 5 };
/// Words that meet once meet by chance.
const MIN_COUNT: u32 = 2;
const N_FEW: usize = 8;
/// Numbers of the columns.
const WORD: usize = 0;
const COUNT: usize = 1;
const LOG_DICE: usize = 2;
const LIKELIHOOD: usize = 3;
/// Widths of the columns of numbers, in points, and the table widths from which two and all three have room.
const NUMBER_WIDTHS: [f32; 3] = [52.0, 62.0, 58.0];
const TWO_FROM: f32 = 190.0;
const THREE_FROM: f32 = 240.0;

pub(super) struct CollocateTable {
    shows_all: bool,
    order: Order,
    found: Computed<(u64, Sought), Vec<Collocate>>,
    /// The order of the rows, and what it was made for.
    sorted: Option<((u64, Sought, Order), Vec<usize>)>,
}

impl Default for CollocateTable {
    fn default() -> Self {
        Self {
            shows_all: false,
            order: Order { column: LOG_DICE, is_descending: true },
            found: Computed::default(),
            sorted: None,
        }
    }
}

impl CollocateTable {
    /// Something else is looked up.
    pub(super) fn forget(&mut self) {
        self.shows_all = false;
    }

    pub(super) fn ui(
        &mut self,
        ctx: &ViewContext<'_>,
        subject: Subject<'_>,
        sought: &Sought,
        ui: &mut Ui,
        wishes: &mut Vec<Wish>,
    ) {
        let (document, analysis) = subject.shared();
        let wanted = sought.clone();
        let key = (subject.version, sought.clone());
        let work = move || company(&document, &analysis, &wanted);
        let found = self.found.get(key, subject.n_bytes(), ui.ctx(), work);
        let mut outlet = None;
        subheading_ui(ctx, ui, ctx.word(Word::StatCollocates), |ui| {
            if found.as_ref().is_some_and(|found| !found.is_empty()) {
                outlet = table_buttons(ctx, ui);
            }
        });
        let Some(found) = found else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        if found.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::StatNoCollocates));
            return;
        }
        let heads = heads(ctx, ui.available_width());
        heads_ui(ctx, ui, "collocates", &heads, &mut self.order);
        self.sort(&found, subject.version, sought);
        let idxs = self.sorted.as_ref().map(|(_, idxs)| idxs.as_slice()).unwrap_or_default();
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, Word::StatCollocates, tsv(&found, idxs)).map(Wish::Save));
        }
        let n_shown = if self.shows_all { found.len() } else { found.len().min(N_FEW) };
        let id = ui.make_persistent_id("statistics-collocates");
        rows_ui(ui, ROW_HEIGHT, n_shown, |ui, idx, rect| {
            let Some(row) = idxs.get(idx).and_then(|&idx| found.get(idx)) else { return };
            let label = format!("{} {}", row.word, row.association.n);
            let response = row_response(ui, ctx.palette, rect, id.with(&row.word), false, &label);
            for (column, head) in heads.iter().enumerate() {
                if column == WORD {
                    cell_text(ui, head.cell(rect), Align2::LEFT_CENTER, &row.word, tokens::TEXT, ctx.palette.ink);
                } else {
                    number_text(ui, head, rect, &column_text(ctx, row, column), ctx.palette.soft);
                }
            }
            if response.double_clicked() {
                wishes.push(Wish::Look(Sought::Word(row.word.clone())));
            } else if response.clicked() {
                ctx.send(Action::Jump(row.range));
            }
            response.on_hover_ui(|ui| about_ui(ctx, row, ui));
        });
        more_ui(ctx, ui, found.len(), N_FEW, &mut self.shows_all);
    }

    fn sort(&mut self, found: &[Collocate], version: u64, sought: &Sought) {
        let order = self.order;
        let is_sorted = self
            .sorted
            .as_ref()
            .is_some_and(|((of_version, of, by), _)| *of_version == version && of == sought && *by == order);
        if is_sorted {
            return;
        }
        let mut sorted: Vec<(usize, &Collocate)> = found.iter().enumerate().collect();
        sorted.sort_by(|(_, a), (_, b)| {
            let ordering = compare(a, b, order.column);
            if order.is_descending { ordering.reverse() } else { ordering }
        });
        let idxs = sorted.into_iter().map(|(idx, _)| idx).collect();
        self.sorted = Some(((version, sought.clone(), order), idxs));
    }
}

fn compare(a: &Collocate, b: &Collocate, column: usize) -> Ordering {
    let (first, second) = (a.association, b.association);
    match column {
        WORD => a.word.cmp(&b.word),
        COUNT => first.n.cmp(&second.n),
        LIKELIHOOD => first.log_likelihood.total_cmp(&second.log_likelihood),
        _ => first.log_dice.total_cmp(&second.log_dice),
    }
}

fn company(document: &Document, analysis: &Analysis, sought: &Sought) -> Vec<Collocate> {
    let Some(query) = sought.query(analysis) else { return Vec::new() };
    // A pattern that cannot be read has been told of by the concordance.
    let Ok(hits) = hits(document, analysis, &query) else { return Vec::new() };
    collocates(document, &analysis.tokens, &hits, WINDOW, MIN_COUNT)
}

fn heads(ctx: &ViewContext<'_>, width: f32) -> Vec<Head> {
    let n_numbers = match width {
        width if width < TWO_FROM => 1,
        width if width < THREE_FROM => 2,
        _ => 3,
    };
    let numbers = [
        (ctx.word(Word::TogetherLabel), About::Text(ctx.word(Word::StatWindow))),
        ("logDice", About::Figure("logDice")),
        ("LL", About::Figure("LL")),
    ];
    let mut left = width - NUMBER_WIDTHS.iter().take(n_numbers).sum::<f32>();
    let mut heads = vec![Head {
        label: ctx.word(Word::WordLabel),
        about: About::Text(ctx.word(Word::StatWindow)),
        x: Rangef::new(0.0, left.max(0.0)),
        is_number: false,
    }];
    for ((label, about), room) in numbers.into_iter().zip(NUMBER_WIDTHS).take(n_numbers) {
        heads.push(Head { label, about, x: Rangef::new(left, left + room), is_number: true });
        left += room;
    }
    heads
}

fn column_text(ctx: &ViewContext<'_>, row: &Collocate, column: usize) -> String {
    match column {
        COUNT => thousands(row.association.n as usize),
        LOG_DICE => figure_text(ctx, "logDice", Some(row.association.log_dice)),
        _ => figure_text(ctx, "LL", Some(row.association.log_likelihood)),
    }
}

fn about_ui(ctx: &ViewContext<'_>, row: &Collocate, ui: &mut Ui) {
    ui.set_max_width(ui.spacing().tooltip_width);
    ui.label(RichText::new(&row.word).color(ctx.palette.ink));
    let association = row.association;
    let sides = filled(ctx.word(Word::StatSides), &[&row.n_left.to_string(), &row.n_right.to_string()]);
    let mut lines = vec![sides, format!("{} {}", name_of(ctx, "n"), thousands(row.n_total as usize))];
    for (key, figure) in [
        ("logDice", association.log_dice),
        ("MI", association.mi),
        ("LL", association.log_likelihood),
        ("t", association.t_score),
    ] {
        lines.push(format!("{} {}", name_of(ctx, key), figure_text(ctx, key, Some(figure))));
    }
    ui.label(RichText::new(lines.join("\n")).size(tokens::SMALL).color(ctx.palette.soft));
}

fn tsv(found: &[Collocate], idxs: &[usize]) -> String {
    let mut table = Tsv::new(&["word", "pos", "together", "left", "right", "n", "logDice", "MI", "LL", "t"]);
    for row in idxs.iter().filter_map(|&idx| found.get(idx)) {
        let association = row.association;
        table.row(&[
            row.word.clone(),
            row.pos.name().to_owned(),
            association.n.to_string(),
            row.n_left.to_string(),
            row.n_right.to_string(),
            row.n_total.to_string(),
            raw(Some(association.log_dice)),
            raw(Some(association.mi)),
            raw(Some(association.log_likelihood)),
            raw(Some(association.t_score)),
        ]);
    }
    table.finish()
}
