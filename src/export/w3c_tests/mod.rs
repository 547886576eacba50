//! What we write, and the W3C's own samples, under the W3C's schemas of annotations.

mod schema;

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use strum::IntoEnumIterator as _;
use uuid::Uuid;

use super::jsonld;
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, Edit, EntityName, EntityType, Link, MarkColor, MarkStyle, Relations,
    Subject, Timestamp,
};
use crate::document::{Block, BlockKind, Document, DocumentHash, Metadata};
use crate::import::notes::{self, NotesFormat, is_iri};
use crate::text::TextRange;
use schema::Definitions;

/// The schemas that every annotation must satisfy, with their names, and where they and the samples lie.
struct Fixture {
    folder: PathBuf,
    definitions: Definitions,
    musts: Vec<(String, Value)>,
}

#[expect(clippy::disallowed_methods, reason = "fixtures outside the project")]
fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json_of(path: &Path) -> Value {
    serde_json::from_str(&text_of(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `None`, and a word about it, where the shared folder is absent.
fn fixture() -> Option<Fixture> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/annotation");
    let folder = shared.join("w3c-web-annotation-tests");
    if !folder.exists() {
        writeln!(std::io::stderr(), "skipped: no W3C schemas at {}", folder.display()).ok();
        return None;
    }
    let names = ["annotations", "bodyTarget", "choiceSet", "collections", "id", "otherProperties", "specificResource"];
    let definitions: HashMap<String, Value> = names
        .map(|name| format!("{name}.json"))
        .map(|name| (name.clone(), json_of(&folder.join("definitions").join(&name))))
        .into();
    let list = json_of(&folder.join("annotations/annotationMusts.test"));
    let assertions = list["assertions"].as_array().expect("a list");
    let musts = assertions.iter().filter_map(Value::as_str).map(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        (name.to_owned(), json_of(&folder.join(path)))
    });
    let musts: Vec<(String, Value)> = musts.collect();
    assert_eq!(musts.len(), 54);
    Some(Fixture { folder, definitions: Definitions(definitions), musts })
}

impl Fixture {
    /// Names of the schemas by which `value` is not valid.
    fn faults(&self, value: &Value) -> Vec<&str> {
        let unmet = self.musts.iter().filter(|(_, schema)| !self.definitions.accept(schema, value));
        unmet.map(|(name, _)| name.as_str()).collect()
    }
}

#[test]
fn samples_get_their_verdicts() {
    let Some(fixture) = fixture() else { return };
    let expected = json_of(&fixture.folder.join("../w3c-expected-verdicts.json"));
    let verdicts = expected.as_object().expect("verdicts");
    let (mut n_samples, mut n_valid) = (0, 0);
    for (name, verdict) in verdicts {
        let text = text_of(&fixture.folder.join("tools/samples").join(name));
        let found = match serde_json::from_str::<Value>(&text) {
            Err(_unparseable) => json!("unparseable"),
            Ok(sample) => {
                let faults = fixture.faults(&sample);
                if faults.is_empty() { json!("pass") } else { json!(faults) }
            }
        };
        assert_eq!(&found, verdict, "{name}");
        if found == "pass" && name.starts_with("correct/") {
            let read = notes::read(text.as_bytes()).expect("a valid annotation is read");
            assert_eq!((read.format, read.notes.len()), (NotesFormat::W3c, 1), "{name}");
            n_valid += 1;
        }
        n_samples += 1;
    }
    assert_eq!((n_samples, n_valid), (84, 38));
}

#[test]
fn ids_are_checked_where_schemas_take_any_string() {
    let Some(fixture) = fixture() else { return };
    let samples = fixture.folder.join("tools/samples");
    let id_of = |name: &str| json_of(&samples.join(name))["id"].as_str().unwrap_or_default().to_owned();
    assert!(!is_iri(&id_of("incorrect/anno6.json")));
    for n in 1..=40 {
        let id = id_of(&format!("correct/anno{n}.json"));
        assert!(is_iri(&id), "anno{n}: {id}");
    }
}

/// Marks of every kind, on this text and on others.
fn annotations(document: &Document) -> Vec<Annotation> {
    let mark = |n: u128, words: &[&str]| {
        let ranges = words.iter().map(|words| {
            let start = document.text().find(*words).expect("words of the text");
            TextRange::new(start, start + words.len())
        });
        Annotation {
            id: AnnotationId(Uuid::from_u128(n << 64 | n)),
            document: document.hash(),
            ranges: ranges.collect(),
            exact: words.iter().map(|&words| words.to_owned()).collect(),
            style: MarkStyle::Fill,
            color: MarkColor::Ink,
            note: String::new(),
            tags: Vec::new(),
            created: Timestamp(1_731_720_181_000_000),
            modified: Timestamp(1_731_720_182_000_001),
        }
    };
    let tags = || vec!["干部/能力".to_owned(), "\"]\n---".to_owned(), " ".to_owned()];
    let mut all = vec![
        mark(1, &[]),
        Annotation { note: "全文".to_owned(), ..mark(2, &[]) },
        Annotation { tags: tags(), ..mark(3, &["练就", "本领"]) },
        Annotation { note: "{{ x }} \u{202E}<script>\u{0}".to_owned(), tags: tags(), ..mark(4, &["𠮷"]) },
        Annotation { document: DocumentHash([7; 32]), ..mark(5, &["练就"]) },
        Annotation { ranges: vec![TextRange::new(1, 4000)], ..mark(6, &["练就"]) },
        Annotation { created: Timestamp(i64::MIN), modified: Timestamp(i64::MAX), ..mark(7, &["。"]) },
    ];
    for style in MarkStyle::iter() {
        all.extend(MarkColor::iter().map(|color| Annotation { style, color, ..mark(8, &["本领"]) }));
    }
    all
}

/// The first with links of every kind, the second about an entity, the third on a paragraph.
fn related(annotations: &[Annotation]) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    let place = EntityName { kind: EntityType::Place, name: "侯马 市".to_owned() };
    let links = vec![Link::Annotation(AnnotationId(Uuid::from_u128(7))), Link::Entity(place.clone())];
    let all = [
        Relations { links, ..Relations::default() },
        Relations::about(place),
        Relations { subject: Subject::Paragraph, links: Vec::new() },
    ];
    for (annotation, relations) in annotations.iter().zip(all) {
        set.apply(Edit::Put(Box::new(annotation.clone())));
        set.apply(Edit::relate(annotation.id, relations));
    }
    set
}

