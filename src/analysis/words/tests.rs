//! The engine with the model that is compiled in.

use proptest::prelude::*;

use super::Engine;

proptest! {
    #![proptest_config(crate::text::random::cases(32))]

    #[test]
    fn tokens_and_names_keep_to_each_other(text in "[李明在北京大学说了，。(“ \n𠮷aB1💧臺灣一]{0,80}") {
        let tagged = Engine::embedded().tag(&text);
        let mut at = 0;
        for (range, _) in &tagged.tokens {
            prop_assert!(at <= range.start() && !range.is_empty());
            prop_assert!(text[at..range.start()].chars().all(|c| c.is_whitespace() || c.is_control()));
            at = range.end();
        }
        for name in &tagged.names {
            prop_assert!(!name.range.of(&text).contains('\n'));
            for (token, _) in &tagged.tokens {
                prop_assert!(!token.overlaps(name.range) || name.range.covers(*token) || name.nested);
            }
        }
        let breaks = Engine::embedded().word_breaks(&text);
        prop_assert!(breaks.is_sorted());
        prop_assert!(breaks.iter().all(|&at| text.is_char_boundary(at)));
    }
}
