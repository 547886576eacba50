//! Background threads: one for analysis, one for files. Requests are counted; answers to older ones are dropped.

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;

use super::Failure;
use super::jobs::{self, AnalysisProgress, Report};
use crate::analysis::{self, Analysis, Monitor};
use crate::anchoring::Written;
use crate::annotation::{AnnotationSet, EntityCorrection};
use crate::document::Document;
use crate::store::Library;

type Wake = Arc<dyn Fn() + Send + Sync>;

/// What an answer answers, with the number of the request of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Request {
    Load(u64),
    Analysis(u64),
    Carry(u64),
    /// Never goes stale.
    Write,
    /// A copy of the library; never goes stale.
    Copy,
}

/// Runs jobs and collects their reports.
pub(super) struct Worker {
    wake: Wake,
    outbox: Sender<(Request, Report)>,
    reports: Receiver<(Request, Report)>,
    /// Of the newest load.
    load: u64,
    /// Of the newest analysis.
    analysis: u64,
    /// Of the newest look for what was written on earlier versions.
    carry: u64,
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

/// Says that an analysis has ended, however it ended.
struct Ending(Arc<Watch>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.is_finished.store(true, Ordering::Release);
    }
}

impl Worker {
    pub(super) fn new(wake: Arc<impl Fn() + Send + Sync + 'static>) -> Self {
        let (outbox, reports) = channel();
        Self { wake, outbox, reports, load: 0, analysis: 0, carry: 0, running: None }
    }

    /// Reads a document. What is open stays, and its analysis goes on: reading may fail.
    pub(super) fn load(&mut self, path: PathBuf) {
        self.load += 1;
        let failed = |failure| Report::Loaded(Box::new(Err(failure)));
        self.spawn("load", Request::Load(self.load), failed, move |send| {
            send(Report::Loaded(Box::new(jobs::load(&path))));
        });
    }

    /// What is being read is no longer wanted.
    pub(super) fn give_up_loading(&mut self) {
        self.load += 1;
    }

    pub(super) fn analyze(&mut self, document: Arc<Document>, corrections: Vec<EntityCorrection>) {
        self.cancel();
        let watch = Arc::new(Watch::default());
        self.running = Some(Arc::clone(&watch));
        let ending = Ending(watch);
        self.spawn("analysis", Request::Analysis(self.analysis), failed, move |send| {
            let started = Instant::now();
            let monitor = Streaming { watch: &ending.0, send: &send };
            let analysis = analysis::analyze(&document, &corrections, &monitor);
            drop(ending);
            if let Some(analysis) = analysis {
                send(Report::Analyzed { analysis: Arc::new(analysis), took: started.elapsed() });
            }
        });
    }

    /// Writes a file beside everything else.
    pub(super) fn write(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.spawn("export", Request::Write, failed, move |send| {
            send(Report::Exported(jobs::write(path, &bytes)));
        });
    }

    /// Carries what was written on earlier versions of `document` over to it. The library is let go of before that is
    /// reported.
    pub(super) fn carry(&mut self, library: Arc<Library>, written: Vec<Written>, document: Arc<Document>) {
        self.carry += 1;
        self.spawn("carry", Request::Carry(self.carry), failed, move |send| {
            let carried = jobs::carry(&library, written, &document);
            drop(library);
            send(Report::Carried(carried));
        });
    }

    /// Another document is open: what would be carried to this one is no longer wanted.
    pub(super) fn give_up_carrying(&mut self) {
        self.carry += 1;
    }

    /// Copies the library into `folder`, with what is in memory. It is let go of before the copy is reported.
    pub(super) fn save_copy(&self, library: Arc<Library>, folder: PathBuf, set: AnnotationSet) {
        let failed = |failure| Report::Copied(Err(Box::new(failure)));
        self.spawn("save a copy", Request::Copy, failed, move |send| {
            let copied = jobs::save_copy(&library, folder, &set);
            drop(library);
            send(Report::Copied(copied.map_err(|error| Box::new(Failure::of_store(&error)))));
        });
    }

    /// Ends the analysis under way; what it has already sent is no longer wanted either.
    pub(super) fn cancel(&mut self) {
        self.analysis += 1;
        if let Some(watch) = self.running.take() {
            watch.is_cancelled.store(true, Ordering::Release);
        }
    }

    pub(super) fn progress(&self) -> Option<AnalysisProgress> {
        let watch = self.running.as_ref().filter(|watch| !watch.is_finished.load(Ordering::Acquire))?;
        Some(AnalysisProgress { done: watch.done.load(Ordering::Relaxed), total: watch.total.load(Ordering::Relaxed) })
    }

    pub(super) fn poll(&mut self) -> Option<Report> {
        self.reports.try_iter().find_map(|(request, report)| {
            let is_wanted = match request {
                Request::Load(number) => number == self.load,
                Request::Analysis(number) => number == self.analysis,
                Request::Carry(number) => number == self.carry,
                Request::Write | Request::Copy => true,
            };
            is_wanted.then_some(report)
        })
    }

    /// Runs `job` on a thread of its own; `failed` makes the report of one that did not come to its end, so that nobody
    /// waits for it for ever.
    fn spawn(
        &self,
        name: &'static str,
        request: Request,
        failed: fn(Failure) -> Report,
        job: impl FnOnce(&dyn Fn(Report)) + Send + 'static,
    ) {
        let outbox = self.outbox.clone();
        let wake = Arc::clone(&self.wake);
        let send = move |report| {
            // A failure means that the session is gone and nobody waits.
            outbox.send((request, report)).ok();
            wake();
        };
        let run = move || {
            let outcome = panic::catch_unwind(AssertUnwindSafe(|| job(&send)));
            if outcome.is_err() {
                send(failed(Failure::of_work(name)));
            }
        };
        if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(run) {
            self.outbox.send((request, failed(Failure::of_thread(&error)))).ok();
        }
    }
}

/// The report of a job that did not come to its end.
fn failed(failure: Failure) -> Report {
    Report::Failed(Box::new(failure))
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn awaited(worker: &mut Worker) -> Report {
        let start = Instant::now();
        loop {
            if let Some(report) = worker.poll() {
                return report;
            }
            assert!(start.elapsed() < Duration::from_mins(1), "no report came");
            thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn a_job_that_panics_is_reported() {
        let mut worker = Worker::new(Arc::new(|| {}));
        worker.spawn("test", Request::Write, failed, |_| panic!("as the test asked"));
        assert!(matches!(awaited(&mut worker), Report::Failed(_)));
    }

    #[test]
    fn answers_to_older_requests_are_dropped() {
        let mut worker = Worker::new(Arc::new(|| {}));
        for request in [Request::Load(0), Request::Analysis(0), Request::Write] {
            worker.outbox.send((request, failed(Failure::other(format!("{request:?}"))))).unwrap();
        }
        worker.give_up_loading();
        worker.cancel();
        assert!(matches!(worker.poll(), Some(Report::Failed(failure)) if failure.to_string() == "Write"));
        assert!(worker.poll().is_none());
    }

    #[test]
    fn an_analysis_that_never_ran_has_ended() {
        let watch = Arc::new(Watch::default());
        drop(Ending(Arc::clone(&watch)));
        assert!(watch.is_finished.load(Ordering::Acquire));
    }
}
