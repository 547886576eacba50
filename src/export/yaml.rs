//! Scalars of YAML front matter.

use std::fmt::Write as _;

/// `text` as a double-quoted YAML 1.2 scalar: any text on one line, read back as it was.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // YAML 1.2, 5.1: outside its printable set, or a line break to readers of YAML 1.1.
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => write!(out, "\\x{:02x}", c as u32).unwrap_or_default(),
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => {
                write!(out, "\\u{:04x}", c as u32).unwrap_or_default();
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_stays_on_its_line() {
        assert_eq!(quoted("a: \"b\" # c\\"), r#""a: \"b\" # c\\""#);
        assert_eq!(quoted("一\n二\u{0}\u{2028}\u{85}"), r#""一\n二\x00\u2028\x85""#);
    }
}
