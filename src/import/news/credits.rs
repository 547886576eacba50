//! Lines that tell where a text comes from and who made it.

use super::fields::{self, Field, Label};
use super::moment::{self, Moment, chinese_number};
use super::{dateline, names};
use crate::document::BlockKind;
use crate::text::is_han;

/// A source line longer than this is prose.
const MAX_CHARS: usize = 140;
/// Longest name of a newspaper or site.
const MAX_SOURCE_CHARS: usize = 20;
/// What stands before the name of a newspaper that a text is taken from; the longer ones first.
const TAKEN_FROM: [&str; 11] =
    ["文章来源:", "来源:", "原载于", "原载", "原刊于", "刊载于", "刊于", "载于", "转载自", "选自", "摘自"];

/// What stands before the day that a text was put on line, where no colon parts them.
const PUT_ON_LINE: [&str; 8] = ["发布于", "发表于", "刊发于", "首发于", "更新于", "發布於", "發表於", "更新於"];
/// What begins and what ends the office behind the name of an author: `作者:张三,系北京大学教授`.
const OFFICE_STARTS: [&str; 6] = ["系", "现任", "曾任", "现为", "为", "单位"];
const OFFICE_ENDS: [&str; 14] = [
    "教授",
    "讲师",
    "研究员",
    "院长",
    "所长",
    "主任",
    "书记",
    "会长",
    "校长",
    "馆长",
    "博士",
    "研究生",
    "学者",
    "专家",
];

/// Something a line says about the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// When it was put on line.
    Posted(Moment),
    /// The newspaper or site it is taken from.
    Source(String),
    SourceId(String),
    Link(String),
    Title(String),
    Authors(Vec<String>),
    Editors(Vec<String>),
    /// Where it stood in print.
    Print {
        publication: Option<String>,
        date: Option<Moment>,
        page: Option<String>,
    },
}

/// What a line that is no body text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) kind: BlockKind,
    pub(super) facts: Vec<Fact>,
}

impl Credit {
    fn new(kind: BlockKind, facts: Vec<Fact>) -> Self {
        Self { kind, facts }
    }

    /// A byline; of nobody there is none.
    pub(super) fn of_authors(names: Vec<String>) -> Option<Self> {
        (!names.is_empty()).then(|| Self::new(BlockKind::Byline, vec![Fact::Authors(names)]))
    }
}

/// Reads one line from the head or the foot of a text, its marks and digits in ASCII; `None` for body text.
pub(super) fn read(line: &str) -> Option<Credit> {
    let line = without_number(line.trim());
    if line.chars().count() > MAX_CHARS || line.ends_with(['。', '!', '?', ';', ',']) {
        return None;
    }
    print_line(line)
        .or_else(|| field_line(line))
        .or_else(|| byline(line))
        .or_else(|| editors_line(line))
        .or_else(|| dateline(line))
        .or_else(|| moment_line(line))
        .or_else(|| number_line(line))
        .or_else(|| fields::is_buttons(line).then(|| Credit::new(BlockKind::Source, Vec::new())))
}

/// `line` without the day that agencies file a report under, digits set close behind brackets: `(編輯:林克倫)1131220`.
fn without_number(line: &str) -> &str {
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    if before.ends_with(')') && (6..=8).contains(&(line.len() - before.len())) { before } else { line }
}

