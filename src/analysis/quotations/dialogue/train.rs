//! Training of the model of speakers: the logarithm of the probability of what is known, with Adam, on whole batches.
//!
//! A value's weight in one mode is the sum of one for all modes and one of its own; the second is held shorter, so that
//! rare modes lean on the rest.

use super::chain::{Chain, Marginals};
use super::model::{Model, N_TRAIT_WEIGHTS, place};
use super::window::{N_AGAIN, N_IN_TURN, N_MODES, N_TRAITS, N_VALUES, Window};

/// A window with one turn whose speaker is known, as an index into its candidates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Example {
    pub(crate) window: Window,
    pub(crate) turn: usize,
    pub(crate) speaker: usize,
}

/// How long to train and how short to hold the weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) n_epochs: usize,
    pub(crate) rate: f64,
    /// Half the variance's inverse of weights all modes share, and of those of one mode.
    pub(crate) shared: f64,
    pub(crate) own: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { n_epochs: 60, rate: 0.08, shared: 1.0, own: 3.0 }
    }
}

const N_SHARED: usize = N_TRAITS * N_VALUES;
const N_ALL: usize = N_SHARED + N_TRAIT_WEIGHTS + N_AGAIN + N_IN_TURN;

/// Trains on `examples`.
pub(crate) fn train(examples: &[Example], settings: Settings) -> Model {
    let mut weights = vec![0.0; N_ALL];
    let (mut mean, mut square) = (vec![0.0; N_ALL], vec![0.0; N_ALL]);
    for epoch in 1..=settings.n_epochs {
        let slopes = slopes(examples, &weights, settings);
        let left = 1.0 - epoch as f64 / (settings.n_epochs + 1) as f64;
        let rate = settings.rate * (2.0 * left).min(1.0);
        let bias = |decay: f64| 1.0 - decay.powi(epoch as i32);
        let moments = mean.iter_mut().zip(&mut square);
        for ((weight, slope), (mean, square)) in weights.iter_mut().zip(&slopes).zip(moments) {
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.99 * *square + 0.01 * slope * slope;
            *weight -= rate * (*mean / bias(0.9)) / ((*square / bias(0.99)).sqrt() + 1e-8);
        }
    }
    model(&weights)
}

fn model(weights: &[f64]) -> Model {
    let mut model = Model::empty();
    let own = weights.get(N_SHARED..).unwrap_or_default();
    for (idx, weight) in model.traits.iter_mut().enumerate() {
        let shared = weights.get(idx % N_SHARED).copied().unwrap_or_default();
        *weight = shared + own.get(idx).copied().unwrap_or_default();
    }
    let rest = own.get(N_TRAIT_WEIGHTS..).unwrap_or_default();
    model.again = rest.get(..N_AGAIN).unwrap_or_default().to_vec();
    model.in_turn = rest.get(N_AGAIN..).unwrap_or_default().to_vec();
    model
}

/// Slopes of what is to be made small: expected counts of all ways less those of the ways with the known speaker.
fn slopes(examples: &[Example], weights: &[f64], settings: Settings) -> Vec<f64> {
    let model = model(weights);
    let mut slopes = vec![0.0; N_ALL];
    for example in examples {
        let chain = model.chain(&example.window);
        let known = held(&chain, example).marginals();
        note(example, &chain.marginals(), 1.0, &mut slopes);
        note(example, &known, -1.0, &mut slopes);
    }
    for (idx, (slope, weight)) in slopes.iter_mut().zip(weights).enumerate() {
        let is_own = (N_SHARED..N_SHARED + N_TRAIT_WEIGHTS).contains(&idx);
        *slope += weight * if is_own { settings.own } else { settings.shared };
    }
    slopes
}

/// The chain with nobody but the known speaker at their turn.
fn held(chain: &Chain, example: &Example) -> Chain {
    let mut held = chain.clone();
    let turn = held.scores.iter_mut().skip(example.turn * chain.n_candidates).take(chain.n_candidates);
    for (_, score) in turn.enumerate().filter(|(candidate, _)| *candidate != example.speaker) {
        *score = f64::NEG_INFINITY;
    }
    held
}

fn note(example: &Example, marginals: &Marginals, sign: f64, slopes: &mut [f64]) {
    let mut add = |idx: usize, value: f64| {
        if let Some(slope) = slopes.get_mut(idx) {
            *slope += sign * value;
        }
    };
    let n = example.window.candidates.len();
    for (turn, seen) in example.window.turns.iter().enumerate() {
        for (candidate, traits) in seen.traits.iter().enumerate() {
            let value = marginals.speaks.get(turn * n + candidate).copied().unwrap_or_default();
            for (nth, &trait_value) in traits.iter().enumerate() {
                let idx = place(seen.mode, nth, trait_value);
                add(idx % N_SHARED, value);
                add(N_SHARED + idx, value);
            }
        }
        let rest = N_SHARED + N_TRAIT_WEIGHTS;
        if turn > 0 {
            add(rest + seen.again, marginals.again.get(turn).copied().unwrap_or_default());
        }
        if turn > 1 {
            add(rest + N_AGAIN + seen.in_turn, marginals.in_turn.get(turn).copied().unwrap_or_default());
        }
    }
}

const _: () = assert!(N_TRAIT_WEIGHTS == N_MODES * N_SHARED);
