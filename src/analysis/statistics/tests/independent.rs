//! The measures of the article's words by other implementations, to 1e-9: lexicalrichness 0.5.1 (diversity), NLTK 3.10.4
//! (`BigramAssocMeasures`), `SciPy` 1.17.1 (`hypergeom`, `power_divergence`, `variation`). `testdata/make_reference.py`
//! makes the values.

use serde_json::Value as Json;

use super::super::vocabulary::Vocabulary;
use super::super::{association, *};

const WORDS: &str = include_str!("../testdata/jieba_words.txt");
/// Words of the reference that the values of keyness are taken against.
const REFERENCE_TOTAL: usize = 60_101_967;

fn values() -> Json {
    serde_json::from_str(include_str!("../testdata/independent.json")).unwrap()
}

fn words() -> Vec<&'static str> {
    WORDS.split_whitespace().collect()
}

#[track_caller]
fn assert_same(ours: f64, theirs: &Json, what: &str) {
    let theirs = theirs.as_f64().unwrap();
    assert!((ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0), "{what}: {ours} and {theirs}");
}

#[test]
fn diversity_is_that_of_lexicalrichness() {
    let values = values();
    let d = measures(&words()).diversity;
    for (key, ours) in [
        ("ttr", d.ttr),
        ("rttr", d.guiraud_r),
        ("herdan", d.herdan_c),
        ("maas", d.maas),
        ("msttr", d.msttr_100),
        ("mattr", d.mattr_50),
        ("mtld", d.mtld_072),
        ("hdd", d.hdd_42),
        ("yulek", d.yule_k),
        ("simpson", d.simpson),
    ] {
        assert_same(ours.unwrap(), &values["lexicalrichness"][key], key);
    }
    assert_same(d.hdd_42.unwrap(), &values["scipy_hdd"], "HD-D by SciPy's hypergeom");
}

#[test]
fn association_is_that_of_nltk() {
    let (words, values) = (words(), values());
    let vocabulary = Vocabulary::new(words.iter().copied());
    let pairs = association::pairs(&vocabulary, 1, usize::MAX, |_, _| true);
    let theirs = values["nltk"].as_array().unwrap();
    assert_eq!(theirs.len(), 40);
    for row in theirs {
        let (first, second) = (row[0].as_str().unwrap(), row[1].as_str().unwrap());
        let is_same = |pair: &&association::IdPair| {
            (vocabulary.word(pair.first), vocabulary.word(pair.second)) == (first, second)
        };
        let ours = pairs.iter().find(is_same).unwrap().association;
        assert_eq!(Some(u64::from(ours.n)), row[2].as_u64());
        for (at, ours) in [(3, ours.mi), (4, ours.log_likelihood), (5, ours.t_score), (6, ours.dice)] {
            assert_same(ours, &row[at], &format!("{first} {second}, column {at}"));
        }
        assert_same(ours.log_dice, &Json::from(14.0 + row[6].as_f64().unwrap().log2()), "logDice");
    }
}

#[test]
fn keyness_is_scipys_likelihood_ratio_of_two_cells() {
    for row in values()["scipy_keyness"].as_array().unwrap() {
        let count = |at: usize| row[at].as_u64().unwrap() as usize;
        let ours = keyness(count(0), words().len(), count(1), REFERENCE_TOTAL).unwrap();
        assert_same(ours.log_likelihood, &row[2], &format!("{} and {}", row[0], row[1]));
    }
}

#[test]
fn dispersion_is_that_of_scipy() {
    let words = words();
    for row in values()["scipy_dispersion"].as_array().unwrap() {
        let word = row[0].as_str().unwrap();
        let positions: Vec<u32> = (0..).zip(&words).filter(|(_, other)| **other == word).map(|(at, _)| at).collect();
        let ours = dispersion(&positions, words.len());
        for (at, ours) in [(1, ours.dp), (2, ours.dp_norm), (3, ours.juilland_d)] {
            assert_same(ours.unwrap(), &row[at], word);
        }
    }
}