#[test]
fn everything_we_write_passes_the_schemas() {
    let text = "练就过硬本领𠮷。";
    let block =
        Block { kind: BlockKind::Paragraph, range: TextRange::new(0, text.len()), number: Some(1), spans: Vec::new() };
    let document = Document::new(text.to_owned(), vec![block], Metadata::default());
    let annotations = annotations(&document);
    let references: Vec<&Annotation> = annotations.iter().collect();
    let json: Value = serde_json::from_str(&jsonld(&document, &references, &related(&annotations)).unwrap()).unwrap();
    let records = json.as_array().expect("an array");
    assert_eq!(records.len(), annotations.len());
    for record in records {
        for iri in [&record["id"], &record["target"][0]["source"], &record["target"][0]["state"]["cached"]] {
            assert!(iri.as_str().is_some_and(is_iri), "{iri}");
        }
        for key in ["created", "modified"] {
            let time = record[key].as_str().expect("a time");
            assert!(time.len() >= 20 && time.ends_with('Z') && time.as_bytes()[4] == b'-', "{time}");
        }
    }
    assert_eq!(records[0]["body"][0]["source"], Uuid::from_u128(7).urn().to_string());
    assert!(records[1]["body"][1]["source"].as_str().is_some_and(is_iri), "{:#}", records[1]);
    let Some(fixture) = fixture() else { return };
    for record in records {
        assert_eq!(fixture.faults(record), [""; 0], "{record:#}");
    }
}
