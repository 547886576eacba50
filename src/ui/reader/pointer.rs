//! The pointer in the text: selecting, clicking marks and names, the context menu.

use egui::{CursorIcon, Pos2, Response, Ui};

use crate::annotation::AnnotationId;
use crate::document::Document;
use crate::text::TextRange;
use crate::ui::command::UiCommand;
use crate::ui::context::{Action, Focus, View, ViewContext};
use crate::ui::locale::Word;

use super::selection::{Selection, Unit};
use super::{Column, Name, ReaderPane, Visible, hit};

/// A drag under way.
#[derive(Default)]
pub(super) struct Drag {
    unit: Unit,
    /// Where the button went down.
    pressed_at: Option<Pos2>,
    is_selecting: bool,
    /// Presses in quick succession at one place: two take a word, three a sentence, four a paragraph.
    clicks: u32,
    last_press: Option<(Pos2, f64)>,
}

/// Pressing again within this time and distance counts on.
const CLICK_SECONDS: f64 = 0.4;
const CLICK_POINTS: f32 = 6.0;
/// Points a second that the view scrolls while a drag is past its edge.
const AUTOSCROLL: f32 = 900.0;

#[expect(clippy::too_many_arguments, reason = "the geometry of one frame, passed once")]
pub(super) fn handle(
    pane: &mut ReaderPane,
    ctx: &ViewContext<'_>,
    document: &Document,
    view: &mut View,
    visible: &[Visible],
    column: Column,
    response: &Response,
    ui: &Ui,
) {
    let pointer = response.interact_pointer_pos().or_else(|| response.hover_pos());
    let Some(at) = pointer else { return };
    let in_text = at.x >= column.left - 8.0 && at.x <= column.left + column.width + 8.0;
    if response.hovered() && in_text {
        ui.ctx().set_cursor_icon(CursorIcon::Text);
    }
    let (pressed, time, modifiers) = ui.input(|input| (input.pointer.primary_pressed(), input.time, input.modifiers));
    if pressed && response.is_pointer_button_down_on() {
        response.request_focus();
        press(pane, document, view, visible, column, Press { at, time, modifiers });
    } else if pane.drag.is_selecting && response.is_pointer_button_down_on() {
        drag(pane, document, view, visible, column, at, ui);
    }
    if !response.is_pointer_button_down_on() && pane.drag.is_selecting {
        release(pane, ctx, document, view, visible, column, at);
    }
    context_menu(pane, ctx, document, view, visible, column, response);
}

struct Press {
    at: Pos2,
    time: f64,
    modifiers: egui::Modifiers,
}

fn press(
    pane: &mut ReaderPane,
    document: &Document,
    view: &mut View,
    visible: &[Visible],
    column: Column,
    press: Press,
) {
    let Some(offset) = offset_at(visible, column, press.at) else { return };
    let again = pane
        .drag
        .last_press
        .is_some_and(|(at, time)| press.time - time < CLICK_SECONDS && at.distance(press.at) < CLICK_POINTS);
    pane.drag.clicks = if again { pane.drag.clicks % 4 + 1 } else { 1 };
    pane.drag.last_press = Some((press.at, press.time));
    pane.drag.pressed_at = Some(press.at);
    pane.drag.is_selecting = true;
    pane.drag.unit = if press.modifiers.alt { Unit::Word } else { Unit::of_clicks(pane.drag.clicks) };
    view.selection = Some(match view.selection {
        Some(selection) if press.modifiers.shift => selection.extended(document, offset, Unit::Character),
        _ => {
            let inside = character_under(visible, column, press.at).filter(|_| pane.drag.unit != Unit::Character);
            Selection::begin(document, inside.unwrap_or(offset), pane.drag.unit)
        }
    });
}

#[expect(clippy::too_many_arguments, reason = "the geometry of one frame, passed once")]
fn drag(
    pane: &mut ReaderPane,
    document: &Document,
    view: &mut View,
    visible: &[Visible],
    column: Column,
    at: Pos2,
    ui: &Ui,
) {
    let moved = pane.drag.pressed_at.is_none_or(|pressed| pressed.distance(at) > 3.0);
    if moved
        && let Some(offset) = offset_at(visible, column, at)
        && let Some(selection) = view.selection
    {
        view.selection = Some(selection.extended(document, offset, pane.drag.unit));
    }
    let past = if at.y < column.pane.top() { at.y - column.pane.top() } else { (at.y - column.pane.bottom()).max(0.0) };
    if past != 0.0 {
        let dt = ui.input(|input| input.stable_dt).min(0.1);
        let page = super::scroll::Page { head: super::PAGE_TOP, foot: super::PAGE_FOOT, view: column.pane.height() };
        let delta = past.signum() * (past.abs() / 60.0).min(1.0) * AUTOSCROLL * dt;
        pane.scroll = pane.scroll.moved(delta, &mut pane.blocks, page);
        ui.ctx().request_repaint();
    }
}

