//! From names to entities: their borders set right, titles linked, forms of one name merged, places read, the reader's
//! corrections laid over it.

mod again;
mod aliases;
mod areas;
mod assemble;
mod corrections;
mod forms;
mod found;
mod groups;
mod infer;
mod links;
mod offices;
mod page;
mod posts;
mod repair;
mod same;
mod spot;
mod surnames;
#[cfg(test)]
mod tests;
mod titles;

use foldhash::HashMap;

pub(crate) use corrections::Rules;
pub(crate) use found::Found;
pub(crate) use links::{Bearing, Unborne};
pub(crate) use page::{Page, fold, is_colon, is_comma};
pub(crate) use spot::spot;

use crate::analysis::types::{Entity, Mention};
use crate::annotation::EntityType;
use crate::text::TextRange;
use found::settle;

/// Who and what a document names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct People {
    /// By start, then longest first.
    pub(crate) mentions: Vec<Mention>,
    /// By first mention.
    pub(crate) entities: Vec<Entity>,
    /// Titles with who bears them, by place.
    pub(crate) bearings: Vec<Bearing>,
}

/// Entities of a document. `text` is as written, `page` the same folded; `blocks` are its paragraphs, in order; `names`
/// what the recogniser and [`spot`] found.
pub(crate) fn entities(text: &str, page: &Page<'_>, blocks: &[TextRange], names: Vec<Found>, rules: &Rules) -> People {
    let found = settle(rules.kinds(page.text, names));
    let mut found = settle(repair::repair(page, &found));
    found.extend(spot::thoughts(page, &found));
    let mut found = settle(found);
    found.extend(infer::infer(page, &found));
    let found = settle(found);
    let found = settle(again::again(page, &found));
    // Once more, for a place found again may stand in an office.
    let found = settle(repair::repair(page, &found));
    let mut found = settle(rules.kinds(page.text, found));
    let surnames = surnames::surnames(page, &found);
    if !surnames.is_empty() {
        found.extend(surnames);
        found = settle(found);
    }
    let (bearings, unborne) = links::links(page, blocks, &found);
    let found = settle(rules.kinds(page.text, with_titles(found, &bearings, &unborne)));
    let of: HashMap<TextRange, TextRange> =
        unborne.iter().filter_map(|title| Some((title.title, title.organisation?))).collect();
    let areas = areas::areas(page, &found);
    let clues = forms::Clues { rules, bearings: &bearings, readings: &areas.whole, of: &of };
    let forms = forms::forms(page, &found, &clues);
    let (mut groups, ambiguous) = same::same(&forms, &aliases::aliases(page, &found, &forms));
    let known = assemble::Known {
        text,
        found: &found,
        forms: &forms,
        bearings: &bearings,
        areas: &areas,
        ambiguous: &ambiguous,
        of: &of,
    };
    let (mentions, entities) = assemble::assemble(&known, &mut groups);
    People { mentions, entities, bearings }
}

/// A title is a name only where nobody bears it.
fn with_titles(mut found: Vec<Found>, bearings: &[Bearing], unborne: &[Unborne]) -> Vec<Found> {
    let mut borne = bearings.iter().map(|bearing| bearing.title).collect::<Vec<_>>();
    borne.sort_unstable();
    found.retain(|name| {
        let near = borne.partition_point(|title| title.start() < name.range.end());
        let last = near.checked_sub(1).and_then(|idx| borne.get(idx));
        name.kind != EntityType::Title
            || name.confidence >= 1.0
            || last.is_none_or(|title| title.end() <= name.range.start())
    });
    found.extend(unborne.iter().map(|title| Found::new(title.title, EntityType::Title, 0.8)));
    settle(found)
}
