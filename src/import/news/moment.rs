//! Days and times of day as Chinese pages print them.

use std::fmt;

/// A day, perhaps with the time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    year: u16,
    month: u8,
    day: u8,
    /// Hour, minute, second.
    time: Option<(u8, u8, u8)>,
}

impl Moment {
    /// `YYYY-MM-DD`.
    pub(super) fn date(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    pub(super) fn has_time(self) -> bool {
        self.time.is_some()
    }
}

/// ISO 8601: `2024-11-16T09:23:01`, or the day alone where no time is known.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.date())?;
        match self.time {
            Some((hour, minute, second)) => write!(f, "T{hour:02}:{minute:02}:{second:02}"),
            None => Ok(()),
        }
    }
}

/// The first moment in `line` (marks and digits in ASCII) with the text before and after it.
pub(super) fn find(line: &str) -> Option<(&str, Moment, &str)> {
    line.char_indices().filter(|&(_, c)| digit(c).is_some()).find_map(|(at, _)| {
        let before = line.get(..at)?;
        if before.chars().next_back().is_some_and(|c| digit(c).is_some()) {
            return None;
        }
        let mut cursor = Cursor { rest: line.get(at..)? };
        let moment = cursor.moment()?;
        Some((before, moment, cursor.rest))
    })
}

/// Reads from the front of what is left.
struct Cursor<'a> {
    rest: &'a str,
}

impl Cursor<'_> {
    fn moment(&mut self) -> Option<Moment> {
        let year = self.year()?;
        self.blanks();
        let separator = self.one_of("年-/.")?;
        self.blanks();
        let month = self.number()?;
        self.blanks();
        self.one_of(if separator == '年' { "月" } else { "-/." })?;
        self.blanks();
        let day = self.number()?;
        let mark = self.rest;
        self.blanks();
        if self.one_of("日号").is_none() {
            if separator == '年' {
                return None;
            }
            self.rest = mark;
        }
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        let time = self.time();
        Some(Moment { year, month: month as u8, day: day as u8, time })
    }

    /// Four digits, Arabic or Chinese, of a year between 1600 and 2199.
    fn year(&mut self) -> Option<u16> {
        let mut year = 0;
        for _ in 0..4 {
            let c = self.rest.chars().next()?;
            year = year * 10 + digit(c)?;
            self.rest = self.rest.get(c.len_utf8()..)?;
        }
        (1600..2200).contains(&year).then_some(year)
    }

    /// One or two Arabic digits, or a Chinese numeral below a hundred.
    fn number(&mut self) -> Option<u16> {
        let n_arabic = self.rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
        if n_arabic > 0 {
            let (digits, rest) = self.rest.split_at_checked(n_arabic.min(2))?;
            self.rest = rest;
            return digits.parse().ok();
        }
        let n_bytes =
            self.rest.chars().take(4).take_while(|&c| c == '十' || digit(c).is_some()).map(char::len_utf8).sum();
        let (numeral, rest) = self.rest.split_at_checked(n_bytes)?;
        self.rest = rest;
        chinese_number(numeral)
    }

    /// The day of the week belongs to the day, also where no time follows.
    fn time(&mut self) -> Option<(u8, u8, u8)> {
        self.weekday();
        let mark = self.rest;
        let is_iso = self.one_of("T").is_some();
        self.blanks();
        let time = self.clock();
        if time.is_none() {
            self.rest = mark;
        } else if is_iso {
            self.zone();
        }
        time
    }

    /// Parts of a second and the zone of ISO 8601, which are not kept: `.000+08:00`, `Z`.
    fn zone(&mut self) {
        let is_digit = |c: char| c.is_ascii_digit();
        if let Some(rest) = self.rest.strip_prefix('.').filter(|rest| rest.starts_with(is_digit)) {
            self.rest = rest.trim_start_matches(is_digit);
        }
        let mark = self.rest;
        if self.one_of("Z").is_none() && self.one_of("+-").is_some() {
            let is_zone = self.arabic().is_some() && {
                self.one_of(":");
                self.arabic().is_some()
            };
            if !is_zone {
                self.rest = mark;
            }
        }
    }

    fn clock(&mut self) -> Option<(u8, u8, u8)> {
        let hour = self.arabic()?;
        self.one_of(":时点")?;
        let minute = self.arabic()?;
        let second = match self.one_of(":分") {
            Some(_) => self.arabic().unwrap_or(0),
            None => 0,
        };
        self.one_of("秒");
        (hour < 24 && minute < 60 && second < 60).then_some((hour, minute, second))
    }

    fn arabic(&mut self) -> Option<u8> {
        self.rest.starts_with(|c: char| c.is_ascii_digit()).then(|| self.number())?.and_then(|n| n.try_into().ok())
    }

    /// `星期二`, `(周二)`.
    fn weekday(&mut self) {
        let mut cursor = Cursor { rest: self.rest.trim_start() };
        let is_bracketed = cursor.one_of("(").is_some();
        let text = cursor.rest;
        let Some(rest) = ["星期", "周", "礼拜"].iter().find_map(|prefix| text.strip_prefix(prefix)) else {
            return;
        };
        cursor.rest = rest;
        if cursor.one_of("一二三四五六日天").is_some() && (!is_bracketed || cursor.one_of(")").is_some()) {
            self.rest = cursor.rest;
        }
    }

    fn one_of(&mut self, set: &str) -> Option<char> {
        let c = self.rest.chars().next().filter(|&c| set.contains(c))?;
        self.rest = self.rest.get(c.len_utf8()..)?;
        Some(c)
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }
}

