//! Ranges: 从…到…, …和…之间, with what the second end takes from the first.

use serde_json::{Value, json};

use super::clock::{self, Clock, DAY, Now, hms, stamp};
use super::day::{Day, Kind, small};
use super::period::{self, Grain, Period};
use super::{End, Item, endpoint};
use crate::analysis::expressions::calendar::{self, Date};
use crate::analysis::expressions::glyphs::Glyphs;

/// A range at `i`.
pub(super) fn range(g: &Glyphs, i: usize, now: &Now) -> Option<Item> {
    let prefix = g.one_of(i, &["从", "自", "由"]).map(|(_, at)| g.skip_blanks(at));
    let from = prefix.unwrap_or(i);
    let first = first_end(g, from, now)?;
    let at = g.skip_blanks(first.end());
    let (dash, at) =
        g.one_of(at, &["--", "-", "~", "至", "到", "和", "与", "及"]).map(|(idx, at)| (idx < 5, g.skip_blanks(at)))?;
    let second = second_end(g, at, now, &first)?;
    let mut end = second.end();
    let closed = g.one_of(g.skip_blanks(end), &["之间", "间"]).map(|(_, stop)| stop);
    if let Some(stop) = closed {
        end = stop;
    }
    if !dash && closed.is_none() {
        return None;
    }
    match (&first, &second) {
        (End::Period(first), End::Period(second)) => periods(first, second, i, end),
        (End::Day(first), End::Day(second)) => Some(days(first, second, i, end, now)),
        (End::Clock(first), End::Clock(second)) => Some(clocks(first, second, i, end)),
        _ => stamped(&first, &second, i, end, now),
    }
}

/// The first end; a bare hour or year borrows its mark from the second: 五到六点, 1995-1997年.
fn first_end(g: &Glyphs, i: usize, now: &Now) -> Option<End> {
    if let Some(found) = endpoint(g, i, now) {
        return Some(found);
    }
    let part = clock::part(g, i, true);
    let from = part.map_or(i, |(_, end)| end);
    if part.is_none()
        && let Some(year) = bare_year(g, from)
    {
        return Some(year);
    }
    let (hour, end) = small(g, from, 24)?;
    let (_, at) = g.one_of(end, &["到", "至", "-"])?;
    clock::clock(g, at)?;
    let found = Clock { end, hour, minute: None, second: None, part: None, open: false };
    Some(End::Clock(part.map_or(found, |(part, _)| found.within(part))))
}

/// Four figures that begin a range of years.
fn bare_year(g: &Glyphs, i: usize) -> Option<End> {
    let text = g.text(i, i + 4);
    let fits = text.len() == 4
        && text.bytes().all(|b| b.is_ascii_digit())
        && !g.at(i + 4).is_ascii_digit()
        && !g.before(i).is_ascii_alphanumeric();
    let year = text.parse().ok().filter(|year| fits && (1500..=2100).contains(year))?;
    period::year_period(year, i + 4).map(End::Period)
}

fn second_end(g: &Glyphs, i: usize, now: &Now, first: &End) -> Option<End> {
    let found = endpoint(g, i, now).or_else(|| if matches!(first, End::Period(_)) { bare_year(g, i) } else { None })?;
    Some(match (first, found) {
        (End::Day(first), End::Day(second)) => End::Day(Day { kind: inherit(first.kind, second.kind), ..second }),
        (End::Both(day, _), End::Both(second, clock)) => {
            End::Both(Day { kind: inherit(day.kind, second.kind), ..second }, clock)
        }
        (End::Clock(first) | End::Both(_, first), End::Clock(second)) => End::Clock(afternoon(first, second)),
        (End::Period(first), End::Period(second)) => End::Period(same_year(first, second, now)),
        (_, other) => other,
    })
}

/// 2016年一月十日到十二日: the second day in the first's month and year.
fn inherit(first: Kind, second: Kind) -> Kind {
    match (first, second) {
        (Kind::Full(y, ..), Kind::MonthDay(m, d)) | (Kind::Full(y, m, _), Kind::OnlyDay(d)) => Kind::Full(y, m, d),
        (Kind::MonthDay(m, _), Kind::OnlyDay(d)) => Kind::MonthDay(m, d),
        _ => second,
    }
}

/// 下午五点到六点: the second time in the first's half of the day, unless it says its own.
fn afternoon(first: &Clock, second: Clock) -> Clock {
    match first.part {
        Some(part) if second.part.is_none() && second.open => {
            let moved = second.within(part);
            if moved.seconds() >= first.seconds() { moved } else { Clock { open: false, ..second } }
        }
        _ => Clock { open: false, ..second },
    }
}

fn same_year(first: &Period, second: Period, now: &Now) -> Period {
    let stated = first.grain == Grain::Month && first.spans.len() == 1 && !first.timex.starts_with('X');
    let (Some(month), Some((from, _))) =
        (second.timex.strip_prefix("XXXX-").and_then(|m| m.parse::<u8>().ok()), first.spans.first())
    else {
        return second;
    };
    if !stated || second.grain != Grain::Month {
        return second;
    }
    let year = from.year() + i32::from(month < from.month());
    let start = calendar::date(year, month, 1).unwrap_or(now.day);
    let stop = calendar::moved(start, 0, 1, 0).unwrap_or(start);
    Period { timex: format!("{year:04}-{month:02}"), spans: vec![(start, stop)], ..second }
}

