//! The head of the page: the title, or what stands in its place, and a line of facts.

use std::sync::Arc;

use egui::{Align2, Color32, CursorIcon, FontFamily, FontId, Galley, Rect, Role, Sense, Stroke, Ui, WidgetInfo};
use egui::{Pos2, pos2, vec2};

use crate::document::{BlockKind, Document, Metadata};
use crate::ui::context::{Action, ViewContext};
use crate::ui::fonts::{Fonts, SERIF_BOLD};
use crate::ui::locale::{Language, Word};
use crate::ui::tokens;

use super::head_upright::{UprightHead, upright_head_ui};
use super::{Column, ReaderPane, Scene};

/// Size of the title over that of the body; the same as of a title in the text.
const TITLE_SCALE: f32 = 1.5;
pub(super) const LINE_GAP: f32 = 12.0;
const FACTS_LEADING: f32 = 1.4;
pub(super) const BELOW: f32 = 26.0;
/// Between two facts on a line.
pub(super) const SEPARATOR: &str = "　·　";

/// The head laid out in a column.
pub(super) enum Head {
    Level(LevelHead),
    /// Of a vertical page.
    Upright(UprightHead),
}

impl Head {
    pub(super) fn new(ctx: &ViewContext<'_>, document: &Document, fonts: &Fonts, column: Column, ui: &Ui) -> Self {
        if column.axes.is_vertical() {
            Self::Upright(UprightHead::new(ctx, document, fonts, column))
        } else {
            Self::Level(LevelHead::new(ctx, document, column.width, ui))
        }
    }

    /// In points, without the space above.
    pub(super) fn height(&self) -> f32 {
        match self {
            Self::Level(head) => head.height(),
            Self::Upright(head) => head.height(),
        }
    }
}

/// The head of a horizontal page.
pub(super) struct LevelHead {
    /// `None` where the text shows it.
    title: Option<Arc<Galley>>,
    facts: Vec<Fact>,
    /// Number of facts on each line.
    rows: Vec<usize>,
    separator: f32,
    facts_size: f32,
}

struct Fact {
    text: String,
    width: f32,
    /// Offers to give the document a title.
    is_offer: bool,
}

/// The title's size for the body's, in points.
pub(super) fn title_size(ctx: &ViewContext<'_>) -> f32 {
    TITLE_SCALE * ctx.session.settings.size_px
}

/// The size of the facts: they grow with a large body, and stay readable beside a small one.
pub(super) fn facts_size(ctx: &ViewContext<'_>) -> f32 {
    tokens::SMALL * (ctx.session.settings.size_px / crate::store::Settings::default().size_px).max(1.0)
}

impl LevelHead {
    fn new(ctx: &ViewContext<'_>, document: &Document, width: f32, ui: &Ui) -> Self {
        let title = head_title(ctx, document);
        let title = (!title.is_empty()).then(|| title_galley(title, (title_size(ctx), ctx.palette.ink), width, ui));
        let facts_size = facts_size(ctx);
        let measure = |text: &str| line_width(text, FontId::proportional(facts_size), ui);
        let facts: Vec<Fact> = facts(ctx, document)
            .into_iter()
            .map(|(text, is_offer)| Fact { width: measure(&text), text, is_offer })
            .collect();
        let separator = measure(SEPARATOR);
        let widths: Vec<f32> = facts.iter().map(|fact| fact.width).collect();
        Self { title, rows: rows(&widths, separator, width), facts, separator, facts_size }
    }

    fn height(&self) -> f32 {
        self.title_height() + self.rows.len() as f32 * self.facts_height() + BELOW
    }

    /// With the gap below it.
    fn title_height(&self) -> f32 {
        self.title.as_ref().map_or(0.0, |title| title.size().y + LINE_GAP)
    }

    fn facts_height(&self) -> f32 {
        self.facts_size * FACTS_LEADING
    }
}

/// The reader's title, the document's own, its print source, or the beginning of its text: never an invented one.
pub(crate) fn shown_title(ctx: &ViewContext<'_>, document: &Document) -> String {
    let own = ctx.session.annotations.title(document.hash()).or(document.metadata().title.as_deref());
    own.map_or_else(|| source_line(document.metadata(), ctx.language).unwrap_or_default(), str::to_owned)
}

