//! Who, where and what: the card of the entity in focus over the list of all.

mod card;
mod facts;
mod group;
mod line;
mod list;
mod menu;
mod rows;
mod strip;
mod table;

pub(super) use card::EntityCard;

use egui::{Align, Button, Layout, Popup, ProgressBar, RichText, ScrollArea, TextEdit, Ui};
use strum::IntoEnumIterator as _;

use crate::analysis::EntityId;
use crate::ui::context::{Focus, ViewContext};
use crate::ui::dialogs::Table;
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::soft_label;
use list::List;
use rows::{Choice, Order};

/// From this many entities on there is a field to filter them.
const FILTER_FROM: usize = 13;
/// The card takes no more of the panel's height; a taller one scrolls.
const CARD_SHARE: f32 = 0.46;
const CARD_LEAST: f32 = 130.0;

/// State of the tab that outlives a frame.
#[derive(Default)]
pub(super) struct EntitiesTab {
    choice: Choice,
    list: List,
    card: EntityCard,
}

impl EntitiesTab {
    /// The table that is to be saved, once.
    pub(super) fn take_table(&mut self) -> Option<Table> {
        self.list.take_table()
    }

    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let Some(document) = ctx.document() else {
            soft_label(ui, ctx.palette, ctx.word(Word::EmptyDocument));
            return;
        };
        let Some(analysis) = ctx.analysis() else {
            waiting_ui(ctx, ui);
            return;
        };
        if let Focus::Entity(id) = ctx.view.focus
            && ctx.entity(id).is_some()
        {
            self.card_ui(ctx, id, ui);
        }
        let has_filter = analysis.entities.len() >= FILTER_FROM || !self.choice.filter.is_empty();
        if has_filter {
            self.tools_ui(ctx, ui);
        }
        self.list.prepare(ctx, document, analysis, &self.choice);
        if self.list.is_empty() {
            self.empty_ui(ctx, ui);
            return;
        }
        self.list.ui(ctx, &mut self.choice, &mut self.card, !has_filter, ui);
    }

    fn card_ui(&mut self, ctx: &ViewContext<'_>, id: EntityId, ui: &mut Ui) {
        let max_height = (ui.available_height() * CARD_SHARE).max(CARD_LEAST);
        let area = ScrollArea::vertical().id_salt("entity-card").max_height(max_height).auto_shrink([false, true]);
        area.show(ui, |ui| self.card.ui(ctx, id, ui));
        ui.add_space(4.0);
    }

    /// Filter and order.
    fn tools_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                order_ui(ctx, &mut self.choice.order, ui);
                if !self.choice.filter.is_empty() {
                    let clear = Button::new(RichText::new("×").size(tokens::TEXT).color(ctx.palette.soft));
                    let label = ctx.word(Word::ClearFilter);
                    if ui.add(clear.frame_when_inactive(false)).accessible_name(label).on_hover_text(label).clicked() {
                        self.choice.filter.clear();
                    }
                }
                let field = TextEdit::singleline(&mut self.choice.filter)
                    .id_salt("entity-filter")
                    .hint_text(ctx.word(Word::FilterEntities))
                    .desired_width(f32::INFINITY);
                ui.add(field).accessible_name(ctx.word(Word::FilterEntities));
            });
        });
    }

    fn empty_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        if self.choice.filter.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::EmptyEntities));
            return;
        }
        soft_label(ui, ctx.palette, ctx.word(Word::NoEntityMatches));
        if ui.button(ctx.word(Word::ClearFilter)).clicked() {
            self.choice.filter.clear();
        }
    }
}

/// How far the analysis is, while there is nothing to show.
fn waiting_ui(ctx: &ViewContext<'_>, ui: &mut Ui) {
    let Some(progress) = ctx.session.progress() else {
        let word = if ctx.session.is_loading { Word::Opening } else { Word::Unfinished };
        soft_label(ui, ctx.palette, ctx.word(word));
        return;
    };
    let percent = (progress.share() * 100.0).round();
    soft_label(ui, ctx.palette, format!("{}… {percent:.0}%", ctx.word(Word::Analyzing)));
    ui.add(ProgressBar::new(progress.share()).desired_height(3.0).fill(ctx.palette.vermilion));
}

/// The order in use, which opens the menu of all.
fn order_ui(ctx: &ViewContext<'_>, order: &mut Order, ui: &mut Ui) {
    let text = RichText::new(ctx.word(order.word())).size(tokens::SMALL).color(ctx.palette.soft);
    let response = ui.add(Button::new(text).frame_when_inactive(false)).on_hover_text(ctx.word(Word::SortLabel));
    Popup::menu(&response).show(|ui| {
        for other in Order::iter() {
            if ui.selectable_label(other == *order, ctx.word(other.word())).clicked() {
                *order = other;
            }
        }
    });
}
