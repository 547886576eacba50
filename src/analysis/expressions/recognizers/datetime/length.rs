//! Lengths of time in queries: 三年半, 8天又二十个小时.

use crate::analysis::expressions::calendar;
use crate::analysis::expressions::glyphs::Glyphs;
use crate::analysis::expressions::number::{self, Style, plain};

use super::clock::DAY;

/// Units: words, ISO letter, whether below the day, seconds.
const UNITS: &[(&str, char, bool, i64)] = &[
    ("年", 'Y', false, 365 * DAY),
    ("个月", 'M', false, 30 * DAY),
    ("个星期", 'W', false, 7 * DAY),
    ("星期", 'W', false, 7 * DAY),
    ("个礼拜", 'W', false, 7 * DAY),
    ("礼拜", 'W', false, 7 * DAY),
    ("个周", 'W', false, 7 * DAY),
    ("周", 'W', false, 7 * DAY),
    ("天", 'D', false, DAY),
    ("日", 'D', false, DAY),
    ("个小时", 'H', true, 3600),
    ("小时", 'H', true, 3600),
    ("个钟头", 'H', true, 3600),
    ("钟头", 'H', true, 3600),
    ("个钟", 'H', true, 3600),
    ("时", 'H', true, 3600),
    ("分钟", 'M', true, 60),
    ("分", 'M', true, 60),
    ("秒钟", 'S', true, 1),
    ("秒", 'S', true, 1),
    ("月", 'M', false, 30 * DAY),
];

/// A length of time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Length {
    pub end: usize,
    /// Amount, ISO letter, whether below the day, seconds of one; largest first.
    pub parts: Vec<(f64, char, bool, i64)>,
}

impl Length {
    pub(super) fn timex(&self) -> String {
        let mut timex = String::from("P");
        let mut in_day = true;
        for (amount, letter, clock, _) in &self.parts {
            if *clock && in_day {
                timex.push('T');
                in_day = false;
            }
            timex.push_str(&plain(*amount));
            timex.push(*letter);
        }
        timex
    }

    pub(super) fn seconds(&self) -> f64 {
        self.parts.iter().map(|(amount, _, _, seconds)| amount * *seconds as f64).sum()
    }

    pub(super) fn is_clock(&self) -> bool {
        self.parts.iter().any(|part| part.2)
    }

    /// `now` moved by the length, `sign` times.
    pub(super) fn moved(&self, now: i64, sign: i64) -> Option<i64> {
        let mut instant = now;
        for (amount, letter, clock, seconds) in &self.parts {
            let whole = *amount as i64 * sign;
            let day = calendar::Date::of_number(instant.div_euclid(DAY))?;
            let months = match letter {
                'Y' => Some(12 * whole),
                'M' if !clock => Some(whole),
                _ => None,
            };
            instant = match months.filter(|_| amount.fract() == 0.0) {
                Some(months) => calendar::moved(day, 0, months, 0)?.number() * DAY + instant.rem_euclid(DAY),
                None => instant + (*amount * *seconds as f64) as i64 * sign,
            };
        }
        Some(instant)
    }
}

/// The length at `i`; 日, 月, 时 and 分 only behind a larger part, or where `bare` allows them.
pub(super) fn length(g: &Glyphs, i: usize, bare: bool) -> Option<Length> {
    let mut parts: Vec<(f64, char, bool, i64)> = Vec::new();
    let (mut at, mut end) = (i, i);
    while let Some((part, stop)) = part(g, at, bare || !parts.is_empty()) {
        if parts.iter().any(|known| known.1 == part.1 && known.2 == part.2) {
            break;
        }
        parts.push(part);
        end = stop;
        at = g.skip_blanks(g.one_of(stop, &["又", "零", "余", "多"]).map_or(stop, |(_, next)| next));
    }
    parts.sort_by_key(|part| -part.3);
    (!parts.is_empty()).then_some(Length { end, parts })
}

fn part(g: &Glyphs, i: usize, bare: bool) -> Option<((f64, char, bool, i64), usize)> {
    if number::is_numeric(g.before(i)) && number::is_numeric(g.at(i)) || matches!(g.before(i), '第' | '.' | ':' | '/')
    {
        return None;
    }
    let (mut amount, mut at) = if g.at(i) == '半' {
        (0.5, i + 1)
    } else {
        let found = number::numeral(g, i, Style { blanks: false, pairs: false })?;
        (found.value, found.end)
    };
    at = g.skip_blanks(at);
    at = g.one_of(at, &["多", "余"]).map_or(at, |(_, end)| end);
    if let Some(end) = g.after(at, "个半") {
        (amount, at) = (amount + 0.5, end);
        let (letter, clock, seconds, end) = unit(g, at, true)?;
        return Some(((amount, letter, clock, seconds), end));
    }
    let (letter, clock, seconds, mut end) = unit(g, at, bare)?;
    if g.at(end) == '半' {
        (amount, end) = (amount + 0.5, end + 1);
    }
    Some(((amount, letter, clock, seconds), end))
}

/// The unit at `i`: letter, whether of a clock, seconds, end.
pub(super) fn unit(g: &Glyphs, i: usize, bare: bool) -> Option<(char, bool, i64, usize)> {
    if ["年级", "年代", "周岁", "天气", "月份", "周年", "分之", "周末", "日元", "时代", "时间"]
        .iter()
        .any(|word| g.has(i, word))
    {
        return None;
    }
    UNITS
        .iter()
        .filter(|(word, ..)| bare || !matches!(*word, "日" | "月" | "时" | "分"))
        .find_map(|(word, letter, clock, seconds)| g.after(i, word).map(|end| (*letter, *clock, *seconds, end)))
}
