//! One word, phrase, pattern or entity: where it stands, its concordance and its collocates.

use egui::{Color32, Id, Key, TextEdit, Ui, vec2};

use crate::annotation::EntityType;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::locale::Word;
use crate::ui::reader::thousands;
use crate::ui::widgets::{dispersion_strip, nearest_position, soft_label};

use super::collocates::CollocateTable;
use super::concordance::{Concordance, Found};
use super::figures::filled;
use super::heading::{heading_ui, table_buttons, word_button, word_toggle};
use super::sought::Sought;
use super::{Subject, Wish};

/// Rest in typing after which what was typed is looked up, in seconds.
const TYPING_PAUSE: f64 = 0.3;
const STRIP_HEIGHT: f32 = 20.0;
/// Room for the switch beside the field, in points.
const SWITCH_WIDTH: f32 = 52.0;

#[derive(Default)]
pub(super) struct Lookup {
    is_folded: bool,
    field: String,
    is_regex: bool,
    /// When the field was last changed, while that has not been looked up.
    typed_at: Option<f64>,
    sought: Option<Sought>,
    /// What was in focus when last looked: only a change of it is followed.
    focus: Focus,
    concordance: Concordance,
    collocates: CollocateTable,
}

impl Lookup {
    pub(super) fn sought(&self) -> Option<&Sought> {
        self.sought.as_ref()
    }

    /// Another document: nothing is looked up.
    pub(super) fn forget(&mut self) {
        self.field.clear();
        self.typed_at = None;
        self.set(None);
    }

    /// Looks up the word that has come into focus elsewhere.
    pub(super) fn follow(&mut self, focus: &Focus) {
        if self.focus != *focus {
            self.focus = focus.clone();
            if let Focus::Word(word) = focus {
                self.look(Sought::Word(word.clone()));
            }
        }
    }

    pub(super) fn look(&mut self, sought: Sought) {
        sought.label().clone_into(&mut self.field);
        self.is_regex = matches!(sought, Sought::Regex(_));
        self.is_folded = false;
        self.typed_at = None;
        self.set(Some(sought));
    }

    fn set(&mut self, sought: Option<Sought>) {
        if self.sought != sought {
            self.sought = sought;
            self.concordance.forget();
            self.collocates.forget();
        }
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let mut outlet = None;
        let title = Word::StatConcordance;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| outlet = table_buttons(ctx, ui));
        if !is_open {
            return;
        }
        self.field_ui(ctx, ui);
        let Some(sought) = self.sought.clone() else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatPickHint));
            return;
        };
        let Some(outcome) = self.concordance.find(subject, &sought, ui.ctx()) else {
            soft_label(ui, ctx.palette, ctx.word(Word::StatComputing));
            return;
        };
        let found = match &*outcome {
            Ok(found) => found,
            Err(error) => {
                soft_label(ui, ctx.palette, ctx.word(Word::FindBadRegex)).on_hover_text(error.to_string());
                return;
            }
        };
        if found.rows.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::FindNothing));
            return;
        }
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, found.tsv(ctx, subject)).map(Wish::Save));
        }
        summary_ui(ctx, subject, &sought, found, ui, wishes);
        self.concordance.ui(ctx, subject, found, ui);
        self.collocates.ui(ctx, subject, &sought, ui, wishes);
    }

    fn field_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let time = ui.input(|input| input.time);
        let mut is_asked = false;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let width = (ui.available_width() - SWITCH_WIDTH).max(60.0);
            let field = TextEdit::singleline(&mut self.field)
                .id(Id::unique("statistics-lookup"))
                .hint_text(ctx.word(Word::StatLookUpHint))
                .desired_width(width);
            let response = ui.add(field).accessible_name(ctx.word(Word::StatLookUpHint));
            if response.changed() {
                self.typed_at = Some(time);
            }
            is_asked = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if word_toggle(ui, ctx.palette, ctx.word(Word::FindRegex), self.is_regex).clicked() {
                self.is_regex = !self.is_regex;
                is_asked = true;
            }
        });
        if let Some(typed_at) = self.typed_at {
            let left = typed_at + TYPING_PAUSE - time;
            if left <= 0.0 {
                is_asked = true;
            } else if !is_asked {
                ui.ctx().request_repaint_after_secs(left as f32);
            }
        }
        if is_asked {
            self.look_up_field();
        }
    }

    fn look_up_field(&mut self) {
        self.typed_at = None;
        let typed = self.field.trim().to_owned();
        let is_shown = self
            .sought
            .as_ref()
            .is_some_and(|sought| sought.label() == typed && matches!(sought, Sought::Regex(_)) == self.is_regex);
        if is_shown {
            return;
        }
        self.set(match (typed.is_empty(), self.is_regex) {
            (true, _) => None,
            (false, true) => Some(Sought::Regex(typed)),
            (false, false) => Some(Sought::Phrase(typed)),
        });
    }
}

/// How often it stands in the text, and where.
fn summary_ui(
    ctx: &ViewContext<'_>,
    subject: Subject<'_>,
    sought: &Sought,
    found: &Found,
    ui: &mut Ui,
    wishes: &mut Vec<Wish>,
) {
    let n = found.places.n;
    ui.horizontal_wrapped(|ui| {
        let places = filled(ctx.word(Word::StatPlaces), &[&thousands(n)]);
        let rate = n as f64 * 1000.0 / subject.analysis.statistics.tokens.max(1) as f64;
        let rate = filled(ctx.word(Word::StatPerThousand), &[&format!("{rate:.1}")]);
        soft_label(ui, ctx.palette, format!("{places} · {rate}"));
        if word_button(ui, ctx.palette, ctx.word(Word::StatPin)).clicked() {
            wishes.push(Wish::Pin(sought.clone()));
        }
    });
    let color = color(ctx, found.kind);
    let size = vec2(ui.available_width(), STRIP_HEIGHT);
    let positions = &found.places.positions;
    let strip = dispersion_strip(ui, ctx.palette, positions, color, size);
    strip.widget_info(|| {
        let label = format!("{} {}", ctx.word(Word::Dispersion), sought.label());
        egui::WidgetInfo::labeled(egui::Role::Button, true, label)
    });
    if let Some(range) = nearest_position(&strip, positions).and_then(|idx| found.places.ranges.get(idx)) {
        ctx.send(Action::Jump(*range));
    }
}

/// The colour of what is looked up: an entity's by its type.
pub(super) fn color(ctx: &ViewContext<'_>, kind: Option<EntityType>) -> Color32 {
    kind.map_or(ctx.palette.vermilion, |kind| ctx.palette.entity(kind))
}
