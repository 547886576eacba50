//! The lines of the page: marks, hits and the selection behind the glyphs, names and lines over them, numbers beside.

use egui::{FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::annotation::{Annotation, AnnotationId, EntityType, MarkColor, MarkStyle};
use crate::text::TextRange;
use crate::typeset::Line;
use crate::ui::context::{Focus, View, ViewContext};
use crate::ui::fonts::Fonts;
use crate::ui::tokens;

use super::axes::Brush;
use super::blocks::SetBlock;
use super::handles::Adjust;
use super::spans::SpanIndex;
use super::stack::Stack;
use super::{Name, ReaderPane, Scene, paint};

/// How long the target of a jump is set off.
const FLASH_SECONDS: f64 = 1.2;

impl ReaderPane {
    pub(super) fn paint_blocks(&mut self, scene: Scene<'_>, fonts: &mut Fonts, view: &View, ui: &Ui) {
        let Scene { ctx, column, .. } = scene;
        let painter = ui.painter();
        let brush = Brush::new(painter, column.axes);
        self.fade(ui);
        let under = Underlay {
            ctx,
            view,
            marks: &self.marks.value,
            names: &self.names.value,
            flash: self.flash.map(|(range, _)| range),
            adjusted: self.adjust.map(Adjust::shown),
        };
        let mut lines = Vec::new();
        for shown in scene.visible {
            for (line_idx, line) in shown.block.lines.iter().enumerate() {
                let place = paint::Place::of(&shown.block, line_idx, shown.origin);
                if place.origin.y > column.pane.bottom() || place.origin.y + place.line_height < column.pane.top() {
                    continue;
                }
                lines.push((shown, line, place));
            }
        }
        for &(shown, line, place) in &lines {
            under.behind(brush, &shown.block, line, place);
        }
        let mut glyphs = fonts.painter(ui.ctx());
        for &(shown, line, place) in &lines {
            let color = if shown.block.look.is_grey { ctx.palette.soft } else { ctx.palette.ink };
            paint::glyphs(&mut glyphs, shown.block.look.face, line, (place, column.axes), color);
        }
        paint::add_meshes(painter, glyphs.finish());
        for &(shown, line, place) in &lines {
            under.over(brush, &shown.block, line, place);
        }
        for shown in scene.visible {
            let rect = Rect::from_min_size(shown.origin, vec2(column.width, self.blocks.height(shown.idx)));
            let id = Self::focus_id().with(("block", shown.idx));
            let rect = column.axes.rect_to_window(rect.intersect(column.pane));
            let response = ui.interact(rect, id, Sense::empty());
            let text = scene.document.slice(shown.block.range);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        }
    }

    /// Ends the setting off of a jump's target in its time: one frame is asked for, at the end.
    fn fade(&mut self, ui: &Ui) {
        let Some((_, since)) = self.flash else { return };
        let left = since + FLASH_SECONDS - ui.input(|input| input.time);
        if left > 0.0 {
            ui.ctx().request_repaint_after_secs(left as f32);
        } else {
            self.flash = None;
        }
    }
}

/// From the top of a vertical column to the number above it, in points.
const NUMBER_ABOVE: f32 = 9.0;

/// Paragraph numbers in the margin.
pub(super) fn numbers_ui(scene: Scene<'_>, ui: &Ui) {
    let brush = Brush::new(ui.painter(), scene.column.axes);
    for shown in scene.visible {
        let Some(number) = shown.block.number else { continue };
        let place = paint::Place::of(&shown.block, 0, shown.origin);
        let at = if scene.column.axes.is_vertical() {
            pos2(scene.column.left - NUMBER_ABOVE, place.em_top() + place.size_px / 2.0)
        } else {
            pos2(scene.column.left - 22.0, place.baseline() - place.size_px * 0.32)
        };
        let font = FontId::proportional(tokens::TINY);
        brush.level_text(at, number.to_string(), font, scene.ctx.palette.faint);
    }
}

/// What is painted behind and over the glyphs of a line.
struct Underlay<'a> {
    ctx: &'a ViewContext<'a>,
    view: &'a View,
    marks: &'a SpanIndex<AnnotationId>,
    names: &'a SpanIndex<Name>,
    flash: Option<TextRange>,
    /// The mark whose ends are being moved, as it would be.
    adjusted: Option<(AnnotationId, TextRange)>,
}

