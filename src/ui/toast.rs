//! Short messages at the foot of the page that go away by themselves, and the hint of the first start.

use std::path::PathBuf;

use egui::{Align2, Area, Context, FontId, Frame, Id, Label, Margin, Order, RichText, Role, Ui, vec2};

use super::command::UiCommand;
use super::context::{Action, ViewContext};
use super::locale::Word;
use super::tokens;
use crate::session::Command;

/// One message.
#[derive(Clone, Debug)]
struct Toast {
    text: String,
    kind: Kind,
    /// Time it was first shown; `None` until then.
    since: Option<f64>,
}

/// What a message is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Said,
    /// A change that can be taken back.
    Undoable,
    Failure,
    /// The file of the open document was changed by another program.
    Changed(PathBuf),
}

impl Toast {
    fn new(text: impl Into<String>, kind: Kind) -> Self {
        Self { text: text.into(), kind, since: None }
    }

    /// Whether it stays until it is closed.
    fn stays(&self) -> bool {
        matches!(self.kind, Kind::Failure | Kind::Changed(_))
    }

    /// What can be done about it.
    fn links(&self) -> &'static [Word] {
        match self.kind {
            Kind::Said => &[],
            Kind::Undoable => &[Word::UndoInToast],
            Kind::Failure => &[Word::Close],
            Kind::Changed(_) => &[Word::Reload, Word::Close],
        }
    }
}

/// The messages on the screen, the newest below.
#[derive(Default)]
pub(super) struct Toasts {
    shown: Vec<Toast>,
    /// When the first-start hint was first shown.
    hint_since: Option<f64>,
    is_hint_over: bool,
    /// Height the hint took in the last frame, with the space below it: messages stand above.
    hint_height: f32,
}

/// Between the hint and the foot of the page, in points.
const BELOW_HINT: f32 = 18.0;
/// More would hide the text.
const MOST: usize = 3;
/// Widest a message may be, in points, and the least that is left of the window beside it.
const WIDTH: f32 = 560.0;
const BESIDE: f32 = 60.0;
/// Between the text and what can be clicked.
const GAP: f32 = 14.0;

impl Toasts {
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.push(Toast::new(text, Kind::Said));
    }

    pub(super) fn fail(&mut self, text: impl Into<String>) {
        self.push(Toast::new(text, Kind::Failure));
    }

    /// A message with a button that takes the last change back.
    pub(super) fn say_undoable(&mut self, text: impl Into<String>) {
        self.push(Toast::new(text, Kind::Undoable));
    }

    /// The file at `path`, which is open, is another now: to be read again, or not.
    pub(super) fn changed(&mut self, text: impl Into<String>, path: PathBuf) {
        self.withdraw_changed();
        self.push(Toast::new(text, Kind::Changed(path)));
    }

    /// Another document is shown, or the same read again.
    pub(super) fn withdraw_changed(&mut self) {
        self.shown.retain(|toast| !matches!(toast.kind, Kind::Changed(_)));
    }

    fn push(&mut self, toast: Toast) {
        // What has just been undone or done again offers no second undo.
        self.shown.retain(|old| old.kind != Kind::Undoable && old.text != toast.text);
        self.shown.push(toast);
        while self.shown.len() > MOST {
            // What would go by itself goes first.
            let passing = self.shown.iter().position(|toast| !toast.stays());
            self.shown.remove(passing.filter(|idx| idx + 1 < self.shown.len()).unwrap_or(0));
        }
    }

    /// A change was made otherwise: an undo offered before would now take back something else.
    pub(super) fn withdraw_undo(&mut self) {
        self.shown.retain(|toast| toast.kind != Kind::Undoable);
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, egui: &Context) {
        let time = egui.input(|input| input.time);
        for toast in &mut self.shown {
            let since = *toast.since.get_or_insert(time);
            let left = since + tokens::TOAST_SECONDS - time;
            if !toast.stays() && left > 0.0 {
                egui.request_repaint_after_secs(left as f32);
            }
        }
        self.shown
            .retain(|toast| toast.stays() || toast.since.is_none_or(|since| time - since < tokens::TOAST_SECONDS));
        if self.shown.is_empty() {
            return;
        }
        let mut closed = None;
        Area::new(Id::unique("toasts"))
            .order(Order::Tooltip)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -(tokens::STATUS_HEIGHT + 16.0 + self.hint_height)))
            .role(Role::Status)
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
            egui.request_repaint();
        }
    }

    /// Three lines at the foot of the page on the very first start. Whether they have had their time.
    pub(super) fn hint_ui(&mut self, ctx: &ViewContext<'_>, page: egui::Rect, egui: &Context) -> bool {
        if self.is_hint_over || ctx.document().is_none() {
            self.hint_height = 0.0;
            return self.is_hint_over;
        }
        let time = egui.input(|input| input.time);
        let since = *self.hint_since.get_or_insert(time);
        let left = since + tokens::HINT_SECONDS - time;
        if left <= 0.0 || ctx.session.annotations.iter().next().is_some() {
            self.is_hint_over = true;
            self.hint_height = 0.0;
            return true;
        }
        egui.request_repaint_after_secs(left as f32);
        let area = Area::new(Id::unique("first-hint"))
            .order(Order::Middle)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(page.center_bottom() - vec2(0.0, BELOW_HINT))
            .interactable(false)
            .show(egui, |ui| {
                let frame = Frame::new().fill(ctx.palette.card).corner_radius(tokens::CARD_RADIUS);
                frame.stroke((1.0, ctx.palette.line)).inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
                    for word in [Word::FirstHintA, Word::FirstHintB, Word::FirstHintC] {
                        ui.label(RichText::new(ctx.word(word)).size(tokens::TEXT).color(ctx.palette.soft));
                    }
                });
            });
        self.hint_height = area.response.rect.height() + BELOW_HINT;
        false
    }
}

