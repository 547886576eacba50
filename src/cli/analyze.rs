//! `quandian analyze`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use quandian::analysis::statistics::StopWords;
use quandian::analysis::{self, Analysis, Unwatched};
use quandian::annotation::EntityCorrection;
use quandian::document::Document;
use quandian::export::plots::{self, N_MOST_STRIPS, Picture, Plot};
use quandian::store::files::read_document_bytes;
use quandian::store::{DataDir, Library, Reading, read_settings};
use quandian::ui::screenshot::drawing;
use serde_json::{Map, Value, json};

use super::args::Part;
use super::corpus::{self, Job};
use super::json::{pretty, span};
use super::tsv::Tsv;
use super::{Failure, document, figures};

/// What follows the options in `quandian analyze -h`; `--help` also defines every figure.
pub(super) const KEYS: &str = "\
Prints a JSON object:
  entities     id, type, name, aliases, mentions (start, end, text, confidence,
               nested), attributes
  quotations   start, end, inside the marks; speaker (name, entity, start, end)
               or null
  expressions  start, end, type, text, value
  tokens       start, end, pos
  statistics   one figure a key, null where the text is too short for it; lists:
    words             word, pos, n, per_thousand, DP, DPnorm, JuillandD, keyness
                      and its kin, reference_n: the most frequent content words
    key_words         word, pos, n, start, end, keyness and its kin, reference_n
    tf_idf, text_rank word, weight
    bigrams           first, second, start, end, n, MI, LL, t, dice, logDice
    ngrams            words, length (2 to 5), n
    pos               pos, n, pos_share
    speakers          name, entity, n_quotations, n_chars, speaker_share
    ties              first, second, first_id, second_id: entities; n: paragraphs
                      that name both
    timeline          start, end, text, value, year: dates from the earliest
    amounts           start, end, text, type, bound, number, high, unit, si_number,
                      si_high, si_unit
    sentence_lengths  start, end, n_chars
    paragraph_lengths start, end, n_chars, n_sentences
keyness and its kin: keyness, p_below, log_ratio, log_ratio_low, log_ratio_high
(95 % interval), percent_diff, simple_maths1.

With --tsv a table of the part: of statistics figure, item, value, a line for each
figure and for each number of a list (words.n, words.DP ... of the item).

With --jsonl a line for each document, a JSON object: path, title, sha256, n_chars
and the keys above; of a folder all .txt, .text, .md, .markdown, .mdown and .mkd
below it, hidden ones left out, in the order of their paths. A document that cannot
be read is told on standard error; the others are still printed, and the exit is 1.

With --plot a picture, SVG, or PNG where the name of --output ends in .png: dispersion
of words and entities, frequency of words, rhythm of sentences, network of entities,
timeline of dates, amounts by unit.

The reader's corrections count only where --data-dir is given.

Offsets count code points of the canonical text from 0: start is the first, end the
one after the last.";

#[derive(Debug, Args)]
pub(super) struct AnalyzeArguments {
    /// UTF-8 text, or Markdown where the name ends in .md; with --jsonl also a folder
    file: PathBuf,
    /// Print the object with this key alone
    #[arg(long)]
    only: Option<Part>,
    /// Print the part as a table, tabs between its cells
    #[arg(long, requires = "only", conflicts_with = "jsonl")]
    tsv: bool,
    /// Print a line of JSON for each document, on all cores
    #[arg(long)]
    jsonl: bool,
    /// Documents read at a time [default: as many as there are cores]
    #[arg(long, value_name = "N", requires = "jsonl")]
    jobs: Option<NonZeroUsize>,
    #[arg(
        long,
        value_name = "PATH",
        help = "Words to leave out of words, key_words, tf_idf, text_rank and bigrams\n[default: the bundled list, as edited in the settings of --data-dir]"
    )]
    stop_words: Option<PathBuf>,
    /// Draw this instead
    #[arg(long, value_name = "NAME", conflicts_with_all = ["only", "tsv", "jsonl"])]
    plot: Option<PlotName>,
    #[arg(
        long = "of",
        value_name = "Q",
        requires = "plot",
        allow_hyphen_values = true,
        help = "In a dispersion plot, a word, phrase or entity to draw; up to 12 times\n[default: the most frequent]"
    )]
    named: Vec<String>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "PATH", conflicts_with = "jsonl")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PlotName {
    Dispersion,
    Frequency,
    Rhythm,
    Network,
    Timeline,
    Amounts,
}

