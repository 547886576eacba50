//! From text to the texture, without a window.

use super::*;
use crate::typeset::CellText;
use egui::epaint::ImageData;
use egui::{Color32, Context, Mesh, Pos2, RawInput, Rect, TextureId, pos2, vec2};
use std::collections::BTreeSet;

const ARTICLE: &str = include_str!("../../../assets/articles/people-daily-2024-08-27-p19.txt");
const INTERFACE: [&str; 2] = [include_str!("../locale.rs"), include_str!("../command.rs")];

/// A texture as the graphics card would hold it.
#[derive(Default)]
struct Card {
    texture: Option<(TextureId, [usize; 2], Vec<u8>)>,
}

impl Card {
    /// One frame: paints with `paint`, applies what it uploads of the texture painted with, tells the number of passes.
    fn frame(
        &mut self,
        ctx: &Context,
        fonts: &mut Fonts,
        mut paint: impl FnMut(&mut GlyphPainter<'_>),
    ) -> (Mesh, usize) {
        let (mut mesh, mut passes) = (Mesh::default(), 0);
        let input =
            RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0))), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| {
            let mut painter = fonts.painter(ui.ctx());
            paint(&mut painter);
            mesh = painter.finish().into_iter().next().unwrap_or_default();
            passes += 1;
        });
        for delta in output.textures_delta.set.remove(&mesh.texture_id).unwrap_or_default() {
            let ImageData::Color(image) = &delta.image;
            let alpha = image.pixels.iter().map(Color32::a);
            match (delta.pos, &mut self.texture) {
                (None, texture) => *texture = Some((mesh.texture_id, image.size, alpha.collect())),
                (Some([x, y]), Some((_, [width, _], pixels))) => {
                    for (at, alpha) in alpha.enumerate() {
                        let (row, column) = (at / image.size[0], at % image.size[0]);
                        pixels[(y + row) * *width + x + column] = alpha;
                    }
                }
                (Some(_), None) => panic!("a part of no texture"),
            }
        }
        output.textures_delta.clear();
        (mesh, passes)
    }

    /// Alpha of every pixel of quad `i`, and its box in pixels at one pixel a point.
    fn quad(&self, mesh: &Mesh, i: usize) -> (Rect, Vec<u8>) {
        let (id, [width, height], pixels) = self.texture.as_ref().unwrap();
        assert_eq!(*id, mesh.texture_id);
        let corners = &mesh.vertices[4 * i..4 * i + 4];
        let rect = Rect::from_points(&[corners[0].pos, corners[3].pos]);
        let texel = |uv: Pos2| ((uv.x * *width as f32).round() as usize, (uv.y * *height as f32).round() as usize);
        let ((left, top), (right, bottom)) = (texel(corners[0].uv), texel(corners[3].uv));
        assert_eq!((right - left, bottom - top), (rect.width() as usize, rect.height() as usize), "one texel a pixel");
        let alpha = (top..bottom).flat_map(|y| pixels[y * width + left..y * width + right].iter().copied()).collect();
        (rect, alpha)
    }
}

fn paint(text: &str, at: Pos2, color: Color32) -> impl FnMut(&mut GlyphPainter<'_>) {
    move |painter| {
        for (i, c) in text.chars().enumerate() {
            painter.cell(Face::Reading, &CellText::Char(c), pos2(at.x + i as f32 * 20.0, at.y), 20.0, color);
        }
    }
}

#[test]
fn a_han_lands_where_its_outline_says() {
    let (ctx, mut fonts, mut card) = (Context::default(), Fonts::new(), Card::default());
    let (mesh, passes) = card.frame(&ctx, &mut fonts, paint("国", pos2(100.0, 50.0), Color32::BLACK));
    assert_eq!((passes, mesh.vertices.len()), (1, 4));
    let (rect, alpha) = card.quad(&mesh, 0);
    let (left, right) = fonts.metrics(Face::Reading).glyph('国').ink_em.unwrap();
    assert_eq!((rect.left(), rect.right()), ((100.0 + left * 20.0).floor(), (100.0 + right * 20.0).ceil()));
    assert!(rect.top() > 30.0 && rect.bottom() < 54.0 && rect.height() > 15.0, "{rect:?}");
    let ink = alpha.iter().map(|a| u32::from(*a)).sum::<u32>() as f32 / 255.0 / (20.0 * 20.0);
    assert!((0.15..0.5).contains(&ink), "国 covers a fair part of its square: {ink}");
}

