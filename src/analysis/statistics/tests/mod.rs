//! Tests of the figures over small documents; `against_reference` compares with other implementations.

mod against_reference;
mod independent;
mod laws;
mod published;

use super::super::types::{Analysis, EntityId, Pos, Quotation, Speaker, Token};
use super::*;
use crate::document::{Block, BlockKind, Metadata};

/// A document with a block for each line that holds text.
pub(super) fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            let range = TextRange::new(start, start + line.len());
            blocks.push(Block { kind: BlockKind::Paragraph, range, number: None, spans: Vec::new() });
        }
        start += line.len() + 1;
    }
    Document::new(text.to_owned(), blocks, Metadata::default())
}

/// Words separated by blanks, `word/TAG`, or `n` where no tag is given; the document's text is the words run together.
fn tagged(words: &str) -> (Document, Analysis) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for (number, line) in words.lines().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        for item in line.split_whitespace() {
            let (word, tag) = item.rsplit_once('/').unwrap_or((item, "n"));
            let start = text.len();
            text.push_str(word);
            tokens.push(Token { range: TextRange::new(start, text.len()), pos: tag.parse().unwrap() });
        }
    }
    (document(&text), Analysis { tokens, ..Analysis::default() })
}

fn value(statistics: &Statistics, key: &str) -> Value {
    statistics.entries().into_iter().find(|entry| entry.key == key).unwrap().value
}

#[test]
fn texts_without_words_have_counts_and_no_nan() {
    for text in ["", " ", "\n\n", "。", "……", "字", "A", "1", "The quick brown fox.", "Привет, мир!", "😀", "，\n。\n"]
    {
        let document = document(text);
        let tokens = document
            .blocks()
            .iter()
            .map(|block| Token { range: block.range, pos: Pos::N })
            .filter(|token| !token.range.is_empty())
            .collect();
        let statistics = statistics(&document, &Analysis { tokens, ..Analysis::default() });
        for entry in statistics.entries() {
            if let Value::Real(figure) = entry.value {
                assert!(figure.is_finite(), "{} of {text:?}", entry.key);
            }
        }
        assert_eq!(statistics.chars_total, text.chars().count());
        let figures = format!("{statistics:?}");
        assert!(!figures.contains("NaN") && !figures.contains("inf"), "{text:?}: {figures}");
    }
}

#[test]
fn an_empty_text_leaves_ratios_undefined() {
    let statistics = statistics(&document(""), &Analysis::default());
    for key in ["TTR", "MTLD072", "mean_sentence_chars", "quoted_share", "lexical_density_content(n,v,a,i)/tokens"] {
        assert_eq!(value(&statistics, key), Value::Undefined, "{key}");
    }
    assert_eq!(value(&statistics, "tokens"), Value::Count(0));
}

