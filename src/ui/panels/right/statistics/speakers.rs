//! Who is quoted, and how much.

use std::collections::BTreeMap;

use egui::{Align2, Rangef, Rect, Ui, pos2, vec2};

use crate::analysis::statistics::{SpeakerShare, definition};
use crate::analysis::{Analysis, EntityId};
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;

use super::figures::{definition_ui, figure_text, raw};
use super::heading::{heading_ui, table_buttons};
use super::table::{About, Head, ROW_HEIGHT, cell_text, more_ui, number_text, row_response, rows_ui};
use super::{Subject, Wish};

const N_FEW: usize = 8;
/// Widths of the columns of numbers, in points.
const SHARE_WIDTH: f32 = 52.0;
const CHARS_WIDTH: f32 = 58.0;
/// The name's part of what the numbers leave; the rest is the bar's.
const NAME_SHARE: f32 = 0.56;
const BAR_HEIGHT: f32 = 6.0;

#[derive(Default)]
pub(super) struct Speakers {
    is_folded: bool,
    shows_all: bool,
    /// With the version of the analysis: where each speaker is first quoted.
    first: Option<(u64, Vec<Option<TextRange>>)>,
}

impl Speakers {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let speakers = &subject.analysis.statistics.speakers;
        if speakers.is_empty() {
            return;
        }
        if self.first.as_ref().is_none_or(|(version, _)| *version != subject.version) {
            self.first = Some((subject.version, first_quotations(subject.analysis, speakers)));
        }
        let mut outlet = None;
        let title = Word::StatSpeakers;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| outlet = table_buttons(ctx, ui));
        let Some((_, first)) = self.first.as_ref().filter(|_| is_open) else { return };
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(ctx, speakers)).map(Wish::Save));
        }
        let heads = heads(ui.available_width());
        let n_shown = if self.shows_all { speakers.len() } else { speakers.len().min(N_FEW) };
        let id = ui.make_persistent_id("statistics-speakers");
        rows_ui(ui, ROW_HEIGHT, n_shown, |ui, idx, rect| {
            let Some(speaker) = speakers.get(idx) else { return };
            let share = figure_text(ctx, "speaker_share", Some(speaker.share));
            let label = format!("{} {share}", name(ctx, speaker));
            let response = row_response(ui, ctx.palette, rect, id.with(idx), false, &label);
            row_ui(ctx, speaker, &heads, rect, ui);
            if response.clicked() {
                if let Some(entity) = speaker.entity {
                    ctx.send(Action::Focus(Focus::Entity(entity)));
                }
                if let Some(range) = first.get(idx).copied().flatten() {
                    ctx.send(Action::Jump(range));
                }
            }
            response.on_hover_ui(|ui| {
                let unit = ctx.word(Word::SegmentsUnit);
                ui.label(format!("{} · {} {unit}", name(ctx, speaker), speaker.n_quotations));
                if let Some(definition) = definition("speaker_share") {
                    definition_ui(ctx, definition, ui);
                }
            });
        });
        more_ui(ctx, ui, speakers.len(), N_FEW, &mut self.shows_all);
    }
}

fn row_ui(ctx: &ViewContext<'_>, speaker: &SpeakerShare, heads: &[Head; 3], rect: Rect, ui: &Ui) {
    let palette = ctx.palette;
    let [who, chars, share] = heads;
    let ink = if speaker.name.is_some() { palette.ink } else { palette.soft };
    cell_text(ui, who.cell(rect), Align2::LEFT_CENTER, name(ctx, speaker), tokens::TEXT, ink);
    number_text(ui, chars, rect, &thousands(speaker.n_chars as usize), palette.ink);
    number_text(ui, share, rect, &figure_text(ctx, "speaker_share", Some(speaker.share)), palette.soft);
    let room = Rangef::new(rect.left() + who.x.max + 4.0, rect.left() + chars.x.min);
    if room.span() > 8.0 {
        let from = pos2(room.min, rect.center().y - BAR_HEIGHT / 2.0);
        let length = (room.span() * speaker.share as f32).max(1.0);
        let color = palette.person.gamma_multiply(0.55);
        ui.painter().rect_filled(Rect::from_min_size(from, vec2(length, BAR_HEIGHT)), 1.0, color);
    }
}

fn heads(width: f32) -> [Head; 3] {
    let second = width - SHARE_WIDTH;
    let first = second - CHARS_WIDTH;
    let head = |x: Rangef, is_number: bool| Head { label: "", about: About::Figure("speaker_share"), x, is_number };
    [
        head(Rangef::new(0.0, (first * NAME_SHARE).max(0.0)), false),
        head(Rangef::new(first, second), true),
        head(Rangef::new(second, width), true),
    ]
}

fn name<'a>(ctx: &ViewContext<'_>, speaker: &'a SpeakerShare) -> &'a str {
    speaker.name.as_deref().unwrap_or_else(|| ctx.word(Word::UnknownSpeaker))
}

/// Where each of `speakers` is first quoted. An entity is one speaker by whatever name.
fn first_quotations(analysis: &Analysis, speakers: &[SpeakerShare]) -> Vec<Option<TextRange>> {
    let key =
        |entity: Option<EntityId>, name: Option<&str>| (entity, name.filter(|_| entity.is_none()).map(str::to_owned));
    let mut first = BTreeMap::new();
    for quotation in &analysis.quotations {
        let speaker = quotation.speaker.as_ref();
        let entity = speaker.and_then(|speaker| speaker.entity);
        first.entry(key(entity, speaker.map(|speaker| speaker.name.as_str()))).or_insert(quotation.range);
    }
    speakers.iter().map(|speaker| first.get(&key(speaker.entity, speaker.name.as_deref())).copied()).collect()
}

fn tsv(ctx: &ViewContext<'_>, speakers: &[SpeakerShare]) -> String {
    let mut table = Tsv::new(&["speaker", "quotations", "characters", "share"]);
    for speaker in speakers {
        table.row(&[
            name(ctx, speaker).to_owned(),
            speaker.n_quotations.to_string(),
            speaker.n_chars.to_string(),
            raw(Some(speaker.share)),
        ]);
    }
    table.finish()
}
