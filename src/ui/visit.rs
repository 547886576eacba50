//! Going to a place in any document of the library.

use super::app::Interface;
use super::context::{Focus, Visit};
use crate::session::Command;

impl Interface {
    /// Goes to the place at once where its document is open, else when it is.
    pub(super) fn visit(&mut self, visit: Box<Visit>) {
        let is_open = self.session.open.as_ref().is_some_and(|open| open.document.hash() == visit.document);
        if is_open {
            self.focus_on(&visit);
            if let Some(range) = visit.range {
                self.jump(range);
            }
            return;
        }
        let file = visit.path.clone().filter(|path| path.is_file());
        let command = file.map_or(Command::OpenKept(visit.document), Command::Open);
        self.visiting = Some(visit);
        self.session.run(command);
    }

    /// Goes where one wanted to when another document was opened for it. There is nothing to go back to yet.
    pub(super) fn arrive(&mut self) {
        let (Some(visit), Some(open)) = (self.visiting.take(), &self.session.open) else { return };
        if open.document.hash() == visit.document {
            self.focus_on(&visit);
            if let Some(range) = visit.range {
                self.view.walked_to = Some(range.start());
                self.reader.jump_to(range);
            }
        } else if open.path.is_some() && open.path == visit.path && visit.annotation.is_none() {
            // The file holds another text now: the places in it are others.
            self.find.open(Some(visit.query));
        }
    }

    fn focus_on(&mut self, visit: &Visit) {
        if let Some(id) = visit.annotation.filter(|&id| self.session.annotations.get(id).is_some()) {
            self.view.focus = Focus::Annotation(id);
        }
    }
}