impl PlotName {
    fn plot(self) -> Plot {
        match self {
            Self::Dispersion => Plot::Dispersion,
            Self::Frequency => Plot::Frequency,
            Self::Rhythm => Plot::Rhythm,
            Self::Network => Plot::Network,
            Self::Timeline => Plot::Timeline,
            Self::Amounts => Plot::Amounts,
        }
    }
}

/// The reader's corrections apply only when a data folder is named.
pub(super) fn analyze(arguments: &AnalyzeArguments, data_dir: Option<&Path>) -> Result<String, Failure> {
    if arguments.jsonl {
        let corrections = corrections(data_dir)?;
        let stop_words = stop_words(arguments.stop_words.as_deref(), data_dir)?;
        let job =
            Job { corrections: &corrections, stop_words: &stop_words, only: arguments.only, n_threads: arguments.jobs };
        return corpus::run(&arguments.file, &job);
    }
    if arguments.named.len() > N_MOST_STRIPS {
        return Err(format!("a plot has room for {N_MOST_STRIPS} words and entities").into());
    }
    let document = document::read_or_empty(&arguments.file)?;
    let analysis = analyzed(&document, &corrections(data_dir)?)?;
    let stop_words = stop_words(arguments.stop_words.as_deref(), data_dir)?;
    if let Some(name) = arguments.plot {
        let picture = plots::plot(&document, &analysis, name.plot(), &arguments.named, plots::WIDTH);
        return drawn(&picture, arguments.output.as_deref());
    }
    let text = match arguments.only.filter(|_| arguments.tsv) {
        Some(part) => table(&document, &analysis, part, &stop_words),
        None => pretty(&Value::Object(parts(&document, &analysis, arguments.only, &stop_words)))?,
    };
    delivered(text, arguments.output.as_deref())
}

/// A plot as SVG, or as PNG where it goes to a file of such a name.
fn drawn(picture: &Picture, output: Option<&Path>) -> Result<String, Failure> {
    let Some(path) = output.filter(|path| path.extension().is_some_and(|name| name.eq_ignore_ascii_case("png"))) else {
        return delivered(plots::svg(picture), output);
    };
    let pixels = drawing(picture);
    document::write(path, &pixels.write_png()?)?;
    let output = path.display().to_string();
    pretty(&json!({ "output": output, "width": pixels.width, "height": pixels.height }))
}

/// The answer itself, or where it was written.
pub(super) fn delivered(text: String, output: Option<&Path>) -> Result<String, Failure> {
    let Some(path) = output else { return Ok(text) };
    document::write(path, text.as_bytes())?;
    pretty(&json!({ "output": path.display().to_string() }))
}

/// The analysis of a document, which nobody cancels.
pub(super) fn analyzed(document: &Document, corrections: &[EntityCorrection]) -> Result<Analysis, Failure> {
    analysis::analyze(document, corrections, &Unwatched).ok_or_else(|| "the analysis was cancelled".into())
}

/// The parts of an analysis under their keys, or the one that is asked for.
pub(super) fn parts(
    document: &Document,
    analysis: &Analysis,
    only: Option<Part>,
    stop_words: &StopWords,
) -> Map<String, Value> {
    type Make = fn(&Document, &Analysis, &StopWords) -> Value;
    let parts: [(Part, &str, Make); 5] = [
        (Part::Entities, "entities", |document, analysis, _| entities(document, analysis)),
        (Part::Quotations, "quotations", |document, analysis, _| quotations(document, analysis)),
        (Part::Expressions, "expressions", |document, analysis, _| expressions(document, analysis)),
        (Part::Tokens, "tokens", |document, analysis, _| tokens(document, analysis)),
        (Part::Statistics, "statistics", figures::statistics),
    ];
    let wanted = parts.into_iter().filter(|(part, _, _)| only.is_none_or(|only| only == *part));
    wanted.map(|(_, key, make)| (key.to_owned(), make(document, analysis, stop_words))).collect()
}

