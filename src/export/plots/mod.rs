//! The plots of a text as pictures (SVG): each function draws what it is given, [`plot`] gathers it from an analysis.

mod bars;
mod network;
mod svg;
mod timeline;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::statistics::{self, Query, entity_named, hits, ties};
use crate::analysis::{Analysis, Entity, EntityId};
use crate::annotation::EntityType;
use crate::document::Document;

pub use bars::{Strip, dispersion, frequency, rhythm};
pub use network::{Edge, Node, network};
pub use timeline::{Moment, timeline};

/// Most words and entities across the text in one picture.
pub const N_MOST_STRIPS: usize = 12;
/// Drawn across the text where none is named: the most frequent words and entities.
const N_USUAL_WORDS: usize = 5;
const N_USUAL_ENTITIES: usize = 3;
const N_BARS: usize = 30;
/// Entities whose names do not run into each other around the circle.
const N_NODES: usize = 24;
const N_EDGES: usize = 90;
const N_MOMENTS: usize = 60;

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
}

/// `plot` of a document as SVG. `named` are the words, phrases and entities to be drawn across the text, at most
/// [`N_MOST_STRIPS`]; where there are none, the most frequent ones. The other plots do without.
pub fn plot(document: &Document, analysis: &Analysis, plot: Plot, named: &[String]) -> String {
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
            let (nodes, edges) = company(document, analysis);
            network(title, &nodes, &edges)
        }
        Plot::Timeline => timeline(title, &moments(document, analysis)),
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
fn company(document: &Document, analysis: &Analysis) -> (Vec<Node>, Vec<Edge>) {
    let mut drawn: Vec<&Entity> =
        frequent_entities(analysis).into_iter().filter(|entity| color(entity.kind).is_some()).take(N_NODES).collect();
    drawn.sort_by_key(|entity| entity.kind);
    let idxs: BTreeMap<EntityId, usize> = drawn.iter().enumerate().map(|(idx, entity)| (entity.id, idx)).collect();
    let node = |entity: &&Entity| {
        let color = color(entity.kind)?;
        Some(Node { label: entity.name.clone(), n: entity.mentions.len(), color })
    };
    let edge = |tie: statistics::Tie| {
        let (first, second) = (*idxs.get(&tie.first)?, *idxs.get(&tie.second)?);
        Some(Edge { first, second, n: tie.n })
    };
    let nodes = drawn.iter().filter_map(node).collect();
    (nodes, ties(document, analysis).into_iter().filter_map(edge).take(N_EDGES).collect())
}

/// Of a kind that keeps company; a title, work or policy does not.
fn color(kind: EntityType) -> Option<&'static str> {
    match kind {
        EntityType::Person => Some("#b8442f"),
        EntityType::Place => Some("#4a7a5c"),
        EntityType::Organisation => Some("#3f5f8a"),
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
        Some(Moment { label: format!("{value} · {}{times}", document.slice(first.range)), year: first.year })
    });
    rows.take(N_MOMENTS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{self, Unwatched};
    use crate::import::import;

    const ALL: [Plot; 5] = [Plot::Dispersion, Plot::Frequency, Plot::Rhythm, Plot::Network, Plot::Timeline];

    fn drawn(text: &str, kind: Plot, named: &[&str]) -> String {
        let document = import(text.as_bytes(), None).unwrap().document;
        let analysis = analysis::analyze(&document, &[], &Unwatched).unwrap();
        let named: Vec<String> = named.iter().map(|name| (*name).to_owned()).collect();
        plot(&document, &analysis, kind, &named)
    }

    #[test]
    fn every_text_has_every_plot() {
        for text in ["字", "。", "Latin only.", "1", "2024年7月1日，张三在朔州市说：“转型。”李四也在朔州市。"]
        {
            for kind in ALL {
                let svg = drawn(text, kind, &[]);
                assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{kind:?} of {text}");
                assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{kind:?} of {text}");
            }
        }
    }

    #[test]
    fn what_is_named_is_drawn_across_the_text() {
        let svg = drawn("转型发展。\n干部培训。\n转型。", Plot::Dispersion, &["转型", "没有"]);
        assert!(svg.contains(">转型</text>") && svg.contains(">没有</text>"), "{svg}");
    }
}