/// `《人民日报》(2024年08月27日 19 版)`, `人民日报 2024年8月27日 第A3版 要闻`, `《求是》2024年第16期`, `《求是》2024/16`; the
/// name may follow the day: `2024年8月27日 人民日报 第01版`.
fn print_line(line: &str) -> Option<Credit> {
    let inner = fields::trim(line);
    let inner = TAKEN_FROM.iter().find_map(|lead| inner.strip_prefix(lead)).unwrap_or(inner);
    let fact = if let Some((before, date, after)) = moment::find(inner) {
        let (name, after) = match fields::trim(after).split_once(char::is_whitespace) {
            Some((name, rest)) if fields::trim(before).is_empty() && is_source_like(name) => (name, rest),
            _ => (before, after),
        };
        let publication = publication_name(name);
        let page = page(after);
        let is_print = match (&publication, &page) {
            (Some(_), None) => before.contains('》') && fields::trim(after).is_empty() && !date.has_time(),
            (Some(_), Some(_)) => true,
            (None, Some(_)) => fields::trim(before).is_empty(),
            (None, None) => false,
        };
        is_print.then_some(Fact::Print { publication, date: Some(date), page })?
    } else {
        let (before, issue) = inner.split_once('》')?;
        let issue = fields::trim(issue);
        let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        let is_short = issue
            .split_once('/')
            .is_some_and(|(year, number)| year.len() == 4 && number.len() <= 3 && is_number(year) && is_number(number));
        let is_issue = is_short || (issue.ends_with('期') && issue.contains('年') && issue.chars().count() <= 16);
        let publication = publication_name(before);
        (is_issue && publication.is_some()).then_some(Fact::Print { publication, date: None, page: None })?
    };
    Some(Credit::new(BlockKind::Source, vec![fact]))
}

/// The name before the day, without 《》, blanks and brackets; `None` where it is no bare name.
fn publication_name(before: &str) -> Option<String> {
    let name = before.trim_matches(|c: char| c.is_whitespace() || "《》()[]【】载-—".contains(c));
    source_name(name).filter(|name| !name.starts_with('据'))
}

/// `name` where it may be the name of a newspaper or site: short, no marks.
fn source_name(name: &str) -> Option<String> {
    let name = name.trim();
    let is_name =
        |c: char| is_han(c) || c.is_ascii_alphanumeric() || matches!(c, ' ' | '·' | '-' | '—' | '.' | '&' | '_');
    let n_chars = name.chars().count();
    ((2..=MAX_SOURCE_CHARS).contains(&n_chars) && name.chars().all(is_name)).then(|| name.to_owned())
}

/// `19 版`, `第A03版:要闻`, `第十九版`: the page without zeros before it.
fn page(after: &str) -> Option<String> {
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || "()[],,".contains(c));
    let (number, section) = after.strip_prefix('第').unwrap_or(after).split_once('版')?;
    let section = fields::trim(section.trim_start_matches([':', ')']));
    if section.chars().count() > 8 || section.contains(['。', ',', '》']) || section.ends_with("报道") {
        return None;
    }
    let number = number.trim();
    let (letters, digits) = number.split_at(number.find(|c: char| !c.is_ascii_alphabetic())?);
    if letters.len() <= 1 && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || "-~、".contains(c)) {
        return Some(format!("{}{}", letters.to_ascii_uppercase(), digits.trim_start_matches('0')));
    }
    letters.is_empty().then(|| chinese_number(digits))?.map(|n| n.to_string())
}

/// Labelled fields, perhaps with a day and the name of a site or with buttons before them.
fn field_line(line: &str) -> Option<Credit> {
    let (lead, fields) = fields::split(line);
    let first = fields.first()?.label;
    let mut facts = Vec::new();
    let mut site = None;
    let has_lead = !fields::is_buttons(lead);
    if has_lead {
        let (before, posted, after) = moment::find(lead)?;
        facts.push(Fact::Posted(posted));
        let about = [without_posting(before), fields::trim(after)].concat();
        if about.chars().count() > MAX_SOURCE_CHARS {
            return None;
        }
        site = source_name(&about);
    }
    // A label that nothing follows tells nothing; a line of such alone may lead over to what it announces.
    let told = || fields.iter().filter(|field| !field.value.is_empty());
    if !has_lead && told().next().is_none() && !matches!(first, Label::Page | Label::Credit) {
        return None;
    }
    for field in told() {
        facts.extend(facts_of(field)?);
    }
    // Behind the fields: what is labelled as the source comes before the site whose name leads the line.
    facts.extend(site.map(Fact::Source));
    let kind = match first {
        _ if has_lead => BlockKind::Source,
        Label::Author => BlockKind::Byline,
        Label::Editor | Label::Credit => BlockKind::Editor,
        Label::Posted | Label::Source | Label::Title | Label::Link | Label::Page => BlockKind::Source,
    };
    Some(Credit::new(kind, facts))
}

