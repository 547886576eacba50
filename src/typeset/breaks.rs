//! Where a line may end, what it costs there, and the sums up to there.

use super::Level;
use super::cells::Cell;
use super::classes::Class;
use super::sums::Sums;

/// What kind of place a break is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakKind {
    Free,
    /// Between two Han of one word.
    InWord,
    /// After a hyphen between letters.
    AfterHyphen,
    /// Inside a URL.
    InUrl,
    /// Between a number and its unit: used only if the two fit no line.
    InUnit,
    /// Inside an unbreakable run: used only if the run fits no line.
    Forced,
    /// The same, and it brings a mark to an edge where it may not stand.
    ForcedMark,
}

/// A place where a line may end and the next begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Break {
    /// Sums up to the end of a line that ends here: its last mark trimmed, blanks dropped.
    pub(super) end: Sums,
    /// Sums up to the start of a line that begins here: its gap and its first mark's blank left out.
    pub(super) start: Sums,
    /// First cell not in the line that ends here.
    pub(super) end_cell: u32,
    /// First cell of the line that begins here.
    pub(super) next_cell: u32,
    pub(super) kind: BreakKind,
}

/// What the rules say about one place between cells.
struct Rules<'a> {
    level: Level,
    word_breaks: &'a [usize],
    /// Bytes of runs that break as URLs do.
    urls: Vec<(u32, u32)>,
}

/// Every place of the paragraph, its start and its end included, forced ones too.
pub(super) fn breaks(text: &str, cells: &[Cell], level: Level, word_breaks: &[usize]) -> Vec<Break> {
    let mut rules = Rules { level, word_breaks, urls: urls(text) };
    let mut found = Vec::with_capacity(cells.len() + 2);
    let mut sums = Sums::default();
    found.push(start_of(cells, 0, &sums, (0, sums), BreakKind::Free));
    // The end of the line if blanks follow: the cell after the last shown one, and the sums there.
    let mut end = (0_usize, sums);
    let mut last: Option<&Cell> = None;
    for (i, cell) in cells.iter().enumerate() {
        if cell.class.is_blank() && i > 0 {
            if last.is_none_or(|last| !last.class.is_blank()) {
                end = (i, sums);
            }
        } else if let Some(before) = last {
            let blanks = before.class.is_blank();
            let at = if blanks { end } else { (i, sums) };
            let visible = cells.get(at.0.wrapping_sub(1)).unwrap_or(before);
            let kind = if at.0 > 0 { rules.kind(cells, visible, cell, i, blanks) } else { None };
            if let Some(kind) = kind {
                let mut end_sums = at.1;
                end_sums.trim_right(visible);
                found.push(start_of(cells, i, &sums, (at.0, end_sums), kind));
            }
        }
        sums.add_gap(cell);
        sums.add_cell(cell);
        last = Some(cell);
    }
    let trailing = cells.iter().rev().take_while(|cell| cell.class.is_blank()).count();
    let end_cell = cells.len() - trailing;
    let mut end_sums = if trailing > 0 { end.1 } else { sums };
    if let Some(visible) = cells.get(end_cell.wrapping_sub(1)) {
        end_sums.trim_right(visible);
    }
    found.push(Break {
        end: end_sums,
        start: sums,
        end_cell: end_cell as u32,
        next_cell: cells.len() as u32,
        kind: BreakKind::Free,
    });
    found
}

fn start_of(cells: &[Cell], i: usize, sums: &Sums, (end_cell, end): (usize, Sums), kind: BreakKind) -> Break {
    let mut start = *sums;
    if let Some(cell) = cells.get(i) {
        start.add_gap(cell);
        start.trim_left(cell);
    }
    Break { end, start, end_cell: end_cell as u32, next_cell: i as u32, kind }
}

