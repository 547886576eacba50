//! Names as found, before they are anybody's.

use crate::annotation::EntityType;
use crate::text::TextRange;

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) range: TextRange,
    pub(crate) kind: EntityType,
    /// 0 to 1; 1 where the reader said so.
    pub(crate) confidence: f32,
    /// Inside a longer name.
    pub(crate) nested: bool,
}

impl Found {
    pub(crate) fn new(range: TextRange, kind: EntityType, confidence: f32) -> Self {
        Self { range, kind, confidence, nested: false }
    }
}

/// By start, the longest first, no two of one range, none across another's border: of two that cross, or have the same
/// range, the surer stays. Says which are nested.
pub(crate) fn settle(mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|name| !name.range.is_empty());
    found.sort_by(|a, b| {
        (a.range.start(), b.range.end())
            .cmp(&(b.range.start(), a.range.end()))
            .then(b.confidence.total_cmp(&a.confidence))
    });
    let mut settled: Vec<Found> = Vec::with_capacity(found.len());
    // Indices of names around the present place, outermost first.
    let mut around: Vec<usize> = Vec::new();
    for mut name in found {
        while let Some(outer) = around.last().and_then(|&idx| settled.get(idx)) {
            if outer.range.end() > name.range.start() {
                break;
            }
            around.pop();
        }
        let outer = around.last().copied();
        match outer.and_then(|idx| settled.get_mut(idx)) {
            Some(outer) if outer.range == name.range => continue,
            Some(outer) if !outer.range.covers(name.range) => {
                if name.confidence <= outer.confidence || outer.nested {
                    continue;
                }
                // Emptied ones are dropped below.
                outer.range = TextRange::new(outer.range.start(), outer.range.start());
                around.pop();
                name.nested = !around.is_empty();
            }
            around => name.nested = around.is_some(),
        }
        around.push(settled.len());
        settled.push(name);
    }
    settled.retain(|name| !name.range.is_empty());
    settled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(start: usize, end: usize, confidence: f32) -> Found {
        Found::new(TextRange::new(start, end), EntityType::Place, confidence)
    }

    #[test]
    fn inner_names_are_nested_and_crossing_ones_judged() {
        let settled =
            settle(vec![found(3, 6, 0.9), found(0, 6, 0.5), found(4, 9, 0.8), found(10, 12, 0.5), found(10, 12, 1.0)]);
        let told: Vec<_> = settled.iter().map(|name| (name.range.start(), name.range.end(), name.nested)).collect();
        assert_eq!(told, [(0, 6, false), (3, 6, true), (10, 12, false)]);
    }

    proptest! {
        #![proptest_config(crate::text::random::cases(64))]
        #[test]
        fn no_two_cross(ranges in prop::collection::vec((0usize..40, 1usize..12, 0.0f32..1.0), 0..30)) {
            let settled = settle(ranges.into_iter().map(|(start, len, sure)| found(start, start + len, sure)).collect());
            for (i, a) in settled.iter().enumerate() {
                for b in settled.iter().skip(i + 1) {
                    prop_assert!(a.range != b.range);
                    prop_assert!(!a.range.overlaps(b.range) || a.range.covers(b.range));
                }
            }
        }
    }
}
