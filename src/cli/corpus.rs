//! `quandian analyze DIR --jsonl`: every document below a folder, a line for each, in the order of their paths.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use quandian::analysis::statistics::StopWords;
use quandian::annotation::EntityCorrection;
use quandian::store::FileError;
use serde_json::{Value, json};

use super::args::Part;
use super::{Failure, analyze, document, on_one_line};

/// Names of texts end so; below a folder others are passed over.
const EXTENSIONS: [&str; 6] = ["txt", "text", "md", "markdown", "mdown", "mkd"];
/// Documents that may be done before the one whose turn it is, for each thread: bounds what is kept in memory.
const N_AHEAD: usize = 4;
/// Cells of the bar.
const BAR_WIDTH: usize = 30;
/// Between two paintings of the bar.
const BAR_PAUSE: Duration = Duration::from_millis(100);

/// What is made of each document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job<'a> {
    pub(super) corrections: &'a [EntityCorrection],
    pub(super) stop_words: &'a StopWords,
    pub(super) only: Option<Part>,
    /// `None`: a thread for each core.
    pub(super) n_threads: Option<NonZeroUsize>,
}

/// A line for the answer, or a sentence that tells why there is none.
type Line = Result<String, String>;

/// Prints a line for each document below `root`, or for `root` itself if it is a file. Fails at the end where a document
/// could not be read.
pub(super) fn run(root: &Path, job: &Job<'_>) -> Result<String, Failure> {
    let (files, unread) = files_below(root)?;
    let mut teller = Teller::new(files.len());
    for sentence in &unread {
        teller.fault(sentence);
    }
    if files.is_empty() && unread.is_empty() {
        return Err(format!("there is no text below this folder: {}", root.display()).into());
    }
    let n_cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let n_threads = job.n_threads.map_or(n_cores, NonZeroUsize::get).clamp(1, files.len().max(1));
    let written = read_all(&files, job, n_threads, &mut teller)?;
    teller.finish();
    match (written, teller.n_faults) {
        // Who reads the answer has seen enough (`| head`).
        (Written::Cut, _) | (Written::Whole, 0) => Ok(String::new()),
        (Written::Whole, n_faults) => {
            Err(format!("{n_faults} of {} could not be read", files.len() + unread.len()).into())
        }
    }
}

/// Whether everything was written, or whoever reads the answer went away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Whole,
    Cut,
}

/// Reads `files` on `n_threads` threads and prints their lines in order.
fn read_all(files: &[PathBuf], job: &Job<'_>, n_threads: usize, teller: &mut Teller) -> Result<Written, Failure> {
    let next = AtomicUsize::new(0);
    let turns = Turns::default();
    let (outbox, inbox) = mpsc::channel();
    thread::scope(|scope| {
        let start = |outbox: Sender<(usize, Line)>| {
            let (next, turns) = (&next, &turns);
            let read = move || read_some(files, job, next, &turns.ahead(n_threads * N_AHEAD), &outbox);
            thread::Builder::new().name("corpus".to_owned()).spawn_scoped(scope, read)
        };
        let n_started = (0..n_threads).filter(|_| start(outbox.clone()).is_ok()).count();
        // Only the threads hold an end now: when they are done, so is the reading of the other.
        drop(outbox);
        if n_started == 0 {
            return Err("no thread could be started: close other programs".into());
        }
        let written = write_in_order(inbox, &turns, teller);
        turns.close();
        written
    })
}

/// One thread's part: takes the next file until there is none.
fn read_some(files: &[PathBuf], job: &Job<'_>, next: &AtomicUsize, ahead: &Ahead<'_>, outbox: &Sender<(usize, Line)>) {
    loop {
        let idx = next.fetch_add(1, Ordering::Relaxed);
        let Some(path) = files.get(idx) else { return };
        if !ahead.may_read(idx) {
            return;
        }
        // One document that the analysis fails on does not take the others with it.
        let line = panic::catch_unwind(AssertUnwindSafe(|| line_of(path, job)))
            .unwrap_or_else(|_panicked| Err(format!("the analysis failed: {}", path.display())));
        if outbox.send((idx, line)).is_err() {
            return;
        }
    }
}

