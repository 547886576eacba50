//! The list as rows of one height: headings, names nested under what they belong to, expressions, quotations.

use std::collections::{BTreeSet, HashMap};

use strum::IntoEnumIterator as _;

use super::group::Group;
use crate::analysis::{Analysis, Entity, EntityId, ExpressionType};
use crate::annotation::{AnnotationSet, EntityType};
use crate::document::Document;
use crate::text::{FoldOptions, fold};
use crate::ui::corrections::ignored;
use crate::ui::locale::Word;

/// Deeper rows stand no farther in.
const MAX_DEPTH: u8 = 2;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Heading {
        group: Group,
        n: usize,
    },
    Entity {
        id: EntityId,
        depth: u8,
        /// How much of the path the rows above say already.
        path_known: usize,
    },
    /// Indices of expressions that are written alike and mean the same.
    Expression(Vec<u32>),
    /// Index of a quotation.
    Quotation(usize),
    Ignored(String),
}

/// How groups are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumIter)]
pub(super) enum Order {
    #[default]
    Count,
    First,
    Name,
}

impl Order {
    pub(super) fn word(self) -> Word {
        match self {
            Self::Count => Word::ByCount,
            Self::First => Word::ByFirst,
            Self::Name => Word::ByName,
        }
    }
}

/// What the reader chose to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) order: Order,
    pub(super) filter: String,
    pub(super) collapsed: BTreeSet<Group>,
}

impl Default for Choice {
    fn default() -> Self {
        Self { order: Order::default(), filter: String::new(), collapsed: BTreeSet::from([Group::Ignored]) }
    }
}

/// All rows, in order. A filter opens every group.
pub(super) fn rows(document: &Document, analysis: &Analysis, kept: &AnnotationSet, choice: &Choice) -> Vec<Row> {
    let list = List { document, analysis, filter: Filter::new(&choice.filter), order: choice.order };
    let mut rows = Vec::new();
    for group in Group::iter() {
        let members = match group {
            Group::TimeAndAmount => list.expressions(),
            Group::Quotations => list.quotations(),
            Group::Ignored => list.ignored(kept),
            _ => list.entities(group),
        };
        if members.is_empty() {
            continue;
        }
        rows.push(Row::Heading { group, n: members.len() });
        if !list.filter.is_empty() || !choice.collapsed.contains(&group) {
            rows.extend(members);
        }
    }
    rows
}

/// A query without differences of width, case and script.
struct Filter(String);

impl Filter {
    fn new(query: &str) -> Self {
        Self(fold(query.trim(), FoldOptions::SEARCH).text().to_owned())
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn passes<'t>(&self, mut texts: impl Iterator<Item = &'t str>) -> bool {
        self.is_empty() || texts.any(|text| fold(text, FoldOptions::SEARCH).text().contains(&self.0))
    }
}

struct List<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    filter: Filter,
    order: Order,
}

impl<'a> List<'a> {
    fn entities(&self, group: Group) -> Vec<Row> {
        let mut found: Vec<&Entity> = self
            .analysis
            .entities
            .iter()
            .filter(|entity| Group::of(entity.kind) == group && !entity.mentions.is_empty())
            .filter(|entity| self.filter.passes(spoken(entity)))
            .collect();
        let first = |entity: &Entity| entity.mentions.first().copied();
        match self.order {
            Order::Count => {
                found.sort_by_key(|entity| (std::cmp::Reverse(entity.mentions.len()), first(entity)));
            }
            Order::First => found.sort_by_key(|entity| first(entity)),
            Order::Name => found.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id))),
        }
        nested(&found)
    }

    /// Those written alike with the same value are one row.
    fn expressions(&self) -> Vec<Row> {
        let mut known: HashMap<(ExpressionType, &str, &str), usize> = HashMap::new();
        let mut groups: Vec<(&'a str, Vec<u32>)> = Vec::new();
        for (idx, expression) in self.analysis.expressions.iter().enumerate() {
            let text = self.document.slice(expression.range);
            if !self.filter.passes([text, expression.value.as_str()].into_iter()) {
                continue;
            }
            let at = *known.entry((expression.kind, text, expression.value.as_str())).or_insert_with(|| {
                groups.push((text, Vec::new()));
                groups.len() - 1
            });
            if let Some((_, members)) = groups.get_mut(at) {
                members.push(idx as u32);
            }
        }
        match self.order {
            Order::Count => groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len())),
            Order::First => {}
            Order::Name => groups.sort_by(|a, b| a.0.cmp(b.0)),
        }
        groups.into_iter().map(|(_, members)| Row::Expression(members)).collect()
    }

    fn quotations(&self) -> Vec<Row> {
        let speaker = |idx: usize| {
            let quotation = self.analysis.quotations.get(idx);
            quotation.and_then(|quotation| quotation.speaker.as_ref()).map(|speaker| speaker.name.as_str())
        };
        let mut found: Vec<usize> = (0..self.analysis.quotations.len())
            .filter(|&idx| {
                let text = self.analysis.quotations.get(idx).map(|quotation| self.document.slice(quotation.range));
                self.filter.passes(text.into_iter().chain(speaker(idx)))
            })
            .collect();
        if self.order == Order::Name {
            found.sort_by_key(|&idx| (speaker(idx).is_none(), speaker(idx)));
        }
        found.into_iter().map(Row::Quotation).collect()
    }

    fn ignored(&self, kept: &AnnotationSet) -> Vec<Row> {
        ignored(kept, self.document.hash())
            .into_iter()
            .filter(|surface| self.filter.passes(std::iter::once(*surface)))
            .map(|surface| Row::Ignored(surface.to_owned()))
            .collect()
    }
}