/// Past with past and future with future; where that runs backwards, the past first with the future second.
fn pairs(first: &[Date], second: &[Date]) -> Vec<(Date, Date)> {
    let (Some(past), Some(future)) = (first.first().zip(second.first()), first.last().zip(second.last())) else {
        return Vec::new();
    };
    let straight = |(from, to): (&Date, &Date)| from <= to;
    if straight(past) && straight(future) {
        let mut found = vec![(*past.0, *past.1), (*future.0, *future.1)];
        found.dedup();
        return found;
    }
    vec![(*past.0, *future.1)]
}

fn days(first: &Day, second: &Day, start: usize, end: usize, now: &Now) -> Item {
    let ((a, firsts), (b, seconds)) = (first.resolve(now), second.resolve(now));
    if firsts.is_empty() || seconds.is_empty() {
        let value = json!({ "timex": format!("({a},{b},PXD)"), "type": "daterange", "value": "not resolved" });
        return Item { start, end, kind: "daterange", values: vec![value] };
    }
    let value = |(from, to): (Date, Date)| -> Value {
        let timex = format!("({a},{b},P{}D)", calendar::days_between(from, to));
        json!({ "timex": timex, "type": "daterange", "start": calendar::iso(from), "end": calendar::iso(to) })
    };
    Item { start, end, kind: "daterange", values: pairs(&firsts, &seconds).into_iter().map(value).collect() }
}

/// From the first day of one stretch to the first of another.
pub(super) fn periods(first: &Period, second: &Period, start: usize, end: usize) -> Option<Item> {
    let starts = |period: &Period| period.spans.iter().map(|span| span.0).collect::<Vec<_>>();
    let (firsts, seconds) = (starts(first), starts(second));
    let name = |period: &Period, date: Option<&Date>| {
        let open = period.timex.starts_with("XXXX-") && period.grain == Grain::Month;
        if open { format!("{}-01", period.timex) } else { date.map(|date| calendar::iso(*date)).unwrap_or_default() }
    };
    let (a, b) = (name(first, firsts.first()), name(second, seconds.first()));
    let length = |from: Date, to: Date| {
        let months = (to.year() - from.year()) * 12 + i32::from(to.month()) - i32::from(from.month());
        match (first.grain, second.grain) {
            (Grain::Year, Grain::Year) => format!("P{}Y", months / 12),
            (Grain::Other, _) | (_, Grain::Other) => format!("P{}D", calendar::days_between(from, to)),
            _ => format!("P{months}M"),
        }
    };
    let found = pairs(&firsts, &seconds);
    let value = |(from, to): (Date, Date)| json!({ "timex": format!("({a},{b},{})", length(from, to)), "type": "daterange", "start": calendar::iso(from), "end": calendar::iso(to) });
    (!found.is_empty()).then(|| Item { start, end, kind: "daterange", values: found.into_iter().map(value).collect() })
}

/// `PT2H30M` of seconds.
fn written(seconds: i64) -> String {
    let mut text = String::from("PT");
    for (amount, letter) in [(seconds / 3600, 'H'), (seconds / 60 % 60, 'M'), (seconds % 60, 'S')] {
        if amount != 0 {
            text.push_str(&format!("{amount}{letter}"));
        }
    }
    text
}

fn clocks(first: &Clock, second: &Clock, start: usize, end: usize) -> Item {
    let length = (second.seconds() - first.seconds()).rem_euclid(DAY);
    let timex = format!("({},{},{})", first.timex(), second.timex(), written(length));
    let value =
        json!({ "timex": timex, "type": "timerange", "start": hms(first.seconds()), "end": hms(second.seconds()) });
    Item { start, end, kind: "timerange", values: vec![value] }
}

/// A range with a time at one end at least; the future ones of its days.
fn stamped(first: &End, second: &End, start: usize, end: usize, now: &Now) -> Option<Item> {
    let today = (calendar::iso(now.day), now.day);
    let of = |day: &Day| {
        let (timex, days) = day.resolve(now);
        days.last().map(|date| (timex, *date))
    };
    let (first_day, second_day, from, to) = match (first, second) {
        (End::Both(day, from), End::Clock(to)) => (of(day)?, of(day)?, from, to),
        (End::Both(a, from), End::Both(b, to)) => (of(a)?, of(b)?, from, to),
        (End::Clock(from), End::Both(day, to)) => (today, of(day)?, from, to),
        _ => return None,
    };
    let instant = |day: Date, clock: &Clock| day.number() * DAY + clock.seconds();
    let (begin, finish) = (instant(first_day.1, from), instant(second_day.1, to));
    let finish = if finish < begin { finish + DAY } else { finish };
    let timex = format!("({}{},{}{},{})", first_day.0, from.timex(), second_day.0, to.timex(), written(finish - begin));
    let value =
        json!({ "timex": timex, "type": "datetimerange", "start": stamp(begin, ' '), "end": stamp(finish, ' ') });
    Some(Item { start, end, kind: "datetimerange", values: vec![value] })
}
