//! JSON as commands print it: code points, stable keys.

use quandian::annotation::{Annotation, EntityName, Link, Relations, Subject, Timestamp};
use quandian::document::Document;
use quandian::text::TextRange;
use serde_json::{Value, json};

use super::Failure;

/// Indented, with a line end.
pub(super) fn pretty(value: &Value) -> Result<String, Failure> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// `{start, end}` in code points, with `more`'s keys.
pub(super) fn span(document: &Document, range: TextRange, more: Value) -> Value {
    let (start, end) = document.char_range(range);
    let mut object = serde_json::Map::new();
    object.insert("start".to_owned(), json!(start));
    object.insert("end".to_owned(), json!(end));
    if let Value::Object(more) = more {
        object.extend(more);
    }
    Value::Object(object)
}

/// `{id, ranges, exact, style, color, note, tags, created, modified}`; several ranges' texts are joined by `…`. Where there
/// is something of the kind, `about` (`"paragraph"` or an entity) and `links` follow.
pub(super) fn annotation_record(document: &Document, annotation: &Annotation, relations: Option<&Relations>) -> Value {
    let ranges: Vec<_> = annotation.ranges.iter().map(|&range| span(document, range, Value::Null)).collect();
    let mut record = json!({
        "id": annotation.id.0.to_string(),
        "ranges": ranges,
        "exact": annotation.exact.join("…"),
        "style": annotation.style.name(),
        "color": annotation.color.name(),
        "note": annotation.note,
        "tags": annotation.tags,
        "created": time(annotation.created),
        "modified": time(annotation.modified),
    });
    let Some(relations) = relations else { return record };
    let about = match &relations.subject {
        Subject::Text => None,
        Subject::Paragraph => Some(json!("paragraph")),
        Subject::Entity(entity) => Some(entity_record(entity)),
    };
    if let Some(about) = about {
        insert(&mut record, "about", about);
    }
    if !relations.links.is_empty() {
        let link = |link: &Link| match link {
            Link::Annotation(id) => json!({ "annotation": id.0.to_string() }),
            Link::Entity(entity) => json!({ "entity": entity_record(entity) }),
        };
        insert(&mut record, "links", relations.links.iter().map(link).collect());
    }
    record
}

fn entity_record(entity: &EntityName) -> Value {
    json!({ "type": entity.kind.code(), "name": entity.name })
}

fn insert(record: &mut Value, key: &str, value: Value) {
    if let Value::Object(record) = record {
        record.insert(key.to_owned(), value);
    }
}

/// RFC 3339, UTC.
pub(super) fn time(timestamp: Timestamp) -> Option<String> {
    jiff::Timestamp::from_microsecond(timestamp.0).ok().map(|moment| moment.to_string())
}
