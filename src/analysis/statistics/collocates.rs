//! Collocates: the words that keep company with a word.

use std::collections::BTreeMap;

use super::super::types::{Pos, Token};
use super::association::{Association, association_with};
use super::concordance::{after, before};
use super::words::{main_pos, words_of};
use crate::document::Document;
use crate::text::TextRange;

/// How many words before and after a hit are its company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub left: usize,
    pub right: usize,
}

/// A word met in the windows.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocate {
    pub word: String,
    pub pos: Pos,
    /// Occurrences in the text.
    pub n_total: u32,
    pub n_left: u32,
    pub n_right: u32,
    /// Its `n` is the occurrences inside the windows.
    pub association: Association,
    /// First occurrence inside a window.
    pub range: TextRange,
}

/// Words met at least `min_count` times in the windows around `hits`, by logDice. Windows end with the block; a word in
/// two windows counts once, on the side of the first hit. Expected counts are (words inside the windows)·f ÷ N, surface
/// co-occurrence after Evert 2008; logDice is Rychlý's, over the number of hits and f.
pub fn collocates(
    document: &Document,
    tokens: &[Token],
    hits: &[TextRange],
    window: Window,
    min_count: u32,
) -> Vec<Collocate> {
    let Some(words) = words_of(document, tokens, &|| false) else { return Vec::new() };
    let company = company(document, tokens, hits, window);
    let mut by_type: BTreeMap<u32, Vec<(usize, bool)>> = BTreeMap::new();
    for (&idx, &is_left) in &company {
        if let Some(id) = tokens.get(idx).and_then(|token| words.vocabulary.id(document.slice(token.range))) {
            by_type.entry(id).or_default().push((idx, is_left));
        }
    }
    let (n_words, n_company) = (words.vocabulary.n_words(), company.len() as u32);
    let collocate = |(id, places): (u32, Vec<(usize, bool)>)| {
        let n = places.len() as u32;
        let n_total = words.vocabulary.count(id);
        let expected = f64::from(n_company) * f64::from(n_total) / n_words as f64;
        let measured = association_with(n, expected, n_company, n_total, n_words);
        let dice = 2.0 * f64::from(n) / (hits.len() as f64 + f64::from(n_total));
        let idxs: Vec<u32> = places.iter().map(|&(idx, _)| idx as u32).collect();
        let n_left = places.iter().filter(|(_, is_left)| *is_left).count() as u32;
        Some(Collocate {
            word: words.vocabulary.word(id).to_owned(),
            pos: main_pos(tokens, &idxs),
            n_total,
            n_left,
            n_right: n - n_left,
            association: Association { dice, log_dice: 14.0 + dice.log2(), ..measured },
            range: tokens.get(places.first()?.0)?.range,
        })
    };
    let mut found: Vec<Collocate> = by_type
        .into_iter()
        .filter(|(_, places)| places.len() >= min_count.max(1) as usize)
        .filter_map(collocate)
        .collect();
    found.sort_by(|a, b| b.association.log_dice.total_cmp(&a.association.log_dice));
    found
}

/// Tokens inside any window, and whether on the left of the hit. The hits' own words are no company.
fn company(document: &Document, tokens: &[Token], hits: &[TextRange], window: Window) -> BTreeMap<usize, bool> {
    let mut company = BTreeMap::new();
    for &hit in hits {
        let left = before(document, tokens, hit).take(window.left).map(|(idx, _)| (idx, true));
        let right = after(document, tokens, hit).take(window.right).map(|(idx, _)| (idx, false));
        for (idx, is_left) in left.chain(right) {
            company.entry(idx).or_insert(is_left);
        }
    }
    company.retain(|&idx, _| {
        let range = tokens.get(idx).map(|token| token.range).unwrap_or_default();
        let next = hits.partition_point(|hit| hit.end() <= range.start());
        hits.get(next).is_none_or(|hit| !hit.overlaps(range))
    });
    company
}
