//! Plots over the text and over its words: where words stand, how frequent they are, how long sentences are.

use super::picture::{Anchor, BASELINE, Mark, Picture, Tint, elided};

const WIDTH: f64 = 800.0;
const MARGIN: f64 = 16.0;
/// The names' column, and room for a number at the right.
const LABEL_WIDTH: f64 = 140.0;
const COUNT_WIDTH: f64 = 50.0;
const TEXT: f64 = 13.0;
const TINY: f64 = 10.0;
const STRIP_ROW: f64 = 26.0;
const BAR_ROW: f64 = 20.0;
/// Below the rows of a plot with an axis.
const AXIS_ROOM: f64 = 24.0;
/// Height of the tallest column.
const COLUMNS_HEIGHT: f64 = 180.0;
/// Columns that can be told apart.
const N_MOST_COLUMNS: usize = 384;

/// Where a word or entity stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    pub label: String,
    /// Of all places, also those `positions` leaves out.
    pub n: usize,
    /// 0 to 1, in order.
    pub positions: Vec<f64>,
}

/// A row for each strip with a tick for each place; the text runs from left to right.
pub fn dispersion(title: &str, strips: &[Strip]) -> Picture {
    let height = 2.0 * MARGIN + STRIP_ROW * strips.len() as f64 + AXIS_ROOM;
    let mut picture = Picture::new(title, WIDTH, height);
    let (left, width) = (MARGIN + LABEL_WIDTH, WIDTH - 2.0 * MARGIN - LABEL_WIDTH - COUNT_WIDTH);
    for (idx, strip) in strips.iter().enumerate() {
        let top = MARGIN + STRIP_ROW * idx as f64;
        row_text(&mut picture, (strip.label.as_str(), strip.n.to_string().as_str()), top + STRIP_ROW / 2.0);
        let ground = top + STRIP_ROW - 3.0;
        picture.add(Mark::line((left, ground), (left + width, ground), 1.0, Tint::Faint));
        let mut last = None;
        for position in strip.positions.iter().filter(|position| position.is_finite()) {
            // Ticks nearer than half a pixel are one.
            let slot = (position.clamp(0.0, 1.0) * width * 2.0).round();
            if last.replace(slot).is_none_or(|before| before < slot) {
                let x = left + slot / 2.0;
                picture.add(Mark::line((x, top + 4.0), (x, ground), 1.0, Tint::Accent));
            }
        }
    }
    let bottom = MARGIN + STRIP_ROW * strips.len() as f64;
    for quarter in 0..=4_u8 {
        let share = f64::from(quarter) / 4.0;
        let text = format!("{:.0}%", share * 100.0);
        let at = (left + share * width, bottom + TINY + 6.0);
        picture.add(Mark::text(at, Anchor::Middle, TINY, Tint::Soft, &text));
    }
    picture
}

/// A bar for each word and its frequency, in the order given.
pub fn frequency(title: &str, words: &[(String, usize)]) -> Picture {
    let mut picture = Picture::new(title, WIDTH, 2.0 * MARGIN + BAR_ROW * words.len() as f64);
    let most = words.iter().map(|(_, n)| *n).max().unwrap_or_default().max(1) as f64;
    let (left, width) = (MARGIN + LABEL_WIDTH, WIDTH - 2.0 * MARGIN - LABEL_WIDTH - COUNT_WIDTH);
    for (idx, (word, n)) in words.iter().enumerate() {
        let top = MARGIN + BAR_ROW * idx as f64;
        row_text(&mut picture, (word.as_str(), n.to_string().as_str()), top + BAR_ROW / 2.0);
        let size = (width * *n as f64 / most, BAR_ROW - 8.0);
        picture.add(Mark::rect((left, top + 4.0), size, Tint::Soft).about(format!("{word} {n}")));
    }
    picture
}

