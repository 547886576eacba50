//! Looking for what the find bar asks: at once in a short text, on another thread in a long one.

use std::sync::Arc;

use crate::document::{Document, DocumentHash};
use crate::text::{FindError, FindOptions, Haystack, TextRange, find_regex};
use crate::ui::dialogs::{Progress, Task};

/// Folding as many characters takes some 5 ms: less than a frame.
const AT_ONCE_CHARS: usize = 200_000;

/// What is looked for, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) document: DocumentHash,
    pub(super) text: String,
    pub(super) is_regex: bool,
    /// Marks and blanks are passed over, but by a regular expression.
    pub(super) ignores_marks: bool,
}

impl Query {
    fn options(&self) -> FindOptions {
        FindOptions { ignore_punctuation: self.ignores_marks, ..FindOptions::default() }
    }
}

/// The hits of the last query that was answered.
#[derive(Default)]
pub(super) struct Search {
    answered: Option<Query>,
    hits: Arc<Vec<TextRange>>,
    error: Option<FindError>,
    /// The folded text, kept from query to query.
    haystack: Option<(DocumentHash, Arc<Haystack>)>,
    running: Option<(Query, Task<Answer>)>,
}

/// Hits or what is wrong with the pattern, and the folded text if one was needed.
struct Answer {
    found: Result<Vec<TextRange>, FindError>,
    haystack: Option<Arc<Haystack>>,
}

impl Search {
    pub(super) fn hits(&self) -> &Arc<Vec<TextRange>> {
        &self.hits
    }

    pub(super) fn error(&self) -> Option<&FindError> {
        self.error.as_ref()
    }

    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Sees to it that `query` is answered; whether an answer came in with this call. One query runs at a time: the
    /// newest waits for the one before, so that fast typing does not pile up threads.
    pub(super) fn update(&mut self, document: &Arc<Document>, query: Query, egui: &egui::Context) -> bool {
        if let Some((asked, task)) = self.running.take() {
            match task.poll() {
                Progress::Running => {
                    self.running = Some((asked, task));
                    return false;
                }
                Progress::Done(answer) => {
                    self.keep(asked.document, &answer);
                    if asked == query {
                        self.accept(asked, answer.found);
                        return true;
                    }
                }
                Progress::Lost => {}
            }
        }
        if self.answered.as_ref() == Some(&query) {
            return false;
        }
        let is_fit = |(document, haystack): &&(DocumentHash, Arc<Haystack>)| {
            *document == query.document && haystack.options() == query.options()
        };
        let haystack = self.haystack.as_ref().filter(is_fit);
        let haystack = haystack.map(|(_, haystack)| Arc::clone(haystack));
        if document.n_chars() < AT_ONCE_CHARS {
            let answer = answer(document, &query, haystack);
            self.keep(query.document, &answer);
            self.accept(query, answer.found);
            return true;
        }
        let (asked, text) = (query.clone(), Arc::clone(document));
        let task = Task::spawn("find", egui, move || answer(&text, &asked, haystack));
        self.running = task.map(|task| (query, task));
        false
    }

    fn keep(&mut self, document: DocumentHash, answer: &Answer) {
        if let Some(haystack) = &answer.haystack {
            self.haystack = Some((document, Arc::clone(haystack)));
        }
    }

    fn accept(&mut self, query: Query, found: Result<Vec<TextRange>, FindError>) {
        let (hits, error) = match found {
            Ok(hits) => (hits, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        self.hits = Arc::new(hits);
        self.error = error;
        self.answered = Some(query);
    }
}

fn answer(document: &Document, query: &Query, haystack: Option<Arc<Haystack>>) -> Answer {
    let text = document.text();
    if query.text.is_empty() {
        return Answer { found: Ok(Vec::new()), haystack };
    }
    if query.is_regex {
        return Answer { found: find_regex(text, &query.text), haystack };
    }
    let haystack = haystack.unwrap_or_else(|| Arc::new(Haystack::new(text, query.options())));
    Answer { found: Ok(haystack.find(text, &query.text)), haystack: Some(haystack) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    fn document(text: &str) -> Arc<Document> {
        Arc::new(Document::new(text.to_owned(), Vec::new(), Metadata::default()))
    }

    /// Asks until the answer is there; how many hits it has.
    fn ask(search: &mut Search, document: &Arc<Document>, text: &str, is_regex: bool) -> usize {
        ask_for(search, document, Query { is_regex, ..query(document, text) })
    }

    fn query(document: &Document, text: &str) -> Query {
        Query { document: document.hash(), text: text.to_owned(), is_regex: false, ignores_marks: false }
    }

    fn ask_for(search: &mut Search, document: &Arc<Document>, query: Query) -> usize {
        let egui = egui::Context::default();
        while !search.update(document, query.clone(), &egui) {
            std::thread::yield_now();
        }
        search.hits().len()
    }

    #[test]
    fn queries_follow_each_other_in_one_text() {
        let (mut search, document) = (Search::default(), document("转型发展，转型升级。"));
        assert_eq!(ask(&mut search, &document, "转型", false), 2);
        assert_eq!(ask(&mut search, &document, "轉型發展", false), 1);
        assert_eq!(ask(&mut search, &document, "转型(发展|升级)", true), 2);
        assert_eq!(ask(&mut search, &document, "(", true), 0);
        assert!(search.error().is_some());
        assert_eq!(ask(&mut search, &document, "", false), 0);
        assert!(search.error().is_none());
    }

    #[test]
    fn the_folded_text_is_not_used_for_another_document() {
        let mut search = Search::default();
        assert_eq!(ask(&mut search, &document("甲乙甲"), "甲", false), 2);
        assert_eq!(ask(&mut search, &document("乙乙甲"), "甲", false), 1);
    }

    #[test]
    fn marks_are_passed_over_when_asked() {
        let (mut search, document) = (Search::default(), document("解放思想、开拓视野，解放思想。"));
        let mut ask = |text: &str, ignores_marks: bool| {
            let query = Query { ignores_marks, ..query(&document, text) };
            ask_for(&mut search, &document, query)
        };
        assert_eq!((ask("思想开拓", false), ask("思想开拓", true), ask("思想开拓", false)), (0, 1, 0));
    }

    #[test]
    fn a_long_text_is_searched_elsewhere() {
        let mut search = Search::default();
        let document = document(&"春眠不觉晓".repeat(AT_ONCE_CHARS / 5 + 1));
        assert_eq!(ask(&mut search, &document, "不觉", false), AT_ONCE_CHARS / 5 + 1);
        assert!(!search.is_running());
    }
}
