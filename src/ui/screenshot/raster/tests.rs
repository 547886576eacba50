//! What is covered, and how often.

use egui::epaint::{ImageDelta, Primitive, Vertex, WHITE_UV};
use egui::{
    ClippedPrimitive, Color32, ColorImage, Mesh, Pos2, Rect, TextureId, TextureOptions, TexturesDelta, pos2, vec2,
};

use super::super::texture::Textures;
use super::Canvas;

/// A texture of 2 × 2 texels.
const PICTURE: TextureId = TextureId::Managed(1);
const EVERYWHERE: Rect = Rect::EVERYTHING;
const WHITE: Color32 = Color32::WHITE;
/// Half of red, premultiplied.
const GLASS: Color32 = Color32::from_rgba_premultiplied(128, 0, 0, 128);

fn textures() -> Textures {
    let mut delta = TexturesDelta::default();
    let white = ColorImage::filled([4, 4], WHITE);
    delta.push(TextureId::default(), ImageDelta::full(white, TextureOptions::LINEAR));
    let texels = [10, 20, 30, 40].map(|value| Color32::from_rgba_premultiplied(value, value, value, 255));
    delta.push(PICTURE, ImageDelta::full(ColorImage::new([2, 2], texels.to_vec()), TextureOptions::LINEAR));
    let mut textures = Textures::default();
    textures.update(&mut delta);
    textures
}

/// The red of every pixel, row by row, of a picture that is gray at first.
fn painted(side: (u32, u32), ground: u8, meshes: &[(Mesh, Rect)], scale: f32) -> Vec<Vec<u8>> {
    let (width, height) = side;
    let mut canvas = Canvas::new(width, height);
    canvas.pixels.fill([ground, ground, ground, 255]);
    let primitives: Vec<_> = meshes
        .iter()
        .map(|(mesh, clip_rect)| ClippedPrimitive { clip_rect: *clip_rect, primitive: Primitive::Mesh(mesh.clone()) })
        .collect();
    canvas.paint(&primitives, &textures(), scale);
    let rgba = canvas.into_rgba();
    rgba.chunks_exact(width as usize * 4).map(|row| row.chunks_exact(4).map(|pixel| pixel[0]).collect()).collect()
}

fn boxed(rect: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect, color);
    mesh
}

/// Triangles between `points`, three indices each.
fn triangles(points: &[Pos2], indices: &[u32], color: Color32) -> Mesh {
    let vertices = points.iter().map(|&pos| Vertex { pos, uv: WHITE_UV, color }).collect();
    Mesh { indices: indices.to_vec(), vertices, texture_id: TextureId::default() }
}

fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
    Rect::from_min_max(pos2(left, top), pos2(right, bottom))
}

#[test]
fn a_box_covers_exactly_its_pixels() {
    let rows = painted((5, 4), 0, &[(boxed(rect(1.0, 1.0, 4.0, 3.0), WHITE), EVERYWHERE)], 1.0);
    assert_eq!(rows, [[0, 0, 0, 0, 0], [0, 255, 255, 255, 0], [0, 255, 255, 255, 0], [0, 0, 0, 0, 0]]);
}

#[test]
fn a_pixel_belongs_to_what_covers_its_middle_left_and_upper_edges_included() {
    let rows = painted((4, 1), 0, &[(boxed(rect(0.5, 0.0, 2.5, 1.0), WHITE), EVERYWHERE)], 1.0);
    assert_eq!(rows, [[255, 255, 0, 0]]);
    let doubled = painted((4, 2), 0, &[(boxed(rect(0.5, 0.0, 1.5, 0.5), WHITE), EVERYWHERE)], 2.0);
    assert_eq!(doubled, [[0, 255, 255, 0], [0, 0, 0, 0]]);
}

#[test]
fn glass_over_white_is_blended_once() {
    let rows = painted((1, 1), 255, &[(boxed(rect(0.0, 0.0, 1.0, 1.0), GLASS), EVERYWHERE)], 1.0);
    assert_eq!(rows, [[255]]);
    let rows = painted((1, 1), 100, &[(boxed(rect(0.0, 0.0, 1.0, 1.0), GLASS), EVERYWHERE)], 1.0);
    // 128 + 100 · (1 − 128/255)
    assert_eq!(rows, [[178]]);
}

