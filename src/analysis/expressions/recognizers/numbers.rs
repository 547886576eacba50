//! `NumberModel` and `OrdinalModel`.

use serde_json::json;

use super::{Query, Recognized, g15};
use crate::analysis::expressions::glyphs::Glyphs;
use crate::analysis::expressions::number::{self, Shape, Style};

/// A number of a query: where it lies and its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    pub start: usize,
    pub end: usize,
    pub value: f64,
    /// Written as one Han digit or 十.
    pub lone: bool,
    /// 多, 余 or 几 stands inside.
    pub more: bool,
}

/// All numbers.
pub(super) fn numbers(query: &Query) -> Vec<Recognized> {
    let g = &query.glyphs;
    each(g, |i| {
        let found = quantity(g, i).filter(|found| stands_alone(g, found))?;
        Some((query.entity(found.start, found.end, "number", json!({ "value": g15(found.value) })), found.end))
    })
}

/// All ordinals: 第 and a number.
pub(super) fn ordinals(query: &Query) -> Vec<Recognized> {
    let g = &query.glyphs;
    each(g, |i| {
        let found = g.after(i, "第").and_then(|from| number::numeral(g, from, Style::QUERY))?;
        let value = g15(found.value);
        let resolution = json!({ "offset": value, "relativeTo": "start", "value": value });
        Some((query.entity(i, found.end, "ordinal", resolution), found.end))
    })
}

/// Applies `at` to every place from left to right, going on after what it found.
pub(super) fn each(g: &Glyphs, at: impl Fn(usize) -> Option<(Recognized, usize)>) -> Vec<Recognized> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < g.len() {
        if let Some((entity, end)) = at(i) {
            found.push(entity);
            i = end.max(i + 1);
        } else {
            i += 1;
            // The rest of a figure is no figure.
            while g.at(i).is_ascii_digit() && g.before(i).is_ascii_digit() {
                i += 1;
            }
        }
    }
    found
}

/// The longest number at `i`, signs, fractions, powers and dozens included.
pub(super) fn quantity(g: &Glyphs, i: usize) -> Option<Quantity> {
    fraction(g, i).or_else(|| plain(g, i))
}

/// Whether a lone digit is a number and not part of a word (四川, 一切, 放肆).
pub(super) fn stands_alone(g: &Glyphs, found: &Quantity) -> bool {
    let percent = is_share_before(g, found.start) || is_points_after(g, found.end);
    if percent
        && number::han_digit(g.at(found.start)).or(number::unit(g.at(found.start)).map(|_| 0)).is_some()
        && found.value.fract() == 0.0
    {
        return false;
    }
    if !found.lone {
        return true;
    }
    let next = g.at(found.end);
    if number::han_digit(next).is_some() || number::han_digit(g.before(found.start)).is_some() {
        return false;
    }
    if "壹贰叁肆伍陆柒捌玖拾".contains(g.at(found.start)) && !is_free(g.before(found.start)) {
        return false;
    }
    next == '\0'
        || !next.is_alphanumeric()
        || (CLASSIFIERS.contains(next) && !is_word(g, found.start))
        || follows_copula(g, found.end)
}

/// Whether a formal digit after `c` is a digit: 队伍, 登陆 and 收拾 are words.
fn is_free(c: char) -> bool {
    !c.is_alphanumeric() || "是为到和与或至比第".contains(c)
}

/// Words that a digit begins before a classifier's character.
fn is_word(g: &Glyphs, i: usize) -> bool {
    const WORDS: &[&str] = &["一起", "一直", "十足", "一般", "一方面", "一些", "一样", "一部分", "一下子"];
    g.one_of(i, WORDS).is_some()
}

/// 这不是五这是六: a pronoun or conjunction with 是 begins the next clause.
fn follows_copula(g: &Glyphs, i: usize) -> bool {
    const WORDS: &[&str] = &[
        "这是",
        "那是",
        "这不是",
        "不是",
        "也是",
        "还是",
        "而是",
        "却是",
        "但是",
        "是",
        "到",
        "至",
        "比",
        "乘",
        "除",
        "加",
        "减",
        "等于",
        "大于",
        "小于",
        "和",
        "与",
        "或",
        "还",
        "以",
    ];
    g.one_of(i, WORDS).is_some()
}

