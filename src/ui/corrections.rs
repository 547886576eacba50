//! What the reader corrects, as edits: a rule for the fullest form of a name, overrides for its other forms here.
//!
//! Short forms (程, 学院) mean something else in the next document, so only the fullest form becomes a rule for all.

use uuid::Uuid;

use crate::analysis::{Analysis, Entity};
use crate::annotation::{
    AnnotationSet, CorrectionAction, CorrectionId, Edit, EntityCorrection, EntityName, EntityType, Scope,
};
use crate::document::{Document, DocumentHash};
use crate::session::Command;
use crate::text::{TextRange, simplified};

use super::context::{Action, ViewContext};
use super::locale::Word;

/// Fewer characters make no rule: the analysis looks for forms of two and more.
const LEAST_CHARS: usize = 2;

/// What the reader says about an entity.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change<'a> {
    Confirm,
    Retype(EntityType),
    Rename(&'a str),
    MergeInto(&'a Entity),
    /// The form stands by itself.
    SplitOff(&'a str),
    IgnoreInDocument,
    IgnoreEverywhere,
}

/// An entity with what it was found in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) entity: &'a Entity,
}

/// One way in which the text writes a name, with its places in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form<'a> {
    pub(super) surface: &'a str,
    pub(super) ranges: Vec<TextRange>,
}

/// A correction without identity.
struct Rule<'a> {
    scope: Scope,
    surface: &'a str,
    action: CorrectionAction,
}

impl<'a> Subject<'a> {
    /// The fullest first.
    pub(super) fn forms(self) -> Vec<Form<'a>> {
        let mut forms: Vec<Form<'a>> = Vec::new();
        for mention in self.entity.mentions.iter().filter_map(|&idx| self.analysis.mentions.get(idx as usize)) {
            let surface = self.document.slice(mention.range);
            match forms.iter_mut().find(|form| form.surface == surface) {
                Some(form) => form.ranges.push(mention.range),
                None => forms.push(Form { surface, ranges: vec![mention.range] }),
            }
        }
        forms.sort_by_key(|form| std::cmp::Reverse(form.surface.chars().count()));
        forms
    }

    /// The edit that makes `change`; `None` where it is so already.
    pub(super) fn edit(self, kept: &AnnotationSet, change: &Change<'a>) -> Option<Edit> {
        let by_rule = |action: &CorrectionAction| everywhere(self.document.hash(), &self.forms(), action);
        let rules = match change {
            Change::Confirm => by_rule(&CorrectionAction::Is(self.entity.kind)),
            Change::Retype(kind) => by_rule(&CorrectionAction::Is(*kind)),
            Change::Rename(name) => by_rule(&CorrectionAction::Rename((*name).to_owned())),
            Change::MergeInto(other) => self.merge(other),
            Change::SplitOff(surface) => self.split(surface),
            Change::IgnoreInDocument => self.here(&CorrectionAction::Ignore),
            Change::IgnoreEverywhere => by_rule(&CorrectionAction::Ignore),
        };
        edit(kept, self.document.hash(), &rules)
    }

    fn here(self, action: &CorrectionAction) -> Vec<Rule<'a>> {
        self.forms().iter().flat_map(|form| overrides(self.document.hash(), form, action)).collect()
    }

    /// Both under the name of `other`.
    fn merge(self, other: &'a Entity) -> Vec<Rule<'a>> {
        let action = CorrectionAction::Rename(other.name.clone());
        let mut rules = everywhere(self.document.hash(), &self.forms(), &action);
        let other = Self { entity: other, ..self };
        // A form joins a name only where it is written exactly so, in simplified characters.
        let is_written = other.forms().iter().any(|form| form.surface == other.entity.name);
        if !is_written || other.entity.name.chars().any(|c| simplified(c) != c) {
            rules.extend(everywhere(self.document.hash(), &other.forms(), &action));
        }
        rules
    }

    fn split(self, surface: &str) -> Vec<Rule<'a>> {
        let Some(form) = self.forms().into_iter().find(|form| form.surface == surface) else { return Vec::new() };
        if form.surface.chars().count() >= LEAST_CHARS {
            return vec![Rule { scope: Scope::Everywhere, surface: form.surface, action: CorrectionAction::Split }];
        }
        // A surname set apart everywhere would fall to pieces in the next document.
        overrides(self.document.hash(), &form, &CorrectionAction::Rename(form.surface.to_owned()))
    }

    /// Corrections that bear on the entity.
    pub(super) fn corrections(self, kept: &AnnotationSet) -> Vec<CorrectionId> {
        let forms = self.forms();
        let document = self.document.hash();
        kept.corrections()
            .filter(|correction| holds_in(correction, document))
            .filter(|correction| forms.iter().any(|form| form.surface == correction.surface))
            .map(|correction| correction.id)
            .collect()
    }
}

