//! Kinds of words and their shares: a thin bar with its legend.

use egui::{Align2, CursorIcon, FontId, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use strum::IntoEnumIterator as _;

use crate::analysis::statistics::{PosShare, definition};
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Tsv;
use crate::ui::reader::thousands;
use crate::ui::tokens;
use crate::ui::widgets::{focus_ring, soft_label};

use super::figures::{definition_ui, figure_text, raw};
use super::heading::{heading_ui, table_buttons};
use super::word_class::WordClass;
use super::word_filter::Listed;
use super::{Subject, Wish};

const BAR_HEIGHT: f32 = 9.0;
/// Between two parts of the bar.
const GAP: f32 = 1.0;
const LEGEND_HEIGHT: f32 = 20.0;
const SWATCH: f32 = 8.0;

#[derive(Default)]
pub(super) struct Classes {
    is_folded: bool,
    /// With the version of the analysis; the most frequent first.
    shares: Option<(u64, Vec<ClassShare>)>,
}

/// One kind of words.
struct ClassShare {
    class: WordClass,
    n: usize,
    share: f64,
    /// Its parts of speech.
    tags: Vec<PosShare>,
}

impl Classes {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let tags = &subject.analysis.statistics.pos;
        if self.shares.as_ref().is_none_or(|(version, _)| *version != subject.version) {
            self.shares = Some((subject.version, class_shares(tags)));
        }
        let mut outlet = None;
        let title = Word::StatPartsOfSpeech;
        let is_open = heading_ui(ctx, ui, title, &mut self.is_folded, |ui| outlet = table_buttons(ctx, ui));
        let Some((_, shares)) = self.shares.as_ref().filter(|_| is_open) else { return };
        if let Some(outlet) = outlet {
            wishes.extend(outlet.take(ctx, title, tsv(ctx, shares)).map(Wish::Save));
        }
        if shares.is_empty() {
            soft_label(ui, ctx.palette, ctx.word(Word::StatNoWords));
            return;
        }
        bar_ui(ctx, shares, ui, wishes);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            for share in shares {
                legend_ui(ctx, share, ui, wishes);
            }
        });
    }
}

fn class_shares(tags: &[PosShare]) -> Vec<ClassShare> {
    let share_of = |class: WordClass| {
        let tags: Vec<PosShare> = tags.iter().copied().filter(|tag| WordClass::of(tag.pos) == class).collect();
        let (n, share) = tags.iter().fold((0, 0.0), |(n, share), tag| (n + tag.n, share + tag.share));
        ClassShare { class, n, share, tags }
    };
    let mut shares: Vec<ClassShare> = WordClass::iter().map(share_of).filter(|share| share.n > 0).collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.n));
    shares
}

/// All kinds side by side; a click lists the words of the kind.
fn bar_ui(ctx: &ViewContext<'_>, shares: &[ClassShare], ui: &mut Ui, wishes: &mut Vec<Wish>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, ctx.word(Word::StatPartsOfSpeech)));
    let mut left = rect.left();
    let mut under_pointer = None;
    for share in shares {
        let right = (left + share.share as f32 * rect.width()).min(rect.right());
        let part = Rect::from_min_max(pos2(left, rect.top()), pos2((right - GAP).max(left), rect.bottom()));
        ui.painter().rect_filled(part, 1.0, share.class.color(ctx.palette));
        if response.hover_pos().is_some_and(|at| left <= at.x && at.x < right) {
            under_pointer = Some(share);
        }
        left = right;
    }
    focus_ring(ui, ctx.palette, &response);
    if response.clicked()
        && let Some(share) = under_pointer
    {
        wishes.push(Wish::Filter(Listed::Class(share.class)));
    }
    if let Some(share) = under_pointer {
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui_at_pointer(|ui| about_ui(ctx, share, ui));
    }
}

/// A kind in the legend; a click lists its words.
fn legend_ui(ctx: &ViewContext<'_>, share: &ClassShare, ui: &mut Ui, wishes: &mut Vec<Wish>) {
    let text = format!("{} {}", ctx.word(share.class.name()), figure_text(ctx, "pos_share", Some(share.share)));
    let font = FontId::proportional(tokens::TINY);
    let galley = ui.painter().layout_no_wrap(text.clone(), font, ctx.palette.soft);
    let size = vec2(SWATCH + 5.0 + galley.size().x, LEGEND_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    let swatch = Rect::from_center_size(pos2(rect.left() + SWATCH / 2.0, rect.center().y), vec2(SWATCH, SWATCH));
    ui.painter().rect_filled(swatch, 2.0, share.class.color(ctx.palette));
    let at = Align2::RIGHT_CENTER.align_size_within_rect(galley.size(), rect);
    let color = if response.hovered() { ctx.palette.ink } else { ctx.palette.soft };
    ui.painter().galley_with_override_text_color(at.min, galley, color);
    focus_ring(ui, ctx.palette, &response);
    if response.clicked() {
        wishes.push(Wish::Filter(Listed::Class(share.class)));
    }
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| about_ui(ctx, share, ui));
}

/// The parts of speech in a kind, and how shares are counted.
fn about_ui(ctx: &ViewContext<'_>, share: &ClassShare, ui: &mut Ui) {
    ui.label(RichText::new(format!("{} {}", ctx.word(share.class.name()), thousands(share.n))).color(ctx.palette.ink));
    let tags: Vec<String> = share.tags.iter().map(|tag| format!("{} {}", tag.pos.name(), thousands(tag.n))).collect();
    ui.label(RichText::new(tags.join(" · ")).size(tokens::SMALL).color(ctx.palette.soft));
    if let Some(definition) = definition("pos_share") {
        definition_ui(ctx, definition, ui);
    }
}

fn tsv(ctx: &ViewContext<'_>, shares: &[ClassShare]) -> String {
    let mut table = Tsv::new(&["class", "pos", "n", "share"]);
    for share in shares {
        for tag in &share.tags {
            let class = ctx.word(share.class.name()).to_owned();
            table.row(&[class, tag.pos.name().to_owned(), tag.n.to_string(), raw(Some(tag.share))]);
        }
    }
    table.finish()
}
