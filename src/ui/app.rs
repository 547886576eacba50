//! The interface as a whole, independent of the window system: what is shown each frame, and what is done after it.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{CentralPanel, Context, Frame, Panel, Rect, Ui, UiBuilder, vec2};

use super::changed::{self, FileWatch};
use super::context::{Action, View, ViewContext, Visit};
use super::dialogs::{Dialog, Dialogs};
use super::find_bar::{FindBar, Glance};
use super::fonts::{FaceId, FontError, Fonts, egui_definitions};
use super::locale::{Language, Word};
use super::panels::{LeftPanel, RightPanel};
use super::reader::ReaderPane;
use super::screenshot::PanelName;
use super::status::StatusBar;
use super::toast::Toasts;
use super::tokens::{self, Palette};
use super::{failure, header, notice};
use crate::session::{Command, Event, Session};
use crate::store::settings::{self, LeftTab, RightTab};
use crate::text::TextRange;

/// Everything between a session and egui.
pub(super) struct Interface {
    pub(super) session: Session,
    /// Given on the command line: stronger than the settings.
    language: Option<Language>,
    pub(super) fonts: Fonts,
    font_jobs: FontJobs,
    pub(super) view: View,
    pub(super) reader: ReaderPane,
    left: LeftPanel,
    right: RightPanel,
    pub(super) dialogs: Dialogs,
    pub(super) find: FindBar,
    pub(super) toasts: Toasts,
    status: StatusBar,
    pub(super) history: Places,
    file_watch: FileWatch,
    /// Where to go when the document that was asked for is there.
    pub(super) visiting: Option<Box<Visit>>,
    /// Theme the style was last set for.
    styled: Option<settings::Theme>,
    titled: Option<String>,
    /// In a narrow window: the panel that lies over the text.
    pub(super) overlay: Option<Side>,
    pub(super) is_narrow: bool,
    pub(super) is_full_screen: bool,
    /// Zoom gestures not yet turned into a step of the type's size.
    zoom: f32,
}

/// A side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// Where the reader has been, for back and forward. Offsets are bytes of the canonical text.
#[derive(Clone, Default)]
pub(super) struct Places {
    back: Vec<TextRange>,
    forward: Vec<TextRange>,
}

impl Places {
    /// Remembers `here` before a jump.
    pub(super) fn leave(&mut self, here: TextRange) {
        const KEPT: usize = 200;
        if self.back.last() != Some(&here) {
            self.back.push(here);
        }
        self.forward.clear();
        let surplus = self.back.len().saturating_sub(KEPT);
        self.back.drain(..surplus);
    }

    pub(super) fn step_back(&mut self, here: TextRange) -> Option<TextRange> {
        let place = self.back.pop()?;
        self.forward.push(here);
        Some(place)
    }

    pub(super) fn step_forward(&mut self, here: TextRange) -> Option<TextRange> {
        let place = self.forward.pop()?;
        self.back.push(here);
        Some(place)
    }
}

type Installed = (String, Result<FaceId, FontError>);

/// Opening an installed family in the background.
struct FontJobs {
    /// Family asked for last.
    asked: Option<String>,
    outbox: Sender<Installed>,
    inbox: Receiver<Installed>,
}

impl Default for FontJobs {
    fn default() -> Self {
        let (outbox, inbox) = channel();
        Self { asked: None, outbox, inbox }
    }
}

impl Interface {
    pub(super) fn new(session: Session, language: Option<Language>) -> Self {
        Self {
            session,
            language,
            fonts: Fonts::new(),
            font_jobs: FontJobs::default(),
            view: View::default(),
            reader: ReaderPane::default(),
            left: LeftPanel::default(),
            right: RightPanel::default(),
            dialogs: Dialogs::default(),
            find: FindBar::default(),
            toasts: Toasts::default(),
            status: StatusBar::default(),
            history: Places::default(),
            file_watch: FileWatch::default(),
            visiting: None,
            styled: None,
            titled: None,
            overlay: None,
            is_narrow: false,
            is_full_screen: false,
            zoom: 1.0,
        }
    }

