//! Looking for characters that no bundled face has in the installed fonts, off the calling thread.

use super::book::Inner;
use super::face::{FaceId, FontFace};
use super::system::{Candidate, candidates};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

type Wake = Arc<dyn Fn() + Send + Sync>;

/// Which characters have been looked for, and where they are.
#[derive(Default)]
pub(super) struct Search {
    state: Mutex<State>,
    settled: Condvar,
    /// Installed files in the order of looking; `None` until the first search.
    files: Mutex<Option<Vec<File>>>,
}

#[derive(Default)]
struct State {
    wanted: BTreeSet<char>,
    found: BTreeMap<char, FaceId>,
    absent: BTreeSet<char>,
    running: bool,
    wake: Option<Wake>,
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search").finish_non_exhaustive()
    }
}

impl Search {
    /// The installed face that draws `c`, if it is known; otherwise it is looked for from now on.
    pub(super) fn find(&self, c: char, book: &Arc<Inner>) -> Option<FaceId> {
        let mut state = self.lock();
        if let Some(face) = state.found.get(&c) {
            return Some(*face);
        }
        if !searchable(c) {
            state.absent.insert(c);
        }
        if state.absent.contains(&c) || !state.wanted.insert(c) || state.running {
            return None;
        }
        let book = Arc::clone(book);
        let thread = std::thread::Builder::new().name("fonts".to_owned());
        state.running = thread.spawn(move || run(&book)).is_ok();
        if !state.running {
            state.give_up();
        }
        None
    }

    pub(super) fn absent(&self) -> Vec<char> {
        self.lock().absent.iter().copied().collect()
    }

    pub(super) fn settle(&self) {
        let mut state = self.lock();
        while state.running {
            state = self.settled.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(super) fn set_wake(&self, wake: Box<dyn Fn() + Send + Sync>) {
        self.lock().wake = Some(wake.into());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn give_up(&mut self) {
        let wanted = std::mem::take(&mut self.wanted);
        self.absent.extend(wanted);
    }
}

/// Looks until nothing is wanted. What a file has is remembered, so no file is opened twice in vain.
fn run(book: &Inner) {
    let mut files = book.search.files.lock().unwrap_or_else(PoisonError::into_inner);
    let files = files.get_or_insert_with(|| candidates().into_iter().map(File::new).collect());
    loop {
        let wanted = {
            let mut state = book.search.lock();
            if state.wanted.is_empty() {
                state.running = false;
                book.search.settled.notify_all();
                return;
            }
            state.wanted.clone()
        };
        let found = look(files, wanted.clone(), book);
        let wake = {
            let mut state = book.search.lock();
            for c in &wanted {
                state.wanted.remove(c);
                match found.get(c) {
                    Some(face) => state.found.insert(*c, *face).is_some(),
                    None => state.absent.insert(*c),
                };
            }
            state.wake.clone()
        };
        if !found.is_empty() {
            book.outdate();
        }
        if let Some(wake) = wake {
            wake();
        }
    }
}

fn look(files: &mut [File], mut wanted: BTreeSet<char>, book: &Inner) -> BTreeMap<char, FaceId> {
    let mut found = BTreeMap::new();
    for file in files {
        if wanted.is_empty() {
            break;
        }
        let mut opened = None;
        if !file.may_have(&wanted, &mut opened) {
            continue;
        }
        let Some(face) = opened.or_else(|| file.candidate.open()) else { continue };
        let here: Vec<char> = wanted.iter().copied().filter(|c| face.draws(*c)).collect();
        if here.is_empty() {
            continue;
        }
        let id = *file.face.get_or_insert_with(|| book.add(face));
        for c in here {
            wanted.remove(&c);
            found.insert(c, id);
        }
    }
    found
}

/// An installed file, what it has once it has been opened, and its face once it is used.
struct File {
    candidate: Candidate,
    coverage: Option<Vec<(u32, u32)>>,
    face: Option<FaceId>,
}

impl File {
    fn new(candidate: Candidate) -> Self {
        Self { candidate, coverage: None, face: None }
    }

    /// Whether one of `wanted` is in the file, which is opened if that is not known.
    fn may_have(&mut self, wanted: &BTreeSet<char>, opened: &mut Option<FontFace>) -> bool {
        let coverage = self.coverage.get_or_insert_with(|| {
            *opened = self.candidate.open();
            opened.as_ref().map(FontFace::coverage).unwrap_or_default()
        });
        wanted.iter().any(|c| {
            let c = u32::from(*c);
            let after = coverage.partition_point(|(first, _)| *first <= c);
            after.checked_sub(1).and_then(|i| coverage.get(i)).is_some_and(|(_, last)| c <= *last)
        })
    }
}

/// Private and never-assigned code points are in no font that could be meant.
fn searchable(c: char) -> bool {
    let c32 = u32::from(c);
    let private = matches!(c, '\u{E000}'..='\u{F8FF}') || c32 >= 0xF_0000;
    let never = c32 & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}');
    !private && !never
}

#[cfg(test)]
mod tests {
    use super::super::{FaceId, FontBook, GlyphForm, Writing};

    #[test]
    fn private_characters_are_missing_at_once_and_told() {
        let book = FontBook::new();
        let glyphs = book.shape(FaceId::SERIF, "\u{E123}", Writing::Horizontal);
        assert_eq!(glyphs.first().map(|glyph| glyph.form), Some(GlyphForm::Missing));
        assert_eq!(book.missing(), ['\u{E123}']);
    }

    #[test]
    fn what_is_looked_for_ends_up_found_or_missing() {
        let book = FontBook::new();
        let before = book.generation();
        // Hangul is not bundled.
        let first = book.shape(FaceId::SERIF, "한", Writing::Horizontal);
        assert_eq!(first.first().map(|glyph| glyph.form), Some(GlyphForm::Missing));
        book.settle();
        let then = book.shape(FaceId::SERIF, "한", Writing::Horizontal);
        let found = then.first().map(|glyph| glyph.form) == Some(GlyphForm::Plain);
        assert_eq!(found, book.missing().is_empty());
        assert_eq!(found, book.generation() > before);
    }
}
