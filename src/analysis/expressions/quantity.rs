//! Amounts: counted things, measures, money, percentages, ordinals, bare numbers.

use super::glyphs::Glyphs;
use super::measures::{is_idiom, measure};
use super::number::{self, Numeral, Shape, Style, plain};
use super::units;
use crate::analysis::ExpressionType;

/// How an amount is qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// 约, 左右.
    About,
    /// 超过, 多, 余.
    Over,
    /// 近, 不足.
    Under,
    /// 以上, 至少.
    AtLeast,
    /// 以内, 至多.
    AtMost,
}

impl Bound {
    /// As it stands before the number of an amount.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::About => "~",
            Self::Over => ">",
            Self::Under => "<",
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
        }
    }

    /// TIMEX3's word for it, as it follows the value of a time.
    pub(super) fn timex(self) -> &'static str {
        match self {
            Self::About => ";mod=approx",
            Self::Over => ";mod=more_than",
            Self::Under => ";mod=less_than",
            Self::AtLeast => ";mod=equal_or_more",
            Self::AtMost => ";mod=equal_or_less",
        }
    }
}

/// An amount in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub kind: ExpressionType,
    pub value: String,
    pub end: usize,
}

/// A qualifier before a number and its end.
pub(super) fn bound_before(g: &Glyphs, i: usize) -> Option<(Bound, usize)> {
    const WORDS: &[(&str, Bound)] = &[
        ("大约", Bound::About),
        ("大概", Bound::About),
        ("约莫", Bound::About),
        ("约为", Bound::About),
        ("约", Bound::About),
        ("将近", Bound::Under),
        ("接近", Bound::Under),
        ("近", Bound::Under),
        ("不足", Bound::Under),
        ("不到", Bound::Under),
        ("不超过", Bound::AtMost),
        ("不多于", Bound::AtMost),
        ("不高于", Bound::AtMost),
        ("至多", Bound::AtMost),
        ("最多", Bound::AtMost),
        ("超过", Bound::Over),
        ("多于", Bound::Over),
        ("高于", Bound::Over),
        ("超", Bound::Over),
        ("逾", Bound::Over),
        ("不少于", Bound::AtLeast),
        ("不低于", Bound::AtLeast),
        ("至少", Bound::AtLeast),
        ("最少", Bound::AtLeast),
        ("起码", Bound::AtLeast),
    ];
    let (word, bound, end) = WORDS.iter().find_map(|(word, bound)| g.after(i, word).map(|end| (*word, *bound, end)))?;
    // 违约, 附近, 赶超 and their like end in the same character.
    let part_of_word = match word {
        "约" => "违合条签预公节特契履相邀守失爽缔续解誓婚盟租稿邀旧新".contains(g.before(i)),
        "近" => "附最靠邻亲远临贴抵".contains(g.before(i)),
        "超" => "赶反高".contains(g.before(i)),
        _ => false,
    };
    (!part_of_word).then_some((bound, g.skip_blanks(end)))
}

/// A qualifier after an amount and its end.
pub(super) fn bound_after(g: &Glyphs, i: usize) -> Option<(Bound, usize)> {
    const WORDS: &[(&str, Bound)] = &[
        ("左右", Bound::About),
        ("上下", Bound::About),
        ("及以上", Bound::AtLeast),
        ("或以上", Bound::AtLeast),
        ("以上", Bound::AtLeast),
        ("及以下", Bound::AtMost),
        ("以下", Bound::AtMost),
        ("以内", Bound::AtMost),
        ("之内", Bound::AtMost),
    ];
    WORDS.iter().find_map(|(word, bound)| g.after(i, word).map(|end| (*bound, end)))
}

/// The amount at `i`.
pub(super) fn amount(g: &Glyphs, i: usize) -> Option<Amount> {
    ordinal(g, i).or_else(|| {
        let (bound, from) = bound_before(g, i).map_or((None, i), |(bound, end)| (Some(bound), end));
        money_after_sign(g, from, bound).or_else(|| share(g, from, bound)).or_else(|| counted(g, from, bound))
    })
}

/// 第六批; 第一 alone is an evaluation more often than a place in a row.
fn ordinal(g: &Glyphs, i: usize) -> Option<Amount> {
    let from = g.after(i, "第")?;
    let found = number::numeral(g, g.skip_blanks(from), Style { blanks: false, pairs: false })?;
    let end = g.skip_blanks(found.end);
    let measure = if g.at(end) == '大' { None } else { measure(g, end, &found) };
    let idiom = found.shape == Shape::HanDigit && (g.has(end, "位的") || g.has(end, "手") || g.has(end, "时间"));
    if idiom || (measure.is_none() && found.value < 2.0) {
        return None;
    }
    let end = measure.map_or(found.end, |(_, end)| end);
    Some(Amount { kind: ExpressionType::Ordinal, value: plain(found.value), end })
}

