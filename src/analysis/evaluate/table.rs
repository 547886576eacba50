//! A document against a table of what is in it: names, titles with affiliations, paths of places, quotations with
//! speakers, expressions with values.

use std::collections::{BTreeMap, BTreeSet};

use super::compare;
use crate::analysis::words::evaluate::{Report, Score};
use crate::analysis::{Analysis, Expression, ExpressionType};
use crate::annotation::EntityType;
use crate::document::Document;
use crate::text::TextRange;

/// How a table's first line begins.
const HEADER: &str = "type\tsurface\tstart\tend";
/// Types that make up the total of names.
const NAMES: [EntityType; 3] = [EntityType::Person, EntityType::Place, EntityType::Organisation];
/// Types scored beside them.
const BESIDE: [EntityType; 2] = [EntityType::Work, EntityType::Term];
/// Last characters of an administrative division.
const DIVISIONS: [char; 7] = ['省', '市', '县', '区', '州', '盟', '旗'];

/// One row: type, surface, place in code points, links, flag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub kind: String,
    pub surface: String,
    /// Half-open.
    pub span: (usize, usize),
    /// Parts separated by `;`: a norm, a path, or `key=value`.
    pub links: String,
    /// A name inside a longer one, of which a table need not list all.
    pub is_nested: bool,
}

impl Row {
    /// Value of `key=` among the links.
    fn link(&self, key: &str) -> Option<&str> {
        self.links.split(';').find_map(|link| link.strip_prefix(key)?.strip_prefix('='))
    }

    fn entity(&self) -> Option<EntityType> {
        self.kind.parse().ok()
    }

    fn is(&self, kind: EntityType) -> bool {
        self.kind == kind.code()
    }
}

/// The rows of a table; `None` for a text that is none, a sentence where a line of one is no row.
pub fn read(text: &str) -> Option<Result<Vec<Row>, String>> {
    text.starts_with(HEADER).then(|| {
        let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty());
        lines.map(|(idx, line)| row(line).ok_or_else(|| format!("line {} of the table is no row", idx + 1))).collect()
    })
}

fn row(line: &str) -> Option<Row> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    let (kind, surface, start, end) = (next()?, next()?, next()?, next()?);
    let (links, flag) = (next().unwrap_or_default(), next().unwrap_or_default());
    Some(Row {
        kind: kind.to_owned(),
        surface: surface.to_owned(),
        span: (start.parse().ok()?, end.parse().ok()?),
        links: links.to_owned(),
        is_nested: flag == "nested",
    })
}

/// The first row whose surface does not stand in `document` where it says: the table is another text's.
pub fn misfit<'r>(document: &Document, rows: &'r [Row]) -> Option<&'r Row> {
    rows.iter().find(|row| document.slice(document.byte_range(row.span.0, row.span.1)) != row.surface)
}

/// How an analysis fares on a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableReport {
    /// Names by type, with both ends right; the total is of persons, places and organisations. Rows flagged `nested` are
    /// left out; what is found inside a longer name of the table is neither right nor wrong.
    pub names: Report,
    /// Person, title, organisation and place, all right.
    pub titles: Score,
    /// Places that are administrative divisions, with their whole path.
    pub paths: Score,
    /// Organisations of which the table tells the place or the parent.
    pub organisations: Score,
    /// Quotations with both ends right.
    pub quotations: Score,
    /// Of the table's quotations, those with the right speaker.
    pub speakers: Score,
    /// Expressions with type and both ends right.
    pub expressions: Score,
    /// Of the table's expressions, those with the right value. The thing counted may stand behind a row's amount.
    pub values: Score,
    /// One line for each thing missed, found too much, or wrong.
    pub mistakes: Vec<String>,
}

/// Scores the analysis of a document on the table of it.
pub fn score(document: &Document, analysis: &Analysis, rows: &[Row]) -> TableReport {
    let mut sheet = Sheet { document, analysis, rows, report: TableReport::default() };
    sheet.names();
    sheet.titles();
    sheet.paths();
    sheet.organisations();
    sheet.quotations();
    sheet.expressions();
    sheet.report
}

