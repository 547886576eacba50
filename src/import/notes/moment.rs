//! Times as exports write them.

use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::annotation::Timestamp;

/// The first microsecond of the year 1 and of the year 10,000: what formats with four digits can say.
const YEARS: std::ops::Range<i64> = -62_135_596_800_000_000..253_402_300_800_000_000;

/// An ISO 8601 time or day. One without a zone is read as UTC: nothing tells where it was written.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    match text.parse::<jiff::Timestamp>() {
        Ok(instant) => within(instant),
        Err(_no_zone) => utc(text.parse().ok()?),
    }
}

/// A day and a time of day without a zone, read as UTC.
pub(super) fn civil(day: (i16, i8, i8), time: (i8, i8, i8)) -> Option<Timestamp> {
    utc(DateTime::new(day.0, day.1, day.2, time.0, time.1, time.2, 0).ok()?)
}

fn utc(civil: DateTime) -> Option<Timestamp> {
    within(Offset::UTC.to_timestamp(civil).ok()?)
}

fn within(instant: jiff::Timestamp) -> Option<Timestamp> {
    Some(instant.as_microsecond()).filter(|microsecond| YEARS.contains(microsecond)).map(Timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = moment(text).and_then(|time| jiff::Timestamp::from_microsecond(time.0).ok());
        assert_eq!(found.map(|time| time.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn times_are_read_with_and_without_a_zone() {
        check("2026-07-17 14:00:25.470174+00:00", Some("2026-07-17T14:00:25.470174Z"));
        check("2024-01-05T13:19:14.716Z", Some("2024-01-05T13:19:14.716Z"));
        check("2024-01-05T21:19:14+08:00", Some("2024-01-05T13:19:14Z"));
        check("2020-05-06 21:11:37", Some("2020-05-06T21:11:37Z"));
        check("2020-01-01", Some("2020-01-01T00:00:00Z"));
        check("-000003-01-01T00:00:00Z", None);
        check("gestern", None);
        check("", None);
    }
}
