//! `DateTimeModel`: days, times, stretches, lengths and repetitions with their TIMEX and resolved values.

mod clock;
mod day;
mod eras;
mod length;
mod modified;
mod period;
mod range;
mod single;

use serde_json::{Value, json};

use self::clock::{Clock, Now};
use self::day::Day;
use self::period::Period;
use super::{Query, Recognized, numbers};
use crate::analysis::expressions::calendar;
use crate::analysis::expressions::glyphs::Glyphs;

/// An entity before its text is cut out.
pub(super) struct Item {
    start: usize,
    end: usize,
    kind: &'static str,
    values: Vec<Value>,
}

/// What can begin or end a range.
#[derive(Clone, Debug, PartialEq)]
enum End {
    Day(Day),
    Clock(Clock),
    Both(Day, Clock),
    Period(Period),
}

impl End {
    fn end(&self) -> usize {
        match self {
            Self::Day(day) => day.end,
            Self::Clock(clock) | Self::Both(_, clock) => clock.end,
            Self::Period(period) => period.end,
        }
    }
}

/// All expressions of time. Without a reference time, relative ones are counted from 2000-01-01.
pub(super) fn datetimes(query: &Query, reference: Option<&str>) -> Vec<Recognized> {
    let fallback = calendar::date(2000, 1, 1).map(|day| Now { day, second: 0 });
    let Some(now) = reference.and_then(Now::parse).or(fallback) else { return Vec::new() };
    let g = &query.glyphs;
    numbers::each(g, |i| {
        let item = longest(g, i, &now)?;
        let kind = format!("datetimeV2.{}", item.kind);
        Some((query.entity(item.start, item.end, &kind, json!({ "values": item.values })), item.end))
    })
}

fn longest(g: &Glyphs, i: usize, now: &Now) -> Option<Item> {
    let readings = [
        range::range(g, i, now),
        modified::modified(g, i, now),
        modified::counted(g, i, now),
        single::repetition(g, i, now),
        single::point(g, i, now),
        single::part(g, i, now),
        single::length(g, i),
        single::reference(g, i, now),
    ];
    // The first of the longest: max_by_key would take the last.
    readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
}

/// The longest day, time or stretch at `i`.
fn endpoint(g: &Glyphs, i: usize, now: &Now) -> Option<End> {
    let day = day::day(g, i, now).or_else(|| short_day(g, i, now));
    let period = period::period(g, i, now);
    if let Some(day) = day.filter(|day| period.as_ref().is_none_or(|period| period.end <= day.end)) {
        let at = g.skip_blanks(g.after(day.end, "的").unwrap_or(day.end));
        if let Some(clock) = clock::clock(g, at) {
            return Some(End::Both(day, clock));
        }
        // 今 and 昨 are days only with a part of the day.
        return (!is_short(g, i, &day)).then_some(End::Day(day));
    }
    period.map(End::Period).or_else(|| clock::clock(g, i).map(End::Clock))
}

/// 今, 昨, 明 before 晚 or 早.
fn short_day(g: &Glyphs, i: usize, now: &Now) -> Option<Day> {
    let by = match g.at(i) {
        '今' => 0,
        '昨' => -1,
        '明' => 1,
        _ => return None,
    };
    clock::part(g, i + 1, true)?;
    Some(Day { end: i + 1, kind: day::Kind::Exact(calendar::moved(now.day, 0, 0, by)?), lunar: false })
}

fn is_short(g: &Glyphs, i: usize, day: &Day) -> bool {
    day.end == i + 1 && matches!(g.at(i), '今' | '昨' | '明')
}
