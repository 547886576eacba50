//! Which characters of an old text are which of a new one: unique runs first, then what lies between them, then what was
//! moved elsewhere.

use std::collections::HashMap;

use dissimilar::Chunk;

/// Length of the runs that anchor two whole texts: rarely by chance the same in Chinese.
const LONG_RUN: usize = 8;
/// Length of the runs that anchor what lies between two anchors, where chance has less room.
const SHORT_RUN: usize = 4;
/// Equal characters in unique runs that tell a moved passage from a phrase that is used twice.
const MOVED_SUPPORT: usize = 12;
/// Longest stretch, both sides together, that is compared character by character, which takes time by the square of it;
/// longer ones without a common run of [`SHORT_RUN`] have nothing to do with each other.
const LONGEST_GAP: usize = 1500;
/// Least share of the shorter side that must be equal for the rest of the equalities to mean anything.
const LEAST_SHARE: f32 = 0.4;
/// Rounds of looking for moved passages.
const ROUNDS: usize = 6;

/// Where each cell of the old text went.
#[derive(Debug)]
pub(super) struct Alignment {
    /// For each old cell the new one, if it survived.
    pub(super) to_new: Vec<Option<u32>>,
    /// Whether each new cell has an old one.
    pub(super) is_taken: Vec<bool>,
    /// Whether each old cell was found out of order.
    pub(super) is_moved: Vec<bool>,
}

/// A stretch of one text, half-open, in cells.
type Span = (usize, usize);

impl Alignment {
    pub(super) fn new(old: &[char], new: &[char]) -> Self {
        let mut alignment =
            Self { to_new: vec![None; old.len()], is_taken: vec![false; new.len()], is_moved: vec![false; old.len()] };
        let texts = Texts { old, new };
        alignment.in_order(texts, (0, old.len()), (0, new.len()), LONG_RUN, false);
        for _ in 0..ROUNDS {
            if !alignment.moved(texts) {
                break;
            }
        }
        alignment
    }

    /// Aligns two stretches in order.
    fn in_order(&mut self, texts: Texts<'_>, old: Span, new: Span, run: usize, is_moved: bool) {
        let (old, new) = self.common_ends(texts, old, new, is_moved);
        if old.0 == old.1 || new.0 == new.1 {
            return;
        }
        let chain = longest_chain(unique_runs(texts, &[old], &[new], run));
        if chain.is_empty() {
            if run > SHORT_RUN {
                self.in_order(texts, old, new, SHORT_RUN, is_moved);
            } else {
                self.character_by_character(texts, old, new, is_moved);
            }
            return;
        }
        let (mut old_at, mut new_at) = (old.0, new.0);
        for (o, n) in chain {
            if o < old_at || n < new_at {
                continue;
            }
            // Backwards as far as they agree, so that the stretch before holds only what differs.
            let back = texts.agree_backwards(o, n).min(o - old_at).min(n - new_at);
            let ahead = texts.agree(o, n).min(old.1 - o).min(new.1 - n);
            self.between(texts, (old_at, o - back), (new_at, n - back), run, is_moved);
            self.pair(o - back, n - back, back + ahead, is_moved);
            (old_at, new_at) = (o + ahead, n + ahead);
        }
        self.between(texts, (old_at, old.1), (new_at, new.1), run, is_moved);
    }

    fn between(&mut self, texts: Texts<'_>, old: Span, new: Span, run: usize, is_moved: bool) {
        if old.0 < old.1 && new.0 < new.1 {
            let shorter = if run > SHORT_RUN { SHORT_RUN } else { 0 };
            if shorter > 0 {
                self.in_order(texts, old, new, shorter, is_moved);
            } else {
                self.character_by_character(texts, old, new, is_moved);
            }
        }
    }

    /// Pairs what both stretches begin and end with; returns the rest.
    fn common_ends(&mut self, texts: Texts<'_>, old: Span, new: Span, is_moved: bool) -> (Span, Span) {
        let shorter = (old.1 - old.0).min(new.1 - new.0);
        let front = texts.agree(old.0, new.0).min(shorter);
        self.pair(old.0, new.0, front, is_moved);
        let back = texts.agree_backwards(old.1, new.1).min(shorter - front);
        self.pair(old.1 - back, new.1 - back, back, is_moved);
        ((old.0 + front, old.1 - back), (new.0 + front, new.1 - back))
    }

