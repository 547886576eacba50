//! Total fit: the set of breaks whose lines cost least together (after Knuth and Plass, *Breaking Paragraphs into Lines*, 1981).
//!
//! Because neighbouring lines cost together (contrast of squeezed marks), a state is a line, not a break.
//! Every break has a window of feasible starts, so time is linear in the length for a given measure.

use super::breaks::Break;
use super::cost::{Frame, NO_MARKS, contrast};

/// A line that ends at some break, with the cheapest lines before it.
#[derive(Clone, Copy, Debug)]
struct State {
    cost: f32,
    ratio: f32,
    /// Break the line ends at.
    at: u32,
    /// The line before: index of a state; of the root, itself.
    before: u32,
}

/// Breaks decided on at a time: bounds memory, and keeps costs small enough for f32. A paragraph of fewer breaks is set
/// exactly; a longer one is set with the lines at the seam decided twice.
const CHUNK: usize = 8192;
/// Lines given up at a seam and decided again with what follows in view.
const OVERLAP: usize = 8;

/// Indices of the chosen breaks, from the first (0) to the last.
pub(super) fn optimal(breaks: &[Break], frame: &Frame) -> Vec<usize> {
    let last = breaks.len().saturating_sub(1);
    let mut chosen = vec![0];
    let mut ratio = NO_MARKS;
    loop {
        let from = chosen.last().copied().unwrap_or_default();
        if from >= last {
            return chosen;
        }
        let to = if last - from > CHUNK + CHUNK / 4 { from + CHUNK } else { last };
        let mut path = chunk(breaks, frame, (from, to), ratio);
        if to < last && path.len() > 2 * OVERLAP {
            path.truncate(path.len() - OVERLAP);
        }
        ratio = path.last().map_or(NO_MARKS, |&(_, ratio)| ratio);
        if path.is_empty() {
            // Cannot happen while every reached start has a successor; one line is better than none.
            path.push((last, NO_MARKS));
        }
        chosen.extend(path.iter().map(|&(at, _)| at));
    }
}

/// Best lines from break `from` to break `to`: where each ends and its squeeze ratio.
fn chunk(breaks: &[Break], frame: &Frame, (from, to): (usize, usize), ratio: f32) -> Vec<(usize, f32)> {
    let last = breaks.len() - 1;
    let mut states = vec![State { cost: 0.0, ratio, at: from as u32, before: 0 }];
    // States of break `from + i` are `offsets[i]..offsets[i + 1]`.
    let mut offsets: Vec<u32> = vec![0, 1];
    let mut low = from;
    for j in from + 1..=to {
        let Some(end) = breaks.get(j) else { break };
        while low + 1 < j
            && breaks.get(low).is_some_and(|start| frame.is_overfull(&(end.end - start.start), frame.measure(low)))
        {
            low += 1;
        }
        let after = breaks.get(j + 1);
        for (i, start) in breaks.iter().enumerate().take(j).skip(low) {
            let measure = frame.measure(i);
            let line = end.end - start.start;
            let is_last = j == last;
            if !is_last && frame.is_loose(&line, measure) {
                // Too loose, unless nothing more fits after it.
                let has_room = after.is_some_and(|after| !frame.is_overfull(&(after.end - start.start), measure));
                if has_room {
                    break;
                }
            }
            let range = offsets.get(i - from).zip(offsets.get(i - from + 1)).map(|(&a, &b)| a as usize..b as usize);
            let Some(range) = range.filter(|range| !range.is_empty()) else { continue };
            let own = frame.line_cost(&line, measure, i, (start, end), is_last);
            if let Some((before, cost)) = cheapest(&states, range, own.ratio) {
                states.push(State { cost: cost + own.cost, ratio: own.ratio, at: j as u32, before });
            }
        }
        offsets.push(states.len() as u32);
    }
    trace(&states, &offsets, to == last)
}

#[inline]
fn cheapest(states: &[State], range: std::ops::Range<usize>, ratio: f32) -> Option<(u32, f32)> {
    let first = range.start as u32;
    let mut best: Option<(u32, f32)> = None;
    for (idx, state) in (first..).zip(states.get(range)?) {
        let cost = state.cost + contrast(state.ratio, ratio);
        if best.is_none_or(|(_, least)| cost < least) {
            best = Some((idx, cost));
        }
    }
    best
}

/// Follows the cheapest state back: one of the last break's, or at a seam one of the last that were reached.
fn trace(states: &[State], offsets: &[u32], is_end: bool) -> Vec<(usize, f32)> {
    let tail = match offsets {
        [.., before, _] if is_end => *before as usize,
        _ => offsets.iter().rev().nth(8).map_or(1, |&at| at as usize),
    };
    let best = states
        .iter()
        .enumerate()
        .skip(tail.max(1))
        .min_by(|(_, a), (_, b)| a.cost.total_cmp(&b.cost))
        .or_else(|| states.iter().enumerate().skip(1).next_back());
    let mut path = Vec::new();
    let mut at = best.map_or(0, |(idx, _)| idx);
    while at > 0 {
        let Some(state) = states.get(at) else { break };
        path.push((state.at as usize, state.ratio));
        at = state.before as usize;
    }
    path.reverse();
    path
}
