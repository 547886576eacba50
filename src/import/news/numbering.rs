//! The numbers that stand before headings.

use crate::text::is_han;

/// Ranks of headings, highest first. The order is the one of official documents (GB/T 9704: 一、 （一） 1. （1）) under the
/// one of books; headings without a number stand between the two unless the text shows otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Part,
    Chapter,
    Section,
    Unnumbered,
    Han,
    HanBracket,
    Arabic,
    ArabicBracket,
}

/// The rank of the number that `line` (marks and digits in ASCII) begins with.
pub(super) fn rank(line: &str) -> Option<Rank> {
    if let Some(rest) = line.strip_prefix('第') {
        return book_rank(rest);
    }
    let (bracketed, rest) = match line.strip_prefix('(') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let numeral = rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
    let (is_arabic, n_bytes) = if digits > 0 { (true, digits) } else { (false, numeral) };
    let (number, after) = rest.split_at_checked(n_bytes)?;
    if number.is_empty() || number.chars().count() > 4 {
        return None;
    }
    let mut chars = after.chars();
    let rank = match (bracketed, is_arabic, chars.next()) {
        (true, false, Some(')')) => Rank::HanBracket,
        (true, true, Some(')')) => Rank::ArabicBracket,
        (false, false, Some('、' | '.')) => Rank::Han,
        // Newspapers set 一 alone on its line between sections.
        (false, false, None) if line.chars().count() <= 3 => return Some(Rank::Han),
        (false, true, Some('、' | '.')) if number.len() <= 2 => Rank::Arabic,
        _ => return None,
    };
    let title = chars.as_str().trim_start();
    title.starts_with(|c: char| is_han(c) || c.is_alphabetic() || "“‘《\"".contains(c)).then_some(rank)
}

fn book_rank(rest: &str) -> Option<Rank> {
    let n_bytes = rest.find(|c: char| !is_numeral(c) && !c.is_ascii_digit() && c != ' ')?;
    let (number, unit) = rest.split_at_checked(n_bytes)?;
    if number.trim().is_empty() || number.chars().count() > 6 {
        return None;
    }
    let (rank, after) =
        [("部分", Rank::Part), ("编", Rank::Part), ("卷", Rank::Part), ("部", Rank::Part), ("篇", Rank::Part)]
            .into_iter()
            .chain([("章", Rank::Chapter), ("回", Rank::Chapter), ("节", Rank::Section)])
            .find_map(|(word, rank)| Some((rank, unit.strip_prefix(word)?)))?;
    (after.is_empty() || after.starts_with([' ', ':', '\u{3000}', '\t'])).then_some(rank)
}

fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_ranks() {
        for (line, expected) in [
            ("第一部分 总论", Some(Rank::Part)),
            ("第十二章", Some(Rank::Chapter)),
            ("第3节 方法", Some(Rank::Section)),
            ("一、提高政治能力", Some(Rank::Han)),
            ("二", Some(Rank::Han)),
            ("(三)练就过硬本领", Some(Rank::HanBracket)),
            ("4. 小结", Some(Rank::Arabic)),
            ("12、“走出去”", Some(Rank::Arabic)),
            ("(5)其他", Some(Rank::ArabicBracket)),
            ("第一节课的感受", None),
            ("3.5亿元", None),
            ("一分钟", None),
            ("2024年", None),
            ("(山西行政学院)", None),
            ("第一条 为了规范", None),
        ] {
            assert_eq!(rank(line), expected, "{line}");
        }
    }
}
