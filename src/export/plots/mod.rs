//! The plots of a text as pictures: each function draws what it is given, [`plot`] gathers it from an analysis.

mod amounts;
mod bars;
mod network;
mod picture;
mod svg;
mod timeline;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::statistics::{self, Query, entity_named, hits, ties};
use crate::analysis::{Analysis, Entity, EntityId};
use crate::annotation::EntityType;
use crate::document::Document;

pub use amounts::{Quantity, amounts};
pub use bars::{Strip, dispersion, frequency, rhythm};
pub use network::{Edge, Node, network};
pub use picture::{Anchor, BASELINE, Mark, Picture, Shape, Tint};
pub use svg::svg;
pub use timeline::{Moment, timeline};

/// Width of a picture that leaves the program, in pixels.
pub const WIDTH: f64 = 800.0;
/// Most words and entities across the text in one picture.
pub const N_MOST_STRIPS: usize = 12;
/// Drawn across the text where none is named: the most frequent words and entities.
const N_USUAL_WORDS: usize = 5;
const N_USUAL_ENTITIES: usize = 3;
const N_BARS: usize = 30;
/// Entities whose names do not run into each other around an ellipse as wide as [`WIDTH`], and as a panel.
const N_NODES: usize = 24;
const N_NODES_IN_PANEL: usize = 16;
const PANEL_BELOW: f64 = 500.0;
const N_EDGES: usize = 90;
const N_MOMENTS: usize = 60;
const N_AMOUNTS: usize = 80;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plot {
    /// Where words and entities stand across the text.
    Dispersion,
    /// The most frequent content words.
    Frequency,
    /// Lengths of the sentences, in characters.
    Rhythm,
    /// Entities named in the same paragraphs.
    Network,
    /// The dates the text names.
    Timeline,
    /// The amounts the text names, those of one unit together.
    Amounts,
}

/// `plot` of a document, `width` pixels wide where its parts can be set closer. `named` are the words, phrases and
/// entities to be drawn across the text, at most [`N_MOST_STRIPS`]; where there are none, the most frequent ones. The
/// other plots do without.
pub fn plot(document: &Document, analysis: &Analysis, plot: Plot, named: &[String], width: f64) -> Picture {
    let title = document.metadata().title.as_deref().unwrap_or_default();
    let figures = &analysis.statistics;
    match plot {
        Plot::Dispersion => dispersion(title, &strips(document, analysis, named)),
        Plot::Frequency => {
            let words: Vec<(String, usize)> =
                figures.words.iter().take(N_BARS).map(|word| (word.word.clone(), word.n)).collect();
            frequency(title, &words)
        }
        Plot::Rhythm => {
            let lengths: Vec<u32> = figures.sentence_lengths.iter().map(|sentence| sentence.n_chars).collect();
            rhythm(title, &lengths)
        }
        Plot::Network => {
            let n_nodes = if width < PANEL_BELOW { N_NODES_IN_PANEL } else { N_NODES };
            let (nodes, edges) = company(document, analysis, n_nodes);
            network(title, &nodes, &edges, width)
        }
        Plot::Timeline => timeline(title, &moments(document, analysis), width),
        Plot::Amounts => amounts(title, &quantities(document, analysis), width),
    }
}

fn strips(document: &Document, analysis: &Analysis, named: &[String]) -> Vec<Strip> {
    let drawn: Vec<(String, Query)> = if named.is_empty() {
        usual(analysis)
    } else {
        named.iter().take(N_MOST_STRIPS).map(|name| (name.clone(), query(document, analysis, name))).collect()
    };
    let n_bytes = document.text().len().max(1) as f64;
    let strip = |(label, query): (String, Query)| {
        // Words and entities are never patterns that cannot be read.
        let mut places = hits(document, analysis, &query).unwrap_or_default();
        places.sort_unstable();
        let positions = places.iter().map(|place| place.start() as f64 / n_bytes).collect();
        Strip { label, n: places.len(), positions }
    };
    drawn.into_iter().map(strip).collect()
}

fn usual(analysis: &Analysis) -> Vec<(String, Query)> {
    let words = analysis.statistics.words.iter().take(N_USUAL_WORDS);
    let words = words.map(|word| (word.word.clone(), Query::Word(word.word.clone())));
    let entities = frequent_entities(analysis).into_iter().take(N_USUAL_ENTITIES);
    words.chain(entities.map(|entity| (entity.name.clone(), Query::Entity(entity.id)))).collect()
}

/// An entity by one of its names, else a word as segmented, else the characters wherever they stand.
fn query(document: &Document, analysis: &Analysis, name: &str) -> Query {
    if let Some(entity) = entity_named(analysis, name) {
        return Query::Entity(entity.id);
    }
    let is_word = analysis.tokens.iter().any(|token| document.slice(token.range) == name);
    if is_word { Query::Word(name.to_owned()) } else { Query::Phrase(name.to_owned()) }
}

fn frequent_entities(analysis: &Analysis) -> Vec<&Entity> {
    let mut entities: Vec<&Entity> = analysis.entities.iter().collect();
    entities.sort_by_key(|entity| Reverse(entity.mentions.len()));
    entities
}

