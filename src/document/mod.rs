//! The document: immutable text in blocks, with its metadata and outline.

mod block;
mod metadata;

pub use block::{Block, BlockKind, InlineKind, InlineSpan};
pub use metadata::Metadata;

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::text::{CharIndex, TextRange};

/// SHA-256 of a document's canonical text: what annotations belong to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentHash(pub [u8; 32]);

impl DocumentHash {
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        // Numbers may have a sign where digits are read as such.
        if hex.len() != 64 || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for DocumentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DocumentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentHash({self})")
    }
}

/// A document as read. Never edited; annotations point into [`Document::text`], the canonical text.
///
/// Blocks are in reading order and do not overlap; every byte outside them is white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    text: String,
    hash: DocumentHash,
    chars: CharIndex,
    blocks: Vec<Block>,
    metadata: Metadata,
}

impl Document {
    /// `blocks` must be in order, disjoint, and inside `text`.
    pub fn new(text: String, blocks: Vec<Block>, metadata: Metadata) -> Self {
        debug_assert!(blocks.windows(2).all(|pair| matches!(pair, [a, b] if a.range.end() <= b.range.start())));
        let hash = DocumentHash::of(&text);
        let chars = CharIndex::new(&text);
        Self { text, hash, chars, blocks, metadata }
    }

    /// The canonical text.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn hash(&self) -> DocumentHash {
        self.hash
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    pub fn n_chars(&self) -> usize {
        self.chars.n_chars()
    }

    /// Index of the block at `offset`, or of the last one that begins before it; `None` in a document without blocks.
    pub fn block_idx_at(&self, offset: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.range.start() <= offset);
        (!self.blocks.is_empty()).then(|| after.saturating_sub(1))
    }

    /// Text of a range; empty where the range does not fit.
    pub fn slice(&self, range: TextRange) -> &str {
        range.of(&self.text)
    }

    /// Headings in order, with their level (1 is the highest).
    pub fn outline(&self) -> impl Iterator<Item = (u8, &Block)> {
        self.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Title => Some((1, block)),
            BlockKind::Heading { level } => Some((level, block)),
            _ => None,
        })
    }

    /// Half-open code points of a byte range.
    pub fn char_range(&self, range: TextRange) -> (usize, usize) {
        self.chars.chars_of(&self.text, range)
    }

    pub fn char_offset(&self, byte: usize) -> usize {
        self.chars.char_of(&self.text, byte)
    }

    /// Bytes of the code points `start..end`, cut to the text.
    pub fn byte_range(&self, start: usize, end: usize) -> TextRange {
        self.chars.range_of(&self.text, start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_read_as_they_are_written() {
        let hash = DocumentHash::of("春眠");
        assert_eq!(DocumentHash::from_hex(&hash.to_string()), Some(hash));
        assert_eq!(DocumentHash::from_hex(&"+f".repeat(32)), None);
        assert_eq!(DocumentHash::from_hex("0f"), None);
    }
}
