//! Characters as the model sees them: one 16-bit code each, with variants of one character folded together.

/// Code of whatever the model has no business telling apart: emoji, rare planes.
const OTHER: u16 = 0xFFFF;

/// Code of the border of a line.
pub(super) const BORDER: u16 = 1;

/// Code of a line feed, which the model never sees.
pub(super) const LINE_FEED: u16 = 2;

/// Code of digits of any width.
pub(super) const DIGIT: u16 = b'0' as u16;

/// Code of a blank.
pub(super) const BLANK: u16 = b' ' as u16;

/// Folds width, digits, letters and the marks web copies write in ASCII; leaves scripts to [`super::model::Lexicon`].
pub(super) fn plain(c: char) -> u16 {
    match c {
        '0'..='9' | '０'..='９' => DIGIT,
        'a'..='z' | 'ａ'..='ｚ' | 'à'..='ÿ' | 'α'..='ω' | 'а'..='я' => u16::from(b'a'),
        'A'..='Z' | 'Ａ'..='Ｚ' | 'À'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => u16::from(b'A'),
        c if c.is_whitespace() || c.is_control() => BLANK,
        '!' => '！' as u16,
        '(' => '（' as u16,
        ')' => '）' as u16,
        ',' => '，' as u16,
        ':' => '：' as u16,
        ';' => '；' as u16,
        '?' => '？' as u16,
        '［' => u16::from(b'['),
        '］' => u16::from(b']'),
        '％' => u16::from(b'%'),
        '．' => u16::from(b'.'),
        '•' | '・' | '‧' | '∙' => '·' as u16,
        '━' | '─' | '–' | '―' => '—' as u16,
        '『' | '「' => '“' as u16,
        '』' | '」' => '”' as u16,
        '〇' => '零' as u16,
        c => u16::try_from(u32::from(c)).unwrap_or(OTHER),
    }
}

/// Whether two neighbours belong to one run of letters or of digits, which no word border splits.
pub(super) fn one_run(left: u16, right: u16) -> bool {
    let kind = |code: u16| match code {
        0x30 => 1,
        0x41 | 0x61 => 2,
        _ => 0,
    };
    kind(left) != 0 && kind(left) == kind(right)
}

/// Whether the code is a mark: a token of its own wherever it stands.
pub(super) fn is_mark(code: u16) -> bool {
    match code {
        DIGIT | 0x41 | 0x61 | BLANK => false,
        0x21..=0x7E | 0xA1..=0xBF | 0x2010..=0x2BFF | 0x3001..=0x3003 | 0x3008..=0x3020 | 0xFF01..=0xFF65 => true,
        _ => false,
    }
}
