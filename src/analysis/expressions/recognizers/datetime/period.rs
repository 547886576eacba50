//! Stretches of days as queries name them: years, months, weeks, decades, 前三天.

use super::clock::Now;
use super::day::{self, small};
use super::length;
use crate::analysis::expressions::calendar::{self, Date};
use crate::analysis::expressions::glyphs::Glyphs;
use crate::analysis::expressions::number::{self, Shape, Style};

/// A stretch of days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Period {
    pub end: usize,
    pub timex: String,
    /// First day and the day after the last: past then future, or the only one; empty for seasons.
    pub spans: Vec<(Date, Date)>,
    pub grain: Grain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Year,
    Month,
    Other,
}

/// The stretch at `i`.
pub(super) fn period(g: &Glyphs, i: usize, now: &Now) -> Option<Period> {
    decade(g, i)
        .or_else(|| from_year(g, i, now))
        .or_else(|| from_month(g, i, None, now))
        .or_else(|| relative_month(g, i, now))
        .or_else(|| week(g, i, now))
        .or_else(|| part_of_year(g, i, None, now))
        .or_else(|| half_month(g, i, now))
        .or_else(|| near(g, i, now))
        .or_else(|| bare_year(g, i))
}

fn one(end: usize, timex: String, from: Option<Date>, to: Option<Date>, grain: Grain) -> Option<Period> {
    Some(Period { end, timex, spans: vec![(from?, to?)], grain })
}

/// A stretch whose TIMEX names both ends and the length.
fn spanned(end: usize, from: Option<Date>, to: Option<Date>, length: &str) -> Option<Period> {
    let (from, to) = (from?, to?);
    one(end, format!("({},{},{length})", calendar::iso(from), calendar::iso(to)), Some(from), Some(to), Grain::Other)
}

fn jan(year: i32) -> Option<Date> {
    calendar::date(year, 1, 1)
}

fn first(year: i32, month: u8) -> Option<Date> {
    calendar::date(year, month, 1)
}

pub(super) fn year_period(year: i32, end: usize) -> Option<Period> {
    one(end, format!("{year:04}"), jan(year), jan(year + 1), Grain::Year)
}

fn from_year(g: &Glyphs, i: usize, now: &Now) -> Option<Period> {
    let (year, end) = day::year(g, i, now)?;
    let at = g.skip_blanks(g.after(end, "的").unwrap_or(end));
    let within = from_month(g, at, Some(year), now)
        .or_else(|| part_of_year(g, at, Some(year), now))
        .or_else(|| nth_of_year(g, at, year))
        .or_else(|| edge_of_year(g, at, year));
    if within.is_some() {
        return within;
    }
    // 今年 is the year up to now.
    if g.has(i, "今年") {
        return one(end, format!("{year:04}"), jan(year), Some(now.day), Grain::Year);
    }
    year_period(year, end)
}

fn from_month(g: &Glyphs, i: usize, year: Option<i32>, now: &Now) -> Option<Period> {
    let (month, end, _) = day::month(g, i)?;
    let span = |year: i32| Some((first(year, month)?, calendar::moved(first(year, month)?, 0, 1, 0)?));
    let at = g.after(end, "的").unwrap_or(end);
    if let Some((n, stop)) = g.after(at, "第").and_then(|at| small(g, at, 5)).and_then(|(n, at)| {
        g.after(at, "个").or(Some(at)).and_then(|at| Some((n, g.one_of(at, &["星期", "礼拜", "周"])?.1)))
    }) {
        let spans = year.map_or_else(|| both(now, month), |year| vec![year]);
        let of = |year: i32| {
            let thursday = (1..=7).filter_map(|d| calendar::date(year, month, d)).find(|day| day.weekday() == 4)?;
            let monday = calendar::moved(thursday, 0, 0, 7 * i64::from(n) - 10)?;
            Some((monday, calendar::moved(monday, 0, 0, 7)?))
        };
        let shown = year.map_or("XXXX".to_owned(), |year| format!("{year:04}"));
        return Some(Period {
            end: stop,
            timex: format!("{shown}-{month:02}-W{n:02}"),
            spans: spans.into_iter().filter_map(of).collect(),
            grain: Grain::Other,
        });
    }
    if let Some(year) = year {
        return one(end, format!("{year:04}-{month:02}"), Some(span(year)?.0), Some(span(year)?.1), Grain::Month);
    }
    Some(Period {
        end,
        timex: format!("XXXX-{month:02}"),
        spans: both(now, month).into_iter().filter_map(span).collect(),
        grain: Grain::Month,
    })
}

/// The years of the last such month and the next.
fn both(now: &Now, month: u8) -> Vec<i32> {
    let year = now.day.year();
    if month < now.day.month() { vec![year, year + 1] } else { vec![year - 1, year] }
}

