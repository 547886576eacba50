//! Lists of persons' names as bylines and editors' lines print them.

use super::{places, surnames};
use crate::text::is_han;

/// Words among the names that say what the persons are, alone or behind an office: `本报驻京记者张三`.
const ROLES: [&str; 11] =
    ["记者", "通讯员", "评论员", "实习生", "撰稿人", "编辑", "摄影", "校对", "記者", "通訊員", "評論員"];
/// Roles of one character: alone only, for as the first of three they are surnames (文天祥).
const SHORT_ROLES: [&str; 2] = ["文", "图"];
/// Longest office before a role: `人民日报驻山西`.
const MAX_OFFICE_CHARS: usize = 8;

/// What follows the names in `（记者张三报道）`; the longer ones first.
const TAILS: [&str; 9] =
    ["参与采写", "采访报道", "整理报道", "摄影报道", "图文报道", "报道", "综合整理", "整理", "文/图"];

/// Longest name of a place set close behind a name: 张三呼和浩特报道.
const MAX_PLACE_CHARS: usize = 4;

/// What follows the name of one who took or drew a picture: that is a caption.
const PICTURE_TAILS: [&str; 4] = ["摄", "摄影", "供图", "制图"];

/// What is said where a name could stand: `记者：谢谢`, `记者：怎么办`.
const SAID: [&str; 14] =
    ["谢谢", "感谢", "多谢", "好的", "再见", "明白", "欢迎", "当然", "可以", "怎么", "什么", "为何", "如何", "请问"];
/// Characters of which no name of a person is made up.
const SAID_CHARS: &str = "您你我们的了吗呢吧啊嗯哦这很是不没";

/// The names in `list`: `杨光宇、胡永秋`, `张 三 李 四`, `张三 通讯员 李四`, `John Smith`. Empty where any part of it
/// is no name: a line that is only half names is something else.
pub(super) fn read(list: &str) -> Vec<String> {
    let mut list = list.trim();
    if PICTURE_TAILS.iter().any(|tail| list.ends_with(tail)) {
        return Vec::new();
    }
    list = list.split_once("发自").map_or(list, |(names, _place)| names.trim_end());
    let whole = list;
    for tail in TAILS {
        list = list.strip_suffix(tail).unwrap_or(list).trim_end();
    }
    if list.len() < whole.len() {
        list = without_place(list);
    }
    let parts = list.split(['、', ',', '，', ';', '；', '/', '|', '丨']);
    let names: Option<Vec<Vec<String>>> = parts.map(names_by_blanks).collect();
    names.map(|names| names.concat()).unwrap_or_default()
}

/// The names on a line of nothing but names, as under a title: each of two or three Han with a common surname first, for
/// no word says that they are names.
pub(super) fn bare(line: &str) -> Vec<String> {
    let names = read(line);
    let is_likely = |name: &String| name.chars().count() <= 3 && surnames::begins_with_common(name);
    if names.iter().all(is_likely) { names } else { Vec::new() }
}

/// The names behind a word that may begin others as well (`记者张三`, but `记者手记`, `记者节快乐`): each must look like the
/// name of a person.
pub(super) fn likely(list: &str) -> Vec<String> {
    let names = read(list);
    if names.iter().all(|name| surnames::is_person(name)) { names } else { Vec::new() }
}

/// The names in `张三、李四太原`: such with a place set close behind, as in a dateline.
pub(super) fn before_place(list: &str) -> Vec<String> {
    let names = without_place(list.trim());
    if names.len() < list.trim().len() { likely(names) } else { Vec::new() }
}

/// `list` without the place behind the names that a report is sent from: `张三 北京`, `张三 北京、上海`, `张三北京`.
fn without_place(list: &str) -> &str {
    let (names, last) = list.rsplit_once(char::is_whitespace).unwrap_or(("", list));
    if last.split(['、', ',', '，', '/']).all(places::is_place) {
        return names.trim_end();
    }
    // Set close, what is left must be a name: 张三北京, but not 李长春. The longer place first: 张三马鞍山.
    let found = (2..=MAX_PLACE_CHARS).rev().find_map(|n_chars| {
        let (start, _) = list.char_indices().rev().nth(n_chars - 1)?;
        let (names, place) = list.split_at_checked(start)?;
        let last = names.rsplit(|c: char| !is_han(c)).next()?;
        (without_role(last).chars().count() >= 2 && places::is_place(place)).then_some(names)
    });
    found.unwrap_or(list)
}

/// Names set apart by blanks; two single Han in a row are one name set wide, and so is what follows 欧阳.
fn names_by_blanks(part: &str) -> Option<Vec<String>> {
    let part = part.trim();
    if part.is_empty() {
        return None;
    }
    if !part.contains(is_han) {
        return is_foreign_name(part).then(|| vec![part.to_owned()]);
    }
    let mut names = Vec::new();
    let mut half: Option<&str> = None;
    for word in part.split_whitespace() {
        let word = without_role(word);
        match (half.take(), word.chars().count()) {
            (None, 0) => {}
            (None, 1) => half = Some(word),
            (None, _) if surnames::is_compound(word) => half = Some(word),
            (Some(first), 1 | 2) => names.push(format!("{first}{word}")),
            (Some(_), _) => return None,
            (None, _) => names.push(word.to_owned()),
        }
    }
    (half.is_none() && !names.is_empty() && names.iter().all(|name| is_han_name(name))).then_some(names)
}

