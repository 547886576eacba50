//! Who speaks each turn of a dialogue, where each candidate has a score for each turn and two turns that follow, or stand
//! next but one, weigh more or less when one person speaks both: exact probabilities by the forward-backward algorithm.

/// Scores of a dialogue in logarithms. A candidate who is out of the question has negative infinity.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chain {
    pub(crate) n_candidates: usize,
    /// By turn, then candidate.
    pub(crate) scores: Vec<f64>,
    /// For each turn, that its speaker is the one before; of the first it does not count.
    pub(crate) again: Vec<f64>,
    /// For each turn, that its speaker is the one before the last; of the first two it does not count.
    pub(crate) in_turn: Vec<f64>,
}

/// Probabilities.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marginals {
    /// By turn, then candidate.
    pub(crate) speaks: Vec<f64>,
    pub(crate) again: Vec<f64>,
    pub(crate) in_turn: Vec<f64>,
    /// Logarithm of the sum over all ways the dialogue can be told.
    pub(crate) log_sum: f64,
}

impl Chain {
    fn n_turns(&self) -> usize {
        self.again.len()
    }

    /// Scores of a turn out of logarithms, the best at 1; and the logarithm of the best.
    fn weights(&self, turn: usize) -> (Vec<f64>, f64) {
        let n = self.n_candidates;
        let scores = self.scores.get(turn * n..(turn + 1) * n).unwrap_or_default();
        let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if best == f64::NEG_INFINITY {
            return (vec![1.0; scores.len()], 0.0);
        }
        (scores.iter().map(|score| (score - best).exp()).collect(), best)
    }

    fn factors(&self, turn: usize) -> (f64, f64) {
        let factor = |scores: &[f64]| scores.get(turn).copied().unwrap_or_default().exp();
        (factor(&self.again), if turn > 1 { factor(&self.in_turn) } else { 1.0 })
    }

    /// Each table holds, for the speaker of the turn before (row) and the turn's (column), what is known up to it.
    pub(crate) fn marginals(&self) -> Marginals {
        let (n, n_turns) = (self.n_candidates, self.n_turns());
        let mut marginals = Marginals {
            speaks: vec![0.0; n * n_turns],
            again: vec![0.0; n_turns],
            in_turn: vec![0.0; n_turns],
            log_sum: 0.0,
        };
        if n == 0 || n_turns == 0 {
            return marginals;
        }
        let mut weights = Vec::with_capacity(n_turns);
        let mut forward: Vec<Table> = Vec::with_capacity(n_turns);
        for turn in 0..n_turns {
            let (weight, best) = self.weights(turn);
            let mut table = match forward.last() {
                None => Table::first(&weight),
                Some(last) => last.forward(&weight, self.factors(turn), turn > 1),
            };
            marginals.log_sum += best + table.scale().ln();
            weights.push(weight);
            forward.push(table);
        }
        let mut backward = Table { n, cells: vec![1.0; n * n] };
        for turn in (0..n_turns).rev() {
            let Some(here) = forward.get(turn) else { continue };
            let mut joint = here.times(&backward);
            joint.scale();
            for (column, cell) in marginals.speaks.iter_mut().skip(turn * n).take(n).enumerate() {
                *cell = (0..n).map(|row| joint.at(row, column)).sum();
            }
            let Some(before) = turn.checked_sub(1).and_then(|last| forward.get(last)) else { break };
            let factors = self.factors(turn);
            let ahead = backward.ahead(weights.get(turn).map_or(&[], Vec::as_slice), factors.0);
            if let Some(cell) = marginals.again.get_mut(turn) {
                *cell = (0..n).map(|idx| joint.at(idx, idx)).sum();
            }
            let (next, in_turn) = ahead.backward(before, factors.1, turn > 1);
            if let Some(cell) = marginals.in_turn.get_mut(turn) {
                *cell = in_turn;
            }
            backward = next;
            backward.scale();
        }
        marginals
    }
}

/// A square of numbers.
#[derive(Clone, Debug)]
struct Table {
    n: usize,
    cells: Vec<f64>,
}

impl Table {
    fn filled(n: usize, mut cell: impl FnMut(usize, usize) -> f64) -> Self {
        let cells = (0..n * n).map(|idx| cell(idx / n, idx % n)).collect();
        Self { n, cells }
    }

    /// The first turn has nobody before it: all of it is in the first row.
    fn first(weight: &[f64]) -> Self {
        Self::filled(
            weight.len(),
            |row, column| {
                if row == 0 { weight.get(column).copied().unwrap_or_default() } else { 0.0 }
            },
        )
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.cells.get(row * self.n + column).copied().unwrap_or_default()
    }

