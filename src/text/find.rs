//! Finding in a text, folded so that what reads alike is found.

use memchr::memmem;
use regex::RegexBuilder;

use super::TextRange;
use super::fold::{Blanks, FoldOptions, Folded, fold, fold_char};

/// Most bytes a compiled pattern may take: regex's own default is 10 MB.
const PATTERN_LIMIT: usize = 4 << 20;

/// How to find. By default width, case and script are folded and marks count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FindOptions {
    /// Marks and blanks are passed over, in the text and in what is looked for.
    pub ignore_punctuation: bool,
    /// `a` does not find `A`.
    pub match_case: bool,
}

impl FindOptions {
    pub(super) fn folding(self) -> FoldOptions {
        let blanks = if self.ignore_punctuation { Blanks::Drop } else { Blanks::One };
        FoldOptions { drop_marks: self.ignore_punctuation, case: !self.match_case, blanks, ..FoldOptions::SEARCH }
    }
}

/// Why nothing could be looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    #[error("The regular expression cannot be read: {reason}.")]
    Pattern { reason: String },
    #[error("The regular expression is too large.")]
    TooLarge,
}

impl FindError {
    /// Stable key of the message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Pattern { .. } => "find.pattern",
            Self::TooLarge => "find.pattern_too_large",
        }
    }
}

/// A text made ready to be searched again and again, as while somebody types. It does not hold the text: pass the same one
/// to every call.
#[derive(Clone, Debug)]
pub struct Haystack {
    folded: Folded,
    options: FindOptions,
}

impl Haystack {
    /// Linear, about 10 ns a byte.
    pub fn new(text: &str, options: FindOptions) -> Self {
        Self { folded: fold(text, options.folding()), options }
    }

    pub fn options(&self) -> FindOptions {
        self.options
    }

    /// Where `query` stands in `text`: in order, disjoint. Nothing is found for an empty query.
    pub fn find(&self, text: &str, query: &str) -> Vec<TextRange> {
        let needle = fold(query, self.folded.options());
        if needle.text().is_empty() {
            return if self.options.ignore_punctuation && !query.is_empty() {
                find(text, query, FindOptions { ignore_punctuation: false, ..self.options })
            } else {
                Vec::new()
            };
        }
        let mut way_back = self.folded.way_back(text);
        memmem::find_iter(self.folded.text().as_bytes(), needle.text())
            .map(|start| way_back.range(TextRange::new(start, start + needle.text().len())))
            .collect()
    }
}

/// Where `query` stands in `text`: in order, disjoint. Linear in the text.
pub fn find(text: &str, query: &str, options: FindOptions) -> Vec<TextRange> {
    if query.is_empty() {
        return Vec::new();
    }
    Haystack::new(text, options).find(text, query)
}

/// Where the regular expression `pattern` matches, empty matches left out: in order, disjoint. `^` and `$` stand for the
/// ends of lines. Width, case and script are folded as in [`find`], quotation marks and blanks are not.
pub fn find_regex(text: &str, pattern: &str) -> Result<Vec<TextRange>, FindError> {
    let options = FoldOptions { quotes: false, case: false, blanks: Blanks::Keep, ..FoldOptions::SEARCH };
    let regex = RegexBuilder::new(&fold_pattern(pattern, options))
        .case_insensitive(true)
        .multi_line(true)
        .size_limit(PATTERN_LIMIT)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => FindError::TooLarge,
            other => FindError::Pattern { reason: reason(&other) },
        })?;
    let folded = fold(text, options);
    let mut way_back = folded.way_back(text);
    let matches = regex.find_iter(folded.text()).filter(|found| !found.is_empty());
    Ok(matches.map(|found| way_back.range(found.range().into())).collect())
}

/// The last line of regex's message, which tells what is wrong; the lines before draw the pattern.
fn reason(error: &regex::Error) -> String {
    let message = error.to_string();
    let last = message.lines().last().unwrap_or_default();
    last.trim_start_matches("error:").trim().to_owned()
}

