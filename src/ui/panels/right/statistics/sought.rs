//! What is looked up, and where it stands across the text.

use crate::analysis::statistics::Query;
use crate::analysis::{Analysis, Entity};
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Ticks that a strip as wide as the widest panel can show.
const N_TICKS: usize = 1000;
/// Parts of the text that counts are given for.
pub(super) const N_PARTS: usize = 10;

/// A word, phrase, pattern or entity the reader asks about. An entity goes by its name: its number is another in the
/// next analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    Word(String),
    Phrase(String),
    Regex(String),
    Entity(String),
}

impl Sought {
    pub(super) fn label(&self) -> &str {
        match self {
            Self::Word(label) | Self::Phrase(label) | Self::Regex(label) | Self::Entity(label) => label,
        }
    }

    /// In the concordance's terms; `None` where the analysis knows the entity no more.
    pub(super) fn query(&self, analysis: &Analysis) -> Option<Query> {
        Some(match self {
            Self::Word(word) => Query::Word(word.clone()),
            Self::Phrase(phrase) => Query::Phrase(phrase.clone()),
            Self::Regex(pattern) => Query::Regex(pattern.clone()),
            Self::Entity(_) => Query::Entity(self.entity(analysis)?.id),
        })
    }

    pub(super) fn kind(&self, analysis: &Analysis) -> Option<EntityType> {
        self.entity(analysis).map(|entity| entity.kind)
    }

    fn entity<'a>(&self, analysis: &'a Analysis) -> Option<&'a Entity> {
        match self {
            Self::Entity(name) => analysis.entities.iter().find(|entity| entity.name == *name),
            Self::Word(_) | Self::Phrase(_) | Self::Regex(_) => None,
        }
    }
}

/// Where something stands, thinned to what a strip can show.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Of all places, also those left out below.
    pub(super) n: usize,
    /// 0 to 1, in order.
    pub(super) positions: Vec<f32>,
    /// The range of each position.
    pub(super) ranges: Vec<TextRange>,
    /// Places in each tenth of the text.
    pub(super) parts: [usize; N_PARTS],
}

impl Places {
    /// Of `hits`, in order, in a text of `n_bytes`.
    pub(super) fn new(hits: &[TextRange], n_bytes: usize) -> Self {
        let n_bytes = n_bytes.max(1);
        let mut places = Self { n: hits.len(), ..Self::default() };
        let mut last = None;
        for &hit in hits {
            let part = hit.start() * N_PARTS / n_bytes;
            if let Some(count) = places.parts.get_mut(part) {
                *count += 1;
            }
            let tick = hit.start() * N_TICKS / n_bytes;
            if last != Some(tick) {
                last = Some(tick);
                places.positions.push(hit.start() as f32 / n_bytes as f32);
                places.ranges.push(hit);
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_share_a_tick_are_counted_and_shown_once() {
        let hits = [0, 3, 50_000, 99_999].map(|start| TextRange::new(start, start + 3));
        let places = Places::new(&hits, 100_000);
        assert_eq!(places.n, 4);
        assert_eq!(places.ranges.len(), 3);
        assert_eq!(places.parts, [2, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    }

    #[test]
    fn an_empty_text_has_no_places() {
        assert_eq!(Places::new(&[], 0).positions.len(), 0);
    }
}