/// 第二周, 第九个月 of a year.
fn nth_of_year(g: &Glyphs, i: usize, year: i32) -> Option<Period> {
    let (n, at) = small(g, g.skip_blanks(g.after(i, "第")?), 53)?;
    let at = g.skip_blanks(at);
    if let Some(end) = g.after(at, "个月") {
        let from = first(year, n)?;
        return one(end, format!("{year:04}-{n:02}"), Some(from), calendar::moved(from, 0, 1, 0), Grain::Month);
    }
    let at = g.after(at, "个").unwrap_or(at);
    let (_, end) = g.one_of(at, &["星期", "礼拜", "周"])?;
    let monday = calendar::moved(calendar::monday(calendar::date(year, 1, 4)?), 0, 0, 7 * (i64::from(n) - 1))?;
    one(end, format!("{year:04}-W{n:02}"), Some(monday), calendar::moved(monday, 0, 0, 7), Grain::Other)
}

/// 前10天, 最后三周 of a year.
fn edge_of_year(g: &Glyphs, i: usize, year: i32) -> Option<Period> {
    let (word, at) = g.one_of(i, &["最前", "前", "头", "最后", "后", "末"])?;
    let found = length::length(g, g.skip_blanks(at), true)?;
    let [(amount, letter, false, _)] = found.parts.as_slice() else { return None };
    let (n, is_week) = (*amount as i64, *letter == 'W');
    let (years, months, days) = match letter {
        'Y' => (n, 0, 0),
        'M' => (0, n, 0),
        'W' => (0, 0, 7 * n),
        _ => (0, 0, n),
    };
    let (from, to) = if word < 3 {
        let from = if is_week { calendar::monday(calendar::date(year, 1, 4)?) } else { jan(year)? };
        (from, calendar::moved(from, years, months, days)?)
    } else {
        // Weeks end with the last whole week of the year.
        let to = if is_week { calendar::monday(calendar::date(year, 12, 31)?) } else { jan(year + 1)? };
        (calendar::moved(to, -years, -months, -days)?, to)
    };
    spanned(found.end, Some(from), Some(to), &found.timex())
}

/// 上半年, 第一季度, 夏天.
fn part_of_year(g: &Glyphs, i: usize, year: Option<i32>, now: &Now) -> Option<Period> {
    const HALVES: &[(&str, u8)] =
        &[("上半年", 1), ("前半年", 1), ("上个半年", 1), ("下半年", 7), ("后半年", 7), ("下个半年", 7)];
    let this = year.unwrap_or(now.day.year());
    if let Some((month, end)) = HALVES.iter().find_map(|(word, month)| g.after(i, word).map(|end| (*month, end))) {
        return spanned(end, first(this, month), calendar::moved(first(this, month)?, 0, 6, 0), "P6M");
    }
    if let Some((idx, at)) = g.one_of(i, &["春", "夏", "秋", "冬"]) {
        let end = match g.one_of(at, &["天", "季"]) {
            Some((_, end)) => end,
            None if year.is_some() && !matches!(g.at(at), '节' | '运' | '至' | '分') => at,
            None => return None,
        };
        let code = ["SP", "SU", "FA", "WI"].get(idx)?;
        let timex = year.map_or((*code).to_owned(), |year| format!("{year:04}-{code}"));
        return Some(Period { end, timex, spans: Vec::new(), grain: Grain::Other });
    }
    let at = g.after(i, "第").unwrap_or(i);
    let (quarter, at) = small(g, at, 4).filter(|(q, _)| *q > 0)?;
    let end = g.after(at, "季度").or_else(|| g.after(at, "个季度"))?;
    let from = first(this, 3 * quarter - 2)?;
    spanned(end, Some(from), calendar::moved(from, 0, 3, 0), "P3M")
}

fn half_month(g: &Glyphs, i: usize, now: &Now) -> Option<Period> {
    let (idx, end) = g.one_of(i, &["上半月", "前半月", "上半个月", "下半月", "后半月", "下半个月"])?;
    let from = first(now.day.year(), now.day.month())?;
    let middle = calendar::moved(from, 0, 0, 15)?;
    let next = calendar::moved(from, 0, 1, 0)?;
    if idx < 3 {
        spanned(end, Some(from), Some(middle), "P15D")
    } else {
        spanned(end, Some(middle), Some(next), "P15D")
    }
}

fn relative_month(g: &Glyphs, i: usize, now: &Now) -> Option<Period> {
    let (by, at) = day::week_prefix(g, i)?;
    let end = g.after(at, "月份").or_else(|| g.after(at, "月"))?;
    let from = calendar::moved(first(now.day.year(), now.day.month())?, 0, by, 0)?;
    one(
        end,
        format!("{:04}-{:02}", from.year(), from.month()),
        Some(from),
        calendar::moved(from, 0, 1, 0),
        Grain::Month,
    )
}

