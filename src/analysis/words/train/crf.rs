//! A linear-chain conditional random field over `L` labels, trained by `AdaGrad` with features dropped at random.

use super::super::model::REACH;

/// One sentence as features and labels.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    /// First character each n-gram speaks about, and its number.
    pub(super) ngrams: Vec<(i32, u32)>,
    /// Rows of the lattice, the same number for each character.
    pub(super) lattice: Vec<u32>,
    pub(super) labels: Vec<u8>,
}

/// Settings of the training.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) epochs: usize,
    /// Share of feature rows dropped at each step, of 256.
    pub(super) dropout: u32,
    pub(super) rate: f32,
    pub(super) seed: u64,
}

/// The weights: `L` a row; rows of n-grams are number × [`REACH`] + offset, rows of the lattice follow.
#[derive(Clone, Debug)]
pub(super) struct Field<const L: usize> {
    pub(super) rows: Vec<[f32; L]>,
    squares: Vec<[f32; L]>,
    pub(super) transitions: [[f32; L]; L],
    transition_squares: [[f32; L]; L],
    allowed: fn(Option<usize>, Option<usize>) -> bool,
    n_ngram_rows: usize,
    rng: u64,
}

/// Gradient below which a character is left as it is.
const NEGLIGIBLE: f32 = 0.002;

impl<const L: usize> Field<L> {
    pub(super) fn new(n_ngrams: usize, n_lattice: usize, allowed: fn(Option<usize>, Option<usize>) -> bool) -> Self {
        let n_rows = n_ngrams * REACH + n_lattice;
        Self {
            rows: vec![[0.0; L]; n_rows],
            squares: vec![[1e-2; L]; n_rows],
            transitions: [[0.0; L]; L],
            transition_squares: [[1.0; L]; L],
            allowed,
            n_ngram_rows: n_ngrams * REACH,
            rng: 1,
        }
    }

    fn random(&mut self) -> u64 {
        self.rng ^= self.rng << 13;
        self.rng ^= self.rng >> 7;
        self.rng ^= self.rng << 17;
        self.rng
    }

    /// Trains on the samples, in another order each epoch; `report` hears the mean loss of each.
    pub(super) fn train(&mut self, samples: &[Sample], settings: Settings, report: &mut dyn FnMut(String)) {
        self.rng = settings.seed | 1;
        let mut order: Vec<usize> = (0..samples.len()).collect();
        for epoch in 0..settings.epochs {
            for i in (1..order.len()).rev() {
                let j = (self.random() % (i as u64 + 1)) as usize;
                order.swap(i, j);
            }
            let rate = settings.rate * (1.0 - 0.8 * epoch as f32 / settings.epochs as f32);
            let mut loss = 0.0_f64;
            let mut n_chars = 0;
            for sample in order.iter().filter_map(|&i| samples.get(i)) {
                loss += f64::from(self.learn(sample, rate, settings.dropout));
                n_chars += sample.labels.len();
            }
            report(format!("epoch {}: loss {:.5}", epoch + 1, loss / n_chars.max(1) as f64));
        }
    }

    fn row_lists(&mut self, sample: &Sample, dropout: u32) -> Vec<Vec<u32>> {
        let len = sample.labels.len();
        let mut lists = vec![Vec::with_capacity(32); len];
        let mut bits = 0;
        let mut n_bits = 0;
        let mut keep = |field: &mut Self| {
            if n_bits == 0 {
                bits = field.random();
                n_bits = 8;
            }
            let byte = (bits & 255) as u32;
            bits >>= 8;
            n_bits -= 1;
            byte >= dropout
        };
        for &(first, number) in &sample.ngrams {
            for offset in 0..REACH {
                let Ok(at) = usize::try_from(first + offset as i32) else { continue };
                if let Some(list) = lists.get_mut(at)
                    && keep(self)
                {
                    list.push(number * REACH as u32 + offset as u32);
                }
            }
        }
        let per_char = sample.lattice.len() / len.max(1);
        if per_char > 0 {
            for (list, rows) in lists.iter_mut().zip(sample.lattice.chunks(per_char)) {
                for &row in rows {
                    if keep(self) {
                        list.push(self.n_ngram_rows as u32 + row);
                    }
                }
            }
        }
        lists
    }

