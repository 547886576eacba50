//! Typesetting without a window: the lines the reading pane would set, as plain data, and how fast they are set.

use std::hint::black_box;
use std::time::{Duration, Instant};

use super::fonts::{Face, FontError, Fonts};
use super::reader::BlockLook;
use crate::analysis::word_breaks;
use crate::document::{BlockKind, Document};
use crate::text::TextRange;
use crate::typeset::{Direction, Level, Line, Mode, PlacedCell, Prepared, prepare, set};

/// Setting anew with characters found in installed fonts may ask for others; they are few.
const FONT_ROUNDS: usize = 3;
/// Columns that the speed of setting anew is measured at, in em: those of a window made wider and narrower.
const MEASURES_EM: [f32; 2] = [34.0, 29.0];
/// A speed is measured for this long at least.
const ENOUGH: Duration = Duration::from_millis(400);

/// How a document is to be set.
#[derive(Clone, Debug, PartialEq)]
pub struct TypesetOptions {
    /// Width of the column, in em of the body size.
    pub measure_em: f32,
    pub mode: Mode,
    pub level: Level,
    pub direction: Direction,
    /// Installed family of the body; `None`: the bundled serif.
    pub font: Option<String>,
    /// Every line of the text as a paragraph of the body, whatever it is.
    pub is_plain: bool,
}

/// A block in lines. Ranges are bytes of the document, positions em of the body size from the column's left edge.
#[derive(Clone, Debug, PartialEq)]
pub struct SetParagraph {
    pub range: TextRange,
    pub lines: Vec<Line>,
}

/// Characters set in a second, on one thread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypesetSpeed {
    /// From text with its word breaks to placed lines.
    pub typeset_chars_per_s: f64,
    /// From cells to placed lines, at another width than before.
    pub relayout_chars_per_s: f64,
}

/// A stretch of the document that is set as one block.
#[derive(Clone, Copy)]
struct Piece {
    range: TextRange,
    look: BlockLook,
    kind: BlockKind,
}

/// Sets `document` as the reading pane does, before positions are snapped to pixels. Reads fonts from the disk where
/// the text or the options ask for them.
pub fn typeset_document(document: &Document, options: &TypesetOptions) -> Result<Vec<SetParagraph>, FontError> {
    let mut fonts = Fonts::new();
    if let Some(name) = &options.font {
        let face = fonts.book().install(name)?;
        fonts.read_in(Some(face));
    }
    let pieces = if options.is_plain { lines_of(document.text()) } else { blocks_of(document) };
    let breaks = breaks_of(document, &pieces);
    let set_all = || -> Vec<SetParagraph> {
        let made = pieces.iter().zip(&breaks).map(|(piece, breaks)| {
            let cells = piece.prepared(document, breaks, (options.level, options.direction), &fonts);
            piece.placed(piece.lines(&cells, options.measure_em, options.mode))
        });
        made.collect()
    };
    let mut paragraphs = set_all();
    for _ in 0..FONT_ROUNDS {
        let version = fonts.version();
        fonts.book().settle();
        if fonts.version() == version {
            break;
        }
        paragraphs = set_all();
    }
    Ok(paragraphs)
}

/// How fast `document` is set in the bundled fonts, by total fit at the strictest level. Words are found beforehand.
pub fn typesetting_speed(document: &Document) -> TypesetSpeed {
    let fonts = Fonts::new();
    let pieces = blocks_of(document);
    let breaks = breaks_of(document, &pieces);
    let [measure_em, _] = MEASURES_EM;
    let prepared =
        |piece: &Piece, breaks: &[usize]| piece.prepared(document, breaks, <(Level, Direction)>::default(), &fonts);
    let typeset = rate(document.n_chars(), |_| {
        let lines = pieces.iter().zip(&breaks).map(|(piece, breaks)| {
            let cells = prepared(piece, breaks);
            piece.lines(&cells, measure_em, Mode::Optimal).len()
        });
        lines.sum()
    });
    let cells: Vec<Prepared> = pieces.iter().zip(&breaks).map(|(piece, breaks)| prepared(piece, breaks)).collect();
    let relayout = rate(document.n_chars(), |round| {
        let measure_em = MEASURES_EM.into_iter().nth(round % MEASURES_EM.len()).unwrap_or(measure_em);
        pieces.iter().zip(&cells).map(|(piece, cells)| piece.lines(cells, measure_em, Mode::Optimal).len()).sum()
    });
    TypesetSpeed { typeset_chars_per_s: typeset, relayout_chars_per_s: relayout }
}

/// Characters a second of `work`, which is given the number of the round and done once before, to warm up.
fn rate(n_chars: usize, mut work: impl FnMut(usize) -> usize) -> f64 {
    black_box(work(0));
    let start = Instant::now();
    let mut round = 0;
    while round == 0 || start.elapsed() < ENOUGH {
        round += 1;
        black_box(work(round));
    }
    n_chars as f64 * round as f64 / start.elapsed().as_secs_f64()
}

