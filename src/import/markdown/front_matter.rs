//! Front matter: the YAML that Obsidian, Jekyll and Hugo put before Markdown. Only what those write for the facts kept
//! here is read: scalars, plain or quoted, and lists of them.

use crate::document::Metadata;
use crate::import::Warning;
use crate::import::news::day;

/// The front matter, without its fences, and what follows it; all of `source` where there is none.
pub(super) fn split(source: &str) -> (Option<&str>, &str) {
    let Some(rest) = source.strip_prefix("---\n") else { return (None, source) };
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
            set(&mut metadata, &key, &[scalar(item)]);
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
    if let Some(quoted) = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        return quoted.replace("''", "'");
    }
    if let Some(quoted) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
        return unescaped(quoted);
    }
    let plain = value.split_once(" #").map_or(value, |(plain, _)| plain).trim_end();
    if matches!(plain, "null" | "~") { String::new() } else { plain.to_owned() }
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
