//! Writing a note: beside its line, saved by Ctrl+Enter or by leaving it, given up by Esc.

use egui::{Area, Frame, Id, Key, Modifiers, Order, Stroke, TextEdit, Ui};

use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::document::Document;
use crate::session::Command;
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;

use super::{Column, ReaderPane, Visible, margin};

/// The note being written.
pub(in crate::ui) struct NoteEditor {
    pub(super) id: AnnotationId,
    note: String,
    tags: String,
    /// The mark was made by the same action: given up, it goes too.
    made_mark: bool,
    is_tag_first: bool,
    has_focus: bool,
}

impl NoteEditor {
    #[expect(clippy::fn_params_excessive_bools, reason = "two independent facts about how the note came to be opened")]
    pub(in crate::ui) fn new(annotation: &Annotation, made_mark: bool, is_tag_first: bool) -> Self {
        let tags = annotation.tags.join(" ");
        Self { id: annotation.id, note: annotation.note.clone(), tags, made_mark, is_tag_first, has_focus: false }
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
    pub(super) fn editor_ui(
        &mut self,
        ctx: &ViewContext<'_>,
        _document: &Document,
        visible: &[Visible],
        column: Column,
        ui: &Ui,
    ) {
        let Some(editor) = &mut self.note_editor else { return };
        let Some(annotation) = ctx.annotation(editor.id).cloned() else {
            self.note_editor = None;
            return;
        };
        let at = margin::editor_place(ctx, editor.id, visible, column)
            .unwrap_or_else(|| column.pane.center_top() + egui::vec2(0.0, 40.0));
        let (save, cancel) = ui.input_mut(|input| {
            let save = input.consume_key(Modifiers::COMMAND, Key::Enter);
            (save, input.consume_key(Modifiers::NONE, Key::Escape))
        });
        let mut is_left = false;
        Area::new(Id::unique("note-editor"))
            .order(Order::Foreground)
            .current_pos(at)
            .constrain_to(column.pane.shrink(4.0))
            .show(ui.ctx(), |ui| {
                Frame::popup(ui.style()).stroke(Stroke::new(1.0, ctx.palette.mark(annotation.color))).show(ui, |ui| {
                    is_left = editor.fields_ui(ctx, ui);
                });
            });
        if cancel {
            self.give_up(ctx);
        } else if save || is_left {
            self.save_note(ctx);
        }
    }

    /// Keeps what was written; one edit in the history.
    pub(in crate::ui) fn save_note(&mut self, ctx: &ViewContext<'_>) {
        let Some(editor) = self.note_editor.take() else { return };
        ctx.session.library().drop_draft(&editor.draft_key());
        if let Some(changed) = ctx.annotation(editor.id).and_then(|annotation| editor.result(annotation)) {
            ctx.command(Command::Annotate(Edit::Put(Box::new(changed))));
        }
    }

    /// Drops what was written, and the mark if this same action made it and nothing is in it.
    fn give_up(&mut self, ctx: &ViewContext<'_>) {
        let Some(editor) = self.note_editor.take() else { return };
        ctx.session.library().drop_draft(&editor.draft_key());
        let is_bare = ctx.annotation(editor.id).is_some_and(|a| a.note.is_empty() && a.tags.is_empty());
        if editor.made_mark && is_bare {
            ctx.command(Command::Undo);
        }
    }
}

impl NoteEditor {
    /// The fields and buttons; whether the person went on elsewhere.
    fn fields_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> bool {
        let width = tokens::MARGIN_NOTE_WIDTH + 60.0;
        ui.set_width(width);
        let note = ui.add(
            TextEdit::multiline(&mut self.note)
                .hint_text(ctx.word(Word::NoteHint))
                .desired_rows(3)
                .desired_width(width)
                .id(Id::unique("note-text")),
        );
        let tags = ui.add(
            TextEdit::singleline(&mut self.tags)
                .hint_text(ctx.word(Word::TagsHint))
                .desired_width(width)
                .id(Id::unique("note-tags")),
        );
        self.completions_ui(ctx, ui);
        if !self.has_focus {
            self.has_focus = true;
            if self.is_tag_first { tags.request_focus() } else { note.request_focus() }
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

    /// Tags in use that begin with what is being typed.
    fn completions_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let typed = self.tags.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches('#').to_owned();
        if typed.is_empty() {
            return;
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
        ui.horizontal_wrapped(|ui| {
            for tag in found.into_iter().take(6) {
                if ui.small_button(format!("#{tag}")).clicked() {
                    let keep = self.tags.len() - self.tags.rsplit(char::is_whitespace).next().map_or(0, str::len);
                    self.tags.truncate(keep);
                    self.tags.push_str(tag);
                    self.tags.push(' ');
                }
            }
        });
    }
}

#[cfg(all(test, feature = "checks"))]
mod tests {
    use super::parse_tags;

    #[test]
    fn tags_are_split_and_kept_once() {
        assert_eq!(parse_tags(" #机制/产学研 提法，提法 / # "), ["机制/产学研", "提法"]);
    }
}
