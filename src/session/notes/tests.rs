//! Notes of every format on a small text, the fixtures of other implementations, and the way out and in again.

use std::io::Write as _;
use std::path::Path;

use serde_json::Value;
use strum::IntoEnumIterator as _;
use uuid::Uuid;

use super::haystack::cells;
use super::rank::{Candidate, Sought, ranked};
use super::*;
use crate::anchoring::{TextPositionSelector, TextQuoteSelector, position_range};
use crate::annotation::{EntityName, EntityType, Link, MarkColor, MarkStyle, Relations, Subject};
use crate::document::{Block, BlockKind, Metadata};
use crate::export;
use crate::import::notes::{self, NotesFormat, Passage};

const TEXT: &str = "练就过硬本领\n干部出现了本领恐慌,提升能力是关键。侯马市坚持“请进来”，也坚持“走出去”。\n\
                    学习的目的全在于运用。学以致用，知行合一，用以促学，学用相长。";

fn document_of(text: &str) -> Document {
    let block =
        Block { kind: BlockKind::Paragraph, range: TextRange::new(0, text.len()), number: Some(1), spans: Vec::new() };
    Document::new(text.to_owned(), vec![block], Metadata::default())
}

fn document() -> Document {
    document_of(TEXT)
}

/// What becomes of the notes in `file`, a line each: matched words, words in doubt and their best place, words not found.
fn brought(file: &str, set: &AnnotationSet) -> (Brought, Vec<String>) {
    let document = document();
    let notes = notes::read(file.as_bytes()).expect("notes");
    let brought = bring(&notes, &document, set, Timestamp(7));
    assert_eq!(brought.n_read(), notes.notes.len());
    let mut lines = Vec::new();
    for matched in &brought.matched {
        lines.push(format!("= {}", matched.range.map_or("", |range| document.slice(range))));
    }
    for doubt in &brought.in_doubt {
        let quote = doubt.note.passages.first().map_or("", |passage| passage.quote.as_str());
        lines.push(format!("? {quote} {:.2} {}", doubt.score, document.slice(doubt.range)));
    }
    for unmatched in &brought.unmatched {
        lines.push(format!("- {}", unmatched.note.passages.first().map_or("", |passage| passage.quote.as_str())));
    }
    (brought, lines)
}

fn check(file: &str, expected: &[&str]) {
    let mut set = AnnotationSet::default();
    let (first, lines) = brought(file, &set);
    assert_eq!(lines, expected);
    let n_matched = first.matched.len();
    if let Some(edit) = first.edit {
        let inverse = set.apply(edit).expect("something new");
        let (again, _) = brought(file, &set);
        assert_eq!((again.edit, again.n_already), (None, first.n_already + n_matched), "nothing is brought twice");
        set.apply(inverse);
    }
    assert_eq!(set, AnnotationSet::default(), "taken back as a whole");
}

#[test]
fn w3c_annotations_find_their_places() {
    check(
        r#"[
          {"type":"Annotation","target":{"source":"https://a.example/","selector":[
            {"type":"TextQuoteSelector","exact":"本领","prefix":"练就过硬","suffix":"干部出现了本领"},
            {"type":"TextPositionSelector","start":900,"end":902}]}},
          {"type":"Annotation","target":{"source":"https://a.example/","selector":
            {"type":"TextQuoteSelector","exact":"干部出現了本領恐慌，提升能力"}}},
          {"type":"Annotation","target":{"source":"https://a.example/","selector":
            {"type":"TextQuoteSelector","exact":"坚持","prefix":"侯马市","suffix":"“请进来”，也"}}},
          {"type":"Annotation","target":{"source":"https://a.example/","selector":
            {"type":"TextQuoteSelector","exact":"坚持"}}},
          {"type":"Annotation","target":{"source":"https://a.example/","selector":
            {"type":"TextQuoteSelector","exact":"学习的目标全在于运用"}}},
          {"type":"Annotation","target":{"source":"https://a.example/","selector":
            {"type":"TextQuoteSelector","exact":"绿水青山就是金山银山"}}},
          {"type":"Annotation","target":"https://a.example/"}
        ]"#,
        &[
            "= 本领",
            "= 干部出现了本领恐慌,提升能力",
            "= 坚持",
            "? 坚持 1.00 坚持",
            "? 学习的目标全在于运用 0.90 学习的目的全在于运用",
            "- 绿水青山就是金山银山",
            "- ",
        ],
    );
}

