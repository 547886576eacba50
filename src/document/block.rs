//! Blocks: the pieces a document is set in.

use crate::text::TextRange;

/// One block of text, without the line end that closes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    pub range: TextRange,
    /// Number of the paragraph as shown in the margin, from 1: body paragraphs only.
    pub number: Option<u32>,
    /// Emphasis, links and code inside the block; of plain text there are none.
    pub spans: Vec<InlineSpan>,
}

/// What a block is; decides how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The document's own title, inside its text.
    Title,
    /// A heading; 1 is the highest level.
    Heading {
        level: u8,
    },
    Paragraph,
    /// Where and when it was published: `发布时间:… 来源:…`, `《人民日报》（…19版）`. Set small and grey.
    Source,
    /// Who edited it: `(责编:…)`. Set small and grey.
    Editor,
    /// Who wrote it: `本报记者 …`. Set small.
    Byline,
    ListItem {
        depth: u8,
    },
    Quote {
        depth: u8,
    },
    Code,
    TableRow,
}

impl BlockKind {
    /// Stable name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading { .. } => "heading",
            Self::Paragraph => "paragraph",
            Self::Source => "source",
            Self::Editor => "editor",
            Self::Byline => "byline",
            Self::ListItem { .. } => "list_item",
            Self::Quote { .. } => "quote",
            Self::Code => "code",
            Self::TableRow => "table_row",
        }
    }

    /// Whether it belongs to the running text: numbered in the margin, counted as a paragraph.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem { .. } | Self::Quote { .. } | Self::Code | Self::TableRow)
    }
}

/// A stretch of a block that was marked up in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineSpan {
    pub kind: InlineKind,
    pub range: TextRange,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind {
    Emphasis,
    Strong,
    Code,
    Strikethrough,
    Link { url: String },
}
