//! Background threads: one for analysis, one for files. Requests carry a generation; stale answers are dropped.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;

use super::jobs::{self, AnalysisProgress, Report};
use crate::analysis::{self, Analysis, Monitor};
use crate::annotation::EntityCorrection;
use crate::document::Document;

type Wake = Arc<dyn Fn() + Send + Sync>;

/// Which request an answer belongs to; `None` for answers that never go stale.
type Generation = Option<u64>;

/// Runs jobs and collects their reports.
pub(super) struct Worker {
    wake: Wake,
    outbox: Sender<(Generation, Report)>,
    reports: Receiver<(Generation, Report)>,
    /// Of the newest load and the newest analysis.
    generation: u64,
    running: Option<Arc<Watch>>,
}

/// Progress and cancellation of one analysis.
#[derive(Default)]
struct Watch {
    is_cancelled: AtomicBool,
    is_finished: AtomicBool,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Worker {
    pub(super) fn new(wake: Arc<impl Fn() + Send + Sync + 'static>) -> Self {
        let (outbox, reports) = channel();
        Self { wake, outbox, reports, generation: 0, running: None }
    }

    /// Reads a document; an analysis under way is of no more use.
    pub(super) fn load(&mut self, path: PathBuf) {
        self.cancel();
        self.generation += 1;
        self.spawn("load", Some(self.generation), move |send| {
            send(Report::Loaded(Box::new(jobs::load(&path))));
        });
    }

    pub(super) fn analyze(&mut self, document: Arc<Document>, corrections: Vec<EntityCorrection>) {
        self.cancel();
        self.generation += 1;
        let watch = Arc::new(Watch::default());
        self.running = Some(Arc::clone(&watch));
        self.spawn("analysis", Some(self.generation), move |send| {
            let started = Instant::now();
            let monitor = Streaming { watch: &watch, send: &send };
            let analysis = analysis::analyze(&document, &corrections, &monitor);
            watch.is_finished.store(true, Ordering::Release);
            if let Some(analysis) = analysis {
                send(Report::Analyzed { analysis: Arc::new(analysis), took: started.elapsed() });
            }
        });
    }

    /// Writes a file beside everything else.
    pub(super) fn write(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.spawn("export", None, move |send| send(Report::Exported(jobs::write(path, &bytes))));
    }

    pub(super) fn cancel(&mut self) {
        if let Some(watch) = self.running.take() {
            watch.is_cancelled.store(true, Ordering::Release);
        }
    }

    pub(super) fn progress(&self) -> Option<AnalysisProgress> {
        let watch = self.running.as_ref().filter(|watch| !watch.is_finished.load(Ordering::Acquire))?;
        Some(AnalysisProgress { done: watch.done.load(Ordering::Relaxed), total: watch.total.load(Ordering::Relaxed) })
    }

    pub(super) fn poll(&mut self) -> Option<Report> {
        self.reports.try_iter().find_map(|(generation, report)| {
            let is_wanted = generation.is_none_or(|generation| generation == self.generation);
            is_wanted.then_some(report)
        })
    }

    fn spawn(&self, name: &str, generation: Generation, job: impl FnOnce(&dyn Fn(Report)) + Send + 'static) {
        let outbox = self.outbox.clone();
        let wake = Arc::clone(&self.wake);
        let send = move |report| {
            // A failure means that the session is gone and nobody waits.
            outbox.send((generation, report)).ok();
            wake();
        };
        let failed = self.outbox.clone();
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || job(&send));
        if let Err(error) = spawned {
            failed.send((None, Report::Loaded(Box::new(Err(format!("could not start a thread: {error}")))))).ok();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Hands progress and partial results of an analysis on.
struct Streaming<'a> {
    watch: &'a Watch,
    send: &'a dyn Fn(Report),
}

impl Monitor for Streaming<'_> {
    fn is_cancelled(&self) -> bool {
        self.watch.is_cancelled.load(Ordering::Acquire)
    }

    fn progress(&self, done: usize, total: usize) {
        self.watch.done.store(done, Ordering::Relaxed);
        self.watch.total.store(total, Ordering::Relaxed);
    }

    fn partial(&self, analysis: &Analysis) {
        if !self.is_cancelled() {
            (self.send)(Report::Partial(Arc::new(analysis.clone())));
        }
    }
}
