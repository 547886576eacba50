//! What stands beside a quotation: a verb of speech with its subject, before or behind it.

use super::Scene;
use super::marks::Quoted;
use super::people::{Candidate, Sort};
use super::verbs::{BEFORE_MARK, NOT_AFTER, SPEECH};
use crate::analysis::entities::{is_colon, is_comma};
use crate::analysis::types::Speaker;
use crate::text::TextRange;

/// Bytes looked through on either side, about 80 characters.
const N_BYTES_BESIDE: usize = 240;
/// Characters a quotation needs that no mark of a sentence closes: shorter ones are words and slogans.
const N_CHARS_SPEECH: usize = 5;

/// What one side of a quotation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// Nothing of speech.
    No,
    By(Speaker),
    /// Somebody speaks, but this side does not say who.
    BySomebody,
}

pub(crate) fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '!' | '！' | '?' | '？' | '\n' | '…')
}

fn is_clause_end(c: char) -> bool {
    is_comma(c) || is_colon(c) || matches!(c, ';' | '；')
}

/// Whether the words inside are closed as speech is.
fn is_closed(scene: &Scene<'_>, quoted: &Quoted) -> bool {
    let last = scene.page.before(quoted.inside.end());
    !quoted.inside.is_empty()
        && last.is_some_and(|c: char| is_sentence_end(c) || is_comma(c) || matches!(c, '—' | '~' | '～' | ';' | '；'))
}

fn is_long(scene: &Scene<'_>, quoted: &Quoted) -> bool {
    scene.page.of(quoted.inside).chars().nth(N_CHARS_SPEECH - 1).is_some()
}

