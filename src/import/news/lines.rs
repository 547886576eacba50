//! The lines of a text that are not blank, measured once.

use super::credits::Credit;
use super::numbering::{self, Rank};
use crate::document::BlockKind;
use crate::import::ImportError;
use crate::import::blocks::MAX_BLOCKS;
use crate::text::{FoldOptions, TextRange, fold, is_han, trim_blank};

/// A heading is no longer than this.
const MAX_HEADING_CHARS: usize = 40;
/// A headline over a source line is no longer than this.
const MAX_HEADLINE_CHARS: usize = 60;
/// A paragraph that a heading can stand over has at least so many characters.
const LONG_CHARS: usize = 30;

/// One line without the blanks at its ends, and what it turned out to be.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) range: TextRange,
    pub(super) shape: Shape,
    pub(super) rank: Option<Rank>,
    pub(super) credit: Option<Credit>,
    pub(super) kind: BlockKind,
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Short and ends without a mark: a heading, a verse, an item.
    Open,
    /// Short, closed by a mark.
    Closed,
    /// A paragraph of some length.
    Long,
}

impl Line {
    fn new(range: TextRange, text: &str) -> Self {
        let line = range.of(text);
        let n_chars = line.chars().take(MAX_HEADING_CHARS + 1).count();
        // Ranks are of short lines only.
        let rank = (n_chars <= MAX_HEADING_CHARS).then(|| numbering::rank(&ascii_marks(line))).flatten();
        let shape = shape(line, n_chars, rank.is_some());
        let rank = rank.filter(|_| shape != Shape::Long);
        Self { range, shape, rank, credit: None, kind: BlockKind::Paragraph }
    }

    /// A line of a text in which it is known what this one is.
    pub(super) fn of_kind(kind: BlockKind, range: TextRange, text: &str) -> Self {
        Self { kind, ..Self::new(range, text) }
    }

    pub(super) fn is_body(&self) -> bool {
        self.credit.is_none()
    }
}

/// The lines of `text` with ink on them, in order.
pub(super) fn read(text: &str) -> Result<Vec<Line>, ImportError> {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(['\n', '\u{C}', '\u{2028}', '\u{2029}']) {
        let range = trim_blank(TextRange::new(start, start + piece.len()), text);
        start += piece.len();
        if !range.is_empty() {
            lines.push(Line::new(range, text));
        }
        if lines.len() > MAX_BLOCKS {
            return Err(ImportError::TooManyBlocks { limit: MAX_BLOCKS });
        }
    }
    Ok(lines)
}

/// `line` with its marks and digits in ASCII.
pub(super) fn ascii_marks(line: &str) -> String {
    fold(line, FoldOptions { width: true, ..FoldOptions::default() }).text().to_owned()
}

/// Whether a line may be the headline of a text whose source stands below it: longer than other headings, and it may ask,
/// call out, or name a speaker before a colon.
pub(super) fn may_be_headline(line: &str) -> bool {
    let n_chars = line.chars().take(MAX_HEADLINE_CHARS + 1).count();
    let is_inked = line.chars().any(|c| is_han(c) || c.is_alphanumeric());
    let is_sentence = line.contains(['。', ';', '；']) || line.ends_with([':', '：', ',', '，', '、']);
    let is_quoted = line.starts_with('“') && line.ends_with('”');
    let is_other = is_sentence || is_quoted || is_caption(line) || line.contains("://");
    n_chars <= MAX_HEADLINE_CHARS && is_inked && !is_other
}

/// `n_chars`: no more than needed to tell.
fn shape(line: &str, n_chars: usize, is_numbered: bool) -> Shape {
    // A number tells a heading that asks from a question.
    let is_open =
        n_chars <= MAX_HEADING_CHARS && is_open(if is_numbered { line.trim_end_matches(['？', '?']) } else { line });
    match n_chars {
        _ if is_open => Shape::Open,
        LONG_CHARS.. => Shape::Long,
        _ => Shape::Closed,
    }
}

/// Whether a short line may be a heading: it says something, ends without a final mark, holds no whole sentence, is no
/// speech, caption, link or speaker's turn.
fn is_open(line: &str) -> bool {
    let n_inked = line.chars().filter(|&c| is_han(c) || c.is_alphanumeric()).count();
    let has_sentence = line.trim_end_matches(['？', '?', '！', '!']).contains(['。', '！', '？', '；', '…', '?', ';']);
    let n_commas = line.matches(['，', ',']).count();
    n_inked >= 1
        && !has_sentence
        && n_commas <= 3
        && ends_open(line)
        && !is_speech(line)
        && !is_caption(line)
        && !line.contains("://")
}

fn ends_open(line: &str) -> bool {
    match line.chars().next_back() {
        Some('”') => quoted_at_end(line).is_some_and(|(before, quoted)| {
            // 走好“最后一公里” is a heading, 他说“好” is not.
            quoted.chars().count() <= 10
                && !before.is_empty()
                && !before.ends_with(['说', '道', '问', '喊', '答', ':', '：', '，', ','])
        }),
        Some('》' | ')' | '）') => true,
        Some(c) => is_han(c) || c.is_alphanumeric(),
        None => false,
    }
}

fn quoted_at_end(line: &str) -> Option<(&str, &str)> {
    line.strip_suffix('”')?.rsplit_once('“')
}

/// `“去吗”他问`, `甲：不知道`.
fn is_speech(line: &str) -> bool {
    let has_speaker = line.find(['：', ':']).is_some_and(|colon| {
        line.get(..colon).is_some_and(|speaker| speaker.chars().count() <= 6 && numbering::rank(speaker).is_none())
    });
    has_speaker || (line.starts_with('“') && line.ends_with('”'))
}

/// `图为程芳琴在授课`, `新华社记者张三摄`.
fn is_caption(line: &str) -> bool {
    const STARTS: [&str; 7] = ["图为", "图①", "图1", "图片", "资料图", "上图", "下图"];
    const ENDS: [&str; 6] = ["摄", "供图", "制图", "绘", "图片来源", "影像中国"];
    line.starts_with(['▲', '△', '▼', '▽', '↑', '↓'])
        || STARTS.iter().any(|start| line.starts_with(start))
        || ENDS.iter().any(|end| line.trim_end_matches([')', '）']).ends_with(end))
}
