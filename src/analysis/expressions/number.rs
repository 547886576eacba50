//! Numbers as they are written in Chinese: ASCII and Han digits, units up to 兆, both mixed, decimals, fractions.

use super::glyphs::Glyphs;

/// A number read at some position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// Where it ends, in characters of the line.
    pub end: usize,
    pub value: f64,
    /// The upper of two neighbouring digits: 三四百 is 300 to 400.
    pub high: Option<f64>,
    /// 多, 余 or 几 stands inside: 十多万, 一百几十.
    pub more: bool,
    pub shape: Shape,
}

/// How a number is written; what may follow it depends on this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Only ASCII digits, signs and points: 3, 3.5, 1,300.
    Ascii,
    /// Digits and units mixed: 3.5亿, 5万4千.
    Mixed,
    /// One Han digit: 一, 两.
    HanDigit,
    /// Han digits without unit, as years are: 二〇二四.
    HanDigits,
    /// Han digits with units: 三百五.
    Han,
}

/// What a reader of numbers lets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Blanks between the characters of one number: 三千 八百.
    pub blanks: bool,
    /// Two neighbouring digits are a span of values: 三四百.
    pub pairs: bool,
}

impl Style {
    /// As running text is written.
    pub(super) const TEXT: Self = Self { blanks: false, pairs: true };
    /// As typed to an assistant: blanks anywhere, and every digit for itself.
    pub(super) const QUERY: Self = Self { blanks: true, pairs: false };
}

/// The value of a Han digit.
pub(super) fn han_digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '幺' => 1,
        '二' | '贰' | '两' | '俩' => 2,
        '三' | '叁' | '仨' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a unit inside numbers.
pub(super) fn unit(c: char) -> Option<f64> {
    Some(match c {
        '十' | '拾' => 1e1,
        '百' | '佰' => 1e2,
        '千' | '仟' => 1e3,
        '万' => 1e4,
        '亿' => 1e8,
        '兆' => 1e12,
        _ => return None,
    })
}

/// 廿, 卅 and 卌 are tens in one character.
fn tens(c: char) -> Option<f64> {
    Some(match c {
        '廿' => 20.0,
        '卅' => 30.0,
        '卌' => 40.0,
        _ => return None,
    })
}

/// Whether a number can begin with or contain `c`.
pub(super) fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || han_digit(c).is_some() || unit(c).is_some() || tens(c).is_some()
}

/// A run of ASCII digits with grouping commas and a decimal point, as (value, end).
pub(super) fn ascii(g: &Glyphs, i: usize) -> Option<(f64, usize)> {
    let digits = |from: usize| {
        let mut j = from;
        while g.at(j).is_ascii_digit() {
            j += 1;
        }
        j
    };
    let mut end = digits(i);
    let mut plain = g.text(i, end);
    if (1..=3).contains(&(end - i)) {
        while g.at(end) == ',' && digits(end + 1) == end + 4 {
            plain.push_str(&g.text(end + 1, end + 4));
            end += 4;
        }
    }
    if g.at(end) == '.' && g.at(end + 1).is_ascii_digit() {
        let stop = digits(end + 1);
        // 1.2.3 is a version, not a number; the first part stays one.
        if !(g.at(stop) == '.' && g.at(stop + 1).is_ascii_digit()) {
            plain.push_str(&g.text(end, stop));
            end = stop;
        }
    }
    (end > i).then(|| (plain.parse().unwrap_or(0.0), end))
}

/// The longest number without sign that begins at `i`.
pub(super) fn numeral(g: &Glyphs, i: usize, style: Style) -> Option<Numeral> {
    let first = g.at(i);
    if !is_numeric(first) && (first != '.' || !g.at(i + 1).is_ascii_digit()) {
        return None;
    }
    if first == '.' && (g.before(i).is_ascii_digit() || g.before(i) == '.') {
        return None;
    }
    Reader::new(g, i, style).run()
}