#[test]
fn quarters_of_a_pixel_have_bitmaps_and_whole_pixels_share_one() {
    let (ctx, mut fonts, mut card) = (Context::default(), Fonts::new(), Card::default());
    let (mesh, _) = card.frame(&ctx, &mut fonts, |painter| {
        for x in [10.0, 40.0, 70.25, 100.5, 130.76] {
            painter.cell(Face::Reading, &CellText::Char('中'), pos2(x, 40.3), 18.0, Color32::BLACK);
        }
    });
    let bitmaps: Vec<Vec<u8>> = (0..5).map(|i| card.quad(&mesh, i).1).collect();
    assert_eq!(bitmaps[0], bitmaps[1]);
    assert_eq!(mesh.vertices[0].uv, mesh.vertices[4].uv);
    let distinct: BTreeSet<&Vec<u8>> = bitmaps.iter().collect();
    assert_eq!(distinct.len(), 4);
    assert!(mesh.vertices.iter().all(|vertex| vertex.pos.x.fract() == 0.0 && vertex.pos.y.fract() == 0.0));
    let (again, _) = card.frame(&ctx, &mut fonts, paint("中", pos2(10.0, 40.0), Color32::BLACK));
    assert_eq!(again.vertices.len(), 4);
}

#[test]
fn two_dashes_are_one_stroke_of_two_em_without_a_gap() {
    for face in [Face::Reading, Face::ReadingBold, Face::Interface] {
        let (ctx, mut fonts, mut card) = (Context::default(), Fonts::new(), Card::default());
        let dash = CellText::Char('—');
        let (mesh, _) = card.frame(&ctx, &mut fonts, |painter| {
            painter.cell(face, &dash, pos2(10.0, 40.0), 20.0, Color32::BLACK);
            painter.cell(face, &dash, pos2(30.0, 40.0), 20.0, Color32::BLACK);
            painter.cell(face, &dash, pos2(110.0, 40.0), 20.0, Color32::BLACK);
        });
        assert_eq!(mesh.vertices.len(), 8, "one stroke and one dash alone");
        let (rect, alpha) = card.quad(&mesh, 0);
        assert!(rect.left() >= 10.0 && rect.right() <= 50.0 && rect.width() >= 36.0, "{rect:?}");
        let width = rect.width() as usize;
        for column in 1..width - 1 {
            assert!(alpha.iter().skip(column).step_by(width).any(|a| *a > 60), "a gap at {column} in {face:?}");
        }
        let (rect, _) = card.quad(&mesh, 1);
        assert!(rect.left() >= 110.0 && rect.right() <= 130.0, "a dash alone stays in its em: {rect:?}");
    }
}

#[test]
fn light_text_is_drawn_stronger() {
    let (ctx, mut fonts, mut card) = (Context::default(), Fonts::new(), Card::default());
    let mut ink = |color: Color32| -> u32 {
        let (mesh, _) = card.frame(&ctx, &mut fonts, paint("文", pos2(100.0, 50.0), color));
        card.quad(&mesh, 0).1.iter().map(|a| u32::from(*a)).sum()
    };
    assert!(ink(Color32::WHITE) > ink(Color32::BLACK));
}

#[test]
fn blanks_and_invisible_characters_paint_nothing() {
    let (ctx, mut fonts, mut card) = (Context::default(), Fonts::new(), Card::default());
    let text = " \u{3000}\t\u{200B}\u{FEFF}\u{202E}\u{FE0F}";
    let (mesh, _) = card.frame(&ctx, &mut fonts, paint(text, pos2(100.0, 50.0), Color32::BLACK));
    assert!(mesh.is_empty());
    assert!(fonts.missing().is_empty());
}

