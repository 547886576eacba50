//! Notes in the margin (旁批), beside the line they belong to, folded when they crowd.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{CursorIcon, FontId, Galley, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::annotation::{Annotation, AnnotationId};
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;

use super::margin_below::notes_ui;
use super::{Column, Name, ReaderPane, Scene, Visible, note, paint};

/// A note may reach this far below its line, in points: so far above the view notes are looked for.
pub(super) const REACH: f32 = 400.0;
/// Lines a note shows while others wait below it.
const FOLDED_LINES: usize = 3;
/// Pushed further than this from their lines, notes show one line each; twice as far, they are only counted.
const MOST_DRIFT: f32 = 54.0;
/// Space between two notes.
const GAP: f32 = 8.0;
pub(super) const LINE_HEIGHT: f32 = tokens::SMALL * 1.5;
/// Between the rule at a note's left and its words, and between the top of the line and the first words.
const INDENT: f32 = 10.0;
const DROP: f32 = 6.0;

/// A note with the top of the line it belongs to, on the page.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) y: f32,
    pub(super) annotation: &'a Annotation,
    /// Where it belongs: a note on an entity stands at several places.
    pub(super) at: usize,
}

/// Where the next note may begin, and which had no room.
#[derive(Default)]
struct Flow<'a> {
    bottom: Option<f32>,
    counted: Vec<&'a Annotation>,
}

impl ReaderPane {
    pub(super) fn margin_ui(&mut self, scene: Scene<'_>, ui: &Ui) {
        let Some(left) = scene.column.notes_left else {
            self.notes_foot = 0.0;
            return;
        };
        let wanted = self.wanted(scene);
        if scene.column.axes.is_vertical() {
            let end = notes_ui(scene, &wanted, self.note_editor.is_some(), ui);
            self.make_foot(scene, end);
            return;
        }
        // The note being written stands among the others, and they make room for it.
        let editor = self.note_editor.as_ref().and_then(|_| ui.memory(|memory| memory.area_rect(note::area_id())));
        let mut flow = Flow::default();
        for (idx, one) in wanted.iter().enumerate() {
            let next = wanted.get(idx + 1).map_or(f32::MAX, |next| next.y);
            let top = flow.bottom.map_or(one.y, |bottom| one.y.max(bottom + GAP));
            let (top, next, folded) = match editor {
                Some(editor) if top + DROP + LINE_HEIGHT > editor.top() && top < editor.bottom() => {
                    (editor.bottom() + GAP, next, FOLDED_LINES)
                }
                Some(editor) if top < editor.top() => (top, next.min(editor.top()), 1),
                _ => (top, next, FOLDED_LINES),
            };
            let is_focused = scene.ctx.view.focus == Focus::Annotation(one.annotation.id);
            let drift = top - one.y;
            if drift > 2.0 * MOST_DRIFT && !is_focused {
                flow.counted.push(one.annotation);
                continue;
            }
            counter_ui(scene, &mut flow, left, ui);
            let top = flow.bottom.map_or(top, |bottom| top.max(bottom + GAP));
            let least = if drift > MOST_DRIFT { 1 } else { folded };
            let room = ((next - GAP - DROP - top) / LINE_HEIGHT).floor().max(0.0) as usize;
            let max_rows = if is_focused { usize::MAX } else { room.max(least) };
            flow.bottom = Some(note_ui(scene, *one, pos2(left, top), max_rows, ui));
        }
        counter_ui(scene, &mut flow, left, ui);
        self.make_foot(scene, flow.bottom);
    }

    /// Notes beside the text in view and a little above it, by the lines they belong to.
    fn wanted<'a>(&self, scene: Scene<'a>) -> Vec<Wanted<'a>> {
        let blocks = || self.above.iter().chain(scene.visible);
        let (Some(first), Some(last)) = (blocks().next(), blocks().next_back()) else { return Vec::new() };
        let around = TextRange::new(first.block.range.start(), last.block.range.end());
        let edited = self.note_editor.as_ref().map(|editor| editor.id);
        let mut ids: Vec<AnnotationId> = Vec::new();
        for (_, id) in self.marks.value.touching(around) {
            if edited != Some(id) && !ids.contains(&id) {
                ids.push(id);
            }
        }
        let mut wanted: Vec<Wanted<'a>> = Vec::new();
        for annotation in ids.into_iter().filter_map(|id| scene.ctx.annotation(id)) {
            let has_words = !annotation.note.is_empty() || !annotation.tags.is_empty();
            let at = annotation.start();
            if has_words && let Some(y) = line_top(blocks(), at) {
                wanted.push(Wanted { y, annotation, at });
            }
        }
        wanted.extend(blocks().flat_map(|shown| self.entity_notes(scene, shown)));
        wanted.sort_by(|a, b| a.y.total_cmp(&b.y));
        wanted
    }

    /// Notes on the entities that a block mentions, each once, beside the first mention there.
    fn entity_notes<'a>(&self, scene: Scene<'a>, shown: &Visible) -> Vec<Wanted<'a>> {
        let mut wanted: Vec<Wanted<'a>> = Vec::new();
        let (Some(analysis), false) = (scene.ctx.analysis(), self.noted.is_empty()) else { return wanted };
        let edited = self.note_editor.as_ref().map(|editor| editor.id);
        for (range, name) in self.names.value.touching(shown.block.range) {
            let Name::Mention(idx) = name else { continue };
            let Some(mention) = analysis.mentions.get(idx) else { continue };
            for &(_, id) in self.noted.iter().filter(|(entity, _)| *entity == mention.entity) {
                let is_new = edited != Some(id) && wanted.iter().all(|other| other.annotation.id != id);
                if is_new
                    && let Some(annotation) = scene.ctx.annotation(id)
                    && let Some(y) = line_top(std::iter::once(shown), range.start())
                {
                    wanted.push(Wanted { y, annotation, at: range.start() });
                }
            }
        }
        wanted
    }

    /// Lets the page end below the last note, so that none is cut off for good.
    fn make_foot(&mut self, scene: Scene<'_>, bottom: Option<f32>) {
        let Some(last) = scene.visible.last().filter(|last| last.idx + 1 == self.blocks.len()) else { return };
        let end = last.origin.y + self.blocks.height(last.idx);
        self.notes_foot = bottom.map_or(0.0, |bottom| (bottom + 2.0 * GAP - end).max(0.0).ceil());
    }
}

