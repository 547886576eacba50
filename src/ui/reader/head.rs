//! The head of the page: the title, or what stands in its place, and one line of facts.

use egui::{Color32, FontFamily, FontId, Rect, Sense, Ui, pos2, vec2};

use crate::document::{Document, Metadata};
use crate::ui::context::{Action, ViewContext};
use crate::ui::fonts::Fonts;
use crate::ui::locale::{Language, Word};
use crate::ui::tokens;

use super::scroll::Page;
use super::{Column, ReaderPane};

const TITLE_SIZE: f32 = 27.0;
const LINE_GAP: f32 = 12.0;
const BELOW: f32 = 26.0;

/// Height of the head in points, without the space above it.
pub(super) fn height(ctx: &ViewContext<'_>, document: &Document, width: f32) -> f32 {
    let title = shown_title(ctx, document);
    let per_line = (width / TITLE_SIZE).floor().max(1.0);
    let n_lines = (em_width(&title) / per_line).ceil().max(1.0);
    n_lines * TITLE_SIZE * 1.35 + LINE_GAP + tokens::SMALL * 1.4 + BELOW
}

/// The reader's title, the document's own, its print source, or the beginning of its text: never an invented one.
pub(crate) fn shown_title(ctx: &ViewContext<'_>, document: &Document) -> String {
    let own = ctx.session.annotations.title(document.hash()).or(document.metadata().title.as_deref());
    own.map_or_else(|| source_line(document.metadata(), ctx.language).unwrap_or_default(), str::to_owned)
}

/// 人民日报　2024年8月27日　第19版
pub(crate) fn source_line(metadata: &Metadata, language: Language) -> Option<String> {
    let publication = metadata.publication.clone()?;
    let date = metadata.published.as_deref().and_then(|date| spoken_date(date, language));
    let page = metadata.page.as_ref().map(|page| match language {
        Language::Chinese => format!("第{page}版"),
        Language::English => format!("p. {page}"),
    });
    let parts: Vec<_> = [Some(publication), date, page].into_iter().flatten().collect();
    Some(parts.join("\u{3000}"))
}

/// 2024-08-27 → 2024年8月27日
fn spoken_date(date: &str, language: Language) -> Option<String> {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(match language {
        Language::Chinese => format!("{year}年{month}月{day}日"),
        Language::English => date.to_owned(),
    })
}

fn em_width(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum()
}

impl ReaderPane {
    #[expect(clippy::too_many_arguments, reason = "the geometry of one frame, passed once")]
    pub(super) fn head_ui(
        &mut self,
        ctx: &ViewContext<'_>,
        document: &Document,
        _fonts: &Fonts,
        page: Page,
        column: Column,
        ui: &mut Ui,
    ) {
        let top = column.pane.top() + super::PAGE_TOP - self.scroll.y(&mut self.blocks, page);
        if top + page.head < column.pane.top() {
            return;
        }
        let title = shown_title(ctx, document);
        let family = FontFamily::Name("serif-bold".into());
        let title_galley = ui.painter().layout(title, FontId::new(TITLE_SIZE, family), ctx.palette.ink, column.width);
        let origin = pos2(column.left, top);
        let below = top + title_galley.rect.height() + LINE_GAP;
        let own_title = ctx.session.annotations.title(document.hash()).is_some();
        let title_rect = Rect::from_min_size(origin, vec2(column.width, title_galley.rect.height()));
        ui.painter().galley(origin, title_galley, ctx.palette.ink);
        if own_title {
            let id = Self::focus_id().with("title");
            let response = ui.interact(title_rect, id, Sense::click()).on_hover_text(ctx.word(Word::TitleHint));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, ctx.word(Word::TitleHint)));
            if response.clicked() {
                ctx.send(Action::EditTitle);
            }
        }
        facts_ui(ctx, document, pos2(column.left, below), ui);
    }
}

fn facts_ui(ctx: &ViewContext<'_>, document: &Document, at: egui::Pos2, ui: &mut Ui) {
    let metadata = document.metadata();
    let mut facts = Vec::new();
    let has_title = ctx.session.annotations.title(document.hash()).is_some() || metadata.title.is_some();
    if has_title && let Some(source) = source_line(metadata, ctx.language) {
        facts.push(source.replace('\u{3000}', " "));
    }
    let people = if metadata.authors.is_empty() { &metadata.editors } else { &metadata.authors };
    if !people.is_empty() {
        let label = if metadata.authors.is_empty() { ctx.word(Word::EditorsLabel) } else { "" };
        facts.push(format!("{label}{}", people.join("、")));
    }
    facts.push(format!("{} {}", thousands(document.n_chars()), ctx.word(Word::CharsUnit)));
    let mut x = at.x;
    let font = FontId::proportional(tokens::SMALL);
    let mut put = |text: &str, color: Color32, ui: &Ui| {
        let rect = ui.painter().text(pos2(x, at.y), egui::Align2::LEFT_TOP, text, font.clone(), color);
        x = rect.right();
        rect
    };
    for (idx, fact) in facts.iter().enumerate() {
        if idx > 0 {
            put("　·　", ctx.palette.faint, ui);
        }
        put(fact, ctx.palette.soft, ui);
    }
    if !has_title {
        put("　·　", ctx.palette.faint, ui);
        let rect = put(ctx.word(Word::AddTitle), ctx.palette.soft, ui);
        let response = ui.interact(rect.expand(3.0), ReaderPane::focus_id().with("add-title"), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, ctx.word(Word::AddTitle)));
        if response.hovered() {
            ui.painter().hline(rect.x_range(), rect.bottom() + 1.0, egui::Stroke::new(1.0, ctx.palette.soft));
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() {
            ctx.send(Action::EditTitle);
        }
    }
}

/// 3318 → 3,318
pub(crate) fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(all(test, feature = "checks"))]
mod tests {
    use super::*;

    #[test]
    fn the_print_source_stands_in_for_a_title() {
        let metadata = Metadata {
            publication: Some("人民日报".to_owned()),
            published: Some("2024-08-27".to_owned()),
            page: Some("19".to_owned()),
            ..Metadata::default()
        };
        assert_eq!(source_line(&metadata, Language::Chinese).as_deref(), Some("人民日报　2024年8月27日　第19版"));
        assert_eq!(source_line(&Metadata::default(), Language::Chinese), None);
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1000, 3318, 1_234_567].map(thousands), ["0", "999", "1,000", "3,318", "1,234,567"]);
    }
}
