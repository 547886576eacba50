//! Grows the canonical text block by block.

use crate::document::{BlockKind, InlineKind, InlineSpan};
use crate::import::blocks::RawBlock;
use crate::text::{TextRange, is_blank, is_cjk_mark, is_han};

/// The text so far, its blocks, and what is open in it.
#[derive(Default)]
pub(super) struct Builder {
    text: String,
    blocks: Vec<RawBlock>,
    /// Kind and start of the block that is open.
    open: Option<(BlockKind, usize)>,
    /// Spans that are open, outermost first, with their starts. They outlive a line break inside them.
    open_spans: Vec<(InlineKind, usize)>,
    spans: Vec<InlineSpan>,
    /// A line of the source ended here inside a paragraph; what follows tells whether that is a blank.
    is_after_soft_break: bool,
}

impl Builder {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Begins a block, ending the one before.
    pub(super) fn begin_block(&mut self, kind: BlockKind) {
        self.end_block();
        if !self.blocks.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.open = Some((kind, start));
        for (_, span_start) in &mut self.open_spans {
            *span_start = start;
        }
    }

    /// Ends the open block, if any: blanks at its ends are no part of it, and one that is all blank leaves nothing.
    pub(super) fn end_block(&mut self) {
        let Some((kind, start)) = self.open.take() else { return };
        self.is_after_soft_break = false;
        for (kind, span_start) in &self.open_spans {
            self.spans.push(InlineSpan { kind: kind.clone(), range: TextRange::new(*span_start, self.text.len()) });
        }
        let ink_end = start + self.text.get(start..).unwrap_or_default().trim_end_matches(is_blank).len();
        self.text.truncate(ink_end);
        let mut spans = std::mem::take(&mut self.spans);
        if ink_end == start {
            self.text.truncate(self.blocks.last().map_or(0, |block| block.range.end()));
            return;
        }
        let range = TextRange::new(start, ink_end);
        spans.retain_mut(|span| match span.range.intersection(range) {
            Some(inside) => {
                span.range = inside;
                true
            }
            None => false,
        });
        spans.sort_by_key(|span| (span.range.start(), std::cmp::Reverse(span.range.end())));
        self.blocks.push(RawBlock { kind, range, spans });
    }

    /// Adds text to the open block. Line ends in it become blanks; blanks at the start of a block are left out, but for
    /// code, where they are its indent.
    pub(super) fn push(&mut self, words: &str) {
        let Some((kind, start)) = self.open else { return };
        let words = if self.text.len() == start && kind != BlockKind::Code {
            words.trim_start_matches(is_blank)
        } else {
            words
        };
        self.pass_soft_break(words);
        for piece in words.split_inclusive('\n') {
            match piece.strip_suffix('\n') {
                Some(line) => {
                    self.text.push_str(line);
                    self.text.push(' ');
                }
                None => self.text.push_str(piece),
            }
        }
    }

    /// A line end of the source inside a paragraph: nothing beside Chinese, a blank between words of other scripts.
    pub(super) fn soft_break(&mut self) {
        self.is_after_soft_break = self.is_open();
    }

    /// Puts the blank that a soft break before `words` stands for; spans that begin with `words` begin behind it.
    fn pass_soft_break(&mut self, words: &str) {
        let is_beside = |c: char| is_han(c) || is_cjk_mark(c) || is_blank(c);
        if words.is_empty() || !std::mem::take(&mut self.is_after_soft_break) {
            return;
        }
        if self.text.ends_with(is_beside) || words.starts_with(is_beside) {
            return;
        }
        let end = self.text.len();
        self.text.push(' ');
        for (_, start) in self.open_spans.iter_mut().filter(|(_, start)| *start == end) {
            *start += 1;
        }
    }

    /// A line break that the source asks for: a heading and a row of a table stay whole, other blocks end.
    pub(super) fn line_break(&mut self) {
        match self.open {
            Some((BlockKind::Heading { .. } | BlockKind::TableRow, _)) => self.push(" "),
            _ => self.end_block(),
        }
    }

    pub(super) fn begin_span(&mut self, kind: InlineKind) {
        self.open_spans.push((kind, self.text.len()));
    }

    pub(super) fn end_span(&mut self) {
        let Some((kind, start)) = self.open_spans.pop() else { return };
        let range = TextRange::new(start, self.text.len());
        if self.is_open() && !range.is_empty() {
            self.spans.push(InlineSpan { kind, range });
        }
    }

    /// The canonical text and its blocks.
    pub(super) fn finish(mut self) -> (String, Vec<RawBlock>) {
        self.end_block();
        (self.text, self.blocks)
    }
}
