//! What every importer does last: number the paragraphs, cut the endless ones, keep the number of blocks bounded.

use super::{ImportError, Warning};
use crate::document::{Block, BlockKind, InlineSpan};
use crate::text::{TextRange, is_blank, sentences, trim_blank};

/// A block longer than this many bytes (16,000 Han) is cut: laying out works by the block, and a text of one line must
/// not stop the window.
const MAX_BLOCK_BYTES: usize = 48_000;

/// A block takes some hundred bytes in all the structures built on it.
pub(super) const MAX_BLOCKS: usize = 4_000_000;

/// A block not yet numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawBlock {
    pub(super) kind: BlockKind,
    pub(super) range: TextRange,
    pub(super) spans: Vec<InlineSpan>,
}

impl RawBlock {
    pub(super) fn plain(kind: BlockKind, range: TextRange) -> Self {
        Self { kind, range, spans: Vec::new() }
    }
}

/// Numbers body blocks from 1.
pub(super) fn finish(raw: Vec<RawBlock>, text: &str, warnings: &mut Vec<Warning>) -> Result<Vec<Block>, ImportError> {
    let mut blocks = Vec::with_capacity(raw.len());
    let mut number = 0;
    let mut n_cut = 0;
    for block in raw {
        let pieces = pieces(block.range, text);
        n_cut += usize::from(pieces.len() > 1);
        for range in pieces {
            let number = block.kind.is_body().then(|| {
                number += 1;
                number
            });
            let spans = block.spans.iter().filter_map(|span| within(span, range)).collect();
            blocks.push(Block { kind: block.kind, range, number, spans });
        }
        if blocks.len() > MAX_BLOCKS {
            return Err(ImportError::TooManyBlocks { limit: MAX_BLOCKS });
        }
    }
    if n_cut > 0 {
        warnings.push(Warning::LongParagraphsCut { n_paragraphs: n_cut });
    }
    Ok(blocks)
}

fn within(span: &InlineSpan, range: TextRange) -> Option<InlineSpan> {
    Some(InlineSpan { kind: span.kind.clone(), range: span.range.intersection(range)? })
}

/// `range` in pieces that can be laid out: cut behind a sentence if one ends in the second half, else at a blank, else
/// anywhere.
fn pieces(range: TextRange, text: &str) -> Vec<TextRange> {
    let mut pieces = Vec::new();
    let mut rest = range;
    while rest.len() > MAX_BLOCK_BYTES {
        let whole = rest.of(text);
        let mut limit = MAX_BLOCK_BYTES;
        while !whole.is_char_boundary(limit) {
            limit -= 1;
        }
        let window = whole.get(..limit).unwrap_or_default();
        let cut = rest.start() + cut_in(window);
        let piece = trim_blank(TextRange::new(rest.start(), cut), text);
        if !piece.is_empty() {
            pieces.push(piece);
        }
        rest = trim_blank(TextRange::new(cut, rest.end()), text);
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

fn cut_in(window: &str) -> usize {
    let found = sentences(window);
    let last_whole = found.len().checked_sub(2).and_then(|idx| found.get(idx)).map(|sentence| sentence.end());
    last_whole
        .filter(|&end| end > window.len() / 2)
        .or_else(|| window.rfind(is_blank).filter(|&end| end > window.len() / 2))
        .unwrap_or(window.len())
}
