//! A paragraph made ready: cells, gaps and break places with their sums. All later work is arithmetic on these.

use super::breaks::{Break, BreakKind, breaks};
use super::cells::{Cell, EM, cells};
use super::cost::Frame;
use super::display::units;
use super::sums::units_of;
use super::{FontMetrics, Mode, ParagraphStyle};
use std::borrow::Cow;

/// One paragraph ready to be set at any measure and size.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) text: Box<str>,
    pub(super) style: ParagraphStyle,
    pub(super) cells: Vec<Cell>,
    /// Places where the rules let a line end, the start and the end included.
    pub(super) breaks: Vec<Break>,
    /// Places inside unbreakable runs, used where a run fits no line.
    forced: Vec<Break>,
    /// Width of the widest stretch between two break places that has a forced one inside.
    widest_run: i32,
    orphan_from: u32,
}

/// Measures beyond this are set as this: no screen shows them, and the sums stay small.
const MAX_MEASURE_EM: f32 = 250.0;

/// Breaks closer than this are taken as one, so that a line never has more than a few dozen candidate starts.
const LEAST_SEGMENT: i32 = EM / 8;

/// Prepares one paragraph: `text` without LF, `word_breaks` the sorted byte offsets where words meet (empty if unknown).
pub fn prepare(text: &str, word_breaks: &[usize], style: &ParagraphStyle, metrics: &dyn FontMetrics) -> Prepared {
    let cells = cells(text, &units(text, style.normalise), style, metrics);
    let (mut free, mut forced) = (Vec::new(), Vec::new());
    let all = breaks(text, &cells, style.level, word_breaks);
    let n_all = all.len();
    for (i, place) in all.into_iter().enumerate() {
        let is_edge = i == 0 || i + 1 == n_all;
        let is_free = !matches!(place.kind, BreakKind::Forced | BreakKind::ForcedMark | BreakKind::InUnit);
        let list = if is_free { &mut free } else { &mut forced };
        let is_apart = |before: &Break| (place.end - before.start).width >= LEAST_SEGMENT;
        if is_edge || list.last().is_none_or(is_apart) {
            list.push(place);
        }
    }
    let widest_run = widest_run(&free, &forced);
    let orphan_from = orphan_from(&cells);
    Prepared { text: text.into(), style: *style, cells, breaks: free, forced, widest_run, orphan_from }
}

fn widest_run(free: &[Break], forced: &[Break]) -> i32 {
    let mut widest = 0;
    let mut inside = forced.iter().peekable();
    for pair in free.windows(2) {
        let [start, end] = pair else { continue };
        let mut holds_forced = false;
        while inside.next_if(|place| place.next_cell < end.next_cell).is_some() {
            holds_forced = true;
        }
        if holds_forced {
            widest = widest.max((end.end - start.start).width);
        }
    }
    widest
}

/// The last lines that begin here or later have one character at most.
fn orphan_from(cells: &[Cell]) -> u32 {
    let second = cells.iter().enumerate().rev().filter(|(_, cell)| !cell.class.is_mark()).nth(1);
    second.map_or(0, |(i, _)| i as u32 + 1)
}

impl Prepared {
    /// The style it was prepared in.
    pub fn style(&self) -> &ParagraphStyle {
        &self.style
    }

    /// Cells shown.
    pub fn n_cells(&self) -> usize {
        self.cells.len()
    }

    /// The frame in a column of `measure_em`, and the left edges of the first and the other lines in 1/[`EM`] em.
    pub(super) fn frame(&self, measure_em: f32) -> (Frame, (i32, i32)) {
        let measure_em = if measure_em.is_finite() { measure_em.clamp(1.0, MAX_MEASURE_EM) } else { MAX_MEASURE_EM };
        let margin = units_of(self.style.margin_em.clamp(0.0, measure_em / 2.0));
        let rest = (units_of(measure_em) - margin).max(EM);
        // A column that holds three characters has no room for an indent.
        let indent = units_of(self.style.indent_in(measure_em).max(0.0)).min((rest - 3 * EM).max(0));
        let frame = Frame {
            first: rest - indent,
            rest,
            justify: self.style.justify,
            balanced_to: None,
            orphan_from: self.orphan_from,
        };
        (frame, (margin + indent, margin))
    }

    /// The places to choose from at this frame: forced ones only inside runs that fit no line. A browser parts numbers from
    /// their units wherever it likes.
    pub(super) fn places(&self, frame: &Frame, mode: Mode) -> Cow<'_, [Break]> {
        let is_browser = mode == Mode::Browser;
        if self.widest_run <= frame.first && !is_browser {
            return Cow::Borrowed(&self.breaks);
        }
        let mut merged: Vec<Break> = Vec::with_capacity(self.breaks.len() + self.forced.len());
        let mut forced = self.forced.iter().peekable();
        for (i, end) in self.breaks.iter().enumerate() {
            let start = i.checked_sub(1).and_then(|i| self.breaks.get(i));
            let is_too_wide =
                start.is_some_and(|start| frame.is_overfull(&(end.end - start.start), frame.measure(i - 1)));
            while let Some(place) = forced.next_if(|place| place.next_cell < end.next_cell) {
                let is_usable = is_too_wide || (is_browser && place.kind == BreakKind::InUnit);
                if is_usable && merged.last().is_none_or(|before| (place.end - before.start).width >= LEAST_SEGMENT) {
                    merged.push(*place);
                }
            }
            merged.push(*end);
        }
        Cow::Owned(merged)
    }
}
