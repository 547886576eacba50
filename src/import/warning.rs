//! What was lost or changed on the way in.

use std::fmt;

/// One thing the reader should know about a document that was read; [`fmt::Display`] words it in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// HTML in Markdown is read as text: its tags are left out, and so are scripts, styles and the like.
    HtmlDropped { n_blocks: usize },
    /// Pictures in Markdown are left out; their descriptions stay.
    PicturesDropped { n_pictures: usize },
    /// Paragraphs too long to be set were cut for display; the text is whole.
    LongParagraphsCut { n_paragraphs: usize },
    /// The front matter of a Markdown file is not closed or not understood.
    FrontMatter { line: String },
    /// The plain text is the source of a web page.
    WebPageSource,
}

impl Warning {
    /// Stable key of the message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::HtmlDropped { .. } => "import.html_dropped",
            Self::PicturesDropped { .. } => "import.pictures_dropped",
            Self::LongParagraphsCut { .. } => "import.long_paragraphs_cut",
            Self::FrontMatter { .. } => "import.front_matter",
            Self::WebPageSource => "import.web_page_source",
        }
    }

    /// What fills the message's places, by name.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::HtmlDropped { n_blocks } => vec![("n", n_blocks.to_string())],
            Self::PicturesDropped { n_pictures } => vec![("n", n_pictures.to_string())],
            Self::LongParagraphsCut { n_paragraphs } => vec![("n", n_paragraphs.to_string())],
            Self::FrontMatter { line } => vec![("line", line.clone())],
            Self::WebPageSource => Vec::new(),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HtmlDropped { n_blocks } => {
                let places = if *n_blocks == 1 { "place" } else { "places" };
                write!(f, "HTML was read as text, without scripts and styles ({n_blocks} {places}).")
            }
            Self::PicturesDropped { n_pictures } => {
                write!(f, "Pictures were left out ({n_pictures}).")
            }
            Self::LongParagraphsCut { n_paragraphs } => {
                write!(f, "Very long paragraphs ({n_paragraphs}) are shown in several pieces; the text is whole.")
            }
            Self::FrontMatter { line } => {
                write!(f, "A line of the front matter was not understood: {line}")
            }
            Self::WebPageSource => {
                write!(f, "This looks like a web page; its source text is shown.")
            }
        }
    }
}
