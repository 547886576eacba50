//! Notes from elsewhere, as another program meets them.
#![expect(clippy::disallowed_methods, reason = "tests write files of their own")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A text, a library and files beside it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        desk.file("text.txt", "干部出现了本领恐慌,提升能力是关键。侯马市坚持“请进来”，也坚持“走出去”。\n".as_bytes());
        desk
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path_text(&path)
    }

    fn run(&self, args: &[&str]) -> Output {
        let text = path_text(&self.folder.path().join("text.txt"));
        let data = path_text(&self.folder.path().join("data"));
        let mut program = Command::new(env!("CARGO_BIN_EXE_quandian"));
        program.args(["annotate", &text, "--data-dir", &data]).args(args).output().expect("the program starts")
    }

    fn answer(&self, args: &[&str]) -> Value {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("the answer is JSON")
    }
}

fn path_text(path: &Path) -> String {
    path.to_str().expect("the path is UTF-8").to_owned()
}

#[test]
fn notes_are_brought_once_and_taken_back_at_once() {
    let desk = Desk::new();
    let clippings = "题\r\n- 您在位置 #123-125的标注 | 添加于 2024年8月27日星期二 上午9:23:01\r\n\r\n本領恐慌，提升能力\r\n==========\r\n\
                     题\r\n- 您在位置 #125 的笔记 | 添加于 2024年8月27日星期二 上午9:24:01\r\n\r\n好\r\n==========\r\n\
                     题\r\n- 您在位置 #130-131的标注 | 添加于 2024年8月27日星期二 上午9:25:01\r\n\r\n“请进来”，也坚持\r\n==========\r\n\
                     题\r\n- 您在位置 #140-141的标注 | 添加于 2024年8月27日星期二 上午9:26:01\r\n\r\n坚持\r\n==========\r\n\
                     别书\r\n- 您在位置 #1-2的标注 | 添加于 2024年8月27日星期二 上午9:27:01\r\n\r\n绿水青山就是金山银山\r\n==========\r\n";
    let notes = desk.file("My Clippings.txt", clippings.as_bytes());
    let report = desk.answer(&["import", &notes]);
    assert_eq!((&report["format"], &report["n_read"], &report["already"]), (&json!("kindle"), &json!(4), &json!(0)));
    let matched = report["matched"].as_array().expect("an array");
    assert_eq!(matched.len(), 2);
    assert_eq!((&matched[0]["start"], &matched[0]["end"], &matched[0]["score"]), (&json!(5), &json!(14), &json!(1.0)));
    assert_eq!(
        report["in_doubt"],
        json!([{ "quote": "坚持", "note": "", "title": "题", "start": 21, "end": 23, "score": 1.0 }])
    );
    assert_eq!(report["unmatched"], json!([{ "quote": "绿水青山就是金山银山", "note": "", "title": "别书" }]));
    let listed = desk.answer(&["list"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "what is in doubt is not placed: {listed}");
    assert_eq!(listed[0]["id"], matched[0]["id"]);
    assert_eq!((&listed[0]["exact"], &listed[0]["note"]), (&json!("本领恐慌,提升能力"), &json!("好")));
    assert_eq!(listed[0]["created"], "2024-08-27T09:23:01Z");

    let again = desk.answer(&["import", &notes]);
    assert_eq!((&again["matched"], &again["already"], &again["n_read"]), (&json!([]), &json!(2), &json!(4)));
    assert_eq!(desk.answer(&["list"]), listed);
    desk.answer(&["undo"]);
    assert_eq!(desk.answer(&["list"]), json!([]), "one change for all");
    desk.answer(&["redo"]);
    assert_eq!(desk.answer(&["list"]), listed);
}

#[test]
fn an_export_is_brought_to_another_library_as_it_was() {
    let (from, to) = (Desk::new(), Desk::new());
    from.answer(&[
        "add", "--start", "5", "--end", "9", "--style", "wavy", "--color", "ink", "--note", "看", "--tag", "甲/乙",
    ]);
    from.answer(&["add", "--start", "21", "--end", "23"]);
    let (text, data) = (from.folder.path().join("text.txt"), from.folder.path().join("data"));
    let exported = Command::new(env!("CARGO_BIN_EXE_quandian"))
        .args(["export", &path_text(&text), "--data-dir", &path_text(&data), "--format", "jsonld"])
        .output()
        .expect("the program starts");
    let notes = to.file("notes.jsonld", &exported.stdout);
    let report = to.answer(&["import", &notes]);
    assert_eq!((&report["format"], report["matched"].as_array().map(Vec::len)), (&json!("w3c"), Some(2)));
    assert_eq!(to.answer(&["list"]), from.answer(&["list"]));
    assert_eq!(from.answer(&["import", &notes_in(&from, &exported.stdout)])["already"], 2);
}

fn notes_in(desk: &Desk, bytes: &[u8]) -> String {
    desk.file("notes.jsonld", bytes)
}

#[test]
fn bad_notes_are_told_in_one_sentence() {
    let desk = Desk::new();
    let folder = path_text(desk.folder.path());
    let files = [
        (desk.file("empty.json", b""), "empty"),
        (desk.file("cut.json", b"[{\"type\": \"Annot"), "line 1, column 16"),
        (desk.file("other.json", b"{\"a\": 1}"), "no notes that Quandian knows"),
        (desk.file("prose.txt", "春眠不觉晓".as_bytes()), "no notes that Quandian knows"),
        (desk.file("picture.png", b"\x89PNG\r\n\x1A\n\0\0"), "no notes that Quandian knows"),
        (desk.file("cut.csv", b"Highlight,Note\n\"a,b\n"), "line 2"),
        (desk.file("bytes.txt", b"\xE4\xBD\xFF\xC0\xAF"), "UTF-8"),
        (path_text(&desk.folder.path().join("none.json")), "no such file"),
        (folder, "folder"),
    ];
    for (file, about) in files {
        let output = desk.run(&["import", &file]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{file}: {stderr}");
        assert_eq!(stderr.trim_end().lines().count(), 1, "{stderr}");
        assert!(stderr.contains(about), "{about}: {stderr}");
        assert!(stderr.contains(&file) && output.stdout.is_empty(), "{stderr}");
    }
    assert_eq!(desk.run(&["import"]).status.code(), Some(2));
}
