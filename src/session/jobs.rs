//! What background threads do, as plain functions.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{ExportFormat, FileStamp, OpenFailure};
use crate::analysis::Analysis;
use crate::annotation::Annotation;
use crate::document::{Block, BlockKind, Document, Metadata};
use crate::export;
use crate::import;
use crate::store::FileError;
use crate::store::files::{read_document_bytes, write_atomically};
use crate::text::{TextRange, trim_blank};

/// An answer from a background thread.
pub(super) enum Report {
    Loaded(Box<Result<Loaded, OpenFailure>>),
    Partial(Arc<Analysis>),
    Analyzed {
        analysis: Arc<Analysis>,
        took: Duration,
    },
    Exported(Result<PathBuf, FileError>),
    /// A job did not come to its end: one clear sentence.
    Failed(String),
}

/// A document that was read.
pub(super) struct Loaded {
    pub(super) document: Document,
    pub(super) path: Option<PathBuf>,
    /// Of the file as it was read; `None` for what came from no file.
    pub(super) stamp: Option<FileStamp>,
    pub(super) warnings: Vec<String>,
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

pub(super) fn load(path: &Path) -> Result<Loaded, OpenFailure> {
    // Taken first: a change while the file is being read must be noticed later.
    let stamp = FileStamp::of(path);
    let bytes = read_document_bytes(path).map_err(|error| OpenFailure::of_file(&error, path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Loaded { stamp, ..import_bytes(&bytes, &name, Some(path))? })
}

pub(super) fn import_bytes(bytes: &[u8], name: &str, path: Option<&Path>) -> Result<Loaded, OpenFailure> {
    let name_or_none = (!name.is_empty()).then_some(name);
    let imported = import::import(bytes, name_or_none).map_err(|error| OpenFailure::of_import(&error, path))?;
    Ok(Loaded {
        document: imported.document,
        path: path.map(Path::to_path_buf),
        stamp: None,
        warnings: imported.warnings.iter().map(ToString::to_string).collect(),
    })
}

/// The document of a text that the library keeps: exactly that text, or nothing that was written on it would be found.
/// Read as plain text, it may come out otherwise: of Markdown only the words are kept, and they may look like anything.
pub(super) fn kept(text: String, metadata: Option<Metadata>) -> Document {
    let again = import::import(text.as_bytes(), None).ok().map(|imported| imported.document);
    let again = again.filter(|document| document.text() == text);
    let blocks = again.as_ref().map_or_else(|| paragraphs(&text), |document| document.blocks().to_vec());
    let metadata = metadata.or_else(|| again.map(|document| document.metadata().clone())).unwrap_or_default();
    Document::new(text, blocks, metadata)
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
    annotations: &[&Annotation],
    format: ExportFormat,
    title: Option<&str>,
) -> Result<String, String> {
    match format {
        ExportFormat::Markdown { profile, context } => {
            let options = export::MarkdownOptions { profile, context };
            Ok(export::markdown(document, annotations, options, title))
        }
        ExportFormat::JsonLd => export::jsonld(document, annotations).map_err(|error| error.to_string()),
    }
}

pub(super) fn write(path: PathBuf, bytes: &[u8]) -> Result<PathBuf, FileError> {
    write_atomically(&path, bytes)?;
    Ok(path)
}
