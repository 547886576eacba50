//! Setting a prepared paragraph: choose the breaks, place the cells.

use super::breaks::{Break, BreakKind};
use super::browser::{browser, browser_cells};
use super::cells::{Cell, EM};
use super::cost::Frame;
use super::greedy::{first_fit_lines, greedy};
use super::optimal::optimal;
use super::place::{Fill, place};
use super::prepare::Prepared;
use super::{Line, Mode};
use crate::text::TextRange;

/// Sets `prepared` in a column of `measure_em`. The lines' ranges join to the whole paragraph; an empty one has one empty line.
pub fn set(prepared: &Prepared, measure_em: f32, mode: Mode) -> Vec<Line> {
    let (frame, edges) = prepared.frame(measure_em);
    let places = prepared.places(&frame, mode);
    if mode == Mode::Browser {
        let cells = browser_cells(&prepared.cells);
        let chosen = browser(&places, &cells, (frame.first, frame.rest));
        return lines(prepared, &cells, (&places, &chosen), (&frame, edges), mode);
    }
    let chosen = choose(&places, &frame, prepared.style.balance, mode);
    lines(prepared, &prepared.cells, (&places, &chosen), (&frame, edges), mode)
}

/// Number of lines [`set`] would give, without placing them.
pub fn count_lines(prepared: &Prepared, measure_em: f32, mode: Mode) -> usize {
    let (frame, _) = prepared.frame(measure_em);
    let places = prepared.places(&frame, mode);
    let chosen = match mode {
        Mode::Browser => browser(&places, &browser_cells(&prepared.cells), (frame.first, frame.rest)),
        Mode::Optimal | Mode::Greedy => choose(&places, &frame, prepared.style.balance, mode),
    };
    chosen.len() - 1
}

fn choose(places: &[Break], frame: &Frame, balance: bool, mode: Mode) -> Vec<usize> {
    let frame = if balance { balanced(places, frame) } else { *frame };
    match mode {
        Mode::Greedy => greedy(places, &frame),
        Mode::Optimal | Mode::Browser => optimal(places, &frame),
    }
}

/// A frame for lines of about equal length that takes no more of them (as CSS `text-wrap: balance` does it).
fn balanced(places: &[Break], frame: &Frame) -> Frame {
    // CSS stops at six to ten lines as well: a longer text is no heading.
    const MOST_LINES: usize = 8;
    // The narrowest frame may leave no choice but to break inside words.
    const PLAY: i32 = 2 * EM;
    let narrowed = |by: i32| Frame { first: frame.first - by, rest: frame.rest - by, ..*frame };
    let n_lines = first_fit_lines(places, frame);
    let total = places.last().zip(places.first()).map(|(end, start)| (end.end - start.start).width);
    let Some(total) = total.filter(|_| (2..=MOST_LINES).contains(&n_lines)) else { return *frame };
    let (mut fits, mut too_much) = (0, frame.first - EM);
    while too_much - fits > EM / 8 {
        let middle = i32::midpoint(fits, too_much);
        if first_fit_lines(places, &narrowed(middle)) <= n_lines { fits = middle } else { too_much = middle }
    }
    Frame { balanced_to: Some(total / n_lines as i32), ..narrowed((fits - PLAY).max(0)) }
}

fn lines(
    prepared: &Prepared,
    cells: &[Cell],
    (places, chosen): (&[Break], &[usize]),
    (frame, (first_edge, edge)): (&Frame, (i32, i32)),
    mode: Mode,
) -> Vec<Line> {
    let mut lines = Vec::with_capacity(chosen.len());
    let n_lines = chosen.len().saturating_sub(1);
    for (idx, pair) in chosen.windows(2).enumerate() {
        let &[from, to] = pair else { continue };
        let (Some(start), Some(end)) = (places.get(from), places.get(to)) else { continue };
        let own = cells.get(start.next_cell as usize..end.end_cell as usize).unwrap_or_default();
        let is_browser = mode == Mode::Browser;
        let mut fill = Fill {
            origin: if idx == 0 { first_edge } else { edge },
            measure: if idx == 0 { frame.first } else { frame.rest },
            stretches: frame.justify && idx + 1 < n_lines,
            trims_start: !is_browser,
            trims_end: true,
        };
        if is_browser {
            let natural: i32 = own.iter().skip(1).map(|cell| i32::from(cell.gap)).sum::<i32>()
                + own
                    .iter()
                    .map(|cell| i32::from(cell.left) + i32::from(cell.body) + i32::from(cell.right))
                    .sum::<i32>();
            fill.trims_end = natural > fill.measure;
        }
        let (placed, right_em) = place(&prepared.text, own, &fill);
        lines.push(Line {
            range: TextRange::new(source_at(prepared, start, idx == 0), source_at(prepared, end, false)),
            cells: placed,
            right_em,
            forced: matches!(end.kind, BreakKind::InUrl | BreakKind::Forced | BreakKind::ForcedMark)
                || (end.kind == BreakKind::InUnit && !is_browser),
        });
    }
    lines
}

/// Source byte at which the line after `place` begins; what is dropped between lines belongs to the line before.
fn source_at(prepared: &Prepared, place: &Break, is_start: bool) -> usize {
    if is_start {
        return 0;
    }
    prepared.cells.get(place.next_cell as usize).map_or(prepared.text.len(), |cell| cell.unit.start as usize)
}
