//! How common the characters of a text are: the levels of the Table of General Standard Chinese Characters.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::is_han;

/// Levels of the table: 1 is for basic education and general use, 2 for publishing, 3 for names and special fields.
pub const N_LEVELS: usize = 3;

/// The Han characters of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HanCounts {
    pub n: usize,
    /// Different ones.
    pub n_types: usize,
    /// Of the level 1, 2, 3; traditional and variant forms, 〇, 々 and rare characters are of none.
    pub by_level: [usize; N_LEVELS],
}

impl HanCounts {
    /// Part of the Han characters that is of `level`, from 1; `None` in a text without Han characters.
    pub fn share(self, level: usize) -> Option<f64> {
        let n = self.by_level.get(level.checked_sub(1)?)?;
        (self.n > 0).then(|| *n as f64 / self.n as f64)
    }
}

/// The level of a character, from 1; `None` for one the table lacks.
pub fn level(c: char) -> Option<usize> {
    static LEVELS: LazyLock<Vec<(char, u8)>> =
        LazyLock::new(|| parse(include_str!("../../../assets/text/standard.txt")));
    let at = LEVELS.binary_search_by_key(&c, |&(known, _)| known).ok()?;
    LEVELS.get(at).map(|&(_, level)| usize::from(level))
}

/// Counts the Han characters of `text`; each kind is looked up once.
pub(super) fn han_counts(text: &str) -> HanCounts {
    let mut kinds: BTreeMap<char, usize> = BTreeMap::new();
    for c in text.chars().filter(|c| is_han(*c)) {
        *kinds.entry(c).or_insert(0) += 1;
    }
    let mut counts = HanCounts { n_types: kinds.len(), ..HanCounts::default() };
    for (&c, &n) in &kinds {
        counts.n += n;
        let slot = level(c).and_then(|level| counts.by_level.get_mut(level - 1));
        if let Some(of_level) = slot {
            *of_level += n;
        }
    }
    counts
}

/// A line for each level, `#` before remarks; sorted by character.
fn parse(table: &str) -> Vec<(char, u8)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let mut levels: Vec<(char, u8)> =
        (1..).zip(lines).flat_map(|(level, line)| line.chars().map(move |c| (c, level))).collect();
    levels.sort_unstable();
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_its_8105_characters() {
        let levels = parse(include_str!("../../../assets/text/standard.txt"));
        let n_of = |wanted: u8| levels.iter().filter(|(_, level)| *level == wanted).count();
        assert_eq!([n_of(1), n_of(2), n_of(3)], [3500, 3000, 1605]);
        assert!(levels.windows(2).all(|pair| pair[0].0 < pair[1].0), "no character twice");
        assert_eq!([level('一'), level('矗'), level('乂'), level('齉')], [Some(1), Some(1), Some(2), Some(2)]);
        assert_eq!([level('亍'), level('蠼'), level('國'), level('A')], [Some(3), Some(3), None, None]);
    }

    #[test]
    fn shares_are_of_the_han_characters() {
        let counts = han_counts("一國乂 A亍一");
        assert_eq!((counts.n, counts.n_types, counts.by_level), (5, 4, [2, 1, 1]));
        assert_eq!((counts.share(1), counts.share(0), counts.share(4)), (Some(0.4), None, None));
        assert_eq!(han_counts("Latin only").share(1), None);
    }
}
