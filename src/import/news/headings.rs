//! Headings that nothing marks: short lines without a final mark between paragraphs, and numbered ones.

use super::lines::{Line, Shape};
use super::numbering::Rank;
use crate::document::BlockKind;

/// Turns body lines that are headings into such, with levels counted from 1 for the highest rank in the text.
pub(super) fn mark(lines: &mut [Line]) {
    let ranks = ranks(lines);
    let levels = levels(&ranks);
    for (line, rank) in lines.iter_mut().zip(ranks) {
        if let Some(level) = rank.and_then(|rank| levels.iter().position(|&known| known == rank)) {
            line.kind = BlockKind::Heading { level: level as u8 + 1 };
        }
    }
}

/// Whether most lines of the body are short without final marks: verse, a list, a text broken at the margin. Nothing in it
/// is told apart by being short.
pub(super) fn is_mostly_open(lines: &[Line]) -> bool {
    let body = || lines.iter().filter(|line| line.is_body() && line.kind == BlockKind::Paragraph);
    let n_open = body().filter(|line| line.shape == Shape::Open).count();
    n_open * 2 > body().count()
}

fn ranks(lines: &[Line]) -> Vec<Option<Rank>> {
    let is_uniform = is_mostly_open(lines);
    lines
        .iter()
        .enumerate()
        .map(|(idx, line)| {
            if !line.is_body() || line.kind != BlockKind::Paragraph || line.shape == Shape::Long {
                return None;
            }
            let previous = idx.checked_sub(1).and_then(|before| lines.get(before));
            let next = lines.get(idx + 1).filter(|next| next.is_body())?;
            match line.rank {
                Some(rank) => is_numbered_heading(line, rank, previous, next).then_some(rank),
                None => (!is_uniform && is_unnumbered_heading(line, previous, next)).then_some(Rank::Unnumbered),
            }
        })
        .collect()
}

/// A numbered line heads what follows unless its neighbours are items of the same list.
fn is_numbered_heading(line: &Line, rank: Rank, previous: Option<&Line>, next: &Line) -> bool {
    let is_item = next.rank == Some(rank) || previous.is_some_and(|line| line.rank == Some(rank));
    let heads = next.shape == Shape::Long || next.rank.is_some_and(|below| below > rank) || rank <= Rank::Han;
    line.shape == Shape::Open && !is_item && heads
}

/// A short line without final mark stands over a long paragraph, and what is before it is closed.
fn is_unnumbered_heading(line: &Line, previous: Option<&Line>, next: &Line) -> bool {
    let is_apart = previous.is_none_or(|line| {
        !line.is_body() || line.shape != Shape::Open || line.kind != BlockKind::Paragraph || line.rank.is_some()
    });
    line.shape == Shape::Open && next.shape == Shape::Long && is_apart
}

/// The ranks in use, highest first. Unnumbered headings go where the text first shows them among the numbered ones.
fn levels(ranks: &[Option<Rank>]) -> Vec<Rank> {
    let mut levels: Vec<Rank> = ranks.iter().flatten().copied().collect();
    let first = levels.first().copied();
    levels.sort_unstable();
    levels.dedup();
    if let (Some(first), Some(at)) = (first, levels.iter().position(|&rank| rank == Rank::Unnumbered))
        && first >= Rank::Han
    {
        levels.remove(at);
        levels.push(Rank::Unnumbered);
    }
    levels
}
