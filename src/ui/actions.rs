//! Carrying out what the panels asked for.

use egui::{Context, Event as Input, ViewportCommand};
use strum::IntoEnumIterator as _;
use uuid::Uuid;

use super::app::{Interface, Side};
use super::command::UiCommand;
use super::context::{Action, Focus, NoteSubject, ViewContext};
use super::dialogs::Dialog;
use super::locale::Word;
use super::reader::{NoteEditor, ReaderPane, Selection};
use crate::annotation::{Annotation, AnnotationId, Edit, MarkColor, MarkStyle, Subject};
use crate::document::Document;
use crate::session::Command;
use crate::store::EditNumber;
use crate::store::settings::{LastMark, RightTab, Settings, Theme};
use crate::text::TextRange;

/// Reads the keyboard: commands by the table, inks by the digits. Text fields keep what is theirs.
pub(super) fn shortcuts(ctx: &ViewContext<'_>, is_dialog_open: bool, egui: &Context) {
    let is_key = |event: &Input| matches!(event, Input::Key { pressed: true, .. } | Input::Copy);
    if is_dialog_open || !egui.input(|input| input.events.iter().any(is_key)) {
        return;
    }
    let is_typing = egui.text_edit_focused();
    let reader_has_keys =
        !is_typing && egui.memory(|memory| memory.focused().is_none_or(|focused| focused == ReaderPane::focus_id()));
    let singles = ctx.session.settings.single_key_shortcuts;
    for command in UiCommand::iter() {
        let is_text_fields = matches!(command, UiCommand::Undo | UiCommand::Redo | UiCommand::Copy);
        if command == UiCommand::Copy
            || (is_typing && (is_text_fields || command.needs_reader()))
            || (command.needs_reader() && !reader_has_keys)
            || (command.is_single_key() && !singles)
        {
            continue;
        }
        for shortcut in command.shortcuts() {
            if egui.input_mut(|input| count_exactly(input, *shortcut)) > 0 {
                ctx.send(Action::Ui(command));
            }
        }
    }
    if !is_typing && egui.input(|input| input.events.iter().any(|event| matches!(event, Input::Copy))) {
        ctx.send(Action::Ui(UiCommand::Copy));
    }
    if reader_has_keys && singles {
        for (key, color) in COLOR_KEYS.into_iter().zip(MarkColor::iter()) {
            let shortcut = egui::KeyboardShortcut::new(egui::Modifiers::NONE, key);
            if egui.input_mut(|input| count_exactly(input, shortcut)) > 0 {
                ctx.send(Action::Mark { style: None, color: Some(color) });
            }
        }
    }
}

const COLOR_KEYS: [egui::Key; 8] = [
    egui::Key::Num1,
    egui::Key::Num2,
    egui::Key::Num3,
    egui::Key::Num4,
    egui::Key::Num5,
    egui::Key::Num6,
    egui::Key::Num7,
    egui::Key::Num8,
];

/// Takes the presses of a key with exactly these modifiers, and counts them; egui's own way lets Shift and Alt pass.
pub(super) fn count_exactly(input: &mut egui::InputState, shortcut: egui::KeyboardShortcut) -> usize {
    let before = input.events.len();
    input.events.retain(|event| {
        !matches!(
            event,
            Input::Key { key, modifiers, pressed: true, .. }
                if *key == shortcut.logical_key && modifiers.matches_exact(shortcut.modifiers)
        )
    });
    before - input.events.len()
}

