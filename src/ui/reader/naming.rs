//! Saying what a stretch of text names: a small popup at the selection, worked by one key.

use egui::{Area, Button, Frame, Id, Key, Label, Modifiers, Order, RichText, Ui};
use uuid::Uuid;

use crate::analysis::{Analysis, Entity};
use crate::annotation::{AnnotationSet, CorrectionAction, CorrectionId, Edit, EntityCorrection, EntityType, Scope};
use crate::document::{Document, DocumentHash};
use crate::session::Command;
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, View, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;

use super::{ReaderPane, Scene, bar, keys};

/// The kinds, each with its key.
const KINDS: [(EntityType, Word, Key); 6] = [
    (EntityType::Person, Word::Person, Key::P),
    (EntityType::Place, Word::Place, Key::L),
    (EntityType::Organisation, Word::Organisation, Key::O),
    (EntityType::Title, Word::TitleType, Key::T),
    (EntityType::Work, Word::Work, Key::W),
    (EntityType::Term, Word::Term, Key::M),
];
const WIDTH: f32 = 170.0;
/// Width and height with the frame, to place it clear of the text until it has been seen.
const SIZE: egui::Vec2 = egui::vec2(190.0, 220.0);
/// Fewer characters make no rule for all texts: they mean something else in the next.
const LEAST_CHARS: usize = 2;

/// The stretch of text that is being named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    range: TextRange,
}

impl ReaderPane {
    /// Asks what `range` names.
    pub(in crate::ui) fn name(&mut self, range: TextRange) {
        self.naming = Some(Naming { range });
    }

    /// Whether the popup is open: letters are its own then.
    pub(in crate::ui) fn is_naming(&self) -> bool {
        self.naming.is_some()
    }

    pub(super) fn naming_ui(&mut self, scene: Scene<'_>, view: &mut View, ui: &Ui) {
        let Some(naming) = self.naming else { return };
        let ctx = scene.ctx;
        let known = ctx.analysis().and_then(|analysis| Some((&**analysis, named(analysis, naming.range)?)));
        let offered: Vec<_> =
            KINDS.into_iter().filter(|(kind, ..)| known.is_none_or(|(_, entity)| entity.kind != *kind)).collect();
        let mut chosen = None;
        let mut is_left = false;
        if keys::are_ours(ui) {
            for &(kind, _, key) in &offered {
                if keys::taken(ui, Modifiers::NONE, key) > 0 {
                    chosen = Some(kind);
                }
            }
            if keys::taken(ui, Modifiers::NONE, Key::Enter) > 0 {
                chosen = chosen.or(offered.first().map(|(kind, ..)| *kind));
            }
            is_left = keys::taken(ui, Modifiers::NONE, Key::Escape) > 0;
        }
        let id = Id::unique("make-entity");
        let size = ui.memory(|memory| memory.area_rect(id)).map_or(SIZE, |rect| rect.size());
        let at = bar::place(naming.range, scene, size).unwrap_or_else(|| scene.column.pane.center());
        let title = if known.is_some() { Word::Retype } else { Word::MakeEntity };
        let area = Area::new(id).order(Order::Foreground).fixed_pos(at).constrain_to(scene.column.pane.shrink(4.0));
        let shown = area.accessible_name(ctx.word(title)).show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(WIDTH);
                let heading = match known {
                    Some((_, entity)) => format!("{} · {}", ctx.word(title), entity.name),
                    None => ctx.word(title).to_owned(),
                };
                let heading = RichText::new(heading).size(tokens::SMALL).color(ctx.palette.soft);
                ui.add(Label::new(heading).truncate().selectable(false));
                for &(kind, word, key) in &offered {
                    let button = Button::new(ctx.word(word)).shortcut_text(key.name()).min_size(egui::vec2(WIDTH, 0.0));
                    if ui.add(button).clicked() {
                        chosen = Some(kind);
                    }
                }
            });
        });
        let pressed = ui.input(|input| input.pointer.interact_pos().filter(|_| input.pointer.any_pressed()));
        is_left |= pressed.is_some_and(|at| !shown.response.rect.contains(at));
        if let Some(kind) = chosen {
            let subject = known.map_or_else(Vec::new, |(analysis, entity)| forms(scene.document, analysis, entity));
            say(ctx, scene.document, naming.range, subject, kind);
            view.selection = None;
            if let Some((_, entity)) = known {
                view.focus = Focus::Entity(entity.id);
            }
        }
        if chosen.is_some() || is_left {
            self.naming = None;
            ui.ctx().request_repaint();
        }
    }
}

