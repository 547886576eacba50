//! A field for the path of a file, for systems without file dialogs: says at once what stands there.

use std::path::{Path, PathBuf};

use egui::{Id, Label, RichText, Ui};

use super::controls::{FirstFocus, is_submitted, text_field};
use super::task::{Progress, Task};
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::tokens;

/// A path being typed.
pub(super) struct PathBox {
    typed: String,
    purpose: Purpose,
    focus: FirstFocus,
    /// What was last looked for, and what was found.
    asked: PathBuf,
    looking: Option<Task<Fact>>,
    fact: Option<Fact>,
}

/// What the path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Open,
    /// Names without an ending get this one.
    Save {
        extension: &'static str,
    },
    /// Made where there is none.
    Folder,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    File,
    Folder,
    Nothing,
    NotEvenFolder,
}

impl PathBox {
    pub(super) fn for_opening() -> Self {
        Self::new(String::new(), Purpose::Open)
    }

    pub(super) fn for_saving(proposed: &Path, extension: &'static str) -> Self {
        Self::new(proposed.to_string_lossy().into_owned(), Purpose::Save { extension })
    }

    pub(super) fn for_folder(proposed: &Path) -> Self {
        Self::new(proposed.to_string_lossy().into_owned(), Purpose::Folder)
    }

    fn new(typed: String, purpose: Purpose) -> Self {
        Self { typed, purpose, focus: FirstFocus::default(), asked: PathBuf::new(), looking: None, fact: None }
    }

    /// The field and what is to be said about the path; whether Enter was pressed with a path that will do.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> bool {
        let hint = match self.purpose {
            Purpose::Open => Word::PathHint,
            Purpose::Save { .. } => Word::ExportPath,
            Purpose::Folder => Word::FolderPath,
        };
        let field = text_field(ui, Id::unique("dialog-path"), &mut self.typed, ctx.word(hint), f32::INFINITY);
        self.focus.give(ui, &field);
        self.look(ui.ctx());
        self.fact_ui(ctx, ui);
        let is_submitted = is_submitted(ui, &field);
        if is_submitted && !self.will_do() {
            field.request_focus();
        }
        is_submitted && self.will_do()
    }

    /// The path meant.
    pub(super) fn path(&self) -> PathBuf {
        let path = expanded(&self.typed, std::env::home_dir().as_deref());
        match self.purpose {
            Purpose::Save { extension } if path.extension().is_none() && path.file_name().is_some() => {
                path.with_extension(extension)
            }
            _ => path,
        }
    }

    /// Whether the main button may be pressed.
    pub(super) fn will_do(&self) -> bool {
        let is_empty = self.typed.trim().is_empty();
        !is_empty
            && match self.purpose {
                // What cannot be opened is told by the session, too.
                Purpose::Open => matches!(self.fact, None | Some(Fact::File)),
                Purpose::Save { .. } => matches!(self.fact, Some(Fact::File | Fact::Nothing)),
                Purpose::Folder => matches!(self.fact, Some(Fact::Folder | Fact::Nothing)),
            }
    }

    /// Whether a file would be overwritten.
    pub(super) fn replaces(&self) -> bool {
        self.fact == Some(Fact::File) && matches!(self.purpose, Purpose::Save { .. })
    }

    /// Looks at the path on another thread: a folder on a network may let one wait.
    fn look(&mut self, egui: &egui::Context) {
        let path = self.path();
        if path != self.asked {
            self.asked.clone_from(&path);
            self.fact = None;
            self.looking =
                if path.as_os_str().is_empty() { None } else { Task::spawn("path", egui, move || Fact::of(&path)) };
        }
        match self.looking.as_ref().map(Task::poll) {
            None | Some(Progress::Running) => {}
            Some(Progress::Done(fact)) => {
                self.fact = Some(fact);
                self.looking = None;
            }
            Some(Progress::Lost) => self.looking = None,
        }
    }

    /// One line, also where there is nothing to say: the form must not jump.
    fn fact_ui(&self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let word = self.fact.and_then(|fact| fact.word(self.purpose));
        let mut text = word.map_or(" ", |word| ctx.word(word)).to_owned();
        if self.replaces() {
            let name = self.asked.file_name().unwrap_or_default();
            text.push_str(&name.to_string_lossy());
        }
        let color = if self.will_do() && !self.replaces() { ctx.palette.soft } else { ctx.palette.vermilion_text };
        ui.add(Label::new(RichText::new(text).size(tokens::SMALL).color(color)).truncate().selectable(false));
    }
}

