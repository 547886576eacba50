//! Kindle's `My Clippings.txt`, in English and in Chinese of both scripts: entries of title, one line on kind, place and
//! time, an empty line, and the words; `==========` closes each. A note is an entry of its own, at the place where its
//! highlight ends.

use std::collections::HashMap;

use super::kindle_place::{Place, place, time};
use super::{ImportedNote, Passage};
use crate::annotation::Timestamp;
use crate::text::{FoldOptions, fold, is_blank};

/// What the words are where a publisher allows no more to be clipped, without the angle brackets around.
const LIMITS: [&str; 2] = ["clipping limit", "剪贴上限"];

/// Whether `text` has lines that close entries.
pub(super) fn is_clippings(text: &str) -> bool {
    text.lines().any(is_separator)
}

/// Highlights with the notes on them, and notes on nothing. Bookmarks have no words.
pub(super) fn read(text: &str) -> Vec<ImportedNote> {
    let entries: Vec<Entry> = split(text).filter_map(|lines| entry(&lines)).collect();
    let mut notes: Vec<ImportedNote> = Vec::new();
    // Highlights of each title: index into `notes`, place.
    let mut highlights: HashMap<&str, Vec<(usize, Place)>> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.kind == Kind::Highlight) {
        highlights.entry(&entry.title).or_default().push((notes.len(), entry.place));
        notes.push(highlight(entry));
    }
    for entry in entries.iter().filter(|entry| entry.kind == Kind::Note) {
        let of_title = highlights.get(entry.title.as_str()).into_iter().flatten();
        let around = of_title.filter(|(_, place)| place.covers(entry.place));
        // Of several the one that ends there, and rather one without a note.
        let best = around.min_by_key(|(idx, place)| {
            let has_note = notes.get(*idx).is_some_and(|note| !note.note.is_empty());
            (!place.ends_with(entry.place), has_note)
        });
        match best.and_then(|&(idx, _)| notes.get_mut(idx)) {
            Some(note) if note.note.is_empty() => note.note.clone_from(&entry.words),
            Some(note) => note.note = format!("{}\n\n{}", note.note, entry.words),
            None => notes.push(lone_note(entry)),
        }
    }
    notes
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Highlight,
    Note,
}

#[derive(Debug)]
struct Entry {
    title: String,
    kind: Kind,
    place: Place,
    created: Option<Timestamp>,
    words: String,
}

fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 10 && line.bytes().all(|byte| byte == b'=')
}

/// The lines of each entry, also of a last one that is not closed.
fn split(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let mut lines = text.lines();
    std::iter::from_fn(move || {
        let mut entry = Vec::new();
        let mut is_closed = false;
        for line in lines.by_ref() {
            if is_separator(line) {
                is_closed = true;
                break;
            }
            entry.push(line);
        }
        (is_closed || !entry.is_empty()).then_some(entry)
    })
}

/// `None` for a bookmark and for what is no entry.
fn entry(lines: &[&str]) -> Option<Entry> {
    let mut lines = lines.iter().map(|line| line.trim_matches(is_blank)).skip_while(|line| line.is_empty());
    let title = lines.next()?.to_owned();
    let facts = lines.next()?.strip_prefix('-')?;
    let words = lines.collect::<Vec<_>>().join("\n").trim().to_owned();
    let facts = fold(facts, FoldOptions::SEARCH);
    let (about, when) = facts.text().rsplit_once('|').unwrap_or((facts.text(), ""));
    let kind = kind(about)?;
    Some(Entry { title, kind, place: place(about), created: time(when), words })
}

/// By the words for it, simplified and in small letters. Any other language's entries are taken for highlights: if they are
/// not, their words are not in the text.
fn kind(about: &str) -> Option<Kind> {
    let has = |words: &[&str]| words.iter().any(|word| about.contains(*word));
    if has(&["bookmark", "书签"]) {
        None
    } else if has(&["note", "笔记", "备注", "注记"]) {
        Some(Kind::Note)
    } else {
        Some(Kind::Highlight)
    }
}

fn highlight(entry: &Entry) -> ImportedNote {
    let is_withheld = LIMITS.iter().any(|limit| entry.words.contains(*limit)) && entry.words.starts_with('<');
    let words = if is_withheld { "" } else { entry.words.as_str() };
    ImportedNote { passages: vec![Passage::of(words)], ..of(entry) }
}

fn lone_note(entry: &Entry) -> ImportedNote {
    ImportedNote { note: entry.words.clone(), passages: vec![Passage::default()], ..of(entry) }
}

