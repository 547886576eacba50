//! Markdown: `CommonMark` with tables, footnotes and strikethrough, read as text without its markup. Of HTML the text is
//! read and the tags are not.

mod builder;
mod flanking;
mod front_matter;
mod html;
mod source_lines;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::{ImportError, Warning, blocks, news};
use crate::document::{BlockKind, Document, InlineKind};
use builder::Builder;
use html::Piece;

/// Reads `source`. The canonical text is the text as read: blocks in order, one a line, no markup.
pub(super) fn read(source: &str, warnings: &mut Vec<Warning>) -> Result<Document, ImportError> {
    let (front, body) = front_matter::split(source);
    let mut metadata = front.map(|front| front_matter::read(front, warnings)).unwrap_or_default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::default();
    let body = source_lines::apart(body);
    let body = flanking::with_words(&body);
    for (event, range) in Parser::new_ext(&body, options).into_offset_iter() {
        reader.event(event, body.get(range).unwrap_or_default());
    }
    let (text, mut raw) = reader.builder.finish();
    if let Some(first) = raw.first_mut().filter(|block| block.kind == BlockKind::Heading { level: 1 }) {
        first.kind = BlockKind::Title;
        metadata.title = metadata.title.or_else(|| Some(first.range.of(&text).to_owned()));
    }
    source_lines::fill(&mut metadata, news::read_credits(&mut raw, &text));
    if reader.n_html > 0 {
        warnings.push(Warning::HtmlDropped { n_blocks: reader.n_html });
    }
    if reader.n_pictures > 0 {
        warnings.push(Warning::PicturesDropped { n_pictures: reader.n_pictures });
    }
    let blocks = blocks::finish(raw, &text, warnings)?;
    Ok(Document::new(text, blocks, metadata))
}

/// What encloses the place that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    List,
    Quote,
}

#[derive(Default)]
struct Reader {
    builder: Builder,
    containers: Vec<Container>,
    is_code: bool,
    is_first_cell: bool,
    /// What stands before the text of the footnote that begins here.
    note_mark: Option<String>,
    /// The block of HTML that is read.
    html: Option<String>,
    /// Text of HTML keeps its line ends.
    is_preformatted: bool,
    /// The element of HTML whose content is left out.
    unread: Option<String>,
    n_html: usize,
    n_pictures: usize,
}

