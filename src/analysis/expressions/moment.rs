//! Points and stretches of time as the text says them, not yet resolved: 2024年8月, 去年7月1日, 上周三下午3点.

use super::glyphs::Glyphs;
use super::number::{self, Shape, Style};

/// What the text says of a time; absent parts are unsaid.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    pub year: Option<Year>,
    pub season: Option<Season>,
    pub month: Option<Month>,
    pub day: Option<Day>,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
    pub lunar: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    Exact(i32),
    /// 今年 is 0, 去年 -1.
    Relative(i32),
    /// First year and length: 90年代, 21世纪.
    Span(i32, i32),
}

/// Parts of a year longer than a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    Half(u8),
    Quarter(u8),
    /// Spring 0 to winter 3.
    Season(u8),
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Month {
    Exact(u8),
    Relative(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
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
pub enum Part {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
}

/// A moment and where it ends.
pub type Read = (Moment, usize);

impl Part {
    /// The part's code after T.
    pub fn timex(self) -> &'static str {
        match self {
            Self::Dawn | Self::Morning => "MO",
            Self::Noon => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }

    /// The hour of 24 that `hour` of 12 is in this part.
    pub fn hour(self, hour: u8) -> u8 {
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
    /// Whether nothing is said below the day.
    pub fn is_date(&self) -> bool {
        self.clock.is_none() && self.part.is_none()
    }

    /// Whether nothing is said of the day or above.
    pub fn is_time(&self) -> bool {
        self.year.is_none() && self.season.is_none() && self.month.is_none() && self.day.is_none()
    }
}

/// The longest moment at `i`: a date, a time of day, or both.
pub fn moment(g: &Glyphs, i: usize) -> Option<Read> {
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
pub fn time(g: &Glyphs, i: usize) -> Option<Read> {
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
pub fn small(g: &Glyphs, i: usize, max: f64) -> Option<(u8, usize)> {
    let found = number::numeral(g, i, Style { blanks: false, pairs: false })?;
    let whole = found.value.fract() == 0.0 && found.value <= max && !found.more && found.end - i <= 3;
    (whole && !g.text(i, found.end).contains(['.', ','])).then_some((found.value as u8, found.end))
}

/// 15:20, 15:20:30, 15时20分, 三点半, 8点整.
pub fn bare_clock(g: &Glyphs, i: usize) -> Option<(Clock, usize)> {
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

/// A date at `i`, of whatever grain.
pub fn date(g: &Glyphs, i: usize) -> Option<Read> {
    figures(g, i)
        .or_else(|| lunar(g, i))
        .or_else(|| from_year(g, i))
        .or_else(|| from_month(g, i, Moment::default()))
        .or_else(|| relative_day(g, i))
        .or_else(|| weekday(g, i))
        .or_else(|| lone_day(g, i))
        .or_else(|| season(g, i, Moment::default()))
}

/// 2024-08-27, 2024/8/27, 2024.8.27, 2024-08.
fn figures(g: &Glyphs, i: usize) -> Option<Read> {
    if g.before(i).is_ascii_alphanumeric() || !g.at(i).is_ascii_digit() {
        return None;
    }
    let run = |from: usize| (from..from + 5).take_while(|j| g.at(*j).is_ascii_digit()).count();
    let mark = g.at(i + 4);
    if run(i) != 4 || !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let year: i32 = g.text(i, i + 4).parse().ok()?;
    let n_month = run(i + 5);
    let month: u8 = g.text(i + 5, i + 5 + n_month).parse().ok().filter(|m| (1..=12).contains(m))?;
    let mut found = Moment { year: Some(Year::Exact(year)), month: Some(Month::Exact(month)), ..Moment::default() };
    let at = i + 5 + n_month;
    if n_month <= 2 && g.at(at) == mark && (1..=2).contains(&run(at + 1)) {
        let end = at + 1 + run(at + 1);
        found.day = Some(Day::Exact(g.text(at + 1, end).parse().ok().filter(|d| (1..=31).contains(d))?));
        return Some((found, end));
    }
    (mark == '-' && n_month == 2 && (1500..2200).contains(&year) && g.at(at) != '-').then_some((found, at))
}

/// 农历正月初一, 腊月廿三.
fn lunar(g: &Glyphs, i: usize) -> Option<Read> {
    let start = g.after(i, "农历").or_else(|| g.after(i, "阴历")).or_else(|| g.after(i, "夏历"));
    let from = start.unwrap_or(i);
    let mut found = Moment { lunar: true, ..Moment::default() };
    let mut end = from;
    if start.is_some()
        && let Some((year, stop)) = year(g, from)
    {
        (found.year, end) = (Some(year), stop);
    }
    let month_at = g.after(end, "闰").unwrap_or(end);
    let (month, stop) = match g.one_of(month_at, &["正月", "冬月", "腊月"]) {
        Some((idx, stop)) => ([1, 11, 12].get(idx).copied()?, stop),
        None if start.is_some() => {
            let (month, stop) = small(g, month_at, 12.0)?;
            (month, g.after(stop, "月")?)
        }
        None => return None,
    };
    found.month = Some(Month::Exact(month));
    end = stop;
    let day_at = g.after(end, "初").unwrap_or(end);
    if let Some((day, stop)) = small(g, day_at, 30.0) {
        found.day = Some(Day::Exact(day));
        end = g.after(stop, "日").unwrap_or(stop);
    }
    Some((found, end))
}

/// A year: 2024年, 二〇二四年, 今年, 20世纪90年代.
fn year(g: &Glyphs, i: usize) -> Option<(Year, usize)> {
    for (word, relative) in
        [("今年", 0), ("去年", -1), ("明年", 1), ("前年", -2), ("后年", 2), ("本年度", 0), ("上年度", -1), ("上年", -1)]
    {
        if let Some(end) = g.after(i, word) {
            // 前年/后年 end longer words: 三年前年产 — rare enough; 以前年度 is not a year.
            let inside = matches!(g.before(i), '以' | '从') && word != "今年";
            return (!inside).then_some((Year::Relative(relative), end));
        }
    }
    century(g, i).or_else(|| numbered_year(g, i))
}

/// 21世纪, 上世纪80年代, 二十世纪九十年代, 90年代.
fn century(g: &Glyphs, i: usize) -> Option<(Year, usize)> {
    let (base, at) = if let Some(end) = g.after(i, "上世纪").or_else(|| g.after(i, "上个世纪")) {
        (Some(1900), end)
    } else if let Some(end) = g.after(i, "本世纪") {
        (Some(2000), end)
    } else if let Some((n, end)) = small(g, i, 30.0) {
        match g.after(end, "世纪") {
            Some(end) => (Some((i32::from(n) - 1) * 100), end),
            None => (None, i),
        }
    } else {
        (None, i)
    };
    if let Some((decade, end)) = small(g, at, 99.0)
        && decade % 10 == 0
        && let Some(end) = g.after(end, "年代")
    {
        let base = base.unwrap_or(if decade >= 30 { 1900 } else { 2000 });
        return Some((Year::Span(base + i32::from(decade), 10), end));
    }
    base.map(|base| (Year::Span(base, 100), at))
}

/// 2024年, 二〇二四年, 公元前221年, 98年 (followed by a month); never a length like 20年.
fn numbered_year(g: &Glyphs, i: usize) -> Option<(Year, usize)> {
    let (sign, from) = match (g.after(i, "公元前"), g.after(i, "公元")) {
        (Some(end), _) => (-1, end),
        (None, Some(end)) => (1, end),
        (None, None) => (0, i),
    };
    let found = number::numeral(g, from, Style { blanks: false, pairs: false })?;
    let after = g.skip_blanks(found.end);
    if g.at(after) != '年' || matches!(g.at(after + 1), '级' | '代') || found.more || found.value.fract() != 0.0 {
        return None;
    }
    let n_chars = found.end - from;
    let figures = matches!(found.shape, Shape::Ascii | Shape::HanDigits) && n_chars == 4;
    let value = found.value as i32;
    if sign != 0 {
        return Some((Year::Exact(if sign < 0 { -value } else { value }), after + 1));
    }
    if figures && (1000..2200).contains(&value) {
        // 1500年历史 and 1300年来 are lengths.
        let length = ["历史", "以上", "以下", "左右", "来"].iter().any(|word| g.has(after + 1, word));
        return (!length).then_some((Year::Exact(value), after + 1));
    }
    // 98年, 08年: two figures are a year where a month follows or the first figure is zero.
    let two = n_chars == 2 && matches!(found.shape, Shape::Ascii | Shape::HanDigits);
    let zero = matches!(g.at(from), '0' | '零' | '〇');
    let month_follows = small(g, after + 1, 12.0).is_some_and(|(_, end)| g.at(end) == '月');
    (two && (zero || month_follows)).then(|| (Year::Exact(if value >= 50 { 1900 } else { 2000 } + value), after + 1))
}

fn from_year(g: &Glyphs, i: usize) -> Option<Read> {
    let (year, mut end) = year(g, i)?;
    let said = Moment { year: Some(year), ..Moment::default() };
    if let Year::Span(..) = year {
        if let Some((_, stop)) = g.one_of(end, &["初期", "初", "中期", "末期", "末", "中叶"]) {
            end = stop;
        }
        return Some((said, end));
    }
    let mut from = end;
    if g.at(from) == '的' {
        from += 1;
    }
    let from = g.skip_blanks(from);
    if let Some(found) = from_month(g, from, said).or_else(|| season(g, from, said)) {
        return Some(found);
    }
    // 去年底, 2023年末.
    const EDGES: &[(&str, Season)] = &[
        ("年初", Season::Start),
        ("年底", Season::End),
        ("年末", Season::End),
        ("年中", Season::Middle),
        ("初", Season::Start),
        ("底", Season::End),
        ("末", Season::End),
    ];
    let edge = EDGES.iter().find_map(|(word, season)| g.after(end, word).map(|stop| (*season, stop)));
    Some(edge.map_or((said, end), |(season, stop)| (Moment { season: Some(season), ..said }, stop)))
}

/// From a month on: 8月, 8月27日, 8月下旬, 上个月15日.
fn from_month(g: &Glyphs, i: usize, said: Moment) -> Option<Read> {
    const RELATIVE: &[(&str, i32)] = &[
        ("上个月", -1),
        ("上月", -1),
        ("本月", 0),
        ("这个月", 0),
        ("当前月", 0),
        ("下个月", 1),
        ("下月", 1),
        ("上上个月", -2),
        ("今个月", 0),
    ];
    let relative = said
        .year
        .is_none()
        .then(|| RELATIVE.iter().find_map(|(w, n)| g.after(i, w).map(|end| (Month::Relative(*n), end))));
    let (month, end) = match relative.flatten() {
        Some(found) => found,
        None => {
            if g.before(i).is_ascii_digit() || (number::is_numeric(g.before(i)) && !g.at(i).is_ascii_digit()) {
                return None;
            }
            let (month, end) = small(g, i, 12.0).filter(|(m, _)| *m > 0)?;
            let end = g.skip_blanks(end);
            (Month::Exact(month), g.after(end, "月份").or_else(|| g.after(end, "月"))?)
        }
    };
    let said = Moment { month: Some(month), ..said };
    let from = if g.at(end) == '的' { end + 1 } else { end };
    let from = g.skip_blanks(from);
    if let Some((day, stop)) = small(g, from, 31.0).filter(|(d, _)| *d > 0) {
        let stop = g.skip_blanks(stop);
        let closed = matches!(g.at(stop), '日' | '号') && !g.has(stop, "日内");
        if closed {
            return Some((Moment { day: Some(Day::Exact(day)), ..said }, stop + 1));
        }
    }
    const EDGES: &[(&str, Day)] = &[
        ("上旬", Day::Third(0)),
        ("中旬", Day::Third(1)),
        ("下旬", Day::Third(2)),
        ("初", Day::Start),
        ("底", Day::End),
        ("末", Day::End),
    ];
    let edge = EDGES.iter().find_map(|(word, day)| g.after(end, word).map(|stop| (*day, stop)));
    Some(edge.map_or((said, end), |(day, stop)| (Moment { day: Some(day), ..said }, stop)))
}

/// 今天, 昨日, 前晚.
fn relative_day(g: &Glyphs, i: usize) -> Option<Read> {
    const DAYS: &[(&str, i32, Option<Part>)] = &[
        ("大前天", -3, None),
        ("大后天", 3, None),
        ("今天", 0, None),
        ("今日", 0, None),
        ("昨天", -1, None),
        ("昨日", -1, None),
        ("明天", 1, None),
        ("明日", 1, None),
        ("前天", -2, None),
        ("前日", -2, None),
        ("后天", 2, None),
        ("后日", 2, None),
        ("今晨", 0, Some(Part::Morning)),
        ("今早", 0, Some(Part::Morning)),
        ("今晚", 0, Some(Part::Evening)),
        ("今夜", 0, Some(Part::Night)),
        ("昨晚", -1, Some(Part::Evening)),
        ("昨夜", -1, Some(Part::Night)),
        ("明早", 1, Some(Part::Morning)),
        ("明晨", 1, Some(Part::Morning)),
        ("明晚", 1, Some(Part::Evening)),
        ("前晚", -2, Some(Part::Evening)),
        ("今", 0, None),
    ];
    let (_, days, part, end) = DAYS.iter().find_map(|(w, d, p)| g.after(i, w).map(|end| (*w, *d, *p, end)))?;
    // 先天/后天 (innate, acquired), 今天 inside 今天下; 今 alone is a day only before nothing we know.
    let is_word = g.at(i) != '今' || end > i + 1;
    let innate =
        g.has(i, "后天") && (g.ends(i, "先天") || matches!(g.at(end), '性' | '的' | '努') || g.before(i) == '、');
    (is_word && !innate).then(|| (Moment { day: Some(Day::Relative(days)), part, ..Moment::default() }, end))
}

/// 周三, 上周三, 下星期, 本周末.
fn weekday(g: &Glyphs, i: usize) -> Option<Read> {
    const WEEKS: &[(&str, i32)] =
        &[("上上", -2), ("上个", -1), ("下个", 1), ("这个", 0), ("上", -1), ("下", 1), ("本", 0), ("这", 0)];
    let prefix = WEEKS.iter().find_map(|(w, n)| g.after(i, w).map(|end| (*n, end)));
    let (weeks, from) = prefix.map_or((None, i), |(n, end)| (Some(n), end));
    let (_, end) = g.one_of(from, &["星期", "礼拜", "周"])?;
    let named = match g.at(end) {
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '日' | '天' => Some(7),
        _ => None,
    };
    if let Some(day) = named {
        // 周三 may be three weeks of something in 一周三次: a number before or a measure after.
        let counted = number::is_numeric(g.before(i))
            || (weeks.is_none() && matches!(g.at(end + 1), '次' | '期' | '班' | '岁' | '年' | '围'));
        return (!counted).then(|| (Moment { day: Some(Day::Weekday(weeks, day)), ..Moment::default() }, end + 1));
    }
    if g.at(end) == '末' {
        return Some((Moment { day: Some(Day::Weekend(weeks)), ..Moment::default() }, end + 1));
    }
    weeks.map(|weeks| (Moment { day: Some(Day::Week(weeks)), ..Moment::default() }, end))
}

/// 29日 alone; 5日内 and 三日游 are lengths.
fn lone_day(g: &Glyphs, i: usize) -> Option<Read> {
    if !g.at(i).is_ascii_digit() || g.before(i).is_ascii_digit() || matches!(g.before(i), '.' | '/' | '第' | ':') {
        return None;
    }
    let (day, end) = small(g, i, 31.0).filter(|(d, _)| *d > 0)?;
    let length = ["日内", "日游", "日间", "日均", "日元", "日龄", "日常"].iter().any(|word| g.has(end, word));
    (g.at(end) == '日' && !length).then(|| (Moment { day: Some(Day::Exact(day)), ..Moment::default() }, end + 1))
}

/// 上半年, 第一季度, 春季; a bare 春 only after a year.
fn season(g: &Glyphs, i: usize, said: Moment) -> Option<Read> {
    const SEASONS: &[(&str, Season)] = &[
        ("上半年", Season::Half(1)),
        ("下半年", Season::Half(2)),
        ("前半年", Season::Half(1)),
        ("后半年", Season::Half(2)),
        ("首季度", Season::Quarter(1)),
        ("春季", Season::Season(0)),
        ("夏季", Season::Season(1)),
        ("秋季", Season::Season(2)),
        ("冬季", Season::Season(3)),
        ("春天", Season::Season(0)),
        ("夏天", Season::Season(1)),
        ("秋天", Season::Season(2)),
        ("冬天", Season::Season(3)),
    ];
    let with = |season, end| Some((Moment { season: Some(season), ..said }, end));
    if let Some((season, end)) = SEASONS.iter().find_map(|(w, s)| g.after(i, w).map(|end| (*s, end))) {
        // Without a year, 春天 names the season as such.
        return if said.year.is_some() || matches!(season, Season::Half(_) | Season::Quarter(_)) {
            with(season, end)
        } else {
            None
        };
    }
    if said.year.is_some() {
        for (c, n) in [('春', 0), ('夏', 1), ('秋', 2), ('冬', 3)] {
            if g.at(i) == c
                && !matches!(
                    g.at(i + 1),
                    '节' | '运' | '晚' | '茶' | '游' | '粮' | '耕' | '至' | '分' | '闱' | '招' | '训'
                )
            {
                return with(Season::Season(n), i + 1);
            }
        }
    }
    let from = g.after(i, "第").unwrap_or(i);
    let (quarter, end) = small(g, from, 4.0).filter(|(q, _)| *q > 0)?;
    g.after(end, "季度").and_then(|end| with(Season::Quarter(quarter), end))
}
