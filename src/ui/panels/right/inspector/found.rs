//! What was found in the text besides names: times and amounts, quotations.

use egui::{Label, Role, Ui, WidgetInfo, vec2};

use crate::analysis::{Analysis, Expression, ExpressionType};
use crate::document::Document;
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::locale::Word;
use crate::ui::panels::right::field::{card_ui, field_ui, text_ui, title};
use crate::ui::widgets::{Quote, dispersion_strip, link, nearest_position, quote_ui, soft_label};

/// Lines of a quotation that are shown.
const QUOTE_ROWS: usize = 16;

/// The places of the expression last shown.
#[derive(Default)]
pub(super) struct ExpressionCard {
    kept: Option<Alike>,
}

/// Everywhere the same is said.
struct Alike {
    /// Version of the analysis, and index of the expression.
    of: (u64, usize),
    /// Indices of the expressions with their ranges.
    places: Vec<(usize, TextRange)>,
    /// From 0 to 1.
    positions: Vec<f32>,
}

impl ExpressionCard {
    /// Whether there is such an expression.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, idx: usize, ui: &mut Ui) -> bool {
        let (Some(document), Some(analysis)) = (ctx.document(), ctx.analysis()) else { return false };
        let Some(expression) = analysis.expressions.get(idx) else { return false };
        let of = (ctx.session.analysis_version, idx);
        if self.kept.as_ref().is_none_or(|alike| alike.of != of) {
            self.kept = Some(Alike::new(of, document, analysis, expression));
        }
        let Some(alike) = &self.kept else { return false };
        let text = document.slice(expression.range);
        card_ui(ctx, ui, |ui| {
            ui.add(Label::new(title(ctx, text, ctx.word(expression_word(expression.kind)))));
            places_ui(ctx, alike, ui);
            text_ui(ctx, Word::ValueLabel, &expression.value, ui);
            for word in explanations(expression, text) {
                soft_label(ui, ctx.palette, ctx.word(word));
            }
        });
        true
    }
}

impl Alike {
    /// Linear in the expressions; once for each that comes into focus.
    fn new(of: (u64, usize), document: &Document, analysis: &Analysis, expression: &Expression) -> Self {
        let is_same = |other: &Expression| other.kind == expression.kind && other.value == expression.value;
        let found = analysis.expressions.iter().enumerate().filter(|(_, other)| is_same(other));
        let places: Vec<(usize, TextRange)> = found.map(|(idx, other)| (idx, other.range)).collect();
        let length = document.text().len().max(1) as f32;
        let positions = places.iter().map(|(_, range)| range.start() as f32 / length).collect();
        Self { of, places, positions }
    }
}

/// Where it is said; a click goes there.
fn places_ui(ctx: &ViewContext<'_>, alike: &Alike, ui: &mut Ui) {
    let size = vec2(ui.available_width(), 16.0);
    let response = dispersion_strip(ui, ctx.palette, &alike.positions, ctx.palette.amount, size);
    let label = ctx.word(Word::ShowInText);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    if let Some((idx, range)) = nearest_position(&response, &alike.positions).and_then(|at| alike.places.get(at)) {
        ctx.send(Action::Focus(Focus::Expression(*idx)));
        ctx.send(Action::Jump(*range));
    }
}

/// How the value is to be read.
fn explanations(expression: &Expression, text: &str) -> Vec<Word> {
    let value = expression.value.as_str();
    let is_time = matches!(
        expression.kind,
        ExpressionType::Date | ExpressionType::Time | ExpressionType::Duration | ExpressionType::Set
    );
    let mut words = Vec::new();
    if !is_time {
        return words;
    }
    if value.starts_with('P') {
        words.push(Word::ExplainDuration);
    }
    if value.contains('X') {
        words.push(Word::ExplainOpen);
    }
    // 2024 in the value of 今年, 8月, 去年底: not said here.
    let year = value.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    if year.is_some_and(|year| !text.contains(year)) && expression.kind != ExpressionType::Duration {
        words.push(Word::ExplainReckoned);
    }
    words
}

fn expression_word(kind: ExpressionType) -> Word {
    match kind {
        ExpressionType::Date => Word::KindDate,
        ExpressionType::Time => Word::KindTime,
        ExpressionType::Duration => Word::KindDuration,
        ExpressionType::Set => Word::KindSet,
        ExpressionType::Qty => Word::KindQty,
        ExpressionType::Money => Word::KindMoney,
        ExpressionType::Percent => Word::KindPercent,
        ExpressionType::Ordinal => Word::KindOrdinal,
        ExpressionType::Number => Word::KindNumber,
    }
}

/// Whether there is such a quotation.
pub(super) fn quotation_ui(ctx: &ViewContext<'_>, idx: usize, ui: &mut Ui) -> bool {
    let (Some(document), Some(analysis)) = (ctx.document(), ctx.analysis()) else { return false };
    let Some(quotation) = analysis.quotations.get(idx) else { return false };
    let text = document.slice(quotation.range);
    let speaker = quotation.speaker.as_ref();
    card_ui(ctx, ui, |ui| {
        let name = speaker.map_or(ctx.word(Word::UnknownSpeaker), |speaker| speaker.name.as_str());
        let tail = format!("{} {}", text.chars().count(), ctx.word(Word::CharsUnit));
        ui.add(Label::new(title(ctx, name, &tail)));
        let quote = Quote { text, rule: ctx.palette.line, rule_width: 2.0, max_rows: QUOTE_ROWS };
        if quote_ui(ui, ctx.palette, quote).on_hover_text(ctx.word(Word::ShowInText)).clicked() {
            ctx.send(Action::Jump(quotation.range));
        }
        let Some(speaker) = speaker else { return };
        field_ui(ctx, Word::SpeakerLabel, ui, |ui| {
            if link(ui, ctx.palette, document.slice(speaker.range)).clicked() {
                ctx.send(Action::Jump(speaker.range));
            }
        });
        if let Some(entity) = speaker.entity.and_then(|id| ctx.entity(id)) {
            field_ui(ctx, Word::EntityWord, ui, |ui| {
                if link(ui, ctx.palette, &entity.name).clicked() {
                    ctx.send(Action::Focus(Focus::Entity(entity.id)));
                }
            });
        }
    });
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(kind: ExpressionType, value: &str, text: &str) -> Vec<Word> {
        let expression = Expression { range: TextRange::new(0, text.len()), kind, value: value.to_owned() };
        explanations(&expression, text)
    }

    #[test]
    fn what_the_text_does_not_say_is_explained() {
        assert_eq!(explained(ExpressionType::Date, "2024", "今年"), [Word::ExplainReckoned]);
        assert!(explained(ExpressionType::Date, "2024-08", "2024年8月").is_empty());
        assert_eq!(explained(ExpressionType::Date, "XXXX-08-27", "8月27日"), [Word::ExplainOpen]);
        assert_eq!(explained(ExpressionType::Duration, "P3Y", "三年"), [Word::ExplainDuration]);
        assert!(explained(ExpressionType::Money, "3000 CNY", "三千元").is_empty());
    }
}
