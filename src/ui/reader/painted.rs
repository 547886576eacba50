//! What is painted stands where it was typeset, in vertical lines as in horizontal ones.

use egui::{Color32, Context, Mesh, Pos2, RawInput, Rect, pos2, vec2};

use super::axes::Axes;
use super::paint::{self, Place};
use crate::store::settings::WritingMode;
use crate::typeset::{self, CellText, Direction, Line, Mode, Orientation, ParagraphStyle, PlacedCell};
use crate::ui::fonts::{Face, Fonts};

const SIZE_PX: f32 = 40.0;
const WINDOW: Rect = Rect { min: Pos2::ZERO, max: pos2(900.0, 900.0) };
const TEXT: &str = "他说：“春眠（不觉）晓！”8月27日、第120次Web吧。2024年，处处闻……啼鸟";

fn line(direction: Direction, fonts: &Fonts) -> Line {
    let style = ParagraphStyle { direction, justify: false, ..ParagraphStyle::body() };
    let cells = typeset::prepare(TEXT, &[], &style, fonts.metrics(Face::Reading));
    typeset::set(&cells, 60.0, Mode::Optimal).into_iter().next().expect("a line")
}

/// The boxes of the quads of a line's glyphs, on the page.
fn quads(line: &Line, place: Place, axes: Axes, fonts: &mut Fonts) -> Vec<Rect> {
    let mut mesh = Mesh::default();
    let input = RawInput { screen_rect: Some(WINDOW), ..RawInput::default() };
    let mut output = Context::default().run_ui(input, |ui| {
        let mut glyphs = fonts.painter(ui.ctx());
        paint::glyphs(&mut glyphs, Face::Reading, line, (place, axes), Color32::BLACK);
        mesh = glyphs.finish().into_iter().next().unwrap_or_default();
    });
    output.textures_delta.clear();
    let corners = mesh.vertices.chunks_exact(4);
    corners.map(|four| axes.rect_to_page(Rect::from_points(&[four[0].pos, four[3].pos]))).collect()
}

/// Where the ink of a cell is to be along the line, in points.
fn ink(cell: &PlacedCell, place: Place, fonts: &Fonts) -> Option<(f32, f32)> {
    let CellText::Char(c) = cell.text else { return None };
    let metrics = fonts.metrics(Face::Reading);
    let glyph = match cell.orientation {
        Orientation::Upright => metrics.upright(c)?,
        _ => metrics.glyph(c),
    };
    let (from, to) = glyph.ink_em?;
    Some((place.x(cell.x_em + from), place.x(cell.x_em + to)))
}

fn check(direction: Direction, writing: WritingMode) {
    let mut fonts = Fonts::new();
    let line = line(direction, &fonts);
    let axes = Axes::new(writing, WINDOW);
    let place = Place { origin: pos2(20.0, 60.0), size_px: SIZE_PX, line_height: 72.0 };
    let mut quads = quads(&line, place, axes, &mut fonts).into_iter();
    let em_box = place.em_top()..=place.em_top() + SIZE_PX;
    for cell in &line.cells {
        let n_glyphs = match &cell.text {
            CellText::Char(_) => 1,
            CellText::Cluster(cluster) => cluster.chars().count(),
        };
        let of_cell: Vec<Rect> = quads.by_ref().take(n_glyphs).collect();
        let shown = cell.range.of(TEXT);
        let (left, right) = of_cell.iter().fold((f32::MAX, f32::MIN), |(l, r), q| (l.min(q.left()), r.max(q.right())));
        if let Some((from, to)) = ink(cell, place, &fonts) {
            assert!(
                (left - from).abs() <= 1.3 && (right - to).abs() <= 1.3,
                "{shown}: {left} {right}, not {from} {to}"
            );
        }
        let (from, to) = (place.x(cell.cell_x_em), place.x(cell.cell_x_em + cell.advance_em));
        // Letters are kerned into each other.
        let is_kerned = cell.first_char().is_ascii_alphabetic();
        assert!(
            is_kerned || left > from - 2.5 && right < to + 2.5,
            "{shown} stays in its cell: {left} {right}, not {from} {to}"
        );
        for quad in of_cell {
            let middle = quad.center().y;
            assert!(em_box.contains(&middle), "{shown} stands in the line");
        }
    }
    assert!(quads.next().is_none());
}

#[test]
fn painted_positions_are_those_typeset() {
    check(Direction::Horizontal, WritingMode::Horizontal);
    check(Direction::Vertical { corner_quotes: true }, WritingMode::Vertical);
    check(Direction::Vertical { corner_quotes: false }, WritingMode::Vertical);
}

#[test]
fn han_of_a_column_stand_on_its_middle_and_a_letter_lies_on_its_side() {
    let fonts = Fonts::new();
    let line = line(Direction::Vertical { corner_quotes: true }, &fonts);
    let axes = Axes::new(WritingMode::Vertical, WINDOW);
    let place = Place { origin: pos2(20.0, 60.0), size_px: SIZE_PX, line_height: 72.0 };
    let middle = axes.to_window(pos2(0.0, place.em_top() + SIZE_PX / 2.0)).x;
    let cell = |c: char| line.cells.iter().find(|cell| cell.first_char() == c).expect("it is in the text");
    assert!((paint::pen(cell('春'), place, axes).x - middle).abs() < 0.01);
    let letter = paint::pen(cell('W'), place, axes);
    assert!(letter.x < middle && letter.x > middle - SIZE_PX / 2.0, "the baseline is on the left of the middle");
    let (across, way) = (cell('2'), vec2(0.0, 1.0));
    assert_eq!((across.orientation, across.text.clone()), (Orientation::Across, CellText::Cluster("27".into())));
    assert!((axes.to_window(pos2(1.0, 0.0)) - axes.to_window(Pos2::ZERO) - way).length() < 0.01);
}
