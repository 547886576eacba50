//! Several annotations made one.

use super::{Annotation, AnnotationId, AnnotationSet, Edit, Link, Relations, Timestamp};
use crate::text::TextRange;

/// The edit that makes one annotation of `ids`, which are on `text`: the first of them by place gets all their words,
/// notes, tags and links, what was linked to the others is linked to it, and the others go. `None` where fewer than two of
/// them mark words of one document.
pub fn merge(set: &AnnotationSet, ids: &[AnnotationId], text: &str, now: Timestamp) -> Option<Edit> {
    let mut merged: Vec<&Annotation> = ids.iter().filter_map(|&id| set.get(id)).filter(|it| !it.is_empty()).collect();
    merged.sort_by_key(|annotation| (annotation.start(), annotation.id));
    merged.dedup_by_key(|annotation| annotation.id);
    let (first, others) = merged.split_first()?;
    if others.is_empty() || others.iter().any(|other| other.document != first.document) {
        return None;
    }
    let ranges = joined(merged.iter().flat_map(|annotation| annotation.ranges.iter().copied()).collect());
    let exact = ranges.iter().map(|range| range.of(text).to_owned()).collect();
    let one = Annotation {
        ranges,
        exact,
        note: distinct(merged.iter().map(|annotation| annotation.note.trim_end())).join("\n\n"),
        tags: distinct(merged.iter().flat_map(|annotation| annotation.tags.iter().map(String::as_str))),
        created: merged.iter().map(|annotation| annotation.created).min().unwrap_or(now),
        modified: now,
        ..(*first).clone()
    };
    let gone: Vec<AnnotationId> = others.iter().map(|other| other.id).collect();
    let mut edits = vec![Edit::Put(Box::new(one))];
    edits.extend(relinked(set, first.id, &gone));
    edits.extend(gone.into_iter().map(Edit::Remove));
    Some(Edit::Batch(edits))
}

/// All links of and to `gone` made links of and to `kept`.
fn relinked(set: &AnnotationSet, kept: AnnotationId, gone: &[AnnotationId]) -> Vec<Edit> {
    let is_gone = |link: &Link| matches!(link, Link::Annotation(id) if gone.contains(id));
    let mut own = set.relations(kept).cloned().unwrap_or_default();
    let theirs = gone.iter().filter_map(|&id| set.relations(id)).flat_map(|relations| relations.links.iter().cloned());
    let links: Vec<Link> = own.links.drain(..).chain(theirs).collect();
    for link in links {
        if !is_gone(&link) && link != Link::Annotation(kept) && !own.links.contains(&link) {
            own.links.push(link);
        }
    }
    let mut edits = vec![Edit::relate(kept, own)];
    let mut changed: Vec<AnnotationId> = gone.iter().flat_map(|&id| set.linked_to(id).map(|from| from.id)).collect();
    changed.sort_unstable();
    changed.dedup();
    for id in changed.into_iter().filter(|id| *id != kept && !gone.contains(id)) {
        let Some(relations) = set.relations(id) else { continue };
        let mut links: Vec<Link> = Vec::new();
        for link in &relations.links {
            let link = if is_gone(link) { Link::Annotation(kept) } else { link.clone() };
            if !links.contains(&link) {
                links.push(link);
            }
        }
        edits.push(Edit::relate(id, Relations { subject: relations.subject.clone(), links }));
    }
    edits
}

/// Sorted; those that overlap or touch made one.
fn joined(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_unstable();
    let mut joined: Vec<TextRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start() <= last.end() => {
                *last = TextRange::new(last.start(), last.end().max(range.end()));
            }
            _ => joined.push(range),
        }
    }
    joined
}

/// Each once, in order, none empty.
fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !distinct.iter().any(|known| known == word) {
            distinct.push(word.to_owned());
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::annotation::{EntityName, EntityType, MarkColor, MarkStyle};
    use crate::document::DocumentHash;

    const TEXT: &str = "春眠不觉晓，处处闻啼鸟。";

    fn put(set: &mut AnnotationSet, n: u128, words: &str, note: &str, tag: &str) -> AnnotationId {
        let start = TEXT.find(words).expect("words of the text");
        let id = AnnotationId(Uuid::from_u128(n));
        set.apply(Edit::Put(Box::new(Annotation {
            id,
            document: DocumentHash([0; 32]),
            ranges: vec![TextRange::new(start, start + words.len())],
            exact: vec![words.to_owned()],
            style: MarkStyle::Fill,
            color: MarkColor::Ink,
            note: note.to_owned(),
            tags: vec![tag.to_owned()],
            created: Timestamp(n as i64),
            modified: Timestamp(n as i64),
        })));
        id
    }

    #[test]
    fn the_first_gets_all_and_one_undo_takes_it_back() {
        let mut set = AnnotationSet::default();
        let later = put(&mut set, 1, "啼鸟", "鸟", "甲");
        let first = put(&mut set, 2, "春眠", "春", "乙");
        let middle = put(&mut set, 3, "眠不觉", "春", "甲");
        let other = put(&mut set, 4, "处处", "", "丙");
        let entity = Link::Entity(EntityName { kind: EntityType::Term, name: "春".to_owned() });
        set.apply(Edit::relate(
            later,
            Relations { links: vec![Link::Annotation(first), entity.clone()], ..Relations::default() },
        ));
        set.apply(Edit::relate(other, Relations { links: vec![Link::Annotation(middle)], ..Relations::default() }));
        let before = set.clone();
        let edit = merge(&set, &[later, first, middle], TEXT, Timestamp(9)).expect("three marks");
        let inverse = set.apply(edit).expect("a change");
        let one = set.get(first).expect("it stays");
        assert_eq!(one.exact, ["春眠不觉", "啼鸟"]);
        assert_eq!((one.note.as_str(), one.tags.as_slice()), ("春\n\n鸟", &["乙".to_owned(), "甲".to_owned()][..]));
        assert_eq!((one.created, one.modified), (Timestamp(1), Timestamp(9)));
        assert!(set.get(later).is_none() && set.get(middle).is_none());
        assert_eq!(set.relations(first).map(|relations| relations.links.as_slice()), Some(&[entity][..]));
        assert_eq!(set.linked_to(first).map(|from| from.id).collect::<Vec<_>>(), [other]);
        set.apply(inverse);
        assert_eq!(set, before);
    }

    #[test]
    fn one_alone_is_not_merged() {
        let mut set = AnnotationSet::default();
        let id = put(&mut set, 1, "啼鸟", "", "甲");
        assert_eq!(merge(&set, &[id, id], TEXT, Timestamp(9)), None);
    }
}
