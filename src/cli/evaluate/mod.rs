//! `quandian evaluate`.

mod report;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use flate2::read::MultiGzDecoder;
use quandian::analysis::evaluate::{expressions, names, speakers, table};
use quandian::analysis::words::{self, Engine, train as corpora};
use quandian::analysis::{self, Unwatched};
use quandian::document::Document;
use quandian::import::bundled_article;
use quandian::store::files::read_document_bytes;
use serde_json::{Value, json};

use super::json::pretty;
use super::train::held_back;
use super::{Failure, document};

/// Most bytes that a packed file may unpack to.
const MAX_UNPACKED_BYTES: u64 = 1 << 30;
/// Lines looked at to know a file of words.
const N_LINES_SEEN: usize = 100;
/// Columns of `CoNLL-U`.
const N_CONLLU_COLUMNS: usize = 10;

/// What follows the options in `quandian evaluate --help`.
pub(super) const KEYS: &str = "\
The format of a file is known by its content; a file packed by gzip is unpacked.
  --ner          one character a line with its label: B-PER I-PER, B_nr M_nr E_nr, B-NAME M-NAME E-NAME, with or
                 without a digit of segmentation behind the character; CLUENER's lines of JSON; or a table of a
                 document with the columns type, surface, start, end, links, flag
  --expressions  specs of Recognizers-Text, corpora of Duckling, tests of cn2an
  --speakers     instances of WP2021
  --words        word/tag, a sentence a line; CoNLL-U

The answer: {ner, expressions, speakers, words}, each an array with an object for each file. Where a score is told, it is
{precision, recall, f1, gold, predicted, correct}; shares are from 0 to 1.
  ner            file, format: columns, cluener or table
                 total, by_type {PER, LOC, ORG; TITLE, WORK, TERM where the file has them}: type and both ends right
                 left_out: labels that are no type of ours, with how many names have them; not scored
                 of a table, total is over PER, LOC and ORG, and also scored are
                   titles: person, title, organisation and place
                   paths: of administrative divisions; organisations: their place and what they are part of
                   quotations; speakers: of the table's quotations
                   expressions: type and both ends; values: of the table's expressions
                 mistakes: a line for each, at most --failures
  expressions    file, format: recognizers, duckling or cn2an; model: of Recognizers-Text
                 passed, total; failed [{input, expected, got}], at most --failures
                 a spec passes when text, start, end, type name and resolution of all its results are equal
  speakers       file, names: the list of names that was used, or null
                 accuracy, correct, total; by_kind {explicit, implicit, latent}: accuracy; n_by_kind: how many
                 mistakes [{instance, kind, speaker, told}], at most --failures
  words          file, format: tagged or conllu; sentences
                 segmentation: both ends of a word right; tagged: its part of speech too, null where there is none";

#[derive(Debug, Args)]
pub(super) struct EvaluateArguments {
    /// Score names; may be given more than once
    #[arg(long, value_name = "FILE", required_unless_present_any = ["expressions", "speakers", "words"])]
    ner: Vec<PathBuf>,
    /// Score expressions of time and amount; may be given more than once
    #[arg(long, value_name = "FILE")]
    expressions: Vec<PathBuf>,
    /// Score who says a quotation; may be given more than once
    #[arg(long, value_name = "FILE")]
    speakers: Vec<PathBuf>,
    /// Score words and parts of speech; may be given more than once
    #[arg(long, value_name = "FILE")]
    words: Vec<PathBuf>,
    /// The document that a table given with --ner is of [default: the bundled article]
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        help = "Forms of the persons' names, given to the engine as a reader would [default: name_list.txt beside the \
                file of speakers, if there is one]"
    )]
    names: Option<PathBuf>,
    /// Of word/tag, score only every tenth line, which training leaves out
    #[arg(long)]
    held_back: bool,
    /// Most failures and mistakes that are listed for each file
    #[arg(long, value_name = "N", default_value_t = 20)]
    failures: usize,
}

pub(super) fn evaluate(arguments: &EvaluateArguments) -> Result<String, Failure> {
    let limit = arguments.failures;
    pretty(&json!({
        "ner": each(&arguments.ner, |path| score_names(path, arguments.text.as_deref(), limit))?,
        "expressions": each(&arguments.expressions, |path| score_expressions(path, limit))?,
        "speakers": each(&arguments.speakers, |path| score_speakers(path, arguments.names.as_deref(), limit))?,
        "words": each(&arguments.words, |path| score_words(path, arguments.held_back))?,
    }))
}

fn each(files: &[PathBuf], score: impl Fn(&Path) -> Result<Value, Failure>) -> Result<Vec<Value>, Failure> {
    files.iter().map(|path| score(path)).collect()
}

