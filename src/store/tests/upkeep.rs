//! Snapshots, restoring, checking, copies elsewhere, a full disk.

use super::*;

#[test]
fn a_snapshot_is_restored_as_one_edit() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    let snapshot = desk.library().snapshot().unwrap();
    assert_eq!((snapshot.kind, snapshot.last_edit), (SnapshotKind::Asked, 1));
    let then = desk.set().clone();
    desk.mark(1, "眠");
    let removed = then.iter().next().unwrap().id;
    desk.run(Edit::Remove(removed));
    let now = desk.set().clone();
    let Opened { library, set, .. } = desk.open.as_mut().unwrap();
    assert!(library.restore(snapshot.name(), set).unwrap().is_some());
    assert_eq!(*set, then);
    assert!(library.restore(snapshot.name(), set).unwrap().is_none());
    assert!(matches!(library.restore("no such", set), Err(StoreError::NoSnapshot(_))));
    desk.open();
    assert_eq!(*desk.set(), then);
    desk.undo().unwrap();
    assert_eq!(*desk.set(), now);
}

#[test]
fn a_check_counts_what_is_there() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.mark(1, "眠");
    desk.undo();
    let check = desk.library().check().unwrap();
    assert!(check.is_whole() && check.gaps.is_empty());
    assert_eq!((check.n_annotations, check.n_documents, check.n_edits, check.last_edit), (1, 1, 3, 3));
}

#[test]
fn only_the_newest_snapshots_are_kept() {
    let mut desk = Desk::new();
    let folder = desk.dir().snapshots();
    for n in 0..15 {
        desk.mark(n, "");
        desk.library().flush();
        snapshot::take(&desk.library().reader().unwrap(), &desk.dir(), SnapshotKind::Change).unwrap();
    }
    let kept: Vec<i64> = snapshot::list(&folder).iter().map(|snapshot| snapshot.last_edit).collect();
    assert_eq!(kept, (4..=15).rev().collect::<Vec<_>>());
    // Nothing beside them: no half-finished copy, no journal.
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 12);
}

#[test]
fn a_copy_elsewhere_has_everything() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.mark(1, "眠");
    let elsewhere = tempfile::tempdir().unwrap();
    desk.library().save_copy(elsewhere.path(), desk.set()).unwrap();
    let copy = Library::open_to_read(&DataDir::resolve(Some(elsewhere.path())).unwrap()).unwrap();
    assert_eq!(copy.set, *desk.set());
    assert_eq!(copy.library.text_of(desk.poem.hash()).as_deref(), Some(POEM));
    assert_eq!(desk.library().save_copy(elsewhere.path(), desk.set()).unwrap_err().key(), "store.exists");
}

#[test]
fn a_full_disk_loses_nothing() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.library().flush();
    // The database may grow no further, as on a full disk.
    desk.library().limit_pages(1);
    let long = "长".repeat(100_000);
    desk.mark(1, &long);
    desk.mark(2, "短");
    desk.library().flush();
    let failure = desk.library().failure().unwrap();
    assert_eq!((failure.saved_through, failure.n_unsaved), (EditNumber(1), 2));
    assert!(!desk.library().is_saved());
    assert_eq!(desk.notes().len(), 3, "what is not saved is still in memory");

    let elsewhere = tempfile::tempdir().unwrap();
    desk.library().save_copy(elsewhere.path(), desk.set()).unwrap();
    let copy = Library::open_to_read(&DataDir::resolve(Some(elsewhere.path())).unwrap()).unwrap();
    assert_eq!(copy.set, *desk.set());

    // Room was made.
    desk.library().retry();
    assert_eq!(desk.library().failure(), None);
    assert!(desk.library().is_saved());
    desk.open();
    assert_eq!(desk.notes().len(), 3);
    for _ in 0..3 {
        desk.undo().unwrap();
    }
    assert!(desk.notes().is_empty());
}

/// Both the file alone and its whole folder.
#[cfg(unix)]
#[test]
fn a_library_taken_away_is_not_said_to_be_saved_and_comes_back() {
    for is_whole_folder in [false, true] {
        let mut desk = Desk::new();
        desk.mark(0, "春");
        desk.library().flush();
        assert!(desk.library().is_saved());
        if is_whole_folder {
            std::fs::remove_dir_all(desk.folder.path()).unwrap();
        } else {
            std::fs::remove_file(desk.dir().library()).unwrap();
        }
        desk.mark(1, "眠");
        desk.library().flush();
        assert!(desk.library().failure().is_some() && !desk.library().is_saved());
        desk.mark(2, "不");

        desk.library().retry();
        assert_eq!(desk.library().failure(), None);
        assert!(desk.library().is_saved());
        desk.open();
        assert_eq!(desk.notes(), ["春", "眠", "不"]);
        assert_eq!(desk.library().text_of(desk.poem.hash()).as_deref(), Some(POEM));
        desk.undo().unwrap();
        assert_eq!(desk.notes(), ["春", "眠"]);
    }
}

