//! A text as the engine works on it: characters as codes, where words end, which names there are; and back to bytes.

use super::decode::Span;
use super::fold::{self, BLANK, LINE_FEED};
use super::pos_tagger::{self, Word};
use super::score::Scores;
use super::{Engine, Name, lines};
use crate::analysis::Pos;
use crate::annotation::EntityType;
use crate::text::TextRange;

/// A text after the model has read it. All places are characters of the whole text.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) codes: Vec<u16>,
    /// Byte at which each character begins; one more for the end.
    bytes: Vec<usize>,
    /// Whether a word ends after each character; empty where words were not asked for.
    pub(super) ends_word: Vec<bool>,
    /// By place, disjoint.
    pub(super) spans: Vec<Span>,
    /// Names inside those in `spans`.
    pub(super) nested: Vec<Span>,
}

/// What a page is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Names,
    NamesAndWords,
}

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

impl Page {
    /// Reads a text line by line.
    pub(super) fn read(engine: &Engine<'_>, text: &str, purpose: Purpose) -> Self {
        let mut page = Self::default();
        let mut scores = Scores::default();
        let (mut spans, mut ends_word) = (Vec::new(), Vec::new());
        for (start, piece) in lines(text) {
            let first = page.codes.len();
            for (at, c) in piece.char_indices() {
                page.codes.push(if c == '\n' { LINE_FEED } else { engine.lexicon.fold(c) });
                page.bytes.push(start + at);
            }
            let codes = page.codes.get(first..).unwrap_or_default();
            let codes = codes.strip_suffix(&[LINE_FEED]).unwrap_or(codes);
            scores.score(&engine.lexicon, &engine.weights, codes);
            engine.decoder.names(scores.lanes(), &mut spans);
            page.spans.extend(spans.iter().map(|span| Span {
                start: first + span.start,
                end: first + span.end,
                ..*span
            }));
            if purpose == Purpose::NamesAndWords {
                engine.decoder.words(scores.lanes(), &mut ends_word);
                page.ends_word.extend(&ends_word);
                page.ends_word.resize(page.codes.len(), true);
            }
        }
        page.bytes.push(text.len());
        page.trim_names();
        page
    }

    /// Takes blanks and marks off the ends of names.
    fn trim_names(&mut self) {
        let codes = &self.codes;
        let is_border = |at: usize| codes.get(at).is_none_or(|&code| code == BLANK || code == u16::from(b','));
        for span in &mut self.spans {
            while span.start < span.end && is_border(span.start) {
                span.start += 1;
            }
            while span.start < span.end && is_border(span.end - 1) {
                span.end -= 1;
            }
        }
        self.spans.retain(|span| span.start < span.end);
    }

    /// Makes the words keep to runs of letters and digits, to marks, and to the names.
    pub(super) fn settle_words(&mut self) {
        let stands_alone = |code: u16| fold::is_mark(code) || code == BLANK || code == LINE_FEED;
        for (pair, ends) in self.codes.windows(2).zip(&mut self.ends_word) {
            let &[left, right] = pair else { continue };
            if fold::one_run(left, right) {
                *ends = false;
            } else if stands_alone(left) || stands_alone(right) {
                // Dashes and ellipses are one mark of two characters.
                *ends = left != right || !matches!(left, 0x2014 | 0x2026);
            }
        }
        for span in &self.spans {
            if let Some(ends) = span.start.checked_sub(1).and_then(|at| self.ends_word.get_mut(at)) {
                *ends = true;
            }
            if let Some([inner @ .., last]) = self.ends_word.get_mut(span.start..span.end) {
                inner.fill(false);
                *last = true;
            }
        }
    }

    /// The words and marks as characters, each with the kind of name it is; blanks are none, a line feed is one.
    fn words(&self) -> Vec<(usize, usize, Option<u8>)> {
        let mut words = Vec::with_capacity(self.codes.len() * 2 / 3);
        let mut start = 0;
        let mut spans = self.spans.iter().peekable();
        for (i, (&ends, &code)) in self.ends_word.iter().zip(&self.codes).enumerate() {
            if !ends && i + 1 < self.codes.len() {
                continue;
            }
            while spans.next_if(|span| span.end <= start).is_some() {}
            let kind = spans.peek().filter(|span| span.start <= start).map(|span| span.kind);
            if code != BLANK || i > start {
                words.push((start, i + 1, kind));
            }
            start = i + 1;
        }
        words
    }

    fn range(&self, start: usize, end: usize) -> TextRange {
        let byte = |at: usize| self.bytes.get(at).or(self.bytes.last()).copied().unwrap_or(0);
        TextRange::new(byte(start), byte(end))
    }

    /// The names, by start, then longest first; `unit` is the score of a natural-logarithm one.
    pub(super) fn names(&self, unit: i32) -> Vec<Name> {
        let name = |span: &Span, nested: bool| Name {
            range: self.range(span.start, span.end),
            kind: kind_of(span.kind),
            // The odds against no name at all, flattened: the model is surer of long names than it is right.
            confidence: 1.0 / (1.0 + (-0.5 * span.margin as f32 / unit as f32).exp()),
            nested,
        };
        let mut names: Vec<Name> = self.spans.iter().map(|span| name(span, false)).collect();
        names.extend(self.nested.iter().map(|span| name(span, true)));
        names.sort_by_key(|name| (name.range.start(), std::cmp::Reverse(name.range.end())));
        names
    }

    /// The words and marks with their parts of speech.
    pub(super) fn tokens(&self, engine: &Engine<'_>) -> Vec<(TextRange, Pos)> {
        let words = self.words();
        let mut tokens = Vec::with_capacity(words.len());
        let mut tagged = Vec::new();
        let code = |at: usize| self.codes.get(at).copied().unwrap_or(LINE_FEED);
        for line in words.split(|&(start, ..)| code(start) == LINE_FEED) {
            let seen: Vec<Word> =
                line.iter().map(|&(start, end, _)| Word::new(self.codes.get(start..end).unwrap_or_default())).collect();
            let known = |&(start, _, kind): &(usize, usize, Option<u8>)| {
                kind.map(pos_of).or(fold::is_mark(code(start)).then_some(Pos::W))
            };
            let known: Vec<Option<Pos>> = line.iter().map(known).collect();
            pos_tagger::tag(engine.weights.pos, &seen, &known, &mut tagged);
            tokens.extend(line.iter().zip(&tagged).map(|(&(start, end, _), &pos)| (self.range(start, end), pos)));
        }
        tokens
    }

    /// Where words and marks begin and end.
    pub(super) fn breaks(&self) -> Vec<usize> {
        let mut breaks = Vec::new();
        for (start, end, _) in self.words() {
            let range = self.range(start, end);
            if breaks.last() != Some(&range.start()) {
                breaks.push(range.start());
            }
            breaks.push(range.end());
        }
        breaks
    }
}
