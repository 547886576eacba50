//! Each analysis numbers its entities anew: the focus stays with the name it was on.

use crate::analysis::{Analysis, EntityId};
use crate::document::DocumentHash;
use crate::session::Session;
use crate::text::TextRange;
use crate::ui::context::Focus;

/// Remembers where the entity in focus stands in the text.
#[derive(Default)]
pub(super) struct FocusFollower {
    seen: Option<Seen>,
}

#[derive(Clone, Copy)]
struct Seen {
    document: DocumentHash,
    version: u64,
    id: EntityId,
    /// First mention.
    at: TextRange,
    /// The running analysis has not come to the place yet, and nothing is in focus meanwhile.
    is_waiting: bool,
}

impl FocusFollower {
    /// Where the focus goes when the analysis has changed under it; `None` where it stays.
    pub(super) fn follow(&mut self, session: &Session, focus: &Focus) -> Option<Focus> {
        let Some(document) = session.open.as_ref().map(|open| open.document.hash()) else {
            self.seen = None;
            return None;
        };
        self.seen = self.seen.filter(|seen| seen.document == document && is_on(*seen, focus));
        let analysis = session.analysis.as_ref()?;
        let version = session.analysis_version;
        match self.seen {
            Some(seen) if seen.version == version => None,
            Some(seen) => {
                let place = entity_at(analysis, seen.at);
                let is_running = session.progress().is_some();
                self.seen = place
                    .map(|id| Seen { version, id, is_waiting: false, ..seen })
                    .or_else(|| is_running.then_some(Seen { version, is_waiting: true, ..seen }));
                let wanted = place.map_or(Focus::Nothing, Focus::Entity);
                (wanted != *focus).then_some(wanted)
            }
            None => {
                self.seen = first_seen(analysis, document, version, focus);
                None
            }
        }
    }
}

/// Whether the focus is still where it was seen last.
fn is_on(seen: Seen, focus: &Focus) -> bool {
    match focus {
        Focus::Entity(id) => *id == seen.id && !seen.is_waiting,
        Focus::Nothing => seen.is_waiting,
        Focus::Annotation(_) | Focus::Expression(_) | Focus::Quotation(_) | Focus::Word(_) => false,
    }
}

fn first_seen(analysis: &Analysis, document: DocumentHash, version: u64, focus: &Focus) -> Option<Seen> {
    let Focus::Entity(id) = *focus else { return None };
    let first = *analysis.entities.get(id.0 as usize)?.mentions.first()?;
    let at = analysis.mentions.get(first as usize)?.range;
    Some(Seen { document, version, id, at, is_waiting: false })
}

/// The entity that stands exactly at `range`, or else the longest that touches it.
fn entity_at(analysis: &Analysis, range: TextRange) -> Option<EntityId> {
    let until = analysis.mentions.partition_point(|mention| mention.range.start() < range.end());
    let before = analysis.mentions.get(..until)?.iter().rev();
    // Mentions are ordered by their start: a few steps back reach every one that may touch the range.
    let touching: Vec<_> = before.take(N_BACK).filter(|mention| mention.range.overlaps(range)).collect();
    let exact = touching.iter().find(|mention| mention.range == range);
    let found = exact.or_else(|| touching.iter().max_by_key(|mention| mention.range.len()));
    found.map(|mention| mention.entity)
}

/// More mentions than this are never nested in one another.
const N_BACK: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Mention;
    use crate::annotation::EntityType;

    #[test]
    fn the_entity_at_a_place_is_the_exact_one_or_the_longest() {
        let mention = |start: usize, end: usize, entity: u32| Mention {
            range: TextRange::new(start, end),
            entity: EntityId(entity),
            kind: EntityType::Place,
            confidence: 1.0,
            nested: false,
        };
        let mentions = vec![mention(0, 9, 0), mention(0, 3, 1), mention(12, 15, 2)];
        let analysis = Analysis { mentions, ..Analysis::default() };
        let at = |start: usize, end: usize| entity_at(&analysis, TextRange::new(start, end));
        assert_eq!(at(0, 3), Some(EntityId(1)));
        assert_eq!(at(0, 6), Some(EntityId(0)));
        assert_eq!(at(12, 15), Some(EntityId(2)));
        assert_eq!(at(9, 12), None);
    }
}