/// 下周, 上上周末.
fn week(g: &Glyphs, i: usize, now: &Now) -> Option<Period> {
    let (prefix, at) = match day::week_prefix(g, i) {
        Some((by, at)) => (Some(by), at),
        None => (None, i),
    };
    let by = prefix.unwrap_or(0);
    let monday = calendar::moved(calendar::monday(now.day), 0, 0, 7 * by)?;
    let days = |n: i64| calendar::moved(monday, 0, 0, n);
    if let Some(end) = g.after(at, "周末") {
        return one(end, format!("{}-WE", calendar::iso_week(monday)), days(5), days(7), Grain::Other);
    }
    prefix?;
    let (_, end) = g.one_of(at, &["星期", "礼拜", "周"])?;
    one(end, calendar::iso_week(monday), Some(monday), days(7), Grain::Other)
}

/// 前1周, 近三年, 后1年, 未来两个月.
fn near(g: &Glyphs, i: usize, now: &Now) -> Option<Period> {
    let (word, at) = g.one_of(
        i,
        &[
            "过去的",
            "过去",
            "最近",
            "之前",
            "前",
            "上",
            "近",
            "未来的",
            "未来",
            "接下来的",
            "接下来",
            "今后",
            "之后",
            "后",
            "下",
        ],
    )?;
    let found = length::length(g, g.skip_blanks(at), false)?;
    if found.is_clock()
        || found.parts.iter().any(|part| part.0.fract() != 0.0)
        || matches!(g.before(i), '以' | '之' | '然' | '最' | '先')
    {
        return None;
    }
    let today = now.day.number() * super::clock::DAY;
    let day_of = |instant: i64| Date::of_number(instant.div_euclid(super::clock::DAY));
    if word < 7 {
        return spanned(found.end, day_of(found.moved(today, -1)?), Some(now.day), &found.timex());
    }
    let from = today + super::clock::DAY;
    spanned(found.end, day_of(from), day_of(found.moved(from, 1)?), &found.timex())
}

/// 九十年代, 上世纪90年代, 19世纪70年代, 21世纪.
fn decade(g: &Glyphs, i: usize) -> Option<Period> {
    if number::is_numeric(g.before(i)) {
        return None;
    }
    let (century, at) = if let Some((idx, end)) = g.one_of(i, &["上个世纪", "上世纪", "本世纪", "这个世纪"])
    {
        (Some(if idx < 2 { 1900 } else { 2000 }), end)
    } else {
        let named =
            small(g, i, 30).and_then(|(n, at)| g.after(at, "世纪").map(|end| (Some((i32::from(n) - 1) * 100), end)));
        named.unwrap_or((None, i))
    };
    let decade = small(g, g.after(at, "的").unwrap_or(at), 90)
        .filter(|(n, _)| n % 10 == 0)
        .and_then(|(n, at)| g.after(at, "年代").map(|end| (i32::from(n), end)));
    match (century, decade) {
        (Some(century), Some((n, end))) => spanned(end, jan(century + n), jan(century + n + 10), "P10Y"),
        (None, Some((n, end))) => {
            let spans =
                [1900, 2000].into_iter().filter_map(|base| Some((jan(base + n)?, jan(base + n + 10)?))).collect();
            let timex = format!("(XX{n:02}-01-01,XX{:02}-01-01,P10Y)", (n + 10) % 100);
            Some(Period { end, timex, spans, grain: Grain::Other })
        }
        (Some(century), None) => spanned(at, jan(century), jan(century + 100), "P100Y"),
        (None, None) => None,
    }
}

/// 2100 alone, = 2019: four figures from 1500 to 2100 that nothing counts.
pub(super) fn bare_year(g: &Glyphs, i: usize) -> Option<Period> {
    let at = g.after(i, "=").map_or(i, |end| g.skip_blanks(end));
    let before = g.before(at);
    if before.is_ascii_alphanumeric() || matches!(before, '-' | '.' | '/' | ':' | ',' | '~') {
        return None;
    }
    let found = number::numeral(g, at, Style { blanks: false, pairs: false })?;
    let next = g.at(found.end);
    let attached = next.is_ascii_alphanumeric()
        || matches!(next, '-' | '.' | '/' | ':' | '%' | '~')
        || "个只元万人条件块点".contains(next);
    let fits = found.shape == Shape::Ascii && found.end - at == 4 && (1500.0..=2100.0).contains(&found.value);
    if !fits || attached {
        return None;
    }
    year_period(found.value as i32, found.end)
}
