//! Painting one set line: what lies behind the text, the glyphs, what lies on and under them.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::annotation::MarkStyle;
use crate::text::TextRange;
use crate::typeset::{CellText, Line, Orientation, PlacedCell};
use crate::ui::fonts::{Face, GlyphPainter};
use crate::ui::tokens;

use super::axes::{Axes, Brush};
use super::blocks::SetBlock;
use super::snap;
use super::stack::Reach;

/// Where a line stands on the page.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Left edge of the column and top of the line, in points.
    pub(super) origin: Pos2,
    pub(super) size_px: f32,
    pub(super) line_height: f32,
}

/// Ascent of the em box of Chinese faces, in em (Noto CJK: 880 of 1000).
const EM_ASCENT: f32 = 0.88;

impl Place {
    pub(super) fn of(block: &SetBlock, line_idx: usize, block_origin: Pos2) -> Self {
        Self {
            origin: pos2(block_origin.x, block_origin.y + block.line_top(line_idx)),
            size_px: block.size_px,
            line_height: block.line_height,
        }
    }

    pub(super) fn x(self, em: f32) -> f32 {
        self.origin.x + em * self.size_px
    }

    /// Top of the em box.
    pub(super) fn em_top(self) -> f32 {
        self.origin.y + (self.line_height - self.size_px) / 2.0
    }

    pub(super) fn baseline(self) -> f32 {
        self.em_top() + EM_ASCENT * self.size_px
    }

    /// From the em box up to that of the line before.
    pub(super) fn room_above(self) -> f32 {
        self.line_height - self.size_px
    }

    /// From the baseline down to where the characters of the next line begin.
    pub(super) fn room_below(self) -> f32 {
        self.line_height - EM_ASCENT * self.size_px
    }

    /// The em box of the whole line between two places on it.
    fn rect(self, from_em: f32, to_em: f32) -> Rect {
        let pad = self.size_px * 0.1;
        let top = self.em_top() - pad;
        Rect::from_min_max(pos2(self.x(from_em), top), pos2(self.x(to_em), top + self.size_px + 2.0 * pad))
    }
}

/// The stretch of `line` that shows `range` (bytes of the block), in em from the column's edge.
pub(super) fn extent(line: &Line, range: TextRange) -> Option<(f32, f32)> {
    let covered = |cell: &&PlacedCell| cell.range.overlaps(range);
    let first = line.cells.iter().find(covered)?;
    let last = line.cells.iter().rev().find(covered)?;
    Some((first.cell_x_em, last.cell_x_em + last.advance_em))
}

/// The pen of a cell in the window: on the baseline, or at the middle of the top edge of what stands upright in a vertical
/// line.
pub(super) fn pen(cell: &PlacedCell, place: Place, axes: Axes) -> Pos2 {
    let y = match cell.orientation {
        Orientation::Level | Orientation::Sideways => place.baseline(),
        Orientation::Upright | Orientation::Across => place.em_top() + place.size_px / 2.0,
    };
    axes.to_window(pos2(place.x(cell.x_em), y))
}

/// Paints the glyphs of a line into `mesh`es of the atlas.
pub(super) fn glyphs(
    glyphs: &mut GlyphPainter<'_>,
    face: Face,
    line: &Line,
    (place, axes): (Place, Axes),
    color: Color32,
) {
    let scale = glyphs.pixels_per_point();
    let shifts = snap::shifts(line, place.origin.x * scale, place.size_px * scale);
    for (cell, shift) in line.cells.iter().zip(shifts) {
        let snapped = Place { origin: place.origin + vec2(shift / scale, 0.0), ..place };
        let (pen, size) = (pen(cell, snapped, axes), place.size_px);
        match cell.orientation {
            Orientation::Level => glyphs.cell(face, &cell.text, pen, size, color),
            orientation => glyphs.turned_cell(face, (&cell.text, orientation), pen, size, color),
        }
    }
}

/// A rectangle behind the text: highlight, selection, hit.
pub(super) fn fill(brush: Brush<'_>, place: Place, (from, to): (f32, f32), color: Color32) {
    brush.rect_filled(place.rect(from, to), 1.0, color);
}

