//! The find bar: a thin card at the top right of the page, with the hits in their context below it when asked for.

mod search;

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Align2, Area, Button, Context, EventFilter, FontId, Frame, Id, Key, Label, Layout, Margin, Modifiers, Order,
    Popup, Response, RichText, Role, ScrollArea, TextEdit, TextFormat, Ui, WidgetInfo, pos2, vec2,
};

use super::context::{Action, ViewContext};
use super::dialogs::{FirstFocus, Icon, ROW_HEIGHT, ROW_MARGIN, icon_button, row_space};
use super::locale::Word;
use super::reader::ReaderPane;
use super::tokens;
use crate::annotation::MarkColor;
use crate::document::Document;
use crate::text::{TextRange, context};
use search::{Query, Search};

/// Width of the bar, in points; less where the page is narrower.
const WIDTH: f32 = 480.0;
/// Widths of the field, the most and the least, and what stands beside it without the count.
const FIELD_WIDTH: (f32, f32) = (180.0, 56.0);
const BESIDE_FIELD: f32 = 176.0;
/// Width of the switch that passes over marks, with the space before it; a bar narrower than this has none.
const MARKS_WIDTH: f32 = 36.0;
const MARKS_FROM: f32 = 330.0;
/// Widths of the count, in a wide bar and in a narrow one.
const COUNT_WIDTH: (f32, f32) = (74.0, 50.0);
/// Below this width the bar is narrow.
const NARROW: f32 = 400.0;
/// Distance from the edges of the page; on the right there is the scroll bar.
const EDGE: egui::Vec2 = vec2(20.0, 6.0);
const LIST_HEIGHT: f32 = 312.0;
/// Characters shown on either side of a hit.
const CONTEXT_CHARS: usize = 12;
/// Room for the number of the paragraph in the list.
const NUMBER_WIDTH: f32 = 48.0;

/// The bar and its hits. What it finds is painted by the reading pane.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches, each named")]
pub(super) struct FindBar {
    is_open: bool,
    query: String,
    is_regex: bool,
    ignores_marks: bool,
    has_list: bool,
    focus: FirstFocus,
    search: Search,
    /// Index of the hit the reader stands at.
    current: usize,
    /// Where looking began, in bytes: while somebody types, the first hit from there on is shown.
    origin: Option<usize>,
    pending: Pending,
    /// To be shown after this frame, and how many have been since the bar was opened.
    glance: Option<TextRange>,
    n_glances: usize,
    /// The hit the list was last scrolled to.
    revealed: Option<usize>,
    /// What had the keyboard when the bar was last shown: Escape takes it away before anybody can ask.
    focused: Option<Id>,
}

/// A hit to be shown while its words are being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glance {
    pub(super) hit: TextRange,
    /// Since the bar was opened: where the reader was is left only now.
    pub(super) is_first: bool,
}

/// What is to be done with the next answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    Nothing,
    /// The words were typed just now: go to the first hit.
    Jump,
}

