//! The bundled article against its gold table, where the table is at hand.

use std::path::Path;

use super::evaluate::{document_of_lines, table};
use super::words::evaluate::Score;
use super::{Unwatched, analyze};
use crate::annotation::EntityType;
use crate::document::{Document, Metadata};

#[expect(clippy::disallowed_methods, reason = "a test reads the gold table")]
fn gold() -> Option<Vec<table::Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/analysis/gold_article.tsv");
    let text = std::fs::read_to_string(path).ok()?;
    Some(table::read(&text).expect("a table").expect("rows"))
}

fn article() -> Document {
    let text = include_str!("../../assets/articles/people-daily-2024-08-27-p19.txt");
    let metadata = Metadata {
        published: Some("2024-08-27".to_owned()),
        accessed: Some("2024-11-16T09:23:01".to_owned()),
        ..Metadata::default()
    };
    document_of_lines(text.to_owned(), metadata)
}

#[test]
#[expect(clippy::print_stderr, reason = "the figures are what the test is for")]
fn the_article_is_read_as_its_gold_table_says() {
    let Some(rows) = gold() else {
        eprintln!("skipped: ../shared/analysis/gold_article.tsv is not here");
        return;
    };
    let document = article();
    assert_eq!(table::misfit(&document, &rows), None);
    let analysis = analyze(&document, &[], &Unwatched).expect("nobody cancels");
    if !analysis.mentions.iter().any(|mention| mention.kind == EntityType::Person) {
        eprintln!("skipped: no trained model is compiled in");
        return;
    }
    let report = table::score(&document, &analysis, &rows);
    eprintln!("{}", report.mistakes.join("\n"));
    let told = |score: Score| format!("{}/{} of {} found", score.n_right, score.n_gold, score.n_found);
    eprintln!("names {}", told(report.names.total));
    for (code, score) in &report.names.by_type {
        eprintln!("{code} {}", told(*score));
    }
    eprintln!("titles {}; paths {}", told(report.titles), told(report.paths));
    eprintln!("organisations {}", told(report.organisations));
    eprintln!("quotations {}; speakers {}", told(report.quotations), told(report.speakers));
    eprintln!("expressions {}; values {}", told(report.expressions), told(report.values));
    assert!(report.names.total.f1() >= 0.97, "names {}", told(report.names.total));
    assert!(report.titles.f1() >= 0.95, "titles {}", told(report.titles));
    assert_eq!(report.paths.n_right, report.paths.n_gold);
    let quotations = report.quotations;
    assert!(quotations.n_right == 18 && quotations.n_found == 18, "{}", told(quotations));
    assert!(report.speakers.n_right >= 17, "{}", told(report.speakers));
}
