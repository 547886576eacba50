//! The figures of a text as JSON and as a table, and what they mean, for `quandian analyze --help`.

use std::borrow::Cow;

use quandian::analysis::statistics::{
    AmountRow, Association, Bigram, DEFINITIONS, DatedPlace, Entry, KeyWord, Keyness, Keyword, Ngram, SpeakerShare,
    StopWords, Value as Figure, WordCount, amounts, bigrams, is_telling, key_words, keyness, ngrams, reference, tags,
    ties, timeline, topics, word_list,
};
use quandian::analysis::{Analysis, EntityId};
use quandian::document::Document;
use serde_json::{Map, Value, json};

use super::json::span;
use super::tsv::{Tsv, cell};

/// Frequent words: as many as the analysis keeps.
const N_WORDS: usize = 200;
/// Keywords by each measure.
const N_KEYWORDS: usize = 50;
/// Phrases of each length.
const N_NGRAMS: usize = 50;
const NGRAM_LENGTHS: std::ops::RangeInclusive<usize> = 2..=5;
const MIN_NGRAM_COUNT: usize = 2;
const N_TIES: usize = 200;
/// For [`help`]: every figure there is; those of two words that keep together.
pub(super) const ALL: &[&str] = &[];
pub(super) const ASSOCIATION: &[&str] = &["MI", "LL", "t", "dice", "logDice"];
/// Columns of help.
const HELP_WIDTH: usize = 78;

/// The lists among the figures in the order of the table, with the keys that name a row.
const LISTS: [(&str, &[&str]); 13] = [
    ("words", &["word"]),
    ("key_words", &["word"]),
    ("tf_idf", &["word"]),
    ("text_rank", &["word"]),
    ("bigrams", &["first", "second"]),
    ("ngrams", &["words"]),
    ("pos", &["pos"]),
    ("speakers", &["name"]),
    ("ties", &["first", "second"]),
    ("timeline", &["start", "end"]),
    ("amounts", &["start", "end"]),
    ("sentence_lengths", &["start", "end"]),
    ("paragraph_lengths", &["start", "end"]),
];

/// Single figures under their keys, a figure the text is too short for as null, and the lists of [`LISTS`].
pub(super) fn statistics(document: &Document, analysis: &Analysis, stop_words: &StopWords) -> Value {
    let figures = &analysis.statistics;
    let mut object = single(&figures.entries());
    let mut put = |key: &str, rows: Vec<Value>| object.insert(key.to_owned(), Value::Array(rows));
    let n_words = figures.tokens;
    let (words, pairs) = listed(document, analysis, stop_words);
    put("words", words.iter().map(|word| word_row(word, n_words)).collect());
    put("key_words", key_word_rows(document, analysis, stop_words));
    put("tf_idf", weights(&tags(document, &analysis.tokens, reference(), stop_words, N_KEYWORDS)));
    put("text_rank", weights(&topics(document, &analysis.tokens, stop_words, N_KEYWORDS)));
    let pairs = pairs.iter().map(|pair| {
        let names = json!({ "first": pair.first, "second": pair.second });
        merged(span(document, pair.range, names), association(&pair.association))
    });
    put("bigrams", pairs.collect());
    let phrases =
        NGRAM_LENGTHS.flat_map(|length| ngrams(document, &analysis.tokens, length, MIN_NGRAM_COUNT, N_NGRAMS));
    put("ngrams", phrases.map(|phrase| ngram_row(&phrase)).collect());
    let pos = figures.pos.iter().map(|kind| json!({ "pos": kind.pos.name(), "n": kind.n, "pos_share": kind.share }));
    put("pos", pos.collect());
    put("speakers", figures.speakers.iter().map(speaker_row).collect());
    put("ties", tie_rows(document, analysis));
    put("timeline", timeline(analysis).iter().map(|date| date_row(document, date)).collect());
    put("amounts", amounts(analysis).iter().map(|amount| amount_row(document, amount)).collect());
    let sentences =
        figures.sentence_lengths.iter().map(|one| span(document, one.range, json!({ "n_chars": one.n_chars })));
    put("sentence_lengths", sentences.collect());
    let paragraphs = figures
        .paragraph_lengths
        .iter()
        .map(|one| span(document, one.range, json!({ "n_chars": one.n_chars, "n_sentences": one.n_sentences })));
    put("paragraph_lengths", paragraphs.collect());
    Value::Object(object)
}

