//! Saving a table as a file: by the system's dialog, or by the program's own field where there is none.

use std::path::PathBuf;

use egui::{Sides, Ui};

use super::controls::main_button;
use super::export::{folder, proposed_name, proposed_title};
use super::path::PathBox;
use super::system::{Picked, Picker, SaveAs};
use super::{Flow, Form};
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::widgets::soft_label;

const EXTENSION: &str = "tsv";

/// Rows of cells between tabs, on their way to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Table {
    /// What the file is called, after the document.
    pub(in crate::ui) name: &'static str,
    pub(in crate::ui) tsv: String,
}

/// A table and the system's dialog that asks where it goes.
pub(super) struct Saving {
    table: Table,
    picker: Picker,
}

/// What became of the system's dialog.
pub(super) enum Saved {
    /// Written, or given up.
    Done,
    /// There is no dialog after all: the table is given back.
    NoDialog(Table),
}

impl Saving {
    /// Asks the system where to; the table comes back where it has no dialogs.
    pub(super) fn ask(ctx: &ViewContext<'_>, table: Table, egui: &egui::Context) -> Result<Self, Table> {
        let name = file_name(ctx, &table);
        let folder = folder(ctx);
        let file = SaveAs {
            title: ctx.word(Word::SaveTable),
            folder: folder.as_deref(),
            name: &name,
            extension: EXTENSION,
            format: ctx.word(Word::FormatTsv),
        };
        match Picker::save(&file, egui) {
            Some(picker) => Ok(Self { table, picker }),
            None => Err(table),
        }
    }

    /// The answer, once; the saving is over with it.
    pub(super) fn poll(&self, ctx: &ViewContext<'_>) -> Option<Saved> {
        let picked = self.picker.poll()?;
        Some(match picked {
            Picked::Path(path) => {
                write(ctx, &self.table, path);
                Saved::Done
            }
            Picked::Cancelled => Saved::Done,
            Picked::NoDialog => Saved::NoDialog(self.table.clone()),
        })
    }
}

/// The field for the path, where the system has no dialog.
pub(super) struct TableForm {
    table: Table,
    path: PathBox,
}

impl TableForm {
    pub(super) fn new(ctx: &ViewContext<'_>, table: Table) -> Self {
        let proposed = folder(ctx).unwrap_or_default().join(file_name(ctx, &table));
        Self { table, path: PathBox::for_saving(&proposed, EXTENSION) }
    }
}

impl Form for TableForm {
    fn title(&self) -> Word {
        Word::SaveTable
    }

    fn width(&self) -> f32 {
        520.0
    }

    fn may_be_clicked_away(&self) -> bool {
        false
    }

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
        soft_label(ui, ctx.palette, ctx.word(Word::ExportPath));
        let is_submitted = self.path.ui(ctx, ui);
        ui.add_space(6.0);
        let action = if self.path.replaces() { Word::Replace } else { Word::Save };
        let can_save = self.path.will_do();
        let ((), (is_pressed, is_cancelled)) = Sides::new().show(
            ui,
            |_| {},
            |ui| {
                let is_pressed = main_button(ui, ctx.palette, ctx.word(action), can_save).clicked();
                (is_pressed, ui.button(ctx.word(Word::Cancel)).clicked())
            },
        );
        if can_save && (is_pressed || is_submitted) {
            write(ctx, &self.table, self.path.path());
            return Flow::Close;
        }
        if is_cancelled { Flow::Close } else { Flow::Stay }
    }
}

fn file_name(ctx: &ViewContext<'_>, table: &Table) -> String {
    proposed_name(&format!("{} {}", proposed_title(ctx), table.name), EXTENSION)
}

fn write(ctx: &ViewContext<'_>, table: &Table, path: PathBuf) {
    ctx.command(Command::WriteFile { path, text: table.tsv.clone() });
}
