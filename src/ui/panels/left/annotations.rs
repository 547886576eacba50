//! The list of annotations: searched, filtered, ordered, and several of them changed together.

use std::collections::{BTreeSet, HashMap};

use egui::{Key, Modifiers, Popup, Response, Ui};

use crate::annotation::{Annotation, AnnotationId, Subject, Timestamp};
use crate::document::{Document, DocumentHash};
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::locale::Word;

use super::batch::{self, BatchBar, Selecting};
use super::card::{self, Standing};
use super::filter::{Filter, Order};
use super::filter_menu::filter_ui;
use super::listing::{Card, Listing};
use super::review::Review;
use super::rows::{self, Rows};
use super::{ago, empty};

/// State of the list.
#[derive(Default)]
pub(super) struct AnnotationsTab {
    of: Option<DocumentHash>,
    filter: Filter,
    listing: Listing,
    rows: Rows,
    /// Width the heights of `rows` hold for; 0 where they hold for nothing.
    width: f32,
    /// Heights of the cards that have been in view at this width: an edit makes the list anew, not its scroll.
    measured: HashMap<AnnotationId, f32>,
    /// Chosen to be changed together; only such as the list shows.
    chosen: BTreeSet<AnnotationId>,
    /// Where a Shift-click begins.
    anchor: Option<AnnotationId>,
    batch: BatchBar,
    review: Review,
    /// In focus last frame.
    focus: Option<AnnotationId>,
}

/// What a person does to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Show,
    /// Ctrl-click: into the choice or out of it.
    Toggle,
    /// Shift-click: all from the last one clicked.
    Extend,
    EditNote,
    Copy,
    CopyWithSource,
    Delete,
}

impl AnnotationsTab {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let Some(document) = ctx.document() else {
            empty::no_document_ui(ctx, ui);
            return;
        };
        if self.of != Some(document.hash()) {
            self.begin(document.hash());
        }
        self.update(ctx, document);
        if self.listing.n_all() == 0 {
            empty::hint_ui(ctx, ui, Word::EmptyAnnotations);
            return;
        }
        self.review.ui(ctx, ui, document);
        filter_ui(ctx, ui, &mut self.filter, &self.listing);
        self.update(ctx, document);
        self.batch_ui(ctx, ui);
        ui.add_space(4.0);
        if self.listing.n_shown() == 0 {
            self.nothing_left_ui(ctx, ui);
        } else {
            self.cards_ui(ctx, ui);
        }
    }

    /// Another document: its annotations are seen whole, in the order the reader likes.
    fn begin(&mut self, document: DocumentHash) {
        let mut filter = std::mem::take(&mut self.filter);
        filter.clear();
        *self = Self { of: Some(document), filter, ..Self::default() };
    }

    fn update(&mut self, ctx: &ViewContext<'_>, document: &Document) {
        if self.listing.update(ctx, document, &self.filter) {
            let shown: BTreeSet<AnnotationId> = self.listing.shown().map(|card| card.id).collect();
            self.chosen.retain(|id| shown.contains(id));
            self.width = 0.0;
        }
    }

    fn batch_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        if self.chosen.is_empty() {
            return;
        }
        let is_free = !ui.ctx().text_edit_focused() && !Popup::is_any_open(ui.ctx());
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.chosen.clear();
            return;
        }
        let chosen = chosen_of(ctx, &self.listing, &self.chosen);
        match self.batch.ui(ctx, ui, &chosen) {
            Some(Selecting::All) => self.chosen = self.listing.shown().map(|card| card.id).collect(),
            Some(Selecting::Nothing) => self.chosen.clear(),
            None => {}
        }
    }

    fn nothing_left_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        empty::hint_ui(ctx, ui, Word::EmptyFiltered);
        ui.add_space(6.0);
        ui.vertical_centered(|ui| {
            if ui.button(ctx.word(Word::ClearFilter)).clicked() {
                self.filter.clear();
            }
        });
    }

    fn cards_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        self.measure(rows::row_width(ui));
        let reveal = self.newly_in_focus(ctx);
        let Self { listing, rows, chosen, focus, filter, measured, .. } = self;
        let now = crate::ui::now();
        let mut done = None;
        rows.ui("annotations", reveal, ui, |ui, row, slot| {
            let Some(card) = listing.shown_at(row) else { return 0.0 };
            let standing = Standing {
                is_selected: chosen.contains(&card.id),
                is_in_focus: *focus == Some(card.id),
                place: place(ctx, card, (filter.order == Order::Date).then_some(now)),
            };
            let (height, response) = card::card_ui(ctx, ui, card, &standing, slot);
            measured.insert(card.id, height);
            if let Some(deed) = deed(ctx, ui, &response) {
                done = Some((row, deed));
            }
            height
        });
        if let Some((row, deed)) = done {
            self.act(ctx, row, deed);
        }
    }

    /// Estimates the heights of cards not seen yet, when the list or its width has changed.
    fn measure(&mut self, width: f32) {
        if (self.width - width).abs() < 0.5 {
            return;
        }
        // 0 means that the list was made anew: what was measured at the same width still holds.
        if self.width > 0.0 {
            self.measured.clear();
        }
        self.width = width;
        let height = |card: &Card| {
            let known = self.measured.get(&card.id).copied();
            known.unwrap_or_else(|| card::estimated_height(card, width))
        };
        self.rows = Rows::new(self.listing.shown().map(height).collect());
    }

    /// The row of the annotation in focus when it has just come into it, from the text or from here.
    fn newly_in_focus(&mut self, ctx: &ViewContext<'_>) -> Option<usize> {
        let focus = match ctx.view.focus {
            Focus::Annotation(id) => Some(id),
            _ => None,
        };
        if self.focus == focus {
            return None;
        }
        self.focus = focus;
        self.listing.row_of(focus?)
    }

    fn act(&mut self, ctx: &ViewContext<'_>, row: usize, deed: Deed) {
        let Some(card) = self.listing.shown_at(row) else { return };
        let id = card.id;
        match deed {
            Deed::Show => {
                self.chosen.clear();
                self.anchor = Some(id);
                show(ctx, card);
            }
            Deed::Toggle => self.toggle(id),
            Deed::Extend => self.extend_to(row, id),
            Deed::EditNote => {
                show(ctx, card);
                ctx.send(Action::OpenNote(id));
            }
            Deed::Copy => {
                let quote = ctx.annotation(id).map(|annotation| annotation.exact.join("…"));
                ctx.send(Action::CopyText(quote.unwrap_or_default()));
            }
            Deed::CopyWithSource => ctx.send(Action::CopyWithSource(id)),
            Deed::Delete if self.chosen.len() > 1 && self.chosen.contains(&id) => {
                batch::delete(ctx, &chosen_of(ctx, &self.listing, &self.chosen));
                self.chosen.clear();
            }
            Deed::Delete => ctx.send(Action::Delete(id)),
        }
    }

    fn toggle(&mut self, id: AnnotationId) {
        // The one shown by a plain click is the first of the choice.
        if self.chosen.is_empty()
            && let Some(first) = self.focus.filter(|&focus| focus != id && self.listing.row_of(focus).is_some())
        {
            self.chosen.insert(first);
        }
        if !self.chosen.remove(&id) {
            self.chosen.insert(id);
        }
        self.anchor = Some(id);
    }

    fn extend_to(&mut self, row: usize, id: AnnotationId) {
        let from = self.anchor.or(self.focus).and_then(|anchor| self.listing.row_of(anchor));
        let (first, last) = from.map_or((row, row), |from| (from.min(row), from.max(row)));
        self.chosen = self.listing.shown().skip(first).take(last - first + 1).map(|card| card.id).collect();
        if from.is_none() {
            self.anchor = Some(id);
        }
    }
}

