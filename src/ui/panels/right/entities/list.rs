//! The rows in view: kept until what they show changes, painted only where they are seen.

use std::cell::Cell;
use std::sync::Arc;

use egui::{Align, Id, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::card::EntityCard;
use super::facts::mentions_of;
use super::group::Group;
use super::line::{self, Heading, Line, heading_ui, line_ui};
use super::rows::{Choice, Row, places_above, rows};
use super::strip::{Of, Strip, Strips};
use super::{menu, order_ui, table};
use crate::analysis::{Analysis, Entity, EntityId};
use crate::annotation::EntityType;
use crate::document::{Document, DocumentHash};
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::corrections::Subject;
use crate::ui::dialogs::Table;
use crate::ui::locale::Word;

/// Passes in which rows stay where they were clicked although the card over them grows.
const HOLD_PASSES: u8 = 3;
/// Width kept for the order in the first heading.
const ORDER_WIDTH: f32 = 110.0;

/// Characters of a quotation in its row: more than fit, and enough for the hover text.
const QUOTE_CHARS: usize = 160;

/// The rows and where they are scrolled to.
#[derive(Default)]
pub(super) struct List {
    key: Option<Key>,
    rows: Arc<Vec<Row>>,
    strips: Strips,
    /// To be saved as a file.
    table: Option<Table>,
    offset: f32,
    /// Top of the rows on the screen, and their height in view, in the last pass.
    top: f32,
    height: f32,
    /// Passes left in which a click in the list holds the rows still.
    hold: u8,
    /// The focus the list last scrolled to.
    revealed: Focus,
}

/// What the rows hang on.
#[derive(PartialEq, Eq)]
struct Key {
    document: DocumentHash,
    analysis_version: u64,
    annotations_version: u64,
    choice: Choice,
}

impl List {
    /// Makes the rows anew if what they show has changed.
    pub(super) fn prepare(&mut self, ctx: &ViewContext<'_>, document: &Document, analysis: &Analysis, choice: &Choice) {
        let key = Key {
            document: document.hash(),
            analysis_version: ctx.session.analysis_version,
            annotations_version: ctx.session.annotations_version,
            choice: choice.clone(),
        };
        if self.key.as_ref() != Some(&key) {
            self.rows = Arc::new(rows(document, analysis, &ctx.session.annotations, choice));
            self.strips.forget();
            self.key = Some(key);
        }
    }

    /// The table that is to be saved, once.
    pub(super) fn take_table(&mut self) -> Option<Table> {
        self.table.take()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn ui(
        &mut self,
        ctx: &ViewContext<'_>,
        choice: &mut Choice,
        card: &mut EntityCard,
        has_order: bool,
        ui: &mut Ui,
    ) {
        let (Some(document), Some(analysis)) = (ctx.document(), ctx.analysis()) else { return };
        let rows = Arc::clone(&self.rows);
        let mut area = ScrollArea::vertical().id_salt("entity-rows").auto_shrink([false, false]);
        if let Some(offset) = self.wanted_offset(ctx, ui.cursor().top(), &rows) {
            area = area.vertical_scroll_offset(offset);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let table = Cell::new(None);
        let shown = Shown { ctx, document, analysis, strips: &self.strips, table: &table };
        let mut has_clicked = false;
        let output = area.show_rows(ui, line::HEIGHT, rows.len(), |ui, range| {
            let width = ui.available_width();
            for idx in range {
                let (_, rect) = ui.allocate_space(vec2(width, line::HEIGHT));
                let Some(row) = rows.get(idx) else { break };
                has_clicked |= shown.row_ui(row, rect, (&mut *choice, &mut *card), ui);
                if has_order && idx == 0 {
                    first_order_ui(ctx, choice, rect, ui);
                }
            }
        });
        if let Some(table) = table.into_inner() {
            self.table = Some(table);
        }
        if has_clicked {
            self.hold = HOLD_PASSES;
        }
        self.offset = output.state.clamped_offset().y;
        self.top = output.inner_rect.top();
        self.height = output.inner_rect.height();
    }

    /// Where to scroll before showing: so that rows stay under the pointer that clicked them, or to what came into
    /// focus elsewhere.
    fn wanted_offset(&mut self, ctx: &ViewContext<'_>, top: f32, rows: &[Row]) -> Option<f32> {
        let moved = top - self.top;
        if self.hold > 0 {
            self.hold -= 1;
            self.revealed = ctx.view.focus.clone();
            return (moved.abs() > 0.5).then(|| (self.offset + moved).max(0.0));
        }
        if self.revealed == ctx.view.focus {
            return None;
        }
        self.revealed = ctx.view.focus.clone();
        let idx = rows.iter().position(|row| is_in_focus(row, &self.revealed))?;
        let at = idx as f32 * line::HEIGHT;
        let is_in_view = at >= self.offset && at + line::HEIGHT <= self.offset + self.height - moved.max(0.0);
        (!is_in_view).then(|| (at - self.height / 3.0).max(0.0))
    }
}

/// The order stands in the first heading where there is no filter beside it.
fn first_order_ui(ctx: &ViewContext<'_>, choice: &mut Choice, rect: Rect, ui: &mut Ui) {
    let place = Rect::from_min_max(pos2(rect.right() - ORDER_WIDTH, rect.top() + 2.0), rect.max);
    let layout = Layout::right_to_left(Align::Center);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("entity-order").max_rect(place).layout(layout));
    order_ui(ctx, &mut choice.order, &mut ui);
}

fn is_in_focus(row: &Row, focus: &Focus) -> bool {
    match (row, focus) {
        (Row::Entity { id, .. }, Focus::Entity(focused)) => id == focused,
        (Row::Expression(members), _) => has_focused(members, focus),
        (Row::Quotation(idx), Focus::Quotation(focused)) => idx == focused,
        _ => false,
    }
}

fn has_focused(members: &[u32], focus: &Focus) -> bool {
    matches!(focus, Focus::Expression(focused) if members.contains(&(*focused as u32)))
}

/// What the rows are rows of.
#[derive(Clone, Copy)]
struct Shown<'a> {
    ctx: &'a ViewContext<'a>,
    document: &'a Document,
    analysis: &'a Analysis,
    strips: &'a Strips,
    /// Put here to be saved.
    table: &'a Cell<Option<Table>>,
}

impl Shown<'_> {
    fn heading_ui(self, group: Group, n: usize, rect: Rect, choice: &mut Choice, ui: &Ui) -> bool {
        let ctx = self.ctx;
        let has_lines = menu::has_lines(ctx, group);
        let lines_word = if has_lines == Some(true) { Word::HideLines } else { Word::NoEntityLine };
        let heading = Heading {
            text: format!("{} {n}", ctx.word(group.word())),
            is_open: !choice.filter.is_empty() || !choice.collapsed.contains(&group),
            color: group.color(ctx.palette),
            has_lines,
            lines_label: ctx.word(lines_word),
        };
        let (response, lines) = heading_ui(ui, ctx.palette, rect, row_id(("heading", group)), &heading);
        if response.clicked() && !choice.collapsed.remove(&group) {
            choice.collapsed.insert(group);
        }
        response.context_menu(|ui| {
            if let Some(outlet) = menu::heading_ui(ctx, group, ui) {
                let tsv = table::tsv(ctx, self.document, self.analysis, group);
                if let Some(table) = outlet.take(ctx, group.word(), tsv) {
                    self.table.set(Some(table));
                }
            }
        });
        if lines.is_some_and(|lines| lines.clicked()) {
            menu::toggle_lines(ctx, group);
        }
        false
    }

    /// Whether the row was clicked, and with that something came into focus.
    fn row_ui(self, row: &Row, rect: Rect, (choice, card): (&mut Choice, &mut EntityCard), ui: &Ui) -> bool {
        match row {
            Row::Heading { group, n } => self.heading_ui(*group, *n, rect, choice, ui),
            Row::Entity { id, depth, path_known } => self.entity_ui(*id, (*depth, *path_known), rect, card, ui),
            Row::Expression(members) => self.expression_ui(members, rect, ui),
            Row::Quotation(idx) => self.quotation_ui(*idx, rect, ui),
            Row::Ignored(surface) => self.ignored_ui(surface, rect, ui),
        }
    }

    fn entity_ui(
        self,
        id: EntityId,
        (depth, path_known): (u8, usize),
        rect: Rect,
        card: &mut EntityCard,
        ui: &Ui,
    ) -> bool {
        let ctx = self.ctx;
        let Some(entity) = ctx.entity(id) else { return false };
        let subject = Subject { document: self.document, analysis: self.analysis, entity };
        let n = entity.mentions.len();
        let strip = self.strips.get(Of::Entity(id), || {
            Strip::new(self.document, mentions_of(self.analysis, entity).map(|mention| mention.range))
        });
        let line = Line {
            name: &entity.name,
            detail: detail(entity, path_known),
            color: Group::of(entity.kind).color(ctx.palette),
            depth,
            positions: &strip.positions,
            trailing: n.to_string(),
            spoken: format!("{n} {}", ctx.word(Word::Mentions)),
            is_selected: ctx.view.focus == Focus::Entity(id),
        };
        let (response, target) = line_ui(ui, ctx.palette, rect, row_id(("entity", id)), &line);
        let place = target.and_then(|tick| strip.place(tick));
        if let Some(mention) = place.and_then(|nth| mentions_of(self.analysis, entity).nth(nth)) {
            self.go(Focus::Entity(id), mention.range);
        }
        response.context_menu(|ui| {
            if menu::entity_ui(ctx, subject, ui) {
                card.rename(entity);
            }
        });
        target.is_some()
    }

    fn expression_ui(self, members: &[u32], rect: Rect, ui: &Ui) -> bool {
        let found = |nth: usize| {
            let idx = *members.get(nth)? as usize;
            self.analysis.expressions.get(idx).map(|expression| (idx, expression))
        };
        let Some((first, expression)) = found(0) else { return false };
        let strip = self.strips.get(Of::Expression(first), || {
            let ranges = (0..members.len()).filter_map(|nth| found(nth).map(|(_, expression)| expression.range));
            Strip::new(self.document, ranges)
        });
        let line = Line {
            name: self.document.slice(expression.range),
            detail: expression.value.clone(),
            color: self.ctx.palette.amount,
            depth: 0,
            positions: &strip.positions,
            trailing: members.len().to_string(),
            spoken: format!("{} {}", members.len(), self.ctx.word(Word::Mentions)),
            is_selected: has_focused(members, &self.ctx.view.focus),
        };
        let (_, target) = line_ui(ui, self.ctx.palette, rect, row_id(("expression", first)), &line);
        if let Some((idx, expression)) = target.and_then(|tick| strip.place(tick)).and_then(found) {
            self.go(Focus::Expression(idx), expression.range);
        }
        target.is_some()
    }

    fn quotation_ui(self, idx: usize, rect: Rect, ui: &Ui) -> bool {
        let Some(quotation) = self.analysis.quotations.get(idx) else { return false };
        let ctx = self.ctx;
        let speaker = quotation.speaker.as_ref().map(|speaker| speaker.name.as_str());
        let number = ctx.paragraph_number(quotation.range.start());
        let line = Line {
            name: speaker.unwrap_or(ctx.word(Word::UnknownSpeaker)),
            detail: self.document.slice(quotation.range).chars().take(QUOTE_CHARS).collect(),
            color: ctx.palette.faint,
            depth: 0,
            positions: &[],
            trailing: number.map(|number| format!("¶{number}")).unwrap_or_default(),
            spoken: String::new(),
            is_selected: ctx.view.focus == Focus::Quotation(idx),
        };
        let (_, target) = line_ui(ui, ctx.palette, rect, row_id(("quotation", idx)), &line);
        if target.is_some() {
            self.go(Focus::Quotation(idx), quotation.range);
        }
        target.is_some()
    }

    fn ignored_ui(self, surface: &str, rect: Rect, ui: &Ui) -> bool {
        let ctx = self.ctx;
        let line = Line {
            name: surface,
            detail: String::new(),
            color: ctx.palette.line,
            depth: 0,
            positions: &[],
            trailing: String::new(),
            spoken: ctx.word(Word::IgnoredGroup).to_owned(),
            is_selected: false,
        };
        let (response, target) = line_ui(ui, ctx.palette, rect, row_id(("ignored", surface)), &line);
        if target.is_some() {
            menu::stop_ignoring(ctx, surface);
        }
        let response = response.on_hover_text(ctx.word(Word::StopIgnoring));
        response.context_menu(|ui| menu::ignored_ui(ctx, surface, ui));
        false
    }

    fn go(self, focus: Focus, range: TextRange) {
        self.ctx.send(Action::Focus(focus));
        self.ctx.send(Action::Jump(range));
    }
}

/// Identity of a row that survives scrolling and sorting.
fn row_id(salt: impl std::hash::Hash + std::fmt::Debug) -> Id {
    Id::unique("entity-row").with(salt)
}

/// What is said behind the name: a person's title, a place's divisions, another name.
fn detail(entity: &Entity, path_known: usize) -> String {
    let attributes = &entity.attributes;
    match entity.kind {
        EntityType::Person => {
            let link = attributes.titles.first();
            let organisation = link.and_then(|link| link.organisation.as_deref()).unwrap_or_default();
            format!("{organisation}{}", link.map_or("", |link| link.title.as_str()))
        }
        EntityType::Place => match attributes.ambiguous.first() {
            Some(reading) => format!("? {}", reading.join(" › ")),
            None => places_above(entity).get(path_known..).unwrap_or_default().join(" › "),
        },
        EntityType::Organisation | EntityType::Work | EntityType::Term => {
            let other = entity.aliases.iter().find(|alias| !entity.name.contains(alias.as_str()));
            other.map(|alias| format!("＝{alias}")).unwrap_or_default()
        }
        EntityType::Title => attributes.parent.clone().unwrap_or_default(),
    }
}
