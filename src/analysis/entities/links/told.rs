//! Titles told behind a name: 张三，某公司董事长，…; 张三(某大学教授); 张三任某县县长.

use super::{Names, Post};
use crate::analysis::entities::offices::{FUNCTION_CHARS, HOLDS};
use crate::analysis::entities::page::{is_close_bracket, is_comma, is_open_bracket, is_stop};
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Most characters of one post with its organisation.
const N_CHARS_POST: usize = 40;

impl Names<'_> {
    /// Posts told behind `at`, the end of name number `n`, in its own clause.
    pub(super) fn told(&self, n: usize, at: usize, to: usize) -> Vec<Post> {
        let Some(sign) = self.page.after(at) else { return Vec::new() };
        let in_bracket = is_open_bracket(sign);
        let mut start = if in_bracket || is_comma(sign) { at + sign.len_utf8() } else { at };
        let verb_len = self.holds_len(start);
        if start == at && verb_len == 0 {
            return Vec::new();
        }
        start += verb_len;
        let mut posts: Vec<Post> = Vec::new();
        while let Some((post, end)) = self.told_post(n, start, to) {
            // 张三，教授说: behind a comma alone a post needs its organisation.
            if posts.is_empty() && verb_len == 0 && !in_bracket && post.organisation.is_none() {
                break;
            }
            let organisation = post.organisation.or_else(|| posts.last().and_then(|last| last.organisation));
            posts.push(Post { organisation, ..post });
            let Some(sign) = self.page.after(end).filter(|&c| matches!(c, '、' | '兼')) else { break };
            start = end + sign.len_utf8();
            start += self.holds_len(start);
        }
        posts
    }

    /// Bytes of the verb at `at` by which somebody has a post.
    fn holds_len(&self, at: usize) -> usize {
        let rest = self.page.text.get(at..).unwrap_or_default();
        HOLDS.iter().filter(|verb| rest.starts_with(**verb)).map(|verb| verb.len()).max().unwrap_or_default()
    }

    /// One post that fills the text from `start` to the next mark, and where it ends.
    fn told_post(&self, n: usize, start: usize, to: usize) -> Option<(Post, usize)> {
        let rest = self.page.text.get(start..to)?;
        let (len, _) = rest
            .char_indices()
            .take(N_CHARS_POST)
            .find(|&(_, c)| is_stop(c) || c == '、' || is_close_bracket(c))
            .or_else(|| rest.chars().nth(N_CHARS_POST).is_none().then_some((rest.len(), ' ')))?;
        let end = start + len;
        let inside = |range: TextRange| range.start() >= start && range.start() < end;
        let after = self.outer.get(n + 1..).unwrap_or_default();
        let n_inside = after.iter().take_while(|name| inside(name.range)).count();
        if after.iter().take(n_inside).any(|name| name.kind == EntityType::Person) {
            return None;
        }
        let last = n + 1 + n_inside;
        let title = self.title_ending_at(last, end, start)?;
        let post = self.affiliation(last, title, start);
        // 公司|总工程师: an organisation without a name of its own.
        let unnamed = TextRange::new(start, post.start);
        let fills = post.start == start;
        let is_generic = post.organisation.is_none()
            && (2..=12).contains(&self.page.of(unnamed).chars().count())
            && !self.page.of(unnamed).contains(|c: char| FUNCTION_CHARS.contains(c) || c.is_ascii());
        match (fills, is_generic) {
            (true, _) => Some((post, end)),
            (false, true) => Some((Post { organisation: Some(unnamed), start, ..post }, end)),
            _ => None,
        }
    }
}
