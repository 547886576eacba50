//! Who and what occurs together: entities named in the same paragraphs.

use std::collections::BTreeMap;

use super::super::types::{Analysis, EntityId};
use crate::document::Document;

/// Two entities named in the same paragraphs; `first` has the lower number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    pub first: EntityId,
    pub second: EntityId,
    /// Paragraphs (blocks) that name both.
    pub n: u32,
}

/// Most entities of one paragraph that are tied with each other: a list of a thousand names is no company.
const N_MOST_IN_BLOCK: usize = 64;

/// The ties of a document, the most frequent first. Names inside longer names do not count.
pub fn ties(document: &Document, analysis: &Analysis) -> Vec<Tie> {
    let mut counts: BTreeMap<(EntityId, EntityId), u32> = BTreeMap::new();
    let mut mentions = analysis.mentions.iter().filter(|mention| !mention.nested).peekable();
    for block in document.blocks() {
        let mut present: Vec<EntityId> = Vec::new();
        while let Some(mention) = mentions.next_if(|mention| mention.range.start() < block.range.end()) {
            present.push(mention.entity);
        }
        present.sort_unstable();
        present.dedup();
        present.truncate(N_MOST_IN_BLOCK);
        for (at, &first) in present.iter().enumerate() {
            for &second in present.iter().skip(at + 1) {
                *counts.entry((first, second)).or_insert(0) += 1;
            }
        }
    }
    let mut ties: Vec<Tie> = counts.into_iter().map(|((first, second), n)| Tie { first, second, n }).collect();
    ties.sort_by_key(|tie| std::cmp::Reverse(tie.n));
    ties
}
