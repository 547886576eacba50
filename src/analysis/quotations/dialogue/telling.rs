//! A sentence of the telling between quotations: whom it names, who its subject is, whether a verb of speech closes it.

use std::sync::LazyLock;

use super::super::people::Cast;
use super::super::speech::is_sentence_end;
use super::super::verbs::{BEFORE_MARK, SPEECH, TOWARDS};
use crate::analysis::entities::{Page, is_colon, is_comma};
use crate::analysis::types::EntityId;
use crate::text::TextRange;

/// Prepositions whose object stands behind them in the clause, with what describes it: 对跹蹴在椅上的张三丰说.
const PREPOSITIONS: &[char] = &['对', '向', '给', '把', '跟', '朝'];
/// Bytes between a pronoun and a name that it only goes with: 他媳妇张三丰.
const N_BYTES_KIN: usize = 9;
/// Characters of a sentence that says no more than who speaks.
const N_CHARS_SAID: usize = 30;

/// Verbs of speech by first character.
static BY_FIRST: LazyLock<Vec<(char, &str)>> = LazyLock::new(|| {
    let mut verbs: Vec<(char, &str)> = SPEECH.iter().filter_map(|verb| Some((verb.chars().next()?, *verb))).collect();
    verbs.sort_unstable();
    verbs
});

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Person(EntityId),
    /// 他 or 她.
    Pronoun(char),
}

/// Somebody in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) range: TextRange,
    pub(super) who: Who,
    /// Spoken to or acted on.
    pub(super) is_towards: bool,
    /// Only describes what follows: 张三丰的手.
    pub(super) is_owner: bool,
}

impl Named {
    pub(super) fn person(&self) -> Option<EntityId> {
        match self.who {
            Who::Person(id) => Some(id),
            Who::Pronoun(_) => None,
        }
    }

