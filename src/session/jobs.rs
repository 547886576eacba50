//! What background threads do, as plain functions.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{ExportFormat, Failure, FileStamp};
use crate::analysis::Analysis;
use crate::anchoring::{Carried, Written};
use crate::annotation::{Annotation, AnnotationSet};
use crate::document::{Block, BlockKind, Document, DocumentHash, Metadata};
use crate::export;
use crate::import;
use crate::store::files::{read_document_bytes, write_atomically};
use crate::store::{FileError, Library, StoreError};
use crate::text::{TextRange, trim_blank};

/// An answer from a background thread.
pub(super) enum Report {
    Loaded(Box<Result<Loaded, Failure>>),
    Partial(Arc<Analysis>),
    Analyzed {
        analysis: Arc<Analysis>,
        took: Duration,
    },
    Exported(Result<PathBuf, FileError>),
    Copied(Result<PathBuf, Box<Failure>>),
    /// What was written on earlier versions of the open document, brought to it.
    Carried(Vec<Carried>),
    /// A job did not come to its end.
    Failed(Box<Failure>),
}

/// A document that was read.
pub(super) struct Loaded {
    pub(super) document: Document,
    pub(super) path: Option<PathBuf>,
    /// Of the file as it was read; `None` for what came from no file.
    pub(super) stamp: Option<FileStamp>,
    pub(super) warnings: Vec<import::Warning>,
}

/// Bytes analysed so far, of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnalysisProgress {
    pub done: usize,
    pub total: usize,
}

impl AnalysisProgress {
    /// 0 to 1; 0 while the total is unknown.
    pub fn share(self) -> f32 {
        if self.total == 0 { 0.0 } else { self.done as f32 / self.total as f32 }
    }
}

pub(super) fn load(path: &Path) -> Result<Loaded, Failure> {
    // Taken first: a change while the file is being read must be noticed later.
    let stamp = FileStamp::of(path);
    let bytes = read_document_bytes(path).map_err(|error| Failure::of_file(&error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Loaded { stamp, ..import_bytes(&bytes, &name, Some(path))? })
}

pub(super) fn import_bytes(bytes: &[u8], name: &str, path: Option<&Path>) -> Result<Loaded, Failure> {
    let name_or_none = (!name.is_empty()).then_some(name);
    let imported = import::import(bytes, name_or_none).map_err(|error| Failure::of_import(&error, path))?;
    Ok(Loaded {
        document: imported.document,
        path: path.map(Path::to_path_buf),
        stamp: None,
        warnings: imported.warnings,
    })
}

/// What the library keeps of a document besides its text.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) metadata: Option<Metadata>,
    /// As they were when the document was last read from its file.
    pub(super) blocks: Option<Vec<Block>>,
    /// It was read from a Markdown file, of which only the words are kept.
    pub(super) is_markdown: bool,
}

/// Carries what was written on other versions of a document over to it. One whose text is not kept is left alone: there is
/// nothing to tell by where its annotations went.
pub(super) fn carry(library: &Library, written: Vec<Written>, document: &Document) -> Vec<Carried> {
    let kept = |hash: DocumentHash| library.text_of(hash);
    let carried = written.into_iter().filter_map(|written| {
        let old = kept(written.document())?;
        Some(written.carry(&old, document, &kept))
    });
    carried.collect()
}

/// The document of a text that the library keeps: exactly that text, or nothing that was written on it would be found.
/// Plain text is read again; Markdown is laid out as it was, since its words alone may look like anything.
pub(super) fn kept(text: String, kept: Kept) -> Document {
    let Kept { metadata, blocks, is_markdown } = kept;
    let again = if is_markdown && blocks.is_some() { None } else { read_again(&text) };
    let blocks = match &again {
        Some(document) => document.blocks().to_vec(),
        None => blocks.unwrap_or_else(|| paragraphs(&text)),
    };
    let metadata = metadata.or_else(|| again.map(|document| document.metadata().clone())).unwrap_or_default();
    Document::new(text, blocks, metadata)
}

/// The text read as plain text, unless that would change it.
fn read_again(text: &str) -> Option<Document> {
    let again = import::import(text.as_bytes(), None).ok()?.document;
    (again.text() == text).then_some(again)
}

/// Every line that is not blank.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let range = trim_blank(TextRange::new(start, start + line.len()), text);
        if !range.is_empty() {
            let number = Some(blocks.len() as u32 + 1);
            blocks.push(Block { kind: BlockKind::Paragraph, range, number, spans: Vec::new() });
        }
        start += line.len() + 1;
    }
    blocks
}

pub(super) fn export_text(
    document: &Document,
    (annotations, kept): (&[&Annotation], &AnnotationSet),
    format: ExportFormat,
    title: Option<&str>,
) -> Result<String, String> {
    match format {
        ExportFormat::Markdown { profile, context } => {
            let options = export::MarkdownOptions { profile, context };
            Ok(export::markdown(document, annotations, options, title))
        }
        ExportFormat::JsonLd => export::jsonld(document, annotations, kept).map_err(|error| error.to_string()),
    }
}

/// Copies the library into `folder`; `set` is what is in memory.
pub(super) fn save_copy(library: &Library, folder: PathBuf, set: &AnnotationSet) -> Result<PathBuf, StoreError> {
    library.save_copy(&folder, set)?;
    Ok(folder)
}

pub(super) fn write(path: PathBuf, bytes: &[u8]) -> Result<PathBuf, FileError> {
    write_atomically(&path, bytes)?;
    Ok(path)
}
