//! Which words a text uses most, where they stand, and what kinds of words it uses.

use strum::IntoEnumIterator as _;

use super::super::types::{Pos, Token};
use super::dispersion::{Dispersion, dispersion};
use super::stopwords::StopWords;
use super::vocabulary::Vocabulary;
use crate::document::Document;
use crate::text::TextRange;

/// A frequent word.
#[derive(Clone, Debug, PartialEq)]
pub struct WordCount {
    pub word: String,
    /// Its most frequent part of speech in the text.
    pub pos: Pos,
    pub n: usize,
    /// First occurrence.
    pub range: TextRange,
    /// Every occurrence, as an index into [`super::super::Analysis::tokens`].
    pub positions: Vec<u32>,
    pub dispersion: Dispersion,
}

/// Share of one part of speech among the words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PosShare {
    pub pos: Pos,
    pub n: usize,
    pub share: f64,
}

/// The words of a document: tokens that are no marks.
pub(super) struct Words<'t> {
    pub vocabulary: Vocabulary<'t>,
    /// Of each word, its index among the tokens.
    pub token_idxs: Vec<u32>,
}

/// Gathers the words; `None` when cancelled, which is asked about once a block.
pub(super) fn words_of<'t>(
    document: &'t Document,
    tokens: &[Token],
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Words<'t>> {
    let mut words = Words { vocabulary: Vocabulary::default(), token_idxs: Vec::new() };
    let mut block_ends = document.blocks().iter().map(|block| block.range.end());
    let mut block_end = 0;
    for (idx, token) in tokens.iter().enumerate() {
        while token.range.start() >= block_end
            && let Some(end) = block_ends.next()
        {
            block_end = end;
            if is_cancelled() {
                return None;
            }
        }
        if is_word(document.text(), *token) {
            words.vocabulary.push(document.slice(token.range));
            words.token_idxs.push(idx as u32);
        }
    }
    Some(words)
}

/// Whether a token counts as a word: not tagged as a mark, and with a letter, digit or Han character in it.
pub fn is_word(text: &str, token: Token) -> bool {
    token.pos != Pos::W && token.range.of(text).chars().any(char::is_alphanumeric)
}

/// The `limit` most frequent words that `is_wanted` lets through, by word and part of speech; with places and spread.
/// [`super::Statistics::words`] is this list of content words off the bundled stop list.
pub fn word_list(
    document: &Document,
    tokens: &[Token],
    limit: usize,
    is_wanted: &dyn Fn(&str, Pos) -> bool,
) -> Vec<WordCount> {
    words_of(document, tokens, &|| false)
        .map(|words| frequent_words(&words, tokens, limit, is_wanted))
        .unwrap_or_default()
}

/// Whether a word says what a text is about: it carries content and is not among `stop_words`.
pub fn is_telling(word: &str, pos: Pos, stop_words: &StopWords) -> bool {
    is_content(pos) && !stop_words.contains(word)
}

/// Whether words of this kind carry content: nouns and names, verbs, adjectives.
pub fn is_content(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::N
            | Pos::Nz
            | Pos::Nw
            | Pos::V
            | Pos::Vd
            | Pos::Vn
            | Pos::A
            | Pos::Ad
            | Pos::An
            | Pos::Per
            | Pos::Loc
            | Pos::Org
    )
}

/// Parts of speech that occur, the most frequent first.
pub(super) fn pos_shares(words: &Words<'_>, tokens: &[Token]) -> Vec<PosShare> {
    let total = words.token_idxs.len();
    let mut counts = vec![0_usize; Pos::iter().count()];
    for token in words.token_idxs.iter().filter_map(|&idx| tokens.get(idx as usize)) {
        if let Some(count) = counts.get_mut(token.pos as usize) {
            *count += 1;
        }
    }
    let mut shares: Vec<PosShare> = Pos::iter()
        .zip(counts)
        .filter(|&(_, n)| n > 0)
        .map(|(pos, n)| PosShare { pos, n, share: n as f64 / total as f64 })
        .collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.n));
    shares
}

/// The `limit` most frequent words of which most occurrences satisfy `is_wanted`, with their places.
pub(super) fn frequent_words(
    words: &Words<'_>,
    tokens: &[Token],
    limit: usize,
    is_wanted: &dyn Fn(&str, Pos) -> bool,
) -> Vec<WordCount> {
    let vocabulary = &words.vocabulary;
    let mut ids = wanted_types(words, tokens, is_wanted);
    // Equally frequent words stay in order of first occurrence.
    ids.sort_by_key(|&id| std::cmp::Reverse(vocabulary.count(id)));
    ids.truncate(limit);
    let mut slots = vec![u32::MAX; vocabulary.n_types()];
    for (slot, &id) in ids.iter().enumerate() {
        if let Some(place) = slots.get_mut(id as usize) {
            *place = slot as u32;
        }
    }
    let mut positions: Vec<Vec<u32>> = vec![Vec::new(); ids.len()];
    for (position, &id) in vocabulary.ids.iter().enumerate() {
        let slot = slots.get(id as usize).copied().unwrap_or(u32::MAX);
        if let Some(places) = positions.get_mut(slot as usize) {
            places.push(position as u32);
        }
    }
    ids.iter().zip(positions).filter_map(|(&id, positions)| word_count(words, tokens, id, &positions)).collect()
}

/// Types of which more than half of the occurrences are wanted: a word may have several parts of speech.
fn wanted_types(words: &Words<'_>, tokens: &[Token], is_wanted: &dyn Fn(&str, Pos) -> bool) -> Vec<u32> {
    let vocabulary = &words.vocabulary;
    let mut n_wanted = vec![0_u32; vocabulary.n_types()];
    for (&id, &idx) in vocabulary.ids.iter().zip(&words.token_idxs) {
        if tokens.get(idx as usize).is_some_and(|token| is_wanted(vocabulary.word(id), token.pos))
            && let Some(count) = n_wanted.get_mut(id as usize)
        {
            *count += 1;
        }
    }
    (0..).zip(n_wanted).filter(|&(id, n)| 2 * n > vocabulary.count(id)).map(|(id, _)| id).collect()
}

/// One word with its places.
fn word_count(words: &Words<'_>, tokens: &[Token], id: u32, positions: &[u32]) -> Option<WordCount> {
    let token_idxs: Vec<u32> = positions.iter().filter_map(|&at| words.token_idxs.get(at as usize).copied()).collect();
    let pos = main_pos(tokens, &token_idxs);
    let range = tokens.get(*token_idxs.first()? as usize)?.range;
    Some(WordCount {
        word: words.vocabulary.word(id).to_owned(),
        pos,
        n: positions.len(),
        range,
        dispersion: dispersion(positions, words.vocabulary.n_words()),
        positions: token_idxs,
    })
}

/// The most frequent part of speech of some tokens; of two equally frequent the one that comes first in [`Pos`].
pub(super) fn main_pos(tokens: &[Token], idxs: &[u32]) -> Pos {
    let mut found: Vec<Pos> = idxs.iter().filter_map(|&idx| tokens.get(idx as usize)).map(|token| token.pos).collect();
    found.sort_unstable();
    found
        .chunk_by(|a, b| a == b)
        .rev()
        .max_by_key(|same| same.len())
        .and_then(|same| same.first().copied())
        .unwrap_or_default()
}
