//! Dialogs: at most one is open, over the window, which stands behind a veil of its own paper.

mod controls;
mod destination;
mod everywhere;
mod export;
mod font_list;
mod goto;
mod help;
mod open;
mod palette;
mod path;
mod results;
mod saving;
mod settings;
mod system;
mod task;
mod title;

pub(in crate::ui) use controls::{FirstFocus, Icon, ROW_HEIGHT, ROW_MARGIN, icon_button, row_space, shortcut_text};
pub(in crate::ui) use saving::{Drawing, DrawingFormat, Table};
pub(in crate::ui) use task::{Progress, Task};

use egui::{
    Align2, FontFamily, FontId, Frame, Id, Key, Label, Margin, Modal, Modifiers, RichText, Role, Sides, Ui, vec2,
};

use super::context::ViewContext;
use super::fonts::SERIF_BOLD;
use super::locale::Word;
use super::tokens;
use crate::session::Command;
use saving::{Errand, Saving};
use system::{Picked, Picker};

/// How much of the page's colour lies over the window behind a dialog.
const VEIL: f32 = 0.66;
/// Least distance of a dialog from the sides of the window, in points.
const EDGE: f32 = 16.0;
/// Distance of the palette from the top of the window.
const PALETTE_TOP: f32 = 56.0;

/// What can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::ui) enum Dialog {
    /// The system's dialog, or the program's own where there is none.
    Open,
    Export,
    Settings,
    Palette,
    /// Finding in the whole library.
    Everywhere,
    Help,
    GoTo,
    Title,
    /// Where a table goes; opened by [`Dialogs::save_table`].
    Table,
    /// Where a plot goes; opened by [`Dialogs::save_drawing`].
    Drawing,
    /// Where a copy of the library goes.
    LibraryCopy,
}

/// What becomes of a form after a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    Stay,
    Close,
}

/// The inside of a dialog.
trait Form {
    fn title(&self) -> Word;

    /// In points; a narrower window makes it narrower.
    fn width(&self) -> f32;

    fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow;

    /// Whether the title stands above the form; one without hangs near the top of the window.
    fn has_heading(&self) -> bool {
        true
    }

    /// Whether a click beside it closes it: not where words just typed would be lost.
    fn may_be_clicked_away(&self) -> bool {
        true
    }

    /// Before it closes, in whatever way.
    fn leave(&mut self, _ctx: &ViewContext<'_>) {}
}

/// The open dialog, if any.
#[derive(Default)]
pub(in crate::ui) struct Dialogs {
    shown: Option<Shown>,
    /// Asked for, and shown from the next frame on.
    wanted: Option<Dialog>,
    /// The system's dialog for opening a file, which is no dialog of this window.
    picker: Option<Picker>,
    /// A table to be saved.
    table: Option<Table>,
    /// A plot to be saved.
    drawing: Option<Drawing>,
    /// What is being saved, while the system's dialog asks where.
    saving: Option<Saving>,
    /// What had the keyboard before, and gets it back.
    returns_to: Option<Id>,
}

struct Shown {
    dialog: Dialog,
    form: Box<dyn Form>,
}

impl Dialogs {
    /// Opens `dialog` with the next call of [`Self::ui`], in the place of one that is open.
    pub(in crate::ui) fn open(&mut self, dialog: Dialog) {
        self.wanted = Some(dialog);
    }

    /// Asks where `table` goes and writes it there.
    pub(in crate::ui) fn save_table(&mut self, table: Table) {
        self.table = Some(table);
        self.wanted = Some(Dialog::Table);
    }

    /// Asks where `drawing` goes and writes it there.
    pub(in crate::ui) fn save_drawing(&mut self, drawing: Drawing) {
        self.drawing = Some(drawing);
        self.wanted = Some(Dialog::Drawing);
    }

    /// Whether the window behind gets no keys.
    pub(in crate::ui) fn is_open(&self) -> bool {
        self.shown.is_some() || self.wanted.is_some()
    }

    pub(in crate::ui) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        self.take_picked(ctx, ui);
        self.take_saved(ctx, ui);
        if let Some(dialog) = self.wanted.take() {
            self.begin(dialog, ctx, ui);
        }
        match self.shown.as_mut().map(|shown| show(shown.form.as_mut(), ctx, ui)) {
            Some(Flow::Close) => {
                if let Some(shown) = &mut self.shown {
                    shown.form.leave(ctx);
                }
                self.close(ui);
            }
            Some(Flow::Stay) => {}
            None => self.return_focus(ui),
        }
    }

    fn begin(&mut self, dialog: Dialog, ctx: &ViewContext<'_>, ui: &Ui) {
        let form: Box<dyn Form> = match dialog {
            Dialog::Open => return self.begin_opening(ctx, ui),
            Dialog::Export => Box::new(export::ExportForm::default()),
            Dialog::Settings => Box::new(settings::SettingsForm::default()),
            Dialog::Palette => Box::new(palette::PaletteForm::new(ctx, ui.ctx())),
            Dialog::Everywhere => Box::new(everywhere::EverywhereForm::new(ctx)),
            Dialog::Help => Box::new(help::HelpForm::default()),
            Dialog::GoTo => Box::new(goto::GoToForm::default()),
            Dialog::Title => Box::new(title::TitleForm::new(ctx)),
            Dialog::Table => {
                if let Some(table) = self.table.take() {
                    self.begin_saving(Errand::Table(table), ctx, ui);
                }
                return;
            }
            Dialog::Drawing => {
                if let Some(drawing) = self.drawing.take() {
                    self.begin_saving(Errand::Drawing(drawing), ctx, ui);
                }
                return;
            }
            Dialog::LibraryCopy => return self.begin_saving(Errand::LibraryCopy, ctx, ui),
        };
        self.show_form(dialog, form, ui);
    }

