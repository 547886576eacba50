//! What a title is a title of: the organisation or place before it.

use std::collections::HashSet;

use super::{Names, Post, Unborne};
use crate::analysis::entities::offices::{BETWEEN, FUNCTION_CHARS, IN_CHARGE, PARTS, RELATIVE_OFFICES};
use crate::analysis::entities::page::{is_close_bracket, is_open_bracket, is_stop};
use crate::analysis::entities::titles;
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Most characters between an organisation and its title, and in a title's own words before the post: 市场营销总监.
const N_CHARS_GAP: usize = 24;
const N_CHARS_FIELD: usize = 8;

impl Names<'_> {
    /// `title` with what stands before it, not beyond `from`; `n` is the index of a name behind the title.
    pub(super) fn affiliation(&self, n: usize, title: TextRange, from: usize) -> Post {
        self.named(n, title, from).or_else(|| self.relative(n, title, from)).unwrap_or(Post {
            title,
            organisation: None,
            start: title.start(),
        })
    }

    /// A named organisation or place before the title.
    fn named(&self, n: usize, title: TextRange, from: usize) -> Option<Post> {
        let before = self.outer.get(..n)?;
        let is_before = |range: TextRange| range.end() <= title.start() && range.start() >= from;
        let idx =
            before.iter().rposition(|name| name.kind != EntityType::Title && name.range.end() <= title.start())?;
        let name = before.get(idx)?;
        if !is_before(name.range) || !matches!(name.kind, EntityType::Place | EntityType::Organisation) {
            return None;
        }
        let (base, first) = self.with_bracket(idx, name.range);
        let gap = self.page.of(TextRange::new(base.end(), title.start()));
        let post = |organisation: TextRange, title: TextRange| {
            Some(Post { title, organisation: Some(organisation), start: self.chain_start(first, base.start()) })
        };
        let n_chars = gap.chars().take(N_CHARS_GAP + 1).count();
        if gap.is_empty() || BETWEEN.contains(&gap) {
            return post(base, title);
        }
        if n_chars > N_CHARS_GAP || gap.contains(is_stop) {
            return None;
        }
        if let Some(clause) = gap.strip_suffix('的') {
            let in_charge =
                name.kind == EntityType::Organisation && IN_CHARGE.iter().any(|verb| clause.starts_with(verb));
            return if clause.is_empty() || in_charge { post(base, title) } else { None };
        }
        if gap.contains(|c: char| {
            FUNCTION_CHARS.contains(c) || "、和及 　".contains(c) || is_open_bracket(c) || is_close_bracket(c)
        }) {
            return None;
        }
        if PARTS.iter().any(|part| gap.ends_with(part)) {
            return post(TextRange::new(base.start(), title.start()), title);
        }
        let trimmed = BETWEEN.iter().find_map(|word| gap.strip_prefix(word)).unwrap_or(gap);
        let is_field = n_chars <= N_CHARS_FIELD && self.page.is_nominal(base.end(), title.start());
        let field_start = title.start() - trimmed.len();
        if is_field { post(base, TextRange::new(field_start, title.end())) } else { None }
    }

    /// 山西省委党校(山西行政学院): an organisation with its other name in brackets is one; and the index of the first name.
    fn with_bracket(&self, idx: usize, name: TextRange) -> (TextRange, usize) {
        let opens = self.page.before(name.start()).filter(|&c| is_open_bracket(c));
        let closes = self.page.after(name.end()).filter(|&c| is_close_bracket(c));
        if let (Some(open), Some(close), Some(outer)) =
            (opens, closes, idx.checked_sub(1).and_then(|idx| self.outer.get(idx)))
        {
            let is_beside =
                outer.range.end() + open.len_utf8() == name.start() && outer.kind == EntityType::Organisation;
            if is_beside {
                return (TextRange::new(outer.range.start(), name.end() + close.len_utf8()), idx - 1);
            }
        }
        (name, idx)
    }

    /// Start of the run of names without anything between that ends with number `idx`, which begins at `start`.
    fn chain_start(&self, idx: usize, start: usize) -> usize {
        let before = self.outer.get(..idx).unwrap_or_default().iter().rev().take(4);
        before.fold(start, |start, name| {
            let joins = name.range.end() == start && matches!(name.kind, EntityType::Place | EntityType::Organisation);
            if joins { name.range.start() } else { start }
        })
    }

    /// 省委|书记: an office named by its rank alone.
    fn relative(&self, n: usize, title: TextRange, from: usize) -> Option<Post> {
        let before = self.page.text.get(from..title.start())?;
        let office = RELATIVE_OFFICES
            .iter()
            .filter(|office| {
                before
                    .strip_suffix(**office)
                    .is_some_and(|rest| rest.ends_with(['省', '市', '县', '区', '州', '盟', '旗', '乡', '镇']))
            })
            .max_by_key(|office| office.len())?;
        let start = title.start() - office.len() - '省'.len_utf8();
        let place = self
            .outer
            .get(..n)?
            .iter()
            .rev()
            .take(3)
            .find(|name| name.range.end() == start && name.kind == EntityType::Place);
        let start = place.map_or(start, |name| name.range.start());
        Some(Post { title, organisation: Some(TextRange::new(start, title.start())), start })
    }

    /// Offices named behind an organisation or a place without anybody, and 有关负责人; `borne` holds the ends of
    /// titles that are somebody's.
    pub(super) fn unborne(&self, borne: &HashSet<usize>) -> Vec<Unborne> {
        let mut unborne = Vec::new();
        for (n, name) in self.outer.iter().enumerate() {
            if !matches!(name.kind, EntityType::Place | EntityType::Organisation) {
                continue;
            }
            let next = self.outer.get(n + 1).map_or(self.page.text.len(), |next| next.range.start());
            let line_end =
                self.page.text.get(name.range.end()..next).and_then(|gap| gap.find(|c: char| is_stop(c) || c == '、'));
            let to = line_end.map_or(next, |at| name.range.end() + at);
            let Some(title) = self.first_title(name.range.end(), to) else { continue };
            let word = self.page.of(title);
            let tells = titles::is_anonymous(word) || titles::is_office(word);
            if tells && !borne.contains(&title.end()) && self.page.has_borders(title) {
                let post = self.affiliation(n + 1, title, name.range.start());
                if post.organisation.is_some() {
                    unborne.push(Unborne { title: post.title, organisation: post.organisation });
                }
            }
        }
        unborne
    }

    /// The title that begins at `start`, or behind a part of the organisation: 干部处有关负责人.
    fn first_title(&self, start: usize, to: usize) -> Option<TextRange> {
        if let Some(title) = titles::starting_at(self.page.text, start, to) {
            return Some(title);
        }
        let rest = self.page.text.get(start..to)?;
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(N_CHARS_FIELD);
        let mut parts =
            ends.filter(|&end| PARTS.iter().any(|part| rest.get(..end).is_some_and(|head| head.ends_with(part))));
        parts.find_map(|end| titles::starting_at(self.page.text, start + end, to))
    }
}
