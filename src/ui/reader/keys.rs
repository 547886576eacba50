//! Keys of the reading pane that carry no command: scrolling and extending the selection.

use egui::{Key, Modifiers, Ui};

use crate::document::Document;
use crate::ui::context::{Focus, View, ViewContext};

use super::ReaderPane;
use super::scroll::{Page, Scroll};
use super::selection::{Selection, Unit};

/// Share of the view that Space and Page Down scroll by: two lines stay for the eye to hold on to.
const PAGE_SHARE: f32 = 0.9;

pub(super) fn handle(
    pane: &mut ReaderPane,
    ctx: &ViewContext<'_>,
    document: &Document,
    view: &mut View,
    page: Page,
    ui: &Ui,
) {
    let is_elsewhere = ui.ctx().memory(|memory| {
        memory.top_modal_layer().is_some() || memory.focused().is_some_and(|id| id != ReaderPane::focus_id())
    });
    if is_elsewhere || ui.ctx().text_edit_focused() {
        return;
    }
    let line = ctx.session.settings.size_px * ctx.session.settings.leading;
    let taken = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let mut delta = 0.0;
    if taken(Modifiers::SHIFT, Key::Space) || taken(Modifiers::NONE, Key::PageUp) {
        delta -= page.view * PAGE_SHARE;
    }
    if taken(Modifiers::NONE, Key::Space) || taken(Modifiers::NONE, Key::PageDown) {
        delta += page.view * PAGE_SHARE;
    }
    if taken(Modifiers::COMMAND, Key::Home) {
        pane.scroll = Scroll::start(page);
    }
    if taken(Modifiers::COMMAND, Key::End) {
        pane.scroll = Scroll::at_y(f32::MAX, &mut pane.blocks, page);
    }
    extend(document, view, &taken);
    if taken(Modifiers::NONE, Key::ArrowDown) {
        delta += line;
    }
    if taken(Modifiers::NONE, Key::ArrowUp) {
        delta -= line;
    }
    if delta != 0.0 {
        pane.scroll = pane.scroll.moved(delta, &mut pane.blocks, page);
        ui.ctx().request_repaint();
    }
    if view.selection.is_some() && taken(Modifiers::NONE, Key::Escape) {
        view.selection = None;
    } else if view.focus != Focus::Nothing && taken(Modifiers::NONE, Key::Escape) {
        view.focus = Focus::Nothing;
    }
}

fn extend(document: &Document, view: &mut View, taken: &dyn Fn(Modifiers, Key) -> bool) {
    let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    let steps = [
        (ctrl_shift, Key::ArrowRight, true, Unit::Word),
        (ctrl_shift, Key::ArrowLeft, false, Unit::Word),
        (ctrl_shift, Key::ArrowDown, true, Unit::Paragraph),
        (ctrl_shift, Key::ArrowUp, false, Unit::Paragraph),
        (Modifiers::SHIFT, Key::ArrowRight, true, Unit::Character),
        (Modifiers::SHIFT, Key::ArrowLeft, false, Unit::Character),
    ];
    for (modifiers, key, forwards, unit) in steps {
        if taken(modifiers, key) {
            let from = view.selection.unwrap_or_else(|| Selection::of(view.visible));
            let from = if view.selection.is_some() {
                from
            } else {
                let start = view.visible.start();
                Selection::of(crate::text::TextRange::new(start, start))
            };
            view.selection = Some(from.stepped(document, forwards, unit));
        }
    }
}
