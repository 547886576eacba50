//! Expressions of one part: a day, a time, a stretch, a length, a repetition.

use serde_json::{Value, json};

use super::clock::{self, DAY, Now, hms, stamp};
use super::day::{self, Day};
use super::period::Period;
use super::{End, Item, endpoint, length as lengths, short_day};
use crate::analysis::expressions::calendar;
use crate::analysis::expressions::glyphs::Glyphs;

const UNRESOLVED: &str = "not resolved";

/// A day, a time, both, or a stretch of days.
pub(super) fn point(g: &Glyphs, i: usize, now: &Now) -> Option<Item> {
    let found = endpoint(g, i, now)?;
    let end = found.end();
    let (kind, values) = match found {
        End::Day(day) => ("date", dates(&day, now)),
        End::Both(day, clock) => ("datetime", stamps(&day, &clock, now)),
        End::Clock(clock) => {
            let value =
                |clock: &clock::Clock| json!({ "timex": clock.timex(), "type": "time", "value": hms(clock.seconds()) });
            let mut values = vec![value(&clock)];
            if clock.open {
                values.push(value(&clock.other()));
            }
            ("time", values)
        }
        End::Period(period) => ("daterange", spans(&period)),
    };
    Some(Item { start: i, end, kind, values })
}

fn with_lunar(mut value: Value, day: &Day) -> Value {
    if day.lunar
        && let Some(object) = value.as_object_mut()
    {
        object.insert("isLunar".to_owned(), json!("True"));
    }
    value
}

fn dates(day: &Day, now: &Now) -> Vec<Value> {
    let (timex, days) = day.resolve(now);
    if days.is_empty() {
        return vec![json!({ "timex": timex, "type": "date", "value": UNRESOLVED })];
    }
    days.into_iter()
        .map(|date| with_lunar(json!({ "timex": timex, "type": "date", "value": calendar::iso(date) }), day))
        .collect()
}

fn stamps(day: &Day, clock: &clock::Clock, now: &Now) -> Vec<Value> {
    let (timex, days) = day.resolve(now);
    let timex = format!("{timex}{}", clock.timex());
    if days.is_empty() {
        return vec![json!({ "timex": timex, "type": "datetime", "value": UNRESOLVED })];
    }
    let value = |date: calendar::Date| stamp(date.number() * DAY + clock.seconds(), ' ');
    days.into_iter()
        .map(|date| with_lunar(json!({ "timex": timex, "type": "datetime", "value": value(date) }), day))
        .collect()
}

fn spans(period: &Period) -> Vec<Value> {
    if period.spans.is_empty() {
        return vec![json!({ "timex": period.timex, "type": "daterange", "value": UNRESOLVED })];
    }
    let value = |(from, to): &(calendar::Date, calendar::Date)| json!({ "timex": period.timex, "type": "daterange", "start": calendar::iso(*from), "end": calendar::iso(*to) });
    period.spans.iter().map(value).collect()
}

/// 上午 alone, 明天上午, 7月25日早.
pub(super) fn part(g: &Glyphs, i: usize, now: &Now) -> Option<Item> {
    let day = day::day(g, i, now).or_else(|| short_day(g, i, now));
    let Some(day) = day else {
        let (part, end) = clock::part(g, i, false)?;
        let value = json!({ "timex": part.code, "type": "timerange", "start": hms(part.from * 3600), "end": hms(part.to * 3600) });
        return Some(Item { start: i, end, kind: "timerange", values: vec![value] });
    };
    let at = g.skip_blanks(g.after(day.end, "的").unwrap_or(day.end));
    let (part, end) = clock::part(g, at, true)?;
    let (timex, days) = day.resolve(now);
    let value = |date: calendar::Date| {
        let at = |hour: i64| stamp(date.number() * DAY + hour * 3600, ' ');
        json!({ "timex": format!("{timex}{}", part.code), "type": "datetimerange", "start": at(part.from), "end": at(part.to) })
    };
    Some(Item { start: i, end, kind: "datetimerange", values: days.into_iter().map(value).collect() })
}

/// 两年, 8天20时.
pub(super) fn length(g: &Glyphs, i: usize) -> Option<Item> {
    let found = lengths::length(g, i, false)?;
    let value = json!({ "timex": found.timex(), "type": "duration", "value": format!("{:.0}", found.seconds()) });
    Some(Item { start: i, end: found.end, kind: "duration", values: vec![value] })
}

/// 每天, 每周一, 每个月, 每天下午四点.
pub(super) fn repetition(g: &Glyphs, i: usize, now: &Now) -> Option<Item> {
    let at = g.skip_blanks(g.after(i, "每")?);
    let at = g.after(at, "隔").unwrap_or(at);
    let item = |timex: String, end: usize| {
        Some(Item {
            start: i,
            end,
            kind: "set",
            values: vec![json!({ "timex": timex, "type": "set", "value": UNRESOLVED })],
        })
    };
    let named = g.after(at, "个").unwrap_or(at);
    if let Some((n, end)) = day::weekday_name(g, named) {
        return item(format!("XXXX-WXX-{n}"), end);
    }
    let one = g.after(at, "一").unwrap_or(at);
    if let Some((letter, is_clock, _, end)) = lengths::unit(g, one, true).or_else(|| lengths::unit(g, named, true)) {
        if letter == 'D'
            && let Some(clock) = clock::clock(g, g.skip_blanks(end))
        {
            return item(clock.timex(), clock.end);
        }
        if letter == 'Y'
            && let Some(day) = day::day(g, end, now).filter(|day| matches!(day.kind, day::Kind::MonthDay(..)))
        {
            return item(day.resolve(now).0, day.end);
        }
        return item(format!("P{}1{letter}", if is_clock { "T" } else { "" }), end);
    }
    let found = lengths::length(g, at, true)?;
    item(found.timex(), found.end)
}

/// 现在, 刚才, 马上.
pub(super) fn reference(g: &Glyphs, i: usize, now: &Now) -> Option<Item> {
    const WORDS: &[(&str, &str)] = &[
        ("现在", "PRESENT_REF"),
        ("此时此刻", "PRESENT_REF"),
        ("此刻", "PRESENT_REF"),
        ("这会儿", "PRESENT_REF"),
        ("刚刚", "PAST_REF"),
        ("刚才", "PAST_REF"),
        ("最近", "PAST_REF"),
        ("近来", "PAST_REF"),
        ("马上", "FUTURE_REF"),
        ("立刻", "FUTURE_REF"),
        ("立即", "FUTURE_REF"),
    ];
    let (timex, end) = WORDS.iter().find_map(|(word, timex)| g.after(i, word).map(|end| (*timex, end)))?;
    let value = json!({ "timex": timex, "type": "datetime", "value": stamp(now.instant(), ' ') });
    Some(Item { start: i, end, kind: "datetime", values: vec![value] })
}
