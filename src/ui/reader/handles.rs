//! Knobs at the two ends of the annotation in focus, dragged to change what it marks.

use egui::{CursorIcon, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2};

use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::document::Document;
use crate::session::Command;
use crate::text::{TextRange, trim_blank};
use crate::ui::context::{Focus, View};
use crate::ui::locale::Word;

use super::axes::Brush;
use super::selection::{next_char, previous_char};
use super::{ReaderPane, Scene, Visible, paint, pointer};

const RADIUS: f32 = 4.5;
/// Side of the square that takes the pointer.
const HIT: f32 = 18.0;

/// An end being dragged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Adjust {
    id: AnnotationId,
    is_end: bool,
    /// From the annotation's first byte to its last, as it would be.
    range: TextRange,
    /// From the pointer to the place in the line it stands for: the knob is above or below its line.
    grip: Vec2,
}

impl Adjust {
    /// The annotation and what of it to show.
    pub(super) fn shown(self) -> (AnnotationId, TextRange) {
        (self.id, self.range)
    }
}

/// A knob and the line it belongs to.
#[derive(Clone, Copy)]
struct Knob {
    center: Pos2,
    line_top: f32,
    line_bottom: f32,
}

impl ReaderPane {
    pub(super) fn handles_ui(&mut self, scene: Scene<'_>, view: &View, ui: &Ui) {
        let focused = match view.focus {
            Focus::Annotation(id) => scene.ctx.annotation(id),
            _ => None,
        };
        let has_selection = view.selection.is_some_and(|selection| !selection.raw().is_empty());
        let shown = focused.filter(|annotation| !has_selection && annotation.document == scene.document.hash());
        let shown = shown.filter(|annotation| scene.ctx.marks_words(annotation.id));
        let whole = shown.and_then(|annotation| Some((annotation, whole(annotation)?)));
        let Some((annotation, whole)) = whole else {
            self.adjust = None;
            return;
        };
        if self.adjust.is_some_and(|adjust| adjust.id != annotation.id) {
            self.adjust = None;
        }
        for is_end in [false, true] {
            self.handle_ui(scene, annotation, whole, is_end, ui);
        }
    }

    fn handle_ui(&mut self, scene: Scene<'_>, annotation: &Annotation, whole: TextRange, is_end: bool, ui: &Ui) {
        let dragged = self.adjust.filter(|adjust| adjust.is_end == is_end);
        let range = self.adjust.map_or(whole, |adjust| adjust.range);
        let knob = knob(scene.visible, if is_end { range.end() } else { range.start() }, is_end);
        // While it is dragged it must be there in every frame, or the drag would end.
        let axes = scene.column.axes;
        let pointer = ui.input(|input| input.pointer.interact_pos()).filter(|_| dragged.is_some());
        let pointer = pointer.map(|at| axes.to_page(at));
        let Some(center) = knob.map(|knob| knob.center).or(pointer) else { return };
        let id = Self::focus_id().with(("handle", is_end));
        let area = Rect::from_center_size(axes.to_window(center), Vec2::splat(HIT));
        let response = ui.interact(area, id, Sense::DRAG);
        let label = scene.ctx.word(if is_end { Word::MoveMarkEnd } else { Word::MoveMarkStart });
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, label));
        let is_active = response.hovered() || response.dragged();
        if is_active {
            let is_vertical = axes.is_vertical();
            ui.ctx().set_cursor_icon(if is_vertical {
                CursorIcon::ResizeVertical
            } else {
                CursorIcon::ResizeHorizontal
            });
        }
        if let Some(knob) = knob {
            let color = scene.ctx.palette.mark(annotation.color);
            let radius = if is_active { RADIUS + 1.0 } else { RADIUS };
            let brush = Brush::new(ui.painter(), axes);
            brush.across(knob.center.x, (knob.line_top, knob.line_bottom), Stroke::new(1.5, color));
            brush.circle(knob.center, radius, color, Stroke::new(1.0, scene.ctx.palette.page));
        }
        if response.drag_started() {
            let middle = knob.map_or(center.y, |knob| f32::midpoint(knob.line_top, knob.line_bottom));
            // A press beside the middle of the knob moves nothing yet.
            let pressed = response.interact_pointer_pos().map_or(center, |at| axes.to_page(at));
            let grip = pos2(center.x, middle) - pressed;
            self.adjust = Some(Adjust { id: annotation.id, is_end, range: whole, grip });
        }
        if response.dragged()
            && let Some(at) = response.interact_pointer_pos().map(|at| axes.to_page(at))
        {
            self.drag_handle(scene, annotation, at, ui);
        }
        if response.drag_stopped()
            && let Some(adjust) = self.adjust.take()
            && let Some(changed) = adjusted(annotation, scene.document, adjust)
        {
            scene.ctx.command(Command::Annotate(Edit::Put(Box::new(changed))));
        }
    }

    fn drag_handle(&mut self, scene: Scene<'_>, annotation: &Annotation, at: Pos2, ui: &Ui) {
        if let Some(adjust) = &mut self.adjust
            && let Some(offset) = pointer::offset_at(scene.visible, scene.column, at + adjust.grip)
        {
            let range = if adjust.is_end {
                TextRange::new(adjust.range.start(), offset.max(least_end(annotation, scene.document)))
            } else {
                TextRange::new(offset.min(greatest_start(annotation, scene.document)), adjust.range.end())
            };
            if adjust.range != range {
                adjust.range = range;
                ui.ctx().request_repaint();
            }
        }
        self.scroll_past_edge(scene, at, ui);
    }
}

