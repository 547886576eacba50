//! Where a text quote selector finds its quotation, character by character.

use memchr::memmem;

use crate::anchoring::TextQuoteSelector;
use crate::text::TextRange;

/// Every place of `text` that `selector` names: the quotation with the prefix right before and the suffix right behind it,
/// nothing folded. In order; places may overlap. An empty quotation names the places between characters.
pub fn quote_places(text: &str, selector: &TextQuoteSelector) -> Vec<TextRange> {
    let TextQuoteSelector { exact, prefix, suffix } = selector;
    let place = |at: usize| TextRange::new(at + prefix.len(), at + prefix.len() + exact.len());
    let sought = [prefix.as_str(), exact.as_str(), suffix.as_str()].concat();
    if sought.is_empty() {
        return text.char_indices().map(|(at, _)| place(at)).chain([place(text.len())]).collect();
    }
    let finder = memmem::Finder::new(&sought);
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(found) = text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
        places.push(place(from + found));
        // UTF-8 synchronises itself: nothing is found inside a character.
        from += found + 1;
    }
    places
}
