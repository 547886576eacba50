//! Undo and redo: a mirror in memory of the newest part of the `edit` table.

use crate::annotation::Edit;

/// What a row of the `edit` table says was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Step {
    Edit,
    Undo,
    Redo,
}

/// One row of the `edit` table. `forward` is what was applied, also of an undo.
///
/// The rows form two linked lists, so that both stacks can be read from their tops without the rest of the table:
/// what can be undone, from `undo_top` through the `below` of edits, and what can be redone, from `redo_top` through the
/// `below` of undos.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HistoryRow {
    pub(super) id: i64,
    pub(super) time: i64,
    pub(super) step: Step,
    /// The edit that was made, undone or redone.
    pub(super) target: i64,
    /// Of an edit: the top of the undo stack before it. Of an undo: the top of the redo stack before it.
    pub(super) below: Option<i64>,
    /// Top of the undo stack after this row: the undo position.
    pub(super) undo_top: Option<i64>,
    /// Top of the redo stack after this row: the row of an undo.
    pub(super) redo_top: Option<i64>,
    pub(super) forward: Edit,
    pub(super) inverse: Edit,
}

/// An edit on either stack.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The edit's own row.
    pub(super) id: i64,
    /// The row by which it came onto this stack: its own on the undo stack, the undo's on the redo stack.
    pub(super) row: i64,
    pub(super) forward: Edit,
    pub(super) inverse: Edit,
}

/// The upper part of one stack, the top last, and the row that lies beneath it.
#[derive(Clone, Debug, Default)]
pub(super) struct Stack {
    pub(super) entries: Vec<Entry>,
    pub(super) beneath: Option<i64>,
}

/// Both stacks and the next row's number.
#[derive(Clone, Debug)]
pub(super) struct History {
    pub(super) undo: Stack,
    pub(super) redo: Stack,
    pub(super) next_id: i64,
    /// Time of the newest row.
    pub(super) latest: i64,
}

impl Default for History {
    fn default() -> Self {
        Self { undo: Stack::default(), redo: Stack::default(), next_id: 1, latest: 0 }
    }
}

impl Stack {
    fn top(&self) -> Option<i64> {
        self.entries.last().map(|entry| entry.row).or(self.beneath)
    }

    /// Whether the next entry is in the table only.
    pub(super) fn wants_more(&self) -> bool {
        self.entries.is_empty() && self.beneath.is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.top().is_none()
    }
}

impl History {
    /// The row of a new edit; what had been undone can no longer be redone.
    pub(super) fn record(&mut self, time: i64, forward: Edit, inverse: Edit) -> HistoryRow {
        let id = self.take_id();
        let below = self.undo.top();
        self.redo = Stack::default();
        self.undo.entries.push(Entry { id, row: id, forward: forward.clone(), inverse: inverse.clone() });
        HistoryRow {
            id,
            time,
            step: Step::Edit,
            target: id,
            below,
            undo_top: Some(id),
            redo_top: None,
            forward,
            inverse,
        }
    }

    /// The row that takes the newest edit back; `None` where there is none.
    pub(super) fn undo(&mut self, time: i64) -> Option<HistoryRow> {
        let entry = self.undo.entries.pop()?;
        let id = self.take_id();
        let row = HistoryRow {
            id,
            time,
            step: Step::Undo,
            target: entry.id,
            below: self.redo.top(),
            undo_top: self.undo.top(),
            redo_top: Some(id),
            forward: entry.inverse.clone(),
            inverse: entry.forward.clone(),
        };
        self.redo.entries.push(Entry { row: id, ..entry });
        Some(row)
    }

    /// The row that does again what was undone last; `None` where nothing was.
    pub(super) fn redo(&mut self, time: i64) -> Option<HistoryRow> {
        let entry = self.redo.entries.pop()?;
        let id = self.take_id();
        let row = HistoryRow {
            id,
            time,
            step: Step::Redo,
            target: entry.id,
            below: self.undo.top(),
            undo_top: Some(entry.id),
            redo_top: self.redo.top(),
            forward: entry.forward.clone(),
            inverse: entry.inverse.clone(),
        };
        self.undo.entries.push(Entry { row: entry.id, ..entry });
        Some(row)
    }

    /// `now`, or the time of the newest row where the system's clock was set back: what is written later is never earlier.
    pub(super) fn clock(&mut self, now: i64) -> i64 {
        self.latest = self.latest.max(now);
        self.latest
    }

    fn take_id(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }
}
