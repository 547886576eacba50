//! The place of a passage, if there is no doubt about it.

use super::haystack::Haystack;
use super::quote::quote_places;
use super::rank::{Candidate, Sought, ranked};
use crate::anchoring::{TextQuoteSelector, quotation_score};
use crate::document::Document;
use crate::import::notes::Passage;
use crate::text::TextRange;

/// Shortest quotation that is sure by itself where it stands only once.
const LEAST_EXACT: usize = 6;
/// A shorter one must have as much of its context around it as makes this many characters.
const LEAST_SURE: usize = 12;
/// Characters of agreeing context that count: more do not make a short quotation surer.
const SURROUNDINGS: usize = 20;
/// Least share of the context that must stand around a quotation where it does not agree from character to character.
const LEAST_CONTEXT: f32 = 0.5;
/// How much more of the context must stand around the best place than around any other.
const MARGIN: f32 = 0.25;
/// Least likeness that is worth the reader's look.
const LEAST_SCORE: f32 = 0.8;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Located {
    Placed(TextRange),
    /// The best place, and how alike its words are.
    InDoubt(TextRange, f32),
    Nowhere,
}

/// Where `passage` stands in `document`, from which `text` was made. `is_its_text`: the passage was marked on this very
/// text, so that its position holds.
pub(super) fn locate(text: &Haystack, document: &Document, passage: &Passage, is_its_text: bool) -> Located {
    let named = passage.position.and_then(|position| text.named(document, position)).filter(|range| !range.is_empty());
    if is_its_text
        && let Some(range) = named
        && (passage.quote.is_empty() || document.slice(range) == passage.quote)
    {
        return Located::Placed(range);
    }
    let sought = Sought::new(passage);
    if sought.quote.is_empty() {
        return Located::Nowhere;
    }
    if let Some(range) = exact_place(document, passage, &sought) {
        return Located::Placed(range);
    }
    let cells_named = named.map(|range| text.cells_in(range));
    let candidates = ranked(text, &sought, cells_named.map(|cells| cells.0));
    let Some((best, others)) = candidates.split_first() else { return Located::Nowhere };
    if best.is_exact() {
        if is_sure(&sought, best) && is_apart(&sought, best, others) {
            return Located::Placed(text.range(best.cells));
        }
        // Of places that nothing else tells apart, the one that the position names character for character.
        if let Some(cells) = cells_named
            && sought.quote.len() >= LEAST_EXACT
            && candidates.iter().any(|other| other.cells == cells && other.context >= best.context)
        {
            return Located::Placed(text.range(cells));
        }
    }
    let range = text.range(best.cells);
    let score = quotation_score(&passage.quote, document.slice(range));
    if score >= LEAST_SCORE { Located::InDoubt(range, score) } else { Located::Nowhere }
}

/// The one place that has the words and all of the context, nothing folded.
fn exact_place(document: &Document, passage: &Passage, sought: &Sought) -> Option<TextRange> {
    let n_said = sought.quote.len() + sought.n_context();
    if sought.quote.len() < LEAST_EXACT && n_said < LEAST_SURE {
        return None;
    }
    let selector = TextQuoteSelector {
        exact: passage.quote.clone(),
        prefix: passage.prefix.clone(),
        suffix: passage.suffix.clone(),
    };
    match quote_places(document.text(), &selector).as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Whether words and context together are too many to be there by chance.
fn is_sure(sought: &Sought, place: &Candidate) -> bool {
    let n_quote = sought.quote.len();
    if sought.n_context() == 0 {
        return n_quote >= LEAST_EXACT;
    }
    n_quote + place.agreement.min(SURROUNDINGS) >= LEAST_SURE
        || (n_quote >= LEAST_EXACT && place.context >= LEAST_CONTEXT)
}

/// Whether the context tells the best place from every other.
fn is_apart(sought: &Sought, best: &Candidate, others: &[Candidate]) -> bool {
    let is_whole = |place: &Candidate| sought.n_context() > 0 && place.agreement == sought.n_context();
    let most = others.iter().map(|other| other.context).fold(0.0, f32::max);
    others.is_empty()
        || (is_whole(best) && !others.iter().any(is_whole))
        || (best.context >= LEAST_CONTEXT && best.context - most >= MARGIN)
}
