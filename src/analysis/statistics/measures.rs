//! Lexical diversity: how varied the vocabulary of a sequence of words is.

use super::vocabulary::Vocabulary;

/// Counts and lexical diversity of a sequence of words.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    pub tokens: usize,
    pub types: usize,
    /// Types that occur once.
    pub hapax: usize,
    pub diversity: Diversity,
}

/// Measures of lexical diversity; `None` where the text is too short for one. Formulas and sources:
/// [`super::DEFINITIONS`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Diversity {
    pub ttr: Option<f64>,
    pub guiraud_r: Option<f64>,
    pub herdan_c: Option<f64>,
    pub msttr_100: Option<f64>,
    pub mattr_50: Option<f64>,
    pub mtld_072: Option<f64>,
    pub hdd_42: Option<f64>,
    pub maas: Option<f64>,
    pub yule_k: Option<f64>,
    pub simpson: Option<f64>,
}

/// Measures of a sequence of words, marks already left out. Linear in the number of words.
pub fn measures(words: &[&str]) -> Measures {
    measures_of(&Vocabulary::new(words.iter().copied()))
}

pub(super) fn measures_of(vocabulary: &Vocabulary<'_>) -> Measures {
    Measures {
        tokens: vocabulary.n_words(),
        types: vocabulary.n_types(),
        hapax: vocabulary.counts.iter().filter(|&&count| count == 1).count(),
        diversity: diversity(vocabulary),
    }
}

fn diversity(vocabulary: &Vocabulary<'_>) -> Diversity {
    let (n, v) = (vocabulary.n_words() as f64, vocabulary.n_types() as f64);
    let (ids, n_types) = (vocabulary.ids.as_slice(), vocabulary.n_types());
    let has_words = n >= 1.0;
    // Logarithms of one word are 0 and would be divided by.
    let has_two = n >= 2.0;
    let squares: f64 = vocabulary.counts.iter().map(|&f| f64::from(f) * f64::from(f)).sum();
    Diversity {
        ttr: has_words.then(|| v / n),
        guiraud_r: has_words.then(|| v / n.sqrt()),
        herdan_c: has_two.then(|| v.ln() / n.ln()),
        msttr_100: msttr(ids, n_types, 100),
        mattr_50: mattr(ids, n_types, 50),
        mtld_072: has_words.then(|| mtld(ids, n_types, 0.72)),
        hdd_42: hdd(vocabulary, 42),
        maas: has_two.then(|| (n.ln() - v.ln()) / (n.ln() * n.ln())),
        yule_k: has_words.then(|| 1e4 * (squares - n) / (n * n)),
        simpson: has_two.then(|| (squares - n) / (n * (n - 1.0))),
    }
}

/// Mean of the type–token ratios of whole segments of `size` words; the rest at the end is left out (Johnson 1944).
fn msttr(ids: &[u32], n_types: usize, size: usize) -> Option<f64> {
    let mut distinct = Distinct::new(n_types);
    let segments = ids.chunks_exact(size);
    let n_segments = segments.len();
    let n_distinct: usize = segments
        .map(|segment| {
            distinct.clear();
            segment.iter().filter(|&&id| distinct.insert(id)).count()
        })
        .sum();
    (n_segments > 0).then(|| n_distinct as f64 / (n_segments * size) as f64)
}

/// Mean of the type–token ratios of all windows of `size` words (Covington & `McFall` 2010).
fn mattr(ids: &[u32], n_types: usize, size: usize) -> Option<f64> {
    let n_windows = (ids.len() + 1).checked_sub(size).filter(|&n| n > 0)?;
    let mut in_window = vec![0_u32; n_types];
    let (mut n_distinct, mut sum) = (0_usize, 0_usize);
    for (i, &id) in ids.iter().enumerate() {
        if let Some(count) = in_window.get_mut(id as usize) {
            n_distinct += usize::from(*count == 0);
            *count += 1;
        }
        if let Some(&gone) = i.checked_sub(size).and_then(|left| ids.get(left))
            && let Some(count) = in_window.get_mut(gone as usize)
        {
            *count -= 1;
            n_distinct -= usize::from(*count == 0);
        }
        if i + 1 >= size {
            sum += n_distinct;
        }
    }
    Some(sum as f64 / (n_windows * size) as f64)
}

/// Mean of the forward and the backward run (`McCarthy` & Jarvis 2010). `ids` must not be empty.
fn mtld(ids: &[u32], n_types: usize, threshold: f64) -> f64 {
    let forward = mtld_run(ids.iter().copied(), n_types, threshold);
    let backward = mtld_run(ids.iter().rev().copied(), n_types, threshold);
    f64::midpoint(forward, backward)
}

fn mtld_run(ids: impl ExactSizeIterator<Item = u32>, n_types: usize, threshold: f64) -> f64 {
    let n = ids.len() as f64;
    let mut distinct = Distinct::new(n_types);
    let (mut n_distinct, mut length, mut factors) = (0_usize, 0_usize, 0.0);
    for id in ids {
        length += 1;
        n_distinct += usize::from(distinct.insert(id));
        if n_distinct as f64 / length as f64 <= threshold {
            distinct.clear();
            (n_distinct, length) = (0, 0);
            factors += 1.0;
        }
    }
    if length > 0 {
        factors += (1.0 - n_distinct as f64 / length as f64) / (1.0 - threshold);
    }
    // No word ever repeats: lexicalrichness counts one factor.
    if factors == 0.0 { n } else { n / factors }
}

/// Sum over types of the chance to be among `draws` words drawn without replacement, divided by `draws`
/// (`McCarthy` & Jarvis 2007).
fn hdd(vocabulary: &Vocabulary<'_>, draws: usize) -> Option<f64> {
    let n = vocabulary.n_words();
    if n < draws {
        return None;
    }
    let mut by_count = vocabulary.counts.clone();
    by_count.sort_unstable();
    let sum: f64 = by_count
        .chunk_by(|a, b| a == b)
        .map(|same| {
            let f = same.first().copied().unwrap_or_default() as usize;
            // Hypergeometric chance of 0: the product of (N-f-i)/(N-i); a factor of 0 where fewer than `draws` others exist.
            let absent: f64 = (0..draws).map(|i| n.saturating_sub(f + i) as f64 / (n - i) as f64).product();
            same.len() as f64 * (1.0 - absent)
        })
        .sum();
    Some(sum / draws as f64)
}

/// A set of types that is emptied in no time.
struct Distinct {
    stamps: Vec<u32>,
    now: u32,
}

impl Distinct {
    fn new(n_types: usize) -> Self {
        Self { stamps: vec![0; n_types], now: 1 }
    }

    fn clear(&mut self) {
        self.now += 1;
    }

    /// Whether `id` was not in the set.
    fn insert(&mut self, id: u32) -> bool {
        self.stamps.get_mut(id as usize).is_some_and(|stamp| std::mem::replace(stamp, self.now) != self.now)
    }
}
