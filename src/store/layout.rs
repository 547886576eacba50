//! How a kept text is laid out, which the text alone does not tell: of Markdown only the words are kept.

use serde::{Deserialize, Serialize};

use crate::document::{Block, BlockKind, Document, InlineKind, InlineSpan};
use crate::text::{TextRange, trim_blank};

/// A block that is more than a line of running text. Offsets are bytes of the canonical text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BlockRecord {
    kind: String,
    /// Level of a heading, depth of an item or a quotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    spans: Vec<SpanRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SpanRecord {
    kind: String,
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// The blocks that are not simply a whole line of running text: together with the text they tell all blocks.
pub(super) fn layout_of(document: &Document) -> Vec<BlockRecord> {
    let mut blocks = document.blocks().iter().peekable();
    let mut kept = Vec::new();
    for line in lines(document.text()) {
        while let Some(block) = blocks.next_if(|block| block.range.start() < line.end()) {
            let is_plain = block.kind == BlockKind::Paragraph && block.spans.is_empty() && block.range == line;
            if !is_plain {
                kept.push(BlockRecord::of(block));
            }
        }
    }
    kept
}

/// All blocks of `text`, of which `kept` are those that [`layout_of`] told; `None` where they are not of this text.
pub(super) fn blocks_of(text: &str, kept: &[BlockRecord]) -> Option<Vec<Block>> {
    let mut kept = kept.iter().peekable();
    let mut blocks = Vec::new();
    let mut end = 0;
    for line in lines(text) {
        let mut is_told = line.start() < end;
        while let Some(record) = kept.next_if(|record| record.start < line.end()) {
            let block = record.block(text).filter(|block| block.range.start() >= end)?;
            end = block.range.end();
            blocks.push(block);
            is_told = true;
        }
        if !is_told {
            end = line.end();
            blocks.push(Block { kind: BlockKind::Paragraph, range: line, number: None, spans: Vec::new() });
        }
    }
    let body = blocks.iter_mut().filter(|block| block.kind.is_body());
    body.zip(1..).for_each(|(block, number)| block.number = Some(number));
    kept.next().is_none().then_some(blocks)
}

/// Lines that are not blank, without the blanks at their ends.
fn lines(text: &str) -> impl Iterator<Item = TextRange> {
    let mut start = 0;
    let ranges = text.split('\n').map(move |line| {
        let range = TextRange::new(start, start + line.len());
        start = range.end() + 1;
        trim_blank(range, text)
    });
    ranges.filter(|line| !line.is_empty())
}

impl BlockRecord {
    fn of(block: &Block) -> Self {
        Self {
            kind: block.kind.name().to_owned(),
            level: match block.kind {
                BlockKind::Heading { level } => Some(level),
                BlockKind::ListItem { depth } | BlockKind::Quote { depth } => Some(depth),
                _ => None,
            },
            start: block.range.start(),
            end: block.range.end(),
            spans: block.spans.iter().map(SpanRecord::of).collect(),
        }
    }

    /// Not numbered; `None` where it is of a kind not known here or does not fit the text.
    fn block(&self, text: &str) -> Option<Block> {
        let level = self.level.unwrap_or(1);
        let kind = match self.kind.as_str() {
            "title" => BlockKind::Title,
            "heading" => BlockKind::Heading { level },
            "paragraph" => BlockKind::Paragraph,
            "source" => BlockKind::Source,
            "editor" => BlockKind::Editor,
            "byline" => BlockKind::Byline,
            "list_item" => BlockKind::ListItem { depth: level },
            "quote" => BlockKind::Quote { depth: level },
            "code" => BlockKind::Code,
            "table_row" => BlockKind::TableRow,
            _ => return None,
        };
        let range = range_in(text, self.start, self.end)?;
        let span = |span: &SpanRecord| span.span(text).filter(|span| range.covers(span.range));
        let spans = self.spans.iter().map(span).collect::<Option<Vec<_>>>()?;
        Some(Block { kind, range, number: None, spans })
    }
}

