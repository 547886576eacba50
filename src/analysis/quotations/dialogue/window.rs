//! What the telling around the turns of a dialogue says of each person who could speak.

use foldhash::HashMap;

use super::telling::{Sentence, Who, sentences};
use crate::analysis::entities::Page;
use crate::analysis::quotations::people::Cast;
use crate::analysis::types::EntityId;
use crate::text::TextRange;

/// Most persons a dialogue is held among.
const N_CANDIDATES: usize = 10;
/// Sentences looked through on either side of a turn.
const N_SENTENCES: usize = 24;
/// Bytes of telling read on either side of a turn; what lies further is no part of the scene.
const N_BYTES_GAP: usize = 3000;

/// What a person can be seen by, and how many values each has at most.
pub(crate) const N_TRAITS: usize = 15;
pub(crate) const N_VALUES: usize = 7;
/// What tells the speaker of a turn.
pub(crate) const N_MODES: usize = 10;
/// Kinds of gap before a turn, where the speaker can be the one before.
pub(crate) const N_AGAIN: usize = 30;
/// Kinds of two gaps before a turn, where the speaker can be the one before the last.
pub(crate) const N_IN_TURN: usize = 12;

/// One turn of a dialogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    /// Inside the marks.
    pub(crate) inside: TextRange,
    /// With the marks.
    pub(crate) whole: TextRange,
}

/// The values of one candidate's traits at one turn, each below [`N_VALUES`].
pub(crate) type Traits = [u8; N_TRAITS];

/// A turn with what is seen around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Below [`N_MODES`]: 0 to 2 a sentence before leads in, 3 to 5 one behind says who spoke, its subject a name, a
    /// pronoun, none; 6 to 9 neither, with no telling around, before, behind, on both sides.
    pub(crate) mode: usize,
    /// Below [`N_AGAIN`] and [`N_IN_TURN`].
    pub(crate) again: usize,
    pub(crate) in_turn: usize,
    /// Whether only telling in the same paragraph lies between this turn and the one before.
    pub(crate) goes_on: bool,
    /// The subject of the sentence that leads in or says who spoke.
    pub(crate) subject: Option<TextRange>,
    /// By candidate.
    pub(crate) traits: Vec<Traits>,
}

/// A stretch of dialogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) candidates: Vec<EntityId>,
    pub(crate) turns: Vec<Seen>,
}

/// Who is named inside a turn: spoken to by name, or only named.
type Inside = HashMap<EntityId, u8>;

/// What the telling between turns says; `gaps[n]` lies before turn n, the last behind the last turn.
struct Telling<'a> {
    page: &'a Page<'a>,
    turns: &'a [Turn],
    gaps: Vec<Vec<Sentence>>,
    inside: Vec<Inside>,
    /// How often the telling names each person, the most named first.
    named: Vec<(EntityId, usize)>,
    /// How often 他 and 她 stand for a person, as far as the text makes it plain.
    pronouns: HashMap<EntityId, (usize, usize)>,
}

/// What tells the speaker of a turn.
struct Scene<'s> {
    before: &'s [Sentence],
    /// The sentence right before, unless it goes with the turn before; the one right behind.
    last: Option<&'s Sentence>,
    next: Option<&'s Sentence>,
    /// Whether the one behind does not go with the turn after.
    is_own: bool,
    leads_in: bool,
    is_said: bool,
}

impl Scene<'_> {
    fn deciding(&self) -> Option<&Sentence> {
        match (self.leads_in, self.is_said) {
            (true, _) => self.last,
            (_, true) => self.next,
            _ => None,
        }
    }

    fn mode(&self) -> usize {
        let Some(deciding) = self.deciding() else {
            return 6 + usize::from(self.last.is_some()) + 2 * usize::from(self.next.is_some());
        };
        let subject = match deciding.subject().map(|subject| subject.who) {
            Some(Who::Person(_)) => 0,
            Some(Who::Pronoun(_)) => 1,
            None => 2,
        };
        if self.leads_in { subject } else { 3 + subject }
    }

    /// How the speaker is told: led in, said behind, neither.
    fn class(&self) -> usize {
        match (self.leads_in, self.is_said) {
            (true, _) => 0,
            (_, true) => 1,
            _ => 2,
        }
    }
}

