//! Notes: Markdown of the reader's own inside the Markdown of the export.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Raw HTML that runs to its end mark or to the end of the page (CommonMark 4.6, kinds 1 to 5).
const RAW_HTML: [(&str, &str); 7] = [
    ("<!--", "-->"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
    ("<?", "?>"),
    ("<![cdata[", "]]>"),
];

/// `note` without blanks at its end, and with nothing left open behind it: a fence, a comment or raw HTML without an end
/// would take in the rest of the page.
pub(super) fn closed(note: &str) -> String {
    let mut closed = note.trim_end().to_owned();
    if let Some(fence) = open_fence(note)
        && takes_in_what_follows(&closed)
    {
        closed.push('\n');
        closed.push_str(fence);
        return closed;
    }
    let lower = note.to_ascii_lowercase();
    for (open, close) in RAW_HTML {
        let rest = lower.rfind(open).and_then(|at| lower.get(at + open.len()..));
        if rest.is_some_and(|rest| !rest.contains(close)) {
            closed.push_str(close);
        }
    }
    closed
}

/// The fence that `note` opens and does not close.
fn open_fence(note: &str) -> Option<&str> {
    let mut open: Option<&str> = None;
    for line in note.lines() {
        let Some((fence, rest)) = fence_of(line) else { continue };
        match open {
            // Backticks behind backticks on one line are a code span.
            None => open = (!(fence.starts_with('`') && rest.contains('`'))).then_some(fence),
            Some(first) if fence.starts_with(first) && rest.trim().is_empty() => open = None,
            Some(_) => {}
        }
    }
    open
}

/// Whether code that `note` opens goes on behind it. One in a quotation or an item ends with that.
fn takes_in_what_follows(note: &str) -> bool {
    const BEHIND: &str = "\u{E000}";
    let page = format!("{note}\n\n{BEHIND}");
    let mut is_code = false;
    Parser::new(&page).any(|event| {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            _ => {}
        }
        is_code && matches!(&event, Event::Text(words) if words.contains(BEHIND))
    })
}

/// The three or more backticks or tildes that begin a line, and what follows them.
fn fence_of(line: &str) -> Option<(&str, &str)> {
    let start = line.trim_start_matches([' ', '\t', '>']);
    let mark = start.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = start.trim_start_matches(mark);
    let n_marks = start.len() - rest.len();
    (n_marks >= 3).then(|| start.split_at(n_marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_leave_nothing_open() {
        for (note, expected) in [
            ("好 \n", "好"),
            ("```rust\nlet", "```rust\nlet\n```"),
            ("~~~~\n~~~\n", "~~~~\n~~~\n~~~~"),
            ("```\na\n```", "```\na\n```"),
            ("```a```", "```a```"),
            ("> ```\n> a", "> ```\n> a"),
            ("- ```\n  a", "- ```\n  a"),
            ("见 <!-- 未完", "见 <!-- 未完-->"),
            ("<!-- 完 -->", "<!-- 完 -->"),
            ("--- > {{ x }}", "--- > {{ x }}"),
        ] {
            assert_eq!(closed(note), expected, "{note}");
        }
    }
}
