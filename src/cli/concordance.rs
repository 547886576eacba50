//! `quandian concordance`: every place of a word, phrase, pattern or entity with what stands around it.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use quandian::analysis::Analysis;
use quandian::analysis::statistics::{
    CONTEXT_CHARS, Collocate, KwicRow, Query, Sort, Window, collocates, concordance_within, entity_named, hits,
};
use quandian::document::Document;
use serde_json::{Value, json};

use super::figures::{association, merged};
use super::json::{pretty, span};
use super::tsv::Tsv;
use super::{Failure, analyze, document};

/// What follows the options in the help; the long help also defines the figures.
pub(super) const KEYS: &str = "\
Prints {rows: [{start, end, left, hit, right}]}. What stands beside a hit does not
reach over the ends of its paragraph; line ends in it are blanks.

With --collocates also collocates: word, pos, n, left, right: how often it stands
within so many words of a hit, on either side; total: in the whole text; start, end of
the first; MI, LL, t, dice, logDice. A word met fewer than --at-least times is left out.

--sort L1, L2, L3 and R1, R2, R3 compare the first, second or third word to the left or
right, then those farther away up to the third, by code point; marks are passed over.

With --tsv a table with the same columns, of the collocates where they are asked for.

The reader's corrections of entities count only where --data-dir is given.

Offsets count code points of the canonical text from 0: start is the first, end the
one after the last.";

#[derive(Debug, Args)]
pub(super) struct ConcordanceArguments {
    /// UTF-8 text, or Markdown where the name ends in .md
    file: PathBuf,
    /// What to look for
    #[arg(long, value_name = "Q", allow_hyphen_values = true)]
    query: String,
    /// What the query is
    #[arg(long = "as", value_name = "KIND", default_value = "phrase")]
    kind: Kind,
    /// Order of the rows: position, L1 to L3, R1 to R3
    #[arg(long, value_name = "ORDER", default_value = "position", value_parser = sort)]
    sort: Sort,
    /// Characters on each side
    #[arg(long, value_name = "N", default_value_t = CONTEXT_CHARS)]
    width: usize,
    /// Also the words within so many words on each side
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    collocates: Option<u8>,
    /// Meetings a collocate must have
    #[arg(long, value_name = "N", default_value_t = 2, requires = "collocates")]
    at_least: u32,
    /// Print a table, tabs between its cells
    #[arg(long)]
    tsv: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Characters wherever they stand; width, case, simplified and traditional are one
    Phrase,
    /// A word as segmented
    Word,
    /// A regular expression, folded as a phrase is
    Regex,
    /// All mentions of the person, place or thing that has this name
    Entity,
}

pub(super) fn concordance(arguments: &ConcordanceArguments, data_dir: Option<&Path>) -> Result<String, Failure> {
    let document = document::read_or_empty(&arguments.file)?;
    let analysis = analyze::analyzed(&document, &analyze::corrections(data_dir)?)?;
    let text = answer(&document, &analysis, arguments)?;
    analyze::delivered(text, arguments.output.as_deref())
}

fn answer(document: &Document, analysis: &Analysis, arguments: &ConcordanceArguments) -> Result<String, Failure> {
    let query = query(analysis, arguments.kind, &arguments.query)?;
    let rows = concordance_within(document, analysis, &query, arguments.sort, arguments.width)?;
    let rows = Value::Array(rows.iter().map(|row| row_value(document, row)).collect());
    let Some(n_words) = arguments.collocates else {
        let columns = ["start", "end", "left", "hit", "right"];
        return if arguments.tsv { Ok(Tsv::of(&rows, &columns)) } else { pretty(&json!({ "rows": rows })) };
    };
    let window = Window { left: usize::from(n_words), right: usize::from(n_words) };
    let hits = hits(document, analysis, &query)?;
    let found = collocates(document, &analysis.tokens, &hits, window, arguments.at_least);
    let company = Value::Array(found.iter().map(|collocate| collocate_value(document, collocate)).collect());
    if arguments.tsv {
        let columns =
            ["word", "pos", "n", "left", "right", "total", "start", "end", "MI", "LL", "t", "dice", "logDice"];
        return Ok(Tsv::of(&company, &columns));
    }
    pretty(&json!({ "rows": rows, "collocates": company }))
}

