//! Front matter: the YAML that Obsidian, Jekyll and Hugo put before Markdown. Only what those write for the facts kept
//! here is read: scalars, plain or quoted, and lists of them.

use crate::document::Metadata;
use crate::import::Warning;
use crate::import::news::day;

/// The front matter, without its fences, and what follows it; all of `source` where there is none. What stands between
/// two rules is text: front matter begins with a key or a comment.
pub(super) fn split(source: &str) -> (Option<&str>, &str) {
    let Some(rest) = source.strip_prefix("---\n").filter(|rest| begins_as_front_matter(rest)) else {
        return (None, source);
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let body = rest.get(at + line.len()..).unwrap_or_default();
            return (rest.get(..at), body);
        }
        at += line.len();
    }
    (None, source)
}

fn begins_as_front_matter(rest: &str) -> bool {
    let first = rest.lines().next().unwrap_or_default().trim_end();
    let is_key = first.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty() && !key.contains(char::is_whitespace) && (value.is_empty() || value.starts_with(' '))
    });
    is_key || first.starts_with('#') || matches!(first, "---" | "...")
}

/// The facts in `front`. Unknown keys are passed over; a line that is no YAML of the kinds above makes a warning.
pub(super) fn read(front: &str, warnings: &mut Vec<Warning>) -> Metadata {
    let mut metadata = Metadata::default();
    let mut key = String::new();
    for line in front.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if let Some(item) = content.strip_prefix("- ").or_else(|| (content == "-").then_some("")) {
            // Hugo writes authors as maps of their own.
            set(&mut metadata, &key, &[scalar(item.strip_prefix("name:").unwrap_or(item))]);
        } else if line.starts_with([' ', '\t']) {
            // Nested maps and folded text hold none of the facts.
        } else if let Some((name, value)) = content.split_once(':') {
            key = name.trim().to_lowercase();
            set(&mut metadata, &key, &values(value.trim()));
        } else {
            warnings.push(Warning::FrontMatter { line: content.chars().take(80).collect() });
        }
    }
    metadata
}

fn set(metadata: &mut Metadata, key: &str, values: &[String]) {
    let values = || values.iter().filter(|value| !value.is_empty()).cloned();
    let first = values().next();
    match key {
        "title" | "标题" => metadata.title = first,
        "author" | "authors" | "作者" => metadata.authors.extend(values()),
        "editor" | "editors" | "编辑" => metadata.editors.extend(values()),
        "date" | "published" | "日期" => metadata.published = first.and_then(|value| day(&value)),
        "accessed" => metadata.accessed = first,
        "source" | "publication" | "来源" => match first {
            Some(value) if value.contains("://") => metadata.url = Some(value),
            value => metadata.publication = value,
        },
        "page" => metadata.page = first,
        "url" | "link" => metadata.url = first,
        _ => {}
    }
}

/// `[a, "b"]` or one scalar.
fn values(value: &str) -> Vec<String> {
    match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        Some(list) => list.split(',').map(|item| scalar(item.trim())).collect(),
        None => vec![scalar(value)],
    }
}

/// A plain, single-quoted or double-quoted scalar.
fn scalar(value: &str) -> String {
    let value = value.trim();
    let without_comment = value.split_once(" #").map_or(value, |(plain, _)| plain).trim_end();
    for value in [value, without_comment] {
        if let Some(quoted) = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
            return quoted.replace("''", "'");
        }
        if let Some(quoted) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
            return unescaped(quoted);
        }
    }
    // A mark that leads over to text on the lines below is none of it.
    let is_none = matches!(without_comment, "null" | "~" | "|" | ">" | "|-" | ">-" | "|+" | ">+");
    if is_none { String::new() } else { without_comment.to_owned() }
}

/// The escapes of double-quoted YAML that stand for one printable character.
fn unescaped(quoted: &str) -> String {
    let mut plain = String::with_capacity(quoted.len());
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 't') => plain.push(' '),
                Some(escaped) => plain.push(escaped),
                None => plain.push('\\'),
            },
            (c, false) => plain.push(c),
        }
    }
    plain
}
