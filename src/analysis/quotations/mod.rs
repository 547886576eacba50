//! Quotations with who says them, told apart from slogans, scare quotes and names in quotation marks.

mod dialogue;
mod marks;
mod people;
mod speech;
#[cfg(test)]
mod tests;
mod verbs;

use crate::analysis::entities::{Page, People};
use crate::analysis::types::{Quotation, Speaker};
use crate::text::TextRange;
pub(crate) use dialogue::{Example, Model, Settings, Turn, Window, train};
use marks::{Quoted, quoted};
use people::Cast;
use speech::Said;

/// Quotations by start. `page` is the folded text, `blocks` its paragraphs in order.
pub(crate) fn quotations(page: &Page<'_>, blocks: &[TextRange], people: &People) -> Vec<Quotation> {
    let quoted = quoted(page.text, blocks);
    let cast = Cast::new(page, people);
    let scene = Scene { page, blocks, quoted: &quoted, cast: &cast, people };
    let mut judged = scene.judged();
    dialogue::attribute(&scene, &mut judged);
    quoted
        .iter()
        .zip(judged)
        .filter_map(|(quoted, verdict)| match verdict {
            Verdict::NoSpeech => None,
            Verdict::Speech { speaker, .. } => Some(Quotation { range: quoted.inside, speaker }),
        })
        .collect()
}

/// The turns of the dialogue in a text, and what is seen around them, for training.
pub(crate) fn dialogue_window(page: &Page<'_>, blocks: &[TextRange], people: &People) -> (Vec<Turn>, Window) {
    let quoted = quoted(page.text, blocks);
    let cast = Cast::new(page, people);
    let scene = Scene { page, blocks, quoted: &quoted, cast: &cast, people };
    dialogue::whole(&scene, &scene.judged())
}

/// What a stretch in quotation marks is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    /// A slogan, a name, a word somebody else's.
    NoSpeech,
    Speech {
        speaker: Option<Speaker>,
        told: Told,
    },
}

/// How the speaker is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// X说:“…”
    Before,
    /// “…”X说。
    After,
    /// By what stands near.
    Near,
}

/// What quotations are judged by.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    page: &'a Page<'a>,
    blocks: &'a [TextRange],
    quoted: &'a [Quoted],
    cast: &'a Cast<'a>,
    people: &'a People,
}

impl Scene<'_> {
    /// Every stretch in quotation marks by what stands beside it.
    fn judged(&self) -> Vec<Verdict> {
        let mut judged: Vec<Verdict> = Vec::with_capacity(self.quoted.len());
        for idx in 0..self.quoted.len() {
            let verdict = self.judge(idx, &judged);
            judged.push(verdict);
        }
        judged
    }

    fn judge(&self, idx: usize, judged: &[Verdict]) -> Verdict {
        let Some(quoted) = self.quoted.get(idx) else { return Verdict::NoSpeech };
        let before = judged.last();
        if let Some(Verdict::Speech { speaker, told: Told::Before }) = before
            && self.is_listed(idx)
        {
            return Verdict::Speech { speaker: speaker.clone(), told: Told::Before };
        }
        match speech::before(self, idx, quoted) {
            Said::By(speaker) => return Verdict::Speech { speaker: Some(speaker), told: Told::Before },
            Said::BySomebody => return Verdict::Speech { speaker: self.lately(idx, judged), told: Told::Before },
            Said::No => {}
        }
        match speech::after(self, idx, quoted) {
            Said::By(speaker) => return Verdict::Speech { speaker: Some(speaker), told: Told::After },
            Said::BySomebody => return Verdict::Speech { speaker: self.lately(idx, judged), told: Told::After },
            Said::No => {}
        }
        if !speech::stands_alone(self, idx, quoted) {
            return Verdict::NoSpeech;
        }
        // “…”X说。“…”: X goes on.
        if let Some(Verdict::Speech { speaker: Some(speaker), told: Told::After | Told::Near }) = before
            && self.goes_on(idx)
        {
            return Verdict::Speech { speaker: Some(speaker.clone()), told: Told::Near };
        }
        Verdict::Speech { speaker: speech::near(self, idx, quoted), told: Told::Near }
    }

    /// Whether nothing but signs of a list stands between this and the quotation before: “…”“…”.
    fn is_listed(&self, idx: usize) -> bool {
        let gap = self.gap_before(idx);
        gap.is_some_and(|gap| {
            gap.chars().count() <= 2
                && gap.chars().all(|c: char| matches!(c, '、' | ';' | '；' | ',' | '，' | '和' | ' '))
        })
    }

    /// Whether one sentence of telling stands between this and the quotation before, in one paragraph.
    fn goes_on(&self, idx: usize) -> bool {
        let gap = self.gap_before(idx).unwrap_or("\n");
        !gap.contains('\n') && gap.matches(speech::is_sentence_end).count() == 1 && !gap.is_empty()
    }

    fn gap_before(&self, idx: usize) -> Option<&str> {
        let before = self.quoted.get(idx.checked_sub(1)?)?;
        self.page.text.get(before.whole.end()..self.quoted.get(idx)?.whole.start())
    }

    /// Who spoke last in this paragraph.
    fn lately(&self, idx: usize, judged: &[Verdict]) -> Option<Speaker> {
        let block = self.quoted.get(idx)?.block;
        let last =
            idx.checked_sub(1).filter(|&last| self.quoted.get(last).is_some_and(|quoted| quoted.block == block))?;
        match judged.get(last)? {
            Verdict::Speech { speaker, .. } => speaker.clone(),
            Verdict::NoSpeech => None,
        }
    }
}
