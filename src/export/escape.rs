//! Text of the document inside Markdown, escaped so that what is shown is what it says. No more is escaped than would be
//! read as markup: most Chinese text stays as it is.

use super::Profile;

/// `text` as inline Markdown of several lines; where `is_at_line_start`, its first line begins one of the page's, as all
/// others do. Spaces and tabs at the start of a line show nothing, or make it code: they are left out.
pub(super) fn escaped(text: &str, is_at_line_start: bool, profile: Profile) -> String {
    let is_notebook = profile != Profile::Plain;
    let mut out = String::with_capacity(text.len());
    for (idx, line) in text.split('\n').enumerate() {
        if idx > 0 {
            out.push('\n');
        }
        let is_start = idx > 0 || is_at_line_start;
        let line = if is_start { line.trim_start_matches([' ', '\t']) } else { line };
        let guarded = if is_start { block_mark(line) } else { None };
        let mut previous = None;
        for (at, c) in line.char_indices() {
            let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
            if guarded == Some(at) || is_markup(c, previous, rest) || is_notebook && is_notation(c, previous, rest) {
                out.push('\\');
            }
            out.push(c);
            previous = Some(c);
        }
    }
    out
}

/// `title` as the words of a heading.
pub(super) fn heading(title: &str, profile: Profile) -> String {
    let mut words = escaped(title, false, profile);
    // A # at the end would close the heading.
    if words.ends_with('#') && !words.ends_with("\\#") {
        words.insert(words.len() - 1, '\\');
    }
    words
}

/// Where in `line` the character is that would make it a heading, a quotation, an item, a rule or a row of a table.
fn block_mark(line: &str) -> Option<usize> {
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let only = |marks: &str| line.chars().all(|c| marks.contains(c) || c == ' ' || c == '\t');
    let is_block = match line.chars().next()? {
        '#' => is_end(line.trim_start_matches('#')),
        '>' | '|' => true,
        '-' => is_end(line.get(1..)?) || only("-:|"),
        '+' => is_end(line.get(1..)?),
        '=' => only("="),
        ':' => only("-:|"),
        _ => {
            let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let n_digits = line.len() - after.len();
            let rest = after.strip_prefix(['.', ')'])?;
            return ((1..=9).contains(&n_digits) && is_end(rest)).then_some(n_digits);
        }
    };
    is_block.then_some(0)
}

/// Whether `c` would be read as inline markup of CommonMark or GitHub.
fn is_markup(c: char, previous: Option<char>, rest: &str) -> bool {
    let next = rest.chars().next();
    match c {
        '`' | '*' | '[' | '~' => true,
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
        // Between letters it is one of them.
        '_' => !(previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
        '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
        '&' => rest
            .trim_start_matches('#')
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric())
            .strip_prefix(';')
            .is_some_and(|behind| behind.len() + 1 < rest.len()),
        _ => false,
    }
}

/// Whether `c` would be read as notation of Obsidian or Logseq: a tag, a highlight, a comment, a formula.
fn is_notation(c: char, previous: Option<char>, rest: &str) -> bool {
    let next = rest.chars().next();
    match c {
        '#' => previous.is_none_or(char::is_whitespace) && next.is_some_and(|next| !next.is_whitespace()),
        '=' | '%' => previous == Some(c) || next == Some(c),
        '$' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Options, Parser};

    #[test]
    fn only_markup_is_escaped() {
        for (text, expected) in [
            (
                "“很解渴！”课后，他说：1.5万人（约3%）、A-B_C、R&D、a < b",
                "“很解渴！”课后，他说：1.5万人（约3%）、A-B_C、R&D、a < b",
            ),
            ("# 题", "\\# 题"),
            ("#话题#", "#话题#"),
            ("> 引", "\\> 引"),
            ("- 项\n-5℃", "\\- 项\n-5℃"),
            ("1. 项\n2024年", "1\\. 项\n2024年"),
            ("甲\n---\n===", "甲\n\\---\n\\==="),
            ("2*3*4 [甲](乙) <b> &lt; `x` 3~5", "2\\*3\\*4 \\[甲](乙) \\<b> \\&lt; \\`x\\` 3\\~5"),
            ("    码", "码"),
            ("a\\*\\", "a\\\\\\*\\\\"),
        ] {
            assert_eq!(escaped(text, true, Profile::Plain), expected);
        }
        assert_eq!(escaped("#话题# ==甲== $1", true, Profile::Obsidian), "\\#话题# \\=\\=甲\\=\\= \\$1");
        assert_eq!(escaped("- 甲", false, Profile::Plain), "- 甲");
        assert_eq!(heading("C #", Profile::Plain), "C \\#");
    }

    #[test]
    fn what_is_escaped_is_shown_as_it_was() {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for text in [
            "# 题\n> 引\n- 项\n+ 项\n1) 项\n***\n---\n| 甲 | 乙 |\n|---|---|\n:-- | --\n```\n~~~",
            "*甲* **乙** _丙_ __丁__ `戊` [己](庚) ![辛](壬) <癸> <b>子</b> &amp; &#33; \\* ~~丑~~ https://a_b.cn/?c=1&d;",
            "[^1]: 注\n[甲]: 乙\n<!-- 丙 -->\n= =\n甲\n==",
        ] {
            let page = escaped(text, true, Profile::Plain);
            let mut shown = String::new();
            for event in Parser::new_ext(&page, options) {
                match event {
                    Event::Text(words) => shown.push_str(&words),
                    Event::SoftBreak => shown.push('\n'),
                    Event::Start(_) | Event::End(_) => {}
                    other => panic!("{other:?} in {page}"),
                }
            }
            assert_eq!(shown, text, "{page}");
        }
    }
}
