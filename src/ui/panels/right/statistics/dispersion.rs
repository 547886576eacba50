//! Words and entities across the text, one strip each: those the reader chose, filled up with the usual ones.

use std::cmp::Reverse;
use std::sync::Arc;

use egui::{Align2, CursorIcon, Role, Sense, Ui, WidgetInfo, vec2};

use crate::analysis::statistics::hits;
use crate::analysis::{Analysis, Entity};
use crate::annotation::EntityType;
use crate::document::Document;
use crate::export::plots::{self, Strip};
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;
use crate::ui::widgets::{dispersion_strip, focus_ring, nearest_position, soft_label};

use super::computed::Computed;
use super::draw::{Order, draw_menu_ui};
use super::heading::{heading_ui, table_buttons};
use super::lookup::color;
use super::sought::{N_PARTS, Places, Sought};
use super::table::cell_text;
use super::{Subject, Wish};

/// Most plots the reader can choose.
const N_MOST: usize = 12;
/// Plots shown while the reader has chosen fewer: so many, of which so many entities.
const N_USUAL: usize = 8;
const N_USUAL_ENTITIES: usize = 3;
const ROW_HEIGHT: f32 = 22.0;
const COUNT_WIDTH: f32 = 34.0;
/// Room for the button that takes a plot away.
const REMOVE_WIDTH: f32 = 16.0;
/// The name's part of a row.
const LABEL_SHARE: f32 = 0.28;
const SPACING: f32 = 6.0;

#[derive(Default)]
pub(super) struct Plots {
    is_folded: bool,
    /// What the reader chose, the first first.
    pinned: Arc<Vec<Sought>>,
    computed: Computed<(u64, Arc<Vec<Sought>>), Vec<Plot>>,
}

struct Plot {
    sought: Sought,
    kind: Option<EntityType>,
    places: Places,
}

impl Plots {
    /// Another document: only the usual ones.
    pub(super) fn forget(&mut self) {
        self.pinned = Arc::default();
    }

    /// Shows `sought`; when there are too many, the first chosen goes.
    pub(super) fn pin(&mut self, sought: Sought) {
        self.is_folded = false;
        if self.pinned.contains(&sought) {
            return;
        }
        let pinned = Arc::make_mut(&mut self.pinned);
        if pinned.len() >= N_MOST {
            pinned.remove(0);
        }
        pinned.push(sought);
    }

    pub(super) fn unpin(&mut self, idx: usize) {
        if idx < self.pinned.len() {
            Arc::make_mut(&mut self.pinned).remove(idx);
        }
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let (mut outlet, mut format) = (None, None);
        let title = Word::Dispersion;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| {
            outlet = table_buttons(ctx, ui);
            format = draw_menu_ui(ctx, ui);
        });
        if !is_open {
            return;
        }
        let (document, analysis) = subject.shared();
        let pinned = Arc::clone(&self.pinned);
        let key = (subject.version, Arc::clone(&self.pinned));
        let work = move || plots(&document, &analysis, &pinned);
        let Some(plots) = self.computed.get(key, subject.n_bytes(), ui.ctx(), work) else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(&plots)).map(Wish::Save));
        }
        if let Some(format) = format {
            let strips: Vec<Strip> = plots.iter().map(strip).collect();
            let about = subject.document.metadata().title.clone().unwrap_or_default();
            let make = Box::new(move || plots::dispersion(&about, &strips));
            wishes.push(Wish::Draw(Order { name: title, format, make }));
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = vec2(SPACING, 0.0);
            for (idx, plot) in plots.iter().enumerate() {
                let pin = (idx < self.pinned.len()).then_some(idx);
                plot_ui(ctx, plot, pin, ui, wishes);
            }
        });
    }
}

