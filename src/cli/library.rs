//! `quandian library`: what the library holds, whether it is whole, and its snapshots.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::thread;

use clap::Subcommand;
use quandian::annotation::{Annotation, Timestamp};
use quandian::document::{Document, DocumentHash, Metadata};
use quandian::store::{DataDir, Library, Opened, Reading, Snapshot};
use quandian::text::{FindOptions, Needle, TextRange};
use serde_json::{Value, json};

use super::Failure;
use super::json::{pretty, time};

pub(super) const KEYS: &str = "list prints an array, latest opened first:
  sha256         of the canonical text
  title          the reader's, else the document's own, else its first line
  path           the file it was read from, or null
  opened         RFC 3339, UTC; null where it was never open in a window
  n_annotations  on it

search prints an array, by document; width, case and script are folded:
  sha256, title  of the document
  in             text, quotation, note or tag
  annotation     its id; null where the text itself has the words
  start, end     in code points: of the words in the text, else of the annotation;
                 null where it has no place
  text           the words found
  context        what stands around them

check prints an object:
  whole          whether nothing is damaged
  structure      faults of the file
  damaged        table, key of each damaged row
  gaps           first, last of edits that are not there any more
  n_documents, n_annotations, n_edits, last_edit
  notices        what else the reader should know, one sentence each

snapshot prints the snapshot made, restore without NAME an array of all of them,
newest first:
  name           what restore is told
  path           where it lies
  kind           change, daily, migration or asked
  taken          RFC 3339, UTC
  last_edit      the last edit in it

restore NAME makes annotations, titles and corrections what they were then, as one
change that undo takes back, and prints an object:
  name           of the snapshot
  edit           the number of that change; null where nothing differed
  n_annotations  there are now";

/// Characters of context on either side of what is found.
const CONTEXT_CHARS: usize = 20;

#[derive(Debug, Subcommand)]
pub(super) enum LibraryAction {
    /// Print the documents in the library
    List,
    /// Find words in texts, quotations, notes and tags
    Search {
        /// What to look for
        #[arg(allow_hyphen_values = true)]
        query: String,
    },
    /// Look through everything: structure, checksums, texts, history
    Check,
    /// Copy the library now, to be restored later
    Snapshot,
    /// Bring back what a snapshot holds; without a name, print the snapshots
    Restore {
        /// The snapshot's name, as this command without one prints it
        name: Option<String>,
    },
}

pub(super) fn library(data_dir: Option<&Path>, action: LibraryAction) -> Result<String, Failure> {
    let dir = DataDir::resolve(data_dir)?;
    match action {
        LibraryAction::List => list(&dir),
        LibraryAction::Search { query } => search(&dir, &query),
        LibraryAction::Check => check(&dir),
        LibraryAction::Snapshot => snapshot(&dir),
        LibraryAction::Restore { name: None } => pretty(
            &Library::open_to_read_part(&dir, Reading::Nothing)?
                .library
                .snapshots()
                .iter()
                .map(snapshot_record)
                .collect(),
        ),
        LibraryAction::Restore { name: Some(name) } => restore(&dir, &name),
    }
}

/// A document of the library.
struct Listed {
    hash: DocumentHash,
    title: String,
    path: Option<PathBuf>,
    opened: Option<Timestamp>,
    n_annotations: usize,
}

/// The documents that were opened, latest first, then those that were only annotated from the command line.
fn documents(opened: &Opened) -> Vec<Listed> {
    let recent = opened.library.recent();
    let known: BTreeSet<DocumentHash> = recent.iter().map(|document| document.hash).collect();
    let titled = |hash: DocumentHash, otherwise: String| opened.set.title(hash).map_or(otherwise, str::to_owned);
    let library = &opened.library;
    let mut listed: Vec<Listed> = recent
        .into_iter()
        .map(|document| Listed {
            hash: document.hash,
            title: titled(document.hash, document.title),
            path: document.path,
            opened: Some(document.opened),
            n_annotations: document.n_annotations,
        })
        .collect();
    let annotated = opened.library.annotated().into_iter();
    let others = annotated.filter(|(hash, _)| !known.contains(hash) && !opened.set.is_removed(*hash));
    let others: Vec<(DocumentHash, usize)> = others.collect();
    let names: HashMap<DocumentHash, String> =
        in_parallel(&others, |part| names_of(library, part)).into_iter().collect();
    listed.extend(others.into_iter().map(|(hash, n_annotations)| {
        let title = titled(hash, names.get(&hash).cloned().unwrap_or_default());
        Listed { hash, title, path: None, opened: None, n_annotations }
    }));
    listed
}