/// An entry has no id: it is known by its title, place and words.
fn of(entry: &Entry) -> ImportedNote {
    ImportedNote {
        id: Some(format!("{}\n{}\n{}", entry.title, entry.place, entry.words)),
        title: Some(entry.title.clone()),
        created: entry.created,
        ..ImportedNote::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        assert!(is_clippings(text));
        let rows = read(text).into_iter().map(|note| {
            let time = note.created.and_then(|time| jiff::Timestamp::from_microsecond(time.0).ok());
            let time = time.map_or_else(|| "-".to_owned(), |time| time.to_string());
            let quote = note.passages.first().map(|passage| passage.quote.replace('\n', "/")).unwrap_or_default();
            format!("{} · {quote} · {} · {time}\n", note.title.unwrap_or_default(), note.note)
        });
        expected.assert_eq(&rows.collect::<String>());
    }

    #[test]
    fn chinese_clippings() {
        check(
            "\u{FEFF}爱的艺术 (〔美〕弗洛姆)\n- 您在位置 #123-125的标注 | 添加于 2024年8月27日星期二 上午9:23:01\n\n春眠不觉晓\n\
             处处闻啼鸟\n==========\n\u{FEFF}爱的艺术 (〔美〕弗洛姆)\n- 您在位置 #125 的笔记 | 添加于 2024年8月27日星期二 下午12:23:01\n\n\
             好\n==========\n爱的艺术 (〔美〕弗洛姆)\n- 您在第 47 页（位置 #708-710）的标注 | 添加于 2021年3月5日星期五 上午12:26:56\n\n\
             夜来风雨声\n==========\n爱的艺术 (〔美〕弗洛姆)\n- 您在第 19 页的书签 | 添加于 2017年12月9日星期六 下午10:09:32\n\n\n==========\n\
             题\n- 我的标注 第222页 | 位置3397-3397 | 已添加至 2013年6月17日 星期一 22:27:30\n\n花落知多少\n==========\n\
             題\n- 您在第 3 頁的標註 | 新增於 2024年1月2日\n\n<您已达到本内容的剪贴上限>\n==========\n",
            expect![[r"
                爱的艺术 (〔美〕弗洛姆) · 春眠不觉晓/处处闻啼鸟 · 好 · 2024-08-27T09:23:01Z
                爱的艺术 (〔美〕弗洛姆) · 夜来风雨声 ·  · 2021-03-05T00:26:56Z
                题 · 花落知多少 ·  · 2013-06-17T22:27:30Z
                題 ·  ·  · 2024-01-02T00:00:00Z
            "]],
        );
    }

    #[test]
    fn english_clippings() {
        check(
            "A Book (Someone)\n- Your Highlight on page xiii | Location 149-152 | Added on Saturday, May 12, 2018 11:36:38 PM\n\n\
             First words\n==========\nA Book (Someone)\n- Your Note on page xiii | Location 152 | Added on Saturday, May 12, 2018 11:37:00 PM\n\n\
             Said\n==========\nA Book (Someone)\n- Your Note on Location 9 | Added on Saturday, May 12, 2018 11:37:00 PM\n\nAlone\n\
             ==========\nA Book (Someone)\n- Your Bookmark on page 7 | Added on Sunday, May 13, 2018 1:00:00 AM\n\n\n==========\n\
             Other\n- Highlight Loc. 1024-25  | Added on Wednesday, 11 October 2023 12:09:00\n\nUnclosed words",
            expect![[r"
                A Book (Someone) · First words · Said · 2018-05-12T23:36:38Z
                Other · Unclosed words ·  · 2023-10-11T12:09:00Z
                A Book (Someone) ·  · Alone · 2018-05-12T23:37:00Z
            "]],
        );
    }

    #[test]
    fn a_note_goes_to_the_highlight_that_ends_where_it_stands() {
        let entry = |facts: &str, words: &str| format!("题\n- {facts} | 添加于 2024年8月27日\n\n{words}\n==========\n");
        let text = entry("您在位置 #1-9的标注", "甲")
            + &entry("您在位置 #5-6的标注", "乙")
            + &entry("您在位置 #6 的笔记", "一")
            + &entry("您在位置 #6 的笔记", "二");
        let notes: Vec<String> = read(&text).into_iter().map(|note| note.note).collect();
        assert_eq!(notes, ["", "一\n\n二"]);
    }

    #[test]
    fn what_is_no_entry_is_passed_over() {
        assert!(!is_clippings("春眠\n=====\n"));
        assert!(read("==========\n\n只有一行\n==========\n题\n没有横线\n\n字\n==========\n").is_empty());
    }
}