impl FindBar {
    /// Opens the bar, or brings the keyboard back to it. `initial` takes the place of what was looked for before.
    pub(super) fn open(&mut self, initial: Option<String>) {
        self.is_open = true;
        self.focus = FirstFocus::default();
        self.origin = None;
        self.n_glances = 0;
        self.focused = None;
        if let Some(text) = initial.filter(|text| !text.is_empty()) {
            self.query = text;
            self.is_regex = false;
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Takes the bar and all its hits away; what was looked for is kept for the next time.
    pub(super) fn close(&mut self) {
        self.is_open = false;
        self.search = Search::default();
        self.current = 0;
        self.pending = Pending::Nothing;
        self.glance = None;
    }

    /// In order, disjoint; none while the bar is closed.
    pub(super) fn hits(&self) -> &Arc<Vec<TextRange>> {
        self.search.hits()
    }

    /// Index of the current hit; 0 where there is none.
    pub(super) fn current(&self) -> usize {
        self.current
    }

    /// Goes on to the next hit, after the last to the first.
    pub(super) fn next(&mut self) -> Option<TextRange> {
        let n_hits = self.hits().len();
        self.go_to((self.current + 1).checked_rem(n_hits)?)
    }

    /// Goes back to the hit before, from the first to the last.
    pub(super) fn previous(&mut self) -> Option<TextRange> {
        let last = self.hits().len().checked_sub(1)?;
        self.go_to(self.current.checked_sub(1).unwrap_or(last))
    }

    /// What is to be shown of what is being typed, once.
    pub(super) fn take_glance(&mut self) -> Option<Glance> {
        let hit = self.glance.take()?;
        self.n_glances += 1;
        Some(Glance { hit, is_first: self.n_glances == 1 })
    }

    /// Escape closes the bar before it is the text's. To be asked before the text is shown.
    pub(super) fn hear_escape(&mut self, egui: &Context) {
        let is_heard = self.is_open
            && self.focused.is_none_or(|id| id == field_id() || id == ReaderPane::focus_id())
            && !Popup::is_any_open(egui)
            && egui.memory(|memory| memory.top_modal_layer().is_none());
        if is_heard && egui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.leave(egui);
        }
    }

    /// Closes the bar; the keyboard goes back to the text.
    fn leave(&mut self, egui: &Context) {
        self.close();
        egui.memory_mut(|memory| memory.request_focus(ReaderPane::focus_id()));
        egui.request_repaint();
    }

    fn go_to(&mut self, idx: usize) -> Option<TextRange> {
        let hit = self.hits().get(idx).copied()?;
        self.current = idx;
        self.origin = Some(hit.start());
        Some(hit)
    }

    /// Shows the bar at the top right of `ui`'s room.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        if !self.is_open {
            return;
        }
        let Some(document) = ctx.document() else {
            self.close();
            return;
        };
        self.update(ctx, document, ui.ctx());
        let page = ui.max_rect();
        let width = WIDTH.min(page.width() - 2.0 * EDGE.x).max(BESIDE_FIELD + FIELD_WIDTH.1 + COUNT_WIDTH.1);
        let frame = Frame::window(ui.style()).inner_margin(Margin::symmetric(8, 5));
        Area::new(Id::unique("find-bar"))
            .order(Order::Middle)
            .pivot(Align2::RIGHT_TOP)
            .fixed_pos(pos2(page.right() - EDGE.x, page.top() + EDGE.y))
            .accessible_name(ctx.word(Word::Find))
            .show(ui.ctx(), |ui| {
                frame.show(ui, |ui| {
                    ui.set_width(width);
                    ui.horizontal(|ui| self.bar_ui(ctx, width, ui));
                    if self.has_list {
                        self.list_ui(ctx, document, ui);
                    }
                });
            });
        self.focused = ui.memory(egui::Memory::focused);
    }

    /// Has the query answered, and goes to the nearest hit when it was typed just now.
    fn update(&mut self, ctx: &ViewContext<'_>, document: &Arc<Document>, egui: &egui::Context) {
        let origin = *self.origin.get_or_insert_with(|| start_of_view(ctx, document));
        let query = Query {
            document: document.hash(),
            text: self.query.clone(),
            is_regex: self.is_regex,
            ignores_marks: self.ignores_marks && !self.is_regex,
        };
        if !self.search.update(document, query, egui) {
            return;
        }
        let hits = Arc::clone(self.hits());
        let following = hits.partition_point(|hit| hit.start() < origin);
        self.current = if following < hits.len() { following } else { 0 };
        self.revealed = None;
        if std::mem::take(&mut self.pending) == Pending::Jump
            && let Some(&hit) = hits.get(self.current)
        {
            self.glance = Some(hit);
        }
        // What the reading pane paints was given to it before this.
        egui.request_repaint();
    }

    fn bar_ui(&mut self, ctx: &ViewContext<'_>, width: f32, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.x = 4.0;
        let steps = keys(ui);
        let count_width = if width < NARROW { COUNT_WIDTH.1 } else { COUNT_WIDTH.0 };
        let has_marks = width >= MARKS_FROM;
        let beside = if has_marks { BESIDE_FIELD + MARKS_WIDTH } else { BESIDE_FIELD };
        let field_width = (width - beside - count_width).clamp(FIELD_WIDTH.1, FIELD_WIDTH.0);
        let field = self.field_ui(ctx, field_width, ui);
        if field.changed() {
            self.ask_again(ui);
        }
        self.count_ui(ctx, count_width, ui);
        let has_hits = !self.hits().is_empty();
        let (back, on) = (ctx.word(Word::FindPrevious), ctx.word(Word::FindNext));
        let button = |icon, label, ui: &mut Ui| {
            ui.add_enabled_ui(has_hits, |ui| icon_button(ui, ctx.palette, icon, label, false)).inner.clicked()
        };
        let is_back = button(Icon::Up, back, ui) || steps.is_back;
        let is_on = button(Icon::Down, on, ui) || steps.is_on;
        if let Some(hit) = self.step(is_back, is_on) {
            ctx.send(Action::Jump(hit));
        }
        if has_marks && self.marks_ui(ctx, ui) {
            self.ignores_marks = !self.ignores_marks;
            self.ask_again(ui);
        }
        let regex = Button::new(RichText::new(ctx.word(Word::FindRegex)).size(tokens::SMALL));
        if ui.add(regex.selected(self.is_regex).frame_when_inactive(self.is_regex)).clicked() {
            self.is_regex = !self.is_regex;
            self.ask_again(ui);
        }
        if icon_button(ui, ctx.palette, Icon::List, ctx.word(Word::FindList), self.has_list).clicked() {
            self.has_list = !self.has_list;
            self.revealed = None;
        }
        if icon_button(ui, ctx.palette, Icon::Close, ctx.word(Word::Close), false).clicked() {
            self.leave(ui.ctx());
        }
    }

    /// The switch that passes over marks; whether it was pressed.
    fn marks_ui(&self, ctx: &ViewContext<'_>, ui: &mut Ui) -> bool {
        let is_on = self.ignores_marks && !self.is_regex;
        let button = Button::new(RichText::new("，。").size(tokens::SMALL));
        let button = button.selected(is_on).frame_when_inactive(is_on).min_size(vec2(MARKS_WIDTH - 4.0, 0.0));
        let label = ctx.word(Word::FindIgnoreMarks);
        let response = ui.add_enabled(!self.is_regex, button).on_hover_text(label);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, !self.is_regex, is_on, label));
        response.clicked()
    }

    fn field_ui(&mut self, ctx: &ViewContext<'_>, width: f32, ui: &mut Ui) -> Response {
        // Escape is the bar's: without this the field would let the keyboard go before the bar hears of it.
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: true };
        let hint = ctx.word(Word::Find);
        let field = TextEdit::singleline(&mut self.query)
            .id(field_id())
            .hint_text(hint)
            .desired_width(width)
            .event_filter(filter);
        let response = ui.add(field);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(hint));
        self.focus.give_selected(ui, &response, &self.query);
        response
    }

    /// 3/12, or why there is nothing.
    fn count_ui(&self, ctx: &ViewContext<'_>, width: f32, ui: &mut Ui) {
        let n_hits = self.hits().len();
        let (text, color) = if self.query.is_empty() {
            (String::new(), ctx.palette.soft)
        } else if self.search.is_running() {
            ("…".to_owned(), ctx.palette.soft)
        } else if self.search.error().is_some() {
            (ctx.word(Word::FindBadPattern).to_owned(), ctx.palette.vermilion_text)
        } else if n_hits == 0 {
            (ctx.word(Word::FindNothing).to_owned(), ctx.palette.soft)
        } else {
            (format!("{}/{n_hits}", self.current + 1), ctx.palette.soft)
        };
        let size = vec2(width, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            ui.set_min_size(size);
            let text = RichText::new(text).size(tokens::SMALL).color(color);
            let label = ui.add(Label::new(text).truncate().selectable(false));
            if let Some(error) = self.search.error() {
                label.on_hover_text(format!("{}: {error}", ctx.word(Word::FindBadRegex)));
            }
        });
    }

    /// The query is another: the next answer is gone to.
    fn ask_again(&mut self, ui: &Ui) {
        self.pending = Pending::Jump;
        ui.ctx().request_repaint();
    }

    #[expect(clippy::fn_params_excessive_bools, reason = "two independent switches")]
    fn step(&mut self, is_back: bool, is_on: bool) -> Option<TextRange> {
        if is_back {
            self.previous()
        } else if is_on {
            self.next()
        } else {
            None
        }
    }

    /// All hits, each in its context; a click goes there.
    fn list_ui(&mut self, ctx: &ViewContext<'_>, document: &Document, ui: &mut Ui) {
        let hits = Arc::clone(self.hits());
        if hits.is_empty() {
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area =
            ScrollArea::vertical().id_salt("find-results").max_height(LIST_HEIGHT).auto_shrink([false, true]);
        // In an area that takes the size of its contents a list would be cut to a few rows.
        area = area.min_scrolled_height(LIST_HEIGHT.min(hits.len() as f32 * ROW_HEIGHT));
        if self.revealed != Some(self.current) {
            self.revealed = Some(self.current);
            let middle = self.current as f32 * ROW_HEIGHT - (LIST_HEIGHT - ROW_HEIGHT) / 2.0;
            area = area.vertical_scroll_offset(middle.max(0.0));
        }
        area.show_rows(ui, ROW_HEIGHT, hits.len(), |ui, rows| {
            for idx in rows {
                let Some(&hit) = hits.get(idx) else { break };
                if hit_ui(ctx, document, hit, idx == self.current, ui).clicked() {
                    self.current = idx;
                    self.revealed = Some(idx);
                    self.origin = Some(hit.start());
                    ctx.send(Action::Jump(hit));
                }
            }
        });
    }
}

