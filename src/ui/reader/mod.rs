//! The reading pane: the page, its head, the column, margin notes, selection.

mod bar;
mod blocks;
mod head;
mod hit;
mod keys;
mod margin;
mod note;
mod paint;
mod pointer;
mod scroll;
mod scrollbar;
mod selection;
mod spans;

use egui::{Id, Rect, Sense, Ui, Vec2, pos2, vec2};

pub(in crate::ui) use blocks::BlockLook;
pub(super) use head::{shown_title, source_line, thousands};
pub(super) use note::{NoteEditor, parse_tags};
pub(crate) use selection::Selection;

use super::context::{Action, Focus, View, ViewContext};
use super::fonts::Fonts;
use super::locale::Word;
use super::tokens;
use crate::annotation::MarkStyle;
use crate::document::Document;
use crate::text::TextRange;
use crate::typeset::Mode;
use blocks::{Blocks, LayoutKey, SetBlock};
use scroll::{Page, Scroll};
use spans::SpanIndex;

/// Space above the head and below the last line, in points.
const PAGE_TOP: f32 = 34.0;
const PAGE_FOOT: f32 = 120.0;

/// The pane's own state; what other panels need of it is in [`View`].
#[derive(Default)]
pub(super) struct ReaderPane {
    blocks: Blocks,
    scroll: Scroll,
    /// Which document `scroll` belongs to.
    shown: Option<crate::document::DocumentHash>,
    drag: pointer::Drag,
    marks: Cached<SpanIndex<usize>>,
    /// Document that `marks` belongs to.
    marks_of: Option<crate::document::DocumentHash>,
    names: Cached<SpanIndex<Name>>,
    pub(super) note_editor: Option<NoteEditor>,
    bar: bar::SelectionBar,
    /// Shown for a moment after a jump.
    flash: Option<(TextRange, f64)>,
    /// A jump waiting for the next frame.
    pending_jump: Option<TextRange>,
    scrollbar: scrollbar::ScrollBar,
    /// Width last frame, to set lines quickly while the window's edge is dragged.
    last_width: f32,
}

/// A value and the version of what it was made from.
#[derive(Default)]
struct Cached<T> {
    version: Option<(u64, usize)>,
    value: T,
}

/// What the text shows of a mention or expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Mention(usize),
    Expression(usize),
}

/// A block that is in view this frame.
struct Visible {
    block: std::sync::Arc<SetBlock>,
    idx: usize,
    /// Top left corner of the block's column.
    origin: egui::Pos2,
}

/// Geometry of the page this frame.
#[derive(Clone, Copy)]
struct Column {
    /// The whole pane.
    pane: Rect,
    left: f32,
    width: f32,
    /// Left edge of margin notes; `None` where there is no room.
    notes_left: Option<f32>,
}

