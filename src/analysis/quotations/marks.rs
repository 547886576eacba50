//! Pairs of quotation marks: “…” ‘…’ 「…」 『…』 "…", also across paragraphs that each open the mark again.

use crate::text::TextRange;

/// A stretch between quotation marks; the outermost only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Inside the marks.
    pub(crate) inside: TextRange,
    /// With the marks.
    pub(crate) whole: TextRange,
    /// Index of the block it opens in.
    pub(crate) block: usize,
}

/// Marks left open: which closes them, and where they stand.
type Open = (char, TextRange);

/// All pairs, in order. A mark that is never closed is no mark, unless the next block begins with the same one.
pub(crate) fn quoted(text: &str, blocks: &[TextRange]) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut carried: Option<(Open, usize)> = None;
    for (block, range) in blocks.iter().enumerate() {
        let content = range.of(text);
        let first = content.chars().find(|c| !c.is_whitespace());
        let continues = carried.filter(|((close, _), _)| first.and_then(closing) == Some(*close) && *close != '"');
        let (pairs, left) = pairs(content, range.start(), continues.map(|(open, _)| open));
        for (open, close) in pairs {
            let from = continues.filter(|((_, mark), _)| *mark == open).map_or(block, |(_, from)| from);
            found.push(Quoted {
                inside: TextRange::new(open.end(), close.start()),
                whole: TextRange::new(open.start(), close.end()),
                block: from,
            });
        }
        carried = left.map(|open| (open, continues.filter(|(old, _)| *old == open).map_or(block, |(_, from)| from)));
    }
    outermost(found)
}

/// What closes `open`.
fn closing(open: char) -> Option<char> {
    match open {
        '“' => Some('”'),
        '‘' => Some('’'),
        '「' => Some('」'),
        '『' => Some('』'),
        '"' => Some('"'),
        '＂' => Some('＂'),
        _ => None,
    }
}

/// Pairs in one block, and the mark left open by it: the first of those. `carried` is one left open before, which the
/// block opens anew.
fn pairs(content: &str, origin: usize, carried: Option<Open>) -> (Vec<(TextRange, TextRange)>, Option<Open>) {
    let mut stack: Vec<Open> = carried.into_iter().collect();
    let mut skips_first = carried.is_some();
    let mut pairs = Vec::new();
    for (at, c) in content.char_indices() {
        let mark = TextRange::new(origin + at, origin + at + c.len_utf8());
        if matches!(c, '”' | '’' | '」' | '』' | '"' | '＂')
            && let Some(depth) = stack.iter().rposition(|&(close, _)| close == c)
        {
            if let Some(&(_, open)) = stack.get(depth) {
                pairs.push((open, mark));
            }
            stack.truncate(depth);
        } else if let Some(close) = closing(c) {
            if skips_first {
                skips_first = false;
            } else if stack.len() < 8 {
                // Deeper nests are no writing anybody reads; without a bound a text of nothing but marks costs its square.
                stack.push((close, mark));
            }
        }
    }
    (pairs, stack.first().copied())
}

fn outermost(mut found: Vec<Quoted>) -> Vec<Quoted> {
    found.sort_by_key(|quoted| (quoted.whole.start(), usize::MAX - quoted.whole.end()));
    let mut end = 0;
    found.retain(|quoted| {
        let is_outer = quoted.whole.start() >= end;
        end = end.max(quoted.whole.end());
        is_outer
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<&str> {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            blocks.push(TextRange::new(at, at + line.len()));
            at += line.len() + 1;
        }
        quoted(text, &blocks).into_iter().map(|quoted| quoted.inside.of(text)).collect()
    }

    #[test]
    fn the_outermost_pair_counts() {
        assert_eq!(check("他说：“读‘论语’。”「又」\"a\""), ["读‘论语’。", "又", "a"]);
        assert_eq!(check("never ’ closed “ here “ok”"), ["ok"]);
    }

    #[test]
    fn a_quotation_runs_on_where_each_paragraph_opens_it_again() {
        assert_eq!(check("“第一段。\n“第二段。”他说。"), ["第一段。\n“第二段。"]);
        assert_eq!(check("“第一段。\n第二段”。"), Vec::<&str>::new());
    }
}
