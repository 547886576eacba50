//! Tags of an annotation: taken off by a click, added by Enter, completed from those in use.

use egui::{Button, Id, Key, Label, Modifiers, RichText, TextEdit, Ui};

use super::annotation::put;
use crate::annotation::Annotation;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::tokens;

/// Completions shown at a time.
const N_COMPLETIONS: usize = 6;

/// What is being typed.
#[derive(Default)]
pub(super) struct TagField {
    typed: String,
    /// The field had the keyboard in the last pass.
    is_writing: bool,
    /// Tags in use, and the version of the annotations they were gathered from.
    in_use: Option<(u64, Vec<String>)>,
}

impl TagField {
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, annotation: &Annotation, ui: &mut Ui) {
        tags_ui(ctx, annotation, ui);
        let id = Id::unique("inspector-tags");
        let is_given_up = self.is_writing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let field =
            TextEdit::singleline(&mut self.typed).id(id).hint_text(ctx.word(Word::AddTag)).desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(ctx.word(Word::AddTag));
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        self.is_writing = response.has_focus();
        if is_given_up {
            self.typed.clear();
        } else if is_entered || response.changed() && self.typed.contains(is_separator) {
            self.take(ctx, annotation);
            // One tag is seldom alone.
            response.request_focus();
        }
        self.completions_ui(ctx, annotation, ui);
    }

    /// Adds what was typed to the tags.
    fn take(&mut self, ctx: &ViewContext<'_>, annotation: &Annotation) {
        let typed = std::mem::take(&mut self.typed);
        add(ctx, annotation, split(&typed));
    }

    fn completions_ui(&mut self, ctx: &ViewContext<'_>, annotation: &Annotation, ui: &mut Ui) {
        let typed = self.typed.trim().trim_start_matches('#').to_owned();
        if typed.is_empty() {
            return;
        }
        let mut chosen = None;
        let found = self.in_use(ctx).iter().filter(|tag| tag.contains(&typed) && !annotation.tags.contains(tag));
        // What begins with it comes before what holds it somewhere.
        let (first, then): (Vec<&String>, Vec<&String>) = found.partition(|tag| tag.starts_with(&typed));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for tag in first.into_iter().chain(then).take(N_COMPLETIONS) {
                let text = RichText::new(format!("#{tag}")).size(tokens::SMALL).color(ctx.palette.soft);
                if ui.add(Button::new(text).small()).clicked() {
                    chosen = Some(tag.clone());
                }
            }
        });
        if let Some(tag) = chosen {
            self.typed.clear();
            add(ctx, annotation, vec![tag]);
        }
    }

    /// Every tag in use, in order.
    fn in_use(&mut self, ctx: &ViewContext<'_>) -> &[String] {
        let version = ctx.session.annotations_version;
        if self.in_use.as_ref().is_none_or(|(known, _)| *known != version) {
            let mut tags: Vec<String> = ctx.session.annotations.iter().flat_map(|it| it.tags.iter().cloned()).collect();
            tags.sort_unstable();
            tags.dedup();
            self.in_use = Some((version, tags));
        }
        self.in_use.as_ref().map_or(&[], |(_, tags)| tags.as_slice())
    }
}

/// The tags it has; a click takes one off.
fn tags_ui(ctx: &ViewContext<'_>, annotation: &Annotation, ui: &mut Ui) {
    if annotation.tags.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for tag in &annotation.tags {
            let text = RichText::new(format!("#{tag}")).size(tokens::SMALL).color(ctx.palette.soft);
            ui.add(Label::new(text).selectable(false));
            let cross = Button::new(RichText::new("×").size(tokens::SMALL).color(ctx.palette.faint));
            let label = format!("{} #{tag}", ctx.word(Word::RemoveTag));
            let response = ui.add(cross.frame_when_inactive(false).small()).accessible_name(&*label);
            if response.on_hover_text(label).clicked() {
                let tags = annotation.tags.iter().filter(|other| *other != tag).cloned().collect();
                put(ctx, Annotation { tags, ..annotation.clone() });
            }
            ui.add_space(6.0);
        }
    });
}

fn add(ctx: &ViewContext<'_>, annotation: &Annotation, added: Vec<String>) {
    let mut tags = annotation.tags.clone();
    for tag in added {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if tags != annotation.tags {
        put(ctx, Annotation { tags, ..annotation.clone() });
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；')
}

/// Tags as typed: a leading # dropped, empty levels too.
fn split(typed: &str) -> Vec<String> {
    let bare = |tag: &str| {
        let levels = tag.trim_start_matches('#').split('/').filter(|level| !level.is_empty());
        levels.collect::<Vec<_>>().join("/")
    };
    typed.split(is_separator).map(bare).filter(|tag| !tag.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn tags_nest_by_slashes() {
        assert_eq!(split("#机制/产学研，提法 修辞//对仗/ #"), ["机制/产学研", "提法", "修辞/对仗"]);
    }
}