    fn character_by_character(&mut self, texts: Texts<'_>, old: Span, new: Span, is_moved: bool) {
        let (n_old, n_new) = (old.1 - old.0, new.1 - new.0);
        if n_old + n_new > LONGEST_GAP {
            return;
        }
        let (old_text, new_text) = (texts.old_string(old), texts.new_string(new));
        let mut pairs = Vec::new();
        let (mut o, mut n, mut n_equal) = (old.0, new.0, 0);
        for chunk in dissimilar::diff(&old_text, &new_text) {
            match chunk {
                Chunk::Equal(text) => {
                    let length = text.chars().count();
                    pairs.push((o, n, length));
                    n_equal += length;
                    (o, n) = (o + length, n + length);
                }
                Chunk::Delete(text) => o += text.chars().count(),
                Chunk::Insert(text) => n += text.chars().count(),
            }
        }
        // Between a passage and one put in its place a few characters are always the same; they tell nothing.
        if n_equal as f32 >= LEAST_SHARE * n_old.min(n_new) as f32 {
            for (o, n, length) in pairs {
                self.pair(o, n, length, is_moved);
            }
        }
    }

    /// Looks for passages that went elsewhere, among what is left on both sides; false when nothing was found.
    fn moved(&mut self, texts: Texts<'_>) -> bool {
        let left_old = stretches(self.to_new.iter().map(Option::is_none));
        let left_new = stretches(self.is_taken.iter().map(|taken| !taken));
        let mut support: HashMap<(usize, usize), Vec<Span>> = HashMap::new();
        for (o, n) in unique_runs(texts, &left_old, &left_new, LONG_RUN) {
            let key = (stretch_of(&left_old, o), stretch_of(&left_new, n));
            support.entry(key).or_default().push((o, n));
        }
        let mut pairs: Vec<_> = support
            .into_iter()
            .map(|(key, runs)| (covered(&longest_chain(runs)), key))
            .filter(|&(n_cells, _)| n_cells >= MOVED_SUPPORT)
            .collect();
        pairs.sort_unstable_by(|a, b| b.cmp(a));
        let (mut used_old, mut used_new) = (vec![false; left_old.len()], vec![false; left_new.len()]);
        let mut found = false;
        for (_, (o, n)) in pairs {
            let (Some(&old), Some(&new)) = (left_old.get(o), left_new.get(n)) else { continue };
            if used_old.get(o) == Some(&false) && used_new.get(n) == Some(&false) {
                set(&mut used_old, o);
                set(&mut used_new, n);
                self.in_order(texts, old, new, LONG_RUN, true);
                found = true;
            }
        }
        found
    }

