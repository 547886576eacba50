//! W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): ours, and those of other programs as far as they are
//! on text.

use serde_json::Value;

use super::iri::is_iri;
use super::json::{distinct, each, text, texts};
use super::moment::moment;
use super::{ImportedNote, Passage, Position};
use crate::annotation::{AnnotationId, EntityName, Link, MarkColor, MarkStyle, Subject};
use crate::document::DocumentHash;

/// The annotations of a list, a page, a collection or a graph, or the only one; `None` where `value` is none of these.
pub(super) fn read(value: &Value) -> Option<Vec<ImportedNote>> {
    let mut annotations = Vec::new();
    let is_known = collect(value, &mut annotations);
    is_known.then(|| annotations.into_iter().map(note).collect())
}

/// Whether `value` is what W3C annotations come in. A list must hold nothing else.
fn collect<'a>(value: &'a Value, annotations: &mut Vec<&'a Value>) -> bool {
    if let Value::Array(members) = value {
        return members.iter().all(|member| is_a(member, "Annotation") && collect(member, annotations));
    }
    if is_a(value, "Annotation") {
        annotations.push(value);
        return true;
    }
    let inside = if is_a(value, "AnnotationPage") {
        value.get("items")
    } else if is_a(value, "AnnotationCollection") {
        value.get("first")
    } else if value.get("@graph").is_some() {
        value.get("@graph")
    } else {
        return false;
    };
    // A page that lies elsewhere is named by its IRI; what is no annotation in a graph is passed over.
    for member in each(inside) {
        collect(member, annotations);
    }
    true
}

fn is_a(value: &Value, class: &str) -> bool {
    let mut classes = texts(value, "type").chain(texts(value, "@type"));
    classes.any(|found| found.strip_prefix("oa:").unwrap_or(found) == class)
}

fn note(annotation: &Value) -> ImportedNote {
    let mut note = ImportedNote {
        id: texts(annotation, "id").chain(texts(annotation, "@id")).next().and_then(stable_id),
        created: moment(text(annotation, "created")),
        modified: moment(text(annotation, "modified")),
        ..ImportedNote::default()
    };
    read_bodies(annotation, &mut note);
    for target in members(annotation.get("target")) {
        read_target(target, &mut note);
    }
    // The entity that the note is about stands first.
    if members(annotation.get("target")).iter().any(|target| texts(target, "styleClass").any(|class| class == "entity"))
        && let Some(Link::Entity(entity)) = note.relations.links.first().cloned()
    {
        note.relations.links.remove(0);
        note.relations.subject = Subject::Entity(entity);
    }
    note
}

/// An id that is the same in every export: an IRI, or the bare UUID that Recogito gives.
fn stable_id(id: &str) -> Option<String> {
    let bare = id.strip_prefix('#').unwrap_or(id);
    (is_iri(id) || uuid::Uuid::try_parse(bare).is_ok()).then(|| bare.to_owned())
}

/// Members of `value`, and those of the sets among them (Choice, List, Composite, Independents).
fn members(value: Option<&Value>) -> Vec<&Value> {
    let mut members = Vec::new();
    for member in each(value) {
        match member.get("items") {
            Some(items) => members.extend(each(Some(items))),
            None => members.push(member),
        }
    }
    members
}

/// Tags are bodies for tagging, everything else that is said is the note.
fn read_bodies(annotation: &Value, note: &mut ImportedNote) {
    let mut said: Vec<String> = texts(annotation, "bodyValue").map(str::to_owned).collect();
    let mut tags = Vec::new();
    let is_tag = texts(annotation, "motivation").eq(["tagging"]);
    for body in members(annotation.get("body")) {
        if let Some(iri) = body.as_str() {
            said.push(linked(iri));
            continue;
        }
        let mut purposes = texts(body, "purpose").peekable();
        if let Some(link) = link_of(body) {
            note.relations.links.push(link);
            continue;
        }
        let is_tag = if purposes.peek().is_some() { purposes.any(|purpose| purpose == "tagging") } else { is_tag };
        let value = text(body, "value");
        if is_tag && !value.is_empty() {
            tags.push(value);
        } else if !value.is_empty() {
            said.push(value.to_owned());
        } else if let Some(iri) = texts(body, "source").chain(texts(body, "id")).next() {
            said.push(linked(iri));
        }
    }
    said.retain(|said| !said.is_empty());
    note.note = said.join("\n\n");
    note.tags = distinct(tags);
}

