//! How strongly two words keep together: the bigrams of a text and the measures over their counts.

use std::collections::HashMap;

use super::vocabulary::Vocabulary;

/// Association of two words that occur together `n` times; formulas in [`super::DEFINITIONS`] under `MI`, `LL`, `t`,
/// `dice`, `logDice`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Association {
    pub n: u32,
    pub mi: f64,
    pub log_likelihood: f64,
    pub t_score: f64,
    pub dice: f64,
    pub log_dice: f64,
}

/// Association from counts: `both` together, `first` and `second` alone, `total` words; as NLTK's
/// `BigramAssocMeasures`. `both` must be at least 1 and at most `first` and `second`.
pub fn association(both: u32, first: u32, second: u32, total: usize) -> Association {
    let expected = f64::from(first) * f64::from(second) / total.max(1) as f64;
    association_with(both, expected, first, second, total)
}

/// As [`association`], with the number of meetings that chance would give.
pub(super) fn association_with(both: u32, expected: f64, first: u32, second: u32, total: usize) -> Association {
    let (o, a, b, n) = (f64::from(both), f64::from(first), f64::from(second), total as f64);
    let dice = 2.0 * o / (a + b);
    let cells = [
        (o, expected),
        ((a - o).max(0.0), (a - expected).max(0.0)),
        ((b - o).max(0.0), (b - expected).max(0.0)),
        ((n - a - b + o).max(0.0), (n - a - b + expected).max(0.0)),
    ];
    Association {
        n: both,
        mi: (o / expected).log2(),
        log_likelihood: log_likelihood(&cells),
        t_score: (o - expected) / o.sqrt(),
        dice,
        log_dice: 14.0 + dice.log2(),
    }
}

/// Dunning's 2·Σ O·ln(O/E); an empty cell adds nothing.
pub(super) fn log_likelihood(cells: &[(f64, f64)]) -> f64 {
    let sum: f64 = cells
        .iter()
        .filter(|(o, e)| *o > 0.0 && *e > 0.0)
        .map(|(observed, expected)| observed * (observed / expected).ln())
        .sum();
    2.0 * sum
}

/// A pair of neighbouring types with its first place, an index of words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct IdPair {
    pub first: u32,
    pub second: u32,
    pub position: u32,
    pub association: Association,
}

/// Pairs of neighbouring words that occur at least `min_count` times and satisfy `is_wanted`, the most strongly
/// associated (by log-likelihood) first, at most `limit`.
pub(super) fn pairs(
    vocabulary: &Vocabulary<'_>,
    min_count: usize,
    limit: usize,
    is_wanted: impl Fn(u32, u32) -> bool,
) -> Vec<IdPair> {
    // Sorted packed pairs take a fifth of the memory of a table of counts and are as quick.
    let mut keys: Vec<u64> = packed(&vocabulary.ids).collect();
    keys.sort_unstable();
    let mut found: Vec<IdPair> = keys
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() >= min_count)
        .filter_map(|same| {
            let (first, second) = unpacked(*same.first()?);
            is_wanted(first, second).then(|| IdPair {
                first,
                second,
                position: u32::MAX,
                association: association(
                    same.len() as u32,
                    vocabulary.count(first),
                    vocabulary.count(second),
                    vocabulary.n_words(),
                ),
            })
        })
        .collect();
    found.sort_by(|a, b| {
        b.association
            .log_likelihood
            .total_cmp(&a.association.log_likelihood)
            .then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    found.truncate(limit);
    let slots: HashMap<u64, usize> =
        found.iter().enumerate().map(|(slot, pair)| (pack(pair.first, pair.second), slot)).collect();
    for (position, key) in packed(&vocabulary.ids).enumerate() {
        if let Some(pair) = slots.get(&key).and_then(|&slot| found.get_mut(slot)) {
            pair.position = pair.position.min(position as u32);
        }
    }
    found
}

fn packed(ids: &[u32]) -> impl Iterator<Item = u64> {
    ids.iter().zip(ids.iter().skip(1)).map(|(&first, &second)| pack(first, second))
}

fn pack(first: u32, second: u32) -> u64 {
    (u64::from(first) << 32) | u64::from(second)
}

fn unpacked(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, (key & u64::from(u32::MAX)) as u32)
}
