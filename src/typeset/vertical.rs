//! What a vertical line changes of the cells: which glyphs stand upright and which lie on their side, short numbers set
//! across the line (纵中横排), and corner brackets for quotation marks.
//!
//! Sizes, gaps and break places follow by the same rules as in a horizontal line, with x along the line.

use super::cells::Cell;
use super::classes::Class;
use super::display::Unit;
use super::{Direction, Orientation};

/// Most digits that are set side by side in one em (clreq 2.3.4 speaks of two or three).
const MOST_ACROSS: usize = 3;

/// Signs of numbers that fill an em, and so stand upright beside an upright number; the others lie down with theirs.
const WIDE_SIGNS: &str = "％℃℉‰￥＃＄￡￠№";

/// Says how every cell stands, and makes one cell of a short number. `text` gives the clusters' own characters.
pub(super) fn turn(cells: &mut Vec<Cell>, direction: Direction, drops_blanks: bool) {
    let Direction::Vertical { corner_quotes } = direction else { return };
    for cell in cells.iter_mut() {
        if corner_quotes && cell.class.is_bracket() {
            cell.unit.shown = corner(cell.unit.shown);
        }
        // Faces exchange these quotation marks for corner brackets; turned they stay what they are.
        let is_curly = cell.class.is_bracket() && matches!(cell.unit.shown, '“' | '”' | '‘' | '’');
        let lies = is_latin(cell) || cell.class.is_blank() || is_curly;
        cell.orientation = if lies { Orientation::Sideways } else { Orientation::Upright };
    }
    set_across(cells);
    if drops_blanks {
        drop_blanks(cells);
    }
}

/// Letters, digits and what goes with them.
fn is_latin(cell: &Cell) -> bool {
    let is_sign = matches!(cell.class, Class::Prefix | Class::Postfix) && !WIDE_SIGNS.contains(cell.unit.shown);
    cell.class.is_western() || is_sign
}

/// GB/T 15834: in vertical text 『』 are the double and 「」 the single quotation marks.
fn corner(quote: char) -> char {
    match quote {
        '“' => '『',
        '”' => '』',
        '‘' => '「',
        '’' => '」',
        other => other,
    }
}

/// Two or three digits that stand alone share one em, side by side; a single digit or letter stands upright.
fn set_across(cells: &mut Vec<Cell>) {
    let mut set = Vec::with_capacity(cells.len());
    let mut start = 0;
    while start < cells.len() {
        let len = cells.iter().skip(start).take_while(|cell| cell.class.is_western()).count().max(1);
        let run = cells.get(start..start + len).unwrap_or_default();
        match run {
            [first, .., last] if is_alone(cells, start, len) => {
                let unit = Unit { end: last.unit.end, is_cluster: true, ..first.unit };
                set.push(Cell { unit, class: Class::Upright, orientation: Orientation::Across, ..first.clone() });
            }
            [one] if is_alone(cells, start, len) => {
                set.push(Cell { class: Class::Upright, orientation: Orientation::Upright, ..one.clone() });
            }
            run => set.extend_from_slice(run),
        }
        start += len;
    }
    *cells = set;
}

/// Whether the run stands among Chinese by itself: nothing that lies on its side follows or comes before, blanks aside.
fn is_alone(cells: &[Cell], start: usize, len: usize) -> bool {
    let is_digit = |cell: &Cell| cell.class == Class::Digit && !cell.unit.is_cluster;
    let is_letter = |cell: &Cell| cell.unit.shown.is_ascii_alphabetic() && !cell.unit.is_cluster;
    let is_short = match cells.get(start..start + len).unwrap_or_default() {
        [one] => is_digit(one) || is_letter(one),
        run => run.len() <= MOST_ACROSS && run.iter().all(is_digit),
    };
    let before = cells.iter().take(start).rev().find(|cell| !cell.class.is_blank());
    let after = cells.iter().skip(start + len).find(|cell| !cell.class.is_blank());
    // A text of digits alone is no number among Chinese.
    is_short && (before.is_some() || after.is_some()) && ![before, after].into_iter().flatten().any(is_latin)
}

