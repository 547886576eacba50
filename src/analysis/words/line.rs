//! One line at a time: from text to scores, names, words, tags, and back to bytes.

use super::decode::Span;
use super::fold::{self, BLANK};
use super::model::Lexicon;
use super::pos_tagger::{self, Word};
use super::score::Scores;
use super::{Engine, Name};
use crate::analysis::Pos;
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Scratch space for the line in hand, used again for the next.
#[derive(Debug)]
pub(super) struct Worker<'a> {
    engine: &'a Engine<'a>,
    scores: Scores,
    codes: Vec<u16>,
    /// Byte of the text at which each character begins; one more for the end.
    bytes: Vec<usize>,
    spans: Vec<Span>,
    /// Whether a word ends after each character.
    ends_word: Vec<bool>,
    /// Words as characters, and the kind of name each is.
    words: Vec<(usize, usize, Option<u8>)>,
}

/// Kinds of name by the model's numbers.
fn kind_of(number: u8) -> EntityType {
    match number {
        0 => EntityType::Person,
        1 => EntityType::Place,
        _ => EntityType::Organisation,
    }
}

fn pos_of(number: u8) -> Pos {
    match number {
        0 => Pos::Per,
        1 => Pos::Loc,
        _ => Pos::Org,
    }
}

impl<'a> Worker<'a> {
    pub(super) fn new(engine: &'a Engine<'_>) -> Self {
        Self {
            engine,
            scores: Scores::default(),
            codes: Vec::new(),
            bytes: Vec::new(),
            spans: Vec::new(),
            ends_word: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Takes a line that begins at byte `start` of the text, and scores it.
    pub(super) fn read(&mut self, line: &str, start: usize) {
        let line = line.trim_end_matches('\n');
        let lexicon: &Lexicon<'_> = &self.engine.lexicon;
        self.codes.clear();
        self.bytes.clear();
        for (at, c) in line.char_indices() {
            self.codes.push(lexicon.fold(c));
            self.bytes.push(start + at);
        }
        self.bytes.push(start + line.len());
        self.scores.score(lexicon, &self.engine.weights, &self.codes);
    }

    /// Finds the names of the line.
    pub(super) fn find_names(&mut self) {
        self.engine.decoder.names(self.scores.lanes(), &mut self.spans);
        let codes = &self.codes;
        let is_blank = |at: usize| codes.get(at).is_none_or(|&code| code == BLANK);
        for span in &mut self.spans {
            while span.start < span.end && is_blank(span.start) {
                span.start += 1;
            }
            while span.start < span.end && is_blank(span.end - 1) {
                span.end -= 1;
            }
        }
        self.spans.retain(|span| span.start < span.end);
    }

    /// Finds the words, which keep to the borders of the names.
    pub(super) fn find_words(&mut self) {
        self.engine.decoder.words(self.scores.lanes(), &mut self.ends_word);
        let stands_alone = |code: &u16| fold::is_mark(*code) || *code == BLANK;
        for (i, pair) in self.codes.windows(2).enumerate() {
            if let ([left, right], Some(ends)) = (pair, self.ends_word.get_mut(i)) {
                if fold::one_run(*left, *right) {
                    *ends = false;
                } else if stands_alone(left) || stands_alone(right) {
                    *ends = left != right || !matches!(*left, 0x2014 | 0x2026);
                }
            }
        }
        for span in &self.spans {
            if let Some(ends) = span.start.checked_sub(1).and_then(|at| self.ends_word.get_mut(at))
            {
                *ends = true;
            }
            if let Some([inner @ .., last]) = self.ends_word.get_mut(span.start..span.end) {
                inner.fill(false);
                *last = true;
            }
        }
        self.collect_words();
    }

    fn collect_words(&mut self) {
        self.words.clear();
        let mut start = 0;
        let mut spans = self.spans.iter().peekable();
        for (i, (&ends, &code)) in self.ends_word.iter().zip(&self.codes).enumerate() {
            if !ends && i + 1 < self.codes.len() {
                continue;
            }
            while spans.next_if(|span| span.end <= start).is_some() {}
            let kind = spans.peek().filter(|span| span.start <= start).map(|span| span.kind);
            if code != BLANK || i > start {
                self.words.push((start, i + 1, kind));
            }
            start = i + 1;
        }
    }

    fn range(&self, start: usize, end: usize) -> TextRange {
        let byte = |at: usize| self.bytes.get(at).or(self.bytes.last()).copied().unwrap_or(0);
        TextRange::new(byte(start), byte(end))
    }

    /// Hands over the names.
    pub(super) fn push_names(&self, names: &mut Vec<Name>) {
        let unit = self.engine.decoder.unit as f32;
        names.extend(self.spans.iter().map(|span| Name {
            range: self.range(span.start, span.end),
            kind: kind_of(span.kind),
            // The odds against no name at all, flattened: the model is surer of long names than it is right.
            confidence: 1.0 / (1.0 + (-0.5 * span.margin as f32 / unit).exp()),
            nested: false,
        }));
    }

    /// Tags the words and hands them over.
    pub(super) fn push_tokens(&self, tokens: &mut Vec<(TextRange, Pos)>) {
        let words: Vec<Word> = self
            .words
            .iter()
            .map(|&(start, end, _)| Word::new(self.codes.get(start..end).unwrap_or_default()))
            .collect();
        let known: Vec<Option<Pos>> = self
            .words
            .iter()
            .map(|&(start, _, kind)| {
                let is_mark = self.codes.get(start).is_some_and(|&code| fold::is_mark(code));
                kind.map(pos_of).or(is_mark.then_some(Pos::W))
            })
            .collect();
        let mut tagged = Vec::with_capacity(words.len());
        pos_tagger::tag(self.engine.weights.pos, &words, &known, &mut tagged);
        for (&(start, end, _), pos) in self.words.iter().zip(tagged) {
            tokens.push((self.range(start, end), pos));
        }
    }

    /// Hands over where words begin and end.
    pub(super) fn push_breaks(&self, breaks: &mut Vec<usize>) {
        for &(start, end, _) in &self.words {
            let range = self.range(start, end);
            if breaks.last() != Some(&range.start()) {
                breaks.push(range.start());
            }
            breaks.push(range.end());
        }
    }
}
