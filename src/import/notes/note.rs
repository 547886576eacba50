//! A note from elsewhere, in one form for all formats.

use crate::annotation::{MarkColor, MarkStyle, Relations, Timestamp};
use crate::document::DocumentHash;

/// What somebody marked elsewhere, or said about a text as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedNote {
    /// What the source knows it by, the same in every export; `None` where nothing is.
    pub id: Option<String>,
    /// Book or page it is on, in the source's words.
    pub title: Option<String>,
    /// Address of the page it is on.
    pub url: Option<String>,
    /// The canonical text it was made on, where the source names it.
    pub document: Option<DocumentHash>,
    /// What was marked; none of a note on the text as a whole.
    pub passages: Vec<Passage>,
    /// Markdown; empty of a bare mark.
    pub note: String,
    pub tags: Vec<String>,
    /// What it is about besides words, and linked with: only our own exports tell.
    pub relations: Relations,
    pub style: Option<MarkStyle>,
    pub color: Option<MarkColor>,
    pub created: Option<Timestamp>,
    pub modified: Option<Timestamp>,
}

/// One stretch that was marked. An empty one stands for a mark whose words the source does not tell, such as a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    pub quote: String,
    /// What stands before the quotation, as much as is told.
    pub prefix: String,
    pub suffix: String,
    pub position: Option<Position>,
}

impl Passage {
    pub(super) fn of(quote: &str) -> Self {
        Self { quote: quote.to_owned(), ..Self::default() }
    }
}

/// Start and end of a passage in its own text, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    CodePoints(usize, usize),
    Utf16(usize, usize),
}
