//! All commands with their keys, what the pointer does, and where the notes are.

use egui::{Label, RichText, ScrollArea, Sides, Ui};
use strum::IntoEnumIterator as _;

use super::controls::{FirstFocus, main_button, shortcut_text};
use super::{Flow, Form};
use crate::ui::command::UiCommand;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;

/// What the dialog needs besides its list, in points.
const AROUND: f32 = 190.0;
const GUTTER: f32 = 28.0;

/// What the pointer does in the text.
const GESTURES: [(Word, Word); 5] = [
    (Word::GestureDrag, Word::GestureDragDoes),
    (Word::GestureClicks, Word::GestureClicksDoes),
    (Word::GestureAltDrag, Word::GestureAltDragDoes),
    (Word::GestureClickMark, Word::GestureClickMarkDoes),
    (Word::GestureMenu, Word::Menu),
];

/// Keys of the reading pane that carry no command.
const READING_KEYS: [(&str, Word); 4] = [
    ("Space · PageUp · PageDown", Word::KeysScroll),
    ("Shift+← →", Word::KeysByCharacter),
    ("Ctrl+Shift+← →", Word::KeysByWord),
    ("Ctrl+Shift+↑ ↓", Word::KeysByParagraph),
];

#[derive(Default)]
pub(super) struct HelpForm {
    focus: FirstFocus,
}

impl Form for HelpForm {
    fn title(&self) -> Word {
        Word::Help
    }

    fn width(&self) -> f32 {
        700.0
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let height = (ui.ctx().content_rect().height() - AROUND).max(120.0);
        ScrollArea::vertical().id_salt("help").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = GUTTER;
            ui.columns_const(|[left, right]| {
                commands_ui(ctx, left);
                others_ui(ctx, right);
            });
        });
        ui.add_space(8.0);
        let folder = ctx.session.library().dir().path().display();
        soft_label(ui, ctx.palette, format!("{}{folder}", ctx.word(Word::HelpStored)));
        let ((), close) = Sides::new().show(
            ui,
            |ui| drop(soft_label(ui, ctx.palette, ctx.word(Word::AboutText))),
            |ui| main_button(ui, ctx.palette, ctx.word(Word::Close), true),
        );
        self.focus.give(ui, &close);
        if close.clicked() { Flow::Close } else { Flow::Stay }
    }
}

fn commands_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    soft_label(ui, ctx.palette, ctx.word(Word::Shortcuts));
    for command in UiCommand::iter().filter(|command| !command.needs_reader()) {
        command_ui(ctx, command, ui);
    }
}

fn others_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    soft_label(ui, ctx.palette, ctx.word(Word::ReadingPane));
    for command in UiCommand::iter().filter(|command| command.needs_reader()) {
        command_ui(ctx, command, ui);
    }
    for (keys, does) in READING_KEYS {
        line_ui(ctx, ctx.word(does), keys, ui);
    }
    ui.add_space(10.0);
    soft_label(ui, ctx.palette, ctx.word(Word::HelpMouse));
    for (gesture, does) in GESTURES {
        line_ui(ctx, ctx.word(does), ctx.word(gesture), ui);
    }
}

fn command_ui(ctx: &ViewContext<'_>, command: UiCommand, ui: &mut Ui) {
    let keys: Vec<String> = command.shortcuts().iter().map(|shortcut| shortcut_text(ui.ctx(), *shortcut)).collect();
    line_ui(ctx, ctx.word(command.name()).trim_end_matches('…'), &keys.join(" · "), ui);
}

fn line_ui(ctx: &ViewContext<'_>, name: &str, keys: &str, ui: &mut Ui) {
    let name = RichText::new(name).color(ctx.palette.ink);
    let keys = RichText::new(keys).size(tokens::SMALL).color(ctx.palette.soft);
    Sides::new().height(20.0).shrink_left().truncate().show(
        ui,
        |ui| drop(ui.add(Label::new(name).selectable(false))),
        |ui| drop(ui.add(Label::new(keys).selectable(false))),
    );
}
