//! Dialogue of narrative texts: turns in paragraphs of their own, whose speaker the telling around, or the turns before
//! and behind, only make likely.
//!
//! A log-linear chain over the turns weighs, for each person named nearby, where the telling names them and how, whether
//! a turn speaks to them, and whether they spoke last or last but one. It never touches a text without such turns.

mod chain;
mod model;
mod telling;
#[cfg(test)]
mod tests;
mod train;
mod weights;
mod window;

pub(crate) use model::Model;
pub(crate) use train::{Example, Settings, train};
pub(crate) use window::{Turn, Window};

use super::marks::Quoted;
use super::verbs::PRONOUNS;
use super::{Scene, Told, Verdict, speech};
use crate::analysis::entities::{is_colon, is_comma};
use crate::analysis::types::{EntityId, Speaker};
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Turns weighed at once, and how many on either side of those that are kept.
const N_KEPT: usize = 16;
const N_MARGIN: usize = 8;
/// A text is told in dialogue if it has so many turns in lines of their own, one in so many lines at least.
const N_LEAST_TURNS: usize = 2;
const N_LINES_A_TURN: usize = 20;
/// Somebody less likely than this is not given as the speaker.
const LEAST: f64 = 0.3;

/// A turn, with the place of its quotation.
struct Placed {
    idx: usize,
    turn: Turn,
}

/// Speakers of the turns of a dialogue, laid over what stands beside each quotation by itself.
pub(super) fn attribute(scene: &Scene<'_>, judged: &mut [Verdict]) {
    let turns = turns(scene, judged);
    if turns.is_empty() {
        return;
    }
    let model = Model::compiled();
    for start in (0..turns.len()).step_by(N_KEPT) {
        let from = start.saturating_sub(N_MARGIN);
        let to = (start + N_KEPT + N_MARGIN).min(turns.len());
        let window = window(scene, &turns, from, to);
        let probabilities = model.chain(&window).marginals().speaks;
        for nth in start..(start + N_KEPT).min(turns.len()) {
            let Some(placed) = turns.get(nth) else { continue };
            let own = probabilities.chunks(window.candidates.len().max(1)).nth(nth - from).unwrap_or_default();
            let speaker = best(own).and_then(|candidate| window.candidates.get(candidate));
            let subject = window.turns.get(nth - from).and_then(|seen| seen.subject);
            if let Some(verdict) = judged.get_mut(placed.idx) {
                settle(scene, verdict, &placed.turn, speaker.copied(), subject);
            }
        }
    }
}

/// The window around the turns `from..to`.
fn window(scene: &Scene<'_>, turns: &[Placed], from: usize, to: usize) -> Window {
    let of = |placed: &[Placed]| placed.iter().map(|placed| placed.turn).collect::<Vec<_>>();
    let start = from.checked_sub(1).and_then(|last| turns.get(last)).map_or(0, |last| last.turn.whole.end());
    let end = turns.get(to).map_or(scene.page.text.len(), |next| next.turn.whole.start());
    Window::new(scene.page, scene.cast, &of(turns.get(from..to).unwrap_or_default()), (start, end))
}

/// The window of a text, for training; and its turns.
pub(super) fn whole(scene: &Scene<'_>, judged: &[Verdict]) -> (Vec<Turn>, Window) {
    let turns = turns(scene, judged);
    let window = window(scene, &turns, 0, turns.len());
    (turns.iter().map(|placed| placed.turn).collect(), window)
}

/// The turns of the text, if it is told in dialogue.
fn turns(scene: &Scene<'_>, judged: &[Verdict]) -> Vec<Placed> {
    let has_own_line = |quoted: &&Quoted| is_line(scene, quoted);
    let n_lines = scene.quoted.iter().filter(has_own_line).count();
    if n_lines < N_LEAST_TURNS || n_lines * N_LINES_A_TURN < scene.blocks.len() {
        return Vec::new();
    }
    let placed = scene.quoted.iter().zip(judged).enumerate().filter(|(_, (quoted, verdict))| {
        matches!(verdict, Verdict::Speech { .. }) || is_line(scene, quoted) || is_turn(scene, quoted)
    });
    placed.map(|(idx, (quoted, _))| Placed { idx, turn: Turn { inside: quoted.inside, whole: quoted.whole } }).collect()
}

/// Whether the quotation is all its paragraph.
fn is_line(scene: &Scene<'_>, quoted: &Quoted) -> bool {
    let is_end = |c: Option<char>| c.is_none_or(|c| c == '\n');
    let text = scene.page.text;
    let before = text.get(..quoted.whole.start()).unwrap_or_default().trim_end_matches([' ', '\u{3000}', '\t']);
    let after = text.get(quoted.whole.end()..).unwrap_or_default().trim_start_matches([' ', '\u{3000}', '\t']);
    !quoted.inside.is_empty() && is_end(before.chars().next_back()) && is_end(after.chars().next())
}

/// Whether the quotation stands where speech stands, and closes as speech does.
fn is_turn(scene: &Scene<'_>, quoted: &Quoted) -> bool {
    let opens = scene.page.text.get(..quoted.whole.start()).unwrap_or_default();
    let opens = opens.trim_end_matches([' ', '\u{3000}']).chars().next_back();
    let closes = scene.page.before(quoted.inside.end());
    opens.is_none_or(|c| is_colon(c) || speech::is_sentence_end(c) || matches!(c, '”' | '」' | '』'))
        && closes.is_some_and(|c| speech::is_sentence_end(c) || is_comma(c) || matches!(c, '—' | '～' | '~'))
        && !quoted.inside.is_empty()
}

/// The likeliest candidate, if likely enough.
fn best(probabilities: &[f64]) -> Option<usize> {
    let (idx, best) = probabilities.iter().enumerate().max_by(|one, two| one.1.total_cmp(two.1))?;
    (*best >= LEAST).then_some(idx)
}

/// Lays `speaker` over the verdict, unless the text beside the quotation says who speaks without a name.
fn settle(scene: &Scene<'_>, verdict: &mut Verdict, turn: &Turn, id: Option<EntityId>, subject: Option<TextRange>) {
    if let Verdict::Speech { speaker: Some(speaker), told: Told::Before | Told::After } = verdict
        && is_described(scene, speaker)
    {
        return;
    }
    let speaker = id.and_then(|id| {
        let place = subject.filter(|place| !turn.whole.overlaps(*place));
        let range = place.or_else(|| scene.cast.nearest(id, turn.whole))?;
        let name = scene.cast.name(id)?.to_owned();
        Some(Speaker { name, entity: Some(id), range })
    });
    *verdict = match (speaker, &verdict) {
        (None, Verdict::Speech { speaker, told }) => Verdict::Speech { speaker: speaker.clone(), told: *told },
        (speaker, _) => Verdict::Speech { speaker, told: Told::Near },
    };
}

/// Whether the speaker is told by a word for people and no name: 老人, 县长.
fn is_described(scene: &Scene<'_>, speaker: &Speaker) -> bool {
    match speaker.entity.and_then(|id| scene.people.entities.get(id.0 as usize)) {
        Some(entity) => entity.kind == EntityType::Title,
        None => !PRONOUNS.contains(&speaker.name.as_str()),
    }
}