/// The edit that says of the words at `range`, which name nothing yet, what they name; `None` where that was said.
pub(super) fn name(kept: &AnnotationSet, document: &Document, range: TextRange, kind: EntityType) -> Option<Edit> {
    let forms = [Form { surface: document.slice(range), ranges: vec![range] }];
    edit(kept, document.hash(), &everywhere(document.hash(), &forms, &CorrectionAction::Is(kind)))
}

/// The fullest of `forms`, which is the first, becomes a rule for all texts; the others are told place by place.
fn everywhere<'a>(document: DocumentHash, forms: &[Form<'a>], action: &CorrectionAction) -> Vec<Rule<'a>> {
    let mut rules = Vec::new();
    for (idx, form) in forms.iter().enumerate() {
        if idx == 0 && form.surface.chars().count() >= LEAST_CHARS {
            rules.push(Rule { scope: Scope::Everywhere, surface: form.surface, action: action.clone() });
        } else {
            rules.extend(overrides(document, form, action));
        }
    }
    rules
}

fn overrides<'a>(document: DocumentHash, form: &Form<'a>, action: &CorrectionAction) -> Vec<Rule<'a>> {
    let rule = |&range: &TextRange| Rule {
        scope: Scope::Span { document, range },
        surface: form.surface,
        action: action.clone(),
    };
    form.ranges.iter().map(rule).collect()
}

/// Whether the entity goes by the name that the reader knows it by.
pub(super) fn is_called(entity: &Entity, name: &EntityName) -> bool {
    let is_named = entity.name == name.name || entity.aliases.contains(&name.name);
    entity.kind == name.kind && is_named && !entity.mentions.is_empty()
}

/// Says it to the session; nothing where it has been said already.
pub(super) fn say(ctx: &ViewContext<'_>, edit: Option<Edit>) {
    if let Some(edit) = edit {
        ctx.command(Command::Annotate(edit));
        ctx.send(Action::UndoableToast(ctx.word(Word::CorrectionSaved).to_owned()));
    }
}

/// The edit that takes corrections back.
pub(super) fn take_back(corrections: Vec<CorrectionId>) -> Edit {
    Edit::Batch(corrections.into_iter().map(Edit::RemoveCorrection).collect())
}

/// Surfaces that are ignored in `document`, in order, none twice.
pub(super) fn ignored(kept: &AnnotationSet, document: DocumentHash) -> Vec<&str> {
    let mut surfaces: Vec<&str> = ignoring(kept, document).map(|correction| correction.surface.as_str()).collect();
    surfaces.sort_unstable();
    surfaces.dedup();
    surfaces
}

/// Corrections by which `surface` is ignored in `document`.
pub(super) fn ignoring_of(kept: &AnnotationSet, document: DocumentHash, surface: &str) -> Vec<CorrectionId> {
    let of_surface = ignoring(kept, document).filter(|correction| correction.surface == surface);
    of_surface.map(|correction| correction.id).collect()
}

fn ignoring(kept: &AnnotationSet, document: DocumentHash) -> impl Iterator<Item = &EntityCorrection> {
    kept.corrections()
        .filter(|correction| correction.action == CorrectionAction::Ignore)
        .filter(move |correction| holds_in(correction, document))
}

fn holds_in(correction: &EntityCorrection, document: DocumentHash) -> bool {
    match correction.scope {
        Scope::Everywhere => true,
        Scope::Span { document: of, .. } => of == document,
    }
}