/// What a field says: `None` where its value cannot belong to the label, so that the line is prose (`记者:您怎么看`).
fn facts_of(field: &Field<'_>) -> Option<Vec<Fact>> {
    let value = field.value;
    let n_chars = value.chars().count();
    if matches!(field.label, Label::Author | Label::Editor)
        && let Some((names, posted, "")) = moment::find(value)
        && !fields::trim(names).is_empty()
    {
        let mut facts = facts_of(&Field { value: fields::trim(names), ..*field })?;
        facts.push(Fact::Posted(posted));
        return Some(facts);
    }
    if field.label == Label::Author
        && let Some((house, names)) = value.split_once(char::is_whitespace)
        && house.chars().count() >= 3
        && is_source_like(house)
    {
        return Some(vec![Fact::Authors(authors(names)?), Fact::Source(house.to_owned())]);
    }
    let fact = match field.label {
        Label::Posted => Fact::Posted(moment::find(value).filter(|(before, ..)| before.is_empty())?.1),
        Label::Source => return source_facts(value),
        Label::Author => Fact::Authors(authors(value)?),
        Label::Editor => Fact::Editors(Some(names::read(value)).filter(|names| !names.is_empty())?),
        Label::Title if (1..=60).contains(&n_chars) => Fact::Title(value.to_owned()),
        Label::Link if value.contains("//") => Fact::Link(value.to_owned()),
        Label::Credit | Label::Page if n_chars <= 40 => return Some(Vec::new()),
        Label::Title | Label::Link | Label::Credit | Label::Page => return None,
    };
    Some(vec![fact])
}

/// Names; or of the many kinds of author (`山西省委党校课题组`) one short name without marks.
fn authors(value: &str) -> Option<Vec<String>> {
    let names = names::read(&without_offices(value));
    if !names.is_empty() {
        return Some(names);
    }
    let is_body = ["组", "部", "院", "中心", "研究室", "委员会", "办公室", "记者站", "评论员"]
        .iter()
        .any(|end| value.ends_with(end));
    is_body.then(|| source_name(value)).flatten().map(|name| vec![name])
}

/// `value` without the offices between and behind the names.
fn without_offices(value: &str) -> String {
    let is_office = |part: &str| {
        let part = part.trim();
        let is_long = part.chars().count() > 4;
        is_long && (OFFICE_STARTS.iter().any(|s| part.starts_with(s)) || OFFICE_ENDS.iter().any(|e| part.ends_with(e)))
    };
    let (first, rest) = value.split_once([',', ';']).unwrap_or((value, ""));
    let rest = rest.split([',', ';']).filter(|part| !part.is_empty() && !is_office(part));
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join("、")
}

/// A link, an identifier (Latin with a digit), a print reference, or a name, perhaps with the time it was put on line.
fn source_facts(value: &str) -> Option<Vec<Fact>> {
    if value.contains("//") {
        return Some(vec![Fact::Link(value.to_owned())]);
    }
    let is_latin = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if is_latin && value.len() >= 4 && value.chars().any(|c| c.is_ascii_digit()) && moment::find(value).is_none() {
        return Some(vec![Fact::SourceId(value.to_owned())]);
    }
    if let Some(Credit { facts, .. }) = print_line(value) {
        return Some(facts);
    }
    match moment::find(value) {
        Some((before, posted, after)) => {
            let name = [before, after].map(fields::trim).into_iter().find(|text| !text.is_empty());
            let source = name.and_then(labelled_source);
            Some([Some(Fact::Posted(posted)), source.map(Fact::Source)].into_iter().flatten().collect())
        }
        None => labelled_source(value).map(|name| vec![Fact::Source(name)]),
    }
}

