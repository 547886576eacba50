//! From chosen breaks to positions: a line's excess or shortfall shared out strictly in clreq's order.

use super::cells::{Cell, EM, GapKind, MIXED_SHRINK, MIXED_STRETCH};
use super::classes::Class;
use super::sums::{MIXED_STRETCHED, N_SQUEEZE, N_STRETCH, Squeeze, Sums, WORD_STRETCH, squeeze_of, word_glue};
use super::{CellText, PlacedCell};

/// How one line is to be filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fill {
    /// Left edge, in 1/[`EM`] em.
    pub(super) origin: i32,
    pub(super) measure: i32,
    /// Stretch to the measure; a line that is too full is squeezed in any case.
    pub(super) stretches: bool,
    /// Whether marks at the line's edges lose their outer blank.
    pub(super) trims_start: bool,
    pub(super) trims_end: bool,
}

/// What part of each capacity a line uses, 0 to 1, and how much every plain gap gets.
#[derive(Clone, Copy, Debug, Default)]
struct Shares {
    squeeze: [f64; N_SQUEEZE],
    stretch: [f64; N_STRETCH],
    track: f64,
}

impl Shares {
    fn new(line: &Sums, fill: &Fill) -> Self {
        let mut shares = Self::default();
        let excess = line.width - fill.measure;
        if excess > 0 {
            let mut rest = excess;
            for (share, &capacity) in shares.squeeze.iter_mut().zip(&line.squeeze) {
                *share = take(&mut rest, capacity);
            }
        } else if fill.stretches {
            let mut rest = -excess;
            for (share, &capacity) in shares.stretch.iter_mut().zip(&line.stretch) {
                *share = take(&mut rest, capacity);
            }
            if line.n_gaps > 0 {
                shares.track = f64::from(rest) / f64::from(line.n_gaps);
            }
        }
        shares
    }

    fn squeezed(&self, level: Squeeze) -> f64 {
        self.squeeze.get(level as usize).copied().unwrap_or_default()
    }

    fn stretched(&self, at: usize) -> f64 {
        self.stretch.get(at).copied().unwrap_or_default()
    }

    fn mixed(&self) -> f64 {
        f64::from(MIXED_STRETCH) * self.stretched(MIXED_STRETCHED)
            - f64::from(MIXED_SHRINK) * self.squeezed(Squeeze::MixedGap)
    }

    fn gap(&self, cell: &Cell) -> f64 {
        f64::from(cell.gap)
            + match cell.gap_kind {
                GapKind::Tight => 0.0,
                GapKind::Plain => self.track,
                GapKind::Mixed => self.mixed(),
            }
    }

    fn body(&self, cell: &Cell) -> f64 {
        let body = f64::from(cell.body);
        if cell.class != Class::Blank {
            return body;
        }
        if cell.is_mixed_blank {
            return body + self.mixed();
        }
        let (shrink, stretch) = word_glue(cell);
        body - f64::from(shrink) * self.squeezed(Squeeze::WordSpace) + f64::from(stretch) * self.stretched(WORD_STRETCH)
    }
}

/// Takes what it can of `rest` from `capacity`; the part of the capacity taken.
fn take(rest: &mut i32, capacity: i32) -> f64 {
    let used = (*rest).min(capacity).max(0);
    *rest -= used;
    if capacity > 0 { f64::from(used) / f64::from(capacity) } else { 0.0 }
}

/// Sums of a line made of `cells`.
fn sums_of(cells: &[Cell], fill: &Fill) -> Sums {
    let mut sums = Sums::default();
    let mut start = Sums::default();
    if let Some(first) = cells.first() {
        start.add_gap(first);
        if fill.trims_start {
            start.trim_left(first);
        }
    }
    for cell in cells {
        sums.add_gap(cell);
        sums.add_cell(cell);
    }
    if let Some(last) = cells.last().filter(|_| fill.trims_end) {
        sums.trim_right(last);
    }
    sums - start
}

/// Places `cells` as one line; the cells and the right edge in em. `text` gives the clusters' own characters.
pub(super) fn place(text: &str, cells: &[Cell], fill: &Fill) -> (Vec<PlacedCell>, f32) {
    let shares = Shares::new(&sums_of(cells, fill), fill);
    let em = |units: f64| (units / f64::from(EM)) as f32;
    let mut x = f64::from(fill.origin);
    let last = cells.len().saturating_sub(1);
    let mut placed = Vec::with_capacity(cells.len());
    for (i, cell) in cells.iter().enumerate() {
        let kept = squeeze_of(cell.class).map_or(1.0, |level| 1.0 - shares.squeezed(level));
        let left = if i == 0 && fill.trims_start { 0.0 } else { f64::from(cell.left) * kept };
        let right = if i == last && fill.trims_end { 0.0 } else { f64::from(cell.right) * kept };
        if i > 0 {
            x += shares.gap(cell);
        }
        let body = shares.body(cell);
        placed.push(PlacedCell {
            text: cell.unit.cell_text(text),
            range: cell.unit.range(),
            x_em: em(x + left + f64::from(cell.pen)),
            cell_x_em: em(x),
            advance_em: em(left + body + right),
            orientation: cell.orientation,
        });
        x += left + body + right;
    }
    (placed, em(x))
}

impl PlacedCell {
    /// The character shown; of a cluster, its first.
    pub fn first_char(&self) -> char {
        match &self.text {
            CellText::Char(c) => *c,
            CellText::Cluster(cluster) => cluster.chars().next().unwrap_or(' '),
        }
    }
}
