//! A session as a whole: what was asked for last is what is shown, and nothing that was written is lost.

use std::path::Path;
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::*;
use crate::annotation::{CorrectionAction, CorrectionId, MarkColor, MarkStyle, Scope};
use crate::store::files::write_atomically;
use crate::store::settings::Theme;

fn session(folder: &Path) -> Session {
    Session::new(DataDir::resolve(Some(folder)).unwrap(), || {}).unwrap()
}

fn poll_until(session: &mut Session, what: &str, is_so: impl Fn(&Session) -> bool) {
    let start = Instant::now();
    loop {
        session.poll();
        if is_so(session) {
            return;
        }
        assert!(start.elapsed() < Duration::from_mins(1), "waited too long until {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A file of its own beside the library.
fn poem_in(folder: &Path) -> PathBuf {
    let path = folder.join("poem.txt");
    write_atomically(&path, "春眠不觉晓，处处闻啼鸟。\n".repeat(500).as_bytes()).unwrap();
    path
}

fn mark(session: &Session, modified: Timestamp) -> Annotation {
    let document = &session.open.as_ref().unwrap().document;
    let range = document.byte_range(0, 2);
    Annotation {
        id: AnnotationId(Uuid::new_v4()),
        document: document.hash(),
        ranges: vec![range],
        exact: vec![document.slice(range).to_owned()],
        style: MarkStyle::Wavy,
        color: MarkColor::Rouge,
        note: String::new(),
        tags: Vec::new(),
        created: modified,
        modified,
    }
}

fn path_shown(session: &Session) -> Option<&Path> {
    session.open.as_ref().and_then(|open| open.path.as_deref())
}

#[test]
fn a_correction_does_not_keep_a_file_from_being_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = poem_in(folder.path());
    let mut session = session(&folder.path().join("library"));
    session.run(Command::OpenBundled);
    session.run(Command::Open(path.clone()));
    session.run(Command::Annotate(Edit::PutCorrection(Box::new(EntityCorrection {
        id: CorrectionId(Uuid::new_v4()),
        scope: Scope::Everywhere,
        surface: "春眠".to_owned(),
        action: CorrectionAction::Ignore,
    }))));
    poll_until(&mut session, "the file is shown", |session| path_shown(session) == Some(path.as_path()));
    assert!(!session.is_loading);
}

#[test]
fn a_file_that_cannot_be_opened_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(&folder.path().join("library"));
    session.run(Command::OpenBundled);
    session.run(Command::Open(folder.path().join("no such.txt")));
    poll_until(&mut session, "both are done", |session| !session.is_loading && session.analysis_time.is_some());
    assert!(session.analysis.is_some() && path_shown(&session).is_none());
    assert!(session.take_events().iter().any(|event| matches!(event, Event::NotOpened(_))));
}

#[test]
fn what_is_asked_for_last_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(&folder.path().join("library"));
    session.run(Command::Open(poem_in(folder.path())));
    session.run(Command::OpenBundled);
    assert!(!session.is_loading);
    poll_until(&mut session, "it is analysed", |session| session.analysis_time.is_some());
    std::thread::sleep(Duration::from_millis(100));
    session.poll();
    assert_eq!(path_shown(&session), None);
}

#[test]
fn a_second_window_refuses_to_be_written_in() {
    let folder = tempfile::tempdir().unwrap();
    let _first = session(folder.path());
    let mut second = session(folder.path());
    assert_eq!(second.library().take_notices(), [Notice::OpenElsewhere]);
    second.run(Command::OpenBundled);
    second.take_events();
    let mark = mark(&second, Timestamp(1));
    second.run(Command::Annotate(Edit::Put(Box::new(mark))));
    assert_eq!(second.annotations, AnnotationSet::default());
    assert!(matches!(second.take_events().as_slice(), [Event::Failed(_)]));
}

