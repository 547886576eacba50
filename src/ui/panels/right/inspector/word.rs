//! A word of the text: how often, where, in what company.

use egui::{Button, Label, RichText, Role, Ui, WidgetInfo, vec2};

use crate::analysis::Analysis;
use crate::document::{Document, DocumentHash};
use crate::text::{TextRange, context};
use crate::ui::context::{Action, ViewContext};
use crate::ui::locale::Word;
use crate::ui::panels::right::field::{card_ui, title};
use crate::ui::tokens;
use crate::ui::widgets::{dispersion_strip, link, nearest_position, soft_label};

/// Places shown with their surroundings, and how many characters of those on each side.
const N_PLACES: usize = 8;
const N_CHARS: usize = 9;

/// The places of the word last shown.
#[derive(Default)]
pub(super) struct WordCard {
    kept: Option<Kept>,
}

struct Kept {
    word: String,
    document: DocumentHash,
    analysis_version: u64,
    ranges: Vec<TextRange>,
    positions: Vec<f32>,
}

impl WordCard {
    /// Whether there is a text to look in.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, word: &str, ui: &mut Ui) -> bool {
        let (Some(document), Some(analysis)) = (ctx.document(), ctx.analysis()) else { return false };
        let version = ctx.session.analysis_version;
        let is_kept = self.kept.as_ref().is_some_and(|kept| {
            kept.word == word && kept.document == document.hash() && kept.analysis_version == version
        });
        if !is_kept {
            self.kept = Some(gather(document, analysis, word, version));
        }
        let Some(kept) = &self.kept else { return false };
        card_ui(ctx, ui, |ui| {
            let n = kept.ranges.len();
            let share = n as f64 * 1000.0 / analysis.statistics.tokens.max(1) as f64;
            let tail = format!("{n} {} · {share:.2}‰", ctx.word(Word::Occurrences));
            ui.add(Label::new(title(ctx, word, &tail)));
            strip_ui(ctx, kept, ui);
            places_ui(ctx, document, kept, ui);
            let find = RichText::new(ctx.word(Word::Find)).size(tokens::SMALL).color(ctx.palette.soft);
            if ui.add(Button::new(find).frame_when_inactive(false)).clicked() {
                ctx.send(Action::Find(word.to_owned()));
            }
        });
        true
    }
}

/// Linear in the tokens; once for each word and analysis.
fn gather(document: &Document, analysis: &Analysis, word: &str, analysis_version: u64) -> Kept {
    let tokens = analysis.tokens.iter().map(|token| token.range);
    let ranges: Vec<TextRange> = tokens.filter(|range| document.slice(*range) == word).collect();
    let length = document.text().len().max(1) as f32;
    let positions = ranges.iter().map(|range| range.start() as f32 / length).collect();
    Kept { word: word.to_owned(), document: document.hash(), analysis_version, ranges, positions }
}

fn strip_ui(ctx: &ViewContext<'_>, kept: &Kept, ui: &mut Ui) {
    let size = vec2(ui.available_width(), 16.0);
    let response = dispersion_strip(ui, ctx.palette, &kept.positions, ctx.palette.vermilion, size);
    let label = ctx.word(Word::ShowInText);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    if let Some(range) = nearest_position(&response, &kept.positions).and_then(|idx| kept.ranges.get(idx)) {
        ctx.send(Action::Jump(*range));
    }
}

fn places_ui(ctx: &ViewContext<'_>, document: &Document, kept: &Kept, ui: &mut Ui) {
    for range in kept.ranges.iter().take(N_PLACES) {
        let (before, after) = context(document.text(), *range, N_CHARS);
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        if link(ui, ctx.palette, &format!("…{before}{}{after}…", kept.word)).clicked() {
            ctx.send(Action::Jump(*range));
        }
    }
    let rest = kept.ranges.len().saturating_sub(N_PLACES);
    if rest > 0 {
        soft_label(ui, ctx.palette, format!("+ {rest}"));
    }
}
