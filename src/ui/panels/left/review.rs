//! The review queue: annotations whose place was lost when the text changed, one at a time, each to be placed by the
//! reader or left.

use egui::text::{LayoutJob, TextFormat};
use egui::{Button, FontFamily, FontId, Frame, Label, RichText, Stroke, Ui};

use crate::anchoring::{Difference, differences, kept_as_orphan, placed};
use crate::annotation::{Annotation, AnnotationId, Unplaced};
use crate::document::{Document, DocumentHash};
use crate::session::Command;
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::fonts::READING;
use crate::ui::locale::Word;
use crate::ui::tokens;

use super::text;

/// Most characters of a quotation that are compared and shown.
const QUOTE_CHARS: usize = 240;

/// State of the queue.
#[derive(Debug, Default)]
pub(super) struct Review {
    /// Version of the annotations, and the document.
    of: Option<(u64, DocumentHash)>,
    /// Without a place; those with a suggestion first.
    queue: Vec<AnnotationId>,
    n_suggested: usize,
    /// Index into `queue` of the one shown.
    at: usize,
    shown: Option<Shown>,
    /// As the reader set it; until then it is open while there are suggestions.
    is_open: Option<bool>,
}

/// The annotation under review.
#[derive(Debug)]
struct Shown {
    id: AnnotationId,
    /// The old quotation over the words of the suggestion; of an orphan the quotation alone.
    differences: Vec<Difference>,
    suggestion: Vec<TextRange>,
    note: String,
}

/// What a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Previous,
    Next,
    Show,
    Accept,
    Place(TextRange),
    KeepAsOrphan,
}

impl Review {
    /// Nothing where nothing waits.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui, document: &Document) {
        self.update(ctx, document);
        if self.queue.is_empty() {
            return;
        }
        let is_open = self.is_open.unwrap_or(self.n_suggested > 0);
        if head_ui(ctx, ui, self.n_suggested, self.queue.len() - self.n_suggested) {
            self.is_open = Some(!is_open);
        }
        let deed = if is_open { self.card_ui(ctx, ui, document) } else { None };
        if let Some(deed) = deed {
            self.act(ctx, document, deed);
        }
        ui.add_space(6.0);
    }

    fn update(&mut self, ctx: &ViewContext<'_>, document: &Document) {
        let of = Some((ctx.session.annotations_version, document.hash()));
        if self.of == of {
            return;
        }
        self.of = of;
        let set = &ctx.session.annotations;
        let lost = set.iter().filter(|annotation| annotation.document == document.hash());
        let mut lost: Vec<(&Annotation, &Unplaced)> =
            lost.filter_map(|annotation| Some((annotation, set.unplaced(annotation.id)?))).collect();
        let place = |unplaced: &Unplaced| unplaced.suggestion.first().map(|range| range.start());
        lost.sort_by_key(|(annotation, unplaced)| {
            (unplaced.suggestion.is_empty(), place(unplaced), annotation.created, annotation.id)
        });
        self.n_suggested = lost.iter().filter(|(_, unplaced)| !unplaced.suggestion.is_empty()).count();
        self.queue = lost.iter().map(|(annotation, _)| annotation.id).collect();
        self.at = self.at.min(self.queue.len().saturating_sub(1));
        self.show(ctx, document);
    }

    fn show(&mut self, ctx: &ViewContext<'_>, document: &Document) {
        self.shown = self.queue.get(self.at).and_then(|&id| {
            let (annotation, unplaced) = (ctx.annotation(id)?, ctx.session.annotations.unplaced(id)?);
            let beginning = |words: &[String]| text::beginning(&words.join("…"), QUOTE_CHARS);
            let old = beginning(&annotation.exact);
            let suggestion = unplaced.suggestion.clone();
            let new: Vec<String> = suggestion.iter().map(|&range| document.slice(range).to_owned()).collect();
            let differences =
                if new.is_empty() { vec![Difference::Same(old)] } else { differences(&old, &beginning(&new)) };
            Some(Shown { id, differences, suggestion, note: text::beginning(&annotation.note, QUOTE_CHARS) })
        });
    }

    fn card_ui(&self, ctx: &ViewContext<'_>, ui: &mut Ui, document: &Document) -> Option<Deed> {
        let shown = self.shown.as_ref()?;
        let frame = Frame::new().fill(ctx.palette.card).corner_radius(tokens::CARD_RADIUS);
        let frame = frame.stroke((1.0, ctx.palette.line)).inner_margin(tokens::CARD_MARGIN);
        let card = frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.add(Label::new(quotation(ctx, &shown.differences)).wrap());
            if !shown.note.is_empty() {
                ui.label(RichText::new(&shown.note).size(tokens::SMALL).color(ctx.palette.ink));
            }
            let told = if shown.suggestion.is_empty() { Word::ReviewNoPlace } else { Word::ReviewCompare };
            ui.label(soft(ctx, told));
            let deed = buttons_ui(ctx, ui, shown, document);
            deed.or(if self.queue.len() > 1 { self.steps_ui(ctx, ui) } else { None })
        });
        card.inner
    }

    /// `2 / 7` between the ways to the others.
    fn steps_ui(&self, ctx: &ViewContext<'_>, ui: &mut Ui) -> Option<Deed> {
        let mut deed = None;
        ui.horizontal(|ui| {
            if ui.add(Button::new(soft(ctx, Word::ReviewPrevious)).frame(false)).clicked() {
                deed = Some(Deed::Previous);
            }
            let (number, n) = ((self.at + 1).to_string(), self.queue.len().to_string());
            let place = ctx.word(Word::NOfTotal).replacen("{}", &number, 1).replacen("{}", &n, 1);
            ui.label(RichText::new(place).size(tokens::SMALL).color(ctx.palette.soft));
            if ui.add(Button::new(soft(ctx, Word::ReviewNext)).frame(false)).clicked() {
                deed = Some(Deed::Next);
            }
        });
        deed
    }

    fn act(&mut self, ctx: &ViewContext<'_>, document: &Document, deed: Deed) {
        let n = self.queue.len().max(1);
        match deed {
            Deed::Previous => self.at = (self.at + n - 1) % n,
            Deed::Next => self.at = (self.at + 1) % n,
            _ => {}
        }
        if matches!(deed, Deed::Previous | Deed::Next) {
            self.show(ctx, document);
            jump(ctx, self.shown.as_ref());
            return;
        }
        let Some(shown) = &self.shown else { return };
        let (Some(annotation), Some(unplaced)) = (ctx.annotation(shown.id), ctx.session.annotations.unplaced(shown.id))
        else {
            return;
        };
        let now = crate::ui::now();
        match deed {
            Deed::Accept => {
                let edit = placed(annotation, document, shown.suggestion.clone(), now);
                ctx.send(Action::Focus(Focus::Annotation(shown.id)));
                ctx.command(Command::Annotate(edit));
            }
            Deed::Place(range) => {
                ctx.send(Action::Focus(Focus::Annotation(shown.id)));
                ctx.command(Command::Annotate(placed(annotation, document, vec![range], now)));
            }
            Deed::KeepAsOrphan => ctx.command(Command::Annotate(kept_as_orphan(annotation, unplaced))),
            Deed::Show | Deed::Previous | Deed::Next => jump(ctx, Some(shown)),
        }
    }
}

