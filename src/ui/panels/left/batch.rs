//! Several annotations changed together: one edit, taken back by one undo.

use egui::{Align, Button, Key, Layout, RichText, TextEdit, Ui};
use strum::IntoEnumIterator as _;

use crate::annotation::{Annotation, AnnotationId, Edit, Link, MarkColor, MarkStyle, merge};
use crate::session::Command;
use crate::ui::context::{Action, Focus, ViewContext};
use crate::ui::locale::Word;
use crate::ui::reader::parse_tags;
use crate::ui::tokens;
use crate::ui::widgets::{color_word, mark_color_ui, style_word};

/// The bar above the list while several are chosen.
#[derive(Debug, Default)]
pub(super) struct BatchBar {
    /// Being typed.
    tags: String,
}

/// What the bar asks of the list's selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selecting {
    All,
    Nothing,
}

impl BatchBar {
    /// `chosen` are the annotations to change, in the list's order.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui, chosen: &[&Annotation]) -> Option<Selecting> {
        let mut selecting = head_ui(ctx, ui, chosen.len());
        if chosen.len() > 1 && joining_ui(ctx, ui, chosen) {
            selecting = Some(Selecting::Nothing);
        }
        colors_ui(ctx, ui, chosen);
        styles_ui(ctx, ui, chosen);
        // The outer row keeps the inner one from taking all the height there is.
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button(ctx.word(Word::DeleteSelected)).clicked() {
                    delete(ctx, chosen);
                    selecting = Some(Selecting::Nothing);
                }
                self.tags_ui(ctx, ui, chosen);
            });
        });
        ui.add_space(6.0);
        selecting
    }

    /// A field whose tags every one of `chosen` gets.
    fn tags_ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui, chosen: &[&Annotation]) {
        let hint = ctx.word(Word::AddTags);
        let field =
            TextEdit::singleline(&mut self.tags).hint_text(hint).desired_width(f32::INFINITY).id_salt("batch-tags");
        let response = ui.add(field).accessible_name(hint);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            let tags = parse_tags(&std::mem::take(&mut self.tags));
            change(ctx, chosen, |annotation| {
                for tag in &tags {
                    if !annotation.tags.contains(tag) {
                        annotation.tags.push(tag.clone());
                    }
                }
            });
        }
    }
}

/// `已选 3`, and the ways to choose all or nothing.
fn head_ui(ctx: &ViewContext<'_>, ui: &mut Ui, n_chosen: usize) -> Option<Selecting> {
    let mut selecting = None;
    ui.horizontal(|ui| {
        let text = format!("{} {n_chosen}", ctx.word(Word::SelectedChars));
        ui.label(RichText::new(text).size(tokens::SMALL).color(ctx.palette.soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (word, choice) in [(Word::Cancel, Selecting::Nothing), (Word::SelectAll, Selecting::All)] {
                let text = RichText::new(ctx.word(word)).size(tokens::SMALL).color(ctx.palette.soft);
                if ui.add(Button::new(text).frame(false)).clicked() {
                    selecting = Some(choice);
                }
            }
        });
    });
    selecting
}

/// Several made one, or linked with the first of them; whether they were made one.
fn joining_ui(ctx: &ViewContext<'_>, ui: &mut Ui, chosen: &[&Annotation]) -> bool {
    let mut is_merged = false;
    ui.horizontal(|ui| {
        if ui.button(ctx.word(Word::MergeSelected)).clicked()
            && let Some(document) = ctx.document()
        {
            let ids: Vec<AnnotationId> = chosen.iter().map(|annotation| annotation.id).collect();
            if let Some(edit) = merge(&ctx.session.annotations, &ids, document.text(), crate::ui::now()) {
                ctx.send(Action::UndoableToast(format!("{} {}", ctx.word(Word::Merged), ids.len())));
                ctx.command(Command::Annotate(edit));
                is_merged = true;
            }
        }
        if ui.button(ctx.word(Word::LinkSelected)).clicked()
            && let Some(edit) = linked(ctx, chosen)
        {
            ctx.send(Action::UndoableToast(format!("{} {}", ctx.word(Word::Linked), chosen.len())));
            ctx.command(Command::Annotate(edit));
        }
    });
    is_merged
}

/// The first with links to all others; `None` where it has them already.
fn linked(ctx: &ViewContext<'_>, chosen: &[&Annotation]) -> Option<Edit> {
    let (first, others) = chosen.split_first()?;
    let before = ctx.session.annotations.relations(first.id).cloned().unwrap_or_default();
    let mut after = before.clone();
    for other in others {
        after = after.with(Link::Annotation(other.id)).unwrap_or(after);
    }
    (after != before).then(|| Edit::relate(first.id, after))
}

fn colors_ui(ctx: &ViewContext<'_>, ui: &mut Ui, chosen: &[&Annotation]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for color in MarkColor::iter() {
            let have_it = chosen.iter().all(|annotation| annotation.color == color);
            if mark_color_ui(ui, ctx.palette, color, have_it, ctx.word(color_word(color))).clicked() {
                change(ctx, chosen, |annotation| annotation.color = color);
            }
        }
    });
}

fn styles_ui(ctx: &ViewContext<'_>, ui: &mut Ui, chosen: &[&Annotation]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for style in MarkStyle::iter() {
            let have_it = chosen.iter().all(|annotation| annotation.style == style);
            let text = RichText::new(ctx.word(style_word(style))).size(tokens::SMALL);
            if ui.selectable_label(have_it, text).clicked() {
                change(ctx, chosen, |annotation| annotation.style = style);
            }
        }
    });
}

/// Sends one edit with what `alter` changes.
fn change(ctx: &ViewContext<'_>, chosen: &[&Annotation], alter: impl Fn(&mut Annotation)) {
    let now = crate::ui::now();
    let altered = |before: &&Annotation| {
        let mut after = (*before).clone();
        alter(&mut after);
        (after != **before).then(|| Edit::Put(Box::new(Annotation { modified: now, ..after })))
    };
    let edits: Vec<Edit> = chosen.iter().filter_map(altered).collect();
    if !edits.is_empty() {
        ctx.command(Command::Annotate(Edit::Batch(edits)));
    }
}

/// Deletes all of `chosen`, with one undo.
pub(super) fn delete(ctx: &ViewContext<'_>, chosen: &[&Annotation]) {
    let ids: Vec<AnnotationId> = chosen.iter().map(|annotation| annotation.id).collect();
    if ids.is_empty() {
        return;
    }
    if matches!(ctx.view.focus, Focus::Annotation(id) if ids.contains(&id)) {
        ctx.send(Action::Focus(Focus::Nothing));
    }
    ctx.send(Action::UndoableToast(format!("{} {}", ctx.word(Word::Deleted), ids.len())));
    ctx.command(Command::Annotate(Edit::Batch(ids.into_iter().map(Edit::Remove).collect())));
}
