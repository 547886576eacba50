//! Days as queries name them, and the one or two days each may mean.

use super::clock::Now;
use crate::analysis::expressions::calendar::{self, Date};
use crate::analysis::expressions::glyphs::Glyphs;
use crate::analysis::expressions::number::{self, Shape, Style};

/// A day and where its name ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Day {
    pub end: usize,
    pub kind: Kind,
    pub lunar: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Year, month, day; it may not exist.
    Full(i32, u8, u8),
    MonthDay(u8, u8),
    OnlyDay(u8),
    Weekday(u8),
    Exact(Date),
    /// Month, weekday, which: 5 is the last.
    Nth(u8, u8, u8),
}

impl Day {
    /// The TIMEX of the day and what it may be: past then future, or the only one; empty where there is no such day.
    pub(super) fn resolve(&self, now: &Now) -> (String, Vec<Date>) {
        let today = now.day;
        match self.kind {
            Kind::Full(y, m, d) => (format!("{y:04}-{m:02}-{d:02}"), calendar::date(y, m, d).into_iter().collect()),
            Kind::Exact(date) => (calendar::iso(date), vec![date]),
            Kind::MonthDay(m, d) => {
                (format!("XXXX-{m:02}-{d:02}"), around(today, |by| calendar::date(today.year() + by, m, d), 8))
            }
            Kind::OnlyDay(d) => {
                let of = |by: i32| {
                    let first = calendar::moved(calendar::date(today.year(), today.month(), 1)?, 0, by.into(), 0)?;
                    calendar::date(first.year(), first.month(), d)
                };
                (format!("XXXX-XX-{d:02}"), around(today, of, 3))
            }
            Kind::Weekday(n) => {
                let of = |by: i32| calendar::moved(calendar::monday(today), 0, 0, i64::from(n) - 1 + 7 * i64::from(by));
                (format!("XXXX-WXX-{n}"), around(today, of, 2))
            }
            Kind::Nth(m, n, which) => {
                let of = |by: i32| nth_weekday(today.year() + by, m, n, which);
                let days = around(today, of, 2);
                let shown = days.first().map_or(which, |day| (day.day() - 1) / 7 + 1);
                (format!("XXXX-{m:02}-WXX-{n}-#{shown}"), days)
            }
        }
    }
}

/// The last day before `today` and the first not before it, among those that `of` gives for 0, ±1 …
pub(super) fn around(today: Date, of: impl Fn(i32) -> Option<Date>, reach: i32) -> Vec<Date> {
    let past = (0..=reach).find_map(|by| of(-by).filter(|day| *day < today));
    let future = (0..=reach).find_map(|by| of(by).filter(|day| *day >= today));
    past.into_iter().chain(future).collect()
}

fn nth_weekday(year: i32, month: u8, weekday: u8, which: u8) -> Option<Date> {
    let first = calendar::date(year, month, 1)?;
    let day = 1 + (weekday + 7 - first.weekday()) % 7 + 7 * (which.min(4) - 1);
    let later = (which == 5).then(|| calendar::date(year, month, day + 7)).flatten();
    later.or_else(|| calendar::date(year, month, day))
}

/// The day named at `i`.
pub(super) fn day(g: &Glyphs, i: usize, now: &Now) -> Option<Day> {
    let mut found = figures(g, i)
        .or_else(|| written(g, i, now))
        .or_else(|| relative(g, i, now))
        .or_else(|| weekday(g, i, now))
        .or_else(|| holiday(g, i, now))?;
    // 10月12号，星期一.
    if matches!(found.kind, Kind::Full(..) | Kind::MonthDay(..) | Kind::Exact(_)) {
        let bracket = g.at(found.end) == '(';
        let at = g.skip_blanks(found.end + usize::from(matches!(g.at(found.end), ',' | '、' | '(')));
        if let Some((_, end)) = weekday_name(g, at).filter(|(_, end)| !bracket || g.at(*end) == ')') {
            found.end = end + usize::from(bracket);
        }
    }
    Some(found)
}