#[test]
fn a_note_being_typed_is_there_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let mut before = session(folder.path());
    before.run(Command::OpenBundled);
    let (typed, overtaken) = (mark(&before, Timestamp(1)), mark(&before, Timestamp(i64::MAX)));
    for mark in [&typed, &overtaken] {
        before.run(Command::Annotate(Edit::Put(Box::new(mark.clone()))));
        before.library().draft(&mark.id.0.to_string(), "写到一半");
    }
    before.flush();
    drop(before);
    let mut after = session(folder.path());
    assert_eq!(after.library().take_notices(), [Notice::DraftsKept { n_notes: 1 }]);
    assert_eq!(after.annotations.get(typed.id).unwrap().note, "写到一半");
    assert_eq!(after.annotations.get(overtaken.id).unwrap().note, "");
    assert!(after.library().drafts().is_empty());
    after.run(Command::Undo);
    assert_eq!(after.annotations.get(typed.id), Some(&typed));
}

#[test]
fn a_kept_text_is_opened_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("poem.md");
    write_atomically(&path, "# 春晓\n\n春眠**不**觉晓，\n\n- 处处闻啼鸟。\n".as_bytes()).unwrap();
    let mut session = session(&folder.path().join("library"));
    session.open_now(&path);
    let hash = session.open.as_ref().unwrap().document.hash();
    session.run(Command::OpenBundled);
    session.run(Command::OpenKept(hash));
    assert_eq!(session.open.as_ref().unwrap().document.hash(), hash);

    let odd = "%PDF-春眠\n\n  不觉晓 ";
    let document = jobs::kept(odd.to_owned(), Kept::default());
    let blocks: Vec<_> = document.blocks().iter().map(|block| document.slice(block.range)).collect();
    assert_eq!((document.text(), blocks), (odd, vec!["%PDF-春眠", "不觉晓"]));
}

#[test]
fn markdown_whose_file_is_gone_keeps_its_layout() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("poem.md");
    let text = "---\nauthor: 孟浩然\n---\n# 春晓\n\n春眠**不**觉晓，\n\n## 二\n\n- 处处闻啼鸟。\n\n> 夜来风雨声\n";
    write_atomically(&path, text.as_bytes()).unwrap();
    let mut before = session(&folder.path().join("library"));
    before.open_now(&path);
    let document = Arc::clone(&before.open.as_ref().unwrap().document);
    before.flush();
    drop(before);
    std::fs::remove_file(&path).unwrap();
    let mut after = session(&folder.path().join("library"));
    after.run(Command::OpenKept(document.hash()));
    assert!(after.take_events().contains(&Event::FileGone(path)));
    let again = &after.open.as_ref().unwrap().document;
    assert_eq!(again.outline().count(), 2);
    assert_eq!((again.blocks(), again.metadata()), (document.blocks(), document.metadata()));
}

#[test]
fn a_copy_of_the_library_is_saved_elsewhere_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(&folder.path().join("library"));
    session.run(Command::OpenBundled);
    let mark = mark(&session, Timestamp(1));
    session.run(Command::Annotate(Edit::Put(Box::new(mark.clone()))));
    let elsewhere = folder.path().join("elsewhere");
    let mut copied = || {
        session.run(Command::SaveCopy(elsewhere.clone()));
        assert!(session.is_copying());
        poll_until(&mut session, "it is copied", |session| !session.is_copying());
        session.take_events()
    };
    assert!(copied().contains(&Event::CopySaved(elsewhere.clone())));
    let failed = copied();
    assert!(matches!(failed.as_slice(), [Event::Failed(failure)] if failure.key == "store.exists"), "{failed:?}");
    let copy = self::session(&elsewhere);
    assert_eq!(copy.annotations.get(mark.id), Some(&mark));
}

#[test]
fn two_windows_keep_each_others_settings() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, mut second) = (session(folder.path()), session(folder.path()));
    let dark = Settings { theme: Theme::Dark, ..first.settings.clone() };
    first.run(Command::ChangeSettings(Box::new(dark)));
    first.poll();
    let narrow = Settings { measure_em: 28, ..second.settings.clone() };
    second.run(Command::ChangeSettings(Box::new(narrow)));
    second.poll();
    drop((first, second));
    let later = session(folder.path()).settings;
    assert_eq!((later.theme, later.measure_em), (Theme::Dark, 28));
}