    fn pair(&mut self, old: usize, new: usize, length: usize, is_moved: bool) {
        for i in 0..length {
            if let (Some(to), Some(taken)) = (self.to_new.get_mut(old + i), self.is_taken.get_mut(new + i)) {
                *to = Some((new + i) as u32);
                *taken = true;
            }
            if let Some(moved) = self.is_moved.get_mut(old + i) {
                *moved = is_moved;
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Texts<'a> {
    old: &'a [char],
    new: &'a [char],
}

impl Texts<'_> {
    /// How many cells are equal from here on.
    fn agree(self, old: usize, new: usize) -> usize {
        let (old, new) = (self.old.get(old..).unwrap_or_default(), self.new.get(new..).unwrap_or_default());
        old.iter().zip(new).take_while(|(a, b)| a == b).count()
    }

    /// How many cells are equal before here.
    fn agree_backwards(self, old: usize, new: usize) -> usize {
        let (old, new) = (self.old.get(..old).unwrap_or_default(), self.new.get(..new).unwrap_or_default());
        old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count()
    }

    fn old_string(self, span: Span) -> String {
        self.old.get(span.0..span.1).unwrap_or_default().iter().collect()
    }

    fn new_string(self, span: Span) -> String {
        self.new.get(span.0..span.1).unwrap_or_default().iter().collect()
    }
}

/// Places of the runs of `length` cells that occur once in the old stretches and once in the new ones, by old place.
fn unique_runs(texts: Texts<'_>, old: &[Span], new: &[Span], length: usize) -> Vec<Span> {
    // For each run its place in either text; `None` where it occurs again.
    let mut seen: HashMap<u64, (Option<usize>, Option<usize>)> = HashMap::new();
    let mut twice_old = Vec::new();
    for_runs(texts.old, old, length, |hash, at| {
        let entry = seen.entry(hash).or_insert((Some(at), None));
        if entry.0 != Some(at) {
            twice_old.push(hash);
        }
    });
    for hash in twice_old {
        seen.remove(&hash);
    }
    let mut twice_new = Vec::new();
    for_runs(texts.new, new, length, |hash, at| {
        if let Some((_, place)) = seen.get_mut(&hash) {
            if place.is_some() {
                twice_new.push(hash);
            }
            *place = Some(at);
        }
    });
    for hash in twice_new {
        seen.remove(&hash);
    }
    let mut runs: Vec<Span> = seen.into_values().filter_map(|(old, new)| Some((old?, new?))).collect();
    // A hash may lie. Only the run is compared: to the end of what agrees, it would be quadratic.
    runs.retain(|&(o, n)| texts.old.get(o..o + length) == texts.new.get(n..n + length));
    runs.sort_unstable();
    runs
}

fn for_runs(text: &[char], spans: &[Span], length: usize, mut see: impl FnMut(u64, usize)) {
    for &(start, end) in spans {
        let stretch = text.get(start..end).unwrap_or_default();
        for (i, run) in stretch.windows(length).enumerate() {
            see(hash(run), start + i);
        }
    }
}

/// FNV-1a over code points, with a last stir; only chance has to be kept away.
fn hash(run: &[char]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &c in run {
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    }
    hash
}

/// The longest part of `pairs`, sorted by the first, in which the second ascends too. O(n log n) (patience sorting).
fn longest_chain(pairs: Vec<Span>) -> Vec<Span> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |idx: usize| pairs.get(idx).map_or(0, |pair| pair.1);
    for (i, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| second(top) < pair.1);
        before.push(pile.checked_sub(1).and_then(|below| tops.get(below).copied()));
        match tops.get_mut(pile) {
            Some(top) => *top = i,
            None => tops.push(i),
        }
    }
    let mut chain = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(i) = next {
        chain.extend(pairs.get(i));
        next = before.get(i).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Cells that lie in the runs of a chain.
fn covered(chain: &[Span]) -> usize {
    let mut n_cells = 0;
    let mut reached = 0;
    for &(o, _) in chain {
        n_cells += (o + LONG_RUN).saturating_sub(reached.max(o));
        reached = o + LONG_RUN;
    }
    n_cells
}

/// The stretches in which `is_left` holds.
fn stretches(is_left: impl Iterator<Item = bool>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (i, left) in is_left.enumerate() {
        match spans.last_mut() {
            Some(last) if left && last.1 == i => last.1 = i + 1,
            _ if left => spans.push((i, i + 1)),
            _ => {}
        }
    }
    spans
}

fn stretch_of(spans: &[Span], at: usize) -> usize {
    spans.partition_point(|span| span.1 <= at)
}

fn set(flags: &mut [bool], idx: usize) {
    if let Some(flag) = flags.get_mut(idx) {
        *flag = true;
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// Varied enough that most runs occur once.
    fn long_text(n_cells: u32) -> Vec<char> {
        let mut state = 1_u32;
        let mut cells = Vec::new();
        for _ in 0..n_cells {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            cells.extend(char::from_u32(0x4E00 + (state >> 8) % 2000));
        }
        cells
    }

    #[test]
    fn two_small_changes_in_a_long_text_take_no_long_time() {
        let old = long_text(100_000);
        let mut new = old.clone();
        *new.first_mut().unwrap() = 'a';
        *new.last_mut().unwrap() = 'b';
        let start = Instant::now();
        let alignment = Alignment::new(&old, &new);
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        let n_survivors = alignment.to_new.iter().flatten().count();
        assert_eq!(n_survivors, old.len() - 2);
        assert!(alignment.to_new.iter().enumerate().all(|(i, to)| to.is_none_or(|to| to as usize == i)));
    }
}
