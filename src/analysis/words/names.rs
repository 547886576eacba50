//! What the document as a whole says about its names: places in a row are taken apart, offices joined to the place they
//! belong to, and what is a name once is one again. Every rule is about kinds of words, none about a name.

use std::collections::HashMap;

use super::class::is_division;
use super::decode::Span;
use super::endings::{self, Ending};
use super::fold::{self, BLANK, LINE_FEED};
use super::model::{LONGEST, Lexicon, SEED, step};
use super::page::Page;

const PERSON: u8 = 0;
const PLACE: u8 = 1;
const ORGANISATION: u8 = 2;

/// Confidence of what a rule adds, as natural-logarithm odds over no name: near .9 after flattening.
const RULE_ODDS: i32 = 4;

/// Odds from which a name is looked for again.
const SURE_ODDS: i32 = 3;

/// Longest name that is looked for again, in characters.
const LONGEST_NAME: usize = 24;

/// Settles the names of a page and finds those nested in them.
pub(super) fn settle(page: &mut Page, lexicon: &Lexicon<'_>, unit: i32) {
    let margin = RULE_ODDS * unit;
    drop_adjectives(page);
    split_places(page, lexicon);
    add_by_ending(page, lexicon, margin);
    add_credits(page, margin);
    repeat_names(page, unit);
    add_surnames(page, margin);
    page.nested = nested_places(page, lexicon);
}

/// 中国式, 法式: a place before 式 is no name.
fn drop_adjectives(page: &mut Page) {
    let codes = &page.codes;
    page.spans.retain(|span| span.kind != PLACE || codes.get(span.end) != Some(&('式' as u16)));
}

/// Length of the longest division of the country that begins `codes`.
fn division_len(codes: &[u16], lexicon: &Lexicon<'_>) -> Option<usize> {
    let mut hash = SEED;
    let mut longest = None;
    for (n, &code) in codes.iter().take(LONGEST).enumerate() {
        hash = step(hash, code);
        let Some(entry) = lexicon.get(hash) else { break };
        if is_division(entry.class()) {
            longest = Some(n + 1);
        }
        if !entry.goes_on() {
            break;
        }
    }
    longest.filter(|&len| len > 1)
}

/// 晋城市泽州县 is two places.
fn split_places(page: &mut Page, lexicon: &Lexicon<'_>) {
    let mut spans = Vec::with_capacity(page.spans.len());
    for span in page.spans.drain(..) {
        let mut start = span.start;
        loop {
            let rest = page.codes.get(start..span.end).filter(|_| span.kind == PLACE).unwrap_or_default();
            let Some(len) = division_len(rest, lexicon).filter(|&len| len < rest.len()) else { break };
            let after = rest.get(len..).unwrap_or_default();
            // The rest is a division too, or at least ends as a place of a lower order does.
            let is_whole = division_len(after, lexicon) == Some(after.len());
            if !is_whole && (after.len() <= 2 || !endings::is_settlement(after)) {
                break;
            }
            spans.push(Span { start, end: start + len, ..span });
            start += len;
        }
        spans.push(Span { start, ..span });
    }
    page.spans = spans;
}

/// Names that their ending tells: a place with 遗址公园, 县委 with 组织部, 国家…试验区.
fn add_by_ending(page: &mut Page, lexicon: &Lexicon<'_>, margin: i32) {
    let mut added = Vec::new();
    for span in &page.spans {
        if span.kind == PERSON {
            continue;
        }
        let after = page.codes.get(span.end..).unwrap_or_default();
        let before_last = page.codes.get(span.end.saturating_sub(1)).copied().unwrap_or(BLANK);
        if let Some(Ending { len, kind }) = endings::after_place(after, before_last, span.kind == PLACE) {
            added.push(Span { end: span.end + len, kind, margin: span.margin.max(margin), ..*span });
        }
    }
    let zones = endings::zones(&page.codes);
    added.extend(zones.into_iter().map(|(start, end)| Span { start, end, kind: PLACE, margin }));
    // Divisions with their full name are names wherever words end around them.
    let mut at = 0;
    while at < page.codes.len() {
        let rest = page.codes.get(at..).unwrap_or_default();
        let len = division_len(rest, lexicon).unwrap_or(1);
        if len > 2 && endings::is_full_division(rest.get(..len).unwrap_or_default()) && ends_at(page, at) {
            let after = rest.get(len..).unwrap_or_default();
            let last = rest.get(len - 1).copied().unwrap_or(BLANK);
            let ending = endings::after_place(after, last, true);
            let (end, kind) = ending.map_or((at + len, PLACE), |ending| (at + len + ending.len, ending.kind));
            if ends_at(page, end) || kind == ORGANISATION {
                added.push(Span { start: at, end, kind, margin });
            }
        }
        at += len;
    }
    merge(page, added);
}

