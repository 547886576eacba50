//! Names in labelled corpora: one character a line with its label, and CLUENER's lines of JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{compare, document_of_lines};
use crate::analysis::words::Engine;
use crate::analysis::words::evaluate::Report;
use crate::analysis::words::train::{Sentence, read_labelled};
use crate::analysis::{Unwatched, analyze};
use crate::annotation::EntityType;
use crate::document::Metadata;
use crate::text::{CharIndex, TextRange};

/// What the model labels by itself; scored whether or not a corpus has them.
const OF_MODEL: [EntityType; 3] = [EntityType::Person, EntityType::Place, EntityType::Organisation];
/// What rules find in a document; scored where a corpus labels it.
const OF_DOCUMENT: [EntityType; 3] = [EntityType::Title, EntityType::Work, EntityType::Term];
/// Share of the lines looked at that must have a label, in hundredths: some corpora have damaged lines.
const LEAST_LABELLED: usize = 90;
/// Lines looked at to know the format.
const N_LINES_SEEN: usize = 1000;

/// A labelled corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// `columns` or `cluener`.
    pub format: &'static str,
    pub sentences: Vec<Labelled>,
    /// Labels that are no type of ours (`RACE`, `PER.NOM`), and how many names have them: these are not scored.
    pub left_out: BTreeMap<String, usize>,
}

/// A sentence and the names in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labelled {
    pub text: String,
    pub names: BTreeSet<(EntityType, TextRange)>,
}

/// Reads a corpus: a character a line with its label (`B-PER I-PER`, `B_nr M_nr E_nr`, `B-NAME M-NAME E-NAME`, sentences
/// separated by blank lines; a digit after the character is one of segmentation), or CLUENER's JSON, a sentence a line.
pub fn read(text: &str) -> Option<Corpus> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let (format, sentences) = if first.trim_start().starts_with('{') {
        ("cluener", json_lines(text)?)
    } else if has_columns(text) {
        ("columns", read_labelled(text))
    } else {
        return None;
    };
    let mut corpus = Corpus { format, ..Corpus::default() };
    for sentence in &sentences {
        let text: String = sentence.chars.iter().collect();
        let index = CharIndex::new(&text);
        let mut names = BTreeSet::new();
        for (start, end, label) in &sentence.names {
            match type_of(label) {
                Some(kind) => {
                    names.insert((kind, index.range_of(&text, *start, *end)));
                }
                None => *corpus.left_out.entry(label.clone()).or_default() += 1,
            }
        }
        corpus.sentences.push(Labelled { text, names });
    }
    Some(corpus)
}

/// Whether lines are a character with a label behind it.
fn has_columns(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(N_LINES_SEEN);
    let (mut n_lines, mut n_labelled) = (0_usize, 0_usize);
    for line in lines {
        n_lines += 1;
        n_labelled += usize::from(line.split(['\t', ' ']).next_back().is_some_and(is_label));
    }
    n_lines > 0 && n_labelled * 100 >= n_lines * LEAST_LABELLED
}

fn is_label(label: &str) -> bool {
    let spans = |(place, kind): (&str, &str)| matches!(place, "B" | "I" | "M" | "E" | "S") && !kind.is_empty();
    label == "O" || label.split_once(['-', '_']).is_some_and(spans)
}

/// `{"text": …, "label": {type: {name: [[first, last], …]}}}`, the last character inside; `None` if a line is none.
fn json_lines(text: &str) -> Option<Vec<Sentence>> {
    text.lines().filter(|line| !line.trim().is_empty()).map(json_line).collect()
}

fn json_line(line: &str) -> Option<Sentence> {
    let value: Value = serde_json::from_str(line).ok()?;
    let mut sentence = Sentence { chars: value.get("text")?.as_str()?.chars().collect(), ..Sentence::default() };
    // The test part of such a set has no labels.
    for (label, names) in value.get("label").and_then(Value::as_object).into_iter().flatten() {
        for place in names.as_object()?.values().filter_map(Value::as_array).flatten() {
            let end = |idx: usize| place.get(idx).and_then(Value::as_u64).map(|at| at as usize);
            sentence.names.push((end(0)?, end(1)? + 1, label.clone()));
        }
    }
    Some(sentence)
}

/// The type a label of a corpus stands for. What only describes (`PER.NOM`: 男人) is no name.
fn type_of(label: &str) -> Option<EntityType> {
    match label.strip_suffix(".NAM").unwrap_or(label) {
        "PER" | "nr" | "NAME" | "name" => Some(EntityType::Person),
        "LOC" | "ns" | "GPE" | "address" | "scene" => Some(EntityType::Place),
        "ORG" | "nt" | "organization" | "company" | "government" => Some(EntityType::Organisation),
        "TITLE" | "position" => Some(EntityType::Title),
        "WORK" | "book" | "movie" | "game" => Some(EntityType::Work),
        "TERM" => Some(EntityType::Term),
        _ => None,
    }
}

