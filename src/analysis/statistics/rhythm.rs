//! Sentences, clauses and their lengths in reading order.

use crate::document::Document;
use crate::text::{TextRange, is_han, sentences};

/// One sentence; its length shows in the rhythm plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceLength {
    pub range: TextRange,
    /// Letters, digits and Han characters: marks and blanks count nothing.
    pub n_chars: u32,
}

/// One paragraph (block) with text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphLength {
    pub range: TextRange,
    pub n_chars: u32,
    pub n_sentences: u32,
}

/// Mean and population standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub mean: f64,
    pub sd: f64,
}

/// The lengths of everything that has length.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rhythm {
    pub sentences: Vec<SentenceLength>,
    pub clauses: Vec<u32>,
    pub paragraphs: Vec<ParagraphLength>,
}

/// Measures block by block; `None` as soon as `is_cancelled` says so.
pub(super) fn rhythm(document: &Document, is_cancelled: &dyn Fn() -> bool) -> Option<Rhythm> {
    let mut rhythm = Rhythm::default();
    for block in document.blocks() {
        if is_cancelled() {
            return None;
        }
        let text = document.slice(block.range);
        if text.trim().is_empty() {
            continue;
        }
        let before = rhythm.sentences.len();
        for range in sentences(text) {
            let sentence = range.of(text);
            let n_chars = n_readable(sentence);
            if n_chars == 0 {
                continue;
            }
            rhythm.sentences.push(SentenceLength { range: range.shifted(block.range.start()), n_chars });
            rhythm.clauses.extend(clause_lengths(sentence));
        }
        let inside = rhythm.sentences.get(before..).unwrap_or_default();
        rhythm.paragraphs.push(ParagraphLength {
            range: block.range,
            n_chars: inside.iter().map(|sentence| sentence.n_chars).sum(),
            n_sentences: inside.len() as u32,
        });
    }
    Some(rhythm)
}

/// Mean and spread; `None` of nothing.
pub(super) fn spread(lengths: impl Iterator<Item = u32> + Clone) -> Option<Spread> {
    let n = lengths.clone().count() as f64;
    if n == 0.0 {
        return None;
    }
    let mean = lengths.clone().map(f64::from).sum::<f64>() / n;
    let variance = lengths.map(|length| (f64::from(length) - mean) * (f64::from(length) - mean)).sum::<f64>() / n;
    Some(Spread { mean, sd: variance.sqrt() })
}

/// Letters, digits and Han characters of `text`.
pub(super) fn n_readable(text: &str) -> u32 {
    text.chars().filter(|c| is_readable(*c)).count() as u32
}

fn is_readable(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// Lengths of the clauses of a sentence: pieces between ，；：and their ASCII forms, 、not dividing. A mark between
/// digits (`09:23`, `1,000`) belongs to the number.
fn clause_lengths(sentence: &str) -> impl Iterator<Item = u32> {
    let bytes = sentence.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let mut lengths = Vec::new();
    let mut length = 0;
    for (at, c) in sentence.char_indices() {
        let divides = match c {
            '，' | '；' | '：' => true,
            ',' | ';' | ':' => !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))),
            _ => false,
        };
        if divides {
            lengths.push(std::mem::take(&mut length));
        } else {
            length += u32::from(is_readable(c));
        }
    }
    lengths.push(length);
    lengths.into_iter().filter(|&length| length > 0)
}
