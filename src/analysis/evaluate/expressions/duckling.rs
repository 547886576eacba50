//! Duckling's corpora: Haskell sources with `examples (value) ["text", …]`.

use jiff::civil::{Date, DateTime};
use serde_json::json;

use super::span::{self, Stretch};
use super::value::{self, Amount};
use super::{ExpressionReport, Failure, near, same, shown, whole};
use crate::analysis::expressions::recognizers::recognize;
use crate::analysis::expressions::{Anchor, expressions};
use crate::analysis::{Expression, ExpressionType};

/// Day on which all of Duckling's examples are said.
const TODAY: &str = "2013-02-12";

/// Scores a corpus. An example passes when one expression is the whole of its text and has its value: for times the same
/// first and last moment, a time without a day being right on any; for amounts the same number in the same or a
/// convertible unit with the same sort of bound; numbers may also be found as Recognizers-Text's `NumberModel` does.
pub(super) fn score(text: &str) -> Option<ExpressionReport> {
    if !text.contains("import Duckling") {
        return None;
    }
    let anchor = Anchor { published: Some(TODAY.to_owned()), accessed: None };
    let mut report = ExpressionReport::new("duckling");
    for (wanted, inputs) in examples(text) {
        let value = Wanted::read(wanted);
        for input in inputs {
            let found = expressions(&input, &anchor);
            let is_right = value.as_ref().is_some_and(|value| value.is_met(&input, whole(&input, &found)));
            let failure = (!is_right).then(|| Failure { expected: json!(wanted), got: shown(&input, &found), input });
            report.note(failure);
        }
    }
    Some(report)
}

/// What examples are to mean.
#[derive(Clone, Debug, PartialEq)]
enum Wanted {
    Time(Stretch),
    /// Seconds.
    Length(f64),
    Number(f64),
    Rank(f64),
    Amount {
        bound: Bound,
        unit: String,
        low: f64,
        high: Option<f64>,
    },
}

/// `simple` and `between`, `under`, `above`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    None,
    Under,
    Above,
}

impl Wanted {
    /// Reads a value such as `datetime (2013, 2, 12, 0, 0, 0) Day` or `between Metre (1.6, 3.9)`.
    fn read(value: &str) -> Option<Self> {
        let plain = value.replace(['(', ')', ','], " ");
        let words: Vec<&str> = plain.split_whitespace().collect();
        let (&head, rest) = words.split_first()?;
        let number = |word: &&str| word.parse::<f64>().ok();
        match (head, rest) {
            ("datetime" | "datetimeHoliday", _) => {
                Stretch::new(moment(rest.get(..6)?)?, span::grain(rest.get(6)?)?).map(Self::Time)
            }
            ("datetimeInterval" | "datetimeIntervalHoliday", _) => {
                Some(Self::Time(Stretch { start: moment(rest.get(..6)?)?, end: moment(rest.get(6..12)?)? }))
            }
            ("DurationData", [amount, unit]) => {
                let letter = unit.chars().next()?;
                let clock = if matches!(*unit, "Second" | "Minute" | "Hour") { "T" } else { "" };
                value::seconds(&format!("P{clock}{amount}{letter}")).map(Self::Length)
            }
            ("NumeralValue", [amount]) => number(amount).map(Self::Number),
            ("OrdinalData", [rank]) => number(rank).map(Self::Rank),
            ("between", [unit, low, high, ..]) => Some(Self::Amount {
                bound: Bound::None,
                unit: (*unit).to_owned(),
                low: number(low)?,
                high: Some(number(high)?),
            }),
            ("simple" | "under" | "above", [unit, low, ..]) => {
                let bound = match head {
                    "under" => Bound::Under,
                    "above" => Bound::Above,
                    _ => Bound::None,
                };
                Some(Self::Amount { bound, unit: (*unit).to_owned(), low: number(low)?, high: None })
            }
            _ => None,
        }
    }