/// ¥100, 人民币3.5亿.
fn money_after_sign(g: &Glyphs, i: usize, bound: Option<Bound>) -> Option<Amount> {
    let (code, end) = units::currency_sign_at(g, i)?;
    let span = span(g, g.skip_blanks(end))?;
    let end = units::currency_at(g, span.end).map_or(span.end, |(_, end)| end);
    Some(finish(g, ExpressionType::Money, &span, code, bound, end))
}

/// 百分之三十, 三分之一, 两成.
fn share(g: &Glyphs, i: usize, bound: Option<Bound>) -> Option<Amount> {
    const PARTS: &[(&str, f64)] = &[("百分之", 1.0), ("千分之", 0.1), ("万分之", 0.01)];
    let sign = bound.map_or("", Bound::sign);
    if let Some((scale, from)) = PARTS.iter().find_map(|(word, scale)| g.after(i, word).map(|end| (*scale, end))) {
        let Some(found) = span(g, from) else {
            let end = g.after(from, "百")?;
            return Some(Amount { kind: ExpressionType::Percent, value: format!("{sign}100%"), end });
        };
        return Some(Amount {
            kind: ExpressionType::Percent,
            value: format!("{sign}{}%", found.scaled(scale)),
            end: found.end,
        });
    }
    let lower = number::numeral(g, i, Style::TEXT)?;
    let at = g.after(lower.end, "分之")?;
    let upper = number::numeral(g, at, Style::TEXT)?;
    let value = format!("{sign}{}/{}", plain(upper.value), plain(lower.value));
    Some(Amount { kind: ExpressionType::Number, value, end: upper.end })
}

/// A number, or two with a dash or 至 between.
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) low: Numeral,
    pub(super) low_value: f64,
    pub(super) high: Option<f64>,
    pub(super) more: bool,
    /// The end of a unit that the lower number has of its own: 10万元至20万元.
    pub(super) inner: Option<usize>,
}

impl Found {
    fn scaled(&self, scale: f64) -> String {
        let low = plain(self.low_value * scale);
        self.high.map_or(low.clone(), |high| format!("{low}–{}", plain(high * scale)))
    }
}

fn signed(g: &Glyphs, i: usize) -> Option<(f64, usize)> {
    if let Some(end) = g.after(i, "负") {
        return Some((-1.0, end));
    }
    let free = !g.before(i).is_alphanumeric() && g.before(i) != ')';
    (g.at(i) == '-' && free).then_some((-1.0, i + 1))
}

fn span(g: &Glyphs, i: usize) -> Option<Found> {
    let (sign, from) = signed(g, i).unwrap_or((1.0, i));
    let low = number::numeral(g, from, Style::TEXT)?;
    let mut found =
        Found { start: i, end: low.end, low, low_value: sign * low.value, high: low.high, more: low.more, inner: None };
    if found.high.is_some() || found.more {
        return Some(found);
    }
    let after = g.skip_blanks(low.end);
    // 5%-20%, 10万元到20万元: the first unit is said again.
    let (unit_end, separator) = match separator(g, after) {
        Some(end) => (None, Some(end)),
        None => repeated_unit(g, after).map_or((None, None), |(unit_end, end)| (Some(unit_end), Some(end))),
    };
    if let Some(end) = separator
        && let Some(high) = number::numeral(g, g.skip_blanks(end), Style::TEXT)
        && high.high.is_none()
        && high.value > low.value * if is_scaled(&high) && !is_scaled(&low) { 1e-9 } else { 1.0 }
        && !(g.at(high.end) == '-' && g.at(high.end + 1).is_ascii_digit())
    {
        // 3至5万 is thirty to fifty thousand.
        if low.shape == Shape::Ascii && high.shape == Shape::Mixed && low.value < 1000.0 && unit_end.is_none() {
            let scale = trailing_unit(g, high.end);
            if low.value * scale < high.value {
                found.low_value *= scale;
            }
        }
        (found.high, found.end, found.inner) = (Some(high.value), high.end, unit_end);
    }
    Some(found)
}

fn is_scaled(found: &Numeral) -> bool {
    matches!(found.shape, Shape::Mixed | Shape::Han)
}

/// The product of the big units a number ends in.
fn trailing_unit(g: &Glyphs, end: usize) -> f64 {
    let (mut j, mut scale) = (end, 1.0);
    while let Some(value) = number::unit(g.before(j)).filter(|value| *value >= 1e4) {
        scale *= value;
        j -= 1;
    }
    scale
}

