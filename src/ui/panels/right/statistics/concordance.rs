//! Concordance: each place with its surroundings, the word itself in the middle of the line.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use egui::{Context, FontFamily, FontId, Id, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use uuid::Uuid;

use crate::analysis::Analysis;
use crate::analysis::statistics::{KwicRow, Sort, concordance};
use crate::annotation::{Annotation, AnnotationId, Edit, EntityType};
use crate::document::Document;
use crate::session::Command;
use crate::text::{FindError, TextRange};
use crate::ui::context::{Action, ViewContext};
use crate::ui::fonts::READING;
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens::{self, Palette};
use crate::ui::widgets::focus_ring;

use super::Subject;
use super::computed::Computed;
use super::figures::filled;
use super::heading::{word_button, word_toggle};
use super::sought::{Places, Sought};
use super::table::{more_ui, row_response, rows_ui};

/// Lines shown before more is asked for.
const N_FEW: usize = 12;
const LINE_HEIGHT: f32 = 22.0;
/// The box before a line, with the space after it.
const CHECK_WIDTH: f32 = 20.0;
const CHECK_SIDE: f32 = 12.0;
/// Between the word and what stands beside it.
const GAP: f32 = 3.0;
/// The word's largest part of a line.
const NODE_SHARE: f32 = 0.6;
/// How far to the left and right lines are sorted.
const SORTS: [Sort; 7] =
    [Sort::Position, Sort::Left(1), Sort::Left(2), Sort::Left(3), Sort::Right(1), Sort::Right(2), Sort::Right(3)];

/// Every place of what was looked up.
#[derive(Default)]
pub(super) struct Found {
    /// In the order asked for.
    pub(super) rows: Vec<KwicRow>,
    pub(super) places: Places,
    /// Of an entity.
    pub(super) kind: Option<EntityType>,
}

type Outcome = Result<Found, FindError>;

#[derive(Default)]
pub(super) struct Concordance {
    sort: Sort,
    shows_all: bool,
    checked: BTreeSet<TextRange>,
    /// Version of the analysis whose rows `checked` was last compared with.
    compared: u64,
    found: Computed<(u64, Sought, Sort), Outcome>,
}

impl Concordance {
    /// Something else is looked up.
    pub(super) fn forget(&mut self) {
        self.checked.clear();
        self.shows_all = false;
    }

    /// The places of `sought`; `None` while they are being looked for.
    pub(super) fn find(&mut self, subject: Subject<'_>, sought: &Sought, egui: &Context) -> Option<Rc<Outcome>> {
        let sort = self.sort;
        let (document, analysis) = subject.shared();
        let key = (subject.version, sought.clone(), sort);
        let sought = sought.clone();
        self.found.get(key, subject.n_bytes(), egui, move || find(&document, &analysis, &sought, sort))
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, found: &Found, ui: &mut Ui) {
        self.compare(subject.version, found);
        self.sort_ui(ctx, ui);
        self.marks_ui(ctx, subject, found, ui);
        let n_shown = if self.shows_all { found.rows.len() } else { found.rows.len().min(N_FEW) };
        let id = ui.make_persistent_id("statistics-kwic");
        rows_ui(ui, LINE_HEIGHT, n_shown, |ui, idx, rect| {
            if let Some(row) = found.rows.get(idx) {
                self.line_ui(ctx, row, rect, id.with(row.range.start()), ui);
            }
        });
        more_ui(ctx, ui, found.rows.len(), N_FEW, &mut self.shows_all);
    }

    /// A new analysis may have other places: what is checked is among those shown.
    fn compare(&mut self, version: u64, found: &Found) {
        if self.compared == version {
            return;
        }
        self.compared = version;
        if !self.checked.is_empty() {
            let shown: BTreeSet<TextRange> = found.rows.iter().map(|row| row.range).collect();
            self.checked.retain(|range| shown.contains(range));
        }
    }

