//! A process is killed at a random instant: every edit it was told is saved must be there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use super::*;

/// Names the library to the child process.
const CHILD: &str = "QUANDIAN_TEST_KILL_DIR";

/// Writes edits until killed and prints the number of each as it is acknowledged. Only in the child process.
#[test]
fn child_that_writes() {
    let Some(folder) = std::env::var_os(CHILD) else { return };
    let dir = DataDir::resolve(Some(Path::new(&folder))).unwrap();
    let Opened { library, mut set, .. } = Library::open_to_edit(&dir).unwrap();
    let poem = Arc::new(document(POEM));
    let mut told = 0;
    for n in 0.. {
        let edit = Edit::Put(Box::new(annotation(&poem, n, &format!("第{n}条"))));
        let inverse = set.apply(edit.clone()).unwrap();
        library.record(edit, inverse, Some(Arc::clone(&poem)));
        if n % 3 == 0 {
            library.flush();
        }
        let saved = library.saved_through().0;
        if saved > told {
            told = saved;
            let mut out = std::io::stdout().lock();
            writeln!(out, "saved {saved}").unwrap();
            out.flush().unwrap();
        }
    }
}

#[test]
fn an_edit_said_to_be_saved_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let dir = DataDir::resolve(Some(folder.path())).unwrap();
    // More by hand: each time the same library goes on.
    let n_kills = std::env::var("QUANDIAN_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    for n in 0..n_kills {
        let saved = write_and_kill(folder.path(), Duration::from_micros(n * 7919 % 60_000));
        let Opened { library, set, notices } = Library::open_to_edit(&dir).unwrap();
        assert!(notices.is_empty(), "{notices:?}");
        let last = library.saved_through().0;
        assert!(last >= saved, "edit {saved} was acknowledged, {last} is the last one there");
        assert_eq!(set.iter().count() as i64, last);
        assert!(library.check().unwrap().is_whole());
    }
}

/// Runs the child until its first acknowledgement and `delay` more, kills it, and returns the last acknowledged edit.
fn write_and_kill(folder: &Path, delay: Duration) -> i64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["store::tests::kill::child_that_writes", "--exact", "--nocapture"])
        .env(CHILD, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut saved = next_saved(&mut lines).expect("the child writes");
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    while let Some(later) = next_saved(&mut lines) {
        saved = later;
    }
    saved
}

fn next_saved(lines: &mut impl Iterator<Item = String>) -> Option<i64> {
    lines.find_map(|line| line.split_once("saved ")?.1.parse().ok())
}
