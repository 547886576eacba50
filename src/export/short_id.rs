//! Short ids for block references: `a-3f9a`.

use std::collections::HashSet;

use crate::annotation::Annotation;

/// Hexadecimal digits of a short id unless two annotations share them.
const N_DIGITS: usize = 4;

/// An id for each annotation, `a-` and the first digits of its own: four, more where an older annotation already has
/// those. So an id stays when annotations are added.
pub(super) fn short_ids(annotations: &[&Annotation]) -> Vec<String> {
    let mut oldest_first: Vec<usize> = (0..annotations.len()).collect();
    oldest_first.sort_by_key(|&idx| annotations.get(idx).map(|annotation| (annotation.created, annotation.id)));
    let mut taken = HashSet::new();
    let mut ids = vec![String::new(); annotations.len()];
    for idx in oldest_first {
        let (Some(annotation), Some(id)) = (annotations.get(idx), ids.get_mut(idx)) else { continue };
        let digits = annotation.id.0.simple().to_string();
        let free = (N_DIGITS..=digits.len()).filter_map(|n| digits.get(..n)).find(|short| !taken.contains(*short));
        let short = free.unwrap_or(&digits).to_owned();
        *id = format!("a-{short}");
        taken.insert(short);
    }
    ids
}