/// What an entity may be found by: its names, titles and affiliations.
fn spoken(entity: &Entity) -> impl Iterator<Item = &str> {
    let titles = entity.attributes.titles.iter();
    std::iter::once(entity.name.as_str())
        .chain(entity.aliases.iter().map(String::as_str))
        .chain(titles.flat_map(|link| link.organisation.as_deref().into_iter().chain([link.title.as_str()])))
}

/// `found` with parts under their wholes, wherever both are there; order kept among those of one whole.
fn nested(found: &[&Entity]) -> Vec<Row> {
    let divisions: HashMap<&[String], EntityId> = found
        .iter()
        .rev()
        .filter(|entity| entity.kind == EntityType::Place && entity.attributes.code.is_some())
        .map(|entity| (entity.attributes.path.as_slice(), entity.id))
        .collect();
    let names: HashMap<&str, EntityId> = found.iter().rev().map(|entity| (entity.name.as_str(), entity.id)).collect();
    let mut parts: HashMap<EntityId, Vec<(&Entity, usize)>> = HashMap::new();
    let mut wholes = Vec::new();
    for entity in found.iter().copied() {
        match whole(entity, &divisions, &names) {
            Some((whole, path_known)) => parts.entry(whole).or_default().push((entity, path_known)),
            None => wholes.push((entity, 0)),
        }
    }
    wholes.reverse();
    let mut waiting: Vec<(&Entity, usize, u8)> =
        wholes.into_iter().map(|(entity, path_known)| (entity, path_known, 0)).collect();
    let mut rows = Vec::with_capacity(found.len());
    while let Some((entity, path_known, depth)) = waiting.pop() {
        rows.push(Row::Entity { id: entity.id, depth, path_known });
        let parts = parts.remove(&entity.id).unwrap_or_default();
        let depth = (depth + 1).min(MAX_DEPTH);
        waiting.extend(parts.into_iter().rev().map(|(part, path_known)| (part, path_known, depth)));
    }
    rows
}

/// The entity that `entity` is part of, and how much of its path that says. A whole has a shorter path or a shorter
/// name than its part, so that there are no circles.
fn whole(
    entity: &Entity,
    divisions: &HashMap<&[String], EntityId>,
    names: &HashMap<&str, EntityId>,
) -> Option<(EntityId, usize)> {
    if entity.kind == EntityType::Place {
        let above = places_above(entity);
        return (1..=above.len()).rev().find_map(|len| {
            let id = divisions.get(above.get(..len)?).copied()?;
            (id != entity.id).then_some((id, len))
        });
    }
    let parent = entity.attributes.parent.as_deref().filter(|parent| parent.len() < entity.name.len())?;
    names.get(parent).map(|&id| (id, 0))
}

/// The divisions a place lies in, its own left out where it is one.
pub(super) fn places_above(entity: &Entity) -> &[String] {
    let path = entity.attributes.path.as_slice();
    match path.split_last() {
        Some((_, above)) if entity.attributes.code.is_some() => above,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Attributes, Mention};
    use crate::document::Metadata;
    use crate::text::TextRange;

    fn place(id: u32, n: u32, path: &[&str]) -> Entity {
        let path: Vec<String> = path.iter().map(|&name| name.to_owned()).collect();
        Entity {
            id: EntityId(id),
            kind: EntityType::Place,
            name: path.last().cloned().unwrap_or_default(),
            aliases: Vec::new(),
            mentions: vec![id; n as usize],
            attributes: Attributes { path, code: Some("140000".to_owned()), ..Attributes::default() },
        }
    }

    fn shown(choice: &Choice) -> Vec<String> {
        let entities = vec![
            place(0, 1, &["山西省", "临汾市", "襄汾县"]),
            place(1, 2, &["山西省"]),
            place(2, 3, &["山西省", "晋城市"]),
            place(3, 1, &["山西省", "临汾市"]),
        ];
        let mention = Mention {
            range: TextRange::new(0, 3),
            entity: EntityId(0),
            kind: EntityType::Place,
            confidence: 1.0,
            nested: false,
        };
        let names: Vec<String> = entities.iter().map(|entity| entity.name.clone()).collect();
        let analysis = Analysis { mentions: vec![mention; 4], entities, ..Analysis::default() };
        let document = Document::new("山西省".to_owned(), Vec::new(), Metadata::default());
        let rows = rows(&document, &analysis, &AnnotationSet::default(), choice);
        rows.iter()
            .map(|row| match row {
                Row::Heading { n, .. } => format!("{n}:"),
                Row::Entity { id, depth, .. } => {
                    format!("{depth} {}", names.get(id.0 as usize).cloned().unwrap_or_default())
                }
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn places_stand_under_what_they_lie_in() {
        assert_eq!(shown(&Choice::default()), ["4:", "0 山西省", "1 晋城市", "1 临汾市", "2 襄汾县"]);
    }

    #[test]
    fn the_filter_folds_and_opens_groups() {
        let choice =
            Choice { filter: " 臨汾".to_owned(), collapsed: BTreeSet::from([Group::Place]), ..Choice::default() };
        assert_eq!(shown(&choice), ["1:", "0 临汾市"]);
        let choice = Choice { filter: String::new(), ..choice };
        assert_eq!(shown(&choice), ["4:"]);
    }
}