#[test]
fn triangles_with_a_common_side_do_not_overlap_on_it() {
    // A square cut along its diagonal through the middles of pixels, and a fan around such a middle.
    let square = [pos2(0.0, 0.0), pos2(8.0, 0.0), pos2(8.0, 8.0), pos2(0.0, 8.0)];
    let cut = triangles(&square, &[0, 1, 2, 0, 2, 3], GLASS);
    let once = vec![vec![128; 8]; 8];
    assert_eq!(painted((8, 8), 0, &[(cut, EVERYWHERE)], 1.0), once);
    let fan = [square.as_slice(), &[pos2(3.5, 2.5)]].concat();
    let fan = triangles(&fan, &[4, 0, 1, 4, 2, 1, 4, 2, 3, 4, 0, 3], GLASS);
    assert_eq!(painted((8, 8), 0, &[(fan, EVERYWHERE)], 1.0), once);
}

#[test]
fn two_triangles_paint_what_the_box_they_make_paints() {
    for (left, top) in [(0.0, 0.0), (0.3, 0.49), (0.5, 0.5), (1.7, 0.51)] {
        let area = Rect::from_min_size(pos2(left, top), vec2(4.2, 3.3));
        let points = [area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom()];
        let split = triangles(&points, &[0, 1, 3, 1, 2, 3], GLASS);
        let whole = boxed(area, GLASS);
        assert_eq!(
            painted((7, 6), 9, &[(split, EVERYWHERE)], 1.0),
            painted((7, 6), 9, &[(whole, EVERYWHERE)], 1.0),
            "{area:?}"
        );
    }
}

#[test]
fn nothing_is_painted_outside_the_clip() {
    let clip = rect(1.0, 0.6, 2.4, 9.0);
    let rows = painted((4, 3), 0, &[(boxed(rect(-5.0, -5.0, 50.0, 50.0), WHITE), clip)], 1.0);
    assert_eq!(rows, [[0, 0, 0, 0], [0, 255, 0, 0], [0, 255, 0, 0]]);
    let wedge = triangles(&[pos2(-90.0, -90.0), pos2(90.0, -90.0), pos2(0.0, 90.0)], &[0, 1, 2], WHITE);
    assert_eq!(painted((4, 3), 0, &[(wedge, clip)], 1.0), rows);
}

#[test]
fn a_texture_is_copied_texel_by_texel_and_smoothed_when_drawn_large() {
    let picture = |area: Rect| {
        let mut mesh = Mesh::with_texture(PICTURE);
        mesh.add_rect_with_uv(area, rect(0.0, 0.0, 1.0, 1.0), WHITE);
        mesh
    };
    let plain = painted((3, 2), 0, &[(picture(rect(1.0, 0.0, 3.0, 2.0)), EVERYWHERE)], 1.0);
    assert_eq!(plain, [[0, 10, 20], [0, 30, 40]]);
    let large = painted((4, 4), 0, &[(picture(rect(0.0, 0.0, 4.0, 4.0)), EVERYWHERE)], 1.0);
    // Middles of pixels at 0.25, 0.75, 1.25 and 1.75 texels; at the edge the outermost texel.
    assert_eq!(large.first().map(Vec::as_slice), Some([10, 13, 18, 20].as_slice()));
    assert_eq!(large.last().map(Vec::as_slice), Some([30, 33, 38, 40].as_slice()));
}

#[test]
fn colours_run_evenly_from_corner_to_corner() {
    let corners = [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 1.0), pos2(0.0, 1.0)];
    let mut mesh = triangles(&corners, &[0, 1, 2, 0, 2, 3], WHITE);
    for vertex in &mut mesh.vertices {
        if vertex.pos.x < 1.0 {
            vertex.color = Color32::TRANSPARENT;
        }
    }
    assert_eq!(painted((4, 1), 0, &[(mesh, EVERYWHERE)], 1.0), [[32, 96, 159, 223]]);
}
