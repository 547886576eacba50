//! Expressions against the specs of Recognizers-Text, the corpora of Duckling, and the tests of cn2an, as these projects
//! keep them.

mod cn2an;
mod duckling;
mod span;
mod specs;
mod value;

use serde_json::{Value, json};

use crate::analysis::Expression;
use crate::text::TextRange;

/// How the engine fares on a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpressionReport {
    /// `recognizers`, `duckling` or `cn2an`.
    pub format: &'static str,
    /// The model of Recognizers-Text that was asked, for its specs.
    pub model: Option<String>,
    pub n_passed: usize,
    pub n_all: usize,
    /// All that did not pass, in the file's order.
    pub failures: Vec<Failure>,
}

/// An input of which something else was expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    pub input: String,
    pub expected: Value,
    /// Null where the model asked for is none of ours.
    pub got: Value,
}

/// Scores the engine on a file's text; `name` is the file's name without its ending, which tells the model of specs
/// that have no results. `None` for a text of another format.
pub fn score(text: &str, name: &str) -> Option<ExpressionReport> {
    let text = text.trim_start_matches('\u{FEFF}');
    specs::score(text, name).or_else(|| duckling::score(text)).or_else(|| cn2an::score(text))
}

impl ExpressionReport {
    fn new(format: &'static str) -> Self {
        Self { format, ..Self::default() }
    }

    /// Counts an input; `failure` is `None` where it is right.
    fn note(&mut self, failure: Option<Failure>) {
        self.n_all += 1;
        match failure {
            None => self.n_passed += 1,
            Some(failure) => self.failures.push(failure),
        }
    }
}

/// Expressions as JSON shows them.
fn shown(text: &str, expressions: &[Expression]) -> Value {
    let row = |e: &Expression| json!({ "text": e.range.of(text), "type": e.kind.code(), "value": e.value });
    expressions.iter().map(row).collect()
}

/// The one that is the whole text.
fn whole<'e>(text: &str, expressions: &'e [Expression]) -> Option<&'e Expression> {
    expressions.iter().find(|expression| expression.range == TextRange::new(0, text.len()))
}

/// Whether two numbers are the same up to what binary fractions and fifteen digits leave open.
fn same(left: f64, right: f64) -> bool {
    is_within(left, right, 1e-12)
}

/// Whether two amounts are the same up to what rounding to six digits changes.
fn near(left: f64, right: f64) -> bool {
    is_within(left, right, 1e-5)
}

fn is_within(left: f64, right: f64, share: f64) -> bool {
    (left - right).abs() <= share * left.abs().max(right.abs())
}
