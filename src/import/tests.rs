//! What comes out of small texts, of the article, and laws that hold for any text.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::document::{BlockKind, Metadata};
use crate::text::is_blank;

fn read(text: &str, name: Option<&str>) -> Imported {
    import(text.as_bytes(), name).unwrap_or_else(|error| panic!("{error}: {text:?}"))
}

/// One line a block: kind, number, the first characters; then the facts.
fn outline(imported: &Imported) -> String {
    let document = &imported.document;
    let mut out = String::new();
    for block in document.blocks() {
        let start: String = document.slice(block.range).chars().take(12).collect();
        let level = match block.kind {
            BlockKind::Heading { level } => level.to_string(),
            BlockKind::ListItem { depth } | BlockKind::Quote { depth } => depth.to_string(),
            _ => String::new(),
        };
        let number = block.number.map_or(String::new(), |number| format!(" {number}"));
        writeln!(out, "{}{level}{number}: {start}", block.kind.name()).unwrap();
        for span in &block.spans {
            writeln!(out, "  {:?} {}", span.kind, document.slice(span.range)).unwrap();
        }
    }
    let metadata = document.metadata();
    if *metadata != Metadata::default() {
        writeln!(out, "{}", facts(metadata)).unwrap();
    }
    for warning in &imported.warnings {
        writeln!(out, "! {warning}").unwrap();
    }
    out
}

fn facts(metadata: &Metadata) -> String {
    let Metadata { title, authors, editors, publication, published, page, accessed, source_id, url } = metadata;
    let single = [
        ("title", title),
        ("publication", publication),
        ("published", published),
        ("page", page),
        ("accessed", accessed),
        ("source_id", source_id),
        ("url", url),
    ];
    let single = single.iter().filter_map(|(key, value)| Some(format!("{key}={}", value.as_ref()?)));
    let lists = [("authors", authors), ("editors", editors)];
    let lists =
        lists.iter().filter(|(_, list)| !list.is_empty()).map(|(key, list)| format!("{key}={}", list.join("+")));
    single.chain(lists).collect::<Vec<_>>().join(" ")
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&outline(&read(text, None)));
}

fn check_markdown(text: &str, expected: Expect) {
    let imported = read(text, Some("a.md"));
    expected.assert_eq(&format!("{}\n---\n{}", imported.document.text(), outline(&imported)));
}

const LONG: &str = "山西省开展大规模、体系化、全覆盖的干部教育培训，突出思想铸魂、强化精准培训、坚持守正创新。";

#[test]
fn the_bundled_article() {
    let imported = bundled_article();
    let document = &imported.document;
    assert_eq!(document.hash().to_string(), "6bd7647f33413e5f138cfe2116d3e7b537bc42a7f5115626ad81e4ec5e82d93d");
    assert_eq!(document.n_chars(), 3318);
    assert_eq!(document.text(), ARTICLE);
    expect!["publication=人民日报 published=2024-08-27 page=19 accessed=2024-11-16T09:23:01 source_id=sp20241116 editors=杨光宇+胡永秋"]
        .assert_eq(&facts(document.metadata()));
    let headings: Vec<_> = document.outline().map(|(level, block)| (level, document.slice(block.range))).collect();
    assert_eq!(
        headings,
        [
            (1, "把提高政治能力作为重中之重,确保改革发展始终沿着正确的方向前进"),
            (1, "有针对性地开展专题培训,帮助领导干部解放思想、开拓视野、找准抓手"),
            (1, "练就过硬本领,推动广大党员、干部能干事、干成事"),
        ]
    );
    let kinds: Vec<_> = document.blocks().iter().map(|block| block.kind).collect();
    assert_eq!(kinds.len(), 35);
    assert_eq!(kinds.first(), Some(&BlockKind::Source));
    assert_eq!(kinds.get(33..), Some([BlockKind::Source, BlockKind::Editor].as_slice()));
    assert_eq!(kinds.iter().filter(|kind| **kind == BlockKind::Paragraph).count(), 29);
    assert!(
        document
            .blocks()
            .iter()
            .any(|block| block.number == Some(1) && document.slice(block.range).starts_with("“只有走"))
    );
    assert_eq!(imported.warnings, []);
}

mod laws;
mod markdown_texts;
mod news_texts;
