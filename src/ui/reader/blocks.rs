//! The set blocks of the open document: which are laid out, how high each is, where each begins.
//!
//! Only blocks in view are set; the others have an estimated height, corrected when they come into view. A very long
//! paragraph stands here as several blocks, its pieces: `idx` everywhere counts these.

use std::sync::Arc;

use crate::document::{BlockKind, Document};
use crate::store::Settings;
use crate::store::settings::{LineLevel, WritingMode};
use crate::text::TextRange;
use crate::typeset::{self, Direction, Level, Line, Mode, ParagraphStyle, Prepared};
use crate::ui::fonts::{Face, Fonts};

use super::pieces::pieces;

/// Everything the lines of a document depend on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LayoutKey {
    pub(super) document: crate::document::DocumentHash,
    pub(super) size_px: f32,
    pub(super) leading: f32,
    pub(super) measure_em: f32,
    pub(super) level: Level,
    pub(super) direction: Direction,
    pub(super) font: Option<String>,
    /// Raised when the fonts themselves change.
    pub(super) fonts_version: u64,
}

impl LayoutKey {
    pub(super) fn new(document: &Document, settings: &Settings, measure_em: f32, fonts_version: u64) -> Self {
        Self {
            document: document.hash(),
            size_px: settings.size_px,
            leading: settings.leading,
            measure_em,
            level: level_of(settings.level),
            direction: direction_of(settings),
            font: settings.font_family.clone(),
            fonts_version,
        }
    }

    /// Whether cells made for `other` serve here: only the measure differs.
    fn shares_cells_with(&self, other: &Self) -> bool {
        Self { measure_em: other.measure_em, size_px: other.size_px, leading: other.leading, ..self.clone() } == *other
    }
}

/// How a kind of block looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct BlockLook {
    pub(in crate::ui) face: Face,
    /// Size in proportion to the body size.
    pub(in crate::ui) scale: f32,
    /// Space above and below, in em of the body.
    pub(super) before_em: f32,
    pub(super) after_em: f32,
    pub(super) is_grey: bool,
}

impl BlockLook {
    pub(in crate::ui) fn of(kind: BlockKind) -> Self {
        let body = Self { face: Face::Reading, scale: 1.0, before_em: 0.0, after_em: 0.0, is_grey: false };
        match kind {
            BlockKind::Title => Self { face: Face::ReadingBold, scale: 1.5, before_em: 0.0, after_em: 0.8, ..body },
            BlockKind::Heading { level: 1 | 2 } => {
                Self { face: Face::ReadingBold, scale: 1.083, before_em: 0.9, after_em: 0.35, ..body }
            }
            BlockKind::Heading { .. } => Self { face: Face::ReadingBold, before_em: 0.7, after_em: 0.2, ..body },
            BlockKind::Source | BlockKind::Editor | BlockKind::Byline => {
                Self { face: Face::Interface, scale: 0.72, before_em: 0.2, after_em: 0.6, is_grey: true }
            }
            BlockKind::Code => Self { face: Face::Interface, scale: 0.83, ..body },
            BlockKind::Quote { .. } => Self { before_em: 0.2, after_em: 0.2, ..body },
            BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::TableRow => body,
        }
    }

    pub(in crate::ui) fn style(kind: BlockKind, level: Level, direction: Direction) -> ParagraphStyle {
        let style = match kind {
            BlockKind::Paragraph => ParagraphStyle::body(),
            BlockKind::Title | BlockKind::Heading { .. } => ParagraphStyle::heading(),
            BlockKind::Source | BlockKind::Editor | BlockKind::Byline => ParagraphStyle::small(),
            BlockKind::ListItem { depth } => {
                ParagraphStyle { indent_em: 0.0, margin_em: 1.0 + f32::from(depth), ..ParagraphStyle::body() }
            }
            BlockKind::Quote { depth } => {
                ParagraphStyle { margin_em: 2.0 * f32::from(depth.max(1)), ..ParagraphStyle::body() }
            }
            BlockKind::Code | BlockKind::TableRow => {
                ParagraphStyle { indent_em: 0.0, justify: false, normalise: false, ..ParagraphStyle::body() }
            }
        };
        ParagraphStyle { level, direction, ..style }
    }
}

/// One block set in lines.
pub(super) struct SetBlock {
    /// Bytes of the block in the document; line ranges are relative to its start.
    pub(super) range: TextRange,
    /// Number of the paragraph, where it begins here.
    pub(super) number: Option<u32>,
    pub(super) look: BlockLook,
    pub(super) lines: Vec<Line>,
    pub(super) size_px: f32,
    pub(super) line_height: f32,
    pub(super) before: f32,
    after: f32,
}

