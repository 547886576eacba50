//! The document's annotations as the list shows them, made anew only when they or the filter change.

use std::collections::BTreeMap;

use crate::analysis::Mention;
use crate::annotation::{Annotation, AnnotationId, EntityType, MarkColor, MarkStyle, Timestamp};
use crate::document::{Document, DocumentHash};
use crate::text::TextRange;
use crate::ui::context::ViewContext;
use crate::ui::widgets::as_displayed;

use super::filter::{Filter, Placed, folded};
use super::text;

/// Most characters of a quotation that are laid out: more than two rows hold.
const QUOTE_CHARS: usize = 120;
/// Most characters of a note that are laid out.
const NOTE_CHARS: usize = 240;
/// Most characters of the line of tags.
const TAG_CHARS: usize = 80;

/// What the list shows of one annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) id: AnnotationId,
    /// Its first range; a note on the whole document has none.
    pub(super) range: Option<TextRange>,
    pub(super) color: MarkColor,
    pub(super) style: MarkStyle,
    pub(super) quote: String,
    pub(super) note: String,
    /// `#机制/产学研 #提法`
    pub(super) tag_line: String,
    pub(super) tags: Vec<String>,
    /// Of the entities named in its words, each once; learnt when the list is filtered by them.
    pub(super) types: Vec<EntityType>,
    pub(super) placed: Placed,
    /// Number of its paragraph.
    pub(super) number: Option<u32>,
    pub(super) created: Timestamp,
    /// Quotation, note and tags, folded to be searched.
    pub(super) folded: String,
}

impl Card {
    pub(super) fn new(annotation: &Annotation, number: Option<u32>) -> Self {
        let exact = annotation.exact.join("…");
        let tag_line: Vec<String> = annotation.tags.iter().map(|tag| format!("#{tag}")).collect();
        let tag_line = tag_line.join(" ");
        Self {
            id: annotation.id,
            range: annotation.ranges.first().copied(),
            color: annotation.color,
            style: annotation.style,
            quote: as_displayed(&text::beginning(&exact, QUOTE_CHARS)),
            note: text::beginning(&annotation.note, NOTE_CHARS),
            // A line end is never folded away, so nothing is found across the three.
            folded: folded(&format!("{exact}\n{}\n{tag_line}", annotation.note)),
            tag_line: text::beginning(&tag_line, TAG_CHARS),
            tags: annotation.tags.clone(),
            types: Vec::new(),
            placed: Placed::default(),
            number,
            created: annotation.created,
        }
    }
}

/// Cards of all annotations of a document, and which of them are shown.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Version of the annotations, and the document.
    of: Option<(u64, DocumentHash)>,
    /// By position.
    cards: Vec<Card>,
    tags: Vec<(String, usize)>,
    /// Version of the analysis that the types of the cards were learnt from.
    types_of: Option<u64>,
    filter: Option<Filter>,
    /// Indices into `cards`, in the order of the list.
    shown: Vec<usize>,
}

impl Listing {
    /// Brings the listing up to date; whether anything in it may have changed.
    pub(super) fn update(&mut self, ctx: &ViewContext<'_>, document: &Document, filter: &Filter) -> bool {
        let of = Some((ctx.session.annotations_version, document.hash()));
        if self.of != of {
            self.of = of;
            let annotations = ctx.session.annotations.of(document.hash());
            let card = |annotation: &Annotation| {
                let number = annotation.ranges.first().and_then(|range| ctx.paragraph_number(range.start()));
                let placed = match ctx.session.annotations.unplaced(annotation.id) {
                    None => Placed::Surely,
                    Some(unplaced) if unplaced.suggestion.is_empty() => Placed::Nowhere,
                    Some(_) => Placed::Perhaps,
                };
                Card { placed, ..Card::new(annotation, number) }
            };
            self.cards = annotations.into_iter().map(card).collect();
            self.tags = count_tags(&self.cards);
            self.types_of = None;
            self.filter = None;
        }
        if !filter.types.is_empty() && self.types_of != Some(ctx.session.analysis_version) {
            self.types_of = Some(ctx.session.analysis_version);
            self.learn_types(ctx);
            self.filter = None;
        }
        if self.filter.as_ref() == Some(filter) {
            return false;
        }
        self.filter = Some(filter.clone());
        self.shown = filter.apply(&self.cards);
        true
    }

