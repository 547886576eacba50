//! All that a reader wrote on one text, carried over to another version of it: what becomes of each annotation, and the
//! one edit that does it.

use std::collections::BTreeMap;

use super::reanchor::{AnchorStatus, Placing, Reanchoring};
use crate::annotation::{Annotation, AnnotationSet, Edit, EntityCorrection, Scope, Timestamp, Unplaced};
use crate::document::{Document, DocumentHash};
use crate::text::TextRange;

/// Gives the text that is kept of a document, if there is one.
pub type KeptText<'a> = &'a dyn Fn(DocumentHash) -> Option<String>;

/// What was written on one document, apart from all else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    document: DocumentHash,
    title: Option<String>,
    /// By place in the text.
    annotations: Vec<(Annotation, Option<Unplaced>)>,
    /// Those that hold at one place.
    corrections: Vec<EntityCorrection>,
}

/// An annotation as it was and as it is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedAnnotation {
    pub before: Annotation,
    pub after: Annotation,
    /// Of one that was not found for certain.
    pub unplaced: Option<Unplaced>,
    pub placing: Placing,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    pub from: DocumentHash,
    pub to: DocumentHash,
    /// By place in the old text.
    pub annotations: Vec<CarriedAnnotation>,
    /// Share of the shorter text that the other has too: whether they are versions of one text at all.
    pub common_share: f32,
    title: Option<String>,
    corrections: Vec<(EntityCorrection, EntityCorrection)>,
}

impl Written {
    pub fn on(set: &AnnotationSet, document: DocumentHash) -> Self {
        let annotation = |annotation: &Annotation| (annotation.clone(), set.unplaced(annotation.id).cloned());
        let is_here = |correction: &&EntityCorrection| document_of(correction) == Some(document);
        Self {
            document,
            title: set.title(document).map(str::to_owned),
            annotations: set.of(document).into_iter().map(annotation).collect(),
            corrections: set.corrections().filter(is_here).cloned().collect(),
        }
    }

    pub fn document(&self) -> DocumentHash {
        self.document
    }

    /// Carries everything from `old`, the text it was written on, to `new`. An annotation that lost its place at an
    /// earlier change is looked for by the text it was made on, where that is kept.
    pub fn carry(self, old: &str, new: &Document, kept: KeptText<'_>) -> Carried {
        let reanchoring = Reanchoring::new(old, new.text());
        let mut earlier: BTreeMap<DocumentHash, Option<Reanchoring>> = BTreeMap::new();
        let annotations = self.annotations.into_iter().map(|(annotation, unplaced)| {
            let Some(unplaced) = unplaced else {
                let placing = reanchoring.place_ranges(&annotation.ranges);
                let lost = Unplaced {
                    origin: annotation.document,
                    ranges: annotation.ranges.clone(),
                    suggestion: placing.ranges.clone(),
                };
                return carried(annotation, placing, lost, new);
            };
            let origin = unplaced.origin;
            let from_origin = if origin == self.document {
                Some(&reanchoring)
            } else {
                let aligned = || kept(origin).map(|text| Reanchoring::new(&text, new.text()));
                earlier.entry(origin).or_insert_with(aligned).as_ref()
            };
            let gone = Placing { status: AnchorStatus::Orphan, ranges: Vec::new(), score: 0.0 };
            let placing = from_origin.map_or(gone, |reanchoring| reanchoring.place_ranges(&unplaced.ranges));
            let lost = Unplaced { suggestion: placing.ranges.clone(), ..unplaced };
            carried(annotation, placing, lost, new)
        });
        let annotations = annotations.collect();
        let corrections = self.corrections.into_iter().filter_map(|before| {
            let after = carried_correction(&before, &reanchoring, new)?;
            Some((before, after))
        });
        Carried {
            from: self.document,
            to: new.hash(),
            annotations,
            common_share: reanchoring.common_share(),
            title: self.title,
            corrections: corrections.collect(),
        }
    }
}

impl Carried {
    /// How many annotations became so.
    pub fn n(&self, status: AnchorStatus) -> usize {
        self.annotations.iter().filter(|carried| carried.placing.status == status).count()
    }

