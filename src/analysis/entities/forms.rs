//! Forms: the different ways in which a document writes its names, each with its mentions.

use foldhash::HashMap;

use super::found::Found;
use super::links::Bearing;
use super::page::Page;
use super::surnames::surname;
use crate::analysis::entities::corrections::Rules;
use crate::analysis::places::Reading;
use crate::annotation::EntityType;
use crate::text::TextRange;

/// One way of writing a name.
#[derive(Clone, Debug)]
pub(crate) struct Form<'a> {
    pub(crate) kind: EntityType,
    /// As written, in simplified characters.
    pub(crate) surface: &'a str,
    /// Title behind a surname standing alone, or what a title is of: 教授 of 程(教授).
    pub(crate) beside: &'a str,
    /// Indices of the mentions, in order.
    pub(crate) mentions: Vec<u32>,
    pub(crate) reading: Reading,
    /// The reader wants it by itself.
    pub(crate) apart: bool,
    /// The name the reader gave it.
    pub(crate) renamed: Option<&'a str>,
}

/// What beside the text tells forms apart.
#[derive(Debug)]
pub(crate) struct Clues<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) bearings: &'a [Bearing],
    /// Of places, by the range of the mention.
    pub(crate) readings: &'a HashMap<TextRange, Reading>,
    /// What a title nobody bears is a title of, by the title's range.
    pub(crate) of: &'a HashMap<TextRange, TextRange>,
}

/// What tells forms apart: kind, surface, what stands beside it, code, name given by the reader, span set apart.
type Key<'a> = (EntityType, &'a str, &'a str, Option<u32>, Option<&'a str>, Option<TextRange>);

/// The forms of `found`, by first mention.
pub(crate) fn forms<'a>(page: &Page<'a>, found: &[Found], clues: &Clues<'a>) -> Vec<Form<'a>> {
    let titles: HashMap<TextRange, TextRange> =
        clues.bearings.iter().rev().map(|bearing| (bearing.person, bearing.title)).collect();
    let mut known: HashMap<Key<'_>, usize> = HashMap::default();
    let mut forms: Vec<Form<'_>> = Vec::new();
    for (idx, name) in found.iter().enumerate() {
        let surface = page.of(name.range);
        let beside = match name.kind {
            EntityType::Person if is_surname(surface) => titles.get(&name.range).map_or("", |title| page.of(*title)),
            EntityType::Title => clues.of.get(&name.range).map_or("", |range| page.of(*range)),
            _ => "",
        };
        let reading =
            clues.readings.get(&name.range).filter(|_| name.kind == EntityType::Place).cloned().unwrap_or_default();
        let code = if let Reading::One(code) = reading { Some(code) } else { None };
        let renamed = clues.rules.name(name.range, surface);
        let alone = clues.rules.is_apart_here(name.range).then_some(name.range);
        let form = *known.entry((name.kind, surface, beside, code, renamed, alone)).or_insert_with(|| {
            let apart = alone.is_some() || clues.rules.is_apart(surface);
            forms.push(Form { kind: name.kind, surface, beside, mentions: Vec::new(), reading, apart, renamed });
            forms.len() - 1
        });
        if let Some(form) = forms.get_mut(form) {
            form.mentions.push(idx as u32);
        }
    }
    forms
}

/// Whether a person is named by the surname alone.
pub(crate) fn is_surname(surface: &str) -> bool {
    let n_chars = surface.chars().count();
    n_chars == 1 || n_chars == 2 && surname(&format!("{surface}某")) == Some(surface)
}
