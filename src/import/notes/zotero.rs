//! Zotero's annotations in JSON: items of its API, Better BibTeX's exports with the annotations inside the attachments,
//! and what its reader hands on. All give an annotation the same fields, at different depths.

use serde_json::Value;

use super::json::{distinct, each, some_text, text};
use super::moment::moment;
use super::{ImportedNote, Passage, color};
use crate::annotation::MarkStyle;

/// The annotations in order; `None` where there are none. What encloses them may be anything.
pub(super) fn read(value: &Value) -> Option<Vec<ImportedNote>> {
    let mut notes = Vec::new();
    collect(value, None, &mut notes);
    (!notes.is_empty()).then_some(notes)
}

/// `title`: of the item around. The depth is bounded by that of the JSON, which is read to 128 levels.
fn collect(value: &Value, title: Option<&str>, notes: &mut Vec<ImportedNote>) {
    match value {
        Value::Array(members) => members.iter().for_each(|member| collect(member, title, notes)),
        Value::Object(fields) => {
            if is_annotation(value) {
                notes.push(note(value, title));
                return;
            }
            let title = value.get("title").and_then(Value::as_str).or(title);
            fields.values().for_each(|field| collect(field, title, notes));
        }
        _ => {}
    }
}

fn is_annotation(value: &Value) -> bool {
    text(value, "itemType") == "annotation"
        || value.get("annotationType").is_some_and(Value::is_string)
        // What the reader hands on.
        || (value.get("sortIndex").is_some_and(Value::is_string) && value.get("position").is_some())
}

fn note(annotation: &Value, title: Option<&str>) -> ImportedNote {
    let either = |long: &str, short: &str| {
        let found = Some(text(annotation, long)).filter(|found| !found.is_empty());
        found.unwrap_or_else(|| text(annotation, short)).to_owned()
    };
    let style = match either("annotationType", "type").as_str() {
        "underline" => Some(MarkStyle::Underline),
        _ => None,
    };
    let tags = each(annotation.get("tags")).iter();
    let times = |keys: [&str; 2]| keys.into_iter().find_map(|key| moment(text(annotation, key)));
    ImportedNote {
        id: some_text(annotation, "key").or_else(|| some_text(annotation, "id")),
        title: title.map(str::to_owned),
        // Drawings and notes on a page have no words of the text.
        passages: vec![Passage::of(&either("annotationText", "text"))],
        note: either("annotationComment", "comment"),
        tags: distinct(tags.filter_map(|tag| tag.as_str().or_else(|| tag.get("tag").or(tag.get("name"))?.as_str()))),
        style,
        color: color::ink(&either("annotationColor", "color")),
        created: times(["dateAdded", "dateCreated"]),
        modified: times(["dateModified", "dateAdded"]),
        ..ImportedNote::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::MarkColor;
    use serde_json::json;

    fn annotation() -> Value {
        json!({
            "key": "ABC12345", "version": 3, "itemType": "annotation", "parentItem": "PDFKEY01",
            "annotationType": "underline", "annotationText": "春眠不觉晓", "annotationComment": "好",
            "annotationColor": "#2ea8e5", "annotationPageLabel": "12", "annotationSortIndex": "00011|000412|00574",
            "annotationPosition": "{\"pageIndex\":11,\"rects\":[[1,2,3,4]]}",
            "tags": [{ "tag": "一" }, { "tag": "二", "type": 1 }],
            "dateAdded": "2024-03-11T03:29:36Z", "dateModified": "2024-03-12T03:29:36Z",
        })
    }

    #[test]
    fn annotations_are_found_at_every_depth() {
        let api = json!([{ "key": "ABC12345", "version": 3, "library": {}, "data": annotation() }]);
        let better_bibtex = json!({ "config": {}, "items": [
            { "title": "春晓", "attachments": [{ "annotations": [annotation()] }] },
        ] });
        for (value, title) in [(api, None), (json!([annotation()]), None), (better_bibtex, Some("春晓"))] {
            let notes = read(&value).expect("annotations");
            assert_eq!(notes.len(), 1, "{value}");
            let note = &notes[0];
            assert_eq!((note.id.as_deref(), note.title.as_deref()), (Some("ABC12345"), title));
            assert_eq!(note.passages, [Passage::of("春眠不觉晓")]);
            assert_eq!((note.style, note.color), (Some(MarkStyle::Underline), Some(MarkColor::Indigo)));
            assert_eq!(note.tags, ["一", "二"]);
            assert!(note.created.is_some() && note.created < note.modified);
        }
    }

    #[test]
    fn what_the_reader_hands_on_is_read_too() {
        let value = json!([{ "id": "K", "type": "highlight", "text": "春", "comment": "好", "color": "#ffd400",
            "sortIndex": "00011|000412|00574", "position": { "pageIndex": 11 }, "tags": [{ "name": "一", "color": "" }] }]);
        let notes = read(&value).expect("an annotation");
        assert_eq!((notes[0].note.as_str(), notes[0].tags.as_slice()), ("好", &["一".to_owned()][..]));
        assert_eq!(read(&json!({ "title": "无" })), None);
        assert_eq!(read(&json!([])), None);
    }
}
