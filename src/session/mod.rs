//! The application without a window: what is open, what is asked for, what works in the background.

mod carry;
mod command;
mod event;
mod failure;
mod jobs;
pub mod notes;
mod stamp;
#[cfg(test)]
mod tests;
mod worker;

pub use command::{Command, ExportFormat, ExportRequest};
pub use event::{CarriedNotes, Event};
pub use failure::Failure;
pub use jobs::AnalysisProgress;
pub use stamp::FileStamp;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::analysis::Analysis;
use crate::annotation::{Annotation, AnnotationId, AnnotationSet, Edit, EntityCorrection, Timestamp};
use crate::document::{Document, DocumentHash};
use crate::import;
use crate::store::{DataDir, Library, Notice, Origin, Settings, StoreError, read_settings, update_settings};
use jobs::{Kept, Loaded, Report};
use worker::Worker;

/// What is open.
#[derive(Clone)]
pub struct Open {
    pub document: Arc<Document>,
    /// Where it came from; `None` for the bundled article and for dropped bytes without a path.
    pub path: Option<PathBuf>,
    /// Of the file as it was read.
    pub stamp: Option<FileStamp>,
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
    /// Copies of the library that are being made.
    n_copies: usize,
    library: Arc<Library>,
    data_dir: DataDir,
    notices: Vec<Notice>,
    events: Vec<Event>,
    worker: Worker,
    settings_dirty: bool,
    /// The settings as they were read or written last.
    settings_kept: Settings,
    /// Settings are in effect that have not been written.
    is_previewing: bool,
}

impl Session {
    /// Opens the library in `data_dir`. `wake` is called from other threads whenever a report waits.
    pub fn new(data_dir: DataDir, wake: impl Fn() + Send + Sync + 'static) -> Result<Self, StoreError> {
        let wake = Arc::new(wake);
        let (settings, warnings) = read_settings(&data_dir);
        let for_library = Arc::clone(&wake);
        let opened = Library::open(&data_dir, move || for_library())?;
        for notice in &opened.notices {
            opened.library.announce(notice.clone());
        }
        let mut session = Self {
            open: None,
            analysis: None,
            analysis_time: None,
            analysis_version: 0,
            annotations: opened.set,
            annotations_version: 0,
            settings_kept: settings.clone(),
            settings,
            is_loading: false,
            n_copies: 0,
            library: Arc::new(opened.library),
            data_dir,
            notices: opened.notices,
            events: warnings.into_iter().map(Event::SettingsWarning).collect(),
            worker: Worker::new(wake),
            settings_dirty: false,
            is_previewing: false,
        };
        session.take_up_drafts();
        Ok(session)
    }

    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The library for work on another thread, which should be short: the library is closed when it ends.
    pub fn library_handle(&self) -> Arc<Library> {
        Arc::clone(&self.library)
    }

    /// What the reader must know about the state of the library since it was opened; [`Library::take_notices`] gives the
    /// same once, and what comes up later.
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

