//! Whole pixels: in a line that needs no tracking every run of Han begins on one, and what that leaves over lies in the
//! blanks of the marks between the runs, where nobody sees it. A tracked line keeps its exact places.

use crate::text::is_han;
use crate::typeset::{Line, PlacedCell};

/// How far two Han may be from an em apart, in pixels, and still stand close.
const CLOSE_PX: f32 = 0.01;

/// What is added to each cell's pen, in pixels, in order. `origin_px` is the column's left edge and `em_px` the size, both
/// in pixels of the device.
pub(super) fn shifts(line: &Line, origin_px: f32, em_px: f32) -> Vec<f32> {
    let mut shifts = vec![0.0; line.cells.len()];
    // Only an em of whole pixels keeps a run on whole pixels.
    if (em_px - em_px.round()).abs() > CLOSE_PX || is_tracked(line, em_px) {
        return shifts;
    }
    let mut shift = 0.0;
    for (i, cell) in line.cells.iter().enumerate() {
        let is_continued = i > 0 && line.cells.get(i - 1).is_some_and(|before| is_run(before, cell, em_px));
        if !is_continued {
            let pen_px = origin_px + cell.x_em * em_px;
            shift = if is_snapped(cell) { pen_px.round() - pen_px } else { 0.0 };
        }
        if let Some(own) = shifts.get_mut(i) {
            *own = shift;
        }
    }
    shifts
}

/// Han and marks are set on pixels; letters and digits keep the spacing of their word.
fn is_snapped(cell: &PlacedCell) -> bool {
    let c = cell.first_char();
    is_han(c) || crate::text::is_cjk_mark(c)
}

fn is_run(before: &PlacedCell, cell: &PlacedCell, em_px: f32) -> bool {
    let are_han = is_han(before.first_char()) && is_han(cell.first_char());
    are_han && ((cell.x_em - before.x_em - 1.0) * em_px).abs() < CLOSE_PX
}

fn is_tracked(line: &Line, em_px: f32) -> bool {
    line.cells.windows(2).any(|pair| {
        let [before, cell] = pair else { return false };
        is_han(before.first_char()) && is_han(cell.first_char()) && !is_run(before, cell, em_px)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::{Mode, ParagraphStyle, prepare, set};
    use crate::ui::fonts::{Face, Fonts};

    fn lines(text: &str, measure_em: f32) -> Vec<Line> {
        let fonts = Fonts::new();
        let style = ParagraphStyle::body();
        set(&prepare(text, &[], &style, fonts.metrics(Face::Reading)), measure_em, Mode::Optimal)
    }

    #[test]
    fn a_line_without_tracking_stands_on_whole_pixels() {
        let text =
            "学员们大多来自实践一线，转型发展任务艰巨，这堂课恰恰击中了他们的困惑点。对我们县的产业转型发展很有启发。";
        // Half an em is half a pixel over.
        let em_px = 17.0;
        let mut n_snapped = 0;
        for measure_em in [19.0, 20.0, 21.0, 22.0] {
            for line in lines(text, measure_em).iter().filter(|line| !is_tracked(line, em_px)) {
                let shifts = shifts(line, 100.0, em_px);
                for (cell, shift) in line.cells.iter().zip(&shifts).filter(|(cell, _)| is_han(cell.first_char())) {
                    let pen_px = 100.0 + cell.x_em * em_px + shift;
                    assert!((pen_px - pen_px.round()).abs() < 0.02, "{pen_px}");
                    assert!(shift.abs() <= 0.5);
                    n_snapped += usize::from(shift.abs() > 0.02);
                }
            }
        }
        assert!(n_snapped > 0, "no line had anything to snap");
    }

    #[test]
    fn a_tracked_line_and_an_em_of_part_pixels_keep_their_places() {
        let mut line = lines("春眠不觉晓处处闻啼鸟", 20.0).remove(0);
        assert!(shifts(&line, 0.3, 18.5).iter().all(|&shift| shift == 0.0));
        for (i, cell) in line.cells.iter_mut().enumerate() {
            cell.x_em += 0.013 * i as f32;
        }
        assert!(shifts(&line, 0.3, 18.0).iter().all(|&shift| shift == 0.0));
    }
}
