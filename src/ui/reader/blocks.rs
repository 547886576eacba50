//! The set blocks of the open document: which are laid out, how high each is, where each begins.
//!
//! Only blocks in view are set; the others have an estimated height, corrected when they come into view.

use std::sync::Arc;

use crate::document::{Block, BlockKind, Document};
use crate::store::Settings;
use crate::store::settings::LineLevel;
use crate::text::TextRange;
use crate::typeset::{self, Level, Line, Mode, ParagraphStyle, Prepared};
use crate::ui::fonts::{Face, Fonts};

/// Everything the lines of a document depend on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LayoutKey {
    pub(super) document: crate::document::DocumentHash,
    pub(super) size_px: f32,
    pub(super) leading: f32,
    pub(super) measure_em: f32,
    pub(super) level: Level,
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

    pub(in crate::ui) fn style(kind: BlockKind, level: Level) -> ParagraphStyle {
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
        ParagraphStyle { level, ..style }
    }
}

/// One block set in lines.
pub(super) struct SetBlock {
    /// Bytes of the block in the document; line ranges are relative to its start.
    pub(super) range: TextRange,
    pub(super) look: BlockLook,
    pub(super) lines: Vec<Line>,
    pub(super) size_px: f32,
    pub(super) line_height: f32,
    pub(super) before: f32,
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
}

struct Slot {
    height: f32,
    set: Option<Arc<SetBlock>>,
    cells: Option<Arc<Prepared>>,
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
}

/// Mean number of UTF-8 bytes a column em holds: Han characters have three.
const BYTES_PER_EM: f32 = 3.0;

impl Blocks {
    /// Makes ready for `key`; keeps what still holds. Whether anything changed.
    pub(super) fn prepare(&mut self, document: &Document, key: LayoutKey, mode: Mode) -> bool {
        if self.key.as_ref() == Some(&key) && self.mode == mode {
            return false;
        }
        let keeps_cells = self.key.as_ref().is_some_and(|old| old.shares_cells_with(&key));
        let old = std::mem::take(&mut self.slots);
        let mut cells: Vec<_> = old.into_iter().map(|slot| slot.cells.filter(|_| keeps_cells)).collect();
        cells.resize(document.blocks().len(), None);
        self.slots = document
            .blocks()
            .iter()
            .zip(cells)
            .map(|(block, cells)| Slot { height: estimate(block, &key), set: None, cells })
            .collect();
        self.tops = vec![0.0; self.slots.len() + 1];
        self.valid_tops = 0;
        self.key = Some(key);
        self.mode = mode;
        true
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
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
        let key = self.key.clone()?;
        let slot = self.slots.get_mut(idx)?;
        if let Some(set) = &slot.set {
            return Some(Arc::clone(set));
        }
        let block = document.blocks().get(idx)?;
        let (set, cells) = set_block(document, block, &key, self.mode, fonts, slot.cells.take());
        let height = block_height(&set, &key);
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
        if self.slots.len() <= 2 * KEPT {
            return;
        }
        for (idx, slot) in self.slots.iter_mut().enumerate() {
            if idx.abs_diff(around) > KEPT {
                slot.set = None;
                slot.cells = None;
            }
        }
    }
}

fn set_block(
    document: &Document,
    block: &Block,
    key: &LayoutKey,
    mode: Mode,
    fonts: &Fonts,
    cells: Option<Arc<Prepared>>,
) -> (Arc<SetBlock>, Arc<Prepared>) {
    let look = BlockLook::of(block.kind);
    let cells = cells.unwrap_or_else(|| {
        let text = document.slice(block.range);
        let word_breaks = crate::analysis::word_breaks(text);
        let style = BlockLook::style(block.kind, key.level);
        Arc::new(typeset::prepare(text, &word_breaks, &style, fonts.metrics(look.face)))
    });
    let lines = typeset::set(&cells, key.measure_em / look.scale, mode);
    let set = SetBlock {
        range: block.range,
        look,
        lines,
        size_px: key.size_px * look.scale,
        line_height: line_height(key, look),
        before: look.before_em * key.size_px,
    };
    (Arc::new(set), cells)
}

fn line_height(key: &LayoutKey, look: BlockLook) -> f32 {
    (key.size_px * look.scale * key.leading).round()
}

fn block_height(set: &SetBlock, key: &LayoutKey) -> f32 {
    set.before + set.lines.len() as f32 * set.line_height + set.look.after_em * key.size_px
}

fn estimate(block: &Block, key: &LayoutKey) -> f32 {
    let look = BlockLook::of(block.kind);
    let em = block.range.len() as f32 / BYTES_PER_EM + 2.0;
    let lines = (em * look.scale / key.measure_em).ceil().max(1.0);
    (look.before_em + look.after_em) * key.size_px + lines * line_height(key, look)
}

fn level_of(level: LineLevel) -> Level {
    match level {
        LineLevel::Basic => Level::Basic,
        LineLevel::Gb => Level::Gb,
        LineLevel::Strict => Level::Strict,
    }
}