fn digit(c: char) -> Option<u16> {
    match c {
        '0'..='9' => Some(c as u16 - '0' as u16),
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九".chars().position(|numeral| numeral == c).map(|at| at as u16 + 1),
    }
}

/// 三, 十, 十二, 二十, 三十一; also 二〇 digit by digit.
pub(super) fn chinese_number(numeral: &str) -> Option<u16> {
    let digits: Vec<char> = numeral.chars().collect();
    match *digits.as_slice() {
        ['十'] => Some(10),
        [c] => digit(c),
        ['十', units] => Some(10 + digit(units)?),
        [tens, '十'] => Some(10 * digit(tens)?),
        [tens, '十', units] | [tens, units] => Some(10 * digit(tens)? + digit(units)?),
        _ => None,
    }
}

fn days_in(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found = find(line).map(|(before, moment, after)| format!("{before}<{moment}>{after}"));
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn days_and_times_of_every_shape() {
        check("发布时间:2024-11-16 09:23:01 来源", "发布时间:<2024-11-16T09:23:01> 来源");
        check("( 2024年08月27日 19 版)", "( <2024-08-27> 19 版)");
        check("2024年8月27日05:44 | 来源", "<2024-08-27T05:44:00> | 来源");
        check("2024/8/27 星期二 9时5分", "<2024-08-27T09:05:00>");
        check("2024年8月27日(周二) 09:05", "<2024-08-27T09:05:00>");
        check("2024年8月27日 星期二 第1版", "<2024-08-27> 第1版");
        check("2024年8月27日 周边", "<2024-08-27> 周边");
        check("二〇二四年八月二十七日", "<2024-08-27>");
        check("一九四九年十月一日", "<1949-10-01>");
        check("2024.02.29 讯", "<2024-02-29> 讯");
        check("2024-08-27T05:10:33+08:00", "<2024-08-27T05:10:33>");
        check("2024-08-27T05:10:33.120Z 讯", "<2024-08-27T05:10:33> 讯");
        check("2024-08-27T05:10:33-甲", "<2024-08-27T05:10:33>-甲");
    }

    #[test]
    fn what_is_no_day() {
        for line in ["2023-02-29", "2024-13-01", "2024年8月", "12345-01-02", "8月27日", "电话 2024-5678-901"] {
            check(line, "");
        }
    }
}