/// Of each document its own title, else its first line.
fn names_of(library: &Library, documents: &[(DocumentHash, usize)]) -> Vec<(DocumentHash, String)> {
    const LONGEST: usize = 60;
    let hashes: Vec<DocumentHash> = documents.iter().map(|(hash, _)| *hash).collect();
    let mut names = Vec::new();
    library.each_kept(&hashes, &mut |hash, metadata, text| {
        let name = metadata.title.as_deref().unwrap_or(text);
        let line = name.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        names.push((hash, line.chars().take(LONGEST).collect()));
    });
    names
}

pub(super) fn list(dir: &DataDir) -> Result<String, Failure> {
    let opened = Library::open_to_read_part(dir, Reading::Nothing)?;
    let rows = documents(&opened).into_iter().map(|document| {
        json!({
            "sha256": document.hash.to_string(),
            "title": document.title,
            "path": document.path.map(|path| path.display().to_string()),
            "opened": document.opened.and_then(time),
            "n_annotations": document.n_annotations,
        })
    });
    pretty(&rows.collect())
}

pub(super) fn search(dir: &DataDir, query: &str) -> Result<String, Failure> {
    let needle = Needle::new(query, FindOptions::default());
    let opened = Library::open_to_read_part(dir, Reading::Like(&|text| needle.may_be_in(text)))?;
    let mut annotations: HashMap<DocumentHash, Vec<&Annotation>> = HashMap::new();
    for annotation in opened.set.iter() {
        annotations.entry(annotation.document).or_default().push(annotation);
    }
    let listed = documents(&opened);
    let rows = in_parallel(&listed, |part| rows_of(&opened.library, part, &annotations, &needle));
    pretty(&Value::Array(rows))
}