    /// Once, before the first frame.
    pub(super) fn setup(&self, egui: &Context) {
        egui.set_fonts(egui_definitions());
        egui.options_mut(|options| options.zoom_with_keyboard = false);
        let wake = egui.clone();
        self.fonts.book().on_found(move || wake.request_repaint());
    }

    pub(super) fn language(&self) -> Language {
        self.language.unwrap_or_else(|| match self.session.settings.language {
            settings::Language::Auto => Language::of_system(),
            settings::Language::Zh => Language::Chinese,
            settings::Language::En => Language::English,
        })
    }

    pub(super) fn word(&self, word: Word) -> &'static str {
        word.in_language(self.language())
    }

    /// Takes in what the background has finished; paints nothing.
    pub(super) fn logic(&mut self, egui: &Context) {
        // Before a new analysis numbers the entities anew, and after.
        self.follow_focus();
        self.session.poll();
        self.take_events();
        self.follow_focus();
        self.watch_file(egui);
        self.take_fonts(egui);
        let theme = self.session.settings.theme;
        if self.styled != Some(theme) {
            self.styled = Some(theme);
            let palette = Palette::of(theme);
            egui.set_theme(if palette.is_dark { egui::Theme::Dark } else { egui::Theme::Light });
            egui.all_styles_mut(|style| tokens::apply(palette, style));
        }
        self.dropped_files(egui);
        self.zoom_gesture(egui);
        self.title_window(egui);
    }

    /// Keeps the focus on the entity it was on.
    fn follow_focus(&mut self) {
        if let Some(focus) = self.right.follow(&self.session, &self.view.focus) {
            self.view.focus = focus;
        }
    }

    /// Says when another program has changed the file of the open document.
    fn watch_file(&mut self, egui: &Context) {
        if let Some(path) = self.file_watch.look(self.session.open.as_ref(), egui) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = self.word(Word::FileChanged).replace("{}", &name);
            self.toasts.changed(text, path);
        }
    }

    /// Shows a hit of what is being typed; only the place before the first is kept for going back.
    fn glance(&mut self, glance: Glance) {
        let places = (!glance.is_first).then(|| self.history.clone());
        self.jump(glance.hit);
        if let Some(places) = places {
            self.history = places;
        }
    }

    fn take_events(&mut self) {
        let language = self.language();
        for notice in self.session.library().take_notices() {
            self.toasts.fail(notice::of_library(&notice, language));
        }
        for event in self.session.take_events() {
            match event {
                Event::Opened => {
                    self.view = View::default();
                    self.history = Places::default();
                    self.find.close();
                    self.toasts.withdraw_changed();
                    self.arrive();
                }
                Event::ImportWarning(warning) => self.toasts.say(notice::of_import(&warning, language)),
                Event::SettingsWarning(warning) => self.toasts.say(notice::of_settings(&warning, language)),
                Event::NotOpened(failure) | Event::Failed(failure) => {
                    self.visiting = None;
                    self.toasts.fail(failure::told(&failure, language));
                }
                Event::Exported(path) => {
                    self.toasts.say(format!("{}: {}", self.word(Word::Exported), path.display()));
                }
                Event::CopySaved(folder) => self.status.copied(folder),
                Event::FileGone(path) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    self.toasts.say(self.word(Word::FileGone).replace("{}", &name));
                }
                Event::Carried(notes) => self.toasts.say_undoable(changed::carried(notes, language)),
                Event::NotCarried { n_annotations } => {
                    let told = self.word(Word::NotesLeft).replace("{}", &n_annotations.to_string());
                    self.toasts.say(told);
                }
                Event::NothingToUndo => self.toasts.say(self.word(Word::NothingToUndo)),
                Event::NothingToRedo => self.toasts.say(self.word(Word::NothingToRedo)),
            }
        }
    }

    /// Opens the family of the settings on another thread and reads in it when it has come.
    fn take_fonts(&mut self, egui: &Context) {
        let wanted = self.session.settings.font_family.clone();
        if wanted != self.font_jobs.asked {
            self.font_jobs.asked.clone_from(&wanted);
            match wanted {
                None => self.fonts.read_in(None),
                Some(name) => {
                    let (book, outbox, wake) = (self.fonts.book().clone(), self.font_jobs.outbox.clone(), egui.clone());
                    let job = move || {
                        let result = book.install(&name);
                        // Nobody waits any more when the window is closed.
                        outbox.send((name, result)).ok();
                        wake.request_repaint();
                    };
                    if let Err(error) = std::thread::Builder::new().name("font".to_owned()).spawn(job) {
                        self.toasts.fail(error.to_string());
                    }
                }
            }
        }
        while let Ok((name, result)) = self.font_jobs.inbox.try_recv() {
            match result {
                Ok(face) if self.font_jobs.asked.as_deref() == Some(name.as_str()) => self.fonts.read_in(Some(face)),
                Ok(_) => {}
                Err(error) => self.toasts.fail(failure::font(&error, self.language())),
            }
        }
    }

    fn dropped_files(&mut self, egui: &Context) {
        let dropped = egui.input(|input| input.raw.dropped_files.clone());
        let Some(file) = dropped.into_iter().next() else { return };
        self.session.run(Command::Open(file.path().to_path_buf()));
    }

    /// Ctrl and the wheel, or two fingers: the type grows or shrinks by whole px.
    fn zoom_gesture(&mut self, egui: &Context) {
        self.zoom *= egui.input(egui::InputState::zoom_delta);
        let step = if self.zoom > 1.08 {
            1.0
        } else if self.zoom < 0.93 {
            -1.0
        } else {
            return;
        };
        self.zoom = 1.0;
        self.change_size(step);
    }

    pub(super) fn change_size(&mut self, by_px: f32) {
        let mut settings = self.session.settings.clone();
        settings.size_px = (settings.size_px + by_px).round();
        self.session.run(Command::ChangeSettings(Box::new(settings)));
    }

    fn title_window(&mut self, egui: &Context) {
        let name = self.word(Word::AppName);
        let title = self.session.open.as_ref().and_then(|open| {
            let document = &open.document;
            let own = self.session.annotations.title(document.hash()).map(str::to_owned);
            own.or_else(|| document.metadata().title.clone())
                .or_else(|| super::reader::source_line(document.metadata(), self.language()))
                .or_else(|| Some(open.path.as_ref()?.file_name()?.to_string_lossy().into_owned()))
        });
        let title = title.map_or_else(|| name.to_owned(), |title| format!("{title} · {name}"));
        if self.titled.as_ref() != Some(&title) {
            egui.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.titled = Some(title);
        }
    }

    /// One frame.
    pub(super) fn ui(&mut self, ui: &mut Ui) {
        let egui = ui.ctx().clone();
        let actions = RefCell::new(Vec::new());
        let language = self.language();
        let palette = Palette::of(self.session.settings.theme);
        self.is_narrow = egui.content_rect().width() < tokens::OVERLAY_BELOW;
        if !self.is_narrow {
            self.overlay = None;
        }
        self.view.n_missing = self.fonts.missing().len();
        self.view.hits = Arc::clone(self.find.hits());
        self.view.current_hit = self.find.current();
        {
            let status = &mut self.status;
            let Self { session, view, reader, fonts, find, left, right, dialogs, toasts, overlay, is_narrow, .. } =
                self;
            let shown = view.clone();
            let ctx = ViewContext::new(session, &shown, palette, language, &actions);
            let is_covered = dialogs.is_open() || overlay.is_some() || egui::Popup::is_any_open(&egui);
            super::actions::shortcuts(&ctx, dialogs.is_open() || reader.is_naming(), &egui);
            if overlay.is_none() && !reader.is_naming() {
                find.hear_escape(&egui);
            }
            header::ui(&ctx, ui);
            status.ui(&ctx, ui);
            if !*is_narrow {
                let panels = &session.settings.panels;
                if panels.left_open {
                    docked(&ctx, Side::Left, ui, |ctx, ui| left.ui(ctx, ui));
                }
                if panels.right_open {
                    docked(&ctx, Side::Right, ui, |ctx, ui| right.ui(ctx, ui));
                }
            }
            let is_right_shown =
                if *is_narrow { *overlay == Some(Side::Right) } else { session.settings.panels.right_open };
            if !is_right_shown {
                right.settle(&ctx);
            }
            let page = CentralPanel::default().frame(Frame::new().fill(palette.page)).show(ui, |ui| {
                reader.ui(&ctx, fonts, view, ui);
                find.ui(&ctx, ui);
            });
            let page = page.response.rect;
            if let Some(side) = *overlay
                && overlaid(&ctx, side, page, &egui, |ctx, ui| match side {
                    Side::Left => left.ui(ctx, ui),
                    Side::Right => right.ui(ctx, ui),
                })
            {
                *overlay = None;
                egui.request_repaint();
            }
            if let Some(table) = right.take_table() {
                dialogs.save_table(table);
            }
            if let Some(drawing) = right.take_drawing() {
                dialogs.save_drawing(drawing);
            }
            dialogs.ui(&ctx, ui);
            reader.escape(view, is_covered, &egui);
            if !session.settings.is_hint_seen && toasts.hint_ui(&ctx, page, &egui) {
                let mut settings = session.settings.clone();
                settings.is_hint_seen = true;
                ctx.command(Command::ChangeSettings(Box::new(settings)));
            }
            drop_ui(&ctx, page, &egui);
            toasts.ui(&ctx, &egui);
        }
        if let Some(glance) = self.find.take_glance() {
            self.glance(glance);
            egui.request_repaint();
        }
        let actions: Vec<Action> = actions.into_inner();
        if !actions.is_empty() {
            for action in actions {
                self.act(action, &egui);
            }
            egui.request_repaint();
        }
    }

    /// Brings a panel or dialog up, as for a picture of it.
    pub(super) fn show_panel(&mut self, name: PanelName) {
        let mut settings = self.session.settings.clone();
        let panels = &mut settings.panels;
        match name {
            PanelName::Outline => (panels.left_open, panels.left_tab) = (true, LeftTab::Outline),
            PanelName::Library => (panels.left_open, panels.left_tab) = (true, LeftTab::Library),
            PanelName::Annotations => (panels.left_open, panels.left_tab) = (true, LeftTab::Annotations),
            PanelName::Entities => (panels.right_open, panels.right_tab) = (true, RightTab::Entities),
            PanelName::Statistics => (panels.right_open, panels.right_tab) = (true, RightTab::Statistics),
            PanelName::Inspector => (panels.right_open, panels.right_tab) = (true, RightTab::Inspector),
            PanelName::Settings => self.dialogs.open(Dialog::Settings),
            PanelName::Export => self.dialogs.open(Dialog::Export),
            PanelName::Help => self.dialogs.open(Dialog::Help),
            PanelName::Palette => self.dialogs.open(Dialog::Palette),
            PanelName::Find => self.find.open(None),
        }
        self.overlay = match name {
            PanelName::Outline | PanelName::Library | PanelName::Annotations => Some(Side::Left),
            PanelName::Entities | PanelName::Statistics | PanelName::Inspector => Some(Side::Right),
            _ => None,
        };
        self.session.settings = settings;
    }

    /// Brings the byte `offset` of the text into view.
    pub(super) fn scroll_to(&mut self, offset: usize) {
        self.reader.jump_to(TextRange::new(offset, offset));
    }

    /// What must not be lost when the window closes.
    pub(super) fn close(&mut self) {
        let actions = RefCell::new(Vec::new());
        {
            let shown = self.view.clone();
            let palette = Palette::of(self.session.settings.theme);
            let ctx = ViewContext::new(&self.session, &shown, palette, self.language(), &actions);
            self.reader.save_note(&ctx);
            self.right.settle(&ctx);
        }
        for action in actions.into_inner() {
            if let Action::Session(command) = action {
                self.session.run(command);
            }
        }
        self.session.poll();
        self.session.flush();
    }
}

