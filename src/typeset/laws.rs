//! Laws of setting, over random and hostile text.

use super::breaks::Break;
use super::cost::{Frame, NO_MARKS, contrast};
use super::optimal::optimal;
use super::*;
use proptest::prelude::*;

/// A face with Han and Chinese marks of one em and Latin of half an em.
pub(super) struct FixedFace;

impl FontMetrics for FixedFace {
    fn glyph(&self, c: char) -> GlyphMetrics {
        let advance_em = if c.is_ascii() { 0.5 } else { 1.0 };
        let ink_em = match c {
            ' ' | '\u{3000}' => None,
            '“' | '‘' | '「' | '（' | '《' | '【' => Some((0.56, 0.94)),
            '”' | '’' | '」' | '）' | '》' | '】' | '，' | '、' | '；' | '：' | '。' | '？' | '！' => {
                Some((0.06, 0.44))
            }
            _ => Some((0.05 * advance_em, 0.95 * advance_em)),
        };
        GlyphMetrics { advance_em, ink_em }
    }

    fn upright(&self, c: char) -> Option<GlyphMetrics> {
        Some(GlyphMetrics { advance_em: 1.0, ..self.glyph(c) })
    }

    fn run(&self, run: &str, advances_em: &mut Vec<f32>) {
        advances_em.extend(run.chars().map(|c| if c.is_ascii() { 0.5_f32 } else { 1.0 }));
    }
}

fn prepared(text: &str) -> Prepared {
    prepare(text, &[], &ParagraphStyle::body(), &FixedFace)
}

/// A paragraph of the body in a vertical column.
pub(super) fn vertical(corner_quotes: bool) -> ParagraphStyle {
    ParagraphStyle { direction: Direction::Vertical { corner_quotes }, ..ParagraphStyle::body() }
}

fn shown(line: &Line) -> String {
    line.cells.iter().map(PlacedCell::first_char).collect()
}

/// Cheapest total cost of the lines after `from`, by trying every set of breaks.
fn least_cost(breaks: &[Break], frame: &Frame, from: usize, ratio: f32) -> f32 {
    let last = breaks.len() - 1;
    if from == last {
        return 0.0;
    }
    let (start, measure) = (&breaks[from], frame.measure(from));
    let mut least = f32::INFINITY;
    for (to, end) in breaks.iter().enumerate().skip(from + 1) {
        let line = end.end - start.start;
        if to > from + 1 && frame.is_overfull(&line, measure) {
            break;
        }
        // The same bar for loose lines as the search has.
        let next = breaks.get(to + 1);
        let has_room = next.is_some_and(|next| !frame.is_overfull(&(next.end - start.start), measure));
        if to != last && frame.is_loose(&line, measure) && has_room {
            continue;
        }
        let own = frame.line_cost(&line, measure, from, (start, end), to == last);
        let rest = least_cost(breaks, frame, to, own.ratio);
        least = least.min(own.cost + contrast(ratio, own.ratio) + rest);
    }
    least
}

fn cost_of(breaks: &[Break], frame: &Frame, chosen: &[usize]) -> f32 {
    let mut ratio = NO_MARKS;
    let mut total = 0.0;
    for pair in chosen.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let line = breaks[to].end - breaks[from].start;
        let own =
            frame.line_cost(&line, frame.measure(from), from, (&breaks[from], &breaks[to]), to + 1 == breaks.len());
        total += own.cost + contrast(ratio, own.ratio);
        ratio = own.ratio;
    }
    total
}

fn check_lines(text: &str, lines: &[Line], measure_em: f32) -> Result<(), TestCaseError> {
    let mut at = 0;
    for (idx, line) in lines.iter().enumerate() {
        prop_assert_eq!(line.range.start(), at);
        at = line.range.end();
        prop_assert!(text.is_char_boundary(at));
        let mut right = 0.0_f32;
        let mut byte = line.range.start();
        for cell in &line.cells {
            prop_assert!(cell.cell_x_em >= right - 0.001, "cells overlap at {}", cell.cell_x_em);
            prop_assert!(cell.advance_em >= -0.001);
            prop_assert!(cell.range.start() >= byte && line.range.covers(cell.range));
            right = cell.cell_x_em + cell.advance_em;
            byte = cell.range.end();
        }
        // What has no gap that may be stretched cannot be brought to the edge.
        let is_plain = line.cells.windows(2).any(|pair| pair.iter().all(|cell| crate::text::is_han(cell.first_char())));
        if idx + 1 < lines.len() && is_plain && right < measure_em + 0.01 {
            prop_assert!(
                (line.right_em - measure_em).abs() < 0.01,
                "line {idx} ends at {}: {}",
                line.right_em,
                shown(line)
            );
        }
    }
    prop_assert_eq!(at, text.len());
    Ok(())
}

