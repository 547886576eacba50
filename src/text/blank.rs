//! Blanks: what has no ink, and ranges without it at their ends.

use super::TextRange;

/// Whether `c` is white space or a character without width that separates or joins nothing a reader sees
/// (zero-width space, word joiner, byte order mark).
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// `range` without the blanks at its ends; where all is blank, the empty range at its start.
pub fn trim_blank(range: TextRange, text: &str) -> TextRange {
    let inside = range.of(text);
    let trimmed = inside.trim_start_matches(is_blank);
    if trimmed.is_empty() {
        return TextRange::new(range.start(), range.start());
    }
    let start = range.start() + inside.len() - trimmed.len();
    TextRange::new(start, start + trimmed.trim_end_matches(is_blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_every_width_are_trimmed() {
        let text = "\u{3000}\u{3000}春 眠\u{200B}\t\n";
        assert_eq!(trim_blank(TextRange::new(0, text.len()), text).of(text), "春 眠");
        assert_eq!(trim_blank(TextRange::new(3, 6), text), TextRange::new(3, 3));
    }
}
