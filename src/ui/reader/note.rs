//! Writing a note: beside its line, saved by Ctrl+Enter or by leaving it, given up by Esc.

use egui::{Area, Event, EventFilter, Frame, Id, ImeEvent, Key, Modifiers, Order, Popup, Stroke, TextEdit, Ui};

use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::session::{Command, Session};
use crate::store::EditNumber;
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;

use super::{ReaderPane, Scene, margin};

/// Width of the fields where they lie over the text, in points.
pub(super) const WIDTH: f32 = 210.0;
/// What the popup's frame takes of the width beside them.
const FRAME: f32 = 18.0;

/// The note being written.
pub(in crate::ui) struct NoteEditor {
    pub(super) id: AnnotationId,
    note: String,
    tags: String,
    /// The edit that made the mark, where the same action did: given up, it goes too.
    made_by: Option<EditNumber>,
    /// The field that gets the keyboard when the editor is first shown.
    first_focus: Option<Field>,
    /// An input method is at work: Esc is its own.
    is_composing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Note,
    Tags,
}

/// Id of the editor's area: the notes in the margin make room for it.
pub(super) fn area_id() -> Id {
    Id::unique("note-editor")
}

impl NoteEditor {
    pub(in crate::ui) fn new(annotation: &Annotation, made_by: Option<EditNumber>, is_tag_first: bool) -> Self {
        let tags = annotation.tags.join(" ");
        Self {
            id: annotation.id,
            note: annotation.note.clone(),
            tags,
            made_by,
            first_focus: Some(if is_tag_first { Field::Tags } else { Field::Note }),
            is_composing: false,
        }
    }

    /// Key of the draft in the library.
    pub(in crate::ui) fn draft_key(&self) -> String {
        self.id.0.to_string()
    }

    /// The annotation with what was written; `None` where nothing changed.
    pub(in crate::ui) fn result(&self, annotation: &Annotation) -> Option<Annotation> {
        let note = self.note.trim_end().to_owned();
        let tags = parse_tags(&self.tags);
        (note != annotation.note || tags != annotation.tags).then(|| Annotation {
            note,
            tags,
            modified: crate::ui::now(),
            ..annotation.clone()
        })
    }
}

/// Tags as typed: separated by blanks or commas, a leading # dropped, none twice.
pub(in crate::ui) fn parse_tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；')) {
        let tag = tag.trim_start_matches('#').trim_matches('/');
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

impl ReaderPane {
    pub(super) fn editor_ui(&mut self, scene: Scene<'_>, ui: &Ui) {
        let Scene { ctx, column, .. } = scene;
        let Some(editor) = &mut self.note_editor else { return };
        let Some(annotation) = ctx.annotation(editor.id) else {
            self.note_editor = None;
            return;
        };
        let at = margin::editor_place(ctx, editor.id, scene.visible, column)
            .unwrap_or_else(|| column.window.center_top() + egui::vec2(0.0, 40.0));
        // In the margin it is as wide as that, and does not lie over the words it is about.
        let width = match column.notes_left {
            Some(left) if !column.axes.is_vertical() => {
                (column.pane.right() - 4.0 - left - FRAME).clamp(tokens::MARGIN_NOTE_WIDTH - FRAME, WIDTH)
            }
            _ => WIDTH.min(column.window.width() - 8.0 - FRAME),
        };
        let (save, cancel) = editor.keys(ui);
        let mut is_left = false;
        Area::new(area_id()).order(Order::Foreground).current_pos(at).constrain_to(column.window.shrink(4.0)).show(
            ui.ctx(),
            |ui| {
                Frame::popup(ui.style()).stroke(Stroke::new(1.0, ctx.palette.mark(annotation.color))).show(ui, |ui| {
                    is_left = editor.fields_ui(ctx, width, ui);
                });
            },
        );
        if cancel {
            self.give_up(ctx);
        } else if save || is_left {
            self.save_note(ctx);
        }
        if cancel || save {
            ui.memory_mut(|memory| memory.request_focus(Self::focus_id()));
        }
    }

    /// Keeps what was written; one edit in the history.
    pub(in crate::ui) fn save_note(&mut self, ctx: &ViewContext<'_>) {
        if let Some(edit) = self.leave_note(ctx.session) {
            ctx.command(Command::Annotate(edit));
        }
    }

    /// Closes the editor; the edit that keeps what was written, where there is anything new.
    pub(in crate::ui) fn leave_note(&mut self, session: &Session) -> Option<Edit> {
        let editor = self.note_editor.take()?;
        session.library().drop_draft(&editor.draft_key());
        let changed = editor.result(session.annotations.get(editor.id)?)?;
        Some(Edit::Put(Box::new(changed)))
    }

