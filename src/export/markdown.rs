//! Annotations as Markdown, through a template for each kind of notebook.

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use serde::Serialize;

use super::context::{Context, Passage, is_anchored, passages};
use super::short_id::short_ids;
use super::{escape, note, tags, yaml};
use crate::annotation::Annotation;
use crate::document::Document;
use crate::text::TextRange;

/// The notebook that the Markdown is for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Profile {
    #[default]
    Plain,
    /// Tags without blanks, `==` around what is marked within its context.
    Obsidian,
    /// Bullets, indents by tabs, `key:: value`.
    Logseq,
}

/// What the Markdown is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct MarkdownOptions {
    pub profile: Profile,
    pub context: Context,
}

/// `annotations`, in the order given, as Markdown. `title` is the reader's title; without one the document's own stands, if
/// it has any. What is shown of a quotation is the canonical text exactly.
pub fn markdown(
    document: &Document,
    annotations: &[&Annotation],
    options: MarkdownOptions,
    title: Option<&str>,
) -> String {
    let page = Page::new(document, annotations, options, title);
    let mut environment = Environment::new();
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()
            .expect("the delimiters are minijinja's own"),
    );
    environment
        .render_named_str("page", template(options.profile), Serde(&page))
        .expect("a compiled-in template renders, as a test shows for each")
}

#[expect(clippy::match_same_arms, reason = "each profile has a template of its own")]
fn template(profile: Profile) -> &'static str {
    match profile {
        Profile::Plain => include_str!("templates/plain.md.j2"),
        Profile::Obsidian => include_str!("templates/obsidian.md.j2"),
        Profile::Logseq => include_str!("templates/logseq.md.j2"),
    }
}

/// What a template is given. Every string is ready to be put where its name says.
#[derive(Serialize)]
struct Page {
    title: Option<String>,
    front: Vec<Fact>,
    tags: Vec<String>,
    entries: Vec<Entry>,
}

/// One line of the front matter.
#[derive(Serialize)]
struct Fact {
    key: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    uuid: String,
    /// Quoted lines; empty for a note on the whole document.
    quotation: String,
    note: String,
    /// `#tag/sub`; in Logseq, where they are a property, without `#`.
    tags: Vec<String>,
    /// `¶12 · 320–342`; empty for the whole document.
    place: String,
}

impl Page {
    fn new(document: &Document, annotations: &[&Annotation], options: MarkdownOptions, title: Option<&str>) -> Self {
        let title = title.or(document.metadata().title.as_deref()).map(one_line);
        let title = title.filter(|title| !title.is_empty());
        let mut tags = Vec::new();
        for tag in annotations.iter().flat_map(|annotation| &annotation.tags) {
            let tag = match options.profile {
                Profile::Plain => yaml::quoted(tag),
                Profile::Obsidian => yaml::quoted(&tags::written(tag)),
                Profile::Logseq => tags::written(tag),
            };
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let entries = annotations
            .iter()
            .zip(short_ids(annotations))
            .map(|(annotation, id)| entry(document, annotation, id, options));
        let front = front(document, title.as_deref(), options.profile);
        let title = title.map(|title| escape::heading(&title, options.profile));
        Self { title, front, tags, entries: entries.collect() }
    }
}

/// What the front matter tells, in its order; facts that are not known are left out.
fn front(document: &Document, title: Option<&str>, profile: Profile) -> Vec<Fact> {
    let metadata = document.metadata();
    let source = metadata.publication.as_ref().or(metadata.url.as_ref()).or(metadata.source_id.as_ref());
    let known = [
        ("title", title.map(str::to_owned)),
        ("source", source.cloned()),
        ("page", metadata.page.clone()),
        ("published", metadata.published.clone()),
        ("accessed", metadata.accessed.clone()),
        ("sha256", Some(document.hash().to_string())),
    ];
    known
        .into_iter()
        .filter_map(|(key, value)| {
            let value = one_line(&value?);
            Some(Fact { key, value: if profile == Profile::Logseq { value } else { yaml_value(key, &value) } })
        })
        .collect()
}

/// Days and times are YAML timestamps and stand bare; all else is quoted.
fn yaml_value(key: &str, value: &str) -> String {
    let is_time = matches!(key, "published" | "accessed")
        && value.starts_with(|c: char| c.is_ascii_digit())
        && value.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | 'T'));
    if is_time { value.to_owned() } else { yaml::quoted(value) }
}