impl Fact {
    fn of(path: &Path) -> Self {
        if path.is_dir() {
            Self::Folder
        } else if path.exists() {
            Self::File
        } else {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if folder.is_none_or(Path::is_dir) { Self::Nothing } else { Self::NotEvenFolder }
        }
    }

    /// What the person should hear of it.
    fn word(self, purpose: Purpose) -> Option<Word> {
        match (self, purpose) {
            (Self::Folder, Purpose::Open | Purpose::Save { .. }) => Some(Word::PathIsFolder),
            (Self::File, Purpose::Save { .. }) => Some(Word::ReplaceFile),
            (Self::File, Purpose::Folder) => Some(Word::PathIsFile),
            (Self::NotEvenFolder, Purpose::Save { .. } | Purpose::Folder) => Some(Word::PathNoFolder),
            (Self::Nothing | Self::NotEvenFolder, Purpose::Open) => Some(Word::PathNoFile),
            (Self::File, Purpose::Open)
            | (Self::Folder, Purpose::Folder)
            | (Self::Nothing, Purpose::Save { .. } | Purpose::Folder) => None,
        }
    }
}

/// The path as typed or pasted, without the quotation marks file managers put around it, `~` being the home folder.
fn expanded(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim().trim_matches(['"', '\'']);
    let below_home = match typed.strip_prefix('~') {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix(['/', '\\']),
        None => None,
    };
    match (below_home, home) {
        (Some(""), Some(home)) => home.to_owned(),
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tilde_is_the_home_folder() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(expanded(typed, Some(Path::new("/li"))), PathBuf::from(expected), "{typed}");
        };
        check("~/文章.txt", "/li/文章.txt");
        check("~", "/li");
        check(" '/a b/文章.txt' ", "/a b/文章.txt");
        check("~li/a.txt", "~li/a.txt");
        check("a.txt", "a.txt");
        check("", "");
        assert_eq!(expanded("~/a.txt", None), PathBuf::from("~/a.txt"));
    }

    #[test]
    fn a_file_without_ending_is_saved_with_one() {
        let name = |typed: &str| PathBox::for_saving(Path::new(typed), "md").path();
        assert_eq!(name("/notes/笔记"), PathBuf::from("/notes/笔记.md"));
        assert_eq!(name("/notes/笔记.txt"), PathBuf::from("/notes/笔记.txt"));
        assert_eq!(name(""), PathBuf::from(""));
    }

    #[test]
    fn what_stands_at_a_path_is_told() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(Fact::of(here), Fact::Folder);
        assert_eq!(Fact::of(&here.join("Cargo.toml")), Fact::File);
        assert_eq!(Fact::of(&here.join("no-such-file")), Fact::Nothing);
        assert_eq!(Fact::of(&here.join("no-such-folder/file")), Fact::NotEvenFolder);
    }

    #[test]
    fn only_what_can_be_opened_or_written_will_do() {
        let with = |mut path_box: PathBox, typed: &str, fact| {
            path_box.typed = typed.to_owned();
            path_box.fact = fact;
            (path_box.will_do(), path_box.replaces())
        };
        assert_eq!(with(PathBox::for_opening(), "", None), (false, false));
        assert_eq!(with(PathBox::for_opening(), "a", Some(Fact::File)), (true, false));
        assert_eq!(with(PathBox::for_opening(), "a", Some(Fact::Nothing)), (false, false));
        let saving = || PathBox::for_saving(Path::new("a"), "md");
        assert_eq!(with(saving(), "a", Some(Fact::File)), (true, true));
        assert_eq!(with(saving(), "a", Some(Fact::Nothing)), (true, false));
        assert_eq!(with(saving(), "a", None), (false, false));
        let folder = || PathBox::for_folder(Path::new("a"));
        assert_eq!(with(folder(), "a", Some(Fact::File)), (false, false));
        assert_eq!(with(folder(), "a", Some(Fact::Folder)), (true, false));
        assert_eq!(with(folder(), "a", Some(Fact::Nothing)), (true, false));
    }
}
