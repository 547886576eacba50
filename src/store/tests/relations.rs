//! What annotations are about and linked with: kept, undone, made again; and a library of which only a part is read.

use super::*;
use crate::annotation::{EntityName, Link, Relations, Subject};

fn poet() -> EntityName {
    EntityName { kind: EntityType::Person, name: "孟浩然".to_owned() }
}

/// Two marks, the first about a paragraph and linked with the second and an entity, and a note about the entity.
fn related() -> (Desk, [AnnotationId; 3]) {
    let mut desk = Desk::new();
    let ids = [desk.mark(0, "春"), desk.mark(5, "逗号"), desk.mark(6, "诗人")];
    let links = vec![Link::Annotation(ids[1]), Link::Entity(poet())];
    desk.run(Edit::relate(ids[0], Relations { subject: Subject::Paragraph, links }));
    let about = Annotation { ranges: Vec::new(), exact: Vec::new(), ..desk.set().get(ids[2]).unwrap().clone() };
    desk.run(Edit::Batch(vec![Edit::Put(Box::new(about)), Edit::relate(ids[2], Relations::about(poet()))]));
    (desk, ids)
}

#[test]
fn links_and_subjects_are_there_again_and_are_undone() {
    let (mut desk, ids) = related();
    let before = desk.set().clone();
    desk.open();
    assert_eq!(*desk.set(), before);
    assert_eq!(desk.set().linked_to(ids[1]).map(|from| from.id).collect::<Vec<_>>(), [ids[0]]);
    assert_eq!(
        desk.set().on_entities().map(|(entity, note)| (entity.clone(), note.id)).collect::<Vec<_>>(),
        [(poet(), ids[2])]
    );
    desk.run(Edit::Remove(ids[0]));
    assert!(desk.set().relations(ids[0]).is_none() && desk.set().linked_to(ids[1]).next().is_none());
    desk.open();
    desk.undo().unwrap();
    assert_eq!(*desk.set(), before, "what was deleted comes back with its links");
    desk.undo().unwrap();
    desk.undo().unwrap();
    assert!(desk.set().relations(ids[0]).is_none());
    assert!(desk.library().check().unwrap().is_whole());
}

#[test]
fn links_are_made_again_from_the_history() {
    let (mut desk, _) = related();
    let before = desk.set().clone();
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    connection.execute("UPDATE relation SET body = 'x'", []).unwrap();
    drop(connection);
    desk.open();
    assert_eq!(desk.notices(), ["notice.damaged_set_aside"]);
    assert_eq!(*desk.set(), before);
}

#[test]
fn links_are_in_a_copy_and_come_back_from_a_snapshot() {
    let (mut desk, ids) = related();
    let before = desk.set().clone();
    let elsewhere = tempfile::tempdir().unwrap();
    desk.library().save_copy(elsewhere.path(), desk.set()).unwrap();
    let copy = Library::open_to_read(&DataDir::resolve(Some(elsewhere.path())).unwrap()).unwrap();
    assert_eq!(copy.set, before);
    let name = desk.library().snapshot().unwrap().name().to_owned();
    desk.run(Edit::relate(ids[0], Relations::default()));
    let Opened { library, set, .. } = desk.open.as_mut().unwrap();
    library.restore(&name, set).unwrap();
    assert_eq!(*desk.set(), before);
}

#[test]
fn a_part_of_the_annotations_is_read() {
    let mut desk = Desk::new();
    let other = Arc::new(document("白日依山尽"));
    desk.mark(0, "春");
    desk.mark(1, "產業");
    let elsewhere = annotation(&other, 2, "山");
    desk.run(Edit::Put(Box::new(elsewhere)));
    desk.run(Edit::SetTitle { document: other.hash(), title: Some("登鹳雀楼".to_owned()) });
    desk.close();
    let read = |part: Reading<'_>| Library::open_to_read_part(&desk.dir(), part).unwrap();
    let notes = |opened: &Opened| opened.set.iter().map(|a| a.note.clone()).collect::<Vec<_>>();
    let nothing = read(Reading::Nothing);
    assert!(notes(&nothing).is_empty() && nothing.set.title(other.hash()).is_some());
    let counts = nothing.library.annotated();
    assert_eq!((counts.get(&other.hash()), counts.get(&desk.poem.hash())), (Some(&1), Some(&2)));
    assert_eq!(notes(&read(Reading::Document(other.hash()))), ["山"]);
    let needle = crate::text::Needle::new("产业", crate::text::FindOptions::default());
    assert_eq!(notes(&read(Reading::Like(&|text| needle.may_be_in(text)))), ["產業"]);
    // A change made on a part leaves the rest as it is, and can be undone in the whole.
    let mut part = Library::open_to_edit_part(&desk.dir(), Reading::Document(other.hash())).unwrap();
    let edit = Edit::Put(Box::new(annotation(&other, 3, "尽")));
    let inverse = part.set.apply(edit.clone()).unwrap();
    part.library.record(edit, inverse, None);
    drop(part);
    desk.open();
    assert_eq!(desk.set().iter().count(), 4);
    desk.undo().unwrap();
    assert_eq!(desk.set().iter().count(), 3);
}

/// Only the rows that are shown are looked at, but those are.
#[test]
fn a_row_that_lies_about_its_document_is_noticed() {
    let mut desk = Desk::new();
    let other = Arc::new(document("白日依山尽"));
    desk.mark(0, "春");
    desk.run(Edit::Put(Box::new(annotation(&other, 2, "山"))));
    desk.close();
    let connection = rusqlite::Connection::open(desk.dir().library()).unwrap();
    let swap = "UPDATE annotation SET document = (SELECT hash FROM document WHERE hash <> annotation.document)";
    connection.execute(swap, []).unwrap();
    drop(connection);
    let opened = Library::open_to_read_part(&desk.dir(), Reading::Document(desk.poem.hash())).unwrap();
    assert_eq!(opened.set.iter().map(|a| a.note.as_str()).collect::<Vec<_>>(), ["春"], "made again, not believed");
}
