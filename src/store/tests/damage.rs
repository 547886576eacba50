//! A library with something wrong in it: nothing crashes, nothing goes missing in silence.

use std::path::Path;

use super::*;

/// A library of a few edits, half of them after a snapshot, closed.
fn used_library(with_snapshot: bool) -> Desk {
    let mut desk = Desk::new();
    desk.library().remember(&desk.poem, &Origin { path: Some("/诗.txt".into()) });
    for n in 0..6 {
        desk.mark(n, &format!("第{n}条"));
    }
    if with_snapshot {
        desk.library().snapshot().unwrap();
    }
    desk.undo();
    let first = desk.set().of(desk.poem.hash())[0].clone();
    desk.run(Edit::Put(Box::new(Annotation { note: "改过".to_owned(), ..first })));
    desk.run(Edit::SetTitle { document: desk.poem.hash(), title: Some("春晓".to_owned()) });
    desk
}

#[expect(clippy::disallowed_methods, reason = "the test spoils files")]
fn change_file(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_file_that_is_no_database_is_set_aside() {
    let mut desk = used_library(true);
    desk.close();
    change_file(&desk.dir().library(), |bytes| *bytes = b"not a database at all, but some text".repeat(200));
    desk.open();
    assert_eq!(desk.notices(), ["notice.damaged_set_aside"]);
    let Some(Notice::DamagedSetAside { aside, snapshot, missing, .. }) =
        desk.open.as_ref().unwrap().notices.first().cloned()
    else {
        panic!("no notice");
    };
    assert!(aside.exists() && snapshot.is_some() && !missing.is_empty());
    assert_eq!(desk.notes().len(), 6, "the snapshot's state");
    desk.open();
    assert_eq!(desk.notices(), [""; 0]);
    assert_eq!(desk.notes().len(), 6);
}

#[test]
fn a_damaged_row_is_made_again_from_the_history() {
    for table in ["annotation", "title", "visit"] {
        for with_snapshot in [false, true] {
            let mut desk = used_library(with_snapshot);
            let before = desk.set().clone();
            desk.close();
            let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
            connection.execute(&format!("UPDATE {table} SET checksum = checksum + 1"), []).unwrap();
            drop(connection);
            desk.open();
            assert_eq!(*desk.set(), before, "{table}");
            assert_eq!(desk.notices(), ["notice.damaged_set_aside"]);
            assert!(desk.library().check().unwrap().is_whole());
            desk.undo().unwrap();
            assert_eq!(desk.set().title(desk.poem.hash()), None);
        }
    }
}

#[test]
fn what_cannot_be_made_again_is_named() {
    let mut desk = used_library(false);
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    connection.execute("UPDATE edit SET forward = 'x' WHERE id IN (2, 3)", []).unwrap();
    connection.execute("UPDATE annotation SET note = 'x' WHERE note IN ('第1条', '第2条')", []).unwrap();
    drop(connection);
    desk.open();
    let notices = &desk.open.as_ref().unwrap().notices;
    let Some(Notice::DamagedSetAside { missing, .. }) = notices.first() else { panic!("{notices:?}") };
    assert_eq!(missing, &[MissingPart::Edits(2, 3)]);
    assert!(notices.first().unwrap().to_string().contains("edits 2–3"));
    assert_eq!(desk.set().iter().count(), 3);
    assert_eq!(desk.set().title(desk.poem.hash()), Some("春晓"));
}

#[test]
fn the_last_edit_is_missed_like_any_other() {
    let mut desk = used_library(false);
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    connection.execute("UPDATE edit SET forward = 'x' WHERE id = (SELECT max(id) FROM edit)", []).unwrap();
    connection.execute("UPDATE title SET title = 'x'", []).unwrap();
    drop(connection);
    desk.open();
    let notices = &desk.open.as_ref().unwrap().notices;
    let Some(Notice::DamagedSetAside { missing, .. }) = notices.first() else { panic!("{notices:?}") };
    assert_eq!(missing, &[MissingPart::Edits(9, 9)]);
}

/// A row's number may be damaged too: it must not be counted up to.
#[test]
fn a_number_beyond_all_others_is_not_believed() {
    let mut desk = used_library(false);
    let before = desk.set().clone();
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    connection.execute("UPDATE edit SET id = 4611686018427387904 WHERE id = 9", []).unwrap();
    drop(connection);
    desk.open();
    assert_eq!(desk.notices(), ["notice.damaged_set_aside"]);
    assert_eq!(*desk.set(), before);
}

/// Each of some bits, one at a time: opening, checking and repairing either gives back everything or says what is
/// missing. `QUANDIAN_TEST_BITS` sets how many.
#[test]
fn no_flipped_bit_loses_anything_in_silence() {
    let n_bits: usize = std::env::var("QUANDIAN_TEST_BITS").ok().and_then(|n| n.parse().ok()).unwrap_or(24);
    let mut desk = used_library(true);
    let before = desk.set().clone();
    desk.close();
    let mut n_told = 0;
    let mut n_noticed = 0;
    for i in 0..n_bits {
        let copy = copy_of(&desk);
        change_file(&copy.dir().library(), |bytes| {
            // Spread over the whole file by a multiplier prime to its length.
            let bit = (i * 1_000_003 + 977) % (bytes.len() * 8);
            if let Some(byte) = bytes.get_mut(bit / 8) {
                *byte ^= 1 << (bit % 8);
            }
        });
        let (is_same, notices) = open_and_look_through(&copy, &before);
        let says_missing = notices
            .iter()
            .any(|notice| matches!(notice, Notice::DamagedSetAside { missing, .. } if !missing.is_empty()));
        n_noticed += usize::from(!notices.is_empty());
        n_told += usize::from(!is_same);
        assert!(is_same || says_missing, "bit {i}: {notices:?}");
    }
    let line = format!("{n_bits} bits: {n_noticed} noticed, {n_told} with something missing and named\n");
    std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes()).unwrap();
}

/// As the window does: opens, and has the keeper's check and repair run if there is something wrong.
fn open_and_look_through(desk: &Desk, before: &AnnotationSet) -> (bool, Vec<Notice>) {
    let mut opened = Library::open(&desk.dir(), || {}).unwrap();
    let mut notices = opened.notices;
    if !opened.library.check().is_ok_and(|check| check.is_whole()) {
        opened.library.rebuild();
        notices.extend(opened.library.take_notices());
        drop(opened.library);
        opened = Library::open(&desk.dir(), || {}).unwrap();
        assert!(opened.notices.is_empty());
    }
    assert!(opened.library.check().unwrap().is_whole());
    (opened.set == *before, notices)
}

#[expect(clippy::disallowed_methods, reason = "the test copies files")]
fn copy_of(desk: &Desk) -> Desk {
    let copy = Desk { folder: tempfile::tempdir().unwrap(), open: None, poem: Arc::clone(&desk.poem) };
    let (from, to) = (desk.dir(), copy.dir());
    std::fs::write(to.library(), std::fs::read(from.library()).unwrap()).unwrap();
    std::fs::create_dir(to.snapshots()).unwrap();
    for snapshot in desk.dir().snapshots().read_dir().unwrap() {
        let snapshot = snapshot.unwrap();
        std::fs::write(to.snapshots().join(snapshot.file_name()), std::fs::read(snapshot.path()).unwrap()).unwrap();
    }
    copy
}