impl Piece {
    fn new(range: TextRange, kind: BlockKind) -> Self {
        Self { range, look: BlockLook::of(kind), kind }
    }

    fn prepared(
        &self,
        document: &Document,
        breaks: &[usize],
        (level, direction): (Level, Direction),
        fonts: &Fonts,
    ) -> Prepared {
        let style = BlockLook::style(self.kind, level, direction);
        prepare(document.slice(self.range), breaks, &style, fonts.metrics(self.face()))
    }

    fn face(&self) -> Face {
        self.look.face
    }

    /// Lines as `typeset` gives them: bytes of the block, em of its own size.
    fn lines(&self, cells: &Prepared, measure_em: f32, mode: Mode) -> Vec<Line> {
        set(cells, measure_em / self.look.scale, mode)
    }

    /// The same lines seen from the document and the body.
    fn placed(&self, lines: Vec<Line>) -> SetParagraph {
        let (start, scale) = (self.range.start(), self.look.scale);
        let placed_cell = |cell: PlacedCell| PlacedCell {
            range: cell.range.shifted(start),
            x_em: cell.x_em * scale,
            cell_x_em: cell.cell_x_em * scale,
            advance_em: cell.advance_em * scale,
            text: cell.text,
            orientation: cell.orientation,
        };
        let placed_line = |line: Line| Line {
            range: line.range.shifted(start),
            cells: line.cells.into_iter().map(placed_cell).collect(),
            right_em: line.right_em * scale,
            forced: line.forced,
        };
        SetParagraph { range: self.range, lines: lines.into_iter().map(placed_line).collect() }
    }
}

fn blocks_of(document: &Document) -> Vec<Piece> {
    document.blocks().iter().map(|block| Piece::new(block.range, block.kind)).collect()
}

fn lines_of(text: &str) -> Vec<Piece> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches('\n').len();
        lines.push(Piece::new(TextRange::new(start, end), BlockKind::Paragraph));
        start += line.len();
    }
    lines
}

fn breaks_of(document: &Document, pieces: &[Piece]) -> Vec<Vec<usize>> {
    pieces.iter().map(|piece| word_breaks(document.slice(piece.range))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::bundled_article;

    fn options(is_plain: bool) -> TypesetOptions {
        TypesetOptions {
            measure_em: 34.0,
            mode: Mode::Optimal,
            level: Level::Strict,
            direction: Direction::Horizontal,
            font: None,
            is_plain,
        }
    }

    #[test]
    fn lines_join_to_their_paragraphs() {
        let document = bundled_article().document;
        let blocks = typeset_document(&document, &options(false)).expect("bundled fonts");
        assert_eq!(blocks.len(), document.blocks().len());
        let direction = Direction::Vertical { corner_quotes: true };
        let upright = TypesetOptions { direction, ..options(false) };
        let mut set = typeset_document(&document, &options(true)).expect("bundled fonts");
        set.extend(typeset_document(&document, &upright).expect("bundled fonts"));
        for paragraph in set.iter().chain(&blocks) {
            let mut at = paragraph.range.start();
            for line in &paragraph.lines {
                assert_eq!(line.range.start(), at);
                assert!(line.right_em < 34.01, "{}", document.slice(line.range));
                assert!(line.cells.iter().all(|cell| line.range.covers(cell.range)));
                at = line.range.end();
            }
            assert_eq!(at, paragraph.range.end());
        }
    }

    #[test]
    fn headings_fill_the_same_column_in_their_own_size() {
        let document = bundled_article().document;
        let blocks = typeset_document(&document, &options(false)).expect("bundled fonts");
        let (_, heading) = document.outline().next().expect("it has headings");
        let scale = BlockLook::of(heading.kind).scale;
        let set = blocks.iter().find(|block| block.range == heading.range).expect("it is set");
        let cell = set.lines.first().and_then(|line| line.cells.first()).expect("it has words");
        assert!((cell.advance_em - scale).abs() < 1e-3, "a Han is an em of the heading's own size");
    }

    #[test]
    fn plain_lines_are_those_of_the_text() {
        let ranges: Vec<_> = lines_of("春眠\n\n不觉晓").iter().map(|piece| piece.range).collect();
        assert_eq!(ranges, [TextRange::new(0, 6), TextRange::new(7, 7), TextRange::new(8, 17)]);
        assert_eq!(lines_of("春\n").len(), 1);
    }

    #[test]
    fn a_font_that_is_not_there_is_said_so() {
        let missing = TypesetOptions { font: Some("no such family".to_owned()), ..options(false) };
        let error = typeset_document(&bundled_article().document, &missing).expect_err("it is not installed");
        assert_eq!(error.to_string(), "no font named “no such family” is installed");
    }
}