#[test]
fn other_formats_find_theirs() {
    check(
        r#"{"total":2,"rows":[
          {"id":"a","uri":"https://a.example/","user":"acct:a@b","text":"好","tags":["一"],"target":[{"source":"x","selector":[
            {"type":"TextQuoteSelector","exact":"提升能力是关键","prefix":"本领恐慌，","suffix":"。侯马"},
            {"type":"TextPositionSelector","start":4,"end":11}]}]},
          {"id":"b","uri":"https://a.example/","user":"acct:a@b","text":"全文","target":[{"source":"https://a.example/"}]}
        ]}"#,
        &["= 提升能力是关键", "- "],
    );
    check(
        "题\r\n- 您在位置 #123-125的标注 | 添加于 2024年8月27日星期二 上午9:23:01\r\n\r\n学以致用，知行合一\r\n==========\r\n\
         题\r\n- 您在位置 #125 的笔记 | 添加于 2024年8月27日星期二 上午9:24:01\r\n\r\n好\r\n==========\r\n\
         别书\r\n- 您在位置 #9-9的标注 | 添加于 2024年8月27日星期二 上午9:24:01\r\n\r\n本领\r\n==========\r\n",
        &["= 学以致用，知行合一", "? 本领 1.00 本领"],
    );
    check(
        "Highlight,Book Title,Note,Location\n本领恐慌 提升能力,题,,1\n\"本领恐慌,提升能力\",题,一,2\n\"本领恐慌,提升能力\",题,二,2\n\
         \"本领恐慌,提升能力\",题,二,2\n",
        &["= 本领恐慌,提升能力", "= 本领恐慌,提升能力", "? 本领恐慌 提升能力 0.89 本领恐慌,提升能力"],
    );
    check(
        "“用以促学，学用相长。” ([甲](zotero://select/library/items/A)) \
         ([pdf](zotero://open-pdf/library/items/B?page=1&annotation=K)) 好\n",
        &["= 用以促学，学用相长。"],
    );
    check(
        r#"{"version":1,"type":"calibre_annotation_collection","annotations":[{"type":"highlight","uuid":"u",
           "highlighted_text":"学习的目的\n全在于运用","timestamp":"2026-08-21T02:35:27.954Z"}]}"#,
        &["= 学习的目的全在于运用"],
    );
}

#[test]
fn a_note_keeps_what_it_says() {
    let file = "题\n- 您在位置 #1-3的标注 | 添加于 2024年8月27日星期二 上午9:23:01\n\n学以致用，知行合一\n==========\n";
    let (brought, _) = brought(file, &AnnotationSet::default());
    let Some(Edit::Batch(edits)) = brought.edit else { panic!("one batch") };
    let [Edit::Put(annotation)] = edits.as_slice() else { panic!("one annotation") };
    assert_eq!(annotation.exact, ["学以致用，知行合一"]);
    assert_eq!(annotation.document, document().hash());
    assert_eq!((annotation.created, annotation.modified), (Timestamp(1_724_750_581_000_000), annotation.created));
    assert_eq!((annotation.style, annotation.color), (MarkStyle::Fill, MarkColor::Gamboge));
}

#[test]
fn nothing_of_another_text_is_replaced() {
    let id = AnnotationId(Uuid::from_u128(7));
    let file = format!(
        r#"{{"type":"Annotation","id":"urn:uuid:{}","target":{{"source":"x:y","selector":
            {{"type":"TextQuoteSelector","exact":"学以致用，知行合一"}}}}}}"#,
        id.0
    );
    let other = Annotation {
        id,
        document: document_of("别的").hash(),
        ranges: Vec::new(),
        exact: Vec::new(),
        style: MarkStyle::Fill,
        color: MarkColor::Ink,
        note: "在别处".to_owned(),
        tags: Vec::new(),
        created: Timestamp(1),
        modified: Timestamp(1),
    };
    let mut set = AnnotationSet::default();
    set.apply(Edit::Put(Box::new(other.clone())));
    let (first, _) = brought(&file, &set);
    set.apply(first.edit.expect("it is brought"));
    assert_eq!(set.get(id), Some(&other));
    assert_eq!(set.iter().count(), 2);
    assert_eq!(brought(&file, &set).0.n_already, 1);
}

