//! Names that their surroundings tell where the recogniser saw nothing: the person behind an office, the site that a
//! text names again and again.

use foldhash::{HashMap, HashSet};

use super::found::Found;
use super::offices::FUNCTION_CHARS;
use super::page::{Page, is_stop};
use super::repair::zone_end;
use super::titles;
use crate::annotation::EntityType;
use crate::text::{TextRange, is_han};

/// The hundred and fifty most frequent surnames of one character: nine persons in ten.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜\
崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安\
齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙";
/// What may follow a person's name: what one says, where one is, the rest of the sentence.
const AFTER_PERSON: &str = "说在介道表告坦认感指强透解谈讲回直带率主出走冲来到向对就从是也还将把被与和及等为任兼的深今近正曾已又都代致作做看算";
/// Bytes of the longest title looked for.
const N_BYTES_TITLE: usize = 27;
/// Last words of sites whose name is told by being repeated.
const SITES: &[&str] = &["遗址", "古城", "古镇", "古村", "石窟", "水库", "湿地", "景区"];
/// Characters a site's own name has at most, and at least.
const SITE_CHARS: (usize, usize) = (2, 6);

/// Names to be added to `found`, which must be settled.
pub(super) fn infer(page: &Page<'_>, found: &[Found]) -> Vec<Found> {
    let mut inferred = holders(page, found);
    inferred.extend(sites(page, found));
    inferred
}

/// 右玉县|县长|石生华: who holds an office that a place or an organisation stands before.
fn holders(page: &Page<'_>, found: &[Found]) -> Vec<Found> {
    let bodies =
        found.iter().filter(|name| matches!(name.kind, EntityType::Place | EntityType::Organisation) && !name.nested);
    let persons = bodies.filter_map(|body| {
        let from = body.range.end();
        let to = page.text.get(from..)?.char_indices().map(|(at, _)| from + at).find(|at| at - from >= N_BYTES_TITLE);
        let title = titles::starting_at(page.text, from, to.unwrap_or(page.text.len()))?;
        let is_office = titles::is_office(page.of(title)) && !titles::is_anonymous(page.of(title));
        let range = full_name(page.text.get(title.end()..)?)?.shifted(title.end());
        let is_free = met(found, range).next().is_none();
        (is_office && is_free).then(|| Found::new(range, EntityType::Person, 0.65))
    });
    persons.collect()
}

/// Names that `range` meets, of those that begin last before its end: few names hold more than these.
fn met(found: &[Found], range: TextRange) -> impl Iterator<Item = &Found> {
    const NEAR: usize = 8;
    let behind = found.partition_point(|name| name.range.start() < range.end());
    let near = found.get(behind.saturating_sub(NEAR)..behind).unwrap_or_default();
    near.iter().filter(move |name| name.range.intersection(range).is_some())
}

/// A surname with two characters, else with one, where what follows leaves no doubt that the name ends there.
fn full_name(text: &str) -> Option<TextRange> {
    let ends: Vec<(usize, char)> = text.char_indices().take(4).collect();
    let [(_, surname), rest @ ..] = ends.as_slice() else { return None };
    if !SURNAMES.contains(*surname) {
        return None;
    }
    let is_given = |c: char| is_han(c) && !FUNCTION_CHARS.contains(c) && !is_stop(c);
    [3_usize, 2].into_iter().find_map(|n_chars| {
        let end = ends.get(n_chars).map_or(text.len(), |(at, _)| *at);
        let is_name = rest.len() >= n_chars - 1 && rest.iter().take(n_chars - 1).all(|&(_, c)| is_given(c));
        let ends_there = ends.get(n_chars).is_none_or(|&(_, c)| !is_han(c) || AFTER_PERSON.contains(c));
        (is_name && ends_there).then(|| TextRange::new(0, end))
    })
}

