//! The amounts of the text: as written, and in units that amounts of one kind share.

use std::rc::Rc;

use egui::{Align2, Context, Rangef, RichText, Ui};

use crate::analysis::statistics::{AmountRow, amounts};
use crate::export::plots::{Plot, WIDTH, plot};
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

use super::computed::Computed;
use super::draw::{Order, draw_menu_ui};
use super::figures::raw;
use super::heading::{heading_ui, table_buttons};
use super::table::{self, About, Head, ROW_HEIGHT, cell_text, heads_ui, more_ui, number_text, row_response, rows_ui};
use super::{Subject, Wish};

const N_FEW: usize = 8;
/// Numbers of the columns.
const TEXT: usize = 0;
const WRITTEN: usize = 1;
const SAME: usize = 2;
/// Where the columns of numbers begin, as parts of the width.
const COLUMNS: [f32; 4] = [0.0, 0.36, 0.68, 1.0];

pub(super) struct Amounts {
    is_folded: bool,
    shows_all: bool,
    order: table::Order,
    rows: Computed<(u64, table::Order), Vec<AmountRow>>,
}

impl Default for Amounts {
    fn default() -> Self {
        let order = table::Order { column: TEXT, is_descending: false };
        Self { is_folded: false, shows_all: false, order, rows: Computed::default() }
    }
}

impl Amounts {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let (mut outlet, mut format) = (None, None);
        let title = Word::StatAmounts;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| {
            outlet = table_buttons(ctx, ui);
            format = draw_menu_ui(ctx, ui);
        });
        if !is_open {
            return;
        }
        let heads = heads(ctx, ui.available_width());
        let Some(rows) = self.computed(subject, ui.ctx()) else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(subject, &rows)).map(Wish::Save));
        }
        if let Some(format) = format {
            let (document, analysis) = subject.shared();
            let make = Box::new(move || plot(&document, &analysis, Plot::Amounts, &[], WIDTH));
            wishes.push(Wish::Draw(Order { name: title, format, make }));
        }
        if rows.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::StatNoAmounts));
            return;
        }
        heads_ui(ctx, ui, "amounts", &heads, &mut self.order);
        let n_shown = if self.shows_all { rows.len() } else { rows.len().min(N_FEW) };
        let id = ui.make_persistent_id("statistics-amounts");
        rows_ui(ui, ROW_HEIGHT, n_shown, |ui, idx, rect| {
            let Some(row) = rows.get(idx) else { return };
            let text = subject.document.slice(row.range);
            let (written, same) = (written(row), normalised(row).unwrap_or_default());
            let label = format!("{text} {written} {same}");
            let response = row_response(ui, ctx.palette, rect, id.with(row.range.start()), false, &label);
            for (column, head) in heads.iter().enumerate() {
                match column {
                    TEXT => cell_text(ui, head.cell(rect), Align2::LEFT_CENTER, text, tokens::TEXT, ctx.palette.ink),
                    WRITTEN => number_text(ui, head, rect, &written, ctx.palette.soft),
                    _ => number_text(ui, head, rect, &same, ctx.palette.ink),
                }
            }
            if response.clicked() {
                ctx.send(Action::Jump(row.range));
            }
            response.on_hover_ui(|ui| {
                ui.label(RichText::new(text).color(ctx.palette.ink));
                let facts = if same.is_empty() { written } else { format!("{written} = {same}") };
                ui.label(RichText::new(facts).size(tokens::SMALL).color(ctx.palette.soft));
            });
        });
        more_ui(ctx, ui, rows.len(), N_FEW, &mut self.shows_all);
    }

    fn computed(&mut self, subject: Subject<'_>, egui: &Context) -> Option<Rc<Vec<AmountRow>>> {
        let (_, analysis) = subject.shared();
        let order = self.order;
        self.rows.get((subject.version, order), subject.n_bytes(), egui, move || sorted(amounts(&analysis), order))
    }
}

