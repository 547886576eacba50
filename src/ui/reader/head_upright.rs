//! The head of a vertical page: its title and facts in columns of their own, at the right end.

use egui::{CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::document::Document;
use crate::typeset::{self, Line, Mode, ParagraphStyle};
use crate::ui::context::{Action, ViewContext};
use crate::ui::fonts::{Face, Fonts};
use crate::ui::locale::Word;

use super::axes::Brush;
use super::blocks::direction_of;
use super::head::{BELOW, LINE_GAP, SEPARATOR, facts, facts_size, head_title, title_size};
use super::{Column, ReaderPane, Scene, paint};

/// Distance of lines over their size.
const TITLE_LEADING: f32 = 1.5;
const FACTS_LEADING: f32 = 1.8;

/// The parts one after the other, from the right.
pub(super) struct UprightHead {
    parts: Vec<Part>,
    height: f32,
}

struct Part {
    kind: PartKind,
    lines: Vec<Line>,
    size_px: f32,
    line_height: f32,
    /// From the head's top on the page.
    top: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartKind {
    Title,
    Facts,
    /// Offers to give the document a title.
    Offer,
}

impl UprightHead {
    pub(super) fn new(ctx: &ViewContext<'_>, document: &Document, fonts: &Fonts, column: Column) -> Self {
        let mut head = Self { parts: Vec::new(), height: 0.0 };
        let title = head_title(ctx, document);
        if !title.is_empty() {
            head.add(ctx, PartKind::Title, &title, fonts, column);
            head.height += LINE_GAP;
        }
        let told = facts(ctx, document);
        let plain: Vec<&str> = told.iter().filter(|(_, is_offer)| !is_offer).map(|(text, _)| text.as_str()).collect();
        head.add(ctx, PartKind::Facts, &plain.join(SEPARATOR), fonts, column);
        for (text, _) in told.iter().filter(|(_, is_offer)| *is_offer) {
            head.add(ctx, PartKind::Offer, text, fonts, column);
        }
        head.height += BELOW;
        head
    }

    /// In points, without the space before it.
    pub(super) fn height(&self) -> f32 {
        self.height
    }

    fn add(&mut self, ctx: &ViewContext<'_>, kind: PartKind, text: &str, fonts: &Fonts, column: Column) {
        let (size_px, leading) = match kind {
            PartKind::Title => (title_size(ctx), TITLE_LEADING),
            PartKind::Facts | PartKind::Offer => (facts_size(ctx), FACTS_LEADING),
        };
        let style = match kind {
            PartKind::Title => ParagraphStyle::heading(),
            PartKind::Facts | PartKind::Offer => ParagraphStyle::small(),
        };
        let style = ParagraphStyle { direction: direction_of(&ctx.session.settings), ..style };
        let words = if kind == PartKind::Title { crate::analysis::word_breaks(text) } else { Vec::new() };
        let cells = typeset::prepare(text, &words, &style, fonts.metrics(kind.face()));
        let lines = typeset::set(&cells, column.width / size_px, Mode::Optimal);
        let line_height = (size_px * leading).round();
        let top = self.height;
        self.height += lines.len() as f32 * line_height;
        self.parts.push(Part { kind, lines, size_px, line_height, top });
    }
}

impl PartKind {
    fn face(self) -> Face {
        if self == Self::Title { Face::ReadingBold } else { Face::Interface }
    }
}

impl Part {
    /// What it covers on the page.
    fn rect(&self, column: Column, head_top: f32) -> Rect {
        let right_em = self.lines.iter().map(|line| line.right_em).fold(0.0, f32::max);
        let size = vec2(right_em * self.size_px, self.lines.len() as f32 * self.line_height);
        Rect::from_min_size(pos2(column.left, head_top + self.top), size)
    }
}

/// Paints the head with its top at `top` on the page.
pub(super) fn upright_head_ui(scene: Scene<'_>, head: &UprightHead, top: f32, fonts: &mut Fonts, ui: &Ui) {
    let Scene { ctx, document, column, .. } = scene;
    let mut glyphs = fonts.painter(ui.ctx());
    for part in &head.parts {
        let color = if part.kind == PartKind::Title { ctx.palette.ink } else { ctx.palette.soft };
        for (idx, line) in part.lines.iter().enumerate() {
            let origin = pos2(column.left, top + part.top + idx as f32 * part.line_height);
            let place = paint::Place { origin, size_px: part.size_px, line_height: part.line_height };
            paint::glyphs(&mut glyphs, part.kind.face(), line, (place, column.axes), color);
        }
    }
    paint::add_meshes(ui.painter(), glyphs.finish());
    let has_own_title = ctx.session.annotations.title(document.hash()).is_some();
    for part in &head.parts {
        let rect = part.rect(column, top);
        match part.kind {
            PartKind::Title if has_own_title => button_ui(scene, rect, Word::TitleHint, "title", ui),
            PartKind::Offer => button_ui(scene, rect, Word::AddTitle, "add-title", ui),
            PartKind::Title | PartKind::Facts => {}
        }
    }
}

/// What is clicked for the dialog that asks for a title.
fn button_ui(scene: Scene<'_>, rect: Rect, word: Word, id: &str, ui: &Ui) {
    let Scene { ctx, column, .. } = scene;
    let area = column.axes.rect_to_window(rect);
    let response = ui.interact(area, ReaderPane::focus_id().with(id), Sense::click()).on_hover_text(ctx.word(word));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, ctx.word(word)));
    if response.hovered() || response.has_focus() {
        let y = rect.bottom() - 1.0;
        let stroke = egui::Stroke::new(1.0, ctx.palette.soft);
        Brush::new(ui.painter(), column.axes).segment([pos2(rect.left(), y), pos2(rect.right(), y)], stroke);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if response.clicked() {
        ctx.send(Action::EditTitle);
    }
}
