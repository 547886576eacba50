//! How long the text is: counts and ratios, each with its definition.

use egui::{Align2, CursorIcon, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::analysis::statistics::{Entry, Value};
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::tokens;
use crate::ui::widgets::focus_ring;

use super::figures::{definition_ui, entry_text, name_and_text, raw};
use super::heading::{heading_ui, table_buttons, word_button};
use super::table::cell_text;
use super::{Subject, Wish};

/// What is shown before more is asked for.
pub(super) const FIRST: [&str; 8] =
    ["chars_total", "han", "tokens", "types", "sentences", "paragraphs", "mean_sentence_chars", "reading_time_s"];
const ROW_HEIGHT: f32 = 20.0;

#[derive(Default)]
pub(super) struct Counts {
    is_folded: bool,
    shows_all: bool,
    /// The figure whose definition is open.
    opened: Option<&'static str>,
    /// With the version of the analysis.
    entries: Option<(u64, Vec<Entry>)>,
}

impl Counts {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        if self.entries.as_ref().is_none_or(|(version, _)| *version != subject.version) {
            self.entries = Some((subject.version, subject.analysis.statistics.entries()));
        }
        let mut outlet = None;
        let title = Word::Counts;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| outlet = table_buttons(ctx, ui));
        let Some((_, entries)) = self.entries.as_ref().filter(|_| is_open) else { return };
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(ctx, entries)).map(Wish::Save));
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for entry in entries.iter().filter(|entry| self.shows_all || FIRST.contains(&entry.key)) {
                entry_ui(ctx, *entry, &mut self.opened, ui);
            }
        });
        let label = ctx.word(if self.shows_all { Word::StatFewer } else { Word::StatMore });
        if word_button(ui, ctx.palette, label).clicked() {
            self.shows_all = !self.shows_all;
        }
    }
}

/// A figure; a click opens its definition below it, for who has no pointer to rest on it.
fn entry_ui(ctx: &ViewContext<'_>, entry: Entry, opened: &mut Option<&'static str>, ui: &mut Ui) {
    let (name, text) = name_and_text(ctx.language, entry.definition);
    let value = entry_text(ctx, entry);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name} {value}")));
    if response.clicked() {
        *opened = (*opened != Some(entry.key)).then_some(entry.key);
    }
    if response.hovered() {
        let ground = rect.expand2(vec2(3.0, 0.0));
        ui.painter().rect_filled(ground, tokens::RADIUS, ctx.palette.selected_row.gamma_multiply(0.6));
    }
    let (label, figure) = rect.split_left_right_at_fraction(0.64);
    cell_text(ui, label, Align2::LEFT_CENTER, name, tokens::SMALL, ctx.palette.soft);
    cell_text(ui, figure, Align2::RIGHT_CENTER, &value, tokens::TEXT, ctx.palette.ink);
    focus_ring(ui, ctx.palette, &response);
    let is_open = *opened == Some(entry.key);
    let response = response.on_hover_cursor(CursorIcon::Help);
    if is_open {
        ui.label(RichText::new(text).size(tokens::TINY).color(ctx.palette.soft));
        ui.add_space(4.0);
    } else {
        response.on_hover_ui(|ui| definition_ui(ctx, entry.definition, ui));
    }
}

fn tsv(ctx: &ViewContext<'_>, entries: &[Entry]) -> String {
    let mut table = Tsv::new(&["key", "name", "value", "definition"]);
    for entry in entries {
        let (name, text) = name_and_text(ctx.language, entry.definition);
        let value = match entry.value {
            Value::Count(n) => n.to_string(),
            Value::Real(figure) => raw(Some(figure)),
            Value::Undefined => String::new(),
        };
        table.row(&[entry.key, name, value.as_str(), text]);
    }
    table.finish()
}
