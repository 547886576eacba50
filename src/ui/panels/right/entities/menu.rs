//! What can be said about an entity, by a row's context menu and by the card's.

use egui::Ui;
use strum::IntoEnumIterator as _;

use super::facts::mentions_of;
use super::group::Group;
use crate::analysis::Entity;
use crate::annotation::EntityType;
use crate::session::Command;
use crate::text::TextRange;
use crate::ui::context::{Action, Focus, NoteSubject, ViewContext};
use crate::ui::corrections::{Change, Subject, ignoring_of, say, take_back};
use crate::ui::locale::Word;
use crate::ui::panels::right::tsv::Outlet;
use crate::ui::reader::Selection;
use crate::ui::widgets::type_word;

/// Names offered for merging; more would not fit a screen.
const N_MERGE: usize = 12;
const MENU_WIDTH: f32 = 150.0;
/// Between groups of items.
const GAP: f32 = 5.0;

/// The items; whether a new name was asked for.
pub(super) fn entity_ui(ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui) -> bool {
    ui.set_min_width(MENU_WIDTH);
    let first = mentions_of(subject.analysis, subject.entity).next().map(|mention| mention.range);
    let mut is_name_asked = false;
    if let Some(range) = first
        && ui.button(ctx.word(Word::ShowInText)).clicked()
    {
        ctx.send(Action::Focus(Focus::Entity(subject.entity.id)));
        ctx.send(Action::Jump(range));
    }
    if let Some(range) = first
        && ui.button(ctx.word(Word::NoteHere)).clicked()
    {
        note(ctx, range);
    }
    if ui.button(ctx.word(Word::NoteOnEntity)).clicked() {
        ctx.send(Action::NoteOn(NoteSubject::Entity(subject.entity.id)));
    }
    ui.add_space(GAP);
    change_ui(ctx, subject, (Word::Confirm, Change::Confirm), ui);
    if ui.button(ctx.word(Word::RenameAsk)).clicked() {
        ctx.send(Action::Focus(Focus::Entity(subject.entity.id)));
        is_name_asked = true;
    }
    retype_ui(ctx, subject, ui);
    merge_ui(ctx, subject, ui);
    split_ui(ctx, subject, ui);
    ui.add_space(GAP);
    change_ui(ctx, subject, (Word::IgnoreInDocument, Change::IgnoreInDocument), ui);
    change_ui(ctx, subject, (Word::IgnoreEverywhere, Change::IgnoreEverywhere), ui);
    take_back_ui(ctx, subject, ui);
    is_name_asked
}

fn change_ui<'a>(ctx: &ViewContext<'_>, subject: Subject<'a>, (label, change): (Word, Change<'a>), ui: &mut Ui) {
    if ui.button(ctx.word(label)).clicked() {
        correct(ctx, subject, &change);
    }
}

/// Opens the note on `range`; a mark for it is made if there is none.
fn note(ctx: &ViewContext<'_>, range: TextRange) {
    ctx.send(Action::Jump(range));
    ctx.send(Action::Select(Selection::of(range)));
    ctx.send(Action::EditNote { is_tag: false });
}

/// Says it to the session; nothing where it has been said already.
pub(super) fn correct<'a>(ctx: &ViewContext<'_>, subject: Subject<'a>, change: &Change<'a>) {
    say(ctx, subject.edit(&ctx.session.annotations, change));
}

fn retype_ui(ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui) {
    ui.menu_button(ctx.word(Word::Retype), |ui| {
        for kind in EntityType::iter().filter(|kind| *kind != subject.entity.kind) {
            if ui.button(ctx.word(type_word(kind))).clicked() {
                correct(ctx, subject, &Change::Retype(kind));
            }
        }
    });
}

/// The most frequent others of the type.
fn merge_ui(ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui) {
    let entity = subject.entity;
    let is_candidate =
        |other: &&Entity| other.kind == entity.kind && other.id != entity.id && !other.mentions.is_empty();
    if !subject.analysis.entities.iter().any(|other| is_candidate(&other)) {
        return;
    }
    ui.menu_button(ctx.word(Word::MergeWith), |ui| {
        let mut others: Vec<&Entity> = subject.analysis.entities.iter().filter(is_candidate).collect();
        others.sort_by_key(|other| (!shares_characters(entity, other), std::cmp::Reverse(other.mentions.len())));
        for other in others.into_iter().take(N_MERGE) {
            if ui.button(&other.name).clicked() {
                correct(ctx, subject, &Change::MergeInto(other));
            }
        }
    });
}

