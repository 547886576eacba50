//! Which format a file is taken for, and what is told where it is none.

use strum::IntoEnumIterator as _;

use super::*;

fn check(text: &str, expected: Result<(NotesFormat, usize), &str>) {
    let found = read(text.as_bytes()).map(|notes| (notes.format, notes.notes.len()));
    assert_eq!(found.map_err(|error| error.to_string()), expected.map_err(str::to_owned), "{text}");
}

const UNKNOWN: &str = "These are no notes that Quandian knows: it reads W3C and Hypothesis JSON, Readwise's CSV, Kindle's \
                       My Clippings.txt, Zotero's JSON and Markdown, and calibre's JSON.";

#[test]
fn content_tells_the_format() {
    check("[]", Ok((NotesFormat::W3c, 0)));
    check(
        r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","target":"x:y"}"#,
        Ok((NotesFormat::W3c, 1)),
    );
    check("\u{FEFF}{\"type\":\"calibre_annotation_collection\",\"annotations\":[]}", Ok((NotesFormat::Calibre, 0)));
    check(r#"{"total":0,"rows":[]}"#, Ok((NotesFormat::Hypothesis, 0)));
    check(r#"[{"uri":"x:y","user":"acct:a@b","target":[{"source":"x:y"}]}]"#, Ok((NotesFormat::Hypothesis, 1)));
    check(r#"[{"key":"A","data":{"itemType":"annotation","annotationText":"春"}}]"#, Ok((NotesFormat::Zotero, 1)));
    check("题\r\n- 您在位置 #1-2的标注 | 添加于\r\n\r\n春\r\n==========\r\n", Ok((NotesFormat::Kindle, 1)));
    check("Highlight,Book Title,Note\r\n春,题,\r\n", Ok((NotesFormat::Readwise, 1)));
    check("[注] “春” ([甲](zotero://select/library/items/A))", Ok((NotesFormat::Zotero, 1)));
}

#[test]
fn what_cannot_be_read_is_told_in_one_sentence() {
    check("", Err("The file is empty: it has no notes."));
    check(" \n\u{3000}\n", Err("The file is empty: it has no notes."));
    check("春眠不觉晓", Err(UNKNOWN));
    check("{}", Err(UNKNOWN));
    check("[{\"a\":1}]", Err(UNKNOWN));
    check("%PDF-1.7", Err(UNKNOWN));
    check("a,b\n1,2\n", Err(UNKNOWN));
    check("[{\"a\":\n1", Err("The notes are not whole: their JSON cannot be read at line 2, column 1."));
    check(
        "Highlight,Note\n\"春",
        Err("The notes are not whole: a quotation mark in line 2 of their CSV is never closed."),
    );
    let deep = "[".repeat(100_000);
    assert!(matches!(read(deep.as_bytes()), Err(NotesError::Json { line: 1, .. })));
    let long = vec![b' '; MAX_BYTES + 1];
    assert_eq!(read(&long), Err(NotesError::TooLong { n_bytes: MAX_BYTES + 1, limit: MAX_BYTES }));
    let told = read(b"\xFF\xFE\x4E\x00").map_err(|error| (error.key(), error.to_string()));
    assert!(matches!(told, Err(("import.other_encoding", told)) if told.contains("UTF-16LE")));
}

#[test]
fn formats_have_names() {
    let names: Vec<&str> = NotesFormat::iter().map(NotesFormat::name).collect();
    assert_eq!(names, ["w3c", "hypothesis", "readwise", "kindle", "zotero", "calibre"]);
}