impl Underlay<'_> {
    fn behind(&self, brush: Brush<'_>, block: &SetBlock, line: &Line, place: paint::Place) {
        let palette = self.ctx.palette;
        let in_line = block.line_range(line);
        let base = block.range.start();
        let fill = |range: TextRange, color| {
            let within = range.intersection(in_line).map(|range| range.relative_to(base));
            if let Some(extent) = within.and_then(|range| paint::extent(line, range)) {
                paint::fill(brush, place, extent, color);
            }
        };
        for (range, id) in self.marks.touching(in_line) {
            let Some(annotation) = self.ctx.annotation(id) else { continue };
            if annotation.style == MarkStyle::Fill && self.ctx.marks_words(id) {
                fill(range, palette.mark_fill(annotation.color));
            }
            if self.adjusted.is_some_and(|(adjusted, _)| adjusted == id) {
                continue;
            }
            if self.view.focus == Focus::Annotation(annotation.id) {
                fill(range, palette.mark_fill(annotation.color).gamma_multiply(0.5));
            }
        }
        for (idx, &hit) in self.view.hits.iter().enumerate().skip(first_touching(&self.view.hits, in_line)) {
            if hit.start() >= in_line.end() {
                break;
            }
            let strength = if idx == self.view.current_hit { 0.75 } else { 0.35 };
            fill(hit, palette.mark(MarkColor::Gamboge).gamma_multiply(strength));
        }
        if let Some((id, range)) = self.adjusted
            && let Some(annotation) = self.ctx.annotation(id)
        {
            fill(range, palette.mark_fill(annotation.color).gamma_multiply(0.5));
        }
        if let Some(flash) = self.flash {
            fill(flash, palette.selected_row);
        }
        if let Some(selection) = self.view.selection {
            fill(selection.raw(), palette.selection);
        }
    }

    fn over(&self, brush: Brush<'_>, block: &SetBlock, line: &Line, place: paint::Place) {
        let in_line = block.line_range(line);
        let base = block.range.start();
        let mut stack = Stack::new(place.room_below());
        // On a vertical page what is below is on the left; dots stand on the right, above on the page.
        let mut above = Stack::new(place.room_above());
        let lines = &self.ctx.session.settings.entity_lines;
        if lines.is_shown && !block.look.is_grey {
            for (range, name) in self.names.touching(in_line) {
                let Some(range) = range.intersection(in_line) else { continue };
                let Some(extent) = paint::extent(line, range.relative_to(base)) else { continue };
                if let Some(look) = self.line_of(name) {
                    let usual = paint::EntityLine::usual_drop(place.size_px);
                    let drop = stack.place(range, usual, look.line.reach());
                    paint::entity_line(brush, place, extent, drop, look);
                }
            }
        }
        for (range, annotation) in self.drawn_marks(in_line) {
            let (style, size_px) = (annotation.style, place.size_px);
            let reach = paint::mark_reach(style, size_px);
            let drop = if brush.axes().is_vertical() && paint::is_dotted(style) {
                let distance = above.place(range, paint::usual_dot_distance(size_px), reach);
                paint::drop_above(size_px, distance)
            } else {
                stack.place(range, paint::usual_mark_drop(style, size_px), reach)
            };
            let look = paint::MarkLook { style, color: self.ctx.palette.mark(annotation.color), drop };
            paint::mark(brush, place, line, range.relative_to(base), look);
        }
        paint::hidden(brush, place, line, self.ctx.palette.vermilion);
    }

    /// Marks that are no fills, with what of them is in the line: lines before the dots that go under them.
    fn drawn_marks(&self, in_line: TextRange) -> Vec<(TextRange, &Annotation)> {
        let found = self.marks.touching(in_line).into_iter();
        let mut drawn: Vec<(TextRange, &Annotation)> = found
            .filter_map(|(range, id)| Some((range.intersection(in_line)?, self.ctx.annotation(id)?)))
            .filter(|(_, annotation)| annotation.style != MarkStyle::Fill && self.ctx.marks_words(annotation.id))
            .collect();
        drawn.sort_by_key(|(_, annotation)| paint::is_dotted(annotation.style));
        drawn
    }

    fn line_of(&self, name: Name) -> Option<paint::EntityLook> {
        let analysis = self.ctx.analysis()?;
        let hidden = &self.ctx.session.settings.entity_lines.hidden_types;
        match name {
            Name::Mention(idx) => {
                let mention = analysis.mentions.get(idx)?;
                if hidden.contains(mention.kind.code()) {
                    return None;
                }
                let line = match mention.kind {
                    EntityType::Work => paint::EntityLine::Wavy,
                    _ if mention.confidence < CANDIDATE_BELOW => paint::EntityLine::Dotted,
                    _ => paint::EntityLine::Straight,
                };
                Some(paint::EntityLook { line, color: self.ctx.palette.entity(mention.kind) })
            }
            Name::Expression(idx) => {
                let expression = analysis.expressions.get(idx)?;
                // Times and amounts are many: their lines are asked for, by type, in the settings.
                let look = paint::EntityLook { line: paint::EntityLine::Straight, color: self.ctx.palette.amount };
                (self.view.focus == Focus::Expression(idx) && !hidden.contains(expression.kind.code())).then_some(look)
            }
        }
    }
}

/// Below this confidence a mention is only a candidate, and its line dotted.
const CANDIDATE_BELOW: f32 = 0.5;

/// Index of the first of `ranges` (sorted, disjoint) that reaches past the start of `within`.
fn first_touching(ranges: &[TextRange], within: TextRange) -> usize {
    ranges.partition_point(|range| range.end() <= within.start())
}
