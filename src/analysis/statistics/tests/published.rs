//! Figures worked out in print: each test names the page the numbers stand on.

use super::super::*;
use super::{document, tagged};

#[track_caller]
fn assert_near(ours: f64, theirs: f64, tolerance: f64) {
    assert!((ours - theirs).abs() <= tolerance, "{ours} and {theirs}");
}

/// Church & Hanks 1990, table 2: pairs with *doctor* in the AP corpus of 15 million words, the ratio as printed (cut, not
/// rounded, after one decimal).
#[test]
fn mutual_information_of_doctor() {
    const AP_1987: usize = 15_000_000;
    for (printed, both, first, second) in [
        (11.3, 12, 111, 621),
        (11.3, 8, 1105, 44),
        (10.7, 30, 1105, 241),
        (9.4, 8, 1105, 154),
        (9.0, 6, 275, 621),
        (8.9, 11, 1105, 317),
        (8.7, 25, 621, 1407),
    ] {
        assert_near(association(both, first, second, AP_1987).mi, printed, 0.08);
    }
}

/// Manning & Schütze 1999, tables 5.6, 5.12 and 5.14: pairs of the New York Times, 14,307,668 words.
#[test]
fn scores_of_manning_and_schuetze() {
    const NYT: usize = 14_307_668;
    let score = |both: u32, first: u32, second: u32| association(both, first, second, NYT);
    // new companies: section 5.3.1.
    assert_near(score(8, 15_828, 4675).t_score, 0.999_932, 1e-6);
    for (t, mi, first, second) in [
        (4.4721, 18.38, 42, 20),
        (4.4721, 17.98, 41, 27),
        (2.3714, 1.09, 14_907, 9017),
        (2.2446, 1.01, 13_484, 10_570),
        (1.3685, 0.53, 14_734, 13_478),
        (1.2176, 0.46, 14_093, 14_776),
        (0.8036, 0.29, 15_019, 15_629),
    ] {
        let ours = score(20, first, second);
        assert_near(ours.t_score, t, 1e-4);
        assert_near(ours.mi, mi, 0.6e-2);
    }
    // powerful force, powerful symbol.
    assert_near(score(13, 932, 3424).log_likelihood, 80.39, 0.05);
    assert_near(score(6, 932, 291).log_likelihood, 57.27, 0.05);
}

/// Rychlý 2008, section 3.1: 14 where X and Y are always together, 0 where they meet once in 16,000 X or Y, a point more
/// where they meet twice as often, whatever the size of the corpus.
#[test]
fn log_dice_has_the_properties_rychly_gives_it() {
    let log_dice = |both: u32, first: u32, second: u32, total: usize| association(both, first, second, total).log_dice;
    assert_near(log_dice(7, 7, 7, 1000), 14.0, 1e-12);
    assert_near(log_dice(1, 16_384, 16_384, 1_000_000), 0.0, 1e-12);
    assert_near(log_dice(20, 100, 300, 10_000) - log_dice(10, 100, 300, 10_000), 1.0, 1e-12);
    assert_near(log_dice(20, 100, 300, 10_000), log_dice(20, 100, 300, 10_000_000), 1e-12);
}

/// Kilgarriff 2009, tables 1 and 2: words of frequency 10, 200 and 12,000 a million beside 0, 100 and 10,000.
#[test]
fn simple_maths_of_kilgarriff() {
    const MILLION: usize = 1_000_000;
    for (n, reference_n, score) in [(10, 0, 11.0), (200, 100, 1.99), (12_000, 10_000, 1.20)] {
        assert_near(keyness(n, MILLION, reference_n, MILLION).unwrap().simple_maths, score, 0.5e-2);
    }
}

/// Hardie 2014: a log ratio of 1 is twice the rate, of 2 four times; -1 half. Gabrielatos & Marchi 2012: %DIFF of 100 is
/// twice the rate, -50 half.
#[test]
fn effect_sizes_of_doubled_rates() {
    for (n, log_ratio, percent_diff) in [(20, 1.0, 100.0), (40, 2.0, 300.0), (5, -1.0, -50.0), (10, 0.0, 0.0)] {
        let ours = keyness(n, 1000, 10, 1000).unwrap();
        assert_near(ours.log_ratio, log_ratio, 1e-12);
        assert_near(ours.percent_diff.unwrap(), percent_diff, 1e-9);
        assert!(ours.log_ratio_interval.0 < ours.log_ratio && ours.log_ratio < ours.log_ratio_interval.1);
    }
}

/// Textbook values of Σf² measures: of 甲甲乙丙, N = 4, Σf² = 6.
#[test]
fn repeat_rates_by_hand() {
    let d = measures(&["甲", "甲", "乙", "丙"]).diversity;
    assert_near(d.yule_k.unwrap(), 1e4 * 2.0 / 16.0, 1e-9);
    assert_near(d.simpson.unwrap(), 2.0 / 12.0, 1e-12);
    assert_near(d.guiraud_r.unwrap(), 1.5, 1e-12);
}

#[test]
fn lines_are_as_long_as_asked() {
    let (document, analysis) = tagged("甲 乙 丙 学员 丁 戊 己");
    let query = Query::Word("学员".to_owned());
    let lines = |n_chars: usize| concordance_within(&document, &analysis, &query, Sort::Position, n_chars).unwrap();
    assert_eq!((lines(2)[0].left.as_str(), lines(2)[0].right.as_str()), ("乙丙", "丁戊"));
    assert_eq!((lines(0)[0].left.as_str(), lines(0)[0].right.as_str()), ("", ""));
    assert_eq!(lines(99)[0].left, "甲乙丙");
}

#[test]
fn texts_share_words_and_have_their_own() {
    let first = tagged(&format!("{}\n学员 的/u", "转型 ".repeat(9)));
    let second = tagged(&format!("{}\n学员 学员 的/u", "培训 ".repeat(9)));
    let texts =
        [Compared { document: &first.0, analysis: &first.1 }, Compared { document: &second.0, analysis: &second.1 }];
    let comparison = compare(&texts, StopWords::bundled(), 10);
    assert_eq!(comparison.n_words, [11, 12]);
    let shared: Vec<(&str, &[u32])> =
        comparison.shared.iter().map(|word| (word.word.as_str(), word.n.as_slice())).collect();
    assert_eq!(shared, [("学员", &[1, 2][..])]);
    let own: Vec<Vec<&str>> =
        comparison.distinctive.iter().map(|words| words.iter().map(|word| word.word.as_str()).collect()).collect();
    assert_eq!(own, [["转型"], ["培训"]]);
    let alone = compare(&texts[..1], StopWords::bundled(), 10);
    assert!(alone.shared.is_empty() && alone.distinctive.is_empty() && alone.n_words == [11]);
    let empty = (document(""), Analysis::default());
    let nothing = Compared { document: &empty.0, analysis: &empty.1 };
    assert!(compare(&[nothing, nothing], StopWords::bundled(), 10).shared.is_empty());
}
