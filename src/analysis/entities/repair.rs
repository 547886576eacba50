//! Sets the borders of names right: a place before its office, a title behind a name, places written in one.

use super::found::Found;
use super::offices::{FUNCTION_CHARS, RELATIVE_OFFICES};
use super::page::{Page, is_close_bracket, is_open_bracket, is_stop};
use super::titles;
use crate::analysis::places::Gazetteer;
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Ends of the ranks of places: only behind these a following 委 or 政府 makes an office.
const RANKS: &str = "省市县区州盟旗乡镇";
/// Last words of organisations that may stand in brackets as another name.
const ORGANISATION_ENDS: &[&str] = &[
    "学院",
    "大学",
    "学校",
    "公司",
    "集团",
    "局",
    "部",
    "中心",
    "委员会",
    "研究院",
    "研究所",
    "医院",
    "厅",
    "银行",
    "协会",
    "学会",
    "委",
];
/// Protected and planned areas, whose names begin with a place or with 国家.
const ZONES: &[&str] = &[
    "试验区",
    "示范区",
    "实验区",
    "先行区",
    "开发区",
    "保护区",
    "风景名胜区",
    "自贸区",
    "保税区",
    "合作区",
    "高新区",
    "产业园",
    "工业园",
    "科技园",
    "国家公园",
    "遗址公园",
    "地质公园",
    "森林公园",
    "湿地公园",
    "自贸港",
    "遗址",
    "古城",
    "机场",
    "水库",
];

/// Mends `found`, which must be settled; settle the result again.
pub(crate) fn repair(page: &Page<'_>, found: &[Found]) -> Vec<Found> {
    let mut mended = Vec::with_capacity(found.len() + found.len() / 4);
    for (idx, name) in found.iter().enumerate() {
        match name.kind {
            // The reader's own borders stay.
            _ if name.confidence >= 1.0 => mended.push(*name),
            // The rest of a longer name, 国家考古遗址公园 of 陶寺国家考古遗址公园, is no place of its own.
            EntityType::Place if name.nested && page.of(name.range).starts_with("国家") => {}
            EntityType::Place => place(page, *name, &mut mended),
            EntityType::Organisation => organisation(page, *name, behind(found, idx), &mut mended),
            EntityType::Person => mended.push(person(page, *name)),
            _ => mended.push(*name),
        }
    }
    mended.extend(zones(page, found));
    mended
}

/// The name behind number `idx`, not inside it.
fn behind(found: &[Found], idx: usize) -> Option<&Found> {
    let end = found.get(idx)?.range.end();
    found.get(idx + 1..)?.iter().find(|name| name.range.start() >= end)
}

/// Splits 晋城市泽州县, shortens 侯马市区, finds 襄汾县委.
fn place(page: &Page<'_>, name: Found, mended: &mut Vec<Found>) {
    let gazetteer = Gazetteer::embedded();
    let name = Found { range: with_rank(page, name.range), ..name };
    let text = page.of(name.range);
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(len) = text.get(at..).and_then(|rest| gazetteer.prefix_len(rest, at == 0)) {
        parts.push(TextRange::new(at, at + len));
        at += len;
    }
    let rest = text.get(at..).unwrap_or_default();
    let is_whole = rest.is_empty();
    let is_district = rest == "区" && parts.last().is_some_and(|part| part.of(text).ends_with('市'));
    let splits = if is_whole { parts.len() > 1 } else { is_district };
    let start = name.range.start();
    let last = if splits {
        mended.extend(parts.iter().map(|part| Found { range: part.shifted(start), ..name }));
        parts.last().map_or(name.range, |part| part.shifted(start))
    } else {
        let range = without_title(page, name.range);
        mended.push(Found { range, ..name });
        range
    };
    if let (Some(end), false) = (office_end(page, last), name.nested) {
        mended.push(Found::new(TextRange::new(last.start(), end), EntityType::Organisation, name.confidence));
    }
}