fn score_names(path: &Path, document: Option<&Path>, limit: usize) -> Result<Value, Failure> {
    let text = read_text(path)?;
    if let Some(rows) = table::read(&text) {
        let rows = rows.map_err(|error| format!("{error}: {}", path.display()))?;
        return score_table(path, &rows, document, limit);
    }
    let corpus = names::read(&text).ok_or_else(|| unknown(path, "names"))?;
    Ok(report::names(path, &corpus, &names::score(&corpus)))
}

fn score_table(path: &Path, rows: &[table::Row], document: Option<&Path>, limit: usize) -> Result<Value, Failure> {
    let document = match document {
        Some(file) => document::read(file)?.document,
        None => bundled_article().document,
    };
    if let Some(row) = table::misfit(&document, rows) {
        let (surface, start) = (&row.surface, row.span.0);
        return Err(format!("the table is of another text, {surface} is not at {start}: {}", path.display()).into());
    }
    let analysis = analyzed(&document)?;
    Ok(report::table(path, &table::score(&document, &analysis, rows), limit))
}

fn analyzed(document: &Document) -> Result<analysis::Analysis, Failure> {
    Ok(analysis::analyze(document, &[], &Unwatched).ok_or("the analysis was cancelled")?)
}

fn score_expressions(path: &Path, limit: usize) -> Result<Value, Failure> {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let scored = expressions::score(&read_text(path)?, &name).ok_or_else(|| unknown(path, "expressions"))?;
    Ok(report::expressions(path, scored, limit))
}

fn score_speakers(path: &Path, names: Option<&Path>, limit: usize) -> Result<Value, Failure> {
    let instances = speakers::read(&read_text(path)?).ok_or_else(|| unknown(path, "speakers"))?;
    let beside = path.with_file_name("name_list.txt");
    let names = names.or_else(|| beside.is_file().then_some(beside.as_path()));
    let cast = match names {
        Some(names) => speakers::Cast::read(&read_text(names)?),
        None => speakers::Cast::default(),
    };
    Ok(report::speakers(path, names, &speakers::score(&instances, &cast), limit))
}

fn score_words(path: &Path, is_held_back: bool) -> Result<Value, Failure> {
    let text = read_text(path)?;
    let (format, sentences) = if is_conllu(&text) {
        ("conllu", corpora::read_conllu(&text))
    } else if is_tagged(&text) {
        let tagged = if is_held_back { corpora::read_tagged(&held_back(&text)) } else { corpora::read_tagged(&text) };
        ("tagged", tagged)
    } else {
        return Err(unknown(path, "words"));
    };
    let (plain, tagged) = words::evaluate::words_and_tags(Engine::embedded(), &sentences);
    Ok(report::words(path, format, sentences.len(), plain, (format == "tagged").then_some(tagged)))
}

/// The first lines that are not empty.
fn first_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty()).take(N_LINES_SEEN)
}

fn is_conllu(text: &str) -> bool {
    let mut lines = first_lines(text).filter(|line| !line.starts_with('#')).peekable();
    lines.peek().is_some() && lines.all(|line| line.split('\t').count() == N_CONLLU_COLUMNS)
}

fn is_tagged(text: &str) -> bool {
    let is_tag = |tag: &str| !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_token = |token: &str| token.rsplit_once('/').is_some_and(|(_, tag)| is_tag(tag));
    let mut lines = first_lines(text).peekable();
    // A word may hold a blank, so that not every piece has a tag.
    let is_line = |line: &str| line.split(' ').any(is_token) && line.split(' ').next_back().is_some_and(is_token);
    lines.peek().is_some() && lines.all(is_line)
}

fn unknown(path: &Path, what: &str) -> Failure {
    format!("this is no format of {what} that is known: {}", path.display()).into()
}

