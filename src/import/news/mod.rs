//! Plain text by the conventions of Chinese news pages and newspapers: source lines, bylines, editors, titles and
//! headings that nothing marks. General rules; where they are in doubt a line is a paragraph.

mod credits;
mod dateline;
mod facts;
mod fields;
mod headings;
mod lines;
mod moment;
mod names;
mod numbering;
mod places;
mod surnames;
mod title;

use super::ImportError;
use super::blocks::RawBlock;
use crate::document::{BlockKind, Metadata};

/// Lines at the head of a text, and at its foot, that may be credits.
const N_HEAD: usize = 10;
const N_FOOT: usize = 10;

/// The blocks and metadata of plain text, one block a line.
pub(super) fn read(text: &str) -> Result<(Vec<RawBlock>, Metadata), ImportError> {
    let mut lines = lines::read(text)?;
    mark_credits(&mut lines, text);
    let title = title::mark(&mut lines, text);
    headings::mark(&mut lines);
    let metadata = facts::metadata(&lines, title, text);
    let blocks = lines.into_iter().map(|line| {
        let kind = line.credit.map_or(line.kind, |credit| credit.kind);
        RawBlock::plain(kind, line.range)
    });
    Ok((blocks.collect(), metadata))
}

/// Marks the credits among the paragraphs of a text whose title and headings are known, and returns the facts they tell.
pub(super) fn read_credits(blocks: &mut [RawBlock], text: &str) -> Metadata {
    let lines = blocks.iter().map(|block| lines::Line::of_kind(block.kind, block.range, text));
    let mut lines: Vec<lines::Line> = lines.collect();
    mark_credits(&mut lines, text);
    for (block, line) in blocks.iter_mut().zip(&lines) {
        if let Some(credit) = &line.credit {
            block.kind = credit.kind;
        }
    }
    facts::metadata(&lines, None, text)
}

/// Whether a line at the head or the foot of a text would be a credit.
pub(super) fn is_credit(words: &str) -> bool {
    words.len() <= MAX_CREDIT_BYTES && credits::read(&lines::ascii_marks(words)).is_some()
}

/// Credits stand in the first lines before the body begins, and in the last lines.
fn mark_credits(lines: &mut [lines::Line], text: &str) {
    let n_lines = lines.len();
    let is_head = |idx: usize, line: &lines::Line| {
        line.shape != lines::Shape::Long
            || matches!(line.kind, BlockKind::Title | BlockKind::Heading { .. })
            || credit(line, text).is_some()
            || (idx == 0 && lines::may_be_headline(line.range.of(text)))
    };
    let n_head = lines.iter().take(N_HEAD).enumerate().take_while(|&(idx, line)| is_head(idx, line)).count();
    for (idx, line) in lines.iter_mut().enumerate() {
        if idx < n_head || idx + N_FOOT >= n_lines {
            line.credit = credit(line, text);
        }
    }
    unmark_bare_days(lines, n_head);
}

fn credit(line: &lines::Line, text: &str) -> Option<credits::Credit> {
    let words = line.range.of(text);
    let may_be = matches!(line.kind, BlockKind::Paragraph | BlockKind::Quote { .. });
    (may_be && words.len() <= MAX_CREDIT_BYTES).then(|| credits::read(&lines::ascii_marks(words)))?
}

/// Longer lines are not looked at.
const MAX_CREDIT_BYTES: usize = 480;

/// A bare day is a source line only under a title: as the first line it may head a diary, at the foot it dates a letter.
fn unmark_bare_days(lines: &mut [lines::Line], n_head: usize) {
    for (idx, line) in lines.iter_mut().enumerate() {
        let is_bare = line.credit.as_ref().is_some_and(
            |credit| matches!(credit.facts.as_slice(), [credits::Fact::Posted(moment)] if !moment.has_time()),
        );
        if is_bare && !(1..n_head).contains(&idx) {
            line.credit = None;
        }
    }
}

/// The day named in `words`, as `YYYY-MM-DD`.
pub(super) fn day(words: &str) -> Option<String> {
    moment::find(&lines::ascii_marks(words)).map(|(_, moment, _)| moment.date())
}
