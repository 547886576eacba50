//! How much of a text is quoted, and from whom.

use std::collections::HashMap;

use super::super::types::{EntityId, Quotation};
use super::rhythm::n_readable;
use crate::document::Document;
use crate::text::TextRange;

/// What one speaker says in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerShare {
    /// `None`: the text does not say who.
    pub name: Option<String>,
    pub entity: Option<EntityId>,
    pub n_quotations: usize,
    pub n_chars: u32,
    /// Of all quoted characters.
    pub share: f64,
}

/// Quoted characters (a quotation inside another counts once) and what each speaker says, most first.
pub(super) fn speech(document: &Document, quotations: &[Quotation]) -> (u32, Vec<SpeakerShare>) {
    let mut shares: Vec<SpeakerShare> = Vec::new();
    let mut slots: HashMap<(Option<EntityId>, Option<&str>), usize> = HashMap::new();
    let (mut end, mut total) = (0, 0);
    for quotation in quotations {
        // Quotations come by start: what lies before `end` is counted already.
        let range = TextRange::new(quotation.range.start().max(end), quotation.range.end());
        end = end.max(range.end());
        let n_chars = n_readable(document.slice(range));
        total += n_chars;
        let entity = quotation.speaker.as_ref().and_then(|speaker| speaker.entity);
        let name = quotation.speaker.as_ref().map(|speaker| speaker.name.as_str());
        // An entity is one speaker by whatever name.
        let key = (entity, if entity.is_some() { None } else { name });
        let slot = *slots.entry(key).or_insert_with(|| {
            shares.push(SpeakerShare {
                name: name.map(str::to_owned),
                entity,
                n_quotations: 0,
                n_chars: 0,
                share: 0.0,
            });
            shares.len() - 1
        });
        if let Some(share) = shares.get_mut(slot) {
            share.n_quotations += 1;
            share.n_chars += n_chars;
        }
    }
    for share in &mut shares {
        share.share = if total == 0 { 0.0 } else { f64::from(share.n_chars) / f64::from(total) };
    }
    shares.sort_by_key(|share| std::cmp::Reverse(share.n_chars));
    (total, shares)
}
