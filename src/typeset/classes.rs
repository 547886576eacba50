//! The classes of characters that line breaking and spacing know, as one table, and what each class may do at a line's edge.
//!
//! Sources: clreq (W3C, 2024-03-21) for Chinese marks, UAX #14 classes OP, CL, NS, PO and PR for the rest.

use super::Level;
use crate::text::is_han;

/// What a cell is to the typesetter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Han, kana, hangul: one em, a break on either side.
    Han,
    /// A symbol or emoji: its own width, a break on either side.
    Symbol,
    /// 开始夹注: blank on the left.
    Opening,
    /// 结束夹注: blank on the right.
    Closing,
    /// 句内点号.
    Pause,
    /// 句末点号, squeezed last of all.
    Stop,
    /// ‼ ⁇ ⁈ ⁉: one em, fixed.
    DoubleStop,
    /// · half an em, fixed (GB/T 15834).
    MiddleDot,
    /// ・ ‧: blank on both sides.
    Interpunct,
    /// ～ 〜: one em, fixed.
    WideConnector,
    /// – ‐: half an em, fixed.
    Connector,
    /// ／: half an em, fixed.
    Solidus,
    /// —: one em, fixed; a pair is one mark.
    Dash,
    /// ⸺: two em, fixed.
    TwoEmDash,
    /// … ⋯ ‥: one em, fixed; a pair is one mark.
    Ellipsis,
    /// ％ ‰ ℃: stays with the number before it.
    Postfix,
    /// ￥ № ±: stays with the number after it.
    Prefix,
    /// 々 and its kin.
    Iteration,
    /// Other characters that UAX #14 keeps from a line's start (NS), of their own width.
    NonStarter,
    /// Full-width letters and digits.
    FullWidth,
    /// Letters of alphabets, ASCII symbols.
    Western,
    /// ASCII digits.
    Digit,
    /// A short number or a single letter upright in a vertical line: one em, as Han.
    Upright,
    /// ( [ { and foreign brackets.
    WesternOpening,
    /// , . ) and foreign closing marks.
    WesternClosing,
    /// Straight quotation marks: their side is unknown, so no break on either (UAX #14 LB19).
    Quote,
    Hyphen,
    Slash,
    /// $ ¥ € +.
    WesternPrefix,
    /// %.
    WesternPostfix,
    /// A blank where a line may end.
    Blank,
    /// U+3000 inside a paragraph.
    WideBlank,
    /// A blank or joiner where a line may not end.
    Glue,
    /// Nothing to see and no effect: bidi controls, variation selectors standing alone.
    Invisible,
    /// Nothing to see, but a line may end here (U+200B).
    InvisibleBreak,
}

/// Where a class stops a line from starting or ending, and from which level on.
struct Edge {
    class: Class,
    not_at_start: Option<Level>,
    not_at_end: Option<Level>,
}

const fn edge(class: Class, not_at_start: Option<Level>, not_at_end: Option<Level>) -> Edge {
    Edge { class, not_at_start, not_at_end }
}

const BASIC: Option<Level> = Some(Level::Basic);
const GB: Option<Level> = Some(Level::Gb);
const STRICT: Option<Level> = Some(Level::Strict);

/// clreq 3.1.3 line-start and line-end prohibition; classes not named here are free.
const EDGES: [Edge; 23] = [
    edge(Class::Opening, None, BASIC),
    edge(Class::Closing, BASIC, None),
    edge(Class::Pause, BASIC, None),
    edge(Class::Stop, BASIC, None),
    edge(Class::DoubleStop, BASIC, None),
    edge(Class::MiddleDot, BASIC, None),
    edge(Class::Interpunct, BASIC, None),
    edge(Class::WideConnector, BASIC, None),
    edge(Class::Connector, BASIC, None),
    edge(Class::Solidus, BASIC, GB),
    edge(Class::Dash, STRICT, None),
    edge(Class::TwoEmDash, STRICT, None),
    edge(Class::Ellipsis, STRICT, None),
    edge(Class::Postfix, BASIC, None),
    edge(Class::Prefix, None, BASIC),
    edge(Class::Iteration, STRICT, None),
    edge(Class::NonStarter, STRICT, None),
    edge(Class::WesternOpening, None, BASIC),
    edge(Class::WesternClosing, BASIC, None),
    edge(Class::Hyphen, BASIC, None),
    edge(Class::Slash, BASIC, GB),
    edge(Class::WesternPrefix, None, BASIC),
    edge(Class::WesternPostfix, BASIC, None),
];

