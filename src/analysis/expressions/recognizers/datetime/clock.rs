//! Times of day as queries name them.

use super::day::small;
use crate::analysis::expressions::calendar::{self, Date};
use crate::analysis::expressions::glyphs::Glyphs;
use crate::analysis::expressions::number;

/// The time of the query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Now {
    pub day: Date,
    /// Seconds since midnight.
    pub second: i64,
}

impl Now {
    /// Reads `YYYY-MM-DDTHH:MM:SS`.
    pub(super) fn parse(reference: &str) -> Option<Self> {
        let day = calendar::parse(reference)?;
        let part = |at: usize| reference.get(at..at + 2).and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
        Some(Self { day, second: part(11) * 3600 + part(14) * 60 + part(17) })
    }

    pub(super) fn instant(&self) -> i64 {
        self.day.number() * DAY + self.second
    }
}

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// `2016-11-07 16:12:00` or with T, of seconds since 1970.
pub(super) fn stamp(instant: i64, mark: char) -> String {
    let day = Date::of_number(instant.div_euclid(DAY)).map(calendar::iso).unwrap_or_default();
    format!("{day}{mark}{}", hms(instant.rem_euclid(DAY)))
}

/// `16:12:00` of seconds since midnight.
pub(super) fn hms(second: i64) -> String {
    format!("{:02}:{:02}:{:02}", second / 3600 % 24, second / 60 % 60, second % 60)
}

/// A part of the day: TIMEX code and hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub code: &'static str,
    pub from: i64,
    pub to: i64,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    pub end: usize,
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    pub part: Option<Part>,
    /// Could be in either half of the day.
    pub open: bool,
}

impl Clock {
    pub(super) fn seconds(&self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute.unwrap_or(0)) * 60 + i64::from(self.second.unwrap_or(0))
    }

    /// `T17`, `T17:15`, `T17:55:23`.
    pub(super) fn timex(&self) -> String {
        let mut timex = format!("T{:02}", self.hour);
        if let Some(minute) = self.minute {
            timex.push_str(&format!(":{minute:02}"));
        }
        if let Some(second) = self.second {
            timex.push_str(&format!(":{second:02}"));
        }
        timex
    }

    /// The same in the other half of the day: 9 and 21, 12 and 0.
    pub(super) fn other(&self) -> Self {
        Self { hour: (self.hour + 12) % 24, ..*self }
    }

    /// Moved into the half of the day of `part`.
    pub(super) fn within(mut self, part: Part) -> Self {
        self.hour = hour_in(part, self.hour);
        Self { open: false, part: Some(part), ..self }
    }
}

fn hour_in(part: Part, hour: u8) -> u8 {
    match part.code {
        "TAF" | "TEV" if (1..12).contains(&hour) => hour + 12,
        "TNI" if (5..12).contains(&hour) => hour + 12,
        "TMI" if (1..5).contains(&hour) => hour + 12,
        "TDA" | "TNI" if hour == 12 => 0,
        _ => hour,
    }
}

/// A part of the day at `i`; `short` lets 早 and 晚 stand alone, as they do after a day.
pub(super) fn part(g: &Glyphs, i: usize, short: bool) -> Option<(Part, usize)> {
    const WORDS: &[(&str, &str, i64, i64, bool)] = &[
        ("凌晨", "TDA", 4, 8, false),
        ("清晨", "TMO", 8, 12, false),
        ("早上", "TMO", 8, 12, false),
        ("早间", "TMO", 8, 12, false),
        ("早晨", "TMO", 8, 12, false),
        ("上午", "TMO", 8, 12, false),
        ("中午", "TMI", 11, 13, false),
        ("正午", "TMI", 11, 13, false),
        ("午间", "TMI", 11, 13, false),
        ("午后", "TAF", 12, 16, false),
        ("下午", "TAF", 12, 16, false),
        ("傍晚", "TEV", 16, 20, false),
        ("晚上", "TEV", 16, 20, false),
        ("晚间", "TEV", 16, 20, false),
        ("夜里", "TNI", 20, 24, false),
        ("夜晚", "TNI", 20, 24, false),
        ("夜间", "TNI", 20, 24, false),
        ("深夜", "TNI", 20, 24, false),
        ("半夜", "TNI", 20, 24, false),
        ("午夜", "TNI", 20, 24, false),
        ("早", "TMO", 8, 12, true),
        ("晨", "TMO", 8, 12, true),
        ("晚", "TEV", 16, 20, true),
        ("夜", "TNI", 20, 24, true),
    ];
    WORDS
        .iter()
        .filter(|row| short || !row.4)
        .find_map(|(word, code, from, to, _)| g.after(i, word).map(|end| (Part { code, from: *from, to: *to }, end)))
}