fn line_of(path: &Path, job: &Job<'_>) -> Line {
    let told = |failure: Failure| failure.to_string();
    let document = document::read_or_empty(path).map_err(told)?;
    let analysis = analyze::analyzed(&document, job.corrections).map_err(told)?;
    let mut answer = analyze::parts(&document, &analysis, job.only, job.stop_words);
    answer.insert("path".to_owned(), json!(path.display().to_string()));
    answer.insert("title".to_owned(), json!(document.metadata().title));
    answer.insert("sha256".to_owned(), json!(document.hash().to_string()));
    answer.insert("n_chars".to_owned(), json!(document.n_chars()));
    let line = serde_json::to_string(&Value::Object(answer)).map_err(|error| error.to_string())?;
    Ok(line + "\n")
}

fn write_in_order(inbox: Receiver<(usize, Line)>, turns: &Turns, teller: &mut Teller) -> Result<Written, Failure> {
    let mut out = io::stdout().lock();
    let mut waiting: BTreeMap<usize, Line> = BTreeMap::new();
    let mut n_done = 0;
    for (idx, line) in inbox {
        waiting.insert(idx, line);
        while let Some(line) = waiting.remove(&n_done) {
            n_done += 1;
            let text = match line {
                Ok(text) => text,
                Err(sentence) => {
                    teller.fault(&sentence);
                    continue;
                }
            };
            match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(Written::Cut),
                Err(error) => return Err(format!("could not write the answer: {error}").into()),
            }
        }
        turns.move_to(n_done);
        teller.progress(n_done);
    }
    Ok(Written::Whole)
}

/// How far the answer is written, so that no thread runs far ahead of it.
#[derive(Default)]
struct Turns {
    state: Mutex<Turn>,
    moved: Condvar,
}

#[derive(Clone, Copy, Default)]
struct Turn {
    n_written: usize,
    is_over: bool,
}

impl Turns {
    fn ahead(&self, n_most: usize) -> Ahead<'_> {
        Ahead { turns: self, n_most }
    }

    fn move_to(&self, n_written: usize) {
        self.change(|turn| turn.n_written = n_written);
    }

    /// No thread waits any more.
    fn close(&self) {
        self.change(|turn| turn.is_over = true);
    }

    fn change(&self, change: impl FnOnce(&mut Turn)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.moved.notify_all();
    }
}

/// The turns as a thread sees them.
struct Ahead<'a> {
    turns: &'a Turns,
    n_most: usize,
}

impl Ahead<'_> {
    /// Waits until the document `idx` is near enough to the one whose turn it is; no when all is over.
    fn may_read(&self, idx: usize) -> bool {
        let state = self.turns.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |turn: &mut Turn| !turn.is_over && idx >= turn.n_written + self.n_most;
        let turn = self.turns.moved.wait_while(state, waits).unwrap_or_else(PoisonError::into_inner);
        !turn.is_over
    }
}

/// Tells faults, and shows a bar where standard error is a terminal of its own.
struct Teller {
    n_files: usize,
    n_faults: usize,
    has_bar: bool,
    painted: Option<Instant>,
}

impl Teller {
    fn new(n_files: usize) -> Self {
        // On one terminal with the answer, the answer itself shows how far it is.
        let has_bar = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { n_files, n_faults: 0, has_bar, painted: None }
    }

    fn fault(&mut self, sentence: &str) {
        self.n_faults += 1;
        self.clear();
        // Nowhere is left to report a closed error stream to.
        writeln!(io::stderr(), "quandian: {}", on_one_line(sentence)).ok();
    }

    fn progress(&mut self, n_done: usize) {
        let is_due = self.painted.is_none_or(|painted| painted.elapsed() >= BAR_PAUSE) || n_done == self.n_files;
        if self.has_bar && is_due {
            self.painted = Some(Instant::now());
            // A bar that cannot be painted stops nothing.
            write!(io::stderr(), "\r{}", bar(n_done, self.n_files)).ok();
        }
    }

