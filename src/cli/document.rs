//! `quandian import` and `quandian find`.

use std::fs;
use std::path::Path;

use quandian::document::{Document, Metadata};
use quandian::import::{self, Imported};
use quandian::store::files::{FileError, read_document_bytes, write_atomically};
use quandian::text::{self, FindOptions};
use serde::Serialize;
use serde_json::{Value, json};

use super::Failure;
use super::json::{pretty, span};

/// Reads a file from disk.
pub(super) fn read(file: &Path) -> Result<Imported, Failure> {
    let bytes = read_document_bytes(file)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    import::import(&bytes, name.as_deref())
        .map_err(|error| format!("{}: {}", error.to_string().trim_end_matches('.'), file.display()).into())
}

/// As [`read`]; a file without any text is a document without blocks, of which there is still something to count.
pub(super) fn read_or_empty(file: &Path) -> Result<Document, Failure> {
    let bytes = read_document_bytes(file)?;
    match std::str::from_utf8(&bytes) {
        Ok(text) if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') => {
            let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
            Ok(Document::new(text, Vec::new(), Metadata::default()))
        }
        _ => Ok(read(file)?.document),
    }
}

/// Writes an answer to a file, which is replaced as a whole. A device or a pipe is left alone: a file would take its place.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if fs::metadata(path).is_ok_and(|facts| !facts.is_file() && !facts.is_dir()) {
        return Err(FileError::NotRegular(path.to_owned()).into());
    }
    write_atomically(path, bytes)?;
    Ok(())
}

pub(super) fn import(file: &Path, text_alone: bool) -> Result<String, Failure> {
    let imported = read(file)?;
    if text_alone {
        return Ok(imported.document.text().to_owned());
    }
    let document = &imported.document;
    let warnings: Vec<_> = imported.warnings.iter().map(ToString::to_string).collect();
    pretty(&json!({
        "title": document.metadata().title,
        "metadata": metadata(document),
        "sha256": document.hash().to_string(),
        "n_chars": document.n_chars(),
        "warnings": warnings,
        "outline": outline(document),
        "paragraphs": paragraphs(document),
    }))
}

pub(super) fn find(file: &Path, query: &str, is_regex: bool) -> Result<String, Failure> {
    let document = read(file)?.document;
    let hits = if is_regex {
        text::find_regex(document.text(), query)?
    } else {
        text::find(document.text(), query, FindOptions::default())
    };
    // Records and not JSON values: a letter may stand in a large text a hundred million times.
    let rows: Vec<HitRecord<'_>> = hits
        .into_iter()
        .map(|hit| {
            let (start, end) = document.char_range(hit);
            HitRecord { end, start, text: document.slice(hit) }
        })
        .collect();
    Ok(serde_json::to_string_pretty(&rows)? + "\n")
}

/// A place that was found, in code points.
#[derive(Serialize)]
struct HitRecord<'a> {
    end: usize,
    start: usize,
    text: &'a str,
}

/// A page is a number where it is one (19), else text (A3).
fn metadata(document: &Document) -> Value {
    let metadata = document.metadata();
    let page =
        metadata.page.as_ref().map(|page| page.parse::<u32>().map_or_else(|_| json!(page), |number| json!(number)));
    json!({
        "title": metadata.title,
        "authors": metadata.authors,
        "editors": metadata.editors,
        "publication": metadata.publication,
        "published": metadata.published,
        "page": page,
        "accessed": metadata.accessed,
        "source_id": metadata.source_id,
        "url": metadata.url,
    })
}

fn outline(document: &Document) -> Vec<Value> {
    document
        .outline()
        .map(|(level, block)| {
            span(document, block.range, json!({ "level": level, "text": document.slice(block.range) }))
        })
        .collect()
}

fn paragraphs(document: &Document) -> Vec<Value> {
    document.blocks().iter().map(|block| span(document, block.range, json!({ "kind": block.kind.name() }))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::temporary::TemporaryFolder;

    #[test]
    fn answers_are_written_to_files_only() {
        let folder = TemporaryFolder::new().expect("there is room");
        let path = folder.path().join("answer.json");
        write(&path, b"[]").expect("the folder can be written");
        write(&path, b"[1]").expect("the file can be replaced");
        assert_eq!(read_document_bytes(&path).expect("it is there"), b"[1]");
        assert!(write(folder.path(), b"[]").is_err());
        assert!(write(&path.join("none"), b"[]").is_err());
        if cfg!(unix) {
            let told = write(Path::new("/dev/null"), b"[]").map_err(|failure| failure.to_string());
            assert!(told.is_err_and(|told| told.contains("/dev/null")));
        }
    }
}