/// A side panel beside the text, when there is room and it is wanted.
fn docked(ctx: &ViewContext<'_>, side: Side, ui: &mut Ui, contents: impl FnOnce(&ViewContext<'_>, &mut Ui)) {
    let panels = &ctx.session.settings.panels;
    let frame = Frame::new().fill(ctx.palette.panel).inner_margin(tokens::PANEL_MARGIN);
    let (panel, width) = match side {
        Side::Left => (Panel::left("left-panel"), panels.left_width),
        Side::Right => (Panel::right("right-panel"), panels.right_width),
    };
    let shown = panel
        .resizable(true)
        .default_size(width)
        .size_range(tokens::PANEL_MIN_WIDTH..=tokens::PANEL_MAX_WIDTH)
        .frame(frame)
        .show(ui, |ui| {
            // Whatever the contents need, the panel is as wide as the reader made it: what is wider is cut off.
            let room = ui.available_rect_before_wrap();
            let mut inner = ui.new_child(UiBuilder::new().max_rect(room).id_salt("contents"));
            inner.set_clip_rect(
                room.expand2(vec2(f32::from(tokens::PANEL_MARGIN.right), 0.0)).intersect(ui.clip_rect()),
            );
            contents(ctx, &mut inner);
            ui.expand_to_include_rect(room);
        });
    let is_released = ui.input(|input| input.pointer.any_released());
    let is_width = shown.response.rect.width();
    if is_released && (is_width - width).abs() > 1.0 {
        let mut settings = ctx.session.settings.clone();
        match side {
            Side::Left => settings.panels.left_width = is_width,
            Side::Right => settings.panels.right_width = is_width,
        }
        ctx.command(Command::ChangeSettings(Box::new(settings)));
    }
}

