//! Words to be looked for in very many texts: most are passed over without being folded.

use memchr::memmem::Finder;

use super::fold::{Folding, fold_char};
use super::{FindOptions, FoldOptions, TextRange, find, is_blank};

/// The last character that may fold to another: the compatibility ideographs end before it.
const LAST_FOLDED: char = '\u{2FFFF}';

/// Words made ready to be looked for again and again.
pub struct Needle {
    query: String,
    options: FindOptions,
    /// As folded.
    chars: Vec<char>,
    /// Of each character without which the words cannot be there, whatever reads like it.
    forms: Vec<Vec<Finder<'static>>>,
}

impl Needle {
    /// Takes some milliseconds: what reads like a character is looked up once for all texts.
    pub fn new(query: &str, options: FindOptions) -> Self {
        let folding = options.folding();
        let chars: Vec<char> = Folding::new(query, 0, folding).map(|(_, c)| c).collect();
        let mut needed: Vec<char> = Vec::new();
        for &c in &chars {
            // A text may be looked at as JSON, where a control character has another form.
            if !is_blank(c) && !c.is_control() && !needed.contains(&c) {
                needed.push(c);
            }
        }
        let forms = forms_of(&needed, folding);
        Self { query: query.to_owned(), options, chars, forms }
    }

    /// Whether every character of the words is in `text`, in some form. A text that has the words has them all; one in
    /// JSON counts as the text.
    pub fn may_be_in(&self, text: &str) -> bool {
        self.forms.iter().all(|forms| forms.iter().any(|form| form.find(text.as_bytes()).is_some()))
    }

    /// As [`find`]: where the words stand in `text`, in order, disjoint.
    pub fn find(&self, text: &str) -> Vec<TextRange> {
        if !self.may_be_in(text) {
            return Vec::new();
        }
        match (self.chars.first(), self.forms.first()) {
            (Some(first), Some(forms)) if !is_blank(*first) && !first.is_control() => self.find_from(text, forms),
            _ => find(text, &self.query, self.options),
        }
    }

    /// `forms`: of the first character.
    fn find_from(&self, text: &str, forms: &[Finder<'static>]) -> Vec<TextRange> {
        let mut starts: Vec<usize> = forms.iter().flat_map(|form| form.find_iter(text.as_bytes())).collect();
        starts.sort_unstable();
        let mut found: Vec<TextRange> = Vec::new();
        for start in starts {
            let is_free = found.last().is_none_or(|last| last.end() <= start);
            if let Some(end) = is_free.then(|| self.end_from(text, start)).flatten() {
                found.push(TextRange::new(start, end));
            }
        }
        found
    }

    /// Where the words end that stand at `start`; `None` where others do.
    fn end_from(&self, text: &str, start: usize) -> Option<usize> {
        let mut there = Folding::new(text, start, self.options.folding());
        let mut last = start;
        for &c in &self.chars {
            let (at, folded) = there.next()?;
            if folded != c {
                return None;
            }
            last = at;
        }
        let rest = text.get(last..)?;
        Some(last + rest.chars().next().map_or(0, char::len_utf8))
    }
}

/// Of each of `needed`, the characters that fold to it.
fn forms_of(needed: &[char], folding: FoldOptions) -> Vec<Vec<Finder<'static>>> {
    let mut forms: Vec<Vec<Finder<'static>>> = needed.iter().map(|_| Vec::new()).collect();
    // Beyond, every character stands for itself alone.
    let beyond = needed.iter().copied().filter(|&c| c > LAST_FOLDED);
    for c in ('\0'..=LAST_FOLDED).chain(beyond) {
        let folded = fold_char(c, folding);
        for (_, forms) in needed.iter().zip(&mut forms).filter(|(wanted, _)| **wanted == folded) {
            let mut bytes = [0; 4];
            forms.push(Finder::new(c.encode_utf8(&mut bytes).as_bytes()).into_owned());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_form_is_found() {
        let text = "產業轉型，产业转型;ＬＥＤ灯 led  燈";
        let found = |query: &str| {
            let needle = Needle::new(query, FindOptions::default());
            needle.find(text).iter().map(|range| range.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("产业"), ["產業", "产业"]);
        assert_eq!(found("led灯"), ["ＬＥＤ灯"]);
        assert_eq!(found("LED 灯"), ["led  燈"]);
        assert_eq!(found("没有"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn a_text_in_json_counts_as_the_text() {
        let needle = Needle::new("“春\n眠”", FindOptions::default());
        assert!(needle.may_be_in(r#"["\"春\n眠\""]"#) && !needle.may_be_in("春眠"));
    }

    proptest! {
        #[test]
        fn the_same_is_found_as_by_folding_all(
            text in "[产產业a A，, \n\u{3000}“\"]{0,24}",
            query in "[产產业aA，, \n“]{0,3}",
            ignore_punctuation: bool,
            match_case: bool,
        ) {
            let options = FindOptions { ignore_punctuation, match_case };
            prop_assert_eq!(Needle::new(&query, options).find(&text), find(&text, &query, options));
        }
    }
}