    /// Which types of entities the words of each annotation name.
    fn learn_types(&mut self, ctx: &ViewContext<'_>) {
        let mentions = ctx.analysis().map(|analysis| analysis.mentions.as_slice()).unwrap_or_default();
        let longest = mentions.iter().map(|mention| mention.range.len()).max().unwrap_or_default();
        for card in &mut self.cards {
            let ranges = ctx.annotation(card.id).map(|annotation| annotation.ranges.as_slice()).unwrap_or_default();
            card.types.clear();
            for kind in ranges.iter().flat_map(|&range| types_in(range, mentions, longest)) {
                if !card.types.contains(&kind) {
                    card.types.push(kind);
                }
            }
        }
    }

    /// Annotations of the document, shown or not.
    pub(super) fn n_all(&self) -> usize {
        self.cards.len()
    }

    pub(super) fn n_shown(&self) -> usize {
        self.shown.len()
    }

    /// Tags in use, those they are nested in included, with the number of annotations under each.
    pub(super) fn tags(&self) -> &[(String, usize)] {
        &self.tags
    }

    /// The cards of the list, in its order.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Card> {
        self.shown.iter().filter_map(|&idx| self.cards.get(idx))
    }

    pub(super) fn shown_at(&self, row: usize) -> Option<&Card> {
        self.cards.get(*self.shown.get(row)?)
    }

    /// Row of an annotation.
    pub(super) fn row_of(&self, id: AnnotationId) -> Option<usize> {
        self.shown().position(|card| card.id == id)
    }
}

/// Types of the `mentions`, which are by start and none longer than `longest`, that share words with `range`.
fn types_in(range: TextRange, mentions: &[Mention], longest: usize) -> impl Iterator<Item = EntityType> {
    let from = mentions.partition_point(|mention| mention.range.start() + longest <= range.start());
    let near = mentions.iter().skip(from).take_while(move |mention| mention.range.start() < range.end());
    near.filter(move |mention| mention.range.overlaps(range)).map(|mention| mention.kind)
}

fn count_tags(cards: &[Card]) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for card in cards {
        let mut seen: Vec<&str> = card.tags.iter().flat_map(|tag| with_parents(tag)).collect();
        seen.sort_unstable();
        seen.dedup();
        for tag in seen {
            *counts.entry(tag).or_default() += 1;
        }
    }
    counts.into_iter().map(|(tag, n)| (tag.to_owned(), n)).collect()
}

/// `机制/产学研` → `机制`, `机制/产学研`
fn with_parents(tag: &str) -> impl Iterator<Item = &str> {
    let ends = tag.match_indices('/').map(|(at, _)| at).chain([tag.len()]);
    ends.filter_map(move |end| tag.get(..end)).filter(|tag| !tag.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::EntityId;

    #[test]
    fn entities_are_found_in_the_words_they_share() {
        let mention = |start, end, kind| Mention {
            range: TextRange::new(start, end),
            entity: EntityId(0),
            kind,
            confidence: 1.0,
            nested: false,
        };
        let mentions = [
            mention(0, 30, EntityType::Organisation),
            mention(3, 9, EntityType::Place),
            mention(40, 46, EntityType::Person),
        ];
        let types = |start, end| types_in(TextRange::new(start, end), &mentions, 30).collect::<Vec<_>>();
        assert_eq!(types(9, 12), [EntityType::Organisation]);
        assert_eq!(types(6, 43), [EntityType::Organisation, EntityType::Place, EntityType::Person]);
        assert!(types(30, 40).is_empty());
    }

    #[test]
    fn a_nested_tag_counts_for_its_parents_once() {
        let parents: Vec<_> = with_parents("机制/产学研/课堂").collect();
        assert_eq!(parents, ["机制", "机制/产学研", "机制/产学研/课堂"]);
    }
}
