//! What kind of character a character is.

/// Whether `c` is a Han character: the unified ideographs with all extensions, the compatibility ideographs, 〇 and 々.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3007}' | '\u{3005}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Characters that show nothing and can change how a text reads: controls of direction (UAX #9) and of no width. Joiners
/// and selectors inside a cluster are part of its look and are not asked about one by one.
pub fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{61C}' | '\u{180E}' | '\u{AD}')
}

/// Whether `c` is a Chinese punctuation mark, full-width forms and the shared quotation marks, dashes and dots included.
pub fn is_cjk_mark(c: char) -> bool {
    matches!(c,
        '“' | '”' | '‘' | '’' | '—' | '⸺' | '…' | '⋯' | '·' | '・' | '‧'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{3030}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}
