//! Which marks, mentions and hits touch a line: an index over overlapping ranges.

use crate::text::TextRange;

/// Ranges that may overlap, found by what they touch in O(log n + found).
#[derive(Clone, Debug)]
pub(super) struct SpanIndex<T> {
    /// By start.
    spans: Vec<(TextRange, T)>,
    /// Greatest end of the spans up to and including each.
    reach: Vec<usize>,
}

impl<T> Default for SpanIndex<T> {
    fn default() -> Self {
        Self { spans: Vec::new(), reach: Vec::new() }
    }
}

impl<T: Copy> SpanIndex<T> {
    pub(super) fn new(mut spans: Vec<(TextRange, T)>) -> Self {
        spans.sort_by_key(|(range, _)| (range.start(), std::cmp::Reverse(range.end())));
        let reach = spans
            .iter()
            .scan(0, |reach, (range, _)| {
                *reach = range.end().max(*reach);
                Some(*reach)
            })
            .collect();
        Self { spans, reach }
    }

    /// All spans, by start.
    pub(super) fn all(&self) -> &[(TextRange, T)] {
        &self.spans
    }

    /// Spans that share a byte with `range`, by start.
    pub(super) fn touching(&self, range: TextRange) -> Vec<(TextRange, T)> {
        let end = self.spans.partition_point(|(span, _)| span.start() < range.end());
        let mut found = Vec::new();
        for idx in (0..end).rev() {
            if self.reach.get(idx).is_none_or(|&reach| reach <= range.start()) {
                break;
            }
            if let Some(&(span, value)) = self.spans.get(idx)
                && span.overlaps(range)
            {
                found.push((span, value));
            }
        }
        found.reverse();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::text::random::cases(256))]

        #[test]
        fn finds_what_a_scan_finds(
            spans in proptest::collection::vec((0usize..60, 1usize..20), 0..30),
            start in 0usize..60,
            len in 1usize..20,
        ) {
            let spans: Vec<_> = spans.iter().map(|&(s, n)| (TextRange::new(s, s + n), s * 100 + n)).collect();
            let query = TextRange::new(start, start + len);
            let mut expected: Vec<_> = spans.iter().copied().filter(|(span, _)| span.overlaps(query)).collect();
            let mut found = SpanIndex::new(spans).touching(query);
            expected.sort();
            found.sort();
            prop_assert_eq!(found, expected);
        }
    }
}
