//! Annotations as W3C Web Annotation JSON-LD (<https://www.w3.org/TR/annotation-model/>): an array of Annotations, each
//! with its own `@context`.

use serde::Serialize;

use super::context::is_anchored;
use super::{ExportError, time};
use crate::anchoring::quote_selector;
use crate::annotation::{Annotation, AnnotationSet, EntityName, Link, MarkColor, MarkStyle, Relations, Subject};
use crate::document::{Document, DocumentHash};
use crate::text::TextRange;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// `annotations`, in the order given, as an array of W3C Annotations. Positions count code points of the canonical text,
/// quotations are its characters exactly, and the text is named by its SHA-256 (RFC 6920).
/// What they are about and linked with is told as `kept` has it.
pub fn jsonld(document: &Document, annotations: &[&Annotation], kept: &AnnotationSet) -> Result<String, ExportError> {
    let nothing = Relations::default();
    let record = |annotation: &&'_ Annotation| {
        let relations = kept.relations(annotation.id).unwrap_or(&nothing).clone();
        record(document, annotation, relations)
    };
    let records: Vec<Record> = annotations.iter().map(record).collect();
    Ok(serde_json::to_string_pretty(&records)? + "\n")
}

#[derive(Serialize)]
struct Record {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: Vec<&'static str>,
    created: String,
    modified: String,
    stylesheet: Stylesheet,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Body>,
    target: Vec<Target>,
}

#[derive(Serialize)]
struct Stylesheet {
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
}

/// A `TextualBody`, or a `SpecificResource` that points to another annotation or to an entity.
#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    /// IRI of another annotation, or of an entity: its type and name.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    purpose: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
}

/// A `SpecificResource`: a place in the text, or the text as a whole.
#[derive(Serialize)]
struct Target {
    #[serde(rename = "type")]
    kind: &'static str,
    source: String,
    state: State,
    #[serde(rename = "styleClass")]
    style_class: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    selector: Vec<Selector>,
}

/// The text as it was when it was marked: a copy that its hash names.
#[derive(Serialize)]
struct State {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "sourceDate")]
    source_date: String,
    cached: String,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    /// Without prefix and suffix where it is not known what stood around the quotation: an empty one says that nothing did.
    TextQuoteSelector {
        exact: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        prefix: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        suffix: Option<String>,
    },
    TextPositionSelector {
        start: usize,
        end: usize,
    },
}

fn record(document: &Document, annotation: &Annotation, relations: Relations) -> Record {
    let note = (!annotation.note.is_empty()).then(|| text_body(&annotation.note, "commenting", "text/markdown"));
    let tags = annotation.tags.iter().map(|tag| text_body(tag, "tagging", "text/plain"));
    let about = relations.entity().map(entity_body);
    let links = relations.links.iter().map(|link| match link {
        Link::Annotation(id) => link_body(id.0.urn().to_string()),
        Link::Entity(entity) => entity_body(entity),
    });
    let body: Vec<Body> = note.into_iter().chain(tags).chain(about).chain(links).collect();
    Record {
        context: CONTEXT,
        // An IRI: checked here, for the schemas take any string.
        id: annotation.id.0.urn().to_string(),
        kind: "Annotation",
        motivation: motivation(&body),
        created: time::utc(annotation.created),
        modified: time::utc(annotation.modified),
        stylesheet: Stylesheet { kind: "CssStylesheet", value: css(annotation.style, annotation.color) },
        body,
        target: targets(document, annotation, &relations.subject),
    }
}

/// What the bodies are for, each once; a mark without any is a highlight.
fn motivation(bodies: &[Body]) -> Vec<&'static str> {
    let mut motivation = Vec::new();
    for body in bodies {
        if !motivation.contains(&body.purpose) {
            motivation.push(body.purpose);
        }
    }
    if motivation.is_empty() {
        motivation.push("highlighting");
    }
    motivation
}

