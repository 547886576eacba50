//! Finding words, and coming back.

use super::*;

#[test]
fn typing_in_the_bar_finds_and_escape_leaves_it() {
    let mut window = Window::open();
    window.press(Modifiers::COMMAND, Key::F);
    window.keys("幹部");
    window.wait("the hits", |interface| !interface.find.hits().is_empty());
    let hits = window.interface().find.hits().clone();
    assert!(hits.iter().all(|&hit| window.text_of(hit) == "干部"), "traditional finds simplified");
    window.press(Modifiers::NONE, Key::F3);
    assert_eq!(window.interface().find.current(), 1);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.interface().find.is_open());
    assert!(window.interface().find.hits().is_empty());
}

#[test]
fn the_whole_library_is_searched_and_a_result_gone_to() {
    let mut window = Window::open();
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.keys("幹部");
    let since = Instant::now();
    while window.interface().view.walked_to.is_none() {
        assert!(since.elapsed() < PATIENCE, "nothing was found");
        thread::sleep(Duration::from_millis(5));
        window.press(Modifiers::NONE, Key::Enter);
    }
    let at = window.interface().view.walked_to.expect("a place was gone to");
    let open = window.interface().session.open.as_ref().expect("something is open");
    assert!(open.document.text().get(at..).is_some_and(|rest| rest.starts_with("干部")));
}

#[test]
fn a_jump_can_be_taken_back() {
    let mut window = Window::open();
    let start = window.interface().view.visible;
    window.click(Role::Button, "练就过硬本领");
    assert_ne!(window.interface().view.visible, start);
    window.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.interface().view.visible, start);
}
