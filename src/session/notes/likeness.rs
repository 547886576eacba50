//! How alike two rows of characters are, and the place in a longer row that is most like a shorter one.

/// 1 − Levenshtein's distance/length of the longer: 1 of equal rows, 0 where nothing is left.
pub(super) fn likeness(a: &[char], b: &[char]) -> f32 {
    let length = a.len().max(b.len());
    let errors = last_row(a, b).last().copied().unwrap_or(0);
    if length == 0 { 1.0 } else { 1.0 - errors as f32 / length as f32 }
}

/// How much of `given` stands at the start of `text`, wherever there it may end: 1 − least distance/length.
pub(super) fn likeness_of_start(given: &[char], text: &[char]) -> f32 {
    let errors = last_row(given, text).into_iter().min().unwrap_or(0);
    if given.is_empty() { 1.0 } else { 1.0 - errors as f32 / given.len() as f32 }
}

/// Levenshtein's distance of all of `a` from each beginning of `b`. O(n·m) time, O(m) space.
fn last_row(a: &[char], b: &[char]) -> Vec<usize> {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, cb) in row.iter_mut().skip(1).zip(b) {
            let best = (diagonal + usize::from(ca != cb)).min(left + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, best);
            left = best;
        }
    }
    row
}

/// The part of `text` with the least distance to `needle`, the first of several (Sellers 1980); `None` where that is
/// all of the needle.
pub(super) fn best_place(needle: &[char], text: &[char]) -> Option<(usize, usize)> {
    // For each beginning of the needle: the least distance of anything that ends here, and where that begins.
    let mut column: Vec<(usize, usize)> = (0..=needle.len()).map(|i| (i, 0)).collect();
    let mut best = (needle.len(), 0, 0);
    for (at, ct) in text.iter().enumerate() {
        let mut diagonal = column.first().copied().unwrap_or_default();
        let mut above = (0, at + 1);
        if let Some(first) = column.first_mut() {
            *first = above;
        }
        for (cell, cn) in column.iter_mut().skip(1).zip(needle) {
            let through = (diagonal.0 + usize::from(cn != ct), diagonal.1);
            let candidates = [through, (cell.0 + 1, cell.1), (above.0 + 1, above.1)];
            let next = candidates.into_iter().min_by_key(|candidate| candidate.0).unwrap_or(through);
            diagonal = std::mem::replace(cell, next);
            above = next;
        }
        if let Some(&(errors, start)) = column.last()
            && errors < best.0
        {
            best = (errors, start, at + 1);
        }
    }
    (best.0 < needle.len()).then_some((best.1, best.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(likeness: fn(&[char], &[char]) -> f32, a: &str, b: &str, expected: f32) {
        let [a, b] = [a, b].map(|text| text.chars().collect::<Vec<_>>());
        assert!((likeness(&a, &b) - expected).abs() < 1e-6, "{a:?} {b:?}");
    }

    #[test]
    fn likeness_counts_the_fewest_changes() {
        check(likeness, "春眠不觉晓", "春眠不觉晓", 1.0);
        check(likeness, "春眠不觉晓", "春眠觉晓", 0.8);
        check(likeness, "", "晓", 0.0);
        check(likeness, "", "", 1.0);
        check(likeness_of_start, "春眠", "春眠不觉晓", 1.0);
        check(likeness_of_start, "春眼不", "春眠不觉晓", 2.0 / 3.0);
        check(likeness_of_start, "", "春", 1.0);
    }

    #[test]
    fn the_best_place_is_found() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let text = chars("春眠不觉晓处处闻啼鸟");
        assert_eq!(best_place(&chars("处处闻提鸟"), &text), Some((5, 10)));
        assert_eq!(best_place(&chars("风雨"), &text), None);
    }
}