fn buttons_ui(ctx: &ViewContext<'_>, ui: &mut Ui, shown: &Shown, document: &Document) -> Option<Deed> {
    let mut deed = None;
    ui.horizontal_wrapped(|ui| {
        if !shown.suggestion.is_empty() {
            if ui.button(ctx.word(Word::ReviewAccept)).clicked() {
                deed = Some(Deed::Accept);
            }
            if ui.button(ctx.word(Word::ShowInText)).clicked() {
                deed = Some(Deed::Show);
            }
        }
        let selected = ctx.view.selection.and_then(|selection| selection.trimmed(document));
        let place = ui.add_enabled(selected.is_some(), Button::new(ctx.word(Word::ReviewPlace)));
        if place.on_disabled_hover_text(ctx.word(Word::ReviewPlaceHint)).clicked() {
            deed = selected.map(Deed::Place);
        }
        if !shown.suggestion.is_empty() && ui.button(ctx.word(Word::ReviewKeepOrphan)).clicked() {
            deed = Some(Deed::KeepAsOrphan);
        }
    });
    deed
}

/// Goes to the suggestion, if there is one.
fn jump(ctx: &ViewContext<'_>, shown: Option<&Shown>) {
    if let Some(&range) = shown.and_then(|shown| shown.suggestion.first()) {
        ctx.send(Action::Jump(range));
    }
}

/// `3 条待复核 · 1 条未找到`; whether it was clicked.
fn head_ui(ctx: &ViewContext<'_>, ui: &mut Ui, n_suggested: usize, n_orphans: usize) -> bool {
    let counted = |word: Word, n: usize| (n > 0).then(|| ctx.word(word).replace("{}", &n.to_string()));
    let parts = [counted(Word::NotesToReview, n_suggested), counted(Word::NotesNotFound, n_orphans)];
    let told = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let told = RichText::new(told).size(tokens::SMALL).color(ctx.palette.vermilion_text);
    ui.add(Button::new(told).frame(false)).clicked()
}

fn soft(ctx: &ViewContext<'_>, word: Word) -> RichText {
    RichText::new(ctx.word(word)).size(tokens::SMALL).color(ctx.palette.soft)
}

/// What is gone struck through, what is new underlined: told apart without their colours.
fn quotation(ctx: &ViewContext<'_>, differences: &[Difference]) -> LayoutJob {
    let font = FontId::new(tokens::TEXT, FontFamily::Name(READING.into()));
    let mut job = LayoutJob::default();
    for piece in differences {
        match piece {
            Difference::Same(text) => job.append(text, 0.0, TextFormat::simple(font.clone(), ctx.palette.ink)),
            Difference::Gone(text) => {
                let strikethrough = Stroke::new(1.0, ctx.palette.soft);
                let plain = TextFormat::simple(font.clone(), ctx.palette.soft);
                job.append(text, 0.0, TextFormat { strikethrough, ..plain });
            }
            Difference::Put(text) => {
                let underline = Stroke::new(1.0, ctx.palette.vermilion_text);
                let plain = TextFormat::simple(font.clone(), ctx.palette.vermilion_text);
                job.append(text, 0.0, TextFormat { underline, ..plain });
            }
        }
    }
    job
}
