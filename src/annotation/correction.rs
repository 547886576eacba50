//! What the reader corrects in the analysis: kept, undoable, and used in every other document.

use uuid::Uuid;

use crate::document::DocumentHash;
use crate::text::TextRange;

/// The kinds of entity.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
pub enum EntityType {
    /// A person.
    #[strum(serialize = "PER")]
    Person,
    /// A place.
    #[strum(serialize = "LOC")]
    Place,
    /// An organisation.
    #[strum(serialize = "ORG")]
    Organisation,
    /// A post or rank that nobody named in the text bears.
    #[strum(serialize = "TITLE")]
    Title,
    /// A work in 《》, a programme, an honour.
    #[strum(serialize = "WORK")]
    Work,
    /// A policy, campaign, meeting.
    #[strum(serialize = "TERM")]
    Term,
}

impl EntityType {
    /// Stable code used in JSON and TSV: PER LOC ORG TITLE WORK TERM.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// Identity of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorrectionId(pub Uuid);

/// Where a correction holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Wherever the surface occurs, in every document.
    Everywhere,
    /// At this place of this document only.
    Span { document: DocumentHash, range: TextRange },
}

/// One correction: a rule for a surface form, or an override of one span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityCorrection {
    pub id: CorrectionId,
    pub scope: Scope,
    /// The name as it stands in the text.
    pub surface: String,
    pub action: CorrectionAction,
}

/// What the reader says about a surface form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectionAction {
    /// It is an entity of this type: confirms, retypes, or makes a new one.
    Is(EntityType),
    /// It is no entity.
    Ignore,
    /// Shown under this name; merging renames two to one.
    Rename(String),
    /// Not the same as what the engine merged it with.
    Split,
}