#[test]
fn a_missing_character_is_a_box_with_its_code_point() {
    let (ctx, mut fonts, mut card) = (Context::default(), Fonts::new(), Card::default());
    let (mesh, _) = card.frame(&ctx, &mut fonts, paint("\u{E000}\u{10FFFD}", pos2(100.0, 50.0), Color32::BLACK));
    assert_eq!(mesh.vertices.len(), 8);
    let (rect, alpha) = card.quad(&mesh, 0);
    assert!(rect.width() >= 17.0 && rect.width() <= 20.0);
    assert!(alpha.iter().any(|a| *a > 100) && alpha.iter().filter(|a| **a < 1).count() > alpha.len() / 4);
    assert_eq!(fonts.missing(), ['\u{E000}', '\u{10FFFD}']);
}

#[test]
fn a_full_texture_grows_and_the_frame_is_painted_whole() {
    let (ctx, mut fonts, mut card) = (Context::default(), Fonts::new(), Card::default());
    let text: Vec<char> = ('一'..='丏').collect();
    let mut all = |painter: &mut GlyphPainter<'_>| {
        for c in &text {
            painter.cell(Face::Reading, &CellText::Char(*c), pos2(0.0, 300.0), 320.0, Color32::BLACK);
        }
    };
    let (mesh, passes) = card.frame(&ctx, &mut fonts, &mut all);
    assert_eq!(passes, 2);
    assert_eq!(mesh.vertices.len(), 4 * text.len());
    let (_, alpha) = card.quad(&mesh, text.len() - 1);
    assert!(alpha.contains(&255));
}

#[test]
fn the_article_and_the_interface_have_all_their_glyphs() {
    let book = FontBook::new();
    let mut shown: BTreeSet<char> = ARTICLE.chars().collect();
    for source in INTERFACE {
        shown.extend(source.chars());
    }
    shown.extend("，、；：。？！“”‘’（）《》〈〉「」『』【】〔〕—…～·¶✓✔✕×●○◎◆◇■□▲△▼▽▶◀←→↑↓⌘⇧⌥⏎′″§†‡①②③℃％‰№āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ".chars());
    for face in [FaceId::SERIF, FaceId::SERIF_BOLD, FaceId::SANS] {
        for c in &shown {
            book.shape(face, c.encode_utf8(&mut [0; 4]), Writing::Horizontal);
        }
    }
    book.settle();
    assert!(book.missing().is_empty());
}

#[test]
fn vertical_marks_take_their_vertical_forms() {
    let book = FontBook::new();
    for c in ["。", "「", "（", "—", "…"] {
        let flat = book.shape(FaceId::SERIF, c, Writing::Horizontal);
        let upright = book.shape(FaceId::SERIF, c, Writing::Vertical);
        assert_ne!(flat[0].glyph, upright[0].glyph, "{c}");
        assert!((upright[0].advance_em - 1.0).abs() < 0.01);
    }
    let han = book.shape(FaceId::SERIF, "中", Writing::Vertical);
    assert_eq!(han[0].glyph, book.shape(FaceId::SERIF, "中", Writing::Horizontal)[0].glyph);
    assert!((han[0].x_em + 0.5).abs() < 0.01, "the pen is in the middle");
    let pair = book.shape_dash_pair(FaceId::SERIF, Writing::Vertical);
    let ink = book.outline(&pair[0]).bounds().unwrap();
    assert!(pair.len() == 1 && ink.top - ink.bottom > 1.7, "{ink:?}");
}

#[test]
fn egui_shapes_the_same_faces_in_chinese_too() {
    let ctx = Context::default();
    ctx.set_fonts(egui_definitions());
    let input =
        RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0))), ..RawInput::default() };
    let mut widths = Vec::new();
    let mut output = ctx.run_ui(input, |ui| {
        widths = ["中文", "——", "……", "中——文"]
            .map(|text| {
                ui.painter().layout_no_wrap(text.to_owned(), egui::FontId::proportional(20.0), Color32::BLACK).size().x
            })
            .to_vec();
    });
    output.textures_delta.clear();
    assert_eq!(widths.iter().map(|width| width.round()).collect::<Vec<f32>>(), [40.0, 40.0, 40.0, 80.0]);
}