    fn sort_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 1.0;
            for sort in SORTS {
                let (label, hint) = sort_words(ctx, sort);
                let response = word_toggle(ui, ctx.palette, &label, sort == self.sort).on_hover_text(hint);
                if response.clicked() {
                    self.sort = sort;
                    ui.ctx().request_repaint();
                }
            }
        });
    }

    /// Checks all lines or none, and marks those checked.
    fn marks_ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, found: &Found, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let is_all = self.checked.len() == found.rows.len();
            let (rect, response) = ui.allocate_exact_size(vec2(CHECK_SIDE, LINE_HEIGHT), Sense::click());
            let label = ctx.word(Word::SelectAll);
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_all, label));
            paint_check(ui, ctx.palette, rect, is_all, response.hovered());
            focus_ring(ui, ctx.palette, &response);
            let is_word_clicked = word_button(ui, ctx.palette, label).clicked();
            if response.on_hover_text(label).clicked() || is_word_clicked {
                self.checked = if is_all { BTreeSet::new() } else { found.rows.iter().map(|row| row.range).collect() };
            }
            if self.checked.is_empty() {
                return;
            }
            let color = ctx.palette.mark(ctx.session.settings.last_mark.color);
            let (dot, _) = ui.allocate_exact_size(vec2(12.0, LINE_HEIGHT), Sense::hover());
            ui.painter().circle_filled(dot.center(), 4.0, color);
            let label = filled(ctx.word(Word::StatMarkRows), &[&thousands(self.checked.len())]);
            let button = word_button(ui, ctx.palette, &label).on_hover_text(ctx.word(Word::StatMarkHint));
            if button.clicked() {
                self.mark(ctx, subject.document);
            }
        });
    }

    /// Marks all checked places as the last mark was, in one edit. A place that is marked already is restyled.
    fn mark(&mut self, ctx: &ViewContext<'_>, document: &Document) {
        let known = ctx.session.annotations.of(document.hash());
        let known: BTreeMap<TextRange, &Annotation> = known
            .into_iter()
            .filter_map(|annotation| match annotation.ranges.as_slice() {
                [range] => Some((*range, annotation)),
                _ => None,
            })
            .collect();
        let last = ctx.session.settings.last_mark;
        let now = crate::ui::now();
        let marked = |range: TextRange| match known.get(&range) {
            Some(&known) => Annotation { style: last.style, color: last.color, modified: now, ..known.clone() },
            None => Annotation {
                id: AnnotationId(Uuid::new_v4()),
                document: document.hash(),
                ranges: vec![range],
                exact: vec![document.slice(range).to_owned()],
                style: last.style,
                color: last.color,
                note: String::new(),
                tags: Vec::new(),
                created: now,
                modified: now,
            },
        };
        let edits: Vec<Edit> = self.checked.iter().map(|&range| Edit::Put(Box::new(marked(range)))).collect();
        let message = filled(ctx.word(Word::StatMarked), &[&thousands(edits.len())]);
        ctx.command(Command::Annotate(Edit::Batch(edits)));
        ctx.send(Action::UndoableToast(message));
        self.checked.clear();
    }

    fn line_ui(&mut self, ctx: &ViewContext<'_>, row: &KwicRow, rect: Rect, id: Id, ui: &Ui) {
        let label = format!("{}{}{}", row.left, row.hit, row.right);
        let is_checked = self.checked.contains(&row.range);
        let response = row_response(ui, ctx.palette, rect, id, is_checked, &label);
        let (check, line) = rect.split_left_right_at_x(rect.left() + CHECK_WIDTH);
        paint_line(ui, ctx.palette, line, row);
        let on_check = ui.interact(check, id.with("check"), Sense::click());
        on_check.widget_info(|| {
            let label = format!("{} {label}", ctx.word(Word::StatCheckRow));
            WidgetInfo::selected(Role::CheckBox, true, is_checked, label)
        });
        let mark = Rect::from_min_size(check.min, vec2(CHECK_SIDE, check.height()));
        paint_check(ui, ctx.palette, mark, is_checked, on_check.hovered());
        focus_ring(ui, ctx.palette, &on_check);
        if on_check.clicked() {
            if is_checked {
                self.checked.remove(&row.range);
            } else {
                self.checked.insert(row.range);
            }
        } else if response.clicked() {
            ctx.send(Action::Jump(row.range));
        }
        response.on_hover_ui(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            if let Some(number) = ctx.paragraph_number(row.range.start()) {
                ui.label(egui::RichText::new(format!("¶ {number}")).size(tokens::TINY).color(ctx.palette.faint));
            }
            ui.label(egui::RichText::new(&label).size(tokens::SMALL));
        });
    }
}

impl Found {
    /// The lines as they stand, offsets in code points.
    pub(super) fn tsv(&self, ctx: &ViewContext<'_>, subject: Subject<'_>) -> String {
        let mut table = Tsv::new(&["start", "end", "paragraph", "left", "hit", "right"]);
        for row in &self.rows {
            let (start, end) = subject.document.char_range(row.range);
            let paragraph = ctx.paragraph_number(row.range.start()).map(|number| number.to_string());
            table.row(&[
                start.to_string(),
                end.to_string(),
                paragraph.unwrap_or_default(),
                row.left.clone(),
                row.hit.clone(),
                row.right.clone(),
            ]);
        }
        table.finish()
    }
}

