//! What the text and the reader say of one entity, gathered once for its card.

use std::collections::{BTreeMap, BTreeSet};

use super::strip::Strip;
use crate::analysis::{Analysis, Entity, EntityId, Mention};
use crate::annotation::{AnnotationId, AnnotationSet, EntityType};
use crate::document::Document;
use crate::text::TextRange;
use crate::ui::corrections::is_called;

/// Entities met in the same paragraphs that are shown.
const N_TOGETHER: usize = 5;
/// Times and amounts in the same sentences that are shown.
const N_NEAR: usize = 4;

/// Facts of one entity; a function of document, analysis and annotations.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// Titles and affiliations, none twice, each where the text says it first.
    pub(super) titles: Vec<(String, TextRange)>,
    /// Other forms, each with its first place where the text has it.
    pub(super) aliases: Vec<(String, Option<TextRange>)>,
    /// Indices of the quotations it speaks.
    pub(super) quotations: Vec<usize>,
    pub(super) n_quoted_chars: usize,
    /// What it is part of, if that is an entity here.
    pub(super) parent: Option<EntityId>,
    /// Met in the same paragraphs, most often first.
    pub(super) together: Vec<EntityId>,
    /// Indices of expressions in the same sentences.
    pub(super) near: Vec<usize>,
    /// Notes about it and what is linked with it, on any document, then the marks that touch a mention, in order.
    pub(super) notes: Vec<AnnotationId>,
    /// Places of the mentions.
    pub(super) strip: Strip,
}

/// Gathers the facts: linear in the mentions of the paragraphs it stands in.
pub(super) fn facts(document: &Document, analysis: &Analysis, kept: &AnnotationSet, entity: &Entity) -> Facts {
    let ranges: Vec<TextRange> = mentions_of(analysis, entity).map(|mention| mention.range).collect();
    let quotations: Vec<usize> = analysis
        .quotations
        .iter()
        .enumerate()
        .filter(|(_, quotation)| quotation.speaker.as_ref().and_then(|speaker| speaker.entity) == Some(entity.id))
        .map(|(idx, _)| idx)
        .collect();
    let quoted = quotations.iter().filter_map(|&idx| analysis.quotations.get(idx));
    let n_quoted_chars = quoted.map(|quotation| document.slice(quotation.range).chars().count()).sum();
    Facts {
        titles: titles(entity),
        aliases: aliases(document, &ranges, entity),
        quotations,
        n_quoted_chars,
        parent: parent(analysis, entity),
        together: together(document, analysis, entity),
        near: near(analysis, &ranges),
        notes: notes(document, kept, entity, &ranges),
        strip: Strip::new(document, ranges.iter().copied()),
    }
}

/// Mentions of `entity`, in order.
pub(super) fn mentions_of<'a>(analysis: &'a Analysis, entity: &'a Entity) -> impl Iterator<Item = &'a Mention> {
    entity.mentions.iter().filter_map(|&idx| analysis.mentions.get(idx as usize))
}

fn titles(entity: &Entity) -> Vec<(String, TextRange)> {
    let mut titles: Vec<(String, TextRange)> = Vec::new();
    for link in &entity.attributes.titles {
        let text = match &link.organisation {
            Some(organisation) => format!("{organisation} {}", link.title),
            None => link.title.clone(),
        };
        if !titles.iter().any(|(known, _)| *known == text) {
            titles.push((text, link.range));
        }
    }
    titles
}

fn aliases(document: &Document, ranges: &[TextRange], entity: &Entity) -> Vec<(String, Option<TextRange>)> {
    let place = |alias: &str| ranges.iter().copied().find(|range| document.slice(*range) == alias);
    entity.aliases.iter().map(|alias| (alias.clone(), place(alias))).collect()
}

fn parent(analysis: &Analysis, entity: &Entity) -> Option<EntityId> {
    let name = entity.attributes.parent.as_deref()?;
    analysis
        .entities
        .iter()
        .find(|other| {
            let is_called = other.name == name || other.aliases.iter().any(|alias| alias == name);
            is_called && other.id != entity.id && !other.mentions.is_empty()
        })
        .map(|other| other.id)
}

