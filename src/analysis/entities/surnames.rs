//! 程教授 where the text names one 程: the surname is a mention too.

use std::collections::HashSet;

use super::found::Found;
use super::page::Page;
use super::titles;
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Surnames of two characters.
const COMPOUND: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "令狐", "皇甫", "尉迟", "公孙", "慕容", "宇文", "长孙", "端木",
    "夏侯", "轩辕", "独孤", "南宫", "拓跋", "澹台", "公孙", "呼延", "闾丘", "西门", "百里", "东郭", "淳于",
];
/// Words of grammar before a name, which segmentation may draw into it: 与程|教授.
const PREPOSITIONS: &str = "与和跟同对向由请被给据让";
/// Bytes of the longest title looked for.
const N_BYTES_TITLE: usize = 27;

/// The surname of a whole name: its first character, two of a compound one; none of a name in another script or with a
/// dot in it.
pub(crate) fn surname(name: &str) -> Option<&str> {
    if name.chars().any(|c| !crate::text::is_han(c)) || !(2..=4).contains(&name.chars().count()) {
        return None;
    }
    let is_long = name.chars().count() > 2;
    let compound = COMPOUND.iter().find(|surname| is_long && name.starts_with(**surname)).copied();
    compound.or_else(|| name.get(..name.chars().next()?.len_utf8()))
}

/// Surnames of persons named in full that stand before a title, by themselves. `found` is settled.
pub(crate) fn surnames(page: &Page<'_>, found: &[Found]) -> Vec<Found> {
    let whole =
        found.iter().filter(|name| name.kind == EntityType::Person).filter_map(|name| surname(page.of(name.range)));
    let known: HashSet<&str> = whole.collect();
    let firsts: HashSet<char> = known.iter().filter_map(|name| name.chars().next()).collect();
    if firsts.is_empty() {
        return Vec::new();
    }
    let mut added = Vec::new();
    let mut names = found.iter().filter(|name| !matches!(name.kind, EntityType::Title)).peekable();
    let mut covered_to = 0;
    for (at, c) in page.text.char_indices().filter(|(_, c)| firsts.contains(c)) {
        while let Some(name) = names.next_if(|name| name.range.start() <= at) {
            covered_to = covered_to.max(name.range.end());
        }
        if covered_to > at {
            continue;
        }
        let rest = page.text.get(at..).unwrap_or_default();
        let compound = COMPOUND.iter().find(|surname| rest.starts_with(**surname) && known.contains(**surname));
        let end = at + compound.map_or(c.len_utf8(), |surname| surname.len());
        if compound.is_none() && !known.contains(rest.get(..c.len_utf8()).unwrap_or_default()) {
            continue;
        }
        let line = page
            .text
            .get(end..)
            .and_then(|rest| rest.char_indices().map(|(at, c)| at + c.len_utf8()).find(|&at| at >= N_BYTES_TITLE));
        let to = line.map_or(page.text.len(), |at| end + at);
        let title = titles::starting_at(page.text, end, to).or_else(|| titles::courtesy_at(page.text, end));
        let is_free = names.peek().is_none_or(|next| title.is_some_and(|title| next.range.start() >= title.end()));
        if let Some(title) = title
            && is_free
            && (page.is_border(at) || page.before(at).is_some_and(|c| PREPOSITIONS.contains(c)))
            && page.is_border(title.end())
        {
            added.push(Found::new(TextRange::new(at, end), EntityType::Person, 0.8));
        }
    }
    added
}
