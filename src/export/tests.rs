//! Exports of small documents, of the reader's strangest notes, and what every JSON-LD record must hold.

use expect_test::{Expect, expect};
use pulldown_cmark::{Event, Parser, Tag};
use std::io::Write as _;
use strum::IntoEnumIterator as _;
use uuid::Uuid;

use super::*;
use crate::annotation::{Annotation, AnnotationId, AnnotationSet, MarkColor, MarkStyle, Timestamp};
use crate::document::{Block, BlockKind, Document, Metadata};
use crate::text::TextRange;

const TEXT: &str = "练就过硬本领\n干部出现了本领恐慌,提升能力是关键。侯马市坚持“请进来”。\n学习的目的全在于运用。";

fn document() -> Document {
    let mut start = 0;
    let blocks = TEXT.split('\n').enumerate().map(|(idx, line)| {
        let range = TextRange::new(start, start + line.len());
        start = range.end() + 1;
        let kind = if idx == 0 { BlockKind::Heading { level: 1 } } else { BlockKind::Paragraph };
        Block { kind, range, number: (idx > 0).then_some(idx as u32), spans: Vec::new() }
    });
    let metadata = Metadata {
        publication: Some("人民日报".to_owned()),
        published: Some("2024-08-27".to_owned()),
        page: Some("19".to_owned()),
        accessed: Some("2024-11-16T09:23:01".to_owned()),
        ..Metadata::default()
    };
    Document::new(TEXT.to_owned(), blocks.collect(), metadata)
}

/// An annotation on the first place of each of `words`, with an id of `id` and zeros.
fn mark(document: &Document, id: u128, words: &[&str]) -> Annotation {
    let ranges = words.iter().map(|words| {
        let start = document.text().find(words).expect("words of the text");
        TextRange::new(start, start + words.len())
    });
    Annotation {
        id: AnnotationId(Uuid::from_u128(id << 96)),
        document: document.hash(),
        ranges: ranges.collect(),
        exact: words.iter().map(|&words| words.to_owned()).collect(),
        style: MarkStyle::Wavy,
        color: MarkColor::Gamboge,
        note: String::new(),
        tags: Vec::new(),
        created: Timestamp(1_731_720_181_000_000),
        modified: Timestamp(1_731_720_182_000_000),
    }
}

fn check(profile: Profile, context: Context, expected: Expect) {
    let document = document();
    let mut noted = mark(&document, 0x3f9a_0001, &["提升能力"]);
    noted.note = "要点:\n\n- 一\n- 二".to_owned();
    noted.tags = vec!["干部/能力".to_owned(), "a b".to_owned()];
    let several = mark(&document, 0x3f9a_0002, &["请进来", "目的全在于"]);
    let mut whole = mark(&document, 0x77, &[]);
    whole.note = "全文".to_owned();
    let heading = mark(&document, 0x1234_0000, &["过硬"]);
    let options = MarkdownOptions { profile, context };
    let page = markdown(&document, &[&noted, &several, &whole, &heading], options, Some("侯马: \"本领\""));
    expected.assert_eq(&page.replace(&document.hash().to_string(), "HASH"));
}