/// 陶寺遗址, where 陶寺 stands before 遗址 more than once and after different characters; then 陶寺 in longer names too.
fn sites(page: &Page<'_>, found: &[Found]) -> Vec<Found> {
    let mut before: HashMap<(&str, &str), HashSet<Option<char>>> = HashMap::default();
    let mut places: Vec<(TextRange, &str)> = Vec::new();
    for word in SITES {
        for (at, _) in page.text.match_indices(word) {
            places.push((TextRange::new(at, at + word.len()), word));
            for start in starts(page, at) {
                let name = page.of(TextRange::new(start, at));
                before.entry((name, word)).or_default().insert(page.before(start));
            }
        }
    }
    let mut sites = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for (place, word) in places {
        let is_named = |start: usize| {
            let name = page.of(TextRange::new(start, place.start()));
            before.get(&(name, word)).is_some_and(|befores| befores.len() > 1) && page.is_nominal(start, place.start())
        };
        let Some(start) = starts(page, place.start()).into_iter().rev().find(|&start| is_named(start)) else {
            continue;
        };
        let range = TextRange::new(start, place.end());
        // What is a name already needs no guess; one that begins earlier knows better.
        if met(found, range).all(|name| range.covers(name.range)) {
            sites.push(Found::new(range, EntityType::Place, 0.7));
            names.push(page.of(TextRange::new(start, place.start())));
        }
    }
    names.sort_unstable();
    names.dedup();
    let known: HashSet<TextRange> = sites.iter().map(|site| site.range).collect();
    for name in names {
        for (start, _) in page.text.match_indices(name) {
            let end = zone_end(page, start + name.len(), 6).filter(|&end| page.is_nominal(start + name.len(), end));
            let range = end.map(|end| TextRange::new(start, end)).filter(|range| !known.contains(range));
            sites.extend(range.map(|range| Found::new(range, EntityType::Place, 0.7)));
        }
    }
    sites
}

/// Where a site's own name that ends at `end` may begin, the shortest first.
fn starts(page: &Page<'_>, end: usize) -> Vec<usize> {
    let (least, most) = SITE_CHARS;
    let ahead = page.text.get(..end).unwrap_or_default();
    let chars = ahead.char_indices().rev().take(most).take_while(|&(_, c)| is_han(c) && !FUNCTION_CHARS.contains(c));
    chars.map(|(at, _)| at).skip(least - 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::types::{Pos, Token};

    fn inferred(text: &str, places: &[&str]) -> Vec<String> {
        let page = Page { text, tokens: &[] };
        let found: Vec<Found> = places
            .iter()
            .filter_map(|place| {
                let start = text.find(place)?;
                Some(Found::new(TextRange::new(start, start + place.len()), EntityType::Place, 0.9))
            })
            .collect();
        infer(&page, &found).iter().map(|name| format!("{} {}", name.kind.code(), page.of(name.range))).collect()
    }

    #[test]
    fn who_holds_an_office_is_a_person() {
        assert_eq!(inferred("平遥县县长周石川在会上说", &["平遥县"]), ["PER 周石川"]);
        assert_eq!(inferred("平遥县县长周川说", &["平遥县"]), ["PER 周川"]);
        assert_eq!(inferred("平遥县县长办公会议", &["平遥县"]), [""; 0]);
        assert_eq!(inferred("平遥县县长高度重视", &["平遥县"]), [""; 0]);
    }

    #[test]
    fn what_is_repeated_before_a_site_is_its_name() {
        let text = "“石峁遗址很大。”保护石峁遗址，发掘石峁遗址。石峁国家考古遗址公园开放。";
        assert_eq!(inferred(text, &[]), ["LOC 石峁遗址", "LOC 石峁遗址", "LOC 石峁遗址", "LOC 石峁国家考古遗址公园"]);

        // What one does to sites is no name of one.
        let text = "保护遗址，保护遗址。";
        let verb = |at: usize| Token { range: TextRange::new(at, at + 6), pos: Pos::V };
        let page = Page { text, tokens: &[verb(0), verb(15)] };
        assert_eq!(infer(&page, &[]), []);
    }
}