/// Folds the characters of a pattern that are not ASCII, so that they meet the folded text; what becomes ASCII is escaped.
/// The ends of a range (`[一-龥]`) stay, lest the range turn over.
fn fold_pattern(pattern: &str, options: FoldOptions) -> String {
    let chars: Vec<char> = pattern.chars().collect();
    let mut folded = String::with_capacity(pattern.len());
    let mut is_escaped = false;
    let mut is_in_class = false;
    for (idx, &c) in chars.iter().enumerate() {
        match c {
            '[' if !is_escaped => is_in_class = true,
            ']' if !is_escaped => is_in_class = false,
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
        let is_range_end = is_in_class && [idx.wrapping_sub(1), idx + 1].iter().any(|&i| chars.get(i) == Some(&'-'));
        if c.is_ascii() || is_range_end {
            folded.push(c);
            continue;
        }
        let mut buffer = [0; 4];
        folded.push_str(&regex::escape(fold_char(c, options).encode_utf8(&mut buffer)));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, query: &str, options: FindOptions, expected: &[&str]) {
        let found: Vec<&str> = find(text, query, options).iter().map(|range| range.of(text)).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn a_full_width_comma_finds_a_narrow_one() {
        let text = "绿色低碳的路子,才能实现";
        check(text, "路子，才能", FindOptions::default(), &["路子,才能"]);
        check("90亿颗LED灯珠", "ｌｅｄ燈", FindOptions::default(), &["LED灯"]);
        check("轉型發展，转型发展", "转型发展", FindOptions::default(), &["轉型發展", "转型发展"]);
        check("“靠煤吃煤”", "\"靠煤", FindOptions::default(), &["“靠煤"]);
        check("aAa", "a", FindOptions { match_case: true, ..FindOptions::default() }, &["a", "a"]);
        check("好", "", FindOptions::default(), &[]);
        check("甲 \u{3000}乙", "甲 乙", FindOptions::default(), &["甲 \u{3000}乙"]);
    }

    #[test]
    fn marks_are_passed_over_when_asked() {
        let options = FindOptions { ignore_punctuation: true, ..FindOptions::default() };
        check("干部解放思想、开拓视野,找准抓手。", "解放思想开拓视野找准", options, &["解放思想、开拓视野,找准"]);
        check("甲。\n乙", "甲乙", options, &[]);
        check("甲，乙，丙", "，", options, &["，", "，"]);
    }

    #[test]
    fn patterns_fold_too() {
        let find = |text: &'static str, pattern: &str| {
            find_regex(text, pattern).map(|found| found.iter().map(|range| range.of(text)).collect::<Vec<_>>())
        };
        assert_eq!(find("约30万人次，100期左右", r"\d+[万期]"), Ok(vec!["30万", "100期"]));
        assert_eq!(find("(山西行政學院)，好", "（.+学院），"), Ok(vec!["(山西行政學院)，"]));
        assert_eq!(find("“甲”“乙”", "“[^”]*”"), Ok(vec!["“甲”", "“乙”"]));
        assert_eq!(find("甲a乙\n甲B乙", "^甲[Ａ-Ｚ]乙$"), Ok(vec![]));
        assert_eq!(find("ａ", "A"), Ok(vec!["ａ"]));
        assert_eq!(find("開-發", "開-發"), Ok(vec!["開-發"]));
        assert_eq!(find("a", "x*"), Ok(vec![]));
        assert_eq!(find("", "(").unwrap_err().to_string(), "The regular expression cannot be read: unclosed group.");
        assert_eq!(find("", r"(\w{999}){999}").unwrap_err(), FindError::TooLarge);
    }

    proptest! {
        #![proptest_config(crate::text::random::cases(64))]

        #[test]
        fn what_is_cut_from_the_text_is_found_in_it(text in "[a發发，,“ 山\n]{1,300}", start in 0..300_usize, len in 1..9_usize) {
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            let (from, _) = chars[start % chars.len()];
            let end = chars.get(start % chars.len() + len).map_or(text.len(), |(at, _)| *at);
            let query = text.get(from..end).unwrap();
            let found = find(&text, query, FindOptions::default());
            prop_assert!(!found.is_empty());
            prop_assert!(found.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            let wanted = fold(query, FoldOptions::SEARCH);
            for range in found {
                let folded = fold(range.of(&text), FoldOptions::SEARCH);
                prop_assert_eq!(folded.text(), wanted.text());
            }
        }
    }
}