/// Characters by class. Han, letters, digits and blanks are found by range in [`class_of`].
const TABLE: [(Class, &str); 21] = [
    (Class::Opening, "“‘「『（《〈【〖〔［｛〝〘〚｟"),
    (Class::Closing, "”’」』）》〉】〗〕］｝〞〟〙〛｠"),
    (Class::Pause, "，、；："),
    (Class::Stop, "。．？！"),
    (Class::DoubleStop, "‼⁇⁈⁉"),
    (Class::MiddleDot, "·"),
    (Class::Interpunct, "・‧"),
    (Class::WideConnector, "～〜"),
    (Class::Connector, "–‐"),
    (Class::Solidus, "／"),
    (Class::Dash, "—"),
    (Class::TwoEmDash, "⸺"),
    (Class::Ellipsis, "…⋯‥"),
    (Class::Postfix, "％‰℃℉°′″‵¢￠﹪"),
    (Class::Prefix, "￥＄€£￡№＃±§"),
    (Class::Iteration, "々〻ヽヾゝゞ"),
    (
        Class::NonStarter,
        "․︙\u{10AF6}\u{17D6}\u{16FE1}\u{A015}\u{16FE0}‽〼゛゜゠﹔﹕･ﾞﾟ\u{1F679}\u{1F67A}\u{1F67B}ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー",
    ),
    (
        Class::WesternOpening,
        "([{¡¿‚„⁅⁽₍⌈⌊\u{2329}❨❪❬❮❰❲❴⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼⸘⸢⸤⸦⸨⹂\u{FD3F}︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝｢\u{F3A}\u{F3C}\u{169B}\u{13258}\u{13259}\u{1325A}\u{13286}\u{13288}\u{13379}\u{145CE}\u{1E95E}\u{1E95F}",
    ),
    (
        Class::WesternClosing,
        ")]},.;:!?⁆⁾₎⌉⌋\u{232A}❩❫❭❯❱❳❵⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽⸣⸥⸧⸩\u{FD3E}︑︒︘︶︸︺︼︾﹀﹂﹄﹈﹐﹒﹚﹜﹞｡｣､\u{F3B}\u{F3D}\u{169C}\u{1325B}\u{1325C}\u{1325D}\u{13282}\u{13287}\u{13289}\u{1337A}\u{1337B}\u{145CF}",
    ),
    (Class::WesternPrefix, "$¥+"),
    (Class::Blank, "\u{1680}\u{205F}\u{85}\u{2028}\u{2029}"),
];

/// The class of `c` by itself; [`super::cells`] mends what depends on the neighbours.
pub(super) fn class_of(c: char) -> Class {
    match c {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' => Class::Han,
        'a'..='z' | 'A'..='Z' => Class::Western,
        '0'..='9' => Class::Digit,
        ' ' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' => {
            Class::Blank
        }
        '\u{3000}' => Class::WideBlank,
        '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2060}' | '\u{FEFF}' => Class::Glue,
        '\u{200B}' => Class::InvisibleBreak,
        '-' => Class::Hyphen,
        '/' => Class::Slash,
        '%' => Class::WesternPostfix,
        '"' | '\'' => Class::Quote,
        _ => tabled(c).unwrap_or_else(|| by_range(c)),
    }
}

fn tabled(c: char) -> Option<Class> {
    TABLE.iter().find(|(_, members)| members.contains(c)).map(|&(class, _)| class)
}