    /// Asks the system; the program's own box where it has no dialog, or has been asked already and is not seen.
    fn begin_opening(&mut self, ctx: &ViewContext<'_>, ui: &Ui) {
        if self.picker.is_none() {
            self.picker = Picker::open(ctx, ui.ctx());
            if self.picker.is_some() {
                self.shown = None;
                return;
            }
        }
        self.show_form(Dialog::Open, Box::new(open::OpenForm::new(ctx)), ui);
    }

    /// Asks the system where something goes; the program's own box where it has no dialog, or is asking already.
    fn begin_saving(&mut self, errand: Errand, ctx: &ViewContext<'_>, ui: &Ui) {
        let saving = Saving::new(ctx, errand, self.saving.is_none(), ui.ctx());
        if saving.is_typed() {
            self.show_form(saving.dialog(), Box::new(saving), ui);
        } else {
            self.saving = Some(saving);
        }
    }

    /// The answer of the system's dialog for something to be saved.
    fn take_saved(&mut self, ctx: &ViewContext<'_>, ui: &Ui) {
        let Some(mut saving) = self.saving.take() else { return };
        if saving.poll(ctx) {
            return;
        }
        if saving.is_typed() {
            self.show_form(saving.dialog(), Box::new(saving), ui);
        } else {
            self.saving = Some(saving);
        }
    }

    fn show_form(&mut self, dialog: Dialog, form: Box<dyn Form>, ui: &Ui) {
        if self.returns_to.is_none() {
            self.returns_to = ui.memory(egui::Memory::focused);
        }
        self.shown = Some(Shown { dialog, form });
        ui.ctx().request_repaint();
    }

    /// The answer of the system's dialog.
    fn take_picked(&mut self, ctx: &ViewContext<'_>, ui: &Ui) {
        let Some(picked) = self.picker.as_ref().and_then(Picker::poll) else { return };
        self.picker = None;
        let is_own_open = self.shown.as_ref().is_some_and(|shown| shown.dialog == Dialog::Open);
        match picked {
            Picked::Path(path) => {
                ctx.command(Command::Open(path));
                if is_own_open {
                    self.close(ui);
                }
            }
            Picked::Cancelled => {}
            Picked::NoDialog if is_own_open => {}
            Picked::NoDialog => self.show_form(Dialog::Open, Box::new(open::OpenForm::new(ctx)), ui),
        }
    }

    fn close(&mut self, ui: &Ui) {
        self.shown = None;
        ui.ctx().request_repaint();
    }

    /// Gives the keyboard back. A frame after closing the layer of the dialog still keeps it from the window.
    fn return_focus(&mut self, ui: &Ui) {
        if self.returns_to.is_none() {
            return;
        }
        ui.ctx().request_repaint();
        if ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        if let Some(id) = self.returns_to.take() {
            // Whoever took it meanwhile, such as the find bar called from the palette, keeps it.
            if ui.memory(|memory| memory.focused().is_none()) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
    }
}

fn show(form: &mut dyn Form, ctx: &ViewContext<'_>, ui: &mut Ui) -> Flow {
    let title = ctx.word(form.title()).trim_end_matches('…');
    let width = form.width().min(ui.ctx().content_rect().width() - 2.0 * EDGE - 40.0);
    let id = Id::unique(("dialog", form.title()));
    let has_heading = form.has_heading();
    let mut area = Modal::default_area(id).accessible_name(title).role(Role::Dialog);
    if !has_heading {
        area = area.anchor(Align2::CENTER_TOP, vec2(0.0, PALETTE_TOP));
    }
    let frame = Frame::window(ui.style()).inner_margin(Margin::symmetric(20, 16));
    let veil = ctx.palette.page.gamma_multiply(VEIL);
    let modal = Modal::new(id).area(area).frame(frame).backdrop_color(veil);
    let response = modal.show(ui.ctx(), |ui| {
        ui.set_width(width);
        let is_closed = has_heading && heading_ui(ctx, title, ui);
        let flow = form.ui(ctx, ui);
        if is_closed { Flow::Close } else { flow }
    });
    let hears_escape = response.is_top_modal && !response.any_popup_open;
    let is_escaped = hears_escape && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let is_clicked_away = response.backdrop_response.clicked() && form.may_be_clicked_away();
    if is_escaped || is_clicked_away { Flow::Close } else { response.inner }
}

/// The title, with a button to close; whether it was pressed.
fn heading_ui(ctx: &ViewContext<'_>, title: &str, ui: &mut Ui) -> bool {
    let font = FontId::new(tokens::CARD_TITLE, FontFamily::Name(SERIF_BOLD.into()));
    let text = RichText::new(title).font(font).color(ctx.palette.ink);
    let (_, close) = Sides::new().show(
        ui,
        |ui| ui.add(Label::new(text).selectable(false)),
        |ui| icon_button(ui, ctx.palette, Icon::Close, ctx.word(Word::Close), false),
    );
    ui.add_space(8.0);
    close.clicked()
}
