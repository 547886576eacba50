//! Laws of import.

use super::*;
use std::io::Write as _;

/// Text with the shapes that the rules look for.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("\u{3000}\u{3000}".to_owned()),
        Just("一、提高能力".to_owned()),
        Just("（责编：张三、李四）".to_owned()),
        Just("来源：新华社".to_owned()),
        Just("《人民日报》（2024年08月27日 19 版）".to_owned()),
        Just("本报记者 张三".to_owned()),
        Just("2024-08-27 09:15 ".to_owned()),
        Just("练就过硬本领".to_owned()),
        Just("**强** [链](http://a.cn) `码` <br> > - 1. # \\* | a | b |\n|---|---|\n".to_owned()),
        Just(LONG.to_owned()),
        "[春a“”：:。 \u{200B}\u{1F600}#*>|-]{0,12}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn check_blocks(document: &Document) -> Result<(), TestCaseError> {
    let text = document.text();
    let mut end = 0;
    let mut number = 0;
    for block in document.blocks() {
        prop_assert!(block.range.start() >= end);
        prop_assert!(text.get(end..block.range.start()).unwrap().chars().all(is_blank));
        let words = document.slice(block.range);
        prop_assert!(!words.is_empty() && !words.contains('\n'));
        number += u32::from(block.kind.is_body());
        prop_assert_eq!(block.number, block.kind.is_body().then_some(number));
        for span in &block.spans {
            prop_assert!(block.range.covers(span.range) && !span.range.is_empty());
            prop_assert!(!document.slice(span.range).is_empty());
        }
        end = block.range.end();
    }
    prop_assert!(text.get(end..).unwrap().chars().all(is_blank));
    Ok(())
}

proptest! {
    #![proptest_config(crate::text::random::cases(96))]

    #[test]
    fn plain_text_is_kept_and_every_inked_character_is_in_one_block(text in any_text()) {
        match import(text.as_bytes(), None) {
            Ok(imported) => {
                prop_assert_eq!(imported.document.text(), text.replace("\r\n", "\n").replace('\r', "\n"));
                check_blocks(&imported.document)?;
            }
            Err(error) => {
                prop_assert_eq!(error, ImportError::Empty);
                prop_assert!(text.chars().all(is_blank));
            }
        }
    }

    #[test]
    fn markdown_blocks_are_one_line_feed_apart(text in any_text()) {
        if let Ok(imported) = import(text.as_bytes(), Some("a.md")) {
            check_blocks(&imported.document)?;
            let blocks = imported.document.blocks();
            prop_assert_eq!(blocks[0].range.start(), 0);
            prop_assert!(blocks.windows(2).all(|pair| pair[0].range.end() + 1 == pair[1].range.start()));
            prop_assert_eq!(blocks[blocks.len() - 1].range.end(), imported.document.text().len());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(imported) = import(&bytes, None) {
            check_blocks(&imported.document)?;
        }
    }
}

#[test]
fn one_endless_line_is_cut_for_display_only() {
    let text = "春眠不觉晓，处处闻啼鸟。".repeat(4000) + &"无".repeat(40_000);
    let imported = read(&text, None);
    assert_eq!(imported.document.text(), text);
    check_blocks(&imported.document).unwrap();
    assert!(imported.document.blocks().iter().all(|block| block.range.len() <= 48_000));
    assert_eq!(imported.warnings, [Warning::LongParagraphsCut { n_paragraphs: 1 }]);
    let first = imported.document.blocks()[0].range;
    assert!(imported.document.slice(first).ends_with("啼鸟。"));
}

#[test]
fn strings_that_break_software_are_read_as_they_are() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents/fixtures/strings/blns.json");
    #[expect(clippy::disallowed_methods, reason = "a fixture outside the project")]
    let Ok(json) = std::fs::read_to_string(&path) else {
        writeln!(std::io::stderr(), "skipped: the naughty strings are not at {}", path.display()).ok();
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&json).expect("a JSON array of strings");
    for string in strings {
        for name in [None, Some(string.as_str()), Some("a.md")] {
            match import(string.as_bytes(), name) {
                Ok(imported) => check_blocks(&imported.document).unwrap(),
                Err(error) => {
                    assert!(matches!(error, ImportError::Empty | ImportError::Binary { .. }), "{error}: {string:?}");
                }
            }
        }
        crate::text::find(LONG, &string, crate::text::FindOptions::default());
        crate::text::find_regex(LONG, &string).ok();
    }
}
