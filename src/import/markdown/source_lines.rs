//! Lines in Markdown that tell where the text comes from, as they stand in plain text: `来源：新华社`, `（责编：张三）`.

use std::borrow::Cow;

use crate::document::Metadata;
use crate::import::news;

/// Lines at the head of a text, and at its foot, that may be such.
const N_LINES: usize = 10;

/// `body` with blank lines around the lines at its head and foot that tell the source: Markdown would join them with their
/// neighbours. Lines in quotations, tables, HTML and indented code are left alone.
pub(super) fn apart(body: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let inked: Vec<usize> =
        (0..lines.len()).filter(|&idx| lines.get(idx).is_some_and(|l| !l.trim().is_empty())).collect();
    let is_near_end = |place: usize| place < N_LINES || place + N_LINES >= inked.len();
    let near = inked.iter().enumerate().filter(|(place, _)| is_near_end(*place));
    let told: Vec<usize> = near.map(|(_, &idx)| idx).filter(|&idx| is_source_line(&lines, idx)).collect();
    if told.is_empty() {
        return Cow::Borrowed(body);
    }
    let mut out = String::with_capacity(body.len() + 2 * told.len());
    for (idx, line) in lines.iter().enumerate() {
        let is_told = told.binary_search(&idx).is_ok();
        if is_told {
            out.push('\n');
        }
        out.push_str(line);
        if is_told {
            out.push('\n');
        }
    }
    Cow::Owned(out)
}

/// Facts from the lines where the front matter has none.
pub(super) fn fill(metadata: &mut Metadata, found: Metadata) {
    let Metadata { title, authors, editors, publication, published, page, accessed, source_id, url } = found;
    let fill = |known: &mut Option<String>, value| *known = known.take().or(value);
    fill(&mut metadata.title, title);
    fill(&mut metadata.publication, publication);
    fill(&mut metadata.published, published);
    fill(&mut metadata.page, page);
    fill(&mut metadata.accessed, accessed);
    fill(&mut metadata.source_id, source_id);
    fill(&mut metadata.url, url);
    for (known, names) in [(&mut metadata.authors, authors), (&mut metadata.editors, editors)] {
        if known.is_empty() {
            *known = names;
        }
    }
}

fn is_source_line(lines: &[&str], idx: usize) -> bool {
    let line = lines.get(idx).copied().unwrap_or_default();
    let words = line.trim().trim_matches(['*', '_']);
    // Under a line a rule makes it a heading.
    let is_ruled = lines.get(idx + 1).is_some_and(|next| {
        let next = next.trim();
        !next.is_empty() && (next.chars().all(|c| c == '=') || next.chars().all(|c| c == '-'))
    });
    let is_other = line.starts_with(['\t', '>', '|', '#', '<', '-', '+', '`']) || line.starts_with("    ");
    !is_other && !is_ruled && news::is_credit(words) && !is_in_html(lines, idx)
}

/// Whether a tag begins one of the lines above, up to a blank line.
fn is_in_html(lines: &[&str], idx: usize) -> bool {
    let above = lines.get(..idx).unwrap_or_default().iter().rev().take(N_LINES * 10);
    above.take_while(|line| !line.trim().is_empty()).any(|line| line.trim_start().starts_with('<'))
}
