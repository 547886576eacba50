//! JSON Schema, draft 4: as much of it as the W3C's schemas of annotations use. Formats are not checked, as in the verdicts
//! that go with them.

use std::collections::HashMap;

use regex::Regex;
use serde_json::{Map, Value};

/// The files that schemas refer to, by name.
pub(super) struct Definitions(pub(super) HashMap<String, Value>);

impl Definitions {
    /// Whether `value` is valid by the schema in the file `root`.
    pub(super) fn accept(&self, root: &Value, value: &Value) -> bool {
        self.check(root, root, value)
    }

    fn check(&self, root: &Value, schema: &Value, value: &Value) -> bool {
        // Draft 4: what stands beside a reference is ignored.
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let (file, pointer) = reference.split_once('#').expect("a fragment");
            let root = if file.is_empty() { root } else { self.0.get(file).expect("a file of definitions") };
            return self.check(root, root.pointer(pointer).expect("a definition"), value);
        }
        has_type(schema, value)
            && schema.get("enum").and_then(Value::as_array).is_none_or(|values| values.contains(value))
            && has_size(schema, value)
            && value.as_array().is_none_or(|members| self.check_members(root, schema, members))
            && value.as_object().is_none_or(|fields| self.check_fields(root, schema, fields, value))
            && self.check_combined(root, schema, value)
    }

    fn check_members(&self, root: &Value, schema: &Value, members: &[Value]) -> bool {
        schema.get("items").is_none_or(|items| members.iter().all(|member| self.check(root, items, member)))
    }

    fn check_fields(&self, root: &Value, schema: &Value, fields: &Map<String, Value>, value: &Value) -> bool {
        let known = |key: &str| schema.get("properties").and_then(|properties| properties.get(key));
        let patterns: Vec<(Regex, &Value)> = schema
            .get("patternProperties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(pattern, inner)| (Regex::new(pattern).expect("a pattern"), inner))
            .collect();
        let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        let has = |key: &Value| key.as_str().is_some_and(|key| fields.contains_key(key));
        let has_all = |keys: &Value| keys.as_array().is_some_and(|keys| keys.iter().all(has));
        let fits = |(key, field): (&String, &Value)| {
            let matching = patterns.iter().filter(|(pattern, _)| pattern.is_match(key)).map(|(_, inner)| *inner);
            let inner: Vec<&Value> = known(key).into_iter().chain(matching).collect();
            !(is_closed && inner.is_empty()) && inner.iter().all(|inner| self.check(root, inner, field))
        };
        let dependencies = schema.get("dependencies").and_then(Value::as_object).into_iter().flatten();
        let mut needed = dependencies.filter(|(key, _)| fields.contains_key(*key)).map(|(_, needed)| needed);
        schema.get("required").is_none_or(has_all)
            && fields.iter().all(fits)
            && needed.all(|needed| if needed.is_array() { has_all(needed) } else { self.check(root, needed, value) })
    }

    fn check_combined(&self, root: &Value, schema: &Value, value: &Value) -> bool {
        let n_valid = |key: &str| {
            let schemas = schema.get(key).and_then(Value::as_array)?;
            Some((schemas.iter().filter(|inner| self.check(root, inner, value)).count(), schemas.len()))
        };
        n_valid("allOf").is_none_or(|(n, n_all)| n == n_all)
            && n_valid("anyOf").is_none_or(|(n, _)| n > 0)
            && n_valid("oneOf").is_none_or(|(n, _)| n == 1)
            && schema.get("not").is_none_or(|inner| !self.check(root, inner, value))
    }
}

fn has_type(schema: &Value, value: &Value) -> bool {
    let is_a = |name: &Value| match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        other => panic!("no such type in these schemas: {other:?}"),
    };
    match schema.get("type") {
        None => true,
        Some(Value::Array(names)) => names.iter().any(is_a),
        Some(name) => is_a(name),
    }
}

fn has_size(schema: &Value, value: &Value) -> bool {
    let limit = |key: &str| schema.get(key).and_then(Value::as_u64);
    let n_members = value.as_array().map(|members| members.len() as u64);
    let is_exclusive = schema.get("exclusiveMinimum") == Some(&Value::Bool(true));
    let is_enough = |number: i64| {
        let least = schema.get("minimum").and_then(Value::as_i64);
        least.is_none_or(|least| number > least || (number == least && !is_exclusive))
    };
    n_members.is_none_or(|n| limit("minItems").is_none_or(|least| n >= least))
        && n_members.is_none_or(|n| limit("maxItems").is_none_or(|most| n <= most))
        && value.as_i64().is_none_or(is_enough)
}
