//! The interface driven as by a person: by role and label, by mouse and keyboard. The harness (`egui_kittest`) panics on
//! a glyph that no font has and on a widget without a name, so that each of these tests looks for both.

mod annotating;
mod finding;
mod opening;
mod painting;
mod reviewing;
mod vertical;
mod yardstick;

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use tempfile::TempDir;

use super::app::Interface;
use super::locale::{Language, Word};
use crate::annotation::Annotation;
use crate::session::{Command, Session};
use crate::store::DataDir;
use crate::text::TextRange;

/// A window of a usual laptop, in points.
const USUAL: Vec2 = vec2(1440.0, 900.0);
/// How long something in the background may take before the test has failed.
const PATIENCE: Duration = Duration::from_mins(2);

/// The interface under test, on a library of its own.
struct Window {
    harness: Harness<'static, Interface>,
    folder: TempDir,
}

impl Window {
    /// On the bundled article, analysed.
    fn open() -> Self {
        Self::in_folder(tempfile::tempdir().expect("a folder"), USUAL, Language::Chinese)
    }

    fn in_folder(folder: TempDir, size: Vec2, language: Language) -> Self {
        let dir = DataDir::resolve(Some(folder.path())).expect("a data directory");
        let mut session = Session::new(dir, || {}).expect("a library");
        session.settings.is_hint_seen = true;
        session.run(Command::OpenBundled);
        let interface = Interface::new(session, Some(language));
        let fonts = super::fonts::egui_definitions();
        let harness = Harness::builder()
            .with_size(size)
            .with_max_steps(60)
            // As on a usual screen: clicks in quick succession are told by time.
            .with_step_dt(1.0 / 60.0)
            .with_context_setup(move |egui| {
                egui.set_fonts(fonts);
                egui.options_mut(|options| options.zoom_with_keyboard = false);
            })
            .build_ui_state(
                |ui, interface: &mut Interface| {
                    let egui = ui.ctx().clone();
                    interface.logic(&egui);
                    interface.ui(ui);
                },
                interface,
            );
        let mut window = Self { harness, folder };
        window.wait("the analysis", |interface| interface.session.analysis_time.is_some());
        window
    }

    /// Closes the window as the system does, and opens another on the same library.
    fn reopened(mut self) -> Self {
        self.harness.state_mut().close();
        let Self { harness, folder } = self;
        drop(harness);
        Self::in_folder(folder, USUAL, Language::Chinese)
    }

    fn interface(&self) -> &Interface {
        self.harness.state()
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Frames until nothing more is to be painted; fails when that never comes.
    fn run(&mut self) {
        self.harness.run();
    }

    /// Frames until `is_done`, with time for other threads in between; then until nothing more is to be painted.
    fn wait(&mut self, what: &str, is_done: impl Fn(&Interface) -> bool) {
        let since = Instant::now();
        while !is_done(self.harness.state()) {
            assert!(since.elapsed() < PATIENCE, "waited in vain for {what}");
            thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.run();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    fn keys(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.run();
    }

    /// Clicks what has this role and whose label contains `label`; there must be exactly one.
    fn click(&mut self, role: Role, label: &str) {
        self.harness.get(By::new().role(role).label_contains(label)).click();
        self.run();
    }

    fn has(&self, role: Role, label: &str) -> bool {
        self.harness.query_all(By::new().role(role).label_contains(label)).next().is_some()
    }

    /// Whether any text on the screen contains `text`.
    fn says(&self, text: &str) -> bool {
        self.harness.query_all(By::new().include_labels().label_contains(text)).next().is_some()
            || self.harness.root().children_recursive().any(|node| {
                let value = node.accesskit_node().value();
                value.is_some_and(|value| value.contains(text))
            })
    }

    fn text_of(&self, range: TextRange) -> String {
        let open = self.interface().session.open.as_ref().expect("something is open");
        open.document.slice(range).to_owned()
    }

    fn selected(&self) -> String {
        let selection = self.interface().view.selection.expect("something is selected");
        self.text_of(selection.raw())
    }

    fn annotations(&self) -> Vec<Annotation> {
        let session = &self.interface().session;
        let hash = session.open.as_ref().expect("something is open").document.hash();
        session.annotations.of(hash).into_iter().cloned().collect()
    }

    /// The middle of the character at `at` (in characters) of the first line of the block whose text begins so.
    fn character(&self, beginning: &str, at: f32) -> Pos2 {
        let settings = &self.interface().session.settings;
        let block = self.harness.get(By::new().role(Role::Label).include_labels().predicate(|node| {
            let text = node.label().or_else(|| node.value()).unwrap_or_default();
            text.trim_start_matches('\u{3000}').starts_with(beginning)
        }));
        let rect = block.rect();
        // Body text: an indent of two em, half a line down to the middle of the first.
        let em = settings.size_px;
        Pos2::new(rect.left() + (2.0 + at + 0.5) * em, rect.top() + settings.leading * em * 0.5)
    }

    fn button(&mut self, at: Pos2, is_down: bool) {
        let event = Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed: is_down,
            modifiers: Modifiers::NONE,
        };
        self.harness.event(Event::PointerMoved(at));
        self.harness.event(event);
        self.harness.step();
    }

    /// Presses the button at `from` and lets it go at `to`.
    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.button(from, true);
        self.harness.event(Event::PointerMoved(to));
        self.harness.step();
        self.button(to, false);
        self.run();
    }

    fn click_at(&mut self, at: Pos2) {
        self.button(at, true);
        self.button(at, false);
        self.run();
    }
}

/// A word of the interface as these windows show it.
fn word(word: Word) -> &'static str {
    word.in_language(Language::Chinese)
}
