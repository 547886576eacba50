//! Markdown: CommonMark with tables, footnotes and strikethrough, read as text without its markup.

mod builder;
mod front_matter;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::{ImportError, Warning, blocks};
use crate::document::{BlockKind, Document, InlineKind};
use builder::Builder;

/// Reads `source`. The canonical text is the text as read: blocks in order, one a line, no markup.
pub(super) fn read(source: &str, warnings: &mut Vec<Warning>) -> Result<Document, ImportError> {
    let (front, body) = front_matter::split(source);
    let mut metadata = front.map(|front| front_matter::read(front, warnings)).unwrap_or_default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.event(event, body.get(range).unwrap_or_default());
    }
    let (text, mut raw) = reader.builder.finish();
    if let Some(first) = raw.first_mut().filter(|block| block.kind == BlockKind::Heading { level: 1 }) {
        first.kind = BlockKind::Title;
        metadata.title = metadata.title.or_else(|| Some(first.range.of(&text).to_owned()));
    }
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
                // Of a comment nothing is lost.
                self.n_html += usize::from(!is_comment(source));
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.is_code => self.code_lines(&words),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => {
                self.open_block();
                self.builder.begin_span(InlineKind::Code);
                self.builder.push(&words);
                self.builder.end_span();
            }
            Event::SoftBreak => self.builder.soft_break(),
            Event::Rule => self.builder.end_block(),
            Event::HardBreak => self.builder.line_break(),
            // `<br>` breaks the line; other tags are markup, what they enclose is text.
            Event::InlineHtml(tag) if is_line_break(&tag) => self.builder.line_break(),
            // The mark that leads to the note stands before the note too.
            Event::FootnoteReference(label) => self.words(&format!("[{label}]")),
            Event::InlineHtml(_)
            | Event::Html(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
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
                self.span(InlineKind::Link { url: format!("mailto:{dest_url}") });
            }
            Tag::Link { dest_url, .. } => self.span(InlineKind::Link { url: dest_url.into_string() }),
            Tag::FootnoteDefinition(label) => {
                self.builder.end_block();
                self.note_mark = Some(format!("[{label}] "));
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
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
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

fn is_comment(source: &str) -> bool {
    let source = source.trim();
    source.starts_with("<!--") && source.find("-->").is_none_or(|end| end + "-->".len() == source.len())
}

fn is_line_break(tag: &str) -> bool {
    let inner = tag.trim_matches(['<', '>', '/', ' ']);
    inner.eq_ignore_ascii_case("br")
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}
