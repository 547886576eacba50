//! Folding: a text with differences of width, case, script, blanks and marks taken out, and the way back to the places
//! in the text it was made from.

use super::blank::is_blank;
use super::{TextRange, is_cjk_mark, simplified};

/// Folded bytes between two checkpoints.
const STRIDE: usize = 256;

/// What folding does with blanks other than line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Blanks {
    #[default]
    Keep,
    /// A run of them becomes one space.
    One,
    Drop,
}

/// What is taken out. Line ends always stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches, always set by name")]
pub struct FoldOptions {
    /// Full-width letters, digits and marks become ASCII, `，` becomes `,`.
    pub width: bool,
    /// Quotation marks of every shape become `"` and `'`.
    pub quotes: bool,
    pub case: bool,
    /// Traditional characters become simplified.
    pub script: bool,
    /// Marks are left out.
    pub drop_marks: bool,
    pub blanks: Blanks,
}

impl FoldOptions {
    /// What searching folds unless told otherwise: all but the marks.
    pub const SEARCH: Self =
        Self { width: true, quotes: true, case: true, script: true, drop_marks: false, blanks: Blanks::One };
}

/// A folded text that knows where each of its characters comes from. It does not hold the text it was made from: pass the
/// same one to every call.
#[derive(Clone, Debug)]
pub struct Folded {
    text: String,
    /// Folded and original offset of characters at least [`STRIDE`] folded bytes apart, ascending.
    checkpoints: Vec<(usize, usize)>,
    options: FoldOptions,
}

/// Folds `text`. Linear; every folded character comes from one character of `text`.
pub fn fold(text: &str, options: FoldOptions) -> Folded {
    let mut folded = String::with_capacity(text.len());
    let mut checkpoints = vec![(0, 0)];
    let mut last = 0;
    for (at, c) in Folding::new(text, 0, options) {
        if folded.len() >= last + STRIDE {
            last = folded.len();
            checkpoints.push((last, at));
        }
        folded.push(c);
    }
    Folded { text: folded, checkpoints, options }
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn options(&self) -> FoldOptions {
        self.options
    }

    /// The range of `source`, the text this was made from, that the folded bytes `range` come from: from the start of its
    /// first character to the end of its last. O(256).
    pub fn source_range(&self, source: &str, range: TextRange) -> TextRange {
        self.way_back(source).range(range)
    }

    /// A way back for many ranges in ascending order: O(length) for all of them.
    pub fn way_back<'a>(&'a self, source: &'a str) -> WayBack<'a> {
        WayBack { folded: self, source, folding: Folding::new(source, 0, self.options), at: 0, next: None }
    }
}

/// Maps folded ranges back, fastest when they ascend.
pub struct WayBack<'a> {
    folded: &'a Folded,
    source: &'a str,
    folding: Folding<'a>,
    /// Folded offset of the character in `next`, or of the one `folding` gives next.
    at: usize,
    next: Option<(usize, char)>,
}

impl WayBack<'_> {
    /// See [`Folded::source_range`].
    pub fn range(&mut self, range: TextRange) -> TextRange {
        let start = self.seek(range.start()).map_or(self.source.len(), |(at, _)| at);
        let mut end = start;
        while self.at < range.end() {
            let Some((at, c)) = self.take() else { break };
            end = at + self.source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            self.at += c.len_utf8();
        }
        TextRange::new(start, end)
    }

    /// Moves to folded offset `target`.
    fn seek(&mut self, target: usize) -> Option<(usize, char)> {
        if target < self.at || target > self.at + 2 * STRIDE {
            let idx = self.folded.checkpoints.partition_point(|&(at, _)| at <= target).saturating_sub(1);
            let (at, source_at) = self.folded.checkpoints.get(idx).copied().unwrap_or_default();
            self.folding = Folding::new(self.source, source_at, self.folded.options);
            self.at = at;
            self.next = None;
        }
        while self.at < target {
            let (_, c) = self.take()?;
            self.at += c.len_utf8();
        }
        self.next = self.take();
        self.next
    }

    fn take(&mut self) -> Option<(usize, char)> {
        self.next.take().or_else(|| self.folding.next())
    }
}

/// The folded characters with the offset of the character each comes from.
pub(super) struct Folding<'a> {
    chars: std::str::CharIndices<'a>,
    base: usize,
    options: FoldOptions,
    is_after_blank: bool,
}

impl<'a> Folding<'a> {
    pub(super) fn new(text: &'a str, from: usize, options: FoldOptions) -> Self {
        let (before, rest) = text.split_at_checked(from).unwrap_or((text, ""));
        let is_after_blank = before.chars().next_back().is_some_and(is_blank_in_line);
        Self { chars: rest.char_indices(), base: before.len(), options, is_after_blank }
    }
}

