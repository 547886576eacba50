//! CSV as RFC 4180 has it.

use super::NotesError;

/// Records of fields, empty records left out. A field may hold line ends; a quotation mark in it is doubled.
pub(super) fn records(text: &str) -> Result<Vec<Vec<String>>, NotesError> {
    let mut records = Vec::new();
    let (mut record, mut field) = (Vec::new(), String::new());
    let (mut line, mut quoted_since) = (1, None);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quoted_since, c) {
            (Some(_), '"') if chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            (Some(_), '"') => quoted_since = None,
            (None, '"') if field.is_empty() => quoted_since = Some(line),
            (None, ',') => record.push(std::mem::take(&mut field)),
            (None, '\n') => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            _ => field.push(c),
        }
        line += usize::from(c == '\n');
    }
    if let Some(line) = quoted_since {
        return Err(NotesError::Csv { line });
    }
    record.push(field);
    records.push(record);
    records.retain(|record| record.iter().any(|field| !field.is_empty()));
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_hold_commas_marks_and_lines() {
        let read = records("a,b\n\"一,\"\"二\"\"\n三\",\n\n,x\"y\"").unwrap();
        assert_eq!(read, [["a", "b"], ["一,\"二\"\n三", ""], ["", "x\"y\""]]);
        assert_eq!(records("a\n\"b\nc"), Err(NotesError::Csv { line: 2 }));
        assert_eq!(records("\n\n"), Ok(Vec::new()));
    }
}