/// From the first marked byte to the last.
fn whole(annotation: &Annotation) -> Option<TextRange> {
    let (first, last) = (annotation.ranges.first()?, annotation.ranges.last()?);
    Some(TextRange::new(first.start(), last.end()))
}

/// The last range keeps its first character.
fn least_end(annotation: &Annotation, document: &Document) -> usize {
    annotation.ranges.last().map_or(0, |last| next_char(document.text(), last.start()))
}

/// The first range keeps its last character.
fn greatest_start(annotation: &Annotation, document: &Document) -> usize {
    annotation.ranges.first().map_or(0, |first| previous_char(document.text(), first.end()))
}

/// The annotation with the end where it was dragged to; `None` where nothing changes or nothing would be left.
fn adjusted(annotation: &Annotation, document: &Document, adjust: Adjust) -> Option<Annotation> {
    let mut ranges = annotation.ranges.clone();
    if adjust.is_end {
        let last = ranges.last_mut()?;
        *last = trim_blank(TextRange::new(last.start(), adjust.range.end()), document.text());
    } else {
        let first = ranges.first_mut()?;
        *first = trim_blank(TextRange::new(adjust.range.start(), first.end()), document.text());
    }
    if ranges == annotation.ranges || ranges.iter().any(|range| range.is_empty()) {
        return None;
    }
    let exact = ranges.iter().map(|&range| document.slice(range).to_owned()).collect();
    Some(Annotation { ranges, exact, modified: crate::ui::now(), ..annotation.clone() })
}

/// Where the knob of an end goes: above the line that a mark begins on, below the line it ends on.
fn knob(visible: &[Visible], offset: usize, is_end: bool) -> Option<Knob> {
    // The end belongs to the line of the last byte.
    let at = if is_end { offset.checked_sub(1)? } else { offset };
    let shown = visible.iter().find(|shown| shown.block.range.contains(at))?;
    let line_idx = shown.block.line_of(at);
    let line = shown.block.lines.get(line_idx)?;
    let place = paint::Place::of(&shown.block, line_idx, shown.origin);
    let byte = TextRange::new(at, at + 1).relative_to(shown.block.range.start());
    let (left, right) = paint::extent(line, byte)?;
    let (line_top, line_bottom) = (place.em_top() - 0.1 * place.size_px, place.em_top() + 1.1 * place.size_px);
    let center = if is_end {
        pos2(place.x(right), line_bottom + RADIUS - 1.0)
    } else {
        pos2(place.x(left), line_top - RADIUS + 1.0)
    };
    Some(Knob { center, line_top, line_bottom })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{MarkColor, MarkStyle, Timestamp};
    use crate::document::Metadata;
    use uuid::Uuid;

    #[test]
    fn an_end_moves_to_the_last_character_that_is_no_blank() {
        let document = Document::new("春眠不觉晓 \n处处".to_owned(), Vec::new(), Metadata::default());
        let range = TextRange::new(3, 9);
        let annotation = Annotation {
            id: AnnotationId(Uuid::nil()),
            document: document.hash(),
            ranges: vec![range],
            exact: vec![document.slice(range).to_owned()],
            style: MarkStyle::Fill,
            color: MarkColor::Gamboge,
            note: String::new(),
            tags: Vec::new(),
            created: Timestamp(0),
            modified: Timestamp(0),
        };
        let adjust = |range, is_end| Adjust { id: annotation.id, is_end, range, grip: Vec2::ZERO };
        let longer = adjusted(&annotation, &document, adjust(TextRange::new(3, 17), true)).unwrap();
        assert_eq!((longer.ranges, longer.exact), (vec![TextRange::new(3, 15)], vec!["眠不觉晓".to_owned()]));
        let earlier = adjusted(&annotation, &document, adjust(TextRange::new(0, 9), false)).unwrap();
        assert_eq!(earlier.exact, ["春眠不"]);
        assert!(adjusted(&annotation, &document, adjust(range, true)).is_none());
        assert_eq!((least_end(&annotation, &document), greatest_start(&annotation, &document)), (6, 6));
    }
}