proptest! {
    #![proptest_config(crate::text::random::cases(64))]

    #[test]
    fn lines_join_and_cells_keep_apart(
        text in "[春眠不觉晓，。、“”（）《》！？—…·aZ09 ,.()/%\u{301}\u{FE0F}\u{200D}😀\u{202E}\u{FFFD}\u{FFFE}\t\u{200B}\u{3000}𠮷]{0,80}",
        measure_em in 1.0_f32..60.0,
        style in proptest::sample::select(vec![ParagraphStyle::body(), vertical(false), vertical(true)]),
    ) {
        let prepared = prepare(&text, &[], &style, &FixedFace);
        for mode in [Mode::Optimal, Mode::Greedy, Mode::Browser] {
            let lines = set(&prepared, measure_em, mode);
            prop_assert_eq!(lines.len(), count_lines(&prepared, measure_em, mode));
            if mode == Mode::Browser {
                prop_assert_eq!(lines.last().map(|line| line.range.end()), Some(text.len()));
            } else {
                check_lines(&text, &lines, measure_em)?;
            }
        }
    }

    #[test]
    fn optimal_equals_brute_force(
        text in "[春眠不觉晓，。“”a1 ]{1,25}",
        measure_em in 4.0_f32..12.0,
        style in proptest::sample::select(vec![ParagraphStyle::body(), vertical(true)]),
    ) {
        let prepared = prepare(&text, &[], &style, &FixedFace);
        let (frame, _) = prepared.frame(measure_em);
        let places = prepared.places(&frame, Mode::Optimal);
        let found = cost_of(&places, &frame, &optimal(&places, &frame));
        let least = least_cost(&places, &frame, 0, NO_MARKS);
        prop_assert!((found - least).abs() <= 0.001 * least.max(1.0), "{found} is not {least}");
    }

    #[test]
    fn display_keeps_order_and_bounds(text in "\\PC{0,60}") {
        let mut at = 0;
        for (_, range) in display(&text, true) {
            prop_assert!(range.start() >= at && text.is_char_boundary(range.start()));
            at = range.end();
        }
        prop_assert!(at <= text.len());
    }
}

#[test]
fn an_empty_paragraph_has_one_empty_line() {
    let lines = set(&prepared(""), 20.0, Mode::Optimal);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].cells.is_empty());
}

#[test]
fn marks_keep_from_the_edges_at_every_width() {
    let text = "他说：“我昨天在《人民日报》（海外版）上读到一篇文章……”——“那么，问题究竟出在哪里？！”她反问道。";
    let prepared = prepared(text);
    for quarter in 32..240_u16 {
        for line in set(&prepared, f32::from(quarter) / 4.0, Mode::Optimal).iter().filter(|line| !line.forced) {
            let shown = shown(line);
            let (first, last) = (shown.chars().next(), shown.chars().last());
            assert!(first.is_none_or(|c| line.range.start() == 0 || !"，。：”》）？！…—".contains(c)), "{shown}");
            assert!(last.is_none_or(|c| !"“《（".contains(c)), "{shown}");
        }
    }
}

#[test]
fn adjacent_marks_take_one_em_and_a_half() {
    let lines = set(&prepare("甲。”乙", &[], &ParagraphStyle::small(), &FixedFace), 20.0, Mode::Optimal);
    let widths: Vec<f32> = lines[0].cells.iter().map(|cell| cell.advance_em).collect();
    assert_eq!(widths, [1.0, 0.5, 1.0, 1.0]);
}

#[test]
fn a_heading_leaves_no_single_character() {
    let prepared = prepare("把提高政治能力作为重中之重改革", &[], &ParagraphStyle::heading(), &FixedFace);
    let lines = set(&prepared, 14.0, Mode::Optimal);
    assert_eq!(lines.len(), 2);
    assert!(lines[1].cells.len() >= 6, "{}", shown(&lines[1]));
}

#[test]
fn headings_are_cut_into_even_lines() {
    let text = "有针对性地开展专题培训，帮助领导干部解放思想、开拓视野、找准抓手";
    let prepared = prepare(text, &[], &ParagraphStyle::heading(), &FixedFace);
    for measure_em in [12.0, 16.0, 18.5, 24.0, 31.0] {
        let lines = set(&prepared, measure_em, Mode::Optimal);
        let widths: Vec<f32> = lines.iter().map(|line| line.right_em).collect();
        let (least, most) = widths.iter().fold((f32::MAX, 0.0_f32), |(a, b), &w| (a.min(w), b.max(w)));
        assert!(most - least <= 5.0, "{measure_em}: {widths:?}");
        assert!(lines.len() as f32 <= (31.5 / measure_em).ceil() + 1.0, "{measure_em}: {widths:?}");
    }
}
