//! The pointer in the text: selecting, clicking marks and names, the context menu.

use egui::{CursorIcon, Pos2, Response, Ui};
use strum::IntoEnumIterator as _;

use crate::analysis::EntityId;
use crate::annotation::{Annotation, EntityType};
use crate::text::TextRange;
use crate::ui::command::UiCommand;
use crate::ui::context::{Action, Focus, NoteSubject, View, ViewContext};
use crate::ui::corrections::{self, Change, Subject};
use crate::ui::dialogs::shortcut_text;
use crate::ui::locale::Word;
use crate::ui::widgets::type_word;

use super::caret::Caret;
use super::selection::{Selection, Unit};
use super::{Column, Name, ReaderPane, Scene, Visible, hit};

/// A press of the primary button, or of a finger, under way.
#[derive(Default)]
pub(super) struct Drag {
    unit: Unit,
    /// Where the button went down.
    pressed_at: Option<Pos2>,
    pub(super) is_selecting: bool,
    /// A finger scrolls; it selects a word by resting on it.
    is_touch: bool,
    has_moved: bool,
    /// Presses in quick succession at one place: two take a word, three a sentence, four a paragraph.
    clicks: u32,
    last_press: Option<(Pos2, f64)>,
}

/// Pressing again within this time and distance counts on.
const CLICK_SECONDS: f64 = 0.4;
const CLICK_POINTS: f32 = 6.0;
/// The pointer may shake by this much in a click.
const SHAKE_POINTS: f32 = 3.0;
/// Points a second that the view scrolls while a drag is past its edge.
const AUTOSCROLL: f32 = 900.0;

pub(super) fn handle(pane: &mut ReaderPane, scene: Scene<'_>, view: &mut View, response: &Response, ui: &Ui) {
    let column = scene.column;
    let on_page = |at| column.axes.to_page(at);
    let at = response.interact_pointer_pos().or_else(|| response.hover_pos()).map(on_page);
    if let Some(at) = at
        && response.hovered()
        && at.x >= column.left - 8.0
        && at.x <= column.left + column.width + 8.0
    {
        let is_vertical = column.axes.is_vertical();
        ui.ctx().set_cursor_icon(if is_vertical { CursorIcon::VerticalText } else { CursorIcon::Text });
    }
    let (is_pressed, is_down) = ui.input(|input| (input.pointer.primary_pressed(), input.pointer.primary_down()));
    let is_down = is_down && response.is_pointer_button_down_on();
    // A tap may begin and end within one frame.
    let is_tapped = is_pressed && !is_down && response.clicked();
    if let Some(at) = at {
        if is_tapped || (is_pressed && is_down) {
            response.request_focus();
            press(pane, scene, view, at, ui);
        } else if is_down && pane.drag.is_selecting {
            drag(pane, scene, view, at, ui);
        }
    }
    // The button may be let go of outside the window, where there is no pointer any more.
    if !is_down && pane.drag.is_selecting {
        release(pane, scene, view, at);
    }
    if response.secondary_clicked()
        && let Some(at) = response.interact_pointer_pos().map(on_page)
    {
        aim(pane, scene, view, at, response.long_touched());
    }
    context_menu(scene.ctx, view, response);
}

fn press(pane: &mut ReaderPane, scene: Scene<'_>, view: &mut View, at: Pos2, ui: &Ui) {
    let (time, modifiers, is_touch) = ui.input(|input| (input.time, input.modifiers, input.any_touches()));
    let Some(offset) = offset_at(scene.visible, scene.column, at) else { return };
    let again = pane
        .drag
        .last_press
        .is_some_and(|(before, then)| time - then < CLICK_SECONDS && before.distance(at) < CLICK_POINTS);
    let clicks = if again { pane.drag.clicks % 4 + 1 } else { 1 };
    let unit = if modifiers.alt { Unit::Word } else { Unit::of_clicks(clicks) };
    pane.drag = Drag {
        unit,
        pressed_at: Some(at),
        is_selecting: true,
        is_touch: is_touch && clicks == 1,
        has_moved: false,
        clicks,
        last_press: Some((at, time)),
    };
    if pane.drag.is_touch {
        return;
    }
    let selection = match view.selection {
        Some(selection) if modifiers.shift => selection.extended(scene.document, offset, Unit::Character),
        _ => {
            let inside = character_under(scene.visible, scene.column, at).filter(|_| unit != Unit::Character);
            Selection::begin(scene.document, inside.unwrap_or(offset), unit)
        }
    };
    view.selection = Some(selection);
    pane.put_caret(selection.head());
}

