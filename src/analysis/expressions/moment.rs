//! Points and stretches of time as the text says them, not yet resolved: 2024年8月, 去年7月1日, 上周三下午3点.

use super::date::{date, weekday};
use super::glyphs::Glyphs;
use super::number::{self, Style};

/// What the text says of a time; absent parts are unsaid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    pub year: Option<Year>,
    pub season: Option<Season>,
    pub month: Option<Month>,
    pub day: Option<Day>,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
    pub lunar: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Exact(i32),
    /// 今年 is 0, 去年 -1.
    Relative(i32),
    /// First year and length: 90年代, 21世纪.
    Span(i32, i32),
}

/// Parts of a year longer than a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "a season in the strict sense is one of these parts")]
pub(super) enum Season {
    Half(u8),
    Quarter(u8),
    /// Spring 0 to winter 3.
    Season(u8),
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    Exact(u8),
    Relative(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Exact(u8),
    /// 今天 is 0.
    Relative(i32),
    /// 上周三: weeks from this one, Monday 1 to Sunday 7.
    Weekday(Option<i32>, u8),
    /// 下周: the whole week.
    Week(i32),
    Weekend(Option<i32>),
    /// 上旬, 中旬, 下旬: 0 to 2.
    Third(u8),
    /// 月初, 月底.
    Start,
    End,
}

/// Parts of a day with their TIMEX codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
}

/// A moment and where it ends.
pub(super) type Read = (Moment, usize);

impl Part {
    /// The part's code after T.
    pub(super) fn timex(self) -> &'static str {
        match self {
            Self::Dawn | Self::Morning => "MO",
            Self::Noon => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }

    /// The hour of 24 that `hour` of 12 is in this part.
    pub(super) fn hour(self, hour: u8) -> u8 {
        match self {
            Self::Afternoon | Self::Evening | Self::Night
                if (1..12).contains(&hour) && !(self == Self::Night && hour < 5) =>
            {
                hour + 12
            }
            Self::Noon if (1..=3).contains(&hour) => hour + 12,
            Self::Evening | Self::Night if hour == 12 => 0,
            _ => hour,
        }
    }
}

impl Moment {
    /// Whether nothing is said of the day or above.
    pub(super) fn is_time(&self) -> bool {
        self.year.is_none() && self.season.is_none() && self.month.is_none() && self.day.is_none()
    }
}

/// The longest moment at `i`: a date, a time of day, or both.
pub(super) fn moment(g: &Glyphs, i: usize) -> Option<Read> {
    let Some((mut moment, mut end)) = date(g, i) else { return time(g, i) };
    let mut from = end;
    if g.at(from) == '('
        && let Some((Moment { day: Some(Day::Weekday(None, _)), .. }, stop)) = weekday(g, from + 1)
        && g.at(stop) == ')'
    {
        (from, end) = (stop + 1, stop + 1);
    }
    let is_day = moment.day.is_some_and(|day| !matches!(day, Day::Week(_) | Day::Third(_)));
    if is_day {
        if let Some(stop) = g.after(from, "的") {
            from = stop;
        }
        let from = if g.at(from) == 'T' { from + 1 } else { g.skip_blanks(from) };
        if moment.part.is_none()
            && let Some((clock, stop)) = time(g, from)
        {
            (moment.part, moment.clock, end) = (clock.part, clock.clock, stop);
        } else if moment.part.is_some()
            && let Some((clock, stop)) = bare_clock(g, from)
        {
            (moment.clock, end) = (Some(clock), stop);
        }
        adjust(&mut moment);
    }
    Some((moment, end))
}

/// Puts the hour of 12 into the day's half.
fn adjust(moment: &mut Moment) {
    if let (Some(part), Some(clock)) = (moment.part, moment.clock.as_mut()) {
        clock.hour = part.hour(clock.hour);
    }
}

/// A time of day: 下午3点, 15:20, 凌晨.
pub(super) fn time(g: &Glyphs, i: usize) -> Option<Read> {
    let mut moment = Moment::default();
    let mut end = i;
    if let Some((part, stop)) = part_of_day(g, i) {
        (moment.part, end) = (Some(part), stop);
    }
    if let Some((clock, stop)) = bare_clock(g, g.skip_blanks(end)) {
        (moment.clock, end) = (Some(clock), stop);
    }
    adjust(&mut moment);
    (end > i).then_some((moment, end))
}

fn part_of_day(g: &Glyphs, i: usize) -> Option<(Part, usize)> {
    use Part::{Afternoon, Dawn, Evening, Morning, Night, Noon};
    const WORDS: &[(&str, Part)] = &[
        ("凌晨", Dawn),
        ("拂晓", Dawn),
        ("黎明", Dawn),
        ("清晨", Morning),
        ("清早", Morning),
        ("早晨", Morning),
        ("早上", Morning),
        ("早间", Morning),
        ("上午", Morning),
        ("中午", Noon),
        ("正午", Noon),
        ("午间", Noon),
        ("午后", Afternoon),
        ("下午", Afternoon),
        ("傍晚", Evening),
        ("晚上", Evening),
        ("晚间", Evening),
        ("夜间", Night),
        ("夜里", Night),
        ("深夜", Night),
        ("半夜", Night),
        ("午夜", Night),
        ("当晚", Evening),
        ("夜晚", Night),
    ];
    WORDS.iter().find_map(|(word, part)| g.after(i, word).map(|end| (*part, end)))
}

