//! Specs as Recognizers-Text keeps them, and how many of them are met.

use serde_json::Value;

use super::{Recognized, recognize};

/// How a model fares on a file of specs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    pub total: usize,
    /// Specs whose results agree wholly: text, start, end, type name, resolution.
    pub passed: usize,
    /// Entities that the specs name.
    pub expected: usize,
    /// Entities that were reported.
    pub found: usize,
    /// Entities reported as named.
    pub right: usize,
    /// One sentence for each spec that is not met: the query, what was wanted, what was found.
    pub failures: Vec<String>,
}

/// Scores the model named `model_name` on a JSON array of specs. Unreadable JSON gives no specs and one failure.
pub fn evaluate(json: &str, model_name: &str) -> Evaluation {
    let specs: Vec<Value> = match serde_json::from_str(json.trim_start_matches('\u{FEFF}')) {
        Ok(specs) => specs,
        Err(error) => {
            return Evaluation {
                failures: vec![format!("the specs cannot be read: {error}")],
                ..Evaluation::default()
            };
        }
    };
    let mut evaluation = Evaluation::default();
    for spec in &specs {
        score(spec, model_name, &mut evaluation);
    }
    evaluation
}

fn score(spec: &Value, model_name: &str, evaluation: &mut Evaluation) {
    let input = spec["Input"].as_str().unwrap_or_default();
    let wanted = spec["Results"].as_array().map(Vec::as_slice).unwrap_or_default();
    let reference = spec["Context"]["ReferenceDateTime"].as_str();
    let Some(found) = recognize(model_name, input, reference) else {
        evaluation.failures.push(format!("{model_name}: no such model"));
        return;
    };
    let ignore = spec["IgnoreResolution"].as_bool().unwrap_or(false);
    let right = wanted.iter().filter(|wanted| found.iter().any(|found| agrees(found, wanted, ignore))).count();
    evaluation.total += 1;
    evaluation.expected += wanted.len();
    evaluation.found += found.len();
    evaluation.right += right;
    if right == wanted.len() && found.len() == wanted.len() {
        evaluation.passed += 1;
        return;
    }
    let shown: Vec<String> = wanted
        .iter()
        .map(|w| {
            format!(
                "{} [{}, {}] {} {}",
                w["Text"].as_str().unwrap_or_default(),
                w["Start"],
                w["End"],
                w["TypeName"].as_str().unwrap_or_default(),
                w["Resolution"]
            )
        })
        .collect();
    let got: Vec<String> =
        found.iter().map(|f| format!("{} [{}, {}] {} {}", f.text, f.start, f.end, f.type_name, f.resolution)).collect();
    evaluation.failures.push(format!("{input}: wanted {}; found {}", shown.join(" | "), got.join(" | ")));
}

/// Whether an entity is what a spec wants, wholly; places that the spec leaves out are not looked at.
pub(crate) fn agrees(found: &Recognized, wanted: &Value, ignore_resolution: bool) -> bool {
    let is = |key: &str, value: usize| wanted[key].is_null() || wanted[key].as_u64() == Some(value as u64);
    wanted["Text"].as_str() == Some(&found.text)
        && is("Start", found.start)
        && is("End", found.end)
        && wanted["TypeName"].as_str() == Some(&found.type_name)
        && (ignore_resolution || wanted["Resolution"] == found.resolution)
}