/// What `work` makes of stretches of `items`, in order; each stretch has a thread of its own.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let length = items.len().div_ceil(n_threads).max(1);
    let work = &work;
    thread::scope(|scope| {
        let threads: Vec<_> = items.chunks(length).map(|part| scope.spawn(move || work(part))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// What is found in each of `listed` and in what is written on it.
fn rows_of(
    library: &Library,
    listed: &[Listed],
    annotations: &HashMap<DocumentHash, Vec<&Annotation>>,
    needle: &Needle,
) -> Vec<Value> {
    let hashes: Vec<DocumentHash> = listed.iter().map(|listed| listed.hash).collect();
    let mut texts = HashMap::new();
    // Places need the text where something is found; the others are let go of at once.
    library.each_kept(&hashes, &mut |hash, _, text| {
        let hits = needle.find(text);
        if !hits.is_empty() || annotations.contains_key(&hash) {
            texts.insert(hash, (text.to_owned(), hits));
        }
    });
    let mut rows = Vec::new();
    for listed in listed {
        let (text, hits) = texts.remove(&listed.hash).unwrap_or_default();
        let here = annotations.get(&listed.hash).map(Vec::as_slice).unwrap_or_default();
        if hits.is_empty() && here.is_empty() {
            continue;
        }
        let document = Document::new(text, Vec::new(), Metadata::default());
        rows.extend(hits.into_iter().map(|hit| {
            let found = found(document.text(), hit);
            found_record(listed, ("text", None), &document, Some(hit), &found)
        }));
        let mut here = here.to_vec();
        here.sort_by_key(|annotation| (annotation.start(), annotation.id));
        for annotation in here {
            let whole = annotation.ranges.first().zip(annotation.ranges.last());
            let place = whole.map(|(first, last)| TextRange::new(first.start(), last.end()));
            let quotation = annotation.exact.join("…");
            let fields = [("quotation", quotation.as_str()), ("note", annotation.note.as_str())];
            let tags = annotation.tags.iter().map(|tag| ("tag", tag.as_str()));
            for (field, text) in fields.into_iter().chain(tags) {
                rows.extend(
                    needle.find(text).into_iter().map(|hit| {
                        found_record(listed, (field, Some(annotation)), &document, place, &found(text, hit))
                    }),
                );
            }
        }
    }
    rows
}

/// `within`: where the words are, and of which annotation.
fn found_record(
    listed: &Listed,
    within: (&str, Option<&Annotation>),
    document: &Document,
    place: Option<TextRange>,
    found: &Found,
) -> Value {
    let (start, end) = place.map(|range| document.char_range(range)).unzip();
    json!({
        "sha256": listed.hash.to_string(),
        "title": listed.title,
        "in": within.0,
        "annotation": within.1.map(|annotation| annotation.id.0.to_string()),
        "start": start,
        "end": end,
        "text": found.text,
        "context": found.context,
    })
}

/// Words that were found.
struct Found {
    text: String,
    context: String,
}

fn found(text: &str, hit: TextRange) -> Found {
    Found { text: hit.of(text).to_owned(), context: context(text, hit).to_owned() }
}

/// What stands around `hit` in its line.
fn context(text: &str, hit: TextRange) -> &str {
    let before = text.get(..hit.start()).unwrap_or_default().chars().rev();
    let after = text.get(hit.end()..).unwrap_or_default().chars();
    let n_before: usize = before.take_while(|&c| c != '\n').take(CONTEXT_CHARS).map(char::len_utf8).sum();
    let n_after: usize = after.take_while(|&c| c != '\n').take(CONTEXT_CHARS).map(char::len_utf8).sum();
    text.get(hit.start() - n_before..hit.end() + n_after).unwrap_or_default()
}

fn check(dir: &DataDir) -> Result<String, Failure> {
    let mut opened = existing(dir)?;
    let found = opened.library.check()?;
    let mut notices = std::mem::take(&mut opened.notices);
    notices.extend(opened.library.take_notices());
    let notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
    let damaged = found.damaged.iter().map(|row| json!({ "table": row.table, "key": row.key }));
    let gaps = found.gaps.iter().map(|(first, last)| json!({ "first": first, "last": last }));
    pretty(&json!({
        "whole": found.is_whole(),
        "structure": found.structure,
        "damaged": damaged.collect::<Vec<_>>(),
        "gaps": gaps.collect::<Vec<_>>(),
        "n_documents": found.n_documents,
        "n_annotations": found.n_annotations,
        "n_edits": found.n_edits,
        "last_edit": found.last_edit,
        "notices": notices,
        "set_aside": set_aside(dir),
    }))
}

/// Damaged libraries that were set aside here once, by path, the newest last.
fn set_aside(dir: &DataDir) -> Vec<String> {
    let entries = std::fs::read_dir(dir.path()).into_iter().flatten().flatten();
    let mut found: Vec<String> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("library-damaged-"))
        .map(|entry| entry.path().display().to_string())
        .collect();
    found.sort_unstable();
    found
}

fn snapshot(dir: &DataDir) -> Result<String, Failure> {
    let opened = existing(dir)?;
    pretty(&snapshot_record(&opened.library.snapshot()?))
}

fn restore(dir: &DataDir, name: &str) -> Result<String, Failure> {
    let mut opened = Library::open_to_edit(dir)?;
    let Opened { library, set, .. } = &mut opened;
    let edit = library.restore(name, set)?;
    library.flush();
    if let Some(failure) = library.failure() {
        return Err(failure.reason.into());
    }
    let edit = edit.map(|number| number.0);
    pretty(&json!({ "name": name, "edit": edit, "n_annotations": set.iter().count() }))
}

/// The library, which must be there: to look at one that is not would say that all is well.
fn existing(dir: &DataDir) -> Result<Opened, Failure> {
    let path = dir.library();
    if !path.exists() {
        return Err(format!("there is no library here yet: {}", path.display()).into());
    }
    Ok(Library::open_to_read(dir)?)
}

fn snapshot_record(snapshot: &Snapshot) -> Value {
    let kind: &str = snapshot.kind.into();
    json!({
        "name": snapshot.name(),
        "path": snapshot.path.display().to_string(),
        "kind": kind,
        "taken": rfc_3339(&snapshot.taken),
        "last_edit": snapshot.last_edit,
    })
}

/// `20240827T093000Z` → `2024-08-27T09:30:00Z`; anything else as it is.
fn rfc_3339(stamp: &str) -> String {
    let part = |from: usize, to: usize| stamp.get(from..to);
    let parts = (part(0, 4), part(4, 6), part(6, 8), part(9, 11), part(11, 13), part(13, 15));
    match parts {
        (Some(year), Some(month), Some(day), Some(hour), Some(minute), Some(second)) if stamp.len() == 16 => {
            format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z")
        }
        _ => stamp.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_stays_in_its_line() {
        let text = "第一行\n春眠不觉晓，处处闻啼鸟。\n第三行";
        let start = text.find("不觉").expect("it is there");
        let hit = TextRange::new(start, start + "不觉".len());
        assert_eq!(context(text, hit), "春眠不觉晓，处处闻啼鸟。");
        let long = "春".repeat(100);
        assert_eq!(context(&long, TextRange::new(150, 153)).chars().count(), 2 * CONTEXT_CHARS + 1);
    }

    #[test]
    fn times_of_snapshots_are_written_as_others_are() {
        assert_eq!(rfc_3339("20240827T093000Z"), "2024-08-27T09:30:00Z");
        assert_eq!(rfc_3339("?"), "?");
    }
}