    /// The edit that does it all at once; `None` where there is nothing to do. What has been changed in `set` meanwhile
    /// is left as it is.
    pub fn edit(&self, set: &AnnotationSet) -> Option<Edit> {
        if self.from == self.to {
            return None;
        }
        let mut edits = Vec::new();
        for CarriedAnnotation { before, after, unplaced, .. } in &self.annotations {
            if set.get(before.id) != Some(before) {
                continue;
            }
            edits.push(Edit::Put(Box::new(after.clone())));
            if unplaced.is_some() || set.unplaced(before.id).is_some() {
                let unplaced = unplaced.clone().map(Box::new);
                edits.push(Edit::SetUnplaced { annotation: before.id, unplaced });
            }
        }
        for (before, after) in &self.corrections {
            if set.corrections().any(|correction| correction == before) {
                edits.push(Edit::PutCorrection(Box::new(after.clone())));
            }
        }
        if self.title.is_some() && set.title(self.to).is_none() {
            edits.push(Edit::SetTitle { document: self.to, title: self.title.clone() });
        }
        (!edits.is_empty()).then_some(Edit::Batch(edits))
    }
}

/// Puts an annotation where the reader says: its place is known again.
pub fn placed(annotation: &Annotation, document: &Document, ranges: Vec<TextRange>, now: Timestamp) -> Edit {
    let put = Annotation { modified: now, ..at(annotation.clone(), document, ranges) };
    Edit::Batch(vec![Edit::Put(Box::new(put)), Edit::SetUnplaced { annotation: annotation.id, unplaced: None }])
}

/// The reader has seen the suggestion and it is not the place.
pub fn kept_as_orphan(annotation: &Annotation, unplaced: &Unplaced) -> Edit {
    let orphan = Unplaced { suggestion: Vec::new(), ..unplaced.clone() };
    Edit::SetUnplaced { annotation: annotation.id, unplaced: Some(Box::new(orphan)) }
}

/// `lost`: what is to be known of it should its place not be certain.
fn carried(annotation: Annotation, placing: Placing, lost: Unplaced, new: &Document) -> CarriedAnnotation {
    let before = annotation.clone();
    if placing.status.is_sure() {
        let after = if placing.ranges.is_empty() {
            Annotation { document: new.hash(), ..annotation }
        } else {
            at(annotation, new, placing.ranges.clone())
        };
        return CarriedAnnotation { before, after, unplaced: None, placing };
    }
    // The old quotation stays with it.
    let after = Annotation { document: new.hash(), ranges: Vec::new(), ..annotation };
    CarriedAnnotation { before, after, unplaced: Some(lost), placing }
}

fn at(annotation: Annotation, document: &Document, ranges: Vec<TextRange>) -> Annotation {
    let exact = ranges.iter().map(|&range| document.slice(range).to_owned()).collect();
    Annotation { document: document.hash(), ranges, exact, ..annotation }
}

/// Of a correction that holds at one place.
fn document_of(correction: &EntityCorrection) -> Option<DocumentHash> {
    match correction.scope {
        Scope::Span { document, .. } => Some(document),
        Scope::Everywhere => None,
    }
}

