//! Cells: every shown cluster with its class, its body and the blanks beside it, in fixed-point em, and the gap before it.
//!
//! Built once per paragraph; independent of size and measure.

use super::classes::{Class, class_of, is_east_asian};
use super::display::Unit;
use super::vertical::turn;
use super::{FontMetrics, GlyphMetrics, Orientation, ParagraphStyle};
use crate::text::is_han;

/// Fixed-point units in one em: a power of two that halves down to the eighth of an em exactly.
pub(super) const EM: i32 = 1024;
const HALF: i16 = 512;
const QUARTER: i16 = 256;
const FULL: i16 = 1024;

/// What lies between a cell and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GapKind {
    /// Inside an unbreakable run, or beside a blank: never stretched.
    Tight,
    /// Stretched last, equally.
    Plain,
    /// Han beside Latin letters or digits.
    Mixed,
}

/// One shown cluster. Widths are in 1/[`EM`] em.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) unit: Unit,
    pub(super) class: Class,
    pub(super) gap_kind: GapKind,
    pub(super) gap: i16,
    pub(super) left: i16,
    pub(super) body: i16,
    pub(super) right: i16,
    /// Pen origin of the glyph, from the left edge of the body.
    pub(super) pen: i16,
    /// A blank between Han and Latin: shrinks and stretches as their gap does.
    pub(super) is_mixed_blank: bool,
    pub(super) orientation: Orientation,
}

/// clreq 3.2.2: Han and Latin stand a quarter of an em apart, an eighth at least, half an em at most.
pub(super) const MIXED_SHRINK: i32 = EM / 8;
pub(super) const MIXED_STRETCH: i32 = EM / 4;
/// clreq 3.2.4: a word space goes down to a quarter and up to half an em.
pub(super) const WORD_MIN: i32 = EM / 4;
pub(super) const WORD_MAX: i32 = EM / 2;

pub(super) fn cells(text: &str, units: &[Unit], style: &ParagraphStyle, metrics: &dyn FontMetrics) -> Vec<Cell> {
    let mut cells: Vec<Cell> = units.iter().filter(|unit| !unit.is_dropped).map(|&unit| bare(unit)).collect();
    resolve_classes(&mut cells);
    turn(&mut cells, style.direction, style.normalise);
    measure_cells(&mut cells, metrics);
    measure_runs(text, &mut cells, metrics);
    space_cells(&mut cells);
    cells
}

fn bare(unit: Unit) -> Cell {
    Cell {
        unit,
        class: class_of(unit.shown),
        gap_kind: GapKind::Tight,
        gap: 0,
        left: 0,
        body: 0,
        right: 0,
        pen: 0,
        is_mixed_blank: false,
        orientation: Orientation::Level,
    }
}

/// Mends the classes of marks shared by Chinese and Latin: their neighbours decide.
fn resolve_classes(cells: &mut [Cell]) {
    let has_cjk = cells
        .iter()
        .any(|cell| is_han(cell.unit.shown) || is_east_asian(cell.unit.shown) || is_wide_mark(cell.unit.shown));
    let mut before: Option<Class> = None;
    let mut adjacent: Option<Class> = None;
    for i in 0..cells.len() {
        let Some(cell) = cells.get(i) else { break };
        let (shown, class) = (cell.unit.shown, cell.class);
        let is_shared = matches!(shown, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '–' | '‐');
        if is_shared || class == Class::WesternPrefix {
            let after = cells.iter().skip(i + 1).find(|cell| !cell.class.is_blank()).map(|cell| cell.unit.shown);
            let is_latin_between =
                before.is_some_and(is_latin) && after.is_some_and(|c| is_latin(class_of(c)) && !is_shared_mark(c));
            let resolved = match shown {
                _ if !is_shared => (shown == '+' && adjacent.is_some_and(is_latin)).then_some(Class::Western),
                '“' | '‘' if !has_cjk || is_latin_between => Some(Class::WesternOpening),
                '”' if !has_cjk || is_latin_between => Some(Class::WesternClosing),
                '’' if !has_cjk || is_latin_between => Some(Class::Western),
                '–' | '‐' if !has_cjk || is_latin_between => Some(Class::Hyphen),
                '—' | '…' | '·' if !has_cjk => Some(Class::Western),
                _ => None,
            };
            if let (Some(resolved), Some(cell)) = (resolved, cells.get_mut(i)) {
                cell.class = resolved;
            }
        }
        let resolved = cells.get(i).map(|cell| cell.class);
        adjacent = resolved;
        if !class.is_blank() {
            before = resolved;
        }
    }
}

fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{301F}' | '\u{FF01}'..='\u{FF5E}')
}

fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

fn is_latin(class: Class) -> bool {
    class.is_western()
}

/// Left blank, body, right blank and pen of a mark, and how it stands after all.
#[derive(Clone, Copy)]
struct Shape {
    left: i16,
    body: i16,
    right: i16,
    pen: i16,
    orientation: Orientation,
}

fn measure_cells(cells: &mut [Cell], metrics: &dyn FontMetrics) {
    // A paragraph has few different marks: asked once each.
    let mut known: Vec<(char, Class, Shape)> = Vec::new();
    for cell in cells {
        let (c, class) = (cell.unit.shown, cell.class);
        if (class == Class::Han && is_han(c)) || cell.orientation == Orientation::Across {
            cell.body = FULL;
            continue;
        }
        if class.is_western() || matches!(class, Class::Invisible | Class::InvisibleBreak) {
            continue;
        }
        let found = known.iter().find(|&&(k, k_class, _)| k == c && k_class == class).map(|&(_, _, shape)| shape);
        let shape = found.unwrap_or_else(|| {
            let shape = shape_of(c, class, cell.orientation, metrics);
            known.push((c, class, shape));
            shape
        });
        (cell.left, cell.body, cell.right, cell.pen) = (shape.left, shape.body, shape.right, shape.pen);
        cell.orientation = shape.orientation;
    }
}

fn shape_of(c: char, class: Class, orientation: Orientation, metrics: &dyn FontMetrics) -> Shape {
    if matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
        return Shape { left: 0, body: 0, right: 0, pen: 0, orientation };
    }
    let upright = if orientation == Orientation::Upright { metrics.upright(c) } else { None };
    let orientation = match orientation {
        Orientation::Upright if upright.is_none() => Orientation::Sideways,
        other => other,
    };
    let glyph = upright.unwrap_or_else(|| metrics.glyph(if c == '\t' { ' ' } else { c }));
    let (left, body, right) = match class {
        Class::Pause | Class::Stop if upright.is_some() => upright_room(glyph),
        Class::Opening => (HALF, HALF, 0),
        Class::Closing | Class::Pause | Class::Stop => (0, HALF, HALF),
        Class::Interpunct => (QUARTER, HALF, QUARTER),
        Class::MiddleDot | Class::Connector | Class::Solidus => (0, HALF, 0),
        Class::Han
        | Class::Upright
        | Class::DoubleStop
        | Class::WideConnector
        | Class::Dash
        | Class::Ellipsis
        | Class::Iteration
        | Class::FullWidth
        | Class::WideBlank => (0, FULL, 0),
        Class::TwoEmDash => (0, 2 * FULL, 0),
        // A tab of the source is shown as two em; a word space is a quarter of an em at least.
        Class::Blank if c == '\t' => (0, 2 * FULL, 0),
        Class::Blank => (0, fixed(glyph.advance_em).clamp(QUARTER, HALF), 0),
        // Wide symbols of a face differ from one em by rounding only.
        _ if (glyph.advance_em - 1.0).abs() < 0.1 => (0, FULL, 0),
        _ => (0, fixed(glyph.advance_em).max(0), 0),
    };
    Shape { left, body, right, pen: pen_of(class, glyph, (left, body)), orientation }
}

/// Body and blank below of an upright pause or stop: half an em each where its ink lets it. ： ； ？ ！ are as high as they
/// are in a horizontal line, and what they leave of their em may be less, or nothing.
fn upright_room(glyph: GlyphMetrics) -> (i16, i16, i16) {
    // A blank smaller than this is part of the mark.
    const LEAST_BLANK: i16 = FULL / 5;
    const BELOW_INK_EM: f32 = 0.06;
    let needed = glyph.ink_em.map_or(0, |(_, end)| fixed(end + BELOW_INK_EM));
    let body = needed.clamp(HALF, FULL);
    if FULL - body < LEAST_BLANK { (0, FULL, 0) } else { (0, body, FULL - body) }
}

