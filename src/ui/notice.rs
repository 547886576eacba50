//! What the reader should know, though nothing failed: of a document read, of the settings, of the library; in the
//! interface's language.

use std::fmt::Display;

use super::failure::filled;
use super::locale::{Language, Word};
use crate::import;
use crate::store::{MissingPart, Notice, SettingsWarning, WriteFailure};

/// At most so many things are named; the rest are counted.
const MOST_NAMED: usize = 10;

/// What was lost or changed when a document was read.
pub(super) fn of_import(warning: &import::Warning, language: Language) -> String {
    let word = match warning {
        import::Warning::HtmlDropped { .. } => Word::WarnHtml,
        import::Warning::PicturesDropped { .. } => Word::WarnPictures,
        import::Warning::LongParagraphsCut { .. } => Word::WarnLongParagraphs,
        import::Warning::FrontMatter { .. } => Word::WarnFrontMatter,
        import::Warning::WebPageSource => Word::WarnWebPage,
    };
    filled(word, &warning.arguments(), language)
}

/// What of the settings was passed over.
pub(super) fn of_settings(warning: &SettingsWarning, language: Language) -> String {
    let word = match warning {
        SettingsWarning::Unreadable { .. } => Word::WarnSettingsUnreadable,
        SettingsWarning::NotToml { .. } => Word::WarnSettingsNotToml,
        SettingsWarning::Line { .. } => Word::WarnSettingsLine,
        SettingsWarning::Value { .. } => Word::WarnSettingsValue,
        SettingsWarning::Unknown { .. } => Word::WarnSettingsUnknown,
        SettingsWarning::OutOfRange => Word::WarnSettingsRange,
    };
    filled(word, &warning.arguments(), language)
}

/// How the library is.
pub(super) fn of_library(notice: &Notice, language: Language) -> String {
    match notice {
        Notice::OpenElsewhere => Word::NoticeOpenElsewhere.in_language(language).to_owned(),
        Notice::ReadOnlyFolder { path } => {
            filled(Word::NoticeReadOnlyFolder, &[("path", path.display().to_string())], language)
        }
        Notice::NewerVersion { .. } => Word::NoticeNewerVersion.in_language(language).to_owned(),
        Notice::DamagedSetAside { aside, snapshot, n_replayed, missing } => {
            let word = if snapshot.is_some() { Word::NoticeSnapshotOpened } else { Word::NoticeBuiltAnew };
            let missing = match missing.as_slice() {
                [] => Word::NothingMissing.in_language(language).to_owned(),
                missing => {
                    let named: Vec<String> = missing.iter().map(|part| of_missing(part, language)).collect();
                    filled(Word::MissingList, &[("list", listed(&named, language))], language)
                }
            };
            let arguments =
                [("n", n_replayed.to_string()), ("missing", missing), ("path", aside.display().to_string())];
            filled(word, &arguments, language)
        }
        Notice::RowsDamaged { repaired, missing } if missing.is_empty() => {
            filled(Word::NoticeRowsRepaired, &[("list", listed(repaired, language))], language)
        }
        Notice::RowsDamaged { missing, .. } => {
            filled(Word::NoticeRowsLost, &[("list", listed(missing, language))], language)
        }
        Notice::SnapshotFailed { reason } => filled(Word::NoticeNoSnapshot, &[("reason", reason.clone())], language),
        Notice::DraftsKept { n_notes } => filled(Word::NoticeDraftsKept, &[("n", n_notes.to_string())], language),
    }
}

fn of_missing(part: &MissingPart, language: Language) -> String {
    match part {
        MissingPart::Edits(first, last) if first == last => {
            filled(Word::MissingEdit, &[("n", first.to_string())], language)
        }
        MissingPart::Edits(first, last) => {
            filled(Word::MissingEdits, &[("first", first.to_string()), ("last", last.to_string())], language)
        }
        MissingPart::EditsAfter(last) => filled(Word::MissingEditsAfter, &[("n", last.to_string())], language),
        MissingPart::Text(name) => filled(Word::MissingText, &[("name", name.clone())], language),
    }
}

/// Why what was written is in memory only, and what to do.
pub(super) fn of_unsaved(failure: &WriteFailure, language: Language) -> String {
    filled(Word::NotSavedWhy, &[("reason", failure.message.clone())], language)
}

fn listed<T: Display>(items: &[T], language: Language) -> String {
    let named: Vec<String> = items.iter().take(MOST_NAMED).map(ToString::to_string).collect();
    let comma = match language {
        Language::Chinese => "、",
        Language::English => ", ",
    };
    let n_more = items.len().saturating_sub(MOST_NAMED);
    let more = if n_more > 0 { format!("{comma}+{n_more}") } else { String::new() };
    named.join(comma) + &more
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn a_damaged_library_is_told_of_with_what_is_missing() {
        let notice = |missing: &[MissingPart]| Notice::DamagedSetAside {
            aside: PathBuf::from("/a/library.damaged"),
            snapshot: None,
            n_replayed: 3,
            missing: missing.to_vec(),
        };
        for language in [Language::Chinese, Language::English] {
            let whole = of_library(&notice(&[]), language);
            let lacking = of_library(&notice(&[MissingPart::Edits(9, 9), MissingPart::EditsAfter(11)]), language);
            assert!(whole.contains("/a/library.damaged") && whole.contains('3') && !whole.contains('{'), "{whole}");
            assert!(lacking.contains('9') && lacking.contains("11") && !lacking.contains('{'), "{lacking}");
            assert_eq!(lacking.contains("edit"), language == Language::English, "{lacking}");
        }
    }

    #[test]
    fn warnings_are_worded_in_the_language_of_the_interface() {
        let warning = import::Warning::PicturesDropped { n_pictures: 2 };
        assert_eq!(of_import(&warning, Language::Chinese), "图片略去 2 幅，说明文字保留。");
        let warning = SettingsWarning::Value { setting: "theme".to_owned(), value: "\"neon\"".to_owned() };
        assert_eq!(of_settings(&warning, Language::Chinese), "设置 theme 不能是 \"neon\"，改用默认值。");
    }

    #[test]
    fn a_long_list_is_counted() {
        let items: Vec<usize> = (0..12).collect();
        assert_eq!(listed(&items, Language::English), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, +2");
    }
}
