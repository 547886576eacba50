//! calibre's annotation collections: what its viewer exports as `.calibre_annotation_collection` or `.json`.

use serde_json::Value;

use super::json::{each, some_text, text};
use super::moment::moment;
use super::{ImportedNote, Passage, color};
use crate::annotation::MarkStyle;

/// The highlights; `None` where `value` is no collection. Bookmarks have no words, and of what was removed only the
/// skeleton is left.
pub(super) fn read(value: &Value) -> Option<Vec<ImportedNote>> {
    let rows = match value {
        Value::Array(rows) if !rows.is_empty() && rows.iter().all(|row| !collected(row).is_null()) => rows,
        _ if text(value, "type") == "calibre_annotation_collection" => value.get("annotations")?.as_array()?,
        _ => return None,
    };
    let highlights = rows.iter().map(collected).filter(|row| text(row, "type") == "highlight");
    Some(highlights.filter(|row| row.get("removed").and_then(Value::as_bool) != Some(true)).map(note).collect())
}

/// The annotation itself; plug-ins wrap it in what the library knows of it. Null where there is none.
fn collected(row: &Value) -> &Value {
    let annotation = row.get("annotation").unwrap_or(row);
    let is_annotation = matches!(text(annotation, "type"), "highlight" | "bookmark" | "last-read")
        && (annotation.get("timestamp").is_some() || annotation.get("highlighted_text").is_some());
    if is_annotation || !text(annotation, "highlighted_text").is_empty() { annotation } else { &Value::Null }
}

fn note(highlight: &Value) -> ImportedNote {
    let titles = each(highlight.get("toc_family_titles")).iter().filter_map(Value::as_str);
    let title = titles.collect::<Vec<_>>().join(" · ");
    let style = highlight.get("style").unwrap_or(&Value::Null);
    let (which, kind) = (text(style, "which"), text(style, "kind"));
    let own_color = ["light", "background-color", "dark"].map(|key| text(style, key));
    ImportedNote {
        id: some_text(highlight, "uuid"),
        title: Some(title).filter(|title| !title.is_empty()),
        passages: vec![Passage::of(text(highlight, "highlighted_text"))],
        note: text(highlight, "notes").to_owned(),
        style: match (kind, which) {
            ("decoration", "wavy") => Some(MarkStyle::Wavy),
            ("decoration", _) => Some(MarkStyle::Underline),
            _ => None,
        },
        color: color::ink(which).or_else(|| own_color.into_iter().find_map(color::ink)),
        created: moment(text(highlight, "timestamp")),
        ..ImportedNote::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::MarkColor;
    use serde_json::json;

    #[test]
    fn highlights_are_read_and_nothing_else() {
        let highlight = json!({
            "book_id": 15, "format": "EPUB", "uuid": "ybGnregc0FPNrUijNfIHxg", "type": "highlight",
            "highlighted_text": "春眠不觉晓", "notes": "好", "timestamp": "2026-08-21T02:35:27.954Z",
            "start_cfi": "/2/4/8/1:235", "end_cfi": "/2/4/8/1:240", "spine_index": 4, "spine_name": "c4.xhtml",
            "style": { "kind": "color", "type": "builtin", "which": "green" }, "toc_family_titles": ["卷一", "春晓"],
        });
        let wavy = json!({ "type": "highlight", "uuid": "b", "highlighted_text": "处处",
            "timestamp": "2026-08-21T02:35:27Z", "style": { "kind": "decoration", "type": "builtin", "which": "wavy" } });
        let value = json!({ "version": 1, "type": "calibre_annotation_collection", "annotations": [
            highlight,
            { "type": "bookmark", "title": "书签", "pos": "epubcfi(/8)", "timestamp": "2026-08-21T02:35:27Z" },
            { "type": "highlight", "removed": true, "uuid": "c", "timestamp": "2026-08-21T02:35:27Z" },
            wavy,
        ] });
        let notes = read(&value).expect("a collection");
        assert_eq!(notes.len(), 2);
        assert_eq!(notes[0].id.as_deref(), Some("ybGnregc0FPNrUijNfIHxg"));
        assert_eq!(notes[0].title.as_deref(), Some("卷一 · 春晓"));
        assert_eq!(notes[0].passages, [Passage::of("春眠不觉晓")]);
        assert_eq!((notes[0].note.as_str(), notes[0].color), ("好", Some(MarkColor::Malachite)));
        assert_eq!((notes[1].style, notes[1].color), (Some(MarkStyle::Wavy), None));
        assert_eq!(read(&json!([{ "book_id": 1, "annotation": wavy }])).map(|notes| notes.len()), Some(1));
        for value in [json!([]), json!({}), json!([{ "type": "Annotation" }])] {
            assert_eq!(read(&value), None, "{value}");
        }
    }
}
