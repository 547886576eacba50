//! From scores to labels: the best path of names and the best path of words.

use super::model::Weights;
use super::score::Lanes;

/// Kinds of name the model itself knows, in the order of its labels.
pub(super) const N_KINDS: usize = 3;

/// Labels of names: for each kind begin, inside, end, single; then none.
pub(super) const N_LABELS: usize = N_KINDS * 4 + 1;
const NONE: usize = N_LABELS - 1;

/// Labels of words: begin, middle, end, single.
pub(super) const N_WORD_LABELS: usize = 4;

const IMPOSSIBLE: i32 = i32::MIN / 4;

/// Whether a label of names may follow another; `None` is the border of the line.
pub(super) fn may_follow(before: Option<usize>, after: Option<usize>) -> bool {
    let is_open = |label: usize| label < NONE && matches!(label % 4, 0 | 1);
    let goes_on = |label: usize| label < NONE && matches!(label % 4, 1 | 2);
    match (before, after) {
        (None, after) => !after.is_some_and(goes_on),
        (Some(before), None) => !is_open(before),
        (Some(before), Some(after)) => {
            is_open(before) == goes_on(after) && (!is_open(before) || before / 4 == after / 4)
        }
    }
}

/// Whether a label of words may follow another.
pub(super) fn word_may_follow(before: Option<usize>, after: Option<usize>) -> bool {
    let is_open = before.is_some_and(|label| label < 2);
    let goes_on = after.is_some_and(|label| label == 1 || label == 2);
    is_open == goes_on
}

/// A name as found: characters `start..end`, kind by number, and how much better it scores than no name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: u8,
    pub(super) margin: i32,
}

/// The transitions of a model, read once.
#[derive(Clone, Debug)]
pub(super) struct Decoder {
    names: [[i32; N_LABELS]; N_LABELS],
    words: [[i32; N_WORD_LABELS]; N_WORD_LABELS],
    /// Score per natural-logarithm one.
    pub(super) unit: i32,
}

impl Decoder {
    pub(super) fn new(weights: &Weights<'_>) -> Self {
        let mut names = [[IMPOSSIBLE; N_LABELS]; N_LABELS];
        let mut words = [[IMPOSSIBLE; N_WORD_LABELS]; N_WORD_LABELS];
        for (before, row) in names.iter_mut().enumerate() {
            for (after, cell) in row.iter_mut().enumerate() {
                if may_follow(Some(before), Some(after)) {
                    *cell = weights.transition(before * N_LABELS + after);
                }
            }
        }
        let base = N_LABELS * N_LABELS;
        for (before, row) in words.iter_mut().enumerate() {
            for (after, cell) in row.iter_mut().enumerate() {
                if word_may_follow(Some(before), Some(after)) {
                    *cell = weights.transition(base + before * N_WORD_LABELS + after);
                }
            }
        }
        let unit = weights.transition(base + N_WORD_LABELS * N_WORD_LABELS).max(1);
        Self { names, words, unit }
    }

    /// The best path of names.
    pub(super) fn names(&self, lanes: &[Lanes], spans: &mut Vec<Span>) {
        spans.clear();
        let emissions = |lanes: &Lanes| {
            let mut row = [0; N_LABELS];
            for (cell, &score) in row.iter_mut().zip(lanes.iter().take(NONE)) {
                *cell = i32::from(score);
            }
            row
        };
        let starts = std::array::from_fn(|label| may_follow(None, Some(label)));
        let ends = std::array::from_fn(|label| may_follow(Some(label), None));
        let labels = best_path(lanes, emissions, &self.names, starts, ends);
        let mut open = None;
        let mut margin = 0;
        let mut before = NONE as u8;
        for (i, (&label, lanes)) in labels.iter().zip(lanes).enumerate() {
            let label_idx = usize::from(label);
            if label_idx != NONE {
                if label_idx % 4 == 0 || label_idx % 4 == 3 {
                    open = Some(i);
                    margin = -cell(&self.names, NONE, NONE);
                }
                margin += lanes.get(label_idx).map_or(0, |&score| i32::from(score));
                margin += cell(&self.names, usize::from(before), label_idx) - cell(&self.names, NONE, NONE);
                if label_idx % 4 >= 2
                    && let Some(start) = open.take()
                {
                    spans.push(Span { start, end: i + 1, kind: label / 4, margin });
                }
            }
            before = label;
        }
    }

    /// The best path of words, as for each character whether a word ends after it.
    pub(super) fn words(&self, lanes: &[Lanes], ends_word: &mut Vec<bool>) {
        let emissions = |lanes: &Lanes| {
            let [.., b, m, e, _] = lanes.map(i32::from);
            [b, m, e, 0]
        };
        let starts = std::array::from_fn(|label| word_may_follow(None, Some(label)));
        let ends = std::array::from_fn(|label| word_may_follow(Some(label), None));
        let labels = best_path(lanes, emissions, &self.words, starts, ends);
        ends_word.clear();
        ends_word.extend(labels.into_iter().map(|label| label >= 2));
    }
}

fn cell<const L: usize>(table: &[[i32; L]; L], before: usize, after: usize) -> i32 {
    table.get(before).and_then(|row| row.get(after)).copied().unwrap_or(IMPOSSIBLE)
}

/// Viterbi's algorithm over `L` labels.
fn best_path<const L: usize>(
    lanes: &[Lanes],
    emissions: impl Fn(&Lanes) -> [i32; L],
    transitions: &[[i32; L]; L],
    starts: [bool; L],
    ends: [bool; L],
) -> Vec<u8> {
    let mut scores = [0; L];
    let mut back: Vec<[u8; L]> = Vec::with_capacity(lanes.len());
    for (i, lanes) in lanes.iter().enumerate() {
        let emitted = emissions(lanes);
        let mut next = [IMPOSSIBLE * 2; L];
        let mut from = [0_u8; L];
        if i == 0 {
            for ((next, may), emitted) in next.iter_mut().zip(starts).zip(emitted) {
                *next = if may { emitted } else { IMPOSSIBLE };
            }
        } else {
            for (before, (&score, row)) in scores.iter().zip(transitions).enumerate() {
                for ((next, from), &transition) in next.iter_mut().zip(&mut from).zip(row) {
                    let sum = score + transition;
                    if sum > *next {
                        *next = sum;
                        *from = before as u8;
                    }
                }
            }
            for (next, emitted) in next.iter_mut().zip(emitted) {
                *next = (*next + emitted).max(IMPOSSIBLE);
            }
        }
        scores = next;
        back.push(from);
    }
    let mut label = (0..L)
        .filter(|&label| ends.get(label).copied().unwrap_or_default())
        .max_by_key(|&label| scores.get(label).copied())
        .unwrap_or_default() as u8;
    let mut labels = vec![0; lanes.len()];
    for (slot, from) in labels.iter_mut().zip(&back).rev() {
        *slot = label;
        label = from.get(usize::from(label)).copied().unwrap_or_default();
    }
    labels
}
