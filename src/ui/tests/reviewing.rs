//! Notes on a file whose text has changed.

use super::*;
use crate::annotation::{Annotation, AnnotationId, Edit, MarkColor, MarkStyle, Timestamp};
use crate::store::files::write_atomically;
use crate::ui::screenshot::PanelName;

const OLD: &str = "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。\n白日依山尽，黄河入海流。欲穷千里目，更上一层楼。";
const NEW: &str = "绝句二首\n春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。\n欲穷千里目，更上一层楼。";

/// Writes the file anew and opens it.
fn open_as(window: &mut Window, text: &str) {
    let path = window.folder().join("poems.txt");
    write_atomically(&path, text.as_bytes()).expect("written");
    window.harness.state_mut().session.run(Command::Open(path));
    window.wait("the file", |interface| {
        interface.session.open.as_ref().is_some_and(|open| open.document.text() == text)
            && interface.session.analysis_time.is_some()
    });
}

#[test]
fn a_note_whose_words_are_gone_waits_to_be_placed() {
    let mut window = Window::open();
    open_as(&mut window, OLD);
    let document = window.interface().session.open.as_ref().map(|open| open.document.clone()).expect("it is open");
    for words in ["处处闻", "黄河入海流"] {
        let start = OLD.find(words).expect("words of the text");
        let annotation = Annotation {
            id: AnnotationId(uuid::Uuid::new_v4()),
            document: document.hash(),
            ranges: vec![TextRange::new(start, start + words.len())],
            exact: vec![words.to_owned()],
            style: MarkStyle::Fill,
            color: MarkColor::Ochre,
            note: String::new(),
            tags: Vec::new(),
            created: Timestamp(1),
            modified: Timestamp(1),
        };
        window.harness.state_mut().session.run(Command::Annotate(Edit::Put(Box::new(annotation))));
    }
    open_as(&mut window, NEW);
    let of_new = |interface: &Interface| {
        let open = interface.session.open.as_ref().expect("it is open");
        interface.session.annotations.of(open.document.hash()).len()
    };
    window.wait("the notes", |interface| of_new(interface) == 2);
    window.harness.state_mut().show_panel(PanelName::Annotations);
    window.run();
    window.click(Role::Button, &word(Word::NotesNotFound).replace("{}", "1"));
    assert!(window.says(word(Word::ReviewNoPlace)));
    assert!(window.has(Role::Button, word(Word::ReviewPlace)));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(of_new(window.interface()), 0, "one undo takes all back");
}
