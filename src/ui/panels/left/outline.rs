//! The outline: the document's headings, or its paragraphs where it has none.

use egui::{Align2, Color32, FontId, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::document::{Block, BlockKind, Document, DocumentHash};
use crate::text::TextRange;
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::tokens;
use crate::ui::widgets::{as_displayed, soft_label};

use super::rows::{self, Rows, Slot};
use super::{empty, text};

/// Most characters of a heading that are laid out: more than two rows hold at any width of the panel.
const HEADING_CHARS: usize = 160;
/// Most characters of a paragraph that are laid out.
const PARAGRAPH_CHARS: usize = 40;
const HEADING_ROWS: usize = 2;
/// Step from one level of headings to the next, in points; deeper levels than [`MAX_DEPTH`] are not told apart.
const INDENT: f32 = 12.0;
const MAX_DEPTH: u8 = 4;
const PADDING: Vec2 = vec2(8.0, 4.0);
const PARAGRAPH_HEIGHT: f32 = 26.0;
/// Room for the numbers of paragraphs, in points.
const NUMBER_WIDTH: f32 = 28.0;
/// Where in the view the section being read is looked for: a jump puts its heading at 0.3 from the top.
const EYE: f32 = 0.4;

/// Rows of the outline and what they were made for.
#[derive(Default)]
pub(super) struct OutlineTab {
    of: Option<DocumentHash>,
    entries: Vec<Entry>,
    has_headings: bool,
    rows: Rows,
    /// Width the heights of `rows` hold for.
    width: f32,
    current: Option<usize>,
}

/// A heading or a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    range: TextRange,
    kind: EntryKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryKind {
    /// Steps of indentation.
    Heading { depth: u8 },
    /// As numbered in the margin.
    Paragraph { number: u32 },
}

impl OutlineTab {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let Some(document) = ctx.document() else {
            empty::no_document_ui(ctx, ui);
            return;
        };
        self.prepare(document, rows::row_width(ui));
        if !self.has_headings {
            soft_label(ui, ctx.palette, ctx.word(Word::EmptyOutline));
            ui.add_space(4.0);
        }
        // Of paragraphs the one at the top is meant, as in the status bar; of sections the one that fills the view.
        let place = if self.has_headings { eye(ctx.view.visible) } else { ctx.view.visible.start() };
        let current = self.section_at(place).or(Some(0).filter(|_| !self.entries.is_empty()));
        let reveal = self.follow(current, ui);
        let entries = &self.entries;
        self.rows.ui("outline", reveal, ui, |ui, idx, slot| {
            let Some(&entry) = entries.get(idx) else { return 0.0 };
            entry_ui(ctx, document, ui, Row { entry, is_current: current == Some(idx) }, slot)
        });
    }

    fn prepare(&mut self, document: &Document, width: f32) {
        let is_new = self.of != Some(document.hash());
        if is_new {
            self.of = Some(document.hash());
            self.entries = headings(document);
            self.has_headings = !self.entries.is_empty();
            if !self.has_headings {
                self.entries = paragraphs(document);
            }
            self.current = None;
        }
        if is_new || (self.width - width).abs() > 0.5 {
            self.width = width;
            let heights = self.entries.iter().map(|&entry| estimated_height(document, entry, width));
            self.rows = Rows::new(heights.collect());
        }
    }

    /// The last entry that begins at or before `offset`.
    fn section_at(&self, offset: usize) -> Option<usize> {
        self.entries.partition_point(|entry| entry.range.start() <= offset).checked_sub(1)
    }

    /// The row to scroll to: the current one when it has changed, unless the reader is busy in the list.
    fn follow(&mut self, current: Option<usize>, ui: &Ui) -> Option<usize> {
        let has_changed = self.current != current;
        self.current = current;
        current.filter(|_| has_changed && !ui.rect_contains_pointer(ui.max_rect()))
    }
}

fn eye(visible: TextRange) -> usize {
    visible.start() + (visible.len() as f32 * EYE) as usize
}

/// Title and headings; nothing where there is no heading, as the title alone leads nowhere.
fn headings(document: &Document) -> Vec<Entry> {
    if !document.blocks().iter().any(|block| matches!(block.kind, BlockKind::Heading { .. })) {
        return Vec::new();
    }
    let highest = document.outline().map(|(level, _)| level).min().unwrap_or(1);
    let entry = |(level, block): (u8, &Block)| {
        let depth = level.saturating_sub(highest).min(MAX_DEPTH);
        Entry { range: block.range, kind: EntryKind::Heading { depth } }
    };
    document.outline().map(entry).collect()
}

fn paragraphs(document: &Document) -> Vec<Entry> {
    let numbered = document.blocks().iter().filter_map(|block| Some((block.range, block.number?)));
    numbered.map(|(range, number)| Entry { range, kind: EntryKind::Paragraph { number } }).collect()
}

fn shown_text(document: &Document, entry: Entry) -> String {
    let n_chars = match entry.kind {
        EntryKind::Heading { .. } => HEADING_CHARS,
        EntryKind::Paragraph { .. } => PARAGRAPH_CHARS,
    };
    as_displayed(&text::beginning(document.slice(entry.range), n_chars))
}

