//! Why something could not be done, in one sentence of the interface's language.

use std::path::Path;

use super::fonts::FontError;
use super::locale::{Language, Word};
use crate::session::Failure;

/// The sentence; in English where the catalogue has none for it.
pub(super) fn told(failure: &Failure, language: Language) -> String {
    let Some(word) = word(failure.key) else { return failure.to_string() };
    let text = filled(word, &failure.arguments, language);
    // The path or name comes last: it may look like a place of the message.
    let path = failure.path.as_deref();
    if text.contains("{path}") {
        let path = path.map(|path| path.display().to_string()).unwrap_or_default();
        return text.replace("{path}", &path);
    }
    let name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    text.replace("{name}", &name.unwrap_or_else(|| Word::TheFile.in_language(language).to_owned()))
}

/// The message with its places filled.
pub(super) fn filled(word: Word, arguments: &[(&'static str, String)], language: Language) -> String {
    let text = word.in_language(language).to_owned();
    arguments.iter().fold(text, |text, (place, value)| text.replace(&format!("{{{place}}}"), value))
}

/// Why a face cannot be read in.
pub(super) fn font(error: &FontError, language: Language) -> String {
    let (word, name) = match error {
        FontError::NotInstalled(name) => (Word::FontNotInstalled, name),
        FontError::Unreadable(name) => (Word::FontUnreadable, name),
    };
    word.in_language(language).replace("{}", name)
}

fn word(key: &str) -> Option<Word> {
    Some(match key {
        "import.empty" => Word::OpenEmpty,
        "import.binary" => Word::OpenBinary,
        "import.unsupported" => Word::OpenUnsupported,
        "import.other_encoding" => Word::OpenOtherEncoding,
        "import.not_utf8" => Word::OpenNotUtf8,
        "import.too_long" | "import.too_many_blocks" | "file.too_large" => Word::OpenTooLong,
        "file.not_found" => Word::OpenNotFound,
        "file.is_folder" => Word::OpenIsFolder,
        "file.not_regular" => Word::OpenNotRegular,
        "file.no_read_permission" => Word::OpenNoPermission,
        "file.read" => Word::ReadFailed,
        "file.no_folder" => Word::WriteNoFolder,
        "file.not_folder" => Word::WriteNotFolder,
        "file.no_write_permission" => Word::WriteNoPermission,
        "file.disk_full" => Word::WriteDiskFull,
        "file.read_only_place" => Word::WriteReadOnlyPlace,
        "file.name_too_long" => Word::WriteNameTooLong,
        "file.write" => Word::WriteFailed,
        "store.locked" => Word::LibraryLocked,
        "store.read_only" => Word::LibraryReadOnly,
        "store.newer" => Word::LibraryNewer,
        "store.damaged" => Word::LibraryDamaged,
        "store.database" => Word::LibraryDatabase,
        "store.gone" => Word::LibraryGone,
        "store.disk_full" => Word::LibraryDiskFull,
        "store.writer_gone" => Word::LibraryWriterGone,
        "store.exists" => Word::LibraryExists,
        "store.not_saved" => Word::LibraryNotCopied,
        "store.thread" | "session.thread" => Word::ThreadFailed,
        "session.no_text" => Word::LibraryNoText,
        "session.work" => Word::WorkFailed,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn another_encoding_is_one_sentence_in_both_languages() {
        let mut failure = failure("import.other_encoding");
        failure.arguments = vec![("offset", "0".to_owned()), ("guess", "GB18030".to_owned())];
        let chinese = "“文章.txt”不是 UTF-8 编码，看来是 GB18030：请另存为 UTF-8 再打开。";
        let english = "“文章.txt” is not in UTF-8 and looks like GB18030: save it as UTF-8 and open it again.";
        assert_eq!(told(&failure, Language::Chinese), chinese);
        assert_eq!(told(&failure, Language::English), english);
    }

    #[test]
    fn every_sentence_is_filled() {
        for key in [
            "import.empty",
            "import.binary",
            "import.unsupported",
            "file.not_found",
            "file.is_folder",
            "file.disk_full",
            "file.write",
            "store.exists",
            "store.database",
            "store.disk_full",
        ] {
            for language in [Language::Chinese, Language::English] {
                let mut failure = failure(key);
                failure.arguments = vec![("reason", "…".to_owned())];
                let text = told(&failure, language);
                assert!(text.contains("文章.txt") && !text.contains('{'), "{text}");
            }
        }
    }

    fn failure(key: &'static str) -> Failure {
        let mut failure = Failure::default();
        failure.key = key;
        failure.path = Some(PathBuf::from("/a/文章.txt"));
        failure
    }
}
