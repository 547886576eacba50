//! Whether another program has changed the file of the open document: looked at when the window comes to the front.

use std::path::PathBuf;

use super::dialogs::{Progress, Task};
use super::locale::{Language, Word};
use crate::session::{CarriedNotes, FileStamp, Open};

/// Looks at the file, each time on another thread: a folder on a network may let one wait.
pub(super) struct FileWatch {
    had_focus: bool,
    looking: Option<(PathBuf, Task<Option<FileStamp>>)>,
    /// The change that was told of last.
    told: Option<(PathBuf, FileStamp)>,
}

impl Default for FileWatch {
    fn default() -> Self {
        // The window opens with a file just read: there is nothing to look for yet.
        Self { had_focus: true, looking: None, told: None }
    }
}

impl FileWatch {
    /// The path of what is open, once after each change of the file.
    pub(super) fn look(&mut self, open: Option<&Open>, egui: &egui::Context) -> Option<PathBuf> {
        let has_focus = egui.input(|input| input.focused);
        let has_come_back = has_focus && !self.had_focus;
        self.had_focus = has_focus;
        let open = open?;
        if has_come_back
            && self.looking.is_none()
            && let Some(path) = &open.path
        {
            let asked = path.clone();
            let task = Task::spawn("file-stamp", egui, move || FileStamp::of(&asked));
            self.looking = task.map(|task| (path.clone(), task));
        }
        let (path, found) = self.found()?;
        // A file that is gone for a moment is being written anew by another program.
        let found = found?;
        let is_changed = open.path.as_ref() == Some(&path) && open.stamp.is_some_and(|stamp| stamp != found);
        let told = Some((path.clone(), found));
        if !is_changed || self.told == told {
            return None;
        }
        self.told = told;
        Some(path)
    }

    /// What was found at the path last looked at, once.
    fn found(&mut self) -> Option<(PathBuf, Option<FileStamp>)> {
        let (path, task) = self.looking.take()?;
        match task.poll() {
            Progress::Running => {
                self.looking = Some((path, task));
                None
            }
            Progress::Done(found) => Some((path, found)),
            Progress::Lost => None,
        }
    }
}

/// What became of the notes on a text that has changed.
pub(super) fn carried(notes: CarriedNotes, language: Language) -> String {
    let counted = |word: Word, n: usize| (n > 0).then(|| word.in_language(language).replace("{}", &n.to_string()));
    let parts = [
        counted(Word::NotesKept, notes.n_kept),
        counted(Word::NotesMoved, notes.n_moved),
        counted(Word::NotesToReview, notes.n_review),
        counted(Word::NotesNotFound, notes.n_orphans),
    ];
    let comma = if language == Language::Chinese { "，" } else { ", " };
    let told = parts.into_iter().flatten().collect::<Vec<_>>().join(comma);
    Word::NotesCarried.in_language(language).replace("{}", &told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_there_is_is_counted() {
        let notes = CarriedNotes { n_kept: 12, n_review: 1, ..CarriedNotes::default() };
        assert_eq!(carried(notes, Language::Chinese), "正文已改，批注随之移动：12 条不变，1 条待复核");
        let told = "The text has changed and its notes came along: 12 unchanged, 1 to review";
        assert_eq!(carried(notes, Language::English), told);
    }
}
