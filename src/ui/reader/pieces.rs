//! Cutting very long paragraphs, so that no frame has to set more than a few thousand characters at once.

use crate::text::{TextRange, is_blank};

/// Longer blocks, in bytes, are set in pieces: some four thousand Han characters, more than paragraphs have.
const LONGEST: usize = 12 * 1024;
/// Bytes of a piece.
const PIECE: usize = 6 * 1024;
/// A piece may be longer by this many bytes, to end with a sentence.
const SEARCHED: usize = 3 * 1024;

/// The pieces of the block at `block`, in order; joined they are the block. One that is not very long is one piece.
pub(super) fn pieces(text: &str, block: TextRange) -> impl Iterator<Item = TextRange> {
    let mut next = Some(block.start());
    std::iter::from_fn(move || {
        let start = next?;
        let end = piece_end(text, block, start);
        next = (end < block.end()).then_some(end);
        Some(TextRange::new(start, end))
    })
}

/// The piece of `block` that holds `offset`; words and sentences are looked for in it alone.
pub(super) fn piece_at(text: &str, block: TextRange, offset: usize) -> TextRange {
    pieces(text, block).find(|piece| offset < piece.end() || piece.end() == block.end()).unwrap_or(block)
}

fn piece_end(text: &str, block: TextRange, start: usize) -> usize {
    if block.len() <= LONGEST || block.end() - start <= PIECE + SEARCHED {
        return block.end();
    }
    let from = text.floor_char_boundary(start + PIECE);
    let to = text.floor_char_boundary(start + PIECE + SEARCHED);
    let window = text.get(from..to).unwrap_or_default();
    let cut = window.find(ends_sentence).or_else(|| window.find(may_end_line));
    let Some(cut) = cut else { return to };
    let rest = window.get(cut..).unwrap_or_default();
    from + window.len() - rest.trim_start_matches(goes_with_end).len()
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

fn may_end_line(c: char) -> bool {
    is_blank(c) || matches!(c, '，' | '；' | '：' | '、' | ',' | ';')
}

/// What stays on the line that a cut ends: the marks themselves, what closes behind them, and blanks.
fn goes_with_end(c: char) -> bool {
    ends_sentence(c)
        || may_end_line(c)
        || matches!(c, '”' | '’' | '"' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | '〗' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lens(text: &str) -> Vec<usize> {
        let all: Vec<TextRange> = pieces(text, TextRange::new(0, text.len())).collect();
        let mut at = 0;
        for piece in &all {
            assert_eq!(piece.start(), at, "pieces join");
            assert!(text.is_char_boundary(piece.end()));
            at = piece.end();
        }
        assert_eq!(at, text.len());
        all.into_iter().map(TextRange::len).collect()
    }

    #[test]
    fn a_usual_paragraph_is_one_piece() {
        assert_eq!(lens(""), [0]);
        assert_eq!(lens(&"春眠不觉晓，处处闻啼鸟。".repeat(300)).len(), 1);
    }

    #[test]
    fn a_very_long_one_is_cut_behind_sentences() {
        let text = "他说：“春眠不觉晓，处处闻啼鸟。”夜来风雨声。".repeat(2000);
        let mut end = 0;
        for len in lens(&text) {
            end += len;
            assert!(len <= PIECE + SEARCHED);
            assert!(text[..end].ends_with('”') || text[..end].ends_with("声。"), "{len}");
        }
    }

    #[test]
    fn without_marks_it_is_cut_all_the_same() {
        assert!(lens(&"字".repeat(100_000)).len() > 30);
    }

    #[test]
    fn the_piece_of_an_offset_holds_it() {
        let text = "春眠不觉晓。".repeat(5000);
        let block = TextRange::new(0, text.len());
        for offset in [0, 18, 6200, text.len() / 2, text.len()] {
            let piece = piece_at(&text, block, offset);
            assert!(piece.contains(offset) || offset == text.len());
        }
    }
}
