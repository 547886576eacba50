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

#[test]
fn a_folder_that_cannot_be_written_is_read() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    let before = desk.set().clone();
    desk.close();
    let dir = desk.dir();
    let notice = Notice::ReadOnlyFolder { path: dir.path().to_owned() };
    let opened = open::open_beside(&dir, notice.clone(), Box::new(|| {})).unwrap();
    assert!(matches!(opened.library.access, library::Access::ReadImmutable));
    assert_eq!((opened.set, opened.notices), (before, vec![notice]));
    assert_eq!(opened.library.text_of(desk.poem.hash()).as_deref(), Some(POEM));
    let beside: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!beside.iter().any(|name| name.to_string_lossy().contains("-wal")), "{beside:?}");
}