#[expect(clippy::too_many_arguments, reason = "the geometry of one frame, passed once")]
fn release(
    pane: &mut ReaderPane,
    ctx: &ViewContext<'_>,
    document: &Document,
    view: &mut View,
    visible: &[Visible],
    column: Column,
    at: Pos2,
) {
    pane.drag.is_selecting = false;
    let is_click = pane.drag.clicks == 1 && view.selection.is_none_or(|selection| selection.raw().is_empty());
    if is_click {
        view.selection = None;
        if let Some(offset) = character_under(visible, column, at) {
            click(pane, ctx, document, view, offset);
        } else {
            view.focus = Focus::Nothing;
        }
    }
}

/// A click goes to the shortest mark under it, the next click to the next longer one; then to the name.
fn click(pane: &ReaderPane, ctx: &ViewContext<'_>, document: &Document, view: &mut View, offset: usize) {
    let point = TextRange::new(offset, offset + 1);
    let annotations = ctx.session.annotations.of(document.hash());
    let mut under: Vec<_> =
        pane.marks.value.touching(point).iter().filter_map(|(_, idx)| annotations.get(*idx).copied()).collect();
    under.sort_by_key(|annotation| annotation.len());
    under.dedup_by_key(|annotation| annotation.id);
    let current = under.iter().position(|annotation| view.focus == Focus::Annotation(annotation.id));
    let next = current.map_or(0, |idx| (idx + 1) % under.len().max(1));
    if let Some(annotation) = under.get(next) {
        ctx.send(Action::Focus(Focus::Annotation(annotation.id)));
        return;
    }
    ctx.send(Action::Focus(name_at(pane, ctx, offset).unwrap_or_default()));
}

fn name_at(pane: &ReaderPane, ctx: &ViewContext<'_>, offset: usize) -> Option<Focus> {
    let analysis = ctx.analysis()?;
    let found = pane.names.value.touching(TextRange::new(offset, offset + 1));
    let shortest = found.iter().min_by_key(|(range, _)| range.len())?;
    match shortest.1 {
        Name::Mention(idx) => analysis.mentions.get(idx).map(|mention| Focus::Entity(mention.entity)),
        Name::Expression(idx) => Some(Focus::Expression(idx)),
    }
}

#[expect(clippy::too_many_arguments, reason = "the geometry of one frame, passed once")]
fn context_menu(
    pane: &ReaderPane,
    ctx: &ViewContext<'_>,
    document: &Document,
    view: &View,
    visible: &[Visible],
    column: Column,
    response: &Response,
) {
    let under: Option<AnnotationId> = response.interact_pointer_pos().and_then(|at| {
        let offset = character_under(visible, column, at)?;
        let annotations = ctx.session.annotations.of(document.hash());
        let found = pane.marks.value.touching(TextRange::new(offset, offset + 1));
        let shortest = found.into_iter().min_by_key(|(range, _)| range.len())?;
        annotations.get(shortest.1).map(|annotation| annotation.id)
    });
    let has_selection = view.selection.is_some_and(|selection| !selection.raw().is_empty());
    response.context_menu(|ui| {
        let item = |ui: &mut Ui, command: UiCommand, is_enabled: bool| {
            let mut button = egui::Button::new(ctx.word(command.name()));
            if let Some(shortcut) = command.shortcuts().first() {
                button = button.shortcut_text(ui.ctx().format_shortcut(shortcut));
            }
            if ui.add_enabled(is_enabled, button).clicked() {
                ctx.send(Action::Ui(command));
                ui.close();
            }
        };
        item(ui, UiCommand::Highlight, has_selection);
        item(ui, UiCommand::Underline, has_selection);
        item(ui, UiCommand::Note, has_selection || under.is_some());
        item(ui, UiCommand::Copy, has_selection);
        let focused = matches!(view.focus, Focus::Annotation(_));
        item(ui, UiCommand::DeleteMark, focused || under.is_some());
        ui.separator();
        item(ui, UiCommand::SelectAll, true);
        item(ui, UiCommand::Find, true);
        let lines = ctx.session.settings.entity_lines.is_shown;
        let mut is_shown = lines;
        if ui.checkbox(&mut is_shown, ctx.word(Word::EntityLines)).changed() {
            let mut settings = ctx.session.settings.clone();
            settings.entity_lines.is_shown = is_shown;
            ctx.command(crate::session::Command::ChangeSettings(Box::new(settings)));
        }
    });
}

/// Document offset nearest to a point.
pub(super) fn offset_at(visible: &[Visible], column: Column, at: Pos2) -> Option<usize> {
    let shown = visible.iter().rev().find(|shown| shown.origin.y <= at.y).or(visible.first())?;
    let line_idx = hit::line_at(&shown.block, at.y - shown.origin.y);
    let line = shown.block.lines.get(line_idx)?;
    Some(hit::offset_at(&shown.block, line, (at.x - column.left) / shown.block.size_px))
}

/// Document offset of the character under a point, if there is one.
fn character_under(visible: &[Visible], column: Column, at: Pos2) -> Option<usize> {
    let shown = visible.iter().rev().find(|shown| shown.origin.y <= at.y)?;
    let line_idx = hit::line_at(&shown.block, at.y - shown.origin.y);
    let line = shown.block.lines.get(line_idx)?;
    hit::character_at(&shown.block, line, (at.x - column.left) / shown.block.size_px)
}