/// The state of reading one number from left to right.
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the figures read so far")]
struct Reader<'a> {
    g: &'a Glyphs,
    style: Style,
    start: usize,
    /// After the last character that belongs to the number.
    end: usize,
    /// Sums already multiplied by 万, 亿 or 兆, falling.
    groups: Vec<f64>,
    /// The sum below the next big unit.
    section: f64,
    /// A digit (or ASCII number) that waits for its unit, and where it began.
    pending: Option<(f64, usize)>,
    /// The last unit, by which a last digit is scaled: 两千四 is 2400.
    last_unit: f64,
    /// The lowest small unit of this section.
    lowest: f64,
    after: After,
    /// The difference of a pair of digits in `pending`, then of the whole number.
    pair: Option<f64>,
    more: bool,
    ascii: bool,
    han: bool,
    units: bool,
}

/// What the last token was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Start,
    Digit,
    Ascii,
    Small,
    Big,
    Zero,
    /// 几, 多 or 余.
    Some,
}

impl<'a> Reader<'a> {
    fn new(g: &'a Glyphs, start: usize, style: Style) -> Self {
        Self {
            g,
            style,
            start,
            end: start,
            groups: Vec::new(),
            section: 0.0,
            pending: None,
            last_unit: 1.0,
            lowest: f64::INFINITY,
            after: After::Start,
            pair: None,
            more: false,
            ascii: false,
            han: false,
            units: false,
        }
    }

    fn run(mut self) -> Option<Numeral> {
        if let Some(found) = self.positional() {
            return Some(found);
        }
        loop {
            let at = if self.style.blanks { self.g.skip_blanks(self.end) } else { self.end };
            if !self.step(at) {
                break;
            }
        }
        self.finish()
    }

    /// 二〇二四: two or more Han digits with no unit after them, possibly with decimals.
    fn positional(&self) -> Option<Numeral> {
        let (mut j, mut n, mut value) = (self.start, 0usize, 0.0);
        while let Some(digit) = han_digit(self.g.at(j)) {
            value = value * 10.0 + f64::from(digit);
            (j, n) = (j + 1, n + 1);
        }
        if n < 2 || (unit(self.g.at(j)).is_some() && n < 4) {
            return None;
        }
        let pair = (n == 2 && self.style.pairs).then(|| self.pair_at(self.start)).flatten();
        let mut found = Numeral { end: j, value, high: None, more: false, shape: Shape::HanDigits };
        if let Some((low, high)) = pair {
            (found.value, found.high) = (low, Some(high));
        } else if let Some((fraction, end)) = self.decimals(j) {
            (found.value, found.end) = (value + fraction, end);
        }
        Some(found)
    }

    /// Two neighbouring digits (三四; also 三五) as low and high.
    fn pair_at(&self, i: usize) -> Option<(f64, f64)> {
        let (low, high) = (han_digit(self.g.at(i))?, han_digit(self.g.at(i + 1))?);
        let close = high == low + 1 || (low, high) == (3, 5);
        (self.style.pairs && low > 0 && close).then(|| (f64::from(low), f64::from(high)))
    }

    /// The digits after a point at `j`, as (their value, end).
    fn decimals(&self, j: usize) -> Option<(f64, usize)> {
        let skip = |j: usize| if self.style.blanks { self.g.skip_blanks(j) } else { j };
        let j = skip(j);
        if self.g.at(j) != '点' && !(self.g.at(j) == '.' && self.style.blanks) {
            return None;
        }
        let mut digits = String::from("0.");
        let (mut end, mut next) = (j, skip(j + 1));
        loop {
            let c = self.g.at(next);
            // 两 is never a decimal: 两百点两 ends before the point.
            let Some(digit) =
                han_digit(c).filter(|_| !matches!(c, '两' | '俩' | '仨')).map(u32::from).or(c.to_digit(10))
            else {
                break;
            };
            digits.push(char::from_digit(digit, 10).unwrap_or('0'));
            end = next + 1;
            next = skip(end);
        }
        (end > j).then(|| (digits.parse().unwrap_or(0.0), end))
    }

