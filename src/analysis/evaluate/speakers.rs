//! Who says a quotation, in instances as the set WP2021 has them: a window of lines, the quotation in the middle.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::document_of_lines;
use crate::analysis::{Analysis, Speaker, Unwatched, analyze};
use crate::annotation::{CorrectionAction, CorrectionId, EntityCorrection, EntityType, Scope};
use crate::document::{Document, Metadata};

/// How an instance begins.
const BEGIN: &str = "Instance index:";

/// One quotation in its context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    pub number: String,
    /// Lines of the novel; the one in the middle has the quotation.
    pub lines: Vec<String>,
    pub speaker: String,
    /// How the text tells the speaker: explicit, implicit, latent.
    pub category: String,
}

/// Reads instances: `Instance index: N`, lines of text, `Speaker: …`, `Speaker index: …`, `Category: …`.
pub fn read(text: &str) -> Option<Vec<Instance>> {
    if !text.trim_start_matches('\u{FEFF}').trim_start().starts_with(BEGIN) {
        return None;
    }
    let mut instances: Vec<Instance> = Vec::new();
    for line in text.trim_start_matches('\u{FEFF}').lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if let Some(number) = line.strip_prefix(BEGIN) {
            instances.push(Instance { number: number.trim().to_owned(), ..Instance::default() });
            continue;
        }
        let instance = instances.last_mut()?;
        if let Some(speaker) = line.strip_prefix("Speaker:") {
            speaker.trim().clone_into(&mut instance.speaker);
        } else if let Some(category) = line.strip_prefix("Category:") {
            category.trim().clone_into(&mut instance.category);
        } else if !line.starts_with("Speaker index:") {
            instance.lines.push(line.to_owned());
        }
    }
    Some(instances)
}

/// The forms each person is called by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    full: BTreeMap<String, String>,
}

impl Cast {
    /// Reads a list of names: a line for each person, a digit that is not looked at, the full name, other forms.
    pub fn read(text: &str) -> Self {
        let mut full = BTreeMap::new();
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            let forms = || line.split_whitespace().filter(|form| !form.bytes().all(|byte| byte.is_ascii_digit()));
            if let Some(name) = forms().next() {
                for form in forms() {
                    full.entry(form.to_owned()).or_insert_with(|| name.to_owned());
                }
            }
        }
        Self { full }
    }

    pub(super) fn full<'n>(&'n self, name: &'n str) -> &'n str {
        self.full.get(name).map_or(name, String::as_str)
    }

    /// The list as a reader would give it: each form a person, under the full name. A single character is a name in
    /// few of its places (亮 in 月亮), so it is left to the engine.
    pub(super) fn corrections(&self) -> Vec<EntityCorrection> {
        let rule = |surface: &str, action: CorrectionAction| EntityCorrection {
            id: CorrectionId(Uuid::nil()),
            scope: Scope::Everywhere,
            surface: surface.to_owned(),
            action,
        };
        let mut rules = Vec::new();
        for (form, name) in self.full.iter().filter(|(form, _)| form.chars().count() > 1) {
            rules.push(rule(form, CorrectionAction::Is(EntityType::Person)));
            if form != name {
                rules.push(rule(form, CorrectionAction::Rename(name.clone())));
            }
        }
        rules
    }
}

/// How many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub n_right: usize,
    pub n_all: usize,
}

impl Tally {
    /// 0 where there are none.
    pub fn share(self) -> f64 {
        if self.n_all == 0 { 0.0 } else { self.n_right as f64 / self.n_all as f64 }
    }

    pub(super) fn note(&mut self, is_right: bool) {
        self.n_all += 1;
        self.n_right += usize::from(is_right);
    }
}

/// How the engine fares on instances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerReport {
    pub total: Tally,
    /// By category, in lower case.
    pub by_kind: BTreeMap<String, Tally>,
    pub mistakes: Vec<Mistake>,
}

/// An instance whose speaker is not the one told; `told` is `None` where no speaker, or no quotation, was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistake {
    pub instance: String,
    pub kind: String,
    pub speaker: String,
    pub told: Option<String>,
}