/// `word` without the role before the name in it, and what stands in brackets behind it: `张三(实习生)`.
fn without_role(word: &str) -> &str {
    let word = word.split_once(['(', '（']).map_or(word, |(name, _)| name);
    if SHORT_ROLES.contains(&word) {
        return "";
    }
    let behind = ROLES.iter().filter_map(|role| {
        let (office, name) = word.split_once(role)?;
        (office.chars().count() <= MAX_OFFICE_CHARS && office.chars().all(is_han)).then_some(name)
    });
    behind.min_by_key(|name| name.len()).unwrap_or(word).trim_start_matches([':', '：'])
}

/// Two to four Han that are nothing one says, or a transcribed name with dots.
fn is_han_name(name: &str) -> bool {
    let n_chars = name.chars().count();
    if name.contains('·') {
        return n_chars <= 20 && name.chars().all(|c| is_han(c) || c == '·');
    }
    let is_said = SAID.iter().any(|said| name.contains(said)) || name.contains(|c: char| SAID_CHARS.contains(c));
    (2..=4).contains(&n_chars) && name.chars().all(is_han) && !is_said
}

fn is_foreign_name(part: &str) -> bool {
    part.len() <= 40
        && part.starts_with(char::is_alphabetic)
        && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &str, expected: &[&str]) {
        assert_eq!(read(list), expected, "{list}");
    }

    #[test]
    fn names_of_every_shape() {
        check("杨光宇、胡永秋", &["杨光宇", "胡永秋"]);
        check("张 三 李　四 王小五", &["张三", "李四", "王小五"]);
        check("张三 通讯员 李四", &["张三", "李四"]);
        check("买买提·艾力、欧阳修远", &["买买提·艾力", "欧阳修远"]);
        check("John Smith, Anna Lee", &["John Smith", "Anna Lee"]);
        check("张三、李四报道", &["张三", "李四"]);
        check("张三 本报通讯员 李四", &["张三", "李四"]);
        check("人民日报驻山西记者张三", &["张三"]);
        check("王小林(实习生)、牛镛", &["王小林", "牛镛"]);
        check("文天祥 摄影报道", &["文天祥"]);
        check("张三 文/图", &["张三"]);
        check("张三 发自北京", &["张三"]);
        check("王 静 欧阳 修 司马相如", &["王静", "欧阳修", "司马相如"]);
    }

    #[test]
    fn what_begins_with_a_role_is_a_name_only_if_it_looks_like_one() {
        let check = |list: &str, expected: &[&str]| assert_eq!(likely(list), expected, "{list}");
        check("文天祥、欧阳修远", &["文天祥", "欧阳修远"]);
        check("扎西德吉 买买提·艾力", &["扎西德吉", "买买提·艾力"]);
        check("范徐丽泰", &["范徐丽泰"]);
        for noun in ["文章", "手记", "观察", "调查", "节快乐", "站长", "证书", "团队", "高度关注", "时评", "应邀"]
        {
            check(noun, &[]);
        }
    }

    #[test]
    fn names_with_a_place_set_close_behind() {
        let check = |list: &str, expected: &[&str]| assert_eq!(before_place(list), expected, "{list}");
        check("王承中台北", &["王承中"]);
        check("张三、李四太原", &["张三", "李四"]);
        check("张三", &[]);
    }

    #[test]
    fn a_place_behind_the_names_is_no_author() {
        check("张三 北京报道", &["张三"]);
        check("张三 李四 北京、太原报道", &["张三", "李四"]);
        check("张三、李四 北京 报道", &["张三", "李四"]);
        check("张三北京报道", &["张三"]);
        check("张三马鞍山报道", &["张三"]);
        check("张三发自北京", &["张三"]);
        check("李长春报道", &["李长春"]);
        check("张三 李四报道", &["张三", "李四"]);
        check("北京报道", &[]);
    }

    #[test]
    fn what_is_no_list_of_names() {
        for list in
            ["", "您怎么看这个问题？", "张三、", "王", "山西省人民政府办公厅", "张三说，好", "张三摄", "张三 供图"]
        {
            check(list, &[]);
        }
        for said in ["谢谢", "谢谢您", "好的", "怎么办"] {
            check(said, &[]);
        }
    }

    #[test]
    fn a_bare_line_of_names_begins_with_surnames() {
        assert_eq!(bare("张 三"), ["张三"]);
        assert_eq!(bare("王小五 李四"), ["王小五", "李四"]);
        assert!(bare("总则").is_empty());
        assert!(bare("练就过硬本领").is_empty());
    }
}