/// A plot; one the reader chose, with index `pin`, can be taken away.
fn plot_ui(ctx: &ViewContext<'_>, plot: &Plot, pin: Option<usize>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
    let label = plot.sought.label();
    ui.horizontal(|ui| {
        let width = ui.available_width();
        let label_width = (width * LABEL_SHARE).max(48.0);
        let (rect, name) = ui.allocate_exact_size(vec2(label_width, ROW_HEIGHT), Sense::click());
        name.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        let ink = if name.hovered() { ctx.palette.vermilion_text } else { ctx.palette.ink };
        cell_text(ui, rect, Align2::LEFT_CENTER, label, tokens::TEXT, ink);
        focus_ring(ui, ctx.palette, &name);
        if name.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            wishes.push(Wish::Look(plot.sought.clone()));
        }
        let rest = label_width + COUNT_WIDTH + REMOVE_WIDTH + 3.0 * SPACING;
        let size = vec2((width - rest).max(20.0), ROW_HEIGHT);
        let positions = &plot.places.positions;
        let strip = dispersion_strip(ui, ctx.palette, positions, color(ctx, plot.kind), size);
        strip
            .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} {label}", ctx.word(Word::Dispersion))));
        if let Some(range) = nearest_position(&strip, positions).and_then(|idx| plot.places.ranges.get(idx)) {
            ctx.send(Action::Jump(*range));
        }
        let (rect, _) = ui.allocate_exact_size(vec2(COUNT_WIDTH, ROW_HEIGHT), Sense::hover());
        cell_text(ui, rect, Align2::RIGHT_CENTER, &thousands(plot.places.n), tokens::SMALL, ctx.palette.soft);
        if let Some(idx) = pin {
            let (rect, remove) = ui.allocate_exact_size(vec2(REMOVE_WIDTH, ROW_HEIGHT), Sense::click());
            let hint = ctx.word(Word::StatUnpin);
            remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{hint} {label}")));
            let ink = if remove.hovered() { ctx.palette.ink } else { ctx.palette.faint };
            cell_text(ui, rect, Align2::CENTER_CENTER, "×", tokens::TEXT, ink);
            focus_ring(ui, ctx.palette, &remove);
            if remove.on_hover_text(hint).clicked() {
                wishes.push(Wish::Unpin(idx));
            }
        }
    });
}

fn plots(document: &Document, analysis: &Analysis, pinned: &[Sought]) -> Vec<Plot> {
    let mut entities: Vec<&Entity> = analysis.entities.iter().collect();
    entities.sort_by_key(|entity| Reverse(entity.mentions.len()));
    let words = analysis.statistics.words.iter().take(N_USUAL - N_USUAL_ENTITIES);
    let usual = words
        .map(|word| Sought::Word(word.word.clone()))
        .chain(entities.into_iter().take(N_USUAL_ENTITIES).map(|entity| Sought::Entity(entity.name.clone())))
        .filter(|sought| !pinned.contains(sought))
        .take(N_USUAL.saturating_sub(pinned.len()));
    pinned.iter().cloned().chain(usual).map(|sought| plot(document, analysis, sought)).collect()
}

fn plot(document: &Document, analysis: &Analysis, sought: Sought) -> Plot {
    let query = sought.query(analysis);
    // A pattern that cannot be read is never chosen: it has no places to choose it by.
    let mut hits = query.and_then(|query| hits(document, analysis, &query).ok()).unwrap_or_default();
    hits.sort_unstable();
    Plot { places: Places::new(&hits, document.text().len()), kind: sought.kind(analysis), sought }
}

fn strip(plot: &Plot) -> Strip {
    let positions = plot.places.positions.iter().copied().map(f64::from).collect();
    Strip { label: plot.sought.label().to_owned(), n: plot.places.n, positions }
}

fn tsv(plots: &[Plot]) -> String {
    let mut header = vec!["name".to_owned(), "n".to_owned()];
    header.extend((1..=N_PARTS).map(|part| format!("{part}/{N_PARTS}")));
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = Tsv::new(&header);
    for plot in plots {
        let mut cells = vec![plot.sought.label().to_owned(), plot.places.n.to_string()];
        cells.extend(plot.places.parts.iter().map(usize::to_string));
        table.row(&cells);
    }
    table.finish()
}