struct Sheet<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    rows: &'a [Row],
    report: TableReport,
}

impl Sheet<'_> {
    fn range(&self, row: &Row) -> TextRange {
        self.document.byte_range(row.span.0, row.span.1)
    }

    fn place(&self, range: TextRange) -> String {
        format!("{} at {}", self.document.slice(range), self.document.char_offset(range.start()))
    }

    fn differ<T: Ord>(
        &mut self,
        what: &str,
        found: &BTreeSet<T>,
        gold: &BTreeSet<T>,
        show: impl Fn(&Self, &T) -> String,
    ) {
        let sheet = &*self;
        let missed = gold.difference(found).map(|item| format!("{what} missed: {}", show(sheet, item)));
        let surplus = found.difference(gold).map(|item| format!("{what} not in the table: {}", show(sheet, item)));
        let lines: Vec<String> = missed.chain(surplus).collect();
        self.report.mistakes.extend(lines);
    }

    fn names(&mut self) {
        let is_name = |row: &&Row| row.entity().is_some() && !row.is_nested;
        let wholes: Vec<TextRange> = self.rows.iter().filter(is_name).map(|row| self.range(row)).collect();
        let is_inside = |range: TextRange| wholes.iter().any(|whole| whole.covers(range) && *whole != range);
        for kind in NAMES.into_iter().chain(BESIDE) {
            let rows = self.rows.iter().filter(|row| row.is(kind) && !row.is_nested);
            let gold: BTreeSet<TextRange> = rows.map(|row| self.range(row)).collect();
            let mentions = self.analysis.mentions.iter().filter(|mention| mention.kind == kind && !mention.nested);
            let found: BTreeSet<TextRange> = mentions
                .map(|mention| mention.range)
                .filter(|&range| gold.contains(&range) || !is_inside(range))
                .collect();
            let score = compare(&found, &gold);
            self.report.names.by_type.insert(kind.code(), score);
            if NAMES.contains(&kind) {
                self.report.names.total.add(score);
            }
            self.differ(kind.code(), &found, &gold, |sheet, &range| sheet.place(range));
        }
    }

    /// Each as person, title, organisation and place; `-` where nobody bears it or no organisation is named.
    fn titles(&mut self) {
        let mut gold = BTreeSet::new();
        for row in self.rows.iter().filter(|row| row.is(EntityType::Title)) {
            let organisation = row.link("org").unwrap_or("-").to_owned();
            for person in row.link("person").unwrap_or("-").split(',') {
                gold.insert((row.span.0, person.to_owned(), row.surface.clone(), organisation.clone()));
            }
        }
        let mut found = BTreeSet::new();
        for entity in &self.analysis.entities {
            for link in &entity.attributes.titles {
                let organisation = link.organisation.as_deref().unwrap_or("-").to_owned();
                let start = self.document.char_offset(link.range.start());
                found.insert((start, entity.name.clone(), link.title.clone(), organisation));
            }
            if entity.kind == EntityType::Title {
                let organisation = entity.attributes.parent.as_deref().unwrap_or("-");
                for mention in entity.mentions.iter().filter_map(|&idx| self.analysis.mentions.get(idx as usize)) {
                    let start = self.document.char_offset(mention.range.start());
                    let title = self.document.slice(mention.range).to_owned();
                    found.insert((start, "-".to_owned(), title, organisation.to_owned()));
                }
            }
        }
        self.report.titles = compare(&found, &gold);
        let show = |_: &Self, (start, person, title, organisation): &(usize, String, String, String)| {
            format!("{person}, {title}, {organisation} at {start}")
        };
        self.differ("TITLE", &found, &gold, show);
    }

    /// Path, `/` between, and parent of the entity whose mention a row is; nothing where there is no such mention.
    fn area_of(&self, row: &Row) -> (String, Option<String>) {
        let range = self.range(row);
        let mention = self.analysis.mentions.iter().find(|mention| mention.range == range);
        let entity = mention.and_then(|mention| self.analysis.entities.get(mention.entity.0 as usize));
        entity.map(|entity| (entity.attributes.path.join("/"), entity.attributes.parent.clone())).unwrap_or_default()
    }

    fn paths(&mut self) {
        let is_division =
            |row: &&Row| row.is(EntityType::Place) && !row.links.contains(';') && row.links.ends_with(DIVISIONS);
        let mut score = Score::default();
        for row in self.rows.iter().filter(is_division) {
            let (path, _) = self.area_of(row);
            let is_right = path == row.links;
            score.n_gold += 1;
            score.n_found += usize::from(!path.is_empty());
            score.n_right += usize::from(is_right);
            if !is_right {
                let path = if path.is_empty() { "none" } else { path.as_str() };
                self.report.mistakes.push(format!("path of {} at {}: {path}", row.surface, row.span.0));
            }
        }
        self.report.paths = score;
    }

    fn organisations(&mut self) {
        let mut score = Score::default();
        for row in self.rows.iter().filter(|row| row.is(EntityType::Organisation)) {
            let (place, parent) = (row.link("in"), row.link("parent"));
            if place.is_none() && parent.is_none() {
                continue;
            }
            let (path, whole) = self.area_of(row);
            let whole = whole.as_deref();
            let is_right = place.is_none_or(|place| place == path) && parent.is_none_or(|parent| whole == Some(parent));
            score.n_gold += 1;
            score.n_found += usize::from(!path.is_empty() || whole.is_some());
            score.n_right += usize::from(is_right);
            if !is_right {
                let whole = whole.unwrap_or("-");
                let line = format!("place or parent of {} at {}: {path}, {whole}", row.surface, row.span.0);
                self.report.mistakes.push(line);
            }
        }
        self.report.organisations = score;
    }

    fn quotations(&mut self) {
        let rows: Vec<&Row> = self.rows.iter().filter(|row| row.kind == "QUOTE").collect();
        let gold: BTreeSet<TextRange> = rows.iter().map(|row| self.range(row)).collect();
        let found: BTreeSet<TextRange> = self.analysis.quotations.iter().map(|quotation| quotation.range).collect();
        self.report.quotations = compare(&found, &gold);
        self.differ("quotation", &found, &gold, |sheet, &range| sheet.place(range));
        let mut score = Score::default();
        for row in rows {
            let range = self.range(row);
            let quotation = self.analysis.quotations.iter().find(|quotation| quotation.range == range);
            let speaker = quotation.and_then(|quotation| quotation.speaker.as_ref());
            let speaker = speaker.map(|speaker| speaker.name.as_str());
            let is_right = speaker == row.link("speaker");
            score.n_gold += 1;
            score.n_found += usize::from(speaker.is_some());
            score.n_right += usize::from(is_right && quotation.is_some());
            if !is_right && quotation.is_some() {
                let wanted = row.link("speaker").unwrap_or("-");
                let line = format!("speaker at {}: {} for {wanted}", row.span.0, speaker.unwrap_or("-"));
                self.report.mistakes.push(line);
            }
        }
        self.report.speakers = score;
    }

    fn expressions(&mut self) {
        let kinds = |row: &Row| row.kind.parse::<ExpressionType>().ok();
        let by_range: BTreeMap<TextRange, &Expression> =
            self.analysis.expressions.iter().map(|expression| (expression.range, expression)).collect();
        let gold: BTreeSet<(TextRange, &str)> =
            self.rows.iter().filter_map(|row| Some((self.range(row), kinds(row)?.code()))).collect();
        let found: BTreeSet<(TextRange, &str)> = by_range.values().map(|e| (e.range, e.kind.code())).collect();
        self.report.expressions = compare(&found, &gold);
        let mut score = Score::default();
        let mut wrong = Vec::new();
        for row in self.rows.iter().filter(|row| kinds(row).is_some() && !row.links.is_empty()) {
            let value = by_range.get(&self.range(row)).map(|expression| expression.value.as_str());
            let is_right = value.is_some_and(|value| agrees(value, &row.links));
            score.n_gold += 1;
            score.n_found += usize::from(value.is_some());
            score.n_right += usize::from(is_right);
            if let (false, Some(value)) = (is_right, value) {
                wrong.push(format!("value of {} at {}: {value} for {}", row.surface, row.span.0, row.links));
            }
        }
        self.differ("expression", &found, &gold, |sheet, &(range, kind)| format!("{kind} {}", sheet.place(range)));
        self.report.mistakes.extend(wrong);
        self.report.values = score;
    }
}

