//! The output of Recognizers-Text for Chinese (text, inclusive bounds, type name, resolution), and its specs as a yardstick.

mod datetime;
mod numbers;
mod percents;
mod score;

pub(crate) use score::agrees;
pub use score::{Evaluation, evaluate};

use serde_json::Value;

use super::glyphs::Glyphs;

/// One entity as Recognizers-Text reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognized {
    /// As in the query, full-width ASCII narrowed.
    pub text: String,
    /// First character.
    pub start: usize,
    /// Last character, inclusive.
    pub end: usize,
    pub type_name: String,
    pub resolution: Value,
}

/// What is asked: the query, folded and as it came.
pub(super) struct Query {
    pub glyphs: Glyphs,
    chars: Vec<char>,
}

impl Query {
    pub(super) fn new(text: &str) -> Self {
        Self { glyphs: Glyphs::new(text, 0), chars: text.chars().collect() }
    }

    /// The entity on characters `start..end`.
    pub(super) fn entity(&self, start: usize, end: usize, type_name: &str, resolution: Value) -> Recognized {
        let text = self.chars.get(start..end).unwrap_or_default().iter().map(|c| narrow(*c)).collect();
        Recognized { text, start, end: end.saturating_sub(1), type_name: type_name.to_owned(), resolution }
    }
}

/// Full-width ASCII as ASCII; everything else as it is.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// What a model of Recognizers-Text (`NumberModel`, `PercentModel` …) finds in `text`; `reference` is the time of the
/// query, `YYYY-MM-DDTHH:MM:SS`, for the models that need one. `None` for a model that is not known.
pub fn recognize(model: &str, text: &str, reference: Option<&str>) -> Option<Vec<Recognized>> {
    let query = Query::new(text);
    Some(match model {
        "DateTimeModel" => datetime::datetimes(&query, reference),
        "NumberModel" => numbers::numbers(&query),
        "OrdinalModel" => numbers::ordinals(&query),
        "PercentModel" => percents::percents(&query),
        _ => return None,
    })
}

/// A double as .NET's `G15` prints it.
pub(super) fn g15(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{value:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-5..15).contains(&exponent) {
        let places = usize::try_from(14 - exponent).unwrap_or(0);
        let fixed = format!("{value:.places$}");
        return if fixed.contains('.') { fixed.trim_end_matches('0').trim_end_matches('.').to_owned() } else { fixed };
    }
    let mantissa = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}E{sign}{:02}", exponent.abs())
}
