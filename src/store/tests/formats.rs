//! Libraries and snapshots of older formats: brought to this one, and of use as before.

use super::*;
use crate::annotation::Unplaced;

/// A library with one note, as the first format had it, and closed.
fn library_of_the_first_format() -> Desk {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    connection
        .execute_batch(
            "DROP TABLE unplaced; DROP TABLE relation; DROP INDEX annotation_document; PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(connection);
    desk
}

#[test]
fn a_library_of_the_second_format_is_brought_to_this_format() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    let id = lose(&mut desk);
    let before = desk.set().clone();
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    connection.execute_batch("DROP TABLE relation; DROP INDEX annotation_document; PRAGMA user_version = 2;").unwrap();
    drop(connection);
    assert_eq!(Library::open_to_read(&desk.dir()).unwrap().set, before, "it can be read as it is");
    desk.open();
    assert_eq!((desk.notices(), desk.set()), (Vec::new(), &before));
    desk.run(Edit::relate(
        id,
        crate::annotation::Relations { subject: crate::annotation::Subject::Paragraph, links: Vec::new() },
    ));
    desk.open();
    assert!(desk.set().relations(id).is_some());
}

/// Takes the place of the desk's one note away.
fn lose(desk: &mut Desk) -> AnnotationId {
    let annotation = desk.set().iter().next().unwrap().clone();
    let unplaced = Unplaced {
        origin: annotation.document,
        ranges: annotation.ranges.clone(),
        suggestion: vec![TextRange::new(3, 6)],
    };
    let id = annotation.id;
    desk.run(Edit::Batch(vec![
        Edit::Put(Box::new(Annotation { ranges: Vec::new(), ..annotation })),
        Edit::SetUnplaced { annotation: id, unplaced: Some(Box::new(unplaced)) },
    ]));
    id
}

#[test]
fn an_older_library_is_brought_to_this_format() {
    let mut desk = library_of_the_first_format();
    let beside = Library::open_to_read(&desk.dir()).unwrap();
    assert_eq!(beside.set.iter().count(), 1, "it can be read as it is");
    drop(beside);
    desk.open();
    assert_eq!(desk.notices(), [""; 0]);
    assert_eq!(desk.notes(), ["春"]);
    let id = lose(&mut desk);
    let before = desk.set().clone();
    desk.open();
    assert_eq!(*desk.set(), before);
    assert_eq!(desk.set().unplaced(id).unwrap().suggestion, [TextRange::new(3, 6)]);
    desk.undo().unwrap();
    assert!(desk.set().unplaced(id).is_none() && !desk.set().get(id).unwrap().is_empty());
}

#[test]
fn a_snapshot_of_an_older_format_is_restored() {
    let mut desk = library_of_the_first_format();
    desk.open();
    let kinds: Vec<_> = desk.library().snapshots().iter().map(|snapshot| snapshot.kind).collect();
    assert_eq!(kinds, [SnapshotKind::Migration]);
    let id = lose(&mut desk);
    let name = desk.library().snapshots().first().unwrap().name().to_owned();
    let Opened { library, set, .. } = desk.open.as_mut().unwrap();
    assert!(library.restore(&name, set).unwrap().is_some());
    assert!(desk.set().unplaced(id).is_none() && !desk.set().get(id).unwrap().is_empty());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test spoils a file")]
fn a_damaged_library_comes_back_from_an_older_snapshot() {
    let mut desk = library_of_the_first_format();
    desk.open();
    desk.close();
    std::fs::write(desk.dir().library(), b"not a database at all, but some text".repeat(200)).unwrap();
    desk.open();
    assert_eq!(desk.notices(), ["notice.damaged_set_aside"]);
    assert_eq!(desk.notes(), ["春"]);
}

#[test]
fn what_is_known_of_a_lost_place_is_made_again_from_the_history() {
    let mut desk = Desk::new();
    desk.mark(0, "春");
    lose(&mut desk);
    let before = desk.set().clone();
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    connection.execute("UPDATE unplaced SET body = 'x'", []).unwrap();
    drop(connection);
    desk.open();
    assert_eq!(desk.notices(), ["notice.damaged_set_aside"]);
    assert_eq!(*desk.set(), before);
}