/// The name in a field that is labelled as the source: 人民网－人民日报 is 人民日报 by way of 人民网; behind a blank, a bar
/// or a bracket something else begins. Several names stay together.
fn labelled_source(value: &str) -> Option<String> {
    let unquoted = value.strip_prefix('《').and_then(|value| value.split_once('》'));
    if let Some((title, behind)) = unquoted.filter(|(_, behind)| !behind.contains('《')) {
        // 《求是》杂志 is 求是杂志; an issue or a day behind is no part of the name.
        let behind = behind.split(|c: char| !is_han(c)).next().unwrap_or_default();
        if !value.contains('、') {
            return source_name(&format!("{title}{behind}"));
        }
    }
    let name = value.trim_matches(['《', '》', ' ']);
    let name = match name.rsplit_once(['-', '—']) {
        Some((site, name)) if site.trim().ends_with('网') => name.trim_matches(['《', '》', ' ']),
        _ => name,
    };
    let name = name.split_once(['(', '|']).map_or(name, |(name, _)| name).trim();
    let name = if name.contains(is_han) { name.split_whitespace().next()? } else { name };
    let is_name = |c: char| is_han(c) || c.is_ascii_alphanumeric() || " ·-—.&_、/+《》“”‘’\"'".contains(c);
    ((2..=MAX_SOURCE_CHARS).contains(&name.chars().count()) && name.chars().all(is_name)).then(|| name.to_owned())
}

/// `本报记者 张三 李四`, `□ 新华社记者 张三`, `文 张三`, `(记者 张三)`, `本报评论员`.
fn byline(line: &str) -> Option<Credit> {
    let inner = fields::trim(line);
    let names = reporter_names(inner).or_else(|| house_author(inner)).or_else(|| {
        let names = inner.strip_prefix("作者 ").or_else(|| inner.strip_prefix("文 "))?;
        Some(names::read(names)).filter(|names| !names.is_empty())
    })?;
    Credit::of_authors(names)
}

/// Editors whose label is set apart by a blank alone: `(责任编辑 张三)`, `编辑 张三 校对 李四`. For want of a mark all of
/// them must look like names.
fn editors_line(line: &str) -> Option<Credit> {
    let fields = fields::split_at_blanks(line);
    let mut editors = Vec::new();
    for field in &fields {
        let names = names::likely(field.value);
        if names.is_empty() {
            return None;
        }
        if field.label == Label::Editor {
            editors.extend(names);
        }
    }
    (!fields.is_empty()).then(|| {
        let facts = if editors.is_empty() { Vec::new() } else { vec![Fact::Editors(editors)] };
        Credit::new(BlockKind::Editor, facts)
    })
}

/// A dateline alone on its line.
fn dateline(line: &str) -> Option<Credit> {
    let sent = dateline::read(line)?;
    let source = sent.source.map(|name| Fact::Source(name.to_owned()));
    let (kind, authors) = match sent.reporters {
        names if names.is_empty() => (BlockKind::Source, None),
        names => (BlockKind::Byline, Some(Fact::Authors(names))),
    };
    Some(Credit::new(kind, [source, authors].into_iter().flatten().collect()))
}

/// An author without a name: `本报评论员`, `人民日报评论部`, `本刊特约评论员`, `新华社评论员文章`.
fn house_author(line: &str) -> Option<Vec<String>> {
    let line = line.strip_suffix("文章").filter(|author| author.ends_with("评论员")).unwrap_or(line);
    let house = ["特约评论员", "评论员", "评论部", "编辑部", "报道组"].iter().find_map(|end| line.strip_suffix(end))?;
    let is_house = matches!(house, "本报" | "本刊" | "本网" | "本台" | "本社") || is_source_like(house);
    (is_house && house.chars().all(is_han) && house.chars().count() <= 8).then(|| vec![line.to_owned()])
}