/// Where the pen starts so that the ink stands inside the body: as the face has it if it fits, else centred by its bounds.
fn pen_of(class: Class, glyph: GlyphMetrics, (left, body): (i16, i16)) -> i16 {
    // Overshoot a face may have beyond its half cell before we mistrust it.
    const TOLERANCE_EM: f32 = 0.06;
    let body_em = f32::from(body) / EM as f32;
    let is_full_width = (glyph.advance_em - 1.0).abs() < 0.02;
    let has_face_place = class.is_spaced_mark() && class != Class::MiddleDot;
    let pen_em = match glyph.ink_em {
        None => 0.0,
        Some((ink_left, ink_right)) => {
            let own = -f32::from(left) / EM as f32;
            let fits = own + ink_left > -TOLERANCE_EM && own + ink_right < body_em + TOLERANCE_EM;
            let is_own_width = (glyph.advance_em - body_em).abs() < 0.02 && !has_face_place;
            if fits && (has_face_place && is_full_width || is_own_width) {
                own
            } else {
                body_em / 2.0 - f32::midpoint(ink_left, ink_right)
            }
        }
    };
    fixed(pen_em)
}

/// Widths beyond 30 em are no widths of a glyph.
fn fixed(em: f32) -> i16 {
    (em * EM as f32).round().clamp(-30_000.0, 30_000.0) as i16
}

/// Latin letters and digits are measured as shaped together.
fn measure_runs(text: &str, cells: &mut [Cell], metrics: &dyn FontMetrics) {
    let mut run = String::new();
    let mut advances: Vec<f32> = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let len = cells.iter().skip(start).take_while(|cell| cell.class.is_western()).count();
        if len > 0 {
            run.clear();
            for cell in cells.iter().skip(start).take(len) {
                if cell.unit.is_cluster { run.push_str(cell.unit.range().of(text)) } else { run.push(cell.unit.shown) }
            }
            advances.clear();
            metrics.run(&run, &mut advances);
            if advances.len() != run.chars().count() {
                advances.clear();
                advances.extend(run.chars().map(|c| metrics.glyph(c).advance_em));
            }
            set_run_widths(text, cells.iter_mut().skip(start).take(len), &advances);
        }
        start += len.max(1);
    }
}

fn set_run_widths<'a>(text: &str, cells: impl Iterator<Item = &'a mut Cell>, advances: &[f32]) {
    let mut rest = advances.iter();
    // Rounded where the run has come to, so that a long word gathers no error.
    let (mut exact_em, mut reached) = (0.0_f64, 0.0_f64);
    for cell in cells {
        let n_chars = if cell.unit.is_cluster { cell.unit.range().of(text).chars().count() } else { 1 };
        let width: f32 = rest.by_ref().take(n_chars).filter(|width| width.is_finite()).sum();
        if matches!(cell.unit.shown, '\u{2060}' | '\u{FEFF}') {
            continue;
        }
        exact_em += f64::from(width.max(0.0));
        let to = (exact_em * f64::from(EM)).round();
        cell.body = (to - reached).clamp(0.0, 30_000.0) as i16;
        reached = to;
    }
}

