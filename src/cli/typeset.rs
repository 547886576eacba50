//! `quandian typeset`.

use quandian::document::Document;
use quandian::typeset::{CellText, Direction, Level, Line, Mode, PlacedCell};
use quandian::ui::offline::{SetParagraph, TypesetOptions, typeset_document};
use serde::Serialize;

use super::args::{Breaking, Strictness, TypesetArguments};
use super::{Failure, document};

/// Code points of the canonical text, em of the body size. Plain records: a long text has too many glyphs for a tree of
/// JSON values.
#[derive(Serialize)]
struct Answer {
    measure_em: f64,
    paragraphs: Vec<ParagraphRecord>,
}

#[derive(Serialize)]
struct ParagraphRecord {
    start: usize,
    end: usize,
    lines: Vec<LineRecord>,
}

#[derive(Serialize)]
struct LineRecord {
    start: usize,
    end: usize,
    /// As displayed.
    text: String,
    /// Broken inside a run that should have stayed whole.
    forced: bool,
    glyphs: Vec<GlyphRecord>,
    /// Right edge of the last cell.
    right_em: f64,
}

#[derive(Serialize)]
struct GlyphRecord {
    /// As displayed.
    c: String,
    start: usize,
    /// Pen origin of the unsqueezed glyph.
    x_em: f64,
    /// Left edge and width of its cell.
    cell_x_em: f64,
    advance_em: f64,
}

pub(super) fn typeset(arguments: TypesetArguments) -> Result<String, Failure> {
    // The size changes what is snapped to pixels only, and positions are given as they are before that.
    let TypesetArguments { file, measure, size: _size, mode, level, font, plain, vertical, quotes } = arguments;
    let document = document::read(&file)?.document;
    let options = TypesetOptions {
        measure_em: measure as f32,
        mode: match mode {
            Breaking::Optimal => Mode::Optimal,
            Breaking::Greedy => Mode::Greedy,
            Breaking::Browser => Mode::Browser,
        },
        level: match level {
            Strictness::Strict => Level::Strict,
            Strictness::Gb => Level::Gb,
            Strictness::Basic => Level::Basic,
        },
        direction: if vertical { Direction::Vertical { corner_quotes: quotes } } else { Direction::Horizontal },
        font,
        is_plain: plain,
    };
    let set = typeset_document(&document, &options)?;
    let paragraphs = set.iter().map(|paragraph| paragraph_record(&document, paragraph)).collect();
    Ok(serde_json::to_string(&Answer { measure_em: measure, paragraphs })? + "\n")
}

fn paragraph_record(document: &Document, paragraph: &SetParagraph) -> ParagraphRecord {
    let (start, end) = document.char_range(paragraph.range);
    let lines = paragraph.lines.iter().map(|line| line_record(document, line)).collect();
    ParagraphRecord { start, end, lines }
}

fn line_record(document: &Document, line: &Line) -> LineRecord {
    let (start, end) = document.char_range(line.range);
    let glyphs: Vec<_> = line.cells.iter().map(|cell| glyph_record(document, cell)).collect();
    let text = glyphs.iter().map(|glyph| glyph.c.as_str()).collect();
    LineRecord { start, end, text, forced: line.forced, glyphs, right_em: rounded(line.right_em) }
}

fn glyph_record(document: &Document, cell: &PlacedCell) -> GlyphRecord {
    let c = match &cell.text {
        CellText::Char(c) => c.to_string(),
        CellText::Cluster(cluster) => cluster.to_string(),
    };
    GlyphRecord {
        c,
        start: document.char_offset(cell.range.start()),
        x_em: rounded(cell.x_em),
        cell_x_em: rounded(cell.cell_x_em),
        advance_em: rounded(cell.advance_em),
    }
}

/// To five decimals: positions are known to a thousandth of an em, and 1.1 is to be written so.
fn rounded(em: f32) -> f64 {
    (f64::from(em) * 1e5).round() / 1e5
}
