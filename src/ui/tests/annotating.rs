//! Marks and notes: by mouse, by keyboard, taken back, found again, exported.

use super::*;
use crate::annotation::{MarkColor, MarkStyle};
use crate::ui::context::Action;

/// How the second paragraph begins.
const OPENING: &str = "学员们大多来自";

#[test]
fn dragging_selects_and_h_marks() {
    let mut window = Window::open();
    let (from, to) = (window.character(OPENING, -0.4), window.character(OPENING, 3.6));
    window.drag(from, to);
    assert_eq!(window.selected(), "学员们大");
    window.press(Modifiers::NONE, Key::H);
    let marks = window.annotations();
    assert_eq!(marks.len(), 1);
    let mark = marks.first().expect("one");
    assert_eq!(mark.style, MarkStyle::Fill);
    assert_eq!(window.text_of(*mark.ranges.first().expect("a range")), "学员们大");
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.annotations().is_empty(), "undone");
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.annotations().len(), 1, "done again");
}

#[test]
fn two_clicks_take_a_word_and_three_a_sentence() {
    let mut window = Window::open();
    let at = window.character(OPENING, 4.0);
    window.button(at, true);
    window.button(at, false);
    window.button(at, true);
    window.button(at, false);
    window.run();
    let taken = window.selected();
    assert_eq!(taken, "大多");
    window.button(at, true);
    window.button(at, false);
    window.run();
    let taken = window.selected();
    assert!(taken.starts_with(OPENING) && taken.ends_with(['。', '？', '！', '”', '；']), "{taken}");
}

#[test]
fn a_tap_within_one_frame_counts_as_a_click() {
    let mut window = Window::open();
    let at = window.character(OPENING, 4.0);
    for _ in 0..2 {
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            window.harness.event(Event::PointerMoved(at));
            window.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        window.harness.step();
    }
    window.run();
    assert_eq!(window.selected(), "大多");
}

#[test]
fn enter_keeps_tags_and_giving_up_keeps_a_mark_that_has_words() {
    let mut window = Window::open();
    let at = window.character(OPENING, 4.0);
    for _ in 0..2 {
        window.click_at(at);
    }
    window.press(Modifiers::NONE, Key::T);
    window.keys("机制/产学研 提法");
    window.press(Modifiers::NONE, Key::Enter);
    let marks = window.annotations();
    assert_eq!(marks.first().map(|mark| mark.tags.clone()), Some(vec!["机制/产学研".to_owned(), "提法".to_owned()]));
    let other = window.character(OPENING, 10.0);
    for _ in 0..2 {
        window.click_at(other);
    }
    window.press(Modifiers::NONE, Key::N);
    window.keys("写到一半");
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.annotations().len(), 2, "the words are given up, their mark stays");
}

#[test]
fn by_keyboard_alone_a_note_is_written_and_there_after_closing() {
    let mut window = Window::open();
    let at = window.character(OPENING, 0.0);
    window.click_at(at);
    for _ in 0..3 {
        window.press(Modifiers::SHIFT, Key::ArrowRight);
    }
    assert_eq!(window.selected().chars().count(), 3);
    window.press(Modifiers::NONE, Key::Num3);
    assert_eq!(window.annotations().first().map(|mark| mark.color), Some(MarkColor::Malachite));
    window.press(Modifiers::NONE, Key::N);
    window.keys("这里最要紧");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.annotations().first().map(|mark| mark.note.as_str()), Some("这里最要紧"));
    assert!(window.has(Role::Button, "这里最要紧"), "it stands in the margin");
    window.wait("the library", |interface| interface.session.library().is_saved());
    assert!(window.says(word(Word::Saved)));
    let mut window = window.reopened();
    assert_eq!(window.annotations().first().map(|mark| mark.note.as_str()), Some("这里最要紧"));
    assert!(window.has(Role::Button, "这里最要紧"), "in the margin again");
    for _ in 0..2 {
        window.press(Modifiers::COMMAND, Key::Z);
    }
    assert!(window.annotations().is_empty(), "what was done before the window closed can be undone");
}

#[test]
fn a_note_given_up_takes_along_only_its_own_mark() {
    let mut window = Window::open();
    let (from, to) = (window.character(OPENING, -0.4), window.character(OPENING, 1.6));
    window.drag(from, to);
    window.press(Modifiers::NONE, Key::N);
    assert_eq!(window.annotations().len(), 1);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.annotations().is_empty(), "the mark was made for the note");
    window.drag(from, to);
    window.press(Modifiers::NONE, Key::H);
    window.drag(from, to);
    window.press(Modifiers::NONE, Key::N);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.annotations().len(), 1, "the mark was there before");
}

#[test]
fn a_note_being_written_is_kept_when_another_is_opened() {
    let mut window = Window::open();
    for at in [0.0, 4.0] {
        let (from, to) = (window.character(OPENING, at - 0.4), window.character(OPENING, at + 1.6));
        window.drag(from, to);
        window.press(Modifiers::NONE, Key::H);
    }
    let ids: Vec<_> = window.annotations().iter().map(|mark| mark.id).collect();
    let [first, second] = ids.as_slice() else { panic!("two marks, not {ids:?}") };
    let egui = window.harness.ctx.clone();
    window.harness.state_mut().act(Action::OpenNote(*first), &egui);
    window.run();
    window.keys("写到一半");
    window.harness.state_mut().act(Action::OpenNote(*second), &egui);
    window.run();
    let note = |id| window.interface().session.annotations.get(id).map(|mark| mark.note.clone());
    assert_eq!((note(*first).as_deref(), note(*second).as_deref()), (Some("写到一半"), Some("")));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads what was written")]
fn notes_leave_through_the_dialog_with_a_preview() {
    let mut window = Window::open();
    let (from, to) = (window.character(OPENING, -0.4), window.character(OPENING, 3.6));
    window.drag(from, to);
    window.press(Modifiers::NONE, Key::U);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(window.says("学员们大"), "the preview shows the quotation");
    window.click(Role::Button, word(Word::ExportSaveAs));
    let target = window.folder().join("笔记.md");
    window.press(Modifiers::COMMAND, Key::A);
    window.keys(&target.to_string_lossy());
    for _ in 0..40 {
        thread::sleep(Duration::from_millis(5));
        window.harness.step();
    }
    window.press(Modifiers::NONE, Key::Enter);
    let since = Instant::now();
    while !target.exists() && since.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(5));
        window.harness.step();
    }
    let written = std::fs::read_to_string(&target).expect("it was written");
    assert!(written.contains("学员们大"), "{written}");
    window.wait("the message", |_| true);
    assert!(window.says("笔记.md"), "the window says where to");
}
