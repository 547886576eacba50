//! What an annotation is about and linked with: each leads there, and a link can be taken away.

use egui::{Button, RichText, Ui};

use crate::annotation::{Annotation, Edit, EntityName, Link, Relations};
use crate::session::Command;
use crate::ui::context::{Action, Focus, ViewContext, Visit};
use crate::ui::corrections::is_called;
use crate::ui::locale::Word;
use crate::ui::panels::right::field::field_ui;
use crate::ui::tokens;
use crate::ui::widgets::{link, soft_label};

/// Characters of a quotation or note that stand for an annotation.
const SHOWN_CHARS: usize = 24;

/// Nothing where there is nothing of the kind.
pub(super) fn links_ui(ctx: &ViewContext<'_>, annotation: &Annotation, ui: &mut Ui) {
    let set = &ctx.session.annotations;
    let relations = set.relations(annotation.id);
    if let Some(entity) = relations.and_then(Relations::entity) {
        field_ui(ctx, Word::OnEntity, ui, |ui| entity_ui(ctx, entity, ui));
    }
    if let Some(relations) = relations.filter(|relations| !relations.links.is_empty()) {
        field_ui(ctx, Word::LinksLabel, ui, |ui| {
            for target in &relations.links {
                ui.horizontal(|ui| {
                    target_ui(ctx, target, ui);
                    let cross = RichText::new("×").size(tokens::SMALL).color(ctx.palette.soft);
                    let button = ui.add(Button::new(cross).frame(false)).on_hover_text(ctx.word(Word::Unlink));
                    if button.clicked() {
                        let edit = Edit::relate(annotation.id, relations.without(target));
                        ctx.command(Command::Annotate(edit));
                    }
                });
            }
        });
    }
    let mut linked = set.linked_to(annotation.id).peekable();
    if linked.peek().is_some() {
        field_ui(ctx, Word::LinkedFromLabel, ui, |ui| linked.for_each(|other| annotation_ui(ctx, other, ui)));
    }
}

fn target_ui(ctx: &ViewContext<'_>, target: &Link, ui: &mut Ui) {
    match target {
        Link::Entity(entity) => entity_ui(ctx, entity, ui),
        Link::Annotation(id) => match ctx.annotation(*id) {
            Some(other) => annotation_ui(ctx, other, ui),
            None => drop(soft_label(ui, ctx.palette, ctx.word(Word::Deleted))),
        },
    }
}

/// A link where the text mentions it, else the name alone.
fn entity_ui(ctx: &ViewContext<'_>, name: &EntityName, ui: &mut Ui) {
    let found = ctx.analysis().and_then(|analysis| analysis.entities.iter().find(|entity| is_called(entity, name)));
    match found {
        Some(entity) => {
            if link(ui, ctx.palette, &name.name).clicked() {
                ctx.send(Action::Focus(Focus::Entity(entity.id)));
            }
        }
        None => drop(soft_label(ui, ctx.palette, name.name.as_str())),
    }
}

fn annotation_ui(ctx: &ViewContext<'_>, other: &Annotation, ui: &mut Ui) {
    let words = if other.exact.is_empty() { other.note.clone() } else { other.exact.join("…") };
    let mut shown: String = words.chars().take(SHOWN_CHARS).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    if link(ui, ctx.palette, &shown).clicked() {
        ctx.send(Action::Visit(Box::new(Visit {
            document: other.document,
            path: ctx.session.library().path_of(other.document),
            range: other.ranges.first().copied(),
            annotation: Some(other.id),
            query: String::new(),
        })));
    }
}
