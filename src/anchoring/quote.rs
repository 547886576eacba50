//! Text quote selectors: the words marked with what stands before and after them.

use crate::text::TextRange;

/// Characters of context kept on either side of a quotation.
pub const CONTEXT_CHARS: usize = 32;

/// The W3C Web Annotation model's `TextQuoteSelector`: the text selected and what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextQuoteSelector {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
}

/// The W3C Web Annotation model's `TextPositionSelector`: half-open, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextPositionSelector {
    pub start: usize,
    pub end: usize,
}

/// The selector for `range` of `text`, with up to [`CONTEXT_CHARS`] code points of context on either side.
/// A range that does not fit the text gives an empty selector.
pub fn quote_selector(text: &str, range: TextRange) -> TextQuoteSelector {
    quote_selector_with(text, range, CONTEXT_CHARS)
}

/// As [`quote_selector`], with up to `n_context` code points of context.
pub fn quote_selector_with(text: &str, range: TextRange, n_context: usize) -> TextQuoteSelector {
    let (Some(before), Some(exact), Some(after)) =
        (text.get(..range.start()), text.get(range.start()..range.end()), text.get(range.end()..))
    else {
        return TextQuoteSelector::default();
    };
    let prefix_start = before.char_indices().rev().take(n_context).last().map_or(before.len(), |(at, _)| at);
    let suffix_end = after.char_indices().nth(n_context).map_or(after.len(), |(at, _)| at);
    TextQuoteSelector {
        exact: exact.to_owned(),
        prefix: before.get(prefix_start..).unwrap_or_default().to_owned(),
        suffix: after.get(..suffix_end).unwrap_or_default().to_owned(),
    }
}

/// The selector of `range` in code points.
pub fn position_selector(text: &str, range: TextRange) -> TextPositionSelector {
    let start = text.get(..range.start()).map_or(0, |before| before.chars().count());
    TextPositionSelector { start, end: start + range.of(text).chars().count() }
}

/// The bytes that a position names; `None` where it ends past the text or before it starts.
pub fn position_range(text: &str, position: TextPositionSelector) -> Option<TextRange> {
    let n_chars = position.end.checked_sub(position.start)?;
    let byte_of = |rest: &str, n| rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(n);
    let start = byte_of(text, position.start)?;
    let length = byte_of(text.get(start..)?, n_chars)?;
    Some(TextRange::new(start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_to_code_points() {
        let text = "春眠不觉晓，处处闻啼鸟。";
        let range = TextRange::new("春眠".len(), "春眠不觉晓".len());
        let selector = quote_selector_with(text, range, 3);
        assert_eq!(selector.exact, "不觉晓");
        assert_eq!(selector.prefix, "春眠");
        assert_eq!(selector.suffix, "，处处");
    }

    #[test]
    fn a_quotation_at_an_edge_has_no_context_there() {
        let text = "𠮷野";
        let selector = quote_selector(text, TextRange::new(0, text.len()));
        assert_eq!((selector.prefix.as_str(), selector.suffix.as_str()), ("", ""));
        assert_eq!(quote_selector(text, TextRange::new(1, 4)), TextQuoteSelector::default());
    }

    #[test]
    fn positions_count_code_points() {
        let text = "a𠮷春b";
        let position = TextPositionSelector { start: 1, end: 3 };
        let range = position_range(text, position).unwrap();
        assert_eq!(range.of(text), "𠮷春");
        assert_eq!(position_selector(text, range), position);
        assert_eq!(position_range(text, TextPositionSelector { start: 4, end: 4 }), Some(TextRange::new(8 + 1, 9)));
        assert_eq!(position_range(text, TextPositionSelector { start: 4, end: 5 }), None);
        assert_eq!(position_range(text, TextPositionSelector { start: 3, end: 2 }), None);
    }
}
