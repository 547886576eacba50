//! From a text to its expressions: line by line, the longest reading at each place.

use super::calendar::Date;

use super::calendar;
use super::duration;
use super::glyphs::Glyphs;
use super::moment::{self, Day, Moment, Year};
use super::number;
use super::quantity::{self, Bound};
use super::resolve::{self, Reference};
use crate::analysis::{Expression, ExpressionType};
use crate::text::TextRange;

/// What relative dates are measured from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The document's own date, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// When it was fetched, `YYYY-MM-DD`; used where nothing better is known.
    pub accessed: Option<String>,
}

/// The expressions of `text` in order, disjoint. Relative dates are resolved against the anchor's published date, else
/// the text's own (that of first publication before that of a repost), else the day of access, else left open (`XXXX`).
pub fn expressions(text: &str, anchor: &Anchor) -> Vec<Expression> {
    expressions_outside(text, anchor, &[])
}

/// As [`expressions`], without those that lie inside or across one of `names` (ordered, disjoint ranges).
pub fn expressions_outside(text: &str, anchor: &Anchor, names: &[TextRange]) -> Vec<Expression> {
    let parsed = |date: &Option<String>| date.as_deref().and_then(calendar::parse);
    let own = || anchor_of(&scan(text, None));
    let day = parsed(&anchor.published).or_else(own).or_else(|| parsed(&anchor.accessed));
    let mut found = scan(text, day);
    let mut names = names.iter().peekable();
    found.retain(|expression| {
        while names.next_if(|name| name.end() <= expression.range.start()).is_some() {}
        names.peek().is_none_or(|name| !name.overlaps(expression.range) || expression.range.covers(**name))
    });
    found
}

/// The date by which a text dates itself.
fn anchor_of(expressions: &[Expression]) -> Option<Date> {
    let with =
        |role: &str| expressions.iter().find(|e| e.value.ends_with(role)).and_then(|e| calendar::parse(&e.value));
    with(ORIGINAL).or_else(|| with(PUBLISHED))
}

const PUBLISHED: &str = ";role=published";
const ORIGINAL: &str = ";role=original publication";

fn scan(text: &str, day: Option<Date>) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut glyphs = Glyphs::default();
    let mut offset = 0;
    for line in text.split('\n') {
        glyphs.refill(line, offset);
        offset += line.len() + 1;
        scan_line(&glyphs, day, &mut found);
    }
    found
}

fn scan_line(g: &Glyphs, day: Option<Date>, found: &mut Vec<Expression>) {
    let mut reference = Reference { day, said: None };
    // Numbers in the title of a work are part of its name: 《“一块砖头”的前世今生》.
    let mut title_end = 0;
    let mut i = 0;
    while i < g.len() {
        let c = g.at(i);
        match c {
            '《' => title_end = (i..g.len().min(i + 80)).find(|j| g.at(*j) == '》').unwrap_or(i),
            '。' | '!' | '?' | ';' => reference.said = None,
            _ => {}
        }
        if i < title_end || !is_lead(c) {
            i += 1;
            continue;
        }
        if let Some(hit) = longest(g, i, &mut reference) {
            found.push(Expression { range: g.range(i, hit.end), kind: hit.kind, value: hit.value });
            i = hit.end;
        } else if let Some(number) = number::numeral(g, i, number::Style::TEXT).filter(|_| number::is_numeric(c)) {
            // What begins inside a number that is no expression is none either, except a unit's own word: 三月 in 十三月.
            i = number.end.max(i + 1);
        } else {
            i += 1;
        }
    }
}

/// Whether an expression can begin with `c`.
fn is_lead(c: char) -> bool {
    number::is_numeric(c)
        || matches!(
            c,
            '第' | '每'
                | '约'
                | '近'
                | '超'
                | '逾'
                | '大'
                | '将'
                | '接'
                | '至'
                | '不'
                | '最'
                | '多'
                | '高'
                | '起'
                | '负'
                | '-'
                | '¥'
                | '$'
                | '€'
                | '£'
                | 'U'
                | 'H'
                | 'R'
                | '人'
                | '港'
                | '今'
                | '去'
                | '明'
                | '前'
                | '后'
                | '上'
                | '下'
                | '本'
                | '这'
                | '昨'
                | '周'
                | '星'
                | '礼'
                | '农'
                | '阴'
                | '夏'
                | '公'
                | '正'
                | '冬'
                | '腊'
                | '凌'
                | '拂'
                | '黎'
                | '清'
                | '早'
                | '中'
                | '午'
                | '傍'
                | '晚'
                | '夜'
                | '深'
                | '半'
                | '当'
                | '首'
                | '过'
                | '未'
                | '日'
        )
}

struct Hit {
    kind: ExpressionType,
    value: String,
    end: usize,
}

