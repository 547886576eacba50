//! Puts what was learned into the two files of the model.

use std::collections::BTreeMap;

use super::super::decode::{N_LABELS, N_WORD_LABELS};
use super::super::fold;
use super::super::model::{Entry, LANES, REACH, SEED, join_sections, slots_of, step};
use super::crf::Field;
use super::dictionary::Dictionary;
use super::ngrams::Ngram;
use super::{DROPOUT, Model};

/// Score per natural-logarithm one: a weight of six fills a lane.
const UNIT: f32 = 21.0;

/// The table of simplified forms by code: two bytes for each of 65,536 codes.
pub(super) fn variants(pairs: &str) -> Vec<u8> {
    let mut table: Vec<u16> = (0..=u16::MAX).collect();
    for line in pairs.lines() {
        let mut columns = line.split([' ', '\t']).filter_map(|column| column.chars().next());
        if let (Some(traditional), Some(simplified)) = (columns.next(), columns.next())
            && let Some(slot) = table.get_mut(usize::from(fold::plain(traditional)))
        {
            *slot = fold::plain(simplified);
        }
    }
    table.iter().flat_map(|code| code.to_le_bytes()).collect()
}

/// What training gave.
pub(super) struct Trained<'a> {
    pub(super) dictionary: &'a Dictionary,
    pub(super) patterns: &'a [Ngram],
    pub(super) names: &'a Field<N_LABELS>,
    pub(super) words: &'a Field<N_WORD_LABELS>,
}

/// Row and mask by hash, then classes and prefixes added.
fn lexicon_file(variants: &[u8], dictionary: &Dictionary, rows: &[(Ngram, u32, u32)]) -> Vec<u8> {
    #[derive(Default)]
    struct Draft {
        row: u32,
        mask: u32,
        class: u8,
        goes_on: bool,
    }
    let mut drafts: BTreeMap<u64, Draft> = BTreeMap::new();
    let open_prefixes = |drafts: &mut BTreeMap<u64, Draft>, codes: &[u16]| {
        let mut hash = SEED;
        for &code in codes.iter().take(codes.len().saturating_sub(1)) {
            hash = step(hash, code);
            drafts.entry(hash).or_default().goes_on = true;
        }
    };
    for &(ngram, row, mask) in rows {
        if !ngram.is_pair() {
            open_prefixes(&mut drafts, ngram.codes());
        }
        let draft = drafts.entry(ngram.hash()).or_default();
        (draft.row, draft.mask) = (row, mask);
    }
    for (codes, &class) in &dictionary.words {
        open_prefixes(&mut drafts, codes);
        let hash = codes.iter().fold(SEED, |hash, &code| step(hash, code));
        drafts.entry(hash).or_default().class = class;
    }
    let entries: Vec<(u64, Entry)> = drafts
        .into_iter()
        .map(|(hash, draft)| (hash, Entry::new(draft.row, draft.mask, u32::from(draft.class), draft.goes_on)))
        .collect();
    join_sections(&[variants.to_vec(), slots_of(&entries)])
}

/// The lexicon used in training: every n-gram has its number for a row.
pub(super) fn training_lexicon(variants: &[u8], dictionary: &Dictionary, patterns: &[Ngram]) -> Vec<u8> {
    let rows: Vec<(Ngram, u32, u32)> =
        patterns.iter().enumerate().map(|(number, &ngram)| (ngram, number as u32, 1)).collect();
    lexicon_file(variants, dictionary, &rows)
}

/// Weights of a row of both fields in eight bits: names against "none", words against "single".
fn quantised(names: &[f32; N_LABELS], words: &[f32; N_WORD_LABELS]) -> [i8; LANES] {
    let kept = (256 - DROPOUT) as f32 / 256.0;
    let quantise = |weight: f32| (weight * kept * UNIT).round().clamp(-127.0, 127.0) as i8;
    let mut row = [0; LANES];
    let [named @ .., none] = names;
    let [worded @ .., single] = words;
    let values = named.iter().map(|weight| weight - none).chain(worded.iter().map(|weight| weight - single));
    for (slot, weight) in row.iter_mut().zip(values) {
        *slot = quantise(weight);
    }
    row
}

/// How much a row matters: its largest weight.
fn size(row: &[i8; LANES]) -> u8 {
    row.iter().map(|weight| weight.unsigned_abs()).max().unwrap_or(0)
}

fn bytes(row: [i8; LANES]) -> [u8; LANES] {
    row.map(i8::cast_unsigned)
}

/// The finished model: the `max_rows` rows that matter most. How many sentences it is from is for the caller to say.
pub(super) fn model(
    variants: &[u8],
    trained: &Trained<'_>,
    pos_rows: Vec<u8>,
    max_rows: usize,
    report: &mut dyn FnMut(String),
) -> Model {
    let rows: Vec<[i8; LANES]> =
        trained.names.rows.iter().zip(&trained.words.rows).map(|(names, words)| quantised(names, words)).collect();
    let (ngram_rows, lattice_rows) = rows.split_at(trained.patterns.len() * REACH);
    let mut counts = [0_usize; 129];
    for row in ngram_rows {
        if let Some(count) = counts.get_mut(usize::from(size(row))) {
            *count += 1;
        }
    }
    let mut least = 128;
    let mut n_kept = 0;
    while least > 1 && n_kept + counts.get(least - 1).copied().unwrap_or(0) <= max_rows {
        least -= 1;
        n_kept += counts.get(least).copied().unwrap_or(0);
    }
    report(format!("{n_kept} rows of n-grams with weights of {least} or more"));

    let mut kept = Vec::new();
    let mut table = Vec::new();
    for (&ngram, rows) in trained.patterns.iter().zip(ngram_rows.chunks(REACH)) {
        let first = table.len() / LANES;
        let mut mask = 0;
        for (offset, row) in rows.iter().enumerate() {
            if usize::from(size(row)) >= least {
                mask |= 1 << offset;
                table.extend(bytes(*row));
            }
        }
        if mask != 0 {
            kept.push((ngram, first as u32, mask));
        }
    }
    let lattice: Vec<u8> = lattice_rows.iter().flat_map(|row| bytes(*row)).collect();
    let scaled = |weight: &f32| ((weight * UNIT).round() as i16).to_le_bytes();
    let transitions: Vec<u8> = trained
        .names
        .transitions
        .iter()
        .flatten()
        .chain(trained.words.transitions.iter().flatten())
        .chain([&1.0])
        .flat_map(scaled)
        .collect();
    Model {
        lexicon: lexicon_file(variants, trained.dictionary, &kept),
        weights: join_sections(&[table, lattice, transitions, pos_rows]),
        n_sentences: 0,
        n_words: trained.dictionary.words.len(),
        n_rows: n_kept,
    }
}
