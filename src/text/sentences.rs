//! Sentences of Chinese text.

use super::TextRange;
use super::blank::{is_blank, trim_blank};

/// Code points an ellipsis needs before it in its sentence to end it: “你……你怎么来了” is one sentence.
const LEAST_BEFORE_ELLIPSIS: usize = 6;

/// The sentences of `paragraph`, in order and disjoint, without the blanks between them; all that is not blank is in
/// one. A sentence ends after 。！？ and their narrow forms, at a line end, and after an ellipsis that nothing continues;
/// the quotation marks and brackets that close behind the mark belong to it. `《去哪儿？》` ends nothing, nor does a mark
/// inside a bracket within a sentence.
pub fn sentences(paragraph: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut scan = Scan::new(paragraph);
    while let Some(end) = scan.next_end() {
        push(&mut found, paragraph, start, end);
        start = end;
        scan.begin_sentence();
    }
    push(&mut found, paragraph, start, paragraph.len());
    found
}

fn push(found: &mut Vec<TextRange>, paragraph: &str, start: usize, end: usize) {
    let range = trim_blank(TextRange::new(start, end), paragraph);
    if !range.is_empty() {
        found.push(range);
    }
}

/// Walks the characters once and knows what is open in the sentence it is in.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Characters of this sentence so far, blanks not counted.
    n_chars: usize,
    /// Round and square brackets open in this sentence; one that opens the sentence itself is not counted.
    n_brackets: usize,
    /// Whether an ASCII quotation mark is open.
    in_straight_quote: bool,
    previous: Option<char>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, n_chars: 0, n_brackets: 0, in_straight_quote: false, previous: None }
    }

    fn begin_sentence(&mut self) {
        self.n_chars = 0;
        self.n_brackets = 0;
        self.in_straight_quote = false;
        self.previous = None;
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        match c {
            '(' | '（' | '[' | '［' | '〔' if self.n_chars > 0 => self.n_brackets += 1,
            ')' | '）' | ']' | '］' | '〕' => self.n_brackets = self.n_brackets.saturating_sub(1),
            '"' | '＂' => self.in_straight_quote = !self.in_straight_quote,
            _ => {}
        }
        if !is_blank(c) {
            self.n_chars += 1;
        }
        Some(c)
    }

    /// The end of the sentence begun; `None` when the text ends first.
    fn next_end(&mut self) -> Option<usize> {
        loop {
            let before = self.previous;
            let n_before = self.n_chars;
            let c = self.bump()?;
            self.previous = Some(c);
            let is_end = match c {
                '\n' | '\u{2028}' | '\u{2029}' => return Some(self.at),
                '。' | '！' | '？' | '｡' | '‼' | '⁇' | '⁈' | '⁉' => true,
                '!' | '?' => !self.peek().is_some_and(|next| next.is_ascii_alphanumeric()),
                '.' | '．' => self.full_stop_ends(before),
                '…' | '⋯' => n_before >= LEAST_BEFORE_ELLIPSIS && !matches!(self.peek(), Some('…' | '⋯')),
                _ => false,
            };
            if is_end && self.close(matches!(c, '…' | '⋯')) {
                return Some(self.at);
            }
        }
    }

    /// Whether a Latin full stop ends a sentence: after a small letter, a Han or a closing mark, and before a blank.
    fn full_stop_ends(&self, before: Option<char>) -> bool {
        let is_after_word =
            before.is_some_and(|c| c.is_lowercase() || super::is_han(c) || matches!(c, ')' | '"' | '”'));
        is_after_word && self.peek().is_none_or(|c| is_blank(c) || matches!(c, '"' | '”' | '’' | ')'))
    }

    /// Takes the marks that close behind an end mark. False where the sentence goes on after them.
    fn close(&mut self, is_ellipsis: bool) -> bool {
        let mut in_title = false;
        // A mark inside a bracket ends nothing, unless another follows outside.
        let mut is_outside = self.n_brackets == 0;
        while let Some(c) = self.peek() {
            match c {
                '。' | '！' | '？' | '!' | '?' | '…' | '⋯' => is_outside |= self.n_brackets == 0,
                '”' | '’' | '」' | '』' | '】' | '〗' | ')' | '）' | ']' | '］' | '〕' => {}
                '》' | '〉' => in_title = true,
                '"' | '＂' if self.in_straight_quote => {}
                _ => break,
            }
            self.bump();
        }
        let goes_on = match self.peek() {
            Some('，' | '、' | '；' | '：' | ',' | ';' | ':' | '—' | '的' | '·') => true,
            Some('这' | '那' | '等' | '都' | '也' | '就' | '却' | '一') => is_ellipsis,
            Some(_) | None => false,
        };
        !goes_on && !in_title && is_outside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|range| range.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn end_marks_and_what_closes_behind_them() {
        check(
            "春眠不觉晓，处处闻啼鸟。夜来风雨声！花落知多少？",
            &["春眠不觉晓，处处闻啼鸟。", "夜来风雨声！", "花落知多少？"],
        );
        check("“很解渴!对我们很有启发。”课后,他说。", &["“很解渴!", "对我们很有启发。”", "课后,他说。"]);
        check("他问：“去吗？！”“去。”", &["他问：“去吗？！”", "“去。”"]);
        check("　　好。 \n 坏", &["好。", "坏"]);
        check("", &[]);
    }

    #[test]
    fn marks_that_end_nothing() {
        check("他读《去哪儿？》一书。", &["他读《去哪儿？》一书。"]);
        check("他（真的来了吗？）没说。", &["他（真的来了吗？）没说。"]);
        check("他走了（真的！）。我也走了。", &["他走了（真的！）。", "我也走了。"]);
        check("（他走了。）我也走了。", &["（他走了。）", "我也走了。"]);
        check("“去吗？”，他问。", &["“去吗？”，他问。"]);
        check("见 http://a.cn/?q=1 一页。", &["见 http://a.cn/?q=1 一页。"]);
        check("增长3.5%。It is so. Mr. A said.", &["增长3.5%。", "It is so.", "Mr.", "A said."]);
    }

    #[test]
    fn an_ellipsis_ends_what_nothing_continues() {
        check("襄汾县的变废为宝……通过这些故事，讲活。", &["襄汾县的变废为宝……", "通过这些故事，讲活。"]);
        check("“靠煤吃煤”“一煤独大”……这曾是印象。", &["“靠煤吃煤”“一煤独大”……这曾是印象。"]);
        check("“你……你怎么来了？”", &["“你……你怎么来了？”"]);
    }

    proptest! {
        #![proptest_config(crate::text::random::cases(256))]

        #[test]
        fn all_that_is_not_blank_is_in_one_sentence(text in "[天。！？…“”（）《》a. \n\"]{0,80}") {
            let found = sentences(&text);
            let mut end = 0;
            for range in &found {
                prop_assert!(!range.is_empty());
                prop_assert!(text.get(end..range.start()).unwrap().chars().all(is_blank));
                end = range.end();
            }
            prop_assert!(text.get(end..).unwrap().chars().all(is_blank));
        }
    }
}
