//! A file whose text has changed since it was annotated: what was written on the old text goes over to the new one.

use std::path::Path;
use std::sync::Arc;

use super::{CarriedNotes, Event, Session};
use crate::anchoring::{AnchorStatus, Carried, Written};
use crate::annotation::Edit;
use crate::document::Document;

/// Least share of the shorter text that two versions of one text have in common. Unrelated texts share under a tenth.
const LEAST_COMMON: f32 = 0.3;

impl Session {
    /// Looks in the background for what was written on earlier versions of the document at `path`.
    pub(super) fn carry_over(&mut self, path: &Path, document: &Arc<Document>) {
        if self.library.is_read_only() {
            return;
        }
        let earlier = self.library.earlier_versions(path, document.hash());
        if earlier.is_empty() {
            return;
        }
        // The latest last: where two say something about the same, it holds.
        let written = earlier.into_iter().rev().map(|other| Written::on(&self.annotations, other)).collect();
        self.worker.carry(Arc::clone(&self.library), written, Arc::clone(document));
    }

    /// Takes over what was carried to the open document, with one undo, and says what became of it.
    pub(super) fn carried(&mut self, all: &[Carried]) {
        let mut edits = Vec::new();
        let mut counts = CarriedNotes::default();
        let mut n_left = 0;
        for carried in all {
            if carried.common_share < LEAST_COMMON {
                n_left += carried.annotations.len();
                continue;
            }
            let Some(edit) = carried.edit(&self.annotations) else { continue };
            edits.push(edit);
            counts.n_kept += carried.n(AnchorStatus::Kept);
            counts.n_moved += carried.n(AnchorStatus::Moved);
            counts.n_review += carried.n(AnchorStatus::Review);
            counts.n_orphans += carried.n(AnchorStatus::Orphan);
        }
        if !edits.is_empty() {
            self.edit(Edit::Batch(edits));
            self.events.push(Event::Carried(counts));
        }
        if n_left > 0 {
            self.events.push(Event::NotCarried { n_annotations: n_left });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    use uuid::Uuid;

    use super::*;
    use crate::annotation::{Annotation, AnnotationId, MarkColor, MarkStyle, Timestamp};
    use crate::session::Command;
    use crate::store::DataDir;
    use crate::store::files::write_atomically;
    use crate::text::TextRange;

    const OLD: &str =
        "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。\n白日依山尽，黄河入海流。欲穷千里目，更上一层楼。";
    const NEW: &str = "绝句二首\n春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知道多少。\n欲穷千里目，更上一层楼。";

    struct Desk {
        session: Session,
        path: PathBuf,
    }

    impl Desk {
        /// The file as `text`, opened.
        fn write(&mut self, text: &str) {
            write_atomically(&self.path, text.as_bytes()).unwrap();
            self.session.open_now(&self.path);
        }

        fn mark(&mut self, words: &str) -> AnnotationId {
            let document = Arc::clone(&self.session.open.as_ref().unwrap().document);
            let start = document.text().find(words).unwrap();
            let id = AnnotationId(Uuid::new_v4());
            let annotation = Annotation {
                id,
                document: document.hash(),
                ranges: vec![TextRange::new(start, start + words.len())],
                exact: vec![words.to_owned()],
                style: MarkStyle::Wavy,
                color: MarkColor::Rouge,
                note: String::new(),
                tags: Vec::new(),
                created: Timestamp(1),
                modified: Timestamp(1),
            };
            self.session.run(Command::Annotate(Edit::Put(Box::new(annotation))));
            id
        }

        fn event(&mut self, is_wanted: impl Fn(&Event) -> bool) -> Event {
            let start = Instant::now();
            loop {
                self.session.poll();
                if let Some(event) = self.session.take_events().into_iter().find(&is_wanted) {
                    return event;
                }
                assert!(start.elapsed() < Duration::from_mins(1), "waited too long");
                std::thread::sleep(Duration::from_millis(2));
            }
        }

        fn n_annotations(&self) -> usize {
            let open = self.session.open.as_ref().unwrap();
            self.session.annotations.of(open.document.hash()).len()
        }
    }

    fn desk(folder: &Path) -> Desk {
        let dir = DataDir::resolve(Some(&folder.join("library"))).unwrap();
        let session = Session::new(dir, || {}).unwrap();
        Desk { session, path: folder.join("poems.txt") }
    }

    #[test]
    fn notes_go_along_when_their_file_changes() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        desk.write(OLD);
        let (kept, moved, lost) = (desk.mark("啼鸟"), desk.mark("花落知多少"), desk.mark("黄河入海流"));
        let before = desk.session.annotations.clone();
        desk.write(NEW);
        let told = desk.event(|event| matches!(event, Event::Carried(_)));
        assert_eq!(told, Event::Carried(CarriedNotes { n_kept: 1, n_moved: 1, n_review: 0, n_orphans: 1 }));
        let exact = |desk: &Desk, id| desk.session.annotations.get(id).unwrap().exact.join("");
        assert_eq!((exact(&desk, kept), exact(&desk, moved)), ("啼鸟".to_owned(), "花落知道多少".to_owned()));
        assert!(desk.session.annotations.unplaced(lost).is_some() && exact(&desk, lost) == "黄河入海流");
        assert_eq!(desk.n_annotations(), 3);
        assert_eq!(desk.session.library().recent().len(), 1, "the file is listed once");
        desk.session.run(Command::Undo);
        assert_eq!(desk.session.annotations, before, "one undo takes all back");
        desk.session.run(Command::Redo);
        desk.write(OLD);
        desk.event(|event| matches!(event, Event::Carried(_)));
        assert_eq!(exact(&desk, lost), "黄河入海流");
        assert!(desk.session.annotations.unplaced(lost).is_none(), "its text is back, and so is its place");
    }

    #[test]
    fn notes_stay_with_their_text_when_the_file_holds_another() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        desk.write(OLD);
        desk.mark("啼鸟");
        let before = desk.session.annotations.clone();
        desk.write("国破山河在，城春草木深。感时花溅泪，恨别鸟惊心。烽火连三月，家书抵万金。白头搔更短，浑欲不胜簪。");
        let told = desk.event(|event| matches!(event, Event::NotCarried { .. }));
        assert_eq!(told, Event::NotCarried { n_annotations: 1 });
        assert_eq!(desk.session.annotations, before);
        assert_eq!(desk.session.library().recent().len(), 2, "what was annotated can still be opened");
    }
}
