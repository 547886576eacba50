//! Line by line: the best next line by the same costs, for live resizing; and plain first fit, for counting.

use super::breaks::Break;
use super::cost::{Frame, NO_MARKS, contrast};

/// Indices of the chosen breaks, from the first (0) to the last.
pub(super) fn greedy(breaks: &[Break], frame: &Frame) -> Vec<usize> {
    let last = breaks.len().saturating_sub(1);
    let mut chosen = vec![0];
    let mut ratio = NO_MARKS;
    let mut from = 0;
    while from < last {
        let (to, line_ratio) = next_line(breaks, frame, from, ratio);
        chosen.push(to);
        (from, ratio) = (to, line_ratio);
    }
    chosen
}

fn next_line(breaks: &[Break], frame: &Frame, from: usize, ratio: f32) -> (usize, f32) {
    let last = breaks.len() - 1;
    let measure = frame.measure(from);
    let mut best = (from + 1, NO_MARKS);
    let Some(start) = breaks.get(from) else { return best };
    let mut least = f32::INFINITY;
    for (j, end) in breaks.iter().enumerate().skip(from + 1) {
        let line = end.end - start.start;
        if frame.is_overfull(&line, measure) && j > from + 1 {
            break;
        }
        let own = frame.line_cost(&line, measure, from, (start, end), j == last);
        let leaves_orphan = j != last && end.next_cell >= frame.orphan_from;
        // A loose line always costs more than a fuller one that fits, so the loose need no bar here.
        let cost = own.cost + contrast(ratio, own.ratio) + if leaves_orphan { 60.0 } else { 0.0 };
        if cost <= least {
            least = cost;
            best = (j, own.ratio);
        }
    }
    best
}

/// Number of lines when each takes as much as fits, nothing squeezed.
pub(super) fn first_fit_lines(breaks: &[Break], frame: &Frame) -> usize {
    let mut from = 0;
    let mut n_lines = 1;
    for (j, end) in breaks.iter().enumerate().skip(1) {
        let Some(start) = breaks.get(from) else { break };
        if (end.end - start.start).width > frame.measure(from) && j > from + 1 {
            from = j - 1;
            n_lines += 1;
        }
    }
    n_lines
}