/// A correction goes along only where its name still stands for certain.
fn carried_correction(
    correction: &EntityCorrection,
    reanchoring: &Reanchoring,
    new: &Document,
) -> Option<EntityCorrection> {
    let Scope::Span { range, .. } = correction.scope else { return None };
    let placing = reanchoring.place_ranges(&[range]);
    let &[range] = placing.ranges.as_slice() else { return None };
    let is_there = placing.status.is_sure() && new.slice(range) == correction.surface;
    let scope = Scope::Span { document: new.hash(), range };
    is_there.then(|| EntityCorrection { scope, ..correction.clone() })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::annotation::{AnnotationId, CorrectionAction, CorrectionId, EntityType, MarkColor, MarkStyle};
    use crate::document::Metadata;

    const OLD: &str =
        "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。\n白日依山尽，黄河入海流。欲穷千里目，更上一层楼。";
    const NEW: &str =
        "春眠不觉晓，到处听见啼鸟。夜来风雨声，花落知多少。\n床前明月光，疑是地上霜。举头望明月，低头思故乡。";

    fn document(text: &str) -> Document {
        Document::new(text.to_owned(), Vec::new(), Metadata::default())
    }

    fn no_text(_: DocumentHash) -> Option<String> {
        None
    }

    fn mark(set: &mut AnnotationSet, document: &Document, words: &str) -> AnnotationId {
        let start = document.text().find(words).expect("words of the text");
        let range = TextRange::new(start, start + words.len());
        let id = AnnotationId(Uuid::new_v4());
        let annotation = Annotation {
            id,
            document: document.hash(),
            ranges: vec![range],
            exact: vec![words.to_owned()],
            style: MarkStyle::Fill,
            color: MarkColor::Ink,
            note: "记".to_owned(),
            tags: Vec::new(),
            created: Timestamp(1),
            modified: Timestamp(1),
        };
        set.apply(Edit::Put(Box::new(annotation)));
        id
    }

    #[test]
    fn everything_is_carried_and_taken_back_at_once() {
        let (old, new) = (document(OLD), document(NEW));
        let mut set = AnnotationSet::default();
        let kept = mark(&mut set, &old, "花落知多少");
        let lost = mark(&mut set, &old, "黄河入海流");
        set.apply(Edit::SetTitle { document: old.hash(), title: Some("诗".to_owned()) });
        let start = OLD.find("春眠").expect("it is there");
        set.apply(Edit::PutCorrection(Box::new(EntityCorrection {
            id: CorrectionId(Uuid::new_v4()),
            scope: Scope::Span { document: old.hash(), range: TextRange::new(start, start + "春眠".len()) },
            surface: "春眠".to_owned(),
            action: CorrectionAction::Is(EntityType::Work),
        })));
        let before = set.clone();
        let carried = Written::on(&set, old.hash()).carry(OLD, &new, &no_text);
        assert_eq!((carried.n(AnchorStatus::Kept), carried.n(AnchorStatus::Orphan)), (1, 1));
        let inverse = set.apply(carried.edit(&set).expect("something to do")).expect("something was done");
        assert!(set.of(old.hash()).is_empty());
        assert_eq!(set.of(new.hash()).len(), 2);
        let found = set.get(kept).expect("it is there");
        assert_eq!(found.ranges.iter().map(|range| range.of(NEW)).collect::<Vec<_>>(), ["花落知多少"]);
        let orphan = set.get(lost).expect("it is there");
        assert_eq!((orphan.ranges.len(), orphan.exact.join("")), (0, "黄河入海流".to_owned()));
        assert_eq!(
            set.unplaced(lost).map(|unplaced| (unplaced.origin, unplaced.suggestion.len())),
            Some((old.hash(), 0))
        );
        assert!(set.unplaced(kept).is_none());
        assert_eq!(set.title(new.hash()), Some("诗"));
        assert!(set.corrections().all(|correction| document_of(correction) == Some(new.hash())));
        set.apply(inverse);
        assert_eq!(set, before);
    }

    #[test]
    fn what_was_lost_is_found_when_the_text_comes_back() {
        let (old, new) = (document(OLD), document(NEW));
        let mut set = AnnotationSet::default();
        let lost = mark(&mut set, &old, "黄河入海流");
        let before = set.get(lost).cloned();
        let there = Written::on(&set, old.hash()).carry(OLD, &new, &no_text);
        set.apply(there.edit(&set).expect("something to do"));
        let kept = |hash: DocumentHash| (hash == old.hash()).then(|| OLD.to_owned());
        let back = Written::on(&set, new.hash()).carry(NEW, &old, &kept);
        set.apply(back.edit(&set).expect("something to do"));
        assert_eq!(set.get(lost), before.as_ref());
        assert!(set.unplaced(lost).is_none());
    }

    #[test]
    fn the_reader_places_what_was_lost_or_leaves_it() {
        let (old, new) = (document(OLD), document(NEW));
        let mut set = AnnotationSet::default();
        let lost = mark(&mut set, &old, "黄河入海流");
        let there = Written::on(&set, old.hash()).carry(OLD, &new, &no_text);
        set.apply(there.edit(&set).expect("something to do"));
        let annotation = set.get(lost).cloned().expect("it is there");
        let unplaced = set.unplaced(lost).cloned().expect("it has no place");
        set.apply(kept_as_orphan(&annotation, &unplaced));
        assert!(set.unplaced(lost).is_some_and(|unplaced| unplaced.suggestion.is_empty()));
        let start = NEW.find("疑是地上霜").expect("it is there");
        let range = TextRange::new(start, start + "疑是地上霜".len());
        let inverse = set.apply(placed(&annotation, &new, vec![range], Timestamp(2)));
        assert!(set.unplaced(lost).is_none());
        assert_eq!(set.get(lost).map(|annotation| annotation.exact.join("")), Some("疑是地上霜".to_owned()));
        set.apply(inverse.expect("something was done"));
        assert_eq!(set.unplaced(lost), Some(&Unplaced { suggestion: Vec::new(), ..unplaced }));
    }

    #[test]
    fn what_changed_meanwhile_is_left_as_it_is() {
        let (old, new) = (document(OLD), document(NEW));
        let mut set = AnnotationSet::default();
        let id = mark(&mut set, &old, "花落知多少");
        let carried = Written::on(&set, old.hash()).carry(OLD, &new, &no_text);
        set.apply(Edit::Remove(id));
        assert_eq!(carried.edit(&set), None);
    }
}
