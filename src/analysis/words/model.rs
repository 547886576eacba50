//! The model's two files as tables read in place: nothing is built when the program starts.
//!
//! Each file is a list of sections: count, then offset and length of each, all `u32` little-endian, then the bytes.

use super::fold;

/// Bytes of one row of weights: twelve labels of names against "no name", three of words against "word of one
/// character", one spare.
pub(super) const LANES: usize = 16;

/// Rows one n-gram may have, one for each character it speaks about.
pub(super) const REACH: usize = 5;

/// Longest word in characters that the lexicon can hold.
pub(super) const LONGEST: usize = 10;

/// Seed of the n-grams' hash, and of pairs with one character between.
pub(super) const SEED: u64 = 0x51;
pub(super) const SKIP_SEED: u64 = 0x1234_5678_9ABC_DEF1;

/// One step of the hash of an n-gram.
#[inline]
pub(super) fn step(hash: u64, code: u16) -> u64 {
    let mixed = (hash ^ (u64::from(code) + 1)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 31)
}

/// What the lexicon knows of an n-gram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry(u32);

impl Entry {
    /// `row` below 2²⁰, `mask` below 2⁵, `class` below 2⁶.
    pub(super) fn new(row: u32, mask: u32, class: u32, goes_on: bool) -> Self {
        Self(row | (mask << 20) | (class << 25) | (u32::from(goes_on) << 31))
    }

    #[inline]
    pub(super) fn row(self) -> usize {
        (self.0 & 0xF_FFFF) as usize
    }

    /// Which of the [`REACH`] rows exist; those that do follow one another.
    #[inline]
    pub(super) fn mask(self) -> u32 {
        (self.0 >> 20) & 0x1F
    }

    /// Class of the word, 0 where the n-gram is no word.
    #[inline]
    pub(super) fn class(self) -> u8 {
        ((self.0 >> 25) & 0x3F) as u8
    }

    /// Whether something longer begins with this n-gram.
    #[inline]
    pub(super) fn goes_on(self) -> bool {
        self.0 >> 31 != 0
    }

    pub(super) fn bits(self) -> u32 {
        self.0
    }
}

/// The tag that stands beside an entry to tell it from others in its place; never 0, which marks an empty slot.
#[inline]
pub(super) fn tag(hash: u64) -> u32 {
    (hash as u32) | 1
}

/// Where the search for a hash begins in a table of `n_slots`.
#[inline]
pub(super) fn home(hash: u64, n_slots: usize) -> usize {
    (((hash >> 32) * n_slots as u64) >> 32) as usize
}

/// Section number `idx` of a file; empty where the file is too short.
fn section(file: &[u8], idx: usize) -> &[u8] {
    let number = |at: usize| {
        let bytes = file.get(at..at + 4).unwrap_or(&[0; 4]);
        bytes.try_into().map_or(0, u32::from_le_bytes) as usize
    };
    let (start, len) = (number(4 + idx * 8), number(8 + idx * 8));
    file.get(start..start + len).unwrap_or_default()
}

/// Puts sections into one file.
pub(super) fn join_sections(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut file = (sections.len() as u32).to_le_bytes().to_vec();
    let mut offset = 4 + sections.len() * 8;
    let align = |at: usize| at.next_multiple_of(64);
    for bytes in sections {
        offset = align(offset);
        file.extend((offset as u32).to_le_bytes());
        file.extend((bytes.len() as u32).to_le_bytes());
        offset += bytes.len();
    }
    for bytes in sections {
        file.resize(align(file.len()), 0);
        file.extend(bytes);
    }
    file
}

/// Words and n-grams by hash, and the table that folds characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexicon<'a> {
    variants: &'a [u8],
    slots: &'a [[u8; 8]],
}

impl<'a> Lexicon<'a> {
    pub(super) fn new(file: &'a [u8]) -> Self {
        Self { variants: section(file, 0), slots: section(file, 1).as_chunks().0 }
    }

    /// The code of a character: width, letters and digits folded, traditional forms as simplified ones.
    #[inline]
    pub(super) fn fold(&self, c: char) -> u16 {
        let code = fold::plain(c);
        let at = usize::from(code) * 2;
        self.variants.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(code, u16::from_le_bytes)
    }

    #[inline]
    pub(super) fn get(&self, hash: u64) -> Option<Entry> {
        let tag = tag(hash);
        let mut at = home(hash, self.slots.len());
        loop {
            let slot = u64::from_le_bytes(*self.slots.get(at)?);
            if slot as u32 == tag {
                return Some(Entry((slot >> 32) as u32));
            }
            if slot as u32 == 0 {
                return None;
            }
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
    }
}

/// The table of a lexicon from its entries, four fifths full.
pub(super) fn slots_of(entries: &[(u64, Entry)]) -> Vec<u8> {
    let n_slots = entries.len() * 5 / 4 + 8;
    let mut slots = vec![0_u64; n_slots];
    for &(hash, entry) in entries {
        let mut at = home(hash, n_slots);
        while slots.get(at).is_some_and(|&slot| slot != 0) {
            at = (at + 1) % n_slots;
        }
        if let Some(slot) = slots.get_mut(at) {
            *slot = (u64::from(entry.bits()) << 32) | u64::from(tag(hash));
        }
    }
    slots.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}

/// Weights by row, and what the decoders need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights<'a> {
    /// Rows of n-grams.
    pub(super) ngrams: &'a [[u8; LANES]],
    /// Rows of what the lexicon's words say about a place.
    pub(super) lattice: &'a [[u8; LANES]],
    /// Transitions between labels of names, 13 × 13, then of words, 4 × 4; then units per natural-logarithm one.
    transitions: &'a [[u8; 2]],
    /// Rows of the tagger of parts of speech.
    pub(super) pos: &'a [[u8; super::pos_tagger::WIDTH]],
}

impl<'a> Weights<'a> {
    pub(super) fn new(file: &'a [u8]) -> Self {
        Self {
            ngrams: section(file, 0).as_chunks().0,
            lattice: section(file, 1).as_chunks().0,
            transitions: section(file, 2).as_chunks().0,
            pos: section(file, 3).as_chunks().0,
        }
    }

    /// Number `idx` of the transitions.
    pub(super) fn transition(&self, idx: usize) -> i32 {
        self.transitions.get(idx).map_or(0, |&bytes| i32::from(i16::from_le_bytes(bytes)))
    }
}
