//! From a point in the window to a place in the text.

use crate::typeset::Line;

use super::blocks::SetBlock;

/// Document offset nearest to `x_em` (em from the column's edge) on a line.
pub(super) fn offset_at(block: &SetBlock, line: &Line, x_em: f32) -> usize {
    let start = block.range.start();
    for cell in &line.cells {
        if x_em < cell.cell_x_em + cell.advance_em / 2.0 {
            return start + cell.range.start();
        }
        if x_em < cell.cell_x_em + cell.advance_em {
            return start + cell.range.end();
        }
    }
    start + line.cells.last().map_or(line.range.end(), |cell| cell.range.end())
}

/// Document offset of the character under `x_em`, or `None` beside the line's text.
pub(super) fn character_at(block: &SetBlock, line: &Line, x_em: f32) -> Option<usize> {
    let cell = line.cells.iter().find(|cell| cell.cell_x_em <= x_em && x_em < cell.cell_x_em + cell.advance_em)?;
    Some(block.range.start() + cell.range.start())
}

/// Index of the line at `y` points below the block's top, kept inside the block.
pub(super) fn line_at(block: &SetBlock, y: f32) -> usize {
    let idx = ((y - block.before) / block.line_height).floor().max(0.0) as usize;
    idx.min(block.lines.len().saturating_sub(1))
}
