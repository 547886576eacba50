//! Who can speak: persons named or described, organisations and their spokesmen, pronouns.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::verbs::{DETERMINERS, PEOPLE, PRONOUNS, TOWARDS};
use crate::analysis::entities::{Page, People};
use crate::analysis::types::{EntityId, Pos, Speaker};
use crate::annotation::EntityType;
use crate::text::TextRange;

/// How many named persons back a pronoun is looked up.
const N_BACK: usize = 3;
/// How many names before or behind a turn its speaker's is looked for.
const N_NEAR: usize = 1000;
/// Most characters between 一位 and the noun it goes with.
const N_CHARS_DESCRIPTION: usize = 8;

/// Nouns for people by their first character: a text is read once, and not once for each noun.
static NOUNS: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<&'static str>> = HashMap::default();
    for noun in PEOPLE {
        by_first.entry(noun.chars().next().unwrap_or_default()).or_default().push(noun);
    }
    by_first
});

/// Somebody who could be the speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) speaker: Speaker,
    /// Start of the whole phrase, with title and organisation.
    pub(crate) start: usize,
    pub(crate) sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Person,
    Described,
    /// An organisation or a place that speaks as one.
    Office,
}

/// All who are named in a document, by place.
#[derive(Debug)]
pub(crate) struct Cast<'a> {
    page: &'a Page<'a>,
    people: &'a People,
    named: Vec<Candidate>,
}

impl<'a> Cast<'a> {
    pub(crate) fn new(page: &'a Page<'a>, people: &'a People) -> Self {
        let mut phrase_start: HashMap<TextRange, usize> = HashMap::default();
        for bearing in &people.bearings {
            let start = bearing.organisation.map_or(bearing.title.start(), |of| of.start().min(bearing.title.start()));
            let known = phrase_start.entry(bearing.person).or_insert(bearing.person.start());
            *known = start.min(*known);
        }
        let mut named = Vec::new();
        for mention in people.mentions.iter().filter(|mention| !mention.nested) {
            let sort = match mention.kind {
                EntityType::Person => Sort::Person,
                EntityType::Title => Sort::Described,
                EntityType::Organisation | EntityType::Place => Sort::Office,
                EntityType::Work | EntityType::Term => continue,
            };
            let Some(entity) = people.entities.get(mention.entity.0 as usize) else { continue };
            let start = phrase_start.get(&mention.range).copied().unwrap_or(mention.range.start());
            let of = entity.attributes.parent.as_deref().filter(|_| mention.kind == EntityType::Title);
            let range = of.map_or(mention.range, |of| {
                let whole = mention.range.start().saturating_sub(of.len());
                let adjoins = page.text.is_char_boundary(whole)
                    && page.of(TextRange::new(whole, mention.range.start())).len() == of.len();
                TextRange::new(if adjoins { whole } else { mention.range.start() }, mention.range.end())
            });
            let name = of.map_or_else(|| entity.name.clone(), |of| format!("{of}{}", entity.name));
            let speaker = Speaker { name, entity: Some(mention.entity), range };
            named.push(Candidate { speaker, start: start.min(range.start()), sort });
        }
        Self { page, people, named }
    }

    /// Persons told by name in `span`, by place.
    pub(crate) fn persons(&self, span: TextRange) -> impl Iterator<Item = (TextRange, EntityId)> {
        let first = self.named.partition_point(|candidate| candidate.speaker.range.start() < span.start());
        let named = self.named.get(first..).unwrap_or_default().iter();
        named
            .take_while(move |candidate| candidate.speaker.range.end() <= span.end())
            .filter(|candidate| candidate.sort == Sort::Person)
            .filter_map(|candidate| Some((candidate.speaker.range, candidate.speaker.entity?)))
    }

    /// Where the entity is named outside `turn`: nearest before it, else nearest behind.
    pub(crate) fn nearest(&self, id: EntityId, turn: TextRange) -> Option<TextRange> {
        let middle = self.named.partition_point(|candidate| candidate.speaker.range.start() < turn.start());
        let (before, behind) = self.named.split_at_checked(middle)?;
        let is_it = |candidate: &&Candidate| candidate.speaker.entity == Some(id) && candidate.sort == Sort::Person;
        let found = before.iter().rev().take(N_NEAR).find(is_it).or_else(|| behind.iter().take(N_NEAR).find(is_it));
        found.map(|candidate| candidate.speaker.range)
    }

    /// What the entity is called.
    pub(crate) fn name(&self, id: EntityId) -> Option<&str> {
        self.people.entities.get(id.0 as usize).map(|entity| entity.name.as_str())
    }

