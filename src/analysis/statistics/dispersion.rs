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
    if positions.is_empty() || n_words < N_PARTS {
        return Dispersion { parts, ..Dispersion::default() };
    }
    let sizes: Vec<usize> = (0..N_PARTS).map(|part| start_of(part + 1) - start_of(part)).collect();
    let spread = deviation(&parts, &sizes);
    let counts = parts.iter().map(|&count| f64::from(count));
    Dispersion {
        juilland_d: juilland_d(counts),
        dp: spread.map(|(dp, _)| dp),
        dp_norm: spread.map(|(_, dp_norm)| dp_norm),
        parts,
    }
}

/// Gries's deviation of proportions and its normalised form, of a word with so many occurrences in parts of so many
/// words; `None` where the word does not occur or no two parts have words, so that it could not be spread.
pub fn deviation(parts: &[u32], sizes: &[usize]) -> Option<(f64, f64)> {
    let f: f64 = parts.iter().map(|&count| f64::from(count)).sum();
    let n: f64 = sizes.iter().map(|&size| size as f64).sum();
    let smallest = sizes.iter().copied().filter(|&size| size > 0).min()? as f64 / n;
    if f <= 0.0 || smallest >= 1.0 {
        return None;
    }
    let difference: f64 =
        parts.iter().zip(sizes).map(|(&count, &size)| (f64::from(count) / f - size as f64 / n).abs()).sum();
    let dp = difference / 2.0;
    Some((dp, dp / (1.0 - smallest)))
}

/// `1 - V/√(k-1)`, `V` the coefficient of variation of the rates in `k` parts (Juilland 1970); `None` where all are 0 or
/// there is one part. Parts of one size may give counts for rates; [`dispersion`]'s differ by a word at most.
fn juilland_d(rates: impl ExactSizeIterator<Item = f64> + Clone) -> Option<f64> {
    let k = rates.len() as f64;
    let mean = rates.clone().sum::<f64>() / k;
    if k < 2.0 || mean <= 0.0 {
        return None;
    }
    let variance = rates.map(|rate| (rate - mean) * (rate - mean)).sum::<f64>() / k;
    Some(1.0 - variance.sqrt() / mean / (k - 1.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The corpus Gries (2008) works out: five parts of 9, 10, 10, 10, 11 words, in which *a* occurs 1, 2, 3, 4, 5 times.
    #[test]
    fn the_example_of_gries_2008() {
        let (parts, sizes) = ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]);
        let (dp, dp_norm) = deviation(&parts, &sizes).unwrap();
        assert!((dp - 0.18).abs() < 1e-9, "{dp}");
        // Lijffijt & Gries 2012: 0.18 ÷ (1 − 9 ÷ 50).
        assert!((dp_norm - 0.2195).abs() < 0.5e-4, "{dp_norm}");
        let rates: Vec<f64> = parts.iter().zip(sizes).map(|(&n, size)| f64::from(n) / size as f64).collect();
        let d = juilland_d(rates.iter().copied()).unwrap();
        assert!((d - 0.785).abs() < 0.5e-3, "{d}");
    }

    #[test]
    fn a_word_that_cannot_be_spread_has_no_spread() {
        assert_eq!(deviation(&[0, 0], &[5, 5]), None);
        assert_eq!(deviation(&[3], &[5]), None);
        assert_eq!(deviation(&[3, 0], &[5, 0]), None);
        assert_eq!(deviation(&[], &[]), None);
        assert_eq!(juilland_d([0.0, 0.0].into_iter()), None);
        assert!(dispersion(&[0], 9).dp.is_none());
    }
}