    /// Brings the sum to 1 and returns it as it was.
    fn scale(&mut self) -> f64 {
        let sum = self.cells.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        for cell in &mut self.cells {
            *cell /= sum;
        }
        sum
    }

    fn times(&self, other: &Self) -> Self {
        Self { n: self.n, cells: self.cells.iter().zip(&other.cells).map(|(one, two)| one * two).collect() }
    }

    fn forward(&self, weight: &[f64], (again, in_turn): (f64, f64), has_two: bool) -> Self {
        let sums: Vec<f64> = (0..self.n).map(|column| (0..self.n).map(|row| self.at(row, column)).sum()).collect();
        Self::filled(self.n, |row, column| {
            let own = if has_two { (in_turn - 1.0) * self.at(column, row) } else { 0.0 };
            let inner = sums.get(row).copied().unwrap_or_default() + own;
            let same = if row == column { again } else { 1.0 };
            inner * same * weight.get(column).copied().unwrap_or_default()
        })
    }

    /// What the turn of this table and those behind it weigh, by the speaker before it and its own.
    fn ahead(&self, weight: &[f64], again: f64) -> Self {
        Self::filled(self.n, |row, column| {
            let same = if row == column { again } else { 1.0 };
            same * weight.get(column).copied().unwrap_or_default() * self.at(row, column)
        })
    }

    /// The table behind the turn before, and the probability that the speaker before the last speaks again.
    fn backward(&self, before: &Self, in_turn: f64, has_two: bool) -> (Self, f64) {
        let sums: Vec<f64> = (0..self.n).map(|row| (0..self.n).map(|column| self.at(row, column)).sum()).collect();
        let sum = |row: usize| sums.get(row).copied().unwrap_or_default();
        if !has_two {
            return (Self::filled(self.n, |_, column| sum(column)), 0.0);
        }
        let next = Self::filled(self.n, |row, column| sum(column) + (in_turn - 1.0) * self.at(column, row));
        let all: f64 = before.times(&next).cells.iter().sum();
        let own: f64 = Self::filled(self.n, |row, column| before.at(row, column) * in_turn * self.at(column, row))
            .cells
            .iter()
            .sum();
        (next, own / all.max(f64::MIN_POSITIVE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Probabilities by trying all ways.
    fn by_trying(chain: &Chain) -> Marginals {
        let (n, n_turns) = (chain.n_candidates, chain.n_turns());
        let mut found = Marginals {
            speaks: vec![0.0; n * n_turns],
            again: vec![0.0; n_turns],
            in_turn: vec![0.0; n_turns],
            log_sum: 0.0,
        };
        let mut sum = 0.0;
        for way in 0..n.pow(n_turns as u32) {
            let speaker = |turn: usize| way / n.pow(turn as u32) % n;
            let mut score = 0.0;
            for turn in 0..n_turns {
                score += chain.scores[turn * n + speaker(turn)];
                if turn > 0 && speaker(turn) == speaker(turn - 1) {
                    score += chain.again[turn];
                }
                if turn > 1 && speaker(turn) == speaker(turn - 2) {
                    score += chain.in_turn[turn];
                }
            }
            let weight = score.exp();
            sum += weight;
            for turn in 0..n_turns {
                found.speaks[turn * n + speaker(turn)] += weight;
                if turn > 0 && speaker(turn) == speaker(turn - 1) {
                    found.again[turn] += weight;
                }
                if turn > 1 && speaker(turn) == speaker(turn - 2) {
                    found.in_turn[turn] += weight;
                }
            }
        }
        for cell in found.speaks.iter_mut().chain(&mut found.again).chain(&mut found.in_turn) {
            *cell /= sum;
        }
        found.log_sum = sum.ln();
        found
    }

    #[test]
    fn probabilities_are_those_of_trying_all_ways() {
        let chain = Chain {
            n_candidates: 3,
            scores: vec![0.3, -1.0, 2.0, 0.1, f64::NEG_INFINITY, 0.4, 1.5, -0.2, 0.0, 0.9, 0.8, -0.7],
            again: vec![9.0, -1.2, 0.5, -2.0],
            in_turn: vec![9.0, 9.0, 0.8, 1.1],
        };
        let (found, wanted) = (chain.marginals(), by_trying(&chain));
        let pairs = |found: &Marginals| [found.speaks.clone(), found.again.clone(), found.in_turn.clone()].concat();
        for (one, two) in pairs(&found).into_iter().zip(pairs(&wanted)) {
            assert!((one - two).abs() < 1e-9, "{one} {two}");
        }
        assert!((found.log_sum - wanted.log_sum).abs() < 1e-9);
    }

    #[test]
    fn nobody_and_nothing_have_no_probabilities() {
        assert_eq!(Chain::default().marginals(), Marginals::default());
    }
}
