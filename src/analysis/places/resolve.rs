//! Which of the places of one name is meant: by the place named just before it, then by what the document names.

use foldhash::HashMap;

use super::gazetteer::{Code, Gazetteer, Level, lies_in};
use crate::text::TextRange;

/// A place as the text names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) range: TextRange,
    /// In simplified characters.
    pub(crate) name: &'a str,
}

/// What a name was read as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reading {
    /// No administrative division.
    #[default]
    Unknown,
    One(Code),
    /// Several that fit equally well.
    Several(Vec<Code>),
}

/// How much a place of the same prefecture counts beside one of the same province.
const PREFECTURE_WEIGHT: u32 = 3;
/// How many times better the best reading must be than the next.
const MARGIN: u32 = 2;

/// One reading for each place; `places` in order of text.
pub(crate) fn resolve(places: &[Place<'_>]) -> Vec<Reading> {
    let gazetteer = Gazetteer::embedded();
    let mut known = HashMap::default();
    let candidates: Vec<Candidates> = places
        .iter()
        .map(|place| known.entry(place.name).or_insert_with(|| Candidates::of(gazetteer, place.name)).clone())
        .collect();
    let evidence = Evidence::of(&candidates);
    let mut votes: HashMap<&str, Vec<Code>> = HashMap::default();
    let mut readings = Vec::with_capacity(places.len());
    let mut before: Option<(usize, Vec<Code>)> = None;
    for (place, options) in places.iter().zip(&candidates) {
        let outer = before.take().filter(|&(end, _)| end == place.range.start());
        let within = outer.map(|(_, outer)| options.within(&outer)).unwrap_or_default();
        let reading = match within.as_slice() {
            [one] => {
                let named = votes.entry(place.name).or_default();
                if !named.contains(one) {
                    named.push(*one);
                }
                Reading::One(*one)
            }
            _ => Reading::Unknown,
        };
        before = Some((
            place.range.end(),
            if let Reading::One(code) = reading { vec![code] } else { options.plain.clone() },
        ));
        readings.push(reading);
    }
    for ((place, options), reading) in places.iter().zip(&candidates).zip(&mut readings) {
        if *reading == Reading::Unknown {
            *reading = match votes.get(place.name).map(Vec::as_slice) {
                Some([one]) => Reading::One(*one),
                _ => evidence.judge(options),
            };
        }
    }
    readings
}

/// What one name can stand for.
#[derive(Clone, Debug, Default)]
struct Candidates {
    plain: Vec<Code>,
    /// Districts named without 区: only where their city is named too.
    districts: Vec<Code>,
}

impl Candidates {
    fn of(gazetteer: &Gazetteer, name: &str) -> Self {
        let full = gazetteer.named(name);
        if !full.is_empty() {
            return Self { plain: full.to_vec(), districts: Vec::new() };
        }
        let (plain, districts) = gazetteer.called(name);
        Self { plain, districts }
    }

    /// Those that lie in one of `outer` and are not it.
    fn within(&self, outer: &[Code]) -> Vec<Code> {
        let mut all: Vec<Code> = self.plain.iter().chain(&self.districts).copied().collect();
        all.retain(|&code| outer.iter().any(|&place| place != code && lies_in(code, place)));
        all.dedup();
        all
    }
}

/// How often the document names places of each province and prefecture beyond doubt.
#[derive(Debug, Default)]
struct Evidence {
    areas: HashMap<Code, u32>,
}

impl Evidence {
    fn of(candidates: &[Candidates]) -> Self {
        let mut evidence = Self::default();
        for options in candidates {
            let provinces = common(&options.plain, 10_000);
            let prefectures = common(&options.plain, 100).filter(|&code| Level::of(code) == Level::Prefecture);
            for area in provinces.into_iter().chain(prefectures) {
                *evidence.areas.entry(area).or_default() += 1;
            }
        }
        evidence
    }

    fn score(&self, code: Code) -> u32 {
        let of = |unit: Code| self.areas.get(&(code / unit * unit)).copied().unwrap_or_default();
        let prefecture = if Level::of(code) == Level::Province { 0 } else { of(100) };
        of(10_000) + PREFECTURE_WEIGHT * prefecture
    }

    fn judge(&self, options: &Candidates) -> Reading {
        match options.plain.as_slice() {
            [] => match self.best(&options.districts) {
                Some(one) => Reading::One(one),
                None => Reading::Unknown,
            },
            [one] => Reading::One(*one),
            several => self.best(several).map_or_else(|| Reading::Several(several.to_vec()), Reading::One),
        }
    }

    /// The one that fits clearly better than the others.
    fn best(&self, codes: &[Code]) -> Option<Code> {
        let mut scored: Vec<(u32, Code)> = codes.iter().map(|&code| (self.score(code), code)).collect();
        scored.sort_unstable_by(|a, b| b.cmp(a));
        let second = scored.get(1).map_or(0, |&(score, _)| score);
        let &(score, code) = scored.first()?;
        (score > 0 && score >= MARGIN * second).then_some(code)
    }
}

/// The area of this unit (10,000 a province, 100 a prefecture) that all `codes` lie in.
fn common(codes: &[Code], unit: Code) -> Option<Code> {
    let area = codes.first()? / unit * unit;
    codes.iter().all(|&code| code / unit * unit == area).then_some(area)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places found in a text by their names, read.
    fn check(text: &str, names: &[&str]) -> Vec<String> {
        let mut places: Vec<Place<'_>> = Vec::new();
        for &name in names {
            for (start, _) in text.match_indices(name) {
                places.push(Place { range: TextRange::new(start, start + name.len()), name });
            }
        }
        places.sort_by_key(|place| place.range);
        let gazetteer = Gazetteer::embedded();
        let path = |code: Code| gazetteer.path(code).join("/");
        resolve(&places)
            .into_iter()
            .map(|reading| match reading {
                Reading::Unknown => "-".to_owned(),
                Reading::One(code) => path(code),
                Reading::Several(codes) => codes.into_iter().map(path).collect::<Vec<_>>().join(" | "),
            })
            .collect()
    }

    #[test]
    fn a_county_named_once_is_found() {
        assert_eq!(check("右玉县长", &["右玉县"]), ["山西省/朔州市/右玉县"]);
    }

    #[test]
    fn a_district_of_many_cities_is_ambiguous_until_one_is_named() {
        assert_eq!(check("朝阳区", &["朝阳区"]), ["北京市/朝阳区 | 吉林省/长春市/朝阳区"]);
        assert_eq!(check("北京市朝阳区", &["北京市", "朝阳区"]), ["北京市", "北京市/朝阳区"]);
        assert_eq!(check("长春市的朝阳区", &["长春市", "朝阳区"]), ["吉林省/长春市", "吉林省/长春市/朝阳区"]);
        assert!(check("南京和福州都有鼓楼区", &["南京", "福州", "鼓楼区"])[2].contains(" | "));
    }

    #[test]
    fn two_districts_of_one_name_in_one_text() {
        assert_eq!(
            check("北京朝阳区与长春朝阳区", &["北京", "长春", "朝阳区"]),
            ["北京市", "北京市/朝阳区", "吉林省/长春市", "吉林省/长春市/朝阳区"]
        );
    }

    #[test]
    fn a_district_without_its_rank_needs_its_city() {
        assert_eq!(check("西湖", &["西湖"]), ["-"]);
        assert_eq!(check("上海浦东", &["上海", "浦东"]), ["上海市", "上海市/浦东新区"]);
    }
}