/// By place; by unit and number, in which case those of no unit in common come last.
fn sorted(mut rows: Vec<AmountRow>, order: table::Order) -> Vec<AmountRow> {
    let same = |row: &AmountRow| row.normalised.as_ref().map(|same| (same.unit.clone(), same.number));
    let in_unit = |a: &(String, f64), b: &(String, f64)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
    match order.column {
        TEXT => {}
        WRITTEN => rows.sort_by(|a, b| in_unit(&(a.unit.clone(), a.number), &(b.unit.clone(), b.number))),
        _ => rows.sort_by(|a, b| match (same(a), same(b)) {
            (Some(a), Some(b)) => in_unit(&a, &b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        }),
    }
    if order.is_descending {
        rows.reverse();
    }
    rows
}

fn heads(ctx: &ViewContext<'_>, width: f32) -> Vec<Head> {
    let names = [
        (Word::StatAmountText, Word::StatAmountTextHint),
        (Word::StatAmountWritten, Word::StatAmountWrittenHint),
        (Word::StatAmountSame, Word::StatAmountSameHint),
    ];
    let head = |(column, (label, about)): (usize, (Word, Word))| {
        let edge = |idx: usize| COLUMNS.get(idx).copied().unwrap_or(1.0) * width;
        Head {
            label: ctx.word(label),
            about: About::Text(ctx.word(about)),
            x: Rangef::new(edge(column), edge(column + 1)),
            is_number: column > TEXT && column <= SAME,
        }
    };
    names.into_iter().enumerate().map(head).collect()
}

/// `~30–40 亩`.
fn written(row: &AmountRow) -> String {
    let numbers = numbers(row.number, row.high);
    let gap = if row.unit == "%" || row.unit.is_empty() { "" } else { " " };
    format!("{}{numbers}{gap}{}", row.bound, row.unit)
}

fn normalised(row: &AmountRow) -> Option<String> {
    let same = row.normalised.as_ref()?;
    Some(format!("{}{} {}", row.bound, numbers(same.number, same.high), same.unit))
}

fn numbers(low: f64, high: Option<f64>) -> String {
    high.map_or_else(|| number(low), |high| format!("{}–{}", number(low), number(high)))
}

fn number(value: f64) -> String {
    let is_whole = value >= 0.0 && value.fract() == 0.0 && value < 1e15;
    if is_whole { thousands(value as usize) } else { value.to_string() }
}

/// Offsets in code points.
fn tsv(subject: Subject<'_>, rows: &[AmountRow]) -> String {
    let names = ["start", "end", "text", "type", "bound", "number", "high", "unit", "si_number", "si_high", "si_unit"];
    let mut table = Tsv::new(&names);
    for row in rows {
        let (start, end) = subject.document.char_range(row.range);
        let same = row.normalised.as_ref();
        table.row(&[
            start.to_string(),
            end.to_string(),
            subject.document.slice(row.range).to_owned(),
            row.kind.code().to_owned(),
            row.bound.to_owned(),
            raw(Some(row.number)),
            raw(row.high),
            row.unit.clone(),
            raw(same.map(|same| same.number)),
            raw(same.and_then(|same| same.high)),
            same.map(|same| same.unit.clone()).unwrap_or_default(),
        ]);
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ExpressionType;
    use crate::analysis::statistics::Normalised;
    use crate::text::TextRange;

    fn amount(number: f64, unit: &str, same: Option<(f64, &str)>) -> AmountRow {
        AmountRow {
            range: TextRange::default(),
            kind: ExpressionType::Qty,
            bound: "",
            number,
            high: None,
            unit: unit.to_owned(),
            normalised: same.map(|(number, unit)| Normalised { number, high: None, unit: unit.to_owned() }),
        }
    }

    #[test]
    fn amounts_are_compared_in_the_unit_they_share() {
        let rows = [
            amount(30.0, "亩", Some((20_000.0, "m2"))),
            amount(3.0, "人", None),
            amount(1.0, "公顷", Some((10_000.0, "m2"))),
        ];
        let names = |column: usize, is_descending: bool| {
            let order = table::Order { column, is_descending };
            sorted(rows.to_vec(), order).into_iter().map(|row| row.unit).collect::<Vec<_>>()
        };
        assert_eq!(names(TEXT, false), ["亩", "人", "公顷"]);
        assert_eq!(names(SAME, true), ["亩", "公顷", "人"]);
        assert_eq!((written(&rows[0]), normalised(&rows[0])), ("30 亩".to_owned(), Some("20,000 m2".to_owned())));
        assert_eq!(written(&amount(35.0, "%", None)), "35%");
    }
}
