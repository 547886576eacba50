//! Tags as notebooks write them in running text.

/// `tag` with letters, digits, `_`, `-` and `/` only, and not of digits alone: what Obsidian and Logseq read as one tag.
/// What else it holds becomes `-`.
pub(super) fn written(tag: &str) -> String {
    let levels = tag.split('/').map(written_level).filter(|level| !level.is_empty());
    let written = levels.collect::<Vec<_>>().join("/");
    let is_number = written.chars().all(|c| c.is_numeric() || c == '/');
    if is_number { format!("{written}_") } else { written }
}

fn written_level(level: &str) -> String {
    let is_kept = |c: char| c.is_alphanumeric() || c == '_';
    let written: String = level.chars().map(|c| if is_kept(c) { c } else { '-' }).collect();
    written.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_written_as_notebooks_read_them() {
        for (tag, expected) in [
            ("人物/县长", "人物/县长"),
            ("a b#c", "a-b-c"),
            ("2024", "2024_"),
            ("{{ x }}", "x"),
            ("///", "_"),
            ("—", "_"),
        ] {
            assert_eq!(written(tag), expected);
        }
    }
}