fn drag(pane: &mut ReaderPane, scene: Scene<'_>, view: &mut View, at: Pos2, ui: &Ui) {
    pane.drag.has_moved |= pane.drag.pressed_at.is_none_or(|pressed| pressed.distance(at) > SHAKE_POINTS);
    if !pane.drag.has_moved {
        return;
    }
    if pane.drag.is_touch {
        let way = scene.column.axes.way_to_page(ui.input(|input| input.pointer.delta()));
        pane.scroll = pane.scroll.moved(-way.y);
        return;
    }
    if let Some(offset) = offset_at(scene.visible, scene.column, at)
        && let Some(selection) = view.selection
    {
        let selection = selection.extended(scene.document, offset, pane.drag.unit);
        view.selection = Some(selection);
        pane.put_caret(selection.head());
    }
    pane.scroll_past_edge(scene, at, ui);
}

fn release(pane: &mut ReaderPane, scene: Scene<'_>, view: &mut View, at: Option<Pos2>) {
    pane.drag.is_selecting = false;
    let has_selected = view.selection.is_some_and(|selection| !selection.raw().is_empty());
    let is_tap = pane.drag.is_touch && !pane.drag.has_moved;
    let is_click = !pane.drag.is_touch && pane.drag.clicks == 1 && !has_selected;
    if !is_tap && !is_click {
        return;
    }
    view.selection = None;
    // A finger that is lifted is nowhere any more.
    match at.or(pane.drag.pressed_at).and_then(|at| character_under(scene.visible, scene.column, at)) {
        Some(offset) => click(pane, scene.ctx, view, offset),
        None => view.focus = Focus::Nothing,
    }
}

