//! Lines as Chromium 156 breaks them (`text-spacing-trim: normal`, `text-autospace: normal`), for comparison only:
//! adjacent marks collapse, a mark at a line's end is halved if it does not fit otherwise, nothing else is squeezed.

use super::breaks::{Break, BreakKind};
use super::cells::{Cell, EM, GapKind};
use super::classes::Class;

/// Chromium's Han–Latin gap.
const MIXED_GAP: i16 = 128;
const HALF: i16 = 512;

/// The cells with Chromium's blanks.
pub(super) fn browser_cells(cells: &[Cell]) -> Vec<Cell> {
    let mut out = cells.to_vec();
    for cell in &mut out {
        let is_spaced = matches!(cell.class, Class::Closing | Class::Pause | Class::Stop);
        (cell.left, cell.right) = match cell.class {
            Class::Opening => (HALF, 0),
            _ if is_spaced => (0, HALF),
            _ => (cell.left, cell.right),
        };
        if cell.gap_kind == GapKind::Mixed {
            cell.gap = MIXED_GAP;
        }
    }
    for i in 1..out.len() {
        let Ok([before, cell]) = out.get_disjoint_mut([i - 1, i]) else { continue };
        let dot = |class: Class| matches!(class, Class::MiddleDot | Class::Interpunct | Class::WideBlank);
        if is_trimmable(before) && (is_trimmable(cell) || dot(cell.class)) {
            before.right = 0;
        }
        if cell.class == Class::Opening && (is_trimmable(before) || before.class == Class::Opening || dot(before.class))
        {
            cell.left = 0;
        }
    }
    out
}

/// ？ and ！ are never trimmed there: in other faces they stand in the middle.
fn is_trimmable(cell: &Cell) -> bool {
    match cell.class {
        Class::Closing | Class::Pause => true,
        Class::Stop => matches!(cell.unit.shown, '。' | '．'),
        _ => false,
    }
}

/// Indices into `breaks` of the chosen ones, first fit.
pub(super) fn browser(breaks: &[Break], cells: &[Cell], (first, rest): (i32, i32)) -> Vec<usize> {
    let mut reached = Vec::with_capacity(cells.len() + 1);
    let mut width = 0_i64;
    reached.push(width);
    for cell in cells {
        width += [cell.gap, cell.left, cell.body, cell.right].iter().map(|&part| i64::from(part)).sum::<i64>();
        reached.push(width);
    }
    let at = |i: u32| reached.get(i as usize).copied().unwrap_or(width);
    let gap = |i: u32| cells.get(i as usize).map_or(0, |cell| i64::from(cell.gap));
    let fits = |start: &Break, end: &Break, measure: i32| {
        let trimmed = cells.get((end.end_cell as usize).wrapping_sub(1)).filter(|cell| is_trimmable(cell));
        let line = at(end.end_cell)
            - at(start.next_cell)
            - gap(start.next_cell)
            - trimmed.map_or(0, |cell| i64::from(cell.right));
        // Chromium lays out in 1/64 px: a hair over is not over.
        line <= i64::from(measure) + i64::from(EM) / 1000
    };
    let usable: Vec<usize> = breaks
        .iter()
        .enumerate()
        .filter(|(_, place)| !matches!(place.kind, BreakKind::ForcedMark))
        .map(|(i, _)| i)
        .collect();
    let mut chosen = vec![0];
    let mut from = 0;
    for pair in usable.windows(2) {
        let &[before, at] = pair else { continue };
        let (Some(start), Some(end)) = (breaks.get(from), breaks.get(at)) else { continue };
        if !fits(start, end, if from == 0 { first } else { rest }) && before > from {
            chosen.push(before);
            from = before;
        }
    }
    chosen.push(breaks.len().saturating_sub(1));
    chosen
}
