//! Mentions and entities, from the names and what they share.

use foldhash::HashMap;

use super::areas::{Areas, paths};
use super::forms::{Form, is_surname};
use super::found::Found;
use super::groups::Groups;
use super::links::Bearing;
use super::offices::PARTS;
use crate::analysis::places::Reading;
use crate::analysis::types::{Attributes, Entity, EntityId, Mention, TitleLink};
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Ends of organisations that have parts: 中国社会科学院|历史学部.
const WHOLES: &[&str] = &[
    "院",
    "大学",
    "公司",
    "集团",
    "部",
    "委员会",
    "局",
    "厅",
    "省委",
    "市委",
    "县委",
    "区委",
    "自治区党委",
    "工委",
    "政府",
    "国务院",
    "军委",
    "协会",
    "联合会",
    "法院",
    "检察院",
    "人大",
    "政协",
    "学校",
    "医院",
    "银行",
];

/// What is known when entities are put together.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    /// As written, not folded: what is shown.
    pub(crate) text: &'a str,
    pub(crate) found: &'a [Found],
    pub(crate) forms: &'a [Form<'a>],
    pub(crate) bearings: &'a [Bearing],
    pub(crate) areas: &'a Areas,
    /// Forms that fit several others.
    pub(crate) ambiguous: &'a [(usize, Vec<usize>)],
    /// What a title nobody bears is a title of.
    pub(crate) of: &'a HashMap<TextRange, TextRange>,
}

/// Entities by first mention, and their mentions by place.
pub(crate) fn assemble(known: &Known<'_>, groups: &mut Groups) -> (Vec<Mention>, Vec<Entity>) {
    let mut ids: HashMap<usize, u32> = HashMap::default();
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut of_form = Vec::with_capacity(known.forms.len());
    // Forms stand by first mention, and the smallest of a set stands for it: so do the entities.
    for idx in 0..known.forms.len() {
        let id = *ids.entry(groups.root(idx)).or_insert_with(|| {
            members.push(Vec::new());
            members.len() as u32 - 1
        });
        of_form.push(id);
        if let Some(forms) = members.get_mut(id as usize) {
            forms.push(idx);
        }
    }
    let mut entity_of = vec![0; known.found.len()];
    for (form, &id) in known.forms.iter().zip(&of_form) {
        for &mention in &form.mentions {
            if let Some(slot) = entity_of.get_mut(mention as usize) {
                *slot = id;
            }
        }
    }
    let mut entities: Vec<Entity> =
        members.iter().enumerate().map(|(id, forms)| entity(known, EntityId(id as u32), forms)).collect();
    titles(known, &entity_of, &mut entities);
    ambiguities(known, &of_form, &mut entities);
    parents(&mut entities);
    let mentions = known.found.iter().zip(&entity_of).map(|(name, &id)| Mention {
        range: name.range,
        entity: EntityId(id),
        kind: name.kind,
        confidence: name.confidence,
        nested: name.nested,
    });
    (mentions.collect(), entities)
}

fn entity(known: &Known<'_>, id: EntityId, members: &[usize]) -> Entity {
    let forms: Vec<&Form<'_>> = members.iter().filter_map(|&idx| known.forms.get(idx)).collect();
    let shown = |form: &Form<'_>| -> String {
        let range = form.mentions.first().and_then(|&idx| known.found.get(idx as usize)).map(|name| name.range);
        range.map_or("", |range| range.of(known.text)).to_owned()
    };
    let mut mentions: Vec<u32> = forms.iter().flat_map(|form| form.mentions.iter().copied()).collect();
    mentions.sort_unstable();
    let fullest = forms.iter().copied().rev().max_by_key(|form| form.surface.chars().count());
    let own = fullest.map(|form| {
        let beside = if is_surname(form.surface) && form.kind == EntityType::Person { form.beside } else { "" };
        shown(form) + beside
    });
    let renamed = forms.iter().find_map(|form| form.renamed).map(str::to_owned);
    let name = renamed.or(own).unwrap_or_default();
    let mut aliases: Vec<String> = Vec::new();
    for form in forms.iter().copied() {
        let alias = shown(form);
        if alias != name && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    let kind =
        forms.iter().find(|form| form.renamed.is_none()).or(forms.first()).map_or(EntityType::Term, |form| form.kind);
    let mut attributes = Attributes::default();
    place(known, &forms, &mut attributes);
    Entity { id, kind, name, aliases, mentions, attributes }
}