/// A body that points to another annotation or to an entity of ours.
fn link_of(body: &Value) -> Option<Link> {
    let is_for = |purpose: &str| texts(body, "purpose").any(|found| found == purpose);
    if is_for("identifying") {
        return texts(body, "source").find_map(EntityName::from_iri).map(Link::Entity);
    }
    let source = texts(body, "source").find_map(|source| source.strip_prefix("urn:uuid:"));
    let id = source.filter(|_| is_for("linking")).and_then(|id| uuid::Uuid::try_parse(id).ok());
    id.map(|id| Link::Annotation(AnnotationId(id)))
}

/// A link in Markdown.
fn linked(iri: &str) -> String {
    if is_iri(iri) { format!("<{iri}>") } else { iri.to_owned() }
}

fn read_target(target: &Value, note: &mut ImportedNote) {
    let source = target.as_str().or_else(|| {
        let inside = target.get("source").map(|source| text(source, "id"));
        texts(target, "source").chain(inside).chain(texts(target, "id")).next()
    });
    if let Some(source) = source.filter(|source| !source.is_empty()) {
        match hash_of(source) {
            Some(document) => note.document = note.document.or(Some(document)),
            None => note.url = note.url.take().or_else(|| Some(source.to_owned())),
        }
    }
    for class in texts(target, "styleClass") {
        note.style = note.style.or_else(|| class.parse::<MarkStyle>().ok());
        note.color = note.color.or_else(|| class.parse::<MarkColor>().ok());
        if class == "paragraph" {
            note.relations.subject = Subject::Paragraph;
        }
    }
    let selectors = members(target.get("selector"));
    if selectors.is_empty() {
        return;
    }
    let mut passage = Passage::default();
    for selector in selectors {
        read_selector(selector, &mut passage);
        if is_a(selector, "TextPositionSelector") {
            passage.position = passage.position.or_else(|| position(selector));
        }
    }
    note.passages.push(passage);
}

/// The first quotation. One that refines another selector stands inside what that one selects, and is the passage; a
/// position that does so counts from there and says nothing about the text.
fn read_selector(selector: &Value, passage: &mut Passage) {
    if is_a(selector, "TextQuoteSelector") && passage.quote.is_empty() {
        let [quote, prefix, suffix] = ["exact", "prefix", "suffix"].map(|key| text(selector, key).to_owned());
        *passage = Passage { quote, prefix, suffix, position: passage.position };
    }
    for inner in members(selector.get("refinedBy")).into_iter().filter(|inner| is_a(inner, "TextQuoteSelector")) {
        let [quote, prefix, suffix] = ["exact", "prefix", "suffix"].map(|key| text(inner, key).to_owned());
        *passage = Passage { quote, prefix, suffix, position: None };
    }
}

fn position(selector: &Value) -> Option<Position> {
    let [start, end] = ["start", "end"].map(|key| selector.get(key).and_then(Value::as_u64));
    Some(Position::CodePoints(usize::try_from(start?).ok()?, usize::try_from(end?).ok()?))
}

