//! What kind of character a character is.

/// Whether `c` is a Han character: the unified ideographs with all extensions, the compatibility ideographs, 〇 and 々.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3007}' | '\u{3005}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Whether `c` is a Chinese punctuation mark, full-width forms and the shared quotation marks, dashes and dots included.
pub fn is_cjk_mark(c: char) -> bool {
    matches!(c,
        '“' | '”' | '‘' | '’' | '—' | '⸺' | '…' | '⋯' | '·' | '・' | '‧'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{3030}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}