    /// Takes the token at `at`; whether there was one.
    fn step(&mut self, at: usize) -> bool {
        let c = self.g.at(at);
        if let Some(digit) = han_digit(c) {
            return self.digit(at, digit);
        }
        if let Some(value) = tens(c) {
            if self.pending.is_some() || self.lowest <= 10.0 {
                return false;
            }
            self.section += value;
            (self.lowest, self.last_unit, self.han, self.units) = (10.0, 10.0, true, true);
            return self.take(at + 1, After::Small);
        }
        match unit(c) {
            Some(value) if value < 1e4 => self.small(at, value),
            Some(value) => self.big(at, value),
            None if c.is_ascii_digit() || (c == '.' && self.after == After::Start) => self.ascii_number(at),
            None if matches!(c, '多' | '余' | '几' | '来') => self.some(at),
            None => false,
        }
    }

    fn take(&mut self, end: usize, after: After) -> bool {
        (self.end, self.after) = (end, after);
        true
    }

    fn digit(&mut self, at: usize, digit: u8) -> bool {
        self.han = true;
        if digit == 0 && self.after != After::Digit && self.after != After::Ascii {
            self.pending = None;
            return self.take(at + 1, After::Zero);
        }
        match self.after {
            After::Digit if self.pair.is_none() => {
                let Some((_, from)) = self.pending else { return false };
                let Some((low, high)) = (from + 1 == at).then(|| self.pair_at(from)).flatten() else {
                    return false;
                };
                self.pair = Some(high - low);
                self.take(at + 1, After::Digit)
            }
            After::Digit | After::Ascii | After::Some => false,
            _ => {
                // The zero makes the next digit literal: 一千零五 is 1005.
                if self.after == After::Zero {
                    self.last_unit = 1.0;
                }
                self.pending = Some((f64::from(digit), at));
                self.take(at + 1, After::Digit)
            }
        }
    }

    fn ascii_number(&mut self, at: usize) -> bool {
        if matches!(self.after, After::Digit | After::Ascii | After::Some) || (self.after == After::Zero && !self.units)
        {
            return false;
        }
        // A figure after a blank is another number, unless units join them: 1 000.
        if at > self.end && self.after == After::Start {
            return false;
        }
        let from = at + usize::from(self.g.at(at) == '.');
        let Some((value, end)) = ascii(self.g, from) else { return false };
        let value = if from > at { self.g.text(at, end).parse().unwrap_or(value) } else { value };
        if end - at > 1 || self.after == After::Zero {
            self.last_unit = 1.0;
        }
        self.ascii = true;
        self.pending = Some((value, at));
        self.take(end, After::Ascii)
    }

    /// 多, 余, 几, 来: counted only where a unit follows or precedes.
    fn some(&mut self, at: usize) -> bool {
        if self.after == After::Some {
            return false;
        }
        let after_unit = matches!(self.after, After::Small | After::Big | After::Zero | After::Ascii);
        let next = if self.style.blanks { self.g.skip_blanks(at + 1) } else { at + 1 };
        let before_unit = unit(self.g.at(next)).is_some();
        if !(before_unit && (after_unit || self.after == After::Digit)) {
            return false;
        }
        // 一百几十: 几 waits for 十 as a digit without value.
        if self.g.at(at) == '几' && unit(self.g.at(next)).is_some_and(|u| u < self.lowest) && self.after != After::Zero
        {
            self.pending = Some((0.0, at));
        }
        self.more = true;
        self.take(at + 1, After::Some)
    }