/// The title over the text; empty where the text begins with it, so that it does not stand there twice.
pub(super) fn head_title(ctx: &ViewContext<'_>, document: &Document) -> String {
    let has_other = ctx.session.annotations.title(document.hash()).is_some();
    let is_in_text = document.blocks().iter().any(|block| block.kind == BlockKind::Title);
    if is_in_text && !has_other { String::new() } else { shown_title(ctx, document) }
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

/// Sets the title in lines of about equal length: a last line of one or two characters looks lost.
fn title_galley(title: String, (size, color): (f32, Color32), width: f32, ui: &Ui) -> Arc<Galley> {
    let font = FontId::new(size, FontFamily::Name(SERIF_BOLD.into()));
    let set = |text: String, width: f32| ui.painter().layout(text, font.clone(), color, width);
    let whole = set(title.clone(), width);
    let n_rows = whole.rows.len();
    if n_rows < 2 {
        return whole;
    }
    if let Some((first, second)) = halves(&title, width, |part| line_width(part, font.clone(), ui)) {
        return set(format!("{first}\n{second}"), width);
    }
    // No blank divides it well: the narrowest column that takes no more lines.
    let (mut too_narrow, mut fits, mut best) = (width / n_rows as f32 / 2.0, width, whole);
    while fits - too_narrow > size / 4.0 {
        let middle = f32::midpoint(too_narrow, fits);
        let galley = set(title.clone(), middle);
        if galley.rows.len() <= n_rows {
            (fits, best) = (middle, galley);
        } else {
            too_narrow = middle;
        }
    }
    best
}

fn line_width(text: &str, font: FontId, ui: &Ui) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x
}

/// `text` in two lines at the blank or dot that makes them most even; `None` where no such two lines fit.
fn halves(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Option<(&str, &str)> {
    let is_separator = |c: char| c.is_whitespace() || c == '·';
    let split = |(at, c): (usize, char)| {
        let first = text.get(..at)?.trim_end_matches(is_separator);
        let second = text.get(at + c.len_utf8()..)?.trim_start_matches(is_separator);
        let (a, b) = (measure(first), measure(second));
        let fits = !first.is_empty() && !second.is_empty() && a <= width && b <= width;
        fits.then_some(((a - b).abs(), (first, second)))
    };
    let splits =
        text.char_indices().filter(|&(at, c)| is_separator(c) && !is_within_name(text, at, c)).filter_map(split);
    splits.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, parts)| parts)
}

/// A dot between the parts of a foreign name, or one that belongs to the words on both sides: 亚当·斯密.
fn is_within_name(text: &str, at: usize, c: char) -> bool {
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + c.len_utf8()..).and_then(|after| after.chars().next());
    c == '·' && touches(before) && touches(after)
}

/// How many of the facts stand on each line: as few lines as hold them, and where these are two, the most even ones.
fn rows(widths: &[f32], separator: f32, width: f32) -> Vec<usize> {
    let length = |facts: &[f32]| facts.iter().sum::<f32>() + separator * facts.len().saturating_sub(1) as f32;
    if length(widths) <= width || widths.len() < 2 {
        return vec![widths.len()];
    }
    let fits = |&at: &usize| {
        let (first, second) = widths.split_at(at);
        length(first) <= width && length(second) <= width
    };
    let unevenness = |at: usize| {
        let (first, second) = widths.split_at(at);
        (length(first) - length(second)).abs()
    };
    let even = (1..widths.len()).filter(fits).min_by(|&a, &b| unevenness(a).total_cmp(&unevenness(b)));
    if let Some(at) = even {
        return vec![at, widths.len() - at];
    }
    let mut rows = Vec::new();
    let mut start = 0;
    for end in 1..=widths.len() {
        let is_full = widths.get(start..=end).is_none_or(|next| length(next) > width);
        if is_full {
            rows.push(end - start);
            start = end;
        }
    }
    rows
}

/// What is told below the title; the last may be the offer to add one.
pub(super) fn facts(ctx: &ViewContext<'_>, document: &Document) -> Vec<(String, bool)> {
    let metadata = document.metadata();
    let mut facts = Vec::new();
    let has_title = ctx.session.annotations.title(document.hash()).is_some() || metadata.title.is_some();
    if has_title && let Some(source) = source_line(metadata, ctx.language) {
        facts.push((source.replace('\u{3000}', " "), false));
    }
    let people = if metadata.authors.is_empty() { &metadata.editors } else { &metadata.authors };
    if !people.is_empty() {
        let label = if metadata.authors.is_empty() { ctx.word(Word::EditorsLabel) } else { "" };
        facts.push((format!("{label}{}", people.join("、")), false));
    }
    facts.push((format!("{} {}", thousands(document.n_chars()), ctx.word(Word::CharsUnit)), false));
    if !has_title {
        facts.push((ctx.word(Word::AddTitle).to_owned(), true));
    }
    facts
}