impl Reader {
    /// `source`: what of the file the event stands for.
    fn event(&mut self, event: Event<'_>, source: &str) {
        match event {
            // One tilde is what ranges are typed with: 3~5天，2~3次. Two strike through.
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) if !source.starts_with("~~") => {
                self.words("~");
            }
            Event::Start(Tag::HtmlBlock) => {
                self.builder.end_block();
                self.html = Some(String::new());
            }
            Event::Html(html) => self.html.get_or_insert_default().push_str(&flanking::plain(&html)),
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) | Event::Code(_) if self.unread.is_some() => {}
            Event::Text(words) if self.is_code => self.code_lines(&flanking::plain(&words)),
            Event::Text(words) => self.words(&flanking::plain(&words)),
            Event::Code(words) => {
                self.open_block();
                self.builder.begin_span(InlineKind::Code);
                self.builder.push(&flanking::plain(&words));
                self.builder.end_span();
            }
            Event::SoftBreak => self.builder.soft_break(),
            Event::Rule => self.builder.end_block(),
            Event::HardBreak => self.builder.line_break(),
            Event::InlineHtml(tag) => {
                for piece in html::pieces(&flanking::plain(&tag)) {
                    let is_loss = matches!(&piece, Piece::Open { name, .. } if html::is_loss(name));
                    self.n_html += usize::from(is_loss && self.unread.is_none());
                    self.inline_html(&piece);
                }
            }
            // The mark that leads to the note stands before the note too.
            Event::FootnoteReference(label) => self.words(&format!("[{}]", flanking::plain(&label))),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.builder.begin_block(BlockKind::Heading { level: level_of(level) }),
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::List(_) => self.enter(Container::List),
            Tag::CodeBlock(kind) => {
                self.builder.end_block();
                self.is_code = true;
                // The language is markup.
                drop::<CodeBlockKind<'_>>(kind);
            }
            Tag::TableHead | Tag::TableRow => {
                self.builder.begin_block(BlockKind::TableRow);
                self.is_first_cell = true;
            }
            Tag::TableCell => {
                if !self.is_first_cell {
                    self.builder.push("\t");
                }
                self.is_first_cell = false;
            }
            Tag::Emphasis => self.span(InlineKind::Emphasis),
            Tag::Strong => self.span(InlineKind::Strong),
            Tag::Strikethrough => self.span(InlineKind::Strikethrough),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.span(InlineKind::Link { url: format!("mailto:{}", flanking::plain(&dest_url)) });
            }
            Tag::Link { dest_url, .. } => self.span(InlineKind::Link { url: flanking::plain(&dest_url).into_owned() }),
            Tag::FootnoteDefinition(label) => {
                self.builder.end_block();
                self.note_mark = Some(format!("[{}] ", flanking::plain(&label)));
            }
            Tag::Image { .. } => self.n_pictures += 1,
            Tag::Paragraph
            | Tag::Item
            | Tag::HtmlBlock
            | Tag::Table(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.builder.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.builder.end_block();
                self.containers.pop();
            }
            TagEnd::CodeBlock => {
                self.builder.end_block();
                self.is_code = false;
            }
            TagEnd::FootnoteDefinition => {
                self.builder.end_block();
                self.note_mark = None;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => self.builder.end_span(),
            TagEnd::TableCell | TagEnd::Image | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                // An element that is never closed ends with the paragraph.
                self.unread = None;
                self.builder.end_block();
            }
            TagEnd::Item
            | TagEnd::HtmlBlock
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => self.builder.end_block(),
        }
    }

    /// The text of a block of HTML, blocks and headings set apart, rows of tables as in Markdown.
    fn html_block(&mut self) {
        let pieces = html::pieces(&self.html.take().unwrap_or_default());
        // Of a comment nothing is lost.
        self.n_html += usize::from(pieces.iter().any(|piece| !matches!(piece, Piece::Text(words) if is_blank(words))));
        for piece in &pieces {
            match piece {
                Piece::Text(_) if self.unread.is_some() => {}
                Piece::Text(words) if self.is_preformatted => self.code_lines(words),
                Piece::Text(words) => self.html_words(words),
                Piece::Open { name, .. } if self.unread.is_none() => match name.as_str() {
                    "tr" => {
                        self.builder.begin_block(BlockKind::TableRow);
                        self.is_first_cell = true;
                    }
                    "td" | "th" => self.start(Tag::TableCell),
                    "pre" => {
                        self.builder.end_block();
                        self.is_preformatted = true;
                    }
                    _ => match html::heading_level(name) {
                        Some(level) => self.builder.begin_block(BlockKind::Heading { level }),
                        None => self.inline_html(piece),
                    },
                },
                Piece::Close(name) if name == "pre" || name == "tr" || html::heading_level(name).is_some() => {
                    self.is_preformatted &= name != "pre";
                    self.builder.end_block();
                }
                Piece::Open { .. } | Piece::Close(_) => self.inline_html(piece),
            }
        }
        self.is_preformatted = false;
        // A blank line ends the block of Markdown, not the script in it.
        self.unread = self.unread.take().filter(|name| !html::is_reading(name));
        self.builder.end_block();
    }

    /// Text of HTML outside `<pre>`: a run of blanks is one.
    fn html_words(&mut self, words: &str) {
        for (idx, line) in words.split('\n').enumerate() {
            if idx > 0 {
                self.builder.soft_break();
            }
            let is_blank_before = line.starts_with([' ', '\t']) && idx == 0;
            let is_blank_behind = line.ends_with([' ', '\t']);
            let line = line.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            if is_blank_before && self.builder.is_open() {
                self.builder.push(" ");
            }
            if !line.is_empty() {
                self.words(&line);
                self.builder.push(if is_blank_behind { " " } else { "" });
            }
        }
    }

    /// A tag among words: a block, `<br>` above all, breaks the line; of other tags what they enclose is text.
    fn inline_html(&mut self, piece: &Piece) {
        match (piece, self.unread.as_deref()) {
            (Piece::Text(words), None) => self.words(words),
            (Piece::Open { name, .. }, None) if html::is_unread(name) => {
                self.unread = Some(name.clone());
            }
            (Piece::Open { name, attributes }, None) if name == "img" => {
                self.n_pictures += 1;
                if let Some(words) = html::attribute(attributes, "alt").filter(|words| !is_blank(words)) {
                    self.words(&words);
                }
            }
            (Piece::Open { name, .. } | Piece::Close(name), None) if html::is_block(name) => self.builder.line_break(),
            (Piece::Open { name, .. }, Some(unread)) if html::is_reading(unread) && name == "rb" => self.unread = None,
            (Piece::Close(name), Some(unread)) if name == unread || (html::is_reading(unread) && name == "ruby") => {
                self.unread = None;
            }
            _ => {}
        }
    }

    fn enter(&mut self, container: Container) {
        self.builder.end_block();
        self.containers.push(container);
    }

    fn span(&mut self, kind: InlineKind) {
        self.open_block();
        self.builder.begin_span(kind);
    }

    fn words(&mut self, words: &str) {
        self.open_block();
        self.builder.push(words);
    }

    /// Each line of code is a block: a block holds no line end.
    fn code_lines(&mut self, words: &str) {
        for (idx, line) in words.split('\n').enumerate() {
            if idx > 0 {
                self.builder.end_block();
            }
            if !line.is_empty() {
                if !self.builder.is_open() {
                    self.builder.begin_block(BlockKind::Code);
                }
                self.builder.push(line);
            }
        }
    }

    /// Text outside a heading, code or table belongs to a paragraph, an item or a quotation by what encloses it.
    fn open_block(&mut self) {
        if self.builder.is_open() {
            return;
        }
        let depth = |container| self.containers.iter().filter(|&&c| c == container).count().min(255) as u8;
        let kind = match self.containers.last() {
            None => BlockKind::Paragraph,
            Some(Container::List) => BlockKind::ListItem { depth: depth(Container::List) },
            Some(Container::Quote) => BlockKind::Quote { depth: depth(Container::Quote) },
        };
        self.builder.begin_block(kind);
        if let Some(mark) = self.note_mark.take() {
            self.builder.push(&mark);
        }
    }
}

fn is_blank(words: &str) -> bool {
    words.chars().all(crate::text::is_blank)
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}