/// Scores the engine: a name counts where type and both ends are right. Persons, places and organisations are taken as
/// the model labels them, for that is how corpora have them; titles, works and terms, where the corpus has such, from
/// the analysis of each sentence as a document.
pub fn score(corpus: &Corpus) -> Report {
    let engine = Engine::embedded();
    let has = |kind: &EntityType| corpus.sentences.iter().flat_map(|s| &s.names).any(|(labelled, _)| labelled == kind);
    let others: Vec<EntityType> = OF_DOCUMENT.into_iter().filter(has).collect();
    let mut report = Report::default();
    for sentence in &corpus.sentences {
        let names = engine.names(&sentence.text);
        let mut found: BTreeSet<_> = names
            .iter()
            .filter(|name| !name.nested && OF_MODEL.contains(&name.kind))
            .map(|name| (name.kind, name.range))
            .collect();
        if !others.is_empty() {
            found.extend(of_document(&sentence.text).into_iter().filter(|(kind, _)| others.contains(kind)));
        }
        for &kind in OF_MODEL.iter().chain(&others) {
            let score = compare(&of_kind(&found, kind), &of_kind(&sentence.names, kind));
            report.by_type.entry(kind.code()).or_default().add(score);
            report.total.add(score);
        }
    }
    report
}

fn of_kind(names: &BTreeSet<(EntityType, TextRange)>, kind: EntityType) -> BTreeSet<TextRange> {
    names.iter().filter(|(of, _)| *of == kind).map(|&(_, range)| range).collect()
}

/// Everything a document names, and the titles of its persons.
fn of_document(text: &str) -> BTreeSet<(EntityType, TextRange)> {
    let document = document_of_lines(text.to_owned(), Metadata::default());
    let analysis = analyze(&document, &[], &Unwatched).unwrap_or_default();
    let titles = analysis.entities.iter().flat_map(|entity| &entity.attributes.titles);
    let borne = titles.map(|link| (EntityType::Title, link.range));
    analysis.mentions.iter().map(|mention| (mention.kind, mention.range)).chain(borne).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names as `PER 王明`, sentence by sentence.
    fn told(corpus: &Corpus) -> Vec<Vec<String>> {
        let one = |sentence: &Labelled| {
            let mut names: Vec<_> = sentence.names.iter().collect();
            names.sort_by_key(|(_, range)| *range);
            names.iter().map(|(kind, range)| format!("{} {}", kind.code(), range.of(&sentence.text))).collect()
        };
        corpus.sentences.iter().map(one).collect()
    }

    #[test]
    fn labels_in_columns() {
        let bio = read("王\tB-PER\n明\tI-PER\n到\tO\n沪\tB-LOC\n\n好\tO\n").expect("labels");
        assert_eq!(told(&bio), [vec!["PER 王明", "LOC 沪"], vec![]]);
        let clauses = read("南 B_nt\n社 E_nt\n在 O\n京 B_ns\n").expect("labels");
        assert_eq!(told(&clauses), [["ORG 南社", "LOC 京"]]);
        let bmes = read("王 B-NAME\n小 M-NAME\n明 E-NAME\n， O\n汉 B-RACE\n族 E-RACE\n局 B-TITLE\n长 E-TITLE\n");
        let bmes = bmes.expect("labels");
        assert_eq!(told(&bmes), [["PER 王小明", "TITLE 局长"]]);
        assert_eq!(bmes.left_out, BTreeMap::from([("RACE".to_owned(), 1)]));
    }

    #[test]
    fn labels_beside_digits_of_segmentation() {
        let corpus = read("王0\tB-PER.NAM\n明1\tI-PER.NAM\n的0\tO\n妈0\tB-PER.NOM\n妈1\tI-PER.NOM\n").expect("labels");
        assert_eq!(told(&corpus), [["PER 王明"]]);
        assert_eq!(corpus.left_out.get("PER.NOM"), Some(&1));
    }

    #[test]
    fn lines_of_json() {
        let corpus = read(
            "{\"text\": \"王明任天元社社长\", \"label\": {\"name\": {\"王明\": [[0, 1]]}, \"company\": {\"天元社\": [[3, 5]]}, \
             \"position\": {\"社长\": [[6, 7]]}}}\n{\"text\": \"好\"}\n",
        );
        let corpus = corpus.expect("JSON");
        assert_eq!(corpus.format, "cluener");
        assert_eq!(told(&corpus), [vec!["PER 王明", "ORG 天元社", "TITLE 社长"], vec![]]);
    }

    #[test]
    fn other_texts_are_no_corpus() {
        assert_eq!(read(""), None);
        assert_eq!(read("王明到上海去。\n他说好。\n"), None);
        assert_eq!(read("{\"sentence\": 1}\n"), None);
    }

    #[test]
    fn every_label_is_counted() {
        let corpus = read("王\tB-PER\n明\tI-PER\n说\tO\n").expect("labels");
        let report = score(&corpus);
        assert_eq!(report.total.n_gold, 1);
        assert_eq!(report.by_type.keys().copied().collect::<Vec<_>>(), ["LOC", "ORG", "PER"]);
    }
}
