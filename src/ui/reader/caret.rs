//! The caret: selecting by keyboard alone. It stands still, so that an idle page costs nothing.

use egui::{Key, Modifiers, Stroke, Ui};

use crate::typeset::Line;
use crate::ui::context::View;
use crate::ui::fonts::Fonts;

use super::axes::Brush;
use super::blocks::SetBlock;
use super::selection::{Selection, Unit, step};
use super::{ReaderPane, Scene, hit, keys, paint};

/// Thickness in points.
const WIDTH: f32 = 2.0;

/// Where the caret stands. Offsets are bytes of the canonical text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Caret {
    at: usize,
    /// At a place where a line breaks: behind the first line and not before the second.
    is_behind_line: bool,
    /// Distance from the column's left edge, in points, that moving by lines keeps to.
    goal: Option<f32>,
}

impl Caret {
    pub(super) fn new(at: usize) -> Self {
        Self { at, is_behind_line: false, goal: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Character,
    Unit(Unit),
    Line,
    /// Lines of a view.
    Page,
    LineEdge,
    DocumentEdge,
}

/// Each with Shift extends the selection.
const MOVES: [(Modifiers, Key, Move, bool); 14] = [
    (Modifiers::NONE, Key::ArrowLeft, Move::Character, false),
    (Modifiers::NONE, Key::ArrowRight, Move::Character, true),
    (Modifiers::NONE, Key::ArrowUp, Move::Line, false),
    (Modifiers::NONE, Key::ArrowDown, Move::Line, true),
    (Modifiers::NONE, Key::PageUp, Move::Page, false),
    (Modifiers::NONE, Key::PageDown, Move::Page, true),
    (Modifiers::NONE, Key::Home, Move::LineEdge, false),
    (Modifiers::NONE, Key::End, Move::LineEdge, true),
    (Modifiers::COMMAND, Key::ArrowLeft, Move::Unit(Unit::Word), false),
    (Modifiers::COMMAND, Key::ArrowRight, Move::Unit(Unit::Word), true),
    (Modifiers::COMMAND, Key::ArrowUp, Move::Unit(Unit::Paragraph), false),
    (Modifiers::COMMAND, Key::ArrowDown, Move::Unit(Unit::Paragraph), true),
    (Modifiers::COMMAND, Key::Home, Move::DocumentEdge, false),
    (Modifiers::COMMAND, Key::End, Move::DocumentEdge, true),
];

impl ReaderPane {
    /// Shows the caret at the selection's moving end or at the top of the view, or takes it away.
    pub(in crate::ui) fn toggle_caret(&mut self, view: &View) {
        if self.caret.take().is_none() {
            let at = view.selection.map_or_else(|| self.top_offset(), Selection::head);
            self.caret = Some(Caret::new(at));
            self.pending_reveal = Some(at);
        }
    }

    /// Moves the caret by the keys, and paints it.
    pub(super) fn caret_ui(&mut self, scene: Scene<'_>, fonts: &Fonts, view: &mut View, ui: &Ui) {
        let Some(before) = self.caret else { return };
        let mut caret = before;
        if keys::are_ours(ui) {
            for (modifiers, key, movement, is_forward) in MOVES {
                for (extra, extends) in [(Modifiers::NONE, false), (Modifiers::SHIFT, true)] {
                    for _ in 0..keys::taken(ui, modifiers | extra, scene.column.axes.key(key)) {
                        let fixed = view.selection.map_or(caret.at, Selection::fixed);
                        caret = self.moved(scene, fonts, caret, (movement, is_forward));
                        view.selection = extends.then(|| Selection::between(fixed, caret.at));
                    }
                }
            }
        }
        if caret != before {
            self.caret = Some(caret);
            self.reveal_at(caret.at, ui);
        }
        paint_caret(scene, caret, ui);
    }

    fn moved(&mut self, scene: Scene<'_>, fonts: &Fonts, caret: Caret, (movement, is_forward): (Move, bool)) -> Caret {
        match movement {
            Move::Character => Caret::new(self.cell_edge(scene, fonts, caret.at, is_forward)),
            Move::Unit(unit) => Caret::new(step(scene.document, caret.at, is_forward, unit)),
            Move::Line => self.line_on(scene, fonts, caret, is_forward),
            Move::Page => {
                let settings = &scene.ctx.session.settings;
                let line_height = (settings.size_px * settings.leading).max(1.0);
                let n_lines = (scene.page.view * keys::PAGE_SHARE / line_height).floor().max(1.0) as usize;
                (0..n_lines).fold(caret, |caret, _| self.line_on(scene, fonts, caret, is_forward))
            }
            Move::LineEdge => self.line_edge(scene, fonts, caret, is_forward),
            Move::DocumentEdge => Caret::new(if is_forward { scene.document.text().len() } else { 0 }),
        }
    }

    /// The next edge of a character as painted; what is painted as one is not entered.
    fn cell_edge(&mut self, scene: Scene<'_>, fonts: &Fonts, at: usize, is_forward: bool) -> usize {
        let Some(mut idx) = self.blocks.idx_at(at) else { return at };
        loop {
            let Some(block) = self.blocks.set(scene.document, fonts, idx) else { return at };
            let (start, end) = (block.range.start(), block.range.end());
            let cells = block.lines.iter().flat_map(|line| &line.cells);
            let found = if is_forward {
                cells.map(|cell| start + cell.range.end()).chain([end]).find(|&edge| edge > at)
            } else {
                cells.map(|cell| start + cell.range.start()).rev().chain([start]).find(|&edge| edge < at)
            };
            if let Some(edge) = found {
                return edge;
            }
            let neighbour = if is_forward { idx.checked_add(1) } else { idx.checked_sub(1) };
            let Some((next, range)) = neighbour.and_then(|next| Some((next, self.blocks.range(next)?))) else {
                return at;
            };
            // Between two blocks there is a place of each; pieces of one paragraph share theirs.
            let edge = if is_forward { range.start() } else { range.end() };
            if edge != at {
                return edge;
            }
            idx = next;
        }
    }

    fn line_on(&mut self, scene: Scene<'_>, fonts: &Fonts, caret: Caret, is_forward: bool) -> Caret {
        let edge = Caret::new(if is_forward { scene.document.text().len() } else { 0 });
        let Some(idx) = self.blocks.idx_at(caret.at) else { return caret };
        let Some(block) = self.blocks.set(scene.document, fonts, idx) else { return caret };
        let line_idx = line_idx(&block, caret);
        let Some(line) = block.lines.get(line_idx) else { return caret };
        let goal = caret.goal.unwrap_or_else(|| x_em(&block, line, caret.at) * block.size_px);
        let is_inside = if is_forward { line_idx + 1 < block.lines.len() } else { line_idx > 0 };
        let (block, line_idx) = if is_inside {
            (block, if is_forward { line_idx + 1 } else { line_idx - 1 })
        } else {
            let next = if is_forward { idx.checked_add(1) } else { idx.checked_sub(1) };
            let Some(block) = next.and_then(|next| self.blocks.set(scene.document, fonts, next)) else { return edge };
            let last = block.lines.len().saturating_sub(1);
            (block, if is_forward { 0 } else { last })
        };
        let Some(line) = block.lines.get(line_idx) else { return edge };
        let at = hit::offset_at(&block, line, goal / block.size_px);
        Caret { at, is_behind_line: is_behind(&block, line_idx, at), goal: Some(goal) }
    }

    fn line_edge(&mut self, scene: Scene<'_>, fonts: &Fonts, caret: Caret, is_forward: bool) -> Caret {
        let Some(idx) = self.blocks.idx_at(caret.at) else { return caret };
        let Some(block) = self.blocks.set(scene.document, fonts, idx) else { return caret };
        let line_idx = line_idx(&block, caret);
        let Some(line) = block.lines.get(line_idx) else { return caret };
        let x_em = if is_forward { f32::INFINITY } else { f32::NEG_INFINITY };
        let at = hit::offset_at(&block, line, x_em);
        Caret { at, is_behind_line: is_forward && is_behind(&block, line_idx, at), goal: None }
    }
}

/// Index of the line the caret stands on.
fn line_idx(block: &SetBlock, caret: Caret) -> usize {
    let back = usize::from(caret.is_behind_line && caret.at > block.range.start());
    block.line_of(caret.at - back)
}

/// Whether `at`, found on line `line_idx`, would without a word be taken for a place of the next line.
fn is_behind(block: &SetBlock, line_idx: usize, at: usize) -> bool {
    block.line_of(at) > line_idx
}

/// Em from the column's left edge to the place `at` on `line`.
fn x_em(block: &SetBlock, line: &Line, at: usize) -> f32 {
    let relative = at.saturating_sub(block.range.start());
    line.cells.iter().find(|cell| cell.range.end() > relative).map_or(line.right_em, |cell| cell.cell_x_em)
}

fn paint_caret(scene: Scene<'_>, caret: Caret, ui: &Ui) {
    let holds = |block: &SetBlock| block.range.start() <= caret.at && caret.at <= block.range.end();
    let Some(shown) = scene.visible.iter().rev().find(|shown| holds(&shown.block)) else { return };
    let line_idx = line_idx(&shown.block, caret);
    let Some(line) = shown.block.lines.get(line_idx) else { return };
    let place = paint::Place::of(&shown.block, line_idx, shown.origin);
    let x = place.x(x_em(&shown.block, line, caret.at));
    let top = place.em_top() - 0.1 * place.size_px;
    let stroke = Stroke::new(WIDTH, scene.ctx.palette.vermilion);
    Brush::new(ui.painter(), scene.column.axes).across(x, (top, top + 1.2 * place.size_px), stroke);
}
