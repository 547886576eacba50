//! The rhythm of the text: lengths of its sentences and paragraphs in reading order.

use egui::{Align2, FontFamily, FontId, RichText, Sense, Ui, vec2};

use crate::document::Document;
use crate::export::plots::{Plot, WIDTH, plot};
use crate::text::TextRange;
use crate::ui::context::{Action, ViewContext};
use crate::ui::fonts::READING;
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;

use super::bars::{Bar, Series};
use super::draw::{Order, draw_menu_ui};
use super::figures::filled;
use super::heading::{heading_ui, table_buttons};
use super::table::cell_text;
use super::{Subject, Wish};

const SENTENCE_HEIGHT: f32 = 58.0;
const PARAGRAPH_HEIGHT: f32 = 36.0;
const CAPTION_HEIGHT: f32 = 18.0;
/// Characters of a sentence shown under the pointer.
const N_BEGINNING: usize = 40;

#[derive(Default)]
pub(super) struct Rhythm {
    is_folded: bool,
    sentences: Series,
    paragraphs: Series,
}

impl Rhythm {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let (mut outlet, mut format) = (None, None);
        let title = Word::Rhythm;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| {
            outlet = table_buttons(ctx, ui);
            format = draw_menu_ui(ctx, ui);
        });
        if !is_open {
            return;
        }
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(subject)).map(Wish::Save));
        }
        if let Some(format) = format {
            let (document, analysis) = subject.shared();
            let make = Box::new(move || plot(&document, &analysis, Plot::Rhythm, &[], WIDTH));
            wishes.push(Wish::Draw(Order { name: title, format, make }));
        }
        let statistics = &subject.analysis.statistics;
        let width = ui.available_width();
        self.sentences.prepare(subject.version, width, || {
            statistics.sentence_lengths.iter().map(|sentence| (sentence.range, sentence.n_chars)).collect()
        });
        self.paragraphs.prepare(subject.version, width, || {
            statistics.paragraph_lengths.iter().map(|paragraph| (paragraph.range, paragraph.n_chars)).collect()
        });
        let title = (Word::StatSentenceLength, statistics.sentence_chars.map(|spread| spread.sd));
        series_ui(ctx, subject, title, SENTENCE_HEIGHT, sentence_name, &mut self.sentences, ui);
        ui.add_space(4.0);
        let title = (Word::StatParagraphLength, None);
        series_ui(ctx, subject, title, PARAGRAPH_HEIGHT, paragraph_name, &mut self.paragraphs, ui);
    }
}

/// What a bar stands for, in words.
type Name = fn(&ViewContext<'_>, &Document, &Bar) -> String;

#[expect(clippy::too_many_arguments, reason = "what the two series do not share")]
fn series_ui(
    ctx: &ViewContext<'_>,
    subject: Subject<'_>,
    (title, sd): (Word, Option<f64>),
    height: f32,
    name: Name,
    series: &mut Series,
    ui: &mut Ui,
) {
    if series.is_empty() {
        return;
    }
    let document = subject.document;
    let mut mean = filled(ctx.word(Word::StatMean), &[&format!("{:.1}", series.mean)]);
    if let Some(sd) = sd {
        mean = format!("{mean} ± {sd:.1}");
    }
    let (caption, _) = ui.allocate_exact_size(vec2(ui.available_width(), CAPTION_HEIGHT), Sense::hover());
    cell_text(ui, caption, Align2::LEFT_CENTER, ctx.word(title), tokens::TINY, ctx.palette.soft);
    cell_text(ui, caption, Align2::RIGHT_CENTER, &mean, tokens::TINY, ctx.palette.soft);
    let clicked = series.ui(
        ctx,
        height,
        |bar| format!("{} {}", name(ctx, document, bar), length_text(ctx, bar)),
        |bar, ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            let facts = format!("{} · {}", name(ctx, document, bar), length_text(ctx, bar));
            ui.label(RichText::new(facts).size(tokens::TINY).color(ctx.palette.soft));
            let font = FontId::new(tokens::TEXT, FontFamily::Name(READING.into()));
            ui.label(RichText::new(beginning(document, bar.longest)).font(font).color(ctx.palette.ink));
        },
        ui,
    );
    if let Some(bar) = clicked {
        ctx.send(Action::Jump(bar.longest));
    }
}

fn sentence_name(ctx: &ViewContext<'_>, _document: &Document, bar: &Bar) -> String {
    let first = thousands(bar.first + 1);
    if bar.is_single() {
        filled(ctx.word(Word::SentenceN), &[&first])
    } else {
        filled(ctx.word(Word::StatSentenceSpan), &[&first, &thousands(bar.last + 1)])
    }
}

/// By the numbers in the margin, which headings and source lines have not.
fn paragraph_name(ctx: &ViewContext<'_>, document: &Document, bar: &Bar) -> String {
    let number = |offset: usize| {
        let idx = document.block_idx_at(offset)?;
        document.blocks().get(idx)?.number
    };
    match (number(bar.span.start()), number(bar.span.end().saturating_sub(1))) {
        (Some(first), Some(last)) if first != last => format!("¶ {first}–{last}"),
        (Some(only), _) | (None, Some(only)) => format!("¶ {only}"),
        (None, None) => ctx.word(Word::StatParagraphLength).to_owned(),
    }
}

fn length_text(ctx: &ViewContext<'_>, bar: &Bar) -> String {
    let unit = ctx.word(Word::CharsUnit);
    if bar.is_single() {
        format!("{} {unit}", thousands(bar.mean as usize))
    } else {
        format!("{} {unit}", filled(ctx.word(Word::StatMean), &[&format!("{:.1}", bar.mean)]))
    }
}

fn beginning(document: &Document, range: TextRange) -> String {
    let text = document.slice(range);
    let mut beginning: String = text.chars().take(N_BEGINNING).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    beginning
}

/// Sentences one after the other, offsets in code points.
fn tsv(subject: Subject<'_>) -> String {
    let mut table = Tsv::new(&["sentence", "start", "end", "characters", "text"]);
    for (idx, sentence) in subject.analysis.statistics.sentence_lengths.iter().enumerate() {
        let (start, end) = subject.document.char_range(sentence.range);
        table.row(&[
            (idx + 1).to_string(),
            start.to_string(),
            end.to_string(),
            sentence.n_chars.to_string(),
            subject.document.slice(sentence.range).to_owned(),
        ]);
    }
    table.finish()
}