impl UiCommand {
    /// Whether it can be done now.
    pub(super) fn is_enabled(self, ctx: &ViewContext<'_>) -> bool {
        match self {
            Self::Open
            | Self::OpenSample
            | Self::Quit
            | Self::FindEverywhere
            | Self::CommandPalette
            | Self::ToggleLeftPanel
            | Self::ToggleRightPanel
            | Self::NextRegion
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Settings
            | Self::NextTheme
            | Self::ToggleVertical
            | Self::FullScreen
            | Self::Help => true,
            Self::SaveCopy => !ctx.session.is_copying(),
            Self::Undo => ctx.session.library().can_undo(),
            Self::Redo => ctx.session.library().can_redo(),
            Self::CopyWithSource => {
                matches!(ctx.view.focus, Focus::Annotation(_))
                    || ctx.view.selection.is_some_and(|selection| !selection.raw().is_empty())
            }
            Self::Copy | Self::LookUp | Self::MakeEntity => {
                ctx.view.selection.is_some_and(|selection| !selection.raw().is_empty())
            }
            Self::Highlight | Self::Underline | Self::Note | Self::Tag | Self::RepeatMark => {
                ctx.view.selection.is_some_and(|selection| !selection.raw().is_empty())
                    || matches!(ctx.view.focus, Focus::Annotation(_))
            }
            Self::DeleteMark => matches!(ctx.view.focus, Focus::Annotation(_)),
            Self::Export
            | Self::NoteOnParagraph
            | Self::NoteOnDocument
            | Self::SelectAll
            | Self::Find
            | Self::FindNext
            | Self::FindPrevious
            | Self::Back
            | Self::Forward
            | Self::GoToParagraph
            | Self::NextAnnotation
            | Self::PreviousAnnotation
            | Self::NextMention
            | Self::PreviousMention
            | Self::Caret => ctx.document().is_some(),
        }
    }
}

impl Interface {
    pub(super) fn act(&mut self, action: Action, egui: &Context) {
        match action {
            Action::Session(command) => self.run(command),
            Action::Ui(command) => self.do_command(command, egui),
            Action::Jump(range) => self.jump(range),
            Action::Select(selection) => self.view.selection = Some(selection),
            Action::Focus(focus) => self.view.focus = focus,
            Action::Mark { style, color } => {
                self.mark(style, color);
            }
            Action::EditNote { is_tag } => self.edit_note(is_tag),
            Action::OpenNote(id) => self.open_note(id, None, false),
            Action::NoteOn(subject) => self.note_on(subject),
            Action::CopyWithSource(id) => self.copy_with_source(Some(id), egui),
            Action::Delete(id) => self.delete(id),
            Action::Find(query) => self.find.open(Some(query)),
            Action::CopyText(text) => {
                egui.copy_text(text);
                self.toasts.say(self.word(Word::ExportCopied));
            }
            Action::UndoableToast(text) => self.toasts.say_undoable(text),
            Action::OpenDialog => self.dialogs.open(Dialog::Open),
            Action::EditTitle => self.dialogs.open(Dialog::Title),
            Action::Visit(visit) => self.visit(visit),
        }
    }

    pub(super) fn run(&mut self, command: Command) {
        if matches!(command, Command::Annotate(_)) {
            self.toasts.withdraw_undo();
        }
        self.session.run(command);
    }

