//! Bytes to canonical text: UTF-8 without mark, lines ending in LF.

use super::ImportError;

/// LIMITS: plain text.
const MAX_BYTES: usize = 100 << 20;
/// Bytes looked at when guessing what something is.
const SAMPLE: usize = 4096;

/// The canonical text of `bytes`: a leading byte order mark dropped, CRLF and CR turned to LF, all else as it is.
pub(super) fn text(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if let Some(format) = foreign_format(bytes) {
        return Err(ImportError::Unsupported { format });
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLong { n_bytes: bytes.len(), limit: MAX_BYTES });
    }
    if let Some(guess) = utf16_guess(bytes) {
        return Err(ImportError::OtherEncoding { offset: 0, guess });
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(ImportError::Binary { offset });
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(body).map_err(|error| {
        let offset = bytes.len() - body.len() + error.valid_up_to();
        undecodable(bytes, offset)
    })?;
    if let Some(offset) = control_characters(body) {
        return Err(ImportError::Binary { offset });
    }
    Ok(with_line_feeds(text))
}

/// Whether plain text begins like a web page.
pub(super) fn looks_like_web_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag)))
}

fn with_line_feeds(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        let (line, tail) = rest.split_at(at);
        lines.push_str(line);
        lines.push('\n');
        rest = tail.strip_prefix("\r\n").or_else(|| tail.strip_prefix('\r')).unwrap_or(tail);
    }
    lines.push_str(rest);
    lines
}

/// Formats known by their first bytes that are not text at all, or not text to read.
fn foreign_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a DOCX, EPUB, ODT or other archive"),
        (b"\xD0\xCF\x11\xE0", "an old Word, Excel or PowerPoint document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x7FELF", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\x1F\x8B", "a gzip archive"),
    ];
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, format)| *format)
}

/// UTF-16 or UTF-32 by its mark, or UTF-16 by nine tenths of the first pairs being Han, common marks or ASCII one way and
/// not the other.
fn utf16_guess(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Some("UTF-32LE"),
        [0, 0, 0xFE, 0xFF, ..] => return Some("UTF-32BE"),
        [0xFF, 0xFE, ..] => return Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => return Some("UTF-16BE"),
        _ => {}
    }
    let sample = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or_default();
    if sample.len() < 4 || std::str::from_utf8(sample).is_ok_and(|text| !text.contains('\0')) {
        return None;
    }
    let share = |read: fn([u8; 2]) -> u16| {
        let pairs = sample.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(read);
        let n_likely = pairs.filter(|&unit| is_likely_unit(unit)).count();
        n_likely * 2 * 10 / sample.len()
    };
    match (share(u16::from_le_bytes), share(u16::from_be_bytes)) {
        (9.., ..5) => Some("UTF-16LE"),
        (..5, 9..) => Some("UTF-16BE"),
        _ => None,
    }
}

/// What most units of Chinese or Latin text in UTF-16 are.
fn is_likely_unit(unit: u16) -> bool {
    matches!(unit, 0x4E00..=0x9FFF | 0x3000..=0x3015 | 0xFF01..=0xFF5E | 0x2014..=0x2026 | 0x20..=0x7E | 0x0A | 0x0D)
}

fn undecodable(bytes: &[u8], offset: usize) -> ImportError {
    let after = bytes.get(offset..).unwrap_or_default();
    let sample = after.get(..SAMPLE.min(after.len())).unwrap_or_default();
    match double_byte_guess(sample) {
        Some(guess) => ImportError::OtherEncoding { offset, guess },
        None => match control_characters(sample) {
            Some(at) => ImportError::Binary { offset: offset + at },
            None => ImportError::NotUtf8 { offset },
        },
    }
}

