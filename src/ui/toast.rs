//! Short messages at the foot of the page that go away by themselves, and the hint of the first start.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, RichText, vec2};

use super::command::UiCommand;
use super::context::{Action, ViewContext};
use super::locale::Word;
use super::tokens;

/// One message.
#[derive(Clone, Debug)]
struct Toast {
    text: String,
    /// A failure stays until it is closed.
    is_failure: bool,
    offers_undo: bool,
    /// Time it was first shown; `None` until then.
    since: Option<f64>,
}

/// The messages on the screen, the newest below.
#[derive(Default)]
pub(super) struct Toasts {
    shown: Vec<Toast>,
    /// When the first-start hint was first shown.
    hint_since: Option<f64>,
    is_hint_over: bool,
}

/// More would hide the text.
const MOST: usize = 3;

impl Toasts {
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.push(Toast { text: text.into(), is_failure: false, offers_undo: false, since: None });
    }

    pub(super) fn fail(&mut self, text: impl Into<String>) {
        self.push(Toast { text: text.into(), is_failure: true, offers_undo: false, since: None });
    }

    /// A message with a button that takes the last change back.
    pub(super) fn say_undoable(&mut self, text: impl Into<String>) {
        self.push(Toast { text: text.into(), is_failure: false, offers_undo: true, since: None });
    }

    fn push(&mut self, toast: Toast) {
        // What has just been undone or done again offers no second undo.
        self.shown.retain(|old| !old.offers_undo && old.text != toast.text);
        self.shown.push(toast);
        let surplus = self.shown.len().saturating_sub(MOST);
        self.shown.drain(..surplus);
    }

    /// A change was made otherwise: an undo offered before would now take back something else.
    pub(super) fn withdraw_undo(&mut self) {
        self.shown.retain(|toast| !toast.offers_undo);
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, egui: &Context) {
        let time = egui.input(|input| input.time);
        for toast in &mut self.shown {
            let since = *toast.since.get_or_insert(time);
            let left = since + tokens::TOAST_SECONDS - time;
            if !toast.is_failure && left > 0.0 {
                egui.request_repaint_after_secs(left as f32);
            }
        }
        self.shown
            .retain(|toast| toast.is_failure || toast.since.is_none_or(|since| time - since < tokens::TOAST_SECONDS));
        if self.shown.is_empty() {
            return;
        }
        let mut closed = None;
        Area::new(Id::unique("toasts"))
            .order(Order::Tooltip)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -(tokens::STATUS_HEIGHT + 16.0)))
            .show(egui, |ui| {
                for (idx, toast) in self.shown.iter().enumerate() {
                    if toast_ui(ctx, toast, ui) {
                        closed = Some(idx);
                    }
                    ui.add_space(6.0);
                }
            });
        if let Some(idx) = closed {
            self.shown.remove(idx);
        }
    }

    /// Three lines at the foot of the page on the very first start. Whether they have had their time.
    pub(super) fn hint_ui(&mut self, ctx: &ViewContext<'_>, page: egui::Rect, egui: &Context) -> bool {
        if self.is_hint_over || ctx.document().is_none() {
            return self.is_hint_over;
        }
        let time = egui.input(|input| input.time);
        let since = *self.hint_since.get_or_insert(time);
        let left = since + tokens::HINT_SECONDS - time;
        if left <= 0.0 || ctx.session.annotations.iter().next().is_some() {
            self.is_hint_over = true;
            return true;
        }
        egui.request_repaint_after_secs(left as f32);
        Area::new(Id::unique("first-hint"))
            .order(Order::Middle)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(page.center_bottom() - vec2(0.0, 18.0))
            .interactable(false)
            .show(egui, |ui| {
                let frame = Frame::new().fill(ctx.palette.card).corner_radius(tokens::CARD_RADIUS);
                frame.stroke((1.0, ctx.palette.line)).inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
                    for word in [Word::FirstHintA, Word::FirstHintB, Word::FirstHintC] {
                        ui.label(RichText::new(ctx.word(word)).size(tokens::TEXT).color(ctx.palette.soft));
                    }
                });
            });
        false
    }
}

/// Whether the message was closed.
fn toast_ui(ctx: &ViewContext<'_>, toast: &Toast, ui: &mut egui::Ui) -> bool {
    let mut is_closed = false;
    let frame = Frame::new().fill(ctx.palette.bar).corner_radius(tokens::CARD_RADIUS);
    frame.inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
        ui.set_max_width(560.0);
        ui.horizontal(|ui| {
            let text = RichText::new(&toast.text).size(tokens::TEXT).color(ctx.palette.bar_text);
            ui.add(egui::Label::new(text).wrap());
            if toast.offers_undo && link_ui(ctx, Word::UndoInToast, ui) {
                ctx.send(Action::Ui(UiCommand::Undo));
                is_closed = true;
            }
            if toast.is_failure && link_ui(ctx, Word::Close, ui) {
                is_closed = true;
            }
        });
    });
    is_closed
}

fn link_ui(ctx: &ViewContext<'_>, word: Word, ui: &mut egui::Ui) -> bool {
    let text = RichText::new(ctx.word(word)).size(tokens::TEXT).color(ctx.palette.bar_text).underline();
    ui.add(egui::Button::new(text).frame(false)).clicked()
}