impl ReaderPane {
    /// Id of the pane's keyboard focus.
    pub(super) fn focus_id() -> Id {
        Id::unique("reading-pane")
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, fonts: &mut Fonts, view: &mut View, ui: &mut Ui) {
        let Some(document) = ctx.document().cloned() else {
            empty_ui(ctx, ui);
            return;
        };
        let pane = ui.max_rect();
        ui.painter().rect_filled(pane, 0.0, ctx.palette.page);
        let response = ui.interact(pane, Self::focus_id(), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Unknown, true, ctx.word(Word::ReadingPane)));
        let column = column(ctx, pane);
        let is_new = self.prepare(ctx, &document, fonts, column);
        let head = head::height(ctx, &document, column.width);
        let page = Page { head: head + PAGE_TOP, foot: PAGE_FOOT, view: pane.height() };
        if is_new {
            self.scroll = Scroll::start(page);
        }
        self.jump(&document, fonts, page, ui);
        self.wheel(page, ui);
        let visible = self.lay_out(&document, fonts, page, column);
        self.index(ctx);
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(pane).id_salt("page"));
        ui.set_clip_rect(pane.intersect(ui.clip_rect()));
        let ui = &mut ui;
        self.head_ui(ctx, &document, fonts, page, column, ui);
        self.paint_blocks(ctx, &document, fonts, view, &visible, column, ui);
        numbers_ui(ctx, &document, &visible, column, ui);
        self.margin_ui(ctx, &document, &visible, column, ui);
        pointer::handle(self, ctx, &document, view, &visible, column, &response, ui);
        keys::handle(self, ctx, &document, view, page, ui);
        self.report(view, &visible);
        self.bar.ui(ctx, &document, view, &visible, column, ui);
        self.editor_ui(ctx, &document, &visible, column, ui);
        self.scrollbar_ui(ctx, &document, view, page, column, ui);
    }

    pub(super) fn jump_to(&mut self, range: TextRange) {
        self.pending_jump = Some(range);
    }

    /// The place to come back to: where the view begins.
    pub(super) fn place(&self, document: &Document) -> TextRange {
        let start = document.blocks().get(self.scroll.block_idx).map_or(0, |block| block.range.start());
        TextRange::new(start, start)
    }

    /// Whether another document is shown than before.
    fn prepare(&mut self, ctx: &ViewContext<'_>, document: &Document, fonts: &Fonts, column: Column) -> bool {
        let settings = &ctx.session.settings;
        let measure_em = (column.width / settings.size_px).floor().max(1.0);
        let is_resizing = (self.last_width - column.pane.width()).abs() > 0.5 && self.last_width > 0.0;
        self.last_width = column.pane.width();
        let mode = if is_resizing { Mode::Greedy } else { Mode::Optimal };
        let key = LayoutKey::new(document, settings, measure_em, fonts.version());
        self.blocks.prepare(document, key, mode);
        self.blocks.trim(self.scroll.block_idx);
        let is_new = self.shown != Some(document.hash());
        if is_new {
            self.shown = Some(document.hash());
            self.flash = None;
            self.note_editor = None;
        }
        is_new
    }

    fn jump(&mut self, document: &Document, fonts: &Fonts, page: Page, ui: &Ui) {
        let Some(range) = self.pending_jump.take() else { return };
        let Some(idx) = document.block_idx_at(range.start()) else { return };
        let Some(block) = self.blocks.set(document, fonts, idx) else { return };
        let line_top = block.line_top(block.line_of(range.start()));
        let y = page.head + self.blocks.top(idx) + line_top;
        let shown_from = self.scroll.y(&mut self.blocks, page);
        let is_in_view = y > shown_from + 8.0 && y + block.line_height < shown_from + page.view - 40.0;
        if !is_in_view {
            self.scroll = Scroll::at_y(y - page.view * 0.3, &mut self.blocks, page);
        }
        if !range.is_empty() {
            self.flash = Some((range, ui.input(|input| input.time)));
        }
    }

    fn wheel(&mut self, page: Page, ui: &Ui) {
        let is_over = ui.rect_contains_pointer(ui.max_rect());
        let delta = ui.input(|input| if is_over { input.smooth_scroll_delta().y } else { 0.0 });
        if delta != 0.0 {
            self.scroll = self.scroll.moved(-delta, &mut self.blocks, page);
        }
    }

    /// Sets what is in view, from the anchor downwards, and what has come into view above it.
    fn lay_out(&mut self, document: &Document, fonts: &Fonts, page: Page, column: Column) -> Vec<Visible> {
        while self.scroll.offset < 0.0 && self.scroll.block_idx > 0 {
            self.scroll.block_idx -= 1;
            self.blocks.set(document, fonts, self.scroll.block_idx);
            self.scroll.offset += self.blocks.height(self.scroll.block_idx);
        }
        let mut y = column.pane.top() - self.scroll.offset;
        let mut visible = Vec::new();
        let mut idx = self.scroll.block_idx;
        while y < column.pane.bottom() {
            let Some(block) = self.blocks.set(document, fonts, idx) else { break };
            visible.push(Visible { block, idx, origin: pos2(column.left, y) });
            y += self.blocks.height(idx);
            idx += 1;
        }
        // Blocks may have proved lower than estimated: do not stand past the end.
        let corrected = self.scroll.moved(0.0, &mut self.blocks, page);
        let moved = corrected.y(&mut self.blocks, page) - self.scroll.y(&mut self.blocks, page);
        if moved.abs() > 0.5 {
            self.scroll = corrected;
        }
        visible
    }

    /// Rebuilds the indices of marks and names when what they show has changed.
    fn index(&mut self, ctx: &ViewContext<'_>) {
        let Some(document) = ctx.document() else { return };
        let session = ctx.session;
        let version = Some((session.annotations_version, document.text().len()));
        if self.marks.version != version || self.marks_of != Some(document.hash()) {
            self.marks_of = Some(document.hash());
            let spans = session
                .annotations
                .of(document.hash())
                .iter()
                .enumerate()
                .flat_map(|(idx, annotation)| annotation.ranges.iter().map(move |&range| (range, idx)))
                .collect();
            self.marks = Cached { version, value: SpanIndex::new(spans) };
        }
        let version = Some((session.analysis_version, document.text().len()));
        if self.names.version != version {
            let mut spans = Vec::new();
            if let Some(analysis) = ctx.analysis() {
                let mentions = analysis.mentions.iter().enumerate().filter(|(_, mention)| !mention.nested);
                spans.extend(mentions.map(|(idx, mention)| (mention.range, Name::Mention(idx))));
                let expressions = analysis.expressions.iter().enumerate();
                spans.extend(expressions.map(|(idx, expression)| (expression.range, Name::Expression(idx))));
            }
            self.names = Cached { version, value: SpanIndex::new(spans) };
        }
    }

    /// Tells the other panels what is in view.
    fn report(&self, view: &mut View, visible: &[Visible]) {
        view.top_block = self.scroll.block_idx;
        let start = visible.first().map_or(0, |v| v.block.range.start());
        let end = visible.last().map_or(0, |v| v.block.range.end());
        view.visible = TextRange::new(start, end);
    }

    #[expect(clippy::too_many_arguments, reason = "the geometry of one frame, passed once")]
    fn paint_blocks(
        &mut self,
        ctx: &ViewContext<'_>,
        document: &Document,
        fonts: &mut Fonts,
        view: &View,
        visible: &[Visible],
        column: Column,
        ui: &Ui,
    ) {
        let painter = ui.painter();
        let time = ui.input(|input| input.time);
        if self.flash.is_some_and(|(_, since)| time - since > FLASH_SECONDS) {
            self.flash = None;
        }
        let annotations = ctx.session.annotations.of(document.hash());
        let under = Underlay {
            ctx,
            view,
            marks: &self.marks.value,
            names: &self.names.value,
            annotations: &annotations,
            flash: self.flash.map(|(range, _)| range),
        };
        let mut lines = Vec::new();
        for shown in visible {
            for (line_idx, line) in shown.block.lines.iter().enumerate() {
                let place = paint::Place::of(&shown.block, line_idx, shown.origin);
                if place.origin.y > column.pane.bottom() || place.origin.y + place.line_height < column.pane.top() {
                    continue;
                }
                lines.push((shown, line, place));
            }
        }
        for &(shown, line, place) in &lines {
            under.behind(painter, &shown.block, line, place);
        }
        let mut glyphs = fonts.painter(ui.ctx());
        for &(shown, line, place) in &lines {
            let color = if shown.block.look.is_grey { ctx.palette.soft } else { ctx.palette.ink };
            paint::glyphs(&mut glyphs, &shown.block, line, place, color);
        }
        paint::add_meshes(painter, glyphs.finish());
        for &(shown, line, place) in &lines {
            under.over(painter, &shown.block, line, place);
        }
        if self.flash.is_some() {
            ui.ctx().request_repaint_after_secs(FLASH_SECONDS as f32);
        }
        for shown in visible {
            let rect = Rect::from_min_size(shown.origin, vec2(column.width, self.blocks.height(shown.idx)));
            let id = Self::focus_id().with(("block", shown.idx));
            let response = ui.interact(rect.intersect(column.pane), id, Sense::empty());
            let text = document.slice(shown.block.range);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
        }
    }
}