    fn finish(&mut self) {
        self.clear();
    }

    fn clear(&mut self) {
        if self.has_bar && self.painted.take().is_some() {
            // Back to the start of the line, then ECMA-48's "erase in line".
            write!(io::stderr(), "\r\u{1B}[K").ok();
        }
    }
}

/// `[=====     ] 3/6`.
fn bar(n_done: usize, n_files: usize) -> String {
    let n_full = n_done.min(n_files) * BAR_WIDTH / n_files.max(1);
    format!("[{:<BAR_WIDTH$}] {n_done}/{n_files}", "=".repeat(n_full))
}

/// The texts below a folder by path, and sentences about folders that could not be looked into; a file is alone. Hidden
/// files and folders are left out, and folders behind symbolic links, which may lead in a circle.
fn files_below(root: &Path) -> Result<(Vec<PathBuf>, Vec<String>), Failure> {
    let facts = fs::metadata(root).map_err(|error| unreadable(error, root))?;
    if !facts.is_dir() {
        return Ok((vec![root.to_owned()], Vec::new()));
    }
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                unread.push(unreadable(error, &folder).to_string());
                continue;
            }
        };
        for entry in entries.filter_map(Result::ok).filter(|entry| !is_hidden(&entry.path())) {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if is_text(&path) && (kind.is_file() || kind.is_symlink() && path.is_file()) => {
                    files.push(path);
                }
                _ => {}
            }
        }
    }
    files.sort();
    unread.sort();
    Ok((files, unread))
}

fn unreadable(error: io::Error, path: &Path) -> FileError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::NotFound(path),
        io::ErrorKind::PermissionDenied => FileError::NoReadPermission(path),
        _ => FileError::Read { source: error, path },
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'))
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests write files of their own")]
mod tests {
    use std::iter;

    use super::*;
    use crate::cli::temporary::TemporaryFolder;

    #[test]
    fn texts_are_found_in_the_order_of_their_paths() {
        let folder = TemporaryFolder::new().expect("there is room");
        let inside = folder.path().join("b");
        fs::create_dir(&inside).expect("it can be made");
        fs::create_dir(folder.path().join(".git")).expect("it can be made");
        for name in ["c.txt", "a.MD", "b/z.txt", "b/y.text", ".hidden.txt", ".git/d.txt", "picture.png", "none"] {
            fs::write(folder.path().join(name), "字").expect("it can be written");
        }
        let (files, unread) = files_below(folder.path()).expect("the folder can be read");
        let names: Vec<PathBuf> =
            files.iter().filter_map(|file| file.strip_prefix(folder.path()).ok()).map(Path::to_owned).collect();
        assert_eq!(names, ["a.MD", "b/y.text", "b/z.txt", "c.txt"].map(PathBuf::from));
        assert!(unread.is_empty());
        let alone = folder.path().join("picture.png");
        assert_eq!(files_below(&alone).expect("it is there").0, [alone]);
        assert!(files_below(&folder.path().join("gone")).is_err());
    }

    #[test]
    fn a_thread_waits_for_its_turn() {
        let turns = Turns::default();
        assert!(turns.ahead(2).may_read(1));
        thread::scope(|scope| {
            let far = scope.spawn(|| turns.ahead(2).may_read(5));
            turns.move_to(4);
            assert!(far.join().expect("it ends"));
            let never = scope.spawn(|| turns.ahead(2).may_read(99));
            turns.close();
            assert!(!never.join().expect("it ends"));
        });
    }

    #[test]
    fn the_bar_is_as_wide_when_full() {
        assert_eq!(bar(0, 0).len(), bar(9, 9).len());
        assert!(bar(9, 9).starts_with(&format!("[{}]", iter::repeat_n('=', BAR_WIDTH).collect::<String>())));
    }
}
