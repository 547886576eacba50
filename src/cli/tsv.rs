//! Tables as text for spreadsheets and databases: rows of cells between tabs, the first row names the columns.

use serde_json::Value;

/// A table under way.
#[derive(Debug)]
pub(super) struct Tsv(String);

impl Tsv {
    pub(super) fn new<S: AsRef<str>>(columns: &[S]) -> Self {
        let mut table = Self(String::new());
        table.row(columns);
        table
    }

    /// Tabs and line ends inside a cell become blanks.
    pub(super) fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        for (idx, cell) in cells.iter().enumerate() {
            if idx > 0 {
                self.0.push('\t');
            }
            self.0.extend(cell.as_ref().chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
        }
        self.0.push('\n');
    }

    /// A table of an array of objects: of each the values under `columns`.
    pub(super) fn of(rows: &Value, columns: &[&str]) -> String {
        let mut table = Self::new(columns);
        for row in rows.as_array().into_iter().flatten() {
            let cells: Vec<String> = columns.iter().map(|column| cell(row.get(*column))).collect();
            table.row(&cells);
        }
        table.finish()
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// A value as a cell: nothing for null, an array's values with | between.
pub(super) fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(values)) => values.iter().map(|value| cell(Some(value))).collect::<Vec<_>>().join("|"),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_table_has_a_row_for_each_object() {
        let rows = json!([{ "n": 3, "word": "山\t西", "aliases": ["晋", "山西省"] }, { "n": null, "share": 0.5 }]);
        assert_eq!(Tsv::of(&rows, &["word", "n", "aliases"]), "word\tn\taliases\n山 西\t3\t晋|山西省\n\t\t\n");
        assert_eq!(Tsv::of(&json!([]), &["word"]), "word\n");
    }
}
