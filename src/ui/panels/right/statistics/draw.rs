//! Plots on their way to a file: drawn, and turned into pixels, beside the window.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use egui::{Context, Popup, Ui};

use crate::export::plots::{Picture, svg};
use crate::ui::context::ViewContext;
use crate::ui::dialogs::{Drawing, DrawingFormat};
use crate::ui::locale::Word;
use crate::ui::screenshot::drawing;

use super::heading::word_in_heading;

/// A plot that is asked for as a file.
pub(super) struct Order {
    pub(super) name: Word,
    pub(super) format: DrawingFormat,
    pub(super) make: Box<dyn FnOnce() -> Picture + Send>,
}

/// The plot that is being drawn.
#[derive(Default)]
pub(super) struct Drawer {
    inbox: Option<Receiver<Drawing>>,
}

impl Drawer {
    /// Draws what was asked for last; an older plot that is not done is forgotten.
    pub(super) fn begin(&mut self, ctx: &ViewContext<'_>, order: Order, egui: &Context) {
        let (outbox, inbox) = channel();
        let Order { name, format, make } = order;
        let (name, egui) = (ctx.word(name), egui.clone());
        let job = move || {
            if let Some(bytes) = bytes(&make(), format) {
                // Nobody waits any more once another is asked for.
                outbox.send(Drawing { name, format, bytes }).ok();
            }
            egui.request_repaint();
        };
        self.inbox = thread::Builder::new().name("plot".to_owned()).spawn(job).ok().map(|_| inbox);
    }

    /// The plot when it is done, once.
    pub(super) fn take(&mut self) -> Option<Drawing> {
        match self.inbox.as_ref()?.try_recv() {
            Ok(drawing) => {
                self.inbox = None;
                Some(drawing)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.inbox = None;
                None
            }
        }
    }
}

fn bytes(picture: &Picture, format: DrawingFormat) -> Option<Vec<u8>> {
    match format {
        DrawingFormat::Svg => Some(svg(picture).into_bytes()),
        DrawingFormat::Png => drawing(picture).write_png().ok(),
    }
}

/// A word in a heading that offers its plot as a file, set from the right; the format that was chosen.
pub(super) fn draw_menu_ui(ctx: &ViewContext<'_>, ui: &mut Ui) -> Option<DrawingFormat> {
    let mut chosen = None;
    let button = word_in_heading(ui, ctx.palette, ctx.word(Word::StatDraw));
    Popup::menu(&button).show(|ui| {
        for (format, name) in [(DrawingFormat::Svg, "SVG"), (DrawingFormat::Png, "PNG")] {
            if ui.selectable_label(false, name).clicked() {
                chosen = Some(format);
                ui.close();
            }
        }
    });
    button.on_hover_text(ctx.word(Word::StatDrawHint));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_leaves_in_either_format() {
        let picture = Picture { width: 20.0, height: 10.0, ..Picture::default() };
        assert!(bytes(&picture, DrawingFormat::Svg).is_some_and(|bytes| bytes.starts_with(b"<svg ")));
        assert!(bytes(&picture, DrawingFormat::Png).is_some_and(|bytes| bytes.starts_with(b"\x89PNG")));
    }
}