fn run(g: &Glyphs, i: usize) -> usize {
    (i..i + 6).take_while(|j| g.at(*j).is_ascii_digit()).count()
}

/// 2010-01-29, 2010 01 29, 1/2/2020 (day first), 12-11-10 (year first), 12/1 (month first).
#[expect(clippy::many_single_char_names, reason = "year, month and day of a date")]
fn figures(g: &Glyphs, i: usize) -> Option<Day> {
    let before = g.before(i);
    if before.is_ascii_alphanumeric() || matches!(before, '-' | '/' | '.') || !g.at(i).is_ascii_digit() {
        return None;
    }
    let mut parts = Vec::new();
    let (mut at, mut mark) = (i, '\0');
    while parts.len() < 3 {
        let n = run(g, at);
        if n == 0 || n > 4 {
            break;
        }
        parts.push((g.text(at, at + n).parse::<i32>().ok()?, n));
        at += n;
        let next = g.at(at);
        if parts.len() == 3
            || !matches!(next, '-' | '/' | '.' | ' ')
            || (mark != '\0' && next != mark)
            || run(g, at + 1) == 0
        {
            break;
        }
        mark = next;
        at += 1;
    }
    if g.at(at).is_ascii_digit() || (g.at(at) == mark && run(g, at + 1) > 0) || matches!(g.at(at), '%' | ':') {
        return None;
    }
    let (y, m, d) = match parts.as_slice() {
        [(y, 4), (m, nm), (d, nd)] if *nm <= 2 && *nd <= 2 && (mark != ' ' || nm + nd == 4) => (*y, *m, *d),
        [(d, nd), (m, nm), (y, 4)] if *nd <= 2 && *nm <= 2 && mark != ' ' && mark != '.' => (*y, *m, *d),
        [(a, na), (m, nm), (c, nc)] if *na <= 2 && *nm <= 2 && *nc <= 2 && matches!(mark, '-' | '/') => {
            if *na == 2 && *c <= 31 && *c > 0 { (short_year(*a), *m, *c) } else { (short_year(*c), *m, *a) }
        }
        [(m, nm), (d, nd)] if *nm <= 2 && *nd <= 2 && mark == '/' && (1..=12).contains(m) && (1..=31).contains(d) => {
            return Some(Day { end: at, kind: Kind::MonthDay(*m as u8, *d as u8), lunar: false });
        }
        _ => return None,
    };
    ((1..=12).contains(&m) && (1..=31).contains(&d)).then_some(Day {
        end: at,
        kind: Kind::Full(y, m as u8, d as u8),
        lunar: false,
    })
}

/// The century of a year of two figures.
pub(super) fn short_year(year: i32) -> i32 {
    if year >= 40 { 1900 + year } else { 2000 + year }
}

/// A small number at `i`, blanks inside left out.
pub(super) fn small(g: &Glyphs, i: usize, max: u8) -> Option<(u8, usize)> {
    let c = g.at(i);
    if c.is_ascii_digit() && (g.before(i).is_ascii_digit() || g.before(i) == '.') {
        return None;
    }
    let found = number::numeral(g, i, Style { blanks: false, pairs: false })?;
    let fits = found.value.fract() == 0.0
        && found.value <= f64::from(max)
        && !found.more
        && found.end - i <= 3
        && g.before(found.end) != '.';
    let decimal = g.text(i, found.end).contains(['.', ',', '点']);
    (fits && !decimal).then_some((found.value as u8, found.end))
}

