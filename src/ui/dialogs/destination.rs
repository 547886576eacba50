//! Where something that is saved goes: the system's dialog asks, or the program's own field where there is none.

use std::path::{Path, PathBuf};

use egui::{Sides, Ui};

use super::controls::main_button;
use super::path::PathBox;
use super::system::{Picked, Picker};
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::reader::shown_title;
use crate::ui::widgets::soft_label;

/// Longest name proposed for a file, in code points.
const NAME_CHARS: usize = 60;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    File {
        /// Of the dialog.
        title: &'static str,
        folder: Option<PathBuf>,
        name: String,
        extension: &'static str,
        format: &'static str,
    },
    /// A folder, which is made where there is none; `name` is proposed for one in the home folder.
    Folder { title: &'static str, name: String },
}

/// What the person said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Path(PathBuf),
    Cancelled,
}

/// A target and how it is asked for.
pub(super) struct Destination {
    target: Target,
    way: Way,
}

enum Way {
    System(Picker),
    Typed(PathBox),
}

impl Destination {
    /// Asks the system; the field stands ready where it has no dialogs.
    pub(super) fn ask(target: Target, egui: &egui::Context) -> Self {
        match Picker::save(&target, egui) {
            Some(picker) => Self { target, way: Way::System(picker) },
            None => Self::to_be_typed(target),
        }
    }

    pub(super) fn to_be_typed(target: Target) -> Self {
        let way = Way::Typed(field_for(&target));
        Self { target, way }
    }

    /// Whether the field is to be shown.
    pub(super) fn is_typed(&self) -> bool {
        matches!(self.way, Way::Typed(_))
    }

    /// The answer of the system's dialog, once; where there is none after all, the field stands ready from now on.
    pub(super) fn poll(&mut self) -> Option<Answer> {
        let Way::System(picker) = &self.way else { return None };
        match picker.poll()? {
            Picked::Path(path) => Some(Answer::Path(path)),
            Picked::Cancelled => Some(Answer::Cancelled),
            Picked::NoDialog => {
                self.way = Way::Typed(field_for(&self.target));
                None
            }
        }
    }

    /// The field with its buttons. Nothing while the system asks.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, can_save: bool, ui: &mut Ui) -> Option<Answer> {
        let Way::Typed(path) = &mut self.way else { return None };
        let name = match self.target {
            Target::File { .. } => Word::ExportPath,
            Target::Folder { .. } => Word::FolderPath,
        };
        soft_label(ui, ctx.palette, ctx.word(name));
        let is_submitted = path.ui(ctx, ui);
        ui.add_space(6.0);
        let action = if path.replaces() { Word::Replace } else { Word::Save };
        let can_save = can_save && path.will_do();
        let ((), (is_pressed, is_cancelled)) = Sides::new().show(
            ui,
            |_| {},
            |ui| {
                let is_pressed = main_button(ui, ctx.palette, ctx.word(action), can_save).clicked();
                (is_pressed, ui.button(ctx.word(Word::Cancel)).clicked())
            },
        );
        if can_save && (is_pressed || is_submitted) {
            return Some(Answer::Path(path.path()));
        }
        is_cancelled.then_some(Answer::Cancelled)
    }
}

fn field_for(target: &Target) -> PathBox {
    match *target {
        Target::File { ref folder, ref name, extension, .. } => {
            let folder = folder.clone().unwrap_or_default();
            PathBox::for_saving(&folder.join(name), extension)
        }
        Target::Folder { ref name, .. } => PathBox::for_folder(&std::env::home_dir().unwrap_or_default().join(name)),
    }
}

/// What the file is called after: the title or what stands in its place, else the name of the document's file.
pub(super) fn proposed_title(ctx: &ViewContext<'_>) -> String {
    let title = ctx.document().map(|document| shown_title(ctx, document)).unwrap_or_default();
    if !title.is_empty() {
        return title;
    }
    let path = ctx.session.open.as_ref().and_then(|open| open.path.as_deref());
    let stem = path.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    stem.unwrap_or_else(|| ctx.word(Word::Annotations).to_owned())
}

/// Beside the document, else in the home folder.
pub(super) fn folder(ctx: &ViewContext<'_>) -> Option<PathBuf> {
    let path = ctx.session.open.as_ref().and_then(|open| open.path.as_deref());
    path.and_then(Path::parent).map(Path::to_owned).or_else(std::env::home_dir)
}

/// A name every file system takes.
pub(super) fn proposed_name(title: &str, extension: &str) -> String {
    let is_forbidden = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let plain: String =
        title.chars().map(|c| if is_forbidden(c) || c.is_whitespace() { ' ' } else { c }).take(NAME_CHARS).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    format!("{}.{extension}", words.join(" ").trim_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_have_only_what_every_system_takes() {
        assert_eq!(proposed_name("人民日报　2024年8月27日　第19版", "md"), "人民日报 2024年8月27日 第19版.md");
        assert_eq!(proposed_name("a/b: \"c\"?\n", "jsonld"), "a b c.jsonld");
        assert_eq!(proposed_name(&"长".repeat(300), "md").chars().count(), NAME_CHARS + 3);
    }
}
