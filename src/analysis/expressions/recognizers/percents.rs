//! `PercentModel`: 35%, 百分之三十, 三个百分点, 七成, 五折.

use serde_json::json;

use super::numbers::{self, Quantity};
use super::{Query, Recognized, g15};
use crate::analysis::expressions::glyphs::Glyphs;
use crate::analysis::expressions::number;

pub(super) fn percents(query: &Query) -> Vec<Recognized> {
    let g = &query.glyphs;
    numbers::each(g, |i| {
        let (value, end) = share(g, i).or_else(|| sign(g, i)).or_else(|| points(g, i)).or_else(|| tenths(g, i))?;
        let value = format!("{}%", g15(value));
        Some((query.entity(i, end, "percentage", json!({ "value": value })), end))
    })
}

/// 百分之三十, 万万分之七; not 五百分之一, which is a fraction.
fn share(g: &Glyphs, i: usize) -> Option<(f64, usize)> {
    let mut j = i;
    let mut parts = 1.0;
    while let Some(unit) = number::unit(g.at(j)).filter(|unit| *unit >= 100.0) {
        parts *= unit;
        j = g.skip_blanks(j + 1);
    }
    if j == i || number::is_numeric(previous(g, i)) {
        return None;
    }
    let from = numbers::parts_mark(g, j)?;
    let (value, end) = match numbers::quantity(g, from) {
        Some(found) => (found.value, found.end),
        None => (100.0, g.after(from, "百").or_else(|| g.after(from, "佰"))?),
    };
    Some((value / parts * 100.0, end))
}

/// The last character before `i` that is no blank.
fn previous(g: &Glyphs, i: usize) -> char {
    let mut j = i;
    while g.before(j) == ' ' {
        j -= 1;
    }
    g.before(j)
}

fn amount(g: &Glyphs, i: usize) -> Option<Quantity> {
    numbers::quantity(g, i).filter(|found| found.end > i)
}

/// -22.2%.
fn sign(g: &Glyphs, i: usize) -> Option<(f64, usize)> {
    if g.before(i) == '%' || g.before(i).is_ascii_digit() || (g.before(i) == '.' && g.at(i).is_ascii_digit()) {
        return None;
    }
    let found = amount(g, i)?;
    let end = g.after(g.skip_blanks(found.end), "%")?;
    (!g.at(end).is_ascii_digit()).then_some((found.value, end))
}

/// 三个百分点; 二三十个百分点 is no number to begin with.
fn points(g: &Glyphs, i: usize) -> Option<(f64, usize)> {
    if number::is_numeric(previous(g, i)) {
        return None;
    }
    let found = amount(g, i)?;
    numbers::points_after(g, found.end).map(|end| (found.value, end))
}

/// 七成六, 半成, 七二折, 打对折.
fn tenths(g: &Glyphs, i: usize) -> Option<(f64, usize)> {
    if number::is_numeric(g.before(i)) {
        return None;
    }
    if let Some((value, end)) =
        [("半成", 5.0), ("半折", 50.0)].into_iter().find_map(|(word, value)| g.after(i, word).map(|end| (value, end)))
    {
        return Some((value, end));
    }
    // 对折 is half the price after 打 only.
    if g.before(i) == '打'
        && let Some(end) = g.after(i, "对折")
    {
        return Some((50.0, end));
    }
    let (digits, end) = digits(g, i)?;
    let at = g.skip_blanks(end);
    let is_ten = digits == "10";
    match g.at(at) {
        '成' if is_ten => Some((100.0, at + 1)),
        '成' => {
            let whole = value(&digits)?;
            if digits.len() > 1 {
                return digits.contains('.').then_some((whole, at + 1));
            }
            let next = g.skip_blanks(at + 1);
            if g.at(next) == '半' {
                return Some((whole + 5.0, next + 1));
            }
            let more = digit(g.at(next));
            Some(more.map_or((whole, at + 1), |more| (whole + f64::from(more), next + 1)))
        }
        '折' if !is_ten => value(&digits).map(|value| (value, at + 1)),
        _ => None,
    }
}

fn digit(c: char) -> Option<u8> {
    number::han_digit(c).or_else(|| c.to_digit(10).map(|d| d as u8))
}

/// `7`, `7.5` or `75` tenths in hundredths.
fn value(digits: &str) -> Option<f64> {
    let scale = if digits.len() == 2 { 1.0 } else { 10.0 };
    digits.parse::<f64>().ok().map(|value| value * scale)
}

/// One digit, two, or two around a point, blanks between; 十 and 10 as `10`.
fn digits(g: &Glyphs, i: usize) -> Option<(String, usize)> {
    if matches!(g.at(i), '十' | '拾') {
        // 十折 is full price and no discount.
        return (g.at(g.skip_blanks(i + 1)) == '成').then(|| ("10".to_owned(), i + 1));
    }
    let first = digit(g.at(i))?;
    let at = g.skip_blanks(i + 1);
    let (point, second_at) = if matches!(g.at(at), '点' | '.') { (true, g.skip_blanks(at + 1)) } else { (false, at) };
    match digit(g.at(second_at)) {
        Some(second) if point => Some((format!("{first}.{second}"), second_at + 1)),
        Some(second) => Some((format!("{first}{second}"), second_at + 1)),
        None => Some((first.to_string(), i + 1)),
    }
}
