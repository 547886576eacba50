//! What a text is about: TF-IDF and `TextRank`.

use std::collections::BTreeMap;

use super::super::types::{Pos, Token};
use super::reference::Reference;
use super::stopwords::StopWords;
use super::vocabulary::Vocabulary;
use super::words::is_telling;
use crate::document::Document;

/// A word with its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    pub word: String,
    pub weight: f64,
}

/// Share of the graph's weight a word passes on (Brin & Page 1998).
const DAMPING: f64 = 0.85;
/// Rounds of `TextRank`, as jieba.
const N_ROUNDS: usize = 10;
/// Words that meet are less than so many places apart, as jieba.
const SPAN: usize = 5;

/// The `limit` content words of `document` with the highest TF-IDF against `reference`.
pub fn tags(
    document: &Document,
    tokens: &[Token],
    reference: &Reference,
    stop_words: &StopWords,
    limit: usize,
) -> Vec<Keyword> {
    let words: Vec<&str> = tokens
        .iter()
        .map(|token| (document.slice(token.range), token.pos))
        .filter(|&(word, pos)| is_long(word) && is_telling(word, pos, stop_words))
        .map(|(word, _)| word)
        .collect();
    tf_idf(&words, |word| reference.idf(word), limit)
}

/// The `limit` nouns and verbs of `document` that rank highest.
pub fn topics(document: &Document, tokens: &[Token], stop_words: &StopWords, limit: usize) -> Vec<Keyword> {
    let words: Vec<(&str, bool)> = tokens
        .iter()
        .map(|token| {
            let word = document.slice(token.range);
            let is_candidate = matches!(token.pos, Pos::N | Pos::Nz | Pos::Loc | Pos::Org | Pos::V | Pos::Vn);
            (word, is_candidate && is_long(word) && !stop_words.contains(word))
        })
        .collect();
    text_rank(&words, limit)
}

/// Each word's frequency by the number of `words`, times its inverse document frequency.
pub fn tf_idf(words: &[&str], idf: impl Fn(&str) -> f64, limit: usize) -> Vec<Keyword> {
    let vocabulary = Vocabulary::new(words.iter().copied());
    let weights = vocabulary
        .types
        .iter()
        .zip(&vocabulary.counts)
        .map(|(word, &n)| (*word, f64::from(n) * idf(word) / words.len() as f64));
    heaviest(weights, limit)
}

/// `TextRank` (Mihalcea & Tarau 2004) over the words marked as candidates; the others only take up room in the window of
/// five. Weights are scaled so that the largest is 1, as jieba does.
pub fn text_rank(words: &[(&str, bool)], limit: usize) -> Vec<Keyword> {
    let candidates: BTreeMap<&str, usize> = {
        let sorted: std::collections::BTreeSet<&str> =
            words.iter().filter(|(_, is)| *is).map(|(word, _)| *word).collect();
        sorted.into_iter().zip(0..).collect()
    };
    let ids: Vec<Option<usize>> =
        words.iter().map(|(word, is)| candidates.get(word).copied().filter(|_| *is)).collect();
    let graph = Graph::new(candidates.len(), meetings(&ids));
    let ranks = graph.ranks();
    let linked = || ranks.iter().zip(&graph.edges).filter(|(_, edges)| !edges.is_empty()).map(|(&rank, _)| rank);
    let (least, most) = (linked().fold(f64::INFINITY, f64::min), linked().fold(f64::NEG_INFINITY, f64::max));
    let scale = |rank: f64| (rank - least / 10.0) / (most - least / 10.0);
    let weights = candidates.keys().zip(&ranks).zip(&graph.edges);
    heaviest(weights.filter(|(_, edges)| !edges.is_empty()).map(|((word, &rank), _)| (*word, scale(rank))), limit)
}

/// How often two candidates stand less than [`SPAN`] places apart, in this order.
fn meetings(ids: &[Option<usize>]) -> Vec<((usize, usize), u32)> {
    let mut pairs = Vec::new();
    for (at, first) in ids.iter().enumerate() {
        let Some(first) = *first else { continue };
        pairs.extend(ids.iter().skip(at + 1).take(SPAN - 1).flatten().map(|&second| (first, second)));
    }
    pairs.sort_unstable();
    pairs.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()?, same.len() as u32))).collect()
}

/// An undirected graph with weights; each edge is in the lists of both its ends.
struct Graph {
    edges: Vec<Vec<(usize, f64)>>,
}

impl Graph {
    fn new(n_nodes: usize, pairs: Vec<((usize, usize), u32)>) -> Self {
        let mut edges = vec![Vec::new(); n_nodes];
        for ((a, b), weight) in pairs {
            for (from, to) in [(a, b), (b, a)] {
                if let Some(list) = edges.get_mut(from) {
                    list.push((to, f64::from(weight)));
                }
            }
        }
        Self { edges }
    }

    /// Ranks after [`N_ROUNDS`] rounds in the order of the words, each using those already renewed.
    fn ranks(&self) -> Vec<f64> {
        let n_linked = self.edges.iter().filter(|edges| !edges.is_empty()).count().max(1);
        let totals: Vec<f64> = self.edges.iter().map(|edges| edges.iter().map(|(_, weight)| weight).sum()).collect();
        let mut ranks = vec![1.0 / n_linked as f64; self.edges.len()];
        for _ in 0..N_ROUNDS {
            for (node, edges) in self.edges.iter().enumerate() {
                let received: f64 = edges
                    .iter()
                    .filter_map(|&(other, weight)| Some(weight / totals.get(other)? * ranks.get(other)?))
                    .sum();
                if let Some(rank) = ranks.get_mut(node) {
                    *rank = (1.0 - DAMPING) + DAMPING * received;
                }
            }
        }
        ranks
    }
}

/// One character is rarely a topic; jieba leaves such words out too.
fn is_long(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

fn heaviest<'t>(weights: impl Iterator<Item = (&'t str, f64)>, limit: usize) -> Vec<Keyword> {
    let mut sorted: Vec<(&str, f64)> = weights.filter(|(_, weight)| weight.is_finite()).collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    sorted.truncate(limit);
    sorted.into_iter().map(|(word, weight)| Keyword { word: word.to_owned(), weight }).collect()
}