fn separator(g: &Glyphs, i: usize) -> Option<usize> {
    matches!(g.at(i), '-' | '~' | '至' | '到').then(|| i + 1).map(|end| g.after(end, "-").unwrap_or(end))
}

/// A unit, measure, currency or % with a separator after it: the unit's end and the separator's.
fn repeated_unit(g: &Glyphs, i: usize) -> Option<(usize, usize)> {
    let end = if g.at(i) == '%' {
        i + 1
    } else {
        units::unit_at(g, i)
            .map(|(_, end)| end)
            .or_else(|| units::currency_at(g, i).map(|(_, end)| end))
            .or_else(|| units::measure_at(g, i).map(|(_, end)| end))?
    };
    separator(g, end).filter(|stop| number::is_numeric(g.at(*stop))).map(|stop| (end, stop))
}

/// A number and what it counts.
fn counted(g: &Glyphs, i: usize, bound: Option<Bound>) -> Option<Amount> {
    let before = g.before(i);
    if before.is_ascii_alphanumeric()
        || matches!(before, '_' | '.' | '@' | '#')
        || (before == '-' && g.before(i - 1).is_ascii_alphanumeric())
    {
        return None;
    }
    let mut found = span(g, i)?;
    let mut at = g.skip_blanks(found.end);
    if (matches!(g.at(at), '多' | '余' | '来') || g.at(at) == '几') && found.low.value >= 10.0 && found.high.is_none()
    {
        (at, found.more) = (at + 1, true);
    }
    let bound = bound.or(found.more.then_some(Bound::Over));
    percent(g, &found, bound, at)
        .or_else(|| currency(g, &found, bound, at))
        .or_else(|| measured(g, &found, bound, at))
        .or_else(|| things(g, &found, bound, at))
        .or_else(|| bare(g, &found, bound))
}

fn finish(g: &Glyphs, kind: ExpressionType, found: &Found, unit: &str, bound: Option<Bound>, end: usize) -> Amount {
    let (bound, end) = match bound_after(g, end) {
        Some((after, stop)) => (Some(bound.filter(|b| *b == Bound::About || *b == Bound::Over).unwrap_or(after)), stop),
        None => (bound, end),
    };
    Amount { kind, value: format!("{}{} {unit}", bound.map_or("", Bound::sign), found.scaled(1.0)), end }
}

/// 35%, 3个百分点, 两成.
fn percent(g: &Glyphs, found: &Found, bound: Option<Bound>, at: usize) -> Option<Amount> {
    let tenth = found.low.shape != Shape::Mixed && found.low_value <= 10.0 && is_tenths(g, at);
    let is_tenth = g.at(at) == '成' && tenth;
    let (scale, end) = match g.at(at) {
        '%' => (1.0, at + 1),
        '‰' => (0.1, at + 1),
        '成' if is_tenth => (10.0, at + 1),
        _ => (1.0, g.after(at, "个百分点").or_else(|| g.after(at, "个点")).or_else(|| g.after(at, "百分点"))?),
    };
    let mut extra = 0.0;
    let mut end = end;
    if is_tenth {
        if let Some(digit) = number::han_digit(g.at(end)).filter(|_| !number::is_numeric(g.at(end + 1))) {
            (extra, end) = (f64::from(digit), end + 1);
        } else if g.at(end) == '半' {
            (extra, end) = (5.0, end + 1);
        } else if g.at(end) == '多' {
            end += 1;
        }
    }
    let (bound, end) = bound_after(g, end).map_or((bound, end), |(after, stop)| (Some(bound.unwrap_or(after)), stop));
    let value = if extra > 0.0 { plain(found.low_value * scale + extra) } else { found.scaled(scale) };
    Some(Amount { kind: ExpressionType::Percent, value: format!("{}{value}%", bound.map_or("", Bound::sign)), end })
}

/// Whether 成 at `at` means tenths and does not begin a word.
fn is_tenths(g: &Glyphs, at: usize) -> bool {
    g.at(at) == '成' && !"为立员了长绩果就功本分熟年都人品交形对套片".contains(g.at(at + 1))
}

/// 100元, 3元5角, 36.57亿美元.
fn currency(g: &Glyphs, found: &Found, bound: Option<Bound>, at: usize) -> Option<Amount> {
    let (code, mut end) = units::currency_at(g, at)
        .filter(|(_, end)| !"旦月宵首帅素老宝".contains(g.at(*end)) || g.before(*end) != '元')?;
    let mut value = Found {
        high: found.high,
        ..Found {
            start: found.start,
            end: found.end,
            low: found.low,
            low_value: found.low_value,
            high: None,
            more: found.more,
            inner: None,
        }
    };
    for (marks, part) in [("角毛", 0.1), ("分", 0.01)] {
        if let Some(digit) = number::numeral(g, end, Style::TEXT)
            .filter(|n| n.value < 10.0 && marks.contains(g.at(n.end)) && g.at(n.end) != '\0')
        {
            value.low_value += digit.value * part;
            end = digit.end + 1;
        }
    }
    if let Some(stop) = g.after(end, "多").or_else(|| g.after(end, "整")) {
        end = stop;
    }
    Some(finish(g, ExpressionType::Money, &value, code, bound, end))
}