    /// Those named or described in `span`, by place.
    pub(crate) fn within(&self, span: TextRange) -> Vec<Candidate> {
        let first = self.named.partition_point(|candidate| candidate.speaker.range.start() < span.start());
        let named = self
            .named
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|candidate| candidate.speaker.range.end() <= span.end());
        let mut found: Vec<Candidate> = named.cloned().collect();
        let is_free = |range: TextRange, found: &[Candidate]| {
            !found
                .iter()
                .any(|candidate| TextRange::new(candidate.start, candidate.speaker.range.end()).overlaps(range))
        };
        for candidate in self.described(span).into_iter().chain(self.pronouns(span)) {
            if is_free(candidate.speaker.range, &found) {
                found.push(candidate);
            }
        }
        found.sort_by_key(|candidate| candidate.speaker.range);
        // 组织部有关负责人: the organisation does not speak beside its spokesman.
        let phrases: Vec<TextRange> =
            found.iter().map(|candidate| TextRange::new(candidate.start, candidate.speaker.range.end())).collect();
        let mut idx = 0;
        found.retain(|candidate| {
            let own = phrases.get(idx).copied().unwrap_or_default();
            idx += 1;
            candidate.sort != Sort::Office
                || !phrases.iter().any(|phrase| *phrase != own && phrase.covers(candidate.speaker.range))
        });
        found
    }

    /// 学员们, 有的干部, 一位村民.
    fn described(&self, span: TextRange) -> Vec<Candidate> {
        let text = self.page.of(span);
        let mut found: Vec<Candidate> = Vec::new();
        for (at, c) in text.char_indices() {
            let nouns = NOUNS.get(&c).map(Vec::as_slice).unwrap_or_default();
            let rest = text.get(at..).unwrap_or_default();
            for noun in nouns.iter().filter(|noun| rest.starts_with(**noun)) {
                let mut range = TextRange::new(span.start() + at, span.start() + at + noun.len());
                if let Some(rest) = self.page.text.get(range.end()..)
                    && rest.starts_with('们')
                {
                    range = TextRange::new(range.start(), range.end() + '们'.len_utf8());
                }
                if !self.page.is_border(range.end()) || self.is_modifier(range.end()) {
                    continue;
                }
                let range = TextRange::new(self.description_start(span, range.start()), range.end());
                let speaker = Speaker { name: self.page.of(range).to_owned(), entity: None, range };
                found.push(Candidate { speaker, start: range.start(), sort: Sort::Described });
            }
        }
        // 小伙子 over 小伙, the longest of those that overlap.
        found.sort_by_key(|candidate| (candidate.speaker.range.start(), usize::MAX - candidate.speaker.range.end()));
        let mut end = 0;
        found.retain(|candidate| {
            let is_free = candidate.speaker.range.start() >= end;
            end = end.max(candidate.speaker.range.end());
            is_free
        });
        found
    }

    /// Whether a noun follows that the words before `at` only describe: 干部|培训.
    fn is_modifier(&self, at: usize) -> bool {
        let next = self.page.tokens.partition_point(|token| token.range.start() < at);
        let next = self.page.tokens.get(next).filter(|token| token.range.start() == at);
        next.is_some_and(|token| {
            matches!(token.pos, Pos::N | Pos::Nz | Pos::Vn | Pos::Org | Pos::Loc | Pos::Per | Pos::An)
        })
    }

    /// Where the description begins that ends with the noun at `noun`.
    fn description_start(&self, span: TextRange, noun: usize) -> usize {
        let before = self.page.of(TextRange::new(span.start(), noun));
        let clause = before.rfind([',', '，', '、', ':', '：', '”', '。']).map_or(0, |at| at + 1);
        let clause = (clause..before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
        let near = before.get(clause..).unwrap_or_default();
        let from = near.char_indices().rev().take(N_CHARS_DESCRIPTION).last().map_or(0, |(at, _)| at);
        let near = near.get(from..).unwrap_or_default();
        let found = DETERMINERS.iter().filter_map(|word| near.rfind(word)).min();
        found.map_or(noun, |at| noun - (near.len() - at))
    }

    /// 他, as the person named last before.
    fn pronouns(&self, span: TextRange) -> Vec<Candidate> {
        let text = self.page.of(span);
        let mut found: Vec<Candidate> = Vec::new();
        for pronoun in PRONOUNS {
            for (at, _) in text.match_indices(pronoun) {
                let range = TextRange::new(span.start() + at, span.start() + at + pronoun.len());
                if found.iter().any(|candidate| candidate.speaker.range.overlaps(range))
                    || !self.page.has_borders(range)
                {
                    continue;
                }
                let person = (pronoun.chars().count() == 1).then(|| self.person_before(range.start())).flatten();
                let name = person.as_ref().map_or_else(|| (*pronoun).to_owned(), |(name, _)| name.clone());
                let speaker = Speaker { name, entity: person.map(|(_, entity)| entity), range };
                found.push(Candidate { speaker, start: range.start(), sort: Sort::Described });
            }
        }
        found
    }

    /// The subject named last before `at`, in this paragraph or the one before.
    fn person_before(&self, at: usize) -> Option<(String, EntityId)> {
        let end = self.named.partition_point(|candidate| candidate.speaker.range.end() <= at);
        let mut lines = 0;
        let mut last = at;
        let persons = self.named.get(..end)?.iter().rev().filter(|candidate| candidate.sort == Sort::Person);
        let mut persons = persons.take(N_BACK).take_while(|candidate| {
            lines += self.page.text.get(candidate.speaker.range.end()..last).map_or(2, |gap| gap.matches('\n').count());
            last = candidate.speaker.range.start();
            lines <= 1
        });
        let nearest = persons.next()?;
        let found =
            std::iter::once(nearest).chain(persons).find(|candidate| !self.is_spoken_to(candidate)).unwrap_or(nearest);
        found.speaker.entity.map(|entity| (found.speaker.name.clone(), entity))
    }

    /// Whether the text speaks to or acts on the candidate: 对程芳琴.
    pub(crate) fn is_spoken_to(&self, candidate: &Candidate) -> bool {
        let before = self.page.text.get(..candidate.start).unwrap_or_default();
        TOWARDS.iter().any(|word| before.ends_with(word))
    }

    /// Whether the candidate only describes what follows: 程芳琴的手.
    pub(crate) fn is_owner(&self, candidate: &Candidate) -> bool {
        self.page.after(candidate.speaker.range.end()) == Some('的')
    }
}
