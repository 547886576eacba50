//! The library: documents opened before, latest first.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use egui::{Align, Button, Key, Layout, Modifiers, Response, RichText, Ui};

use crate::annotation::Edit;
use crate::document::{DocumentHash, Metadata};
use crate::session::Command;
use crate::store::RecentDocument;
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;

use super::empty;
use super::library_row::{self, Naming, Renaming, Row};
use super::rows::{self, Rows};

/// State of the list.
#[derive(Default)]
pub(super) struct LibraryTab {
    /// Versions of the session that `recent` was taken at: opening raises one, edits the other.
    of: Option<(u64, u64)>,
    recent: Vec<RecentDocument>,
    rows: Rows,
    /// What the library keeps of documents whose rows have been in view.
    metadata: HashMap<DocumentHash, Option<Metadata>>,
    renaming: Option<Renaming>,
}

/// What a person does to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Open,
    /// From the text the library keeps, whatever has become of the file.
    OpenKept,
    Rename,
    DropTitle,
    Remove,
}

impl LibraryTab {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        self.update(ctx);
        if self.recent.is_empty() {
            empty::open_ui(ctx, ui, Word::EmptyLibrary);
            return;
        }
        head_ui(ctx, ui);
        let open = ctx.document().map(|document| document.hash());
        let now = crate::ui::now();
        let Self { recent, rows, metadata, renaming, .. } = self;
        let mut may_read = true;
        let mut done = None;
        rows.ui("library", None, ui, |ui, idx, slot| {
            let Some(entry) = recent.get(idx) else { return 0.0 };
            may_read &= !learn(ctx, ui, metadata, entry.hash, may_read);
            let known = metadata.get(&entry.hash).and_then(Option::as_ref);
            let naming = Naming::new(ctx, entry, known);
            if let Some(editor) = renaming.as_mut().filter(|editor| editor.document == entry.hash) {
                if library_row::rename_ui(ctx, ui, editor, &naming, slot) {
                    *renaming = None;
                }
                return library_row::HEIGHT;
            }
            let row = Row { entry, naming: &naming, is_open: open == Some(entry.hash), now };
            let response = library_row::row_ui(ctx, ui, &row, slot);
            if let Some(deed) = deed(ctx, ui, &row, &response) {
                done = Some((idx, deed));
            }
            library_row::HEIGHT
        });
        if let Some((idx, deed)) = done {
            self.act(ctx, idx, deed);
        }
    }

    fn update(&mut self, ctx: &ViewContext<'_>) {
        let of = Some((ctx.session.analysis_version, ctx.session.annotations_version));
        if self.of != of {
            self.of = of;
            self.recent = ctx.session.library().recent();
            self.rows = Rows::new(vec![library_row::HEIGHT; self.recent.len()]);
        }
    }

    fn act(&mut self, ctx: &ViewContext<'_>, idx: usize, deed: Deed) {
        let Some(entry) = self.recent.get(idx) else { return };
        let document = entry.hash;
        match deed {
            // Where the file is gone, its text is still here.
            Deed::Open => ctx.command(match entry.path.as_ref().filter(|path| path.is_file()) {
                Some(path) => Command::Open(path.clone()),
                None => Command::OpenKept(document),
            }),
            Deed::OpenKept => ctx.command(Command::OpenKept(document)),
            Deed::Rename => {
                let known = self.metadata.get(&document).and_then(Option::as_ref);
                let naming = Naming::new(ctx, entry, known);
                self.renaming = Some(Renaming::new(document, naming.title.unwrap_or_default()));
            }
            Deed::DropTitle => ctx.command(Command::Annotate(Edit::SetTitle { document, title: None })),
            Deed::Remove => {
                ctx.command(Command::Annotate(Edit::SetRemoved { document, removed: true }));
                ctx.send(Action::UndoableToast(ctx.word(Word::RemovedFromLibrary).to_owned()));
            }
        }
    }
}

/// `最近打开`, and the way to another document.
fn head_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let soft = |word: Word| RichText::new(ctx.word(word)).size(tokens::SMALL).color(ctx.palette.soft);
    ui.horizontal(|ui| {
        ui.label(soft(Word::OpenRecent));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(Button::new(soft(Word::Open)).frame(false)).clicked() {
                ctx.send(Action::OpenDialog);
            }
        });
    });
}

/// Sees to it that the metadata of `document` is known; whether the disk was read for it, which is done for one row a
/// frame and once for a document.
fn learn(
    ctx: &ViewContext<'_>,
    ui: &Ui,
    metadata: &mut HashMap<DocumentHash, Option<Metadata>>,
    document: DocumentHash,
    may_read: bool,
) -> bool {
    let Entry::Vacant(place) = metadata.entry(document) else { return false };
    if let Some(open) = ctx.document().filter(|open| open.hash() == document) {
        place.insert(Some(open.metadata().clone()));
        return false;
    }
    ui.ctx().request_repaint();
    if may_read {
        place.insert(ctx.session.library().metadata_of(document));
    }
    may_read
}

fn deed(ctx: &ViewContext<'_>, ui: &Ui, row: &Row<'_>, response: &Response) -> Option<Deed> {
    let mut chosen = None;
    response.context_menu(|ui| {
        let mut entry = |word: Word, deed: Deed| {
            if ui.button(ctx.word(word)).clicked() {
                chosen = Some(deed);
            }
        };
        entry(Word::OpenDocument, Deed::Open);
        if row.entry.path.is_some() {
            entry(Word::OpenKeptText, Deed::OpenKept);
        }
        entry(Word::RenameDocument, Deed::Rename);
        if ctx.session.annotations.title(row.entry.hash).is_some() {
            entry(Word::DropTitle, Deed::DropTitle);
        }
        entry(Word::RemoveFromLibrary, Deed::Remove);
    });
    if response.has_focus() && chosen.is_none() {
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::F2) {
            chosen = Some(Deed::Rename);
        } else if pressed(Key::Delete) {
            chosen = Some(Deed::Remove);
        }
    }
    rows::follow_keyboard(ui, response);
    // The document that is open is not read again by a stray click.
    chosen.or_else(|| (response.clicked() && !row.is_open).then_some(Deed::Open))
}
