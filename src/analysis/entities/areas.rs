//! Where places and organisations lie: the divisions their names are or begin with.

use foldhash::HashMap;

use super::found::Found;
use super::page::Page;
use crate::analysis::places::{Gazetteer, Place, Reading, resolve};
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Readings of the names that are places of the table, and of the places that other names begin with.
#[derive(Debug, Default)]
pub(crate) struct Areas {
    /// Of names that are a division, by their range.
    pub(crate) whole: HashMap<TextRange, Reading>,
    /// Of names that begin with one, by their range: of 襄汾县委 that of 襄汾县.
    pub(crate) first: HashMap<TextRange, Reading>,
}

/// `found` is settled.
pub(crate) fn areas(page: &Page<'_>, found: &[Found]) -> Areas {
    let gazetteer = Gazetteer::embedded();
    // Each division named, and for each name which of them is its own.
    let mut divisions: Vec<TextRange> = Vec::new();
    let mut owners: Vec<(TextRange, TextRange)> = Vec::new();
    for name in found.iter().filter(|name| matches!(name.kind, EntityType::Place | EntityType::Organisation)) {
        if name.kind == EntityType::Place && is_division(gazetteer, page.of(name.range)) {
            divisions.push(name.range);
            continue;
        }
        let mut at = name.range.start();
        let mut last = None;
        while let Some(len) = page.text.get(at..name.range.end()).and_then(|rest| gazetteer.prefix_len(rest, true)) {
            if len == name.range.len() {
                break;
            }
            last = Some(TextRange::new(at, at + len));
            divisions.extend(last);
            at += len;
        }
        owners.extend(last.map(|last| (name.range, last)));
    }
    divisions.sort_unstable();
    divisions.dedup();
    let places: Vec<Place<'_>> = divisions.iter().map(|&range| Place { range, name: page.of(range) }).collect();
    let whole: HashMap<TextRange, Reading> = divisions.iter().copied().zip(resolve(&places)).collect();
    let first = owners.into_iter().filter_map(|(name, division)| Some((name, whole.get(&division)?.clone()))).collect();
    Areas { whole, first }
}

fn is_division(gazetteer: &Gazetteer, name: &str) -> bool {
    let (plain, districts) = gazetteer.called(name);
    !gazetteer.named(name).is_empty() || !plain.is_empty() || !districts.is_empty()
}

/// The path of a division, or the paths of all that fit.
pub(crate) fn paths(reading: &Reading) -> (Vec<String>, Vec<Vec<String>>) {
    let gazetteer = Gazetteer::embedded();
    match reading {
        Reading::Unknown => (Vec::new(), Vec::new()),
        Reading::One(code) => (gazetteer.path(*code), Vec::new()),
        Reading::Several(codes) => (Vec::new(), codes.iter().map(|&code| gazetteer.path(code)).collect()),
    }
}
