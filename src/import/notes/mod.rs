//! Notes that were made elsewhere, read into one form: what was marked and what was said about it. Pure, and without the
//! document they are on: nothing here knows where it is.

mod calibre;
mod color;
mod csv;
mod error;
mod hypothesis;
mod iri;
mod json;
mod kindle;
mod kindle_place;
mod moment;
mod note;
mod readwise;
#[cfg(test)]
mod tests;
mod w3c;
mod zotero;
mod zotero_markdown;

pub use error::NotesError;
pub use iri::is_iri;
pub use note::{ImportedNote, Passage, Position};

use serde_json::Value;

use super::decode;

/// Longest file of notes: JSON takes up to ten times its length in memory.
pub const MAX_BYTES: usize = 64 << 20;

/// Where notes come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
pub enum NotesFormat {
    /// W3C Web Annotations in JSON-LD.
    #[strum(serialize = "w3c")]
    W3c,
    /// Rows of Hypothesis' API, or what its client exports.
    #[strum(serialize = "hypothesis")]
    Hypothesis,
    /// Readwise's CSV.
    #[strum(serialize = "readwise")]
    Readwise,
    /// Kindle's `My Clippings.txt`.
    #[strum(serialize = "kindle")]
    Kindle,
    /// Annotations of Zotero's API and of Better BibTeX in JSON, or a note of annotations in Markdown.
    #[strum(serialize = "zotero")]
    Zotero,
    /// calibre's annotation collections.
    #[strum(serialize = "calibre")]
    Calibre,
}

impl NotesFormat {
    /// Stable name used in JSON: w3c, hypothesis, readwise, kindle, zotero, calibre.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The notes of one file, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    pub format: NotesFormat,
    pub notes: Vec<ImportedNote>,
}

/// Reads notes from the bytes of a file; its content tells its format. Linear in `bytes`.
pub fn read(bytes: &[u8]) -> Result<Notes, NotesError> {
    if bytes.len() > MAX_BYTES {
        return Err(NotesError::TooLong { n_bytes: bytes.len(), limit: MAX_BYTES });
    }
    let text = decode::text(bytes)?;
    if text.trim().is_empty() {
        return Err(NotesError::Empty);
    }
    if looks_like_json(&text) { read_json(&text) } else { read_text(&text) }
}

/// Whether a list or an object begins; Markdown may begin with a bracket too.
fn looks_like_json(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    matches!((chars.next(), chars.next()), (Some('{'), _) | (Some('['), Some('{' | ']' | '[') | None))
}

fn read_json(text: &str) -> Result<Notes, NotesError> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| NotesError::Json { line: error.line(), column: error.column() })?;
    let of = |format| move |notes| Notes { format, notes };
    calibre::read(&value)
        .map(of(NotesFormat::Calibre))
        .or_else(|| w3c::read(&value).map(of(NotesFormat::W3c)))
        .or_else(|| hypothesis::read(&value).map(of(NotesFormat::Hypothesis)))
        .or_else(|| zotero::read(&value).map(of(NotesFormat::Zotero)))
        .ok_or(NotesError::Unknown)
}

fn read_text(text: &str) -> Result<Notes, NotesError> {
    if kindle::is_clippings(text) {
        return Ok(Notes { format: NotesFormat::Kindle, notes: kindle::read(text) });
    }
    if readwise::is_readwise(text) {
        return Ok(Notes { format: NotesFormat::Readwise, notes: readwise::read(text)? });
    }
    let notes = zotero_markdown::read(text).ok_or(NotesError::Unknown)?;
    Ok(Notes { format: NotesFormat::Zotero, notes })
}