impl SetBlock {
    /// Distance from the block's top to the top of line `idx`.
    pub(super) fn line_top(&self, idx: usize) -> f32 {
        self.before + idx as f32 * self.line_height
    }

    /// Document bytes of line `idx`.
    pub(super) fn line_range(&self, line: &Line) -> TextRange {
        line.range.shifted(self.range.start())
    }

    /// Index of the line that holds document offset `offset`, or the nearest.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        let relative = offset.saturating_sub(self.range.start());
        self.lines.partition_point(|line| line.range.end() <= relative).min(self.lines.len().saturating_sub(1))
    }

    fn height(&self) -> f32 {
        self.before + self.lines.len() as f32 * self.line_height + self.after
    }
}

/// A block of the document, or a part of one that is too long to be set at once.
#[derive(Clone, Copy, Debug)]
struct Piece {
    kind: BlockKind,
    number: Option<u32>,
    range: TextRange,
    is_first: bool,
    is_last: bool,
}

impl Piece {
    fn all(document: &Document) -> impl Iterator<Item = Self> {
        document.blocks().iter().flat_map(move |block| {
            pieces(document.text(), block.range).map(move |range| {
                let is_first = range.start() == block.range.start();
                Self {
                    kind: block.kind,
                    number: block.number.filter(|_| is_first),
                    range,
                    is_first,
                    is_last: range.end() == block.range.end(),
                }
            })
        })
    }

    /// Space above and below, in points.
    fn spaces(&self, look: BlockLook, key: &LayoutKey) -> (f32, f32) {
        let before = if self.is_first { look.before_em * key.size_px } else { 0.0 };
        let after = if self.is_last { look.after_em * key.size_px } else { 0.0 };
        (before, after)
    }

    fn estimate(&self, key: &LayoutKey) -> f32 {
        let look = BlockLook::of(self.kind);
        let em = self.range.len() as f32 / BYTES_PER_EM + 2.0;
        let lines = (em * look.scale / key.measure_em).ceil().max(1.0);
        let (before, after) = self.spaces(look, key);
        before + lines * line_height(key, look) + after
    }
}

struct Slot {
    piece: Piece,
    height: f32,
    set: Option<Arc<SetBlock>>,
    cells: Option<Arc<Prepared>>,
}

impl Slot {
    fn new(piece: Piece, key: &LayoutKey, cells: Option<Arc<Prepared>>) -> Self {
        Self { piece, height: piece.estimate(key), set: None, cells }
    }
}

/// The blocks of one document under one key.
#[derive(Default)]
pub(super) struct Blocks {
    key: Option<LayoutKey>,
    mode: Mode,
    slots: Vec<Slot>,
    /// Top of each block, then the end; valid up to `valid_tops`.
    tops: Vec<f32>,
    valid_tops: usize,
    /// Block around which far ones were last forgotten.
    trimmed_at: Option<usize>,
}

/// Mean number of UTF-8 bytes a column em holds: Han characters have three.
const BYTES_PER_EM: f32 = 3.0;