/// A small whole number without sign: its value, end, and whether it is a single Han digit or ASCII.
pub(super) fn small(g: &Glyphs, i: usize, max: f64) -> Option<(u8, usize)> {
    let found = number::numeral(g, i, Style { blanks: false, pairs: false })?;
    let whole = found.value.fract() == 0.0 && found.value <= max && !found.more && found.end - i <= 3;
    (whole && !g.text(i, found.end).contains(['.', ','])).then_some((found.value as u8, found.end))
}

/// 15:20, 15:20:30, 15时20分, 三点半, 8点整.
pub(super) fn bare_clock(g: &Glyphs, i: usize) -> Option<(Clock, usize)> {
    // 十二点五 would be a decimal: the hour is read up to 点 alone.
    let (hour, end) = hour_at(g, i)?;
    if g.at(end) == ':' && g.at(i).is_ascii_digit() {
        return colon_clock(g, hour, end);
    }
    let mark = g.at(end);
    if mark != '点' && mark != '时' {
        return None;
    }
    let mut clock = Clock { hour, ..Clock::default() };
    let mut stop = end + 1;
    if mark == '点' && g.at(stop) == '钟' {
        return Some((clock, stop + 1));
    }
    if mark == '时' && (g.has(stop, "代") || g.has(stop, "期")) {
        return None;
    }
    if let Some((minute, after)) = half_or_quarter(g, stop) {
        clock.minute = Some(minute);
        return Some((clock, after));
    }
    if let Some(after) = g.after(stop, "整") {
        clock.minute = Some(0);
        return Some((clock, after));
    }
    if let Some((minute, after)) = two_digits(g, g.skip_blanks(stop), 59) {
        let closed = g.at(after) == '分' && !g.has(after, "分之");
        let bare = mark == '点'
            && after - stop >= 2
            && !number::is_numeric(g.at(after))
            && number::unit(g.at(after)).is_none();
        if closed || (bare && g.at(stop) != '.') {
            clock.minute = Some(minute);
            stop = after + usize::from(closed);
            if closed
                && let Some((second, after)) = two_digits(g, stop, 59)
                && g.at(after) == '秒'
            {
                (clock.second, stop) = (Some(second), after + 1);
            }
        }
    }
    // 三点 alone may be "three points": said as a time only with 钟, minutes, a part of the day, or as 15时.
    Some((clock, stop))
}

fn hour_at(g: &Glyphs, i: usize) -> Option<(u8, usize)> {
    two_digits(g, i, 24)
}

/// A number below `max` of one or two figures, or Han up to 五十九; never a decimal.
fn two_digits(g: &Glyphs, i: usize, max: u8) -> Option<(u8, usize)> {
    let c = g.at(i);
    if c.is_ascii_digit() {
        if g.before(i).is_ascii_digit() || g.before(i) == '.' {
            return None;
        }
        let end = if g.at(i + 1).is_ascii_digit() { i + 2 } else { i + 1 };
        let value = g.text(i, end).parse::<u8>().ok()?;
        return (value <= max && !g.at(end).is_ascii_digit()).then_some((value, end));
    }
    let (mut value, mut end) = (0u8, i);
    let mut ten = false;
    while let Some(step) = match g.at(end) {
        '十' if !ten => Some((true, 0)),
        c => number::han_digit(c).map(|digit| (false, digit)),
    } {
        match step {
            (true, _) => {
                value = value.max(u8::from(end == i)) * 10;
                ten = true;
            }
            (false, digit) if end == i => value = digit,
            (false, digit) if ten || number::han_digit(g.before(end)) == Some(0) => {
                return (value + digit <= max).then_some((value + digit, end + 1));
            }
            _ => return None,
        }
        end += 1;
    }
    (end > i && value <= max).then_some((value, end))
}

fn half_or_quarter(g: &Glyphs, i: usize) -> Option<(u8, usize)> {
    [("半", 30), ("一刻", 15), ("1刻", 15), ("三刻", 45), ("3刻", 45)]
        .into_iter()
        .find_map(|(word, minute)| g.after(i, word).map(|end| (minute, end)))
}

fn colon_clock(g: &Glyphs, hour: u8, colon: usize) -> Option<(Clock, usize)> {
    let part = |at: usize| {
        let text = g.text(at, at + 2);
        (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) && !g.at(at + 2).is_ascii_digit())
            .then(|| text.parse::<u8>().ok().filter(|v| *v < 60))
            .flatten()
    };
    let minute = part(colon + 1)?;
    let mut end = colon + 3;
    let mut clock = Clock { hour, minute: Some(minute), second: None };
    if g.at(end) == ':'
        && let Some(second) = part(end + 1)
    {
        (clock.second, end) = (Some(second), end + 3);
    }
    Some((clock, end))
}