/// The text of a file, unpacked where it is packed.
pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    let mut bytes = read_document_bytes(path)?;
    if bytes.starts_with(&[0x1F, 0x8B]) {
        let mut unpacked = Vec::new();
        MultiGzDecoder::new(bytes.as_slice())
            .take(MAX_UNPACKED_BYTES)
            .read_to_end(&mut unpacked)
            .map_err(|error| format!("it could not be unpacked ({error}): {}", path.display()))?;
        bytes = unpacked;
    }
    let text = String::from_utf8(bytes).map_err(|_invalid| format!("it is not UTF-8: {}", path.display()))?;
    if let Some(rest) = text.strip_prefix('\u{FEFF}') {
        return Ok(rest.to_owned());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use clap::{CommandFactory as _, Parser as _};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use quandian::store::files::write_atomically;

    use super::*;
    use crate::cli::args::Arguments;
    use crate::cli::temporary::TemporaryFolder;

    fn arguments() -> EvaluateArguments {
        EvaluateArguments {
            ner: Vec::new(),
            expressions: Vec::new(),
            speakers: Vec::new(),
            words: Vec::new(),
            text: None,
            names: None,
            held_back: false,
            failures: 20,
        }
    }

    fn written(folder: &TemporaryFolder, name: &str, text: &str) -> PathBuf {
        let path = folder.path().join(name);
        write_atomically(&path, text.as_bytes()).expect("written");
        path
    }

    #[test]
    fn files_of_all_sorts_are_scored() {
        let folder = TemporaryFolder::new().expect("there is room");
        let specs = r#"[{"Input": "五十二", "Results": [
            {"Text": "五十二", "Start": 0, "End": 2, "TypeName": "number", "Resolution": {"value": "52"}}]},
            {"Input": "没有", "Results": [
            {"Text": "没有", "Start": 0, "End": 1, "TypeName": "number", "Resolution": {"value": "0"}}]}]"#;
        let arguments = EvaluateArguments {
            ner: vec![written(&folder, "a.bio", "王\tB-PER\n明\tI-PER\n说\tO\n")],
            expressions: vec![written(&folder, "b.json", specs)],
            speakers: vec![written(
                &folder,
                "c.txt",
                "Instance index: 0\n“好。”小明说。\nSpeaker: 王小明\nSpeaker index: 0\nCategory: explicit\n",
            )],
            words: vec![written(&folder, "d.txt", "他/r 说/v 好/a 。/w\n")],
            failures: 0,
            ..arguments()
        };
        written(&folder, "name_list.txt", "1 王小明 小明\n");
        let answer = evaluate(&arguments).expect("an answer");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        assert_eq!(answer["ner"][0]["total"]["gold"], 1);
        assert!(answer["ner"][0]["by_type"]["PER"]["f1"].is_number());
        let expressions = &answer["expressions"][0];
        assert_eq!((&expressions["passed"], &expressions["total"]), (&json!(1), &json!(2)));
        assert_eq!(expressions["failed"], json!([]), "none are listed where none are asked for");
        assert_eq!(answer["speakers"][0]["by_kind"]["explicit"], 1.0);
        assert_eq!(answer["words"][0]["segmentation"]["gold"], 4);
    }

    #[test]
    fn a_table_is_scored_on_its_document() {
        let folder = TemporaryFolder::new().expect("there is room");
        let table = "type\tsurface\tstart\tend\tnorm_or_link\tflag\nLOC\t上海\t2\t4\t上海市\t\n";
        let arguments = EvaluateArguments {
            ner: vec![written(&folder, "a.tsv", table)],
            text: Some(written(&folder, "a.txt", "他到上海去了。\n")),
            ..arguments()
        };
        let answer: Value = serde_json::from_str(&evaluate(&arguments).expect("an answer")).expect("JSON");
        assert_eq!(answer["ner"][0]["format"], "table");
        assert_eq!(answer["ner"][0]["paths"]["gold"], 1);
        let other =
            EvaluateArguments { text: Some(written(&folder, "b.txt", "他没有到上海去。\n")), ..arguments };
        assert!(evaluate(&other).expect_err("another text").to_string().contains("another text"));
    }

    #[test]
    fn an_unknown_format_is_told() {
        let folder = TemporaryFolder::new().expect("there is room");
        let path = written(&folder, "a.txt", "随便什么话。\n");
        for arguments in [
            EvaluateArguments { ner: vec![path.clone()], ..arguments() },
            EvaluateArguments { expressions: vec![path.clone()], ..arguments() },
            EvaluateArguments { speakers: vec![path.clone()], ..arguments() },
            EvaluateArguments { words: vec![path.clone()], ..arguments() },
        ] {
            let failure = evaluate(&arguments).expect_err("no format").to_string();
            assert!(failure.contains("no format of") && failure.contains("a.txt"), "{failure}");
        }
    }

    #[test]
    fn packed_files_are_unpacked() {
        let folder = TemporaryFolder::new().expect("there is room");
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all("他/r 来/v\n".as_bytes()).expect("packed");
        let path = folder.path().join("a.txt.gz");
        write_atomically(&path, &packer.finish().expect("packed")).expect("written");
        assert_eq!(read_text(&path).expect("unpacked"), "他/r 来/v\n");
    }

    #[test]
    fn words_are_known_by_their_columns() {
        assert!(is_conllu("# sent_id = 1\n1\t他\t他\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"));
        assert!(!is_conllu("# 他/r 来/v\n"));
        assert!(is_tagged("他/r 来/v\n\n好/a 。/w\n"));
        assert!(!is_tagged("他来。\n"));
        assert!(!is_tagged(""));
    }

    #[test]
    fn the_command_line_asks_for_a_file() {
        assert!(Arguments::try_parse_from(["quandian", "evaluate"]).is_err());
        assert!(Arguments::try_parse_from(["quandian", "evaluate", "--words", "x"]).is_ok());
        let help = Arguments::command().render_help().to_string();
        assert!(help.contains("evaluate") && !help.contains("train"), "{help}");
    }
}
