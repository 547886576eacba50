//! Who bears which title, and of what: `[place*][organisation][title]person`, `person[title]`, a role before a list of
//! names, and what is told behind a name.

mod affiliation;
mod told;

use std::collections::HashSet;

use super::found::Found;
use super::offices::{NOT_BEHIND, ROLES};
use super::page::{Page, is_colon};
use super::titles;
use crate::annotation::EntityType;
use crate::text::{TextRange, is_blank};

/// A title that somebody bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bearing {
    /// Where the person is named.
    pub(crate) person: TextRange,
    pub(crate) title: TextRange,
    pub(crate) organisation: Option<TextRange>,
}

/// A title that nobody named bears: 有关负责人.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unborne {
    pub(crate) title: TextRange,
    pub(crate) organisation: Option<TextRange>,
}

/// A title with its organisation, and where the two begin.
#[derive(Clone, Copy, Debug)]
struct Post {
    title: TextRange,
    organisation: Option<TextRange>,
    start: usize,
}

/// What titles are read from.
struct Names<'a> {
    page: &'a Page<'a>,
    /// Persons, places, organisations and titles that are not nested, in order.
    outer: Vec<Found>,
}

/// Titles with who bears them, and titles nobody bears. `blocks` are the paragraphs, in order; `found` is settled.
pub(crate) fn links(page: &Page<'_>, blocks: &[TextRange], found: &[Found]) -> (Vec<Bearing>, Vec<Unborne>) {
    let is_outer = |name: &Found| !name.nested && !matches!(name.kind, EntityType::Work | EntityType::Term);
    let outer = found.iter().copied().filter(is_outer).collect();
    let names = Names { page, outer };
    let mut bearings = Vec::new();
    let mut at = 0;
    for block in blocks {
        let first = at;
        while names.outer.get(at).is_some_and(|name| name.range.start() < block.end()) {
            at += 1;
        }
        names.block(*block, first..at, &mut bearings);
    }
    let borne: HashSet<usize> = bearings.iter().map(|bearing| bearing.title.end()).collect();
    let unborne = names.unborne(&borne);
    (bearings, unborne)
}

impl Names<'_> {
    fn block(&self, block: TextRange, range: std::ops::Range<usize>, bearings: &mut Vec<Bearing>) {
        let mut from = block.start();
        // The role that the person before took from a list, and where that person's name ends.
        let mut shared: Option<(usize, Post)> = None;
        for n in range {
            let Some(&name) = self.outer.get(n) else { break };
            if name.kind != EntityType::Person {
                continue;
            }
            let mut posts = self.before(n, from);
            if posts.is_empty()
                && let Some((end, post)) = shared
                && self.is_list_gap(TextRange::new(end, name.range.start()))
            {
                posts.push(post);
            }
            shared = posts
                .first()
                .copied()
                .filter(|post| ROLES.contains(&self.page.of(post.title)))
                .map(|post| (name.range.end(), post));
            let next = self.outer.get(n + 1).copied().filter(|next| next.range.start() < block.end());
            let behind = self.behind(name.range, next, block.end());
            let told_from = behind.map_or(name.range.end(), TextRange::end);
            posts.extend(behind.map(|title| Post { title, organisation: None, start: title.start() }));
            posts.extend(self.told(n, told_from, block.end()));
            bearings.extend(posts.iter().map(|post| Bearing {
                person: name.range,
                title: post.title,
                organisation: post.organisation,
            }));
            from = told_from;
        }
    }

    /// Titles before the name, the nearest first.
    fn before(&self, n: usize, from: usize) -> Vec<Post> {
        let Some(name) = self.outer.get(n) else { return Vec::new() };
        let mut title =
            self.role_before(name.range.start(), from).or_else(|| self.title_ending_at(n, name.range.start(), from));
        let mut posts: Vec<Post> = Vec::new();
        while let Some(range) = title.take() {
            let post = self.affiliation(n, range, from);
            posts.push(post);
            let Some(sign) = self.page.before(post.start).filter(|&c| matches!(c, '、' | '兼')) else { break };
            let end = post.start - sign.len_utf8();
            if end > from && posts.len() < 6 {
                title = self.title_ending_at(n, end, from);
            }
        }
        // 省委书记、省长: one organisation named once stands for the titles behind it.
        let mut organisation = None;
        for post in posts.iter_mut().rev() {
            post.organisation = post.organisation.or(organisation);
            organisation = post.organisation;
        }
        posts
    }

    /// The longest title ending at `end`: by our lists, or as the recogniser read it.
    fn title_ending_at(&self, n: usize, end: usize, from: usize) -> Option<TextRange> {
        let listed = titles::ending_at(self.page.text, from, end);
        let read = self.outer.get(..n).and_then(|before| {
            let mut near = before.iter().rev().take(3);
            near.find(|name| name.kind == EntityType::Title && name.range.end() == end && name.range.start() >= from)
        });
        listed.into_iter().chain(read.map(|name| name.range)).max_by_key(|title| title.len())
    }

    /// 责编:, 记者 and the like before a name, with a colon or a blank between.
    fn role_before(&self, at: usize, from: usize) -> Option<TextRange> {
        let before = self.page.text.get(from..at)?;
        let trimmed = before.trim_end_matches(|c: char| is_blank(c) || is_colon(c));
        let is_near = trimmed.len() < before.len()
            && before.len() - trimmed.len() <= 6
            && !before.get(trimmed.len()..)?.contains('\n');
        let role = ROLES.iter().filter(|role| trimmed.ends_with(**role)).max_by_key(|role| role.len())?;
        let end = from + trimmed.len();
        is_near.then(|| TextRange::new(end - role.len(), end))
    }

    /// Whether only signs of a list lie between two names.
    fn is_list_gap(&self, gap: TextRange) -> bool {
        let text = self.page.of(gap);
        !text.is_empty()
            && text.chars().count() <= 3
            && text.chars().all(|c: char| is_blank(c) && c != '\n' || matches!(c, '、' | ',' | '，' | '和'))
    }

    /// 总书记 behind 习近平, unless another name follows that it may belong to.
    fn behind(&self, name: TextRange, next: Option<Found>, to: usize) -> Option<TextRange> {
        let to = next.map_or(to, |next| next.range.start().min(to));
        let title = titles::starting_at(self.page.text, name.end(), to.max(name.end()))?;
        let is_others = next.is_some_and(|next| next.range.start() == title.end() && next.kind == EntityType::Person);
        let word = self.page.of(title);
        (!is_others && !NOT_BEHIND.contains(&word) && self.page.has_borders(title)).then_some(title)
    }
}
