//! Other names that the text itself gives: 山西省委党校(山西行政学院), 某某有限公司(以下简称“某某”).

use foldhash::HashMap;

use super::forms::Form;
use super::found::Found;
use super::page::{Page, is_close_bracket, is_open_bracket};
use crate::annotation::EntityType;

/// What may stand between the bracket and a short form.
const CALLED: &[&str] = &["以下简称", "下称", "简称", "又称", "也称", "原名", "曾用名", "原", "即"];

/// Pairs of forms that name the same. `found` is settled.
pub(crate) fn aliases(page: &Page<'_>, found: &[Found], forms: &[Form<'_>]) -> Vec<(usize, usize)> {
    let mut form_of: HashMap<usize, usize> = HashMap::default();
    for (idx, form) in forms.iter().enumerate().filter(|(_, form)| !form.apart && form.renamed.is_none()) {
        form_of.extend(form.mentions.iter().map(|&mention| (mention as usize, idx)));
    }
    let outer: Vec<(usize, &Found)> = found.iter().enumerate().filter(|(_, name)| !name.nested).collect();
    let mut pairs = Vec::new();
    for pair in outer.windows(2) {
        let [(first, name), (second, other)] = pair else { continue };
        if name.kind == other.kind
            && matches!(name.kind, EntityType::Organisation | EntityType::Person | EntityType::Place)
            && is_alias(page, name, other)
            && let (Some(&a), Some(&b)) = (form_of.get(first), form_of.get(second))
        {
            pairs.push((a, b));
        }
    }
    pairs
}

/// Whether `other` stands in a bracket right behind `name`, alone or told to be its other name.
fn is_alias(page: &Page<'_>, name: &Found, other: &Found) -> bool {
    let gap = page.text.get(name.range.end()..other.range.start()).unwrap_or_default();
    let Some(gap) = gap.strip_prefix(is_open_bracket) else { return false };
    let gap = gap.trim_end_matches(['“', '"', '「', ':', '：']);
    let called = CALLED.contains(&gap);
    let rest = page.text.get(other.range.end()..).unwrap_or_default().trim_start_matches(['”', '"', '」']);
    let alone = gap.is_empty() && name.kind == EntityType::Organisation;
    (called || alone) && rest.starts_with(is_close_bracket)
}