/// A year and where 年 ends: 2015年, 二零零四年, 两千年, 08年, 康熙三年, 去年, 789年.
pub(super) fn year(g: &Glyphs, i: usize, now: &Now) -> Option<(i32, usize)> {
    const RELATIVE: &[(&str, i32)] = &[
        ("今年", 0),
        ("本年", 0),
        ("这一年", 0),
        ("去年", -1),
        ("上一年", -1),
        ("上年", -1),
        ("明年", 1),
        ("下一年", 1),
        ("下年", 1),
        ("前年", -2),
        ("后年", 2),
        ("大前年", -3),
        ("大后年", 3),
    ];
    if let Some((by, end)) = RELATIVE.iter().find_map(|(word, by)| g.after(i, word).map(|end| (*by, end))) {
        let dated = number::is_numeric(g.before(i)) || matches!(g.before(i), '年' | '以');
        return (!dated).then_some((now.day.year() + by, end));
    }
    if let Some((first, from)) = super::eras::era(g, i) {
        let (n, end) = g
            .after(from, "元")
            .map(|end| (1, end))
            .or_else(|| small(g, from, 99).map(|(n, end)| (i32::from(n), end)))?;
        return g.after(end, "年").map(|end| (first + n - 1, end));
    }
    if g.before(i).is_ascii_digit() || (number::han_digit(g.at(i)).is_some() && number::is_numeric(g.before(i))) {
        return None;
    }
    let found = number::numeral(g, i, Style { blanks: false, pairs: false })?;
    let end = g.after(g.skip_blanks(found.end), "年")?;
    let value = found.value as i32;
    let figures = matches!(found.shape, Shape::Ascii | Shape::HanDigits);
    let ends_word = matches!(g.at(end), '级' | '代' | '前' | '后' | '半' | '多');
    let year = match found.end - i {
        4 if figures => value,
        3 if figures && value > 99 => value,
        2 if figures && !ends_word => short_year(value),
        _ if found.shape == Shape::Han && (1000.0..2200.0).contains(&found.value) => value,
        _ => return None,
    };
    // 10年 and 两年 are lengths; 08年 is a year, and so is 15年 before a month.
    let short = found.end - i == 2;
    let is_length = short
        && g.at(i) != '0'
        && g.at(i) != '零'
        && !month_follows(g, end)
        && value < 40
        && found.shape == Shape::Ascii
        && !g.has(end, "的");
    (!is_length && found.value.fract() == 0.0 && (1..=9999).contains(&year)).then_some((year, end))
}

fn month_follows(g: &Glyphs, i: usize) -> bool {
    small(g, g.skip_blanks(i), 12).is_some_and(|(_, end)| g.at(end) == '月')
}

/// A month and where 月 ends; whether it names a lunar month.
pub(super) fn month(g: &Glyphs, i: usize) -> Option<(u8, usize, bool)> {
    if let Some((idx, end)) = g.one_of(i, &["正月", "冬月", "腊月"]) {
        return Some(([1, 11, 12].get(idx).copied()?, end, true));
    }
    if number::is_numeric(g.before(i)) {
        return None;
    }
    let (month, end) = small(g, i, 12).filter(|(m, _)| *m > 0)?;
    let end = g.skip_blanks(end);
    g.after(end, "月份").or_else(|| g.after(end, "月")).map(|end| (month, end, false))
}

