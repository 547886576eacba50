//! A sequence of words as numbers: every measure counts over these, so each word is hashed once.

use std::collections::HashMap;

/// Words of a text: `types` in order of first occurrence, `ids` the text as indices into it, `counts` by type.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary<'t> {
    pub types: Vec<&'t str>,
    pub ids: Vec<u32>,
    pub counts: Vec<u32>,
    by_word: HashMap<&'t str, u32>,
}

impl<'t> Vocabulary<'t> {
    pub(super) fn new(words: impl IntoIterator<Item = &'t str>) -> Self {
        let mut vocabulary = Self::default();
        for word in words {
            vocabulary.push(word);
        }
        vocabulary
    }

    /// Adds the next word of the text; answers its type.
    pub(super) fn push(&mut self, word: &'t str) -> u32 {
        let id = *self.by_word.entry(word).or_insert_with(|| {
            self.types.push(word);
            self.counts.push(0);
            (self.types.len() - 1) as u32
        });
        self.ids.push(id);
        if let Some(count) = self.counts.get_mut(id as usize) {
            *count += 1;
        }
        id
    }

    pub(super) fn n_words(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn n_types(&self) -> usize {
        self.types.len()
    }

    pub(super) fn word(&self, id: u32) -> &'t str {
        self.types.get(id as usize).copied().unwrap_or_default()
    }

    pub(super) fn count(&self, id: u32) -> u32 {
        self.counts.get(id as usize).copied().unwrap_or_default()
    }

    pub(super) fn id(&self, word: &str) -> Option<u32> {
        self.by_word.get(word).copied()
    }
}
