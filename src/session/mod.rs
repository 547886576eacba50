//! The application without a window: what is open, what is asked for, what works in the background.

mod command;
mod event;
mod jobs;
mod worker;

pub use command::{Command, ExportFormat, ExportRequest};
pub use event::Event;
pub use jobs::AnalysisProgress;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::analysis::Analysis;
use crate::annotation::{AnnotationSet, Edit, EntityCorrection};
use crate::document::Document;
use crate::import;
use crate::store::{DataDir, Library, Notice, Origin, Settings, StoreError, read_settings, write_settings};
use jobs::{Loaded, Report};
use worker::Worker;

/// What is open.
#[derive(Clone)]
pub struct Open {
    pub document: Arc<Document>,
    /// Where it came from; `None` for the bundled article and for dropped bytes without a path.
    pub path: Option<PathBuf>,
}

/// All state that outlives a frame and is not mere presentation.
pub struct Session {
    pub open: Option<Open>,
    pub analysis: Option<Arc<Analysis>>,
    /// How long the analysis took.
    pub analysis_time: Option<Duration>,
    /// Raised whenever `analysis` is replaced.
    pub analysis_version: u64,
    pub annotations: AnnotationSet,
    /// Raised whenever `annotations` changes.
    pub annotations_version: u64,
    pub settings: Settings,
    pub is_loading: bool,
    library: Library,
    data_dir: DataDir,
    notices: Vec<Notice>,
    events: Vec<Event>,
    worker: Worker,
    settings_dirty: bool,
}

impl Session {
    /// Opens the library in `data_dir`. `wake` is called from other threads whenever a report waits.
    pub fn new(data_dir: DataDir, wake: impl Fn() + Send + Sync + 'static) -> Result<Self, StoreError> {
        let wake = Arc::new(wake);
        let (settings, warnings) = read_settings(&data_dir);
        let for_library = Arc::clone(&wake);
        let opened = Library::open(&data_dir, move || for_library())?;
        Ok(Self {
            open: None,
            analysis: None,
            analysis_time: None,
            analysis_version: 0,
            annotations: opened.set,
            annotations_version: 0,
            settings,
            is_loading: false,
            library: opened.library,
            data_dir,
            notices: opened.notices,
            events: warnings.into_iter().map(Event::SettingsWarning).collect(),
            worker: Worker::new(wake),
            settings_dirty: false,
        })
    }

    pub fn library(&self) -> &Library {
        &self.library
    }

    /// What the reader must know about the state of the library.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What has happened since the last call, for the window to show.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// How far the running analysis is; `None` when none runs.
    pub fn progress(&self) -> Option<AnalysisProgress> {
        self.worker.progress()
    }

    pub fn run(&mut self, command: Command) {
        match command {
            Command::Open(path) => self.load(path),
            Command::OpenBundled => self.show(import::bundled_article().document, None),
            Command::OpenKept(hash) => self.open_kept(hash),
            Command::Annotate(edit) => self.edit(edit),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::ChangeSettings(settings) => self.change_settings(*settings),
            Command::Export(request) => self.export(*request),
            Command::CancelAnalysis => self.worker.cancel(),
        }
    }

    /// Takes in finished background work; stale reports are dropped.
    pub fn poll(&mut self) {
        while let Some(report) = self.worker.poll() {
            match report {
                Report::Loaded(result) => {
                    self.is_loading = false;
                    self.loaded(*result);
                }
                Report::Partial(analysis) => self.take_analysis(analysis),
                Report::Analyzed { analysis, took } => {
                    self.take_analysis(analysis);
                    self.analysis_time = Some(took);
                }
                Report::Exported(result) => self.events.push(match result {
                    Ok(path) => Event::Exported(path),
                    Err(error) => Event::Failed(error.to_string()),
                }),
            }
        }
        if self.settings_dirty {
            self.settings_dirty = false;
            if let Err(error) = write_settings(&self.data_dir, &self.settings) {
                self.events.push(Event::Failed(error.to_string()));
            }
        }
    }