/// A time at `i`: 下午5:00, 大约晚上十点, 三点半, 2:00pm, 15时20分.
pub(super) fn clock(g: &Glyphs, i: usize) -> Option<Clock> {
    let about = g.one_of(i, &["大约", "大概"]).map_or(i, |(_, end)| end);
    let part = part(g, about, true);
    let from = g.skip_blanks(part.map_or(about, |(_, end)| end));
    let mut found = body(g, from)?;
    if let Some((part, _)) = part {
        found = found.within(part);
    }
    let suffix = g.skip_blanks(found.end);
    let half = g.text(suffix, suffix + 2).to_ascii_lowercase();
    if (half == "am" || half == "pm") && !g.at(suffix + 2).is_ascii_alphabetic() {
        found.hour = found.hour % 12 + if half == "pm" { 12 } else { 0 };
        (found.end, found.open) = (suffix + 2, false);
    }
    if let Some(end) = g.after(found.end, "左右") {
        found.end = end;
    }
    Some(found)
}

fn body(g: &Glyphs, i: usize) -> Option<Clock> {
    if number::is_numeric(g.before(i)) || matches!(g.before(i), '第' | ':' | '.') {
        return None;
    }
    let (hour, end) = hour_before_mark(g, i)?;
    let mut found =
        Clock { end, hour: hour % 24, minute: None, second: None, part: None, open: (1..=12).contains(&hour) };
    if g.at(end) == ':' {
        let two = |at: usize| small_two(g, at);
        found.minute = Some(two(end + 1)?);
        found.end = end + 3;
        if g.at(found.end) == ':'
            && let Some(second) = two(found.end + 1)
        {
            (found.second, found.end) = (Some(second), found.end + 3);
        }
        return Some(found);
    }
    let mark = g.at(end);
    found.end = end + 1;
    // 20时 inside a length, 15个小时 and 时间 are no times of day.
    if mark == '时' && matches!(g.at(found.end), '间' | '代' | '期' | '候') {
        return None;
    }
    if mark == '点' {
        found.end = g.after(found.end, "钟").or_else(|| g.after(found.end, "整")).unwrap_or(found.end);
        let quarters = [("半", 30), ("一刻", 15), ("1刻", 15), ("三刻", 45), ("3刻", 45)];
        if let Some((minute, stop)) =
            quarters.iter().find_map(|(word, minute)| g.after(found.end, word).map(|stop| (*minute, stop)))
        {
            (found.minute, found.end) = (Some(minute), stop);
            return Some(found);
        }
    }
    if let Some((minute, stop)) = small(g, g.skip_blanks(found.end), 59) {
        let closed = g.at(stop) == '分' && g.at(stop + 1) != '之';
        let bare = mark == '点' && stop - found.end >= 2 && !matches!(g.at(stop), '个' | '月' | '年' | '日' | '号');
        if closed || bare {
            (found.minute, found.end) = (Some(minute), stop + usize::from(closed));
            if closed && let Some((second, stop)) = small(g, found.end, 59).filter(|(_, stop)| g.at(*stop) == '秒') {
                (found.second, found.end) = (Some(second), stop + 1);
            }
        }
    }
    Some(found)
}

fn small_two(g: &Glyphs, at: usize) -> Option<u8> {
    let text = g.text(at, at + 2);
    let whole = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) && !g.at(at + 2).is_ascii_digit();
    whole.then(|| text.parse().ok()).flatten().filter(|value| *value < 60)
}

/// The hour up to 点, 时 or a colon; 十二点五 must not be read as a decimal.
fn hour_before_mark(g: &Glyphs, i: usize) -> Option<(u8, usize)> {
    let stop = (i + 1..i + 4).find(|j| matches!(g.at(*j), '点' | '时' | ':'))?;
    let text = g.text(i, stop);
    let hour = if let Ok(hour) = text.parse::<u8>() {
        hour
    } else {
        let inner = Glyphs::new(&text, 0);
        let (hour, end) = small(&inner, 0, 24)?;
        (end == inner.len()).then_some(hour)?
    };
    (hour <= 24).then_some((hour, stop))
}
