//! The vertical page, by mouse and keyboard.

use super::*;
use crate::annotation::MarkStyle;

/// How the second paragraph begins.
const OPENING: &str = "学员们大多来自";

fn upright() -> Window {
    let mut window = Window::open();
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window
}

/// The middle of the character at `at` (in characters) of the first column of the block whose text begins so.
fn character(window: &Window, beginning: &str, at: f32) -> Pos2 {
    let settings = &window.interface().session.settings;
    let block = window.harness.get(By::new().role(Role::Label).include_labels().predicate(|node| {
        let text = node.label().or_else(|| node.value()).unwrap_or_default();
        text.trim_start_matches('\u{3000}').starts_with(beginning)
    }));
    let (rect, em) = (block.rect(), settings.size_px);
    Pos2::new(rect.right() - settings.leading * em * 0.5, rect.top() + (2.0 + at + 0.5) * em)
}

#[test]
fn dragging_downwards_selects_and_h_marks() {
    let mut window = upright();
    let (from, to) = (character(&window, OPENING, -0.4), character(&window, OPENING, 3.6));
    window.drag(from, to);
    assert_eq!(window.selected(), "学员们大");
    window.press(Modifiers::NONE, Key::H);
    let marks = window.annotations();
    assert_eq!(marks.iter().map(|mark| mark.style).collect::<Vec<_>>(), [MarkStyle::Fill]);
    assert_eq!(window.text_of(*marks.first().and_then(|mark| mark.ranges.first()).expect("a range")), "学员们大");
    // The page turned back shows the same.
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    let (from, to) = (window.character(OPENING, -0.4), window.character(OPENING, 3.6));
    window.drag(from, to);
    assert_eq!(window.selected(), "学员们大");
}

#[test]
fn the_next_column_is_on_the_left() {
    let mut window = upright();
    let em = window.interface().session.settings.size_px;
    let from = character(&window, OPENING, 0.0);
    let line_height = (em * window.interface().session.settings.leading).round();
    window.drag(from - vec2(0.0, em * 0.4), from + vec2(-line_height, -em * 0.4));
    let selected = window.selected();
    assert!(selected.starts_with(OPENING) && selected.chars().count() > 20, "a column and what is over: {selected}");
}

#[test]
fn two_clicks_take_a_word() {
    let mut window = upright();
    let at = character(&window, OPENING, 4.0);
    for _ in 0..2 {
        window.button(at, true);
        window.button(at, false);
    }
    window.run();
    assert_eq!(window.selected(), "大多");
}

#[test]
fn arrows_go_where_they_point() {
    let mut window = upright();
    window.press(Modifiers::NONE, Key::F7);
    let at = character(&window, OPENING, 0.0);
    window.click_at(at - vec2(0.0, 4.0));
    for _ in 0..3 {
        window.press(Modifiers::SHIFT, Key::ArrowDown);
    }
    assert_eq!(window.selected(), "学员们");
    window.press(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(window.selected(), "学员");
    window.press(Modifiers::SHIFT, Key::ArrowLeft);
    let longer = window.selected().chars().count();
    assert!(longer > 20, "a column further: {longer}");
}

#[test]
fn the_page_goes_on_to_the_left_and_begins_at_the_right() {
    let mut window = upright();
    let at = character(&window, OPENING, 3.0);
    window.click_at(at);
    let first = window.interface().view.visible.start();
    window.press(Modifiers::NONE, Key::Space);
    assert!(window.interface().view.visible.start() > first);
    window.press(Modifiers::NONE, Key::Home);
    assert_eq!(window.interface().view.visible.start(), first);
    window.press(Modifiers::NONE, Key::End);
    let open = window.interface().session.open.as_ref().expect("it is open");
    assert_eq!(window.interface().view.visible.end(), open.document.text().trim_end().len());
}

#[test]
fn the_wheel_goes_on_and_an_end_of_a_mark_is_dragged() {
    let mut window = upright();
    let (from, to) = (character(&window, OPENING, -0.4), character(&window, OPENING, 3.6));
    window.drag(from, to);
    window.press(Modifiers::NONE, Key::H);
    window.click_at(character(&window, OPENING, 1.0));
    let knob = By::new().role(Role::Slider).label_contains(word(Word::MoveMarkEnd));
    let knob = window.harness.get(knob).rect().center();
    assert!(knob.x < to.x, "the end's knob is on the left of its line: {knob}");
    window.drag(knob, knob + vec2(0.0, 2.0 * window.interface().session.settings.size_px));
    let marks = window.annotations();
    let range = marks.first().and_then(|mark| mark.ranges.first()).expect("a mark");
    assert_eq!(window.text_of(*range), "学员们大多来");
    let before = window.interface().view.visible.end();
    window.harness.event(Event::PointerMoved(to));
    window.harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -600.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.run();
    assert!(window.interface().view.visible.end() > before, "turned towards the reader it goes on");
}

#[test]
fn a_note_stands_below_its_column() {
    let mut window = upright();
    let (from, to) = (character(&window, OPENING, -0.4), character(&window, OPENING, 1.6));
    window.drag(from, to);
    window.press(Modifiers::NONE, Key::N);
    window.keys("这里最要紧");
    window.press(Modifiers::COMMAND, Key::Enter);
    let label = By::new().role(Role::Button).label_contains("这里最要紧");
    let note = window.harness.get(label).rect();
    assert!(note.top() > to.y + 100.0 && note.left() < from.x && note.right() > from.x, "{note:?} is not below {from}");
}

#[test]
fn the_choice_is_kept() {
    let window = upright();
    let window = window.reopened();
    assert_eq!(window.interface().session.settings.writing, crate::store::settings::WritingMode::Vertical);
}
