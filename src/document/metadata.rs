//! What is known about a document besides its text.

/// Facts about the document, each read from the document itself; `None` where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The document's own title. Never invented: the first line of an untitled text is not its title.
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub editors: Vec<String>,
    /// Newspaper, journal or site.
    pub publication: Option<String>,
    /// Day of publication in print, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// Page in the publication: `19`, `A3`.
    pub page: Option<String>,
    /// When the copy was put on line or taken, ISO 8601 without zone: `2024-11-16T09:23:01`.
    pub accessed: Option<String>,
    /// Identifier the source gives itself: `sp20241116`.
    pub source_id: Option<String>,
    pub url: Option<String>,
}