/// A click goes to the shortest mark under it, the next click to the next longer one; then to the name.
fn click(pane: &ReaderPane, ctx: &ViewContext<'_>, view: &mut View, offset: usize) {
    let mut under = pane.marks.value.touching(TextRange::new(offset, offset + 1));
    under.sort_by_key(|(_, id)| (ctx.annotation(*id).map_or(0, Annotation::len), *id));
    under.dedup_by_key(|(_, id)| *id);
    under.retain(|(_, id)| ctx.marks_words(*id));
    let mut stops: Vec<Focus> = under.into_iter().map(|(_, id)| Focus::Annotation(id)).collect();
    stops.extend(name_at(pane, ctx, offset));
    let current = stops.iter().position(|stop| *stop == view.focus);
    let next = current.map_or(0, |idx| (idx + 1) % stops.len());
    view.focus = stops.into_iter().nth(next).unwrap_or_default();
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

/// Before the menu opens: what is under the pointer becomes what it is about, unless that is the selection.
fn aim(pane: &mut ReaderPane, scene: Scene<'_>, view: &mut View, at: Pos2, is_touch: bool) {
    pane.drag.is_selecting = false;
    let Some(offset) = character_under(scene.visible, scene.column, at) else { return };
    if view.selection.is_some_and(|selection| selection.raw().contains(offset)) {
        return;
    }
    // What was in focus before is not what the pointer is on.
    view.focus = Focus::Nothing;
    if is_touch {
        view.selection = Some(Selection::begin(scene.document, offset, Unit::Word));
        return;
    }
    let marks = pane.marks.value.touching(TextRange::new(offset, offset + 1));
    let marks = marks.into_iter().filter(|(_, id)| scene.ctx.marks_words(*id));
    let mark = marks.min_by_key(|(range, _)| range.len()).map(|(_, id)| Focus::Annotation(id));
    if let Some(focus) = mark.or_else(|| name_at(pane, scene.ctx, offset)) {
        view.selection = None;
        view.focus = focus;
    }
}

fn context_menu(ctx: &ViewContext<'_>, view: &View, response: &Response) {
    let has_selection = view.selection.is_some_and(|selection| !selection.raw().is_empty());
    let has_mark = matches!(view.focus, Focus::Annotation(_));
    let name = match view.focus {
        Focus::Entity(id) if !has_selection => Some(id),
        _ => None,
    };
    response.context_menu(|ui| {
        let item = |ui: &mut Ui, command: UiCommand, is_enabled: bool| {
            let mut button = egui::Button::new(ctx.word(command.name()));
            if let Some(shortcut) = command.shortcuts().first() {
                button = button.shortcut_text(shortcut_text(ui.ctx(), *shortcut));
            }
            if ui.add_enabled(is_enabled, button).clicked() {
                ctx.send(Action::Ui(command));
                ui.close();
            }
        };
        if let Some(id) = name {
            entity_ui(ctx, id, ui);
            item(ui, UiCommand::NextMention, true);
            item(ui, UiCommand::PreviousMention, true);
            ui.separator();
        }
        item(ui, UiCommand::Highlight, has_selection || has_mark);
        item(ui, UiCommand::Underline, has_selection || has_mark);
        item(ui, UiCommand::Note, has_selection || has_mark);
        item(ui, UiCommand::Tag, has_selection || has_mark);
        item(ui, UiCommand::NoteOnParagraph, has_selection || has_mark);
        item(ui, UiCommand::MakeEntity, has_selection);
        item(ui, UiCommand::LookUp, has_selection);
        item(ui, UiCommand::Copy, has_selection);
        item(ui, UiCommand::CopyWithSource, has_selection || has_mark);
        item(ui, UiCommand::DeleteMark, has_mark);
        ui.separator();
        item(ui, UiCommand::SelectAll, true);
        item(ui, UiCommand::Find, true);
        let mut is_shown = ctx.session.settings.entity_lines.is_shown;
        if ui.checkbox(&mut is_shown, ctx.word(Word::EntityLines)).changed() {
            let mut settings = ctx.session.settings.clone();
            settings.entity_lines.is_shown = is_shown;
            ctx.command(crate::session::Command::ChangeSettings(Box::new(settings)));
        }
    });
}

/// What can be said of the entity under the pointer.
fn entity_ui(ctx: &ViewContext<'_>, id: EntityId, ui: &mut Ui) {
    let (Some(document), Some(analysis), Some(entity)) = (ctx.document(), ctx.analysis(), ctx.entity(id)) else {
        return;
    };
    let subject = Subject { document, analysis, entity };
    if ui.button(ctx.word(Word::NoteOnEntity)).clicked() {
        ctx.send(Action::NoteOn(NoteSubject::Entity(id)));
        ui.close();
    }
    let mut chosen = None;
    for (word, change) in [
        (Word::Confirm, Change::Confirm),
        (Word::IgnoreInDocument, Change::IgnoreInDocument),
        (Word::IgnoreEverywhere, Change::IgnoreEverywhere),
    ] {
        if ui.button(ctx.word(word)).clicked() {
            chosen = Some(change);
        }
    }
    ui.menu_button(ctx.word(Word::Retype), |ui| {
        for kind in EntityType::iter().filter(|kind| *kind != entity.kind) {
            if ui.button(ctx.word(type_word(kind))).clicked() {
                chosen = Some(Change::Retype(kind));
            }
        }
    });
    if let Some(change) = chosen {
        corrections::say(ctx, subject.edit(&ctx.session.annotations, &change));
        ui.close();
    }
}

impl ReaderPane {
    /// Scrolls on while a drag is past the upper or lower edge.
    pub(super) fn scroll_past_edge(&mut self, scene: Scene<'_>, at: Pos2, ui: &Ui) {
        let pane = scene.column.pane;
        let past = if at.y < pane.top() { at.y - pane.top() } else { (at.y - pane.bottom()).max(0.0) };
        if past != 0.0 {
            let seconds = ui.input(|input| input.stable_dt).min(0.1);
            self.scroll = self.scroll.moved(past.signum() * (past.abs() / 60.0).min(1.0) * AUTOSCROLL * seconds);
            ui.ctx().request_repaint();
        }
    }

    /// The caret goes where the pointer selects, when it is shown.
    fn put_caret(&mut self, at: usize) {
        if let Some(caret) = &mut self.caret {
            *caret = Caret::new(at);
        }
    }
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
