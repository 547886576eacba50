//! The reading pane: the page, its head, the column, margin notes, selection.

mod axes;
mod bar;
mod blocks;
mod caret;
mod handles;
mod head;
mod head_upright;
mod hit;
mod keys;
mod layout;
mod margin;
mod margin_below;
mod naming;
mod note;
mod paint;
#[cfg(test)]
mod painted;
mod pieces;
mod pointer;
mod scroll;
mod scrollbar;
mod selection;
mod snap;
mod spans;
mod stack;
mod underlay;

use std::ops::Range;
use std::sync::Arc;

use egui::{Context, EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo};

pub(in crate::ui) use blocks::BlockLook;
use head::Head;
pub(super) use head::{shown_title, source_line, thousands};
pub(super) use note::{NoteEditor, parse_tags};
pub(crate) use selection::Selection;

use super::context::{Action, Focus, View, ViewContext};
use super::corrections::is_called;
use super::fonts::Fonts;
use super::locale::Word;
use super::tokens;
use crate::analysis::EntityId;
use crate::annotation::AnnotationId;
use crate::document::{Document, DocumentHash};
use crate::text::TextRange;
use axes::Axes;
use blocks::{Blocks, SetBlock};
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
    /// What stays at the top of the view when lines are set anew; `None` while that is the head.
    anchor: Option<layout::Anchor>,
    /// Which document `scroll` belongs to.
    shown: Option<DocumentHash>,
    /// Blocks in view in the last frame, by index.
    in_view: Range<usize>,
    /// Set blocks above the view, whose notes may reach into it.
    above: Vec<Visible>,
    drag: pointer::Drag,
    marks: Cached<SpanIndex<AnnotationId>>,
    /// Document that `marks` belongs to.
    marks_of: Option<DocumentHash>,
    names: Cached<SpanIndex<Name>>,
    /// Entities that have a note, and the note.
    noted: Vec<(EntityId, AnnotationId)>,
    /// Versions of annotations and analysis that `noted` was made from.
    noted_of: Option<(u64, u64)>,
    pub(super) note_editor: Option<NoteEditor>,
    bar: bar::SelectionBar,
    caret: Option<caret::Caret>,
    adjust: Option<handles::Adjust>,
    naming: Option<naming::Naming>,
    /// Shown for a moment after a jump.
    flash: Option<(TextRange, f64)>,
    /// A jump waiting for the next frame.
    pending_jump: Option<TextRange>,
    /// A place that the next frame brings into view, scrolling no more than it must.
    pending_reveal: Option<usize>,
    scrollbar: scrollbar::ScrollBar,
    /// Width in the last frame, to set lines quickly while the window's edge is dragged.
    last_width: f32,
    /// Height of the head in the last frame, with the space above it.
    last_head: f32,
    /// How far below the last line its notes reach, in points.
    notes_foot: f32,
    /// Whether the page, or nothing, had the keyboard when the last frame ended.
    had_keys: bool,
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
    block: Arc<SetBlock>,
    idx: usize,
    /// Top left corner of the block's column, on the page.
    origin: Pos2,
}

/// Geometry of the page this frame.
#[derive(Clone, Copy)]
struct Column {
    /// The whole pane in the window.
    window: Rect,
    /// How the page lies in it.
    axes: Axes,
    /// The whole pane on the page, as all that follows.
    pane: Rect,
    left: f32,
    width: f32,
    /// Left edge of margin notes; `None` where there is no room.
    notes_left: Option<f32>,
}

/// What the parts of the page share in one frame.
#[derive(Clone, Copy)]
struct Scene<'a> {
    ctx: &'a ViewContext<'a>,
    document: &'a Document,
    visible: &'a [Visible],
    page: Page,
    column: Column,
}

