//! Each analysis numbers its entities anew: the focus stays with the name it was on.

use crate::analysis::{Analysis, EntityId};
use crate::document::DocumentHash;
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, ViewContext};

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
    /// Moves the focus when the analysis has changed under it.
    pub(super) fn follow(&mut self, ctx: &ViewContext<'_>) {
        let Some(document) = ctx.document().map(|document| document.hash()) else {
            self.seen = None;
            return;
        };
        self.seen = self.seen.filter(|seen| seen.document == document && is_on(*seen, &ctx.view.focus));
        let Some(analysis) = ctx.analysis() else { return };
        let version = ctx.session.analysis_version;
        match self.seen {
            Some(seen) if seen.version == version => {}
            Some(seen) => self.seen = moved(ctx, analysis, Seen { version, ..seen }),
            None => self.seen = first_seen(ctx, analysis, document),
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

fn first_seen(ctx: &ViewContext<'_>, analysis: &Analysis, document: DocumentHash) -> Option<Seen> {
    let Focus::Entity(id) = ctx.view.focus else { return None };
    let first = *ctx.entity(id)?.mentions.first()?;
    let at = analysis.mentions.get(first as usize)?.range;
    Some(Seen { document, version: ctx.session.analysis_version, id, at, is_waiting: false })
}

fn moved(ctx: &ViewContext<'_>, analysis: &Analysis, seen: Seen) -> Option<Seen> {
    if let Some(id) = entity_at(analysis, seen.at) {
        if id != seen.id || seen.is_waiting {
            ctx.send(Action::Focus(Focus::Entity(id)));
        }
        return Some(Seen { id, is_waiting: false, ..seen });
    }
    if !seen.is_waiting {
        ctx.send(Action::Focus(Focus::Nothing));
    }
    ctx.session.progress().is_some().then_some(Seen { is_waiting: true, ..seen })
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