/// Whether a word or a name ends right before character `at`.
fn ends_at(page: &Page, at: usize) -> bool {
    at == 0 || at >= page.codes.len() || page.ends_word.get(at - 1).copied().unwrap_or(true)
}

/// Adds names; one that holds an old one replaces it, one that is held by or crosses an old one is dropped.
fn merge(page: &mut Page, mut added: Vec<Span>) {
    added.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut disjoint: Vec<Span> = Vec::with_capacity(added.len());
    for span in added {
        if disjoint.last().is_none_or(|last| last.end <= span.start) {
            disjoint.push(span);
        }
    }
    let mut merged: Vec<Span> = Vec::with_capacity(page.spans.len() + disjoint.len());
    let mut old = std::mem::take(&mut page.spans).into_iter().peekable();
    for new in disjoint {
        while let Some(span) = old.next_if(|span| span.end <= new.start) {
            merged.push(span);
        }
        let mut met = Vec::new();
        while let Some(span) = old.next_if(|span| span.start < new.end) {
            met.push(span);
        }
        let holds_all = met.iter().all(|span| {
            new.start <= span.start && span.end <= new.end && (span.end - span.start) < (new.end - new.start)
        });
        let is_free = merged.last().is_none_or(|last| last.end <= new.start);
        if holds_all && is_free {
            merged.push(new);
        } else {
            merged.extend(met);
        }
    }
    merged.extend(old);
    page.spans = merged;
}

/// 责编:甲乙丙、丁戊己: names of persons in a list after 责编, 记者, 摄影 and a colon.
fn add_credits(page: &mut Page, margin: i32) {
    let codes = &page.codes;
    let mut added = Vec::new();
    for at in endings::credits(codes) {
        let mut start = at;
        while let Some(len) = name_len(codes, start) {
            added.push(Span { start, end: start + len, kind: PERSON, margin });
            start += len;
            match codes.get(start) {
                Some(&code) if code == '、' as u16 || code == '，' as u16 || code == BLANK => start += 1,
                _ => break,
            }
        }
    }
    merge_over(page, added);
}

/// Length of the run of two to four Han characters at `start` that ends at a mark or blank.
fn name_len(codes: &[u16], start: usize) -> Option<usize> {
    let rest = codes.get(start..)?;
    let len = rest.iter().take(5).take_while(|&&code| (0x4E00..=0x9FFF).contains(&code)).count();
    let is_end = rest.get(len).is_none_or(|&code| fold::is_mark(code) || code == BLANK || code == LINE_FEED);
    (is_end && (2..=4).contains(&len)).then_some(len)
}

/// Adds names, sorted and disjoint, over whatever was there.
fn merge_over(page: &mut Page, added: Vec<Span>) {
    page.spans.retain(|span| overlapping(&added, span).is_empty());
    page.spans.extend(added);
    page.spans.sort_by_key(|span| span.start);
}

/// The spans, sorted and disjoint, that share a character with `new`.
fn overlapping<'a>(spans: &'a [Span], new: &Span) -> &'a [Span] {
    let from = spans.partition_point(|span| span.end <= new.start);
    let to = spans.partition_point(|span| span.start < new.end);
    spans.get(from..to).unwrap_or_default()
}

