//! One document in the library's list, and the field its title is changed in.

use egui::{Color32, FontId, Id, Key, Rect, Response, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2};

use crate::annotation::{Edit, Timestamp};
use crate::document::{DocumentHash, Metadata};
use crate::session::Command;
use crate::store::RecentDocument;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::reader::source_line;
use crate::ui::tokens;

use super::ago;
use super::rows::{self, Slot};
use super::text;

/// Height of every row, in points: a line of text and one of small text.
pub(super) const HEIGHT: f32 = 46.0;
const PADDING: f32 = 8.0;
/// Between the row's middle and either line, in points.
const HALF_GAP: f32 = 1.0;
/// Most characters of a line that are laid out.
const LINE_CHARS: usize = 80;

/// What a document is called, and what tells it from another of that name.
pub(super) struct Naming {
    /// The reader's title or the document's own; never an invented one.
    pub(super) title: Option<String>,
    /// The title, else where and when it was published, else its first words.
    name: String,
    detail: Option<String>,
}

/// A row as it stands this frame.
pub(super) struct Row<'a> {
    pub(super) entry: &'a RecentDocument,
    pub(super) naming: &'a Naming,
    /// Its document is the one that is open.
    pub(super) is_open: bool,
    pub(super) now: Timestamp,
}

/// The title being typed.
pub(super) struct Renaming {
    pub(super) document: DocumentHash,
    before: String,
    text: String,
    has_begun: bool,
}

impl Naming {
    /// `metadata` is `None` while it is not known.
    pub(super) fn new(ctx: &ViewContext<'_>, entry: &RecentDocument, metadata: Option<&Metadata>) -> Self {
        let readers = ctx.session.annotations.title(entry.hash);
        let title = readers.or_else(|| metadata?.title.as_deref()).map(str::to_owned);
        let source = metadata.and_then(|metadata| source_line(metadata, ctx.language));
        let source = source.map(|source| source.replace('\u{3000}', " "));
        let file = entry.path.as_ref().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        let first_words = entry.title.clone();
        let (name, detail) = match (&title, source) {
            (Some(title), source) => (title.clone(), source.or(file)),
            (None, Some(source)) => (source, Some(first_words)),
            (None, None) if first_words.is_empty() => (file.unwrap_or_default(), None),
            (None, None) => (first_words, file),
        };
        Self { title, name, detail }
    }
}

/// Shows a row.
pub(super) fn row_ui(ctx: &ViewContext<'_>, ui: &Ui, row: &Row<'_>, slot: Slot) -> Response {
    let rect = Rect::from_min_size(slot.at, vec2(slot.width, HEIGHT));
    let about = about(ctx, row);
    let response = ui.interact(rect, ui.make_persistent_id(row.entry.hash), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, row.is_open, format!("{}，{about}", row.naming.name)));
    rows::ground(ctx, ui, rect, &response, row.is_open);
    let width = (rect.width() - 2.0 * PADDING).max(tokens::TEXT);
    let line = |line: &str, size: f32, color: Color32| {
        text::clipped(ui, &text::beginning(line, LINE_CHARS), FontId::proportional(size), color, width, 1)
    };
    let name = line(&row.naming.name, tokens::TEXT, ctx.palette.ink);
    let facts = line(&about, tokens::TINY, ctx.palette.soft);
    let middle = rect.left_center() + vec2(PADDING, 0.0);
    ui.painter().galley(middle - vec2(0.0, name.rect.height() + HALF_GAP), name, ctx.palette.ink);
    ui.painter().galley(middle + vec2(0.0, HALF_GAP), facts, ctx.palette.soft);
    response.on_hover_ui(|ui| hover_ui(ctx, ui, row))
}

/// `3 天前 · 6 条批注 · 人民日报 2024年8月27日 第19版`
fn about(ctx: &ViewContext<'_>, row: &Row<'_>) -> String {
    let opened = ago::ago(ctx, row.entry.opened, row.now);
    let n_notes = row.entry.n_annotations;
    let notes = (n_notes > 0).then(|| ctx.word(Word::NNotes).replace("{}", &n_notes.to_string()));
    let parts: Vec<String> = [Some(opened), notes, row.naming.detail.clone()].into_iter().flatten().collect();
    parts.join(" · ")
}

/// What the row had to cut short.
fn hover_ui(ctx: &ViewContext<'_>, ui: &mut Ui, row: &Row<'_>) {
    ui.set_max_width(ui.spacing().tooltip_width);
    ui.label(&row.naming.name);
    let soft = |text: String| RichText::new(text).size(tokens::SMALL).color(ctx.palette.soft);
    if let Some(detail) = &row.naming.detail {
        ui.label(soft(detail.clone()));
    }
    if let Some(path) = &row.entry.path {
        ui.label(soft(path.display().to_string()));
    }
}

impl Renaming {
    /// `title` is the one it bears; empty for none.
    pub(super) fn new(document: DocumentHash, title: String) -> Self {
        Self { document, text: title.clone(), before: title, has_begun: false }
    }
}

/// The field in place of the row; whether it is done with. Enter or going elsewhere keeps the title, Esc does not; an
/// empty one takes the reader's title away.
pub(super) fn rename_ui(
    ctx: &ViewContext<'_>,
    ui: &mut Ui,
    renaming: &mut Renaming,
    naming: &Naming,
    slot: Slot,
) -> bool {
    let rect = Rect::from_min_size(slot.at, vec2(slot.width, HEIGHT)).shrink2(vec2(2.0, 9.0));
    let field = TextEdit::singleline(&mut renaming.text)
        .hint_text(text::beginning(&naming.name, LINE_CHARS))
        .id(Id::unique(("rename-document", renaming.document)));
    let response = ui.place(rect, field).accessible_name(ctx.word(Word::TitleHint));
    if !renaming.has_begun {
        renaming.has_begun = true;
        response.request_focus();
        response.scroll_to_me(None);
        return false;
    }
    if !response.lost_focus() {
        // A click that was no click on the field, before it had the keyboard.
        return !response.has_focus() && ui.input(|input| input.pointer.any_pressed()) && !response.hovered();
    }
    let title = renaming.text.trim();
    let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
    if !is_given_up && title != renaming.before {
        let document = renaming.document;
        let title = (!title.is_empty()).then(|| title.to_owned());
        if title.as_deref() != ctx.session.annotations.title(document) {
            ctx.command(Command::Annotate(Edit::SetTitle { document, title }));
        }
    }
    true
}
