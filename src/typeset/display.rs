//! The full-width display overlay: what is shown for the source's characters, with the bytes each shown cell stands for.
//!
//! The source text stays as it is; only what is painted changes (RULES.md "Display normalisation").

use super::CellText;
use super::classes::{Class, class_of, is_east_asian};
use crate::text::{TextRange, is_cjk_mark, is_han};
use unicode_segmentation::UnicodeSegmentation as _;

/// One grapheme cluster of the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) start: u32,
    pub(super) end: u32,
    /// First character as shown.
    pub(super) shown: char,
    /// More than one character: the cell shows the source's own.
    pub(super) is_cluster: bool,
    pub(super) is_dropped: bool,
    /// Inside a URL or a code span: left alone.
    pub(super) is_verbatim: bool,
}

/// What is shown for `text`, in order, and the source bytes of each cell; blanks that are not shown are left out.
///
/// With `normalise`, ASCII marks beside Han or Chinese marks become full-width ones, brackets as pairs, and blanks between
/// them go; numbers, Latin runs, URLs, code and straight quotation marks stay.
pub fn display(text: &str, normalise: bool) -> Vec<(CellText, TextRange)> {
    units(text, normalise)
        .iter()
        .filter(|unit| !unit.is_dropped)
        .map(|unit| (unit.cell_text(text), unit.range()))
        .collect()
}

impl Unit {
    pub(super) fn range(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }

    pub(super) fn cell_text(&self, text: &str) -> CellText {
        if self.is_cluster { CellText::Cluster(self.range().of(text).into()) } else { CellText::Char(self.shown) }
    }
}

/// Cuts `text` into clusters and, with `normalise`, puts the overlay on them.
pub(super) fn units(text: &str, normalise: bool) -> Vec<Unit> {
    let mut units = clusters(text);
    if normalise {
        drop_outer_blanks(&mut units);
        if text.bytes().any(|byte| matches!(byte, b' ' | b'\t' | b'!' | b'(' | b')' | b',' | b':' | b';' | b'?'))
            && units.iter().any(|unit| is_han(unit.shown))
        {
            mark_verbatim(text, &mut units);
            widen_brackets(&mut units);
            widen_marks(&mut units);
            drop_blanks(&mut units);
        }
    }
    units
}

/// Characters that are a cluster by themselves when another such follows: a quick way round full segmentation.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}')
}

fn clusters(text: &str) -> Vec<Unit> {
    let mut units = Vec::with_capacity(text.len() / 3 + 8);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let end = start + c.len_utf8();
        let next = chars.peek().map(|&(_, next)| next);
        if is_plain(c) && next.is_none_or(is_plain) {
            units.push(unit(start, end, c, false));
            continue;
        }
        // A stretch with something uncommon in it, up to a place where two plain characters meet.
        let mut stretch_end = end;
        let mut last = c;
        while let Some(&(at, next)) = chars.peek() {
            if is_plain(last) && is_plain(next) {
                break;
            }
            last = next;
            stretch_end = at + next.len_utf8();
            chars.next();
        }
        for (at, cluster) in text.get(start..stretch_end).unwrap_or_default().grapheme_indices(true) {
            let mut inner = cluster.chars();
            let first = inner.next().unwrap_or(' ');
            units.push(unit(start + at, start + at + cluster.len(), first, inner.next().is_some()));
        }
    }
    units
}

fn unit(start: usize, end: usize, shown: char, is_cluster: bool) -> Unit {
    Unit { start: start as u32, end: end as u32, shown, is_cluster, is_dropped: false, is_verbatim: false }
}

/// Whether `c` is Han, kana or a Chinese mark.
fn is_cjk(c: char) -> bool {
    is_han(c) || is_cjk_mark(c) || is_east_asian(c)
}

fn is_blank(unit: &Unit) -> bool {
    class_of(unit.shown).is_blank()
}

