//! Widths and capacities added up, so that any line's fit is one subtraction.

use super::cells::{Cell, EM, GapKind, MIXED_SHRINK, MIXED_STRETCH, WORD_MAX, WORD_MIN};
use super::classes::Class;
use std::ops::Sub;

/// What gives way when a line is too full, in clreq's order; the mark at the line's end gives its half always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Squeeze {
    WordSpace,
    Interpunct,
    Bracket,
    Pause,
    MixedGap,
    Stop,
}

pub(super) const N_SQUEEZE: usize = 6;
/// What is widened when a line is too short, in order: word spaces, Han–Latin gaps; then every gap.
pub(super) const WORD_STRETCH: usize = 0;
pub(super) const MIXED_STRETCHED: usize = 1;
pub(super) const N_STRETCH: usize = 2;

/// Width, capacities and number of plain gaps, from the paragraph's start or within a line, in 1/[`EM`] em.
///
/// Sums from the start wrap around; a difference within a line is right all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) width: i32,
    pub(super) squeeze: [i32; N_SQUEEZE],
    pub(super) stretch: [i32; N_STRETCH],
    pub(super) n_gaps: i32,
}

impl Sums {
    /// The least width of a line with these sums.
    #[inline]
    pub(super) fn least_width(&self) -> i32 {
        self.width - self.squeeze.iter().sum::<i32>()
    }

    pub(super) fn add_gap(&mut self, cell: &Cell) {
        self.width = self.width.wrapping_add(i32::from(cell.gap));
        match cell.gap_kind {
            GapKind::Tight => {}
            GapKind::Plain => self.n_gaps = self.n_gaps.wrapping_add(1),
            GapKind::Mixed => self.add_mixed(),
        }
    }

    pub(super) fn add_cell(&mut self, cell: &Cell) {
        self.width = self.width.wrapping_add(i32::from(cell.left) + i32::from(cell.body) + i32::from(cell.right));
        self.add_squeeze(cell, i32::from(cell.left) + i32::from(cell.right));
        if cell.class == Class::Blank {
            if cell.is_mixed_blank {
                self.add_mixed();
            } else {
                let (shrink, stretch) = word_glue(cell);
                self.add_level(Squeeze::WordSpace, shrink);
                self.add_stretch(WORD_STRETCH, stretch);
            }
        }
    }

    /// Without the blank that an opening mark loses at a line's start.
    pub(super) fn trim_left(&mut self, cell: &Cell) {
        self.width = self.width.wrapping_add(i32::from(cell.left));
        self.add_squeeze(cell, i32::from(cell.left));
    }

    /// Without the blank that a closing mark loses at a line's end.
    pub(super) fn trim_right(&mut self, cell: &Cell) {
        self.width = self.width.wrapping_sub(i32::from(cell.right));
        self.add_squeeze(cell, -i32::from(cell.right));
    }

    fn add_squeeze(&mut self, cell: &Cell, by: i32) {
        if let Some(level) = squeeze_of(cell.class) {
            self.add_level(level, by);
        }
    }

    fn add_mixed(&mut self) {
        self.add_level(Squeeze::MixedGap, MIXED_SHRINK);
        self.add_stretch(MIXED_STRETCHED, MIXED_STRETCH);
    }

    fn add_level(&mut self, level: Squeeze, by: i32) {
        if let Some(sum) = self.squeeze.get_mut(level as usize) {
            *sum = sum.wrapping_add(by);
        }
    }

    fn add_stretch(&mut self, at: usize, by: i32) {
        if let Some(sum) = self.stretch.get_mut(at) {
            *sum = sum.wrapping_add(by);
        }
    }
}

/// How far a word space shrinks and stretches.
pub(super) fn word_glue(cell: &Cell) -> (i32, i32) {
    let body = i32::from(cell.body);
    // A tab, and a blank without width, keep what they have.
    if (WORD_MIN..=WORD_MAX).contains(&body) { (body - WORD_MIN, WORD_MAX - body) } else { (0, 0) }
}

/// The level at which a mark's blanks are squeezed.
pub(super) fn squeeze_of(class: Class) -> Option<Squeeze> {
    match class {
        Class::Opening | Class::Closing => Some(Squeeze::Bracket),
        Class::Pause => Some(Squeeze::Pause),
        Class::Stop => Some(Squeeze::Stop),
        Class::Interpunct => Some(Squeeze::Interpunct),
        _ => None,
    }
}

impl Sub for Sums {
    type Output = Self;

    #[inline]
    fn sub(self, start: Self) -> Self {
        let mut line = self;
        line.width = line.width.wrapping_sub(start.width);
        for (a, b) in line.squeeze.iter_mut().zip(start.squeeze) {
            *a = a.wrapping_sub(b);
        }
        for (a, b) in line.stretch.iter_mut().zip(start.stretch) {
            *a = a.wrapping_sub(b);
        }
        line.n_gaps = line.n_gaps.wrapping_sub(start.n_gaps);
        line
    }
}

/// Em to fixed point.
pub(super) fn units_of(em: f32) -> i32 {
    (em * EM as f32).round() as i32
}

/// Fixed point to em.
pub(super) fn em_of(units: i32) -> f32 {
    units as f32 / EM as f32
}