/// Puts `rules` in the place of what was said of the same before.
fn edit(kept: &AnnotationSet, document: DocumentHash, rules: &[Rule<'_>]) -> Option<Edit> {
    let mut edits = Vec::new();
    for rule in rules {
        let same = |correction: &&EntityCorrection| {
            correction.surface == rule.surface && is_of_kind(&correction.action) == is_of_kind(&rule.action)
        };
        let superseded = |correction: &&EntityCorrection| {
            correction.scope == rule.scope || rule.scope == Scope::Everywhere && holds_in(correction, document)
        };
        let mut before: Vec<&EntityCorrection> = kept.corrections().filter(same).filter(superseded).collect();
        let kept_as = before.iter().position(|correction| correction.scope == rule.scope);
        let earlier = kept_as.map(|idx| before.remove(idx));
        edits.extend(before.iter().map(|correction| Edit::RemoveCorrection(correction.id)));
        if earlier.is_some_and(|earlier| earlier.action == rule.action) {
            continue;
        }
        let id = earlier.map_or_else(|| CorrectionId(Uuid::new_v4()), |earlier| earlier.id);
        edits.push(Edit::PutCorrection(Box::new(EntityCorrection {
            id,
            scope: rule.scope.clone(),
            surface: rule.surface.to_owned(),
            action: rule.action.clone(),
        })));
    }
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// Says what something is, not what it is called.
fn is_of_kind(action: &CorrectionAction) -> bool {
    matches!(action, CorrectionAction::Is(_) | CorrectionAction::Ignore)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Attributes, EntityId, Mention};
    use crate::document::Metadata;

    fn range(text: &str, part: &str) -> TextRange {
        let start = text.find(part).unwrap();
        TextRange::new(start, start + part.len())
    }

    fn found(text: &str, parts: &[&str]) -> (Document, Analysis) {
        let mention = |part: &&str| Mention {
            range: range(text, part),
            entity: EntityId(0),
            kind: EntityType::Person,
            confidence: 0.9,
            nested: false,
        };
        let entity = Entity {
            id: EntityId(0),
            kind: EntityType::Person,
            name: parts.first().copied().unwrap_or_default().to_owned(),
            aliases: Vec::new(),
            mentions: (0..parts.len() as u32).collect(),
            attributes: Attributes::default(),
        };
        let mentions = parts.iter().map(mention).collect();
        let analysis = Analysis { mentions, entities: vec![entity], ..Analysis::default() };
        (Document::new(text.to_owned(), Vec::new(), Metadata::default()), analysis)
    }

    fn told(set: &AnnotationSet) -> Vec<(bool, &str, &CorrectionAction)> {
        let mut told: Vec<_> = set
            .corrections()
            .map(|correction| (correction.scope == Scope::Everywhere, correction.surface.as_str(), &correction.action))
            .collect();
        told.sort_by_key(|(is_everywhere, surface, _)| (*is_everywhere, *surface));
        told
    }

    #[test]
    fn only_the_fullest_form_becomes_a_rule() {
        let (document, analysis) = found("程芳琴说，程教授也说。", &["程芳琴", "程"]);
        let analysis = Analysis {
            mentions: analysis
                .mentions
                .iter()
                .zip([0, "程芳琴说，".len()])
                .map(|(mention, start)| Mention {
                    range: TextRange::new(start, start + mention.range.len()),
                    ..mention.clone()
                })
                .collect(),
            ..analysis
        };
        let subject = Subject { document: &document, analysis: &analysis, entity: analysis.entities.first().unwrap() };
        let mut set = AnnotationSet::default();
        set.apply(subject.edit(&set, &Change::Retype(EntityType::Organisation)).unwrap());
        let kind = CorrectionAction::Is(EntityType::Organisation);
        assert_eq!(told(&set), [(false, "程", &kind), (true, "程芳琴", &kind)]);
        assert_eq!(subject.edit(&set, &Change::Retype(EntityType::Organisation)), None);
    }

    #[test]
    fn words_that_name_nothing_yet_are_named_by_a_rule_or_in_their_place() {
        let (document, _) = found("程芳琴，程", &[]);
        let text = document.text();
        let (full, short) = (range(text, "程芳琴"), TextRange::new(text.len() - 3, text.len()));
        let mut set = AnnotationSet::default();
        for (range, kind) in [(full, EntityType::Person), (short, EntityType::Person), (full, EntityType::Term)] {
            set.apply(name(&set, &document, range, kind).unwrap()).unwrap();
        }
        let (person, term) = (CorrectionAction::Is(EntityType::Person), CorrectionAction::Is(EntityType::Term));
        assert_eq!(told(&set), [(false, "程", &person), (true, "程芳琴", &term)]);
        assert_eq!(name(&set, &document, full, EntityType::Term), None);
    }

    #[test]
    fn a_second_thought_replaces_the_first() {
        let (document, analysis) = found("山西大学", &["山西大学"]);
        let subject = Subject { document: &document, analysis: &analysis, entity: analysis.entities.first().unwrap() };
        let mut set = AnnotationSet::default();
        set.apply(subject.edit(&set, &Change::IgnoreInDocument).unwrap());
        assert_eq!(ignored(&set, document.hash()), ["山西大学"]);
        set.apply(subject.edit(&set, &Change::Confirm).unwrap());
        assert_eq!(told(&set), [(true, "山西大学", &CorrectionAction::Is(EntityType::Person))]);
        assert!(ignored(&set, document.hash()).is_empty());
        set.apply(take_back(subject.corrections(&set)));
        assert!(told(&set).is_empty());
    }

    #[test]
    fn merging_names_both_where_the_name_is_not_written_so() {
        let (document, mut analysis) = found("山大和程教授", &["山大", "程"]);
        let whole = analysis.entities.first().cloned().unwrap();
        let one = Entity { mentions: vec![0], ..whole.clone() };
        let other = Entity { id: EntityId(1), name: "程教授".to_owned(), mentions: vec![1], ..whole };
        analysis.entities = vec![one.clone(), other.clone()];
        let subject = Subject { document: &document, analysis: &analysis, entity: &one };
        let mut set = AnnotationSet::default();
        set.apply(subject.edit(&set, &Change::MergeInto(&other)).unwrap());
        let name = CorrectionAction::Rename("程教授".to_owned());
        assert_eq!(told(&set), [(false, "程", &name), (true, "山大", &name)]);
    }
}
