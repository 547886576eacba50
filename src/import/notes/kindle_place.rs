//! What the second line of a Kindle clipping tells: where in the book, and when.

use std::fmt;

use super::moment::civil;
use crate::annotation::Timestamp;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// First and last location or page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Locations(u32, u32),
    Pages(u32, u32),
    Unknown,
}

impl Place {
    /// Whether what is at `inner` may be on what is here.
    pub(super) fn covers(self, inner: Self) -> bool {
        match (self, inner) {
            (Self::Locations(first, last), Self::Locations(at, _)) | (Self::Pages(first, last), Self::Pages(at, _)) => {
                first <= at && at <= last
            }
            _ => false,
        }
    }

    /// Whether both end at the same.
    pub(super) fn ends_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::Locations(_, a), Self::Locations(_, b)) | (Self::Pages(_, a), Self::Pages(_, b)) => a == b,
            _ => false,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locations(first, last) => write!(f, "location {first}-{last}"),
            Self::Pages(first, last) => write!(f, "page {first}-{last}"),
            Self::Unknown => Ok(()),
        }
    }
}

/// The place in `about`, which is in small letters, narrow and simplified; a location rather than a page.
pub(super) fn place(about: &str) -> Place {
    let of = |words: &[&str]| words.iter().find_map(|word| numbers(about.split_once(*word)?.1));
    if let Some((first, last)) = of(&["location", "loc.", "位置"]) {
        return Place::Locations(first, last);
    }
    // 第 47 页: the number stands before its word.
    of(&["page", "第"]).map_or(Place::Unknown, |(first, last)| Place::Pages(first, last))
}

/// `12-15` or `12` at the start of `text`, blanks and marks before it left out; `1024-25` is short for `1024-1025`.
fn numbers(text: &str) -> Option<(u32, u32)> {
    let text = text.trim_start_matches([' ', '#', '.', ':']);
    let n_first = text.bytes().take_while(u8::is_ascii_digit).count();
    let (first, rest) = text.split_at_checked(n_first)?;
    let n_last = rest.strip_prefix('-').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let last = rest.get(1..=n_last).unwrap_or_default();
    let head = first.get(..first.len().saturating_sub(last.len())).unwrap_or_default();
    let first: u32 = first.parse().ok()?;
    let last = if last.is_empty() { first } else { last.parse().ok()? };
    let last = if last < first { format!("{head}{last}").parse().unwrap_or(first) } else { last };
    Some((first, last.max(first)))
}

/// The time in `when`, folded as for [`place`]; without a zone, so read as UTC.
pub(super) fn time(when: &str) -> Option<Timestamp> {
    match when.split_once('年') {
        Some((before, rest)) => chinese_time(before, rest),
        None => english_time(when),
    }
}

/// `添加于 2024` and `8月27日星期二 上午9:23:01`.
fn chinese_time(before: &str, rest: &str) -> Option<Timestamp> {
    let digits_before = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let year = before.get(before.len() - digits_before..)?.parse().ok()?;
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once('日')?;
    let half = match () {
        () if ["下午", "晚上"].iter().any(|word| rest.contains(word)) => Some(Half::Late),
        () if ["上午", "凌晨", "早上"].iter().any(|word| rest.contains(word)) => Some(Half::Early),
        () => None,
    };
    let clock = rest.find(|c: char| c.is_ascii_digit()).and_then(|at| rest.get(at..)).unwrap_or_default();
    civil((year, month.trim().parse().ok()?, day.trim().parse().ok()?), hours(clock, half)?)
}

/// `added on saturday, may 12, 2018 11:36:38 pm` and `added on wednesday, 11 october 2023 12:09:00`.
fn english_time(when: &str) -> Option<Timestamp> {
    let (mut year, mut month, mut day, mut clock) = (None, None, None, "");
    let mut half = None;
    for word in when.split(|c: char| c.is_whitespace() || c == ',') {
        if word.contains(':') {
            clock = word;
        } else if let Ok(number) = word.parse::<i16>() {
            match i8::try_from(number) {
                Ok(small) if small <= 31 => day = Some(small),
                _ => year = Some(number),
            }
        } else if let Some(idx) = word.get(..3).and_then(|head| MONTHS.iter().position(|name| *name == head)) {
            month = i8::try_from(idx + 1).ok();
        }
        half = match word {
            "am" => Some(Half::Early),
            "pm" => Some(Half::Late),
            _ => half,
        };
    }
    civil((year?, month?, day?), hours(clock, half)?)
}

/// Which twelve hours of the day a clock's hour counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Early,
    Late,
}

/// `9:23:01` of the half of the day that is told; nothing is midnight.
fn hours(clock: &str, half: Option<Half>) -> Option<(i8, i8, i8)> {
    let mut parts = clock.split(':').map(|part| part.trim().parse::<i8>().ok());
    let mut next = || parts.next().unwrap_or(Some(0));
    if clock.trim().is_empty() {
        return Some((0, 0, 0));
    }
    let hour = match next()? {
        12 if half == Some(Half::Early) => 0,
        hour @ 1..=11 if half == Some(Half::Late) => hour + 12,
        hour => hour,
    };
    Some((hour, next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_locations_or_pages() {
        for (about, expected) in [
            (" 您在位置 #123-125的标注 ", Place::Locations(123, 125)),
            (" 您在第 47 页(位置 #708-710)的标注 ", Place::Locations(708, 710)),
            (" 我的书签 位置8 ", Place::Locations(8, 8)),
            (" highlight loc. 1024-25  ", Place::Locations(1024, 1025)),
            (" your highlight on page 421-421 ", Place::Pages(421, 421)),
            (" 您在第 19 页的标注 ", Place::Pages(19, 19)),
            (" your highlight on page xv ", Place::Unknown),
            (" your highlight at location 99999999999 ", Place::Unknown),
            ("", Place::Unknown),
        ] {
            assert_eq!(place(about), expected, "{about}");
        }
    }

    #[test]
    fn times_are_read_in_both_languages() {
        for (when, expected) in [
            (" 添加于 2021年4月7日星期三 下午10:55:58", Some("2021-04-07T22:55:58Z")),
            (" 添加于 2019年8月31日星期六 上午12:55:51", Some("2019-08-31T00:55:51Z")),
            (" 已添加至 2013年6月17日 星期一 22:27:30", Some("2013-06-17T22:27:30Z")),
            (" added on saturday, may 12, 2018 12:36:38 am", Some("2018-05-12T00:36:38Z")),
            (" added on sunday, may 19, 2025, 10:20:31 pm", Some("2025-05-19T22:20:31Z")),
            (" added on wednesday, 11 october 2023 12:09:00", Some("2023-10-11T12:09:00Z")),
            (" 添加于 2021年13月7日", None),
            (" added on someday", None),
            ("", None),
        ] {
            let found = time(when).and_then(|time| jiff::Timestamp::from_microsecond(time.0).ok());
            assert_eq!(found.map(|time| time.to_string()).as_deref(), expected, "{when}");
        }
    }
}