fn find(document: &Document, analysis: &Analysis, sought: &Sought, sort: Sort) -> Outcome {
    let Some(query) = sought.query(analysis) else { return Ok(Found::default()) };
    let rows = concordance(document, analysis, &query, sort)?;
    let mut ranges: Vec<TextRange> = rows.iter().map(|row| row.range).collect();
    ranges.sort_unstable();
    Ok(Found { places: Places::new(&ranges, document.text().len()), kind: sought.kind(analysis), rows })
}

fn sort_words(ctx: &ViewContext<'_>, sort: Sort) -> (String, String) {
    let nth = |label: Word, hint: Word, nearest: usize| {
        let nearest = nearest.to_string();
        (filled(ctx.word(label), &[&nearest]), filled(ctx.word(hint), &[&nearest]))
    };
    match sort {
        Sort::Position => (ctx.word(Word::StatByPlace).to_owned(), ctx.word(Word::ByPosition).to_owned()),
        Sort::Left(nearest) => nth(Word::StatLeft, Word::StatSortLeft, nearest),
        Sort::Right(nearest) => nth(Word::StatRight, Word::StatSortRight, nearest),
    }
}

#[expect(clippy::fn_params_excessive_bools, reason = "two independent states of the box")]
fn paint_check(ui: &Ui, palette: &Palette, rect: Rect, is_checked: bool, is_hovered: bool) {
    let side = Rect::from_center_size(rect.center(), vec2(CHECK_SIDE, CHECK_SIDE)).shrink(0.5);
    let painter = ui.painter();
    let color = if is_hovered { palette.ink } else { palette.soft };
    if is_checked {
        painter.rect_filled(side, 2.0, color);
        let points = vec![side.min + vec2(2.4, 5.6), side.min + vec2(4.6, 8.0), side.min + vec2(8.6, 3.0)];
        painter.add(Shape::line(points, Stroke::new(1.5, palette.card)));
    } else {
        painter.rect_stroke(side, 2.0, Stroke::new(1.0, color.gamma_multiply(0.6)), StrokeKind::Inside);
    }
}

/// The word in the middle; what stands before it ends at it, what stands after begins at it.
fn paint_line(ui: &Ui, palette: &Palette, rect: Rect, row: &KwicRow) {
    let size = tokens::TEXT;
    let font = || FontId::new(size, FontFamily::Name(READING.into()));
    let lay = |text: &str, color| ui.painter().layout_no_wrap(text.to_owned(), font(), color);
    let most = rect.width() * NODE_SHARE;
    // A pattern may match a whole paragraph: no more is set than can be seen.
    let node = lay(first_em(&row.hit, most / size + 1.0), palette.vermilion_text);
    let node_width = node.size().x.min(most);
    let from = rect.center().x - node_width / 2.0;
    let to = from + node_width;
    let y = rect.center().y - node.size().y / 2.0;
    let before = Rect::from_x_y_ranges(rect.left()..=(from - GAP).max(rect.left()), rect.y_range());
    let after = Rect::from_x_y_ranges((to + GAP).min(rect.right())..=rect.right(), rect.y_range());
    ui.painter_at(Rect::from_x_y_ranges(from..=to, rect.y_range())).galley(pos2(from, y), node, palette.ink);
    let left = lay(last_em(&row.left, before.width() / size), palette.soft);
    ui.painter_at(before).galley(pos2(before.right() - left.size().x, y), left, palette.soft);
    let right = lay(first_em(&row.right, after.width() / size), palette.soft);
    ui.painter_at(after).galley(pos2(after.left(), y), right, palette.soft);
}

/// Width of a character in em, roughly: only what is cut off at the panel's edge depends on it.
fn em(c: char) -> f32 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

/// The end of `text` that fits into `room` em.
fn last_em(text: &str, room: f32) -> &str {
    let mut left = room;
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        left -= em(c);
        if left < 0.0 {
            break;
        }
        start = at;
    }
    text.get(start..).unwrap_or_default()
}

/// The beginning of `text` that fits into `room` em.
fn first_em(text: &str, room: f32) -> &str {
    let mut left = room;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        left -= em(c);
        if left < 0.0 {
            break;
        }
        end = at + c.len_utf8();
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{first_em, last_em};

    #[test]
    fn a_line_keeps_what_is_nearest_to_the_word() {
        assert_eq!(last_em("春眠不觉晓，", 3.0), "觉晓，");
        assert_eq!(first_em("处处闻啼鸟", 2.9), "处处");
        assert_eq!(last_em("90亿LED", 2.0), "LED");
        assert_eq!((last_em("", 3.0), first_em("鸟", -1.0)), ("", ""));
    }
}