/// Gaps between neighbours, and the blanks that neighbouring marks share.
fn space_cells(cells: &mut [Cell]) {
    let mut last: Option<usize> = None;
    let mut is_second_stop = false;
    for i in 0..cells.len() {
        let Some(cell) = cells.get(i) else { break };
        if matches!(cell.class, Class::Invisible | Class::InvisibleBreak) {
            continue;
        }
        let Some(before_idx) = last.replace(i) else { continue };
        let next = cells.get(i + 1).map(|cell| cell.class);
        let Some([before, cell]) = pair_mut(cells, before_idx, i) else { continue };
        if cell.class == Class::Blank {
            cell.is_mixed_blank = next.is_some_and(|next| {
                (before.class == Class::Han && is_alphanumeric(next))
                    || (next == Class::Han && is_alphanumeric(before.class))
            });
            if cell.is_mixed_blank {
                cell.body = QUARTER;
            }
            continue;
        }
        // ？！ as a pair takes one em; a third mark starts anew (GB/T 15834: three take two em).
        let is_stop_pair = !is_second_stop && is_shout(before) && is_shout(cell);
        is_second_stop = is_stop_pair;
        if is_stop_pair {
            (before.right, cell.right) = (0, 0);
        }
        share_blank(before, cell);
        let is_mixed = is_mixed(before, cell, next);
        cell.gap_kind = if is_mixed {
            GapKind::Mixed
        } else if is_stop_pair || is_tight(before.class, cell.class) {
            GapKind::Tight
        } else {
            GapKind::Plain
        };
        cell.gap = if is_mixed { QUARTER } else { 0 };
    }
    mark_right_edges(cells);
}

fn pair_mut(cells: &mut [Cell], before: usize, at: usize) -> Option<[&mut Cell; 2]> {
    cells.get_disjoint_mut([before, at]).ok()
}

fn is_shout(cell: &Cell) -> bool {
    matches!(cell.unit.shown, '？' | '！') && cell.class == Class::Stop
}

/// clreq 3.1.6: two adjacent marks, one of them a bracket, with a blank between them take one em and a half.
fn share_blank(before: &mut Cell, cell: &mut Cell) {
    if !(before.class.is_spaced_mark() || before.class.is_bracket()) || !cell.class.is_spaced_mark() {
        return;
    }
    if !(before.class.is_bracket() || cell.class.is_bracket()) {
        return;
    }
    if cell.left > 0 {
        // The blank that stays is the one of the mark before: a pause keeps its own, as Chromium has it too.
        cell.left = 0;
    } else {
        before.right = 0;
    }
}

fn is_alphanumeric(class: Class) -> bool {
    matches!(class, Class::Western | Class::Digit)
}

fn has_letter(cell: &Cell) -> bool {
    is_alphanumeric(cell.class) && cell.unit.shown.is_alphanumeric()
}

/// Han on one side, letters or digits (with their sign) on the other.
fn is_mixed(before: &Cell, cell: &Cell, next: Option<Class>) -> bool {
    let is_sign = |cell: &Cell| {
        matches!(cell.class, Class::WesternPrefix | Class::Prefix | Class::Hyphen) && i32::from(cell.body) < EM
    };
    if before.class == Class::Han {
        return has_letter(cell) || (is_sign(cell) && next == Some(Class::Digit));
    }
    cell.class == Class::Han && has_letter(before)
}

/// 5%的, C++的: a narrow sign that closes a Latin run stands off from Han as its letters would.
fn mark_right_edges(cells: &mut [Cell]) {
    for i in 2..cells.len() {
        let Some([first, sign, cell]) = i.checked_sub(2).and_then(|start| cells.get_mut(start..=i)) else {
            continue;
        };
        let closes_run = matches!(sign.class, Class::WesternPostfix | Class::Postfix)
            && i32::from(sign.body) < EM * 9 / 10
            || sign.class == Class::Western && sign.unit.shown == '+';
        if closes_run && cell.class == Class::Han && is_alphanumeric(first.class) {
            (cell.gap_kind, cell.gap) = (GapKind::Mixed, QUARTER);
        }
    }
}

/// Whether nothing may be put between the two when a line is stretched.
fn is_tight(before: Class, class: Class) -> bool {
    // clreq avoids stretching beside these.
    let is_joint = |class: Class| {
        matches!(class, Class::WideConnector | Class::Connector | Class::Solidus | Class::Slash | Class::Hyphen)
    };
    (before.is_western() && class.is_western())
        || is_joint(before)
        || is_joint(class)
        || matches!(
            (before, class),
            (Class::Dash, Class::Dash)
                | (Class::Ellipsis, Class::Ellipsis)
                | (Class::FullWidth, Class::FullWidth | Class::Postfix)
                | (Class::Digit | Class::Upright, Class::Postfix)
                | (Class::Prefix, Class::Digit | Class::Upright | Class::FullWidth)
        )
}