/// What follows the word for a reporter at the start of `text`.
pub(super) fn after_reporter(text: &str) -> Option<&str> {
    text.strip_prefix("记者").or_else(|| text.strip_prefix("記者"))
}

/// The names behind `记者` or `通讯员` with at most the name of a paper before it; nothing but names behind.
pub(super) fn reporter_names(text: &str) -> Option<Vec<String>> {
    let (office, rest) = ["记者", "通讯员", "评论员", "記者", "通訊員", "評論員"]
        .iter()
        .filter_map(|role| text.split_once(role))
        .min_by_key(|(office, _)| office.len())?;
    let office = office.trim();
    let is_office = office.chars().count() <= 8 && office.chars().all(is_han);
    let names = names::likely(rest.trim_start_matches([':', ' ']));
    (is_office && !names.is_empty()).then_some(names)
}

/// `2024-08-27 09:15`, `新华网 2024-08-27 09:15`, `人民日报 2024-08-27 07:00 北京`.
fn moment_line(line: &str) -> Option<Credit> {
    let (before, posted, after) = moment::find(fields::trim(line))?;
    let (before, after) = (without_posting(before), fields::trim(after));
    let is_bare = |text: &str| {
        text.chars().count() <= MAX_SOURCE_CHARS
            && text.chars().all(|c| is_han(c) || c.is_alphanumeric() || c.is_whitespace() || c == '·')
    };
    if !is_bare(before) || !is_bare(after) {
        return None;
    }
    let mut facts = vec![Fact::Posted(posted)];
    let source =
        [before.split_whitespace().next_back(), Some(after)].into_iter().flatten().find(|name| is_source_like(name));
    facts.extend(source.and_then(source_name).map(Fact::Source));
    let leads_with_source = before.split_whitespace().next_back().is_none_or(is_source_like);
    (leads_with_source && (before.is_empty() || posted.has_time())).then_some(())?;
    Some(Credit::new(BlockKind::Source, facts))
}

/// What stands before a day, without the words that say it was put on line then.
fn without_posting(before: &str) -> &str {
    let before = fields::trim(before);
    PUT_ON_LINE.iter().find_map(|words| before.strip_suffix(words)).unwrap_or(before).trim_end()
}

/// The number of an official document, alone on its line: `国办发〔2024〕7号`.
fn number_line(line: &str) -> Option<Credit> {
    let (office, rest) = line.split_once(['〔', '[', '('])?;
    let (year, number) = rest.split_once(['〕', ']', ')'])?;
    let number = number.trim_start_matches('第').strip_suffix('号')?.trim();
    let is_number = |digits: &str, n: std::ops::RangeInclusive<usize>| {
        n.contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
    };
    let is_office = (2..=12).contains(&office.chars().count()) && office.chars().all(is_han);
    (is_office && is_number(year, 4..=4) && is_number(number, 1..=4))
        .then(|| Credit::new(BlockKind::Source, vec![Fact::SourceId(line.to_owned())]))
}

