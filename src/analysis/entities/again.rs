//! What is a name once in a document is one again: the recogniser reads a paragraph at a time and misses some.

use foldhash::HashMap;

use super::found::Found;
use super::page::Page;
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Surer than this, a name is looked for elsewhere too.
const LEAST_CONFIDENCE: f32 = 0.6;
/// A name of two characters must have been seen at one in so many of its places: 高明 is a word as well.
const ONE_IN: usize = 3;

/// Where strings of at least two characters stand in a text: one pass, whatever their number.
#[derive(Debug, Default)]
pub(crate) struct Surfaces<'a> {
    by_first_two: HashMap<(char, char), Vec<&'a str>>,
}

impl<'a> Surfaces<'a> {
    pub(crate) fn new(surfaces: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_first_two: HashMap<_, Vec<&str>> = HashMap::default();
        for surface in surfaces {
            let mut chars = surface.chars();
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                by_first_two.entry((first, second)).or_default().push(surface);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is put in order for itself")]
        for surfaces in by_first_two.values_mut() {
            surfaces.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            surfaces.dedup();
        }
        Self { by_first_two }
    }

    /// The longest one at each place, left to right, none inside another.
    pub(crate) fn find(&self, text: &str) -> Vec<(TextRange, &'a str)> {
        let mut hits = Vec::new();
        let mut free_from = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, first)) = chars.next() {
            let Some(&(_, second)) = chars.peek() else { break };
            if at < free_from {
                continue;
            }
            let Some(surfaces) = self.by_first_two.get(&(first, second)) else { continue };
            let rest = text.get(at..).unwrap_or_default();
            if let Some(surface) = surfaces.iter().find(|surface| rest.starts_with(**surface)) {
                free_from = at + surface.len();
                hits.push((TextRange::new(at, free_from), *surface));
            }
        }
        hits
    }
}

/// `found`, which must be settled, with the occurrences that were missed; where one form was read as different kinds,
/// the kind read far more often everywhere. Settle the result again.
pub(crate) fn again(page: &Page<'_>, found: &[Found]) -> Vec<Found> {
    let mut kinds: HashMap<&str, Vec<(EntityType, usize, f32)>> = HashMap::default();
    for name in found.iter().filter(|name| is_name(name)) {
        let votes = kinds.entry(page.of(name.range)).or_default();
        match votes.iter_mut().find(|vote| vote.0 == name.kind) {
            Some(vote) => *vote = (vote.0, vote.1 + 1, vote.2.max(name.confidence)),
            None => votes.push((name.kind, 1, name.confidence)),
        }
    }
    let mut together: Vec<Found> = found.to_vec();
    for name in together.iter_mut().filter(|name| is_name(name) && name.confidence < 1.0) {
        if let Some((kind, _, _)) = kinds.get(page.of(name.range)).and_then(|votes| by_far(votes)) {
            name.kind = kind;
        }
    }
    let sure = kinds.iter().filter(|(_, votes)| votes.iter().any(|vote| vote.2 >= LEAST_CONFIDENCE));
    let hits = Surfaces::new(sure.map(|(surface, _)| *surface)).find(page.text);
    let mut n_places: HashMap<&str, usize> = HashMap::default();
    for (_, surface) in &hits {
        *n_places.entry(*surface).or_default() += 1;
    }
    let mut known = found.iter().peekable();
    let mut covered_to = 0;
    for (range, surface) in hits {
        while let Some(name) = known.next_if(|name| name.range.start() < range.end()) {
            covered_to = covered_to.max(name.range.end());
        }
        let Some((kind, n_read, confidence)) =
            kinds.get(surface).and_then(|votes| votes.iter().copied().max_by_key(|vote| vote.1))
        else {
            continue;
        };
        let is_short = surface.chars().count() == 2;
        let is_rare = is_short && n_read * ONE_IN < n_places.get(surface).copied().unwrap_or_default();
        if covered_to <= range.start() && !is_rare && page.has_borders(range) {
            together.push(Found::new(range, kind, confidence * 0.9));
        }
    }
    together
}

fn is_name(name: &Found) -> bool {
    matches!(name.kind, EntityType::Person | EntityType::Place | EntityType::Organisation)
}

/// The kind read at least three times as often as all others, if any.
fn by_far(votes: &[(EntityType, usize, f32)]) -> Option<(EntityType, usize, f32)> {
    let best = votes.iter().max_by_key(|vote| vote.1)?;
    let all: usize = votes.iter().map(|vote| vote.1).sum();
    (best.1 >= 3 * (all - best.1)).then_some(*best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_missed_once_are_found() {
        let text = "王巍说。王巍又说。";
        let page = Page { text, tokens: &[] };
        let first = Found::new(TextRange::new(0, 6), EntityType::Person, 0.9);
        let names = again(&page, &[first]);
        assert_eq!(names.len(), 2);
        assert_eq!(page.of(names[1].range), "王巍");
        assert_eq!(names[1].kind, EntityType::Person);
    }

    #[test]
    fn the_longest_surface_wins() {
        let surfaces = Surfaces::new(["山西", "山西省", "省委"]);
        let hits: Vec<&str> = surfaces.find("山西省委在山西").into_iter().map(|(_, surface)| surface).collect();
        assert_eq!(hits, ["山西省", "山西"]);
    }
}
