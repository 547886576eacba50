//! `quandian analyze`.

use std::path::Path;

use quandian::analysis::statistics::Value as Figure;
use quandian::analysis::{self, Analysis, Unwatched};
use quandian::annotation::EntityCorrection;
use quandian::document::Document;
use quandian::store::{DataDir, Library};
use serde_json::{Map, Value, json};

use super::Failure;
use super::args::Part;
use super::document;
use super::json::{pretty, span};

/// The reader's corrections apply only when a data folder is named.
pub(super) fn analyze(file: &Path, only: Option<Part>, data_dir: Option<&Path>) -> Result<String, Failure> {
    let document = document::read(file)?.document;
    let corrections = corrections(data_dir)?;
    let analysis = analysis::analyze(&document, &corrections, &Unwatched).ok_or("the analysis was cancelled")?;
    let mut answer = Map::new();
    type Make = fn(&Document, &Analysis) -> Value;
    let parts: [(Part, &str, Make); 5] = [
        (Part::Entities, "entities", entities),
        (Part::Quotations, "quotations", quotations),
        (Part::Expressions, "expressions", expressions),
        (Part::Tokens, "tokens", tokens),
        (Part::Statistics, "statistics", statistics),
    ];
    for (part, key, make) in parts {
        if only.is_none_or(|only| only == part) {
            answer.insert(key.to_owned(), make(&document, &analysis));
        }
    }
    pretty(&Value::Object(answer))
}

fn corrections(data_dir: Option<&Path>) -> Result<Vec<EntityCorrection>, Failure> {
    let Some(path) = data_dir else { return Ok(Vec::new()) };
    let opened = Library::open_to_read(&DataDir::resolve(Some(path))?)?;
    Ok(opened.set.corrections().cloned().collect())
}

fn entities(document: &Document, analysis: &Analysis) -> Value {
    let rows = analysis.entities.iter().map(|entity| {
        let mentions: Vec<_> = entity
            .mentions
            .iter()
            .filter_map(|&idx| analysis.mentions.get(idx as usize))
            .map(|mention| {
                let more = json!({
                    "text": document.slice(mention.range),
                    "confidence": mention.confidence,
                    "nested": mention.nested,
                });
                span(document, mention.range, more)
            })
            .collect();
        let titles: Vec<_> = entity
            .attributes
            .titles
            .iter()
            .map(|link| span(document, link.range, json!({ "title": link.title, "organisation": link.organisation })))
            .collect();
        json!({
            "id": entity.id.0,
            "type": entity.kind.code(),
            "name": entity.name,
            "aliases": entity.aliases,
            "mentions": mentions,
            "attributes": {
                "titles": titles,
                "path": entity.attributes.path,
                "code": entity.attributes.code,
                "parent": entity.attributes.parent,
                "ambiguous": entity.attributes.ambiguous,
            },
        })
    });
    Value::Array(rows.collect())
}

fn quotations(document: &Document, analysis: &Analysis) -> Value {
    let rows = analysis.quotations.iter().map(|quotation| {
        let speaker = quotation.speaker.as_ref().map(|speaker| {
            let more = json!({ "name": speaker.name, "entity": speaker.entity.map(|id| id.0) });
            span(document, speaker.range, more)
        });
        span(document, quotation.range, json!({ "speaker": speaker }))
    });
    Value::Array(rows.collect())
}

fn expressions(document: &Document, analysis: &Analysis) -> Value {
    let rows = analysis.expressions.iter().map(|expression| {
        let more = json!({
            "type": expression.kind.code(),
            "text": document.slice(expression.range),
            "value": expression.value,
        });
        span(document, expression.range, more)
    });
    Value::Array(rows.collect())
}

fn tokens(document: &Document, analysis: &Analysis) -> Value {
    let rows = analysis.tokens.iter().map(|token| span(document, token.range, json!({ "pos": token.pos.name() })));
    Value::Array(rows.collect())
}

/// Single figures under their keys; a figure the text is too short for is null.
fn statistics(_document: &Document, analysis: &Analysis) -> Value {
    let figures = analysis.statistics.entries().into_iter().map(|entry| {
        let value = match entry.value {
            Figure::Count(count) => json!(count),
            Figure::Real(real) => json!(real),
            Figure::Undefined => Value::Null,
        };
        (entry.key.to_owned(), value)
    });
    let mut object: Map<_, _> = figures.collect();
    let words = analysis.statistics.words.iter().map(|word| json!({ "word": word.word, "n": word.n }));
    object.insert("words".to_owned(), Value::Array(words.collect()));
    Value::Object(object)
}