/// Scores speakers. The engine is given the forms of names in `cast`, and two forms of one person are one.
pub fn score(instances: &[Instance], cast: &Cast) -> SpeakerReport {
    let corrections = cast.corrections();
    let mut report = SpeakerReport::default();
    for instance in instances {
        let document = document_of_lines(instance.lines.join("\n"), Metadata::default());
        let analysis = analyze(&document, &corrections, &Unwatched).unwrap_or_default();
        let speaker = speaker(instance, &document, &analysis);
        let wanted = cast.full(&instance.speaker);
        let is_right = speaker
            .is_some_and(|speaker| names_of(speaker, &analysis).into_iter().any(|name| cast.full(name) == wanted));
        let kind = instance.category.to_lowercase();
        report.total.note(is_right);
        report.by_kind.entry(kind.clone()).or_default().note(is_right);
        if !is_right {
            report.mistakes.push(Mistake {
                instance: instance.number.clone(),
                kind,
                speaker: instance.speaker.clone(),
                told: speaker.map(|speaker| cast.full(&speaker.name).to_owned()),
            });
        }
    }
    report
}

/// The speaker of the first quotation in the line in the middle that has one.
fn speaker<'a>(instance: &Instance, document: &Document, analysis: &'a Analysis) -> Option<&'a Speaker> {
    let middle = document.blocks().get(instance.lines.len() / 2)?.range;
    let mut quotations = analysis.quotations.iter().filter(|quotation| quotation.range.overlaps(middle));
    quotations.find_map(|quotation| quotation.speaker.as_ref())
}

/// All a speaker is called in the text.
fn names_of<'a>(speaker: &'a Speaker, analysis: &'a Analysis) -> BTreeSet<&'a str> {
    let entity = speaker.entity.and_then(|id| analysis.entities.get(id.0 as usize));
    let others = entity.into_iter().flat_map(|entity| entity.aliases.iter().chain([&entity.name]));
    others.map(String::as_str).chain([speaker.name.as_str()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Instance index: 7\n天黑了。\n灯亮了。\n小明笑着说：“走吧。”\n大红点头。\n门开了。\n\
        Speaker: 王小明\nSpeaker index: 1\nCategory: Explicit\n\n\
        Instance index: 8\n“好。”\nSpeaker: 李大红\nSpeaker index: 2\nCategory: latent\n";

    #[test]
    fn instances_have_lines_speaker_and_category() {
        let instances = read(TEXT).expect("instances");
        assert_eq!(instances.len(), 2);
        let first = instances.first().expect("one");
        assert_eq!((first.number.as_str(), first.lines.len(), first.speaker.as_str()), ("7", 5, "王小明"));
        assert_eq!(first.category, "Explicit");
        assert_eq!(read("天黑了。\n"), None);
    }

    #[test]
    fn forms_of_a_name_are_one_person() {
        let cast = Cast::read("1 王小明 小明 明\n0 李大红 大红\n");
        assert_eq!(cast.full("小明"), "王小明");
        assert_eq!(cast.full("明"), "王小明");
        assert_eq!(cast.full("张三"), "张三");
        let surfaces: BTreeSet<_> = cast.corrections().into_iter().map(|rule| rule.surface).collect();
        assert_eq!(surfaces.into_iter().collect::<Vec<_>>(), ["大红", "小明", "李大红", "王小明"]);
    }

    #[test]
    fn the_quotation_in_the_middle_is_scored() {
        let instances = read(TEXT).expect("instances");
        let report = score(&instances, &Cast::read("1 王小明 小明\n0 李大红 大红\n"));
        assert_eq!(report.total.n_all, 2);
        assert_eq!(report.by_kind.get("explicit"), Some(&Tally { n_right: 1, n_all: 1 }));
        assert_eq!(report.by_kind.get("latent"), Some(&Tally { n_right: 0, n_all: 1 }));
        assert_eq!(report.mistakes.len(), 1);
    }
}