fn longest(g: &Glyphs, i: usize, reference: &mut Reference) -> Option<Hit> {
    let mut best: Option<Hit> = None;
    let mut offer = |hit: Option<Hit>| {
        if let Some(hit) = hit.filter(|hit| best.as_ref().is_none_or(|best| hit.end > best.end)) {
            best = Some(hit);
        }
    };
    let before = reference.said;
    offer(duration::repetition(g, i).map(|(value, end)| Hit { kind: ExpressionType::Set, value, end }));
    let dated = when(g, i, reference);
    let dated_end = dated.as_ref().map_or(0, |hit| hit.end);
    offer(dated);
    offer(near_years(g, i, reference));
    offer(length(g, i));
    offer(quantity::amount(g, i).map(|amount| Hit { kind: amount.kind, value: amount.value, end: amount.end }));
    if best.as_ref().is_some_and(|best| best.end > dated_end) {
        reference.said = before;
    }
    best
}

/// A date, a time, or a range of either, with 以来, 以前 and their like.
fn when(g: &Glyphs, i: usize, reference: &mut Reference) -> Option<Hit> {
    let from = g.after(i, "自").or_else(|| g.after(i, "从")).unwrap_or(i);
    let (moment, mut end) = moment::moment(g, from)?;
    if moment.is_time() && !is_clear_time(g, from, &moment, end) {
        return None;
    }
    let mut value = resolve::value(&moment, reference);
    if let Some(separator) = range_mark(g, end)
        && let Some((to, stop)) = moment::moment(g, separator)
        && is_end(&moment, &to)
    {
        value = resolve::range(&moment, &to, reference);
        remember(&resolve::inherit(&moment, &to), reference);
        end = stop;
        let kind = if moment.is_time() { ExpressionType::Time } else { ExpressionType::Date };
        return Some(Hit { kind, value, end });
    }
    let kind = if moment.is_time() { ExpressionType::Time } else { ExpressionType::Date };
    if kind == ExpressionType::Date {
        value = open_ended(g, &moment, &mut end, value, reference);
        value.push_str(role(g, i, end));
        remember(&moment, reference);
    }
    Some(Hit { kind, value, end })
}

/// Keeps an outright year for the rest of the sentence.
fn remember(moment: &Moment, reference: &mut Reference) {
    if matches!(moment.year, Some(Year::Exact(_) | Year::Relative(_))) {
        let filled = resolve::fill(moment, reference);
        if let Some(year) = filled.year {
            reference.said = Some((year, filled.month));
        }
    } else if let (Some((year, _)), Some(moment::Month::Exact(month))) = (reference.said, moment.month) {
        reference.said = Some((year, Some(month)));
    } else if moment.month.is_some() && matches!(moment.day, Some(Day::Exact(_))) {
        let filled = resolve::fill(moment, reference);
        if let (Some(year), Some(_)) = (filled.year, filled.month) {
            reference.said = Some((year, filled.month));
        }
    }
}

/// A time of day that is no count: 三点 alone may be three points, 15时 is a time.
fn is_clear_time(g: &Glyphs, i: usize, moment: &Moment, end: usize) -> bool {
    match (moment.part, moment.clock) {
        (Some(_), Some(_)) => true,
        (None, Some(clock)) => {
            let closed = matches!(g.before(end), '钟' | '半' | '整' | '刻' | '分' | '秒') || clock.minute.is_some();
            let hour_mark = g.before(end) == '时' && g.at(i).is_ascii_digit();
            closed || hour_mark
        }
        // 早晨, 晚上 alone are times of any day; named where news does: 凌晨, 上午.
        (_, None) => false,
    }
}

fn range_mark(g: &Glyphs, end: usize) -> Option<usize> {
    let at = g.skip_blanks(end);
    let stop = match g.at(at) {
        '-' | '~' | '至' | '到' => at + 1,
        _ => return None,
    };
    let stop = g.after(stop, "-").unwrap_or(stop);
    Some(g.skip_blanks(stop))
}

/// Whether `to` can end a range begun by `from`: nothing above what the first says.
fn is_end(from: &Moment, to: &Moment) -> bool {
    if from.is_time() != to.is_time() {
        return to.is_time() && from.clock.is_some();
    }
    let grain = |m: &Moment| (m.day.is_some(), m.month.is_some() || m.season.is_some());
    from.is_time() || grain(from) == grain(to) || (grain(from).0 && grain(to).0)
}