#[test]
fn plain_markdown() {
    check(
        Profile::Plain,
        Context::Quotation,
        expect![[r#"
        ---
        title: "侯马: \"本领\""
        source: "人民日报"
        page: "19"
        published: 2024-08-27
        accessed: 2024-11-16T09:23:01
        sha256: "HASH"
        tags: ["干部/能力", "a b"]
        ---

        # 侯马: "本领"

        > 提升能力

        ^a-3f9a

        要点:

        - 一
        - 二

        #干部/能力 #a-b

        ¶1 · 17–21

        > 请进来
        >
        > 目的全在于

        ^a-3f9a0

        ¶1 · 31–34; ¶2 · 40–45

        全文

        ^a-0000

        > 过硬

        ^a-1234

        2–4

    "#]],
    );
}

#[test]
fn obsidian_with_sentences() {
    check(
        Profile::Obsidian,
        Context::Sentence,
        expect![[r#"
        ---
        title: "侯马: \"本领\""
        source: "人民日报"
        page: "19"
        published: 2024-08-27
        accessed: 2024-11-16T09:23:01
        sha256: "HASH"
        tags: ["干部/能力", "a-b"]
        ---

        # 侯马: "本领"

        > 干部出现了本领恐慌,==提升能力==是关键。

        ^a-3f9a

        要点:

        - 一
        - 二

        #干部/能力 #a-b

        ¶1 · 17–21

        > 侯马市坚持“==请进来==”。
        >
        > 学习的==目的全在于==运用。

        ^a-3f9a0

        ¶1 · 31–34; ¶2 · 40–45

        全文

        ^a-0000

        > 练就==过硬==本领

        ^a-1234

        2–4

    "#]],
    );
}

#[test]
fn logseq_with_paragraphs() {
    check(
        Profile::Logseq,
        Context::Paragraph,
        expect![[r#"
        title:: 侯马: "本领"
        source:: 人民日报
        page:: 19
        published:: 2024-08-27
        accessed:: 2024-11-16T09:23:01
        sha256:: HASH
        tags:: 干部/能力, a-b

        - id:: 3f9a0001-0000-0000-0000-000000000000
          place:: ¶1 · 17–21
          tags:: 干部/能力, a-b
          > 干部出现了本领恐慌,==提升能力==是关键。侯马市坚持“请进来”。
        	- 要点:

        	  - 一
        	  - 二
        - id:: 3f9a0002-0000-0000-0000-000000000000
          place:: ¶1 · 31–34; ¶2 · 40–45
          > 干部出现了本领恐慌,提升能力是关键。侯马市坚持“==请进来==”。
          >
          > 学习的==目的全在于==运用。
        - id:: 00000077-0000-0000-0000-000000000000
          全文
        - id:: 12340000-0000-0000-0000-000000000000
          place:: 2–4
          > 练就==过硬==本领
    "#]],
    );
}

#[test]
fn a_strange_note_stays_in_its_place() {
    let document = document();
    let notes = [
        "```\n# 不是标题",
        "{{ x }} {% if %} {# 注 #}",
        "---\ntitle: x\n---",
        "> 引\n<!--",
        "<script>\n",
        "\\",
        "| a |\n|---|",
    ];
    for note in notes {
        let mut first = mark(&document, 1, &["本领恐慌"]);
        first.note = note.to_owned();
        first.tags = vec!["{{ 7*7 }}".to_owned(), "\"]\n---".to_owned()];
        let second = mark(&document, 2, &["坚持"]);
        for profile in Profile::iter() {
            let options = MarkdownOptions { profile, context: Context::Quotation };
            let page = markdown(&document, &[&first, &second], options, Some("题\n---"));
            assert!(page.contains("> 本领恐慌\n"), "{page}");
            if profile != Profile::Logseq {
                assert!(page.contains(note.trim_end()), "{page}");
                let (_, body) =
                    page.strip_prefix("---\n").and_then(|page| page.split_once("\n---\n")).expect("front matter");
                let n_quotes =
                    Parser::new(body).filter(|event| matches!(event, Event::Start(Tag::BlockQuote(_)))).count();
                assert_eq!(n_quotes, 2 + note.matches("> 引").count(), "{page}");
            }
        }
    }
}

#[test]
fn overlapping_ranges_and_sentences_are_quoted_once() {
    let document = document();
    let mut overlapping = mark(&document, 1, &["本领恐慌,提升", "提升能力是"]);
    let page = |annotation: &Annotation, context| {
        markdown(&document, &[annotation], MarkdownOptions { profile: Profile::Plain, context }, None)
    };
    assert!(page(&overlapping, Context::Quotation).contains("> 本领恐慌,提升能力是\n\n^"));
    overlapping.ranges.reverse();
    assert!(page(&overlapping, Context::Sentence).contains("> 干部出现了<mark>本领恐慌,提升能力是</mark>关键。\n\n^"));
    let across = mark(&document, 1, &["能力是关键。侯马市", "“请进来”"]);
    let expected = "> 干部出现了本领恐慌,提升<mark>能力是关键。侯马市</mark>坚持<mark>“请进来”</mark>。\n\n^";
    assert!(page(&across, Context::Sentence).contains(expected), "{}", page(&across, Context::Sentence));
}

#[test]
fn a_quotation_with_markup_in_it_is_shown_as_it_is() {
    let text = "# 一\n1. <b>二</b> *三*";
    let block =
        Block { kind: BlockKind::Paragraph, range: TextRange::new(0, text.len()), number: Some(1), spans: Vec::new() };
    let document = Document::new(text.to_owned(), vec![block], Metadata::default());
    let annotation = mark(&document, 1, &[text]);
    let page = markdown(&document, &[&annotation], MarkdownOptions::default(), Some("题 #"));
    assert!(page.contains("# 题 \\#\n"), "{page}");
    assert!(page.contains("> \\# 一\n> 1\\. \\<b>二\\</b> \\*三\\*\n\n^"), "{page}");
    let mut unfit = annotation.clone();
    unfit.ranges = vec![TextRange::new(1, 4000)];
    let json = jsonld(&document, &[&unfit], &AnnotationSet::default()).unwrap();
    assert!(json.contains("TextQuoteSelector") && !json.contains("TextPosition"), "{json}");
}

#[test]
fn a_title_is_never_invented() {
    let page = markdown(&document(), &[], MarkdownOptions::default(), None);
    assert!(!page.contains("title") && !page.contains("# "), "{page}");
}

#[test]
fn words_of_another_text_are_exported_as_they_were_kept() {
    let document = document();
    let mut orphan = mark(&document, 1, &["坚持"]);
    orphan.document = crate::document::DocumentHash([7; 32]);
    let page = markdown(&document, &[&orphan], MarkdownOptions::default(), None);
    assert!(page.contains("> 坚持\n") && !page.contains('¶'), "{page}");
    let json = jsonld(&document, &[&orphan], &AnnotationSet::default()).unwrap();
    assert!(json.contains("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc") && !json.contains("TextPosition"), "{json}");
}

#[test]
fn one_json_record() {
    let document = document();
    let mut noted = mark(&document, 0x3f9a_0001, &["提升能力"]);
    noted.note = "好".to_owned();
    noted.tags = vec!["干部/能力".to_owned()];
    expect![[r#"
        [
          {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "urn:uuid:3f9a0001-0000-0000-0000-000000000000",
            "type": "Annotation",
            "motivation": [
              "commenting",
              "tagging"
            ],
            "created": "2024-11-16T01:23:01Z",
            "modified": "2024-11-16T01:23:02Z",
            "stylesheet": {
              "type": "CssStylesheet",
              "value": ".wavy.gamboge { text-decoration: underline wavy #e8b02e; }"
            },
            "body": [
              {
                "type": "TextualBody",
                "value": "好",
                "purpose": "commenting",
                "format": "text/markdown"
              },
              {
                "type": "TextualBody",
                "value": "干部/能力",
                "purpose": "tagging",
                "format": "text/plain"
              }
            ],
            "target": [
              {
                "type": "SpecificResource",
                "source": "ni:///sha-256;llh-_X0tdUdHA9vkQ8lfyavnPmzPLyT783ZoFYpsMnA",
                "state": {
                  "type": "TimeState",
                  "sourceDate": "2024-11-16T01:23:01Z",
                  "cached": "ni:///sha-256;llh-_X0tdUdHA9vkQ8lfyavnPmzPLyT783ZoFYpsMnA"
                },
                "styleClass": [
                  "wavy",
                  "gamboge"
                ],
                "selector": [
                  {
                    "type": "TextQuoteSelector",
                    "exact": "提升能力",
                    "prefix": "练就过硬本领\n干部出现了本领恐慌,",
                    "suffix": "是关键。侯马市坚持“请进来”。\n学习的目的全在于运用。"
                  },
                  {
                    "type": "TextPositionSelector",
                    "start": 17,
                    "end": 21
                  }
                ]
              }
            ]
          }
        ]
    "#]]
    .assert_eq(&jsonld(&document, &[&noted], &AnnotationSet::default()).unwrap());
}

#[test]
fn every_json_record_holds_what_the_model_demands() {
    let document = document();
    let mut annotations = vec![mark(&document, 1, &[]), mark(&document, 2, &["学习", "运用"])];
    for style in MarkStyle::iter() {
        for color in MarkColor::iter() {
            annotations.push(Annotation { style, color, ..mark(&document, 3, &["坚持"]) });
        }
    }
    for note in naughty_strings() {
        let tags = vec![note.clone()];
        annotations.push(Annotation { note, tags, ..mark(&document, 4, &["坚持"]) });
    }
    let references: Vec<&Annotation> = annotations.iter().collect();
    let json: serde_json::Value =
        serde_json::from_str(&jsonld(&document, &references, &AnnotationSet::default()).unwrap()).unwrap();
    let records = json.as_array().expect("an array");
    assert_eq!(records.len(), annotations.len());
    for (record, annotation) in records.iter().zip(&annotations) {
        assert_eq!(record["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(record["type"], "Annotation");
        assert!(record["id"].as_str().unwrap().starts_with("urn:uuid:"));
        assert!(record["created"].as_str().unwrap().ends_with('Z'));
        assert!(record["modified"].as_str().unwrap().ends_with('Z'));
        assert!(record["stylesheet"]["value"].is_string());
        let targets = record["target"].as_array().unwrap();
        let classes = [annotation.style.name(), annotation.color.name()];
        assert!(targets.iter().all(|target| target["styleClass"] == serde_json::json!(classes)));
        assert_eq!(targets.len(), annotation.ranges.len().max(1));
        for (target, exact) in targets.iter().zip(&annotation.exact) {
            assert_eq!(target["selector"][0]["exact"], exact.as_str());
            assert!(target["source"].as_str().unwrap().starts_with("ni:///sha-256;"));
            let position = &target["selector"][1];
            let [start, end] = ["start", "end"].map(|key| position[key].as_u64().unwrap() as usize);
            assert_eq!(document.slice(document.byte_range(start, end)), exact);
        }
        if !annotation.note.is_empty() {
            assert_eq!(record["body"][0]["value"], annotation.note.as_str());
        }
    }
}

#[test]
fn strange_strings_are_exported_as_markdown() {
    let document = document();
    for string in naughty_strings() {
        let tags = vec![string.clone()];
        let annotation = Annotation { note: string.clone(), tags, ..mark(&document, 4, &["坚持"]) };
        for profile in Profile::iter() {
            let options = MarkdownOptions { profile, context: Context::Sentence };
            let page = markdown(&document, &[&annotation], options, Some(&string));
            assert!(profile == Profile::Logseq || page.contains(string.trim_end()), "{page}");
        }
    }
}

/// The list of strings that break software; without it, a few of its kind.
fn naughty_strings() -> Vec<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents/fixtures/strings/blns.json");
    #[expect(clippy::disallowed_methods, reason = "a fixture outside the project")]
    let Ok(json) = std::fs::read_to_string(&path) else {
        writeln!(std::io::stderr(), "skipped: the naughty strings are not at {}", path.display()).ok();
        return ["", "undefined", "\u{202E}", "${{7*7}}", "<script>", "\u{0}"].map(str::to_owned).to_vec();
    };
    serde_json::from_str(&json).expect("a JSON array of strings")
}