/// The text that `ni:///sha-256;…` names (RFC 6920, 3).
fn hash_of(iri: &str) -> Option<DocumentHash> {
    let (_, digits) = iri.strip_prefix("ni://")?.split_once("/sha-256;")?;
    let digits = digits.split_once('?').map_or(digits, |(digits, _)| digits);
    let mut hash = [0; 32];
    let (mut bits, mut n_bits, mut n_bytes) = (0_u32, 0, 0);
    for digit in digits.bytes() {
        let six = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            *hash.get_mut(n_bytes)? = (bits >> n_bits & 0xFF) as u8;
            n_bytes += 1;
        }
    }
    (n_bytes == hash.len()).then_some(DocumentHash(hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(annotation: Value) -> ImportedNote {
        let notes = read(&annotation).expect("a W3C annotation");
        <[ImportedNote; 1]>::try_from(notes).expect("one note")[0].clone()
    }

    #[test]
    fn bodies_become_notes_and_tags() {
        let read = one(json!({
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/anno1", "type": "Annotation",
            "created": "2015-10-13T13:00:00Z",
            "body": [
                { "type": "TextualBody", "value": " 好 ", "purpose": "commenting" },
                { "type": "TextualBody", "value": "干部/能力", "purpose": "tagging" },
                { "type": "Choice", "items": [{ "type": "TextualBody", "value": "又" }, { "id": "http://a.example/" }] },
                "http://b.example/",
            ],
            "target": "http://example.org/page1",
        }));
        assert_eq!(read.note, " 好 \n\n又\n\n<http://a.example/>\n\n<http://b.example/>");
        assert_eq!(read.tags, ["干部/能力"]);
        assert_eq!(read.id.as_deref(), Some("http://example.org/anno1"));
        assert_eq!(read.url.as_deref(), Some("http://example.org/page1"));
        assert!(read.passages.is_empty() && read.created.is_some() && read.document.is_none());
    }

    #[test]
    fn targets_become_passages() {
        let read = one(json!({
            "type": "Annotation", "id": "#9b6aa528-660a-4551-8265-66f45c61acab", "motivation": "tagging",
            "body": { "value": "一" },
            "target": [
                { "source": { "id": "ni:///sha-256;BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc" },
                  "styleClass": ["wavy", "rouge"],
                  "selector": [
                    { "type": "TextQuoteSelector", "exact": "春", "prefix": "a", "suffix": "b" },
                    { "type": "TextPositionSelector", "start": 1, "end": 2 },
                  ] },
                { "source": "x", "selector": { "type": "XPathSelector", "value": "/p", "refinedBy": [
                    { "type": "TextPositionSelector", "start": 3, "end": 4 },
                    { "type": "TextQuoteSelector", "exact": "眠" },
                ] } },
                { "source": "x", "selector": { "type": "SvgSelector", "value": "<svg/>" } },
            ],
        }));
        assert_eq!(read.id.as_deref(), Some("9b6aa528-660a-4551-8265-66f45c61acab"));
        assert_eq!(read.document, Some(DocumentHash([7; 32])));
        assert_eq!((read.style, read.color), (Some(MarkStyle::Wavy), Some(MarkColor::Rouge)));
        assert_eq!(read.tags, ["一"]);
        let first = Passage {
            quote: "春".to_owned(),
            prefix: "a".to_owned(),
            suffix: "b".to_owned(),
            position: Some(Position::CodePoints(1, 2)),
        };
        assert_eq!(read.passages, [first, Passage::of("眠"), Passage::default()]);
    }

    #[test]
    fn annotations_are_found_in_what_holds_them() {
        let annotation = json!({ "type": ["Annotation"], "target": "http://a.example/" });
        for value in [
            json!([annotation, annotation]),
            json!({ "type": "AnnotationPage", "items": [annotation, annotation] }),
            json!({ "type": "AnnotationCollection", "first": { "type": "AnnotationPage", "items": [annotation, annotation] } }),
            json!({ "@graph": [annotation, { "type": "Person" }, annotation] }),
        ] {
            assert_eq!(read(&value).map(|notes| notes.len()), Some(2), "{value}");
        }
        assert_eq!(read(&json!([])), Some(Vec::new()));
        assert_eq!(read(&json!({ "type": "AnnotationCollection", "first": "http://a.example/" })), Some(Vec::new()));
        for value in [json!({}), json!([1]), json!(["x"]), json!({ "type": "Person" })] {
            assert_eq!(read(&value), None, "{value}");
        }
    }
}
