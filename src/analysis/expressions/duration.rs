//! Lengths of time (三年半, 4000多年, 3天2小时) and repetitions (每月, 每周一).

use super::date;
use super::glyphs::Glyphs;
use super::moment::{self, Day, Moment};
use super::number::{self, Numeral, Shape, Style, plain};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Span {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

impl Span {
    /// ISO 8601's letter, after T for the parts of a day.
    pub(super) fn letter(self) -> char {
        match self {
            Self::Year => 'Y',
            Self::Month | Self::Minute => 'M',
            Self::Week => 'W',
            Self::Day => 'D',
            Self::Hour => 'H',
            Self::Second => 'S',
        }
    }

    pub(super) fn is_clock(self) -> bool {
        matches!(self, Self::Hour | Self::Minute | Self::Second)
    }
}

/// Words for units of time: name, unit, how many of it, whether 个 must have come before.
const UNITS: &[(&str, Span, f64, bool)] = &[
    ("个世纪", Span::Year, 100.0, false),
    ("世纪", Span::Year, 100.0, false),
    ("个季度", Span::Month, 3.0, false),
    ("个年头", Span::Year, 1.0, false),
    ("周年", Span::Year, 1.0, false),
    ("学年", Span::Year, 1.0, false),
    ("年", Span::Year, 1.0, false),
    ("载", Span::Year, 1.0, false),
    ("个自然月", Span::Month, 1.0, false),
    ("个月", Span::Month, 1.0, false),
    ("月", Span::Month, 1.0, true),
    ("个星期", Span::Week, 1.0, false),
    ("星期", Span::Week, 1.0, false),
    ("个礼拜", Span::Week, 1.0, false),
    ("礼拜", Span::Week, 1.0, false),
    ("个周", Span::Week, 1.0, false),
    ("周", Span::Week, 1.0, false),
    ("个工作日", Span::Day, 1.0, false),
    ("个昼夜", Span::Day, 1.0, false),
    ("昼夜", Span::Day, 1.0, false),
    ("天", Span::Day, 1.0, false),
    ("日", Span::Day, 1.0, true),
    ("个小时", Span::Hour, 1.0, false),
    ("小时", Span::Hour, 1.0, false),
    ("个钟头", Span::Hour, 1.0, false),
    ("钟头", Span::Hour, 1.0, false),
    ("个钟", Span::Hour, 1.0, false),
    ("分钟", Span::Minute, 1.0, false),
    ("秒钟", Span::Second, 1.0, false),
    ("秒", Span::Second, 1.0, false),
];

/// Words that go on from a unit of time to something else: 年级, 天然, 周岁.
const NOT_TIME: &[&str] = &[
    "年级", "年代", "年度", "天然", "天气", "天空", "天下", "周岁", "周边", "周围", "周转", "月份", "日元", "年青",
    "年轻", "天窗", "天线", "载体", "载货", "载客", "载重",
];

/// One part of a length: 三个月.
struct Part {
    amount: f64,
    high: Option<f64>,
    more: bool,
    span: Span,
    end: usize,
}

/// A length of time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Length {
    /// ISO 8601, `/` between the two ends of a span (三四年).
    pub value: String,
    /// 多, 余 or 几 inside.
    pub more: bool,
    pub end: usize,
    /// Its unit and amount, if it has one part.
    pub simple: Option<(Span, f64)>,
}

/// The length of time at `i`.
pub(super) fn length(g: &Glyphs, i: usize) -> Option<Length> {
    let first = part(g, i)?;
    let (mut end, mut more) = (first.end, first.more);
    let mut parts = vec![(first.amount, first.span)];
    if let Some(high) = first.high {
        let value = format!("{}/{}", iso(&parts), iso(&[(high, first.span)]));
        return Some(Length { value, more, end, simple: None });
    }
    loop {
        let joined = g.after(end, "零").or_else(|| g.after(end, "又")).or_else(|| g.after(end, "加")).unwrap_or(end);
        let last = parts.last().map_or(first.span, |(_, span)| *span);
        let Some(next) = part(g, g.skip_blanks(joined))
            .filter(|next| next.span > last && next.high.is_none() && next.span != Span::Week)
        else {
            break;
        };
        parts.push((next.amount, next.span));
        (end, more) = (next.end, more | next.more);
    }
    let simple = match parts.as_slice() {
        [(amount, span)] => Some((*span, *amount)),
        _ => None,
    };
    Some(Length { value: iso(&parts), more, end, simple })
}

/// ISO 8601 of parts, largest first; halves of larger units are carried down where they come out whole.
fn iso(parts: &[(f64, Span)]) -> String {
    let mut value = String::from("P");
    let mut in_day = true;
    for (amount, span) in parts {
        if span.is_clock() && in_day {
            value.push('T');
            in_day = false;
        }
        value.push_str(&plain(*amount));
        value.push(span.letter());
    }
    value
}