impl ReaderPane {
    /// Id of the pane's keyboard focus.
    pub(super) fn focus_id() -> Id {
        Id::unique("reading-pane")
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, fonts: &mut Fonts, view: &mut View, ui: &mut Ui) {
        let Some(document) = ctx.document() else {
            empty_ui(ctx, ui);
            return;
        };
        let document: &Document = document;
        let window = ui.max_rect();
        ui.painter().rect_filled(window, 0.0, ctx.palette.page);
        let response = ui.interact(window, Self::focus_id(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Unknown, true, ctx.word(Word::ReadingPane)));
        if response.has_focus() {
            // Without this the arrow keys would carry the keyboard away from the page, and Esc let it go.
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(Self::focus_id(), filter));
        }
        let column = column(ctx, window);
        let head = Head::new(ctx, document, fonts, column, ui);
        let view_height = column.pane.height();
        let page = Page { head: head.height() + PAGE_TOP, foot: self.notes_foot.max(PAGE_FOOT), view: view_height };
        if self.prepare(ctx, document, fonts, page, column) {
            ui.ctx().request_repaint();
        }
        self.follow(document, fonts, page, ui);
        self.wheel(column, ui);
        let visible = self.lay_out(document, fonts, page, column);
        self.index(ctx, document);
        let scene = Scene { ctx, document, visible: &visible, page, column };
        let mut ui = ui.new_child(UiBuilder::new().max_rect(window).id_salt("page"));
        ui.set_clip_rect(window.intersect(ui.clip_rect()));
        let ui = &mut ui;
        self.head_ui(scene, &head, fonts, ui);
        self.paint_blocks(scene, fonts, view, ui);
        underlay::numbers_ui(scene, ui);
        self.margin_ui(scene, ui);
        self.handles_ui(scene, view, ui);
        pointer::handle(self, scene, view, &response, ui);
        self.naming_ui(scene, view, ui);
        self.caret_ui(scene, fonts, view, ui);
        keys::handle(self, scene, view, ui);
        report(view, &visible);
        self.bar_ui(scene, view, ui);
        self.editor_ui(scene, ui);
        self.scrollbar_ui(scene, view, ui);
    }

    /// Esc, when nothing that lies over the page has taken it: the selection goes, then the caret, then the focus.
    pub(super) fn escape(&mut self, view: &mut View, is_covered: bool, egui: &Context) {
        let has_keys = egui.memory(|memory| memory.focused().is_none_or(|focused| focused == Self::focus_id()));
        let had_keys = std::mem::replace(&mut self.had_keys, has_keys);
        let is_mine = had_keys && has_keys && !is_covered;
        if !is_mine || !egui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            return;
        }
        if view.selection.is_some() {
            view.selection = None;
        } else if self.caret.is_some() {
            self.caret = None;
        } else {
            view.focus = Focus::Nothing;
        }
        egui.request_repaint();
    }

    pub(super) fn jump_to(&mut self, range: TextRange) {
        self.pending_jump = Some(range);
    }

    /// Brings a place into view, scrolling no more than it must.
    fn reveal_at(&mut self, offset: usize, ui: &Ui) {
        self.pending_reveal = Some(offset);
        ui.ctx().request_repaint();
    }

    /// Forgets what belongs to the document shown until now. A jump may already be meant for the next.
    fn leave_document(&mut self) {
        self.anchor = None;
        self.in_view = 0..0;
        self.above.clear();
        self.drag = pointer::Drag::default();
        self.caret = None;
        self.adjust = None;
        self.naming = None;
        self.flash = None;
        self.pending_reveal = None;
        self.notes_foot = 0.0;
    }

    /// Rebuilds the indices of marks and names when what they show has changed.
    fn index(&mut self, ctx: &ViewContext<'_>, document: &Document) {
        let session = ctx.session;
        let version = Some((session.annotations_version, document.text().len()));
        if self.marks.version != version || self.marks_of != Some(document.hash()) {
            self.marks_of = Some(document.hash());
            let spans = session
                .annotations
                .of(document.hash())
                .iter()
                .flat_map(|annotation| annotation.ranges.iter().map(move |&range| (range, annotation.id)))
                .collect();
            self.marks = Cached { version, value: SpanIndex::new(spans) };
        }
        let version = Some((session.annotations_version, session.analysis_version));
        if self.noted_of != version {
            self.noted_of = version;
            let analysis = ctx.analysis();
            let noted = session.annotations.on_entities().filter_map(|(name, note)| {
                Some((analysis?.entities.iter().find(|entity| is_called(entity, name))?.id, note.id))
            });
            self.noted = noted.collect();
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
}

/// Tells the other panels what is in view.
fn report(view: &mut View, visible: &[Visible]) {
    let start = visible.first().map_or(0, |shown| shown.block.range.start());
    let end = visible.last().map_or(0, |shown| shown.block.range.end());
    view.visible = TextRange::new(start, end);
}

fn column(ctx: &ViewContext<'_>, window: Rect) -> Column {
    let settings = &ctx.session.settings;
    let axes = Axes::new(settings.writing, window);
    let pane = axes.rect_to_page(window);
    let em = settings.size_px;
    let wanted = f32::from(settings.measure_em) * em;
    let (numbers, notes) = if axes.is_vertical() {
        (tokens::NUMBER_MARGIN_ABOVE, tokens::MARGIN_NOTE_HEIGHT)
    } else {
        (tokens::NUMBER_MARGIN, tokens::MARGIN_NOTE_WIDTH)
    };
    let notes = notes + tokens::MARGIN_NOTE_GAP;
    let room = pane.width() - numbers - 18.0;
    let has_notes = room - notes >= (22.0 * em).min(wanted);
    let for_text = if has_notes { room - notes } else { room };
    // A whole number of em, at least four.
    let width = (wanted.min(for_text) / em).floor().max(4.0) * em;
    let used = numbers + width + if has_notes { notes } else { 0.0 };
    let spare = (pane.width() - 12.0 - used).max(0.0);
    let left = (pane.left() + numbers + spare / 2.0).round();
    Column { window, axes, pane, left, width, notes_left: has_notes.then_some(left + width + tokens::MARGIN_NOTE_GAP) }
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
