//! The words of a text picked by a pattern, and its entities listed as words are.

use std::collections::HashSet;

use super::super::types::{Analysis, Entity, Token};
use super::dispersion::dispersion;
use super::words::{WordCount, is_word, words_of};
use crate::annotation::EntityType;
use crate::document::Document;
use crate::text::{FindError, find_regex};

/// The different words of a text in which the regular expression `pattern` matches; `^` and `$` are a word's ends. Width,
/// case, simplified and traditional are folded.
pub fn matching_words<'t>(
    document: &'t Document,
    tokens: &[Token],
    pattern: &str,
) -> Result<HashSet<&'t str>, FindError> {
    let words = tokens.iter().filter(|token| is_word(document.text(), **token));
    let types: HashSet<&str> = words.map(|token| document.slice(token.range)).collect();
    matching(types.into_iter(), pattern)
}

/// Those of `names` in which `pattern` matches.
pub fn matching<'t>(names: impl Iterator<Item = &'t str>, pattern: &str) -> Result<HashSet<&'t str>, FindError> {
    let mut lines = String::new();
    let mut ends = Vec::new();
    // A line for each, so that the pattern is read once; a name with a line end in it never matches as a whole anyway.
    for name in names {
        lines.push_str(name);
        ends.push((lines.len(), name));
        lines.push('\n');
    }
    let hits = find_regex(&lines, pattern)?;
    let hit = |hit: &crate::text::TextRange| {
        let idx = ends.partition_point(|(end, _)| *end <= hit.start());
        ends.get(idx).map(|(_, name)| *name)
    };
    Ok(hits.iter().filter_map(hit).collect())
}

/// The `limit` most mentioned entities of `kind` that `is_wanted` lets through by name. A position is the first token of
/// a mention; names inside longer names count.
pub fn entity_list(
    document: &Document,
    analysis: &Analysis,
    kind: EntityType,
    limit: usize,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<WordCount> {
    let tokens = &analysis.tokens;
    let Some(words) = words_of(document, tokens, &|| false) else { return Vec::new() };
    let row = |entity: &Entity| {
        let mentions = || entity.mentions.iter().filter_map(|&idx| analysis.mentions.get(idx as usize));
        let first_token =
            |start: usize| tokens.partition_point(|token| token.range.end() <= start).min(tokens.len() - 1) as u32;
        let positions: Vec<u32> = mentions().map(|mention| first_token(mention.range.start())).collect();
        // Of a mention that begins with a mark (《) the place among the words is that of the word behind it.
        let word_idxs: Vec<u32> =
            positions.iter().map(|at| words.token_idxs.partition_point(|idx| idx < at) as u32).collect();
        Some(WordCount {
            word: entity.name.clone(),
            pos: tokens.get(*positions.first()? as usize)?.pos,
            n: positions.len(),
            range: mentions().next()?.range,
            dispersion: dispersion(&word_idxs, words.vocabulary.n_words()),
            positions,
        })
    };
    let of_kind = analysis.entities.iter().filter(|entity| entity.kind == kind && is_wanted(&entity.name));
    let mut rows: Vec<WordCount> = if tokens.is_empty() { Vec::new() } else { of_kind.filter_map(row).collect() };
    rows.sort_by_key(|row| std::cmp::Reverse(row.n));
    rows.truncate(limit);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::statistics::tests::document;
    use crate::analysis::{Unwatched, analyze};

    #[test]
    fn a_pattern_picks_whole_words() {
        let words = ["培训", "培训班", "干部", "GDP"];
        let picked = |pattern: &str| {
            let mut found: Vec<&str> = matching(words.into_iter(), pattern).unwrap().into_iter().collect();
            found.sort_unstable();
            found
        };
        assert_eq!(picked("培训"), ["培训", "培训班"]);
        assert_eq!(picked("^培训$"), ["培训"]);
        assert_eq!(picked("^[a-z]+$"), ["GDP"]);
        assert!(picked("没有").is_empty() && matching(words.into_iter(), "(").is_err());
    }

    #[test]
    fn entities_are_listed_with_their_spread() {
        let text = "山西省太原市。\n山西省的干部。\n北京市的学员在山西省学习。".repeat(3);
        let document = document(&text);
        let analysis = analyze(&document, &[], &Unwatched).unwrap();
        let places = entity_list(&document, &analysis, EntityType::Place, 10, &|_| true);
        let first = places.first().unwrap();
        assert_eq!((first.word.as_str(), first.n), ("山西省", 9));
        assert!(first.dispersion.dp.is_some());
        assert_eq!(entity_list(&document, &analysis, EntityType::Place, 10, &|name| name == "北京市").len(), 1);
        assert!(entity_list(&document, &Analysis::default(), EntityType::Place, 10, &|_| true).is_empty());
    }
}
