//! Specs of Recognizers-Text: a JSON array of inputs with the results wanted.

use serde_json::{Value, json};

use super::{ExpressionReport, Failure};
use crate::analysis::expressions::recognizers::{Recognized, agrees, recognize};

/// Scores a file of specs. A spec of a model passes when exactly the entities it names are found, each with the same
/// text, bounds, type name and resolution. A spec of an extractor or parser, of which a model is made, passes when the
/// entities it names are among what the model of dates and times finds, with the same bounds, type and TIMEX.
pub(super) fn score(text: &str, name: &str) -> Option<ExpressionReport> {
    if !text.trim_start().starts_with('[') {
        return None;
    }
    let specs: Vec<Value> = serde_json::from_str(text).ok()?;
    if !specs.iter().all(|spec| spec["Input"].is_string() && spec["Results"].is_array()) {
        return None;
    }
    let model = model_of(&specs, name);
    let mut report = ExpressionReport::new("recognizers");
    for spec in &specs {
        report.note(failure(spec, &model));
    }
    report.model = Some(model);
    Some(report)
}

/// The model whose specs these are: by the types of their results, else by the file's name.
fn model_of(specs: &[Value], name: &str) -> String {
    let mut results = specs.iter().filter_map(|spec| spec["Results"].as_array()).flatten();
    let model = results.find_map(|result| match result["TypeName"].as_str() {
        Some("number") => Some("NumberModel"),
        Some("ordinal") => Some("OrdinalModel"),
        Some("percentage") => Some("PercentModel"),
        Some(of) if of.starts_with("datetimeV2.") => Some("DateTimeModel"),
        Some(_) => None,
        // Extractors and parsers are there for dates and times alone.
        None => result["Type"].as_str().map(|_| "DateTimeModel"),
    });
    model.unwrap_or(name).to_owned()
}

fn failure(spec: &Value, model: &str) -> Option<Failure> {
    let input = spec["Input"].as_str().unwrap_or_default();
    let wanted = spec["Results"].as_array().map(Vec::as_slice).unwrap_or_default();
    let found = recognize(model, input, spec["Context"]["ReferenceDateTime"].as_str());
    let is_right = found.as_deref().is_some_and(|found| meets(found, wanted, spec["IgnoreResolution"] == true));
    if is_right {
        return None;
    }
    let got = found.map(|found| found.iter().map(shown).collect());
    Some(Failure { input: input.to_owned(), expected: spec["Results"].clone(), got: got.unwrap_or(Value::Null) })
}

fn meets(found: &[Recognized], wanted: &[Value], ignores_resolution: bool) -> bool {
    let is_part = wanted.iter().any(|wanted| wanted["TypeName"].is_null());
    let is_there = |wanted: &Value| {
        found
            .iter()
            .any(|found| if is_part { covers(found, wanted) } else { agrees(found, wanted, ignores_resolution) })
    };
    (is_part || found.len() == wanted.len()) && wanted.iter().all(is_there)
}

/// Whether an entity is what an extractor or a parser gives.
fn covers(found: &Recognized, wanted: &Value) -> bool {
    let kind = wanted["Type"].as_str().unwrap_or_default();
    let own = found.type_name.strip_prefix("datetimeV2.").unwrap_or(&found.type_name);
    let timex = wanted["Value"]["Timex"].as_str();
    let timexes = found.resolution["values"].as_array().map(Vec::as_slice).unwrap_or_default();
    wanted["Text"].as_str() == Some(&found.text)
        && wanted["Start"].as_u64() == Some(found.start as u64)
        && wanted["Length"].as_u64() == Some((found.end + 1 - found.start) as u64)
        && own == kind.strip_prefix("datetimeV2.").unwrap_or(kind)
        && timex.is_none_or(|timex| timexes.iter().any(|value| value["timex"] == timex))
}

fn shown(found: &Recognized) -> Value {
    json!({
        "Text": found.text,
        "Start": found.start,
        "End": found.end,
        "TypeName": found.type_name,
        "Resolution": found.resolution,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spec_passes_when_all_agrees() {
        let text = r#"[
            {"Input": "买了五十二个", "Results": [
                {"Text": "五十二", "Start": 2, "End": 4, "TypeName": "number", "Resolution": {"value": "52"}}]},
            {"Input": "买了六十一个", "Results": [
                {"Text": "六十一", "Start": 2, "End": 4, "TypeName": "number", "Resolution": {"value": "60"}}]},
            {"Input": "没有数", "Results": []}
        ]"#;
        let report = score(text, "any").expect("specs");
        assert_eq!((report.model.as_deref(), report.n_all), (Some("NumberModel"), 3));
        assert!(report.failures.iter().any(|failure| failure.input == "买了六十一个"));
    }

    #[test]
    fn extractors_are_read_too() {
        let text = r#"[{"Input": "2010-01-29", "Results": [
            {"Text": "2010-01-29", "Type": "date", "Start": 0, "Length": 10, "Value": {"Timex": "2010-01-29"}}]}]"#;
        let report = score(text, "DateParser").expect("specs");
        assert_eq!((report.n_passed, report.n_all), (1, 1));
    }

    #[test]
    fn a_model_that_is_none_of_ours_fails_with_null() {
        let text = r#"[{"Input": "1.1.1.1", "Results": [{"Text": "1.1.1.1", "TypeName": "ip"}]}]"#;
        let report = score(text, "IpAddressModel").expect("specs");
        assert_eq!(report.model.as_deref(), Some("IpAddressModel"));
        assert_eq!(report.failures.first().map(|failure| &failure.got), Some(&Value::Null));
        assert_eq!(score("[1, 2]", "x"), None);
        assert_eq!(score("王 O", "x"), None);
    }
}
