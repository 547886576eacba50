//! The text as the rules read it: simplified, with the borders of its words.

use crate::analysis::types::{Pos, Token};
use crate::text::{TextRange, simplified};

/// A document's text in simplified characters, byte for byte in place, and its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'a> {
    pub(crate) text: &'a str,
    /// In order and disjoint; none at all where words are not known, and then every place may be a border.
    pub(crate) tokens: &'a [Token],
}

impl<'a> Page<'a> {
    /// Whether no word lies across `at`.
    pub(crate) fn is_border(&self, at: usize) -> bool {
        let after = self.tokens.partition_point(|token| token.range.start() < at);
        after.checked_sub(1).and_then(|idx| self.tokens.get(idx)).is_none_or(|token| token.range.end() <= at)
    }

    pub(crate) fn has_borders(&self, range: TextRange) -> bool {
        self.is_border(range.start()) && self.is_border(range.end())
    }

    /// Whether no word of `start..end` is a verb or a word of grammar.
    pub(crate) fn is_nominal(&self, start: usize, end: usize) -> bool {
        let first = self.tokens.partition_point(|token| token.range.start() < start);
        let mut inside =
            self.tokens.get(first..).unwrap_or_default().iter().take_while(|token| token.range.start() < end);
        inside.all(|token| {
            !matches!(token.pos, Pos::V | Pos::Vd | Pos::P | Pos::C | Pos::D | Pos::U | Pos::R | Pos::W | Pos::Time)
        })
    }

    pub(crate) fn of(&self, range: TextRange) -> &'a str {
        self.text.get(range.start()..range.end()).unwrap_or_default()
    }

    pub(crate) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    pub(crate) fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

/// `text` in simplified characters; those whose simple form has another length in UTF-8 stay, so that offsets hold.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .map(|c| {
            let simple = simplified(c);
            if simple.len_utf8() == c.len_utf8() { simple } else { c }
        })
        .collect()
}

pub(crate) fn is_open_bracket(c: char) -> bool {
    matches!(c, '(' | '（')
}

pub(crate) fn is_close_bracket(c: char) -> bool {
    matches!(c, ')' | '）')
}

pub(crate) fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

pub(crate) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// Whether a sentence or clause ends here, or a quotation or a title begins: no name or title runs across.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(
        c,
        ',' | '，'
            | '。'
            | ';'
            | '；'
            | ':'
            | '：'
            | '!'
            | '！'
            | '?'
            | '？'
            | '“'
            | '”'
            | '「'
            | '」'
            | '『'
            | '』'
            | '"'
            | '《'
            | '》'
            | '…'
            | '—'
            | '\n'
            | '【'
            | '】'
    )
}