    /// One step on one sentence; its loss.
    fn learn(&mut self, sample: &Sample, rate: f32, dropout: u32) -> f32 {
        let lists = self.row_lists(sample, dropout);
        let mut emissions: Vec<[f32; L]> = Vec::with_capacity(lists.len());
        let mut log_scale = 0.0;
        let mut gold = 0.0;
        for (list, &label) in lists.iter().zip(&sample.labels) {
            let mut sum = [0.0; L];
            for row in list.iter().filter_map(|&row| self.rows.get(row as usize)) {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += weight;
                }
            }
            gold += sum.get(usize::from(label)).copied().unwrap_or(0.0);
            let top = sum.iter().copied().fold(f32::MIN, f32::max);
            log_scale += top;
            emissions.push(sum.map(|score| (score - top).exp()));
        }
        for pair in sample.labels.windows(2) {
            if let &[before, after] = pair {
                gold += self.transition(before, after);
            }
        }
        let potentials = self.potentials();
        let (alphas, scales) = forward::<L>(&emissions, &potentials, self.allowed);
        let log_z = log_scale + scales.iter().map(|scale| scale.ln()).sum::<f32>();
        let betas = backward::<L>(&emissions, &potentials, &scales, self.allowed);
        self.update(&lists, &sample.labels, &alphas, &betas, rate);
        self.update_transitions(sample, &Lattice { alphas, betas, emissions, scales, potentials }, rate);
        log_z - gold
    }

    fn transition(&self, before: u8, after: u8) -> f32 {
        self.transitions.get(usize::from(before)).and_then(|row| row.get(usize::from(after))).copied().unwrap_or(0.0)
    }

    fn potentials(&self) -> [[f32; L]; L] {
        let mut table = [[0.0; L]; L];
        for (before, (row, weights)) in table.iter_mut().zip(&self.transitions).enumerate() {
            for (after, (cell, weight)) in row.iter_mut().zip(weights).enumerate() {
                if (self.allowed)(Some(before), Some(after)) {
                    *cell = weight.exp();
                }
            }
        }
        table
    }

    fn update(&mut self, lists: &[Vec<u32>], labels: &[u8], alphas: &[[f32; L]], betas: &[[f32; L]], rate: f32) {
        for (((list, &label), alpha), beta) in lists.iter().zip(labels).zip(alphas).zip(betas) {
            let mut gradient = [0.0; L];
            for ((cell, a), b) in gradient.iter_mut().zip(alpha).zip(beta) {
                *cell = a * b;
            }
            if let Some(cell) = gradient.get_mut(usize::from(label)) {
                *cell -= 1.0;
            }
            if gradient.iter().all(|cell| cell.abs() < NEGLIGIBLE) {
                continue;
            }
            for &row in list {
                let (Some(weights), Some(squares)) =
                    (self.rows.get_mut(row as usize), self.squares.get_mut(row as usize))
                else {
                    continue;
                };
                for ((weight, square), cell) in weights.iter_mut().zip(squares).zip(gradient) {
                    *square += cell * cell;
                    *weight -= rate * cell / square.sqrt();
                }
            }
        }
    }

    fn update_transitions(&mut self, sample: &Sample, lattice: &Lattice<L>, rate: f32) {
        let mut gradient = [[0.0_f32; L]; L];
        let steps = lattice.alphas.iter().zip(lattice.betas.iter().skip(1));
        let emitted = lattice.emissions.iter().zip(&lattice.scales).skip(1);
        for ((alpha, beta), (emission, scale)) in steps.zip(emitted) {
            for ((row, a), potentials) in gradient.iter_mut().zip(alpha).zip(&lattice.potentials) {
                for (((cell, p), b), e) in row.iter_mut().zip(potentials).zip(beta).zip(emission) {
                    *cell += a * p * b * e / scale;
                }
            }
        }
        for pair in sample.labels.windows(2) {
            if let &[before, after] = pair
                && let Some(cell) =
                    gradient.get_mut(usize::from(before)).and_then(|row| row.get_mut(usize::from(after)))
            {
                *cell -= 1.0;
            }
        }
        for ((weights, squares), row) in self.transitions.iter_mut().zip(&mut self.transition_squares).zip(gradient) {
            for ((weight, square), cell) in weights.iter_mut().zip(squares).zip(row) {
                *square += cell * cell;
                *weight -= rate * cell / square.sqrt();
            }
        }
    }
}

struct Lattice<const L: usize> {
    alphas: Vec<[f32; L]>,
    betas: Vec<[f32; L]>,
    emissions: Vec<[f32; L]>,
    scales: Vec<f32>,
    potentials: [[f32; L]; L],
}

type Allowed = fn(Option<usize>, Option<usize>) -> bool;

/// Forward probabilities, each character's scaled to sum to one, and the scales.
fn forward<const L: usize>(
    emissions: &[[f32; L]],
    potentials: &[[f32; L]; L],
    allowed: Allowed,
) -> (Vec<[f32; L]>, Vec<f32>) {
    let mut alphas: Vec<[f32; L]> = Vec::with_capacity(emissions.len());
    let mut scales = Vec::with_capacity(emissions.len());
    for (i, emission) in emissions.iter().enumerate() {
        let mut alpha = [0.0; L];
        match alphas.last() {
            Some(before) => {
                for (a, row) in before.iter().zip(potentials) {
                    for (cell, p) in alpha.iter_mut().zip(row) {
                        *cell += a * p;
                    }
                }
            }
            None => alpha = std::array::from_fn(|label| f32::from(u8::from(allowed(None, Some(label))))),
        }
        let is_last = i + 1 == emissions.len();
        for (label, (cell, e)) in alpha.iter_mut().zip(emission).enumerate() {
            *cell *= if is_last && !allowed(Some(label), None) { 0.0 } else { *e };
        }
        let scale = alpha.iter().sum::<f32>().max(1e-30);
        scales.push(scale);
        alphas.push(alpha.map(|cell| cell / scale));
    }
    (alphas, scales)
}

/// Backward probabilities in the forward ones' scale: the product of both is the marginal.
fn backward<const L: usize>(
    emissions: &[[f32; L]],
    potentials: &[[f32; L]; L],
    scales: &[f32],
    allowed: Allowed,
) -> Vec<[f32; L]> {
    let mut betas = vec![[0.0; L]; emissions.len()];
    let mut beta: [f32; L] = std::array::from_fn(|label| f32::from(u8::from(allowed(Some(label), None))));
    for ((slot, emission), scale) in betas.iter_mut().zip(emissions).zip(scales).rev() {
        *slot = beta;
        let mut weighted = [0.0; L];
        for ((cell, b), e) in weighted.iter_mut().zip(beta).zip(emission) {
            *cell = b * e / scale;
        }
        for (cell, row) in beta.iter_mut().zip(potentials) {
            *cell = row.iter().zip(weighted).map(|(p, w)| p * w).sum();
        }
    }
    betas
}
