//! Keys of the reading pane that carry no command: scrolling and extending the selection.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use crate::ui::actions::count_exactly;
use crate::ui::context::View;

use super::scroll::Scroll;
use super::selection::{Selection, Unit};
use super::{ReaderPane, Scene};

/// Share of the view that Space and Page Down scroll by: two lines stay for the eye to hold on to.
pub(super) const PAGE_SHARE: f32 = 0.9;

/// Whether keys pressed now are meant for the page: no field, dialog or other widget has the keyboard.
pub(super) fn are_ours(ui: &Ui) -> bool {
    let is_elsewhere = ui.memory(|memory| {
        memory.top_modal_layer().is_some() || memory.focused().is_some_and(|id| id != ReaderPane::focus_id())
    });
    !is_elsewhere && !ui.ctx().text_edit_focused()
}

/// Takes the presses of `key` with exactly these modifiers; how often it was pressed.
pub(super) fn taken(ui: &Ui, modifiers: Modifiers, key: Key) -> usize {
    ui.input_mut(|input| count_exactly(input, KeyboardShortcut::new(modifiers, key)))
}

pub(super) fn handle(pane: &mut ReaderPane, scene: Scene<'_>, view: &mut View, ui: &Ui) {
    if !are_ours(ui) {
        return;
    }
    let settings = &scene.ctx.session.settings;
    let line = settings.size_px * settings.leading;
    let page = scene.page.view * PAGE_SHARE;
    let axes = scene.column.axes;
    let pressed = |modifiers, key| taken(ui, modifiers, key) as f32;
    let mut delta = 0.0;
    delta -= page * (pressed(Modifiers::SHIFT, Key::Space) + pressed(Modifiers::NONE, Key::PageUp));
    delta += page * (pressed(Modifiers::NONE, Key::Space) + pressed(Modifiers::NONE, Key::PageDown));
    let (on, back) = (axes.key(Key::ArrowDown), axes.key(Key::ArrowUp));
    delta += line * (pressed(Modifiers::NONE, on) - pressed(Modifiers::NONE, back));
    // A vertical page has its ends where lines have theirs on a horizontal one.
    let goes_to = |key| {
        let alone = if axes.is_vertical() { taken(ui, Modifiers::NONE, key) } else { 0 };
        taken(ui, Modifiers::COMMAND, key) + alone > 0
    };
    if goes_to(Key::Home) {
        pane.scroll = Scroll::start(scene.page);
        ui.ctx().request_repaint();
    }
    if goes_to(Key::End) {
        pane.scroll = Scroll::end(&pane.blocks, scene.page);
        ui.ctx().request_repaint();
    }
    if delta != 0.0 {
        pane.scroll = pane.scroll.moved(delta);
        ui.ctx().request_repaint();
    }
    extend(pane, scene, view, ui);
}

fn extend(pane: &mut ReaderPane, scene: Scene<'_>, view: &mut View, ui: &Ui) {
    // By words one goes with Option on a Mac, with Ctrl elsewhere.
    let by_more = if cfg!(target_os = "macos") { Modifiers::ALT } else { Modifiers::COMMAND };
    let by_more = by_more | Modifiers::SHIFT;
    let steps = [
        (by_more, Key::ArrowRight, true, Unit::Word),
        (by_more, Key::ArrowLeft, false, Unit::Word),
        (by_more, Key::ArrowDown, true, Unit::Paragraph),
        (by_more, Key::ArrowUp, false, Unit::Paragraph),
        (Modifiers::SHIFT, Key::ArrowRight, true, Unit::Character),
        (Modifiers::SHIFT, Key::ArrowLeft, false, Unit::Character),
    ];
    for (modifiers, key, is_forward, unit) in steps {
        for _ in 0..taken(ui, modifiers, scene.column.axes.key(key)) {
            let from = view.selection.unwrap_or_else(|| {
                let top = pane.top_offset();
                Selection::between(top, top)
            });
            let selection = from.stepped(scene.document, is_forward, unit);
            view.selection = Some(selection);
            pane.reveal_at(selection.head(), ui);
        }
    }
}