impl Rules<'_> {
    /// What kind of break may stand before cell `i`; `None` where not even a forced one may.
    fn kind(&mut self, cells: &[Cell], before: &Cell, cell: &Cell, i: usize, has_blank: bool) -> Option<BreakKind> {
        // An invisible character belongs to what stands before it.
        if matches!(cell.class, Class::Invisible | Class::InvisibleBreak) {
            return None;
        }
        let shown = if before.class == Class::Invisible { shown_before(cells, i).unwrap_or(before) } else { before };
        if shown.class == Class::InvisibleBreak {
            return Some(BreakKind::Free);
        }
        if cell.class.is_kept_from_start(self.level) || shown.class.is_kept_from_end(self.level) {
            return Some(if is_joined(shown, cell) {
                self.within_run(shown, cell, i, cells)
            } else {
                BreakKind::ForcedMark
            });
        }
        if is_glue(shown.class) || is_glue(cell.class) {
            return Some(BreakKind::Forced);
        }
        if is_number_and_unit(shown, cells.get(i..).unwrap_or_default(), has_blank) {
            return Some(BreakKind::InUnit);
        }
        if has_blank {
            return Some(BreakKind::Free);
        }
        if is_joined(shown, cell) {
            return Some(self.within_run(shown, cell, i, cells));
        }
        Some(if self.is_in_word(shown, cell) { BreakKind::InWord } else { BreakKind::Free })
    }

    /// Inside a run: a URL breaks after its separators, a compound after its hyphen; elsewhere only by force.
    fn within_run(&mut self, before: &Cell, cell: &Cell, i: usize, cells: &[Cell]) -> BreakKind {
        let is_barred = cell.class.is_kept_from_start(self.level) || before.class.is_kept_from_end(self.level);
        let c = before.unit.shown;
        if self.is_in_url(cell)
            && matches!(c, '/' | '?' | '&' | '=' | '#' | '-' | '_' | '.')
            && cell.unit.shown.is_alphanumeric()
        {
            return BreakKind::InUrl;
        }
        let is_letter = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.unit.shown.is_alphabetic());
        let joins_words = before.class == Class::Hyphen
            && is_letter(cells.get(i))
            && is_letter(cells.get(i + 1))
            && i >= 3
            && is_letter(cells.get(i - 2))
            && is_letter(cells.get(i - 3));
        match (joins_words, is_barred) {
            (true, _) => BreakKind::AfterHyphen,
            (false, true) => BreakKind::ForcedMark,
            (false, false) => BreakKind::Forced,
        }
    }

    fn is_in_url(&mut self, cell: &Cell) -> bool {
        // Cells come in order: runs left behind are dropped.
        while self.urls.last().is_some_and(|&(_, end)| end <= cell.unit.start) {
            self.urls.pop();
        }
        self.urls.last().is_some_and(|&(start, _)| start < cell.unit.start)
    }

    /// Whether the place lies inside a word, as far as words are known.
    fn is_in_word(&mut self, before: &Cell, cell: &Cell) -> bool {
        let is_word_part = |class: Class| matches!(class, Class::Han | Class::Digit | Class::Upright);
        if !is_word_part(before.class) || cell.class != Class::Han || self.word_breaks.is_empty() {
            return false;
        }
        let at = cell.unit.start as usize;
        // Gallop: the boundaries are sorted and so are the places we are asked about.
        let skip = self.word_breaks.iter().take_while(|&&boundary| boundary < at).count();
        self.word_breaks = self.word_breaks.get(skip..).unwrap_or_default();
        self.word_breaks.first() != Some(&at) && !self.word_breaks.is_empty()
    }
}

/// What follows a number and is one with it (clreq 3.1.4: a number is not parted from its unit): numerals of the tens,
/// vagueness, measures and the measure words that news writes after digits.
const HAN_UNITS: &str = "十百千万亿兆多余几年月日号时点分秒周天岁代届次名位人个家户条项件种类倍元角块米里克斤两吨亩升度期版页章\
    节卷册辆架艘台座层级";

/// Symbols of units that may stand after a number and a blank (SI and what is used with it).
const UNIT_SYMBOLS: [&str; 38] = [
    "m", "km", "cm", "mm", "nm", "kg", "g", "mg", "t", "s", "ms", "min", "h", "d", "L", "l", "mL", "ml", "ha", "W",
    "kW", "MW", "GW", "kWh", "MWh", "V", "A", "Hz", "kHz", "MHz", "GHz", "Pa", "kPa", "MPa", "J", "kJ", "K", "mol",
];

/// Whether `before` ends a number and `rest` begins with its unit, or 第 stands before its number.
fn is_number_and_unit(before: &Cell, rest: &[Cell], has_blank: bool) -> bool {
    let Some(cell) = rest.first() else { return false };
    if before.unit.shown == '第' {
        return cell.class == Class::Digit && !has_blank;
    }
    if before.class != Class::Digit {
        return false;
    }
    if !has_blank {
        return HAN_UNITS.contains(cell.unit.shown);
    }
    let is_letter = |cell: &&Cell| cell.unit.shown.is_ascii_alphabetic() && !cell.unit.is_cluster;
    let symbol: String = rest.iter().take(4).take_while(is_letter).map(|cell| cell.unit.shown).collect();
    matches!(cell.class, Class::Postfix | Class::WesternPostfix) || UNIT_SYMBOLS.contains(&symbol.as_str())
}

fn is_glue(class: Class) -> bool {
    class == Class::Glue
}

/// Whether the two are of one unbreakable run.
fn is_joined(before: &Cell, cell: &Cell) -> bool {
    (before.class.is_western() && cell.class.is_western())
        || matches!(
            (before.class, cell.class),
            (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis) | (Class::FullWidth, Class::FullWidth)
        )
        || before.class == Class::Quote
        || cell.class == Class::Quote
}

/// Runs of printable ASCII that hold `://` or begin with `www.`, last first.
fn urls(text: &str) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    if !text.contains("://") && !text.contains("www.") {
        return found;
    }
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let len = bytes.iter().skip(start).take_while(|byte| byte.is_ascii_graphic()).count();
        let run = text.get(start..start + len).unwrap_or_default();
        if run.contains("://") || run.contains("www.") {
            found.push((start as u32, (start + len) as u32));
        }
        start += len.max(1);
    }
    found.reverse();
    found
}

/// The last cell before `i` that has an effect.
fn shown_before(cells: &[Cell], i: usize) -> Option<&Cell> {
    cells.get(..i)?.iter().rev().take(64).find(|cell| cell.class != Class::Invisible)
}
