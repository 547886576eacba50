//! The statistics panel: counts, words, concordance, dispersion, rhythm, keywords, kinds of words, speakers, networks,
//! dates, amounts, other documents beside this one.

mod amounts;
mod bars;
mod classes;
mod collocates;
mod compared;
mod comparison;
mod computed;
mod concordance;
mod counts;
mod dispersion;
mod draw;
mod figures;
mod heading;
mod keywords;
mod lookup;
mod phrases;
mod plotted;
mod rhythm;
mod sought;
mod speakers;
mod stop_list;
mod table;
mod word_class;
mod word_filter;
mod word_rows;
mod words;

use std::sync::Arc;

use egui::{Align, Pos2, Rect, ScrollArea, Ui, vec2};

use crate::analysis::Analysis;
use crate::analysis::statistics::StopWords;
use crate::document::{Document, DocumentHash};
use crate::ui::context::ViewContext;
use crate::ui::dialogs::{Drawing, Table};
use crate::ui::locale::Word;
use crate::ui::widgets::soft_label;
use amounts::Amounts;
use classes::Classes;
use comparison::ComparisonSection;
use counts::Counts;
use dispersion::Plots;
use draw::Drawer;
use keywords::Keywords;
use lookup::Lookup;
use plotted::Plotted;
use rhythm::Rhythm;
use sought::Sought;
use speakers::Speakers;
use stop_list::Kept;
use word_filter::Listed;
use words::FrequentWords;

/// The panel's own state and caches; every figure is the analysis'.
pub(in crate::ui) struct StatisticsTab {
    /// Document that the filters and what is looked up belong to.
    document: Option<DocumentHash>,
    counts: Counts,
    words: FrequentWords,
    lookup: Lookup,
    plots: Plots,
    rhythm: Rhythm,
    keywords: Keywords,
    classes: Classes,
    speakers: Speakers,
    network: Plotted,
    timeline: Plotted,
    amounts: Amounts,
    comparison: ComparisonSection,
    stop_words: Kept,
    drawer: Drawer,
    /// To be saved as a file.
    table: Option<Table>,
}

impl Default for StatisticsTab {
    fn default() -> Self {
        Self {
            document: None,
            counts: Counts::default(),
            words: FrequentWords::default(),
            lookup: Lookup::default(),
            plots: Plots::default(),
            rhythm: Rhythm::default(),
            keywords: Keywords::default(),
            classes: Classes::default(),
            speakers: Speakers::default(),
            network: Plotted::network(),
            timeline: Plotted::timeline(),
            amounts: Amounts::default(),
            comparison: ComparisonSection::default(),
            stop_words: Kept::default(),
            drawer: Drawer::default(),
            table: None,
        }
    }
}

/// What the figures are of.
#[derive(Clone, Copy)]
struct Subject<'a> {
    document: &'a Arc<Document>,
    analysis: &'a Arc<Analysis>,
    /// Raised with every new analysis: the key of what is cached.
    version: u64,
    /// As the reader edited it.
    stop_words: &'a Arc<StopWords>,
}

impl Subject<'_> {
    /// For work on another thread.
    fn shared(self) -> (Arc<Document>, Arc<Analysis>) {
        (Arc::clone(self.document), Arc::clone(self.analysis))
    }

    fn n_bytes(self) -> usize {
        self.document.text().len()
    }
}

/// What one section asks of another; done after all have been shown.
enum Wish {
    /// Show every place of it.
    Look(Sought),
    /// Plot it across the text.
    Pin(Sought),
    /// Take the plot with this index away.
    Unpin(usize),
    /// List words of one kind only.
    Filter(Listed),
    /// Save it as a file.
    Save(Table),
    /// Draw it into a file.
    Draw(draw::Order),
}

impl StatisticsTab {
    /// The table that is to be saved, once.
    pub(super) fn take_table(&mut self) -> Option<Table> {
        self.table.take()
    }

    /// The plot that is to be saved, once.
    pub(super) fn take_drawing(&mut self) -> Option<Drawing> {
        self.drawer.take()
    }

    pub(in crate::ui) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let Some(document) = ctx.document() else {
            soft_label(ui, ctx.palette, ctx.word(Word::EmptyDocument));
            return;
        };
        if self.document != Some(document.hash()) {
            self.document = Some(document.hash());
            self.words.forget();
            self.lookup.forget();
            self.plots.forget();
        }
        // While text streams in, partial analyses come without figures.
        let measured =
            ctx.analysis().filter(|analysis| analysis.statistics.chars_total > 0 || document.text().is_empty());
        let Some(analysis) = measured else {
            waiting_ui(ctx, ui);
            return;
        };
        let stop_words = self.stop_words.get(&ctx.session.settings.stop_words);
        let version = ctx.session.analysis_version;
        let subject = Subject { document, analysis, version, stop_words: &stop_words };
        self.lookup.follow(&ctx.view.focus);
        ScrollArea::vertical().id_salt("statistics").auto_shrink(false).show(ui, |ui| {
            self.sections_ui(ctx, subject, ui);
        });
    }

    fn sections_ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui) {
        let mut wishes = Vec::new();
        self.counts.ui(ctx, subject, ui, &mut wishes);
        let words_at = ui.next_widget_position();
        self.words.ui(ctx, subject, self.lookup.sought(), ui, &mut wishes);
        let n_of_words = wishes.len();
        let lookup_at = ui.next_widget_position();
        self.lookup.ui(ctx, subject, ui, &mut wishes);
        self.plots.ui(ctx, subject, ui, &mut wishes);
        self.rhythm.ui(ctx, subject, ui, &mut wishes);
        self.keywords.ui(ctx, subject, ui, &mut wishes);
        self.classes.ui(ctx, subject, ui, &mut wishes);
        self.speakers.ui(ctx, subject, ui, &mut wishes);
        self.network.ui(ctx, subject, ui, &mut wishes);
        self.timeline.ui(ctx, subject, ui, &mut wishes);
        self.amounts.ui(ctx, subject, ui, &mut wishes);
        self.comparison.ui(ctx, subject, ui, &mut wishes);
        ui.add_space(16.0);
        if !wishes.is_empty() {
            ui.ctx().request_repaint();
        }
        for (idx, wish) in wishes.into_iter().enumerate() {
            // The table of words stands right above the concordance: both stay in view as they are.
            let is_from_elsewhere = idx >= n_of_words;
            match wish {
                Wish::Look(sought) => {
                    self.lookup.look(sought);
                    if is_from_elsewhere {
                        scroll_to(lookup_at, ui);
                    }
                }
                Wish::Filter(listed) => {
                    self.words.filter(listed);
                    if is_from_elsewhere {
                        scroll_to(words_at, ui);
                    }
                }
                Wish::Pin(sought) => self.plots.pin(sought),
                Wish::Unpin(idx) => self.plots.unpin(idx),
                Wish::Save(table) => self.table = Some(table),
                Wish::Draw(order) => self.drawer.begin(ctx, order, ui.ctx()),
            }
        }
    }
}

fn scroll_to(at: Pos2, ui: &Ui) {
    ui.scroll_to_rect(Rect::from_min_size(at, vec2(1.0, 1.0)), Some(Align::TOP));
}

fn waiting_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let text = match ctx.session.progress() {
        Some(progress) => format!("{}… {:.0}%", ctx.word(Word::Analyzing), progress.share() * 100.0),
        None if ctx.session.is_loading => format!("{}…", ctx.word(Word::Analyzing)),
        None => ctx.word(Word::StatUnfinished).to_owned(),
    };
    soft_label(ui, ctx.palette, text);
}
