//! The reader's corrections, laid over what the engine found.

use foldhash::{HashMap, HashSet};

use super::again::Surfaces;
use super::found::Found;
use super::page::fold;
use crate::annotation::{CorrectionAction, EntityCorrection, EntityType, Scope};
use crate::document::DocumentHash;
use crate::text::TextRange;

/// Corrections that hold in one document, by form and by span. A later one stands over an earlier one, one of a span
/// over one of everywhere.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    kinds: HashMap<String, Option<EntityType>>,
    kinds_here: HashMap<TextRange, Option<EntityType>>,
    names: HashMap<String, String>,
    names_here: HashMap<TextRange, String>,
    apart: HashSet<String>,
    apart_here: HashSet<TextRange>,
}

impl Rules {
    pub(crate) fn new(corrections: &[EntityCorrection], document: DocumentHash) -> Self {
        let mut rules = Self::default();
        for correction in corrections {
            let surface = fold(&correction.surface);
            match &correction.scope {
                Scope::Everywhere => rules.add(surface, &correction.action),
                Scope::Span { document: of, range } if *of == document => rules.add_here(*range, &correction.action),
                Scope::Span { .. } => {}
            }
        }
        rules
    }

    fn add(&mut self, surface: String, action: &CorrectionAction) {
        match action {
            CorrectionAction::Is(kind) => {
                self.kinds.insert(surface, Some(*kind));
            }
            CorrectionAction::Ignore => {
                self.kinds.insert(surface, None);
            }
            CorrectionAction::Rename(name) => {
                self.apart.remove(&surface);
                self.names.insert(surface, name.clone());
            }
            CorrectionAction::Split => {
                self.names.remove(&surface);
                self.apart.insert(surface);
            }
        }
    }

    fn add_here(&mut self, range: TextRange, action: &CorrectionAction) {
        match action {
            CorrectionAction::Is(kind) => {
                self.kinds_here.insert(range, Some(*kind));
            }
            CorrectionAction::Ignore => {
                self.kinds_here.insert(range, None);
            }
            CorrectionAction::Rename(name) => {
                self.apart_here.remove(&range);
                self.names_here.insert(range, name.clone());
            }
            CorrectionAction::Split => {
                self.names_here.remove(&range);
                self.apart_here.insert(range);
            }
        }
    }

    /// `found` as the reader wants it: what they ignore is gone, what they name is there with confidence 1. Settle the
    /// result. `text` is folded.
    pub(crate) fn kinds(&self, text: &str, found: Vec<Found>) -> Vec<Found> {
        if self.kinds.is_empty() && self.kinds_here.is_empty() {
            return found;
        }
        let ruled = |range: TextRange| self.kinds_here.contains_key(&range) || self.kinds.contains_key(range.of(text));
        let mut kept: Vec<Found> = found.into_iter().filter(|name| !ruled(name.range)).collect();
        let hits = Surfaces::new(self.kinds.keys().map(String::as_str)).find(text);
        for (range, surface) in hits {
            let is_here = self.kinds_here.contains_key(&range);
            if let (Some(Some(kind)), false) = (self.kinds.get(surface), is_here) {
                kept.push(Found::new(range, *kind, 1.0));
            }
        }
        let mut here: Vec<(&TextRange, &EntityType)> =
            self.kinds_here.iter().filter_map(|(range, kind)| Some((range, kind.as_ref()?))).collect();
        here.sort();
        let fits = |range: &TextRange| text.get(range.start()..range.end()).is_some();
        kept.extend(
            here.into_iter().filter(|(range, _)| fits(range)).map(|(range, kind)| Found::new(*range, *kind, 1.0)),
        );
        kept
    }

    /// The name the reader gave what stands at `range`.
    pub(crate) fn name(&self, range: TextRange, surface: &str) -> Option<&str> {
        self.names_here.get(&range).or_else(|| self.names.get(surface)).map(String::as_str)
    }

    /// Whether the reader wants this form by itself.
    pub(crate) fn is_apart(&self, surface: &str) -> bool {
        self.apart.contains(surface)
    }

    /// Whether the reader wants this one occurrence by itself.
    pub(crate) fn is_apart_here(&self, range: TextRange) -> bool {
        self.apart_here.contains(&range)
    }
}