impl Iterator for Folding<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (at, c) = self.chars.next()?;
            let was_after_blank = self.is_after_blank;
            self.is_after_blank = is_blank_in_line(c);
            let folded = if self.is_after_blank {
                match self.options.blanks {
                    Blanks::Keep => Some(c),
                    Blanks::One => (!was_after_blank).then_some(' '),
                    Blanks::Drop => None,
                }
            } else if self.options.drop_marks && is_mark(c) {
                None
            } else {
                Some(fold_char(c, self.options))
            };
            if let Some(folded) = folded {
                return Some((self.base + at, folded));
            }
        }
    }
}

fn is_blank_in_line(c: char) -> bool {
    c != '\n' && is_blank(c)
}

/// Whether `c` is a mark to a search that ignores them: Chinese marks, ASCII ones, and the general punctuation block.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || is_cjk_mark(c)
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '«' | '»')
}

pub(super) fn fold_char(c: char, options: FoldOptions) -> char {
    let c = if options.width { narrow(c) } else { c };
    let c = if options.quotes { straight(c) } else { c };
    if c.is_ascii() {
        return if options.case { c.to_ascii_lowercase() } else { c };
    }
    if super::is_han(c) {
        return if options.script { simplified(c) } else { c };
    }
    if options.case { lower(c) } else { c }
}

/// The lower-case form where it is one character.
fn lower(c: char) -> char {
    let mut forms = c.to_lowercase();
    match (forms.next(), forms.next()) {
        (Some(form), None) => form,
        _ => c,
    }
}

/// The narrow form of full-width ASCII, and one form for dashes, dots and tildes that are typed for one another.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '｡' => '。',
        '､' => '、',
        '｢' => '「',
        '｣' => '」',
        '￥' => '¥',
        '〜' => '~',
        '‒' | '–' | '—' | '―' | '⸺' => '—',
        '⋯' => '…',
        '・' | '‧' | '･' | '•' | '∙' => '·',
        _ => c,
    }
}

fn straight(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '「' | '」' | '〝' | '〞' | '〟' | '«' | '»' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | '『' | '』' | '＇' => '\'',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_case_script_and_quotes_meet() {
        let folded = fold("“產業轉型，ＬＥＤ燈珠２００ 　只”", FoldOptions::SEARCH);
        assert_eq!(folded.text(), "\"产业转型,led灯珠200 只\"");
    }

    #[test]
    fn dropped_marks_lie_outside_the_way_back() {
        let text = "绿色、低碳，的 路\n子。";
        let folded = fold(text, FoldOptions { drop_marks: true, blanks: Blanks::Drop, ..FoldOptions::SEARCH });
        assert_eq!(folded.text(), "绿色低碳的路\n子");
        let range = TextRange::new("绿色".len(), "绿色低碳".len());
        assert_eq!(folded.source_range(text, range).of(text), "低碳");
        let range = TextRange::new(0, "绿色低碳的".len());
        assert_eq!(folded.source_range(text, range).of(text), "绿色、低碳，的");
    }

    fn any_options() -> impl Strategy<Value = FoldOptions> {
        (any::<[bool; 5]>(), 0..3_u8).prop_map(|([width, quotes, case, script, drop_marks], blanks)| FoldOptions {
            width,
            quotes,
            case,
            script,
            drop_marks,
            blanks: [Blanks::Keep, Blanks::One, Blanks::Drop][blanks as usize],
        })
    }

    proptest! {
        #![proptest_config(crate::text::random::cases(48))]

        #[test]
        fn every_folded_character_leads_back_to_its_own(
            text in "[a𠮷發，Ａ “\u{3000}é\n]{0,700}", options in any_options()
        ) {
            let folded = fold(&text, options);
            let mut way_back = folded.way_back(&text);
            for (at, c) in folded.text().char_indices() {
                let range = TextRange::new(at, at + c.len_utf8());
                let source = folded.source_range(&text, range);
                prop_assert_eq!(source, way_back.range(range));
                let original = source.of(&text).chars().next().unwrap();
                prop_assert_eq!(source.len(), original.len_utf8());
                if !is_blank_in_line(original) {
                    prop_assert_eq!(fold_char(original, options), c);
                }
            }
        }

        #[test]
        fn folding_again_changes_nothing(text in "[a發，Ａ “\u{3000}é—–\n]{0,80}", options in any_options()) {
            // A mark dropped from between two blanks lets them meet: only the second pass makes one of them.
            prop_assume!(!options.drop_marks || options.blanks != Blanks::One);
            let once = fold(&text, options);
            let twice = fold(once.text(), options);
            prop_assert_eq!(once.text(), twice.text());
        }
    }
}
