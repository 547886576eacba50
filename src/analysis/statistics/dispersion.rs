//! How evenly a word is spread over a text cut into equal parts.

/// Parts a text is cut into: enough to show a shape, few enough that a frequent word reaches all.
pub const N_PARTS: usize = 10;

/// Spread of one word; formulas and sources in [`super::DEFINITIONS`] under `DP`, `DPnorm`, `JuillandD`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dispersion {
    /// Occurrences in each of [`N_PARTS`] parts.
    pub parts: Vec<u32>,
    /// 0 (as even as the parts' lengths) to nearly 1.
    pub dp: Option<f64>,
    /// [`Dispersion::dp`] divided by its largest possible value.
    pub dp_norm: Option<f64>,
    /// 1 (even) to 0.
    pub juilland_d: Option<f64>,
}

/// Spread of a word at `positions`, indices of words in a text of `n_words`. Part `i` holds the words from
/// `i·n/10` to `(i+1)·n/10`, rounded down; in a text of fewer than ten words the measures are undefined.
pub fn dispersion(positions: &[u32], n_words: usize) -> Dispersion {
    let start_of = |part: usize| part * n_words / N_PARTS;
    let mut parts = vec![0_u32; N_PARTS];
    for &position in positions {
        // The last part that starts at or before the position.
        let part = (1..N_PARTS).take_while(|&part| start_of(part) <= position as usize).last().unwrap_or(0);
        if let Some(count) = parts.get_mut(part) {
            *count += 1;
        }
    }
    let f = positions.len() as f64;
    if positions.is_empty() || n_words < N_PARTS {
        return Dispersion { parts, ..Dispersion::default() };
    }
    let sizes: Vec<f64> = (0..N_PARTS).map(|part| (start_of(part + 1) - start_of(part)) as f64).collect();
    let n = n_words as f64;
    let difference: f64 = parts.iter().zip(&sizes).map(|(&count, size)| (f64::from(count) / f - size / n).abs()).sum();
    let dp = difference / 2.0;
    let smallest = sizes.iter().fold(f64::INFINITY, |a, &b| a.min(b)) / n;
    Dispersion { juilland_d: Some(juilland_d(&parts)), dp: Some(dp), dp_norm: Some(dp / (1.0 - smallest)), parts }
}

/// `1 - V/√(k-1)`, `V` the coefficient of variation of the occurrences in `k` parts of one size (Juilland 1970). The
/// parts here differ by a word at most, which the measure does not see.
fn juilland_d(parts: &[u32]) -> f64 {
    let k = parts.len() as f64;
    let counts = || parts.iter().map(|&count| f64::from(count));
    let mean = counts().sum::<f64>() / k;
    let variance = counts().map(|count| (count - mean) * (count - mean)).sum::<f64>() / k;
    1.0 - variance.sqrt() / mean / (k - 1.0).sqrt()
}