    /// Whether a copy of the library is being made.
    pub fn is_copying(&self) -> bool {
        self.n_copies > 0
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
            Command::PreviewSettings(settings) => self.preview_settings(*settings),
            Command::Export(request) => self.export(*request),
            Command::WriteFile { path, bytes } => self.worker.write(path, bytes),
            Command::SaveCopy(folder) => {
                self.n_copies += 1;
                self.worker.save_copy(Arc::clone(&self.library), folder, self.annotations.clone());
            }
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
                // A part does not take the place of the whole that was there before a correction.
                Report::Partial(analysis) if self.analysis_time.is_none() => self.take_analysis(analysis),
                Report::Partial(_) => {}
                Report::Analyzed { analysis, took } => {
                    self.take_analysis(analysis);
                    self.analysis_time = Some(took);
                }
                Report::Exported(result) => self.events.push(match result {
                    Ok(path) => Event::Exported(path),
                    Err(error) => Event::Failed(Box::new(Failure::of_file(&error))),
                }),
                Report::Copied(result) => {
                    self.n_copies = self.n_copies.saturating_sub(1);
                    self.events.push(result.map_or_else(Event::Failed, Event::CopySaved));
                }
                Report::Carried(carried) => self.carried(&carried),
                Report::Failed(failure) => self.events.push(Event::Failed(failure)),
            }
        }
        if self.settings_dirty {
            self.settings_dirty = false;
            match update_settings(&self.data_dir, &self.settings_kept, &self.settings) {
                Ok(()) => self.settings_kept.clone_from(&self.settings),
                Err(error) => self.fail(Failure::of_file(&error)),
            }
        }
    }

    /// Changes settings for this session alone: nothing of it is kept when another setting is.
    pub fn show_with(&mut self, change: impl Fn(&mut Settings)) {
        change(&mut self.settings);
        change(&mut self.settings_kept);
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
        Some(jobs::export_text(
            document,
            (&annotations, &self.annotations),
            format,
            self.annotations.title(document.hash()),
        ))
    }

    /// Waits until everything is on disk.
    pub fn flush(&self) {
        self.library.flush();
    }

    fn load(&mut self, path: PathBuf) {
        self.is_loading = true;
        self.worker.load(path);
    }

    fn loaded(&mut self, result: Result<Loaded, Failure>) {
        match result {
            Ok(loaded) => {
                self.events.extend(loaded.warnings.into_iter().map(Event::ImportWarning));
                self.show(loaded.document, loaded.path);
                if let Some(open) = &mut self.open {
                    open.stamp = loaded.stamp;
                }
            }
            Err(failure) => self.events.push(Event::NotOpened(Box::new(failure))),
        }
    }

    fn open_kept(&mut self, hash: DocumentHash) {
        let Some(document) = kept_document(&self.library, hash) else {
            self.fail(Failure::no_text(hash));
            return;
        };
        let path = self.library.path_of(hash);
        self.show(document, None);
        if let Some(path) = path.filter(|path| FileStamp::of(path).is_none()) {
            self.events.push(Event::FileGone(path));
        }
    }

    fn fail(&mut self, failure: Failure) {
        self.events.push(Event::Failed(Box::new(failure)));
    }

    /// Shows a document; one that is still being read was asked for earlier and is no longer wanted.
    fn show(&mut self, document: Document, path: Option<PathBuf>) {
        self.worker.give_up_loading();
        self.is_loading = false;
        let document = Arc::new(document);
        self.library.remember(&document, &Origin { path: path.clone() });
        self.worker.give_up_carrying();
        if let Some(path) = &path {
            self.carry_over(path, &document);
        }
        self.open = Some(Open { document: Arc::clone(&document), path, stamp: None });
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
        if self.is_refused() {
            return;
        }
        let touches_analysis = touches_corrections(&edit);
        let Some(inverse) = self.annotations.apply(edit.clone()) else { return };
        let document = self.open.as_ref().map(|open| Arc::clone(&open.document));
        self.library.record(edit, inverse, document);
        self.changed(touches_analysis);
    }

    fn undo(&mut self) {
        if self.is_refused() {
            return;
        }
        match self.library.undo(&mut self.annotations) {
            Some(edit) => self.changed(touches_corrections(&edit)),
            None => self.events.push(Event::NothingToUndo),
        }
    }

    fn redo(&mut self) {
        if self.is_refused() {
            return;
        }
        match self.library.redo(&mut self.annotations) {
            Some(edit) => self.changed(touches_corrections(&edit)),
            None => self.events.push(Event::NothingToRedo),
        }
    }

    /// Whether nothing can be changed, which is then said: what is shown as written would be gone with the window.
    fn is_refused(&mut self) -> bool {
        let is_read_only = self.library.is_read_only();
        if is_read_only {
            self.fail(Failure::of_store(&StoreError::ReadOnly(self.data_dir.library())));
        }
        is_read_only
    }

    /// What was being typed when the program last ended, and was not saved, is put into the note it was typed for.
    fn take_up_drafts(&mut self) {
        if self.library.is_read_only() {
            // It may be under somebody's hand in the window that writes.
            return;
        }
        let mut n_notes = 0;
        for (key, text) in self.library.drafts() {
            let id = key.parse::<uuid::Uuid>().ok().map(AnnotationId);
            let Some(annotation) = id.and_then(|id| self.annotations.get(id)) else { continue };
            let note = text.trim_end();
            let typed = self.library.draft_time(&key).unwrap_or_default();
            // An older draft was overtaken by what was saved; an empty one must not take a note away.
            if typed >= annotation.modified && !note.is_empty() && note != annotation.note {
                let modified = Timestamp(jiff::Timestamp::now().as_microsecond());
                let changed = Annotation { note: note.to_owned(), modified, ..annotation.clone() };
                self.edit(Edit::Put(Box::new(changed)));
                n_notes += 1;
            }
            self.library.drop_draft(&key);
        }
        if n_notes > 0 {
            self.library.announce(Notice::DraftsKept { n_notes });
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
        if settings != self.settings || self.is_previewing {
            self.settings = settings;
            self.settings_dirty = true;
            self.is_previewing = false;
        }
    }

    fn preview_settings(&mut self, settings: Settings) {
        let settings = settings.clamped();
        if settings != self.settings {
            self.settings = settings;
            self.is_previewing = true;
        }
    }

    fn export(&mut self, request: ExportRequest) {
        match self.export_text(request.format) {
            Some(Ok(text)) => self.worker.write(request.path, text.into_bytes()),
            Some(Err(message)) => self.fail(Failure::other(message)),
            None => {}
        }
    }
}

/// A document as the library keeps it; `None` where its text is not kept.
pub fn kept_document(library: &Library, hash: DocumentHash) -> Option<Document> {
    let text = library.text_of(hash)?;
    let path = library.path_of(hash);
    let name = path.as_deref().and_then(Path::file_name).and_then(std::ffi::OsStr::to_str);
    let kept = Kept {
        metadata: library.metadata_of(hash),
        blocks: library.blocks_of(hash, &text),
        is_markdown: name.is_some_and(import::is_markdown),
    };
    Some(jobs::kept(text, kept))
}

fn touches_corrections(edit: &Edit) -> bool {
    match edit {
        Edit::PutCorrection(_) | Edit::RemoveCorrection(_) => true,
        Edit::Batch(edits) => edits.iter().any(touches_corrections),
        Edit::Put(_)
        | Edit::Remove(_)
        | Edit::SetTitle { .. }
        | Edit::SetRemoved { .. }
        | Edit::SetUnplaced { .. }
        | Edit::SetRelations { .. } => false,
    }
}
