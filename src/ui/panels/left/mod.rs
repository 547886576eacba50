//! The left panel: where one is in the text, the library, and what the reader marked.

mod ago;
mod annotations;
mod batch;
mod card;
mod empty;
mod filter;
mod filter_menu;
mod library;
mod library_row;
mod listing;
mod outline;
mod review;
mod rows;
mod text;

use egui::Ui;

use crate::document::DocumentHash;
use crate::session::Command;
use crate::store::settings::LeftTab;
use crate::ui::app::Side;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;
use crate::ui::regions;
use crate::ui::widgets::{Tab, tab_strip};

use annotations::AnnotationsTab;
use library::LibraryTab;
use outline::OutlineTab;

/// The tabs as they stand in the strip.
const TABS: [LeftTab; 3] = [LeftTab::Outline, LeftTab::Library, LeftTab::Annotations];

/// Outline, library and annotations, one at a time.
#[derive(Default)]
pub(in crate::ui) struct LeftPanel {
    outline: OutlineTab,
    library: LibraryTab,
    annotations: AnnotationsTab,
    count: Count,
}

/// How many annotations the document has, and what that was counted for.
#[derive(Default)]
struct Count {
    of: Option<(u64, DocumentHash)>,
    n: usize,
}

impl LeftPanel {
    pub(in crate::ui) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let n_annotations = self.count.update(ctx);
        let shown = ctx.session.settings.panels.left_tab;
        tabs_ui(ctx, ui, shown, n_annotations);
        ui.add_space(8.0);
        match shown {
            LeftTab::Outline => self.outline.ui(ctx, ui),
            LeftTab::Library => self.library.ui(ctx, ui),
            LeftTab::Annotations => self.annotations.ui(ctx, ui),
        }
    }
}

impl Count {
    fn update(&mut self, ctx: &ViewContext<'_>) -> usize {
        let of = ctx.document().map(|document| (ctx.session.annotations_version, document.hash()));
        if self.of != of {
            self.of = of;
            self.n = of.map_or(0, |(_, hash)| ctx.session.annotations.iter().filter(|a| a.document == hash).count());
        }
        self.n
    }
}

fn tabs_ui(ctx: &ViewContext<'_>, ui: &mut Ui, shown: LeftTab, n_annotations: usize) {
    let tabs = TABS.map(|tab| match tab {
        LeftTab::Outline => Tab { label: ctx.word(Word::Outline), count: None },
        LeftTab::Library => Tab { label: ctx.word(Word::Library), count: None },
        LeftTab::Annotations => {
            Tab { label: ctx.word(Word::Annotations), count: (n_annotations > 0).then_some(n_annotations) }
        }
    });
    let selected = TABS.iter().position(|&tab| tab == shown).unwrap_or_default();
    let clicked = tab_strip(ui, ctx.palette, &tabs, selected, regions::tabs_of(Side::Left));
    let clicked = clicked.and_then(|idx| TABS.get(idx).copied());
    if let Some(tab) = clicked
        && tab != shown
    {
        let mut settings = ctx.session.settings.clone();
        settings.panels.left_tab = tab;
        ctx.command(Command::ChangeSettings(Box::new(settings)));
    }
}