/// Enter and Shift+Enter in the field.
struct Steps {
    is_back: bool,
    is_on: bool,
}

/// Takes Enter before the field sees it, which would let the keyboard go.
fn keys(ui: &Ui) -> Steps {
    if !ui.memory(|memory| memory.has_focus(field_id())) {
        return Steps { is_back: false, is_on: false };
    }
    ui.input_mut(|input| {
        // The longer combination first: egui lets Shift pass.
        let is_back = input.consume_key(Modifiers::SHIFT, Key::Enter);
        Steps { is_back, is_on: input.consume_key(Modifiers::NONE, Key::Enter) }
    })
}

fn field_id() -> Id {
    Id::unique("find-field")
}

/// Where a person looks: at the selection, else at the top of the page.
fn start_of_view(ctx: &ViewContext<'_>, document: &Document) -> usize {
    let selected = ctx.view.selection.and_then(|selection| selection.trimmed(document));
    selected.map_or(ctx.view.visible.start(), TextRange::start)
}

/// A row of the list: the paragraph's number, then the hit between the words around it.
fn hit_ui(ctx: &ViewContext<'_>, document: &Document, hit: TextRange, is_current: bool, ui: &mut Ui) -> Response {
    let (before, after) = context(document.text(), hit, CONTEXT_CHARS);
    let [before, found, after] = [before, document.slice(hit), after].map(one_line);
    let number = ctx.paragraph_number(hit.start()).map(|number| format!("¶ {number}")).unwrap_or_default();
    let (rect, response) = row_space(ui, ctx.palette, is_current);
    response.widget_info(|| {
        let label = format!("{number} {before}{found}{after}");
        WidgetInfo::selected(Role::Button, ui.is_enabled(), is_current, label)
    });
    let inner = rect.shrink2(vec2(ROW_MARGIN, 0.0));
    let small = FontId::proportional(tokens::TINY);
    ui.painter().text(inner.left_center(), Align2::LEFT_CENTER, number, small, ctx.palette.soft);
    let font = FontId::proportional(tokens::TEXT);
    let around = TextFormat::simple(font.clone(), ctx.palette.soft);
    let marked = TextFormat {
        background: ctx.palette.mark_fill(MarkColor::Gamboge),
        ..TextFormat::simple(font, ctx.palette.ink)
    };
    let mut job = LayoutJob::default();
    job.append(&before, 0.0, around.clone());
    job.append(&found, 0.0, marked);
    job.append(&after, 0.0, around);
    job.wrap = egui::text::TextWrapping::truncate_at_width((inner.width() - NUMBER_WIDTH).max(1.0));
    let galley = ui.painter().layout_job(job);
    let at = pos2(inner.left() + NUMBER_WIDTH, inner.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ctx.palette.ink);
    response
}

