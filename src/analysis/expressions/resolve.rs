//! Moments made absolute: ISO 8601 where the text or the anchor says enough, X where they do not.

use super::calendar::Date;

use super::calendar;
use super::moment::{Clock, Day, Moment, Month, Part, Season, Year};

/// What relative times are measured from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reference {
    /// The document's own day.
    pub day: Option<Date>,
    /// The last year and month said outright in this sentence.
    pub said: Option<(i32, Option<u8>)>,
}

/// `moment` with year, month and day filled in as far as they follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    pub year: Option<i32>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// The value of a moment, as [`crate::analysis::Expression::value`] shows it.
pub(super) fn value(moment: &Moment, reference: &Reference) -> String {
    let filled = fill(moment, reference);
    let mut value = day_value(moment, &filled, reference);
    if moment.is_time() {
        value.clear();
    }
    value.push_str(&clock_value(moment.part, moment.clock));
    if moment.lunar {
        value.push_str(";cal=lunar");
    }
    value
}

/// The value of a stretch from one moment to another; what the second leaves unsaid it takes from the first.
pub(super) fn range(from: &Moment, to: &Moment, reference: &Reference) -> String {
    let to = inherit(from, to);
    let start = fill(from, reference);
    let said = start.year.map(|year| (year, start.month)).or(reference.said);
    let mut end_reference = Reference { said, ..*reference };
    // 8月至2月 crosses the year's end.
    if let (None, Some(Month::Exact(last)), Some(year), Some(first)) = (to.year, to.month, start.year, start.month)
        && last < first
    {
        end_reference.said = Some((year + 1, None));
    }
    format!("{}/{}", value(from, reference), value(&to, &end_reference))
}

/// The second end of a range with what it shares with the first.
pub(super) fn inherit(from: &Moment, to: &Moment) -> Moment {
    let mut to = *to;
    if to.is_time() {
        (to.year, to.season, to.month, to.day, to.lunar) = (from.year, from.season, from.month, from.day, from.lunar);
        if to.part.is_none()
            && from.part.is_some()
            && let Some(clock) = to.clock.as_mut()
        {
            clock.hour = from.part.map_or(clock.hour, |part| part.hour(clock.hour));
        }
    } else if to.year.is_none() && !matches!(to.day, Some(Day::Relative(_) | Day::Week(_) | Day::Weekend(_))) {
        if to.month.is_none() && to.season.is_none() && matches!(to.day, Some(Day::Exact(_) | Day::Third(_))) {
            (to.month, to.year) = (from.month, from.year);
        } else if month_number(&to) >= month_number(from) {
            to.year = from.year;
        }
    }
    to
}

/// The month said by number; 0 where none is.
fn month_number(moment: &Moment) -> u8 {
    if let Some(Month::Exact(month)) = moment.month { month } else { 0 }
}

/// The first day of a moment, if it can be told.
pub(super) fn first_day(moment: &Moment, reference: &Reference) -> Option<Date> {
    if let Some(Year::Span(first, _)) = moment.year {
        return calendar::date(first, 1, 1);
    }
    let filled = fill(moment, reference);
    let month = match moment.season {
        Some(Season::Half(n)) => 6 * n - 5,
        Some(Season::Quarter(n)) => 3 * n - 2,
        Some(Season::Season(n)) => 3 * n + 3,
        Some(Season::Middle) => 6,
        Some(Season::End) => 12,
        _ => filled.month.unwrap_or(1),
    };
    calendar::date(filled.year?, month, filled.day.unwrap_or(1))
}

/// Fills in what follows from the reference.
pub(super) fn fill(moment: &Moment, reference: &Reference) -> Filled {
    let anchor = reference.day;
    let mut filled = Filled {
        year: match moment.year {
            Some(Year::Exact(year)) => Some(year),
            Some(Year::Relative(by)) => anchor.map(|day| day.year() + by),
            Some(Year::Span(..)) | None => None,
        },
        ..Filled::default()
    };
    match moment.month {
        Some(Month::Exact(month)) => filled.month = Some(month),
        Some(Month::Relative(by)) => {
            let day =
                anchor.and_then(|day| calendar::moved(calendar::date(day.year(), day.month(), 1)?, 0, by.into(), 0));
            (filled.year, filled.month) = (day.map(super::calendar::Date::year), day.map(super::calendar::Date::month));
        }
        None => {}
    }
    match moment.day {
        Some(Day::Exact(day)) => fill_day(&mut filled, day, moment, reference),
        Some(Day::Relative(by)) => set(&mut filled, anchor.and_then(|day| calendar::moved(day, 0, 0, by.into()))),
        Some(Day::Weekday(weeks, n)) => set(&mut filled, anchor.and_then(|day| weekday(day, weeks, n))),
        Some(Day::Week(_) | Day::Weekend(_) | Day::Third(_) | Day::Start | Day::End) | None => {}
    }
    if filled.year.is_none()
        && moment.year.is_none()
        && moment.day.is_none_or(|day| matches!(day, Day::Exact(_) | Day::Third(_) | Day::Start | Day::End))
    {
        filled.year = filled.month.map_or(anchor.map(super::calendar::Date::year), |month| year_of(month, reference));
    }
    filled
}

