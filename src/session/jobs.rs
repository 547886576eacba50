//! What background threads do, as plain functions.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::ExportFormat;
use crate::analysis::Analysis;
use crate::annotation::Annotation;
use crate::document::Document;
use crate::export;
use crate::import;
use crate::store::FileError;
use crate::store::files::{read_document_bytes, write_atomically};

/// An answer from a background thread.
pub(super) enum Report {
    Loaded(Box<Result<Loaded, String>>),
    Partial(Arc<Analysis>),
    Analyzed { analysis: Arc<Analysis>, took: Duration },
    Exported(Result<PathBuf, FileError>),
}

/// A document that was read.
pub(super) struct Loaded {
    pub(super) document: Document,
    pub(super) path: Option<PathBuf>,
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

pub(super) fn load(path: &Path) -> Result<Loaded, String> {
    let bytes = read_document_bytes(path).map_err(|error| error.to_string())?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    import_bytes(&bytes, &name, Some(path))
}

pub(super) fn import_bytes(bytes: &[u8], name: &str, path: Option<&Path>) -> Result<Loaded, String> {
    let name_or_none = (!name.is_empty()).then_some(name);
    let imported = import::import(bytes, name_or_none).map_err(|error| match path {
        Some(path) => format!("{}: {}", error.to_string().trim_end_matches('.'), path.display()),
        None => error.to_string(),
    })?;
    Ok(Loaded {
        document: imported.document,
        path: path.map(Path::to_path_buf),
        warnings: imported.warnings.iter().map(ToString::to_string).collect(),
    })
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