fn together(document: &Document, analysis: &Analysis, entity: &Entity) -> Vec<EntityId> {
    let blocks: BTreeSet<usize> =
        mentions_of(analysis, entity).filter_map(|mention| document.block_idx_at(mention.range.start())).collect();
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for block in blocks.into_iter().filter_map(|idx| document.blocks().get(idx)) {
        let from = analysis.mentions.partition_point(|mention| mention.range.start() < block.range.start());
        let here: BTreeSet<EntityId> = analysis
            .mentions
            .iter()
            .skip(from)
            .take_while(|mention| mention.range.start() < block.range.end())
            .filter(|mention| !mention.nested && mention.kind != EntityType::Title)
            .map(|mention| mention.entity)
            .collect();
        for other in here.into_iter().filter(|other| *other != entity.id) {
            *counts.entry(other).or_default() += 1;
        }
    }
    let mut ranked: Vec<(EntityId, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    ranked.into_iter().map(|(id, _)| id).take(N_TOGETHER).collect()
}

fn near(analysis: &Analysis, ranges: &[TextRange]) -> Vec<usize> {
    let sentences = &analysis.statistics.sentence_lengths;
    let mut found: Vec<usize> = Vec::new();
    for range in ranges {
        let idx = sentences.partition_point(|sentence| sentence.range.end() <= range.start());
        let Some(sentence) = sentences.get(idx).filter(|sentence| sentence.range.covers(*range)) else { continue };
        let from = analysis.expressions.partition_point(|it| it.range.start() < sentence.range.start());
        let inside = analysis.expressions.iter().enumerate().skip(from);
        for (idx, _) in inside.take_while(|(_, it)| it.range.start() < sentence.range.end()) {
            if found.last().is_none_or(|last| *last < idx) {
                found.push(idx);
            }
            if found.len() >= N_NEAR {
                return found;
            }
        }
    }
    found
}

fn notes(document: &Document, kept: &AnnotationSet, entity: &Entity, ranges: &[TextRange]) -> Vec<AnnotationId> {
    let touches = |marked: &TextRange| {
        let idx = ranges.partition_point(|range| range.end() <= marked.start());
        ranges.get(idx).is_some_and(|range| range.overlaps(*marked))
    };
    let annotations = kept.of(document.hash());
    let about = kept.on_entities().chain(kept.linked_with_entities());
    let mut notes: Vec<AnnotationId> =
        about.filter(|(name, _)| is_called(entity, name)).map(|(_, note)| note.id).collect();
    notes.extend(annotations.iter().filter(|it| it.ranges.iter().any(touches)).map(|it| it.id));
    let mut seen = BTreeSet::new();
    notes.retain(|id| seen.insert(*id));
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Attributes, TitleLink};
    use crate::document::{Block, BlockKind, Metadata};

    fn mention(start: usize, end: usize, entity: u32) -> Mention {
        let range = TextRange::new(start, end);
        Mention { range, entity: EntityId(entity), kind: EntityType::Person, confidence: 1.0, nested: false }
    }

    fn entity(id: u32, mentions: &[u32]) -> Entity {
        Entity {
            id: EntityId(id),
            kind: EntityType::Person,
            name: format!("{id}"),
            aliases: Vec::new(),
            mentions: mentions.to_vec(),
            attributes: Attributes::default(),
        }
    }

    #[test]
    fn those_of_the_same_paragraphs_are_ranked_by_paragraphs() {
        let block = |start, end| Block {
            kind: BlockKind::Paragraph,
            range: TextRange::new(start, end),
            number: None,
            spans: Vec::new(),
        };
        let blocks = vec![block(0, 4), block(5, 9), block(10, 14)];
        let document = Document::new("abcd\nefgh\nijkl".to_owned(), blocks, Metadata::default());
        let places = [(0, 0), (1, 1), (2, 1), (5, 0), (6, 2), (10, 0), (11, 2)];
        let mentions = places.into_iter().map(|(start, entity)| mention(start, start + 1, entity)).collect();
        let entities = vec![entity(0, &[0, 3, 5]), entity(1, &[1, 2]), entity(2, &[4, 6])];
        let analysis = Analysis { mentions, entities, ..Analysis::default() };
        let told = facts(&document, &analysis, &AnnotationSet::default(), analysis.entities.first().unwrap());
        assert_eq!(told.together, [EntityId(2), EntityId(1)]);
        assert_eq!(told.strip.positions.len(), 3);
    }

    #[test]
    fn a_title_said_twice_is_told_once() {
        let link = |start| TitleLink {
            title: "教授".to_owned(),
            organisation: Some("山西大学".to_owned()),
            range: TextRange::new(start, start + 6),
        };
        let mut person = entity(0, &[]);
        person.attributes.titles = vec![link(3), link(30)];
        assert_eq!(titles(&person), [("山西大学 教授".to_owned(), TextRange::new(3, 9))]);
    }
}