/// GB18030 or Big5, where nearly all double bytes are frequent characters of the one: GB 2312 level 1 has lead bytes
/// B0–D7 with trail bytes from A1, Big5 level 1 lead bytes A4–C6 with trail bytes 40–7E too.
fn double_byte_guess(sample: &[u8]) -> Option<&'static str> {
    let (mut n_pairs, mut n_gb, mut n_big5, mut n_low_trails) = (0, 0, 0, 0);
    let mut bytes = sample.iter().copied();
    while let Some(lead) = bytes.next() {
        if lead < 0x80 {
            continue;
        }
        let Some(trail) = bytes.next() else { break };
        n_pairs += 1;
        n_gb += usize::from(matches!((lead, trail), (0xA1..=0xA3 | 0xB0..=0xF7, 0xA1..=0xFE)));
        n_big5 += usize::from(matches!((lead, trail), (0xA1..=0xC6, 0x40..=0x7E | 0xA1..=0xFE)));
        n_low_trails += usize::from(trail < 0x80);
    }
    if n_pairs < 2 {
        None
    } else if n_gb * 20 >= n_pairs * 19 {
        Some("GB18030")
    } else if n_big5 * 10 >= n_pairs * 9 && n_low_trails > 0 {
        Some("Big5")
    } else {
        None
    }
}

/// The first control character, if a hundredth of the first bytes are such: text has none but blanks and escapes.
fn control_characters(bytes: &[u8]) -> Option<usize> {
    let sample = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or_default();
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1B);
    let n_controls = sample.iter().filter(|byte| is_control(byte)).count();
    (n_controls * 100 > sample.len()).then(|| sample.iter().position(is_control)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_han;

    fn check(bytes: &[u8], expected: &str) {
        let found = text(bytes).map_or_else(|error| error.to_string(), |text| format!("{text:?}"));
        assert_eq!(found, expected);
    }

    #[test]
    fn mark_and_carriage_returns_go() {
        check("\u{FEFF}春\r\n眠\r不\n\r\n".as_bytes(), "\"春\\n眠\\n不\\n\\n\"");
        check("春\u{FEFF}".as_bytes(), "\"春\\u{feff}\"");
    }

    #[test]
    fn what_is_no_utf8_says_where_and_what_it_may_be() {
        let utf16: Vec<u8> = "春眠不觉晓，处处闻啼鸟。".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let at_byte_0 = "The text is not in UTF-8 (byte 0); it looks like";
        check(&utf16, &format!("{at_byte_0} UTF-16LE: save it as UTF-8 and open it again."));
        check(b"\xFF\xFE\0\0a\0\0\0", &format!("{at_byte_0} UTF-32LE: save it as UTF-8 and open it again."));
        check(b"\xFE\xFF\x4E\x00", &format!("{at_byte_0} UTF-16BE: save it as UTF-8 and open it again."));
        // 中国人民 in GB18030, 中國人民 in Big5.
        check(
            b"\xD6\xD0\xB9\xFA\xC8\xCB\xC3\xF1",
            &format!("{at_byte_0} GB18030: save it as UTF-8 and open it again."),
        );
        check(b"\xA4\xA4\xB0\xEA\xA4\x48\xA5\xC1", &format!("{at_byte_0} Big5: save it as UTF-8 and open it again."));
        check(b"abc\xFFd", "The text is not in UTF-8: byte 3 cannot be read. Save it as UTF-8 and open it again.");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        check(b"", "The file is empty: it has no text to read.");
        check(b"ab\0c", "This is not a text file: byte 2 is not text.");
        check(b"\x01\x02\x03", "This is not a text file: byte 0 is not text.");
        check(
            b"%PDF-1.7",
            "This is a PDF document, which cannot be opened yet: save it as plain text (UTF-8) or Markdown and open that.",
        );
        let long = vec![b'a'; MAX_BYTES + 1];
        check(&long, "The text is too long: 104857601 bytes, and at most 104857600 can be opened.");
    }

    fn n(text: &str) -> usize {
        text.chars().filter(|&c| is_han(c)).count()
    }

    #[test]
    fn escapes_and_form_feeds_are_text() {
        assert_eq!(n(&text("\u{1B}[1m春\u{0C}眠".as_bytes()).unwrap()), 2);
    }
}
