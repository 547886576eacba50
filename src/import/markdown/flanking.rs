//! Emphasis beside Chinese marks. `CommonMark` tells opening from closing stars by the blanks around words, which Chinese
//! has not: in `说**“你好。”**然后` none of the stars open or close anything, and they stay as text. Here a star between a
//! mark and a word opens or closes as one between words does. Stars that are escaped or stand beside blanks are left alone,
//! and so is a single one beside an ASCII mark: `长*(宽+高)` multiplies.

use std::borrow::Cow;

use crate::text::{is_cjk_mark, is_han};

/// Stands for a word in the source that the parser sees. A code point that is no character, so that no text has it.
const WORD: char = '\u{FDD0}';

/// `source` with [`WORD`] between the marks and the stars or tildes that may open or close beside them; see [`plain`].
/// A source that has it already stays as it is.
pub(super) fn with_words(source: &str) -> Cow<'_, str> {
    if source.contains(WORD) || !source.contains(['*', '~']) {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len() + 64);
    let mut before = None;
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let is_star = matches!(c, '*' | '~');
        let n_bytes = if is_star { rest.len() - rest.trim_start_matches(c).len() } else { c.len_utf8() };
        let (words, behind) = rest.split_at_checked(n_bytes).unwrap_or((rest, ""));
        let (is_ended, is_begun) = match before.zip(behind.chars().next()) {
            Some((left, right)) if is_run(words) => {
                (is_mark_beside(left, right, words), is_mark_beside(right, left, words))
            }
            _ => (false, false),
        };
        out.extend(is_ended.then_some(WORD));
        out.push_str(words);
        out.extend(is_begun.then_some(WORD));
        before = Some(c);
        rest = behind;
    }
    Cow::Owned(out)
}

/// `words` as they were before [`with_words`].
pub(super) fn plain(words: &str) -> Cow<'_, str> {
    if words.contains(WORD) { Cow::Owned(words.replace(WORD, "")) } else { Cow::Borrowed(words) }
}

/// Whether `words` are stars or tildes that may open or close something.
fn is_run(words: &str) -> bool {
    words == "~~" || (words.starts_with('*') && words.len() <= 3)
}

/// Whether `mark` is a mark, and `word` of a word, on the two sides of a run of stars.
fn is_mark_beside(mark: char, word: char, run: &str) -> bool {
    let is_ascii = mark.is_ascii_punctuation() && !matches!(mark, '\\' | '*' | '~' | '_' | '`') && run.len() > 1;
    (is_cjk_mark(mark) && word.is_alphanumeric()) || (is_ascii && is_han(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let found = with_words(source);
        assert_eq!(found.replace(WORD, "·"), expected);
        assert_eq!(plain(&found), source);
    }

    #[test]
    fn stars_between_marks_and_words_are_set_apart() {
        check("说**“你好。”**然后", "说**·“你好。”·**然后");
        check("：**重点**。", "：·**重点**·。");
        check("见**(注)**后", "见**·(注)·**后");
    }

    #[test]
    fn other_stars_are_left_alone() {
        for source in ["* 甲", "甲 * 乙", "长*(宽+高)", "\\*“甲”", "*甲*", "一~“二”", "****“甲”", "`*`甲", ""]
        {
            check(source, source);
        }
    }
}
