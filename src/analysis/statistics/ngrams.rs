//! Sequences of words that recur.

use super::super::types::Token;
use super::words::{Words, words_of};
use crate::document::Document;
use crate::text::TextRange;

/// Words that follow each other more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ngram {
    pub words: Vec<String>,
    pub n: usize,
    /// Every occurrence, in order.
    pub ranges: Vec<TextRange>,
}

/// Sequences of `length` words (at least 1) that occur at least `min_count` times, the most frequent first, at most
/// `limit`. They reach across no mark and no end of a block.
pub fn ngrams(document: &Document, tokens: &[Token], length: usize, min_count: usize, limit: usize) -> Vec<Ngram> {
    let Some(words) = words_of(document, tokens, &|| false) else { return Vec::new() };
    let ids = &words.vocabulary.ids;
    let sequence = |start: u32| ids.get(start as usize..start as usize + length).unwrap_or_default();
    let mut starts: Vec<u32> = unbroken_starts(document, tokens, &words, length);
    starts.sort_by(|&a, &b| sequence(a).cmp(sequence(b)).then(a.cmp(&b)));
    let mut groups: Vec<&[u32]> =
        starts.chunk_by(|&a, &b| sequence(a) == sequence(b)).filter(|same| same.len() >= min_count.max(1)).collect();
    groups.sort_by_key(|same| (std::cmp::Reverse(same.len()), same.first().copied()));
    groups.truncate(limit);
    let token_at = |word: usize| tokens.get(*words.token_idxs.get(word)? as usize);
    let range = |start: u32| {
        let (first, last) = (token_at(start as usize)?, token_at(start as usize + length.saturating_sub(1))?);
        Some(TextRange::new(first.range.start(), last.range.end()))
    };
    let ngram = |same: &[u32]| Ngram {
        words: same
            .first()
            .map(|&start| sequence(start).iter().map(|&id| words.vocabulary.word(id).to_owned()).collect())
            .unwrap_or_default(),
        n: same.len(),
        ranges: same.iter().filter_map(|&start| range(start)).collect(),
    };
    groups.into_iter().map(ngram).collect()
}

/// Words from which `length` words run on without a mark or a line end between them.
fn unbroken_starts(document: &Document, tokens: &[Token], words: &Words<'_>, length: usize) -> Vec<u32> {
    let mut starts = Vec::new();
    // Words since the last break, the present one included.
    let mut run = 0_usize;
    let mut previous: Option<(u32, usize)> = None;
    for (word, &idx) in words.token_idxs.iter().enumerate() {
        let Some(token) = tokens.get(idx as usize) else { continue };
        let follows = previous.is_some_and(|(before, end)| {
            before + 1 == idx && !document.slice(TextRange::new(end, token.range.start())).contains('\n')
        });
        run = if follows { run + 1 } else { 1 };
        previous = Some((idx, token.range.end()));
        if length > 0 && run >= length {
            starts.push((word + 1 - length) as u32);
        }
    }
    starts
}
