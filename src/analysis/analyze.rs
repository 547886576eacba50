//! The whole analysis of a document, a paragraph at a time.

use super::entities::{Found, Page, Rules, entities, fold, spot};
use super::expressions::{Anchor, expressions_outside};
use super::quotations::quotations;
use super::statistics::{Statistics, statistics_with};
use super::types::{Analysis, Expression, Token};
use super::words::Engine;
use crate::annotation::{EntityCorrection, EntityType};
use crate::document::Document;
use crate::text::TextRange;

/// Bytes after which a long document's first results are shown, and again after so many times as much.
const FIRST_PARTIAL: usize = 200_000;
const PARTIAL_RATIO: usize = 4;
/// Bytes of paragraphs read between two looks at the monitor.
const SECTION: usize = 16_384;
/// A title the recogniser is less sure of is none.
const LEAST_TITLE: f32 = 0.5;

/// Watches an analysis from outside, and stops it.
pub trait Monitor {
    /// Asked every few paragraphs.
    fn is_cancelled(&self) -> bool;

    /// Called after each section: bytes of text read, of all.
    fn progress(&self, done: usize, total: usize);

    /// Called at most a few times, for long documents only: the analysis of the text read so far.
    fn partial(&self, _analysis: &Analysis) {}
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Monitor for Unwatched {
    fn is_cancelled(&self) -> bool {
        false
    }

    fn progress(&self, _done: usize, _total: usize) {}
}

/// Analyses a document; `None` when the monitor says stop. Linear in the length of the text.
pub fn analyze(document: &Document, corrections: &[EntityCorrection], monitor: &dyn Monitor) -> Option<Analysis> {
    let folded = fold(document.text());
    let rules = Rules::new(corrections, document.hash());
    let total = document.text().len();
    let mut read = Read::new(document);
    let mut next_partial = FIRST_PARTIAL;
    let mut next_look = SECTION;
    for block in document.blocks() {
        // A block can be a whole book of one line: lines inside are read one by one.
        for line in lines(document.text(), block.range) {
            read.line(document.text(), &folded, line);
            let done = line.end();
            if done >= next_look {
                if monitor.is_cancelled() {
                    return None;
                }
                monitor.progress(done, total);
                next_look = done + SECTION;
            }
            if done >= next_partial && done * 2 < total {
                monitor.partial(&read.finish(document, &folded, &rules));
                next_partial = next_partial.max(done) * PARTIAL_RATIO;
            }
        }
    }
    if monitor.is_cancelled() {
        return None;
    }
    let mut analysis = read.finish(document, &folded, &rules);
    if monitor.is_cancelled() {
        return None;
    }
    analysis.statistics = statistics_with(document, &analysis, &|| monitor.is_cancelled())?;
    monitor.progress(total, total);
    Some(analysis)
}

/// The lines of a block.
fn lines(text: &str, block: TextRange) -> impl Iterator<Item = TextRange> {
    let mut at = block.start();
    block.of(text).split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        TextRange::new(start, start + line.trim_end_matches('\n').len())
    })
}

/// What has been read of a document.
struct Read {
    anchor: Anchor,
    tokens: Vec<Token>,
    names: Vec<Found>,
    expressions: Vec<Expression>,
    lines: Vec<TextRange>,
}

impl Read {
    fn new(document: &Document) -> Self {
        let metadata = document.metadata();
        let day = |moment: &Option<String>| moment.as_deref().and_then(|moment| moment.get(..10)).map(str::to_owned);
        let anchor = Anchor { published: day(&metadata.published), accessed: day(&metadata.accessed) };
        Self { anchor, tokens: Vec::new(), names: Vec::new(), expressions: Vec::new(), lines: Vec::new() }
    }

    fn line(&mut self, text: &str, folded: &str, line: TextRange) {
        let tagged = Engine::embedded().tag(line.of(text));
        let origin = line.start();
        self.tokens.extend(tagged.tokens.iter().map(|&(range, pos)| Token { range: range.shifted(origin), pos }));
        let names = tagged.names.iter().filter(|name| name.kind != EntityType::Title || name.confidence >= LEAST_TITLE);
        self.names.extend(names.map(|name| Found {
            range: name.range.shifted(origin),
            kind: name.kind,
            confidence: name.confidence,
            nested: name.nested,
        }));
        let page = Page { text: line.of(folded), tokens: &[] };
        self.names.extend(spot(&page).into_iter().map(|name| Found { range: name.range.shifted(origin), ..name }));
        let found = expressions_outside(line.of(text), &self.anchor, &[]);
        self.expressions.extend(
            found.into_iter().map(|expression| Expression { range: expression.range.shifted(origin), ..expression }),
        );
        self.lines.push(line);
    }

    /// The analysis of what has been read, without statistics.
    fn finish(&self, document: &Document, folded: &str, rules: &Rules) -> Analysis {
        let page = Page { text: folded, tokens: &self.tokens };
        let people = entities(document.text(), &page, &self.lines, self.names.clone(), rules);
        let quotations = quotations(&page, &self.lines, &people);
        let borders: Vec<TextRange> = people
            .mentions
            .iter()
            .filter(|mention| !mention.nested && !matches!(mention.kind, EntityType::Work | EntityType::Term))
            .map(|mention| mention.range)
            .collect();
        // 春 in 刘春林 is no season, 第一 in 第一医院 no rank.
        let names: Vec<TextRange> = people
            .mentions
            .iter()
            .filter(|mention| !mention.nested && !matches!(mention.kind, EntityType::Work))
            .map(|mention| mention.range)
            .collect();
        Analysis {
            tokens: split(&self.tokens, &borders),
            expressions: outside(&self.expressions, &names),
            mentions: people.mentions,
            entities: people.entities,
            quotations,
            statistics: Statistics::default(),
        }
    }
}

/// Tokens cut where a name begins or ends inside one. Both in order and disjoint.
fn split(tokens: &[Token], names: &[TextRange]) -> Vec<Token> {
    let mut cut = Vec::with_capacity(tokens.len());
    let mut borders = names.iter().flat_map(|name| [name.start(), name.end()]).peekable();
    for token in tokens {
        let mut start = token.range.start();
        while let Some(border) = borders.next_if(|&border| border < token.range.end()) {
            if border > start {
                cut.push(Token { range: TextRange::new(start, border), pos: token.pos });
                start = border;
            }
        }
        cut.push(Token { range: TextRange::new(start, token.range.end()), pos: token.pos });
    }
    cut
}

/// Expressions that share nothing with a name, unless they hold it whole (《人民日报》2024年).
fn outside(expressions: &[Expression], names: &[TextRange]) -> Vec<Expression> {
    let mut names = names.iter().peekable();
    let clear = |expression: &&Expression| {
        while names.next_if(|name| name.end() <= expression.range.start()).is_some() {}
        names.peek().is_none_or(|name| !name.overlaps(expression.range) || expression.range.covers(**name))
    };
    expressions.iter().filter(clear).cloned().collect()
}
