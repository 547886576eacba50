//! Which forms name the same: full names and their parts, organisations and their short forms, places of one code.

use foldhash::HashMap;

use super::forms::{Form, is_surname};
use super::groups::Groups;
use super::surnames::surname;
use crate::analysis::places::Reading;
use crate::annotation::EntityType;

/// What may be left off at the end of an organisation's name.
const LEGAL_FORMS: &[&str] = &[
    "公司",
    "集团",
    "有限公司",
    "股份有限公司",
    "有限责任公司",
    "集团公司",
    "集团有限公司",
    "控股集团",
    "股份",
    "科技",
    "总公司",
];
/// Longest names compared by their tails, and most names looked through for one abbreviation.
const N_CHARS_NAME: usize = 40;
const N_BUCKET: usize = 64;

/// Sets of forms that name the same, and for forms that fit several which: pairs of form and candidates.
pub(crate) fn same(forms: &[Form<'_>], aliases: &[(usize, usize)]) -> (Groups, Vec<(usize, Vec<usize>)>) {
    let mut groups = Groups::new(forms.len());
    let mut ambiguous = Vec::new();
    for &(a, b) in aliases {
        groups.join(a, b);
    }
    persons(forms, &mut groups, &mut ambiguous);
    organisations(forms, &mut groups, &mut ambiguous);
    places(forms, &mut groups);
    renamed(forms, &mut groups);
    (groups, ambiguous)
}

/// Forms of a kind that may be joined with others.
fn free<'f>(forms: &'f [Form<'f>], kind: EntityType) -> impl Iterator<Item = (usize, &'f Form<'f>)> {
    forms.iter().enumerate().filter(move |(_, form)| form.kind == kind && !form.apart && form.renamed.is_none())
}

/// Joins `form` with the one it fits; keeps note where it fits several different ones.
fn join(form: usize, mut fits: Vec<usize>, groups: &mut Groups, ambiguous: &mut Vec<(usize, Vec<usize>)>) {
    fits.retain(|&other| other != form);
    let mut roots: Vec<usize> = fits.iter().map(|&other| groups.root(other)).collect();
    roots.sort_unstable();
    roots.dedup();
    match roots.as_slice() {
        [] => {}
        [one] => groups.join(form, *one),
        _ => ambiguous.push((form, fits)),
    }
}

fn persons(forms: &[Form<'_>], groups: &mut Groups, ambiguous: &mut Vec<(usize, Vec<usize>)>) {
    let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::default();
    let mut by_given: HashMap<&str, Vec<usize>> = HashMap::default();
    for (idx, form) in free(forms, EntityType::Person).filter(|(_, form)| !is_surname(form.surface)) {
        if let Some(surname) = surname(form.surface) {
            by_surname.entry(surname).or_default().push(idx);
            let given = form.surface.get(surname.len()..).unwrap_or_default();
            if given.chars().count() == 2 {
                by_given.entry(given).or_default().push(idx);
            }
        }
        if let Some((_, last)) = form.surface.rsplit_once(['·', '・', '•']) {
            by_given.entry(last).or_default().push(idx);
        }
    }
    for (idx, form) in free(forms, EntityType::Person) {
        if is_surname(form.surface) {
            let all = by_surname.get(form.surface).cloned().unwrap_or_default();
            join(idx, all, groups, ambiguous);
        } else if let Some(whole) = by_given.get(form.surface) {
            join(idx, whole.clone(), groups, ambiguous);
        }
    }
}

fn organisations(forms: &[Form<'_>], groups: &mut Groups, ambiguous: &mut Vec<(usize, Vec<usize>)>) {
    let mut by_tail: HashMap<&str, Vec<usize>> = HashMap::default();
    let mut by_name: HashMap<&str, usize> = HashMap::default();
    let mut by_first: HashMap<char, Vec<usize>> = HashMap::default();
    for (idx, form) in free(forms, EntityType::Organisation) {
        by_name.insert(form.surface, idx);
        if let Some(first) = form.surface.chars().next() {
            by_first.entry(first).or_default().push(idx);
        }
        let tails = form.surface.char_indices().skip(1).take(N_CHARS_NAME).map(|(at, _)| at);
        for tail in tails.filter_map(|at| form.surface.get(at..)).filter(|tail| tail.chars().count() >= 2) {
            by_tail.entry(tail).or_default().push(idx);
        }
    }
    for (idx, form) in free(forms, EntityType::Organisation) {
        if let Some(longer) = by_tail.get(form.surface) {
            join(idx, longer.clone(), groups, ambiguous);
            continue;
        }
        let bare = LEGAL_FORMS
            .iter()
            .filter_map(|end| by_name.get(form.surface.strip_suffix(end)?))
            .copied()
            .collect::<Vec<_>>();
        for other in bare {
            groups.join(idx, other);
        }
        let first = form.surface.chars().next().and_then(|first| by_first.get(&first));
        let whole = first.into_iter().flatten().take(N_BUCKET).copied();
        let fits =
            whole.filter(|&other| forms.get(other).is_some_and(|other| abbreviates(form.surface, other.surface)));
        join(idx, fits.collect(), groups, ambiguous);
    }
}

/// Whether `short` picks characters of `long` in order, the first and one of the last two among them: 山大, 山西大学.
fn abbreviates(short: &str, long: &str) -> bool {
    let (n_short, n_long) = (short.chars().count(), long.chars().count());
    let ends = short.chars().next_back().is_some_and(|last| long.chars().rev().take(2).any(|c| c == last));
    let long_enough = n_short >= 2 && n_long >= n_short + 2 && n_long <= 5 * n_short;
    let mut rest = long.chars();
    ends && long_enough && short.chars().all(|c| rest.any(|other| other == c))
}

fn places(forms: &[Form<'_>], groups: &mut Groups) {
    let mut by_code = HashMap::default();
    for (idx, form) in free(forms, EntityType::Place) {
        if let Reading::One(code) = form.reading {
            groups.join(*by_code.entry(code).or_insert(idx), idx);
        }
    }
}

/// Forms shown under one name are one, and one with the form written so.
fn renamed(forms: &[Form<'_>], groups: &mut Groups) {
    let mut by_name: HashMap<&str, usize> = HashMap::default();
    for (idx, form) in forms.iter().enumerate() {
        if let Some(name) = form.renamed {
            groups.join(*by_name.entry(name).or_insert(idx), idx);
        }
    }
    for (idx, form) in forms.iter().enumerate().filter(|(_, form)| form.renamed.is_none() && !form.apart) {
        if let Some(&other) = by_name.get(form.surface) {
            groups.join(idx, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_pick_characters() {
        assert!(abbreviates("山大", "山西大学") && abbreviates("北师大", "北京师范大学"));
        assert!(!abbreviates("山西", "山西省") && !abbreviates("大山", "山西大学"));
    }
}