/// What is a name once, and sure enough, is one wherever it stands: same kind, same extent.
fn repeat_names(page: &mut Page, unit: i32) {
    let mut votes: HashMap<Vec<u16>, [i64; 3]> = HashMap::new();
    for span in page.spans.iter().filter(|span| span.margin >= SURE_ODDS * unit) {
        let surface = page.codes.get(span.start..span.end).unwrap_or_default();
        let len = surface.len();
        if (2..=LONGEST_NAME).contains(&len)
            && let Some(vote) = votes.entry(surface.to_vec()).or_default().get_mut(usize::from(span.kind))
        {
            *vote += i64::from(span.margin.max(1));
        }
    }
    let kind_of = |surface: &[u16]| {
        let vote = votes.get(surface)?;
        (0_u8..3).max_by_key(|&kind| vote.get(usize::from(kind)).copied())
    };
    for span in &mut page.spans {
        let surface = page.codes.get(span.start..span.end).unwrap_or_default();
        span.kind = kind_of(surface).unwrap_or(span.kind);
    }
    let added = occurrences(page, &votes.keys().map(Vec::as_slice).collect::<Vec<_>>());
    let as_span = |(start, end): (usize, usize)| {
        let surface = page.codes.get(start..end)?;
        let vote = votes.get(surface)?;
        let margin = vote.iter().copied().max()?.min(i64::from(i32::MAX / 2)) as i32;
        Some(Span { start, end, kind: kind_of(surface)?, margin })
    };
    let added: Vec<Span> = added.into_iter().filter_map(as_span).collect();
    merge(page, added);
}

/// Where the surfaces stand, with words ending on both sides: longest first, found by their first two characters.
fn occurrences(page: &Page, surfaces: &[&[u16]]) -> Vec<(usize, usize)> {
    let mut by_head: HashMap<(u16, u16), Vec<&[u16]>> = HashMap::new();
    for surface in surfaces {
        if let [a, b, ..] = surface {
            by_head.entry((*a, *b)).or_default().push(surface);
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is put in order for itself")]
    for list in by_head.values_mut() {
        list.sort_by_key(|surface| (std::cmp::Reverse(surface.len()), *surface));
        // A page of nothing but names that begin alike stays linear.
        list.truncate(64);
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&[a, b]) = page.codes.get(at..at + 2) {
        let rest = page.codes.get(at..).unwrap_or_default();
        let met = by_head.get(&(a, b)).and_then(|list| {
            list.iter().find(|surface| {
                let end = at + surface.len();
                rest.starts_with(surface) && ((ends_at(page, at) && ends_at(page, end)) || surface.len() > 3)
            })
        });
        match met {
            Some(surface) => {
                found.push((at, at + surface.len()));
                at += surface.len();
            }
            None => at += 1,
        }
    }
    found
}

/// 程教授 where the page has one 程…: the surname is a name too.
fn add_surnames(page: &mut Page, margin: i32) {
    let mut surnames: Vec<u16> = page
        .spans
        .iter()
        .filter(|span| span.kind == PERSON && (2..=4).contains(&(span.end - span.start)))
        .filter_map(|span| page.codes.get(span.start).copied())
        .collect();
    surnames.sort_unstable();
    surnames.dedup();
    let mut added = Vec::new();
    for (at, code) in page.codes.iter().enumerate() {
        if surnames.binary_search(code).is_ok() {
            let after = page.codes.get(at + 1..).unwrap_or_default();
            let starts_word = ends_at(page, at) || endings::is_particle(page.codes.get(at.wrapping_sub(1)).copied());
            if starts_word && endings::address_len(after).is_some() {
                added.push(Span { start: at, end: at + 1, kind: PERSON, margin });
            }
        }
    }
    // Where the model took surname and title together for a person, the surname alone stays.
    let is_free = |new: &Span| {
        let after = page.codes.get(new.end..).unwrap_or_default();
        let whole = new.end + endings::address_len(after).unwrap_or(0);
        overlapping(&page.spans, new).iter().all(|old| old.kind == PERSON && old.start == new.start && old.end == whole)
    };
    added.retain(is_free);
    merge_over(page, added);
}

/// The division that begins an organisation's or a longer place's name: 襄汾县 in 襄汾县委.
fn nested_places(page: &Page, lexicon: &Lexicon<'_>) -> Vec<Span> {
    let inside = |span: &Span| {
        let codes = page.codes.get(span.start..span.end)?;
        let len = division_len(codes, lexicon).filter(|&len| span.kind != PERSON && len < codes.len())?;
        // 山西省 is the place and 山西 is not in 山西省直…; 成都 is one and 成 is not.
        Some(Span { end: span.start + len, kind: PLACE, ..*span })
    };
    page.spans.iter().filter_map(inside).collect()
}