/// Whether a value is a row's norm. Behind an amount with a unit a row names the thing counted (`200 只 镜头`), which an
/// expression leaves to the text; what an SI value is given for must have it.
fn agrees(value: &str, norm: &str) -> bool {
    let Some(rest) = norm.strip_prefix(value) else { return false };
    rest.is_empty() || (value.contains(' ') && rest.starts_with(' ') && !rest.starts_with(" ("))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evaluate::document_of_lines;
    use crate::analysis::{EntityId, Mention};
    use crate::document::Metadata;

    const TABLE: &str = "type\tsurface\tstart\tend\tnorm_or_link\tflag\n\
        LOC\t上海\t0\t2\t上海市\t\n\
        ORG\t上海大学\t0\t4\tin=上海市\t\n\
        QTY\t3位\t4\t6\t3 位 学者\t\n\
        LOC\t大\t2\t3\t\tnested\n";

    fn rows() -> Vec<Row> {
        read(TABLE).expect("a table").expect("rows")
    }

    #[test]
    fn rows_have_links_and_flags() {
        let rows = rows();
        assert_eq!(rows.len(), 4);
        assert_eq!(rows.get(1).and_then(|row| row.link("in")), Some("上海市"));
        assert!(rows.last().is_some_and(|row| row.is_nested));
        assert_eq!(read("王\tO\n"), None);
        assert_eq!(
            read("type\tsurface\tstart\tend\nPER\t王\tx\t1\n"),
            Some(Err("line 2 of the table is no row".to_owned()))
        );
    }

    #[test]
    fn a_table_of_another_text_is_known() {
        let document = document_of_lines("上海大学3位".to_owned(), Metadata::default());
        assert_eq!(misfit(&document, &rows()), None);
        let other = document_of_lines("北京大学3位".to_owned(), Metadata::default());
        assert_eq!(misfit(&other, &rows()).map(|row| row.surface.as_str()), Some("上海"));
    }

    #[test]
    fn what_is_inside_a_longer_name_does_not_count() {
        let document = document_of_lines("上海大学3位".to_owned(), Metadata::default());
        let mention = |start, end, kind| Mention {
            range: document.byte_range(start, end),
            entity: EntityId(0),
            kind,
            confidence: 1.0,
            nested: false,
        };
        let analysis = Analysis {
            mentions: vec![
                mention(0, 4, EntityType::Organisation),
                mention(1, 3, EntityType::Person),
                mention(4, 6, EntityType::Person),
            ],
            ..Analysis::default()
        };
        let report = score(&document, &analysis, &rows());
        assert_eq!(report.names.by_type.get("ORG"), Some(&Score { n_right: 1, n_found: 1, n_gold: 1 }));
        assert_eq!(report.names.by_type.get("PER"), Some(&Score { n_right: 0, n_found: 1, n_gold: 0 }));
        assert_eq!(report.names.total, Score { n_right: 1, n_found: 2, n_gold: 2 });
        assert_eq!(report.paths, Score { n_right: 0, n_found: 0, n_gold: 1 });
    }

    #[test]
    fn the_thing_counted_may_follow_an_amount() {
        assert!(agrees("3 位", "3 位 学者"));
        assert!(agrees("2024-07-01", "2024-07-01"));
        assert!(agrees("1300 亩 (=866667 m2)", "1300 亩 (=866667 m2) 用地"));
        assert!(!agrees("1300 亩", "1300 亩 (=866667 m2) 用地"));
        assert!(!agrees("2024-07", "2024-07-01"));
        assert!(!agrees("3", "3 位 学者"));
    }
}
