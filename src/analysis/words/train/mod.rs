//! Rebuilds the model from public corpora: reads strings, gives bytes; who calls it reads and writes the files.

mod corpus;
mod crf;
mod dictionary;
mod export;
mod ngrams;
mod pos;

pub use corpus::{Sentence, read_conllu, read_labelled, read_tagged};

use super::decode::{self, N_LABELS, N_WORD_LABELS};
use super::fold;
use super::model::Lexicon;
use super::score::{Around, N_LATTICE_ROWS, N_TEMPLATES, first_offset, lattice_rows, note_word, walk};
use crf::{Field, Sample, Settings};
use dictionary::Dictionary;

/// What the model is made from, as text.
#[derive(Clone, Debug, Default)]
pub struct Sources<'a> {
    /// Names: one character a line with its label.
    pub names: Vec<&'a str>,
    /// Words and tags of a teacher: `word/tag` a sentence a line.
    pub words: Vec<&'a str>,
    /// Word list: word, frequency, tag.
    pub dictionary: &'a str,
    /// Names of provinces, cities and counties: any lines of `code,"name",…`.
    pub divisions: Vec<&'a str>,
    /// Traditional character, tab, simplified characters.
    pub variants: &'a str,
}

/// How long and how large.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Passes over the names, and over the words.
    pub name_epochs: usize,
    pub word_epochs: usize,
    /// Uses one sentence of so many; 1 for all.
    pub every: usize,
    /// Rows of n-grams in the finished model, 16 bytes each.
    pub max_rows: usize,
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { name_epochs: 8, word_epochs: 5, every: 1, max_rows: 450_000, seed: 7 }
    }
}

/// The model's two files, and what went into them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    pub lexicon: Vec<u8>,
    pub weights: Vec<u8>,
    /// Sentences it learned from, those with names and those with words.
    pub n_sentences: usize,
    /// Words of the lexicon.
    pub n_words: usize,
    /// Rows of n-grams.
    pub n_rows: usize,
}

/// Kind of name by the code its corpus gives it.
fn kind_of(code: &str) -> Option<u8> {
    match code {
        "PER" | "nr" | "NAME" => Some(0),
        "LOC" | "ns" => Some(1),
        "ORG" | "nt" => Some(2),
        _ => None,
    }
}

/// Trains the whole model; `report` hears how it goes.
pub fn train(sources: &Sources<'_>, options: &Options, report: &mut dyn FnMut(String)) -> Model {
    let variants = export::variants(sources.variants);
    let folding = super::model::join_sections(std::slice::from_ref(&variants));
    let folding = Lexicon::new(&folding);
    let keep = |sentences: Vec<Sentence>| -> Vec<Sentence> {
        sentences.into_iter().enumerate().filter(|(i, _)| i % options.every.max(1) == 0).map(|(_, s)| s).collect()
    };
    let named: Vec<Sentence> = sources.names.iter().flat_map(|text| keep(read_labelled(text))).collect();
    let worded: Vec<Sentence> = sources.words.iter().flat_map(|text| keep(read_tagged(text))).collect();
    let dictionary = Dictionary::new(sources, &worded, &folding);
    report(format!("{} named sentences, {} with words, {} words", named.len(), worded.len(), dictionary.words.len()));
    let n_sentences = named.len() + worded.len();

    let texts = named.iter().chain(&worded).map(|sentence| codes_of(sentence, &folding));
    let patterns = ngrams::frequent(texts);
    let bytes = export::training_lexicon(&variants, &dictionary, &patterns);
    let lexicon = Lexicon::new(&bytes);
    report(format!("{} n-grams", patterns.len()));

    let mut names: Field<N_LABELS> = Field::new(patterns.len(), N_LATTICE_ROWS, decode::may_follow);
    let samples: Vec<Sample> = named.iter().map(|sentence| name_sample(sentence, &lexicon)).collect();
    let settings = Settings { epochs: options.name_epochs, dropout: DROPOUT, rate: 0.1, seed: options.seed };
    names.train(&samples, settings, report);
    drop(samples);
    drop(named);

    let mut words: Field<N_WORD_LABELS> = Field::new(patterns.len(), N_LATTICE_ROWS, decode::word_may_follow);
    let samples: Vec<Sample> = worded.iter().map(|sentence| word_sample(sentence, &lexicon)).collect();
    words.train(&samples, Settings { epochs: options.word_epochs, ..settings }, report);
    drop(samples);

    let pos_rows = pos::train(&worded, &lexicon, options.word_epochs, report);
    let lexicon = export::Trained { dictionary: &dictionary, patterns: &patterns, names: &names, words: &words };
    Model { n_sentences, ..export::model(&variants, &lexicon, pos_rows, options.max_rows, report) }
}

/// Share of feature rows dropped, of 256: 35 %, after the prototype.
const DROPOUT: u32 = 90;

fn codes_of(sentence: &Sentence, lexicon: &Lexicon<'_>) -> Vec<u16> {
    sentence.chars.iter().map(|&c| lexicon.fold(c)).collect()
}

/// The features of a line, its labels still to be given.
fn features(codes: &[u16], lexicon: &Lexicon<'_>) -> Sample {
    let mut sample = Sample::default();
    let mut around = vec![Around::default(); codes.len()];
    walk(codes, |start, n, hash| {
        let Some(entry) = lexicon.get(hash) else { return false };
        if entry.mask() != 0 {
            sample.ngrams.push(((start + first_offset(n)) as i32, entry.row() as u32));
        }
        if entry.class() != 0 && n > 1 && start >= 0 {
            note_word(&mut around, start as usize, n, entry.class());
        }
        entry.goes_on()
    });
    sample.lattice.reserve(codes.len() * N_TEMPLATES);
    for i in 0..codes.len() {
        sample.lattice.extend(lattice_rows(&around, i).map(|row| row as u32));
    }
    sample
}

/// Labels begin, middle, end, single over `start..end`, beginning with number `base`.
fn label_span(labels: &mut [u8], start: usize, end: usize, base: u8) {
    let Some(span) = labels.get_mut(start..end) else { return };
    match span {
        [single] => *single = base + 3,
        [first, inner @ .., last] => {
            *first = base;
            *last = base + 2;
            inner.fill(base + 1);
        }
        [] => {}
    }
}

fn name_sample(sentence: &Sentence, lexicon: &Lexicon<'_>) -> Sample {
    let mut sample = features(&codes_of(sentence, lexicon), lexicon);
    sample.labels = vec![N_LABELS as u8 - 1; sentence.chars.len()];
    for (start, end, code) in &sentence.names {
        if let Some(kind) = kind_of(code) {
            label_span(&mut sample.labels, *start, *end, kind * 4);
        }
    }
    sample
}

fn word_sample(sentence: &Sentence, lexicon: &Lexicon<'_>) -> Sample {
    let mut sample = features(&codes_of(sentence, lexicon), lexicon);
    sample.labels = vec![N_WORD_LABELS as u8 - 1; sentence.chars.len()];
    for &(start, end, _) in &sentence.words {
        label_span(&mut sample.labels, start, end, 0);
    }
    sample
}

/// Whether `code` is a character a word of the lexicon may hold.
fn is_word_char(code: u16) -> bool {
    !fold::is_mark(code) && code != fold::BLANK && code != fold::BORDER
}