/// Whether a bare name ends as the names of newspapers and sites do.
fn is_source_like(name: &str) -> bool {
    let ends = [
        "报",
        "网",
        "社",
        "新闻",
        "客户端",
        "电视台",
        "杂志",
        "周刊",
        "发布",
        "在线",
        "广播",
        "快报",
        "时报",
        "政府网",
        "公众号",
    ];
    name.chars().count() >= 2 && ends.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found = read(line).map(|credit| {
            let facts: Vec<String> = credit.facts.iter().map(describe).collect();
            format!("{}: {}", credit.kind.name(), facts.join("; "))
        });
        assert_eq!(found.unwrap_or_default(), expected, "{line}");
    }

    fn describe(fact: &Fact) -> String {
        match fact {
            Fact::Posted(moment) => format!("posted {moment}"),
            Fact::Source(name) => format!("source {name}"),
            Fact::SourceId(id) => format!("id {id}"),
            Fact::Link(url) => format!("link {url}"),
            Fact::Title(title) => format!("title {title}"),
            Fact::Authors(names) => format!("authors {}", names.join("+")),
            Fact::Editors(names) => format!("editors {}", names.join("+")),
            Fact::Print { publication, date, page } => format!(
                "print {} {} {}",
                publication.as_deref().unwrap_or("-"),
                date.map_or_else(|| "-".to_owned(), Moment::date),
                page.as_deref().unwrap_or("-")
            ),
        }
    }

    #[test]
    fn print_lines() {
        check("《 人民日报 》( 2024年08月27日 19 版)", "source: print 人民日报 2024-08-27 19");
        check("《人民日报海外版》(2024年08月27日 第A03版)", "source: print 人民日报海外版 2024-08-27 A3");
        check("(来源:《光明日报》2024年8月27日01版)", "source: print 光明日报 2024-08-27 1");
        check("人民日报 2024年08月27日 第01版:要闻", "source: print 人民日报 2024-08-27 1");
        check("《人民日报》(一九四九年十月一日 第一版)", "source: print 人民日报 1949-10-01 1");
        check("《人民日报》(2024年08月27日)", "source: print 人民日报 2024-08-27 -");
        check("《求是》2024年第16期", "source: print 求是 - -");
        check("(原载于《人民日报》2024年8月27日第19版)", "source: print 人民日报 2024-08-27 19");
        check("人民日报 2024年08月27日 星期二 第01版:要闻", "source: print 人民日报 2024-08-27 1");
        check("2024年8月27日 星期二 人民日报 第01版:要闻", "source: print 人民日报 2024-08-27 1");
        check("据《人民日报》2024年8月27日第1版报道", "");
    }

    #[test]
    fn source_lines() {
        check("发布时间:2024-11-16 09:23:01 来源: sp20241116", "source: posted 2024-11-16T09:23:01; id sp20241116");
        check("2024-08-27 09:15:32 来源: 新华网", "source: posted 2024-08-27T09:15:32; source 新华网");
        check("2024年08月27日05:44 | 来源:人民网-人民日报", "source: posted 2024-08-27T05:44:00; source 人民日报");
        check(
            "2024-08-27 15:30 来源: 新华社 字号:默认 大 超大|打印",
            "source: posted 2024-08-27T15:30:00; source 新华社",
        );
        check("人民日报 2024-08-27 07:00 北京", "source: posted 2024-08-27T07:00:00; source 人民日报");
        check("来源:新华社", "source: source 新华社");
        check("来源:新华网 | 2024年08月27日 09:15:32", "source: posted 2024-08-27T09:15:32; source 新华网");
        check("来源:新华网 2024-08-27 09:15", "source: posted 2024-08-27T09:15:00; source 新华网");
        check("2024-08-27 05:10 来源:光明网-《光明日报》", "source: posted 2024-08-27T05:10:00; source 光明日报");
        check(
            "www.gov.cn 2024-08-27 09:15 来源:新华社",
            "source: posted 2024-08-27T09:15:00; source 新华社; source www.gov.cn",
        );
        check("2024-08-27 09:15 来源:", "source: posted 2024-08-27T09:15:00");
        check("来源:“学习强国”学习平台", "source: source “学习强国”学习平台");
        check("来源:新华社、人民日报 参与互动", "source: source 新华社、人民日报");
        check("来源丨人民日报 作者丨张三 编辑丨李四", "source: source 人民日报; authors 张三; editors 李四");
        check("國辦發〔2024〕7號", "");
        check("国办发〔2024〕7号", "source: id 国办发〔2024〕7号");
        check("分享到: 打印", "source: ");
        check("【打印】 【关闭】", "source: ");
        check("来源:新华社 作者:张三 编辑:李四", "source: source 新华社; authors 张三; editors 李四");
        check("原标题:练就过硬本领", "source: title 练就过硬本领");
        check("(2024年8月27日)", "source: posted 2024-08-27");
        check("2024-08-27 05:10:33来源:新华社", "source: posted 2024-08-27T05:10:33; source 新华社");
        check("2024年8月27日来源:新华社", "source: posted 2024-08-27; source 新华社");
        check("来源:经济日报 作者:李华 2024-08-27", "source: source 经济日报; authors 李华; posted 2024-08-27");
        check(
            "来源:光明网-《光明日报》  作者:本报记者 宋喜群  2023-11-02 05:10",
            "source: source 光明日报; authors 宋喜群; posted 2023-11-02T05:10:00",
        );
        check("2024-08-27T05:10:33+08:00", "source: posted 2024-08-27T05:10:33");
        check("来源:《求是》2024/16", "source: print 求是 - -");
        check("来源:《求是》杂志", "source: source 求是杂志");
        check("来源:《人民日报》 2024-08-27 09:15", "source: posted 2024-08-27T09:15:00; source 人民日报");
        check("发布于 2024年6月3日", "source: posted 2024-06-03");
        check("发布于2024-06-03 10:00 来源:新华社", "source: posted 2024-06-03T10:00:00; source 新华社");
        check("小字号", "source: ");
        check("大字号", "source: ");
        check("分享", "source: ");
        check("2024年8月27日 星期二", "source: posted 2024-08-27");
    }

    #[test]
    fn bylines_and_editors() {
        check("本报记者 张 三 李小四", "byline: authors 张三+李小四");
        check("□ 新华社记者 王五", "byline: authors 王五");
        check("(记者 张三)", "byline: authors 张三");
        check("本报评论员", "byline: authors 本报评论员");
        check("新华社评论员文章", "byline: authors 新华社评论员");
        check("经济日报评论员文章", "byline: authors 经济日报评论员");
        check("中央社記者 王承中", "byline: authors 王承中");
        check("文/张三 图/李四", "byline: authors 张三");
        check("【纠错】 【责任编辑:王五 】", "editor: editors 王五");
        check("(责编:王小林(实习生)、牛镛)", "editor: editors 王小林+牛镛");
        check("作者:山西省委党校课题组", "byline: authors 山西省委党校课题组");
        check("(责编:杨光宇、胡永秋)", "editor: editors 杨光宇+胡永秋");
        check("【责任编辑:张三】", "editor: editors 张三");
        check("编辑:张三 校对:李四 审核:王五", "editor: editors 张三");
        check("作者:张三,系北京大学教授", "byline: authors 张三");
        check("(作者:张三,北京大学教授;李四,系清华大学研究员)", "byline: authors 张三+李四");
        check("文|财新周刊 王婧", "byline: authors 王婧; source 财新周刊");
        check("中央社記者王承中台北20日電", "byline: source 中央社; authors 王承中");
        check("新华社北京8月26日电", "source: source 新华社");
        check("(編輯:林克倫)1131220", "editor: editors 林克倫");
        check("(责任编辑\u{3000}张三)", "editor: editors 张三");
        check("编辑 张三 校对 李四", "editor: editors 张三");
        check("本版责编:张三 李四", "editor: editors 张三+李四");
        check("(责任编辑:王 静 欧阳 修 司马相如 审核:李四)", "editor: editors 王静+欧阳修+司马相如");
    }

    #[test]
    fn prose_is_no_credit() {
        for line in [
            "记者:您怎么看这件事",
            "如何做到有信心?记者带着问题走访了多家企业",
            "8月27日,本报记者来到现场",
            "把提高政治能力作为重中之重,确保改革发展始终沿着正确的方向前进",
            "2024年8月27日,会议在太原召开",
            "时间:八月二十七日上午",
            "编辑部的故事",
            "本报记者 张三摄",
            "新华社记者 张三 摄",
            "作者:",
            "走进编辑部",
            "记者手记",
            "本报记者观察",
            "记者调查",
            "记者节快乐",
            "评论员文章",
            "记者站",
            "编辑 出版 发行",
            "编辑 校对",
            "新华社说8月26日电",
        ] {
            check(line, "");
        }
    }
}
