//! The head of the list of annotations: search, what is let in, the order, and how many are left.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, Button, FontId, Layout, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};
use strum::IntoEnumIterator as _;

use crate::annotation::{EntityType, MarkColor, MarkStyle};
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::{color_word, elided, mark_color_ui, style_word, type_word};

use super::filter::{Filter, Order, Placed, toggle};
use super::listing::Listing;

/// Width of the menu and height of its list of tags, in points.
const MENU_WIDTH: f32 = 206.0;
const TAGS_HEIGHT: f32 = 220.0;
/// Widths, in points, of the summary in the head, and of the rest that the count needs in full.
const SUMMARY_WIDTH: f32 = 76.0;
const COUNT_WIDTH: f32 = 56.0;

pub(super) fn filter_ui(ctx: &ViewContext<'_>, ui: &mut Ui, filter: &mut Filter, listing: &Listing) {
    let hint = ctx.word(Word::FilterAnnotations);
    let field = TextEdit::singleline(&mut filter.query)
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .id_salt("filter-annotations");
    ui.add(field).accessible_name(hint);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let summary = summary(ctx, filter);
        let shown = if summary.is_empty() { ctx.word(Word::AllColors).to_owned() } else { summary.clone() };
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let width = SUMMARY_WIDTH.min(ui.available_width() * 0.4);
        let label = elided(ui.painter(), &shown, FontId::proportional(tokens::SMALL), ctx.palette.soft, width);
        let menu = MenuButton::from_button(Button::new(label).frame(false)).config(config);
        let (button, _) = menu.ui(ui, |ui| choices_ui(ctx, ui, filter, listing));
        button.on_hover_text(if summary.is_empty() { ctx.word(Word::FilterChoices).to_owned() } else { summary });
        ui.label(RichText::new("·").size(tokens::SMALL).color(ctx.palette.soft));
        let menu = MenuButton::from_button(quiet(ctx, ctx.word(filter.order.word())));
        let (button, _) = menu.ui(ui, |ui| order_ui(ctx, ui, filter));
        button.on_hover_text(ctx.word(Word::SortOrder));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| count_ui(ctx, ui, filter, listing));
    });
}

/// A button of soft small text without a frame.
fn quiet(ctx: &ViewContext<'_>, label: &str) -> Button<'static> {
    Button::new(RichText::new(label).size(tokens::SMALL).color(ctx.palette.soft)).frame(false)
}

/// `12 / 48` while something is left out.
fn count_ui(ctx: &ViewContext<'_>, ui: &mut Ui, filter: &Filter, listing: &Listing) {
    if filter.is_active() {
        let is_narrow = ui.available_width() < COUNT_WIDTH;
        let template = if is_narrow { "{}/{}" } else { ctx.word(Word::NOfTotal) };
        let n_shown = listing.n_shown().to_string();
        let count = template.replacen("{}", &n_shown, 1).replacen("{}", &listing.n_all().to_string(), 1);
        ui.label(RichText::new(count).size(tokens::SMALL).color(ctx.palette.soft));
    }
}

/// What was chosen, by name; empty where nothing was.
fn summary(ctx: &ViewContext<'_>, filter: &Filter) -> String {
    let colors = filter.colors.iter().map(|&color| ctx.word(color_word(color)).to_owned());
    let styles = filter.styles.iter().map(|&style| ctx.word(style_word(style)).to_owned());
    let tags = filter.tags.iter().map(|tag| format!("#{tag}"));
    let types = filter.types.iter().map(|&kind| ctx.word(type_word(kind)).to_owned());
    let places = filter.places.iter().map(|&place| ctx.word(place.word()).to_owned());
    let names: Vec<String> = colors.chain(styles).chain(tags).chain(types).chain(places).collect();
    names.join(" · ")
}

fn order_ui(ctx: &ViewContext<'_>, ui: &mut Ui, filter: &mut Filter) {
    for order in Order::iter() {
        if ui.selectable_label(filter.order == order, ctx.word(order.word())).clicked() {
            filter.order = order;
        }
    }
}

fn choices_ui(ctx: &ViewContext<'_>, ui: &mut Ui, filter: &mut Filter, listing: &Listing) {
    ui.set_width(MENU_WIDTH);
    heading_ui(ctx, ui, Word::FilterColors);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for color in MarkColor::iter() {
            let label = ctx.word(color_word(color));
            if mark_color_ui(ui, ctx.palette, color, filter.colors.contains(&color), label).clicked() {
                toggle(&mut filter.colors, color);
            }
        }
    });
    heading_ui(ctx, ui, Word::FilterStyles);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for style in MarkStyle::iter() {
            if ui.selectable_label(filter.styles.contains(&style), ctx.word(style_word(style))).clicked() {
                toggle(&mut filter.styles, style);
            }
        }
    });
    heading_ui(ctx, ui, Word::Entities);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for kind in EntityType::iter() {
            if ui.selectable_label(filter.types.contains(&kind), ctx.word(type_word(kind))).clicked() {
                toggle(&mut filter.types, kind);
            }
        }
    });
    heading_ui(ctx, ui, Word::FilterPlaces);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for place in Placed::iter() {
            if ui.selectable_label(filter.places.contains(&place), ctx.word(place.word())).clicked() {
                toggle(&mut filter.places, place);
            }
        }
    });
    if !listing.tags().is_empty() {
        heading_ui(ctx, ui, Word::Tag);
        tags_ui(ui, filter, listing);
    }
    if filter.has_choices() {
        ui.add_space(4.0);
        if ui.button(ctx.word(Word::ClearFilter)).clicked() {
            filter.clear();
        }
    }
}

fn heading_ui(ctx: &ViewContext<'_>, ui: &mut Ui, word: Word) {
    ui.add_space(3.0);
    ui.label(RichText::new(ctx.word(word)).size(tokens::SMALL).color(ctx.palette.soft));
}

fn tags_ui(ui: &mut Ui, filter: &mut Filter, listing: &Listing) {
    let height = ui.spacing().interact_size.y;
    let tags = listing.tags();
    let area = ScrollArea::vertical().id_salt("filter-tags").max_height(TAGS_HEIGHT).auto_shrink([false, true]);
    area.show_rows(ui, height, tags.len(), |ui, rows| {
        for (tag, n) in tags.get(rows).unwrap_or_default() {
            if ui.selectable_label(filter.tags.contains(tag), format!("{tag}  {n}")).clicked() {
                toggle(&mut filter.tags, tag.clone());
            }
        }
    });
}