/// As by a program that keeps two folders alike.
#[cfg(unix)]
#[test]
fn another_library_put_in_its_place_is_set_aside() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.library().flush();
    let elsewhere = tempfile::tempdir().unwrap();
    desk.library().save_copy(elsewhere.path(), &AnnotationSet::default()).unwrap();
    std::fs::rename(elsewhere.path().join("library.sqlite3"), desk.dir().library()).unwrap();
    desk.mark(1, "眠");
    desk.library().flush();
    assert!(desk.library().failure().is_some());
    desk.library().retry();
    assert!(desk.library().is_saved());
    desk.open();
    assert_eq!(desk.notes(), ["春", "眠"]);
    let mut names = std::fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.any(|name| name.to_string_lossy().starts_with("library-damaged-")));
}

#[test]
fn what_could_not_be_written_is_tried_again_at_the_end() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.library().flush();
    desk.library().limit_pages(1);
    desk.mark(1, &"长".repeat(100_000));
    desk.library().flush();
    assert!(desk.library().failure().is_some());
    desk.open();
    assert_eq!(desk.notes().len(), 2);
}

#[test]
fn a_writer_that_is_gone_is_told() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.library().flush();
    desk.library().stop_writer_by_panic();
    desk.mark(1, "眠");
    desk.library().flush();
    let failure = desk.library().failure().unwrap();
    assert_eq!(failure.saved_through, EditNumber(1));
    assert!(!desk.library().is_saved());
    desk.open();
    assert_eq!(desk.notes(), ["春"]);
}

#[test]
fn a_rebuild_that_was_cut_short_is_finished_without_the_old_journal() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.close();
    let (path, dir) = (desk.dir().library(), desk.folder.path().to_owned());
    std::fs::rename(&path, dir.join("library.sqlite3.new")).unwrap();
    for stale in [path.clone(), repair::with_suffix(&path, "-wal")] {
        std::fs::File::create(stale).unwrap();
    }
    desk.open();
    assert_eq!(desk.notes(), ["春"]);
    assert_eq!(desk.notices(), [""; 0]);
}

#[test]
fn half_made_snapshots_do_not_pile_up() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    let folder = desk.dir().snapshots();
    std::fs::create_dir_all(&folder).unwrap();
    let [old, new] = [".old.unfinished", ".new.unfinished"].map(|name| folder.join(name));
    let file = std::fs::File::create(&old).unwrap();
    file.set_modified(std::time::SystemTime::now() - Duration::from_hours(48)).unwrap();
    std::fs::File::create(&new).unwrap();
    desk.library().snapshot().unwrap();
    assert!(!old.exists() && new.exists());
}

#[test]
fn what_can_be_undone_is_not_forgotten_where_the_database_cannot_be_read() {
    let db = rusqlite::Connection::open_in_memory().unwrap();
    let mut stack = history::Stack { entries: Vec::new(), beneath: Some(7) };
    load::load_more(&db, &mut stack, &mut Vec::new()).unwrap_err();
    assert_eq!(stack.beneath, Some(7));
}

#[test]
fn a_command_that_looks_has_damage_repaired_first() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    connection.execute("UPDATE annotation SET note = '冬'", []).unwrap();
    drop(connection);
    let looked = Library::open_to_read(&desk.dir()).unwrap();
    assert_eq!(looked.set.iter().map(|a| a.note.as_str()).collect::<Vec<_>>(), ["春"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_read() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    let before = desk.set().clone();
    desk.close();
    let dir = desk.dir();
    let notice = Notice::ReadOnlyFolder { path: dir.path().to_owned() };
    let opened = open::open_beside(&dir, notice.clone(), Reading::All, Box::new(|| {})).unwrap();
    assert!(matches!(opened.library.access, library::Access::ReadImmutable));
    assert_eq!((opened.set, opened.notices), (before, vec![notice]));
    assert_eq!(opened.library.text_of(desk.poem.hash()).as_deref(), Some(POEM));
    let beside: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!beside.iter().any(|name| name.to_string_lossy().contains("-wal")), "{beside:?}");
}