/// Paragraph numbers in the margin.
fn numbers_ui(ctx: &ViewContext<'_>, document: &Document, visible: &[Visible], column: Column, ui: &Ui) {
    for shown in visible {
        let Some(number) = document.blocks().get(shown.idx).and_then(|block| block.number) else { continue };
        let place = paint::Place::of(&shown.block, 0, shown.origin);
        let at = pos2(column.left - 22.0, place.baseline() - place.size_px * 0.32);
        let font = egui::FontId::proportional(tokens::TINY);
        ui.painter().text(at, egui::Align2::RIGHT_CENTER, number.to_string(), font, ctx.palette.faint);
    }
}

/// How long the target of a jump is set off.
const FLASH_SECONDS: f64 = 1.2;

/// What is painted behind and over the glyphs of a line.
struct Underlay<'a> {
    ctx: &'a ViewContext<'a>,
    view: &'a View,
    marks: &'a SpanIndex<usize>,
    names: &'a SpanIndex<Name>,
    annotations: &'a [&'a crate::annotation::Annotation],
    flash: Option<TextRange>,
}

impl Underlay<'_> {
    fn behind(&self, painter: &egui::Painter, block: &SetBlock, line: &crate::typeset::Line, place: paint::Place) {
        let palette = self.ctx.palette;
        let in_line = block.line_range(line);
        let base = block.range.start();
        let fill = |range: TextRange, color| {
            let within = range.intersection(in_line).map(|range| range.relative_to(base));
            if let Some(extent) = within.and_then(|range| paint::extent(line, range)) {
                paint::fill(painter, place, extent, color);
            }
        };
        for (range, idx) in self.marks.touching(in_line) {
            let Some(annotation) = self.annotations.get(idx) else { continue };
            if annotation.style == MarkStyle::Fill {
                fill(range, palette.mark_fill(annotation.color));
            }
            if self.view.focus == Focus::Annotation(annotation.id) {
                fill(range, palette.mark_fill(annotation.color).gamma_multiply(0.5));
            }
        }
        for (idx, &hit) in self.view.hits.iter().enumerate().skip(first_touching(&self.view.hits, in_line)) {
            if hit.start() >= in_line.end() {
                break;
            }
            let strength = if idx == self.view.current_hit { 0.75 } else { 0.35 };
            fill(hit, palette.mark(crate::annotation::MarkColor::Gamboge).gamma_multiply(strength));
        }
        if let Some(flash) = self.flash {
            fill(flash, palette.selected_row);
        }
        if let Some(selection) = self.view.selection {
            fill(selection.raw(), palette.selection);
        }
    }

    fn over(&self, painter: &egui::Painter, block: &SetBlock, line: &crate::typeset::Line, place: paint::Place) {
        let in_line = block.line_range(line);
        let base = block.range.start();
        let lines = &self.ctx.session.settings.entity_lines;
        if lines.is_shown && !block.look.is_grey {
            for (range, name) in self.names.touching(in_line) {
                let within = range.intersection(in_line).map(|range| range.relative_to(base));
                let Some(extent) = within.and_then(|range| paint::extent(line, range)) else { continue };
                if let Some((color, look)) = self.line_of(name) {
                    paint::entity_line(painter, place, extent, color, look);
                }
            }
        }
        let mut lane = 0;
        for (range, idx) in self.marks.touching(in_line) {
            let Some(annotation) = self.annotations.get(idx) else { continue };
            let Some(range) = range.intersection(in_line) else { continue };
            if annotation.style != MarkStyle::Fill {
                let color = self.ctx.palette.mark(annotation.color);
                let look = paint::MarkLook { style: annotation.style, color, lane };
                paint::mark(painter, place, line, range.relative_to(base), look);
                lane += 1;
            }
        }
    }

    fn line_of(&self, name: Name) -> Option<(egui::Color32, paint::EntityLine)> {
        let analysis = self.ctx.analysis()?;
        let hidden = &self.ctx.session.settings.entity_lines.hidden_types;
        match name {
            Name::Mention(idx) => {
                let mention = analysis.mentions.get(idx)?;
                if hidden.contains(mention.kind.code()) {
                    return None;
                }
                let look = match mention.kind {
                    crate::annotation::EntityType::Work => paint::EntityLine::Wavy,
                    _ if mention.confidence < CANDIDATE_BELOW => paint::EntityLine::Dotted,
                    _ => paint::EntityLine::Straight,
                };
                Some((self.ctx.palette.entity(mention.kind), look))
            }
            Name::Expression(idx) => {
                let expression = analysis.expressions.get(idx)?;
                // Times and amounts are many: their lines are asked for, by type, in the settings.
                (self.view.focus == Focus::Expression(idx) && !hidden.contains(expression.kind.code()))
                    .then_some((self.ctx.palette.amount, paint::EntityLine::Straight))
            }
        }
    }
}