    /// Whether the engine reads `input` so; `found` is the expression that is the whole of it.
    fn is_met(&self, input: &str, found: Option<&Expression>) -> bool {
        let value = found.map(|found| found.value.as_str());
        match self {
            Self::Time(wanted) => value.is_some_and(|value| is_time(value, *wanted)),
            Self::Length(wanted) => value.and_then(value::seconds).is_some_and(|seconds| near(seconds, *wanted)),
            Self::Rank(wanted) => found
                .filter(|found| found.kind == ExpressionType::Ordinal)
                .and_then(|found| value::amount(&found.value))
                .is_some_and(|amount| same(amount.low, *wanted)),
            Self::Number(wanted) => numbers(input, found).into_iter().any(|number| same(number, *wanted)),
            Self::Amount { bound, unit, low, high } => value.and_then(value::amount).is_some_and(|amount| {
                let fits =
                    |found: f64, wanted: f64| convertible(unit, amount.unit).is_some_and(|by| near(found, wanted * by));
                bound.fits(&amount)
                    && fits(amount.low, *low)
                    && match (amount.high, high) {
                        (Some(found), Some(wanted)) => fits(found, *wanted),
                        (None, None) => true,
                        _ => false,
                    }
            }),
        }
    }
}

/// The numbers that the whole of a text may be.
pub(super) fn numbers(input: &str, found: Option<&Expression>) -> Vec<f64> {
    let own = found.and_then(|found| value::amount(&found.value)).filter(|amount| amount.high.is_none());
    let n_chars = input.chars().count();
    let recognized = recognize("NumberModel", input, None).unwrap_or_default();
    let of_model = recognized.iter().filter(|found| found.start == 0 && found.end + 1 == n_chars);
    let of_model = of_model.filter_map(|found| found.resolution["value"].as_str()?.parse::<f64>().ok());
    own.map(|amount| amount.low).into_iter().chain(of_model).collect()
}

fn is_time(value: &str, wanted: Stretch) -> bool {
    let Some(today) = TODAY.parse::<Date>().ok() else { return false };
    span::of_value(value, today)
        .is_some_and(|found| found == wanted || (value.starts_with('T') && found.is_as_on_another_day(wanted)))
}

/// Year, month, day, hour, minute, second; Duckling writes 0 for a month or day that does not matter.
fn moment(words: &[&str]) -> Option<DateTime> {
    let numbers: Vec<i16> = words.iter().map(|word| word.parse().ok()).collect::<Option<_>>()?;
    let small = |idx: usize| numbers.get(idx).and_then(|&number| i8::try_from(number).ok());
    DateTime::new(*numbers.first()?, small(1)?.max(1), small(2)?.max(1), small(3)?, small(4)?, small(5)?, 0).ok()
}

/// What an amount in Duckling's unit is to be multiplied by to be one in the engine's; `None` where it cannot.
fn convertible(wanted: &str, found: &str) -> Option<f64> {
    /// Duckling's unit, how many of the engine's it is, and what the engine calls those.
    const UNITS: &[(&str, f64, &[&str])] = &[
        ("Gram", 1e-3, &["kg"]),
        ("Litre", 1e-3, &["m3"]),
        ("Millilitre", 1e-6, &["m3"]),
        ("Gallon", 3.785_411_784e-3, &["m3"]),
        ("Centimetre", 1e-2, &["m", "米"]),
        ("Metre", 1.0, &["m", "米"]),
        ("Kilometre", 1e3, &["m", "米"]),
        ("Foot", 0.3048, &["m", "米"]),
        ("Inch", 0.0254, &["m", "米"]),
        ("Mile", 1609.344, &["m", "米"]),
        ("Celsius", 1.0, &["摄氏度", "℃", "°C"]),
        ("Fahrenheit", 1.0, &["华氏度", "℉", "°F"]),
        ("Degree", 1.0, &["°", "度"]),
        // 元 and 块 are dollars of no country there.
        ("Dollar", 1.0, &["CNY"]),
        ("Cent", 1e-2, &["CNY"]),
        ("CNY", 1.0, &["CNY"]),
        ("HKD", 1.0, &["HKD"]),
    ];
    let (_, by, _) = UNITS.iter().find(|(unit, _, names)| *unit == wanted && names.contains(&found))?;
    Some(*by)
}

impl Bound {
    fn fits(self, amount: &Amount<'_>) -> bool {
        match self {
            Self::None => matches!(amount.bound, None | Some('~')),
            Self::Under => matches!(amount.bound, Some('<' | '≤')),
            Self::Above => matches!(amount.bound, Some('>' | '≥')),
        }
    }
}

