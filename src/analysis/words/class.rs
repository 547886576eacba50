//! Classes of the lexicon's words: parts of speech by number plus one, then these.

/// Idioms and fixed phrases.
pub(super) const IDIOM: u8 = 25;
/// Foreign names as they are written in Chinese.
pub(super) const FOREIGN: u8 = 26;
/// Provinces, with and without their ending.
pub(super) const PROVINCE: u8 = 27;
/// Cities and counties with their ending.
pub(super) const DIVISION: u8 = 28;
/// Cities and counties without it.
pub(super) const STEM: u8 = 29;
/// Words whose tag says nothing.
pub(super) const UNKNOWN: u8 = 30;

/// Whether a word is a division of the country by the list of them.
pub(super) fn is_division(class: u8) -> bool {
    matches!(class, PROVINCE | DIVISION | STEM)
}
