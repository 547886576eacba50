//! `quandian bench`: a library of very many annotations, and annotations brought to another version of a long text.
//!
//! - `reanchor_ms`: 1,000 annotations on the first 100,000 characters of the long text brought to a version of it with a
//!   character changed in every sixtieth: aligning the texts included.
//! - `library`: of 100,000 annotations on 100 texts: `list_ms` the documents in it, `one_ms` the annotations on one
//!   document, `search_ms` words that stand in a note, `start_ms` what opening a window needs of it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use quandian::anchoring::{AnchorStatus, Reanchoring};
use quandian::annotation::{Annotation, AnnotationId, Edit, MarkColor, MarkStyle, Timestamp};
use quandian::document::{Document, Metadata};
use quandian::session::Session;
use quandian::store::{DataDir, Library, Reading};
use quandian::text::TextRange;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Failure;
use super::bench::ms;
use super::library;

const LONG_CHARS: usize = 100_000;
const N_ON_LONG: usize = 1000;
const N_DOCUMENTS: usize = 100;
const N_ON_EACH: usize = 1000;
/// Each measurement is made so often, and the median told.
const TIMES: usize = 5;

pub(super) fn reanchor_ms(long: &str) -> f64 {
    let old: String = long.chars().take(LONG_CHARS).collect();
    let changed = |(at, c): (usize, char)| if at % 60 == 59 && c != '\n' { '某' } else { c };
    let new: String = old.chars().enumerate().map(changed).collect();
    let offsets: Vec<usize> = old.char_indices().map(|(at, _)| at).collect();
    let step = offsets.len().saturating_sub(50) / N_ON_LONG;
    let range = |n: usize| {
        let (start, end) = (n * step, n * step + 3 + n % 30);
        Some(TextRange::new(*offsets.get(start)?, *offsets.get(end)?))
    };
    let ranges: Vec<TextRange> = (0..N_ON_LONG).filter_map(range).collect();
    ms(median(|| {
        let reanchoring = Reanchoring::new(&old, &new);
        ranges.iter().filter(|&&range| reanchoring.place_ranges(&[range]).status != AnchorStatus::Orphan).count()
    }))
}

/// Makes a library in `folder` and measures it.
pub(super) fn library_ms(folder: &Path, long: &str) -> Result<Value, Failure> {
    let dir = DataDir::resolve(Some(folder))?;
    let first = fill(&dir, long)?;
    let list = median(|| library::list(&dir).map(|text| text.len()).unwrap_or_default());
    let one = median(|| {
        Library::open_to_read_part(&dir, Reading::Document(first)).map_or(0, |opened| opened.set.of(first).len())
    });
    let search = median(|| library::search(&dir, "批注77123").map(|text| text.len()).unwrap_or_default());
    let start = median(|| Session::new(dir.clone(), || {}).map_or(0, |session| session.annotations_version));
    Ok(json!({ "list_ms": ms(list), "one_ms": ms(one), "search_ms": ms(search), "start_ms": ms(start) }))
}

/// One of the documents.
fn fill(dir: &DataDir, long: &str) -> Result<quandian::document::DocumentHash, Failure> {
    let mut opened = Library::open_to_edit(dir)?;
    let paragraphs: Vec<&str> = long.lines().collect();
    let mut first = None;
    for (n, lines) in paragraphs.chunks(paragraphs.len().div_ceil(N_DOCUMENTS).max(1)).enumerate() {
        let document = Arc::new(Document::new(lines.join("\n"), Vec::new(), Metadata::default()));
        let step = document.n_chars().saturating_sub(20) / N_ON_EACH;
        let put = |i: usize| {
            let range = document.byte_range(i * step, i * step + 4 + i % 12);
            Edit::Put(Box::new(Annotation {
                id: AnnotationId(Uuid::new_v4()),
                document: document.hash(),
                ranges: vec![range],
                exact: vec![document.slice(range).to_owned()],
                style: MarkStyle::Wavy,
                color: MarkColor::Rouge,
                note: format!("批注{} 产教融合", n * N_ON_EACH + i),
                tags: vec![format!("标签/{}", i % 50)],
                created: Timestamp(1),
                modified: Timestamp(1),
            }))
        };
        for i in 0..N_ON_EACH {
            let edit = put(i);
            if let Some(inverse) = opened.set.apply(edit.clone()) {
                opened.library.record(edit, inverse, Some(Arc::clone(&document)));
            }
        }
        first = first.or(Some(document.hash()));
    }
    opened.library.flush();
    if let Some(failure) = opened.library.failure() {
        return Err(failure.reason.into());
    }
    first.ok_or_else(|| "there is no text to fill a library with".into())
}

fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let since = Instant::now();
            std::hint::black_box(work());
            since.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(TIMES / 2).copied().unwrap_or_default()
}
