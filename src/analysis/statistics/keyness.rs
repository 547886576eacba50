//! Keyness: which words a text uses more than a reference does.

use super::super::types::{Pos, Token};
use super::association::log_likelihood;
use super::reference::Reference;
use super::stopwords::StopWords;
use super::words::{WordCount, is_telling, word_list};
use crate::document::Document;
use crate::text::TextRange;

/// How a word's rate here compares with its rate in a reference; formulas in [`super::DEFINITIONS`] under `keyness`,
/// `log_ratio`, `percent_diff`, `simple_maths1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keyness {
    /// Negative where the word is rarer here.
    pub log_likelihood: f64,
    /// Bound on the chance of such a log-likelihood in texts of one kind (χ², one degree of freedom); `None` above .05.
    pub p_below: Option<f64>,
    pub log_ratio: f64,
    /// 95 % confidence interval of [`Keyness::log_ratio`].
    pub log_ratio_interval: (f64, f64),
    /// `None` where the reference lacks the word.
    pub percent_diff: Option<f64>,
    pub simple_maths: f64,
}

/// A word with its keyness.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyWord {
    pub word: String,
    pub pos: Pos,
    pub n: usize,
    pub reference_n: usize,
    /// First occurrence.
    pub range: TextRange,
    pub keyness: Keyness,
}

/// Upper bounds of χ² with one degree of freedom and their chances.
const SIGNIFICANCE: [(f64, f64); 4] = [(15.13, 0.0001), (10.83, 0.001), (6.63, 0.01), (3.84, 0.05)];
/// Standard normal quantile of a two-sided 95 % interval.
const Z_95: f64 = 1.959_963_984_540_054;
/// A word met less often cannot be told from chance.
pub(super) const MIN_COUNT: usize = 3;

/// Compares `n` of `total` words with `reference_n` of `reference_total`; `None` where either text has no words or the
/// word is in neither.
pub fn keyness(n: usize, total: usize, reference_n: usize, reference_total: usize) -> Option<Keyness> {
    if total == 0 || reference_total == 0 || n + reference_n == 0 {
        return None;
    }
    let (a, b) = (n as f64, reference_n as f64);
    let (n1, n2) = (total as f64, reference_total as f64);
    let expected = |size: f64| size * (a + b) / (n1 + n2);
    let unsigned = log_likelihood(&[(a, expected(n1)), (b, expected(n2))]).max(0.0);
    let (rate, reference_rate) = (a / n1, b / n2);
    // Hardie 2014: half an occurrence stands for none.
    let (a_half, b_half) = (a.max(0.5), b.max(0.5));
    let log_ratio = ((a_half / n1) / (b_half / n2)).log2();
    // Delta method for the ratio of two proportions (Katz et al. 1978).
    let variance = (1.0 / a_half - 1.0 / n1 + 1.0 / b_half - 1.0 / n2).max(0.0);
    let margin = Z_95 * variance.sqrt() / std::f64::consts::LN_2;
    let per_million = 1e6;
    Some(Keyness {
        log_likelihood: if rate < reference_rate { -unsigned } else { unsigned },
        p_below: SIGNIFICANCE.iter().find(|(bound, _)| unsigned > *bound).map(|&(_, p)| p),
        log_ratio,
        log_ratio_interval: (log_ratio - margin, log_ratio + margin),
        percent_diff: (reference_n > 0).then(|| (rate - reference_rate) * 100.0 / reference_rate),
        simple_maths: (rate * per_million + 1.0) / (reference_rate * per_million + 1.0),
    })
}

/// Content words that are significantly more frequent in `document` than in `reference` (p < .05), the most key first,
/// at most `limit`.
pub fn key_words(
    document: &Document,
    tokens: &[Token],
    reference: &Reference,
    stop_words: &StopWords,
    limit: usize,
) -> Vec<KeyWord> {
    let words = word_list(document, tokens, usize::MAX, &|word, pos| is_telling(word, pos, stop_words));
    let total = tokens.iter().filter(|token| super::is_word(document.text(), **token)).count();
    let key = |word: WordCount| {
        let reference_n = reference.word(&word.word).n as usize;
        let keyness = keyness(word.n, total, reference_n, reference.n_words)?;
        (keyness.log_likelihood > 0.0 && keyness.p_below.is_some()).then_some(KeyWord {
            word: word.word,
            pos: word.pos,
            n: word.n,
            reference_n,
            range: word.range,
            keyness,
        })
    };
    let mut found: Vec<KeyWord> = words.into_iter().filter(|word| word.n >= MIN_COUNT).filter_map(key).collect();
    found.sort_by(|a, b| b.keyness.log_likelihood.total_cmp(&a.keyness.log_likelihood));
    found.truncate(limit);
    found
}
