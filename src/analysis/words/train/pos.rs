//! Trains the tagger of parts of speech: an averaged perceptron over hashed features.

use super::super::model::Lexicon;
use super::super::pos_tagger::{N_FEATURES, TAGS, WIDTH, Word, features, is_name, row_of};
use super::{Sentence, codes_of};

/// Rows of the tagger's table.
const N_ROWS: usize = 1 << 16;

/// Trains on the teacher's words; the rows as bytes.
pub(super) fn train(
    sentences: &[Sentence],
    lexicon: &Lexicon<'_>,
    epochs: usize,
    report: &mut dyn FnMut(String),
) -> Vec<u8> {
    let n_tags = TAGS.len();
    let mut weights = vec![[0.0_f32; WIDTH]; N_ROWS];
    let mut sums = vec![[0.0_f32; WIDTH]; N_ROWS];
    let mut clock = 1.0_f32;
    let n_steps: usize = sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>() * epochs;
    for epoch in 0..epochs {
        let (mut right, mut all) = (0, 0);
        for sentence in sentences {
            let codes = codes_of(sentence, lexicon);
            let words: Vec<Word> = sentence
                .words
                .iter()
                .map(|&(start, end, _)| Word::new(codes.get(start..end).unwrap_or_default()))
                .collect();
            let mut before = [0xFE, 0xFE];
            for (i, &(_, _, gold)) in sentence.words.iter().enumerate() {
                clock += 1.0 / n_steps as f32;
                let mut tag = gold as u8;
                if !is_name(gold) {
                    let rows = features(&words, i, before).map(|feature| row_of(feature, N_ROWS));
                    tag = guess(&weights, &rows, n_tags);
                    all += 1;
                    right += usize::from(tag == gold as u8);
                    if tag != gold as u8 {
                        let moves = [(gold as u8, 1.0), (tag, -1.0)];
                        change(&mut weights, &rows, &moves);
                        change(&mut sums, &rows, &moves.map(|(tag, by)| (tag, by * clock)));
                    }
                }
                before = [tag, before[0]];
            }
        }
        report(format!("parts of speech, epoch {}: {:.4}", epoch + 1, right as f64 / f64::from(all.max(1))));
    }
    quantised(&weights, &sums, clock)
}

fn guess(weights: &[[f32; WIDTH]], rows: &[usize; N_FEATURES], n_tags: usize) -> u8 {
    let mut scores = [0.0; WIDTH];
    for row in rows.iter().filter_map(|&row| weights.get(row)) {
        for (score, weight) in scores.iter_mut().zip(row) {
            *score += weight;
        }
    }
    let best = scores.iter().take(n_tags).enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    best.map_or(0, |(tag, _)| tag as u8)
}

fn change(table: &mut [[f32; WIDTH]], rows: &[usize; N_FEATURES], moves: &[(u8, f32); 2]) {
    for &row in rows {
        for &(tag, by) in moves {
            if let Some(weight) = table.get_mut(row).and_then(|row| row.get_mut(usize::from(tag))) {
                *weight += by;
            }
        }
    }
}

/// The averaged weights in eight bits: one in a thousand is cut to the range.
fn quantised(weights: &[[f32; WIDTH]], sums: &[[f32; WIDTH]], clock: f32) -> Vec<u8> {
    let averages: Vec<f32> =
        weights.iter().flatten().zip(sums.iter().flatten()).map(|(weight, sum)| weight * clock - sum).collect();
    let mut sizes: Vec<f32> = averages.iter().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
    averages.iter().map(|weight| (weight / top * 127.0).round().clamp(-127.0, 127.0) as i8 as u8).collect()
}