/// 农历2015年十月初一, 1月19号, 本月十日, 29日, 四月的最后一个星期一.
fn written(g: &Glyphs, i: usize, now: &Now) -> Option<Day> {
    let mut lunar = false;
    let calendar = |at: usize| g.after(at, "农历").or_else(|| g.after(at, "阴历"));
    let mut at = calendar(i).inspect(|_| lunar = true).unwrap_or(i);
    let year = year(g, at, now);
    if let Some((_, end)) = year {
        at = g.skip_blanks(g.after(end, "的").unwrap_or(end));
    }
    at = calendar(at).inspect(|_| lunar = true).unwrap_or(at);
    if let Some(end) = g.after(at, "大年初") {
        let (day, end) = small(g, end, 30)?;
        return Some(Day { end, kind: Kind::MonthDay(1, day), lunar: true });
    }
    let months = [("上个月", -1), ("上月", -1), ("本月", 0), ("这个月", 0), ("这月", 0), ("下个月", 1), ("下月", 1)];
    if let Some((by, end)) = months.iter().find_map(|(word, by)| g.after(at, word).map(|end| (*by, end))) {
        let (day, end) = day_number(g, g.after(end, "的").unwrap_or(end), true)?;
        let base = calendar::date(year.map_or(now.day.year(), |(year, _)| year), now.day.month(), 1)?;
        let first = calendar::moved(base, 0, by, 0)?;
        return Some(Day { end, kind: Kind::Full(first.year(), first.month(), day), lunar });
    }
    let Some((month, end, lunar_month)) = month(g, at) else {
        return if year.is_none() && !lunar { only_day(g, i) } else { None };
    };
    lunar |= lunar_month;
    let from = g.skip_blanks(end);
    if let Some((n, which, end)) = nth(g, g.after(from, "的").unwrap_or(from)) {
        let kind = match year {
            Some((year, _)) => Kind::Exact(nth_weekday(year, month, n, which)?),
            None => Kind::Nth(month, n, which),
        };
        return Some(Day { end, kind, lunar });
    }
    lunar |= g.at(from) == '初';
    let (day, end) = day_number(g, from, false)?;
    let kind = year.map_or(Kind::MonthDay(month, day), |(year, _)| Kind::Full(year, month, day));
    Some(Day { end, kind, lunar })
}

/// 第一个星期一, 最后一个周三: weekday, which, end.
fn nth(g: &Glyphs, i: usize) -> Option<(u8, u8, usize)> {
    let (which, at) = if let Some((_, end)) = g.one_of(i, &["最后一个的", "最后一个", "最后的"]) {
        (5, end)
    } else {
        let (n, end) = small(g, g.after(i, "第")?, 5)?;
        (n, g.after(end, "个")?)
    };
    weekday_name(g, at).map(|(n, end)| (n, which, end))
}

/// 15日, 初一, 三十; a bare figure only in Han.
fn day_number(g: &Glyphs, i: usize, closed: bool) -> Option<(u8, usize)> {
    let from = g.after(i, "初").unwrap_or(i);
    let (day, end) = small(g, from, 31).filter(|(d, _)| *d > 0)?;
    let stop = g.skip_blanks(end);
    if matches!(g.at(stop), '日' | '号') {
        return Some((day, stop + 1));
    }
    let bare = !closed
        && !g.at(from).is_ascii_digit()
        && !matches!(g.at(end), '月' | '个' | '点' | '时' | '天' | '年' | '分' | '次');
    bare.then_some((day, end))
}

fn only_day(g: &Glyphs, i: usize) -> Option<Day> {
    if number::is_numeric(g.before(i)) || matches!(g.before(i), '第' | '每' | '月') {
        return None;
    }
    let (day, end) = small(g, i, 31).filter(|(d, _)| *d > 0)?;
    // 3日 after a number word may be a length; 日 alone in 日本 is none.
    let end = g.after(end, "日").filter(|end| !matches!(g.at(*end), '元' | '本' | '内' | '游' | '前' | '后'))?;
    Some(Day { end, kind: Kind::OnlyDay(day), lunar: false })
}

/// 今天, 大前天, 明日.
fn relative(g: &Glyphs, i: usize, now: &Now) -> Option<Day> {
    const WORDS: &[(&str, i64)] = &[
        ("大前天", -3),
        ("大前日", -3),
        ("大后天", 3),
        ("大后日", 3),
        ("今天", 0),
        ("今日", 0),
        ("昨天", -1),
        ("昨日", -1),
        ("明天", 1),
        ("明日", 1),
        ("前天", -2),
        ("前日", -2),
        ("后天", 2),
        ("后日", 2),
        ("当天", 0),
        ("当日", 0),
    ];
    let (by, end) = WORDS.iter().find_map(|(word, by)| g.after(i, word).map(|end| (*by, end)))?;
    // 今日头条 and 《明日之后》 are names; 3天前天 begins with a length.
    let name = g.has(end, "头条") || g.before(i) == '《' || number::is_numeric(g.before(i));
    (!name).then(|| calendar::moved(now.day, 0, 0, by)).flatten().map(|date| Day {
        end,
        kind: Kind::Exact(date),
        lunar: false,
    })
}

