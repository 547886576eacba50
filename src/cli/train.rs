//! `quandian train`.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use quandian::analysis::words::train::{self, Options, Sources};
use quandian::store::files::write_atomically;
use serde_json::json;

use super::Failure;
use super::evaluate::read_text;
use super::json::pretty;

/// One line of so many of the teacher's labels is held back, to be measured on.
const HELD_BACK: usize = 10;

/// What follows the options in `quandian train --help`.
pub(super) const KEYS: &str = "\
The folder named by --data is laid out so; files with .gz are unpacked:
  ner/msra_train.bio, ner/pd1998_fragments.bio   names, one character a line with its label
  silver/*.txt.gz                                word/tag, a sentence a line; every tenth line is held back
  divisions/cpca_adcodes.csv                     code,\"name\",… of provinces, cities and counties

Each step is told in a line on standard error. The answer:
  sentences       that were learned from, those with names and those with words
  words           of the lexicon
  rows            of n-grams with their weights
  lexicon_bytes, weights_bytes   of the two files written: lexicon.bin, weights.bin
  seconds         it took";

#[derive(Debug, Args)]
pub(super) struct TrainArguments {
    /// Folder of the labelled data
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Folder for lexicon.bin and weights.bin; made if it is not there
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
    /// jieba's word list: word, frequency, tag
    #[arg(long, value_name = "FILE")]
    dictionary: PathBuf,
    /// `OpenCC`'s table `TSCharacters`: traditional character, tab, simplified ones
    #[arg(long, value_name = "FILE")]
    variants: PathBuf,
    /// Learn from one sentence of so many
    #[arg(long, value_name = "N", default_value_t = Options::default().every)]
    every: usize,
    /// Passes over the names
    #[arg(long, value_name = "N", default_value_t = Options::default().name_epochs)]
    name_epochs: usize,
    /// Passes over the words
    #[arg(long, value_name = "N", default_value_t = Options::default().word_epochs)]
    word_epochs: usize,
    /// Most rows of n-grams in the model, 16 bytes each
    #[arg(long, value_name = "N", default_value_t = Options::default().max_rows)]
    rows: usize,
    /// Begins the random numbers: the same seed and data give the same model
    #[arg(long, value_name = "N", default_value_t = Options::default().seed)]
    seed: u64,
}

/// Rebuilds the model. Nothing is written unless all data could be read.
pub(super) fn train(arguments: &TrainArguments) -> Result<String, Failure> {
    let started = Instant::now();
    let data = Data::read(arguments)?;
    fs::create_dir_all(&arguments.output)
        .map_err(|error| format!("the folder could not be made ({error}): {}", arguments.output.display()))?;
    let sources = Sources {
        names: data.names.iter().map(String::as_str).collect(),
        words: data.words.iter().map(String::as_str).collect(),
        dictionary: &data.dictionary,
        divisions: vec![&data.divisions],
        variants: &data.variants,
    };
    let options = Options {
        name_epochs: arguments.name_epochs,
        word_epochs: arguments.word_epochs,
        every: arguments.every,
        max_rows: arguments.rows,
        seed: arguments.seed,
    };
    let model = train::train(&sources, &options, &mut |step| {
        // A closed error stream is no reason to give up hours of work.
        writeln!(io::stderr(), "{:8.1} s  {step}", started.elapsed().as_secs_f64()).ok();
    });
    write_atomically(&arguments.output.join("lexicon.bin"), &model.lexicon)?;
    write_atomically(&arguments.output.join("weights.bin"), &model.weights)?;
    pretty(&json!({
        "sentences": model.n_sentences,
        "words": model.n_words,
        "rows": model.n_rows,
        "lexicon_bytes": model.lexicon.len(),
        "weights_bytes": model.weights.len(),
        "seconds": (started.elapsed().as_secs_f64() * 10.0).round() / 10.0,
    }))
}

/// The files' texts.
struct Data {
    names: Vec<String>,
    words: Vec<String>,
    dictionary: String,
    divisions: String,
    variants: String,
}

impl Data {
    fn read(arguments: &TrainArguments) -> Result<Self, Failure> {
        let names = ["ner/msra_train.bio", "ner/pd1998_fragments.bio"];
        let names = names.into_iter().map(|name| read_text(&arguments.data.join(name)));
        // Names first: a folder that is none of these lacks them, and the sentence says so.
        let names: Vec<String> = names.collect::<Result<_, Failure>>()?;
        let silver = silver(&arguments.data.join("silver"))?;
        let words = silver.iter().map(|path| read_text(path).map(|text| learned(&text)));
        Ok(Self {
            names,
            words: words.collect::<Result<_, Failure>>()?,
            dictionary: read_text(&arguments.dictionary)?,
            divisions: read_text(&arguments.data.join("divisions/cpca_adcodes.csv"))?,
            variants: read_text(&arguments.variants)?,
        })
    }
}

/// The teacher's files in a folder, by name.
fn silver(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let told = |error: io::Error| format!("the folder could not be read ({error}): {}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".txt.gz")) {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(format!("there is no .txt.gz file in {}", folder.display()).into());
    }
    paths.sort();
    Ok(paths)
}

/// The lines that are learned from.
fn learned(text: &str) -> String {
    lines(text, false)
}

/// The lines that are held back.
pub(super) fn held_back(text: &str) -> String {
    lines(text, true)
}

fn lines(text: &str, is_held_back: bool) -> String {
    let chosen = text.lines().enumerate().filter(|(idx, _)| (idx % HELD_BACK == HELD_BACK - 1) == is_held_back);
    chosen.flat_map(|(_, line)| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::temporary::TemporaryFolder;

    #[test]
    fn every_tenth_line_is_held_back() {
        let text = (1..=20).map(|n: u8| n.to_string()).collect::<Vec<_>>().join("\n");
        assert_eq!(held_back(&text), "10\n20\n");
        assert_eq!(learned(&text).lines().count(), 18);
    }

    #[test]
    fn a_missing_file_is_told_and_nothing_is_written() {
        let folder = TemporaryFolder::new().expect("there is room");
        let output = folder.path().join("model");
        let arguments = TrainArguments {
            data: folder.path().join("none"),
            output: output.clone(),
            dictionary: folder.path().join("words.txt"),
            variants: folder.path().join("variants.txt"),
            every: 1,
            name_epochs: 1,
            word_epochs: 1,
            rows: 1,
            seed: 1,
        };
        let failure = train(&arguments).expect_err("no data").to_string();
        assert!(failure.contains("none") && !failure.contains('\n'), "{failure}");
        assert!(!output.exists());
    }
}
