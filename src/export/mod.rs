//! Files for other programs: the reader's annotations as Markdown for notebooks and W3C Web Annotation JSON-LD, plots of
//! the text as SVG. Pure: strings are made here, `store` and the command line write them.

mod citation;
mod context;
mod escape;
mod jsonld;
mod markdown;
mod note;
pub mod plots;
mod short_id;
mod tags;
mod time;
mod yaml;

pub use citation::{cited, reference};
pub use context::Context;
pub use jsonld::jsonld;
pub use markdown::{MarkdownOptions, Profile, markdown};

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("The annotations could not be written as JSON: {0}.")]
    Json(#[from] serde_json::Error),
}

impl ExportError {
    /// Stable key of the message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Json(_) => "export.json",
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod w3c_tests;