#[test]
fn sentences_clauses_and_paragraphs() {
    let (document, analysis) =
        tagged("春眠/n 不/d 觉/v 晓/n ，/w 处处/d 闻/v 啼鸟/n 。/w 花/n 落/v 知/v 多少/r ？/w\n09:23/m 到/v");
    let statistics = statistics(&document, &analysis);
    assert_eq!((statistics.sentences, statistics.clauses, statistics.paragraphs), (3, 4, 2));
    let lengths: Vec<u32> = statistics.sentence_lengths.iter().map(|sentence| sentence.n_chars).collect();
    assert_eq!(lengths, [10, 5, 5]);
    assert_eq!(value(&statistics, "mean_sentence_chars"), Value::Real(20.0 / 3.0));
    assert_eq!(value(&statistics, "mean_clause_chars"), Value::Real(5.0));
    assert_eq!(value(&statistics, "sd_clause_chars"), Value::Real(0.0));
    assert_eq!(statistics.paragraph_lengths.iter().map(|p| p.n_sentences).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn reading_time_counts_han_and_other_words() {
    let (document, analysis) = tagged(&"字 ".repeat(260));
    assert!((statistics(&document, &analysis).reading_time_s - 60.0).abs() < 1e-9);
    let (document, analysis) = tagged(&"word ".repeat(238));
    assert!((statistics(&document, &analysis).reading_time_s - 60.0).abs() < 1e-9);
}

#[test]
fn frequent_words_are_content_words_off_the_stop_list() {
    let (document, analysis) = tagged("学员/n 的/u 干部/n 是/v 学员/n ，/w 培训/vn 学员/n 干部/n 很/d 多/a 。/w");
    let statistics = statistics(&document, &analysis);
    let words: Vec<(&str, usize, &[u32])> =
        statistics.words.iter().map(|word| (word.word.as_str(), word.n, word.positions.as_slice())).collect();
    assert_eq!(words, [("学员", 3, &[0, 4, 7][..]), ("干部", 2, &[2, 8]), ("培训", 1, &[6])]);
    assert_eq!(statistics.pos.first().map(|share| (share.pos, share.n)), Some((Pos::N, 5)));
}

#[test]
fn quoted_characters_count_once_and_by_speaker() {
    let (document, mut analysis) = tagged("“/w 好/a “/w 很/d ”/w ”/w 他/r 说/v");
    let speaker = Speaker { name: "他".to_owned(), entity: Some(EntityId(0)), range: TextRange::new(18, 21) };
    analysis.quotations = vec![
        Quotation { range: TextRange::new(3, 15), speaker: Some(speaker) },
        Quotation { range: TextRange::new(9, 12), speaker: None },
    ];
    let statistics = statistics(&document, &analysis);
    assert_eq!(statistics.quoted_share, Some(0.5));
    let shares: Vec<(Option<&str>, u32)> = statistics.speakers.iter().map(|s| (s.name.as_deref(), s.n_chars)).collect();
    assert_eq!(shares, [(Some("他"), 2), (None, 0)]);
}

#[test]
fn measures_that_need_length_wait_for_it() {
    let words: Vec<String> = (0..99).map(|i| format!("词{}", i % 60)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let at = |n: usize| measures(&words[..n]).diversity;
    assert!(at(41).hdd_42.is_none() && at(42).hdd_42.is_some());
    assert!(at(49).mattr_50.is_none() && at(50).mattr_50 == Some(1.0));
    assert!(at(99).msttr_100.is_none());
    assert!(at(1).herdan_c.is_none() && at(1).mtld_072 == Some(1.0));
    assert_eq!((at(0), measures(&[]).tokens), (Diversity::default(), 0));
}

#[test]
fn every_figure_has_one_definition_in_both_languages() {
    let statistics = Statistics::default();
    assert_eq!(statistics.entries().len(), 31);
    let mut keys: Vec<&str> = DEFINITIONS.iter().map(|definition| definition.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), DEFINITIONS.len());
    for definition in DEFINITIONS {
        for text in [definition.zh, definition.en, definition.zh_text, definition.en_text] {
            assert!(!text.is_empty(), "{}", definition.key);
        }
    }
    for column in ["n", "pos_share", "speaker_share", "DP", "DPnorm", "JuillandD", "MI", "LL", "t", "dice", "logDice"] {
        assert!(definition(column).is_some(), "{column}");
    }
}

#[test]
fn cancelling_gives_nothing() {
    let (document, analysis) = tagged("春眠/n 不/d 觉/v 晓/n");
    assert!(statistics_with(&document, &analysis, &|| true).is_none());
    assert!(statistics_with(&document, &analysis, &|| false).is_some());
}

fn rows(query: Query, sort: Sort) -> Vec<(String, String, String)> {
    let (document, analysis) = tagged("乙 学员 们 丙 。/w\n甲 学员 丁 ，/w 学员 乙");
    let rows = concordance(&document, &analysis, &query, sort).unwrap();
    assert!(rows.iter().all(|row| row.range.of(document.text()) == row.hit));
    rows.into_iter().map(|row| (row.left, row.hit, row.right)).collect()
}

fn row(left: &str, hit: &str, right: &str) -> (String, String, String) {
    (left.to_owned(), hit.to_owned(), right.to_owned())
}

#[test]
fn concordance_keeps_to_the_paragraph_and_sorts_by_neighbours() {
    let by_position = [row("乙", "学员", "们丙。"), row("甲", "学员", "丁，学员乙"), row("甲学员丁，", "学员", "乙")];
    assert_eq!(rows(Query::Word("学员".to_owned()), Sort::Position), by_position);
    let [a, b, c] = by_position;
    // 丁 (U+4E01) < 乙 (U+4E59) < 甲 (U+7532); marks between are passed over.
    assert_eq!(rows(Query::Phrase("学员".to_owned()), Sort::Left(1)), [c.clone(), a.clone(), b.clone()]);
    assert_eq!(rows(Query::Regex("学员".to_owned()), Sort::Right(1)), [b, c, a]);
    assert!(rows(Query::Word("学".to_owned()), Sort::Position).is_empty());
    assert_eq!((Sort::parse("R2"), Sort::parse("X")), (Some(Sort::Right(2)), None));
}

#[test]
fn collocates_count_each_word_once() {
    let (document, analysis) = tagged("干部 教育 干部 培训 。/w\n教育 工作");
    let hits = hits(&document, &analysis, &Query::Word("干部".to_owned())).unwrap();
    let found = collocates(&document, &analysis.tokens, &hits, Window { left: 2, right: 2 }, 1);
    let counts: Vec<(&str, u32, u32, u32)> =
        found.iter().map(|c| (c.word.as_str(), c.n_total, c.n_left, c.n_right)).collect();
    assert_eq!(counts, [("培训", 1, 0, 1), ("教育", 2, 0, 1)]);
    // 2·1 ÷ (2 + 2) = ½, so logDice is 13; two words in the windows, 教育 twice in six words.
    let education = &found[1].association;
    assert!((education.log_dice - 13.0).abs() < 1e-12);
    assert!((education.mi - (1.0_f64 / (2.0 * 2.0 / 6.0)).log2()).abs() < 1e-12);
}

#[test]
fn ngrams_do_not_reach_across_marks_or_lines() {
    let (document, analysis) = tagged("转型 发展 ，/w 转型 发展 转型\n发展");
    let found = ngrams(&document, &analysis.tokens, 2, 2, 10);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].words.join(" "), found[0].n, found[0].ranges.len()), ("转型 发展".to_owned(), 2, 2));
    assert!(ngrams(&document, &analysis.tokens, 3, 2, 10).is_empty());
    assert!(ngrams(&document, &[], 2, 1, 10).is_empty());
}

#[test]
fn the_reference_is_there() {
    let reference = reference();
    assert_eq!((reference.n_words, reference.n_texts), (891_754, 893));
    assert!(reference.idf("的").abs() < 1e-12);
    assert!(reference.idf("没有的词") > reference.idf("培训"));
}

#[test]
fn keyness_of_a_missing_word_stays_finite() {
    let absent = keyness(5, 1000, 0, 100_000).unwrap();
    assert!(absent.percent_diff.is_none() && absent.log_ratio.is_finite() && absent.p_below == Some(0.0001));
    let rarer = keyness(1, 1000, 10_000, 100_000).unwrap();
    assert!(rarer.log_likelihood < 0.0 && rarer.log_ratio_interval.1 < 0.0);
    assert!(keyness(0, 0, 0, 10).is_none());
}