impl SpanRecord {
    fn of(span: &InlineSpan) -> Self {
        let (kind, url) = match &span.kind {
            InlineKind::Emphasis => ("emphasis", None),
            InlineKind::Strong => ("strong", None),
            InlineKind::Code => ("code", None),
            InlineKind::Strikethrough => ("strikethrough", None),
            InlineKind::Link { url } => ("link", Some(url.clone())),
        };
        Self { kind: kind.to_owned(), start: span.range.start(), end: span.range.end(), url }
    }

    fn span(&self, text: &str) -> Option<InlineSpan> {
        let kind = match (self.kind.as_str(), &self.url) {
            ("emphasis", _) => InlineKind::Emphasis,
            ("strong", _) => InlineKind::Strong,
            ("code", _) => InlineKind::Code,
            ("strikethrough", _) => InlineKind::Strikethrough,
            ("link", Some(url)) => InlineKind::Link { url: url.clone() },
            _ => return None,
        };
        Some(InlineSpan { kind, range: range_in(text, self.start, self.end)? })
    }
}

/// The range, if it has characters of `text` and does not cut one.
fn range_in(text: &str, start: usize, end: usize) -> Option<TextRange> {
    text.get(start..end).filter(|words| !words.is_empty()).map(|_| TextRange::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    const TEXT: &str = "春晓\n春眠不觉晓，\n处处闻啼鸟。\n\n\u{3000}夜来风雨声";

    fn range(part: &str) -> TextRange {
        let start = TEXT.find(part).unwrap();
        TextRange::new(start, start + part.len())
    }

    fn block(part: &str, kind: BlockKind, number: Option<u32>) -> Block {
        Block { kind, range: range(part), number, spans: Vec::new() }
    }

    fn poem() -> Document {
        let strong = InlineSpan { kind: InlineKind::Strong, range: range("不觉") };
        let link =
            InlineSpan { kind: InlineKind::Link { url: "https://example.org".to_owned() }, range: range("晓，") };
        let blocks = vec![
            block("春晓", BlockKind::Title, None),
            Block { spans: vec![strong, link], ..block("春眠不觉晓，", BlockKind::Paragraph, Some(1)) },
            block("处处闻啼鸟。", BlockKind::ListItem { depth: 2 }, Some(2)),
            block("夜来风雨声", BlockKind::Paragraph, Some(3)),
        ];
        Document::new(TEXT.to_owned(), blocks, Metadata::default())
    }

    #[test]
    fn the_layout_is_told_without_lines_of_running_text() {
        let poem = poem();
        let kept = layout_of(&poem);
        assert_eq!(kept.len(), 3);
        let json = serde_json::to_string(&kept).unwrap();
        let kept: Vec<BlockRecord> = serde_json::from_str(&json).unwrap();
        assert_eq!(blocks_of(TEXT, &kept).as_deref(), Some(poem.blocks()));
    }

    #[test]
    fn pieces_of_one_line_stay_pieces() {
        let blocks = vec![
            block("春晓", BlockKind::Paragraph, Some(1)),
            block("春眠", BlockKind::Paragraph, Some(2)),
            block("不觉晓，", BlockKind::Paragraph, Some(3)),
            block("处处闻啼鸟。", BlockKind::Paragraph, Some(4)),
            block("夜来风雨声", BlockKind::Paragraph, Some(5)),
        ];
        let document = Document::new(TEXT.to_owned(), blocks, Metadata::default());
        let kept = layout_of(&document);
        assert_eq!(kept.len(), 2);
        assert_eq!(blocks_of(TEXT, &kept).as_deref(), Some(document.blocks()));
    }

    #[test]
    fn a_layout_of_another_text_is_none() {
        let kept = layout_of(&poem());
        assert_eq!(blocks_of("春", &kept), None);
        assert_eq!(blocks_of("", &kept), None);
        assert!(blocks_of("春眠\n不觉晓", &[]).is_some_and(|blocks| blocks.len() == 2));
        let cut: Vec<BlockRecord> =
            serde_json::from_str(r#"[{"kind":"heading","level":1,"start":1,"end":6}]"#).unwrap();
        assert_eq!(blocks_of(TEXT, &cut), None);
    }
}
