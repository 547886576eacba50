//! What is known of an annotation whose place was lost when the text changed.

use crate::document::DocumentHash;
use crate::text::TextRange;

/// Of an annotation that was not found again for certain. It has no ranges then, and its `exact` is the old quotation:
/// it is drawn nowhere until the reader says where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The text it was made on, which the library keeps.
    pub origin: DocumentHash,
    /// Its place there.
    pub ranges: Vec<TextRange>,
    /// Where in the annotation's own document it may belong, to be reviewed; empty for an orphan.
    pub suggestion: Vec<TextRange>,
}
