//! JSON as commands print it: code points, stable keys.

use quandian::annotation::{Annotation, Timestamp};
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

/// `{id, ranges, exact, style, color, note, tags, created, modified}`; several ranges' texts are joined by `…`.
pub(super) fn annotation_record(document: &Document, annotation: &Annotation) -> Value {
    let ranges: Vec<_> = annotation.ranges.iter().map(|&range| span(document, range, Value::Null)).collect();
    json!({
        "id": annotation.id.0.to_string(),
        "ranges": ranges,
        "exact": annotation.exact.join("…"),
        "style": annotation.style.name(),
        "color": annotation.color.name(),
        "note": annotation.note,
        "tags": annotation.tags,
        "created": time(annotation.created),
        "modified": time(annotation.modified),
    })
}

/// RFC 3339, UTC.
pub(super) fn time(timestamp: Timestamp) -> Option<String> {
    jiff::Timestamp::from_microsecond(timestamp.0).ok().map(|moment| moment.to_string())
}
