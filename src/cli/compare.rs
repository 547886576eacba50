//! `quandian compare`: two or more documents side by side.

use std::path::{Path, PathBuf};

use clap::Args;
use quandian::analysis::Analysis;
use quandian::analysis::statistics::{
    Compared, Comparison, Dispersion, DistinctiveWord, SharedWord, compare as compared,
};
use quandian::document::Document;
use serde_json::{Map, Value, json};

use super::figures::{keyness_row, merged, single};
use super::json::pretty;
use super::tsv::{Tsv, cell};
use super::{Failure, analyze, document};

/// What follows the options in the help; the long help also defines the figures.
pub(super) const KEYS: &str = "\
Prints a JSON object; whatever is told of each document is in the order they are named:
  documents    path, title, n_chars and the single figures of quandian analyze
  shared       words that carry content and stand in every document: word, n (a list,
               one for each document), DPnorm with the documents as parts (0: as even
               as they are long), dispersion (a list: DP, DPnorm, JuillandD, parts in
               each document), those first whose lowest rate is highest
  distinctive  a list for each document of the words it uses significantly more than
               the others together (p < .05): word, n, n_elsewhere, keyness and its
               kin, the most key first

With --tsv a table: kind (figure, shared, distinctive), name, then a column for each
document: the figure, the occurrences, the keyness.";

/// Words of each list, if nothing else is asked for.
const N_WORDS: &str = "50";

#[derive(Debug, Args)]
pub(super) struct CompareArguments {
    /// Two or more documents
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Most words in each list
    #[arg(long, value_name = "N", default_value = N_WORDS)]
    words: usize,
    /// Words to leave out [default: the bundled list, as edited in the settings]
    #[arg(long, value_name = "PATH")]
    stop_words: Option<PathBuf>,
    /// Print a table, tabs between its cells
    #[arg(long)]
    tsv: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// One of the documents.
struct Text {
    path: PathBuf,
    document: Document,
    analysis: Analysis,
}

pub(super) fn compare(arguments: &CompareArguments, data_dir: Option<&Path>) -> Result<String, Failure> {
    let corrections = analyze::corrections(data_dir)?;
    let read = |path: &PathBuf| {
        let document = document::read_or_empty(path)?;
        let analysis = analyze::analyzed(&document, &corrections)?;
        Ok(Text { path: path.clone(), document, analysis })
    };
    let texts = arguments.files.iter().map(read).collect::<Result<Vec<Text>, Failure>>()?;
    let sides: Vec<Compared<'_>> =
        texts.iter().map(|text| Compared { document: &text.document, analysis: &text.analysis }).collect();
    let stop_words = analyze::stop_words(arguments.stop_words.as_deref(), data_dir)?;
    let comparison = compared(&sides, &stop_words, arguments.words);
    let text = if arguments.tsv { table(&texts, &comparison) } else { pretty(&object(&texts, &comparison))? };
    analyze::delivered(text, arguments.output.as_deref())
}

fn object(texts: &[Text], comparison: &Comparison) -> Value {
    let facts = |text: &Text| {
        let names = json!({
            "path": text.path.display().to_string(),
            "title": text.document.metadata().title,
            "n_chars": text.document.n_chars(),
        });
        merged(names, Value::Object(figures(text)))
    };
    let spread = |spread: &Dispersion| {
        json!({
            "DP": spread.dp,
            "DPnorm": spread.dp_norm,
            "JuillandD": spread.juilland_d,
            "parts": spread.parts,
        })
    };
    let shared = |word: &SharedWord| {
        let spreads: Vec<Value> = word.spreads.iter().map(spread).collect();
        json!({ "word": word.word, "n": word.n, "DPnorm": word.dp_norm, "dispersion": spreads })
    };
    let distinctive = |word: &DistinctiveWord| {
        let facts = json!({ "word": word.word, "n": word.n, "n_elsewhere": word.n_elsewhere });
        merged(facts, keyness_row(&word.keyness))
    };
    json!({
        "documents": texts.iter().map(facts).collect::<Vec<_>>(),
        "shared": comparison.shared.iter().map(shared).collect::<Vec<_>>(),
        "distinctive":
            comparison.distinctive.iter().map(|words| words.iter().map(distinctive).collect()).collect::<Vec<Vec<_>>>(),
    })
}

fn figures(text: &Text) -> Map<String, Value> {
    single(&text.analysis.statistics.entries())
}

fn table(texts: &[Text], comparison: &Comparison) -> String {
    let mut header = vec!["kind".to_owned(), "name".to_owned()];
    header.extend(texts.iter().map(|text| text.path.display().to_string()));
    let mut table = Tsv::new(&header);
    let mut row = |kind: &str, name: &str, values: Vec<String>| {
        let mut cells = vec![kind.to_owned(), name.to_owned()];
        cells.extend(values);
        table.row(&cells);
    };
    let all: Vec<Map<String, Value>> = texts.iter().map(figures).collect();
    let keys = texts.first().map(|text| text.analysis.statistics.entries()).unwrap_or_default();
    for entry in keys {
        row("figure", entry.key, all.iter().map(|figures| cell(figures.get(entry.key))).collect());
    }
    for word in &comparison.shared {
        row("shared", &word.word, word.n.iter().map(u32::to_string).collect());
    }
    for (idx, words) in comparison.distinctive.iter().enumerate() {
        for word in words {
            let keyness = |other: usize| {
                if other == idx { word.keyness.log_likelihood.to_string() } else { String::new() }
            };
            row("distinctive", &word.word, (0..texts.len()).map(keyness).collect());
        }
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use quandian::analysis::statistics::StopWords;
    use quandian::analysis::{Unwatched, analyze};
    use quandian::import::import;

    use super::*;

    fn text(name: &str, words: &str) -> Text {
        let document = import(words.as_bytes(), None).expect("it can be read").document;
        let analysis = analyze(&document, &[], &Unwatched).expect("nobody cancels");
        Text { path: PathBuf::from(name), document, analysis }
    }

    #[test]
    fn documents_stand_side_by_side() {
        let texts = [text("a", &"转型发展。\n".repeat(6)), text("b", &"干部培训。\n发展。\n".repeat(6))];
        let sides: Vec<Compared<'_>> =
            texts.iter().map(|text| Compared { document: &text.document, analysis: &text.analysis }).collect();
        let comparison = compared(&sides, StopWords::bundled(), 10);
        let object = object(&texts, &comparison);
        assert_eq!(object["shared"][0]["word"], "发展");
        assert_eq!(object["shared"][0]["n"], json!([6, 6]));
        assert_eq!(object["distinctive"][0][0]["word"], "转型");
        assert_eq!(object["documents"][1]["tokens"], 18);
        let table = table(&texts, &comparison);
        assert!(table.starts_with("kind\tname\ta\tb\nfigure\tchars_total\t36\t60\n"), "{table}");
        assert!(table.contains("shared\t发展\t6\t6\n"), "{table}");
        assert!(table.lines().all(|line| line.split('\t').count() == 4), "{table}");
    }
}