/// Names that share characters are likelier to name the same: they come first.
fn shares_characters(a: &Entity, b: &Entity) -> bool {
    let n_shared = a.name.chars().filter(|c| b.name.contains(*c)).count();
    2 * n_shared >= a.name.chars().count().min(b.name.chars().count()).max(1)
}

fn split_ui(ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui) {
    if subject.entity.aliases.is_empty() {
        return;
    }
    let forms = subject.forms();
    if forms.len() < 2 {
        return;
    }
    ui.menu_button(ctx.word(Word::SplitOff), |ui| {
        for form in forms.iter().skip(1) {
            if ui.button(form.surface).clicked() {
                correct(ctx, subject, &Change::SplitOff(form.surface));
            }
        }
    });
}

fn take_back_ui(ctx: &ViewContext<'_>, subject: Subject<'_>, ui: &mut Ui) {
    let corrections = subject.corrections(&ctx.session.annotations);
    if !corrections.is_empty() && ui.button(ctx.word(Word::TakeBack)).clicked() {
        ctx.command(Command::Annotate(take_back(corrections)));
    }
}

/// A surface that is ignored.
pub(super) fn ignored_ui(ctx: &ViewContext<'_>, surface: &str, ui: &mut Ui) {
    ui.set_min_width(MENU_WIDTH);
    if ui.button(ctx.word(Word::StopIgnoring)).clicked() {
        stop_ignoring(ctx, surface);
    }
}

/// Takes back that `surface` is ignored.
pub(super) fn stop_ignoring(ctx: &ViewContext<'_>, surface: &str) {
    let Some(document) = ctx.document() else { return };
    let corrections = ignoring_of(&ctx.session.annotations, document.hash(), surface);
    if !corrections.is_empty() {
        ctx.command(Command::Annotate(take_back(corrections)));
    }
}

/// Whether the lines of the group's type are drawn in the text; `None` where it has none.
pub(super) fn has_lines(ctx: &ViewContext<'_>, group: Group) -> Option<bool> {
    let lines = &ctx.session.settings.entity_lines;
    group.line_code().map(|code| lines.is_shown && !lines.hidden_types.contains(code))
}

/// Shows or hides the lines of the group's type. Showing one type switches the lines on as a whole.
pub(super) fn toggle_lines(ctx: &ViewContext<'_>, group: Group) {
    let (Some(code), Some(is_shown)) = (group.line_code(), has_lines(ctx, group)) else { return };
    let mut settings = ctx.session.settings.clone();
    let lines = &mut settings.entity_lines;
    if is_shown {
        lines.hidden_types.insert(code.to_owned());
    } else {
        if !lines.is_shown {
            let others = EntityType::iter().map(EntityType::code).filter(|other| *other != code);
            lines.hidden_types.extend(others.map(str::to_owned));
            lines.is_shown = true;
        }
        lines.hidden_types.remove(code);
    }
    ctx.command(Command::ChangeSettings(Box::new(settings)));
}

/// A heading's menu: its lines, all lines, the group as a table; where the table was asked to go.
pub(super) fn heading_ui(ctx: &ViewContext<'_>, group: Group, ui: &mut Ui) -> Option<Outlet> {
    ui.set_min_width(MENU_WIDTH);
    if let Some(mut is_shown) = has_lines(ctx, group) {
        let label = format!("{} · {}", ctx.word(Word::NoEntityLine), ctx.word(group.word()));
        if ui.checkbox(&mut is_shown, label).changed() {
            toggle_lines(ctx, group);
        }
    }
    let mut is_shown = ctx.session.settings.entity_lines.is_shown;
    if ui.checkbox(&mut is_shown, ctx.word(Word::NoEntityLine)).changed() {
        let mut settings = ctx.session.settings.clone();
        settings.entity_lines.is_shown = is_shown;
        ctx.command(Command::ChangeSettings(Box::new(settings)));
    }
    ui.add_space(GAP);
    let is_copied = ui.button(ctx.word(Word::CopyTsv)).clicked();
    let is_saved = ui.button(ctx.word(Word::SaveTsv)).clicked();
    if is_copied { Some(Outlet::Clipboard) } else { is_saved.then_some(Outlet::File) }
}
