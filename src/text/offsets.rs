//! Bytes to code points and back.

use super::TextRange;

/// Distance in bytes between two checkpoints.
const STRIDE: usize = 256;

/// Converts between byte offsets and code-point offsets of one text, O(256) each.
///
/// The index does not hold the text: pass the same text to every call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharIndex {
    /// Code points that begin before byte `i * STRIDE`.
    checkpoints: Vec<u32>,
    n_chars: usize,
}

impl CharIndex {
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut n_chars = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            checkpoints.push(n_chars as u32);
            n_chars += count_starts(chunk);
        }
        Self { checkpoints, n_chars }
    }

    /// Code points in the text.
    pub fn n_chars(&self) -> usize {
        self.n_chars
    }

    /// Code points that begin before `byte`; past the end, all of them.
    pub fn char_of(&self, text: &str, byte: usize) -> usize {
        if byte >= text.len() {
            return self.n_chars;
        }
        let idx = byte / STRIDE;
        let before = self.checkpoints.get(idx).map_or(0, |&n| n as usize);
        before + text.as_bytes().get(idx * STRIDE..byte).map_or(0, count_starts)
    }

    /// Byte at which code point number `char_offset` begins; past the end, the text's length.
    pub fn byte_of(&self, text: &str, char_offset: usize) -> usize {
        if char_offset >= self.n_chars {
            return text.len();
        }
        let idx = self.checkpoints.partition_point(|&n| n as usize <= char_offset).saturating_sub(1);
        let mut left = char_offset - self.checkpoints.get(idx).map_or(0, |&n| n as usize);
        let base = idx * STRIDE;
        for (i, &byte) in text.as_bytes().iter().enumerate().skip(base) {
            if is_start(byte) {
                if left == 0 {
                    return i;
                }
                left -= 1;
            }
        }
        text.len()
    }

    /// `range` in code points, half-open.
    pub fn chars_of(&self, text: &str, range: TextRange) -> (usize, usize) {
        (self.char_of(text, range.start()), self.char_of(text, range.end()))
    }

    /// The bytes of code points `start..end`.
    pub fn range_of(&self, text: &str, start: usize, end: usize) -> TextRange {
        TextRange::new(self.byte_of(text, start), self.byte_of(text, end))
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::text::random::cases(256))]

        #[test]
        fn offsets_round_trip(text in "[a𠮷春，é\u{301} \n]{0,400}") {
            let index = CharIndex::new(&text);
            prop_assert_eq!(index.n_chars(), text.chars().count());
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.char_of(&text, byte), n);
                prop_assert_eq!(index.byte_of(&text, n), byte);
            }
            prop_assert_eq!(index.byte_of(&text, index.n_chars()), text.len());
        }
    }
}
