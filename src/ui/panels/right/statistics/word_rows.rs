//! The rows of the table of words, their order, and the table that leaves the program.

use std::cmp::Ordering;

use crate::analysis::statistics::{
    Dispersion, Keyness, StopWords, WordCount, entity_list, is_telling, keyness, matching, matching_words, reference,
    word_list,
};
use crate::analysis::{Analysis, Pos};
use crate::document::Document;
use crate::text::FindError;
use crate::ui::panels::right::tsv::Tsv;

use super::figures::raw;
use super::word_class::WordClass;
use super::word_filter::Listed;

/// Words listed of one kind: as many as the analysis keeps of all content words.
const N_WORDS: usize = 200;
/// Numbers of the columns.
pub(super) const WORD: usize = 0;
pub(super) const COUNT: usize = 1;
pub(super) const KEYNESS: usize = 2;
pub(super) const SPREAD: usize = 3;

/// One word.
pub(super) struct WordRow {
    pub(super) word: String,
    pub(super) pos: Pos,
    pub(super) n: usize,
    pub(super) reference_n: usize,
    pub(super) keyness: Option<Keyness>,
    pub(super) spread: Dispersion,
}

pub(super) type Rows = Result<Vec<WordRow>, FindError>;

/// The most frequent words of the kind in which `pattern`, unless it is empty, matches.
pub(super) fn word_rows(
    document: &Document,
    analysis: &Analysis,
    listed: Listed,
    pattern: &str,
    stop_words: &StopWords,
) -> Rows {
    let tokens = &analysis.tokens;
    let words = if let Listed::Entities(kind) = listed {
        let names = analysis.entities.iter().map(|entity| entity.name.as_str());
        let wanted = if pattern.is_empty() { names.collect() } else { matching(names, pattern)? };
        entity_list(document, analysis, kind, N_WORDS, &|name| wanted.contains(name))
    } else {
        let wanted = if pattern.is_empty() { None } else { Some(matching_words(document, tokens, pattern)?) };
        let is_listed = |word: &str, pos: Pos| match listed {
            Listed::Class(class) => WordClass::of(pos) == class,
            Listed::Content | Listed::Entities(_) => is_telling(word, pos, stop_words),
        };
        word_list(document, tokens, N_WORDS, &|word, pos| {
            is_listed(word, pos) && wanted.as_ref().is_none_or(|wanted| wanted.contains(word))
        })
    };
    Ok(words.iter().map(|word| word_row(word, analysis.statistics.tokens)).collect())
}

fn word_row(word: &WordCount, n_words: usize) -> WordRow {
    let reference = reference();
    let reference_n = reference.word(&word.word).n as usize;
    WordRow {
        word: word.word.clone(),
        pos: word.pos,
        n: word.n,
        reference_n,
        keyness: keyness(word.n, n_words, reference_n, reference.n_words),
        spread: word.dispersion.clone(),
    }
}

pub(super) fn compare(a: &WordRow, b: &WordRow, column: usize) -> Ordering {
    let real = |figure: Option<f64>| figure.unwrap_or(f64::NEG_INFINITY);
    match column {
        WORD => a.word.cmp(&b.word),
        KEYNESS => {
            let figure = |row: &WordRow| real(row.keyness.map(|keyness| keyness.log_likelihood));
            figure(a).total_cmp(&figure(b))
        }
        SPREAD => real(a.spread.juilland_d).total_cmp(&real(b.spread.juilland_d)),
        _ => a.n.cmp(&b.n),
    }
}

pub(super) fn tsv(rows: &[WordRow], idxs: &[usize]) -> String {
    let mut table = Tsv::new(&[
        "word",
        "pos",
        "n",
        "reference_n",
        "keyness",
        "p_below",
        "log_ratio",
        "percent_diff",
        "JuillandD",
        "DP",
        "DPnorm",
    ]);
    for row in idxs.iter().filter_map(|&idx| rows.get(idx)) {
        let keyness = row.keyness;
        table.row(&[
            row.word.clone(),
            row.pos.name().to_owned(),
            row.n.to_string(),
            row.reference_n.to_string(),
            raw(keyness.map(|keyness| keyness.log_likelihood)),
            raw(keyness.and_then(|keyness| keyness.p_below)),
            raw(keyness.map(|keyness| keyness.log_ratio)),
            raw(keyness.and_then(|keyness| keyness.percent_diff)),
            raw(row.spread.juilland_d),
            raw(row.spread.dp),
            raw(row.spread.dp_norm),
        ]);
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Unwatched, analyze};
    use crate::annotation::EntityType;
    use crate::import::import;

    #[test]
    fn words_are_filtered_by_kind_pattern_and_stop_list() {
        let document = import("山西省的干部培训。\n干部学习，山西省转型。".as_bytes(), None).expect("text").document;
        let analysis = analyze(&document, &[], &Unwatched).expect("nobody cancels");
        let names = |listed: Listed, pattern: &str, stop_words: &StopWords| -> Vec<String> {
            let rows = word_rows(&document, &analysis, listed, pattern, stop_words).expect("a pattern");
            rows.into_iter().map(|row| row.word).collect()
        };
        let bundled = StopWords::bundled();
        assert!(names(Listed::Content, "", bundled).contains(&"干部".to_owned()));
        assert_eq!(names(Listed::Content, "^干", bundled), ["干部"]);
        assert_eq!(names(Listed::Class(WordClass::Function), "", bundled), ["的"]);
        assert_eq!(names(Listed::Entities(EntityType::Place), "", bundled), ["山西省"]);
        let mut more = bundled.clone();
        more.insert("干部");
        assert!(!names(Listed::Content, "", &more).contains(&"干部".to_owned()));
        assert!(word_rows(&document, &analysis, Listed::Content, "(", bundled).is_err());
    }
}
