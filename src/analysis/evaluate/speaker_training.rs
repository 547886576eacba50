//! Training of the model that tells who speaks in a dialogue, from instances as [`super::speakers`] reads them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::document_of_lines;
use super::speakers::{Cast, Instance, Tally};
use crate::analysis::entities::{Page, People, fold};
use crate::analysis::quotations::{Example, Model, Settings, dialogue_window, train};
use crate::analysis::{Unwatched, analyze};
use crate::document::Metadata;
use crate::text::TextRange;

/// What the engine sees of instances, and who speaks.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// With the kind of each; `None` where the quotation or its speaker is not among what the engine sees.
    examples: Vec<(String, Option<Example>)>,
}

/// A trained model.
#[derive(Clone, Debug)]
pub struct Trained {
    model: Model,
}

impl Examples {
    /// Reads the windows of `instances` as the engine does, with the names of `cast`.
    pub fn new(instances: &[Instance], cast: &Cast) -> Self {
        let corrections = cast.corrections();
        let examples = instances.iter().map(|instance| {
            let document = document_of_lines(instance.lines.join("\n"), Metadata::default());
            let analysis = analyze(&document, &corrections, &Unwatched).unwrap_or_default();
            let folded = fold(document.text());
            let page = Page { text: &folded, tokens: &analysis.tokens };
            let blocks: Vec<TextRange> = document.blocks().iter().map(|block| block.range).collect();
            let people = People { mentions: analysis.mentions, entities: analysis.entities, bearings: Vec::new() };
            let (turns, window) = dialogue_window(&page, &blocks, &people);
            let middle = blocks.get(instance.lines.len() / 2).copied().unwrap_or_default();
            let turn = turns.iter().position(|turn| turn.whole.overlaps(middle));
            let wanted = cast.full(&instance.speaker);
            let speaker = window.candidates.iter().position(|id| {
                people.entities.get(id.0 as usize).is_some_and(|entity| cast.full(&entity.name) == wanted)
            });
            let example = turn.zip(speaker).map(|(turn, speaker)| Example { window, turn, speaker });
            (instance.category.to_lowercase(), example)
        });
        Self { examples: examples.collect() }
    }

    /// How many instances there are, and in how many the engine sees quotation and speaker.
    pub fn counts(&self) -> (usize, usize) {
        (self.examples.len(), self.examples.iter().filter(|(_, example)| example.is_some()).count())
    }

    /// Trains on all instances but those of `held_back`.
    pub fn train(&self, held_back: &Range<usize>) -> Trained {
        let kept = self.examples.iter().enumerate().filter(|(idx, _)| !held_back.contains(idx));
        let examples: Vec<Example> = kept.filter_map(|(_, (_, example))| example.clone()).collect();
        Trained { model: train(&examples, Settings::default()) }
    }
}

impl Trained {
    /// The source file that compiles the weights in.
    pub fn source(&self) -> String {
        self.model.source()
    }

    /// How the model alone fares on some of the instances, by kind.
    pub fn score(&self, examples: &Examples, which: Range<usize>) -> BTreeMap<String, Tally> {
        let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
        for (kind, example) in examples.examples.get(which).unwrap_or_default() {
            let is_right = example.as_ref().is_some_and(|example| {
                let n = example.window.candidates.len();
                let speaks = self.model.chain(&example.window).marginals().speaks;
                let own = speaks.get(example.turn * n..(example.turn + 1) * n).unwrap_or_default();
                let best = own.iter().enumerate().max_by(|one, two| one.1.total_cmp(two.1));
                best.is_some_and(|(best, _)| best == example.speaker)
            });
            tallies.entry(kind.clone()).or_default().note(is_right);
        }
        tallies
    }
}

#[cfg(test)]
mod tests {
    use super::super::speakers::read;
    use super::*;

    #[test]
    fn a_model_learns_who_is_led_in() {
        let mut text = String::new();
        for (idx, (one, two)) in [("王小明", "李大红"), ("李大红", "王小明")].into_iter().cycle().take(12).enumerate()
        {
            text.push_str(&format!(
                "Instance index: {idx}\n{two}来了。\n“坐。”\n{one}对{two}说：\n“好。”\n{two}看着{one}。\n“走。”\n\
                 {two}点头。\nSpeaker: {one}\nSpeaker index: 1\nCategory: explicit\n\n"
            ));
        }
        let instances = read(&text).expect("instances");
        let cast = Cast::read("1 王小明 小明\n0 李大红 大红\n");
        let examples = Examples::new(&instances, &cast);
        assert_eq!(examples.counts(), (12, 12));
        let trained = examples.train(&(0..4));
        assert_eq!(trained.score(&examples, 0..4).get("explicit").map(|tally| tally.n_right), Some(4));
        assert!(trained.source().starts_with("//! Weights"));
    }
}
