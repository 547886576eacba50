//! The panel on the right: entities, statistics, what is in focus.

mod entities;
mod field;
mod follow;
mod inspector;
mod statistics;
mod tsv;

use egui::Ui;
use strum::IntoEnumIterator as _;

use crate::session::{Command, Session};
use crate::store::settings::RightTab;
use crate::ui::app::Side;
use crate::ui::context::{Focus, ViewContext};
use crate::ui::dialogs::{Drawing, Table};
use crate::ui::locale::Word;
use crate::ui::regions;
use crate::ui::widgets::{Tab, tab_strip};
use entities::EntitiesTab;
use follow::FocusFollower;
use inspector::InspectorTab;
use statistics::StatisticsTab;

/// Space under the tabs.
const BELOW_TABS: f32 = 8.0;

/// The panel's own state; which tab is open is a setting.
#[derive(Default)]
pub(in crate::ui) struct RightPanel {
    entities: EntitiesTab,
    statistics: StatisticsTab,
    inspector: InspectorTab,
    follower: FocusFollower,
}

impl RightPanel {
    /// Where the focus goes when a new analysis has numbered the entities anew; `None` where it stays.
    pub(in crate::ui) fn follow(&mut self, session: &Session, focus: &Focus) -> Option<Focus> {
        self.follower.follow(session, focus)
    }

    /// Keeps what is being written: for when the panel is not shown.
    pub(in crate::ui) fn settle(&mut self, ctx: &ViewContext<'_>) {
        self.inspector.settle(ctx);
    }

    /// The table that is to be saved as a file, once.
    pub(in crate::ui) fn take_table(&mut self) -> Option<Table> {
        self.statistics.take_table().or_else(|| self.entities.take_table())
    }

    /// The plot that is to be saved as a file, once.
    pub(in crate::ui) fn take_drawing(&mut self) -> Option<Drawing> {
        self.statistics.take_drawing()
    }

    pub(in crate::ui) fn ui(&mut self, ctx: &ViewContext<'_>, ui: &mut Ui) {
        let shown = ctx.session.settings.panels.right_tab;
        if shown != RightTab::Inspector {
            self.settle(ctx);
        }
        tabs_ui(ctx, shown, ui);
        ui.add_space(BELOW_TABS);
        match shown {
            RightTab::Entities => self.entities.ui(ctx, ui),
            RightTab::Statistics => self.statistics.ui(ctx, ui),
            RightTab::Inspector => self.inspector.ui(ctx, ui),
        }
    }
}

fn tabs_ui(ctx: &ViewContext<'_>, shown: RightTab, ui: &mut Ui) {
    let n_entities = ctx.analysis().map(|analysis| analysis.entities.len());
    let tabs: Vec<Tab<'_>> = RightTab::iter()
        .map(|tab| match tab {
            RightTab::Entities => Tab { label: ctx.word(Word::Entities), count: n_entities },
            RightTab::Statistics => Tab { label: ctx.word(Word::Statistics), count: None },
            RightTab::Inspector => Tab { label: ctx.word(Word::Inspector), count: None },
        })
        .collect();
    let selected = RightTab::iter().position(|tab| tab == shown).unwrap_or_default();
    let clicked = tab_strip(ui, ctx.palette, &tabs, selected, regions::tabs_of(Side::Right));
    let clicked = clicked.and_then(|idx| RightTab::iter().nth(idx));
    if let Some(tab) = clicked.filter(|tab| *tab != shown) {
        let mut settings = ctx.session.settings.clone();
        settings.panels.right_tab = tab;
        ctx.command(Command::ChangeSettings(Box::new(settings)));
    }
}
