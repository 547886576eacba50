//! Notes of a vertical page: level words below the columns, each beginning under its line and going on to the left.

use egui::{CursorIcon, FontId, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::annotation::Annotation;
use crate::ui::context::{Action, Focus};
use crate::ui::locale::Word;
use crate::ui::tokens;

use super::margin::{LINE_HEIGHT, Wanted, set, words_of};
use super::{ReaderPane, Scene, note};

/// Most and least width of a note; the least is for those that crowd.
const WIDTH: f32 = 132.0;
const LEAST_WIDTH: f32 = 64.0;
/// Pushed further than this from their lines, notes are only counted.
const MOST_DRIFT: f32 = 96.0;
/// Space between two notes, and between the rule over a note and its words.
const GAP: f32 = 14.0;
const DROP: f32 = 5.0;

/// Where the next note may begin on the page, and which had no room.
#[derive(Default)]
struct Flow<'a> {
    end: Option<f32>,
    counted: Vec<&'a Annotation>,
}

impl Flow<'_> {
    fn start(&self, wanted: f32) -> f32 {
        self.end.map_or(wanted, |end| wanted.max(end + GAP))
    }
}

/// Shows the notes in the order of their lines; how far on the page they reach.
pub(super) fn notes_ui(scene: Scene<'_>, wanted: &[Wanted<'_>], is_editing: bool, ui: &Ui) -> Option<f32> {
    // The note being written stands among the others, and they make room for it.
    let editor = ui.memory(|memory| memory.area_rect(note::area_id())).filter(|_| is_editing);
    let editor = editor.map(|rect| scene.column.axes.rect_to_page(rect));
    let mut flow = Flow::default();
    for (idx, one) in wanted.iter().enumerate() {
        let mut next = wanted.get(idx + 1).map_or(f32::MAX, |next| next.y);
        let mut start = flow.start(one.y);
        if let Some(editor) = editor {
            if start + LEAST_WIDTH > editor.top() && start < editor.bottom() {
                start = editor.bottom() + GAP;
            } else if start < editor.top() {
                next = next.min(editor.top());
            }
        }
        let is_focused = scene.ctx.view.focus == Focus::Annotation(one.annotation.id);
        if start - one.y > MOST_DRIFT && !is_focused {
            flow.counted.push(one.annotation);
            continue;
        }
        counter_ui(scene, &mut flow, ui);
        let start = flow.start(start);
        let width = if is_focused { WIDTH } else { (next - GAP - start).clamp(LEAST_WIDTH, WIDTH) };
        flow.end = Some(note_ui(scene, one, start, width, ui));
    }
    counter_ui(scene, &mut flow, ui);
    flow.end
}

/// The room of notes in the window that begins at `start` on the page and is `size` large.
fn area(scene: Scene<'_>, start: f32, size: Vec2) -> Rect {
    let right_top = scene.column.axes.to_window(pos2(scene.column.notes_left.unwrap_or_default(), start));
    Rect::from_min_size(pos2(right_top.x - size.x, right_top.y), size)
}

/// Paints one note and gives its end on the page.
fn note_ui(scene: Scene<'_>, wanted: &Wanted<'_>, start: f32, width: f32, ui: &Ui) -> f32 {
    let (ctx, annotation) = (scene.ctx, wanted.annotation);
    let words = words_of(annotation);
    let color = if annotation.note.is_empty() { ctx.palette.soft } else { ctx.palette.vermilion_text };
    let max_rows = ((tokens::MARGIN_NOTE_HEIGHT - DROP) / LINE_HEIGHT).floor() as usize;
    let galley = set(ui, &words, color, width, max_rows);
    let rect = area(scene, start, galley.size() + vec2(0.0, DROP));
    let end = start + rect.width();
    if !rect.intersects(scene.column.window) {
        return end;
    }
    let is_focused = ctx.view.focus == Focus::Annotation(annotation.id);
    let weight = if is_focused { 2.5 } else { 1.5 };
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(weight, ctx.palette.mark(annotation.color)));
    ui.painter().galley(rect.min + vec2(0.0, DROP), galley, color);
    let id = ReaderPane::focus_id().with(("margin-note", annotation.id.0, wanted.at));
    let target = rect.expand2(vec2(4.0, 3.0)).intersect(scene.column.window);
    let response = ui.interact(target, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {words}", ctx.word(Word::MarginNote))));
    if response.clicked() {
        ctx.send(Action::OpenNote(annotation.id));
    }
    end
}

/// Says how many notes had no room; a click goes to the first.
fn counter_ui(scene: Scene<'_>, flow: &mut Flow<'_>, ui: &Ui) {
    let counted = std::mem::take(&mut flow.counted);
    let Some(first) = counted.first() else { return };
    let label = format!("+{}", counted.len());
    let color = scene.ctx.palette.soft;
    let galley = ui.painter().layout_no_wrap(label.clone(), FontId::proportional(tokens::SMALL), color);
    let start = flow.start(0.0);
    let rect = area(scene, start, galley.size() + vec2(0.0, DROP));
    flow.end = Some(start + rect.width());
    ui.painter().galley(rect.min + vec2(0.0, DROP), galley, color);
    let id = ReaderPane::focus_id().with(("margin-more", first.id.0));
    let target = rect.expand2(vec2(4.0, 2.0)).intersect(scene.column.window);
    let response = ui.interact(target, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    let name = format!("{label} {}", scene.ctx.word(Word::MarginNote));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
    if response.clicked() {
        scene.ctx.send(Action::Focus(Focus::Annotation(first.id)));
    }
}
