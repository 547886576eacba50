//! Where glyph bitmaps lie in a texture.

use super::outline::Bitmap;

/// Empty pixels between glyphs, so that filtering never mixes neighbours.
const PADDING: u32 = 1;

/// Shelf heights are multiples of this, so that glyphs of one size share shelves.
const STEP: u32 = 4;

/// A rectangle of pixels; `right` and `bottom` are exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
}

/// Alpha of all glyphs, packed on shelves; knows what has changed since it was last taken.
#[derive(Debug)]
pub(super) struct Atlas {
    width: u32,
    height: u32,
    alpha: Vec<u8>,
    shelves: Vec<Shelf>,
}

#[derive(Debug)]
struct Shelf {
    top: u32,
    height: u32,
    used: u32,
    changed: Option<(u32, u32)>,
}

impl Atlas {
    pub(super) fn new(width: u32, height: u32) -> Self {
        Self { width, height, alpha: vec![0; (width * height) as usize], shelves: Vec::new() }
    }

    pub(super) fn size(&self) -> [u32; 2] {
        [self.width, self.height]
    }

    /// Puts a glyph in; `None` when there is no room.
    pub(super) fn insert(&mut self, bitmap: &Bitmap, alpha: impl Fn(u8) -> u8) -> Option<Area> {
        let area = self.room(bitmap.width, bitmap.height)?;
        for (row, y) in bitmap.coverage.chunks_exact(bitmap.width as usize).zip(area.top..) {
            let start = (y * self.width + area.left) as usize;
            if let Some(pixels) = self.alpha.get_mut(start..start + row.len()) {
                for (pixel, coverage) in pixels.iter_mut().zip(row) {
                    *pixel = alpha(*coverage);
                }
            }
        }
        Some(area)
    }

    /// Changed areas since the last call.
    pub(super) fn take_changes(&mut self) -> Vec<Area> {
        let changes = self.shelves.iter_mut().filter_map(|shelf| {
            let (left, right) = shelf.changed.take()?;
            Some(Area { left, top: shelf.top, right, bottom: shelf.top + shelf.height })
        });
        changes.collect()
    }

    /// The alpha of an area, row by row.
    pub(super) fn pixels(&self, area: Area) -> impl Iterator<Item = u8> + '_ {
        (area.top..area.bottom).flat_map(move |y| {
            let start = y * self.width;
            let row = self.alpha.get((start + area.left) as usize..(start + area.right) as usize);
            row.unwrap_or_default().iter().copied()
        })
    }

    fn room(&mut self, width: u32, height: u32) -> Option<Area> {
        let (room, step) = (width + PADDING, (height + PADDING).next_multiple_of(STEP));
        let below = self.shelves.last().map_or(0, |shelf| shelf.top + shelf.height);
        let free = |shelf: &&mut Shelf| shelf.used + room <= self.width && shelf.height >= step;
        // A shelf much too high is used only when no new one fits.
        let fits = |shelf: &&mut Shelf| free(shelf) && shelf.height <= step + step / 4;
        let shelf = if let Some(at) = self.shelves.iter_mut().position(|shelf| fits(&&mut *shelf)) {
            self.shelves.get_mut(at)?
        } else if below + step <= self.height && room <= self.width {
            self.shelves.push(Shelf { top: below, height: step, used: 0, changed: None });
            self.shelves.last_mut()?
        } else {
            self.shelves.iter_mut().filter(free).min_by_key(|shelf| shelf.height)?
        };
        let left = shelf.used;
        shelf.used += room;
        let (first, _) = shelf.changed.unwrap_or((left, left));
        shelf.changed = Some((first, left + width));
        Some(Area { left, top: shelf.top, right: left + width, bottom: shelf.top + height })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bitmap(width: u32, height: u32) -> Bitmap {
        Bitmap { left: 0, top: 0, width, height, coverage: vec![200; (width * height) as usize] }
    }

    #[test]
    fn glyphs_never_overlap_and_changes_are_told_once() {
        let mut atlas = Atlas::new(64, 64);
        let mut areas: Vec<Area> = Vec::new();
        for i in 0..200 {
            let bitmap = bitmap(5 + i % 7, 6 + i % 11);
            let Some(area) = atlas.insert(&bitmap, |coverage| coverage / 2) else { continue };
            assert!(area.right < 64 + 1 && area.bottom < 64 + 1);
            for other in &areas {
                let apart = area.left > other.right
                    || other.left > area.right
                    || area.top >= other.bottom
                    || other.top >= area.bottom;
                assert!(apart, "{area:?} {other:?}");
            }
            assert!(atlas.pixels(area).all(|alpha| alpha == 100));
            areas.push(area);
        }
        assert!(areas.len() > 15);
        let changes = atlas.take_changes();
        for area in &areas {
            assert!(changes.iter().any(|change| change.left <= area.left
                && change.right >= area.right
                && change.top <= area.top
                && change.bottom >= area.bottom));
        }
        assert_eq!(atlas.take_changes(), []);
    }

    #[test]
    fn a_full_atlas_says_so() {
        let mut atlas = Atlas::new(16, 16);
        assert!(atlas.insert(&bitmap(17, 3), |coverage| coverage).is_none());
        assert!(atlas.insert(&bitmap(10, 10), |coverage| coverage).is_some());
        assert!(atlas.insert(&bitmap(10, 10), |coverage| coverage).is_none());
    }
}
