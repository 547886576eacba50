//! Choosing the reading font: the bundled serif, then whatever is installed.

use egui::{Button, Id, RichText, ScrollArea, Ui};

use super::controls::{FirstFocus, ROW_HEIGHT, Row, named_row, row_ui, text_field};
use super::task::{Progress, Task};
use crate::text::{FoldOptions, fold};
use crate::ui::context::ViewContext;
use crate::ui::fonts::installed_families;
use crate::ui::locale::Word;
use crate::ui::widgets::soft_label;

const LIST_HEIGHT: f32 = 156.0;

/// The list of fonts, shown when asked for.
#[derive(Default)]
pub(super) struct FontList {
    is_open: bool,
    filter: String,
    families: Families,
    /// Indices of the families that pass the filter.
    passing: Vec<usize>,
    focus: FirstFocus,
}

#[derive(Default)]
enum Families {
    #[default]
    Unknown,
    Asked(Task<Vec<String>>),
    Known(Vec<Family>),
}

struct Family {
    name: String,
    folded: String,
}

impl FontList {
    /// The font in use and, when it is clicked, the others. `chosen` is `None` for the bundled serif.
    pub(super) fn ui(&mut self, ctx: &ViewContext<'_>, chosen: &mut Option<String>, ui: &mut Ui) {
        let current = chosen.as_deref().unwrap_or_else(|| ctx.word(Word::FontBundled));
        named_row(ui, ctx.palette, ctx.word(Word::FontLabel), |ui| {
            let button = Button::new(RichText::new(current)).selected(self.is_open);
            if ui.add(button).on_hover_text(ctx.word(Word::FontSearch)).clicked() {
                self.is_open = !self.is_open;
                self.focus = FirstFocus::default();
            }
        });
        if self.is_open {
            self.ask(ui.ctx());
            self.list_ui(ctx, chosen, ui);
        }
    }

    /// Lists the families on another thread: it takes a while.
    fn ask(&mut self, egui: &egui::Context) {
        match &self.families {
            Families::Known(_) => return,
            Families::Asked(task) => match task.poll() {
                Progress::Running => return,
                Progress::Done(names) => self.families = Families::Known(names.into_iter().map(Family::new).collect()),
                Progress::Lost => self.families = Families::Known(Vec::new()),
            },
            Families::Unknown => {
                let task = Task::spawn("fonts", egui, installed_families);
                self.families = task.map_or_else(|| Families::Known(Vec::new()), Families::Asked);
            }
        }
        self.apply_filter();
    }

    fn apply_filter(&mut self) {
        let Families::Known(families) = &self.families else { return };
        let wanted = folded(self.filter.trim());
        let passing = families.iter().enumerate().filter(|(_, family)| family.folded.contains(&wanted));
        self.passing = passing.map(|(idx, _)| idx).collect();
    }

    fn list_ui(&mut self, ctx: &ViewContext<'_>, chosen: &mut Option<String>, ui: &mut Ui) {
        let id = Id::unique("dialog-fonts");
        let field = text_field(ui, id, &mut self.filter, ctx.word(Word::FontSearch), f32::INFINITY);
        self.focus.give(ui, &field);
        if field.changed() {
            self.apply_filter();
        }
        let Families::Known(families) = &self.families else {
            soft_label(ui, ctx.palette, ctx.word(Word::FontListing));
            return;
        };
        let is_filtered = !self.filter.trim().is_empty();
        // The bundled serif stands first, unless something else is looked for.
        let n_before = usize::from(!is_filtered);
        let n_rows = self.passing.len() + n_before;
        if n_rows == 0 {
            soft_label(ui, ctx.palette, ctx.word(Word::FindNothing));
        }
        let mut picked = None;
        let area = ScrollArea::vertical().id_salt("fonts").max_height(LIST_HEIGHT).auto_shrink([false, true]);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show_rows(ui, ROW_HEIGHT, n_rows, |ui, rows| {
                for place in rows {
                    let idx = place.checked_sub(n_before).and_then(|place| self.passing.get(place));
                    let family = idx.and_then(|&idx| families.get(idx)).map(|family| family.name.as_str());
                    let text = family.unwrap_or_else(|| ctx.word(Word::FontBundled));
                    let row = Row { text, detail: "", is_selected: family == chosen.as_deref() };
                    if row_ui(ui, ctx.palette, &row).clicked() {
                        picked = Some(family.map(str::to_owned));
                    }
                }
            });
        });
        if let Some(picked) = picked {
            *chosen = picked;
            self.is_open = false;
        }
    }
}

impl Family {
    fn new(name: String) -> Self {
        Self { folded: folded(&name), name }
    }
}

fn folded(text: &str) -> String {
    fold(text, FoldOptions::SEARCH).text().to_owned()
}