/// One way in which a name is written, with its places.
type Form<'a> = (&'a str, Vec<TextRange>);

/// The entity that has a mention of exactly `range`.
fn named(analysis: &Analysis, range: TextRange) -> Option<&Entity> {
    let mention = analysis.mentions.iter().find(|mention| mention.range == range)?;
    analysis.entities.get(mention.entity.0 as usize)
}

/// The ways in which the text writes the entity's name, the fullest first.
fn forms<'a>(document: &'a Document, analysis: &Analysis, entity: &Entity) -> Vec<Form<'a>> {
    let mut forms: Vec<Form<'a>> = Vec::new();
    for mention in entity.mentions.iter().filter_map(|&idx| analysis.mentions.get(idx as usize)) {
        let surface = document.slice(mention.range);
        match forms.iter_mut().find(|(known, _)| *known == surface) {
            Some((_, ranges)) => ranges.push(mention.range),
            None => forms.push((surface, vec![mention.range])),
        }
    }
    forms.sort_by_key(|(surface, _)| std::cmp::Reverse(surface.chars().count()));
    forms
}

/// Tells the session that what stands at `range`, in all its `forms` where it is known, is of this kind.
fn say(ctx: &ViewContext<'_>, document: &Document, range: TextRange, forms: Vec<Form<'_>>, kind: EntityType) {
    let forms = if forms.is_empty() { vec![(document.slice(range), vec![range])] } else { forms };
    let edit = correction(&ctx.session.annotations, document.hash(), &forms, kind);
    ctx.command(Command::Annotate(edit));
    ctx.send(Action::UndoableToast(ctx.word(Word::CorrectionSaved).to_owned()));
}

/// The fullest form becomes a rule for all texts, the others are told place by place. What was said of the same before
/// is replaced; one undo takes all back.
fn correction(kept: &AnnotationSet, document: DocumentHash, forms: &[Form<'_>], kind: EntityType) -> Edit {
    let mut edits = Vec::new();
    for (idx, (surface, ranges)) in forms.iter().enumerate() {
        let is_rule = idx == 0 && surface.chars().count() >= LEAST_CHARS;
        let scopes: Vec<Scope> = if is_rule {
            vec![Scope::Everywhere]
        } else {
            ranges.iter().map(|&range| Scope::Span { document, range }).collect()
        };
        let is_superseded = |earlier: &&EntityCorrection| {
            let is_of_kind = matches!(earlier.action, CorrectionAction::Is(_) | CorrectionAction::Ignore);
            let is_here = match earlier.scope {
                Scope::Everywhere => is_rule,
                Scope::Span { document: of, .. } => of == document && (is_rule || scopes.contains(&earlier.scope)),
            };
            earlier.surface == *surface && is_of_kind && is_here
        };
        edits.extend(kept.corrections().filter(is_superseded).map(|earlier| Edit::RemoveCorrection(earlier.id)));
        edits.extend(scopes.iter().map(|scope| {
            Edit::PutCorrection(Box::new(EntityCorrection {
                id: CorrectionId(Uuid::new_v4()),
                scope: scope.clone(),
                surface: (*surface).to_owned(),
                action: CorrectionAction::Is(kind),
            }))
        }));
    }
    Edit::Batch(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fullest_form_is_a_rule_and_a_second_thought_replaces_the_first() {
        let document = DocumentHash::of("程芳琴，程");
        let forms = [("程芳琴", vec![TextRange::new(0, 9)]), ("程", vec![TextRange::new(12, 15)])];
        let mut set = AnnotationSet::default();
        set.apply(correction(&set, document, &forms, EntityType::Person)).unwrap();
        set.apply(correction(&set, document, &forms, EntityType::Term)).unwrap();
        let mut told: Vec<_> = set.corrections().map(|said| (said.surface.as_str(), said.scope.clone())).collect();
        told.sort_by_key(|(surface, _)| surface.len());
        let span = Scope::Span { document, range: TextRange::new(12, 15) };
        assert_eq!(told, [("程", span), ("程芳琴", Scope::Everywhere)]);
        assert!(set.corrections().all(|said| said.action == CorrectionAction::Is(EntityType::Term)));
    }
}
