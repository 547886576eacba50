//! Words too common to say what a text is about: a bundled list, and what a reader makes of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A list of words that are left out where it is asked what a text is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopWords {
    words: BTreeSet<String>,
}

impl StopWords {
    /// The bundled list, which is our own: the function words of modern Chinese by class.
    pub fn bundled() -> &'static Self {
        static WORDS: LazyLock<StopWords> = LazyLock::new(|| StopWords::parse(include_str!("stopwords.txt")));
        &WORDS
    }

    /// Reads words between blanks or commas; lines that begin with # are remarks.
    pub fn parse(text: &str) -> Self {
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let words = lines.flat_map(|line| line.split(is_between)).filter(|word| !word.is_empty());
        Self { words: words.map(str::to_owned).collect() }
    }

    /// The bundled list with some words more and some fewer.
    pub fn edited(added: &BTreeSet<String>, removed: &BTreeSet<String>) -> Self {
        let kept = Self::bundled().words.difference(removed);
        Self { words: kept.chain(added).cloned().collect() }
    }

    /// What [`Self::edited`] makes this list of: words more than in the bundled one, and words fewer.
    pub fn edits(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let bundled = &Self::bundled().words;
        (self.words.difference(bundled).cloned().collect(), bundled.difference(&self.words).cloned().collect())
    }

    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    pub fn insert(&mut self, word: &str) {
        self.words.insert(word.to_owned());
    }

    /// By code point.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_what_was_made_of_the_bundled_one() {
        let mut list = StopWords::bundled().clone();
        assert_eq!(list.edits(), (BTreeSet::new(), BTreeSet::new()));
        list.insert("干部");
        list.words.remove("的");
        let (added, removed) = list.edits();
        assert_eq!((added.len(), removed.len()), (1, 1));
        assert_eq!(StopWords::edited(&added, &removed), list);
        assert!(list.contains("干部") && !list.contains("的") && list.len() == StopWords::bundled().len());
    }

    #[test]
    fn words_stand_between_blanks_and_commas() {
        let list = StopWords::parse("# 虚词\n的 了，着、过\r\n\n the");
        assert_eq!(list.iter().collect::<Vec<_>>(), ["the", "了", "的", "着", "过"]);
        assert!(StopWords::parse(" \n# 的").is_empty());
    }
}
