//! What the reader should hear about the library, in English; the window words it from the key.

use std::fmt;
use std::path::PathBuf;

use super::load::DamagedRow;

/// Something about the library that the reader should know; none of it stops the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Another Quandian writes; this one reads.
    OpenElsewhere,
    /// The folder cannot be written.
    ReadOnlyFolder { path: PathBuf },
    /// A later version wrote the library; this one only reads it.
    NewerVersion { found: i64, known: i64 },
    /// The damaged database was set aside untouched, and a new one made of what could be read.
    DamagedSetAside { aside: PathBuf, snapshot: Option<PathBuf>, n_replayed: usize, missing: Vec<MissingPart> },
    /// Single rows were damaged; those of `repaired` were made again from the history.
    RowsDamaged { repaired: Vec<DamagedRow>, missing: Vec<DamagedRow> },
    /// No snapshot could be made.
    SnapshotFailed { reason: String },
    /// Notes that were being typed when the program was last ended, and had not been saved.
    DraftsKept { n_notes: usize },
}

/// What could not be read of a damaged library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingPart {
    /// Edits by number, both ends included.
    Edits(i64, i64),
    /// The end of the history could not be read: there may have been edits after this one.
    EditsAfter(i64),
    /// The text kept of a document, by the document's name.
    Text(String),
}

impl fmt::Display for MissingPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edits(first, last) if first == last => write!(f, "edit {first}"),
            Self::Edits(first, last) => write!(f, "edits {first}–{last}"),
            Self::EditsAfter(last) => write!(f, "perhaps edits after {last}"),
            Self::Text(name) => write!(f, "the kept text of {name}"),
        }
    }
}

impl Notice {
    /// Stable key for the message catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Self::OpenElsewhere => "notice.open_elsewhere",
            Self::ReadOnlyFolder { .. } => "notice.read_only_folder",
            Self::NewerVersion { .. } => "notice.newer_version",
            Self::DamagedSetAside { .. } => "notice.damaged_set_aside",
            Self::RowsDamaged { .. } => "notice.rows_damaged",
            Self::SnapshotFailed { .. } => "notice.snapshot_failed",
            Self::DraftsKept { .. } => "notice.drafts_kept",
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenElsewhere => {
                f.write_str("The library is open in another window, so nothing can be changed in this one.")
            }
            Self::ReadOnlyFolder { path } => write!(
                f,
                "The library's folder cannot be written, so nothing can be changed; choose another with --data-dir: {}",
                path.display()
            ),
            Self::NewerVersion { found, known } => write!(
                f,
                "A newer Quandian wrote the library (format {found}; this one knows {known}), so nothing can be changed: \
                 update Quandian."
            ),
            Self::DamagedSetAside { aside, snapshot, n_replayed, missing } => {
                match snapshot {
                    Some(_) => f.write_str("The library was damaged. The last good snapshot was opened")?,
                    None => f.write_str("The library was damaged and had no snapshot. It was built anew")?,
                }
                write!(f, ", and {n_replayed} later edits were made again. ")?;
                match missing.as_slice() {
                    [] => f.write_str("Nothing is missing. ")?,
                    missing => write!(f, "Missing: {}. ", listed(missing.iter()))?,
                }
                write!(f, "The damaged file was kept: {}", aside.display())
            }
            Self::RowsDamaged { repaired, missing } if missing.is_empty() => {
                write!(
                    f,
                    "Parts of the library were damaged and made again from its history: {}.",
                    listed(repaired.iter())
                )
            }
            Self::RowsDamaged { missing, .. } => {
                write!(f, "Parts of the library are damaged and could not be made again: {}.", listed(missing.iter()))
            }
            Self::SnapshotFailed { reason } => {
                write!(f, "No snapshot of the library could be made; what you write is saved all the same. {reason}")
            }
            Self::DraftsKept { n_notes } => write!(
                f,
                "What was being typed when Quandian last ended stands in its note now ({n_notes}); undo takes it back."
            ),
        }
    }
}

/// At most ten, then how many more.
fn listed<T: fmt::Display>(items: impl ExactSizeIterator<Item = T>) -> String {
    const SHOWN: usize = 10;
    let n_more = items.len().saturating_sub(SHOWN);
    let shown: Vec<String> = items.take(SHOWN).map(|item| item.to_string()).collect();
    let more = if n_more > 0 { format!(" and {n_more} more") } else { String::new() };
    shown.join(", ") + &more
}
