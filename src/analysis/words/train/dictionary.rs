//! The words of the lexicon and their classes.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use super::super::class::{DIVISION, FOREIGN, IDIOM, PROVINCE, STEM, UNKNOWN};
use super::super::model::{LONGEST, Lexicon};
use super::{Sentence, Sources, is_word_char};
use crate::analysis::Pos;

/// Words by their codes, with a class above 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    pub(super) words: BTreeMap<Vec<u16>, u8>,
}

impl Dictionary {
    /// Words of the list, of the teacher's sentences and of the divisions; the later wins.
    pub(super) fn new(sources: &Sources<'_>, worded: &[Sentence], lexicon: &Lexicon<'_>) -> Self {
        let mut dictionary = Self::default();
        for line in sources.dictionary.lines() {
            let mut columns = line.split([' ', '\t']);
            if let (Some(word), Some(frequency), tag) = (columns.next(), columns.next(), columns.next()) {
                let frequency = frequency.parse::<u32>().unwrap_or(0);
                let class = class_of(tag.unwrap_or_default());
                if frequency >= 3 || class_is_name(class) {
                    dictionary.insert(word, class, lexicon);
                }
            }
        }
        dictionary.add_teacher(worded, lexicon);
        for text in &sources.divisions {
            dictionary.add_divisions(text, lexicon);
        }
        dictionary
    }

    fn insert(&mut self, word: &str, class: u8, lexicon: &Lexicon<'_>) {
        let codes: Vec<u16> = word.chars().map(|c| lexicon.fold(c)).collect();
        if (2..=LONGEST).contains(&codes.len()) && codes.iter().all(|&code| is_word_char(code)) {
            self.words.insert(codes, class);
        }
    }

    /// Words the teacher uses five times or more, unless the list has them.
    fn add_teacher(&mut self, worded: &[Sentence], lexicon: &Lexicon<'_>) {
        let mut counts: BTreeMap<String, BTreeMap<Pos, u32>> = BTreeMap::new();
        for sentence in worded {
            for &(start, end, pos) in &sentence.words {
                if end - start > 1 && !matches!(pos, Pos::Time | Pos::M | Pos::Per | Pos::Loc | Pos::Org) {
                    let word: String = sentence.chars.get(start..end).unwrap_or_default().iter().collect();
                    *counts.entry(word).or_default().entry(pos).or_default() += 1;
                }
            }
        }
        for (word, tags) in counts {
            let total: u32 = tags.values().sum();
            let best = tags.into_iter().max_by_key(|&(_, count)| count);
            if let Some((pos, _)) = best.filter(|_| total >= 5) {
                let codes: Vec<u16> = word.chars().map(|c| lexicon.fold(c)).collect();
                if !self.words.contains_key(&codes) {
                    self.insert(&word, pos as u8 + 1, lexicon);
                }
            }
        }
    }

    /// Divisions with their full names, and without the ending where two characters are left.
    fn add_divisions(&mut self, text: &str, lexicon: &Lexicon<'_>) {
        for line in text.lines().skip(1) {
            let mut columns = line.split(',').map(|column| column.trim_matches('"'));
            let (Some(code), Some(name)) = (columns.next(), columns.next()) else { continue };
            if matches!(name, "市辖区" | "县" | "省直辖县级行政区划" | "自治区直辖县级行政区划")
            {
                continue;
            }
            let is_province = code.len() == 2 || code.ends_with("0000000000");
            let class = if is_province { PROVINCE } else { DIVISION };
            self.insert(name, class, lexicon);
            let stem = ["特别行政区", "自治区", "自治州", "自治县", "地区", "林区", "省", "市", "县", "盟", "旗", "区"]
                .iter()
                .find_map(|ending| name.strip_suffix(ending));
            if let Some(stem) = stem.filter(|stem| stem.chars().count() >= 2) {
                self.insert(stem, if is_province { PROVINCE } else { STEM }, lexicon);
            }
        }
    }
}

fn class_is_name(class: u8) -> bool {
    [Pos::Per, Pos::Loc, Pos::Org].iter().any(|&pos| class == pos as u8 + 1) || class == FOREIGN
}

/// Class of a word by the tag of the Peking University set, which word lists use.
fn class_of(tag: &str) -> u8 {
    let pos = match tag {
        "nr" => Pos::Per,
        "nrt" | "nrfg" => return FOREIGN,
        "ns" => Pos::Loc,
        "nt" => Pos::Org,
        "i" | "l" | "j" => return IDIOM,
        "t" | "tg" => Pos::Time,
        "mq" => Pos::M,
        tag => match Pos::from_str(tag).ok().or_else(|| tag.get(..1).and_then(|tag| Pos::from_str(tag).ok())) {
            Some(pos) => pos,
            None => return UNKNOWN,
        },
    };
    pos as u8 + 1
}