impl Window {
    /// `turns` in order; `start` and `end` bound what is read before the first and behind the last.
    pub(crate) fn new(page: &Page<'_>, cast: &Cast<'_>, turns: &[Turn], (start, end): (usize, usize)) -> Self {
        let telling = Telling::new(page, cast, turns, (start, end));
        let candidates = telling.candidates();
        let scenes: Vec<Scene<'_>> = (0..turns.len()).map(|turn| telling.scene(turn)).collect();
        let seen = scenes.iter().enumerate().map(|(turn, scene)| {
            let class = |turn: Option<usize>| turn.and_then(|turn| scenes.get(turn)).map(Scene::class);
            let gap = match scene.before.len() {
                few @ 0..=2 => few,
                3 | 4 => 3,
                _ => 4,
            };
            let last_gap = turn.checked_sub(1).and_then(|last| scenes.get(last)).map_or(0, |last| last.before.len());
            let was_said = class(turn.checked_sub(1)) == Some(1);
            Seen {
                mode: scene.mode(),
                again: (gap * 3 + scene.class()) * 2 + usize::from(was_said),
                in_turn: (usize::from(gap > 0) * 2 + usize::from(last_gap > 0)) * 3 + scene.class(),
                goes_on: telling.goes_on(turn) && !scene.leads_in,
                subject: scene.deciding().and_then(Sentence::subject).map(|subject| subject.range),
                traits: telling.traits(turn, scene, &candidates),
            }
        });
        Self { turns: seen.collect(), candidates }
    }
}

impl<'a> Telling<'a> {
    fn new(page: &'a Page<'a>, cast: &Cast<'_>, turns: &'a [Turn], (start, end): (usize, usize)) -> Self {
        let starts = std::iter::once(start).chain(turns.iter().map(|turn| turn.whole.end()));
        let ends = turns.iter().map(|turn| turn.whole.start()).chain([end]);
        let gaps: Vec<Vec<Sentence>> =
            starts.zip(ends).map(|(start, end)| gap(page, cast, TextRange::new(start, end))).collect();
        let inside: Vec<Inside> = turns.iter().map(|turn| inside(page, cast, turn.inside)).collect();
        let mut named = Vec::new();
        for (id, _) in gaps.iter().flatten().flat_map(Sentence::persons) {
            count(&mut named, id, 1);
        }
        let pronouns = pronouns(&gaps);
        let mut telling = Self { page, turns, gaps, inside, named, pronouns };
        telling.named.sort_by_key(|&(_, n)| usize::MAX - n);
        telling
    }

    /// Those named most in the telling; to be named in a turn counts less.
    fn candidates(&self) -> Vec<EntityId> {
        let mut counts: Vec<(EntityId, usize)> = self.named.iter().map(|&(id, n)| (id, n * 10)).collect();
        for inside in &self.inside {
            let mut ids: Vec<EntityId> = inside.keys().copied().collect();
            ids.sort_unstable();
            for id in ids {
                count(&mut counts, id, 3);
            }
        }
        counts.sort_by_key(|&(_, n)| usize::MAX - n);
        counts.into_iter().take(N_CANDIDATES).map(|(id, _)| id).collect()
    }

    fn gap(&self, idx: usize) -> &[Sentence] {
        self.gaps.get(idx).map_or(&[], Vec::as_slice)
    }

    fn breaks_line(&self, start: usize, end: usize) -> bool {
        self.page.of(TextRange::new(start, end)).contains('\n')
    }

    /// Whether telling in one paragraph lies between this turn and the one before.
    fn goes_on(&self, turn: usize) -> bool {
        let before = turn.checked_sub(1).and_then(|last| self.turns.get(last));
        before.zip(self.turns.get(turn)).is_some_and(|(before, turn)| {
            !self.breaks_line(before.whole.end(), turn.whole.start()) && before.whole.end() < turn.whole.start()
        })
    }