fn entry(document: &Document, annotation: &Annotation, id: String, options: MarkdownOptions) -> Entry {
    let passages = passages(document, annotation, options.context);
    let quotation = passages.iter().map(|passage| passage_text(passage, options.profile));
    let quotation = quotation.collect::<Vec<_>>().join("\n\n");
    let note = note::closed(&annotation.note);
    let tags = annotation.tags.iter().map(|tag| tags::written(tag));
    let place = place(document, annotation);
    let (id, uuid) = (id, annotation.id.0.to_string());
    match options.profile {
        Profile::Plain | Profile::Obsidian => {
            let tags = tags.map(|tag| format!("#{tag}")).collect();
            Entry { id, uuid, quotation: prefixed(&quotation, "> ", "> "), note, tags, place }
        }
        // The note is a block below the quotation's; without a quotation it is the block itself.
        Profile::Logseq => {
            let (first, rest) = if quotation.is_empty() { ("  ", "  ") } else { ("\t- ", "\t  ") };
            let quotation = prefixed(&quotation, "  > ", "  > ");
            Entry { id, uuid, quotation, note: prefixed(&note, first, rest), tags: tags.collect(), place }
        }
    }
}

/// `text` with `first` before its first line and `rest` before every other; nothing of nothing.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let lines = text.split('\n').enumerate().map(|(idx, line)| {
        let prefix = if idx == 0 { first } else { rest };
        if line.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The passage; what is marked in it is set off where more than that is quoted.
fn passage_text(passage: &Passage<'_>, profile: Profile) -> String {
    let is_set_off = passage.pieces.iter().any(|piece| !piece.is_marked);
    // CommonMark's ** does not close between a mark and a Han; <mark> and the notebooks' == do.
    let (open, close) = match profile {
        Profile::Plain => ("<mark>", "</mark>"),
        Profile::Obsidian | Profile::Logseq => ("==", "=="),
    };
    let pieces = passage.pieces.iter().enumerate().map(|(idx, piece)| {
        let is_set_off = is_set_off && piece.is_marked;
        let words = escape::escaped(piece.text, idx == 0 && !is_set_off, profile);
        if is_set_off { format!("{open}{words}{close}") } else { words }
    });
    pieces.collect()
}

/// `¶12 · 320–342; ¶14–15 · 400–460`: numbers of the paragraphs, code points. A heading has no number.
fn place(document: &Document, annotation: &Annotation) -> String {
    if !is_anchored(document, annotation) {
        return String::new();
    }
    let places = annotation.ranges.iter().map(|&range| {
        let (start, end) = document.char_range(range);
        match paragraph_numbers(document, range) {
            None => format!("{start}–{end}"),
            Some((first, last)) if first == last => format!("¶{first} · {start}–{end}"),
            Some((first, last)) => format!("¶{first}–{last} · {start}–{end}"),
        }
    });
    places.collect::<Vec<_>>().join("; ")
}

fn paragraph_numbers(document: &Document, range: TextRange) -> Option<(u32, u32)> {
    let first = document.block_idx_at(range.start())?;
    let blocks = document.blocks().iter().skip(first).take_while(|block| block.range.start() < range.end());
    let mut numbers = blocks.filter(|block| block.range.overlaps(range)).filter_map(|block| block.number);
    let first = numbers.next()?;
    Some((first, numbers.last().unwrap_or(first)))
}

fn one_line(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}
