//! `quandian train-speakers`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use quandian::analysis::evaluate::speaker_training::{Examples, Trained};
use quandian::analysis::evaluate::speakers::{self, Cast, Instance, Tally};
use quandian::store::files::write_atomically;
use serde_json::{Value, json};

use super::Failure;
use super::evaluate::read_text;
use super::json::pretty;

/// What follows the options in `quandian train-speakers --help`.
pub(super) const KEYS: &str = "\
The answer:
  instances   that were read; usable: those in which the engine sees both the quotation and its speaker
  own, dev    of the model alone, on what it was trained on and on --dev: share right by kind, total
  seconds     it took
The output is src/analysis/quotations/dialogue/weights.rs; the program has to be built again with it.";

#[derive(Debug, Args)]
pub(super) struct TrainSpeakersArguments {
    /// Instances of WP2021 to learn from
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// Forms of the persons' names
    #[arg(long, value_name = "FILE")]
    names: PathBuf,
    /// Instances to measure on
    #[arg(long, value_name = "FILE")]
    dev: Option<PathBuf>,
    /// The source file of weights
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn train(arguments: &TrainSpeakersArguments) -> Result<String, Failure> {
    let started = Instant::now();
    let cast = Cast::read(&read_text(&arguments.names)?);
    let examples = Examples::new(&instances(&arguments.data)?, &cast);
    let dev = arguments.dev.as_deref().map(instances).transpose()?.map(|dev| Examples::new(&dev, &cast));
    let trained = examples.train(&(0..0));
    write_atomically(&arguments.output, trained.source().as_bytes())?;
    let (n_all, n_usable) = examples.counts();
    pretty(&json!({
        "instances": n_all,
        "usable": n_usable,
        "own": scored(&trained, &examples),
        "dev": dev.map(|dev| scored(&trained, &dev)),
        "seconds": (started.elapsed().as_secs_f64() * 10.0).round() / 10.0,
    }))
}

fn instances(path: &Path) -> Result<Vec<Instance>, Failure> {
    let read = speakers::read(&read_text(path)?);
    read.ok_or_else(|| format!("this is no file of speakers: {}", path.display()).into())
}

fn scored(trained: &Trained, examples: &Examples) -> Value {
    let tallies = trained.score(examples, 0..examples.counts().0);
    let mut total = Tally::default();
    for tally in tallies.values() {
        total.n_right += tally.n_right;
        total.n_all += tally.n_all;
    }
    let mut shares: BTreeMap<&str, f64> = tallies.iter().map(|(kind, tally)| (kind.as_str(), tally.share())).collect();
    shares.insert("total", total.share());
    json!(shares)
}
