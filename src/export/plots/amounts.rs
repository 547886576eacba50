//! The amounts of a text by unit, each unit with a scale of its own: so many times as much is so far apart.

use super::picture::{Anchor, BASELINE, Mark, Picture, Tint, elided};
use crate::text::TextRange;

const MARGIN: f64 = 16.0;
const ROW: f64 = 20.0;
const TEXT: f64 = 12.0;
const TINY: f64 = 10.0;
const DOT: f64 = 4.0;
/// The parts of the width that the words of the text and the number have; the scale lies between.
const LABEL_SHARE: f64 = 0.3;
const NUMBER_SHARE: f64 = 0.24;

/// An amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// As the text has it.
    pub label: String,
    /// In its group's unit, as written beside the scale.
    pub value: String,
    /// In its group's unit.
    pub low: f64,
    pub high: f64,
    pub place: Option<TextRange>,
}

/// `groups` of amounts of one unit, with its name.
pub fn amounts(title: &str, groups: &[(String, Vec<Quantity>)], width: f64) -> Picture {
    let n_rows: usize = groups.iter().map(|(_, rows)| rows.len() + usize::from(rows.len() > 1)).sum();
    let mut picture = Picture::new(title, width, 2.0 * MARGIN + ROW * n_rows as f64);
    let mut top = MARGIN;
    for (unit, rows) in groups {
        // An amount alone has nothing to be compared with, and its unit stands behind its number.
        if let [row] = rows.as_slice() {
            add_words(&mut picture, row, top);
            top += ROW;
            continue;
        }
        picture.add(Mark::text((MARGIN, top + ROW * 0.7), Anchor::Start, TINY, Tint::Soft, unit));
        let least = rows.iter().filter_map(|row| logarithm(row.low)).fold(f64::INFINITY, f64::min);
        let most = rows.iter().filter_map(|row| logarithm(row.high)).fold(f64::NEG_INFINITY, f64::max);
        for row in rows {
            top += ROW;
            add_words(&mut picture, row, top);
            add_scale(&mut picture, row, (least, most), top);
        }
        top += ROW;
    }
    picture
}

fn add_words(picture: &mut Picture, row: &Quantity, top: f64) {
    let width = picture.width - 2.0 * MARGIN;
    let base = top + ROW / 2.0 + TEXT * BASELINE;
    let label = elided(&row.label, width * LABEL_SHARE / TEXT - 0.5);
    let name = Mark::text((MARGIN, base), Anchor::Start, TEXT, Tint::Ink, &label);
    picture.add(name.about(about(row)).leads_to(row.place));
    let value = elided(&row.value, width * NUMBER_SHARE / TEXT - 0.5);
    picture.add(Mark::text((MARGIN + width, base), Anchor::End, TEXT, Tint::Soft, &value));
}

/// Where the amount stands on the scale of its unit, from the least to the most power of ten.
fn add_scale(picture: &mut Picture, row: &Quantity, (least, most): (f64, f64), top: f64) {
    let width = picture.width - 2.0 * MARGIN;
    let (left, right) = (MARGIN + width * LABEL_SHARE, MARGIN + width * (1.0 - NUMBER_SHARE));
    let middle = top + ROW / 2.0;
    picture.add(Mark::line((left, middle), (right - DOT, middle), 1.0, Tint::Faint));
    let x_of = |number: f64| {
        // Amounts that are all alike stand in the middle of their scale, and nothing at its beginning.
        let share = match logarithm(number) {
            Some(power) if most > least => (power - least) / (most - least),
            Some(_) => 0.5,
            None => 0.0,
        };
        left + DOT + share * (right - left - 3.0 * DOT)
    };
    let (from, to) = (x_of(row.low), x_of(row.high));
    if to > from {
        picture.add(Mark::line((from, middle), (to, middle), 2.0, Tint::Accent));
        picture.add(Mark::circle((to, middle), DOT, Tint::Accent).about(about(row)).leads_to(row.place));
    }
    picture.add(Mark::circle((from, middle), DOT, Tint::Accent).about(about(row)).leads_to(row.place));
}

fn about(row: &Quantity) -> String {
    format!("{} = {}", row.label, row.value)
}

fn logarithm(number: f64) -> Option<f64> {
    (number > 0.0 && number.is_finite()).then(|| number.log10())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::plots::picture::Shape;

    fn quantity(low: f64, high: f64) -> Quantity {
        Quantity { label: "30亩".to_owned(), value: "20000 m2".to_owned(), low, high, place: None }
    }

    fn dots(rows: Vec<Quantity>) -> Vec<f64> {
        let picture = amounts("", &[("m2".to_owned(), rows)], 800.0);
        let dot = |mark: &Mark| match mark.shape {
            Shape::Circle { center, .. } => Some(center.0.round()),
            _ => None,
        };
        picture.marks.iter().filter_map(dot).collect()
    }

    #[test]
    fn ten_times_as_much_is_as_far_apart_everywhere() {
        let at = dots(vec![quantity(1.0, 1.0), quantity(10.0, 10.0), quantity(100.0, 100.0)]);
        assert!((at[1] - at[0] - (at[2] - at[1])).abs() < 1.5, "{at:?}");
        assert_eq!(dots(vec![quantity(1.0, 10.0), quantity(3.0, 3.0)]).len(), 3, "from one number to another");
        assert_eq!(dots(vec![quantity(1.0, 10.0)]).len(), 0, "one alone has no scale");
        assert_eq!(dots(vec![quantity(0.0, 0.0), quantity(-3.0, f64::NAN)]).len(), 2);
        assert!(amounts("", &[], 800.0).marks.is_empty());
    }
}
