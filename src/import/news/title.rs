//! The title of a text, where it has one. None is ever invented.

use super::credits::Credit;
use super::lines::{Line, Shape, may_be_headline};
use super::{headings, names};
use crate::document::BlockKind;

/// Kicker, title and subtitle at most.
const MAX_TITLE_LINES: usize = 3;

/// Marks the lines of the title, and returns it. A title is one to three short lines at the start of the text, before a
/// source line or byline; or one such line without final mark right over a long paragraph. Behind a source line only where
/// another one follows: `2024年8月27日` · title · `本报记者 …`. There is text under a title.
pub(super) fn mark(lines: &mut [Line], text: &str) -> Option<String> {
    let n_credits = lines.iter().take_while(|line| !line.is_body()).count();
    mark_bare_byline(lines, n_credits, text);
    let may_stand_over_source =
        |line: &&Line| line.is_body() && line.rank.is_none() && may_be_headline(line.range.of(text));
    let n_headlines = lines.iter().skip(n_credits).take_while(may_stand_over_source).count();
    let mut below = lines.iter().skip(n_credits + n_headlines);
    let is_over_source = below.next().is_some_and(|line| !line.is_body()) && below.any(Line::is_body);
    let n_open = lines.iter().skip(n_credits).take_while(|line| may_be_title(line)).count();
    let n_lines = if is_over_source && (1..=MAX_TITLE_LINES).contains(&n_headlines) {
        n_headlines
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

/// Makes a byline of a line that is nothing but names, between the title and the text or its source.
fn mark_bare_byline(lines: &mut [Line], n_credits: usize, text: &str) {
    let last = n_credits + MAX_TITLE_LINES;
    let n_open = lines.iter().take(last + 1).skip(n_credits).take_while(|line| may_be_title(line)).count();
    let idx = n_credits + n_open.saturating_sub(1);
    if n_open < 2 || lines.get(idx + 1).is_none_or(|below| below.is_body() && below.shape != Shape::Long) {
        return;
    }
    if let Some(line) = lines.get_mut(idx) {
        line.credit = Credit::of_authors(names::bare(line.range.of(text)));
    }
}

/// Lines of a title that stands right over the body: one, or two if the second begins with a dash.
fn n_without_source(lines: &[Line], n_open: usize, text: &str) -> Option<usize> {
    let body = lines.get(n_open).filter(|line| line.is_body())?;
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