/// 1300亩: the unit as written, the SI value beside it.
fn measured(g: &Glyphs, found: &Found, bound: Option<Bound>, at: usize) -> Option<Amount> {
    let (unit, mut end) = units::unit_at(g, at)?;
    let is_word = g.text(at, end + 1);
    if ["里程", "米饭", "克服", "升级", "升学", "升高", "升至", "升到", "尺度", "寸步", "瓦房", "码头", "吨位"]
        .iter()
        .any(|word| is_word.ends_with(word))
    {
        return None;
    }
    let mut low = found.low_value;
    if g.at(end) == '半' {
        (low, end) = (low + 0.5, end + 1);
    }
    if g.at(end) == '多' {
        end += 1;
    }
    let value = Found { low_value: low, ..copy(found) };
    let mut amount = finish(g, ExpressionType::Qty, &value, unit.name, bound, end);
    if let Some((factor, si)) = unit.si {
        let shown = |value: f64| plain(format!("{:.5e}", value * factor).parse().unwrap_or(value * factor));
        let high = found.high.map(|high| format!("–{}", shown(high))).unwrap_or_default();
        amount.value.push_str(&format!(" (={}{high} {si})", shown(low)));
    }
    Some(amount)
}

fn copy(found: &Found) -> Found {
    Found {
        start: found.start,
        end: found.end,
        low: found.low,
        low_value: found.low_value,
        high: found.high,
        more: found.more,
        inner: found.inner,
    }
}

/// 200只, 30万人次, 一块.
fn things(g: &Glyphs, found: &Found, bound: Option<Bound>, at: usize) -> Option<Amount> {
    if g.at(at) == '版' && is_page(g, found.start) {
        return Some(Amount {
            kind: ExpressionType::Ordinal,
            value: format!("page {}", found.scaled(1.0)),
            end: at + 1,
        });
    }
    // 二十届 numbers a session even without 第.
    let (measure, mut end) = measure(g, at, &found.low).filter(|(measure, _)| *measure != "届")?;
    if bound.is_none() && is_idiom(g, found, measure, end) {
        return None;
    }
    let mut low = copy(found);
    if g.at(end) == '半' {
        (low.low_value, end) = (found.low_value + 0.5, end + 1);
    }
    let mut bound = bound;
    if g.at(end) == '多' {
        (bound, end) = (bound.or(Some(Bound::Over)), end + 1);
    }
    Some(finish(g, ExpressionType::Qty, &low, measure, bound, end))
}

/// A page of a newspaper follows its date or opens a bracket.
fn is_page(g: &Glyphs, i: usize) -> bool {
    let mut j = i;
    while matches!(g.before(j), ' ' | ',') {
        j -= 1;
    }
    matches!(g.before(j), '日' | '(' | '》')
}

/// A number alone: never digits inside identifiers, addresses, telephone numbers, names.
fn bare(g: &Glyphs, found: &Found, bound: Option<Bound>) -> Option<Amount> {
    let (before, after) = (g.before(found.start), g.at(found.end));
    let attached =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | ':' | '@' | '#' | '-' | '=' | '&' | '~');
    let free = match found.low.shape {
        Shape::Ascii => {
            let n_chars = found.end - found.start;
            let after =
                if matches!(after, '.' | ':') && !g.at(found.end + 1).is_ascii_alphanumeric() { ' ' } else { after };
            !attached(before)
                && !attached(after)
                && n_chars <= 15
                && !matches!(after, '号' | '路' | '后' | '年' | '月' | '日' | '时' | '届' | '中')
        }
        Shape::Mixed => true,
        Shape::Han => found.end - found.start >= 3 && !attached(after) && is_written_out(g, found),
        Shape::HanDigit | Shape::HanDigits => false,
    };
    if !free {
        return None;
    }
    let (bound, end) =
        bound_after(g, found.end).map_or((bound, found.end), |(after, stop)| (Some(bound.unwrap_or(after)), stop));
    Some(Amount {
        kind: ExpressionType::Number,
        value: format!("{}{}", bound.map_or("", Bound::sign), found.scaled(1.0)),
        end,
    })
}

/// 三百五十 is a number; 千百 or 百万 in a name may not be.
fn is_written_out(g: &Glyphs, found: &Found) -> bool {
    number::unit(g.at(found.start)).is_none() || g.at(found.start) == '十'
}
