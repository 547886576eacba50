//! Tables as text for a spreadsheet, and the two ways they leave the program.

use crate::ui::context::{Action, ViewContext};
use crate::ui::dialogs::Table;
use crate::ui::locale::Word;

/// Where a table goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlet {
    Clipboard,
    File,
}

impl Outlet {
    /// Copies the table, or gives it back to be saved under `name`.
    pub(super) fn take(self, ctx: &ViewContext<'_>, name: Word, tsv: String) -> Option<Table> {
        match self {
            Self::Clipboard => {
                ctx.send(Action::CopyText(tsv));
                None
            }
            Self::File => Some(Table { name: ctx.word(name), tsv }),
        }
    }
}

/// Rows of cells between tabs.
#[derive(Debug)]
pub(super) struct Tsv {
    text: String,
}

impl Tsv {
    pub(super) fn new(header: &[&str]) -> Self {
        let mut table = Self { text: String::new() };
        table.row(header);
        table
    }

    /// Tabs and line ends inside a cell become blanks.
    pub(super) fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        for (idx, cell) in cells.iter().enumerate() {
            if idx > 0 {
                self.text.push('\t');
            }
            self.text.extend(cell.as_ref().chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
        }
        self.text.push('\n');
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Tsv;

    #[test]
    fn a_cell_never_breaks_its_row() {
        let mut table = Tsv::new(&["word", "n"]);
        table.row(&["山\t西\n省".to_owned(), 3.to_string()]);
        assert_eq!(table.finish(), "word\tn\n山 西 省\t3\n");
    }
}
