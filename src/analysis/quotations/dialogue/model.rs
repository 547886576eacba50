//! What traits weigh: a log-linear model of the chain of speakers.

use super::chain::Chain;
use super::weights::{AGAIN, IN_TURN, TRAITS};
use super::window::{N_AGAIN, N_IN_TURN, N_MODES, N_TRAITS, N_VALUES, Window};

/// Weights of a table are in hundredths.
const UNIT: f64 = 100.0;
/// That the same person goes on after telling in one paragraph: “…”张三丰说,“…”.
const GOES_ON: f64 = 4.0;
/// Weights of traits.
pub(crate) const N_TRAIT_WEIGHTS: usize = N_MODES * N_TRAITS * N_VALUES;

/// All weights.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    /// By mode, trait, value.
    pub(crate) traits: Vec<f64>,
    pub(crate) again: Vec<f64>,
    pub(crate) in_turn: Vec<f64>,
}

impl Model {
    /// The trained one.
    pub(crate) fn compiled() -> Self {
        let scaled = |weights: &[i16]| weights.iter().map(|&weight| f64::from(weight) / UNIT).collect();
        Self { traits: scaled(TRAITS.as_flattened().as_flattened()), again: scaled(&AGAIN), in_turn: scaled(&IN_TURN) }
    }

    /// One that knows nothing.
    pub(crate) fn empty() -> Self {
        Self { traits: vec![0.0; N_TRAIT_WEIGHTS], again: vec![0.0; N_AGAIN], in_turn: vec![0.0; N_IN_TURN] }
    }

    pub(crate) fn chain(&self, window: &Window) -> Chain {
        let weight = |weights: &[f64], idx: usize| weights.get(idx).copied().unwrap_or_default();
        let mut chain = Chain { n_candidates: window.candidates.len(), ..Chain::default() };
        for seen in &window.turns {
            for traits in &seen.traits {
                let all = traits.iter().enumerate();
                chain.scores.push(all.map(|(nth, &value)| weight(&self.traits, place(seen.mode, nth, value))).sum());
            }
            let goes_on = if seen.goes_on { GOES_ON } else { 0.0 };
            chain.again.push(weight(&self.again, seen.again) + goes_on);
            chain.in_turn.push(weight(&self.in_turn, seen.in_turn));
        }
        chain
    }

    /// As the source of the table of weights.
    pub(crate) fn source(&self) -> String {
        let round = |weight: &f64| ((weight * UNIT).round() as i16).to_string();
        let row = |weights: &[f64]| weights.iter().map(round).collect::<Vec<_>>().join(", ");
        let mut source = String::from(concat!(
            "//! Weights of the model of speakers in hundredths. Made by `quandian train-speakers` from\n",
            "//! WP2021's training part; see `assets/model/README.md`.\n\n",
            "use super::window::{N_AGAIN, N_IN_TURN, N_MODES, N_TRAITS, N_VALUES};\n\n",
            "/// By mode, trait, value.\n",
            "pub(super) static TRAITS: [[[i16; N_VALUES]; N_TRAITS]; N_MODES] = [\n",
        ));
        for mode in self.traits.chunks(N_TRAITS * N_VALUES) {
            source.push_str("    [\n");
            for values in mode.chunks(N_VALUES) {
                source.push_str(&format!("        [{}],\n", row(values)));
            }
            source.push_str("    ],\n");
        }
        source.push_str("];\n\n");
        for (name, size, weights, what) in [
            (
                "AGAIN",
                "N_AGAIN",
                &self.again,
                "By gap, how the speaker is told, and whether the turn before had its said.",
            ),
            ("IN_TURN", "N_IN_TURN", &self.in_turn, "By the two gaps and how the speaker is told."),
        ] {
            source.push_str(&format!("/// {what}\n#[rustfmt::skip]\npub(super) static {name}: [i16; {size}] = [\n"));
            for values in weights.chunks(6) {
                source.push_str(&format!("    {},\n", row(values)));
            }
            source.push_str("];\n");
            if name == "AGAIN" {
                source.push('\n');
            }
        }
        source
    }
}

/// Where the weight of a trait's value stands.
pub(crate) fn place(mode: usize, nth: usize, value: u8) -> usize {
    (mode * N_TRAITS + nth) * N_VALUES + usize::from(value)
}
