//! How a document is written: counts, ratios, words and rhythm; concordance, collocates and keywords.
//!
//! Every figure has a [`Definition`]; a measure that a short text does not have is `None`, never NaN.

mod amounts;
mod association;
mod collocates;
mod comparison;
mod concordance;
mod definitions;
mod dispersion;
mod entries;
mod keyness;
mod keywords;
mod measures;
mod named;
mod network;
mod ngrams;
mod reference;
mod rhythm;
mod speech;
mod standard;
mod stopwords;
#[cfg(test)]
mod tests;
mod timeline;
mod vocabulary;
mod words;

pub use amounts::{AmountRow, Normalised, amounts};
pub use association::{Association, association};
pub use collocates::{Collocate, Window, collocates};
pub use comparison::{Compared, Comparison, DistinctiveWord, SharedWord, compare};
pub use concordance::{CONTEXT_CHARS, KwicRow, Query, Sort, concordance, concordance_within, entity_named, hits};
pub use definitions::{DEFINITIONS, Definition, Unit, definition};
pub use dispersion::{Dispersion, N_PARTS, deviation, dispersion};
pub use entries::{Entry, Value};
pub use keyness::{KeyWord, Keyness, key_words, keyness};
pub use keywords::{Keyword, tags, text_rank, tf_idf, topics};
pub use measures::{Diversity, Measures, measures};
pub use named::{entity_list, matching, matching_words};
pub use network::{Tie, ties};
pub use ngrams::{Ngram, ngrams};
pub use reference::{Reference, ReferenceWord, reference};
pub use rhythm::{ParagraphLength, SentenceLength, Spread};
pub use speech::SpeakerShare;
pub use standard::{HanCounts, N_LEVELS, level};
pub use stopwords::StopWords;
pub use timeline::{DatedPlace, timeline};
pub use words::{PosShare, WordCount, is_content, is_telling, is_word, word_list};

use super::types::{Analysis, Token};
use crate::document::Document;
use crate::text::{TextRange, is_han};

/// Words kept in [`Statistics::words`]: more than a panel shows or a reader scrolls through.
const N_FREQUENT_WORDS: usize = 200;
/// Bigrams kept in [`Statistics::bigrams`].
const N_BIGRAMS: usize = 200;
/// A pair met fewer times says nothing: mutual information ranks chance pairs first (Church & Hanks 1990).
const MIN_BIGRAM_COUNT: usize = 3;

/// The figures of one document. Keys, labels and definitions: [`Statistics::entries`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Code points of the canonical text: marks, blanks and line ends too.
    pub chars_total: usize,
    pub han: usize,
    pub han_types: usize,
    /// Han characters of the levels of the Table of General Standard Chinese Characters.
    pub han_by_level: [usize; N_LEVELS],
    /// Words: tokens that are no marks.
    pub tokens: usize,
    pub types: usize,
    /// Words that occur once.
    pub hapax: usize,
    pub sentences: usize,
    pub clauses: usize,
    /// Blocks with text in them, headings and source lines too.
    pub paragraphs: usize,
    /// In letters, digits and Han characters.
    pub sentence_chars: Option<Spread>,
    pub clause_chars: Option<Spread>,
    pub mean_sentence_words: Option<f64>,
    pub mean_word_chars: Option<f64>,
    /// Estimated time of silent reading.
    pub reading_time_s: f64,
    pub diversity: Diversity,
    /// Content words by words.
    pub lexical_density: Option<f64>,
    /// Quoted characters by readable characters.
    pub quoted_share: Option<f64>,
    /// Most frequent first.
    pub pos: Vec<PosShare>,
    /// Most quoted first.
    pub speakers: Vec<SpeakerShare>,
    /// The most frequent content words.
    pub words: Vec<WordCount>,
    /// Neighbouring words, most strongly associated (log-likelihood) first.
    pub bigrams: Vec<Bigram>,
    /// In reading order.
    pub sentence_lengths: Vec<SentenceLength>,
    pub paragraph_lengths: Vec<ParagraphLength>,
}

/// Two words that follow each other, marks between them left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Bigram {
    pub first: String,
    pub second: String,
    /// First occurrence, from the start of the first word to the end of the second.
    pub range: TextRange,
    pub association: Association,
}

/// The figures of `document`, of whose `analysis` the tokens and quotations are used. Linear in the text but for
/// sorting word pairs.
pub fn statistics(document: &Document, analysis: &Analysis) -> Statistics {
    statistics_with(document, analysis, &|| false).unwrap_or_default()
}