/// One part as a table; of entities a row for each mention.
fn table(document: &Document, analysis: &Analysis, part: Part, stop_words: &StopWords) -> String {
    match part {
        Part::Statistics => figures::statistics_tsv(document, analysis, stop_words),
        Part::Entities => {
            let mentions = analysis.mentions.iter().map(|mention| {
                let entity = analysis.entities.get(mention.entity.0 as usize);
                let more = json!({
                    "text": document.slice(mention.range),
                    "type": mention.kind.code(),
                    "id": mention.entity.0,
                    "name": entity.map(|entity| entity.name.as_str()),
                });
                span(document, mention.range, more)
            });
            Tsv::of(&Value::Array(mentions.collect()), &["start", "end", "text", "type", "id", "name"])
        }
        Part::Quotations => {
            let rows = analysis.quotations.iter().map(|quotation| {
                let speaker = quotation.speaker.as_ref().map(|speaker| speaker.name.as_str());
                let more = json!({ "text": document.slice(quotation.range), "speaker": speaker });
                span(document, quotation.range, more)
            });
            Tsv::of(&Value::Array(rows.collect()), &["start", "end", "text", "speaker"])
        }
        Part::Expressions => Tsv::of(&expressions(document, analysis), &["start", "end", "text", "type", "value"]),
        Part::Tokens => {
            let rows = analysis.tokens.iter().map(|token| {
                span(document, token.range, json!({ "text": document.slice(token.range), "pos": token.pos.name() }))
            });
            Tsv::of(&Value::Array(rows.collect()), &["start", "end", "text", "pos"])
        }
    }
}

/// What the reader has corrected, in the library of `data_dir`; nothing without one.
pub(super) fn corrections(data_dir: Option<&Path>) -> Result<Vec<EntityCorrection>, Failure> {
    let Some(path) = data_dir else { return Ok(Vec::new()) };
    let opened = Library::open_to_read_part(&DataDir::resolve(Some(path))?, Reading::Nothing)?;
    Ok(opened.set.corrections().cloned().collect())
}

/// The words of the file at `path`; without one the bundled list, as the reader edited it in the settings of `data_dir`.
pub(super) fn stop_words(path: Option<&Path>, data_dir: Option<&Path>) -> Result<StopWords, Failure> {
    if let Some(path) = path {
        let bytes = read_document_bytes(path)?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|error| format!("this list is not UTF-8 ({error}): {}", path.display()))?;
        return Ok(StopWords::parse(text));
    }
    let Some(path) = data_dir else { return Ok(StopWords::bundled().clone()) };
    let (settings, _) = read_settings(&DataDir::resolve(Some(path))?);
    Ok(StopWords::edited(&settings.stop_words.added, &settings.stop_words.removed))
}

fn entities(document: &Document, analysis: &Analysis) -> Value {
    let rows = analysis.entities.iter().map(|entity| {
        let mentions: Vec<_> = entity
            .mentions
            .iter()
            .filter_map(|&idx| analysis.mentions.get(idx as usize))
            .map(|mention| {
                let more = json!({
                    "text": document.slice(mention.range),
                    "confidence": mention.confidence,
                    "nested": mention.nested,
                });
                span(document, mention.range, more)
            })
            .collect();
        let titles: Vec<_> = entity
            .attributes
            .titles
            .iter()
            .map(|link| span(document, link.range, json!({ "title": link.title, "organisation": link.organisation })))
            .collect();
        json!({
            "id": entity.id.0,
            "type": entity.kind.code(),
            "name": entity.name,
            "aliases": entity.aliases,
            "mentions": mentions,
            "attributes": {
                "titles": titles,
                "path": entity.attributes.path,
                "code": entity.attributes.code,
                "parent": entity.attributes.parent,
                "ambiguous": entity.attributes.ambiguous,
            },
        })
    });
    Value::Array(rows.collect())
}

fn quotations(document: &Document, analysis: &Analysis) -> Value {
    let rows = analysis.quotations.iter().map(|quotation| {
        let speaker = quotation.speaker.as_ref().map(|speaker| {
            let more = json!({ "name": speaker.name, "entity": speaker.entity.map(|id| id.0) });
            span(document, speaker.range, more)
        });
        span(document, quotation.range, json!({ "speaker": speaker }))
    });
    Value::Array(rows.collect())
}

fn expressions(document: &Document, analysis: &Analysis) -> Value {
    let rows = analysis.expressions.iter().map(|expression| {
        let more = json!({
            "type": expression.kind.code(),
            "text": document.slice(expression.range),
            "value": expression.value,
        });
        span(document, expression.range, more)
    });
    Value::Array(rows.collect())
}

fn tokens(document: &Document, analysis: &Analysis) -> Value {
    let rows = analysis.tokens.iter().map(|token| span(document, token.range, json!({ "pos": token.pos.name() })));
    Value::Array(rows.collect())
}