/// Characters that count what follows a digit: classifiers, units of measure, time and money, the particle 的.
const CLASSIFIERS: &str = "个只条张件颗块杯期项家户台辆艘座栋幢间套本册篇部首幅封份枚株棵朵匹头尾峰枝支根把扇面盏顶副双对瓶碗盒箱袋桶盘壶包捆\
串束堆粒滴片段节门堂场次回趟遍轮批届班组队群种类款级层楼处所站口眼道笔宗桩起则句字页卷集章版幕发岁步圈里车船桌床席票分度股员代通出剂针\
村县国乡校具盆罐筐名位人年月日号天周时秒小星夜点元角毛厘丝毫米尺寸丈斤克吨磅码升立平方公英加海海亩顷倍成折打手季州维重生者郎边线世岸金\
番卦系声更带色战食井流开刻洲宫练和环甲区省市旬行路帮伙拨茬撮簇沓叠堵顿幢发番份幅杆管罐行伙剂架间节截卡孔口捆类列溜领缕轮抹目排派炮\
盆捧批篇撇瓢曲群任身石室首艘所胎摊滩滩套题挑贴帖筒团坨丸汪网味窝席线箱项些样页叶盅轴株柱炷桩幢宗组尊座的式声拳脚鞭枪刀箭族代辈等阶";

fn plain(g: &Glyphs, i: usize) -> Option<Quantity> {
    let (sign, from) = sign(g, i);
    let body =
        power(g, from).or_else(|| multiplied(g, from)).or_else(|| dozens(g, from)).or_else(|| numeral(g, from))?;
    Some(Quantity { start: i, value: sign * body.value, lone: body.lone && from == i, ..body })
}

/// A minus where none could be a dash, or 负.
fn sign(g: &Glyphs, i: usize) -> (f64, usize) {
    if g.at(i) == '负' {
        return (-1.0, g.skip_blanks(i + 1));
    }
    let dash = g.at(i) == '-' && !g.before(i).is_ascii_alphanumeric() && g.before(i) != '-';
    if dash { (-1.0, g.skip_blanks(i + 1)) } else { (1.0, i) }
}

fn numeral(g: &Glyphs, i: usize) -> Option<Quantity> {
    if g.at(i).is_ascii_digit() && g.before(i).is_ascii_digit() {
        return None;
    }
    let mut found = number::numeral(g, i, Style::QUERY)?;
    let is_figure = matches!(found.shape, Shape::Ascii | Shape::Mixed);
    // 1000  万: a unit may follow a figure after blanks; numeral() reads it so. 半 adds nothing.
    if found.shape == Shape::HanDigits {
        let run = found.end - i;
        let decimals = (i..found.end).any(|j| g.at(j) == '点');
        if !decimals {
            return (run == 1).then_some(Quantity {
                start: i,
                end: found.end,
                value: found.value,
                lone: true,
                more: false,
            });
        }
    }
    let lone = found.shape == Shape::HanDigit || (found.end - i == 1 && !is_figure);
    if found.shape == Shape::Han && found.end - i == 1 && !matches!(g.at(i), '十' | '拾' | '廿' | '卅') {
        return None;
    }
    found.end = found.end.max(i + 1);
    Some(Quantity { start: i, end: found.end, value: found.value, lone, more: found.more })
}

/// 2e5, 12.32e+14, 1.1^--23: each minus of the exponent turns its sign.
fn power(g: &Glyphs, i: usize) -> Option<Quantity> {
    if g.before(i).is_ascii_digit() {
        return None;
    }
    let (base, end) = number::ascii(g, i)?;
    let mark = g.at(end).to_ascii_lowercase();
    if mark != 'e' && mark != '^' {
        return None;
    }
    let mut at = end + 1;
    let mut sign = 1;
    while matches!(g.at(at), '-' | '+') {
        sign *= if g.at(at) == '-' { -1 } else { 1 };
        at += 1;
    }
    let mut stop = at;
    while g.at(stop).is_ascii_digit() {
        stop += 1;
    }
    let exponent: i32 = g.text(at, stop.min(at + 6)).parse().ok()?;
    let value = if mark == 'e' { base * 10f64.powi(sign * exponent) } else { base.powi(sign * exponent) };
    Some(Quantity { start: i, end: stop, value, lone: false, more: false })
}

