//! What is on the screen at first, at several sizes, and when something cannot be opened.

use super::*;
use crate::store::settings::Theme;
use crate::ui::app::Side;
use crate::ui::context::Focus;
use crate::ui::reader::ReaderPane;
use crate::ui::regions::tabs_of;
use crate::ui::screenshot::PanelName;
use strum::IntoEnumIterator as _;

#[test]
fn the_first_window_shows_the_article_and_who_is_in_it() {
    let window = Window::open();
    assert!(window.has(Role::Button, word(Word::AddTitle)), "no title is invented");
    assert!(window.says("人民日报"), "the source stands in its place");
    assert!(window.says("只有走创新驱动"), "the text is there");
    assert!(window.has(Role::ListItem, "山西省"), "so are the names");
    assert_eq!(window.interface().view.n_missing, 0, "every character has a glyph");
}

#[test]
fn a_click_on_a_name_goes_to_its_first_mention() {
    let mut window = Window::open();
    window.click(Role::ListItem, "宋惠民");
    let interface = window.interface();
    let Focus::Entity(id) = interface.view.focus else { panic!("{:?}", interface.view.focus) };
    let analysis = interface.session.analysis.as_ref().expect("it is analysed");
    let entity = analysis.entities.get(id.0 as usize).expect("it is there");
    assert_eq!(entity.name, "宋惠民");
    let first = entity.mentions.first().and_then(|&idx| analysis.mentions.get(idx as usize)).expect("it is mentioned");
    assert!(interface.view.visible.covers(first.range), "the mention is in view");
}

#[test]
fn brackets_walk_through_the_mentions_of_a_name() {
    let mut window = Window::open();
    window.click(Role::ListItem, "习近平 ");
    let mut step = |key| {
        window.press(Modifiers::NONE, key);
        window.interface().view.walked_to.expect("a mention was gone to")
    };
    let (second, third) = (step(Key::CloseBracket), step(Key::CloseBracket));
    assert!(second < third);
    assert_eq!(step(Key::OpenBracket), second);
}

#[test]
fn every_panel_and_dialog_has_names_and_glyphs_in_both_languages_and_all_sizes() {
    for (size, language) in [(vec2(800.0, 500.0), Language::English), (vec2(1100.0, 700.0), Language::Chinese)] {
        let mut window = Window::in_folder(tempfile::tempdir().expect("a folder"), size, language);
        for (panel, theme) in PanelName::iter().zip(Theme::iter().cycle()) {
            let interface = window.harness.state_mut();
            interface.session.settings.theme = theme;
            interface.show_panel(panel);
            window.run();
            assert_eq!(window.interface().view.n_missing, 0, "{panel:?}");
            window.press(Modifiers::NONE, Key::Escape);
            window.press(Modifiers::NONE, Key::Escape);
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes the files it opens")]
fn what_cannot_be_opened_is_said_in_a_sentence_and_the_text_stays() {
    let mut window = Window::open();
    let folder = window.folder().to_path_buf();
    let empty = folder.join("empty.txt");
    std::fs::write(&empty, "").expect("written");
    let binary = folder.join("binary.txt");
    std::fs::write(&binary, [0_u8, 159, 146, 150, 0, 1, 2, 255].repeat(64)).expect("written");
    for path in [folder.join("nowhere.txt"), folder.clone(), empty, binary] {
        let before = window.interface().session.open.as_ref().map(|open| open.document.hash());
        window.harness.state_mut().session.run(Command::Open(path.clone()));
        window.wait("the answer", |interface| !interface.session.is_loading);
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(window.says(&name), "{name} is named in the message");
        assert_eq!(before, window.interface().session.open.as_ref().map(|open| open.document.hash()));
    }
}

#[test]
fn one_key_leads_round_text_and_panels() {
    let mut window = Window::open();
    for side in [Some(Side::Left), Some(Side::Right), None, Some(Side::Left)] {
        window.press(Modifiers::NONE, Key::F6);
        let egui = &window.harness.ctx;
        let tab = side.and_then(|side| egui.data(|data| data.get_temp::<egui::Id>(tabs_of(side))));
        let expected = tab.unwrap_or_else(ReaderPane::focus_id);
        assert_eq!(egui.memory(egui::Memory::focused), Some(expected), "{side:?}");
    }
}

#[test]
fn at_rest_nothing_is_painted() {
    let mut window = Window::open();
    window.run();
    let delay = window.harness.output().viewport_output.get(&egui::ViewportId::ROOT).map(|root| root.repaint_delay);
    assert!(delay.is_some_and(|delay| delay > Duration::from_hours(1)), "{delay:?}");
}

#[test]
fn a_side_panel_keeps_the_width_the_reader_gave_it() {
    let mut window = Window::open();
    let widths = |window: &Window| {
        let panels = &window.interface().session.settings.panels;
        (panels.left_width, panels.right_width)
    };
    let given = widths(&window);
    let column = window.character("“只有走创新驱动", 0.0).x;
    window.click(Role::ListItem, "程芳琴");
    for at in [egui::pos2(700.0, 500.0), egui::pos2(700.0, 520.0)] {
        window.click_at(at);
    }
    assert_eq!(widths(&window), given);
    window.click(Role::Tab, word(Word::Statistics));
    window.click_at(egui::pos2(700.0, 500.0));
    assert_eq!(widths(&window), given);
    window.press(egui::Modifiers::COMMAND, egui::Key::Home);
    let now = window.character("“只有走创新驱动", 0.0).x;
    assert!((now - column).abs() < 1.0, "the page moved from {column} to {now}");
}
