//! Concordance: every place of a word, phrase, pattern or entity with the words around it.

use super::super::types::{Analysis, Entity, EntityId, Token};
use super::words::is_word;
use crate::document::Document;
use crate::text::{FindError, FindOptions, TextRange, find, find_regex};

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// A whole word as segmented, written exactly so.
    Word(String),
    /// Characters wherever they stand; width, case, simplified and traditional are folded.
    Phrase(String),
    /// A regular expression, folded likewise.
    Regex(String),
    /// All mentions of an entity.
    Entity(EntityId),
}

/// The order of the rows. `Left(k)` compares the `k`-th word before the hit, then those farther away up to the third;
/// words by code point, ties by position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Position,
    Left(usize),
    Right(usize),
}

impl Sort {
    /// From `position`, `L1` to `L3`, `R1` to `R3`.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "position" => Some(Self::Position),
            "L1" => Some(Self::Left(1)),
            "L2" => Some(Self::Left(2)),
            "L3" => Some(Self::Left(3)),
            "R1" => Some(Self::Right(1)),
            "R2" => Some(Self::Right(2)),
            "R3" => Some(Self::Right(3)),
            _ => None,
        }
    }
}

/// One hit with its surroundings, which do not reach over the ends of its block. Line ends in them show as blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicRow {
    pub range: TextRange,
    pub left: String,
    pub hit: String,
    pub right: String,
}

/// Characters shown on each side: a row of a panel and a bit more.
pub const CONTEXT_CHARS: usize = 30;
/// The farthest word rows are sorted by.
const FARTHEST: usize = 3;

/// Rows for every place of `query`, with [`CONTEXT_CHARS`] on each side.
pub fn concordance(
    document: &Document,
    analysis: &Analysis,
    query: &Query,
    sort: Sort,
) -> Result<Vec<KwicRow>, FindError> {
    concordance_within(document, analysis, query, sort, CONTEXT_CHARS)
}

/// As [`concordance`], with at most `n_chars` on each side.
pub fn concordance_within(
    document: &Document,
    analysis: &Analysis,
    query: &Query,
    sort: Sort,
    n_chars: usize,
) -> Result<Vec<KwicRow>, FindError> {
    let mut hits = hits(document, analysis, query)?;
    let tokens = &analysis.tokens;
    match sort {
        Sort::Position => {}
        Sort::Left(nearest) => {
            hits.sort_by_cached_key(|hit| words_left(document, tokens, *hit, nearest));
        }
        Sort::Right(nearest) => {
            hits.sort_by_cached_key(|hit| words_right(document, tokens, *hit, nearest));
        }
    }
    Ok(hits.into_iter().map(|hit| row(document, hit, n_chars)).collect())
}

/// The places of `query` in order; fails where a regular expression cannot be read.
pub fn hits(document: &Document, analysis: &Analysis, query: &Query) -> Result<Vec<TextRange>, FindError> {
    let text = document.text();
    Ok(match query {
        Query::Word(word) => {
            analysis.tokens.iter().map(|token| token.range).filter(|range| range.of(text) == word).collect()
        }
        Query::Phrase(phrase) => find(text, phrase, FindOptions::default()),
        Query::Regex(pattern) => find_regex(text, pattern)?,
        Query::Entity(id) => {
            analysis.mentions.iter().filter(|mention| mention.entity == *id).map(|mention| mention.range).collect()
        }
    })
}

/// The entity that goes by `name`: as its own name before it is looked for among other names.
pub fn entity_named<'a>(analysis: &'a Analysis, name: &str) -> Option<&'a Entity> {
    let also = |entity: &&Entity| entity.aliases.iter().any(|alias| alias == name);
    let entities = || analysis.entities.iter();
    entities().find(|entity| entity.name == name).or_else(|| entities().find(also))
}

fn row(document: &Document, hit: TextRange, n_chars: usize) -> KwicRow {
    let block = block_around(document, hit);
    let before = document.slice(TextRange::new(block.start(), hit.start()));
    let after = document.slice(TextRange::new(hit.end(), block.end()));
    let left_start = before.char_indices().rev().take(n_chars).last().map_or(before.len(), |(at, _)| at);
    let left = before.get(left_start..).unwrap_or_default();
    KwicRow {
        range: hit,
        left: on_one_line(left.chars()),
        hit: on_one_line(document.slice(hit).chars()),
        right: on_one_line(after.chars().take(n_chars)),
    }
}

fn on_one_line(chars: impl Iterator<Item = char>) -> String {
    chars.map(|c| if c == '\n' { ' ' } else { c }).collect()
}

/// From the start of the block a hit begins in to the end of the block it ends in.
pub(super) fn block_around(document: &Document, hit: TextRange) -> TextRange {
    let block_at =
        |offset| document.block_idx_at(offset).and_then(|idx| document.blocks().get(idx)).map(|block| block.range);
    let start = block_at(hit.start()).map_or(hit.start(), |block| block.start().min(hit.start()));
    let end = block_at(hit.end().saturating_sub(1)).map_or(hit.end(), |block| block.end().max(hit.end()));
    TextRange::new(start, end)
}

/// Words before a hit in its block, from the nearest; marks are passed over.
pub(super) fn before<'a>(
    document: &'a Document,
    tokens: &'a [Token],
    hit: TextRange,
) -> impl Iterator<Item = (usize, Token)> + 'a {
    let start = block_around(document, hit).start();
    let end = tokens.partition_point(|token| token.range.end() <= hit.start());
    let inside = move |token: &Token| token.range.start() >= start;
    let tokens = tokens.get(..end).unwrap_or_default();
    let backwards = tokens.iter().copied().enumerate().rev().take_while(move |(_, token)| inside(token));
    backwards.filter(|(_, token)| is_word(document.text(), *token))
}

/// Words after a hit in its block, from the nearest.
pub(super) fn after<'a>(
    document: &'a Document,
    tokens: &'a [Token],
    hit: TextRange,
) -> impl Iterator<Item = (usize, Token)> + 'a {
    let end = block_around(document, hit).end();
    let start = tokens.partition_point(|token| token.range.start() < hit.end());
    let onwards = tokens.iter().copied().enumerate().skip(start).take_while(move |(_, token)| token.range.end() <= end);
    onwards.filter(|(_, token)| is_word(document.text(), *token))
}

fn words_left<'a>(document: &'a Document, tokens: &'a [Token], hit: TextRange, nearest: usize) -> Vec<&'a str> {
    sort_key(document, before(document, tokens, hit), nearest)
}

fn words_right<'a>(document: &'a Document, tokens: &'a [Token], hit: TextRange, nearest: usize) -> Vec<&'a str> {
    sort_key(document, after(document, tokens, hit), nearest)
}

fn sort_key(document: &Document, words: impl Iterator<Item = (usize, Token)>, nearest: usize) -> Vec<&str> {
    words
        .take(FARTHEST.max(nearest))
        .skip(nearest.saturating_sub(1))
        .map(|(_, token)| document.slice(token.range))
        .collect()
}
