//! The command line as another program meets it.
#![expect(clippy::disallowed_methods, reason = "tests read and write files of their own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn article() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/articles/people-daily-2024-08-27-p19.txt")
}

fn quandian(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quandian")).args(args).output().expect("the program starts")
}

fn answer(args: &[&str]) -> Value {
    let output = quandian(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {stderr}");
    serde_json::from_slice(&output.stdout).expect("the answer is JSON")
}

/// The command fails with exit code 1 and one sentence that tells `about`.
fn fails(args: &[&str], about: &str) {
    let output = quandian(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{args:?}: {stderr}");
    assert_eq!(stderr.trim_end().lines().count(), 1, "{args:?}: {stderr}");
    assert!(stderr.contains(about), "{args:?}: {stderr}");
    assert!(output.stdout.is_empty(), "{args:?}");
}

fn path_text(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}

#[test]
fn the_bundled_article_tells_its_facts() {
    let article = article();
    let imported = answer(&["import", path_text(&article)]);
    assert_eq!(imported["title"], Value::Null);
    let metadata = &imported["metadata"];
    assert_eq!(metadata["published"], "2024-08-27");
    assert_eq!(metadata["publication"], "人民日报");
    assert_eq!(metadata["page"], 19);
    assert_eq!(metadata["accessed"], "2024-11-16T09:23:01");
    assert_eq!(metadata["source_id"], "sp20241116");
    assert_eq!(metadata["editors"], serde_json::json!(["杨光宇", "胡永秋"]));
    let headings: Vec<&str> =
        imported["outline"].as_array().expect("an array").iter().filter_map(|row| row["text"].as_str()).collect();
    let begins = ["把提高政治能力", "有针对性地开展", "练就过硬本领"];
    assert_eq!(headings.len(), begins.len(), "{headings:?}");
    for (heading, begin) in headings.iter().zip(begins) {
        assert!(heading.starts_with(begin), "{heading}");
    }
    let text = quandian(&["import", path_text(&article), "--text"]).stdout;
    assert_eq!(text, fs::read(&article).expect("the article is there"), "exactly the article's characters");
    assert_eq!(imported["n_chars"], String::from_utf8_lossy(&text).chars().count());
}

#[test]
fn every_offset_counts_code_points_of_the_canonical_text() {
    let article = article();
    let text = fs::read_to_string(&article).expect("the article is there");
    let chars: Vec<char> = text.chars().collect();
    let analysis = answer(&["analyze", path_text(&article)]);
    let mut n_checked = 0;
    let mut check = |row: &Value| {
        let (start, end) = (row["start"].as_u64().expect("start"), row["end"].as_u64().expect("end"));
        let slice: String = chars.get(start as usize..end as usize).expect("a range of the text").iter().collect();
        assert_eq!(row["text"], slice.as_str());
        n_checked += 1;
    };
    for entity in analysis["entities"].as_array().expect("entities") {
        entity["mentions"].as_array().expect("mentions").iter().for_each(&mut check);
    }
    analysis["expressions"].as_array().expect("expressions").iter().for_each(&mut check);
    for hit in answer(&["find", path_text(&article), "--query", "山西"]).as_array().expect("hits") {
        check(hit);
    }
    assert!(n_checked > 100, "{n_checked}");
    let tokens = analysis["tokens"].as_array().expect("tokens");
    let mut covered = 0;
    for pair in tokens.windows(2) {
        assert!(pair[0]["end"].as_u64() <= pair[1]["start"].as_u64());
    }
    for token in tokens {
        covered += token["end"].as_u64().expect("end") - token["start"].as_u64().expect("start");
    }
    let n_visible = chars.iter().filter(|c| !c.is_whitespace()).count();
    assert_eq!(covered as usize, n_visible, "tokens cover words and marks, not blanks");
    let only = answer(&["analyze", path_text(&article), "--only", "quotations"]);
    assert_eq!(only.as_object().expect("an object").keys().collect::<Vec<_>>(), ["quotations"]);
    assert_eq!(only["quotations"], analysis["quotations"]);
}

#[test]
fn vertical_lines_have_the_same_keys_and_short_numbers_across() {
    let article = article();
    let set = |rest: &[&str]| {
        let mut args = vec!["typeset", path_text(&article), "--measure", "30"];
        args.extend_from_slice(rest);
        answer(&args)
    };
    let (level, upright) = (set(&[]), set(&["--vertical", "--quotes"]));
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let glyph = |set: &Value| set["paragraphs"][1]["lines"][0]["glyphs"][0].clone();
    assert_eq!((keys(&level), keys(&glyph(&level))), (keys(&upright), keys(&glyph(&upright))));
    assert_eq!((glyph(&level)["c"].as_str(), glyph(&upright)["c"].as_str()), (Some("“"), Some("『")));
    let ends = |set: &Value| {
        set["paragraphs"].as_array().expect("paragraphs").iter().map(|p| p["end"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ends(&level), ends(&upright));
    let all = upright.to_string();
    assert!(all.contains("\"c\":\"27\"") && !level.to_string().contains("\"c\":\"27\""));
}

#[test]
fn annotations_are_made_listed_undone_and_exported() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = path_text(dir.path());
    let article = article();
    let file = path_text(&article);
    let annotate = |rest: &[&str]| {
        let mut args = vec!["annotate", file, "--data-dir", data];
        args.extend_from_slice(rest);
        answer(&args)
    };
    let made = annotate(&[
        "add",
        "--start",
        "60",
        "--end",
        "90",
        "--style",
        "wavy",
        "--color",
        "malachite",
        "--note",
        "看这里",
        "--tag",
        "提法/产业",
    ]);
    assert_eq!(made["ranges"], serde_json::json!([{ "start": 60, "end": 90 }]));
    assert_eq!(made["style"], "wavy");
    assert_eq!(made["color"], "malachite");
    assert_eq!(made["tags"], serde_json::json!(["提法/产业"]));
    let text = fs::read_to_string(&article).expect("the article is there");
    let exact: String = text.chars().skip(60).take(30).collect();
    assert_eq!(made["exact"], exact.as_str());
    assert_eq!(annotate(&["list"]), serde_json::json!([made]));

    let markdown = quandian(&["export", file, "--data-dir", data, "--format", "markdown"]).stdout;
    let markdown = String::from_utf8(markdown).expect("UTF-8");
    assert!(markdown.contains("看这里") && markdown.contains("提法/产业"), "{markdown}");
    let target = dir.path().join("notes.jsonld");
    let exported =
        quandian(&["export", file, "--data-dir", data, "--format", "jsonld", "--output", path_text(&target)]);
    assert!(exported.status.success());
    let jsonld: Value = serde_json::from_slice(&fs::read(&target).expect("written")).expect("JSON");
    assert!(jsonld.to_string().contains("TextQuoteSelector"));

    assert_eq!(annotate(&["undo"])["id"], made["id"]);
    assert_eq!(annotate(&["list"]), serde_json::json!([]));
    assert_eq!(annotate(&["redo"])["id"], made["id"]);
    let id = made["id"].as_str().expect("an id");
    assert_eq!(annotate(&["remove", id])["id"], made["id"]);
    assert_eq!(annotate(&["undo"])["id"], made["id"]);
    assert_eq!(annotate(&["list"]), serde_json::json!([made]), "everything as it was made");
    assert_eq!(annotate(&["undo"])["id"], made["id"]);
    fails(&["annotate", file, "--data-dir", data, "undo"], "nothing to undo");
    fails(&["annotate", file, "--data-dir", data, "add", "--start", "9", "--end", "9"], "no such place");
}

/// Each kind of note is told, exported and brought to another library as it was.
#[test]
fn notes_on_more_than_words_and_links() {
    let dir = tempfile::tempdir().expect("a folder");
    let article = article();
    let file = path_text(&article);
    let with = |library: &str, rest: &[&str]| {
        let data = dir.path().join(library);
        answer(&[&["annotate", file, "--data-dir", path_text(&data)][..], rest].concat())
    };
    let whole = with("one", &["add", "--document", "--note", "全文"]);
    assert_eq!((&whole["ranges"], &whole["about"]), (&serde_json::json!([]), &Value::Null));
    let paragraph = with("one", &["add", "--paragraph", "4", "--note", "这一段"]);
    assert_eq!(paragraph["about"], "paragraph");
    let paragraphs = answer(&["import", file])["paragraphs"].clone();
    let whole_paragraph = (&paragraph["ranges"][0]["start"], &paragraph["ranges"][0]["end"]);
    let mut rows = paragraphs.as_array().expect("an array").iter();
    assert!(rows.any(|row| (&row["start"], &row["end"]) == whole_paragraph), "{paragraph}");
    let entity = with("one", &["add", "--entity", "山西", "--note", "省"]);
    assert_eq!(entity["about"], serde_json::json!({ "type": "LOC", "name": "山西省" }));
    let [whole_id, entity_id] = [&whole["id"], &entity["id"]].map(|id| id.as_str().expect("an id"));
    let linked = with("one", &["link", whole_id, "--to", entity_id, "--entity", "山西"]);
    assert_eq!(linked["links"].as_array().map(Vec::len), Some(2));
    assert_eq!(linked["links"][0]["annotation"], entity["id"]);
    let data = dir.path().join("one");
    let exported = quandian(&["export", file, "--data-dir", path_text(&data), "--format", "jsonld"]).stdout;
    let notes = dir.path().join("notes.jsonld");
    fs::write(&notes, exported).expect("written");
    with("two", &["import", path_text(&notes)]);
    assert_eq!(with("two", &["list"]), with("one", &["list"]));
    with("one", &["link", whole_id, "--to", entity_id, "--entity", "山西", "--remove"]);
    assert_eq!(with("one", &["list"])[0]["links"], Value::Null);
    assert_eq!(with("one", &["undo"])["links"], linked["links"]);
    let data = path_text(&data).to_owned();
    fails(&["annotate", file, "--data-dir", &data, "add", "--entity", "没有这个人"], "no such entity");
    fails(&["annotate", file, "--data-dir", &data, "add", "--paragraph", "999"], "no paragraph 999");
    fails(&["annotate", file, "--data-dir", &data, "link", whole_id], "--to");
    assert_eq!(quandian(&["annotate", file, "--data-dir", &data, "add"]).status.code(), Some(2));
}

#[test]
fn lines_keep_the_measure_and_the_rules() {
    let article = article();
    let set = answer(&["typeset", path_text(&article), "--measure", "24"]);
    assert_eq!(set["measure_em"], 24.0);
    let mut n_lines = 0;
    for paragraph in set["paragraphs"].as_array().expect("paragraphs") {
        let lines = paragraph["lines"].as_array().expect("lines");
        assert_eq!(lines.first().map(|line| &line["start"]), Some(&paragraph["start"]));
        assert_eq!(lines.last().map(|line| &line["end"]), Some(&paragraph["end"]));
        for line in lines {
            n_lines += 1;
            let text = line["text"].as_str().expect("text").trim();
            let first = text.chars().next().expect("no empty line");
            assert!(!"，。、；：？！）》”’".contains(first), "{text}");
            assert!(line["right_em"].as_f64().expect("right_em") <= 24.0 + 0.01, "{text}");
        }
    }
    assert!(n_lines > 120, "{n_lines}");
}

#[test]
fn bad_input_is_told_in_one_sentence() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    fails(&["import", path_text(&dir.path().join("none.txt"))], "none.txt");
    fails(&["import", path_text(dir.path())], path_text(dir.path()));
    fails(&["import", path_text(&file("empty.txt", b""))], "empty.txt");
    let binary: Vec<u8> = (0..4096_u32).map(|i| (i * 7 % 251) as u8 & 0x1F).collect();
    fails(&["import", path_text(&file("binary.txt", &binary))], "binary.txt");
    fails(&["import", path_text(&file("broken.txt", b"\xE4\xBD\xA0\xE5\xA5\xBD\xFF\xC0\xAF\xF5\x80"))], "broken.txt");
    fails(&["find", path_text(&article()), "--query", "(", "--regex"], "regular expression");
}

#[test]
fn wrong_usage_exits_with_2() {
    for args in [&["import"][..], &["annotate", "x", "add", "--start", "1"], &["analyze", "x", "--only", "nothing"]] {
        assert_eq!(quandian(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn annotations_are_brought_to_another_version_of_the_text() {
    let dir = tempfile::tempdir().expect("a folder");
    let library = dir.path().join("library");
    let data = path_text(&library);
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).expect("written");
        path_text(&path).to_owned()
    };
    let poems = "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。\n白日依山尽，黄河入海流。欲穷千里目，更上一层楼。\n";
    let changed = "绝句\n春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知道多少。\n欲穷千里目，更上一层楼。\n";
    let (old, new) = (file("old.txt", poems), file("new.txt", changed));
    let with_data = |rest: &[&str]| answer(&[&["--data-dir", data][..], rest].concat());
    let ids: Vec<Value> = ["处处闻", "花落知多少", "黄河入海流"]
        .into_iter()
        .map(|words| {
            let start = poems.find(words).map(|at| poems[..at].chars().count());
            let start = start.expect("words of the poems");
            let (from, to) = (start.to_string(), (start + words.chars().count()).to_string());
            with_data(&["annotate", &old, "add", "--start", &from, "--end", &to])["id"].clone()
        })
        .collect();
    let rows = with_data(&["annotate", &old, "reanchor", &new]);
    let row = |n: usize| (&rows[n]["id"], &rows[n]["status"], &rows[n]["start"], &rows[n]["end"]);
    assert_eq!(row(0), (&ids[0], &Value::from("kept"), &Value::from(9), &Value::from(12)));
    assert_eq!(row(1), (&ids[1], &Value::from("moved"), &Value::from(21), &Value::from(27)));
    assert_eq!(row(2), (&ids[2], &Value::from("orphan"), &Value::Null, &Value::Null));
    assert_eq!((&rows[0]["score"], &rows[2]["score"]), (&Value::from(1.0), &Value::from(0.0)));
    assert_eq!(with_data(&["annotate", &new, "list"]), serde_json::json!([]), "a dry run changes nothing");

    assert_eq!(with_data(&["annotate", &old, "reanchor", &new, "--apply"]), rows);
    let brought = with_data(&["annotate", &new, "list"]);
    assert_eq!(brought.as_array().map(Vec::len), Some(3));
    assert_eq!(with_data(&["annotate", &old, "list"]), serde_json::json!([]));
    let orphan = brought.as_array().expect("an array").iter().find(|row| row["id"] == ids[2]).expect("it came along");
    assert_eq!((&orphan["ranges"], &orphan["exact"]), (&serde_json::json!([]), &Value::from("黄河入海流")));
    with_data(&["annotate", &new, "undo"]);
    assert_eq!(with_data(&["annotate", &old, "list"]).as_array().map(Vec::len), Some(3), "one undo takes all back");
}

#[test]
fn the_library_is_listed_searched_checked_and_restored() {
    let dir = tempfile::tempdir().expect("a folder");
    let data = path_text(dir.path());
    let article = article();
    let file = path_text(&article);
    let with_data = |rest: &[&str]| answer(&[&["--data-dir", data][..], rest].concat());
    fails(&["--data-dir", data, "library", "check"], "no library");
    assert_eq!(with_data(&["library", "list"]), serde_json::json!([]));
    with_data(&["annotate", file, "add", "--start", "60", "--end", "62", "--note", "重读這裡", "--tag", "提法/产业"]);
    let listed = with_data(&["library", "list"]);
    assert_eq!(listed[0]["sha256"], answer(&["import", file])["sha256"]);
    assert_eq!(listed[0]["n_annotations"], 1);
    let found = with_data(&["library", "search", "这里"]);
    let notes: Vec<&Value> = found.as_array().expect("an array").iter().filter(|row| row["in"] == "note").collect();
    assert_eq!(notes.len(), 1, "{found}");
    assert_eq!((&notes[0]["text"], &notes[0]["start"]), (&Value::from("這裡"), &Value::from(60)));
    let found = with_data(&["library", "search", "山西"]);
    let text = fs::read_to_string(&article).expect("the article is there");
    let places = found.as_array().expect("an array").iter().filter(|row| row["in"] == "text").count();
    assert_eq!(places, text.matches("山西").count());
    assert_eq!(with_data(&["library", "check"])["whole"], true);

    let snapshot = with_data(&["library", "snapshot"]);
    let name = snapshot["name"].as_str().expect("a name");
    assert_eq!(with_data(&["library", "restore"]), serde_json::json!([snapshot]));
    with_data(&["annotate", file, "undo"]);
    let restored = with_data(&["library", "restore", name]);
    assert_eq!((&restored["name"], &restored["n_annotations"]), (&snapshot["name"], &Value::from(1)));
    assert_eq!(with_data(&["library", "restore", name])["edit"], Value::Null, "nothing differs any more");
    fails(&["--data-dir", data, "library", "restore", "none"], "none");
}

#[test]
fn a_concordance_is_the_places_with_their_surroundings() {
    let article = article();
    let file = path_text(&article);
    let text = fs::read_to_string(&article).expect("the article is there");
    let chars: Vec<char> = text.chars().collect();
    let slice = |start: usize, end: usize| chars.get(start..end).expect("a range").iter().collect::<String>();
    for sort in ["position", "L1", "R1"] {
        let answer = answer(&["concordance", file, "--query", "干部", "--sort", sort]);
        let rows = answer["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), text.matches("干部").count());
        for row in rows {
            let (start, end) = (row["start"].as_u64().expect("start"), row["end"].as_u64().expect("end"));
            assert_eq!(row["hit"], slice(start as usize, end as usize).as_str());
            let left = row["left"].as_str().expect("left");
            let n_left = left.chars().count();
            assert_eq!(slice(start as usize - n_left, start as usize).replace('\n', " "), left);
        }
    }
    let table = quandian(&["concordance", file, "--query", "转型", "--tsv"]).stdout;
    assert!(String::from_utf8_lossy(&table).starts_with("start\tend\tleft\thit\tright\n"));
    fails(&["concordance", file, "--query", "(", "--as", "regex"], "unclosed group");
    fails(&["concordance", file, "--query", "没有这个人", "--as", "entity"], "没有这个人");
}

#[test]
fn plots_are_vectors_or_pixels() {
    let dir = tempfile::tempdir().expect("a folder");
    let article = article();
    for plot in ["dispersion", "frequency", "rhythm", "network", "timeline", "amounts"] {
        let svg = quandian(&["analyze", path_text(&article), "--plot", plot]).stdout;
        assert!(svg.starts_with(b"<svg "), "{plot}");
        let path = dir.path().join(format!("{plot}.png"));
        answer(&["analyze", path_text(&article), "--plot", plot, "--output", path_text(&path)]);
        assert!(fs::read(&path).expect("it was written").starts_with(b"\x89PNG"), "{plot}");
    }
}

#[test]
fn a_file_without_text_has_figures() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("empty.txt");
    fs::write(&path, b"").expect("it can be written");
    let statistics = &answer(&["analyze", path_text(&path), "--only", "statistics"])["statistics"];
    assert_eq!((&statistics["chars_total"], &statistics["tokens"]), (&Value::from(0), &Value::from(0)));
    assert_eq!((&statistics["TTR"], &statistics["quoted_share"]), (&Value::Null, &Value::Null));
    let article = article();
    let compared = answer(&["compare", path_text(&article), path_text(&path)]);
    assert_eq!(compared["documents"].as_array().map(Vec::len), Some(2));
}