/// Whether the message was closed.
fn toast_ui(ctx: &ViewContext<'_>, toast: &Toast, ui: &mut Ui) -> bool {
    let mut is_closed = false;
    let frame = Frame::new().fill(ctx.palette.bar).corner_radius(tokens::CARD_RADIUS);
    frame.inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
        let width = WIDTH.min(ui.ctx().content_rect().width() - BESIDE);
        let words = toast.links();
        let room = width - words.iter().map(|&word| link_width(ctx, word, ui)).sum::<f32>();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let text = RichText::new(&toast.text).size(tokens::TEXT).color(ctx.palette.bar_text);
            ui.scope(|ui| {
                ui.set_max_width(room.max(120.0));
                ui.add(Label::new(text).wrap());
            });
            for &word in words {
                ui.add_space(GAP);
                if link_ui(ctx, word, ui) {
                    follow(ctx, toast, word);
                    is_closed = true;
                }
            }
        });
    });
    is_closed
}

/// Does what was clicked; every one closes the message.
fn follow(ctx: &ViewContext<'_>, toast: &Toast, word: Word) {
    match (&toast.kind, word) {
        (Kind::Undoable, Word::UndoInToast) => ctx.send(Action::Ui(UiCommand::Undo)),
        (Kind::Changed(path), Word::Reload) => ctx.command(Command::Open(path.clone())),
        _ => {}
    }
}

/// Width of a link with the space before it.
fn link_width(ctx: &ViewContext<'_>, word: Word, ui: &Ui) -> f32 {
    let font = FontId::proportional(tokens::TEXT);
    ui.painter().layout_no_wrap(ctx.word(word).to_owned(), font, ctx.palette.bar_text).size().x + GAP
}

fn link_ui(ctx: &ViewContext<'_>, word: Word, ui: &mut Ui) -> bool {
    let text = RichText::new(ctx.word(word)).size(tokens::TEXT).color(ctx.palette.bar_text).underline();
    let padding = std::mem::take(&mut ui.spacing_mut().button_padding);
    let response = ui.add(egui::Button::new(text).frame(false));
    ui.spacing_mut().button_padding = padding;
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, ctx.palette.bar_text);
        ui.painter().rect_stroke(response.rect.expand(3.0), 3.0, stroke, egui::StrokeKind::Outside);
    }
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(toasts: &Toasts) -> Vec<&str> {
        toasts.shown.iter().map(|toast| toast.text.as_str()).collect()
    }

    #[test]
    fn what_goes_by_itself_makes_room_first() {
        let mut toasts = Toasts::default();
        toasts.fail("a");
        toasts.say("b");
        toasts.changed("c", PathBuf::from("/c"));
        toasts.say("d");
        assert_eq!(texts(&toasts), ["a", "c", "d"]);
        toasts.fail("e");
        assert_eq!(texts(&toasts), ["a", "c", "e"]);
        toasts.fail("f");
        assert_eq!(texts(&toasts), ["c", "e", "f"]);
    }

    #[test]
    fn an_undo_is_offered_for_the_last_change_only() {
        let mut toasts = Toasts::default();
        toasts.say_undoable("a");
        toasts.say_undoable("b");
        assert_eq!(texts(&toasts), ["b"]);
        toasts.withdraw_undo();
        assert!(texts(&toasts).is_empty());
    }

    #[test]
    fn a_changed_file_is_told_of_once() {
        let mut toasts = Toasts::default();
        toasts.changed("a", PathBuf::from("/a"));
        toasts.changed("a", PathBuf::from("/a"));
        assert_eq!(toasts.shown.len(), 1);
        toasts.withdraw_changed();
        assert!(toasts.shown.is_empty());
    }
}
