//! Labelled sentences from the formats of the public corpora.

use std::str::FromStr as _;

use crate::analysis::Pos;

/// A sentence with what its corpus says of it; places are characters, half-open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    pub chars: Vec<char>,
    /// Names by the corpus's own code for their kind.
    pub names: Vec<(usize, usize, String)>,
    /// Words and their tags; empty where the corpus has none.
    pub words: Vec<(usize, usize, Pos)>,
}

/// Reads sentences of one character a line with its label, separated by blank lines: `B-PER I-PER`, `B_nr M_nr E_nr`,
/// `B-NAME M-NAME E-NAME S-NAME`. A first column of two characters is a character and a digit of segmentation.
pub fn read_labelled(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for line in text.lines().chain([""]) {
        let mut columns = line.split(['\t', ' ']).filter(|column| !column.is_empty());
        let Some(c) = columns.next().and_then(|column| column.chars().next()) else {
            if !sentence.chars.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        };
        let at = sentence.chars.len();
        sentence.chars.push(c);
        let Some((place, kind)) = columns.next_back().and_then(|label| label.split_once(['-', '_'])) else {
            continue;
        };
        match sentence.names.last_mut() {
            Some((_, end, open)) if matches!(place, "I" | "M" | "E") && *end == at && open == kind => *end = at + 1,
            _ => sentence.names.push((at, at + 1, kind.to_owned())),
        }
    }
    sentences
}

/// Reads sentences of `word/tag` separated by blanks, one a line.
pub fn read_tagged(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut sentence = Sentence::default();
        for token in line.split(' ') {
            let Some((word, tag)) = token.rsplit_once('/') else { continue };
            let start = sentence.chars.len();
            sentence.chars.extend(word.chars());
            let end = sentence.chars.len();
            if start == end {
                continue;
            }
            let pos = Pos::from_str(tag).unwrap_or_default();
            if matches!(pos, Pos::Per | Pos::Loc | Pos::Org) {
                sentence.names.push((start, end, tag.to_owned()));
            }
            sentence.words.push((start, end, pos));
        }
        if !sentence.chars.is_empty() {
            sentences.push(sentence);
        }
    }
    sentences
}

/// Reads the words of a CoNLL-U treebank, with no tags of ours.
pub fn read_conllu(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for line in text.lines().chain([""]) {
        let mut columns = line.split('\t');
        let (Some(id), Some(form)) = (columns.next(), columns.next()) else {
            if line.is_empty() && !sentence.chars.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        };
        if id.parse::<u32>().is_ok() {
            let start = sentence.chars.len();
            sentence.chars.extend(form.chars());
            sentence.words.push((start, sentence.chars.len(), Pos::N));
        }
    }
    sentences
}
