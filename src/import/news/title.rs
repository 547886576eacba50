//! The title of a text, where it has one. None is ever invented.

use super::headings;
use super::lines::{Line, Shape};
use crate::document::BlockKind;

/// Kicker, title and subtitle at most.
const MAX_TITLE_LINES: usize = 3;

/// Marks the lines of the title, and returns it. A title is one to three short lines without final mark at the start of
/// the text, before a source line or byline; or one such line right over a long paragraph. Behind a source line only where
/// another one follows: `2024年8月27日` · title · `本报记者 …`.
pub(super) fn mark(lines: &mut [Line], text: &str) -> Option<String> {
    let n_credits = lines.iter().take_while(|line| !line.is_body()).count();
    let n_open = lines.iter().skip(n_credits).take_while(|line| may_be_title(line)).count();
    let follows = lines.get(n_credits + n_open)?;
    let n_lines = if !follows.is_body() && (1..=MAX_TITLE_LINES).contains(&n_open) {
        n_open
    } else if n_credits == 0 && !headings::is_mostly_open(lines) {
        n_without_source(lines, n_open, text)?
    } else {
        return None;
    };
    let title_lines = lines.get_mut(n_credits..n_credits + n_lines)?;
    let mut title = String::new();
    for line in title_lines {
        let words = line.range.of(text);
        if !title.is_empty() && !is_subtitle(words) {
            title.push(' ');
        }
        title.push_str(words);
        line.kind = BlockKind::Title;
    }
    (!title.is_empty()).then_some(title)
}

/// Lines of a title that stands right over the body: one, or two if the second begins with a dash.
fn n_without_source(lines: &[Line], n_open: usize, text: &str) -> Option<usize> {
    let body = lines.get(n_open)?;
    let has_subtitle = lines.get(1).is_some_and(|line| is_subtitle(line.range.of(text)));
    let n_lines = 1 + usize::from(has_subtitle);
    // A heading may follow the title before the first paragraph.
    let is_over_text = n_open == n_lines || (n_open == n_lines + 1 && lines.get(n_lines)?.rank.is_some());
    (is_over_text && body.shape == Shape::Long).then_some(n_lines)
}

fn may_be_title(line: &Line) -> bool {
    line.is_body() && line.shape == Shape::Open && line.rank.is_none()
}

fn is_subtitle(line: &str) -> bool {
    line.starts_with(['—', '-', '―'])
}