/// Line ends as blanks.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    fn searched(text: &str, query: &str) -> FindBar {
        let mut bar = FindBar::default();
        bar.open(Some(query.to_owned()));
        let document = Arc::new(Document::new(text.to_owned(), Vec::new(), Metadata::default()));
        let (text, is_regex) = (bar.query.clone(), bar.is_regex);
        let query = Query { document: document.hash(), text, is_regex, ignores_marks: false };
        assert!(bar.search.update(&document, query, &egui::Context::default()));
        bar
    }

    #[test]
    fn steps_go_round() {
        let mut bar = searched("甲乙甲乙甲", "甲");
        assert_eq!((bar.hits().len(), bar.current()), (3, 0));
        assert_eq!(bar.next().map(TextRange::start), Some(6));
        assert_eq!(bar.next().map(TextRange::start), Some(12));
        assert_eq!(bar.next().map(TextRange::start), Some(0));
        assert_eq!(bar.previous().map(TextRange::start), Some(12));
        assert_eq!(bar.current(), 2);
    }

    #[test]
    fn only_the_first_glance_leaves_a_place() {
        let mut bar = searched("甲乙甲", "甲");
        let hit = TextRange::new(0, 3);
        let mut is_first = || {
            bar.glance = Some(hit);
            bar.take_glance().map(|glance| glance.is_first)
        };
        assert_eq!((is_first(), is_first()), (Some(true), Some(false)));
        assert_eq!(bar.take_glance(), None);
        bar.open(None);
        bar.glance = Some(hit);
        assert_eq!(bar.take_glance().map(|glance| glance.is_first), Some(true));
    }

    #[test]
    fn without_hits_there_is_nowhere_to_go() {
        let mut bar = searched("甲乙", "丙");
        assert_eq!((bar.next(), bar.previous(), bar.current()), (None, None, 0));
    }

    #[test]
    fn closing_takes_the_hits_away_and_keeps_the_words() {
        let mut bar = searched("甲乙", "乙");
        bar.close();
        assert!(bar.hits().is_empty() && !bar.is_open());
        bar.open(None);
        assert_eq!(bar.query, "乙");
    }
}
