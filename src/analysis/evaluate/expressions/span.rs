//! Stretches of time, from the engine's values and from those of Duckling.

use jiff::Span;
use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};

/// From the first moment to the one after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: DateTime,
    pub(super) end: DateTime,
}

impl Stretch {
    /// The stretch of one `grain` from `start`.
    pub(super) fn new(start: DateTime, grain: Span) -> Option<Self> {
        Some(Self { start, end: start.checked_add(grain).ok()? })
    }

    /// Whether both have the same time of day and length, whatever the day.
    pub(super) fn is_as_on_another_day(self, other: Self) -> bool {
        self.start.time() == other.start.time()
            && self.end.duration_since(self.start) == other.end.duration_since(other.start)
    }
}

/// A grain of Duckling's by its name.
pub(super) fn grain(name: &str) -> Option<Span> {
    let one = Span::new();
    Some(match name {
        "Second" => one.seconds(1),
        "Minute" => one.minutes(1),
        "Hour" => one.hours(1),
        "Day" => one.days(1),
        "Week" => one.weeks(1),
        "Month" => one.months(1),
        "Quarter" => one.months(3),
        "Year" => one.years(1),
        _ => return None,
    })
}

/// The stretch that a value of the engine's is: `2024`, `2024-W35`, `2024-Q1`, `2024-08-27T15:30`, two of them with `/`
/// between, both inside. A time without a day is put on `today`. Open, vague, qualified and unknown ones are none.
pub(super) fn of_value(value: &str, today: Date) -> Option<Stretch> {
    if value.contains(';') {
        return None;
    }
    if let Some((from, to)) = value.split_once('/') {
        return Some(Stretch { start: of_value(from, today)?.start, end: of_value(to, today)?.end });
    }
    match value.split_once('T') {
        Some((day, clock)) => {
            let day = if day.is_empty() { today } else { full_day(day)? };
            let (time, grain) = time(clock)?;
            Stretch::new(day.to_datetime(time), grain)
        }
        None => calendar(value),
    }
}

fn full_day(day: &str) -> Option<Date> {
    match day.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok(),
        _ => None,
    }
}

fn time(clock: &str) -> Option<(Time, Span)> {
    let parts: Vec<i8> = clock.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute, second, grain) = match *parts.as_slice() {
        [hour] => (hour, 0, 0, Span::new().hours(1)),
        [hour, minute] => (hour, minute, 0, Span::new().minutes(1)),
        [hour, minute, second] => (hour, minute, second, Span::new().seconds(1)),
        _ => return None,
    };
    Some((Time::new(hour, minute, second, 0).ok()?, grain))
}

fn calendar(value: &str) -> Option<Stretch> {
    let parts: Vec<&str> = value.split('-').collect();
    let first_of = |year: &str, month: i8| Date::new(year.parse().ok()?, month, 1).ok();
    let number = |text: &str| text.parse::<i8>().ok();
    let (day, grain) = match *parts.as_slice() {
        [year] => (first_of(year, 1)?, Span::new().years(1)),
        [year, part] => {
            if let Some(week) = part.strip_prefix('W') {
                let week = ISOWeekDate::new(year.parse().ok()?, number(week)?, Weekday::Monday).ok()?;
                (week.date(), Span::new().weeks(1))
            } else if let Some(quarter) = part.strip_prefix('Q') {
                (first_of(year, number(quarter)?.checked_mul(3)?.checked_sub(2)?)?, Span::new().months(3))
            } else if let Some(half) = part.strip_prefix('H') {
                (first_of(year, number(half)?.checked_mul(6)?.checked_sub(5)?)?, Span::new().months(6))
            } else {
                (first_of(year, number(part)?)?, Span::new().months(1))
            }
        }
        _ => (full_day(value)?, Span::new().days(1)),
    };
    Stretch::new(day.to_datetime(Time::midnight()), grain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(value: &str) -> Option<String> {
        let today = Date::new(2013, 2, 12).expect("a day");
        of_value(value, today).map(|stretch| format!("{} {}", stretch.start, stretch.end))
    }

    #[test]
    fn values_are_stretches() {
        let is = |value: &str, expected: &str| assert_eq!(told(value).as_deref(), Some(expected), "{value}");
        is("2013", "2013-01-01T00:00:00 2014-01-01T00:00:00");
        is("2013-02", "2013-02-01T00:00:00 2013-03-01T00:00:00");
        is("2013-W07", "2013-02-11T00:00:00 2013-02-18T00:00:00");
        is("2013-Q4", "2013-10-01T00:00:00 2014-01-01T00:00:00");
        is("2013-02-12T15:30", "2013-02-12T15:30:00 2013-02-12T15:31:00");
        is("T08", "2013-02-12T08:00:00 2013-02-12T09:00:00");
        is("2013-02-01/2013-02-03", "2013-02-01T00:00:00 2013-02-04T00:00:00");
        for vague in ["XXXX-XX", "PAST_REF", "2013-02-12TMO", "../2018", "2013-SP", "2013;mod=start", ""] {
            assert_eq!(told(vague), None, "{vague}");
        }
    }
}
