//! Plots that are pictures in the panel too: who and what occurs together, and the dates along a line of time.

use std::rc::Rc;

use egui::{Context, Ui};

use crate::analysis::EntityId;
use crate::analysis::statistics::{ties, timeline};
use crate::export::plots::{Picture, Plot, WIDTH, plot};
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::picture::picture_ui;
use crate::ui::widgets::soft_label;

use super::computed::Computed;
use super::draw::{Order, draw_menu_ui};
use super::heading::{heading_ui, table_buttons};
use super::{Subject, Wish};

/// One such plot.
pub(super) struct Plotted {
    plot: Plot,
    title: Word,
    /// Why there is nothing to be seen.
    nothing: Word,
    about: Word,
    is_folded: bool,
    picture: Computed<(u64, u32), Picture>,
}

impl Plotted {
    pub(super) fn network() -> Self {
        Self::new(Plot::Network, Word::StatNetwork, Word::StatNoTies, Word::StatNetworkHint)
    }

    pub(super) fn timeline() -> Self {
        Self::new(Plot::Timeline, Word::StatTimeline, Word::StatNoDates, Word::StatTimelineHint)
    }

    fn new(plot: Plot, title: Word, nothing: Word, about: Word) -> Self {
        Self { plot, title, nothing, about, is_folded: false, picture: Computed::default() }
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let (mut outlet, mut format) = (None, None);
        let is_open = heading_ui(ctx, ui, self.title, &mut self.is_folded, |ui| {
            outlet = table_buttons(ctx, ui);
            format = draw_menu_ui(ctx, ui);
        });
        if !is_open {
            return;
        }
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, self.title, self.tsv(subject)).map(Wish::Save));
        }
        if let Some(format) = format {
            let (kind, (document, analysis)) = (self.plot, subject.shared());
            let make = Box::new(move || plot(&document, &analysis, kind, &[], WIDTH));
            wishes.push(Wish::Draw(Order { name: self.title, format, make }));
        }
        let width = ui.available_width().floor().max(1.0);
        let Some(picture) = self.drawn(subject, width, ui.ctx()) else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        soft_label(ui, ctx.palette, ctx.word(if picture.marks.is_empty() { self.nothing } else { self.about }));
        if picture.marks.is_empty() {
            return;
        }
        if let Some(place) = picture_ui(ui, ctx.palette, &picture, ctx.word(self.title)) {
            ctx.send(Action::Jump(place));
        }
    }

    fn drawn(&mut self, subject: Subject<'_>, width: f32, egui: &Context) -> Option<Rc<Picture>> {
        let (kind, (document, analysis)) = (self.plot, subject.shared());
        let work = move || plot(&document, &analysis, kind, &[], f64::from(width));
        self.picture.get((subject.version, width as u32), subject.n_bytes(), egui, work)
    }

    fn tsv(&self, subject: Subject<'_>) -> String {
        match self.plot {
            Plot::Timeline => dates_tsv(subject),
            _ => ties_tsv(subject),
        }
    }
}

fn ties_tsv(subject: Subject<'_>) -> String {
    let name = |id: EntityId| subject.analysis.entities.get(id.0 as usize).map(|entity| entity.name.as_str());
    let mut table = Tsv::new(&["first", "second", "n"]);
    for tie in ties(subject.document, subject.analysis) {
        let cells = [name(tie.first).unwrap_or_default(), name(tie.second).unwrap_or_default(), &tie.n.to_string()];
        table.row(&cells);
    }
    table.finish()
}

/// Offsets in code points.
fn dates_tsv(subject: Subject<'_>) -> String {
    let mut table = Tsv::new(&["start", "end", "text", "value", "year"]);
    for date in timeline(subject.analysis) {
        let (start, end) = subject.document.char_range(date.range);
        table.row(&[
            start.to_string(),
            end.to_string(),
            subject.document.slice(date.range).to_owned(),
            date.value,
            date.year.to_string(),
        ]);
    }
    table.finish()
}
