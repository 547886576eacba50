//! Words too common to say what a text is about.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether the bundled list holds `word`. The list is our own: the function words of modern Chinese by class.
pub fn is_stop_word(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| stop_words().collect());
    WORDS.contains(word)
}

/// The bundled list, in its file's order; what a reader's own list starts from.
pub fn stop_words() -> impl Iterator<Item = &'static str> {
    include_str!("stopwords.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}
