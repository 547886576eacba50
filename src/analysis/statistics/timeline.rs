//! The dates a text names, by the day they begin.

use super::super::types::{Analysis, ExpressionType};
use crate::text::TextRange;

/// A place that names a date.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedPlace {
    pub range: TextRange,
    /// As the expression has it: ISO 8601 or TIMEX-like.
    pub value: String,
    /// Where it begins, in years: 2024-07-01 is 2024.5 nearly. A month, season or year begins with its first day.
    pub year: f64,
}

/// Days before each month of a year without a leap day.
const DAYS_BEFORE: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// The dates of a text from the earliest; those of one day in reading order. A date without a year has no place in time.
pub fn timeline(analysis: &Analysis) -> Vec<DatedPlace> {
    let mut dates: Vec<DatedPlace> = analysis
        .expressions
        .iter()
        .filter(|expression| expression.kind == ExpressionType::Date)
        .filter_map(|expression| {
            let year = year_of(&expression.value)?;
            Some(DatedPlace { range: expression.range, value: expression.value.clone(), year })
        })
        .collect();
    dates.sort_by(|a, b| a.year.total_cmp(&b.year));
    dates
}

/// The beginning of an ISO date in years: `2024`, `2024-07`, `2024-07-01`, `2024-Q3`, `2024-W07`, `2024-SU`, `202X`, and
/// what follows any of them.
fn year_of(value: &str) -> Option<f64> {
    let (sign, value) = value.strip_prefix('-').map_or((1.0, value), |rest| (-1.0, rest));
    let first = value.split(['/', ';', 'T']).next()?;
    let mut parts = first.split('-');
    let digits = parts.next().filter(|digits| digits.len() == 4)?;
    // A decade or century begins with its first year.
    let year: u16 =
        digits.replace('X', "0").parse().ok().filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))?;
    let day = parts.next().map_or(Some(0), |part| day_of(part, parts.next()))?;
    Some(sign * f64::from(year) + f64::from(day) / 365.0)
}

/// The day of the year, from 0, that a month, quarter, week or season begins with; a month may have a day.
fn day_of(part: &str, day: Option<&str>) -> Option<u16> {
    let month = |month: u16| DAYS_BEFORE.get(usize::from(month).checked_sub(1)?).copied();
    if let Some(quarter) = part.strip_prefix('Q') {
        return month(quarter.parse::<u16>().ok()?.checked_mul(3)?.checked_sub(2)?);
    }
    if let Some(half) = part.strip_prefix('H') {
        return month(half.parse::<u16>().ok()?.checked_mul(6)?.checked_sub(5)?);
    }
    if let Some(week) = part.strip_prefix('W') {
        return week.parse::<u16>().ok()?.checked_sub(1)?.checked_mul(7).filter(|day| *day < 371);
    }
    match part {
        "SP" => month(3),
        "SU" => month(6),
        "FA" => month(9),
        "WI" => month(12),
        // TIMEX writes a month or day it does not know as XX.
        "XX" => Some(0),
        _ => {
            let before = month(part.parse().ok()?)?;
            let day = day.and_then(|day| day.parse::<u16>().ok()).filter(|day| (1..=31).contains(day)).unwrap_or(1);
            Some(before + day - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Expression;

    #[test]
    fn dates_begin_on_a_day() {
        let check = |value: &str, days: f64| {
            let year = year_of(value).unwrap();
            assert!((year - 2024.0 - days / 365.0).abs() < 1e-9, "{value}: {year}");
        };
        check("2024", 0.0);
        check("2024-01-01/2024-08-27", 0.0);
        check("2024-07-01", 181.0);
        check("2024-11-16T09:23:01;role=published", 319.0);
        check("2024-Q3", 181.0);
        check("2024-W02", 7.0);
        check("2024-SU", 151.0);
        check("2024-XX", 0.0);
        assert_eq!(year_of("198X"), Some(1980.0));
        assert_eq!(year_of("-0500"), Some(-500.0));
        for none in ["", "XXXX-XX", "P1D", "2024-13", "2024-W00", "PRESENT_REF", "-", "2024-W99999"] {
            assert_eq!(year_of(none), None, "{none}");
        }
    }

    #[test]
    fn the_earliest_date_is_first() {
        let expression = |start: usize, kind: ExpressionType, value: &str| Expression {
            range: TextRange::new(start, start + 3),
            kind,
            value: value.to_owned(),
        };
        let expressions = vec![
            expression(0, ExpressionType::Date, "2024-07-01"),
            expression(3, ExpressionType::Date, "1921"),
            expression(6, ExpressionType::Set, "XXXX"),
            expression(9, ExpressionType::Date, "1921"),
        ];
        let dates = timeline(&Analysis { expressions, ..Analysis::default() });
        assert_eq!(dates.iter().map(|date| date.range.start()).collect::<Vec<_>>(), [3, 9, 0]);
    }
}
