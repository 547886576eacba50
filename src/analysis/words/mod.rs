//! Words, parts of speech and names: a linear model over characters, with a lexicon, both compiled into the program.
//!
//! Each line is scored once (`score`); the best path of names and the best path of words are read from the same
//! scores (`decode`). Nothing here knows of documents: callers may hand over a whole text or one paragraph.

mod class;
mod decode;
mod endings;
pub mod evaluate;
mod fold;
mod model;
mod names;
mod page;
mod pos_tagger;
mod score;
pub mod train;

use std::sync::OnceLock;

use crate::analysis::Pos;
use crate::annotation::EntityType;
use crate::text::TextRange;
use decode::Decoder;
use model::{Lexicon, Weights};
use page::{Page, Purpose};

static LEXICON: &[u8] = include_bytes!("../../../assets/model/lexicon.bin");
static WEIGHTS: &[u8] = include_bytes!("../../../assets/model/weights.bin");

/// The tagger. Cheap to make: its tables are read where they lie.
#[derive(Clone, Debug)]
pub struct Engine<'a> {
    lexicon: Lexicon<'a>,
    weights: Weights<'a>,
    decoder: Decoder,
}

/// What the engine finds in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagged {
    /// Words and marks in order, disjoint; blanks belong to none.
    pub tokens: Vec<(TextRange, Pos)>,
    /// By start, then longest first. No token crosses the border of one that is not nested.
    pub names: Vec<Name>,
}

/// A name: a person, place or organisation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    pub range: TextRange,
    pub kind: EntityType,
    /// 0 to 1.
    pub confidence: f32,
    /// Inside a longer name: 襄汾县 in 襄汾县委.
    pub nested: bool,
}

impl Engine<'static> {
    /// The engine with the model that is compiled in.
    pub fn embedded() -> &'static Self {
        static ENGINE: OnceLock<Engine<'static>> = OnceLock::new();
        ENGINE.get_or_init(|| Engine::new(LEXICON, WEIGHTS))
    }
}

impl<'a> Engine<'a> {
    /// An engine with a model's two files as [`train::train`] makes them; with damaged files it finds nothing.
    pub fn new(lexicon: &'a [u8], weights: &'a [u8]) -> Self {
        let weights = Weights::new(weights);
        Self { lexicon: Lexicon::new(lexicon), decoder: Decoder::new(&weights), weights }
    }

    /// Words, marks and names of a text. Linear in its length; a name never crosses a line feed.
    pub fn tag(&self, text: &str) -> Tagged {
        let page = self.settled(text);
        Tagged { tokens: page.tokens(self), names: page.names(self.decoder.unit) }
    }

    /// The names alone, as the model labels them, before anything is made of the document as a whole: places in a row
    /// are one name here, as the corpora have it.
    pub fn names(&self, text: &str) -> Vec<Name> {
        Page::read(self, text, Purpose::Names).names(self.decoder.unit)
    }

    /// Sorted byte offsets where a word or mark begins or ends, for line breaking and double click.
    pub fn word_breaks(&self, text: &str) -> Vec<usize> {
        self.settled(text).breaks()
    }

    fn settled(&self, text: &str) -> Page {
        let mut page = Page::read(self, text, Purpose::NamesAndWords);
        names::settle(&mut page, &self.lexicon, self.decoder.unit);
        page.settle_words();
        page
    }
}

/// Longest piece of a line, in bytes, that is tagged at once; longer lines are cut after a mark if there is one.
const LONGEST_PIECE: usize = 1536;

/// The lines of a text, long ones in pieces, each with the byte it begins at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let window = rest.get(..rest.floor_char_boundary(LONGEST_PIECE)).unwrap_or(rest);
        let len = match window.find('\n') {
            Some(at) => at + 1,
            None if window.len() == rest.len() => rest.len(),
            None => cut(window),
        };
        let piece = rest.get(..len).filter(|piece| !piece.is_empty()).unwrap_or(rest);
        let at = start;
        start += piece.len();
        Some((at, piece))
    })
}

/// Where to cut a piece that is full: after its last full stop, else its last comma, else at its end.
fn cut(window: &str) -> usize {
    let after =
        |marks: &[char]| window.rfind(marks).and_then(|at| Some(at + window.get(at..)?.chars().next()?.len_utf8()));
    after(&['。', '！', '？', '；']).or_else(|| after(&['，', ',', ' ', ';'])).unwrap_or(window.len())
}

#[cfg(test)]
mod tests;