fn estimated_height(document: &Document, entry: Entry, width: f32) -> f32 {
    match entry.kind {
        EntryKind::Heading { depth } => {
            let width = width - indent(depth) - 2.0 * PADDING.x;
            let n_rows = text::estimated_rows(&shown_text(document, entry), tokens::TEXT, width, HEADING_ROWS);
            n_rows.max(1) as f32 * tokens::TEXT * text::ROW_EM + 2.0 * PADDING.y
        }
        EntryKind::Paragraph { .. } => PARAGRAPH_HEIGHT,
    }
}

fn indent(depth: u8) -> f32 {
    f32::from(depth) * INDENT
}

/// An entry as it stands this frame.
#[derive(Clone, Copy)]
struct Row {
    entry: Entry,
    /// The view is in it.
    is_current: bool,
}

/// Shows one entry and returns its height.
fn entry_ui(ctx: &ViewContext<'_>, document: &Document, ui: &Ui, row: Row, slot: Slot) -> f32 {
    let text = shown_text(document, row.entry);
    let font = FontId::proportional(tokens::TEXT);
    let (left, color, n_rows) = match row.entry.kind {
        EntryKind::Heading { depth } => (indent(depth), heading_color(ctx, depth, row.is_current), HEADING_ROWS),
        EntryKind::Paragraph { .. } => (NUMBER_WIDTH, ctx.palette.ink, 1),
    };
    let width = (slot.width - left - 2.0 * PADDING.x).max(tokens::TEXT);
    let galley = text::clipped(ui, &text, font, color, width, n_rows);
    let height = match row.entry.kind {
        EntryKind::Heading { .. } => galley.rect.height() + 2.0 * PADDING.y,
        EntryKind::Paragraph { .. } => PARAGRAPH_HEIGHT,
    };
    let rect = Rect::from_min_size(slot.at, vec2(slot.width, height));
    let id = ui.make_persistent_id(row.entry.range.start());
    let mut response = ui.interact(rect, id, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, row.is_current, accessible_name(&text, row.entry)));
    rows::ground(ctx, ui, rect, &response, row.is_current);
    if row.is_current {
        let mark = Rect::from_min_size(rect.left_top() + vec2(0.0, 4.0), vec2(2.0, height - 8.0));
        ui.painter().rect_filled(mark, 1.0, ctx.palette.vermilion);
    }
    if let EntryKind::Paragraph { number } = row.entry.kind {
        let at = pos2(rect.left() + NUMBER_WIDTH, rect.center().y);
        let font = FontId::proportional(tokens::TINY);
        let color = if row.is_current { ctx.palette.soft } else { ctx.palette.faint };
        ui.painter().text(at, Align2::RIGHT_CENTER, number.to_string(), font, color);
    }
    let is_elided = galley.elided;
    let at = pos2(rect.left() + left + PADDING.x, rect.center().y - galley.rect.height() / 2.0);
    ui.painter().galley(at, galley, color);
    rows::follow_keyboard(ui, &response);
    if is_elided && matches!(row.entry.kind, EntryKind::Heading { .. }) {
        response = response.on_hover_text(as_displayed(document.slice(row.entry.range)));
    }
    if response.clicked() {
        ctx.send(Action::Jump(row.entry.range));
    }
    height
}

/// Lower levels step back, unless the reader is there.
fn heading_color(ctx: &ViewContext<'_>, depth: u8, is_current: bool) -> Color32 {
    if depth == 0 || is_current { ctx.palette.ink } else { ctx.palette.soft }
}

fn accessible_name(text: &str, entry: Entry) -> String {
    match entry.kind {
        EntryKind::Heading { .. } => text.to_owned(),
        EntryKind::Paragraph { number } => format!("¶ {number} {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    /// One block a line: `#` and `##` are headings, other lines numbered paragraphs.
    fn document(text: &str) -> Document {
        let mut start = 0;
        let mut number = 0;
        let blocks = text.split('\n').map(|line| {
            let range = TextRange::new(start, start + line.len());
            start += line.len() + 1;
            let level = line.chars().take_while(|&c| c == '#').count() as u8;
            let kind = if level > 0 { BlockKind::Heading { level } } else { BlockKind::Paragraph };
            number += u32::from(level == 0);
            Block { kind, range, number: (level == 0).then_some(number), spans: Vec::new() }
        });
        let blocks = blocks.collect();
        Document::new(text.to_owned(), blocks, Metadata::default())
    }

    fn tab(text: &str) -> OutlineTab {
        let mut tab = OutlineTab::default();
        tab.prepare(&document(text), 200.0);
        tab
    }

    #[test]
    fn the_section_is_the_last_heading_before_the_eye() {
        let tab = tab("甲\n##乙\n丙\n###丁\n戊");
        let depths: Vec<_> = tab.entries.iter().map(|entry| entry.kind).collect();
        assert_eq!(depths, [EntryKind::Heading { depth: 0 }, EntryKind::Heading { depth: 1 }]);
        assert_eq!(tab.section_at(0), None);
        assert_eq!(tab.section_at("甲\n##乙\n丙".len()), Some(0));
        assert_eq!(tab.section_at(1_000), Some(1));
    }

    #[test]
    fn without_headings_there_are_paragraphs() {
        let tab = tab("甲\n乙");
        assert!(!tab.has_headings);
        assert_eq!(tab.entries.get(1).map(|entry| entry.kind), Some(EntryKind::Paragraph { number: 2 }));
    }
}