fn query(analysis: &Analysis, kind: Kind, text: &str) -> Result<Query, Failure> {
    Ok(match kind {
        Kind::Phrase => Query::Phrase(text.to_owned()),
        Kind::Word => Query::Word(text.to_owned()),
        Kind::Regex => Query::Regex(text.to_owned()),
        Kind::Entity => {
            let entity = entity_named(analysis, text).ok_or_else(|| format!("no entity has this name: {text}"))?;
            Query::Entity(entity.id)
        }
    })
}

fn row_value(document: &Document, row: &KwicRow) -> Value {
    span(document, row.range, json!({ "left": row.left, "hit": row.hit, "right": row.right }))
}

fn collocate_value(document: &Document, collocate: &Collocate) -> Value {
    let facts = json!({
        "word": collocate.word,
        "pos": collocate.pos.name(),
        "left": collocate.n_left,
        "right": collocate.n_right,
        "total": collocate.n_total,
    });
    merged(span(document, collocate.range, facts), association(&collocate.association))
}

fn sort(name: &str) -> Result<Sort, String> {
    Sort::parse(name).ok_or_else(|| "an order is position, L1, L2, L3, R1, R2 or R3".to_owned())
}

#[cfg(test)]
mod tests {
    use quandian::analysis::Unwatched;
    use quandian::import::import;

    use super::*;

    fn asked(kind: Kind, query: &str, sort: Sort) -> ConcordanceArguments {
        ConcordanceArguments {
            file: PathBuf::new(),
            query: query.to_owned(),
            kind,
            sort,
            width: 2,
            collocates: None,
            at_least: 1,
            tsv: true,
            output: None,
        }
    }

    fn check(arguments: &ConcordanceArguments, expected: &str) {
        let document = import("转型发展。\n干部培训，转型。".as_bytes(), None).expect("it can be read").document;
        let analysis = quandian::analysis::analyze(&document, &[], &Unwatched).expect("nobody cancels");
        assert_eq!(answer(&document, &analysis, arguments).expect("it can be looked for"), expected);
    }

    #[test]
    fn rows_are_a_table() {
        let header = "start\tend\tleft\thit\tright\n";
        let all = format!("{header}0\t2\t\t转型\t发展\n11\t13\t训，\t转型\t。\n");
        check(&asked(Kind::Phrase, "转型", Sort::Position), &all);
        check(&asked(Kind::Regex, "转.", Sort::Left(1)), &all);
        check(&asked(Kind::Word, "转型", Sort::Position), &all);
        check(&asked(Kind::Phrase, "没有", Sort::Right(1)), header);
    }

    #[test]
    fn collocates_are_a_table_of_their_own() {
        let arguments = ConcordanceArguments { collocates: Some(1), ..asked(Kind::Phrase, "转型", Sort::Position) };
        let document = import("转型发展。\n转型发展。".as_bytes(), None).expect("it can be read").document;
        let analysis = quandian::analysis::analyze(&document, &[], &Unwatched).expect("nobody cancels");
        let table = answer(&document, &analysis, &arguments).expect("it can be looked for");
        assert!(
            table.lines().nth(1).is_some_and(|row| row.starts_with("发展\t") && row.contains("\t2\t0\t2\t2\t2\t4\t")),
            "{table}"
        );
    }

    #[test]
    fn what_cannot_be_looked_for_is_told() {
        let analysis = Analysis::default();
        assert!(query(&analysis, Kind::Entity, "没有").is_err());
        assert!(sort("L4").is_err() && sort("R3").is_ok());
    }
}
