//! Metadata from the facts that the lines of a text tell.

use super::credits::{Fact, reporter_names};
use super::dateline;
use super::lines::{Line, ascii_marks};
use super::moment::Moment;
use crate::document::{BlockKind, Metadata};

/// Paragraphs at the start in which a dateline may name the reporters, and bytes of it looked at.
const N_DATELINES: usize = 2;
const DATELINE_BYTES: usize = 160;

/// What the lines tell. Print tells the day of publication; without it, the day it was put on line stands for it.
pub(super) fn metadata(lines: &[Line], title: Option<String>, text: &str) -> Metadata {
    let mut metadata = Metadata { title, ..Metadata::default() };
    let mut posted: Option<Moment> = None;
    let mut source = None;
    for fact in lines.iter().filter_map(|line| line.credit.as_ref()).flat_map(|credit| &credit.facts) {
        match fact.clone() {
            Fact::Posted(moment) => posted = posted.or(Some(moment)),
            Fact::Source(name) => source = source.or(Some(name)),
            Fact::SourceId(id) => metadata.source_id = metadata.source_id.or(Some(id)),
            Fact::Link(url) => metadata.url = metadata.url.or(Some(url)),
            Fact::Title(title) => metadata.title = metadata.title.or(Some(title)),
            Fact::Authors(names) => add(&mut metadata.authors, names),
            Fact::Editors(names) => add(&mut metadata.editors, names),
            Fact::Print { publication, date, page } => {
                metadata.publication = metadata.publication.or(publication);
                metadata.published = metadata.published.or(date.map(Moment::date));
                metadata.page = metadata.page.or(page);
            }
        }
    }
    match (&metadata.published, posted) {
        (Some(_), Some(moment)) => metadata.accessed = Some(moment.to_string()),
        (None, Some(moment)) => metadata.published = Some(moment.date()),
        (_, None) => {}
    }
    if metadata.authors.is_empty() {
        add(&mut metadata.authors, reporters(lines, text));
    }
    metadata.publication = metadata.publication.or(source).or_else(|| agency(lines, text));
    metadata
}

fn add(known: &mut Vec<String>, names: Vec<String>) {
    for name in names {
        if !known.contains(&name) {
            known.push(name);
        }
    }
}

fn paragraphs(lines: &[Line]) -> impl DoubleEndedIterator<Item = &Line> {
    lines.iter().filter(|line| line.is_body() && line.kind == BlockKind::Paragraph)
}

/// The reporters named in a dateline, `本报太原8月26日电 （记者张三、李四）`, or in brackets at the very end.
fn reporters(lines: &[Line], text: &str) -> Vec<String> {
    let at_start = paragraphs(lines).take(N_DATELINES).find_map(|line| {
        let start = ascii_marks(head(line.range.of(text)));
        let (bracket, _) = start.split_once('(')?.1.split_once(')')?;
        let sent = || dateline::read(bracket).map(|sent| sent.reporters).filter(|names| !names.is_empty());
        reporter_names(bracket).or_else(sent)
    });
    let at_end = || {
        let last = paragraphs(lines).next_back()?.range.of(text);
        let inner = last.trim_end_matches('。').strip_suffix(['）', ')'])?;
        let (_, bracket) = inner.rsplit_once(['（', '('])?;
        (bracket.len() <= DATELINE_BYTES).then(|| reporter_names(&ascii_marks(bracket)))?
    };
    at_start.or_else(at_end).unwrap_or_default()
}

/// The agency whose dateline opens the text: `新华社北京8月26日电`, `（中央社記者王承中台北20日電）`.
fn agency(lines: &[Line], text: &str) -> Option<String> {
    let start = ascii_marks(head(paragraphs(lines).next()?.range.of(text)));
    if let Some((bracket, _)) = start.strip_prefix('(').and_then(|bracket| bracket.split_once(')')) {
        return dateline::read(bracket)?.source.map(str::to_owned);
    }
    let agency = dateline::AGENCIES.into_iter().find(|agency| start.starts_with(agency))?;
    let (dateline, _) = start.split_once(['电', '讯', '電', '訊'])?;
    (dateline.chars().count() <= 20 && dateline.ends_with('日')).then(|| agency.to_owned())
}

fn head(paragraph: &str) -> &str {
    let mut end = paragraph.len().min(DATELINE_BYTES);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    paragraph.get(..end).unwrap_or_default()
}
