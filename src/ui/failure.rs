//! Why a document could not be opened, in one sentence of the interface's language.

use std::path::Path;

use super::locale::{Language, Word};
use crate::session::OpenFailure;

/// The sentence; in English where the catalogue has none for it.
pub(super) fn told(failure: &OpenFailure, language: Language) -> String {
    let Some(word) = word(failure.key) else { return failure.to_string() };
    let mut text = word.in_language(language).to_owned();
    for (place, value) in &failure.arguments {
        text = text.replace(&format!("{{{place}}}"), value);
    }
    // The name comes last: it may look like a place of the message.
    let name = failure.path.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    text.replace("{name}", &name.unwrap_or_else(|| Word::TheFile.in_language(language).to_owned()))
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
        for key in ["import.empty", "import.binary", "import.unsupported", "file.not_found", "file.is_folder"] {
            for language in [Language::Chinese, Language::English] {
                let text = told(&failure(key), language);
                assert!(text.contains("文章.txt") && !text.contains('{'), "{text}");
            }
        }
    }

    fn failure(key: &'static str) -> OpenFailure {
        let mut failure = OpenFailure::default();
        failure.key = key;
        failure.path = Some(PathBuf::from("/a/文章.txt"));
        failure
    }
}