/// 侯马 in 侯马市区 is 侯马市, where there is such a city.
fn with_rank(page: &Page<'_>, range: TextRange) -> TextRange {
    let rest = page.text.get(range.end()..).unwrap_or_default();
    let whole = TextRange::new(range.start(), range.end() + '市'.len_utf8());
    let is_city =
        rest.starts_with("市区") && Gazetteer::embedded().prefix_len(page.of(whole), true) == Some(whole.len());
    if is_city { whole } else { range }
}

/// End of the office of party or state that follows the place: 襄汾县|委.
fn office_end(page: &Page<'_>, place: TextRange) -> Option<usize> {
    let rank = page.of(place).chars().next_back()?;
    if !RANKS.contains(rank) || page.of(place).chars().count() < 2 {
        return None;
    }
    let rest = page.text.get(place.end()..)?;
    let office =
        RELATIVE_OFFICES.iter().filter(|office| rest.starts_with(**office)).max_by_key(|office| office.len())?;
    let end = place.end() + office.len();
    let follows = page.after(end);
    let is_word = *office == "委" && follows.is_some_and(|c| "员托派任屈".contains(c));
    (!is_word && (page.is_border(end) || page.is_border(place.end()))).then_some(end)
}

fn organisation(page: &Page<'_>, name: Found, next: Option<&Found>, mended: &mut Vec<Found>) {
    let range = without_title(page, name.range);
    mended.push(Found { range, ..name });
    if let Some(len) = Gazetteer::embedded().prefix_len(page.of(range), false)
        && len < range.len()
    {
        mended.push(Found::new(TextRange::new(range.start(), range.start() + len), EntityType::Place, name.confidence));
    }
    let is_named = next.is_some_and(|next| next.range.start() <= range.end() + 3);
    if !is_named && !name.nested {
        mended.extend(
            in_brackets(page, range.end()).map(|range| Found::new(range, EntityType::Organisation, name.confidence)),
        );
    }
}

/// 山西省委党校|(山西行政学院): another name of what stands before, at `at`.
fn in_brackets(page: &Page<'_>, at: usize) -> Option<TextRange> {
    let open = page.after(at).filter(|&c| is_open_bracket(c))?;
    let start = at + open.len_utf8();
    let rest = page.text.get(start..)?;
    let len = rest.char_indices().take(20).find(|&(_, c)| is_close_bracket(c))?.0;
    let inside = rest.get(..len)?;
    let is_name = inside.chars().count() >= 4
        && !inside.contains(|c: char| is_stop(c) || FUNCTION_CHARS.contains(c))
        && ORGANISATION_ENDS.iter().any(|end| inside.ends_with(end));
    is_name.then(|| TextRange::new(start, start + len))
}

/// 襄汾县委书记 without 书记, where what is left is still a name.
fn without_title(page: &Page<'_>, range: TextRange) -> TextRange {
    let Some(title) = titles::ending_at(page.text, range.start(), range.end()) else { return range };
    let left = TextRange::new(range.start(), title.start());
    let rest = page.of(left);
    let is_name = rest.chars().count() >= 2 && titles::is_office(page.of(title)) && !rest.ends_with(is_close_bracket);
    if is_name { left } else { range }
}

/// 程教授 is 程 with a title.
fn person(page: &Page<'_>, name: Found) -> Found {
    let text = page.of(name.range);
    let title = titles::ending_at(page.text, name.range.start(), name.range.end())
        .or_else(|| last_courtesy(page, name.range))
        .filter(|title| title.start() > name.range.start() && title.len() >= 2 * '长'.len_utf8());
    match title {
        Some(title) if text.chars().count() > 2 => {
            Found { range: TextRange::new(name.range.start(), title.start()), ..name }
        }
        _ => name,
    }
}

fn last_courtesy(page: &Page<'_>, range: TextRange) -> Option<TextRange> {
    let mut starts = page.of(range).char_indices().map(|(at, _)| range.start() + at).skip(1);
    starts.find_map(|at| titles::courtesy_at(page.text, at).filter(|word| word.end() == range.end() && word.len() > 3))
}

