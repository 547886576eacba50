//! Arithmetic on the proleptic Gregorian calendar, and dates by their ISO 8601 names.

/// A day that exists, between the years -9999 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    pub(super) fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub(super) fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub(super) fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01, after Howard Hinnant's `days_from_civil`.
    pub(super) fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The inverse of [`Date::number`].
    pub(super) fn of_number(number: i64) -> Option<Self> {
        let shifted = number + 719_468;
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + shifted.div_euclid(146_097) * 400 + i64::from(month <= 2);
        date(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Monday 1 to Sunday 7.
    pub(super) fn weekday(self) -> u8 {
        ((self.number() + 3).rem_euclid(7) + 1) as u8
    }
}

/// A date from its parts, `None` where there is no such day.
pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    let exists =
        (-9999..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    exists.then_some(Date { year, month, day })
}

/// Reads `YYYY-MM-DD`; anything after it is not looked at.
pub(super) fn parse(iso: &str) -> Option<Date> {
    let mut parts = iso.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `from` moved by years, months and days, in that order; the last day of a month that is too short for the day.
pub(super) fn moved(from: Date, years: i64, months: i64, days: i64) -> Option<Date> {
    let month = i64::from(from.month) - 1 + months;
    let year = i32::try_from(i64::from(from.year) + years + month.div_euclid(12)).ok()?;
    let month = (month.rem_euclid(12) + 1) as u8;
    let base = date(year, month, from.day.min(days_in_month(year, month)))?;
    Date::of_number(base.number().checked_add(days)?)
}

/// The Monday of the week of `date`.
pub(super) fn monday(date: Date) -> Date {
    moved(date, 0, 0, 1 - i64::from(date.weekday())).unwrap_or(date)
}

pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from `from` to `to`, negative if it lies before.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.number() - from.number()
}

/// `2024-08-27`.
pub(super) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// Year and number of the ISO 8601 week.
pub(super) fn week(date: Date) -> (i32, u8) {
    // The week belongs to the year of its Thursday.
    let thursday = moved(monday(date), 0, 0, 3).unwrap_or(date);
    let of_year = Date { month: 1, day: 1, ..thursday };
    (thursday.year, (days_between(of_year, thursday) / 7 + 1) as u8)
}

/// `2024-W35`.
pub(super) fn iso_week(date: Date) -> String {
    let (year, week) = week(date);
    format!("{year:04}-W{week:02}")
}