/// As [`statistics`]; asks `is_cancelled` once a block and between steps, and answers `None` when it says so.
pub fn statistics_with(
    document: &Document,
    analysis: &Analysis,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Statistics> {
    let tokens = &analysis.tokens;
    let rhythm = rhythm::rhythm(document, is_cancelled)?;
    let words = words::words_of(document, tokens, is_cancelled)?;
    let continues = || (!is_cancelled()).then_some(());
    let measures = measures::measures_of(&words.vocabulary);
    continues()?;
    let bigrams = bigrams_of(document, tokens, &words, StopWords::bundled());
    continues()?;
    let frequent_words = words::frequent_words(&words, tokens, N_FREQUENT_WORDS, &|word, pos| {
        is_telling(word, pos, StopWords::bundled())
    });
    continues()?;
    let pos = words::pos_shares(&words, tokens);
    let (n_quoted, speakers) = speech::speech(document, &analysis.quotations);
    let han = standard::han_counts(document.text());
    let n_readable: u32 = rhythm.sentences.iter().map(|sentence| sentence.n_chars).sum();
    let n_content: usize = pos.iter().filter(|share| is_content(share.pos)).map(|share| share.n).sum();
    let n_other_words = words.vocabulary.n_words() - n_han_words(&words);
    let per = |part: f64, whole: usize| (whole > 0).then(|| part / whole as f64);
    Some(Statistics {
        chars_total: document.n_chars(),
        han: han.n,
        han_types: han.n_types,
        han_by_level: han.by_level,
        tokens: measures.tokens,
        types: measures.types,
        hapax: measures.hapax,
        sentences: rhythm.sentences.len(),
        clauses: rhythm.clauses.len(),
        paragraphs: rhythm.paragraphs.len(),
        sentence_chars: rhythm::spread(rhythm.sentences.iter().map(|sentence| sentence.n_chars)),
        clause_chars: rhythm::spread(rhythm.clauses.iter().copied()),
        mean_sentence_words: per(measures.tokens as f64, rhythm.sentences.len()),
        mean_word_chars: per(n_word_chars(&words) as f64, measures.tokens),
        reading_time_s: reading_time_s(han.n, n_other_words),
        diversity: measures.diversity,
        lexical_density: per(n_content as f64, measures.tokens),
        quoted_share: per(f64::from(n_quoted), n_readable as usize),
        pos,
        speakers,
        words: frequent_words,
        bigrams,
        sentence_lengths: rhythm.sentences,
        paragraph_lengths: rhythm.paragraphs,
    })
}

/// Characters of Chinese a minute. Two measurements agree: 255 ± 29 (`IReST`, Trauzettel-Klosinski & Dietz 2012, aloud)
/// and 259.5 ± 38.2 (college students, serial presentation). A careful estimate: skilled silent readers are quicker.
const HAN_PER_MINUTE: f64 = 260.0;
/// Words of English non-fiction a minute, read silently (Brysbaert 2019, 190 studies).
const LATIN_WORDS_PER_MINUTE: f64 = 238.0;

fn reading_time_s(n_han: usize, n_other_words: usize) -> f64 {
    60.0 * (n_han as f64 / HAN_PER_MINUTE + n_other_words as f64 / LATIN_WORDS_PER_MINUTE)
}

fn n_han_words(words: &words::Words<'_>) -> usize {
    by_type(words, |word| usize::from(word.chars().any(is_han)))
}

fn n_word_chars(words: &words::Words<'_>) -> usize {
    by_type(words, |word| word.chars().count())
}

/// Sum over the words of a figure that depends on the type alone.
fn by_type(words: &words::Words<'_>, figure: impl Fn(&str) -> usize) -> usize {
    let vocabulary = &words.vocabulary;
    vocabulary.types.iter().zip(&vocabulary.counts).map(|(word, &count)| count as usize * figure(word)).sum()
}

/// Neighbouring words that occur together three times and more and are none of `stop_words`, the most strongly
/// associated first. [`Statistics::bigrams`] is this list with the bundled stop list.
pub fn bigrams(document: &Document, tokens: &[Token], stop_words: &StopWords) -> Vec<Bigram> {
    let words = words::words_of(document, tokens, &|| false);
    words.map(|words| bigrams_of(document, tokens, &words, stop_words)).unwrap_or_default()
}

fn bigrams_of(document: &Document, tokens: &[Token], words: &words::Words<'_>, stop_words: &StopWords) -> Vec<Bigram> {
    let vocabulary = &words.vocabulary;
    let is_wanted = |first, second| [first, second].iter().all(|&id| !stop_words.contains(vocabulary.word(id)));
    let token_range = |position: u32| {
        let idx = words.token_idxs.get(position as usize)?;
        Some(tokens.get(*idx as usize)?.range)
    };
    association::pairs(vocabulary, MIN_BIGRAM_COUNT, N_BIGRAMS, is_wanted)
        .into_iter()
        .filter_map(|pair| {
            let (first, second) = (token_range(pair.position)?, token_range(pair.position + 1)?);
            Some(Bigram {
                first: document.slice(first).to_owned(),
                second: document.slice(second).to_owned(),
                range: TextRange::new(first.start(), second.end()),
                association: pair.association,
            })
        })
        .collect()
}
