//! Notes in the margin (旁批), beside the line they belong to, folded when they crowd.

use egui::{FontId, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::annotation::{Annotation, AnnotationId};
use crate::document::Document;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;

use super::{Column, ReaderPane, Visible, paint};

/// Lines a note shows while others wait below it.
const FOLDED_LINES: usize = 3;
/// Space between two notes.
const GAP: f32 = 8.0;

impl ReaderPane {
    pub(super) fn margin_ui(
        &mut self,
        ctx: &ViewContext<'_>,
        document: &Document,
        visible: &[Visible],
        column: Column,
        ui: &Ui,
    ) {
        let Some(left) = column.notes_left else { return };
        let edited = self.note_editor.as_ref().map(|editor| editor.id);
        let mut placed: Vec<(f32, &Annotation)> = Vec::new();
        for annotation in ctx.session.annotations.of(document.hash()) {
            let has_words = !annotation.note.is_empty() || !annotation.tags.is_empty();
            if has_words
                && edited != Some(annotation.id)
                && let Some(y) = line_top(visible, annotation.start())
                && !annotation.is_empty()
            {
                placed.push((y, annotation));
            }
        }
        let mut from = f32::MIN;
        for idx in 0..placed.len() {
            let Some(&(y, annotation)) = placed.get(idx) else { break };
            let next = placed.get(idx + 1).map_or(f32::MAX, |(y, _)| *y);
            let top = y.max(from + GAP);
            from = note_ui(ctx, annotation, pos2(left, top), next, column, ui);
        }
    }
}

/// Paints one note and gives its bottom.
fn note_ui(ctx: &ViewContext<'_>, annotation: &Annotation, at: egui::Pos2, next: f32, column: Column, ui: &Ui) -> f32 {
    let is_focused = ctx.view.focus == Focus::Annotation(annotation.id);
    let width = tokens::MARGIN_NOTE_WIDTH - 12.0;
    let mut words = annotation.note.clone();
    if !annotation.tags.is_empty() {
        let tags: Vec<_> = annotation.tags.iter().map(|tag| format!("#{tag}")).collect();
        if !words.is_empty() {
            words.push('\n');
        }
        words.push_str(&tags.join(" "));
    }
    let color = if annotation.note.is_empty() { ctx.palette.soft } else { ctx.palette.vermilion_text };
    let mut job = egui::text::LayoutJob::simple(words.clone(), FontId::proportional(tokens::SMALL), color, width);
    let line_height = tokens::SMALL * 1.5;
    for section in &mut job.sections {
        section.format.line_height = Some(line_height);
    }
    let room = ((next - at.y) / line_height).floor().max(1.0) as usize;
    if !is_focused && room < 12 {
        job.wrap.max_rows = room.max(FOLDED_LINES);
        job.wrap.overflow_character = Some('…');
    }
    let galley = ui.painter().layout_job(job);
    let rect = Rect::from_min_size(pos2(at.x + 10.0, at.y + 6.0), galley.rect.size());
    let bottom = rect.bottom();
    if rect.top() > column.pane.bottom() || bottom < column.pane.top() {
        return bottom;
    }
    let rule = ctx.palette.mark(annotation.color);
    let weight = if is_focused { 2.5 } else { 1.5 };
    ui.painter().vline(at.x, rect.y_range().expand(1.0), Stroke::new(weight, rule));
    ui.painter().galley(rect.min, galley, color);
    let id = ReaderPane::focus_id().with(("margin-note", annotation.id.0));
    let response = ui.interact(rect.expand2(vec2(10.0, 3.0)).intersect(column.pane), id, Sense::click());
    response.widget_info(|| {
        let label = format!("{}: {words}", ctx.word(Word::MarginNote));
        egui::WidgetInfo::labeled(egui::Role::Button, true, label)
    });
    if response.clicked() {
        ctx.send(Action::OpenNote(annotation.id));
    }
    bottom
}

/// Top of the line that holds `offset`, where it is in view.
fn line_top(visible: &[Visible], offset: usize) -> Option<f32> {
    let shown = visible.iter().find(|shown| shown.block.range.start() <= offset && offset < shown.block.range.end())?;
    let line_idx = shown.block.line_of(offset);
    Some(paint::Place::of(&shown.block, line_idx, shown.origin).origin.y)
}

/// Where the editor of a note goes: in the margin beside its line, or below the line where there is no margin.
pub(super) fn editor_place(
    ctx: &ViewContext<'_>,
    id: AnnotationId,
    visible: &[Visible],
    column: Column,
) -> Option<egui::Pos2> {
    let annotation = ctx.annotation(id)?;
    let offset = annotation.start();
    let shown = visible.iter().find(|shown| shown.block.range.start() <= offset && offset < shown.block.range.end())?;
    let line_idx = shown.block.line_of(offset);
    let place = paint::Place::of(&shown.block, line_idx, shown.origin);
    Some(match column.notes_left {
        Some(left) => pos2(left, place.origin.y),
        None => pos2(column.left, place.origin.y + place.line_height),
    })
}
