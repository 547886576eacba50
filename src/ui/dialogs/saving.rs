//! What is saved from the window without a form of its own: tables, plots, and copies of the library.

use std::path::PathBuf;

use egui::Ui;

use super::destination::{Answer, Destination, Target, folder, proposed_name, proposed_title};
use super::{Dialog, Flow, Form};
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;

const EXTENSION: &str = "tsv";

/// Rows of cells between tabs, on their way to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Table {
    /// What the file is called, after the document.
    pub(in crate::ui) name: &'static str,
    pub(in crate::ui) tsv: String,
}

/// A plot on its way to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Drawing {
    /// What the file is called, after the document.
    pub(in crate::ui) name: &'static str,
    pub(in crate::ui) format: DrawingFormat,
    pub(in crate::ui) bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum DrawingFormat {
    Svg,
    Png,
}

impl DrawingFormat {
    fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    fn word(self) -> Word {
        match self {
            Self::Svg => Word::FormatSvg,
            Self::Png => Word::FormatPng,
        }
    }
}

/// What is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Errand {
    Table(Table),
    Drawing(Drawing),
    LibraryCopy,
}

impl Errand {
    pub(super) fn dialog(&self) -> Dialog {
        match self {
            Self::Table(_) => Dialog::Table,
            Self::Drawing(_) => Dialog::Drawing,
            Self::LibraryCopy => Dialog::LibraryCopy,
        }
    }

    fn title(&self) -> Word {
        match self {
            Self::Table(_) => Word::SaveTable,
            Self::Drawing(_) => Word::SaveDrawing,
            Self::LibraryCopy => Word::SaveLibraryCopy,
        }
    }

    fn target(&self, ctx: &ViewContext<'_>) -> Target {
        let title = ctx.word(self.title());
        match self {
            Self::Table(table) => Target::File {
                title,
                folder: folder(ctx),
                name: proposed_name(&format!("{} {}", proposed_title(ctx), table.name), EXTENSION),
                extension: EXTENSION,
                format: ctx.word(Word::FormatTsv),
            },
            Self::Drawing(drawing) => Target::File {
                title,
                folder: folder(ctx),
                name: proposed_name(&format!("{} {}", proposed_title(ctx), drawing.name), drawing.format.extension()),
                extension: drawing.format.extension(),
                format: ctx.word(drawing.format.word()),
            },
            Self::LibraryCopy => Target::Folder { title, name: copy_name(ctx) },
        }
    }

    fn command(&self, path: PathBuf) -> Command {
        match self {
            Self::Table(table) => Command::WriteFile { path, bytes: table.tsv.clone().into_bytes() },
            Self::Drawing(drawing) => Command::WriteFile { path, bytes: drawing.bytes.clone() },
            Self::LibraryCopy => Command::SaveCopy(path),
        }
    }
}

/// A folder of its own for a copy made today.
fn copy_name(ctx: &ViewContext<'_>) -> String {
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d");
    format!("{} {today}", ctx.word(Word::LibraryCopy))
}

/// An errand and where it goes; a form of its own where the system has no dialog.
pub(super) struct Saving {
    errand: Errand,
    destination: Destination,
}

impl Saving {
    /// Asks the system where to, unless it is asking for something else already.
    pub(super) fn new(ctx: &ViewContext<'_>, errand: Errand, may_ask_system: bool, egui: &egui::Context) -> Self {
        let target = errand.target(ctx);
        let destination =
            if may_ask_system { Destination::ask(target, egui) } else { Destination::to_be_typed(target) };
        Self { errand, destination }
    }

    pub(super) fn dialog(&self) -> Dialog {
        self.errand.dialog()
    }

    /// Whether the place is typed, which the system does not ask for.
    pub(super) fn is_typed(&self) -> bool {
        self.destination.is_typed()
    }

    /// Takes the answer of the system's dialog; whether the errand is done, or was given up.
    pub(super) fn poll(&mut self, ctx: &ViewContext<'_>) -> bool {
        let Some(answer) = self.destination.poll() else { return false };
        self.take(ctx, answer);
        true
    }

    fn take(&self, ctx: &ViewContext<'_>, answer: Answer) {
        if let Answer::Path(path) = answer {
            ctx.command(self.errand.command(path));
        }
    }
}

impl Form for Saving {
    fn title(&self) -> Word {
        self.errand.title()
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn may_be_clicked_away(&self) -> bool {
        false
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        let Some(answer) = self.destination.ui(ctx, true, ui) else { return Flow::Stay };
        self.take(ctx, answer);
        Flow::Close
    }
}
