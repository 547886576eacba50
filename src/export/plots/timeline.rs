//! The dates of a text along a line of time, a row for each.

use super::picture::{Anchor, BASELINE, Mark, Picture, Tint, elided};
use crate::text::TextRange;

const MARGIN: f64 = 24.0;
const ROW: f64 = 20.0;
const AXIS_ROOM: f64 = 30.0;
const TEXT: f64 = 12.0;
const TINY: f64 = 10.0;
const DOT: f64 = 4.0;
/// Between two marks on the axis, at least.
const MARK_WIDTH: f64 = 90.0;
/// A span of less years is marked in months.
const MONTHS_BELOW: f64 = 3.0;

/// A date.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    pub label: String,
    /// In years: the middle of 2024 is 2024.5.
    pub year: f64,
    pub place: Option<TextRange>,
}

/// `moments` in their order from top to bottom, each at its place in time.
pub fn timeline(title: &str, moments: &[Moment], width: f64) -> Picture {
    let rows = ROW * moments.len() as f64;
    let mut picture = Picture::new(title, width, 2.0 * MARGIN + AXIS_ROOM + rows);
    let years = || moments.iter().map(|moment| moment.year).filter(|year| year.is_finite());
    let (first, last) = (years().fold(f64::INFINITY, f64::min), years().fold(f64::NEG_INFINITY, f64::max));
    if first > last {
        return picture;
    }
    // One day alone stands in the middle of its year.
    let (first, last) = if last - first < 1e-6 { (first - 0.5, last + 0.5) } else { (first, last) };
    let x_of = |year: f64| MARGIN + (year - first) / (last - first) * (width - 2.0 * MARGIN);
    let (top, bottom) = (MARGIN + AXIS_ROOM, MARGIN + AXIS_ROOM + rows);
    for (year, mark) in marks(first, last, (width / MARK_WIDTH).clamp(2.0, 8.0)) {
        let x = x_of(year);
        picture.add(Mark::line((x, top - 6.0), (x, bottom), 1.0, Tint::Faint));
        picture.add(Mark::text((x, top - 12.0), Anchor::Middle, TINY, Tint::Soft, &mark));
    }
    for (idx, moment) in moments.iter().enumerate().filter(|(_, moment)| moment.year.is_finite()) {
        let (x, y) = (x_of(moment.year), top + ROW * (idx as f64 + 0.5));
        picture.add(Mark::circle((x, y), DOT, Tint::Accent).about(&*moment.label).leads_to(moment.place));
        let is_right = x > width / 2.0;
        let (from, anchor) = if is_right { (-2.0 * DOT, Anchor::End) } else { (2.0 * DOT, Anchor::Start) };
        let room = if is_right { x } else { width - x } - 3.0 * DOT;
        let label = elided(&moment.label, room / TEXT);
        let at = (x + from, y + TEXT * BASELINE);
        let name = Mark::text(at, anchor, TEXT, Tint::Ink, &label);
        picture.add(name.about(&*moment.label).leads_to(moment.place));
    }
    picture
}

/// Round moments from `first` to `last`, one more than `n_most` at most, with what they are called.
fn marks(first: f64, last: f64, n_most: f64) -> Vec<(f64, String)> {
    let span = last - first;
    let (step, per_year) = if span < MONTHS_BELOW {
        let wanted = span * 12.0 / n_most;
        ([1.0, 2.0, 3.0, 6.0].into_iter().find(|step| *step >= wanted).unwrap_or(12.0), 12.0)
    } else {
        let wanted = span / n_most;
        let power = 10.0_f64.powf(wanted.log10().floor());
        let step = [1.0, 2.0, 5.0].into_iter().map(|step| step * power).find(|step| *step >= wanted);
        (step.unwrap_or(10.0 * power).max(1.0), 1.0)
    };
    let mut marks = Vec::new();
    let mut at = (first * per_year / step).ceil() * step;
    while at <= last * per_year + 1e-9 && marks.len() <= n_most as usize {
        marks.push((at / per_year, name(at, per_year)));
        at += step;
    }
    marks
}

/// `2024`, `2024-07`.
fn name(at: f64, per_year: f64) -> String {
    let unit = at.round() as i64;
    if per_year < 2.0 {
        return unit.to_string();
    }
    format!("{}-{:02}", unit.div_euclid(12), unit.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::plots::picture::Shape;

    fn names(first: f64, last: f64) -> Vec<String> {
        marks(first, last, 8.0).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn marks_are_round_and_few() {
        assert_eq!(
            names(2024.0, 2024.5),
            ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07"]
        );
        assert_eq!(names(1921.0, 2024.9), ["1940", "1960", "1980", "2000", "2020"]);
        assert_eq!(names(-500.0, 2000.0), ["-500", "0", "500", "1000", "1500", "2000"]);
        assert!(names(0.0, 9999.0).len() <= 9);
    }

    #[test]
    fn one_date_and_none_have_a_picture() {
        let moment = |year: f64| Moment { label: "7月1日".to_owned(), year, place: None };
        let n_circles = |moments: &[Moment]| {
            let marks = timeline("", moments, 300.0).marks;
            marks.iter().filter(|mark| matches!(mark.shape, Shape::Circle { .. })).count()
        };
        assert_eq!(n_circles(&[moment(2024.5)]), 1);
        assert_eq!(n_circles(&[]), 0);
        assert_eq!(n_circles(&[moment(f64::NAN), moment(1921.0)]), 1);
    }
}