    fn small(&mut self, at: usize, value: f64) -> bool {
        let factor = match (self.pending, self.after) {
            (Some((digit, _)), _) => digit,
            (None, After::Start) => {
                if value > 10.0 && !self.opens(at) {
                    return false;
                }
                1.0
            }
            (None, After::Zero) => 1.0,
            // 一百十一; but 五十千 ends before 千.
            (None, After::Small | After::Big) if value <= 10.0 && self.lowest > 10.0 => 1.0,
            // 几百 is hundreds of unknown number; 二百余千 is not written.
            (None, _) => return false,
        };
        if value >= self.lowest {
            return self.back_out();
        }
        self.section += factor * value;
        if let Some(pair) = self.pair {
            self.pair = Some(pair * value);
        }
        self.pending = None;
        (self.lowest, self.last_unit, self.units) = (value, value, true);
        self.han |= han_digit(self.g.at(at)).is_some() || !self.ascii;
        self.take(at + 1, After::Small)
    }

    /// Whether a bare 百 or 千 at the start opens a number: 百三, 千一.
    fn opens(&self, at: usize) -> bool {
        let next = self.g.at(if self.style.blanks { self.g.skip_blanks(at + 1) } else { at + 1 });
        han_digit(next).is_some() && unit(self.g.at(at + 2)).is_none_or(|u| u < 1e4)
    }

    /// The unit at hand does not fit: the digit before it is not ours either.
    fn back_out(&mut self) -> bool {
        if let Some((_, from)) = self.pending.take() {
            (self.end, self.after) = (from, After::Small);
        }
        self.pair = None;
        false
    }

    fn big(&mut self, at: usize, value: f64) -> bool {
        let waiting = self.section + self.pending.map_or(0.0, |(digit, _)| digit);
        let mut sum = waiting;
        if self.after == After::Start {
            if !(value <= 1e4 && self.opens(at)) {
                return false;
            }
            sum = 1.0;
        } else if waiting == 0.0 && self.groups.is_empty() {
            return false;
        }
        while let Some(last) = self.groups.pop() {
            if last < value || waiting == 0.0 {
                sum += last;
            } else {
                self.groups.push(last);
                break;
            }
        }
        self.groups.push(sum * value);
        if let Some(pair) = self.pair {
            self.pair = Some(pair * value);
        }
        (self.section, self.pending) = (0.0, None);
        (self.lowest, self.last_unit, self.units) = (f64::INFINITY, value, true);
        self.take(at + 1, After::Big)
    }

    fn finish(mut self) -> Option<Numeral> {
        if self.end == self.start {
            return None;
        }
        let mut value = self.groups.iter().sum::<f64>() + self.section;
        if let Some((digit, _)) = self.pending {
            let scaled = self.units && self.last_unit > 10.0 && self.pair.is_none();
            value += if scaled { digit * self.last_unit / 10.0 } else { digit };
        }
        let mut end = self.end;
        // Decimals follow a Han integer; ASCII ones were taken with their figure.
        let takes_point =
            matches!(self.after, After::Digit | After::Small | After::Big | After::Zero) && self.pair.is_none();
        if takes_point && let Some((fraction, stop)) = self.decimals(end) {
            // 一千六点五 is 1600.5: the scaled digit stays scaled.
            value += fraction;
            end = stop;
            while let Some(scale) = unit(self.g.at(end)).filter(|u| *u >= 1e4) {
                value *= scale;
                self.units = true;
                end += 1;
            }
        }
        let shape = match (self.ascii, self.units) {
            (true, false) if !self.han => Shape::Ascii,
            (true, _) => Shape::Mixed,
            (false, false) if end - self.start == 1 => Shape::HanDigit,
            (false, _) => Shape::Han,
        };
        Some(Numeral { end, value, high: self.pair.map(|pair| value + pair), more: self.more, shape })
    }
}

/// A number as it is printed: integers without point, otherwise up to fifteen significant digits.
pub(super) fn plain(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return format!("{value:.0}");
    }
    // 36.57 × 10^8 is no integer in binary; rounded to what a double holds in decimal, it is.
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    format!("{rounded}")
}