    /// Drops what was written, and the mark if this same action made it and nothing is in it.
    fn give_up(&mut self, ctx: &ViewContext<'_>) {
        let Some(editor) = self.note_editor.take() else { return };
        ctx.session.library().drop_draft(&editor.draft_key());
        let is_bare = ctx.annotation(editor.id).is_some_and(|a| a.note.is_empty() && a.tags.is_empty());
        let Some(made_by) = editor.made_by.filter(|_| is_bare) else { return };
        // Something else may have been done meanwhile, which is not to be undone.
        let is_last = ctx.session.library().last_edit() == made_by;
        ctx.command(if is_last { Command::Undo } else { Command::Annotate(Edit::Remove(editor.id)) });
    }
}

impl NoteEditor {
    /// Whether the note is to be kept, and whether it is to be given up. A dialog, a menu and an input method come first.
    fn keys(&mut self, ui: &Ui) -> (bool, bool) {
        self.is_composing &= ui.ctx().text_edit_focused();
        let was_composing = self.is_composing;
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => self.is_composing = !text.is_empty(),
                    Event::Ime(ImeEvent::Commit(_)) => self.is_composing = false,
                    _ => {}
                }
            }
        });
        let is_covered = Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
        if is_covered || was_composing || self.is_composing {
            return (false, false);
        }
        ui.input_mut(|input| {
            let save = input.consume_key(Modifiers::COMMAND, Key::Enter);
            (save, input.consume_key(Modifiers::NONE, Key::Escape))
        })
    }

    /// The fields and buttons; whether the person went on elsewhere.
    fn fields_ui(&mut self, ctx: &ViewContext<'_>, width: f32, ui: &mut Ui) -> bool {
        // Esc is the editor's: without this the field would let the keyboard go before the editor hears of it.
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: true };
        ui.set_width(width);
        let note = ui.add(
            TextEdit::multiline(&mut self.note)
                .hint_text(ctx.word(Word::NoteHint))
                .desired_rows(3)
                .desired_width(width)
                .event_filter(filter)
                .id(Id::unique("note-text")),
        );
        let tags = ui.add(
            TextEdit::singleline(&mut self.tags)
                .hint_text(ctx.word(Word::TagsHint))
                .desired_width(width)
                .event_filter(filter)
                .id(Id::unique("note-tags")),
        );
        if self.completions_ui(ctx, ui) {
            tags.request_focus();
        }
        match self.first_focus.take() {
            Some(Field::Note) => note.request_focus(),
            Some(Field::Tags) => tags.request_focus(),
            None => {}
        }
        if note.changed() || tags.changed() {
            ctx.session.library().draft(&self.draft_key(), &self.note);
        }
        let mut is_done = false;
        ui.horizontal(|ui| {
            is_done = ui.button(ctx.word(Word::Save)).on_hover_text("Ctrl+Enter").clicked();
            if ui.button(ctx.word(Word::DeleteMark)).clicked() {
                ctx.send(Action::Delete(self.id));
            }
        });
        let clicked_elsewhere = ui.input(|input| input.pointer.any_pressed())
            && !ui.rect_contains_pointer(ui.min_rect().expand(14.0))
            && !note.gained_focus();
        is_done || clicked_elsewhere
    }

    /// Tags in use that begin with what is being typed; whether one was taken.
    fn completions_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> bool {
        let typed = self.tags.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches('#').to_owned();
        if typed.is_empty() {
            return false;
        }
        let known = parse_tags(&self.tags);
        let mut found: Vec<&str> = ctx
            .session
            .annotations
            .iter()
            .flat_map(|annotation| annotation.tags.iter().map(String::as_str))
            .filter(|tag| tag.starts_with(&typed) && !known.iter().any(|known| known == tag))
            .collect();
        found.sort_unstable();
        found.dedup();
        let mut is_taken = false;
        ui.horizontal_wrapped(|ui| {
            for tag in found.into_iter().take(6) {
                if ui.small_button(format!("#{tag}")).clicked() {
                    let keep = self.tags.len() - self.tags.rsplit(char::is_whitespace).next().map_or(0, str::len);
                    self.tags.truncate(keep);
                    self.tags.push_str(tag);
                    self.tags.push(' ');
                    is_taken = true;
                }
            }
        });
        is_taken
    }
}

#[cfg(test)]
mod tests {
    use super::parse_tags;

    #[test]
    fn tags_are_split_and_kept_once() {
        assert_eq!(parse_tags(" #机制/产学研 提法，提法 / # "), ["机制/产学研", "提法"]);
    }
}
