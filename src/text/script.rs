//! Traditional and compatibility characters to simplified ones, one character at a time: for searching, not for show.

use std::collections::HashMap;
use std::sync::LazyLock;

/// First and last character of the table that is looked up by index: extension A and the basic block.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// Made from `OpenCC`'s data: see the head of the file.
const TABLE: &str = include_str!("../../assets/text/traditional.txt");

static FORMS: LazyLock<Forms> = LazyLock::new(Forms::read);

struct Forms {
    /// By code point from [`FIRST`]; a character that has no simpler form stands for itself.
    common: Vec<char>,
    rare: HashMap<char, char>,
}

impl Forms {
    fn read() -> Self {
        let mut common: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
        let mut rare = HashMap::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut chars = line.chars();
            let Some(simple) = chars.next() else { continue };
            for c in chars {
                match common.get_mut((c as u32).wrapping_sub(FIRST) as usize) {
                    Some(form) => *form = simple,
                    None => drop(rare.insert(c, simple)),
                }
            }
        }
        Self { common, rare }
    }
}

/// The simplified form of `c` where there is one, else `c`. Where several would do (乾: 干 or 乾) always the same one, so
/// that both sides of a comparison meet; not fit for display.
pub fn simplified(c: char) -> char {
    if c < '\u{3400}' {
        return c;
    }
    let forms = &*FORMS;
    match forms.common.get((c as u32 - FIRST) as usize) {
        Some(&form) => form,
        None if c >= '\u{F900}' => forms.rare.get(&c).copied().unwrap_or(c),
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_and_compatibility_forms_meet_the_simplified() {
        let folded: String = "產業轉型發展，頭髮乾\u{F900}麵裡裏𠮷a".chars().map(simplified).collect();
        assert_eq!(folded, "产业转型发展，头发干岂面里里𠮷a");
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for c in TABLE.chars() {
            assert_eq!(simplified(simplified(c)), simplified(c), "{c}");
        }
    }
}
