//! The figures as a list: what the command line prints and the panel shows, in one order.

use super::Statistics;
use super::definitions::{Definition, definition};
use super::standard::HanCounts;

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Count(usize),
    Real(f64),
    /// The text is too short to have it: `null` in JSON, “—” in the panel.
    Undefined,
}

/// A figure with its name and meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Name in JSON.
    pub key: &'static str,
    pub value: Value,
    pub definition: &'static Definition,
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Option<f64>> for Value {
    fn from(figure: Option<f64>) -> Self {
        match figure {
            Some(figure) if figure.is_finite() => Self::Real(figure),
            _ => Self::Undefined,
        }
    }
}

impl Statistics {
    /// Every single figure, in the order of the panel. Lists (words, bigrams, lengths …) are the public fields.
    pub fn entries(&self) -> Vec<Entry> {
        self.values()
            .into_iter()
            .filter_map(|(key, value)| {
                definition(key).map(|definition| Entry { key: definition.key, value, definition })
            })
            .collect()
    }

    fn values(&self) -> Vec<(&'static str, Value)> {
        let (sentence, clause, diversity) = (self.sentence_chars, self.clause_chars, self.diversity);
        let han = HanCounts { n: self.han, n_types: self.han_types, by_level: self.han_by_level };
        vec![
            ("chars_total", self.chars_total.into()),
            ("han", self.han.into()),
            ("han_types", self.han_types.into()),
            ("standard_1", han.share(1).into()),
            ("standard_2", han.share(2).into()),
            ("standard_3", han.share(3).into()),
            ("tokens", self.tokens.into()),
            ("types", self.types.into()),
            ("hapax", self.hapax.into()),
            ("sentences", self.sentences.into()),
            ("clauses", self.clauses.into()),
            ("paragraphs", self.paragraphs.into()),
            ("mean_sentence_chars", sentence.map(|spread| spread.mean).into()),
            ("sd_sentence_chars", sentence.map(|spread| spread.sd).into()),
            ("mean_sentence_words", self.mean_sentence_words.into()),
            ("mean_clause_chars", clause.map(|spread| spread.mean).into()),
            ("sd_clause_chars", clause.map(|spread| spread.sd).into()),
            ("mean_word_chars", self.mean_word_chars.into()),
            ("reading_time_s", Some(self.reading_time_s).into()),
            ("quoted_share", self.quoted_share.into()),
            ("lexical_density_content(n,v,a,i)/tokens", self.lexical_density.into()),
            ("TTR", diversity.ttr.into()),
            ("Guiraud_R", diversity.guiraud_r.into()),
            ("HerdanC", diversity.herdan_c.into()),
            ("MSTTR100", diversity.msttr_100.into()),
            ("MATTR50", diversity.mattr_50.into()),
            ("MTLD072", diversity.mtld_072.into()),
            ("HDD42", diversity.hdd_42.into()),
            ("Maas", diversity.maas.into()),
            ("Yule_K", diversity.yule_k.into()),
            ("Simpson", diversity.simpson.into()),
        ]
    }
}