/// 上, 下, 本 before a week: how many weeks from this, and the end.
pub(super) fn week_prefix(g: &Glyphs, i: usize) -> Option<(i64, usize)> {
    let (mut j, mut by) = (i, 0);
    while matches!(g.at(j), '上' | '下') && (j == i || g.at(j) == g.at(i)) {
        by += if g.at(j) == '上' { -1 } else { 1 };
        j += 1;
    }
    if by == 0 {
        let (_, end) = g.one_of(i, &["这", "本", "今"])?;
        j = end;
    }
    let j = g.skip_blanks(j);
    Some((by, g.after(j, "一个").or_else(|| g.after(j, "个")).unwrap_or(j)))
}

/// 周三 as 3, and its end.
pub(super) fn weekday_name(g: &Glyphs, i: usize) -> Option<(u8, usize)> {
    let (_, end) = g.one_of(i, &["星期", "礼拜", "周"])?;
    let n = match g.at(end) {
        '日' | '天' => 7,
        c @ ('一' | '二' | '三' | '四' | '五' | '六') => number::han_digit(c)?,
        _ => return None,
    };
    Some((n, end + 1))
}

fn weekday(g: &Glyphs, i: usize, now: &Now) -> Option<Day> {
    if let Some((by, at)) = week_prefix(g, i) {
        let (n, end) = weekday_name(g, at)?;
        let date = calendar::moved(calendar::monday(now.day), 0, 0, i64::from(n) - 1 + 7 * by)?;
        return Some(Day { end, kind: Kind::Exact(date), lunar: false });
    }
    if number::is_numeric(g.before(i)) || matches!(g.before(i), '第' | '每' | '个') {
        return None;
    }
    let (n, end) = weekday_name(g, i)?;
    let more = g.at(end) == '年' || matches!(g.at(end), '岁' | '期');
    (!more).then_some(Day { end, kind: Kind::Weekday(n), lunar: false })
}

/// Feasts by month and day; those of the lunar calendar by their lunar date, as the model gives them.
const HOLIDAYS: &[(&str, u8, u8)] = &[
    ("元旦节", 1, 1),
    ("元旦", 1, 1),
    ("春节", 1, 1),
    ("除夕", 12, 30),
    ("元宵节", 1, 15),
    ("情人节", 2, 14),
    ("妇女节", 3, 8),
    ("植树节", 3, 12),
    ("愚人节", 4, 1),
    ("清明节", 4, 4),
    ("清明", 4, 4),
    ("劳动节", 5, 1),
    ("青年节", 5, 4),
    ("端午节", 5, 5),
    ("端午", 5, 5),
    ("儿童节", 6, 1),
    ("建党节", 7, 1),
    ("建军节", 8, 1),
    ("中秋节", 8, 15),
    ("中秋", 8, 15),
    ("重阳节", 9, 9),
    ("教师节", 9, 10),
    ("国庆节", 10, 1),
    ("国庆", 10, 1),
    ("万圣节", 10, 31),
    ("光棍节", 11, 11),
    ("平安夜", 12, 24),
    ("圣诞节", 12, 25),
];

fn holiday(g: &Glyphs, i: usize, now: &Now) -> Option<Day> {
    let year = year(g, i, now);
    let at = year.map_or(i, |(_, end)| g.after(end, "的").unwrap_or(end));
    let (month, day, end) = HOLIDAYS.iter().find_map(|(word, m, d)| g.after(at, word).map(|end| (*m, *d, end)))?;
    let kind = year.map_or(Kind::MonthDay(month, day), |(year, _)| Kind::Full(year, month, day));
    Some(Day { end, kind, lunar: false })
}