/// Frequent words and word pairs: those the analysis has counted, unless the stop list is another than the bundled one.
fn listed<'a>(
    document: &Document,
    analysis: &'a Analysis,
    stop_words: &StopWords,
) -> (Cow<'a, [WordCount]>, Cow<'a, [Bigram]>) {
    if stop_words == StopWords::bundled() {
        return (Cow::from(&analysis.statistics.words), Cow::from(&analysis.statistics.bigrams));
    }
    let is_wanted = |word: &str, pos| is_telling(word, pos, stop_words);
    let words = word_list(document, &analysis.tokens, N_WORDS, &is_wanted);
    (Cow::from(words), Cow::from(bigrams(document, &analysis.tokens, stop_words)))
}

/// The figures that are one number.
pub(super) fn single(entries: &[Entry]) -> Map<String, Value> {
    entries.iter().map(|entry| (entry.key.to_owned(), figure(entry.value))).collect()
}

fn figure(value: Figure) -> Value {
    match value {
        Figure::Count(count) => json!(count),
        Figure::Real(real) => json!(real),
        Figure::Undefined => Value::Null,
    }
}

/// All figures, one a line: which, of what, how much. Lists come as `words.n`, `words.DP` … with the word as the item.
pub(super) fn statistics_tsv(document: &Document, analysis: &Analysis, stop_words: &StopWords) -> String {
    let all = statistics(document, analysis, stop_words);
    let mut table = Tsv::new(&["figure", "item", "value"]);
    for entry in analysis.statistics.entries() {
        table.row(&[entry.key, "", &cell(all.get(entry.key))]);
    }
    for (list, names) in LISTS {
        let rows = all.get(list).and_then(Value::as_array);
        for row in rows.into_iter().flatten().filter_map(Value::as_object) {
            let item: Vec<String> = names.iter().map(|name| cell(row.get(*name))).collect();
            let item = item.join(" ");
            for (key, value) in row.iter().filter(|(key, _)| !names.contains(&key.as_str())) {
                table.row(&[&format!("{list}.{key}"), &item, &cell(Some(value))]);
            }
        }
    }
    table.finish()
}

fn word_row(word: &WordCount, n_words: usize) -> Value {
    let reference_n = reference().word(&word.word).n as usize;
    let spread = &word.dispersion;
    let per_thousand = (n_words > 0).then(|| word.n as f64 * 1000.0 / n_words as f64);
    let row = json!({
        "word": word.word,
        "pos": word.pos.name(),
        "n": word.n,
        "per_thousand": per_thousand,
        "reference_n": reference_n,
        "DP": spread.dp,
        "DPnorm": spread.dp_norm,
        "JuillandD": spread.juilland_d,
    });
    match keyness(word.n, n_words, reference_n, reference().n_words) {
        Some(measured) => merged(row, keyness_row(&measured)),
        None => row,
    }
}

fn key_word_rows(document: &Document, analysis: &Analysis, stop_words: &StopWords) -> Vec<Value> {
    let found = key_words(document, &analysis.tokens, reference(), stop_words, N_KEYWORDS);
    let row = |word: &KeyWord| {
        let facts = json!({ "word": word.word, "pos": word.pos.name(), "n": word.n, "reference_n": word.reference_n });
        merged(span(document, word.range, facts), keyness_row(&word.keyness))
    };
    found.iter().map(row).collect()
}

/// How a word's rate compares with its rate elsewhere.
pub(super) fn keyness_row(keyness: &Keyness) -> Value {
    json!({
        "keyness": keyness.log_likelihood,
        "p_below": keyness.p_below,
        "log_ratio": keyness.log_ratio,
        "log_ratio_low": keyness.log_ratio_interval.0,
        "log_ratio_high": keyness.log_ratio_interval.1,
        "percent_diff": keyness.percent_diff,
        "simple_maths1": keyness.simple_maths,
    })
}

/// How strongly two words keep together.
pub(super) fn association(pair: &Association) -> Value {
    json!({
        "n": pair.n,
        "MI": pair.mi,
        "LL": pair.log_likelihood,
        "t": pair.t_score,
        "dice": pair.dice,
        "logDice": pair.log_dice,
    })
}

fn weights(words: &[Keyword]) -> Vec<Value> {
    words.iter().map(|keyword| json!({ "word": keyword.word, "weight": keyword.weight })).collect()
}

fn ngram_row(phrase: &Ngram) -> Value {
    json!({ "words": phrase.words.join(" "), "length": phrase.words.len(), "n": phrase.n })
}