fn text_body(value: &str, purpose: &'static str, format: &'static str) -> Body {
    let (value, format) = (Some(value.to_owned()), Some(format));
    Body { kind: "TextualBody", source: None, value, purpose, format }
}

/// Not by `id`: a body that has one is an external resource, which must not say what it is for (model, 3.3.5).
fn pointer(source: String, purpose: &'static str) -> Body {
    Body { kind: "SpecificResource", source: Some(source), value: None, purpose, format: None }
}

fn link_body(source: String) -> Body {
    pointer(source, "linking")
}

fn entity_body(entity: &EntityName) -> Body {
    pointer(entity.iri(), "identifying")
}

/// One target a range; for a note on the whole document, the document. Of an annotation on another text, or whose ranges
/// don't fit this one, only the words kept with it are known.
fn targets(document: &Document, annotation: &Annotation, subject: &Subject) -> Vec<Target> {
    let look = [annotation.style.name(), annotation.color.name()];
    let target = |selector| Target {
        kind: "SpecificResource",
        source: name_of(annotation.document),
        state: State {
            kind: "TimeState",
            source_date: time::utc(annotation.created),
            cached: name_of(annotation.document),
        },
        style_class: look.into_iter().chain(subject.class()).collect(),
        selector,
    };
    if annotation.exact.is_empty() {
        return vec![target(Vec::new())];
    }
    if is_anchored(document, annotation) {
        return annotation.ranges.iter().map(|&range| target(selectors(document, range))).collect();
    }
    let kept = annotation
        .exact
        .iter()
        .map(|exact| target(vec![Selector::TextQuoteSelector { exact: exact.clone(), prefix: None, suffix: None }]));
    kept.collect()
}

fn selectors(document: &Document, range: TextRange) -> Vec<Selector> {
    let quote = quote_selector(document.text(), range);
    let (start, end) = document.char_range(range);
    vec![
        Selector::TextQuoteSelector { exact: quote.exact, prefix: Some(quote.prefix), suffix: Some(quote.suffix) },
        Selector::TextPositionSelector { start, end },
    ]
}

/// `ni:///sha-256;…`, the hash in base64url without padding (RFC 6920, 3).
fn name_of(hash: DocumentHash) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut name = "ni:///sha-256;".to_owned();
    for chunk in hash.0.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, idx| bits << 8 | u32::from(chunk.get(idx).copied().unwrap_or(0)));
        let digits = (0..=chunk.len()).map(|idx| bits >> (18 - 6 * idx) & 63);
        name.extend(digits.filter_map(|digit| DIGITS.get(digit as usize)).map(|&digit| char::from(digit)));
    }
    name
}

/// One rule that draws the mark in a browser.
fn css(style: MarkStyle, color: MarkColor) -> String {
    let ink = ink(color);
    let rule = match style {
        MarkStyle::Fill => format!("background-color: {ink}66"),
        MarkStyle::Underline => format!("text-decoration: underline {ink}"),
        MarkStyle::Wavy => format!("text-decoration: underline wavy {ink}"),
        MarkStyle::Dots => format!("text-emphasis: filled dot {ink}; text-emphasis-position: under right"),
        MarkStyle::Circles => format!("text-emphasis: open circle {ink}; text-emphasis-position: under right"),
    };
    format!(".{}.{} {{ {rule}; }}", style.name(), color.name())
}

/// The pigments' colours on paper.
fn ink(color: MarkColor) -> &'static str {
    match color {
        MarkColor::Vermilion => "#c8402f",
        MarkColor::Gamboge => "#e8b02e",
        MarkColor::Malachite => "#4e9a78",
        MarkColor::Indigo => "#3e5c86",
        MarkColor::Ochre => "#b4763b",
        MarkColor::Rouge => "#b8476a",
        MarkColor::Lilac => "#8c78b4",
        MarkColor::Ink => "#8c877e",
    }
}