impl Blocks {
    /// Makes ready for `key`; keeps what still holds. Whether anything changed.
    pub(super) fn prepare(&mut self, document: &Document, key: LayoutKey, mode: Mode) -> bool {
        if self.key.as_ref() == Some(&key) && self.mode == mode {
            return false;
        }
        let is_same_text = self.key.as_ref().is_some_and(|old| old.document == key.document);
        let keeps_cells = self.key.as_ref().is_some_and(|old| old.shares_cells_with(&key));
        let old = std::mem::take(&mut self.slots);
        self.slots = if is_same_text {
            old.into_iter().map(|slot| Slot::new(slot.piece, &key, slot.cells.filter(|_| keeps_cells))).collect()
        } else {
            Piece::all(document).map(|piece| Slot::new(piece, &key, None)).collect()
        };
        self.tops = vec![0.0; self.slots.len() + 1];
        self.valid_tops = 0;
        self.trimmed_at = None;
        self.key = Some(key);
        self.mode = mode;
        true
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The block at `offset`, or the last one that begins before it.
    pub(super) fn idx_at(&self, offset: usize) -> Option<usize> {
        let after = self.slots.partition_point(|slot| slot.piece.range.start() <= offset);
        (!self.slots.is_empty()).then(|| after.saturating_sub(1))
    }

    /// Document bytes of block `idx`.
    pub(super) fn range(&self, idx: usize) -> Option<TextRange> {
        self.slots.get(idx).map(|slot| slot.piece.range)
    }

    pub(super) fn height(&self, idx: usize) -> f32 {
        self.slots.get(idx).map_or(0.0, |slot| slot.height)
    }

    /// Distance from the first block's top to that of block `idx`, or to the end.
    pub(super) fn top(&mut self, idx: usize) -> f32 {
        let idx = idx.min(self.slots.len());
        while self.valid_tops < idx {
            let at = self.valid_tops;
            let next = self.tops.get(at).copied().unwrap_or_default() + self.height(at);
            if let Some(top) = self.tops.get_mut(at + 1) {
                *top = next;
            }
            self.valid_tops += 1;
        }
        self.tops.get(idx).copied().unwrap_or_default()
    }

    pub(super) fn total_height(&mut self) -> f32 {
        self.top(self.slots.len())
    }

    /// The block whose height covers `y`, and how far into it `y` is.
    pub(super) fn at(&mut self, y: f32) -> (usize, f32) {
        self.total_height();
        let idx = self.tops.partition_point(|&top| top <= y).saturating_sub(1).min(self.slots.len().saturating_sub(1));
        (idx, y - self.top(idx))
    }

    /// Block `idx` in lines; set now if it is not yet.
    pub(super) fn set(&mut self, document: &Document, fonts: &Fonts, idx: usize) -> Option<Arc<SetBlock>> {
        let key = self.key.as_ref()?;
        let slot = self.slots.get_mut(idx)?;
        if let Some(set) = &slot.set {
            return Some(Arc::clone(set));
        }
        let (set, cells) = set_piece(document, &slot.piece, key, self.mode, fonts, slot.cells.take());
        let height = set.height();
        slot.cells = Some(cells);
        slot.set = Some(Arc::clone(&set));
        if (slot.height - height).abs() > 0.01 {
            slot.height = height;
            self.valid_tops = self.valid_tops.min(idx);
        }
        Some(set)
    }

    /// Forgets lines far from `around`, so that memory follows the view and not the document.
    pub(super) fn trim(&mut self, around: usize) {
        const KEPT: usize = 400;
        let is_near = self.trimmed_at.is_some_and(|at| at.abs_diff(around) < KEPT / 4);
        if self.slots.len() <= 2 * KEPT || is_near {
            return;
        }
        self.trimmed_at = Some(around);
        for (idx, slot) in self.slots.iter_mut().enumerate() {
            if idx.abs_diff(around) > KEPT {
                slot.set = None;
                slot.cells = None;
            }
        }
    }
}

fn set_piece(
    document: &Document,
    piece: &Piece,
    key: &LayoutKey,
    mode: Mode,
    fonts: &Fonts,
    cells: Option<Arc<Prepared>>,
) -> (Arc<SetBlock>, Arc<Prepared>) {
    let look = BlockLook::of(piece.kind);
    let cells = cells.unwrap_or_else(|| {
        let text = document.slice(piece.range);
        let word_breaks = crate::analysis::word_breaks(text);
        let style = BlockLook::style(piece.kind, key.level, key.direction);
        // What goes on from the piece before is no new paragraph.
        let style = if piece.is_first { style } else { ParagraphStyle { indent_em: 0.0, ..style } };
        Arc::new(typeset::prepare(text, &word_breaks, &style, fonts.metrics(look.face)))
    });
    let lines = typeset::set(&cells, key.measure_em / look.scale, mode);
    let (before, after) = piece.spaces(look, key);
    let set = SetBlock {
        range: piece.range,
        number: piece.number,
        look,
        lines,
        size_px: key.size_px * look.scale,
        line_height: line_height(key, look),
        before,
        after,
    };
    (Arc::new(set), cells)
}

fn line_height(key: &LayoutKey, look: BlockLook) -> f32 {
    (key.size_px * look.scale * key.leading).round()
}

/// Which way the lines of the page run.
pub(super) fn direction_of(settings: &Settings) -> Direction {
    match settings.writing {
        WritingMode::Horizontal => Direction::Horizontal,
        WritingMode::Vertical => Direction::Vertical { corner_quotes: settings.vertical_quotes },
    }
}

fn level_of(level: LineLevel) -> Level {
    match level {
        LineLevel::Basic => Level::Basic,
        LineLevel::Gb => Level::Gb,
        LineLevel::Strict => Level::Strict,
    }
}