fn speaker_row(speaker: &SpeakerShare) -> Value {
    json!({
        "name": speaker.name,
        "entity": speaker.entity.map(|id| id.0),
        "n_quotations": speaker.n_quotations,
        "n_chars": speaker.n_chars,
        "speaker_share": speaker.share,
    })
}

fn tie_rows(document: &Document, analysis: &Analysis) -> Vec<Value> {
    let name =
        |id: EntityId| analysis.entities.get(id.0 as usize).map(|entity| entity.name.as_str()).unwrap_or_default();
    ties(document, analysis)
        .into_iter()
        .take(N_TIES)
        .map(|tie| {
            json!({
                "first": name(tie.first),
                "second": name(tie.second),
                "first_id": tie.first.0,
                "second_id": tie.second.0,
                "n": tie.n,
            })
        })
        .collect()
}

fn date_row(document: &Document, date: &DatedPlace) -> Value {
    let text = document.slice(date.range);
    span(document, date.range, json!({ "text": text, "value": date.value, "year": date.year }))
}

fn amount_row(document: &Document, amount: &AmountRow) -> Value {
    let same = amount.normalised.as_ref();
    let more = json!({
        "text": document.slice(amount.range),
        "type": amount.kind.code(),
        "bound": amount.bound,
        "number": amount.number,
        "high": amount.high,
        "unit": amount.unit,
        "si_number": same.map(|same| same.number),
        "si_high": same.and_then(|same| same.high),
        "si_unit": same.map(|same| same.unit.as_str()),
    });
    span(document, amount.range, more)
}

/// The keys of both objects.
pub(super) fn merged(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut first), Value::Object(second)) => {
            first.extend(second);
            Value::Object(first)
        }
        (first, _) => first,
    }
}

/// `keys` and the definitions of `figures`, for the long help.
pub(super) fn help(keys: &str, figures: &[&str]) -> String {
    let mut text = format!("{keys}\n\nThe figures:\n");
    for definition in DEFINITIONS.iter().filter(|definition| figures.is_empty() || figures.contains(&definition.key)) {
        text.push_str(&format!("  {}\n", definition.key));
        text.push_str(&wrapped(&format!("{}: {}", definition.en, definition.en_text), 6));
    }
    text
}

/// `text` in lines of at most [`HELP_WIDTH`] columns, each `indent` columns in.
fn wrapped(text: &str, indent: usize) -> String {
    // Han and the marks set like them take two columns.
    let width = |word: &str| word.chars().map(|c| if c < '\u{2E80}' { 1 } else { 2 }).sum::<usize>();
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let n_columns = width(word);
        if column == 0 || column + 1 + n_columns > HELP_WIDTH {
            if column > 0 {
                out.push('\n');
            }
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += n_columns;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use quandian::analysis::{Unwatched, analyze};
    use quandian::import::import;

    use super::*;

    fn read(text: &str) -> (Document, Analysis) {
        let document = import(text.as_bytes(), None).expect("the text can be read").document;
        let analysis = analyze(&document, &[], &Unwatched).expect("nobody cancels");
        (document, analysis)
    }

    #[test]
    fn every_figure_and_list_is_there_for_every_text() {
        for text in ["字", "。", "Latin only.", "1", "转型发展。\n干部培训，转型发展。"] {
            let (document, analysis) = read(text);
            let all = statistics(&document, &analysis, StopWords::bundled());
            for entry in analysis.statistics.entries() {
                assert!(all.get(entry.key).is_some(), "{} of {text}", entry.key);
            }
            for (list, _) in LISTS {
                assert!(all.get(list).is_some_and(Value::is_array), "{list} of {text}");
            }
            let table = statistics_tsv(&document, &analysis, StopWords::bundled());
            assert!(table.starts_with("figure\titem\tvalue\nchars_total\t\t"), "{table}");
            assert!(table.lines().all(|line| line.split('\t').count() == 3), "{table}");
            assert!(!table.contains("NaN") && !table.contains("inf"), "{table}");
        }
    }

    #[test]
    fn help_defines_every_figure() {
        let help = help("Keys.", ALL);
        for definition in DEFINITIONS {
            assert!(help.contains(&format!("\n  {}\n", definition.key)), "{}", definition.key);
        }
        assert!(!help.contains('`'));
        assert_eq!(wrapped("a b", 2), "  a b\n");
        let wide = wrapped(&"字字 ".repeat(40), 4);
        assert!(wide.lines().all(|line| line.starts_with("    字") && line.chars().count() <= HELP_WIDTH));
    }
}