    fn is_free(&self) -> bool {
        !self.is_towards && !self.is_owner
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one sentence")]
pub(super) struct Sentence {
    /// Without the marks around it.
    pub(super) range: TextRange,
    pub(super) has_colon: bool,
    pub(super) has_comma: bool,
    pub(super) ends_in_verb: bool,
    pub(super) is_short: bool,
    /// By place.
    pub(super) named: Vec<Named>,
    /// Index into `named`.
    subject: Option<usize>,
}

impl Sentence {
    /// Reads the sentence at `range`.
    fn new(page: &Page<'_>, cast: &Cast<'_>, range: TextRange) -> Self {
        let text = page.of(range);
        let left = text.trim_start_matches(|c: char| is_blank_or_close(c) || is_comma(c));
        let start = range.end() - left.len();
        let left = left.trim_end_matches(is_blank_or_close);
        let core = left.trim_end_matches(|c: char| {
            is_colon(c) || is_comma(c) || is_sentence_end(c) || is_blank_or_close(c) || matches!(c, '—' | '～' | '~')
        });
        let range = TextRange::new(start, start + core.len());
        let (has_colon, has_comma) = (left.ends_with(is_colon), left.ends_with(is_comma));
        let verb = closing_verb(core, has_colon);
        let limit = verb.or_else(|| if has_colon { None } else { first_verb(core) }).unwrap_or(core.len());
        let has_verb = verb.is_some() || limit < core.len();
        let named = named(page, cast, range);
        let subject = subject(core, start, &named, limit).or_else(|| {
            // 问润叶 before its subject is rare; a verb in the middle can stand before it: 喊叫着跑来的是他.
            if verb.is_none() && has_verb { named.iter().position(Named::is_free) } else { None }
        });
        Self {
            range,
            has_colon,
            has_comma,
            ends_in_verb: verb.is_some(),
            is_short: core.chars().nth(N_CHARS_SAID).is_none(),
            named,
            subject,
        }
    }

    pub(super) fn subject(&self) -> Option<&Named> {
        self.named.get(self.subject?)
    }

    /// The person who is its subject, told by name.
    pub(super) fn subject_person(&self) -> Option<EntityId> {
        self.subject()?.person()
    }

    /// The pronoun that is its subject.
    pub(super) fn subject_pronoun(&self) -> Option<char> {
        match self.subject()?.who {
            Who::Pronoun(pronoun) => Some(pronoun),
            Who::Person(_) => None,
        }
    }

    /// Persons told by name, by place.
    pub(super) fn persons(&self) -> impl DoubleEndedIterator<Item = (EntityId, &Named)> {
        self.named.iter().filter_map(|named| Some((named.person()?, named)))
    }

    /// The person, where only one is told by name.
    pub(super) fn only_person(&self) -> Option<EntityId> {
        let mut persons = self.persons().map(|(id, _)| id);
        let first = persons.next()?;
        persons.all(|id| id == first).then_some(first)
    }
}

/// Sentences of the telling in `span`, by place. A mark inside quotation marks ends none.
pub(super) fn sentences(page: &Page<'_>, cast: &Cast<'_>, span: TextRange) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = span.start();
    let mut is_quoted = false;
    let mut has_words = false;
    for (at, c) in page.of(span).char_indices() {
        let end = span.start() + at + c.len_utf8();
        has_words |= c.is_alphanumeric();
        is_quoted = match c {
            '“' | '「' | '『' => true,
            '”' | '」' | '』' | '\n' => false,
            _ => is_quoted,
        };
        if c == '\n' || is_sentence_end(c) && !is_quoted {
            if has_words {
                found.push(Sentence::new(page, cast, TextRange::new(start, end)));
            }
            (start, has_words) = (end, false);
        }
    }
    if has_words {
        found.push(Sentence::new(page, cast, TextRange::new(start, span.end())));
    }
    found
}

fn is_blank_or_close(c: char) -> bool {
    c.is_whitespace() || matches!(c, '”' | '」' | '』' | '"')
}

fn is_clause_end(c: char) -> bool {
    is_comma(c) || is_colon(c) || matches!(c, ';' | '；' | '、')
}

/// Where the clause begins that `at` lies in.
fn clause_start(core: &str, at: usize) -> usize {
    let head = core.get(..at).unwrap_or_default();
    head.char_indices().rev().find(|&(_, c)| is_clause_end(c)).map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where the verb of speech begins that closes `core`.
fn closing_verb(core: &str, at_mark: bool) -> Option<usize> {
    let bare = core.strip_suffix("起来").unwrap_or(core).trim_end_matches(['道', '着', '了', '过', '到']);
    [core, bare].into_iter().find_map(|text| {
        let verbs = SPEECH.iter().chain(if at_mark { BEFORE_MARK } else { &[] });
        let longest = verbs.filter(|verb| text.ends_with(**verb)).map(|verb| verb.len()).max()?;
        Some(text.len() - longest)
    })
}

/// Where the first verb of speech begins.
fn first_verb(core: &str) -> Option<usize> {
    core.char_indices().map(|(at, _)| at).find(|&at| {
        let rest = core.get(at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { return false };
        let from = BY_FIRST.partition_point(|(known, _)| *known < first);
        let verbs = BY_FIRST.get(from..).unwrap_or_default().iter().take_while(|(known, _)| *known == first);
        verbs.into_iter().any(|(_, verb)| rest.strip_prefix(verb).is_some_and(|rest| !rest.starts_with('的')))
    })
}

/// Persons and pronouns in `range`, by place.
fn named(page: &Page<'_>, cast: &Cast<'_>, range: TextRange) -> Vec<Named> {
    let core = page.of(range);
    let mut found: Vec<(TextRange, Who)> = cast.persons(range).map(|(range, id)| (range, Who::Person(id))).collect();
    for (at, c) in core.char_indices().filter(|&(_, c)| matches!(c, '他' | '她')) {
        let end = at + c.len_utf8();
        if !core.get(end..).is_some_and(|rest| rest.starts_with('们')) {
            found.push((TextRange::new(range.start() + at, range.start() + end), Who::Pronoun(c)));
        }
    }
    found.sort_unstable_by_key(|(range, _)| *range);
    let judge = |(place, who): (TextRange, Who)| {
        let at = place.start() - range.start();
        let head = core.get(..at).unwrap_or_default();
        let clause = core.get(clause_start(core, at)..at).unwrap_or_default();
        Named {
            range: place,
            who,
            is_towards: clause.contains(PREPOSITIONS) || TOWARDS.iter().any(|word| head.ends_with(word)),
            is_owner: page.after(place.end()) == Some('的'),
        }
    };
    found.into_iter().map(judge).collect()
}

/// The first free one in the clause of the verb at `limit`, else the first of the clause before that names anybody.
fn subject(core: &str, origin: usize, named: &[Named], limit: usize) -> Option<usize> {
    let place = |named: &Named| named.range.start() - origin;
    let fits = |(_, named): &(usize, &Named)| named.is_free() && named.range.end() - origin <= limit;
    let last = named.iter().enumerate().rev().find(fits)?;
    let own = clause_start(core, limit);
    let clause = if place(last.1) >= own { own } else { clause_start(core, place(last.1)) };
    let mut free = named.iter().enumerate().filter(fits).filter(|(_, named)| place(named) >= clause);
    let (first, named_first) = free.next()?;
    // 他媳妇张三丰: the pronoun goes with the name.
    let kin = free.next().filter(|(_, next)| {
        let gap = core.get(named_first.range.end() - origin..place(next)).unwrap_or_default();
        let is_pronoun = matches!(named_first.who, Who::Pronoun(_)) && next.person().is_some();
        is_pronoun && !gap.is_empty() && gap.len() <= N_BYTES_KIN && !gap.contains(['和', '与', '同', '、'])
    });
    Some(kin.map_or(first, |(idx, _)| idx))
}