/// Areas the recogniser saw only the beginning of, or nothing: 陶寺|国家考古遗址公园, 国家…试验区.
fn zones(page: &Page<'_>, found: &[Found]) -> Vec<Found> {
    let mut zones = Vec::new();
    for place in found.iter().filter(|name| name.kind == EntityType::Place && !name.nested) {
        let end = zone_end(page, place.range.end(), 6).filter(|&end| page.is_nominal(place.range.end(), end));
        zones.extend(
            end.map(|end| Found::new(TextRange::new(place.range.start(), end), EntityType::Place, place.confidence)),
        );
    }
    // Both are in the order of the text.
    let named: Vec<TextRange> = zones.iter().map(|zone| zone.range).collect();
    for (start, word) in page.text.match_indices("国家") {
        let end = zone_end(page, start + word.len(), 16)
            .filter(|end| page.of(TextRange::new(start, *end)).chars().count() >= 6);
        let range = end.map(|end| TextRange::new(start, end)).filter(|&range| !ends_longer(&named, range));
        zones.extend(range.map(|range| Found::new(range, EntityType::Place, 0.7)));
    }
    zones
}

/// Whether one of `names`, in order, is longer and ends where `range` does.
fn ends_longer(names: &[TextRange], range: TextRange) -> bool {
    let behind = names.partition_point(|name| name.start() < range.start());
    behind.checked_sub(1).and_then(|idx| names.get(idx)).is_some_and(|name| name.end() == range.end())
}

/// End of a zone's name that goes on at `at` for at most `n_chars` more characters before its last word.
pub(super) fn zone_end(page: &Page<'_>, at: usize, n_chars: usize) -> Option<usize> {
    let rest = page.text.get(at..)?;
    for (offset, c) in rest.char_indices().take(n_chars + 1) {
        let here = rest.get(offset..)?;
        if let Some(word) = ZONES.iter().find(|word| here.starts_with(**word)) {
            let end = at + offset + word.len();
            return page.is_border(end).then_some(end);
        }
        if is_stop(c) || FUNCTION_CHARS.contains(c) || "、和及 内外上下各有为以等".contains(c) || is_open_bracket(c)
        {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::found::settle;
    use super::*;

    /// Names given as `PER 程教授`, mended.
    fn check(text: &str, names: &[(EntityType, &str)]) -> Vec<String> {
        let page = Page { text, tokens: &[] };
        let found = names
            .iter()
            .filter_map(|&(kind, name)| {
                let start = text.find(name)?;
                Some(Found::new(TextRange::new(start, start + name.len()), kind, 0.9))
            })
            .collect();
        let mended = settle(repair(&page, &settle(found)));
        let told = |name: &Found| {
            format!("{}{} {}", name.kind.code(), if name.nested { "*" } else { "" }, page.of(name.range))
        };
        mended.iter().map(told).collect()
    }

    #[test]
    fn places_written_in_one_come_apart() {
        use EntityType::{Organisation, Person, Place};
        assert_eq!(check("晋城市泽州县", &[(Place, "晋城市泽州县")]), ["LOC 晋城市", "LOC 泽州县"]);
        assert_eq!(check("走在临汾侯马市区", &[(Place, "临汾侯马市区")]), ["LOC 临汾", "LOC 侯马市"]);
        assert_eq!(check("走进侯马市区", &[(Place, "侯马")]), ["LOC 侯马市"]);
        assert_eq!(check("襄汾县委书记", &[(Place, "襄汾县")]), ["ORG 襄汾县委", "LOC* 襄汾县"]);
        assert_eq!(check("襄汾县委书记", &[(Organisation, "襄汾县委书记")]), ["ORG 襄汾县委", "LOC* 襄汾县"]);
        assert_eq!(check("与程教授深入", &[(Person, "程教授")]), ["PER 程"]);
        assert_eq!(
            check("山西省委党校(山西行政学院)主持", &[(Organisation, "山西省委党校")]),
            ["ORG 山西省委党校", "LOC* 山西省", "ORG 山西行政学院"]
        );
        assert_eq!(
            check("为加快陶寺国家考古遗址公园建设", &[(Place, "陶寺")]),
            ["LOC 陶寺国家考古遗址公园", "LOC* 陶寺"]
        );
    }
}