/// 40k, 3.2M.
fn multiplied(g: &Glyphs, i: usize) -> Option<Quantity> {
    if g.before(i).is_ascii_digit() {
        return None;
    }
    let (base, end) = number::ascii(g, i)?;
    let scale = match g.at(end).to_ascii_lowercase() {
        'k' => 1e3,
        'm' => 1e6,
        'g' => 1e9,
        't' => 1e12,
        _ => return None,
    };
    (!g.at(end + 1).is_ascii_alphanumeric()).then_some(Quantity {
        start: i,
        end: end + 1,
        value: base * scale,
        lone: false,
        more: false,
    })
}

/// 十打.
fn dozens(g: &Glyphs, i: usize) -> Option<Quantity> {
    let count = match g.at(i) {
        '半' => Quantity { start: i, end: i + 1, value: 0.5, lone: true, more: false },
        _ => numeral(g, i)?,
    };
    let end = g.after(g.skip_blanks(count.end), "打")?;
    (!number::is_numeric(g.at(end))).then_some(Quantity { end, value: count.value * 12.0, lone: false, ..count })
}

/// 三分之一, 负一又二分之一, 1 3/5, 1/2.
fn fraction(g: &Glyphs, i: usize) -> Option<Quantity> {
    let (sign, from) = sign(g, i);
    if let Some(found) = slashed(g, from) {
        return Some(Quantity { start: i, value: sign * found.value, ..found });
    }
    let first = numeral(g, from)?;
    let at = g.skip_blanks(first.end);
    if g.at(at) == '又' {
        let part = parts(g, g.skip_blanks(at + 1))?;
        return Some(Quantity { start: i, value: sign * (first.value + part.value), ..part });
    }
    let part = parts(g, from)?;
    Some(Quantity { start: i, value: sign * part.value, ..part })
}

/// N分之M.
fn parts(g: &Glyphs, i: usize) -> Option<Quantity> {
    let lower = numeral(g, i)?;
    let at = parts_mark(g, lower.end)?;
    let (sign, from) = sign(g, g.skip_blanks(at));
    let upper = numeral(g, from)?;
    Some(Quantity { start: i, end: upper.end, value: sign * upper.value / lower.value, lone: false, more: false })
}

/// Where 分之 ends if it stands at `i`, blanks apart.
pub(super) fn parts_mark(g: &Glyphs, i: usize) -> Option<usize> {
    let at = g.skip_blanks(g.after(g.skip_blanks(i), "分")?);
    Some(g.skip_blanks(g.after(at, "之")?))
}

fn slashed(g: &Glyphs, i: usize) -> Option<Quantity> {
    let digits = |from: usize| {
        let mut j = from;
        while g.at(j).is_ascii_digit() {
            j += 1;
        }
        (j > from).then(|| g.text(from, j).parse::<f64>().ok().map(|value| (value, j))).flatten()
    };
    if g.before(i).is_ascii_digit() || g.before(i) == '.' {
        return None;
    }
    let (first, end) = digits(i)?;
    let after = g.skip_blanks(end);
    let (whole, upper, at) = match digits(after).filter(|_| after > end) {
        Some((upper, at)) => (first, upper, at),
        None => (0.0, first, end),
    };
    let (lower, stop) = digits(g.after(at, "/")?)?;
    (lower > 0.0).then_some(Quantity { start: i, end: stop, value: whole + upper / lower, lone: false, more: false })
}

/// Whether 百分之 ends just before `i`, blanks apart.
fn is_share_before(g: &Glyphs, i: usize) -> bool {
    let mut j = i;
    for mark in ['之', '分', '百'] {
        while g.before(j) == ' ' {
            j -= 1;
        }
        if g.before(j) != mark && !(mark == '百' && g.before(j) == '佰') {
            return false;
        }
        j -= 1;
    }
    number::han_digit(g.before(j)).is_none()
}

/// Whether 个百分点 begins at `i`, blanks apart.
pub(super) fn is_points_after(g: &Glyphs, i: usize) -> bool {
    points_after(g, i).is_some()
}

/// Where 个百分点 at `i` ends, blanks apart.
pub(super) fn points_after(g: &Glyphs, i: usize) -> Option<usize> {
    let mut j = i;
    for mark in ['个', '百', '分', '点'] {
        j = g.skip_blanks(j);
        let fits = g.at(j) == mark || (mark == '百' && g.at(j) == '佰');
        if !fits {
            return None;
        }
        j += 1;
    }
    Some(j)
}
