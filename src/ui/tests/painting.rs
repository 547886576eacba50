//! What is measured is what the window paints: the glyphs' quads against the lines that the command line gives.

use egui::{Mesh, Rect, Shape, TextureId};

use super::Window;
use crate::typeset::{Direction, Level, Line, Mode, PlacedCell};
use crate::ui::fonts::{Face, Fonts};
use crate::ui::offline::{TypesetOptions, typeset_document};
use crate::ui::reader::BlockLook;

/// A quad begins on the whole pixel before its ink, a snapped run at most half a pixel from its exact place.
const MOST_OFF_PX: f32 = 1.3;

/// The page's glyphs in the order they were painted: one rectangle for each.
fn painted(window: &Window) -> Vec<Rect> {
    let meshes: Vec<&Mesh> = window
        .harness
        .output()
        .shapes
        .iter()
        .filter_map(|clipped| match &clipped.shape {
            Shape::Mesh(mesh) if mesh.texture_id != TextureId::default() => Some(&**mesh),
            _ => None,
        })
        .collect();
    meshes
        .iter()
        .flat_map(|mesh| mesh.vertices.chunks_exact(4))
        .map(|corners| Rect::from_points(&[corners[0].pos, corners[1].pos, corners[2].pos, corners[3].pos]))
        .collect()
}

/// Where a cell's ink begins, in points from the column's edge.
fn ink_left(fonts: &Fonts, face: Face, cell: &PlacedCell, em: f32, scale: f32) -> Option<f32> {
    let ink = fonts.metrics(face).glyph(cell.first_char()).ink_em?;
    Some((cell.x_em + ink.0 * scale) * em)
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values[values.len() / 2]
}

#[test]
fn the_window_paints_the_lines_that_typeset_gives() {
    let mut window = Window::open();
    window.run();
    let quads = painted(&window);
    let session = &window.interface().session;
    let document = &session.open.as_ref().expect("the article").document;
    let em = session.settings.size_px;
    let measure_em = f32::from(session.settings.measure_em);
    let options = TypesetOptions {
        measure_em,
        mode: Mode::Optimal,
        level: Level::Strict,
        font: None,
        is_plain: false,
        direction: Direction::Horizontal,
    };
    let set = typeset_document(document, &options).expect("bundled fonts");
    let fonts = Fonts::new();
    let mut rest = quads.as_slice();
    let mut origins = Vec::new();
    for (paragraph, block) in set.iter().zip(document.blocks()) {
        let look = BlockLook::of(block.kind);
        for line in &paragraph.lines {
            let expected = inks(&fonts, look, line, em);
            let Some((own, after)) = rest.split_at_checked(expected.len()) else { break };
            rest = after;
            let off: Vec<f32> = own.iter().zip(&expected).map(|(quad, ink)| quad.left() - ink).collect();
            let origin = median(off.clone());
            let shown = document.slice(line.range);
            assert!(off.iter().all(|off| (off - origin).abs() <= MOST_OFF_PX), "{shown}: {off:?} around {origin}");
            origins.push(origin);
        }
    }
    assert!(origins.len() >= 15, "{} lines on the screen", origins.len());
    let edge = median(origins.clone());
    assert!(origins.iter().all(|origin| (origin - edge).abs() <= MOST_OFF_PX), "one column: {origins:?}");
}

fn inks(fonts: &Fonts, look: BlockLook, line: &Line, em: f32) -> Vec<f32> {
    line.cells.iter().filter_map(|cell| ink_left(fonts, look.face, cell, em, look.scale)).collect()
}