    /// Opens `path` in this thread: for the command line and the first document of a window, when it is small.
    pub fn open_now(&mut self, path: &Path) {
        let result = jobs::load(path);
        self.loaded(result);
    }

    /// The notes of the open document in `format`, as text.
    pub fn export_text(&self, format: ExportFormat) -> Option<Result<String, String>> {
        let open = self.open.as_ref()?;
        let document = &open.document;
        let annotations = self.annotations.of(document.hash());
        Some(jobs::export_text(document, &annotations, format, self.annotations.title(document.hash())))
    }

    /// Waits until everything is on disk.
    pub fn flush(&self) {
        self.library.flush();
    }

    fn load(&mut self, path: PathBuf) {
        self.is_loading = true;
        self.worker.load(path);
    }

    fn loaded(&mut self, result: Result<Loaded, String>) {
        match result {
            Ok(loaded) => {
                self.events.extend(loaded.warnings.into_iter().map(Event::ImportWarning));
                self.show(loaded.document, loaded.path);
            }
            Err(message) => self.events.push(Event::Failed(message)),
        }
    }

    fn open_kept(&mut self, hash: crate::document::DocumentHash) {
        let Some(text) = self.library.text_of(hash) else {
            self.events.push(Event::Failed(format!("no text is kept for this document: {hash}")));
            return;
        };
        let result = jobs::import_bytes(text.as_bytes(), "", None);
        self.loaded(result);
    }

    fn show(&mut self, document: Document, path: Option<PathBuf>) {
        let document = Arc::new(document);
        self.library.remember(&document, &Origin { path: path.clone() });
        self.open = Some(Open { document: Arc::clone(&document), path });
        self.analysis = None;
        self.analysis_time = None;
        self.analysis_version += 1;
        self.events.push(Event::Opened);
        self.analyze();
    }

    fn analyze(&mut self) {
        let Some(open) = &self.open else { return };
        let corrections: Vec<EntityCorrection> = self.annotations.corrections().cloned().collect();
        self.worker.analyze(Arc::clone(&open.document), corrections);
    }

    fn take_analysis(&mut self, analysis: Arc<Analysis>) {
        self.analysis = Some(analysis);
        self.analysis_version += 1;
    }

    fn edit(&mut self, edit: Edit) {
        let touches_analysis = touches_corrections(&edit);
        let Some(inverse) = self.annotations.apply(edit.clone()) else { return };
        let document = self.open.as_ref().map(|open| Arc::clone(&open.document));
        self.library.record(edit, inverse, document);
        self.changed(touches_analysis);
    }

    fn undo(&mut self) {
        match self.library.undo(&mut self.annotations) {
            Some(edit) => self.changed(touches_corrections(&edit)),
            None => self.events.push(Event::NothingToUndo),
        }
    }

    fn redo(&mut self) {
        match self.library.redo(&mut self.annotations) {
            Some(edit) => self.changed(touches_corrections(&edit)),
            None => self.events.push(Event::NothingToRedo),
        }
    }

    fn changed(&mut self, touches_analysis: bool) {
        self.annotations_version += 1;
        if touches_analysis {
            self.analyze();
        }
    }

    fn change_settings(&mut self, settings: Settings) {
        let settings = settings.clamped();
        if settings != self.settings {
            self.settings = settings;
            self.settings_dirty = true;
        }
    }

    fn export(&mut self, request: ExportRequest) {
        match self.export_text(request.format) {
            Some(Ok(text)) => self.worker.write(request.path, text.into_bytes()),
            Some(Err(message)) => self.events.push(Event::Failed(message)),
            None => {}
        }
    }
}

fn touches_corrections(edit: &Edit) -> bool {
    match edit {
        Edit::PutCorrection(_) | Edit::RemoveCorrection(_) => true,
        Edit::Batch(edits) => edits.iter().any(touches_corrections),
        Edit::Put(_) | Edit::Remove(_) | Edit::SetTitle { .. } | Edit::SetRemoved { .. } => false,
    }
}