fn fill_day(filled: &mut Filled, day: u8, moment: &Moment, reference: &Reference) {
    filled.day = Some(day);
    if moment.month.is_some() {
        return;
    }
    if let Some((year, Some(month))) = reference.said {
        (filled.year, filled.month) = (Some(year), Some(month));
        return;
    }
    // The nearest such day: on 3 March, 29日 was in February; on 27 August it is to come.
    let Some(anchor) = reference.day else { return };
    let nearest = (-1..=1)
        .filter_map(|by| {
            let first = calendar::moved(calendar::date(anchor.year(), anchor.month(), 1)?, 0, by, 0)?;
            calendar::date(first.year(), first.month(), day)
        })
        .min_by_key(|date| calendar::days_between(anchor, *date).abs());
    set(filled, nearest);
}

fn set(filled: &mut Filled, date: Option<Date>) {
    if let Some(date) = date {
        *filled = Filled { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) };
    }
}

/// The year of a month said without one: the sentence's, else the anchor's; the one before where that would lie more
/// than half a year ahead (news tells what was).
fn year_of(month: u8, reference: &Reference) -> Option<i32> {
    if let Some((year, _)) = reference.said {
        return Some(year);
    }
    let anchor = reference.day?;
    let ahead = i32::from(month) - i32::from(anchor.month());
    Some(anchor.year() - i32::from(ahead > 6))
}

fn weekday(anchor: Date, weeks: Option<i32>, n: u8) -> Option<Date> {
    calendar::moved(calendar::monday(anchor), 0, 0, i64::from(weeks.unwrap_or(0)) * 7 + i64::from(n) - 1)
}

fn day_value(moment: &Moment, filled: &Filled, reference: &Reference) -> String {
    if let Some(Year::Span(first, length)) = moment.year {
        return if length == 10 { format!("{}X", first / 10) } else { format!("{}XX", first / 100) };
    }
    let year = match filled.year {
        Some(year) if year < 0 => format!("BC{:04}", -year),
        Some(year) => format!("{year:04}"),
        None => "XXXX".to_owned(),
    };
    if let Some(season) = moment.season {
        return season_value(&year, season);
    }
    let monday = reference.day.map(calendar::monday);
    let week = |by: i32| {
        monday
            .and_then(|day| calendar::moved(day, 0, 0, i64::from(by) * 7))
            .map_or("XXXX-WXX".to_owned(), calendar::iso_week)
    };
    match moment.day {
        Some(Day::Week(by)) => return week(by),
        Some(Day::Weekend(by)) => return format!("{}-WE", week(by.unwrap_or(0))),
        Some(Day::Weekday(_, n)) if filled.day.is_none() => return format!("XXXX-WXX-{n}"),
        _ => {}
    }
    let two = |part: Option<u8>| part.map_or("XX".to_owned(), |n| format!("{n:02}"));
    if filled.month.is_none() && filled.day.is_none() && moment.month.is_none() && moment.day.is_none() {
        return year;
    }
    let month = format!("{year}-{}", two(filled.month));
    match moment.day {
        Some(Day::Third(third)) => {
            let last = match (third, filled.year, filled.month) {
                (2, Some(year), Some(month)) => calendar::days_in_month(year, month),
                (2, ..) => 30,
                _ => third * 10 + 10,
            };
            format!("{month}-{:02}/{month}-{last:02}", third * 10 + 1)
        }
        Some(Day::Start) => format!("{month};mod=start"),
        Some(Day::End) => format!("{month};mod=end"),
        Some(_) => format!("{month}-{}", two(filled.day)),
        None => month,
    }
}

fn season_value(year: &str, season: Season) -> String {
    match season {
        Season::Half(n) => format!("{year}-H{n}"),
        Season::Quarter(n) => format!("{year}-Q{n}"),
        Season::Season(n) => {
            format!("{year}-{}", ["SP", "SU", "FA", "WI"].get(usize::from(n)).copied().unwrap_or("XX"))
        }
        Season::Start => format!("{year};mod=start"),
        Season::Middle => format!("{year};mod=mid"),
        Season::End => format!("{year};mod=end"),
    }
}

fn clock_value(part: Option<Part>, clock: Option<Clock>) -> String {
    match (clock, part) {
        (Some(Clock { hour, minute: None, .. }), _) => format!("T{hour:02}"),
        (Some(Clock { hour, minute: Some(minute), second: None }), _) => {
            format!("T{hour:02}:{minute:02}")
        }
        (Some(Clock { hour, minute: Some(minute), second: Some(second) }), _) => {
            format!("T{hour:02}:{minute:02}:{second:02}")
        }
        (None, Some(part)) => format!("T{}", part.timex()),
        (None, None) => String::new(),
    }
}
