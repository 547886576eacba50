//! The card of one entity: names, titles, quotations, its place in the order of things, what stands near, notes.

use egui::text::LayoutJob;
use egui::{Align, Button, Id, Key, Label, Layout, Modifiers, Popup, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::facts::{Facts, facts, mentions_of};
use super::group::Group;
use super::menu;
use crate::analysis::{Analysis, Entity, EntityId};
use crate::annotation::AnnotationId;
use crate::document::Document;
use crate::text::{TextRange, sentences};
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::corrections::{Change, Subject};
use crate::ui::locale::Word;
use crate::ui::panels::right::field::{card_ui, field_ui, text_ui, title};
use crate::ui::tokens;
use crate::ui::widgets::{Quote, dispersion_strip, link, links, nearest_position, quote_ui, soft_label, type_word};

/// Notes shown; the list of annotations has them all.
const N_NOTES: usize = 8;
/// Characters of a note that are shown.
const NOTE_CHARS: usize = 60;

/// The card, with what it shows kept from frame to frame.
#[derive(Default)]
pub(in crate::ui::panels::right) struct EntityCard {
    kept: Option<(FactsKey, Facts)>,
    renaming: Option<Renaming>,
}

/// What the facts hang on: entity, version of the analysis, version of the annotations.
type FactsKey = (EntityId, u64, u64);

/// A new name being typed.
struct Renaming {
    id: EntityId,
    name: String,
    has_focus: bool,
}

/// What the parts of the card show.
struct Shown<'a> {
    ctx: &'a ViewContext<'a>,
    document: &'a Document,
    analysis: &'a Analysis,
    entity: &'a Entity,
    facts: &'a Facts,
}

impl EntityCard {
    /// Turns the title of the card of `entity` into a field.
    pub(in crate::ui::panels::right) fn rename(&mut self, entity: &Entity) {
        self.renaming = Some(Renaming { id: entity.id, name: entity.name.clone(), has_focus: false });
    }

    /// Shows the card; nothing where there is no such entity.
    pub(in crate::ui::panels::right) fn ui(&mut self, ctx: &ViewContext<'_>, id: EntityId, ui: &mut Ui) {
        let (Some(document), Some(analysis), Some(entity)) = (ctx.document(), ctx.analysis(), ctx.entity(id)) else {
            return;
        };
        let key = (id, ctx.session.analysis_version, ctx.session.annotations_version);
        if self.kept.as_ref().is_none_or(|(kept, _)| *kept != key) {
            self.kept = Some((key, facts(document, analysis, &ctx.session.annotations, entity)));
        }
        if self.renaming.as_ref().is_some_and(|renaming| renaming.id != id) {
            self.renaming = None;
        }
        let Some((_, facts)) = &self.kept else { return };
        let shown = Shown { ctx, document, analysis, entity, facts };
        let renaming = &mut self.renaming;
        let mut wants_name = false;
        card_ui(ctx, ui, |ui| {
            if renaming.is_some() {
                rename_ui(&shown, renaming, ui);
            } else {
                wants_name = shown.head_ui(ui);
            }
            shown.fields_ui(ui);
        });
        if wants_name {
            self.rename(entity);
        }
    }
}

/// Enter and leaving keep the new name, Esc the old one.
fn rename_ui(shown: &Shown<'_>, renaming: &mut Option<Renaming>, ui: &mut Ui) {
    let Some(Renaming { name, has_focus, .. }) = renaming else { return };
    let is_given_up = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let field = TextEdit::singleline(name).id(Id::unique("entity-name")).desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name(shown.ctx.word(Word::Rename));
    if !*has_focus {
        *has_focus = true;
        response.request_focus();
        return;
    }
    let is_done = response.lost_focus();
    if !is_given_up && !is_done {
        return;
    }
    let name = name.trim().to_owned();
    if !is_given_up && !name.is_empty() && name != shown.entity.name {
        menu::correct(shown.ctx, shown.subject(), &Change::Rename(&name));
    }
    *renaming = None;
}

