//! The bundled article over jieba's words: agreement with lexicalrichness (diversity), NLTK (bigrams), jieba.analyse
//! (keywords) and worked-out dispersion and keyness, whose values `shared/analysis/statistics_reference.json` holds.

use std::path::Path;

use serde_json::Value as Json;

use super::super::vocabulary::Vocabulary;
use super::super::{association, *};

const WORDS: &str = include_str!("../testdata/jieba_words.txt");
/// `word/tag` with blanks as ␣ and line ends as ␤.
const TAGGED: &str = include_str!("../testdata/jieba_tagged.txt");
const ARTICLE: &str = include_str!("../../../../assets/articles/people-daily-2024-08-27-p19.txt");

#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads its yardstick and says when it is absent"
)]
fn reference_values() -> Option<Json> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/analysis/statistics_reference.json");
    match std::fs::read_to_string(&path) {
        Ok(json) => Some(serde_json::from_str(&json).unwrap()),
        Err(error) => {
            eprintln!("Skipped: the reference values cannot be read ({error}): {}", path.display());
            None
        }
    }
}

fn words() -> Vec<&'static str> {
    WORDS.split_whitespace().collect()
}

#[track_caller]
fn assert_close(ours: f64, theirs: &Json, tolerance: f64, what: &str) {
    let theirs = theirs.as_f64().unwrap();
    assert!((ours - theirs).abs() <= tolerance, "{what}: {ours} and {theirs}");
}

#[test]
fn lexical_diversity_to_1e_9() {
    let Some(reference) = reference_values() else { return };
    let measures = measures(&words());
    let d = measures.diversity;
    for (key, ours) in [
        ("jieba_tokens", Some(measures.tokens as f64)),
        ("types", Some(measures.types as f64)),
        ("hapax", Some(measures.hapax as f64)),
        ("TTR", d.ttr),
        ("Guiraud_R", d.guiraud_r),
        ("HerdanC", d.herdan_c),
        ("MSTTR100", d.msttr_100),
        ("MATTR50", d.mattr_50),
        ("MTLD072", d.mtld_072),
        ("HDD42", d.hdd_42),
        ("Maas", d.maas),
        ("Yule_K", d.yule_k),
        ("Simpson", d.simpson),
    ] {
        assert_close(ours.unwrap(), &reference[key], 1e-9, key);
    }
}

#[test]
fn counts_of_the_article() {
    let Some(reference) = reference_values() else { return };
    let statistics = statistics(&super::document(ARTICLE), &Analysis::default());
    for (key, ours) in [
        ("chars_total", statistics.chars_total),
        ("han", statistics.han),
        ("han_types", statistics.han_types),
        ("paragraphs", statistics.paragraphs),
    ] {
        assert_eq!(Some(ours as u64), reference[key].as_u64(), "{key}");
    }
}

#[test]
fn bigrams_to_four_decimals() {
    let Some(reference) = reference_values() else { return };
    let words = words();
    let vocabulary = Vocabulary::new(words.iter().copied());
    let pairs = association::pairs(&vocabulary, 4, usize::MAX, |a, b| {
        [a, b].iter().all(|&id| !StopWords::bundled().contains(vocabulary.word(id)))
    });
    for theirs in reference["bigrams_f>=4"].as_array().unwrap() {
        let name = theirs["b"].as_str().unwrap();
        let ours = pairs
            .iter()
            .find(|pair| format!("{} {}", vocabulary.word(pair.first), vocabulary.word(pair.second)) == name)
            .unwrap_or_else(|| panic!("{name}"))
            .association;
        assert_eq!(Some(u64::from(ours.n)), theirs["f"].as_u64(), "{name}");
        for (key, ours) in [
            ("MI", ours.mi),
            ("LL", ours.log_likelihood),
            ("t", ours.t_score),
            ("dice", ours.dice),
            ("logDice", ours.log_dice),
        ] {
            assert_close(ours, &theirs[key], 0.6e-4, &format!("{key} of {name}"));
        }
    }
    assert_eq!(pairs.len(), reference["bigrams_f>=4"].as_array().unwrap().len());
}

#[test]
fn dispersion_to_five_decimals() {
    let Some(reference) = reference_values() else { return };
    let words = words();
    for (word, theirs) in reference["dispersion10"].as_object().unwrap() {
        let positions: Vec<u32> = (0..).zip(&words).filter(|(_, w)| **w == word.as_str()).map(|(at, _)| at).collect();
        let ours = dispersion(&positions, words.len());
        let parts: Vec<u64> = theirs["parts"].as_array().unwrap().iter().filter_map(Json::as_u64).collect();
        assert_eq!(ours.parts.iter().copied().map(u64::from).collect::<Vec<_>>(), parts, "{word}");
        assert_close(ours.dp.unwrap(), &theirs["DP"], 0.6e-5, word);
        assert_close(ours.dp_norm.unwrap(), &theirs["DPnorm"], 0.6e-5, word);
        assert_close(ours.juilland_d.unwrap(), &theirs["JuillandD"], 0.6e-5, word);
    }
}

#[test]
fn keyness_to_three_decimals() {
    let Some(reference) = reference_values() else { return };
    let total = reference["ref_total_jieba"].as_u64().unwrap() as usize;
    for (word, theirs) in reference["keyness"].as_object().unwrap() {
        let count = |key: &str| theirs[key].as_u64().unwrap() as usize;
        let ours = keyness(count("a"), words().len(), count("b"), total).unwrap();
        assert_close(ours.log_likelihood, &theirs["LL"], 0.6e-3, word);
        assert_close(ours.simple_maths, &theirs["simple_maths1"], 0.6e-3, word);
    }
}

#[test]
fn tf_idf_with_jiebas_idf_to_1e_9() {
    let Some(reference) = reference_values() else { return };
    // Of jieba's idf.txt, what the words compared need.
    let idf = |word: &str| match word {
        "干部" => 6.293_793_120_76,
        "培训" => 7.289_981_607_26,
        "山西" => 6.319_467_825_78,
        "转型" => 7.075_217_615_72,
        "教育" => 5.678_392_578_1,
        "能力" => 4.935_343_078_17,
        "广大党员" => 11.067_464_307_9,
        "山西省" => 7.853_305_472_93,
        "省委党校" => 11.598_092_559,
        _ => 0.0,
    };
    let words: Vec<&str> = words().into_iter().filter(|word| word.chars().count() >= 2).collect();
    let ours = tf_idf(&words, idf, usize::MAX);
    for theirs in reference["tfidf_top15"].as_array().unwrap() {
        let word = theirs[0].as_str().unwrap();
        let weight = ours.iter().find(|keyword| keyword.word == word).unwrap().weight;
        if weight > 0.0 {
            assert_close(weight, &theirs[1], 1e-9, word);
        }
    }
}

#[test]
fn text_rank_to_1e_9() {
    let Some(reference) = reference_values() else { return };
    let words: Vec<(&str, bool)> = TAGGED
        .split_whitespace()
        .filter_map(|item| item.rsplit_once('/'))
        .map(|(word, tag)| (word, matches!(tag, "ns" | "n" | "vn" | "v") && word.chars().count() >= 2))
        .collect();
    let ours = text_rank(&words, 15);
    for (ours, theirs) in ours.iter().zip(reference["textrank_top15"].as_array().unwrap()) {
        assert_eq!(Some(ours.word.as_str()), theirs[0].as_str());
        assert_close(ours.weight, &theirs[1], 1e-9, &ours.word);
    }
}
