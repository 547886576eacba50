//! An annotation: its quotation, ink and style, note, tags, times. Every change is one edit.

use std::borrow::Cow;

use egui::{Button, Id, Key, KeyboardShortcut, Modifiers, RichText, TextEdit, Ui};
use strum::IntoEnumIterator as _;

use super::links::links_ui;
use super::tags::TagField;
use crate::annotation::{Annotation, AnnotationId, Edit, MarkColor, MarkStyle, Timestamp};
use crate::session::Command;
use crate::ui::context::{Action, ViewContext};
use crate::ui::dialogs::shortcut_text;
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::{Quote, color_word, mark_color_ui, mark_style_ui, quote_ui, soft_label, style_word};

/// Space between the parts.
const GAP: f32 = 8.0;
const QUOTE_ROWS: usize = 12;
const NOTE_ROWS: usize = 5;
/// Keeps the note.
const SAVE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);

/// What is being written, of which annotation.
#[derive(Default)]
pub(super) struct AnnotationEditor {
    draft: Option<Draft>,
    tags: TagField,
}

/// A note as typed. Kept when the field is left, by Ctrl+Enter, or when another annotation comes into focus.
struct Draft {
    id: AnnotationId,
    text: String,
    /// The note as it was when writing began.
    original: String,
    /// The field had the keyboard in the last pass.
    is_writing: bool,
}

impl AnnotationEditor {
    /// Whether there is such an annotation.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, id: AnnotationId, ui: &mut Ui) -> bool {
        self.turn_to(ctx, id);
        let Some(annotation) = ctx.annotation(id) else { return false };
        quotation_ui(ctx, annotation, ui);
        ui.add_space(GAP);
        mark_ui(ctx, annotation, ui);
        ui.add_space(GAP);
        if let Some(draft) = &mut self.draft {
            draft.ui(ctx, annotation, ui);
        }
        ui.add_space(GAP);
        self.tags.ui(ctx, annotation, ui);
        links_ui(ctx, annotation, ui);
        ui.add_space(GAP);
        times_ui(ctx, annotation, ui);
        ui.add_space(GAP);
        let delete = RichText::new(ctx.word(Word::DeleteMark)).size(tokens::SMALL).color(ctx.palette.vermilion_text);
        if ui.add(Button::new(delete).frame_when_inactive(false)).clicked() {
            ctx.send(Action::Delete(id));
        }
        true
    }

    /// Keeps what is being written, as when the field is left.
    pub(super) fn settle(&mut self, ctx: &ViewContext<'_>) {
        if let Some(draft) = self.draft.take() {
            draft.settle(ctx);
        }
    }

    /// Takes up the note of `id`; what was written on another is kept first.
    fn turn_to(&mut self, ctx: &ViewContext<'_>, id: AnnotationId) {
        if let Some(draft) = self.draft.take_if(|draft| draft.id != id) {
            draft.settle(ctx);
            self.tags = TagField::default();
        }
        let Some(annotation) = ctx.annotation(id) else {
            self.draft = None;
            return;
        };
        let is_stale = self.draft.as_ref().is_none_or(|draft| !draft.is_changed() && draft.original != annotation.note);
        if is_stale {
            let note = annotation.note.clone();
            self.draft = Some(Draft { id, text: note.clone(), original: note, is_writing: false });
        }
    }
}

impl Draft {
    fn is_changed(&self) -> bool {
        self.text.trim_end() != self.original.trim_end()
    }

    /// Key in the library, the same as of the note beside the text.
    fn key(&self) -> String {
        self.id.0.to_string()
    }

    /// Saves where there is something to save.
    fn settle(&self, ctx: &ViewContext<'_>) {
        if self.is_changed() {
            self.save(ctx);
        }
    }

