//! Why nothing could be shown.

/// One sentence each, in English; the interface words them in the reader's language by [`ImportError::key`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("The file is empty: it has no text to read.")]
    Empty,
    #[error("This is not a text file: byte {offset} is not text.")]
    Binary { offset: usize },
    #[error("This is {format}, which cannot be opened yet: save it as plain text (UTF-8) or Markdown and open that.")]
    Unsupported { format: &'static str },
    #[error("The text is not in UTF-8 (byte {offset}); it looks like {guess}: save it as UTF-8 and open it again.")]
    OtherEncoding { offset: usize, guess: &'static str },
    #[error("The text is not in UTF-8: byte {offset} cannot be read. Save it as UTF-8 and open it again.")]
    NotUtf8 { offset: usize },
    #[error("The text is too long: {n_bytes} bytes, and at most {limit} can be opened.")]
    TooLong { n_bytes: usize, limit: usize },
    #[error("The text has too many paragraphs: more than {limit}.")]
    TooManyBlocks { limit: usize },
}

impl ImportError {
    /// Stable key of the message.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "import.empty",
            Self::Binary { .. } => "import.binary",
            Self::Unsupported { .. } => "import.unsupported",
            Self::OtherEncoding { .. } => "import.other_encoding",
            Self::NotUtf8 { .. } => "import.not_utf8",
            Self::TooLong { .. } => "import.too_long",
            Self::TooManyBlocks { .. } => "import.too_many_blocks",
        }
    }

    /// What fills the message's places, by name.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty => Vec::new(),
            Self::Binary { offset } | Self::NotUtf8 { offset } => {
                vec![("offset", offset.to_string())]
            }
            Self::Unsupported { format } => vec![("format", (*format).to_owned())],
            Self::OtherEncoding { offset, guess } => {
                vec![("offset", offset.to_string()), ("guess", (*guess).to_owned())]
            }
            Self::TooLong { n_bytes, limit } => {
                vec![("n_bytes", n_bytes.to_string()), ("limit", limit.to_string())]
            }
            Self::TooManyBlocks { limit } => vec![("limit", limit.to_string())],
        }
    }
}
