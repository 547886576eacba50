//! The regions of the window that one key leads the keyboard through: the text, and the panels beside it.

use egui::{Context, Id};

use super::app::{Interface, Side};
use super::reader::ReaderPane;

/// Where a panel notes the id of its open tab, to which the keyboard is given.
pub(super) fn tabs_of(side: Side) -> Id {
    Id::unique(("tabs-of-panel", side == Side::Left))
}

impl Interface {
    /// Gives the keyboard to the region after the one that has it: text, left panel, right panel, text.
    pub(super) fn next_region(&self, egui: &Context) {
        let mut regions = vec![None];
        regions.extend([Side::Left, Side::Right].into_iter().filter(|&side| self.is_shown(side)).map(Some));
        let current = self.region_with_keys(egui);
        let at = regions.iter().position(|region| *region == current).unwrap_or_default();
        let next = regions.get((at + 1) % regions.len()).copied().flatten();
        let tab = next.and_then(|side| egui.data(|data| data.get_temp::<Id>(tabs_of(side))));
        egui.memory_mut(|memory| memory.request_focus(tab.unwrap_or_else(ReaderPane::focus_id)));
    }

    fn is_shown(&self, side: Side) -> bool {
        if self.is_narrow {
            return self.overlay == Some(side);
        }
        let panels = &self.session.settings.panels;
        match side {
            Side::Left => panels.left_open,
            Side::Right => panels.right_open,
        }
    }

    /// The panel that holds what has the keyboard; `None`: the text, or what belongs to neither.
    fn region_with_keys(&self, egui: &Context) -> Option<Side> {
        let focused = egui.memory(egui::Memory::focused).filter(|&id| id != ReaderPane::focus_id())?;
        if self.is_narrow {
            return self.overlay;
        }
        let at = egui.read_response(focused)?.rect.center();
        let page = egui.read_response(ReaderPane::focus_id())?.rect;
        if at.y < page.top() || at.y > page.bottom() {
            None
        } else if at.x < page.left() {
            Some(Side::Left)
        } else {
            (at.x > page.right()).then_some(Side::Right)
        }
    }
}