impl ReaderPane {
    pub(super) fn head_ui(&mut self, scene: Scene<'_>, head: &Head, fonts: &mut Fonts, ui: &Ui) {
        let Scene { page, column, .. } = scene;
        let top = column.pane.top() + super::PAGE_TOP - self.scroll.y(&mut self.blocks, page);
        if top + page.head < column.pane.top() {
            return;
        }
        match head {
            Head::Level(head) => level_head_ui(scene, head, top, ui),
            Head::Upright(head) => upright_head_ui(scene, head, top, fonts, ui),
        }
    }
}

fn level_head_ui(scene: Scene<'_>, head: &LevelHead, top: f32, ui: &Ui) {
    let Scene { ctx, document, column, .. } = scene;
    let origin = pos2(column.left, top);
    if let Some(title) = &head.title {
        ui.painter().galley(origin, Arc::clone(title), ctx.palette.ink);
    }
    if ctx.session.annotations.title(document.hash()).is_some() {
        let id = ReaderPane::focus_id().with("title");
        let rect = Rect::from_min_size(origin, vec2(column.width, head.title_height() - LINE_GAP));
        let response = ui.interact(rect, id, Sense::click()).on_hover_text(ctx.word(Word::TitleHint));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, ctx.word(Word::TitleHint)));
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        if response.clicked() {
            ctx.send(Action::EditTitle);
        }
    }
    facts_ui(ctx, head, pos2(column.left, top + head.title_height()), ui);
}

fn facts_ui(ctx: &ViewContext<'_>, head: &LevelHead, at: Pos2, ui: &Ui) {
    let font = FontId::proportional(head.facts_size);
    let mut facts = head.facts.iter();
    for (row, &n_facts) in head.rows.iter().enumerate() {
        let mut place = at + vec2(0.0, row as f32 * head.facts_height());
        for (idx, fact) in facts.by_ref().take(n_facts).enumerate() {
            if idx > 0 {
                ui.painter().text(place, Align2::LEFT_TOP, SEPARATOR, font.clone(), ctx.palette.faint);
                place.x += head.separator;
            }
            let rect = ui.painter().text(place, Align2::LEFT_TOP, &fact.text, font.clone(), ctx.palette.soft);
            place.x += fact.width;
            if fact.is_offer {
                offer_ui(ctx, rect, ui);
            }
        }
    }
}

/// What asks for a title is clicked for the dialog.
fn offer_ui(ctx: &ViewContext<'_>, rect: Rect, ui: &Ui) {
    let response = ui.interact(rect.expand(3.0), ReaderPane::focus_id().with("add-title"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, ctx.word(Word::AddTitle)));
    if response.hovered() || response.has_focus() {
        ui.painter().hline(rect.x_range(), rect.bottom() + 1.0, Stroke::new(1.0, ctx.palette.soft));
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if response.clicked() {
        ctx.send(Action::EditTitle);
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

#[cfg(test)]
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
    fn two_lines_are_as_even_as_blanks_allow() {
        let measure = |text: &str| text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f32>();
        let source = "人民日报　2024年8月27日　第19版";
        assert_eq!(halves(source, 16.0, measure), Some(("人民日报", "2024年8月27日　第19版")));
        assert_eq!(halves(source, 10.0, measure), None);
        assert_eq!(halves("论亚当·斯密的学说 · 上篇", 11.0, measure), Some(("论亚当·斯密的学说", "上篇")));
    }

    #[test]
    fn facts_fill_as_few_lines_as_hold_them() {
        assert_eq!(rows(&[10.0, 10.0, 10.0], 2.0, 34.0), [3]);
        assert_eq!(rows(&[10.0, 10.0, 10.0, 10.0], 2.0, 40.0), [2, 2]);
        assert_eq!(rows(&[20.0, 6.0, 6.0], 2.0, 30.0), [1, 2]);
        assert_eq!(rows(&[10.0; 5], 2.0, 22.0), [2, 2, 1]);
        assert_eq!(rows(&[30.0, 30.0, 10.0], 2.0, 20.0), [1, 1, 1]);
        assert_eq!(rows(&[30.0], 2.0, 20.0), [1]);
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1000, 3318, 1_234_567].map(thousands), ["0", "999", "1,000", "3,318", "1,234,567"]);
    }
}