    fn save(&self, ctx: &ViewContext<'_>) {
        ctx.session.library().drop_draft(&self.key());
        let note = self.text.trim_end();
        let Some(annotation) = ctx.annotation(self.id) else { return };
        if self.is_changed() && annotation.note != note {
            put(ctx, Annotation { note: note.to_owned(), ..annotation.clone() });
        }
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, annotation: &Annotation, ui: &mut Ui) {
        let id = Id::unique("inspector-note");
        let (is_saved, is_given_up) = self.keys(id, ui);
        let field = TextEdit::multiline(&mut self.text)
            .id(id)
            .hint_text(ctx.word(Word::NoteHint))
            .desired_rows(NOTE_ROWS)
            .desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(ctx.word(Word::Note));
        if response.changed() {
            ctx.session.library().draft(&self.key(), &self.text);
        }
        self.is_writing = response.has_focus();
        let (mut save, mut cancel) = (is_saved || response.lost_focus(), is_given_up);
        if self.is_changed() {
            ui.horizontal(|ui| {
                let keys = shortcut_text(ui.ctx(), SAVE);
                save |= ui.button(ctx.word(Word::Save)).on_hover_text(keys).clicked();
                let button = ui.button(ctx.word(Word::Cancel)).on_hover_text("Esc");
                cancel |= button.clicked();
                // The press that leaves the field for this button must not keep what the click will drop.
                save &= is_saved || !button.contains_pointer();
            });
        }
        if cancel {
            self.give_up(ctx, annotation);
        } else if save {
            self.save(ctx);
            self.original.clone_from(&self.text);
        }
        if cancel || is_saved {
            response.surrender_focus();
            self.is_writing = false;
        }
    }

    /// Whether the keys for keeping and for giving up were pressed. Esc takes the keyboard from the field by itself, so
    /// it counts where the field had it just before.
    fn keys(&self, id: Id, ui: &Ui) -> (bool, bool) {
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        ui.input_mut(|input| {
            let is_saved = has_focus && input.consume_shortcut(&SAVE);
            let is_given_up = (has_focus || self.is_writing) && input.consume_key(Modifiers::NONE, Key::Escape);
            (is_saved, is_given_up)
        })
    }

    fn give_up(&mut self, ctx: &ViewContext<'_>, annotation: &Annotation) {
        ctx.session.library().drop_draft(&self.key());
        self.text.clone_from(&annotation.note);
        self.original.clone_from(&annotation.note);
    }
}

/// Puts `changed` in the place of what it was, changed now.
pub(super) fn put(ctx: &ViewContext<'_>, changed: Annotation) {
    let changed = Annotation { modified: crate::ui::now(), ..changed };
    ctx.command(Command::Annotate(Edit::Put(Box::new(changed))));
}

/// What is marked; a click goes there.
fn quotation_ui(ctx: &ViewContext<'_>, annotation: &Annotation, ui: &mut Ui) {
    let is_here = ctx.document().is_some_and(|document| document.hash() == annotation.document);
    // A mark on the whole of a long text is not copied at every frame.
    let text = match annotation.exact.as_slice() {
        [only] => Cow::Borrowed(only.as_str()),
        several => Cow::Owned(several.join(" … ")),
    };
    if !text.is_empty() {
        let rule = ctx.palette.mark(annotation.color);
        let quote = Quote { text: &text, rule, rule_width: 3.0, max_rows: QUOTE_ROWS };
        let response = quote_ui(ui, ctx.palette, quote).on_hover_text(ctx.word(Word::ShowInText));
        if let Some(range) = annotation.ranges.first().filter(|_| is_here && response.clicked()) {
            ctx.send(Action::Jump(*range));
        }
    }
    let has_place = is_here && !annotation.is_empty();
    if let Some(number) = ctx.paragraph_number(annotation.start()).filter(|_| has_place) {
        soft_label(ui, ctx.palette, format!("¶ {number}"));
    }
}

/// The inks and styles to choose from.
fn mark_ui(ctx: &ViewContext<'_>, annotation: &Annotation, ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for color in MarkColor::iter() {
            let label = ctx.word(color_word(color));
            let is_selected = color == annotation.color;
            if mark_color_ui(ui, ctx.palette, color, is_selected, label).clicked() && !is_selected {
                put(ctx, Annotation { color, ..annotation.clone() });
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        let ink = ctx.palette.mark(annotation.color);
        for style in MarkStyle::iter() {
            let label = ctx.word(style_word(style));
            let is_selected = style == annotation.style;
            if mark_style_ui(ui, ctx.palette, (style, ink), is_selected, label).clicked() && !is_selected {
                put(ctx, Annotation { style, ..annotation.clone() });
            }
        }
    });
}

fn times_ui(ctx: &ViewContext<'_>, annotation: &Annotation, ui: &mut Ui) {
    soft_label(ui, ctx.palette, format!("{} {}", ctx.word(Word::CreatedLabel), clock(annotation.created)));
    if annotation.modified != annotation.created {
        soft_label(ui, ctx.palette, format!("{} {}", ctx.word(Word::ModifiedLabel), clock(annotation.modified)));
    }
}

/// Day and minute, by the clock of the system where it tells its zone.
fn clock(time: Timestamp) -> String {
    let time = jiff::Timestamp::from_microsecond(time.0).unwrap_or_default();
    time.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}
