//! Finds posts and ranks in a text by their last words: 副县长, 新闻发言人, 副校(院)长.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::offices::{ANONYMOUS, COURTESIES, OFFICES};
use super::posts::{POSTS, PREFIXES, UNITS_WITH_HEAD};
use crate::text::TextRange;

/// Characters the longest post in the list has, and the longest prefix.
const N_CHARS_POST: usize = 8;
const N_CHARS_PREFIX: usize = 4;

struct Words {
    posts: HashSet<&'static str>,
    prefixes: HashSet<&'static str>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words { posts: POSTS.iter().copied().collect(), prefixes: PREFIXES.iter().copied().collect() })
}

/// The longest title that ends at `end` and does not begin before `from`. `text` is simplified.
pub(crate) fn ending_at(text: &str, from: usize, end: usize) -> Option<TextRange> {
    let before = text.get(from..end)?;
    let core = core_len(before)?;
    let mut start = before.len() - core;
    while let Some(len) = last_chars(before.get(..start)?, N_CHARS_PREFIX, |word| words().prefixes.contains(word)) {
        start -= len;
    }
    Some(TextRange::new(from + start, end))
}

/// The longest title that begins at `start` and ends by `to`.
pub(crate) fn starting_at(text: &str, start: usize, to: usize) -> Option<TextRange> {
    let after = text.get(start..to)?;
    let ends: Vec<usize> = after.char_indices().map(|(at, c)| at + c.len_utf8()).take(10).collect();
    ends.iter().skip(1).rev().find_map(|&end| {
        let title = ending_at(text, start, start + end)?;
        (title.start() == start).then_some(title)
    })
}

/// A form of address at `start`: 先生, 同志.
pub(crate) fn courtesy_at(text: &str, start: usize) -> Option<TextRange> {
    let after = text.get(start..)?;
    COURTESIES.iter().find(|word| after.starts_with(**word)).map(|word| TextRange::new(start, start + word.len()))
}

/// Whether it is an office one person holds: 县长, 新闻发言人; not 教授 or 记者.
pub(crate) fn is_office(title: &str) -> bool {
    OFFICES.iter().any(|office| title.ends_with(office)) || head_len(title).is_some() || bracketed_len(title).is_some()
}

/// Whether it says that the text does not name the person: 有关负责人.
pub(crate) fn is_anonymous(title: &str) -> bool {
    ANONYMOUS.iter().any(|word| title.starts_with(word))
}

/// Bytes at the end of `before` that are a post.
fn core_len(before: &str) -> Option<usize> {
    last_chars(before, N_CHARS_POST, |word| words().posts.contains(word))
        .or_else(|| bracketed_len(before))
        .or_else(|| head_len(before))
}

/// 县长: a unit and 长.
fn head_len(before: &str) -> Option<usize> {
    let unit = before.strip_suffix('长')?.chars().next_back()?;
    UNITS_WITH_HEAD.contains(unit).then(|| unit.len_utf8() + '长'.len_utf8())
}

/// 校(院)长, 县(市、区)长: units in brackets beside the unit.
fn bracketed_len(before: &str) -> Option<usize> {
    let inside = before.strip_suffix('长')?;
    let inside = inside.strip_suffix([')', '）'])?;
    let open = inside.char_indices().rev().take(9).find(|&(_, c)| matches!(c, '(' | '（'))?.0;
    let others = inside.get(open..)?.trim_start_matches(['(', '（']);
    let unit = before.get(..open)?.chars().next_back()?;
    let are_units = others
        .split(['、', '，', ',', '/'])
        .all(|other| other.chars().next_back().is_some_and(|c| UNITS_WITH_HEAD.contains(c)));
    (UNITS_WITH_HEAD.contains(unit) && are_units).then(|| before.len() - open + unit.len_utf8())
}

/// Bytes of the longest of the last `n_chars` characters' tails that fits.
fn last_chars(before: &str, n_chars: usize, fits: impl Fn(&str) -> bool) -> Option<usize> {
    let starts: Vec<usize> = before.char_indices().rev().take(n_chars).map(|(at, _)| at).collect();
    starts.iter().rev().find(|&&at| before.get(at..).is_some_and(&fits)).map(|&at| before.len() - at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(text: &str) -> &str {
        ending_at(text, 0, text.len()).map_or("", |title| title.of(text))
    }

    #[test]
    fn titles_end_in_posts() {
        assert_eq!(last("右玉县县长"), "县长");
        assert_eq!(last("山西大学教授"), "教授");
        assert_eq!(last("主持日常工作的副校(院)长"), "副校(院)长");
        assert_eq!(last("举办县(市、区)长"), "县(市、区)长");
        assert_eq!(last("国家统计局新闻发言人"), "新闻发言人");
        assert_eq!(last("公司常务副总经理"), "常务副总经理");
        assert_eq!(last("组织部有关负责人"), "有关负责人");
        assert_eq!(last("越来越长"), "");
    }

    #[test]
    fn titles_begin_behind_names() {
        let text = "习近平总书记对山西";
        assert_eq!(starting_at(text, "习近平".len(), text.len()).map(|title| title.of(text)), Some("总书记"));
        assert!(is_office("副县长") && is_office("副校(院)长") && !is_office("教授"));
    }
}