/// In a narrow window, the panel asked for over the text. Whether it was left.
fn overlaid(
    ctx: &ViewContext<'_>,
    side: Side,
    page: Rect,
    egui: &Context,
    contents: impl FnOnce(&ViewContext<'_>, &mut Ui),
) -> bool {
    let widest = (page.width() - 60.0).max(160.0);
    let panels = &ctx.session.settings.panels;
    let (width, left) = match side {
        Side::Left => (panels.left_width.min(widest), page.left()),
        Side::Right => {
            let width = panels.right_width.min(widest);
            (width, page.right() - width)
        }
    };
    let rect = Rect::from_min_size(egui::pos2(left, page.top()), egui::vec2(width, page.height()));
    let shade = egui.layer_painter(egui::LayerId::new(egui::Order::Middle, egui::Id::unique("overlay-shade")));
    shade.rect_filled(page, 0.0, tokens::SHADE);
    let area = egui::Area::new(egui::Id::unique("overlay-panel")).order(egui::Order::Foreground).fixed_pos(rect.min);
    area.show(egui, |ui| {
        ui.set_min_size(rect.size());
        ui.set_max_size(rect.size());
        ui.painter().rect_filled(rect, 0.0, ctx.palette.panel);
        Frame::new().inner_margin(tokens::PANEL_MARGIN).show(ui, |ui| {
            ui.set_min_size(rect.size() - tokens::PANEL_MARGIN.sum());
            contents(ctx, ui);
        });
    });
    egui.input(|input| {
        let outside = input.pointer.interact_pos().is_some_and(|at| page.contains(at) && !rect.contains(at));
        (input.pointer.primary_pressed() && outside) || input.key_pressed(egui::Key::Escape)
    })
}

/// While a file hangs over the window.
fn drop_ui(ctx: &ViewContext<'_>, page: Rect, egui: &Context) {
    if egui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let painter = egui.layer_painter(egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("drop")));
    painter.rect_filled(page, 0.0, ctx.palette.page.gamma_multiply(0.85));
    let line = page.shrink(16.0);
    painter.rect_stroke(line, tokens::CARD_RADIUS, (1.5, ctx.palette.vermilion), egui::StrokeKind::Inside);
    let font = egui::FontId::proportional(tokens::CARD_TITLE);
    painter.text(page.center(), egui::Align2::CENTER_CENTER, ctx.word(Word::DropHere), font, ctx.palette.ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_return_to_where_one_was() {
        let at = |offset| TextRange::new(offset, offset);
        let mut places = Places::default();
        places.leave(at(0));
        places.leave(at(10));
        assert_eq!(places.step_back(at(20)), Some(at(10)));
        assert_eq!(places.step_back(at(10)), Some(at(0)));
        assert_eq!(places.step_back(at(0)), None);
        assert_eq!(places.step_forward(at(0)), Some(at(10)));
        places.leave(at(5));
        assert_eq!(places.step_forward(at(0)), None, "a new way begins");
    }
}
