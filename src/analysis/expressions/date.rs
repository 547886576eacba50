//! Dates of whatever grain as they are written: figures, 农历, years, months, days of the week, seasons.

use super::glyphs::Glyphs;
use super::moment::{Day, Moment, Month, Part, Read, Season, Year, small};
use super::number::{self, Shape, Style};

/// A date at `i`, of whatever grain.
pub(super) fn date(g: &Glyphs, i: usize) -> Option<Read> {
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
    let (month, end) = if let Some(found) = relative.flatten() {
        found
    } else {
        if g.before(i).is_ascii_digit() || (number::is_numeric(g.before(i)) && !g.at(i).is_ascii_digit()) {
            return None;
        }
        let (month, end) = small(g, i, 12.0).filter(|(m, _)| *m > 0)?;
        let end = g.skip_blanks(end);
        (Month::Exact(month), g.after(end, "月份").or_else(|| g.after(end, "月"))?)
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
pub(super) fn weekday(g: &Glyphs, i: usize) -> Option<Read> {
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