/// A column for the length of each sentence in reading order, several to one where there are many; their mean as a line.
pub fn rhythm(title: &str, lengths: &[u32]) -> Picture {
    let mut picture = Picture::new(title, WIDTH, 2.0 * MARGIN + COLUMNS_HEIGHT + AXIS_ROOM);
    let (left, width) = (MARGIN + COUNT_WIDTH, WIDTH - 2.0 * MARGIN - COUNT_WIDTH);
    let bottom = MARGIN + COLUMNS_HEIGHT;
    picture.add(Mark::line((left, bottom), (left + width, bottom), 1.0, Tint::Faint));
    if lengths.is_empty() {
        return picture;
    }
    let size = lengths.len().div_ceil(N_MOST_COLUMNS);
    let columns: Vec<(usize, f64)> = lengths
        .chunks(size)
        .enumerate()
        .map(|(idx, chunk)| (idx * size, chunk.iter().copied().map(f64::from).sum::<f64>() / chunk.len() as f64))
        .collect();
    let tallest = columns.iter().map(|(_, length)| *length).fold(1.0, f64::max);
    let each = width / columns.len() as f64;
    let gap = if each >= 3.0 { 1.0 } else { 0.0 };
    for (idx, (first, length)) in columns.iter().enumerate() {
        let height = length / tallest * COLUMNS_HEIGHT;
        let last = (first + size).min(lengths.len());
        let about =
            if size == 1 { format!("{last}: {length:.0}") } else { format!("{}–{last}: {length:.1}", first + 1) };
        let at = (left + each * idx as f64, bottom - height);
        picture.add(Mark::rect(at, (each - gap, height), Tint::Soft).about(about));
    }
    let mean = lengths.iter().copied().map(f64::from).sum::<f64>() / lengths.len() as f64;
    let y = bottom - mean / tallest * COLUMNS_HEIGHT;
    picture.add(Mark::line((left, y), (left + width, y), 1.0, Tint::Accent));
    let beside = (left - 6.0, y + TINY * BASELINE);
    picture.add(Mark::text(beside, Anchor::End, TINY, Tint::Accent, &format!("{mean:.1}")));
    // The mean's number stands where it is true; that of the tallest column gives way to it.
    if y - MARGIN > 2.0 * TINY {
        let at = (left - 6.0, MARGIN + TINY);
        picture.add(Mark::text(at, Anchor::End, TINY, Tint::Soft, &format!("{tallest:.0}")));
    }
    let below = bottom + TINY + 6.0;
    picture.add(Mark::text((left, below), Anchor::Start, TINY, Tint::Soft, "1"));
    picture.add(Mark::text((left + width, below), Anchor::End, TINY, Tint::Soft, &lengths.len().to_string()));
    picture
}

/// The name of a row at its left end and its number at the right, around the height `y`.
fn row_text(picture: &mut Picture, (label, count): (&str, &str), y: f64) {
    let label = elided(label, (LABEL_WIDTH - 10.0) / TEXT);
    let at = (MARGIN + LABEL_WIDTH - 10.0, y + TEXT * BASELINE);
    picture.add(Mark::text(at, Anchor::End, TEXT, Tint::Ink, &label));
    picture.add(Mark::text((WIDTH - MARGIN, y + TINY * BASELINE), Anchor::End, TINY, Tint::Soft, count));
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::export::plots::picture::Shape;

    fn n_marks(picture: &Picture, is_counted: impl Fn(&Mark) -> bool) -> usize {
        picture.marks.iter().filter(|mark| is_counted(mark)).count()
    }

    #[test]
    fn places_nearer_than_a_pixel_share_a_tick() {
        let strip = |positions: Vec<f64>| Strip { label: "干部".to_owned(), n: positions.len(), positions };
        let n_ticks =
            |positions: Vec<f64>| n_marks(&dispersion("", &[strip(positions)]), |mark| mark.tint == Tint::Accent);
        assert_eq!(n_ticks(vec![0.0, 0.00001, 0.5, 1.0, 7.0]), 3);
        assert_eq!(n_ticks(vec![f64::NAN]), 0);
    }

    #[test]
    fn every_word_has_its_bar() {
        let picture = frequency("", &[("干部".to_owned(), 10), ("<".to_owned(), 5), ("无".to_owned(), 0)]);
        let bars: Vec<&str> =
            picture.marks.iter().filter(|mark| !mark.about.is_empty()).map(|mark| mark.about.as_str()).collect();
        assert_eq!(bars, ["干部 10", "< 5", "无 0"]);
        assert!(frequency("", &[]).marks.is_empty());
    }

    #[test]
    fn long_texts_share_columns() {
        let columns = |n: u32| {
            let picture = rhythm("", &(0..n).collect::<Vec<_>>());
            n_marks(&picture, |mark| matches!(mark.shape, Shape::Rect { .. }))
        };
        assert_eq!((columns(0), columns(1), columns(384), columns(385)), (0, 1, 384, 193));
    }
}