    pub(super) fn do_command(&mut self, command: UiCommand, egui: &Context) {
        match command {
            UiCommand::Open => self.dialogs.open(Dialog::Open),
            UiCommand::OpenSample => self.session.run(Command::OpenBundled),
            UiCommand::Export => self.dialogs.open(Dialog::Export),
            UiCommand::SaveCopy => self.dialogs.open(Dialog::LibraryCopy),
            UiCommand::Quit => egui.send_viewport_cmd(ViewportCommand::Close),
            UiCommand::Undo => self.step(Command::Undo),
            UiCommand::Redo => self.step(Command::Redo),
            UiCommand::Copy => self.copy(egui),
            UiCommand::SelectAll => self.select_all(),
            UiCommand::Find => self.open_find(),
            UiCommand::FindNext => self.find_step(true),
            UiCommand::FindPrevious => self.find_step(false),
            UiCommand::FindEverywhere => self.dialogs.open(Dialog::Everywhere),
            UiCommand::CommandPalette => self.dialogs.open(Dialog::Palette),
            UiCommand::ToggleLeftPanel => self.toggle(Side::Left),
            UiCommand::ToggleRightPanel => self.toggle(Side::Right),
            UiCommand::NextRegion => self.next_region(egui),
            UiCommand::ZoomIn => self.change_size(1.0),
            UiCommand::ZoomOut => self.change_size(-1.0),
            UiCommand::ZoomReset => self.change(|settings| settings.size_px = Settings::default().size_px),
            UiCommand::Settings => self.dialogs.open(Dialog::Settings),
            UiCommand::NextTheme => self.next_theme(),
            UiCommand::ToggleVertical => self.change(|settings| settings.writing = settings.writing.other()),
            UiCommand::FullScreen => {
                self.is_full_screen = !self.is_full_screen;
                egui.send_viewport_cmd(ViewportCommand::Fullscreen(self.is_full_screen));
            }
            UiCommand::Help => self.dialogs.open(Dialog::Help),
            UiCommand::Back => self.travel(false),
            UiCommand::Forward => self.travel(true),
            UiCommand::GoToParagraph => self.dialogs.open(Dialog::GoTo),
            UiCommand::Highlight => {
                self.mark(Some(MarkStyle::Fill), None);
            }
            UiCommand::Underline => {
                self.mark(Some(MarkStyle::Underline), None);
            }
            UiCommand::RepeatMark => {
                self.mark(None, None);
            }
            UiCommand::MakeEntity => self.make_entity(),
            UiCommand::LookUp => self.look_up(),
            UiCommand::Note => self.edit_note(false),
            UiCommand::Tag => self.edit_note(true),
            UiCommand::NoteOnParagraph => self.note_on(NoteSubject::Paragraph),
            UiCommand::NoteOnDocument => self.note_on(NoteSubject::Document),
            UiCommand::CopyWithSource => self.copy_with_source(None, egui),
            UiCommand::DeleteMark => {
                if let Focus::Annotation(id) = self.view.focus {
                    self.delete(id);
                }
            }
            UiCommand::NextAnnotation => self.walk_annotations(true),
            UiCommand::PreviousAnnotation => self.walk_annotations(false),
            UiCommand::NextMention => self.walk_mentions(true),
            UiCommand::PreviousMention => self.walk_mentions(false),
            UiCommand::Caret => {
                self.reader.toggle_caret(&self.view);
                egui.memory_mut(|memory| memory.request_focus(ReaderPane::focus_id()));
            }
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.session.settings.clone();
        change(&mut settings);
        self.session.run(Command::ChangeSettings(Box::new(settings)));
    }

    fn step(&mut self, command: Command) {
        self.toasts.withdraw_undo();
        self.session.run(command);
        // What was in focus may be gone.
        if let Focus::Annotation(id) = self.view.focus
            && self.session.annotations.get(id).is_none()
        {
            self.view.focus = Focus::Nothing;
        }
    }

    fn here(&self) -> Option<TextRange> {
        self.session.open.as_ref().map(|_| self.reader.place())
    }

    pub(super) fn jump(&mut self, range: TextRange) {
        if let Some(here) = self.here() {
            self.history.leave(here);
        }
        self.view.walked_to = Some(range.start());
        self.reader.jump_to(range);
        if self.is_narrow {
            self.overlay = None;
        }
    }

    fn travel(&mut self, is_forward: bool) {
        let Some(here) = self.here() else { return };
        let place = if is_forward { self.history.step_forward(here) } else { self.history.step_back(here) };
        if let Some(place) = place {
            self.reader.jump_to(place);
        }
    }

    fn copy(&self, egui: &Context) {
        let Some(open) = &self.session.open else { return };
        if let Some(range) = self.view.selection.and_then(|selection| selection.trimmed(&open.document)) {
            egui.copy_text(open.document.slice(range).to_owned());
        }
    }

    /// Shows the selected word or phrase in the statistics: how often, where, and with what.
    fn look_up(&mut self) {
        let Some(open) = &self.session.open else { return };
        let Some(range) = self.view.selection.and_then(|selection| selection.trimmed(&open.document)) else { return };
        self.view.focus = Focus::Word(open.document.slice(range).to_owned());
        self.change(|settings| {
            settings.panels.right_open = true;
            settings.panels.right_tab = RightTab::Statistics;
        });
        if self.is_narrow {
            self.overlay = Some(Side::Right);
        }
    }

    /// Asks what the selection names.
    fn make_entity(&mut self) {
        let Some(open) = &self.session.open else { return };
        let Some(range) = self.view.selection.and_then(|selection| selection.trimmed(&open.document)) else {
            self.toasts.say(self.word(Word::EntityNeedsSelection));
            return;
        };
        if open.document.slice(range).contains('\n') {
            self.toasts.say(self.word(Word::EntityNeedsOneParagraph));
            return;
        }
        self.reader.name(range);
    }

    fn select_all(&mut self) {
        let Some(open) = &self.session.open else { return };
        self.view.selection = Some(Selection::of(TextRange::new(0, open.document.text().len())));
    }

    fn open_find(&mut self) {
        const LONGEST: usize = 60;
        let selected = self.session.open.as_ref().and_then(|open| {
            let range = self.view.selection?.trimmed(&open.document)?;
            let text = open.document.slice(range);
            (text.chars().count() <= LONGEST && !text.contains('\n')).then(|| text.to_owned())
        });
        self.find.open(selected);
    }

    fn find_step(&mut self, is_forward: bool) {
        if !self.find.is_open() {
            self.open_find();
            return;
        }
        let hit = if is_forward { self.find.next() } else { self.find.previous() };
        if let Some(hit) = hit {
            self.jump(hit);
        }
    }

    fn toggle(&mut self, side: Side) {
        if self.is_narrow {
            self.overlay = if self.overlay == Some(side) { None } else { Some(side) };
            return;
        }
        self.change(|settings| match side {
            Side::Left => settings.panels.left_open = !settings.panels.left_open,
            Side::Right => settings.panels.right_open = !settings.panels.right_open,
        });
    }

    fn next_theme(&mut self) {
        let themes: Vec<Theme> = Theme::iter().collect();
        let current = themes.iter().position(|&theme| theme == self.session.settings.theme).unwrap_or_default();
        if let Some(&next) = themes.get((current + 1) % themes.len()) {
            self.change(|settings| settings.theme = next);
        }
    }

    /// Marks the selection, or changes the mark in focus. The annotation concerned.
    fn mark(&mut self, style: Option<MarkStyle>, color: Option<MarkColor>) -> Option<AnnotationId> {
        let document = self.session.open.as_ref().map(|open| open.document.clone())?;
        let last = self.session.settings.last_mark;
        let now = super::now();
        let selected = self.view.selection.and_then(|selection| selection.trimmed(&document));
        let existing = match (selected, &self.view.focus) {
            // The same words marked again: one mark, changed, and not two on top of each other.
            (Some(range), _) => self.mark_on(&document, range),
            (None, Focus::Annotation(id)) => self.session.annotations.get(*id),
            (None, _) => None,
        };
        let annotation = match (existing, selected) {
            (Some(existing), _) => Annotation {
                style: style.unwrap_or(existing.style),
                color: color.unwrap_or(existing.color),
                modified: now,
                ..existing.clone()
            },
            (None, Some(range)) => Annotation {
                id: AnnotationId(Uuid::new_v4()),
                document: document.hash(),
                ranges: vec![range],
                exact: vec![document.slice(range).to_owned()],
                style: style.unwrap_or(last.style),
                color: color.unwrap_or(last.color),
                note: String::new(),
                tags: Vec::new(),
                created: now,
                modified: now,
            },
            (None, None) => {
                self.toasts.say(self.word(Word::EmptyAnnotations));
                return None;
            }
        };
        let id = annotation.id;
        let mark = LastMark { style: annotation.style, color: annotation.color };
        self.run(Command::Annotate(Edit::Put(Box::new(annotation))));
        self.change(|settings| settings.last_mark = mark);
        self.view.selection = None;
        self.view.focus = Focus::Annotation(id);
        Some(id)
    }

    /// The mark on exactly these words; a note on a whole paragraph is none.
    fn mark_on(&self, document: &Document, range: TextRange) -> Option<&Annotation> {
        let set = &self.session.annotations;
        let is_note = |a: &Annotation| set.relations(a.id).is_some_and(|it| it.subject != Subject::Text);
        set.of(document.hash()).into_iter().find(|a| a.ranges.as_slice() == [range] && !is_note(a))
    }

    fn edit_note(&mut self, is_tag: bool) {
        // First, so that a mark made now is the last edit, and goes alone when its note is given up.
        self.keep_note();
        let before = self.session.library().last_edit();
        let has_selection = self.view.selection.is_some_and(|selection| !selection.raw().is_empty());
        let id = match &self.view.focus {
            Focus::Annotation(id) if !has_selection => Some(*id),
            _ => self.marked_for_note(),
        };
        if let Some(id) = id {
            let last = self.session.library().last_edit();
            self.open_note(id, (last != before).then_some(last), is_tag);
        }
    }

    /// The annotation of exactly the selection, or a new one over it.
    fn marked_for_note(&mut self) -> Option<AnnotationId> {
        let document = self.session.open.as_ref().map(|open| open.document.clone())?;
        let range = self.view.selection.and_then(|selection| selection.trimmed(&document));
        let known = range.and_then(|range| self.mark_on(&document, range)).map(|a| a.id);
        if let Some(id) = known {
            self.view.selection = None;
            self.view.focus = Focus::Annotation(id);
            return Some(id);
        }
        self.mark(None, None)
    }

    /// Keeps what stands in the note's editor, as leaving it does.
    pub(super) fn keep_note(&mut self) {
        if let Some(edit) = self.reader.leave_note(&self.session) {
            self.run(Command::Annotate(edit));
        }
    }

    /// `made_by`: the edit that made the mark, where the note was asked for with it.
    pub(super) fn open_note(&mut self, id: AnnotationId, made_by: Option<EditNumber>, is_tag: bool) {
        self.keep_note();
        let Some(annotation) = self.session.annotations.get(id) else { return };
        let is_in_view = annotation.ranges.first().is_some_and(|range| range.intersection(self.view.visible).is_some());
        let first = annotation.ranges.first().copied();
        self.reader.note_editor = Some(NoteEditor::new(annotation, made_by, is_tag));
        self.view.focus = Focus::Annotation(id);
        if !is_in_view && let Some(range) = first {
            self.jump(range);
        }
    }

    fn delete(&mut self, id: AnnotationId) {
        self.run(Command::Annotate(Edit::Remove(id)));
        if self.view.focus == Focus::Annotation(id) {
            self.view.focus = Focus::Nothing;
        }
        self.toasts.say_undoable(self.word(Word::Deleted));
    }

    fn walk_annotations(&mut self, is_forward: bool) {
        let Some(open) = &self.session.open else { return };
        let mut found = self.session.annotations.of(open.document.hash());
        found.sort_by_key(|annotation| annotation.start());
        let current = match self.view.focus {
            Focus::Annotation(id) => found.iter().position(|annotation| annotation.id == id),
            _ => None,
        };
        let start = self.view.visible.start();
        let next = match (current, is_forward) {
            (Some(idx), true) => idx.checked_add(1),
            (Some(idx), false) => idx.checked_sub(1),
            (None, true) => Some(found.partition_point(|annotation| annotation.start() < start)),
            (None, false) => found.partition_point(|annotation| annotation.start() < start).checked_sub(1),
        };
        let Some(annotation) = next.and_then(|idx| found.get(idx)) else { return };
        let (id, range) = (annotation.id, annotation.ranges.first().copied());
        self.view.focus = Focus::Annotation(id);
        if let Some(range) = range {
            self.jump(range);
        }
    }

    /// Mentions of the entity in focus, or of any where none is.
    fn walk_mentions(&mut self, is_forward: bool) {
        let Some(analysis) = &self.session.analysis else { return };
        let wanted = match self.view.focus {
            Focus::Entity(id) => Some(id),
            _ => None,
        };
        let ranges = analysis
            .mentions
            .iter()
            .filter(|mention| wanted.map_or(!mention.nested, |id| mention.entity == id))
            .map(|mention| mention.range);
        let mut ranges: Vec<TextRange> = ranges.collect();
        ranges.sort_by_key(|range| range.start());
        let at = self.view.walked_to.unwrap_or(self.view.visible.start());
        let next = if is_forward {
            ranges.iter().find(|range| range.start() > at).or(ranges.first())
        } else {
            ranges.iter().rev().find(|range| range.start() < at).or(ranges.last())
        };
        if let Some(&range) = next {
            self.jump(range);
        }
    }
}