/// The chosen annotations in the order of the list.
fn chosen_of<'a>(ctx: &ViewContext<'a>, listing: &Listing, chosen: &BTreeSet<AnnotationId>) -> Vec<&'a Annotation> {
    listing.shown().filter(|card| chosen.contains(&card.id)).filter_map(|card| ctx.annotation(card.id)).collect()
}

/// Goes to the annotation in the text and sets it off there.
fn show(ctx: &ViewContext<'_>, card: &Card) {
    ctx.send(Action::Focus(Focus::Annotation(card.id)));
    let place = match ctx.session.annotations.unplaced(card.id) {
        Some(unplaced) => unplaced.suggestion.first().copied(),
        None => Some(card.range.unwrap_or_else(|| TextRange::new(0, 0))),
    };
    if let Some(place) = place {
        ctx.send(Action::Jump(place));
    }
}

/// `¶ 4`, or that the place is lost; where the list goes by time, `now` is given and the age added.
fn place(ctx: &ViewContext<'_>, card: &Card, now: Option<Timestamp>) -> String {
    let number = card.number.map(|number| format!("¶ {number}"));
    let age = now.map(|now| ago::ago(ctx, card.created, now));
    let lost = ctx.session.annotations.unplaced(card.id).map(|unplaced| {
        let word = if unplaced.suggestion.is_empty() { Word::ChipOrphan } else { Word::ChipReview };
        ctx.word(word).to_owned()
    });
    let about = about(ctx, card);
    let parts: Vec<String> = [age, about, number, lost].into_iter().flatten().collect();
    parts.join(" · ")
}

/// What a note is about, where that is no words.
fn about(ctx: &ViewContext<'_>, card: &Card) -> Option<String> {
    let set = &ctx.session.annotations;
    match set.relations(card.id).map(|relations| &relations.subject) {
        Some(Subject::Entity(entity)) => Some(format!("{} {}", ctx.word(Word::OnEntity), entity.name)),
        Some(Subject::Paragraph) => Some(ctx.word(Word::OnParagraph).to_owned()),
        Some(Subject::Text) | None => {
            let is_on_all = card.range.is_none() && set.unplaced(card.id).is_none();
            is_on_all.then(|| ctx.word(Word::OnDocument).to_owned())
        }
    }
}

fn deed(ctx: &ViewContext<'_>, ui: &Ui, response: &Response) -> Option<Deed> {
    let mut chosen = None;
    response.context_menu(|ui| {
        let entries = [
            (Word::EditNote, Deed::EditNote),
            (Word::CopyQuotation, Deed::Copy),
            (Word::CopyWithSource, Deed::CopyWithSource),
            (Word::DeleteMark, Deed::Delete),
        ];
        for (word, deed) in entries {
            if ui.button(ctx.word(word)).clicked() {
                chosen = Some(deed);
            }
        }
    });
    chosen.or_else(|| by_key(ui, response)).or_else(|| by_click(ui, response))
}

/// Enter opens the note, Delete deletes, Space shows.
fn by_key(ui: &Ui, response: &Response) -> Option<Deed> {
    if !response.has_focus() {
        return None;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) {
        return Some(Deed::EditNote);
    }
    if pressed(Key::Delete) || pressed(Key::Backspace) {
        return Some(Deed::Delete);
    }
    rows::follow_keyboard(ui, response);
    None
}

fn by_click(ui: &Ui, response: &Response) -> Option<Deed> {
    if !response.clicked() {
        return None;
    }
    let modifiers = ui.input(|input| input.modifiers);
    Some(if modifiers.command {
        Deed::Toggle
    } else if modifiers.shift {
        Deed::Extend
    } else {
        Deed::Show
    })
}
