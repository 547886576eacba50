//! Plots over the text and over its words: where words stand, how frequent they are, how long sentences are.

use super::svg::{ACCENT, Anchor, FAINT, INK, SOFT, Svg, elided};

const WIDTH: f64 = 800.0;
const MARGIN: f64 = 16.0;
/// The names' column, and room for a number at the right.
const LABEL_WIDTH: f64 = 140.0;
const COUNT_WIDTH: f64 = 50.0;
const TEXT: f64 = 13.0;
const TINY: f64 = 10.0;
/// From the middle of a line of text to its baseline, in em.
const BASELINE: f64 = 0.36;
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
pub fn dispersion(title: &str, strips: &[Strip]) -> String {
    let height = 2.0 * MARGIN + STRIP_ROW * strips.len() as f64 + AXIS_ROOM;
    let mut svg = Svg::new(title, WIDTH, height);
    let (left, width) = (MARGIN + LABEL_WIDTH, WIDTH - 2.0 * MARGIN - LABEL_WIDTH - COUNT_WIDTH);
    for (idx, strip) in strips.iter().enumerate() {
        let top = MARGIN + STRIP_ROW * idx as f64;
        row_text(&mut svg, (strip.label.as_str(), strip.n.to_string().as_str()), top + STRIP_ROW / 2.0);
        svg.line((left, top + STRIP_ROW - 3.0), (left + width, top + STRIP_ROW - 3.0), FAINT, 1.0);
        let mut last = None;
        for position in strip.positions.iter().filter(|position| position.is_finite()) {
            // Ticks nearer than half a pixel are one.
            let slot = (position.clamp(0.0, 1.0) * width * 2.0).round();
            if last.replace(slot).is_none_or(|before| before < slot) {
                let x = left + slot / 2.0;
                svg.line((x, top + 4.0), (x, top + STRIP_ROW - 3.0), ACCENT, 1.0);
            }
        }
    }
    let bottom = MARGIN + STRIP_ROW * strips.len() as f64;
    for quarter in 0..=4_u8 {
        let share = f64::from(quarter) / 4.0;
        let text = format!("{:.0}%", share * 100.0);
        svg.text((left + share * width, bottom + TINY + 6.0), Anchor::Middle, TINY, SOFT, &text);
    }
    svg.finish()
}

/// A bar for each word and its frequency, in the order given.
pub fn frequency(title: &str, words: &[(String, usize)]) -> String {
    let mut svg = Svg::new(title, WIDTH, 2.0 * MARGIN + BAR_ROW * words.len() as f64);
    let most = words.iter().map(|(_, n)| *n).max().unwrap_or_default().max(1) as f64;
    let (left, width) = (MARGIN + LABEL_WIDTH, WIDTH - 2.0 * MARGIN - LABEL_WIDTH - COUNT_WIDTH);
    for (idx, (word, n)) in words.iter().enumerate() {
        let top = MARGIN + BAR_ROW * idx as f64;
        row_text(&mut svg, (word.as_str(), n.to_string().as_str()), top + BAR_ROW / 2.0);
        svg.rect((left, top + 4.0), (width * *n as f64 / most, BAR_ROW - 8.0), SOFT, &format!("{word} {n}"));
    }
    svg.finish()
}

/// A column for the length of each sentence in reading order, several to one where there are many; their mean as a line.
pub fn rhythm(title: &str, lengths: &[u32]) -> String {
    let mut svg = Svg::new(title, WIDTH, 2.0 * MARGIN + COLUMNS_HEIGHT + AXIS_ROOM);
    let (left, width) = (MARGIN + COUNT_WIDTH, WIDTH - 2.0 * MARGIN - COUNT_WIDTH);
    let bottom = MARGIN + COLUMNS_HEIGHT;
    svg.line((left, bottom), (left + width, bottom), FAINT, 1.0);
    if lengths.is_empty() {
        return svg.finish();
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
        svg.rect((left + each * idx as f64, bottom - height), (each - gap, height), SOFT, &about);
    }
    let mean = lengths.iter().copied().map(f64::from).sum::<f64>() / lengths.len() as f64;
    let y = bottom - mean / tallest * COLUMNS_HEIGHT;
    svg.line((left, y), (left + width, y), ACCENT, 1.0);
    svg.text((left - 6.0, y + TINY * BASELINE), Anchor::End, TINY, ACCENT, &format!("{mean:.1}"));
    // The mean's number stands where it is true; that of the tallest column gives way to it.
    if y - MARGIN > 2.0 * TINY {
        svg.text((left - 6.0, MARGIN + TINY), Anchor::End, TINY, SOFT, &format!("{tallest:.0}"));
    }
    svg.text((left, bottom + TINY + 6.0), Anchor::Start, TINY, SOFT, "1");
    svg.text((left + width, bottom + TINY + 6.0), Anchor::End, TINY, SOFT, &lengths.len().to_string());
    svg.finish()
}

/// The name of a row at its left end and its number at the right, around the height `y`.
fn row_text(svg: &mut Svg, (label, count): (&str, &str), y: f64) {
    let label = elided(label, (LABEL_WIDTH - 10.0) / TEXT);
    svg.text((MARGIN + LABEL_WIDTH - 10.0, y + TEXT * BASELINE), Anchor::End, TEXT, INK, &label);
    svg.text((WIDTH - MARGIN, y + TINY * BASELINE), Anchor::End, TINY, SOFT, count);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_nearer_than_a_pixel_share_a_tick() {
        let strip = |positions: Vec<f64>| Strip { label: "干部".to_owned(), n: positions.len(), positions };
        let n_ticks = |positions: Vec<f64>| dispersion("", &[strip(positions)]).matches(ACCENT).count();
        assert_eq!(n_ticks(vec![0.0, 0.00001, 0.5, 1.0, 7.0]), 3);
        assert_eq!(n_ticks(vec![f64::NAN]), 0);
    }

    #[test]
    fn every_word_has_its_bar() {
        let svg = frequency("", &[("干部".to_owned(), 10), ("<".to_owned(), 5)]);
        assert!(svg.contains(">干部 10</title>") && svg.contains(">&lt; 5</title>"), "{svg}");
        assert!(frequency("", &[("无".to_owned(), 0)]).contains("width=\"0\""));
        assert!(!frequency("", &[]).contains("NaN"));
    }

    #[test]
    fn long_texts_share_columns() {
        let columns = |n: u32| rhythm("", &(0..n).collect::<Vec<_>>()).matches("</rect>").count();
        assert_eq!((columns(0), columns(1), columns(384), columns(385)), (0, 1, 384, 193));
        assert!(!rhythm("", &[0, 0]).contains("NaN"));
    }
}
