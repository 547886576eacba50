//! The window itself: eframe around the interface.

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::{self, ViewportBuilder};

use super::app::Interface;
use super::locale::{Language, Word};
use crate::session::{Command, Session};
use crate::store::settings::WindowPlace;
use crate::store::{DataDir, Door, hand_over};

/// How the window is opened.
#[derive(Clone, Debug, Default)]
pub struct WindowOptions {
    /// The document to open; `None`: the bundled article.
    pub file: Option<PathBuf>,
    /// Folder of the library; `None`: the usual one.
    pub data_dir: Option<PathBuf>,
    /// Language of the interface; `None`: as the settings say.
    pub language: Option<Language>,
    /// Quits after this many frames: for tests and measurements of the real window.
    pub quit_after_frames: Option<u64>,
}

/// Smallest size of the window in points.
const LEAST_SIZE: [f32; 2] = [480.0, 360.0];

/// Opens the window and returns when it is closed. The error is one clear sentence.
pub fn run(options: WindowOptions) -> Result<(), String> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err("there is no display to open a window on: set DISPLAY or WAYLAND_DISPLAY".to_owned());
    }
    let dir = DataDir::resolve(options.data_dir.as_deref()).map_err(|error| error.to_string())?;
    if hand_over(&dir, options.file.as_deref()) {
        return Ok(());
    }
    let egui = egui::Context::default();
    let wake = egui.clone();
    let session = Session::new(dir, move || wake.request_repaint()).map_err(|error| error.to_string())?;
    let calls = calls(&session, &egui);
    let place = session.settings.window.unwrap_or_default();
    let viewport = ViewportBuilder::default()
        .with_title(Word::AppName.in_language(Language::Chinese))
        .with_app_id("quandian")
        .with_inner_size([place.width, place.height])
        .with_min_inner_size(LEAST_SIZE)
        .with_maximized(place.is_maximized)
        .with_drag_and_drop(true);
    let native = eframe::NativeOptions { viewport, system_font_fallback: false, ..eframe::NativeOptions::default() };
    let app = move |creation: &eframe::CreationContext<'_>| {
        let mut interface = Interface::new(session, options.language);
        interface.setup(&creation.egui_ctx);
        interface.open_first(options.file);
        let quit_after = options.quit_after_frames;
        Ok(Box::new(Window { interface, place, n_frames: 0, quit_after, calls }) as Box<dyn eframe::App>)
    };
    // eframe and winit panic where a library of the window system is missing: that must be a sentence, not a trace.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(AssertUnwindSafe(move || {
        eframe::run_native_ext("quandian", native, Some(egui), Box::new(app))
    }));
    panic::set_hook(hook);
    match result {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(format!("the window could not be opened: {error}")),
        Err(payload) => {
            let message = payload
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| payload.downcast_ref::<&str>().map(|message| (*message).to_owned()))
                .unwrap_or_default();
            Err(format!("the window failed ({message}); README.md names the libraries it needs"))
        }
    }
}

/// Listens for other starts; `None` for a window that only reads, and where the system does not let it: then another
/// start opens a window of its own, which reads.
fn calls(session: &Session, egui: &egui::Context) -> Option<Calls> {
    if session.library().is_read_only() {
        return None;
    }
    let (sender, files) = channel();
    let wake = egui.clone();
    let taken = move |file| {
        // A window that is closing takes nothing more.
        sender.send(file).ok();
        wake.request_repaint();
    };
    Door::open(session.library().dir(), taken).ok().map(|door| Calls { files, _door: door })
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .into_iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

impl Interface {
    /// The document asked for, or the bundled article.
    pub(super) fn open_first(&mut self, file: Option<PathBuf>) {
        match file {
            Some(path) => {
                self.session.open_now(&path);
                if self.session.open.is_none() {
                    self.session.run(Command::OpenBundled);
                }
            }
            None => self.session.run(Command::OpenBundled),
        }
    }
}

struct Window {
    interface: Interface,
    /// Where the window was last seen, to be kept in the settings.
    place: WindowPlace,
    n_frames: u64,
    quit_after: Option<u64>,
    calls: Option<Calls>,
}

/// What other starts hand over.
struct Calls {
    files: Receiver<Option<PathBuf>>,
    /// Open as long as the window is.
    _door: Door,
}

impl Window {
    /// Opens what another start handed over, and comes to the front.
    fn take_calls(&mut self, egui: &egui::Context) {
        let Some(calls) = &self.calls else { return };
        while let Ok(file) = calls.files.try_recv() {
            if let Some(file) = file {
                self.interface.session.run(Command::Open(file));
            }
            egui.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
            egui.send_viewport_cmd(egui::ViewportCommand::Focus);
        }
    }

    /// Notes size and state; kept when the window closes.
    fn watch(&mut self, egui: &egui::Context) {
        egui.input(|input| {
            let viewport = input.viewport();
            let is_maximized = viewport.maximized.unwrap_or(false);
            self.place.is_maximized = is_maximized;
            if let Some(rect) = viewport.inner_rect
                && !is_maximized
                && !viewport.fullscreen.unwrap_or(false)
            {
                self.place.width = rect.width();
                self.place.height = rect.height();
            }
        });
    }
}

impl eframe::App for Window {
    fn logic(&mut self, egui: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_calls(egui);
        self.interface.logic(egui);
        self.watch(egui);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.interface.ui(ui);
        self.n_frames += 1;
        if let Some(n) = self.quit_after {
            if self.n_frames >= n {
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
            ui.ctx().request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let mut settings = self.interface.session.settings.clone();
        settings.window = Some(self.place);
        self.interface.session.run(Command::ChangeSettings(Box::new(settings)));
        self.interface.close();
    }
}