/// An author's own indent and trailing blanks: the style indents.
fn drop_outer_blanks(units: &mut [Unit]) {
    for unit in units.iter_mut() {
        if !is_blank(unit) {
            break;
        }
        unit.is_dropped = true;
    }
    for unit in units.iter_mut().rev() {
        if !is_blank(unit) {
            break;
        }
        unit.is_dropped = true;
    }
}

/// Marks URLs and code spans, whose marks are not prose.
fn mark_verbatim(text: &str, units: &mut [Unit]) {
    if !text.contains("://") && !text.contains("www.") && !text.contains('`') {
        return;
    }
    let is_url_char = |unit: &Unit| unit.shown.is_ascii_graphic() && !unit.is_cluster;
    let mut start = 0;
    while start < units.len() {
        let len = units.iter().skip(start).take_while(|unit| is_url_char(unit)).count();
        if let Some(run) = units.get_mut(start..start + len) {
            let bytes =
                TextRange::new(run.first().map_or(0, |u| u.start as usize), run.last().map_or(0, |u| u.end as usize));
            let source = bytes.of(text);
            if source.contains("://") || source.contains("www.") {
                let trailing = source.bytes().rev().take_while(|&byte| b",;:!?)".contains(&byte)).count();
                for unit in run.iter_mut().take(len - trailing) {
                    unit.is_verbatim = true;
                }
            }
        }
        start += len.max(1);
    }
    let ticks: Vec<usize> = units.iter().enumerate().filter(|(_, unit)| unit.shown == '`').map(|(i, _)| i).collect();
    for pair in ticks.chunks_exact(2) {
        if let &[open, close] = pair {
            for unit in units.iter_mut().take(close).skip(open) {
                unit.is_verbatim = true;
            }
        }
    }
}

/// The nearest shown character before or after `at` that is not blank.
fn neighbour(units: &[Unit], at: usize, is_before: bool) -> Option<char> {
    let is_seen = |unit: &&Unit| !is_blank(unit);
    let (before, rest) = units.split_at_checked(at)?;
    if before.is_empty() && is_before {
        return None;
    }
    let found = if is_before { before.iter().rev().find(is_seen) } else { rest.iter().skip(1).find(is_seen) };
    found.map(|unit| unit.shown)
}

/// Whether ’ here is an apostrophe or a Latin quotation mark: letters on both sides.
fn is_latin_quote(units: &[Unit], at: usize) -> bool {
    let side = |i: Option<usize>| i.and_then(|i| units.get(i)).is_some_and(|unit| unit.shown.is_ascii_alphanumeric());
    side(at.checked_sub(1)) && side(Some(at + 1))
}

/// Brackets go full-width together or not at all.
fn widen_brackets(units: &mut [Unit]) {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        match unit.shown {
            _ if unit.is_verbatim || unit.is_cluster => {}
            '(' => open.push(i),
            ')' => pairs.push((open.pop(), Some(i))),
            _ => {}
        }
    }
    pairs.extend(open.into_iter().map(|i| (Some(i), None)));
    pairs.sort_unstable();
    let n_cjk: Vec<u32> = units
        .iter()
        .scan(0, |n, unit| {
            *n += u32::from(is_cjk(unit.shown));
            Some(*n)
        })
        .collect();
    for (open, close) in pairs {
        let before = open.and_then(|i| neighbour(units, i, true));
        let after = close.and_then(|i| neighbour(units, i, false));
        let holds_cjk = match (open, close) {
            (Some(open), Some(close)) => n_cjk.get(open) != n_cjk.get(close),
            (None, Some(close)) => neighbour(units, close, true).is_some_and(is_cjk),
            _ => false,
        };
        // f(x)的 stays: what stands before the bracket decides, what follows only where nothing stands before.
        let is_wide = holds_cjk
            || before.is_some_and(is_cjk)
            || (before.is_none() && open.is_some() && after.is_some_and(is_cjk));
        if is_wide {
            for (at, wide) in [(open, '（'), (close, '）')] {
                if let Some(unit) = at.and_then(|i| units.get_mut(i)) {
                    unit.shown = wide;
                }
            }
        }
    }
}