fn by_range(c: char) -> Class {
    match c {
        c if is_invisible(c) => Class::Invisible,
        c if is_han(c) || is_east_asian(c) => Class::Han,
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => Class::FullWidth,
        '!'..='~' => Class::Western,
        c if c.is_alphanumeric() => Class::Western,
        // Combining marks without a base: kept with what stands before them.
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' => Class::Western,
        _ => Class::Symbol,
    }
}

/// Kana, bopomofo, hangul, Yi and the ideographs' own symbols: each a cell of one em.
pub(super) fn is_east_asian(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{2FF0}'..='\u{2FFF}' | '\u{3003}'..='\u{3007}' | '\u{3012}' | '\u{3013}'
        | '\u{3020}'..='\u{303F}' | '\u{3040}'..='\u{31FF}' | '\u{3200}'..='\u{33FF}' | '\u{A000}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{FF02}'..='\u{FF0F}' | '\u{FF1C}'..='\u{FF20}' | '\u{FF3C}'..='\u{FF40}'
        | '\u{FF5C}' | '\u{16FE0}'..='\u{18DFF}' | '\u{1AFF0}'..='\u{1B2FF}')
}

/// Characters that paint nothing by themselves: format and bidi controls, selectors, other controls.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2061}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
        || c.is_control()
}

impl Class {
    /// Whether a line may not start with this class at `level`.
    pub(super) fn is_kept_from_start(self, level: Level) -> bool {
        self.edge().and_then(|edge| edge.not_at_start).is_some_and(|from| from <= level)
    }

    /// Whether a line may not end with this class at `level`.
    pub(super) fn is_kept_from_end(self, level: Level) -> bool {
        self.edge().and_then(|edge| edge.not_at_end).is_some_and(|from| from <= level)
    }

    fn edge(self) -> Option<&'static Edge> {
        if matches!(self, Self::Han | Self::Western | Self::Digit) {
            return None;
        }
        EDGES.iter().find(|edge| edge.class == self)
    }

    /// Letters, digits and what clings to them: shaped as one run, broken nowhere inside.
    pub(super) fn is_western(self) -> bool {
        matches!(
            self,
            Self::Western
                | Self::Digit
                | Self::WesternOpening
                | Self::WesternClosing
                | Self::Quote
                | Self::Hyphen
                | Self::Slash
                | Self::WesternPrefix
                | Self::WesternPostfix
                | Self::Glue
        )
    }

    pub(super) fn is_blank(self) -> bool {
        matches!(self, Self::Blank | Self::WideBlank)
    }

    pub(super) fn is_bracket(self) -> bool {
        matches!(self, Self::Opening | Self::Closing)
    }

    /// Chinese marks between which blanks collapse.
    pub(super) fn is_spaced_mark(self) -> bool {
        matches!(self, Self::Opening | Self::Closing | Self::Pause | Self::Stop | Self::MiddleDot | Self::Interpunct)
    }

    /// Any mark at all: what does not count as a character of a last line.
    pub(super) fn is_mark(self) -> bool {
        !matches!(
            self,
            Self::Han
                | Self::Symbol
                | Self::Western
                | Self::Digit
                | Self::Upright
                | Self::FullWidth
                | Self::Iteration
                | Self::NonStarter
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stands_in_one_row() {
        let all: Vec<char> = TABLE.iter().flat_map(|(_, members)| members.chars()).collect();
        for (i, c) in all.iter().enumerate() {
            assert!(!all.iter().skip(i + 1).any(|other| other == c), "{c} is listed twice");
        }
    }

    #[test]
    fn levels_hold_the_rules_of_those_before() {
        assert!(!Class::Dash.is_kept_from_start(Level::Basic));
        assert!(!Class::Dash.is_kept_from_start(Level::Gb));
        assert!(Class::Dash.is_kept_from_start(Level::Strict));
        assert!(!Class::Solidus.is_kept_from_end(Level::Basic));
        assert!(Class::Solidus.is_kept_from_end(Level::Gb));
        assert!(Class::Pause.is_kept_from_start(Level::Basic));
    }
}