/// Below this confidence a mention is only a candidate, and its line dotted.
const CANDIDATE_BELOW: f32 = 0.5;

/// Index of the first of `ranges` (sorted, disjoint) that reaches past the start of `within`.
fn first_touching(ranges: &[TextRange], within: TextRange) -> usize {
    ranges.partition_point(|range| range.end() <= within.start())
}

fn column(ctx: &ViewContext<'_>, pane: Rect) -> Column {
    let settings = &ctx.session.settings;
    let em = settings.size_px;
    let wanted = f32::from(settings.measure_em) * em;
    let notes = tokens::MARGIN_NOTE_WIDTH + tokens::MARGIN_NOTE_GAP;
    let room = pane.width() - tokens::NUMBER_MARGIN - 18.0;
    let has_notes = room - notes >= (22.0 * em).min(wanted);
    let for_text = if has_notes { room - notes } else { room };
    // A whole number of em, at least four.
    let width = (wanted.min(for_text) / em).floor().max(4.0) * em;
    let used = tokens::NUMBER_MARGIN + width + if has_notes { notes } else { 0.0 };
    let spare = (pane.width() - 12.0 - used).max(0.0);
    let left = (pane.left() + tokens::NUMBER_MARGIN + spare / 2.0).round();
    Column { pane, left, width, notes_left: has_notes.then_some(left + width + tokens::MARGIN_NOTE_GAP) }
}

fn empty_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, ctx.palette.page);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.38);
        let message = if ctx.session.is_loading { Word::Opening } else { Word::EmptyDocument };
        ui.label(egui::RichText::new(ctx.word(message)).size(tokens::CARD_TITLE).color(ctx.palette.soft));
        ui.add_space(10.0);
        ui.allocate_ui(Vec2::new(260.0, 30.0), |ui| {
            ui.horizontal_centered(|ui| {
                if ui.button(ctx.word(Word::EmptyOpen)).clicked() {
                    ctx.send(Action::OpenDialog);
                }
                if ui.button(ctx.word(Word::OpenSample)).clicked() {
                    ctx.command(crate::session::Command::OpenBundled);
                }
            });
        });
    });
}