/// Between Han and Latin a blank is their gap; an upright number needs none.
fn drop_blanks(cells: &mut Vec<Cell>) {
    let mut is_dropped = vec![false; cells.len()];
    let mut before: Option<Class> = None;
    let mut blanks = 0;
    for (i, cell) in cells.iter().enumerate() {
        if cell.class == Class::Blank {
            blanks += 1;
            continue;
        }
        let upright = [before, Some(cell.class)].contains(&Some(Class::Upright));
        let is_western = before.is_some_and(Class::is_western) || cell.class.is_western();
        if before.is_some() && upright && !is_western {
            is_dropped.iter_mut().take(i).rev().take(blanks).for_each(|dropped| *dropped = true);
        }
        (before, blanks) = (Some(cell.class), 0);
    }
    let mut dropped = is_dropped.into_iter();
    cells.retain(|_| !dropped.next().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::super::laws::{FixedFace, vertical};
    use super::super::{FontMetrics, GlyphMetrics, Mode, ParagraphStyle, PlacedCell, prepare, set};
    use super::*;

    fn placed(text: &str, style: &ParagraphStyle) -> Vec<PlacedCell> {
        let style = ParagraphStyle { indent_em: 0.0, ..*style };
        let lines = set(&prepare(text, &[], &style, &FixedFace), 60.0, Mode::Optimal);
        lines.into_iter().flat_map(|line| line.cells).collect()
    }

    /// Cells as shown, with `|` after each that lies on its side and a box round a number set across.
    fn told(text: &str) -> String {
        let tell = |cell: &PlacedCell| {
            let shown = cell.range.of(text);
            match cell.orientation {
                Orientation::Level | Orientation::Upright => shown.to_owned(),
                Orientation::Sideways => format!("{shown}|"),
                Orientation::Across => format!("[{shown}]"),
            }
        };
        placed(text, &vertical(false)).iter().map(tell).collect()
    }

    #[test]
    fn short_numbers_stand_upright_and_long_ones_lie_down() {
        assert_eq!(told("8月27日第120次"), "8月[27]日第[120]次");
        assert_eq!(told("2024年占3.5与25%"), "2|0|2|4|年占3|.|5|与2|5|%|");
        assert_eq!(told("甲GDP乙A股丙"), "甲G|D|P|乙A股丙");
        assert_eq!(told("用iPhone 15打"), "用i|P|h|o|n|e| |1|5|打");
        assert_eq!(told("约25％与25°"), "约[25]％与2|5|°|");
        assert_eq!(told("（12）说“12”"), "（[12]）说“|[12]”|");
    }

    #[test]
    fn an_upright_number_takes_one_em_without_gaps() {
        let cells = placed("自 19 版起", &vertical(false));
        let widths: Vec<f32> = cells.iter().map(|cell| cell.advance_em).collect();
        assert_eq!(widths, [1.0; 4], "the blanks beside it are gone");
        assert!(cells.windows(2).all(|pair| (pair[1].cell_x_em - pair[0].cell_x_em - 1.0).abs() < 1e-4));
    }

    #[test]
    fn letters_keep_their_gap_from_han() {
        let cells = placed("说Web吧", &vertical(false));
        let after = cells.get(1).map(|cell| cell.cell_x_em);
        assert_eq!(after, Some(1.25));
    }

    #[test]
    fn quotation_marks_may_be_corner_brackets() {
        let text = "他说：“读‘it’s fine’吧。”";
        let shown = |style| placed(text, &style).iter().map(PlacedCell::first_char).collect::<String>();
        assert_eq!(shown(vertical(false)), "他说：“读‘it’s fine’吧。”");
        assert_eq!(shown(vertical(true)), "他说：『读「it’s fine」吧。』");
        assert_eq!(shown(ParagraphStyle::body()), "他说：“读‘it’s fine’吧。”");
    }

    #[test]
    fn marks_take_the_room_they_take_in_a_horizontal_line() {
        let text = "他说：“春眠，（不觉）晓。”——那么……";
        let of = |style: &ParagraphStyle| placed(text, style).iter().map(|cell| cell.advance_em).collect::<Vec<_>>();
        assert_eq!(of(&vertical(false)), of(&ParagraphStyle::body()));
    }

    #[test]
    fn a_high_mark_keeps_its_em_and_a_colon_what_it_needs() {
        /// As [`FixedFace`], with the high marks of a vertical line.
        struct HighMarks;
        impl FontMetrics for HighMarks {
            fn glyph(&self, c: char) -> GlyphMetrics {
                FixedFace.glyph(c)
            }
            fn upright(&self, c: char) -> Option<GlyphMetrics> {
                let ink_em = match c {
                    '！' => Some((0.02, 0.8)),
                    '：' => Some((0.1, 0.63)),
                    c => FixedFace.glyph(c).ink_em,
                };
                Some(GlyphMetrics { advance_em: 1.0, ink_em })
            }
            fn run(&self, run: &str, advances_em: &mut Vec<f32>) {
                FixedFace.run(run, advances_em);
            }
        }
        let style = ParagraphStyle { indent_em: 0.0, ..vertical(true) };
        let lines = set(&prepare("好：“好！”好。", &[], &style, &HighMarks), 60.0, Mode::Optimal);
        let widths: Vec<f32> = lines.iter().flat_map(|line| &line.cells).map(|cell| cell.advance_em).collect();
        assert_eq!(widths.get(4), Some(&1.0), "！ fills its em: {widths:?}");
        assert_eq!(widths.get(1..3), Some([1.0, 0.5].as_slice()), "the blank of ： stays, that of the bracket goes");
        assert_eq!(widths.last(), Some(&0.5), "a full stop at the end takes half an em");
    }

    #[test]
    fn a_text_of_one_number_is_no_number_among_chinese() {
        assert_eq!(told("12"), "1|2|");
    }
}
