//! Bytes to documents: plain UTF-8 text with the conventions of Chinese news, and Markdown. Pure: nobody here opens a file.

mod blocks;
mod decode;
mod error;
mod markdown;
mod news;
pub mod notes;
mod warning;

pub use error::ImportError;
pub use warning::Warning;

use crate::document::Document;

/// The bundled article: People's Daily, 27 August 2024, page 19.
const ARTICLE: &str = include_str!("../../assets/articles/people-daily-2024-08-27-p19.txt");

/// Names of Markdown files end so.
const MARKDOWN_EXTENSIONS: [&str; 4] = ["md", "markdown", "mdown", "mkd"];

/// A document as read, with what could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub document: Document,
    pub warnings: Vec<Warning>,
}

/// Reads a document from the bytes of a file. `name` is the file's name and decides between Markdown and plain text,
/// nothing else; without one it is plain text. Linear in `bytes`.
pub fn import(bytes: &[u8], name: Option<&str>) -> Result<Imported, ImportError> {
    let mut warnings = Vec::new();
    let text = decode::text(bytes)?;
    let document = if name.is_some_and(is_markdown) {
        markdown::read(&text, &mut warnings)?
    } else {
        if decode::looks_like_web_page(&text) {
            warnings.push(Warning::WebPageSource);
        }
        let (raw, metadata) = news::read(&text)?;
        let blocks = blocks::finish(raw, &text, &mut warnings)?;
        Document::new(text, blocks, metadata)
    };
    if document.blocks().is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(Imported { document, warnings })
}

/// The bundled article, which is the first thing a new reader sees.
pub fn bundled_article() -> Imported {
    import(ARTICLE.as_bytes(), None).expect("the compiled-in article is readable, as a test shows")
}

/// Whether a file of this name is read as Markdown.
pub fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| {
        MARKDOWN_EXTENSIONS.iter().any(|markdown| extension.eq_ignore_ascii_case(markdown))
    })
}

#[cfg(test)]
mod tests;