/// Says how many notes had no room; a click goes to the first.
fn counter_ui(scene: Scene<'_>, flow: &mut Flow<'_>, left: f32, ui: &Ui) {
    let counted = std::mem::take(&mut flow.counted);
    let Some(first) = counted.first() else { return };
    let top = flow.bottom.unwrap_or_default() + GAP;
    let label = format!("+{}", counted.len());
    let font = FontId::proportional(tokens::SMALL);
    let galley = ui.painter().layout_no_wrap(label.clone(), font, scene.ctx.palette.soft);
    let rect = Rect::from_min_size(pos2(left + INDENT, top), galley.size());
    ui.painter().galley(rect.min, galley, scene.ctx.palette.soft);
    let id = ReaderPane::focus_id().with(("margin-more", first.id.0));
    let area = rect.expand2(vec2(INDENT, 2.0)).intersect(scene.column.pane);
    let response = ui.interact(area, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    let name = format!("{label} {}", scene.ctx.word(Word::MarginNote));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
    if response.clicked() {
        scene.ctx.send(Action::Focus(Focus::Annotation(first.id)));
    }
    flow.bottom = Some(rect.bottom());
}

/// Paints one note and gives its bottom.
fn note_ui(scene: Scene<'_>, wanted: Wanted<'_>, at: Pos2, max_rows: usize, ui: &Ui) -> f32 {
    let annotation = wanted.annotation;
    let (ctx, pane) = (scene.ctx, scene.column.pane);
    let words = words_of(annotation);
    let color = if annotation.note.is_empty() { ctx.palette.soft } else { ctx.palette.vermilion_text };
    let width = tokens::MARGIN_NOTE_WIDTH - INDENT - 2.0;
    let galley = set(ui, &words, color, width, max_rows);
    let rect = Rect::from_min_size(pos2(at.x + INDENT, at.y + DROP), galley.size());
    let bottom = rect.bottom();
    if rect.top() > pane.bottom() || bottom < pane.top() {
        return bottom;
    }
    let is_focused = ctx.view.focus == Focus::Annotation(annotation.id);
    let weight = if is_focused { 2.5 } else { 1.5 };
    ui.painter().vline(at.x, rect.y_range().expand(1.0), Stroke::new(weight, ctx.palette.mark(annotation.color)));
    ui.painter().galley(rect.min, galley, color);
    let id = ReaderPane::focus_id().with(("margin-note", annotation.id.0, wanted.at));
    let area = rect.expand2(vec2(INDENT, 3.0)).intersect(pane);
    let response = ui.interact(area, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {words}", ctx.word(Word::MarginNote))));
    if response.clicked() {
        ctx.send(Action::OpenNote(annotation.id));
    }
    bottom
}

/// The note, and its tags on a line of their own.
pub(super) fn words_of(annotation: &Annotation) -> String {
    let tags: Vec<_> = annotation.tags.iter().map(|tag| format!("#{tag}")).collect();
    let parts = [annotation.note.trim_end().to_owned(), tags.join(" ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

pub(super) fn set(ui: &Ui, words: &str, color: egui::Color32, width: f32, max_rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::simple(words.to_owned(), FontId::proportional(tokens::SMALL), color, width);
    for section in &mut job.sections {
        section.format.line_height = Some(LINE_HEIGHT);
    }
    job.wrap.max_rows = max_rows;
    job.wrap.overflow_character = Some('…');
    ui.painter().layout_job(job)
}

/// Top of the line that holds `offset`, where it is among `blocks`.
fn line_top<'a>(mut blocks: impl Iterator<Item = &'a Visible>, offset: usize) -> Option<f32> {
    let shown = blocks.find(|shown| shown.block.range.contains(offset))?;
    let line_idx = shown.block.line_of(offset);
    Some(paint::Place::of(&shown.block, line_idx, shown.origin).origin.y)
}

/// Where the editor of a note goes in the window: in the margin beside its line, or below the line where there is no
/// margin.
pub(super) fn editor_place(
    ctx: &ViewContext<'_>,
    id: AnnotationId,
    visible: &[Visible],
    column: Column,
) -> Option<Pos2> {
    let offset = ctx.annotation(id).filter(|annotation| !annotation.is_empty())?.start();
    let shown = visible.iter().find(|shown| shown.block.range.contains(offset))?;
    let place = paint::Place::of(&shown.block, shown.block.line_of(offset), shown.origin);
    if column.axes.is_vertical() {
        let below = pos2(column.notes_left.unwrap_or(column.left + column.width), place.origin.y);
        return Some(column.axes.to_window(below) - vec2(note::WIDTH, 0.0));
    }
    Some(match column.notes_left {
        Some(left) => pos2(left, place.origin.y),
        None => pos2(column.left, place.origin.y + place.line_height),
    })
}