fn part(g: &Glyphs, i: usize) -> Option<Part> {
    if g.at(i) == '半' {
        let (span, scale, end) = unit(g, i + 1, true)?;
        return Some(Part { amount: 0.5 * scale, high: None, more: false, span, end });
    }
    let found = number::numeral(g, i, Style::TEXT)?;
    let mut from = g.skip_blanks(found.end);
    let mut more = found.more;
    if matches!(g.at(from), '多' | '余' | '来') || (g.at(from) == '几' && found.value >= 10.0) {
        (from, more) = (from + 1, true);
    }
    let mut amount = found.value;
    // 一个半小时, 两个半月.
    if let Some(after) = g.after(from, "个半") {
        let (span, scale, end) = unit(g, after, true)?;
        amount = (amount + 0.5) * scale;
        return Some(Part { amount, high: None, more, span, end });
    }
    let (span, scale, mut end) = unit(g, from, false)?;
    if is_other(g, i, &found, span, end) {
        return None;
    }
    amount *= scale;
    if !more && matches!(g.at(end), '多' | '余') && !g.has(end, "多次") {
        (more, end) = (true, end + 1);
    }
    if g.at(end) == '半' && !matches!(g.at(end + 1), '前' | '后') {
        (amount, end) = (amount + 0.5 * scale, end + 1);
    }
    Some(Part { amount, high: found.high.map(|high| high * scale), more, span, end })
}

fn unit(g: &Glyphs, i: usize, counted: bool) -> Option<(Span, f64, usize)> {
    if NOT_TIME.iter().any(|word| g.has(i, word)) {
        return None;
    }
    UNITS
        .iter()
        .filter(|(_, _, _, needs)| !needs || counted || g.has(i, "日内") || g.has(i, "日游"))
        .find_map(|(word, span, scale, _)| g.after(i, word).map(|end| (*span, *scale, end)))
}

/// What looks like a length and is none: 一时, 2024年, 一天天, 有一天, 百年.
fn is_other(g: &Glyphs, i: usize, found: &Numeral, span: Span, end: usize) -> bool {
    let one = found.shape == Shape::HanDigit && (found.value - 1.0).abs() < f64::EPSILON;
    let idiom = one
        && (g.before(i) == '有'
            || g.before(i) == '某'
            || g.before(i) == '这'
            || g.before(i) == '那'
            || g.has(end, "一度")
            || g.has(end, "四季")
            || g.has(end, "到晚")
            || g.has(end, "天"));
    let shape_year = span == Span::Year && found.end - i == 4 && found.shape == Shape::HanDigits;
    let bare_zero = found.value == 0.0;
    let counts = matches!(g.before(i), '第' | '前' | '后') && g.before(i) == '第';
    idiom || shape_year || bare_zero || counts
}

/// A repetition: its value and its end.
pub(super) fn repetition(g: &Glyphs, i: usize) -> Option<(String, usize)> {
    let from = g.after(i, "每")?;
    let from = g.after(from, "隔").unwrap_or(from);
    if let Some((Moment { day: Some(Day::Weekday(None, day)), .. }, end)) = date::date(g, from) {
        return Some((format!("XXXX-WXX-{day}"), end));
    }
    if let Some(found) = every(g, from) {
        return Some(found);
    }
    let length = length(g, from)?;
    let (span, amount) = length.simple?;
    if (amount - 1.0).abs() < f64::EPSILON {
        return Some((timex(span).to_owned(), length.end));
    }
    Some((length.value, length.end))
}

fn every(g: &Glyphs, from: usize) -> Option<(String, usize)> {
    const WORDS: &[(&str, &str)] = &[
        ("个季度", "XXXX-QX"),
        ("季度", "XXXX-QX"),
        ("学期", "XXXX-HX"),
        ("个月", "XXXX-XX"),
        ("月", "XXXX-XX"),
        ("年", "XXXX"),
        ("个星期", "XXXX-WXX"),
        ("星期", "XXXX-WXX"),
        ("礼拜", "XXXX-WXX"),
        ("周末", "XXXX-WXX-WE"),
        ("周", "XXXX-WXX"),
        ("天", "XXXX-XX-XX"),
        ("日", "XXXX-XX-XX"),
        ("个小时", "XXXX-XX-XXTXX"),
        ("小时", "XXXX-XX-XXTXX"),
        ("分钟", "XXXX-XX-XXTXX:XX"),
        ("秒", "XXXX-XX-XXTXX:XX:XX"),
        ("晚", "XXXX-XX-XXTEV"),
        ("早", "XXXX-XX-XXTMO"),
    ];
    let (word, value, end) =
        WORDS.iter().find_map(|(word, value)| g.after(from, word).map(|end| (*word, *value, end)))?;
    // 每年7月1日, 每月5日.
    let below = match word {
        "年" => date::date(g, end).filter(|(m, _)| m.year.is_none() && m.month.is_some()),
        "月" | "个月" => {
            date::date(g, end).filter(|(m, _)| m.month.is_none() && matches!(m.day, Some(Day::Exact(_))))
        }
        _ => None,
    };
    if let Some((moment, stop)) = below {
        return Some((super::resolve::value(&moment, &super::resolve::Reference::default()), stop));
    }
    // 每天上午9点.
    if (word == "天" || word == "日")
        && let Some((time, stop)) = moment::time(g, end)
    {
        return Some((format!("{value}{}", super::resolve::value(&time, &super::resolve::Reference::default())), stop));
    }
    Some((value.to_owned(), end))
}

/// The TIMEX value of every single unit.
fn timex(span: Span) -> &'static str {
    match span {
        Span::Year => "XXXX",
        Span::Month => "XXXX-XX",
        Span::Week => "XXXX-WXX",
        Span::Day => "XXXX-XX-XX",
        Span::Hour => "XXXX-XX-XXTXX",
        Span::Minute => "XXXX-XX-XXTXX:XX",
        Span::Second => "XXXX-XX-XXTXX:XX:XX",
    }
}