/// The quiet line under a name, `drop` points below the baseline.
pub(super) fn entity_line(brush: Brush<'_>, place: Place, (from, to): (f32, f32), drop: f32, look: EntityLook) {
    // A visible gap between neighbours: the line stops short of the cell's edges.
    let inset = 0.06 * place.size_px;
    let y = place.baseline() + drop;
    let (left, right) = (place.x(from) + inset, place.x(to) - inset);
    let stroke = Stroke::new(tokens::ENTITY_LINE, look.color);
    match look.line {
        EntityLine::Straight => brush.segment([pos2(left, y), pos2(right, y)], stroke),
        EntityLine::Wavy => wave(brush, left, right, y, stroke),
        EntityLine::Dotted => brush.dotted_line([pos2(left, y), pos2(right, y)], look.color, 3.0, DOTTED_RADIUS),
    }
}

/// Radius of the points of a dotted line.
const DOTTED_RADIUS: f32 = tokens::ENTITY_LINE / 1.6;

/// How the line under an entity is drawn: wavy for works, dotted while only a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntityLine {
    Straight,
    Wavy,
    Dotted,
}

/// Kind and colour of the line under an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntityLook {
    pub(super) line: EntityLine,
    pub(super) color: Color32,
}

impl EntityLine {
    /// Distance from the baseline where nothing else is under the name.
    pub(super) fn usual_drop(size_px: f32) -> f32 {
        tokens::ENTITY_LINE_DROP_EM * size_px
    }

    pub(super) fn reach(self) -> Reach {
        match self {
            Self::Straight => straight_reach(tokens::ENTITY_LINE),
            Self::Wavy => wave_reach(tokens::ENTITY_LINE),
            Self::Dotted => Reach { above: DOTTED_RADIUS, below: DOTTED_RADIUS },
        }
    }
}

/// Distance from the baseline of a mark that has nothing else under its words; of dots, to their middle.
pub(super) fn usual_mark_drop(style: MarkStyle, size_px: f32) -> f32 {
    let drop_em = if is_dotted(style) { 0.3 } else { tokens::ENTITY_LINE_DROP_EM + 0.04 };
    drop_em * size_px
}

/// How far a mark reaches above and below its height.
pub(super) fn mark_reach(style: MarkStyle, size_px: f32) -> Reach {
    let radius = tokens::DOT_EM / 2.0 * size_px;
    match style {
        MarkStyle::Fill | MarkStyle::Underline => straight_reach(tokens::MARK_LINE),
        MarkStyle::Wavy => wave_reach(tokens::MARK_LINE),
        MarkStyle::Dots => Reach { above: radius, below: radius },
        MarkStyle::Circles => {
            let outer = radius * CIRCLE_OF_DOT + tokens::CIRCLE_LINE / 2.0;
            Reach { above: outer, below: outer }
        }
    }
}

/// Where dots of a vertical line have their middle when they are alone: beside the em box, on the right of the text
/// (clreq 3.5.4), in points from the box.
pub(super) fn usual_dot_distance(size_px: f32) -> f32 {
    0.18 * size_px
}

/// How far below the baseline what is `distance` above the em box is: a negative number.
pub(super) fn drop_above(size_px: f32, distance: f32) -> f32 {
    -EM_ASCENT * size_px - distance
}

/// One for each character, and not one line.
pub(super) fn is_dotted(style: MarkStyle) -> bool {
    matches!(style, MarkStyle::Dots | MarkStyle::Circles)
}

/// Radius of a circle by that of a dot.
const CIRCLE_OF_DOT: f32 = 1.25;

fn straight_reach(width: f32) -> Reach {
    Reach { above: width / 2.0, below: width / 2.0 }
}

fn wave_reach(width: f32) -> Reach {
    Reach { above: WAVE_HEIGHT - WAVE_DROP + width / 2.0, below: WAVE_HEIGHT + WAVE_DROP + width / 2.0 }
}

