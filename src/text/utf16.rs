//! UTF-16 to bytes and back, for programs that count as JavaScript and Java do.

/// Distance in bytes between two checkpoints.
const STRIDE: usize = 256;

/// Converts between byte offsets and offsets in UTF-16 code units of one text, O(256) each.
///
/// The index does not hold the text: pass the same text to every call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Utf16Index {
    /// Code units of the characters that begin before byte `i * STRIDE`.
    checkpoints: Vec<usize>,
    n_units: usize,
}

impl Utf16Index {
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut n_units = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            checkpoints.push(n_units);
            n_units += chunk.iter().map(|&byte| units_of(byte)).sum::<usize>();
        }
        Self { checkpoints, n_units }
    }

    /// Code units in the text.
    pub fn n_units(&self) -> usize {
        self.n_units
    }

    /// Code units of the characters that begin before `byte`; past the end, all of them.
    pub fn unit_of(&self, text: &str, byte: usize) -> usize {
        if byte >= text.len() {
            return self.n_units;
        }
        let idx = byte / STRIDE;
        let before = self.checkpoints.get(idx).copied().unwrap_or(0);
        let rest = text.as_bytes().get(idx * STRIDE..byte).unwrap_or_default();
        before + rest.iter().map(|&byte| units_of(byte)).sum::<usize>()
    }

    /// Byte at which the character with code unit number `unit` begins; `None` between the two halves of a character
    /// and past the end.
    pub fn byte_of(&self, text: &str, unit: usize) -> Option<usize> {
        let idx = self.checkpoints.partition_point(|&n| n <= unit).saturating_sub(1);
        let mut left = unit - self.checkpoints.get(idx).copied().unwrap_or(0);
        for (i, &byte) in text.as_bytes().iter().enumerate().skip(idx * STRIDE) {
            let n_units = units_of(byte);
            if n_units > 0 && left == 0 {
                return Some(i);
            }
            left = left.checked_sub(n_units)?;
        }
        (left == 0).then_some(text.len())
    }
}

/// Code units of the character that `byte` begins; 0 of one that only goes on.
fn units_of(byte: u8) -> usize {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;
    use std::io::Write as _;
    use std::path::Path;

    #[test]
    fn a_place_inside_a_character_is_none() {
        let text = "a𠮷春";
        let index = Utf16Index::new(text);
        assert_eq!(index.n_units(), 4);
        assert_eq!(
            [0, 1, 2, 3, 4, 5].map(|unit| index.byte_of(text, unit)),
            [Some(0), Some(1), None, Some(5), Some(8), None]
        );
        assert_eq!(Utf16Index::new("").byte_of("", 0), Some(0));
    }

    proptest! {
        #[test]
        fn offsets_round_trip(text in "[a𠮷春，é\u{301} 🥳\n]{0,400}") {
            let index = Utf16Index::new(&text);
            let mut unit = 0;
            for (byte, c) in text.char_indices() {
                prop_assert_eq!(index.unit_of(&text, byte), unit);
                prop_assert_eq!(index.byte_of(&text, unit), Some(byte));
                unit += c.len_utf16();
            }
            prop_assert_eq!(index.n_units(), unit);
            prop_assert_eq!(index.byte_of(&text, unit), Some(text.len()));
        }
    }

    /// The samples of UIMA's CAS count in UTF-16, as Java does.
    #[test]
    fn offsets_of_cas_samples_convert_exactly() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/annotation/uima-cas");
        if !folder.exists() {
            writeln!(std::io::stderr(), "skipped: no CAS samples at {}", folder.display()).ok();
            return;
        }
        let mut n_checked = 0;
        for name in ["EmojiUnicodeText", "LeftToRightText", "Text", "TraditionalChineseText"] {
            let path = folder.join(format!("casWith{name}AndAnnotations/data.json"));
            #[expect(clippy::disallowed_methods, reason = "a fixture outside the project")]
            let json = std::fs::read_to_string(&path).expect("the sample is there");
            let cas: Value = serde_json::from_str(&json).expect("JSON");
            let structures = cas["%FEATURE_STRUCTURES"].as_array().expect("an array");
            let Some(text) = structures.iter().find_map(|fs| fs["sofaString"].as_str()) else { continue };
            let index = Utf16Index::new(text);
            let units: Vec<u16> = text.encode_utf16().collect();
            for structure in structures {
                let (Some(begin), Some(end)) = (structure["begin"].as_u64(), structure["end"].as_u64()) else {
                    continue;
                };
                let (begin, end) = (begin as usize, end as usize);
                let start_byte = index.byte_of(text, begin).expect("a character's edge");
                let end_byte = index.byte_of(text, end).expect("a character's edge");
                let expected = String::from_utf16(&units[begin..end]).expect("whole characters");
                assert_eq!(text.get(start_byte..end_byte), Some(expected.as_str()), "{name} {begin}..{end}");
                assert_eq!((index.unit_of(text, start_byte), index.unit_of(text, end_byte)), (begin, end));
                n_checked += 1;
            }
        }
        assert_eq!(n_checked, 23);
    }
}