    fn scene(&self, turn: usize) -> Scene<'_> {
        let (before, behind) = (self.gap(turn), self.gap(turn + 1));
        let here = self.turns.get(turn).map_or(TextRange::default(), |turn| turn.whole);
        let last_turn = turn.checked_sub(1).and_then(|last| self.turns.get(last)).map(|turn| turn.whole.end());
        let next_turn = self.turns.get(turn + 1).map(|turn| turn.whole.start());
        // In the paragraph of the turn before and not in this one's, telling goes with that turn.
        let last = before.last().filter(|last| {
            !self.breaks_line(last.range.end(), here.start())
                || last_turn.is_none_or(|end| self.breaks_line(end, last.range.start()))
                || last.has_colon
        });
        let next = behind.first().filter(|next| {
            let is_lead = next.has_colon && behind.len() == 1;
            let is_near = !self.breaks_line(here.end(), next.range.start())
                || next_turn.is_none_or(|start| self.breaks_line(next.range.end(), start));
            is_near && !is_lead
        });
        let leads_in = last.is_some_and(|last| last.has_colon || last.has_comma && last.ends_in_verb);
        let is_said = !leads_in && next.is_some_and(|next| !next.has_colon && next.is_short && next.ends_in_verb);
        Scene { before, last, next: behind.first(), is_own: next.is_some(), leads_in, is_said }
    }

    /// The sentences before a turn, nearest first.
    fn back(&self, turn: usize) -> impl Iterator<Item = &Sentence> {
        (0..=turn).rev().flat_map(|gap| self.gap(gap).iter().rev()).take(N_SENTENCES)
    }

    fn ahead(&self, turn: usize) -> impl Iterator<Item = &Sentence> {
        (turn + 1..self.gaps.len()).flat_map(|gap| self.gap(gap)).take(N_SENTENCES)
    }

    fn traits(&self, turn: usize, scene: &Scene<'_>, candidates: &[EntityId]) -> Vec<Traits> {
        let deciding = scene.deciding();
        let (second, behind) = (scene.before.iter().rev().nth(1), self.gap(turn + 1));
        let tells_last = scene.last.filter(|last| {
            turn > 0 && scene.before.len() == 1 && !scene.leads_in && last.ends_in_verb && last.is_short
        });
        let mut back: Vec<EntityId> = Vec::new();
        for (nth, sentence) in self.back(turn).enumerate() {
            let is_lead = nth == 0 && scene.leads_in;
            for (id, named) in sentence.persons().rev() {
                let is_addressed = is_lead && named.is_towards;
                if !is_addressed && !back.contains(&id) {
                    back.push(id);
                }
            }
        }
        let mut ahead: Vec<EntityId> = Vec::new();
        for (id, _) in self.ahead(turn).flat_map(Sentence::persons) {
            if !ahead.contains(&id) {
                ahead.push(id);
            }
        }
        let last_subject = self.back(turn).skip(usize::from(scene.leads_in)).find_map(Sentence::subject_person);
        let is_inside = |turn: Option<usize>, id: EntityId| {
            turn.and_then(|turn| self.inside.get(turn)).and_then(|inside| inside.get(&id)).copied().unwrap_or(0)
        };
        let is_apart = |gap: usize| if self.gap(gap).is_empty() { 0 } else { 3 };
        candidates
            .iter()
            .map(|&id| {
                let count = self.named.iter().find(|named| named.0 == id).map_or(0, |named| named.1);
                let next_role = role(scene.next, id);
                [
                    role(scene.last, id),
                    // What leads the next turn in is seen, but tells less of this one.
                    if scene.is_own || next_role == 0 { next_role } else { 6 },
                    role(second, id),
                    role(behind.get(1), id),
                    rank(back.iter().position(|&other| other == id)),
                    rank(ahead.iter().position(|&other| other == id)),
                    is_inside(Some(turn), id),
                    if turn > 0 { is_inside(turn.checked_sub(1), id) + is_apart(turn) } else { 0 },
                    if turn + 1 < self.turns.len() { is_inside(Some(turn + 1), id) + is_apart(turn + 1) } else { 0 },
                    frequency(count),
                    rank(self.named.iter().position(|named| named.0 == id)),
                    self.agrees(id, deciding),
                    distance(self.back(turn).position(|sentence| sentence.persons().any(|(other, _)| other == id))),
                    u8::from(last_subject == Some(id)),
                    role(tells_last, id),
                ]
            })
            .collect()
    }

    /// Whether the pronoun that is the subject of `deciding` is the person's: 0 not known, 1 yes, 2 no.
    fn agrees(&self, id: EntityId, deciding: Option<&Sentence>) -> u8 {
        let Some(pronoun) = deciding.and_then(Sentence::subject_pronoun) else { return 0 };
        let (he, she) = self.pronouns.get(&id).copied().unwrap_or_default();
        let (own, other) = if pronoun == '他' { (he, she) } else { (she, he) };
        match own.cmp(&other) {
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Less => 2,
            std::cmp::Ordering::Equal => 0,
        }
    }
}

