//! Saying what a stretch of text names: a small popup at the selection, worked by one key.

use egui::{Area, Button, Frame, Id, Key, Label, Modifiers, Order, RichText, Ui};

use crate::analysis::{Analysis, Entity};
use crate::annotation::EntityType;
use crate::text::TextRange;
use crate::ui::context::{Focus, View};
use crate::ui::corrections::{self, Change, Subject};
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
        let at = bar::place(naming.range, scene, size).unwrap_or_else(|| scene.column.window.center());
        let title = if known.is_some() { Word::Retype } else { Word::MakeEntity };
        let area = Area::new(id).order(Order::Foreground).fixed_pos(at).constrain_to(scene.column.window.shrink(4.0));
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
            let (kept, document) = (&ctx.session.annotations, scene.document);
            let edit = match known {
                Some((analysis, entity)) => Subject { document, analysis, entity }.edit(kept, &Change::Retype(kind)),
                None => corrections::name(kept, document, naming.range, kind),
            };
            corrections::say(ctx, edit);
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

/// The entity that has a mention of exactly `range`.
fn named(analysis: &Analysis, range: TextRange) -> Option<&Entity> {
    let mention = analysis.mentions.iter().find(|mention| mention.range == range)?;
    analysis.entities.get(mention.entity.0 as usize)
}
