//! Opening a file by its path, where the system has no dialog for it, and the documents opened before.

use std::path::{Path, PathBuf};

use egui::{Sides, Ui};

use super::controls::{Row, main_button, row_ui};
use super::path::PathBox;
use super::{Flow, Form};
use crate::document::DocumentHash;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::widgets::soft_label;

/// More recent documents are in the library panel.
const MOST_RECENT: usize = 6;

pub(super) struct OpenForm {
    path: PathBox,
    recent: Vec<Recent>,
}

/// A document opened before.
pub(super) struct Recent {
    pub(super) title: String,
    pub(super) path: Option<PathBuf>,
    hash: DocumentHash,
}

/// Documents on the library's list under the reader's titles, latest first, without the one that is open.
pub(super) fn recent(ctx: &ViewContext<'_>) -> Vec<Recent> {
    let open = ctx.document().map(|document| document.hash());
    let documents = ctx.session.library().recent().into_iter().filter(|document| Some(document.hash) != open);
    documents
        .map(|document| Recent {
            title: ctx.session.annotations.title(document.hash).map_or(document.title, str::to_owned),
            path: document.path,
            hash: document.hash,
        })
        .collect()
}

impl Recent {
    /// Opens the file as it is now, or the text that was kept where the file is gone.
    pub(super) fn command(&self) -> Command {
        match self.path.as_deref().filter(|path| path.is_file()) {
            Some(path) => Command::Open(path.to_owned()),
            None => Command::OpenKept(self.hash),
        }
    }

    /// The folder it lies in.
    pub(super) fn place(&self) -> String {
        let folder = self.path.as_deref().and_then(Path::parent);
        folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

impl OpenForm {
    pub(super) fn new(ctx: &ViewContext<'_>) -> Self {
        let mut recent = recent(ctx);
        recent.truncate(MOST_RECENT);
        Self { path: PathBox::for_opening(), recent }
    }

    /// Whether one of the recent documents was chosen.
    fn recent_ui(&self, ctx: &ViewContext<'_>, ui: &mut Ui) -> bool {
        let mut is_chosen = false;
        ui.add_space(6.0);
        soft_label(ui, ctx.palette, ctx.word(Word::OpenRecent));
        for recent in &self.recent {
            let row = Row { text: &recent.title, detail: &recent.place(), is_selected: false };
            if row_ui(ui, ctx.palette, &row).clicked() {
                ctx.command(recent.command());
                is_chosen = true;
            }
        }
        is_chosen
    }
}

impl Form for OpenForm {
    fn title(&self) -> Word {
        Word::OpenPathTitle
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        soft_label(ui, ctx.palette, ctx.word(Word::OpenPathHint));
        let is_submitted = self.path.ui(ctx, ui);
        let is_recent = !self.recent.is_empty() && self.recent_ui(ctx, ui);
        ui.add_space(10.0);
        let (is_sample, (is_pressed, is_cancelled)) = Sides::new().show(
            ui,
            |ui| ui.button(ctx.word(Word::OpenSample)).clicked(),
            |ui| {
                let open = main_button(ui, ctx.palette, ctx.word(Word::OpenDocument), self.path.will_do());
                (open.clicked(), ui.button(ctx.word(Word::Cancel)).clicked())
            },
        );
        if is_sample {
            ctx.command(Command::OpenBundled);
        } else if is_submitted || is_pressed {
            ctx.command(Command::Open(self.path.path()));
        }
        let is_done = is_submitted || is_pressed || is_recent || is_sample || is_cancelled;
        if is_done { Flow::Close } else { Flow::Stay }
    }
}