/// The text of the sentence before the quotation, back to the quotation or sentence before; of the line before where the
/// quotation opens its own and that line ends in a colon.
fn span_before(scene: &Scene<'_>, idx: usize, quoted: &Quoted) -> TextRange {
    let open = quoted.whole.start();
    let from = idx.checked_sub(1).and_then(|last| scene.quoted.get(last)).map_or(0, |last| last.whole.end());
    let block = scene.blocks.get(quoted.block).map_or(0, |block| block.start());
    let line = if scene.page.text.get(block..open).is_some_and(|head| head.trim().is_empty()) {
        quoted.block.checked_sub(1).and_then(|last| scene.blocks.get(last)).map_or(block, |last| last.start())
    } else {
        block
    };
    let mut low = from.max(line).max(open.saturating_sub(N_BYTES_BESIDE));
    while !scene.page.text.is_char_boundary(low) {
        low += 1;
    }
    let text = scene.page.text.get(low..open).unwrap_or_default();
    let trimmed = text.trim_end();
    let ends_line = trimmed.len() < text.len() && text.contains('\n');
    if ends_line && !trimmed.ends_with(is_colon) {
        return TextRange::new(open, open);
    }
    let start = trimmed
        .rfind(is_sentence_end)
        .map_or(0, |at| at + trimmed.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    TextRange::new(low + start, low + trimmed.len())
}

/// The first sentence behind the quotation, up to the next speech; and whether that one is led in by it.
fn span_after(scene: &Scene<'_>, idx: usize, quoted: &Quoted) -> (TextRange, bool) {
    let start = quoted.whole.end();
    let block =
        scene.page.text.get(start..).and_then(|rest| rest.find('\n')).map_or(scene.page.text.len(), |at| start + at);
    let mut high = block.min(start + N_BYTES_BESIDE);
    while !scene.page.text.is_char_boundary(high) {
        high -= 1;
    }
    let next = scene.quoted.get(idx + 1..).unwrap_or_default().iter().take_while(|next| next.whole.start() < high);
    let mut speech = None;
    for next in next {
        let is_led_in = scene.page.before(next.whole.start()).is_some_and(is_colon);
        if is_led_in || is_closed(scene, next) {
            speech = Some((next.whole.start(), is_led_in));
            break;
        }
    }
    let high = speech.map_or(high, |(at, _)| at);
    let text = scene.page.text.get(start..high).unwrap_or_default();
    let end = text.find(is_sentence_end);
    let leads_in = end.is_none() && speech.is_some_and(|(_, is_led_in)| is_led_in);
    (TextRange::new(start, end.map_or(high, |at| start + at)), leads_in)
}

/// X说:“…”, X坦言“…”.
pub(crate) fn before(scene: &Scene<'_>, idx: usize, quoted: &Quoted) -> Said {
    let span = span_before(scene, idx, quoted);
    let text = scene.page.of(span);
    let core = text.trim_end_matches(|c: char| is_colon(c) || is_comma(c) || matches!(c, '—' | ' ' | '\u{3000}'));
    let sign = text.get(core.len()..).unwrap_or_default();
    let has_colon = sign.contains(is_colon);
    let has_comma = sign.contains(is_comma);
    let closed = is_closed(scene, quoted);
    if core.is_empty() || !(has_colon || closed || is_long(scene, quoted)) {
        return Said::No;
    }
    let core = TextRange::new(span.start(), span.start() + core.len());
    let verb = verb_ending(scene, core, !has_comma);
    let clause = last_clause(scene, core);
    let verb = verb.or_else(|| if has_colon { first_verb(scene, clause) } else { None });
    let candidates = |to: usize| scene.cast.within(TextRange::new(core.start(), to));
    match verb {
        Some(verb) => {
            let follows = scene.page.after(quoted.whole.end());
            // 所说的“…”的, 被称为“…”的: the words are named, not said.
            if !has_colon && !closed && follows == Some('的') {
                return Said::No;
            }
            subject(scene, &candidates(verb.start()), clause).map_or(Said::BySomebody, Said::By)
        }
        None if has_colon && closed => {
            subject_of_colon(scene, &candidates(core.end()), clause).map_or(Said::No, Said::By)
        }
        None => Said::No,
    }
}

/// “…”X说, “…”X深有感触地说。
pub(crate) fn after(scene: &Scene<'_>, idx: usize, quoted: &Quoted) -> Said {
    let (span, leads_in) = span_after(scene, idx, quoted);
    let closed = is_closed(scene, quoted);
    if leads_in || !(closed || is_long(scene, quoted)) || span.is_empty() {
        return Said::No;
    }
    let text = scene.page.of(span);
    let lead = text.len() - text.trim_start_matches(|c: char| is_comma(c) || c == ' ' || c == '—').len();
    let span = TextRange::new(span.start() + lead, span.end());
    let candidates = scene.cast.within(span);
    if !closed && candidates.first().is_none_or(|first| first.start > span.start()) {
        return Said::No;
    }
    let mut from = span.start();
    while let Some(verb) = first_verb(scene, TextRange::new(from, span.end())) {
        let clause = last_clause(scene, TextRange::new(span.start(), verb.start()));
        let ahead: Vec<Candidate> =
            candidates.iter().filter(|candidate| candidate.speaker.range.end() <= verb.start()).cloned().collect();
        if let Some(speaker) = subject(scene, &ahead, clause) {
            return Said::By(speaker);
        }
        from = verb.end();
    }
    Said::No
}

/// Whether the quotation is a whole sentence by itself, in no sentence of the telling.
pub(crate) fn stands_alone(scene: &Scene<'_>, idx: usize, quoted: &Quoted) -> bool {
    let last = scene.page.before(quoted.inside.end());
    let ends = last.is_some_and(|c: char| is_sentence_end(c) || matches!(c, '—'))
        || is_closed(scene, quoted) && is_long(scene, quoted);
    let before = span_before(scene, idx, quoted);
    let opens = scene.page.of(before).trim().is_empty();
    ends && opens && scene.page.after(quoted.whole.end()) != Some('的')
}

/// Somebody in the sentence behind a quotation that no verb of speech goes with: the first named there.
pub(crate) fn near(scene: &Scene<'_>, idx: usize, quoted: &Quoted) -> Option<Speaker> {
    let (span, _) = span_after(scene, idx, quoted);
    let candidates = scene.cast.within(span);
    let in_quotes = |candidate: &Candidate| {
        let rest = scene.quoted.get(idx + 1..).unwrap_or_default();
        rest.iter()
            .take_while(|next| next.whole.start() < span.end())
            .any(|next| next.whole.covers(candidate.speaker.range))
    };
    let fits = |candidate: &&Candidate| {
        let opens_clause = scene
            .page
            .before(candidate.start)
            .is_none_or(|c: char| is_clause_end(c) || is_sentence_end(c) || "”」』\"".contains(c));
        let is_subject = match candidate.sort {
            Sort::Person => true,
            Sort::Described => opens_clause && !scene.cast.is_owner(candidate),
            Sort::Office => false,
        };
        is_subject && !in_quotes(candidate) && !scene.cast.is_spoken_to(candidate)
    };
    candidates.iter().find(fits).map(|candidate| candidate.speaker.clone())
}

/// The part of `span` behind its last comma.
fn last_clause(scene: &Scene<'_>, span: TextRange) -> TextRange {
    let text = scene.page.of(span);
    let start = text.char_indices().rev().find(|&(_, c)| is_clause_end(c)).map_or(0, |(at, c)| at + c.len_utf8());
    TextRange::new(span.start() + start, span.end())
}

/// The verb of speech that `core` ends with, with 道, 着, 了 behind it; right before the mark more verbs count.
fn verb_ending(scene: &Scene<'_>, core: TextRange, at_mark: bool) -> Option<TextRange> {
    let text = scene.page.of(core);
    let bare = text.trim_end_matches("起来").trim_end_matches(['道', '着', '了', '过', '到']);
    [text, bare].into_iter().find_map(|text| {
        let verbs = SPEECH.iter().chain(if at_mark { BEFORE_MARK } else { &[] });
        let verb = verbs.filter(|verb| text.ends_with(**verb)).max_by_key(|verb| verb.len())?;
        let start = core.start() + text.len() - verb.len();
        is_speech(scene, start, verb).then(|| TextRange::new(start, core.start() + text.len()))
    })
}

/// The first verb of speech in `span`.
fn first_verb(scene: &Scene<'_>, span: TextRange) -> Option<TextRange> {
    let text = scene.page.of(span);
    for (at, _) in text.char_indices() {
        let rest = text.get(at..)?;
        let Some(verb) = SPEECH.iter().filter(|verb| rest.starts_with(**verb)).max_by_key(|verb| verb.len()) else {
            continue;
        };
        let range = TextRange::new(span.start() + at, span.start() + at + verb.len());
        let closes = scene.page.after(range.end()).is_none_or(|c| {
            !crate::text::is_han(c) || matches!(c, '道' | '着' | '了' | '过' | '完' | '起' | '给' | '他' | '她' | '我')
        });
        let is_word = closes || verb.chars().count() > 1 || !scene.page.tokens.is_empty();
        let ends = scene.page.is_border(range.end()) || closes;
        // 说的话, 回答的问题: what is said is spoken of, nothing is said here.
        let is_told = scene.page.after(range.end()) == Some('的');
        if is_word && ends && !is_told && scene.page.is_border(range.start()) && is_speech(scene, range.start(), verb) {
            return Some(range);
        }
    }
    None
}

fn is_speech(scene: &Scene<'_>, start: usize, verb: &str) -> bool {
    let is_short = verb.chars().count() == 1;
    !is_short || scene.page.before(start).is_none_or(|c| !NOT_AFTER.contains(c))
}

/// Who does what the verb behind `clause` says: the nearest in the clause, else the first of the clause before that
/// names anybody. Nobody who is spoken to; an owner (程芳琴的…) only where nobody else is there.
fn subject(scene: &Scene<'_>, candidates: &[Candidate], clause: TextRange) -> Option<Speaker> {
    let fits: Vec<&Candidate> = candidates.iter().filter(|candidate| !scene.cast.is_spoken_to(candidate)).collect();
    let (owners, free): (Vec<&Candidate>, Vec<&Candidate>) =
        fits.into_iter().partition(|candidate| scene.cast.is_owner(candidate));
    let people: Vec<&Candidate> = free.iter().copied().filter(|candidate| candidate.sort != Sort::Office).collect();
    let own = |candidate: &&&Candidate| candidate.speaker.range.start() >= clause.start();
    let nearest = people.iter().rev().find(own).or_else(|| first_of_last_clause(scene, &people));
    let office = || free.iter().rev().find(own).or_else(|| first_of_last_clause(scene, &free));
    let found =
        nearest.or_else(office).or_else(|| owners.iter().rev().find(|candidate| candidate.sort != Sort::Office));
    found.map(|candidate| candidate.speaker.clone())
}

/// The first of those that stand in one clause with the last.
fn first_of_last_clause<'v, 'c>(scene: &Scene<'_>, candidates: &'v [&'c Candidate]) -> Option<&'v &'c Candidate> {
    let last = candidates.last()?.speaker.range.start();
    candidates.iter().find(|candidate| {
        let gap = scene.page.text.get(candidate.speaker.range.start()..last).unwrap_or_default();
        !gap.contains(is_clause_end)
    })
}

/// Before a colon without a verb the sentence's first person speaks: 老人摆摆手:“…”
fn subject_of_colon(scene: &Scene<'_>, candidates: &[Candidate], clause: TextRange) -> Option<Speaker> {
    let people: Vec<Candidate> =
        candidates.iter().filter(|candidate| candidate.sort != Sort::Office).cloned().collect();
    let first = people.first().filter(|first| first.start == clause.start() || people.len() == 1);
    first.map_or_else(
        || subject(scene, &people, clause),
        |first| (!scene.cast.is_owner(first)).then(|| first.speaker.clone()),
    )
}
