//! Scores as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use quandian::analysis::evaluate::expressions::ExpressionReport;
use quandian::analysis::evaluate::names::Corpus;
use quandian::analysis::evaluate::speakers::SpeakerReport;
use quandian::analysis::evaluate::table::TableReport;
use quandian::analysis::words::evaluate::{Report, Score};
use serde_json::{Value, json};

pub(super) fn names(path: &Path, corpus: &Corpus, report: &Report) -> Value {
    json!({
        "file": file(path),
        "format": corpus.format,
        "total": score(report.total),
        "by_type": by_type(report),
        "left_out": corpus.left_out,
    })
}

pub(super) fn table(path: &Path, report: &TableReport, limit: usize) -> Value {
    let mistakes: Vec<&String> = report.mistakes.iter().take(limit).collect();
    json!({
        "file": file(path),
        "format": "table",
        "total": score(report.names.total),
        "by_type": by_type(&report.names),
        "titles": score(report.titles),
        "paths": score(report.paths),
        "organisations": score(report.organisations),
        "quotations": score(report.quotations),
        "speakers": score(report.speakers),
        "expressions": score(report.expressions),
        "values": score(report.values),
        "mistakes": mistakes,
    })
}

pub(super) fn expressions(path: &Path, report: ExpressionReport, limit: usize) -> Value {
    let failed: Vec<Value> = report
        .failures
        .into_iter()
        .take(limit)
        .map(|failure| json!({ "input": failure.input, "expected": failure.expected, "got": failure.got }))
        .collect();
    json!({
        "file": file(path),
        "format": report.format,
        "model": report.model,
        "passed": report.n_passed,
        "total": report.n_all,
        "failed": failed,
    })
}

pub(super) fn speakers(path: &Path, names: Option<&Path>, report: &SpeakerReport, limit: usize) -> Value {
    let shares: BTreeMap<&String, f64> =
        report.by_kind.iter().map(|(kind, tally)| (kind, rounded(tally.share()))).collect();
    let counts: BTreeMap<&String, usize> = report.by_kind.iter().map(|(kind, tally)| (kind, tally.n_all)).collect();
    let mistakes: Vec<Value> = report
        .mistakes
        .iter()
        .take(limit)
        .map(|mistake| {
            json!({
                "instance": mistake.instance,
                "kind": mistake.kind,
                "speaker": mistake.speaker,
                "told": mistake.told,
            })
        })
        .collect();
    json!({
        "file": file(path),
        "names": names.map(file),
        "accuracy": rounded(report.total.share()),
        "correct": report.total.n_right,
        "total": report.total.n_all,
        "by_kind": shares,
        "n_by_kind": counts,
        "mistakes": mistakes,
    })
}

pub(super) fn words(path: &Path, format: &str, n_sentences: usize, plain: Score, tagged: Option<Score>) -> Value {
    json!({
        "file": file(path),
        "format": format,
        "sentences": n_sentences,
        "segmentation": score(plain),
        "tagged": tagged.map(score),
    })
}

fn file(path: &Path) -> String {
    path.display().to_string()
}

fn by_type(report: &Report) -> Value {
    report.by_type.iter().map(|(code, of_type)| ((*code).to_owned(), score(*of_type))).collect()
}

fn score(score: Score) -> Value {
    json!({
        "precision": rounded(score.precision()),
        "recall": rounded(score.recall()),
        "f1": rounded(score.f1()),
        "gold": score.n_gold,
        "predicted": score.n_found,
        "correct": score.n_right,
    })
}

/// To four decimals.
fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}
