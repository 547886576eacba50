//! Whether another program has changed the file of the open document: looked at when the window comes to the front.

use std::path::PathBuf;

use super::dialogs::{Progress, Task};
use crate::session::{FileStamp, Open};

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