/// A mark drawn as a line, dots or circles over `range` (bytes of the block).
pub(super) fn mark(brush: Brush<'_>, place: Place, line: &Line, range: TextRange, look: MarkLook) {
    let Some((from, to)) = extent(line, range) else { return };
    let y = place.baseline() + look.drop;
    let stroke = Stroke::new(tokens::MARK_LINE, look.color);
    match look.style {
        MarkStyle::Fill => fill(brush, place, (from, to), look.color),
        MarkStyle::Underline => brush.segment([pos2(place.x(from), y), pos2(place.x(to), y)], stroke),
        MarkStyle::Wavy => wave(brush, place.x(from), place.x(to), y, stroke),
        MarkStyle::Dots | MarkStyle::Circles => {
            let radius = tokens::DOT_EM / 2.0 * place.size_px;
            for cell in line.cells.iter().filter(|cell| cell.range.overlaps(range) && takes_dot(cell)) {
                let center = pos2(place.x(cell.cell_x_em + cell.advance_em / 2.0), y);
                if look.style == MarkStyle::Dots {
                    brush.circle(center, radius, look.color, Stroke::NONE);
                } else {
                    let line = Stroke::new(tokens::CIRCLE_LINE, look.color);
                    brush.circle(center, radius * CIRCLE_OF_DOT, Color32::TRANSPARENT, line);
                }
            }
        }
    }
}

/// Style and colour of a mark, and how far below the baseline it is drawn, in points; above it where that is negative.
#[derive(Clone, Copy)]
pub(super) struct MarkLook {
    pub(super) style: MarkStyle,
    pub(super) color: Color32,
    pub(super) drop: f32,
}

/// Emphasis stands at characters, not at marks or blanks (clreq 3.5.4).
fn takes_dot(cell: &PlacedCell) -> bool {
    let first = match &cell.text {
        crate::typeset::CellText::Char(c) => Some(*c),
        crate::typeset::CellText::Cluster(cluster) => cluster.chars().next(),
    };
    first.is_some_and(|c| !c.is_whitespace() && !crate::text::is_cjk_mark(c) && !c.is_ascii_punctuation())
}

/// What shows nothing but may change how the text reads is shown as a thin stroke with a foot.
pub(super) fn hidden(brush: Brush<'_>, place: Place, line: &Line, color: Color32) {
    let stroke = Stroke::new(1.0, color);
    let is_hidden = |cell: &&PlacedCell| matches!(cell.text, CellText::Char(c) if crate::text::is_hidden(c));
    for cell in line.cells.iter().filter(is_hidden) {
        let x = place.x(cell.cell_x_em);
        let (top, bottom) = (place.em_top(), place.baseline() + 0.06 * place.size_px);
        brush.segment([pos2(x, top), pos2(x, bottom)], stroke);
        brush.segment([pos2(x, top), pos2(x + 0.14 * place.size_px, top)], stroke);
        brush.segment([pos2(x, bottom), pos2(x + 0.14 * place.size_px, bottom)], stroke);
    }
}

/// Half the height of a wave, and how far below its height its middle lies, in points.
const WAVE_HEIGHT: f32 = 1.3;
const WAVE_DROP: f32 = 0.8;

fn wave(brush: Brush<'_>, left: f32, right: f32, y: f32, stroke: Stroke) {
    const STEP: f32 = 1.0;
    const WAVELENGTH: f32 = 6.0;
    let n = ((right - left) / STEP).ceil().max(1.0) as usize;
    let points = (0..=n).map(|i| {
        let x = (left + i as f32 * STEP).min(right);
        pos2(x, y + WAVE_DROP + WAVE_HEIGHT * (x * std::f32::consts::TAU / WAVELENGTH).sin())
    });
    brush.line(points, stroke);
}

/// Paints a finished mesh of glyphs.
pub(super) fn add_meshes(painter: &Painter, meshes: Vec<Mesh>) {
    for mesh in meshes {
        if !mesh.is_empty() {
            painter.add(Shape::mesh(mesh));
        }
    }
}