fn count(counts: &mut Vec<(EntityId, usize)>, of: EntityId, n: usize) {
    match counts.iter_mut().find(|(known, _)| *known == of) {
        Some((_, sum)) => *sum += n,
        None => counts.push((of, n)),
    }
}

/// Sentences of a gap; of a long one the first and the last.
fn gap(page: &Page<'_>, cast: &Cast<'_>, span: TextRange) -> Vec<Sentence> {
    if span.len() <= 2 * N_BYTES_GAP {
        return sentences(page, cast, span);
    }
    let border = |mut at: usize| {
        while !page.text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let mut found = sentences(page, cast, TextRange::new(span.start(), border(span.start() + N_BYTES_GAP)));
    found.extend(sentences(page, cast, TextRange::new(border(span.end() - N_BYTES_GAP), span.end())));
    found
}

/// Persons named in a turn: 2 where the name is an address by itself (润叶,你看), else 1.
fn inside(page: &Page<'_>, cast: &Cast<'_>, inside: TextRange) -> Inside {
    let mut found = Inside::default();
    for (range, id) in cast.persons(inside) {
        let before = page.of(TextRange::new(inside.start(), range.start())).chars().next_back();
        let rest = page.of(TextRange::new(range.end(), inside.end()));
        let rest = rest.strip_prefix(['哥', '姐', '叔', '嫂']).unwrap_or(rest);
        let opens = before.is_none_or(|c| "，,。！!？?…—“‘ ".contains(c));
        let closes = rest.chars().next().is_none_or(|c| "，,。！!？?…—".contains(c));
        let value = if opens && closes { 2 } else { 1 };
        let known = found.entry(id).or_default();
        *known = value.max(*known);
    }
    found
}

/// Pronouns behind the one person a sentence names, and those that are the subject of the sentence after such a one.
fn pronouns(gaps: &[Vec<Sentence>]) -> HashMap<EntityId, (usize, usize)> {
    let mut found: HashMap<EntityId, (usize, usize)> = HashMap::default();
    let mut note = |id: EntityId, pronoun: char| {
        let counts = found.entry(id).or_default();
        *(if pronoun == '他' { &mut counts.0 } else { &mut counts.1 }) += 1;
    };
    for gap in gaps {
        let mut before: Option<&Sentence> = None;
        for sentence in gap {
            if let Some(id) = sentence.only_person() {
                let behind = sentence.named.iter().skip_while(|named| named.person().is_none());
                for named in behind {
                    if let Who::Pronoun(pronoun) = named.who {
                        note(id, pronoun);
                    }
                }
            } else if let (None, Some(pronoun)) = (sentence.persons().next(), sentence.subject_pronoun())
                && let Some(id) = before.and_then(Sentence::only_person)
            {
                note(id, pronoun);
            }
            before = Some(sentence);
        }
    }
    found
}

/// 0 not there, 1 the subject, 2 named first, 3 spoken to, 4 an owner, 5 named otherwise.
fn role(sentence: Option<&Sentence>, id: EntityId) -> u8 {
    let Some(sentence) = sentence else { return 0 };
    if sentence.subject_person() == Some(id) {
        return 1;
    }
    let roles = sentence.named.iter().enumerate().filter(|(_, named)| named.person() == Some(id));
    let role = roles.map(|(nth, named)| match (nth, named.is_towards, named.is_owner) {
        (_, true, _) => 3,
        (_, _, true) => 4,
        (0, ..) => 2,
        _ => 5,
    });
    role.min().unwrap_or(0)
}

fn rank(position: Option<usize>) -> u8 {
    position.map_or(4, |position| position.min(3) as u8)
}

fn frequency(n: usize) -> u8 {
    match n {
        0 | 1 => n as u8,
        2 | 3 => 2,
        4..=6 => 3,
        _ => 4,
    }
}

fn distance(n_sentences: Option<usize>) -> u8 {
    match n_sentences {
        None => 5,
        Some(near @ 0..=2) => near as u8,
        Some(3..=5) => 3,
        Some(_) => 4,
    }
}