impl<'a> Shown<'a> {
    fn subject(&self) -> Subject<'a> {
        Subject { document: self.document, analysis: self.analysis, entity: self.entity }
    }

    fn jump(&self, range: TextRange) {
        self.ctx.send(Action::Jump(range));
    }

    /// Name, type, number of mentions, menu; whether a new name was asked for.
    fn head_ui(&self, ui: &mut Ui) -> bool {
        let ctx = self.ctx;
        let mut is_name_asked = false;
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 28.0).max(40.0);
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.add(Label::new(self.title()).selectable(true));
            });
            let dots = Button::new(RichText::new("…").size(tokens::TEXT).color(ctx.palette.soft));
            let response = ui.add(dots.frame_when_inactive(false).min_size(vec2(22.0, 18.0)));
            let response = response.accessible_name(ctx.word(Word::MoreOf)).on_hover_text(ctx.word(Word::MoreOf));
            Popup::menu(&response).show(|ui| is_name_asked = menu::entity_ui(ctx, self.subject(), ui));
        });
        self.strip_ui(ui);
        is_name_asked
    }

    fn title(&self) -> LayoutJob {
        let ctx = self.ctx;
        let kind = ctx.word(type_word(self.entity.kind));
        let tail = format!("{kind} · {} {}", self.entity.mentions.len(), ctx.word(Word::Mentions));
        title(ctx, &self.entity.name, &tail)
    }

    /// All mentions over the whole width.
    fn strip_ui(&self, ui: &mut Ui) {
        let color = Group::of(self.entity.kind).color(self.ctx.palette);
        let size = vec2(ui.available_width(), 16.0);
        let strip = &self.facts.strip;
        let response = dispersion_strip(ui, self.ctx.palette, &strip.positions, color, size);
        let label = self.ctx.word(Word::ShowInText);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        let clicked = nearest_position(&response, &strip.positions).and_then(|idx| strip.place(idx));
        if let Some(mention) = clicked.and_then(|idx| mentions_of(self.analysis, self.entity).nth(idx)) {
            self.jump(mention.range);
        }
    }

    fn fields_ui(&self, ui: &mut Ui) {
        self.titles_ui(ui);
        self.aliases_ui(ui);
        self.divisions_ui(ui);
        self.parent_ui(ui);
        self.together_ui(ui);
        self.near_ui(ui);
        self.quotations_ui(ui);
        self.notes_ui(ui);
    }

    fn titles_ui(&self, ui: &mut Ui) {
        if self.facts.titles.is_empty() {
            return;
        }
        field_ui(self.ctx, Word::TitlesLabel, ui, |ui| {
            for (title, range) in &self.facts.titles {
                let response = link(ui, self.ctx.palette, title);
                if response.clicked() {
                    self.jump(*range);
                }
                response.on_hover_ui(|ui| self.sentence_ui(*range, ui));
            }
        });
    }

    fn aliases_ui(&self, ui: &mut Ui) {
        if self.facts.aliases.is_empty() {
            return;
        }
        field_ui(self.ctx, Word::AliasesLabel, ui, |ui| {
            let names = self.facts.aliases.iter().map(|(alias, _)| alias.as_str());
            let clicked = links(ui, self.ctx.palette, names, "、").and_then(|idx| self.facts.aliases.get(idx));
            if let Some((_, Some(range))) = clicked {
                self.jump(*range);
            }
        });
    }

    fn divisions_ui(&self, ui: &mut Ui) {
        let attributes = &self.entity.attributes;
        if !attributes.path.is_empty() {
            text_ui(self.ctx, Word::PathLabel, &attributes.path.join(" › "), ui);
        }
        if let Some(code) = &attributes.code {
            text_ui(self.ctx, Word::CodeLabel, code, ui);
        }
        if !attributes.ambiguous.is_empty() {
            let readings: Vec<String> = attributes.ambiguous.iter().map(|reading| reading.join(" › ")).collect();
            text_ui(self.ctx, Word::AmbiguousLabel, &readings.join("；"), ui);
        }
    }

    fn parent_ui(&self, ui: &mut Ui) {
        let Some(parent) = &self.entity.attributes.parent else { return };
        let Some(id) = self.facts.parent else {
            text_ui(self.ctx, Word::ParentLabel, parent, ui);
            return;
        };
        field_ui(self.ctx, Word::ParentLabel, ui, |ui| {
            if link(ui, self.ctx.palette, parent).clicked() {
                self.ctx.send(Action::Focus(Focus::Entity(id)));
            }
        });
    }

    fn together_ui(&self, ui: &mut Ui) {
        let others: Vec<&Entity> = self.facts.together.iter().filter_map(|id| self.ctx.entity(*id)).collect();
        if others.is_empty() {
            return;
        }
        field_ui(self.ctx, Word::TogetherLabel, ui, |ui| {
            let names = others.iter().map(|other| other.name.as_str());
            if let Some(other) = links(ui, self.ctx.palette, names, "、").and_then(|idx| others.get(idx)) {
                self.ctx.send(Action::Focus(Focus::Entity(other.id)));
            }
        });
    }

    fn near_ui(&self, ui: &mut Ui) {
        let found: Vec<(usize, &str, TextRange)> = self
            .facts
            .near
            .iter()
            .filter_map(|&idx| self.analysis.expressions.get(idx).map(|it| (idx, it.range)))
            .map(|(idx, range)| (idx, self.document.slice(range), range))
            .collect();
        if found.is_empty() {
            return;
        }
        field_ui(self.ctx, Word::NearLabel, ui, |ui| {
            let texts = found.iter().map(|(_, text, _)| *text);
            if let Some((idx, _, range)) = links(ui, self.ctx.palette, texts, "、").and_then(|at| found.get(at)) {
                self.ctx.send(Action::Focus(Focus::Expression(*idx)));
                self.jump(*range);
            }
        });
    }

    /// How many, and the first of them.
    fn quotations_ui(&self, ui: &mut Ui) {
        let Some(&first) = self.facts.quotations.first() else { return };
        let Some(quotation) = self.analysis.quotations.get(first) else { return };
        let ctx = self.ctx;
        let counts = format!(
            "{} {} · {} {}",
            self.facts.quotations.len(),
            ctx.word(Word::SegmentsUnit),
            self.facts.n_quoted_chars,
            ctx.word(Word::CharsUnit)
        );
        text_ui(self.ctx, Word::QuotationsLabel, &counts, ui);
        ui.add_space(2.0);
        let text = self.document.slice(quotation.range);
        let quote = Quote { text, rule: ctx.palette.line, rule_width: 2.0, max_rows: 4 };
        if quote_ui(ui, ctx.palette, quote).clicked() {
            ctx.send(Action::Focus(Focus::Quotation(first)));
            self.jump(quotation.range);
        }
    }

    fn notes_ui(&self, ui: &mut Ui) {
        if self.facts.notes.is_empty() {
            return;
        }
        field_ui(self.ctx, Word::Note, ui, |ui| {
            for id in self.facts.notes.iter().take(N_NOTES) {
                self.note_ui(*id, ui);
            }
            let rest = self.facts.notes.len().saturating_sub(N_NOTES);
            if rest > 0 {
                soft_label(ui, self.ctx.palette, format!("+ {rest}"));
            }
        });
    }

    fn note_ui(&self, id: AnnotationId, ui: &mut Ui) {
        let Some(annotation) = self.ctx.annotation(id) else { return };
        let words = match (annotation.note.lines().next(), annotation.exact.first()) {
            (Some(line), _) => line,
            (None, Some(quotation)) => quotation.as_str(),
            (None, None) => return,
        };
        let mut short: String = words.chars().take(NOTE_CHARS).collect();
        if short.len() < words.len() {
            short.push('…');
        }
        if link(ui, self.ctx.palette, &short).clicked() {
            self.ctx.send(Action::Focus(Focus::Annotation(id)));
            if let Some(range) = annotation.ranges.first() {
                self.jump(*range);
            }
        }
    }

    /// The sentence around `range`, as a tooltip.
    fn sentence_ui(&self, range: TextRange, ui: &mut Ui) {
        let block = self.document.block_idx_at(range.start()).and_then(|idx| self.document.blocks().get(idx));
        let Some(block) = block else { return };
        let text = self.document.slice(block.range);
        let at = range.start().saturating_sub(block.range.start());
        let sentence = sentences(text).into_iter().find(|sentence| sentence.contains(at));
        let shown = sentence.map_or(text, |sentence| sentence.of(text));
        ui.add(Label::new(RichText::new(shown).size(tokens::SMALL).color(self.ctx.palette.ink)).wrap());
    }
}
