//! How much room two adjacent marks take, held against Chromium 156 (`text-spacing-trim: normal`).

use super::{lines, only_char, table};
use crate::typeset::Level;
use crate::typeset::classes::{Class, class_of};
use expect_test::expect;
use std::collections::BTreeMap;

/// Natural widths of two characters between Han, in em: from the first's left edge to the second's, and on to the Han's.
fn widths(first: char, second: char) -> [f32; 2] {
    let set = lines(&format!("国{first}{second}国"), Level::Strict, 60.0);
    let edges: Vec<f32> = set[0].cells.iter().map(|cell| cell.cell_x_em).collect();
    assert_eq!(edges.len(), 4, "{first}{second}");
    [edges[2] - edges[1], edges[3] - edges[2]]
}

fn is_collapsing(class: Class) -> bool {
    class.is_bracket() || matches!(class, Class::Pause | Class::Stop | Class::Interpunct)
}

/// The rule by which a character of its own has another width here than there.
fn own_rule(c: char) -> Option<&'static str> {
    Some(match class_of(c) {
        Class::MiddleDot => "· is half an em, not what the font says (GB/T 15834)",
        Class::Solidus => "／ is half an em (GB/T 15834)",
        Class::DoubleStop => "‼ ⁇ ⁈ ⁉ take one em, as ？！ as a pair (GB/T 15834)",
        Class::Western | Class::Digit => {
            "letters and digits stand a quarter of an em from Han, not an eighth (clreq 3.2.2), and the face of the tests has its own widths"
        }
        _ => return None,
    })
}

/// The rule by which a pair shares its blank differently here than there.
fn pair_rule(first: char, second: char) -> Option<&'static str> {
    let (a, b) = (class_of(first), class_of(second));
    let is_shout = |c| matches!(c, '？' | '！');
    if is_shout(first) && is_shout(second) {
        return Some("？ and ！ as a pair take one em (GB/T 15834)");
    }
    if a == Class::WideBlank || b == Class::WideBlank {
        return Some("an author's wide blank is no mark: beside it nothing is taken away (clreq 3.1.6)");
    }
    let is_bracketed = a.is_bracket() || b.is_bracket();
    match (a, b) {
        (Class::Interpunct, _) | (_, Class::Interpunct) if is_bracketed => {
            Some("・ gives a bracket the blank on its side (clreq 3.1.6)")
        }
        _ if is_bracketed && (is_shout(first) || is_shout(second)) => {
            Some("？ and ！ beside a bracket lose a blank as 。 does (clreq 3.1.6)")
        }
        _ if is_collapsing(a) && !is_bracketed => {
            Some("two marks of which none is a bracket keep their blanks (clreq 3.1.6)")
        }
        _ => None,
    }
}

#[test]
fn every_difference_from_chromium_has_its_rule() {
    let Some(rows) = table("chromium156_pair_widths_zh-Hans.tsv") else { return };
    assert_eq!(rows.len(), 2116);
    let mut n_equal = 0;
    let mut n_by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let (first, second) = (only_char(&row[0]), only_char(&row[1]));
        let ours = widths(first, second);
        let theirs = [&row[2], &row[3]].map(|width| width.parse::<f32>().expect("a width"));
        let differs = [0, 1].map(|at| (ours[at] - theirs[at]).abs() > 0.011);
        if differs == [false; 2] {
            n_equal += 1;
            continue;
        }
        for (at, (c, other)) in
            [(first, second), (second, first)].into_iter().enumerate().filter(|&(at, _)| differs[at])
        {
            // The gap to a neighbour is the neighbour's doing too.
            let rule = own_rule(c).or_else(|| pair_rule(first, second)).or_else(|| own_rule(other));
            let rule = rule.unwrap_or_else(|| panic!("{first}{second} at {at}: {ours:?}, there {theirs:?}"));
            *n_by_rule.entry(rule).or_default() += 1;
        }
    }
    let listed: Vec<String> = n_by_rule.iter().map(|(rule, n)| format!("{n:4} {rule}\n")).collect();
    expect![[r"
        1260 equal
          30 an author's wide blank is no mark: beside it nothing is taken away (clreq 3.1.6)
         186 letters and digits stand a quarter of an em from Han, not an eighth (clreq 3.2.2), and the face of the tests has its own widths
          48 two marks of which none is a bracket keep their blanks (clreq 3.1.6)
          92 · is half an em, not what the font says (GB/T 15834)
         372 ‼ ⁇ ⁈ ⁉ take one em, as ？！ as a pair (GB/T 15834)
          48 ・ gives a bracket the blank on its side (clreq 3.1.6)
          92 ／ is half an em (GB/T 15834)
           8 ？ and ！ as a pair take one em (GB/T 15834)
          72 ？ and ！ beside a bracket lose a blank as 。 does (clreq 3.1.6)
    "]]
    .assert_eq(&format!("{n_equal:4} equal\n{}", listed.concat()));
}

#[test]
fn adjacent_marks_take_what_clreq_says() {
    let check = |pair: &str, expected: [f32; 2]| {
        let mut chars = pair.chars();
        let (first, second) = (chars.next().unwrap(), chars.next().unwrap());
        let found = widths(first, second);
        assert!((0..2).all(|at| (found[at] - expected[at]).abs() < 0.001), "{pair}: {found:?}");
    };
    for pair in ["。”", "，”", "”）", "）》"] {
        check(pair, [0.5, 1.0]);
    }
    for pair in ["，“", "：《", "”“", "）（"] {
        check(pair, [1.0, 0.5]);
    }
    for pair in ["“‘", "（《"] {
        check(pair, [1.0, 0.5]);
    }
    check("“”", [1.0, 1.0]);
    check("？！", [0.5, 0.5]);
}
