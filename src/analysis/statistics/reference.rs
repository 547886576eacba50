//! The bundled reference: how frequent words are in official Chinese texts.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Word frequencies to compare a text with.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    pub n_words: usize,
    /// Texts of 1,000 words.
    pub n_texts: usize,
    words: HashMap<&'static str, ReferenceWord>,
}

/// How often a word occurs in the reference, and in how many of its texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReferenceWord {
    pub n: u32,
    pub n_texts: u32,
}

impl Reference {
    /// Zero for a word the list lacks; it leaves out words met once.
    pub fn word(&self, word: &str) -> ReferenceWord {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// ln((T+1) ÷ (t+1)): 0 for a word of every text.
    pub fn idf(&self, word: &str) -> f64 {
        ((self.n_texts + 1) as f64 / (f64::from(self.word(word).n_texts) + 1.0)).ln()
    }
}

/// The bundled list, read at its first use: `assets/frequencies/README.md` tells its origin.
pub fn reference() -> &'static Reference {
    static REFERENCE: LazyLock<Reference> =
        LazyLock::new(|| parse(include_str!("../../../assets/frequencies/reports_laws.tsv")));
    &REFERENCE
}

/// Reads `word⇥occurrences⇥texts` lines; the line of `#` holds the totals.
fn parse(table: &'static str) -> Reference {
    let mut reference = Reference::default();
    for line in table.lines() {
        let mut fields = line.split('\t');
        let word = fields.next().unwrap_or_default();
        let mut number = || fields.next().and_then(|field| field.parse().ok()).unwrap_or(0_u32);
        let (n, n_texts) = (number(), number());
        if word == "#" {
            (reference.n_words, reference.n_texts) = (n as usize, n_texts as usize);
        } else {
            reference.words.insert(word, ReferenceWord { n, n_texts });
        }
    }
    reference
}
