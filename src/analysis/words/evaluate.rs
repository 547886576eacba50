//! Scores the engine against labelled text: precision, recall and F1 of names by type, and of words.

use std::collections::BTreeMap;

use super::Engine;
use super::train::{Sentence, read_labelled};
use crate::analysis::Pos;
use crate::text::TextRange;

/// How many were right, found, and to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "n_ is how counts are named")]
pub struct Score {
    pub n_right: usize,
    pub n_found: usize,
    pub n_gold: usize,
}

impl Score {
    /// Share of what was found that is right; 0 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.n_right, self.n_found)
    }

    /// Share of what was to be found that was; 0 where there was nothing.
    pub fn recall(self) -> f64 {
        share(self.n_right, self.n_gold)
    }

    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        share(2 * self.n_right, self.n_found + self.n_gold)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.n_right += other.n_right;
        self.n_found += other.n_found;
        self.n_gold += other.n_gold;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Scores by type, and over all types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub by_type: BTreeMap<&'static str, Score>,
    pub total: Score,
}

/// Scores names on text of one character a line with its label (BIO, BMES and `B_nr` labels, sentences separated by
/// blank lines): a name counts where type and both ends are right.
pub fn names(engine: &Engine<'_>, labelled: &str) -> Report {
    let mut report = Report::default();
    for sentence in read_labelled(labelled) {
        let text: String = sentence.chars.iter().collect();
        let starts = byte_starts(&sentence);
        let gold: Vec<(TextRange, &'static str)> = sentence
            .names
            .iter()
            .filter_map(|(start, end, code)| Some((range(&starts, *start, *end)?, type_of(code)?)))
            .collect();
        let found: Vec<(TextRange, &'static str)> =
            engine.names(&text).iter().filter(|name| !name.nested).map(|name| (name.range, name.kind.code())).collect();
        report.count(&found, &gold);
    }
    report
}

/// Scores names on a whole text against rows of `type, surface, start, end, …, flag` (tab-separated, code points):
/// rows flagged `nested` and what is found inside a longer name are left out.
pub fn names_of_document(engine: &Engine<'_>, text: &str, rows: &str) -> Report {
    let gold = document_rows(text, rows);
    // What is found inside a longer row of any type, and is no row itself, is neither right nor wrong.
    let wholes: Vec<TextRange> =
        all_rows(text, rows).into_iter().filter(|row| row.code != "QUOTE").map(|row| row.range).collect();
    let is_inside = |range: TextRange| wholes.iter().any(|whole| whole.covers(range) && *whole != range);
    let found: Vec<(TextRange, &'static str)> = engine
        .tag(text)
        .names
        .iter()
        .filter(|name| !name.nested)
        .map(|name| (name.range, name.kind.code()))
        .filter(|name| gold.contains(name) || !is_inside(name.0))
        .collect();
    let mut report = Report::default();
    report.count(&found, &gold);
    report
}

struct Row<'a> {
    code: &'a str,
    range: TextRange,
    is_nested: bool,
}

fn all_rows<'a>(text: &str, rows: &'a str) -> Vec<Row<'a>> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let read = |line: &'a str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [code, _, start, end, rest @ ..] = columns.as_slice() else { return None };
        let range = range(&starts, start.parse().ok()?, end.parse().ok()?)?;
        Some(Row { code, range, is_nested: rest.last() == Some(&"nested") })
    };
    rows.lines().filter_map(read).collect()
}

/// The names among the rows of a table such as [`names_of_document`] reads.
pub fn document_rows(text: &str, rows: &str) -> Vec<(TextRange, &'static str)> {
    let named = |row: &Row<'_>| Some((row.range, type_of(row.code).filter(|_| !row.is_nested)?));
    all_rows(text, rows).iter().filter_map(named).collect()
}

/// Scores words against sentences that have them: a word counts where both ends are right.
pub fn words(engine: &Engine<'_>, sentences: &[Sentence]) -> Score {
    words_and_tags(engine, sentences).0
}

/// Scores words together with their tags.
pub fn tagged_words(engine: &Engine<'_>, sentences: &[Sentence]) -> Score {
    words_and_tags(engine, sentences).1
}

/// Both in one pass: words, and words together with their tags.
pub fn words_and_tags(engine: &Engine<'_>, sentences: &[Sentence]) -> (Score, Score) {
    let (mut plain, mut tagged) = (Score::default(), Score::default());
    for sentence in sentences {
        let text: String = sentence.chars.iter().collect();
        let starts = byte_starts(sentence);
        let words = sentence.words.iter();
        let gold: Vec<_> = words
            .filter_map(|&(start, end, pos)| Some((range(&starts, start, end)?, pos)))
            .filter(|(range, _)| !range.of(&text).trim().is_empty())
            .collect();
        let found = engine.tag(&text).tokens;
        let ranges = |words: &[(TextRange, Pos)]| -> Vec<TextRange> { words.iter().map(|&(range, _)| range).collect() };
        plain.add(compare(&ranges(&found), &ranges(&gold)));
        tagged.add(compare(&found, &gold));
    }
    (plain, tagged)
}

impl Report {
    fn count(&mut self, found: &[(TextRange, &'static str)], gold: &[(TextRange, &'static str)]) {
        for kind in ["PER", "LOC", "ORG"] {
            let of_kind = |names: &[(TextRange, &'static str)]| -> Vec<TextRange> {
                names.iter().filter(|(_, code)| *code == kind).map(|&(range, _)| range).collect()
            };
            let score = compare(&of_kind(found), &of_kind(gold));
            self.by_type.entry(kind).or_default().add(score);
            self.total.add(score);
        }
    }
}

/// Counts what both sorted lists have.
fn compare<T: PartialOrd>(found: &[T], gold: &[T]) -> Score {
    let mut gold_left = gold.iter().peekable();
    let mut n_right = 0;
    for item in found {
        while gold_left.next_if(|gold| *gold < item).is_some() {}
        n_right += usize::from(gold_left.peek() == Some(&item));
    }
    Score { n_right, n_found: found.len(), n_gold: gold.len() }
}

fn type_of(code: &str) -> Option<&'static str> {
    match code.split('.').next() {
        Some("PER" | "nr" | "NAME") => Some("PER"),
        Some("LOC" | "ns" | "GPE") => Some("LOC"),
        Some("ORG" | "nt") => Some("ORG"),
        _ => None,
    }
}

fn byte_starts(sentence: &Sentence) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    starts.extend(sentence.chars.iter().map(|c| {
        at += c.len_utf8();
        at
    }));
    starts
}

fn range(starts: &[usize], start: usize, end: usize) -> Option<TextRange> {
    Some(TextRange::new(*starts.get(start)?, *starts.get(end)?))
}
