//! Simplified text shown in traditional characters and the reverse, word by word: for show, never for comparing.

use std::sync::LazyLock;

use super::Phrases;
use super::chars::is_han;

/// Made from `OpenCC`'s dictionaries: see `assets/script/README.md`. Unpacked when first looked into.
static TO_TRADITIONAL: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::unpack(include_bytes!("../../assets/script/to_traditional.z")));
static TO_SIMPLIFIED: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::unpack(include_bytes!("../../assets/script/to_simplified.z")));

/// The characters a text can be shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    Simplified,
    Traditional,
}

/// The characters of `text` that look otherwise in `script`, by byte offset, each with its form: one for one, the longest
/// known phrase deciding between several forms (头发 頭髮, 发展 發展).
pub fn forms_in(script: Script, text: &str) -> Vec<(usize, char)> {
    let table = match script {
        Script::Simplified => &*TO_SIMPLIFIED,
        Script::Traditional => &*TO_TRADITIONAL,
    };
    let mut forms = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let found = rest.chars().next().filter(|&c| is_han(c)).and_then(|_| table.longest(rest));
        let Some((phrase, target)) = found else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let mut target = target.chars();
        for (i, c) in phrase.char_indices() {
            // A phrase without a target of its own only says that no shorter one holds here.
            let form = target.next().or_else(|| table.get(phrase.get(i..i + c.len_utf8())?)?.chars().next());
            if let Some(form) = form.filter(|&form| form != c) {
                forms.push((at + i, form));
            }
        }
        at += phrase.len();
    }
    forms
}

/// `text` in `script`, as many characters as before.
pub fn shown_in(script: Script, text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut forms = forms_in(script, text).into_iter().peekable();
    for (at, c) in text.char_indices() {
        shown.push(forms.next_if(|&(place, _)| place == at).map_or(c, |(_, form)| form));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn traditional(text: &str) -> String {
        shown_in(Script::Traditional, text)
    }

    fn simplified(text: &str) -> String {
        shown_in(Script::Simplified, text)
    }

    #[test]
    fn words_decide_between_several_forms() {
        for (source, shown) in [
            ("发展，头发，理发店发生", "發展，頭髮，理髮店發生"),
            ("干部、干净、干涉、饼干", "幹部、乾淨、干涉、餅乾"),
            ("后来，皇后，太后，以后", "後來，皇后，太后，以後"),
            ("复杂、恢复、复印", "複雜、恢復、複印"),
            ("一只鸟，只有", "一隻鳥，只有"),
            ("制度，制造", "制度，製造"),
            ("系统，关系，联系", "系統，關係，聯繫"),
            ("面条，面孔，松树，放松", "麵條，面孔，松樹，放鬆"),
            ("台风，台湾，一台", "颱風，臺灣，一臺"),
            ("钟表，表示，山谷，稻谷", "鐘錶，表示，山谷，稻穀"),
            ("征求，长征，冲击，冲突", "徵求，長征，衝擊，衝突"),
            ("为群众服务", "為群眾服務"),
        ] {
            assert_eq!(traditional(source), shown);
        }
    }

    #[test]
    fn traditional_text_comes_back_but_for_what_stays() {
        assert_eq!(simplified("乾隆皇帝擦乾頭髮"), "乾隆皇帝擦干头发");
        assert_eq!(simplified("為群眾製造麵條，裡裏"), "为群众制造面条，里里");
        assert_eq!(simplified("著名，名著"), "著名，名著");
        assert_eq!(simplified("发展abc。"), "发展abc。");
    }

    #[test]
    fn what_is_traditional_already_stays() {
        assert_eq!(traditional("皇后頭髮發展乾隆"), "皇后頭髮發展乾隆");
        assert_eq!(traditional("Latin 123，。"), "Latin 123，。");
    }

    proptest! {
        #![proptest_config(crate::text::random::cases(128))]

        #[test]
        fn one_character_stays_one(text in "[头发展干部净后来皇乾隆里程髮發𠮷a，。 \u{301}]{0,60}") {
            for script in [Script::Simplified, Script::Traditional] {
                prop_assert_eq!(shown_in(script, &text).chars().count(), text.chars().count());
                let mut at = 0;
                for (place, _) in forms_in(script, &text) {
                    prop_assert!(place >= at && text.get(place..).is_some_and(|rest| !rest.is_empty()));
                    at = place + 1;
                }
            }
        }
    }
}
