//! Laws that hold for every sequence of words.

use proptest::prelude::*;

use super::super::*;

fn words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[甲乙丙丁戊a1]{1,2}", 0..200)
}

proptest! {
    #![proptest_config(crate::text::random::cases(32))]

    #[test]
    fn figures_are_finite_and_in_their_bounds(words in words()) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let measures = measures(&words);
        let d = measures.diversity;
        prop_assert!(measures.hapax <= measures.types && measures.types <= measures.tokens);
        for share in [d.ttr, d.herdan_c, d.msttr_100, d.mattr_50, d.hdd_42, d.simpson].into_iter().flatten() {
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&share), "{share}");
        }
        for figure in [d.guiraud_r, d.mtld_072, d.maas, d.yule_k].into_iter().flatten() {
            prop_assert!(figure.is_finite() && figure >= -1e-9, "{figure}");
        }
    }

    #[test]
    fn windows_count_as_if_one_by_one(words in words()) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ratios: Vec<f64> = words.windows(50).map(|window| measures(window).diversity.ttr.unwrap()).collect();
        let mean = (!ratios.is_empty()).then(|| ratios.iter().sum::<f64>() / ratios.len() as f64);
        match (measures(&words).diversity.mattr_50, mean) {
            (Some(ours), Some(mean)) => prop_assert!((ours - mean).abs() < 1e-9),
            (ours, mean) => prop_assert_eq!(ours.is_some(), mean.is_some()),
        }
    }

    #[test]
    fn dispersion_loses_no_occurrence(mut positions in proptest::collection::vec(0_u32..300, 1..40)) {
        positions.sort_unstable();
        positions.dedup();
        let spread = dispersion(&positions, 300);
        prop_assert_eq!(spread.parts.iter().sum::<u32>() as usize, positions.len());
        for figure in [spread.dp, spread.dp_norm, spread.juilland_d] {
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&figure.unwrap()));
        }
    }
}
