//! How alike two rows of characters are, and the place in a longer row that is most like a shorter one.

/// Longest rows that are compared cell by cell; beyond, only common ends count.
const LONGEST: usize = 4000;

/// Levenshtein's distance. O(n·m) time, O(m) space.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(front..).unwrap_or_default(), b.get(front..).unwrap_or_default());
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(..a.len() - back).unwrap_or_default(), b.get(..b.len() - back).unwrap_or_default());
    if a.is_empty() || b.is_empty() || a.len().max(b.len()) > LONGEST {
        return a.len().max(b.len());
    }
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
    row.last().copied().unwrap_or(0)
}

/// 1 − edit distance/length of the longer: 1 of equal rows, 0 where nothing is left.
pub(super) fn likeness(a: &[char], b: &[char]) -> f32 {
    let length = a.len().max(b.len());
    if length == 0 { 1.0 } else { 1.0 - distance(a, b) as f32 / length as f32 }
}

/// The part of `text` with the least distance to `needle`, the first of several (Sellers 1980); `None` where that is
/// all of the needle.
pub(super) fn best_place(needle: &[char], text: &[char]) -> Option<(usize, usize)> {
    if needle.len() > LONGEST {
        return None;
    }
    // For each prefix of the needle: the least distance of anything that ends here, and where that begins.
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

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn distances_count_the_fewest_changes() {
        for (a, b, expected) in
            [("春眠", "春眠", 0), ("春眠不觉晓", "春眠觉晓", 1), ("", "晓", 1), ("夜来风雨声", "夜闻风雨", 2)]
        {
            assert_eq!(distance(&chars(a), &chars(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn the_best_place_is_found() {
        let text = chars("春眠不觉晓处处闻啼鸟");
        // 处处闻 and 处处闻啼鸟 are one change away each: the first of them.
        assert_eq!(best_place(&chars("处处闻鸟"), &text), Some((5, 8)));
        assert_eq!(best_place(&chars("处处闻提鸟"), &text), Some((5, 10)));
        assert_eq!(best_place(&chars("不觉"), &text), Some((2, 4)));
        assert_eq!(best_place(&chars("风雨"), &text), None);
    }
}
