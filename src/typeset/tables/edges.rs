//! Which characters may stand at a line's start and end.

use super::{ends_a_line, only_char, starts_a_line, table};
use crate::typeset::Level;

#[test]
fn the_strict_rows_of_the_web_platform_tests_hold() {
    let Some(rows) = table("wpt_zh_line_start.tsv") else { return };
    let strict: Vec<_> = rows.iter().filter(|row| row[4] == "strict").collect();
    assert_eq!(strict.len(), 36);
    for row in strict {
        assert_eq!(row[7], "0", "a strict row that allows");
        assert!(!starts_a_line(&row[6], Level::Strict, only_char(&row[1])), "{} starts a line", row[1]);
    }
}

#[test]
fn the_classes_of_uax14_keep_their_edges() {
    let Some(rows) = table("wpt_uax14_classes.tsv") else { return };
    assert_eq!(rows.len(), 208);
    for row in rows {
        let c = only_char(&row[1]);
        let text = format!("文文文文文文{c}字字字字字字");
        let breaks_a_rule = match row[4].as_str() {
            "may_not_end" => ends_a_line(&text, Level::Strict, c),
            "may_not_start" | "ns_may_not_start" => starts_a_line(&text, Level::Strict, c),
            other => panic!("unknown expectation {other}"),
        };
        assert!(!breaks_a_rule, "{} {} {}", row[0], row[1], row[4]);
    }
}

#[test]
fn the_table_of_clreq_holds_at_each_level() {
    let Some(rows) = table("clreq_classes.tsv") else { return };
    assert_eq!(rows.len(), 91);
    for row in rows {
        let (c, class) = (only_char(&row[1]), row[3].as_str());
        // Beside a digit, as units and signs of money stand; elsewhere among Han.
        let text = match class.get(..2) {
            Some("PO") => format!("文文文文文45{c}字字字字字字"),
            Some("PR") => format!("文文文文文文{c}45字字字字字"),
            _ => format!("文文文文文文{c}字字字字字字"),
        };
        for (from, is_start) in [(&row[7], true), (&row[8], false)] {
            let from = match from.as_str() {
                "basic" => Some(Level::Basic),
                "gb" => Some(Level::Gb),
                "strict" => Some(Level::Strict),
                "-" => None,
                other => panic!("unknown level {other}"),
            };
            for level in [Level::Basic, Level::Gb, Level::Strict] {
                let stands = if is_start { starts_a_line(&text, level, c) } else { ends_a_line(&text, level, c) };
                let may = from.is_none_or(|from| level < from);
                // What may stand at an edge need not do so; what may not never does.
                assert!(may || !stands, "{c} ({class}) at {level:?}, start: {is_start}");
            }
        }
    }
}

/// Where our strict level and Chromium's `line-break: strict` differ, each with the rule that is ours.
const UNLIKE_CHROMIUM: [(char, &str); 8] = [
    ('·', "an interpunct starts no line (clreq 3.1.3)"),
    ('—', "a dash starts no line, and may end one (clreq 3.1.3, strict)"),
    ('⸺', "a dash starts no line, and may end one (clreq 3.1.3, strict)"),
    ('～', "a connector starts no line (clreq 3.1.3)"),
    ('／', "a solidus neither starts nor ends a line (clreq 3.1.3, from the GB level)"),
    ('/', "a solidus neither starts nor ends a line (clreq 3.1.3, from the GB level)"),
    ('§', "a sign before a number does not end a line (UAX #14, PR)"),
    ('＃', "a sign before a number does not end a line (UAX #14, PR)"),
];

#[test]
fn differences_from_chromium_at_line_edges_are_known() {
    let Some(rows) = table("chromium156_line_edges_zh-Hans.tsv") else { return };
    let mut different = Vec::new();
    for row in rows.iter().filter(|row| row[2] == "strict") {
        let c = only_char(&row[1]);
        let text = format!("文文文文文文{c}字字字字字字");
        let ours = (starts_a_line(&text, Level::Strict, c), ends_a_line(&text, Level::Strict, c));
        if ours != (row[3] == "1", row[4] == "1") {
            different.push(c);
        }
    }
    different.sort_unstable();
    let mut known: Vec<char> = UNLIKE_CHROMIUM.iter().map(|&(c, _)| c).collect();
    known.sort_unstable();
    assert_eq!(different, known);
}
