//! Annotations of Hypothesis: the rows of its API (<https://h.readthedocs.io/en/latest/api-reference/v1/>) and what its
//! client exports, which has the same rows.

use std::collections::HashMap;

use serde_json::Value;

use super::json::{distinct, each, some_text, text, texts};
use super::moment::moment;
use super::{ImportedNote, Passage, Position};

/// The rows' annotations, each with the replies to it; `None` where `value` holds no rows.
pub(super) fn read(value: &Value) -> Option<Vec<ImportedNote>> {
    let rows = rows(value)?;
    let (mut replies, roots): (Vec<&Value>, Vec<&Value>) =
        rows.iter().partition(|row| texts(row, "references").next().is_some());
    let mut notes: Vec<ImportedNote> = roots.iter().map(|row| note(row)).collect();
    let places: HashMap<&str, usize> = roots.iter().enumerate().map(|(idx, row)| (text(row, "id"), idx)).collect();
    // The API gives the latest first; times in one format sort as they are.
    replies.sort_by(|a, b| text(a, "created").cmp(text(b, "created")));
    for reply in replies {
        let root = texts(reply, "references").find_map(|root| places.get(root));
        match root.and_then(|&idx| notes.get_mut(idx)) {
            Some(root) => add_reply(reply, root),
            // To something that is not in the file: what was said is kept, its place is not known.
            None => notes.push(ImportedNote { passages: vec![Passage::default()], ..note(reply) }),
        }
    }
    Some(notes)
}

fn rows(value: &Value) -> Option<&[Value]> {
    let is_export = value.get("export_date").is_some() || value.get("client_version").is_some();
    let rows = match value {
        Value::Array(rows) => Some(rows),
        _ if is_export => value.get("annotations").and_then(Value::as_array),
        _ => value.get("rows").and_then(Value::as_array),
    }?;
    rows.iter().all(is_row).then_some(rows.as_slice())
}

fn is_row(value: &Value) -> bool {
    value.get("target").is_some() && (value.get("uri").is_some() || value.get("user").is_some())
}

fn note(row: &Value) -> ImportedNote {
    // A row has one target; one without selectors is a note on the whole page.
    let selectors = each(row.get("target")).first().and_then(|target| target.get("selector"));
    let passages = if each(selectors).is_empty() { Vec::new() } else { vec![passage(each(selectors))] };
    let title = row.get("document").and_then(|document| texts(document, "title").next());
    ImportedNote {
        id: some_text(row, "id"),
        title: title.map(str::to_owned),
        url: some_text(row, "uri"),
        passages,
        note: text(row, "text").to_owned(),
        tags: distinct(texts(row, "tags")),
        created: moment(text(row, "created")),
        modified: moment(text(row, "updated")),
        ..ImportedNote::default()
    }
}

/// Positions are offsets in JavaScript's strings.
fn passage(selectors: &[Value]) -> Passage {
    let of_type = |name: &str| selectors.iter().find(|selector| text(selector, "type") == name);
    let mut passage = Passage::default();
    if let Some(selector) = of_type("TextQuoteSelector") {
        [passage.quote, passage.prefix, passage.suffix] =
            ["exact", "prefix", "suffix"].map(|key| text(selector, key).to_owned());
    }
    passage.position = of_type("TextPositionSelector").and_then(|selector| {
        let [start, end] = ["start", "end"].map(|key| selector.get(key).and_then(Value::as_u64));
        Some(Position::Utf16(usize::try_from(start?).ok()?, usize::try_from(end?).ok()?))
    });
    passage
}

fn add_reply(reply: &Value, root: &mut ImportedNote) {
    let said = text(reply, "text").trim();
    if said.is_empty() {
        return;
    }
    if !root.note.is_empty() {
        root.note.push_str("\n\n");
    }
    let name = name_of(text(reply, "user"));
    root.note.push_str(&format!("**{name}**: {said}"));
}

/// `reader` of `acct:reader@hypothes.is`.
fn name_of(account: &str) -> &str {
    let account = account.strip_prefix("acct:").unwrap_or(account);
    account.split_once('@').map_or(account, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(id: &str, references: &[&str], said: &str) -> Value {
        json!({
            "id": id, "created": format!("2024-01-0{}T00:00:00.000000+00:00", id.len()),
            "updated": "2024-02-01T00:00:00.000000+00:00", "user": "acct:reader@hypothes.is",
            "uri": "https://example.org/a", "text": said, "tags": ["一", " 一 ", ""], "group": "__world__",
            "references": references, "document": { "title": ["题"] },
            "target": [{ "source": "https://example.org/a", "selector": [
                { "type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0, "endContainer": "/p[1]", "endOffset": 2 },
                { "type": "TextPositionSelector", "start": 4, "end": 6 },
                { "type": "TextQuoteSelector", "exact": "春眠", "prefix": "a", "suffix": "b" },
            ] }],
        })
    }

    #[test]
    fn rows_are_read_with_their_replies() {
        let value = json!({ "total": 4, "rows": [
            row("aaa", &["a"], "又"), row("aa", &["a"], "答"), row("a", &[], "问"), row("aaaa", &["none"], "孤"),
        ] });
        let notes = read(&value).expect("rows");
        assert_eq!(notes.len(), 2);
        let first = &notes[0];
        assert_eq!(first.note, "问\n\n**reader**: 答\n\n**reader**: 又");
        assert_eq!(first.tags, ["一"]);
        assert_eq!(first.title.as_deref(), Some("题"));
        assert_eq!(first.passages[0].position, Some(Position::Utf16(4, 6)));
        assert_eq!((first.passages[0].quote.as_str(), first.passages[0].suffix.as_str()), ("春眠", "b"));
        assert_eq!((notes[1].note.as_str(), &notes[1].passages), ("孤", &vec![Passage::default()]));
    }

    #[test]
    fn the_clients_export_and_bare_rows_are_read_too() {
        let export = json!({ "export_date": "2024-01-01T00:00:00Z", "export_userid": "acct:a@b", "client_version": "1.0",
            "annotations": [row("a", &[], "")] });
        assert_eq!(read(&export).map(|notes| notes.len()), Some(1));
        assert_eq!(read(&json!([row("a", &[], "")])).map(|notes| notes.len()), Some(1));
        let mut page_note = row("a", &[], "全文");
        page_note["target"] = json!([{ "source": "https://example.org/a" }]);
        assert_eq!(read(&json!([page_note])).map(|notes| notes[0].passages.len()), Some(0));
        for value in [json!({}), json!({ "rows": [1] }), json!({ "annotations": [] })] {
            assert_eq!(read(&value), None, "{value}");
        }
    }
}