/// Values as written, each with its inputs.
fn examples(source: &str) -> Vec<(&str, Vec<String>)> {
    let starts = source.match_indices("examples").filter_map(|(at, word)| source.get(at + word.len()..));
    starts
        .filter_map(|rest| {
            let (value, rest) = in_brackets(rest.trim_start())?;
            Some((value, strings(rest.trim_start().strip_prefix('[')?)?))
        })
        .collect()
}

/// What stands in the brackets that `text` begins with, and what follows them.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (mut depth, mut in_string) = (0_usize, false);
    if !text.starts_with('(') {
        return None;
    }
    for (at, c) in text.char_indices() {
        match c {
            '"' => in_string = !in_string,
            '(' if !in_string => depth += 1,
            ')' if !in_string => {
                depth -= 1;
                if depth == 0 {
                    return Some((text.get(1..at)?, text.get(at + 1..)?));
                }
            }
            _ => {}
        }
    }
    None
}

/// The strings up to the bracket that closes the list; comments are passed over.
fn strings(list: &str) -> Option<Vec<String>> {
    let mut strings = Vec::new();
    let mut chars = list.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ']' => return Some(strings),
            '-' if chars.peek() == Some(&'-') => while chars.next_if(|&c| c != '\n').is_some() {},
            '"' => {
                let mut string = String::new();
                loop {
                    match chars.next()? {
                        '"' => break,
                        '\\' => string.push(chars.next()?),
                        c => string.push(c),
                    }
                }
                strings.push(string);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "import Duckling.Testing.Types\nallExamples = concat\n  [ examples (NumeralValue 52)\n    [ \"五十二\"\n    \
        -- , \"五二\"\n    , \"没有\"\n    ]\n  , examples (between Metre (1.6, 3.9))\n    [ \"5\\\"\" ]\n  ]\n";

    #[test]
    fn examples_have_a_value_and_inputs() {
        let examples = examples(SOURCE);
        assert_eq!(examples.len(), 2);
        assert_eq!(examples.first(), Some(&("NumeralValue 52", vec!["五十二".to_owned(), "没有".to_owned()])));
        assert_eq!(examples.last(), Some(&("between Metre (1.6, 3.9)", vec!["5\"".to_owned()])));
    }

    #[test]
    fn values_are_read() {
        assert_eq!(Wanted::read("NumeralValue (-1.5)"), Some(Wanted::Number(-1.5)));
        assert_eq!(Wanted::read("DurationData 90 Minute"), Some(Wanted::Length(5400.0)));
        let amount = Wanted::Amount { bound: Bound::None, unit: "Metre".to_owned(), low: 1.6, high: Some(3.9) };
        assert_eq!(Wanted::read("between Metre (1.6, 3.9)"), Some(amount));
        let day = Wanted::read("datetime (2013, 2, 12, 0, 0, 0) Day");
        assert_eq!(Wanted::read("datetimeHoliday (2013, 2, 12, 0, 0, 0) Day \"节\""), day);
        assert!(day.is_some_and(|day| matches!(day, Wanted::Time(_))));
        assert!(Wanted::read("datetimeInterval ((2011, 0, 0, 0, 0, 0), (2013, 0, 0, 0, 0, 0)) Year").is_some());
        assert_eq!(Wanted::read("somethingElse 3"), None);
    }

    #[test]
    fn an_example_passes_by_its_value() {
        let amount = Wanted::read("simple Gram 1500 Nothing").expect("an amount");
        let found = |value: &str| Expression {
            range: crate::text::TextRange::new(0, 6),
            kind: ExpressionType::Qty,
            value: value.to_owned(),
        };
        assert!(amount.is_met("三斤", Some(&found("3 斤 (=1.5 kg)"))));
        assert!(!amount.is_met("三斤", Some(&found("3 斤 (=1.4 kg)"))));
        assert!(!amount.is_met("三斤", None));
        let report = score(SOURCE).expect("a corpus");
        assert_eq!((report.n_passed, report.n_all), (1, 3));
        assert_eq!(score("module Main"), None);
    }
}