/// The people, places and organisations named most, by kind, and which of them are named in the same paragraphs.
fn company(document: &Document, analysis: &Analysis, n_nodes: usize) -> (Vec<Node>, Vec<Edge>) {
    let mut drawn: Vec<&Entity> =
        frequent_entities(analysis).into_iter().filter(|entity| tint(entity.kind).is_some()).take(n_nodes).collect();
    drawn.sort_by_key(|entity| entity.kind);
    let idxs: BTreeMap<EntityId, usize> = drawn.iter().enumerate().map(|(idx, entity)| (entity.id, idx)).collect();
    let node = |entity: &&Entity| {
        let first = entity.mentions.first().and_then(|&idx| analysis.mentions.get(idx as usize));
        Some(Node {
            label: entity.name.clone(),
            n: entity.mentions.len(),
            tint: tint(entity.kind)?,
            place: first.map(|mention| mention.range),
        })
    };
    let edge = |tie: statistics::Tie| {
        let (first, second) = (*idxs.get(&tie.first)?, *idxs.get(&tie.second)?);
        Some(Edge { first, second, n: tie.n })
    };
    let nodes = drawn.iter().filter_map(node).collect();
    (nodes, ties(document, analysis).into_iter().filter_map(edge).take(N_EDGES).collect())
}

/// Of a kind that keeps company; a title, work or policy does not.
fn tint(kind: EntityType) -> Option<Tint> {
    match kind {
        EntityType::Person => Some(Tint::Person),
        EntityType::Place => Some(Tint::Place),
        EntityType::Organisation => Some(Tint::Organisation),
        EntityType::Title | EntityType::Work | EntityType::Term => None,
    }
}

/// The dates from the earliest, those of one value in one row.
fn moments(document: &Document, analysis: &Analysis) -> Vec<Moment> {
    let mut dates = statistics::timeline(analysis);
    dates.sort_by(|a, b| a.year.total_cmp(&b.year).then_with(|| a.value.cmp(&b.value)));
    let rows = dates.chunk_by(|a, b| a.value == b.value).filter_map(|same| {
        let first = same.first()?;
        let times = if same.len() > 1 { format!(" ×{}", same.len()) } else { String::new() };
        // What a value says of itself behind the date (;role=published) is no part of it.
        let value = first.value.split(';').next().unwrap_or_default();
        let label = format!("{value} · {}{times}", document.slice(first.range));
        Some(Moment { label, year: first.year, place: Some(first.range) })
    });
    rows.take(N_MOMENTS).collect()
}

/// The amounts by unit, the units with most amounts first; where amounts of a kind have a unit of the SI in common, in
/// that.
fn quantities(document: &Document, analysis: &Analysis) -> Vec<(String, Vec<Quantity>)> {
    let mut groups: Vec<(String, Vec<Quantity>)> = Vec::new();
    for amount in statistics::amounts(analysis).into_iter().take(N_AMOUNTS) {
        let (low, high, unit) = match &amount.normalised {
            Some(same) => (same.number, same.high, same.unit.clone()),
            None => (amount.number, amount.high, amount.unit.clone()),
        };
        let numbers = high.map_or_else(|| low.to_string(), |high| format!("{low}–{high}"));
        let quantity = Quantity {
            label: document.slice(amount.range).to_owned(),
            value: format!("{}{numbers} {unit}", amount.bound).trim_end().to_owned(),
            low,
            high: high.unwrap_or(low),
            place: Some(amount.range),
        };
        match groups.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, rows)) => rows.push(quantity),
            None => groups.push((unit, vec![quantity])),
        }
    }
    groups.sort_by_key(|(_, rows)| Reverse(rows.len()));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{self, Unwatched};
    use crate::import::import;

    const ALL: [Plot; 6] =
        [Plot::Dispersion, Plot::Frequency, Plot::Rhythm, Plot::Network, Plot::Timeline, Plot::Amounts];

    fn drawn(text: &str, kind: Plot, named: &[&str], width: f64) -> String {
        let document = import(text.as_bytes(), None).unwrap().document;
        let analysis = analysis::analyze(&document, &[], &Unwatched).unwrap();
        let named: Vec<String> = named.iter().map(|name| (*name).to_owned()).collect();
        svg(&plot(&document, &analysis, kind, &named, width))
    }

    #[test]
    fn every_text_has_every_plot() {
        for text in
            ["字", "。", "Latin only.", "1", "2024年7月1日，张三在朔州市种了30多亩地。李四也在朔州市种了2公顷。"]
        {
            for kind in ALL {
                for width in [280.0, WIDTH] {
                    let svg = drawn(text, kind, &[], width);
                    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{kind:?} of {text}");
                    assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{kind:?} of {text}");
                }
            }
        }
    }

    #[test]
    fn what_is_named_is_drawn_across_the_text() {
        let svg = drawn("转型发展。\n干部培训。\n转型。", Plot::Dispersion, &["转型", "没有"], WIDTH);
        assert!(svg.contains(">转型</text>") && svg.contains(">没有</text>"), "{svg}");
    }

    #[test]
    fn amounts_of_a_kind_share_a_unit() {
        let svg = drawn("种了30亩地。又种了2公顷地。", Plot::Amounts, &[], WIDTH);
        assert!(svg.contains(">20000 m2</text>"), "{svg}");
        assert_eq!(svg.matches(">m2</text>").count(), 1, "one heading for both");
    }
}
