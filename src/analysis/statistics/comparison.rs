//! Several texts side by side: the words all of them use, and those that set each apart.

use std::collections::{BTreeMap, BTreeSet};

use super::super::types::Analysis;
use super::dispersion::{Dispersion, deviation, dispersion};
use super::keyness::{Keyness, MIN_COUNT, keyness};
use super::stopwords::StopWords;
use super::vocabulary::Vocabulary;
use super::words::{is_telling, words_of};
use crate::document::Document;

/// One of the texts.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    pub document: &'a Document,
    pub analysis: &'a Analysis,
}

/// What texts have in common and what not; everything by text is in the order they were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Words of each text.
    pub n_words: Vec<usize>,
    /// Content words that every text has, those first whose lowest rate is highest.
    pub shared: Vec<SharedWord>,
    /// By text: content words it uses significantly more than the others together (p < .05), the most key first.
    pub distinctive: Vec<Vec<DistinctiveWord>>,
}

/// A word of all texts.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedWord {
    pub word: String,
    /// Occurrences in each text.
    pub n: Vec<u32>,
    /// Normalised deviation of proportions with the texts as parts.
    pub dp_norm: Option<f64>,
    /// How evenly each text has it, in ten parts of its own.
    pub spreads: Vec<Dispersion>,
}

/// A word of one text, compared with the others together.
#[derive(Clone, Debug, PartialEq)]
pub struct DistinctiveWord {
    pub word: String,
    pub n: usize,
    pub n_elsewhere: usize,
    pub keyness: Keyness,
}

/// Compares `texts`; lists have at most `limit` words. With fewer than two texts there is nothing to compare.
pub fn compare(texts: &[Compared<'_>], stop_words: &StopWords, limit: usize) -> Comparison {
    let counts = Counts::new(texts, stop_words);
    if texts.len() < 2 {
        return Comparison { n_words: counts.n_words, ..Comparison::default() };
    }
    let distinctive = (0..texts.len()).map(|idx| counts.distinctive(idx, limit)).collect();
    Comparison { shared: counts.shared(limit), distinctive, n_words: counts.n_words }
}

/// Occurrences of content words by text.
struct Counts<'a> {
    vocabularies: Vec<Vocabulary<'a>>,
    n_words: Vec<usize>,
    by_word: BTreeMap<&'a str, Vec<u32>>,
}

fn spread(vocabulary: &Vocabulary<'_>, word: &str) -> Dispersion {
    let Some(id) = vocabulary.id(word) else { return Dispersion::default() };
    let places = (0..).zip(&vocabulary.ids).filter(|(_, other)| **other == id);
    let positions: Vec<u32> = places.map(|(position, _)| position).collect();
    dispersion(&positions, vocabulary.n_words())
}

impl<'a> Counts<'a> {
    fn new(texts: &[Compared<'a>], stop_words: &StopWords) -> Self {
        let mut vocabularies: Vec<Vocabulary<'_>> = Vec::with_capacity(texts.len());
        let mut by_word: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        // A word that carries content somewhere is counted wherever it stands.
        let mut telling: BTreeSet<&str> = BTreeSet::new();
        for (idx, text) in texts.iter().enumerate() {
            let tokens = &text.analysis.tokens;
            let words = tokens.iter().map(|token| (text.document.slice(token.range), token.pos));
            telling.extend(words.filter(|&(word, pos)| is_telling(word, pos, stop_words)).map(|(word, _)| word));
            let vocabulary =
                words_of(text.document, tokens, &|| false).map(|words| words.vocabulary).unwrap_or_default();
            for (&word, &n) in vocabulary.types.iter().zip(&vocabulary.counts) {
                let by_text = by_word.entry(word).or_insert_with(|| vec![0; texts.len()]);
                if let Some(count) = by_text.get_mut(idx) {
                    *count = n;
                }
            }
            vocabularies.push(vocabulary);
        }
        by_word.retain(|word, _| telling.contains(word));
        let n_words = vocabularies.iter().map(Vocabulary::n_words).collect();
        Self { vocabularies, n_words, by_word }
    }

    fn shared(&self, limit: usize) -> Vec<SharedWord> {
        let lowest_rate = |by_text: &[u32]| {
            let rates = by_text.iter().zip(&self.n_words).map(|(&n, &n_words)| f64::from(n) / n_words.max(1) as f64);
            rates.fold(f64::INFINITY, f64::min)
        };
        let in_all = self.by_word.iter().filter(|(_, by_text)| by_text.iter().all(|&n| n > 0));
        let mut found: Vec<(f64, &str, &Vec<u32>)> =
            in_all.map(|(&word, by_text)| (lowest_rate(by_text), word, by_text)).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.truncate(limit);
        let shared = |(_, word, by_text): (f64, &str, &Vec<u32>)| SharedWord {
            word: word.to_owned(),
            n: by_text.clone(),
            dp_norm: deviation(by_text, &self.n_words).map(|(_, dp_norm)| dp_norm),
            spreads: self.vocabularies.iter().map(|vocabulary| spread(vocabulary, word)).collect(),
        };
        found.into_iter().map(shared).collect()
    }

    fn distinctive(&self, idx: usize, limit: usize) -> Vec<DistinctiveWord> {
        let here = self.n_words.get(idx).copied().unwrap_or_default();
        let elsewhere = self.n_words.iter().sum::<usize>() - here;
        let mut found: Vec<DistinctiveWord> = self
            .by_word
            .iter()
            .filter_map(|(&word, by_text)| {
                let n = *by_text.get(idx)? as usize;
                let n_elsewhere = by_text.iter().map(|&n| n as usize).sum::<usize>() - n;
                let keyness = keyness(n, here, n_elsewhere, elsewhere)?;
                let is_key = n >= MIN_COUNT && keyness.log_likelihood > 0.0 && keyness.p_below.is_some();
                is_key.then(|| DistinctiveWord { word: word.to_owned(), n, n_elsewhere, keyness })
            })
            .collect();
        found.sort_by(|a, b| b.keyness.log_likelihood.total_cmp(&a.keyness.log_likelihood));
        found.truncate(limit);
        found
    }
}
