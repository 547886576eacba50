//! What stands before and after a place in a text.

use super::TextRange;

/// The `n_chars` code points before `range` and after it, fewer at the ends of the text; empty strings where the range
/// does not fit `text`.
pub fn context(text: &str, range: TextRange, n_chars: usize) -> (&str, &str) {
    let (Some(before), Some(after)) = (text.get(..range.start()), text.get(range.end()..)) else {
        return ("", "");
    };
    let prefix = match n_chars.checked_sub(1).and_then(|last| before.char_indices().rev().nth(last)) {
        Some((at, _)) => before.get(at..).unwrap_or_default(),
        None if n_chars == 0 => "",
        None => before,
    };
    let suffix = match after.char_indices().nth(n_chars) {
        Some((at, _)) => after.get(..at).unwrap_or_default(),
        None => after,
    };
    (prefix, suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_counts_code_points_and_stops_at_the_ends() {
        let text = "春眠不觉晓，处处闻啼鸟";
        let range = TextRange::new("春眠不".len(), "春眠不觉晓".len());
        assert_eq!(context(text, range, 2), ("眠不", "，处"));
        assert_eq!(context(text, range, 32), ("春眠不", "，处处闻啼鸟"));
        assert_eq!(context(text, range, 0), ("", ""));
        assert_eq!(context(text, TextRange::new(1, 3), 2), ("", ""));
    }
}