fn widen_marks(units: &mut [Unit]) {
    for i in 0..units.len() {
        let Some(unit) = units.get(i) else { break };
        let wide = match unit.shown {
            _ if unit.is_verbatim || unit.is_cluster => continue,
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '!' => '！',
            '?' => '？',
            _ => continue,
        };
        let is_beside_cjk =
            neighbour(units, i, true).is_some_and(is_cjk) || neighbour(units, i, false).is_some_and(is_cjk);
        if let Some(unit) = units.get_mut(i).filter(|_| is_beside_cjk) {
            unit.shown = wide;
        }
    }
}

/// Blanks between Han, or beside a Chinese mark, go; of the others one of each run stays.
fn drop_blanks(units: &mut [Unit]) {
    let mut start = 0;
    while start < units.len() {
        let len = units.iter().skip(start).take_while(|unit| is_blank(unit)).count();
        if len > 0 && start > 0 {
            let before = start.checked_sub(1);
            let is_mark = |i: Option<usize>| {
                i.and_then(|i| units.get(i).map(|unit| (i, unit.shown)))
                    .is_some_and(|(i, c)| is_cjk_mark(c) && !is_latin_quote(units, i))
            };
            let is_cjk_at = |i: Option<usize>| i.and_then(|i| units.get(i)).is_some_and(|unit| is_cjk(unit.shown));
            let after = Some(start + len);
            let drops_all = is_mark(before) || is_mark(after) || (is_cjk_at(before) && is_cjk_at(after));
            let wide = units.iter().skip(start).take(len).position(|unit| unit.shown == '\u{3000}');
            let kept = if wide.is_some() { wide } else { (!drops_all).then_some(0) };
            for (i, unit) in units.iter_mut().skip(start).take(len).enumerate() {
                unit.is_dropped |= class_of(unit.shown) != Class::WideBlank && Some(i) != kept;
            }
        }
        start += len.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        display(text, true)
            .iter()
            .map(|(cell, _)| match cell {
                CellText::Char(c) => c.to_string(),
                CellText::Cluster(cluster) => cluster.to_string(),
            })
            .collect()
    }

    #[test]
    fn ascii_marks_between_han_show_full_width() {
        assert_eq!(
            shown("绿色低碳的路子,才能(山西行政学院)转型;真的吗?真的!"),
            "绿色低碳的路子，才能（山西行政学院）转型；真的吗？真的！"
        );
        assert_eq!(
            shown("发布时间:2024-11-16 09:23:01 来源: sp20241116"),
            "发布时间：2024-11-16 09:23:01 来源：sp20241116"
        );
        assert_eq!(shown("《 人民日报 》( 2024年08月27日 19 版)"), "《人民日报》（2024年08月27日 19 版）");
        assert_eq!(shown("干部(市、区),说"), "干部（市、区），说");
    }

    #[test]
    fn numbers_latin_code_and_urls_stay() {
        assert_eq!(shown("共1,000人,比例3:1"), "共1,000人，比例3:1");
        assert_eq!(shown("函数f(x)的值"), "函数f(x)的值");
        assert_eq!(shown("见Collected Works, Vol. 45, Progress。"), "见Collected Works, Vol. 45, Progress。");
        assert_eq!(shown("详见https://a.com/?q=1,2,然后"), "详见https://a.com/?q=1,2，然后");
        assert_eq!(shown("写`a,b:甲`吧"), "写`a,b:甲`吧");
        assert_eq!(shown("Hello, world! (yes)"), "Hello, world! (yes)");
        assert_eq!(shown("他说\"你好\"'再见'"), "他说\"你好\"'再见'");
    }

    #[test]
    fn blanks_go_but_the_authors_wide_blank_stays() {
        assert_eq!(shown("　　春 眠  GPT  不觉　晓 "), "春眠 GPT 不觉　晓");
    }

    #[test]
    fn unnormalised_text_is_shown_as_it_is() {
        let cells = display("a, 中 e\u{301}", false);
        assert_eq!(cells.len(), 6);
        assert_eq!(cells.last().map(|(cell, _)| cell.clone()), Some(CellText::Cluster("e\u{301}".into())));
    }
}