#[test]
fn our_own_export_comes_back_as_it_was() {
    let document = document();
    let mut set = AnnotationSet::default();
    let mut put = |n: u128, words: &[&str], note: &str, tags: &[&str], style, color| {
        let ranges = words.iter().map(|words| {
            let start = document.text().rfind(*words).expect("words of the text");
            TextRange::new(start, start + words.len())
        });
        set.apply(Edit::Put(Box::new(Annotation {
            id: AnnotationId(Uuid::from_u128(n)),
            document: document.hash(),
            ranges: ranges.collect(),
            exact: words.iter().map(|&words| words.to_owned()).collect(),
            style,
            color,
            note: note.to_owned(),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            created: Timestamp(1_731_720_181_000_001),
            modified: Timestamp(1_731_720_182_000_000),
        })));
    };
    let mut links = Vec::new();
    put(1, &[], " 全文\n\n```\n", &["a b", "甲/乙"], MarkStyle::Fill, MarkColor::Ink);
    put(2, &["本领恐慌", "目的全在于"], "", &[], MarkStyle::Dots, MarkColor::Lilac);
    put(3, &["。"], "{{ x }}", &["\"]\n---"], MarkStyle::Wavy, MarkColor::Rouge);
    put(4, &["去”。\n学"], "<script>", &[], MarkStyle::Underline, MarkColor::Indigo);
    let related = |n: u128| AnnotationId(Uuid::from_u128(n));
    let place = EntityName { kind: EntityType::Place, name: "侯马市".to_owned() };
    let (to_first, to_place) = (Link::Annotation(related(1)), Link::Entity(place.clone()));
    let paragraph = Relations { subject: Subject::Paragraph, links: vec![to_first, to_place.clone()] };
    for (n, relations) in [(4, paragraph), (1, Relations { links: vec![to_place], ..Relations::about(place) })] {
        links.push(Edit::relate(related(n), relations));
    }
    for (style, n) in MarkStyle::iter().zip(10..) {
        for (color, m) in MarkColor::iter().zip(0..) {
            put(n * 100 + m, &["学"], "", &[], style, color);
        }
    }
    set.apply(Edit::Batch(links)).expect("links");
    let json = export::jsonld(&document, &set.of(document.hash()), &set).expect("JSON");
    let notes = notes::read(json.as_bytes()).expect("ours");
    assert_eq!(notes.format, NotesFormat::W3c);
    let brought = bring(&notes, &document, &AnnotationSet::default(), Timestamp(0));
    let mut back = AnnotationSet::default();
    back.apply(brought.edit.expect("annotations"));
    assert_eq!(back, set);
    assert_eq!(bring(&notes, &document, &set, Timestamp(0)).n_already, notes.notes.len());
}

/// A fixture as JSON; `None`, and a word about it, where the shared folder is absent.
fn fixture(name: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/annotation").join(name);
    #[expect(clippy::disallowed_methods, reason = "a fixture outside the project")]
    let Ok(json) = std::fs::read_to_string(&path) else {
        writeln!(std::io::stderr(), "skipped: no fixture at {}", path.display()).ok();
        return None;
    };
    Some(serde_json::from_str(&json).expect("JSON"))
}

fn string<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[test]
fn selectors_match_as_apache_annotator_has_it() {
    let Some(fixture) = fixture("apache-annotator-flat.json") else { return };
    let in_code_points = |text: &str, range: TextRange| {
        [range.start(), range.end()].map(|byte| text.get(..byte).expect("an edge").chars().count())
    };
    let (mut n_quotes, mut n_positions) = (0, 0);
    for case in fixture["quote_match"].as_array().expect("cases") {
        let [exact, prefix, suffix] =
            ["exact", "prefix", "suffix"].map(|key| string(&case["selector"], key).to_owned());
        let text = string(case, "text");
        let places = quote_places(text, &TextQuoteSelector { exact, prefix, suffix });
        let found: Vec<_> = places.into_iter().map(|range| in_code_points(text, range)).collect();
        assert_eq!(serde_json::json!(found), case["expected"], "{case}");
        n_quotes += 1;
    }
    for case in fixture["position_match"].as_array().expect("cases") {
        let [start, end] = ["start", "end"].map(|key| case["selector"][key].as_u64().expect("a number") as usize);
        let text = string(case, "text");
        let found = position_range(text, TextPositionSelector { start, end });
        let named = Haystack::new(text).named(&document_of(text), notes::Position::CodePoints(start, end));
        assert_eq!(found, named, "{case}");
        let found: Vec<_> = found.into_iter().map(|range| in_code_points(text, range)).collect();
        assert_eq!(serde_json::json!(found), case["expected"], "{case}");
        n_positions += 1;
    }
    assert_eq!((n_quotes, n_positions), (25, 7));
}

