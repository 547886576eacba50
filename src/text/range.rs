//! A half-open range of bytes in a text.

use std::ops::Range;

/// Half-open range of byte offsets, `start <= end`, both on character boundaries of the text it belongs to.
/// Code points appear only at the edges of the program: see [`super::CharIndex`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    start: usize,
    end: usize,
}

impl TextRange {
    /// The range from `start` to `end`; an `end` before `start` gives the empty range at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    pub fn start(self) -> usize {
        self.start
    }

    pub fn end(self) -> usize {
        self.end
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes both have, if any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self::new(self.start.max(other.start), self.end.min(other.end)))
    }

    /// Moved towards the end by `by` bytes.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// As seen from `origin`; bytes before `origin` are cut off.
    pub fn relative_to(self, origin: usize) -> Self {
        Self { start: self.start.saturating_sub(origin), end: self.end.saturating_sub(origin) }
    }

    /// The text of this range; empty where the range does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Range<usize>> for TextRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<TextRange> for Range<usize> {
    fn from(range: TextRange) -> Self {
        range.start..range.end
    }
}
