//! Which annotations the list shows, and in what order.

use std::cmp::Reverse;

use crate::annotation::{EntityType, MarkColor, MarkStyle};
use crate::text::{FoldOptions, fold};
use crate::ui::locale::Word;

use super::listing::Card;

/// What the reader asked the list for. Within one of colours, styles, tags and types any will do; all of them must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Looked for in quotation, note and tags.
    pub(super) query: String,
    pub(super) colors: Vec<MarkColor>,
    pub(super) styles: Vec<MarkStyle>,
    /// A tag stands for those nested in it.
    pub(super) tags: Vec<String>,
    /// Of entities that are named in the marked words.
    pub(super) types: Vec<EntityType>,
    /// How sure the place is.
    pub(super) places: Vec<Placed>,
    pub(super) order: Order,
}

/// How sure the place of an annotation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumIter)]
pub(super) enum Placed {
    #[default]
    Surely,
    /// There is a suggestion to be reviewed.
    Perhaps,
    Nowhere,
}

impl Placed {
    pub(super) fn word(self) -> Word {
        match self {
            Self::Surely => Word::PlaceCertain,
            Self::Perhaps => Word::ChipReview,
            Self::Nowhere => Word::ChipOrphan,
        }
    }
}

/// Order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumIter)]
pub(super) enum Order {
    #[default]
    Position,
    /// Newest first.
    Date,
    Color,
}

impl Order {
    pub(super) fn word(self) -> Word {
        match self {
            Self::Position => Word::ByPosition,
            Self::Date => Word::ByDate,
            Self::Color => Word::ByColor,
        }
    }
}

impl Filter {
    /// Whether anything may be left out.
    pub(super) fn is_active(&self) -> bool {
        !self.query.trim().is_empty() || self.has_choices()
    }

    /// Whether a colour, style, tag or type was chosen.
    pub(super) fn has_choices(&self) -> bool {
        !(self.colors.is_empty()
            && self.styles.is_empty()
            && self.tags.is_empty()
            && self.types.is_empty()
            && self.places.is_empty())
    }

    /// Lets everything in again; the order stays.
    pub(super) fn clear(&mut self) {
        *self = Self { order: self.order, ..Self::default() };
    }

    /// Indices of the cards to show, in order. `cards` are by position.
    pub(super) fn apply(&self, cards: &[Card]) -> Vec<usize> {
        let query = folded(self.query.trim());
        let admitted = cards.iter().enumerate().filter(|(_, card)| self.admits(card, &query));
        let mut shown: Vec<(usize, &Card)> = admitted.collect();
        match self.order {
            Order::Position => {}
            Order::Date => shown.sort_by_key(|(_, card)| Reverse(card.created)),
            Order::Color => shown.sort_by_key(|(_, card)| card.color as u8),
        }
        shown.into_iter().map(|(idx, _)| idx).collect()
    }

    fn admits(&self, card: &Card, folded_query: &str) -> bool {
        (self.colors.is_empty() || self.colors.contains(&card.color))
            && (self.styles.is_empty() || self.styles.contains(&card.style))
            && (self.tags.is_empty() || card.tags.iter().any(|tag| self.asks_for(tag)))
            && (self.types.is_empty() || card.types.iter().any(|kind| self.types.contains(kind)))
            && (self.places.is_empty() || self.places.contains(&card.placed))
            && card.folded.contains(folded_query)
    }

    fn asks_for(&self, tag: &str) -> bool {
        self.tags.iter().any(|wanted| is_under(tag, wanted))
    }
}

/// As the find bar folds: width, case, script, quotation marks.
pub(super) fn folded(text: &str) -> String {
    fold(text, FoldOptions::SEARCH).text().to_owned()
}

/// Whether `tag` is `wanted` or nested in it.
fn is_under(tag: &str, wanted: &str) -> bool {
    tag.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Adds `item`, or takes it away where it is already.
pub(super) fn toggle<T: PartialEq>(items: &mut Vec<T>, item: T) {
    match items.iter().position(|other| *other == item) {
        Some(idx) => {
            items.remove(idx);
        }
        None => items.push(item),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Annotation, AnnotationId, Timestamp};
    use crate::document::DocumentHash;
    use crate::text::TextRange;
    use uuid::Uuid;

    fn card(n: i64, color: MarkColor, exact: &str, note: &str, tag: &str) -> Card {
        let annotation = Annotation {
            id: AnnotationId(Uuid::from_u128(n as u128)),
            document: DocumentHash([0; 32]),
            ranges: vec![TextRange::new(n as usize, n as usize + 1)],
            exact: vec![exact.to_owned()],
            style: MarkStyle::Fill,
            color,
            note: note.to_owned(),
            tags: vec![tag.to_owned()],
            created: Timestamp(n),
            modified: Timestamp(n),
        };
        Card::new(&annotation, Some(1))
    }

    fn cards() -> [Card; 3] {
        [
            card(1, MarkColor::Lilac, "產業轉型", "课堂", "机制/产学研"),
            card(2, MarkColor::Vermilion, "绣花功夫", "ＬＥＤ灯", "修辞"),
            card(3, MarkColor::Lilac, "第一位的", "", "机制改革"),
        ]
    }

    #[test]
    fn quotation_note_and_tag_are_searched_folded() {
        let shown = |query: &str| Filter { query: query.to_owned(), ..Filter::default() }.apply(&cards());
        assert_eq!(shown("转型"), [0]);
        assert_eq!(shown(" led燈 "), [1]);
        assert_eq!(shown("机制"), [0, 2]);
        assert_eq!(shown("没有"), [0; 0]);
        assert_eq!(shown(""), [0, 1, 2]);
    }

    #[test]
    fn a_tag_stands_for_those_nested_in_it() {
        let filter = Filter { tags: vec!["机制".to_owned()], ..Filter::default() };
        assert_eq!(filter.apply(&cards()), [0]);
    }

    #[test]
    fn choices_narrow_each_other() {
        let mut filter = Filter { colors: vec![MarkColor::Lilac], ..Filter::default() };
        assert_eq!(filter.apply(&cards()), [0, 2]);
        toggle(&mut filter.styles, MarkStyle::Dots);
        assert_eq!(filter.apply(&cards()), [0; 0]);
        toggle(&mut filter.styles, MarkStyle::Dots);
        assert_eq!(filter.apply(&cards()), [0, 2]);
        filter.clear();
        assert!(!filter.is_active());
    }

    #[test]
    fn marks_are_told_by_the_entities_in_them() {
        let [mut first, second, third] = cards();
        first.types = vec![EntityType::Place, EntityType::Person];
        let filter = Filter { types: vec![EntityType::Person, EntityType::Work], ..Filter::default() };
        assert!(filter.is_active());
        assert_eq!(filter.apply(&[first, second, third]), [0]);
    }

    #[test]
    fn what_lost_its_place_is_found() {
        let [first, mut second, mut third] = cards();
        (second.placed, third.placed) = (Placed::Perhaps, Placed::Nowhere);
        let cards = [first, second, third];
        let shown = |places: &[Placed]| Filter { places: places.to_vec(), ..Filter::default() }.apply(&cards);
        assert_eq!(shown(&[Placed::Perhaps, Placed::Nowhere]), [1, 2]);
        assert_eq!(shown(&[Placed::Surely]), [0]);
    }

    #[test]
    fn the_list_is_ordered() {
        let shown = |order: Order| Filter { order, ..Filter::default() }.apply(&cards());
        assert_eq!(shown(Order::Date), [2, 1, 0]);
        assert_eq!(shown(Order::Color), [1, 0, 2]);
    }
}
