//! The amounts of a text as numbers: what is counted, how much, and in units of the SI.

use super::super::types::{Analysis, ExpressionType};
use crate::text::TextRange;

/// An amount.
#[derive(Clone, Debug, PartialEq)]
pub struct AmountRow {
    pub range: TextRange,
    pub kind: ExpressionType,
    /// `~` about, `>` `<` over and under, `≥` `≤` at least and at most; empty where it is exact.
    pub bound: &'static str,
    pub number: f64,
    /// The upper end, where two numbers are named.
    pub high: Option<f64>,
    /// As written, a currency by its code; `%` for shares.
    pub unit: String,
    /// The same in a unit that amounts of one kind share (m, m2, kg, s …), where there is one.
    pub normalised: Option<Normalised>,
}

/// An amount in a unit of the SI.
#[derive(Clone, Debug, PartialEq)]
pub struct Normalised {
    pub number: f64,
    pub high: Option<f64>,
    pub unit: String,
}

const BOUNDS: [&str; 5] = ["~", ">", "<", "≥", "≤"];

/// Counted things, measures, money and shares, in reading order.
pub fn amounts(analysis: &Analysis) -> Vec<AmountRow> {
    let is_amount =
        |kind: ExpressionType| matches!(kind, ExpressionType::Qty | ExpressionType::Money | ExpressionType::Percent);
    analysis
        .expressions
        .iter()
        .filter(|expression| is_amount(expression.kind))
        .filter_map(|expression| row(expression.range, expression.kind, &expression.value))
        .collect()
}

/// `~30–40 亩 (=20000–26667 m2)`, `35%`.
fn row(range: TextRange, kind: ExpressionType, value: &str) -> Option<AmountRow> {
    let (bound, value) =
        BOUNDS.iter().find_map(|bound| value.strip_prefix(*bound).map(|rest| (*bound, rest))).unwrap_or(("", value));
    let (written, beside) = match value.split_once(" (=") {
        Some((written, beside)) => (written, beside.strip_suffix(')')),
        None => (value, None),
    };
    let (numbers, unit) = match written.strip_suffix('%') {
        Some(numbers) => (numbers, "%"),
        None => written.split_once(' ').unwrap_or((written, "")),
    };
    let (number, high) = span(numbers)?;
    let normalised = beside.and_then(|beside| {
        let (numbers, unit) = beside.split_once(' ')?;
        let (number, high) = span(numbers)?;
        Some(Normalised { number, high, unit: unit.to_owned() })
    });
    Some(AmountRow { range, kind, bound, number, high, unit: unit.to_owned(), normalised })
}

/// A number, or two with a dash between.
fn span(numbers: &str) -> Option<(f64, Option<f64>)> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    match numbers.split_once('–') {
        Some((low, high)) => Some((number(low)?, Some(number(high)?))),
        None => Some((number(numbers)?, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<AmountRow> {
        row(TextRange::default(), ExpressionType::Qty, value)
    }

    #[test]
    fn amounts_are_numbers_with_units() {
        let field = read("1300 亩 (=866667 m2)").unwrap();
        let square_metres = Normalised { number: 866_667.0, high: None, unit: "m2".to_owned() };
        assert_eq!((field.number, field.unit.as_str(), field.normalised), (1300.0, "亩", Some(square_metres)));
        let people = read("~300000 人次").unwrap();
        assert_eq!((people.bound, people.number, people.unit.as_str()), ("~", 300_000.0, "人次"));
        let share = read("≥5–20%").unwrap();
        assert_eq!((share.bound, share.number, share.high, share.unit.as_str()), ("≥", 5.0, Some(20.0), "%"));
        assert!(read("3/4").is_none() && read("").is_none() && read("NaN 个").is_none());
    }
}
