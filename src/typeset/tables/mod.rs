//! Setting held against the tables measured and published elsewhere: the web platform tests, clreq's classes, Chromium.
//! The tables are not part of the project: where they are absent these tests are skipped, saying so.

mod edges;
mod pairs;

use super::laws::FixedFace;
use super::{Level, Line, Mode, ParagraphStyle, PlacedCell, prepare, set};
use std::path::Path;

/// Rows of a table without its head, or `None` where the folder is absent.
#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "fixtures outside the project")]
fn table(name: &str) -> Option<Vec<Vec<String>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/typesetting");
    if !folder.is_dir() {
        eprintln!("skipped: no tables at {}", folder.display());
        return None;
    }
    let text = std::fs::read_to_string(folder.join(name)).expect("the table is there");
    let rows: Vec<Vec<String>> =
        text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    Some(rows)
}

fn lines(text: &str, level: Level, measure_em: f32) -> Vec<Line> {
    let style = ParagraphStyle { level, indent_em: 0.0, normalise: false, ..ParagraphStyle::body() };
    set(&prepare(text, &[], &style, &FixedFace), measure_em, Mode::Optimal)
}

fn only_char(field: &str) -> char {
    let mut chars = field.chars();
    let c = chars.next().expect("a character");
    assert_eq!(chars.next(), None, "{field}");
    c
}

/// Whether any line of `text` but the first starts with `c` without force, at any measure from 3 to 12 em.
fn starts_a_line(text: &str, level: Level, c: char) -> bool {
    breaks_at(text, level).any(|(_, next)| next == Some(c))
}

/// Whether any line of `text` but the last ends with `c` without force, at any measure from 3 to 12 em.
fn ends_a_line(text: &str, level: Level, c: char) -> bool {
    breaks_at(text, level).any(|(before, _)| before == Some(c))
}

/// The characters on both sides of every break that was not forced.
fn breaks_at(text: &str, level: Level) -> impl Iterator<Item = (Option<char>, Option<char>)> {
    (12..=48_u8).flat_map(move |quarter| {
        let lines = lines(text, level, f32::from(quarter) / 4.0);
        let edge = |cell: Option<&PlacedCell>| cell.map(PlacedCell::first_char);
        lines
            .windows(2)
            .filter(|pair| !pair[0].forced)
            .map(|pair| (edge(pair[0].cells.last()), edge(pair[1].cells.first())))
            .collect::<Vec<_>>()
    })
}