/// The best candidate for `quote` in `text`, and where it stands.
fn best(text: &str, quote: &str, prefix: &str, suffix: &str, hint: Option<usize>) -> Option<(Candidate, TextRange)> {
    let haystack = Haystack::new(text);
    let passage =
        Passage { quote: quote.to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned(), position: None };
    let sought = Sought::new(&passage);
    let candidate = *ranked(&haystack, &sought, hint).first()?;
    Some((candidate, haystack.range(candidate.cells)))
}

#[test]
fn candidates_rank_as_in_hypothesis() {
    let Some(fixture) = fixture("hypothesis-match-quote.json") else { return };
    let cases = fixture["cases"].as_array().expect("cases");
    for case in cases {
        let text = match case.get("literal") {
            Some(literal) => literal.as_str().expect("a string"),
            None => string(&fixture["texts"], string(case, "text")),
        };
        let whole = string(case, "quote").strip_prefix("@text:").map(|name| string(&fixture["texts"], name));
        let quote = whole.unwrap_or_else(|| string(case, "quote"));
        let (prefix, suffix) = (string(case, "prefix"), string(case, "suffix"));
        let after = |key: &str| {
            case.get(key).and_then(Value::as_str).map(|words| text.find(words).expect("there") + words.len())
        };
        let hint = after("hint_after").map(|byte| cells(text.get(..byte).expect("an edge")).len());
        let ranks = |key: &str, rank: &dyn Fn(&str) -> f32| {
            let given = case.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            let ranks: Vec<f32> = given.map(rank).collect();
            assert!(ranks.windows(2).all(|pair| pair[0] > pair[1]), "{case} {ranks:?}");
            !ranks.is_empty()
        };
        let rank_of = |quote: &str, prefix: &str, suffix: &str| {
            best(text, quote, prefix, suffix, None).map_or(0.0, |(candidate, _)| candidate.rank)
        };
        let is_ranking = ranks("quotes_desc", &|quote| rank_of(quote, "", ""))
            || ranks("prefixes_desc", &|prefix| rank_of(quote, prefix, ""))
            || ranks("suffixes_desc", &|suffix| rank_of(quote, "", suffix));
        if is_ranking {
            continue;
        }
        let found = best(text, quote, prefix, suffix, hint);
        if case.get("expect").is_some_and(Value::is_null) {
            assert_eq!(found, None, "{case}");
            continue;
        }
        let (candidate, range) = found.expect("a place");
        if let Some(slice) = case.get("expect_slice").and_then(Value::as_str) {
            assert_eq!(range.of(text), slice, "{case}");
        }
        if let Some(start) = case.get("expect_starts").and_then(Value::as_str) {
            assert!(text.get(range.start()..).expect("an edge").starts_with(start), "{case}");
        }
        if let Some(start) = after("expect_start_after") {
            assert_eq!(range.start(), start, "{case}");
        }
        if let Some(score) = case.get("score").and_then(Value::as_f64) {
            assert!((f64::from(candidate.rank) - score).abs() < 1e-6, "{case}");
        }
        assert!(candidate.rank > 0.0 && (case.get("score_lt").is_none() || candidate.rank < 1.0), "{case}");
    }
    assert_eq!(cases.len(), 21);
}

/// Recogito's annotations are on a text we do not have: all are read, and none finds a look-alike.
#[test]
fn annotations_on_another_text_find_no_place() {
    let Some(fixture) = fixture("recogito/annotations.w3c.json") else { return };
    let (brought, lines) = brought(&fixture.to_string(), &AnnotationSet::default());
    assert!(brought.n_read() > 2 && brought.unmatched.len() == brought.n_read(), "{lines:?}");
}
