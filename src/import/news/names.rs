//! Lists of persons' names as bylines and editors' lines print them.

use crate::text::is_han;

/// Words among the names that say what the persons are.
const ROLES: [&str; 12] = [
    "特约记者",
    "实习记者",
    "见习记者",
    "首席记者",
    "本报记者",
    "记者",
    "通讯员",
    "特约通讯员",
    "实习生",
    "编辑",
    "摄影",
    "文",
];

/// What follows the names in `（记者张三报道）`.
const TAILS: [&str; 7] = ["参与采写", "采访报道", "整理报道", "报道", "综合整理", "整理", "摄影报道"];

/// The names in `list`: `杨光宇、胡永秋`, `张 三 李 四`, `张三 通讯员 李四`, `John Smith`. Empty where any part of it
/// is no name: a line that is only half names is something else.
pub(super) fn read(list: &str) -> Vec<String> {
    let mut list = list.trim();
    for tail in TAILS {
        list = list.strip_suffix(tail).unwrap_or(list).trim_end();
    }
    let parts = list.split(['、', ',', '，', ';', '；', '/', '|', '丨']);
    let names: Option<Vec<Vec<String>>> = parts.map(names_by_blanks).collect();
    names.map(|names| names.concat()).unwrap_or_default()
}

/// Names set apart by blanks; two single Han in a row are one name set wide.
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
            (_, 0) => {}
            (None, 1) => half = Some(word),
            (Some(first), 1 | 2) => names.push(format!("{first}{word}")),
            (Some(_), _) => return None,
            (None, _) => names.push(word.to_owned()),
        }
    }
    (half.is_none() && !names.is_empty() && names.iter().all(|name| is_han_name(name))).then_some(names)
}

fn without_role(word: &str) -> &str {
    let role = ROLES.iter().filter(|role| word.starts_with(**role)).max_by_key(|role| role.len());
    role.and_then(|role| word.strip_prefix(role)).unwrap_or(word).trim_start_matches([':', '：'])
}

/// Two to four Han, or a transcribed name with dots.
fn is_han_name(name: &str) -> bool {
    let is_dotted = name.contains('·');
    let n_chars = name.chars().count();
    name.chars().all(|c| is_han(c) || c == '·') && if is_dotted { n_chars <= 20 } else { (2..=4).contains(&n_chars) }
}

fn is_foreign_name(part: &str) -> bool {
    part.len() <= 40
        && part.starts_with(char::is_alphabetic)
        && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
}

#[cfg(all(test, feature = "checks"))]
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
    }

    #[test]
    fn what_is_no_list_of_names() {
        for list in ["", "您怎么看这个问题？", "张三、", "王", "山西省人民政府办公厅", "张三说，好"]
        {
            check(list, &[]);
        }
    }
}
