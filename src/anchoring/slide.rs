//! Changes slid to where a reader sees them: of lines that begin alike, the one that was cut out or put in is gone or new
//! from its first character, whatever a comparison of characters made of their common beginning.

use super::align::Alignment;
use super::side::Side;

/// Cells whose counterparts went over to other cells of the same characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slide {
    from: usize,
    to: usize,
    length: usize,
}

/// Slides what was cut out of the old text and what was put into the new one to the beginnings of lines.
pub(super) fn slide_to_lines(alignment: &mut Alignment, old: &Side, new: &Side) {
    for slide in slide(&mut alignment.to_new, old) {
        for i in 0..slide.length {
            let was_moved = alignment.is_moved.get_mut(slide.from + i).is_some_and(std::mem::take);
            if let Some(moved) = alignment.is_moved.get_mut(slide.to + i) {
                *moved = was_moved;
            }
        }
    }
    let mut to_old = vec![None; new.len()];
    for (cell, place) in alignment.to_new.iter().enumerate() {
        if let Some(back) = place.and_then(|place| to_old.get_mut(place as usize)) {
            *back = Some(cell as u32);
        }
    }
    if slide(&mut to_old, new).is_empty() {
        return;
    }
    alignment.is_taken = to_old.iter().map(Option::is_some).collect();
    for (place, cell) in to_old.into_iter().enumerate() {
        if let Some(there) = cell.and_then(|cell| alignment.to_new.get_mut(cell as usize)) {
            *there = Some(place as u32);
        }
    }
}

/// Slides each stretch without counterparts that ends with the beginning of a line back to the beginning of the line it
/// starts in, where both begin alike.
fn slide(counterparts: &mut [Option<u32>], side: &Side) -> Vec<Slide> {
    let mut slides = Vec::new();
    let mut at = 0;
    while let Some(start) = position_from(counterparts, at, Option::is_none) {
        let end = position_from(counterparts, start, Option::is_some).unwrap_or(counterparts.len());
        at = end;
        let Some(slide) = slide_of(counterparts, side, start, end) else { continue };
        for i in 0..slide.length {
            let counterpart = counterparts.get_mut(slide.from + i).and_then(Option::take);
            if let Some(cell) = counterparts.get_mut(slide.to + i) {
                *cell = counterpart;
            }
        }
        slides.push(slide);
    }
    slides
}

fn slide_of(counterparts: &[Option<u32>], side: &Side, start: usize, end: usize) -> Option<Slide> {
    let mut from = start;
    while !side.begins_line(from) {
        from -= 1;
    }
    let length = start - from;
    let to = end.checked_sub(length).filter(|&to| length > 0 && to >= start && side.begins_line(to))?;
    let first = (*counterparts.get(from)?)?;
    let is_one_run = counterparts.get(from..start)?.iter().zip(first..).all(|(&there, next)| there == Some(next));
    (is_one_run && side.slice(from, start) == side.slice(to, end)).then_some(Slide { from, to, length })
}

fn position_from<T>(items: &[T], start: usize, is_wanted: impl Fn(&T) -> bool) -> Option<usize> {
    let found = items.get(start..)?.iter().position(is_wanted)?;
    Some(start + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(old: &str, new: &str) -> (Vec<Option<u32>>, Side, Side) {
        let (old, new) = (Side::new(old), Side::new(new));
        let mut alignment = Alignment::new(&old.chars, &new.chars);
        slide_to_lines(&mut alignment, &old, &new);
        (alignment.to_new, old, new)
    }

    #[test]
    fn a_line_cut_out_is_gone_from_its_first_character() {
        let (to_new, ..) = aligned("有的缺乏核算，积压很多。\n有的缺乏章法，浪费惊人。", "有的缺乏章法，浪费惊人。");
        assert!(to_new.iter().take(12).all(Option::is_none), "{to_new:?}");
        assert!(to_new.iter().skip(12).zip(0..).all(|(&place, cell)| place == Some(cell)), "{to_new:?}");
    }

    #[test]
    fn a_line_put_in_is_new_from_its_first_character() {
        let (to_new, ..) = aligned("有的缺乏章法，浪费惊人。", "有的缺乏核算，积压很多。\n有的缺乏章法，浪费惊人。");
        assert!(to_new.iter().zip(12..).all(|(&place, cell)| place == Some(cell)), "{to_new:?}");
    }

    #[test]
    fn what_is_cut_within_a_line_stays_where_it_is() {
        let (to_new, ..) = aligned("春眠不觉晓，处处闻啼鸟。", "春眠不觉晓，闻啼鸟。");
        assert_eq!(to_new.iter().filter(|place| place.is_none()).count(), 2);
        assert_eq!((to_new.get(6), to_new.get(7)), (Some(&None), Some(&None)));
    }
}