/// 今年以来 runs to the anchor; 2018年以前 and 之后 are open on one side.
fn open_ended(g: &Glyphs, moment: &Moment, end: &mut usize, value: String, reference: &Reference) -> String {
    const SINCE: &[&str] = &["以来", "至今", "迄今"];
    const BEFORE: &[&str] = &["以前", "之前"];
    const AFTER: &[&str] = &["以后", "之后", "起"];
    let at = if g.at(*end) == ',' { *end } else { g.skip_blanks(*end) };
    let first = || resolve::first_day(moment, reference).map_or_else(|| value.clone(), calendar::iso);
    if let Some((_, stop)) = g.one_of(at, SINCE) {
        *end = stop;
        let until = reference.day.map_or_else(|| "PRESENT_REF".to_owned(), calendar::iso);
        return format!("{}/{until}", first());
    }
    if let Some((_, stop)) = g.one_of(at, BEFORE) {
        *end = stop;
        return format!("../{value}");
    }
    if let Some((idx, stop)) = g.one_of(at, AFTER) {
        // 起 begins words (起来, 起点).
        if idx < 2 || !matches!(g.at(stop), '来' | '点' | '初' | '草' | '到' | '步') {
            *end = stop;
            return format!("{value}/..");
        }
    }
    value
}

/// What a date says of the document itself.
fn role(g: &Glyphs, start: usize, end: usize) -> &'static str {
    let mut j = start;
    while matches!(g.before(j), ' ' | ':') {
        j -= 1;
    }
    if ["发布时间", "发布日期", "发表时间", "发表于", "发布于", "时间"].iter().any(|word| g.ends(j, word)) && j < start
    {
        return PUBLISHED;
    }
    // 《 人民日报 》( 2024年08月27日 19 版).
    if g.before(j) == '(' {
        let mut k = j - 1;
        while g.before(k) == ' ' {
            k -= 1;
        }
        let mut m = g.skip_blanks(end);
        while g.at(m).is_ascii_digit() || matches!(g.at(m), ' ' | '第') {
            m += 1;
        }
        if g.before(k) == '》' && matches!(g.at(m), ')' | '版') {
            return ORIGINAL;
        }
    }
    ""
}

/// 近三年, 过去五年, 未来三年: counted from the anchor; 近年来 and 近日, of no known length.
fn near_years(g: &Glyphs, i: usize, reference: &Reference) -> Option<Hit> {
    const VAGUE: &[&str] =
        &["近年来", "近些年来", "近些年", "近几年来", "近几年", "近日", "日前", "近期", "最近几年", "过去几年"];
    if let Some((_, end)) = g.one_of(i, VAGUE) {
        let part_of_word =
            number::is_numeric(g.before(i)) || matches!(g.before(i), '附' | '最' | '目' | '今' | '昨' | '本');
        return (!part_of_word).then(|| Hit { kind: ExpressionType::Date, value: "PAST_REF".to_owned(), end });
    }
    let (word, from) = g.one_of(i, &["近", "最近", "过去", "未来", "今后"])?;
    let length = duration::length(g, g.skip_blanks(from)).filter(|length| !length.more)?;
    let (span, amount) = length.simple.filter(|(span, amount)| !span.is_clock() && amount.fract() == 0.0)?;
    // 历时近三年 is a length, near to three years.
    let is_length = word == 0
        && ["历时", "长达", "持续", "经过", "用了", "达", "时间", "历经", "了"].iter().any(|word| g.ends(i, word));
    if is_length || (word == 0 && amount > 100.0) {
        return None;
    }
    let end = g.after(length.end, "以来").or_else(|| g.after(length.end, "来")).unwrap_or(length.end);
    let Some(day) = reference.day else {
        return Some(Hit {
            kind: ExpressionType::Date,
            value: format!("{};mod={}", length.value, if word < 3 { "past" } else { "future" }),
            end,
        });
    };
    let sign = if word < 3 { -1 } else { 1 };
    let n = sign * amount as i64;
    let other = match span {
        duration::Span::Year => calendar::moved(day, n, 0, 0),
        duration::Span::Month => calendar::moved(day, 0, n, 0),
        duration::Span::Week => calendar::moved(day, 0, 0, 7 * n),
        _ => calendar::moved(day, 0, 0, n),
    }?;
    let (first, last) = if n < 0 { (other, day) } else { (day, other) };
    Some(Hit { kind: ExpressionType::Date, value: format!("{}/{}", calendar::iso(first), calendar::iso(last)), end })
}

/// A length of time with its qualifiers.
fn length(g: &Glyphs, i: usize) -> Option<Hit> {
    let (bound, from) = quantity::bound_before(g, i).map_or((None, i), |(bound, end)| (Some(bound), end));
    let before = g.before(from);
    if before.is_ascii_alphanumeric() || before == '.' {
        return None;
    }
    let length = duration::length(g, from)?;
    let mut bound = bound.or(length.more.then_some(Bound::Over));
    let mut end = length.end;
    if let Some((after, stop)) = quantity::bound_after(g, end) {
        (bound, end) = (bound.or(Some(after)), stop);
    }
    let value = format!("{}{}", length.value, bound.map_or("", Bound::timex));
    Some(Hit { kind: ExpressionType::Duration, value, end })
}
