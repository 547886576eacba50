//! Readwise's CSV of all highlights, and the like that it takes in bulk.

use super::json::distinct;
use super::moment::moment;
use super::{ImportedNote, NotesError, Passage, color, csv};

/// Columns of which one at least stands beside that of the highlights.
const OTHERS: [&str; 5] = ["book title", "title", "note", "highlighted at", "location"];

/// Whether the first line names Readwise's columns.
pub(super) fn is_readwise(text: &str) -> bool {
    let Ok(header) = csv::records(text.lines().next().unwrap_or_default()) else { return false };
    let Some(columns) = header.first().map(|columns| names(columns)) else { return false };
    columns.iter().any(|name| name == "highlight") && columns.iter().any(|name| OTHERS.contains(&name.as_str()))
}

/// The highlights, one a record.
pub(super) fn read(text: &str) -> Result<Vec<ImportedNote>, NotesError> {
    let records = csv::records(text)?;
    let Some((columns, records)) = records.split_first() else { return Ok(Vec::new()) };
    let columns = names(columns);
    Ok(records.iter().map(|record| note(&columns, record)).collect())
}

fn names(columns: &[String]) -> Vec<String> {
    columns.iter().map(|name| name.trim().to_lowercase()).collect()
}

fn note(columns: &[String], record: &[String]) -> ImportedNote {
    let field = |names: &[&str]| {
        let idx = names.iter().find_map(|name| columns.iter().position(|column| column == name));
        idx.and_then(|idx| record.get(idx)).map_or("", |field| field.trim())
    };
    let (highlight, title) = (field(&["highlight"]), field(&["book title", "title"]));
    ImportedNote {
        // A record has no id: it is known by its title, place and words.
        id: Some(format!("{title}\n{}\n{highlight}", field(&["location"]))),
        title: Some(title.to_owned()).filter(|title| !title.is_empty()),
        url: Some(field(&["url", "source url"]).to_owned()).filter(|url| !url.is_empty()),
        passages: vec![Passage::of(highlight)],
        note: field(&["note"]).to_owned(),
        tags: distinct(field(&["tags"]).split(',')),
        color: color::ink(field(&["color"])),
        created: moment(field(&["highlighted at", "date"])),
        ..ImportedNote::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::MarkColor;

    const HEADER: &str = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,\
                          Highlighted at,Document tags\n";

    #[test]
    fn records_are_read_by_their_columns() {
        let text = format!(
            "{HEADER}\"春眠,\n\"\"不觉晓\"\"\",春晓,孟浩然,B00INIXPYE,好,blue,\"诗, 唐\",page,3,2026-07-17 14:00:25+00:00,x\n\
             处处,春晓,,,,,,,,,\n"
        );
        assert!(is_readwise(&text));
        let notes = read(&text).unwrap();
        assert_eq!(notes.len(), 2);
        assert_eq!(notes[0].passages, [Passage::of("春眠,\n\"不觉晓\"")]);
        assert_eq!((notes[0].note.as_str(), notes[0].title.as_deref()), ("好", Some("春晓")));
        assert_eq!((notes[0].tags.join("|").as_str(), notes[0].color), ("诗|唐", Some(MarkColor::Indigo)));
        assert!(notes[0].created.is_some() && notes[1].created.is_none());
        assert_eq!(notes[1].passages, [Passage::of("处处")]);
        assert!(is_readwise("Highlight,Title,Author,URL,Note,Location\n"));
    }

    #[test]
    fn other_tables_are_not_readwise() {
        assert!(!is_readwise("a,b\n1,2\n") && !is_readwise("Highlight\n") && !is_readwise(""));
        assert!(!is_readwise("\"Highlight\n"));
        assert_eq!(read(&format!("{HEADER}\"a")), Err(NotesError::Csv { line: 2 }));
    }
}