/// Path and code of a place, and the place an organisation belongs to.
fn place(known: &Known<'_>, forms: &[&Form<'_>], attributes: &mut Attributes) {
    for form in forms {
        let range = form.mentions.first().and_then(|&idx| known.found.get(idx as usize)).map(|name| name.range);
        let Some(range) = range else { continue };
        if form.kind == EntityType::Title {
            attributes.parent = known.of.get(&range).map(|of| of.of(known.text).to_owned());
        }
        let whole = known.areas.whole.get(&range).filter(|_| form.kind == EntityType::Place);
        let reading = whole.or_else(|| known.areas.first.get(&range));
        let Some(reading) = reading else { continue };
        let (path, ambiguous) = paths(reading);
        if path.len() > attributes.path.len() {
            attributes.path = path;
        }
        if attributes.ambiguous.is_empty() {
            attributes.ambiguous = ambiguous;
        }
        if let Some(Reading::One(code)) = whole
            && attributes.code.is_none()
        {
            attributes.code = Some(format!("{code:06}"));
        }
    }
    if !attributes.path.is_empty() {
        attributes.ambiguous.clear();
    }
}

fn titles(known: &Known<'_>, entity_of: &[u32], entities: &mut [Entity]) {
    let idx_at: HashMap<TextRange, usize> =
        known.found.iter().enumerate().map(|(idx, name)| (name.range, idx)).collect();
    for bearing in known.bearings {
        let entity = idx_at
            .get(&bearing.person)
            .and_then(|&idx| entity_of.get(idx))
            .and_then(|&id| entities.get_mut(id as usize));
        let Some(entity) = entity.filter(|entity| entity.kind == EntityType::Person) else { continue };
        entity.attributes.titles.push(TitleLink {
            title: bearing.title.of(known.text).to_owned(),
            organisation: bearing.organisation.map(|range| range.of(known.text).to_owned()),
            range: bearing.title,
        });
    }
}

/// Names of those a form may stand for.
fn ambiguities(known: &Known<'_>, of_form: &[u32], entities: &mut [Entity]) {
    for (form, fits) in known.ambiguous {
        let mut ids: Vec<u32> = fits.iter().filter_map(|&fit| of_form.get(fit).copied()).collect();
        ids.dedup();
        let mut readings: Vec<Vec<String>> =
            ids.iter().filter_map(|&id| entities.get(id as usize)).map(|entity| vec![entity.name.clone()]).collect();
        readings.dedup();
        let entity = of_form.get(*form).and_then(|&id| entities.get_mut(id as usize));
        if let Some(entity) = entity {
            entity.attributes.ambiguous = readings;
        }
    }
}

/// 中国社会科学院 of 中国社会科学院历史学部.
fn parents(entities: &mut [Entity]) {
    for entity in entities.iter_mut().filter(|entity| entity.kind == EntityType::Organisation) {
        entity.attributes.parent = parent(&entity.name).map(str::to_owned);
    }
}

fn parent(name: &str) -> Option<&str> {
    let cuts: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(2).collect();
    cuts.iter().rev().find_map(|&cut| {
        let (whole, part) = name.split_at_checked(cut)?;
        let fits = part.chars().count() >= 2
            && whole.chars().count() >= 3
            && WHOLES.iter().any(|end| whole.ends_with(end))
            && PARTS.iter().any(|end| part.ends_with(end));
        fits.then_some(whole)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_names_its_whole() {
        assert_eq!(parent("中国社会科学院历史学部"), Some("中国社会科学院"));
        assert_eq!(parent("山西省委组织部"), Some("山西省委"));
        assert_eq!(parent("外交部"), None);
        assert_eq!(parent("山西大学"), None);
    }
}
