//! What every panel may read, and where it leaves what it wants done.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::{Analysis, Entity, EntityId};
use crate::annotation::{Annotation, AnnotationId, MarkColor, MarkStyle, Subject};
use crate::document::{Document, DocumentHash};
use crate::session::{Command, Session};
use crate::text::TextRange;

use super::command::UiCommand;
use super::locale::{Language, Word};
use super::reader::Selection;
use super::tokens::Palette;

/// What the inspector shows and the text sets off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Focus {
    #[default]
    Nothing,
    Entity(EntityId),
    Annotation(AnnotationId),
    /// Index into the analysis' expressions.
    Expression(usize),
    /// Index into the analysis' quotations.
    Quotation(usize),
    Word(String),
}

/// Something a panel asks for. Done after all panels have been shown.
#[derive(Clone, Debug)]
pub(super) enum Action {
    Session(Command),
    Ui(UiCommand),
    /// Scroll to the range and show it for a moment.
    Jump(TextRange),
    Select(Selection),
    Focus(Focus),
    /// Marks the selection, or restyles the annotation in focus.
    Mark {
        style: Option<MarkStyle>,
        color: Option<MarkColor>,
    },
    /// Marks the selection if need be and opens its note.
    EditNote {
        is_tag: bool,
    },
    OpenNote(AnnotationId),
    /// Makes a note on something that is no words of the text, and opens it.
    NoteOn(NoteSubject),
    /// Copies the words of an annotation with where they are from.
    CopyWithSource(AnnotationId),
    Delete(AnnotationId),
    Find(String),
    CopyText(String),
    /// A message about a change just made, with a button that takes it back.
    UndoableToast(String),
    OpenDialog,
    EditTitle,
    /// Goes to a place in a document, which is opened first where it is not.
    Visit(Box<Visit>),
}

/// What a note may be about besides words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteSubject {
    Document,
    /// The paragraph of the selection, else of the mark in focus, else the first in view.
    Paragraph,
    Entity(EntityId),
}

/// A place in any document of the library.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) document: DocumentHash,
    /// The file it was last read from.
    pub(super) path: Option<PathBuf>,
    pub(super) range: Option<TextRange>,
    /// The annotation that was meant; `None` where it was words of the text.
    pub(super) annotation: Option<AnnotationId>,
    /// What was looked for: looked for again where the text is another now.
    pub(super) query: String,
}

/// Presentation state that several panels share.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    pub(super) selection: Option<Selection>,
    pub(super) focus: Focus,
    /// Hits of the find bar, in order.
    pub(super) hits: Arc<Vec<TextRange>>,
    pub(super) current_hit: usize,
    /// Bytes in view.
    pub(super) visible: TextRange,
    /// Characters asked for that no font has.
    pub(super) n_missing: usize,
    /// Where the last jump went: the next mention is looked for from here.
    pub(super) walked_to: Option<usize>,
}

/// Read by every panel; commands are left in it.
pub(super) struct ViewContext<'a> {
    pub(super) session: &'a Session,
    pub(super) view: &'a View,
    pub(super) palette: &'static Palette,
    pub(super) language: Language,
    actions: &'a RefCell<Vec<Action>>,
}

impl<'a> ViewContext<'a> {
    pub(super) fn new(
        session: &'a Session,
        view: &'a View,
        palette: &'static Palette,
        language: Language,
        actions: &'a RefCell<Vec<Action>>,
    ) -> Self {
        Self { session, view, palette, language, actions }
    }

    pub(super) fn send(&self, action: Action) {
        self.actions.borrow_mut().push(action);
    }

    pub(super) fn command(&self, command: Command) {
        self.send(Action::Session(command));
    }

    /// A message in the language of the interface.
    pub(super) fn word(&self, word: Word) -> &'static str {
        word.in_language(self.language)
    }

    pub(super) fn document(&self) -> Option<&'a Arc<Document>> {
        self.session.open.as_ref().map(|open| &open.document)
    }

    pub(super) fn analysis(&self) -> Option<&'a Arc<Analysis>> {
        self.session.analysis.as_ref()
    }

    pub(super) fn entity(&self, id: EntityId) -> Option<&'a Entity> {
        self.analysis()?.entities.get(id.0 as usize)
    }

    pub(super) fn annotation(&self, id: AnnotationId) -> Option<&'a Annotation> {
        self.session.annotations.get(id)
    }

    /// Whether the annotation marks words, and not a paragraph as a whole: only then is it drawn over them.
    pub(super) fn marks_words(&self, id: AnnotationId) -> bool {
        let relations = self.session.annotations.relations(id);
        relations.is_none_or(|relations| relations.subject != Subject::Paragraph)
    }

    /// Number in the margin of the paragraph at `offset`: of the last numbered one that begins before it.
    pub(super) fn paragraph_number(&self, offset: usize) -> Option<u32> {
        let document = self.document()?;
        let idx = document.block_idx_at(offset)?;
        document.blocks().get(..=idx)?.iter().rev().find_map(|block| block.number)
    }
}
