//! Names that their form gives away: works in 《》, programmes and honours in quotation marks, policies and meetings.

use std::sync::OnceLock;

use super::again::Surfaces;
use super::found::Found;
use super::offices::FUNCTION_CHARS;
use super::page::{Page, is_stop};
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Longest title of a work and longest quoted name, in characters.
const N_CHARS_WORK: usize = 80;
const N_CHARS_QUOTED: usize = 16;

/// Words of present Chinese politics and economy that are names of a policy wherever they stand.
const TERMS: &[&str] = &[
    "中国式现代化",
    "新质生产力",
    "人类命运共同体",
    "中华民族伟大复兴",
    "中华民族共同体意识",
    "全过程人民民主",
    "科学发展观",
    "供给侧结构性改革",
    "新发展格局",
    "新发展理念",
    "总体国家安全观",
    "精准扶贫",
    "脱贫攻坚战",
    "乡村振兴战略",
    "一国两制",
    "一带一路",
    "共同富裕",
    "中国特色社会主义",
    "社会主义核心价值观",
    "社会主义现代化",
    "京津冀协同发展",
    "长三角一体化",
    "长江经济带发展",
    "西部大开发",
    "东北振兴",
    "中部崛起",
    "三个代表",
    "两个维护",
    "两个确立",
    "四个意识",
    "四个自信",
    "四个全面",
    "五位一体",
    "八项规定",
    "九二共识",
    "双循环",
    "碳达峰",
    "碳中和",
    "双碳",
    "放管服",
    "三农",
    "改革开放",
    "中国梦",
    "四个现代化",
    "和平共处五项原则",
    "家庭联产承包责任制",
    "对外开放政策",
    "军民融合",
    "健康中国",
    "数字中国",
    "美丽中国",
];

/// What ends the name of a policy, and how many characters it needs before, for 工程 alone is none.
const POLICIES: &[(&str, usize)] = &[
    ("战略", 4),
    ("倡议", 3),
    ("专项行动", 3),
    ("行动计划", 3),
    ("试点", 5),
    ("行动", 5),
    ("计划", 6),
    ("工程", 6),
    ("规划", 7),
    ("方案", 7),
    ("运动", 5),
];
/// Verbs that policies are the objects of.
const CARRY_OUT: &[&str] = &[
    "实施", "深化", "推进", "启动", "开展", "落实", "推动", "坚持", "贯彻", "执行", "加快", "推行", "响应", "共建",
    "发起", "对接", "融入", "服务",
];
/// What a congress is told to be of.
const PARTIES: &[&str] = &["党的", "中共", "中国共产党"];
const NUMERALS: &str = "一二三四五六七八九十百";
/// Fairs, games and meetings that are numbered.
const EVENTS: &[&str] = &[
    "博览会",
    "交易会",
    "论坛",
    "峰会",
    "运动会",
    "亚运会",
    "奥运会",
    "冬奥会",
    "全运会",
    "电影节",
    "艺术节",
    "音乐节",
    "书展",
    "进博会",
    "广交会",
    "大会",
    "锦标赛",
    "世界杯",
    "大奖赛",
];

/// Ends of what a name in quotation marks names, right behind the closing mark.
const HONOURS: &[&str] = &["称号", "荣誉", "奖章", "勋章", "奖状", "大奖", "金奖", "奖项", "奖"];
const PROGRAMMES: &[&str] = &[
    "大讲堂",
    "讲堂",
    "讲座",
    "论坛",
    "节目",
    "栏目",
    "课程",
    "沙龙",
    "公开课",
    "艺术节",
    "文化节",
    "大赛",
    "展览",
    "特展",
    "巡展",
    "音乐会",
    "晚会",
    "峰会",
    "博览会",
    "训练营",
    "夏令营",
    "丛书",
    "文库",
    "专栏",
    "影展",
    "画展",
];
const CAMPAIGNS: &[&str] = &[
    "计划",
    "行动",
    "工程",
    "倡议",
    "战略",
    "政策",
    "方针",
    "运动",
    "制度",
    "机制",
    "规划",
    "方案",
    "模式",
    "理论",
    "重要思想",
];

/// Works, programmes, policies and meetings.
pub(crate) fn spot(page: &Page<'_>) -> Vec<Found> {
    let mut found = works(page);
    found.extend(quoted(page));
    found.extend(meetings(page));
    found.extend(policies(page));
    found
}

/// 《…》, the marks included; the outermost pair where they are nested.
fn works(page: &Page<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, mark) in page.text.match_indices(['《', '》', '\n']) {
        match (mark, open.as_slice()) {
            ("《", _) => open.push(at),
            ("》", [start]) => {
                let range = TextRange::new(*start, at + mark.len());
                if page.of(range).chars().nth(N_CHARS_WORK).is_none() && range.len() > 2 * mark.len() {
                    found.push(Found::new(range, EntityType::Work, 0.99));
                }
                open.clear();
            }
            ("》", _) => {
                open.pop();
            }
            _ => open.clear(),
        }
    }
    found
}

/// “三专行动” without the marks, “百千万”计划 with them, “…”称号.
fn quoted(page: &Page<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, mark) in page.text.match_indices(['“', '”', '「', '」', '\n']) {
        match mark {
            "“" | "「" => open = Some(at),
            "”" | "」" => {
                let Some(start) = open.take() else { continue };
                found.extend(quoted_name(page, TextRange::new(start + mark.len(), at), at + mark.len()));
            }
            _ => open = None,
        }
    }
    found
}

fn quoted_name(page: &Page<'_>, inside: TextRange, after: usize) -> Option<Found> {
    let name = page.of(inside);
    let n_chars = name.chars().take(N_CHARS_QUOTED + 1).count();
    if !(2..=N_CHARS_QUOTED).contains(&n_chars) || name.contains(is_stop) {
        return None;
    }
    let rest = page.text.get(after..).unwrap_or_default();
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word)) && n_chars >= 4;
    if let Some(kind) = CAMPAIGNS.iter().find(|word| rest.starts_with(**word)) {
        let marks = name.len() + inside.start();
        let start = inside.start() - '“'.len_utf8();
        return Some(Found::new(TextRange::new(start, marks + '”'.len_utf8() + kind.len()), EntityType::Term, 0.8));
    }
    if HONOURS.iter().any(|word| rest.starts_with(word))
        || ends(PROGRAMMES)
        || PROGRAMMES.iter().any(|word| rest.starts_with(word))
    {
        return Some(Found::new(inside, EntityType::Work, 0.8));
    }
    (ends(CAMPAIGNS) || TERMS.contains(&name)).then(|| Found::new(inside, EntityType::Term, 0.8))
}

/// Congresses and plenary sessions by their number, fairs and games by their edition, and the fixed words.
fn meetings(page: &Page<'_>) -> Vec<Found> {
    static FIXED: OnceLock<Surfaces<'static>> = OnceLock::new();
    let fixed = FIXED.get_or_init(|| Surfaces::new(TERMS.iter().copied()));
    let mut ranges: Vec<TextRange> = fixed.find(page.text).into_iter().map(|(range, _)| range).collect();
    for (at, _) in page.text.match_indices('届') {
        ranges.extend(session(page, at).or_else(|| edition(page, at)));
    }
    for party in PARTIES {
        ranges.extend(page.text.match_indices(party).filter_map(|(at, _)| congress(page, at, party)));
    }
    ranges.into_iter().map(|range| Found::new(range, EntityType::Term, 0.9)).collect()
}

/// Bytes of the Chinese number that `text` begins with.
fn number_len(text: &str) -> usize {
    text.find(|c: char| !NUMERALS.contains(c)).unwrap_or(text.len())
}

/// Start of the number, with 第, that ends at `end`.
fn number_start(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end)?;
    let bare = before.trim_end_matches(|c: char| NUMERALS.contains(c));
    (bare.len() < end).then(|| bare.strip_suffix('第').unwrap_or(bare).len())
}

/// 党的二十届三中全会, 十四届全国人大二次会议: `at` is where 届 stands.
fn session(page: &Page<'_>, at: usize) -> Option<TextRange> {
    const BODIES: [&str; 5] = ["", "全国人大", "全国政协", "全国人民代表大会第", "全国人大常委会第"];
    const MEETINGS: [&str; 2] = ["中全会", "次会议"];
    let start = number_start(page.text, at)?;
    let from = at + '届'.len_utf8();
    let rest = page.text.get(from..)?;
    BODIES.iter().find_map(|body| {
        let number = rest.strip_prefix(body)?;
        let len = number_len(number);
        let meeting =
            MEETINGS.iter().find(|meeting| number.get(len..).is_some_and(|rest| rest.starts_with(**meeting)))?;
        let head = page.text.get(..start)?;
        let party = PARTIES.iter().find(|party| head.ends_with(**party)).map_or(0, |party| party.len());
        (len > 0).then(|| TextRange::new(start - party, from + body.len() + len + meeting.len()))
    })
}

/// 第六届中国国际进口博览会, 首届…论坛: `at` is where 届 stands.
fn edition(page: &Page<'_>, at: usize) -> Option<TextRange> {
    let before = page.text.get(..at)?;
    let start = before.strip_suffix('首').map(str::len).or_else(|| number_start(page.text, at))?;
    let from = at + '届'.len_utf8();
    let rest = page.text.get(from..)?;
    for (n_chars, (offset, c)) in rest.char_indices().take(18).enumerate() {
        if is_stop(c) || matches!(c, '、' | ' ') || FUNCTION_CHARS.contains(c) {
            return None;
        }
        let end = EVENTS
            .iter()
            .find(|event| n_chars >= 2 && rest.get(offset..).is_some_and(|rest| rest.starts_with(**event)));
        if let Some(event) = end {
            return Some(TextRange::new(start, from + offset + event.len()));
        }
    }
    None
}

/// 党的二十大: `at` is where the party stands.
fn congress(page: &Page<'_>, at: usize, party: &str) -> Option<TextRange> {
    let from = at + party.len();
    let rest = page.text.get(from..)?;
    let rest_from = rest.strip_prefix('第').unwrap_or(rest);
    let skipped = rest.len() - rest_from.len();
    let len = number_len(rest_from);
    let tail = rest_from.get(len..)?;
    let end = ["次全国代表大会", "大"].iter().find(|end| tail.starts_with(**end))?;
    (len > 0).then(|| TextRange::new(at, from + skipped + len + end.len()))
}

/// A school of thought named for its author: a person's name with what follows up to 思想. `found` is settled.
pub(crate) fn thoughts(page: &Page<'_>, found: &[Found]) -> Vec<Found> {
    let persons =
        found.iter().filter(|name| name.kind == EntityType::Person && page.of(name.range).chars().count() >= 2);
    persons
        .filter_map(|person| {
            let rest = page.text.get(person.range.end()..)?;
            let mut end = None;
            for (at, c) in rest.char_indices().take(16) {
                if is_stop(c) || c == '、' || FUNCTION_CHARS.contains(c) || !crate::text::is_han(c) {
                    break;
                }
                if let Some(word) = ["思想", "理论", "主义"]
                    .iter()
                    .find(|word| rest.get(at..).is_some_and(|rest| rest.starts_with(**word)))
                {
                    end = Some(person.range.end() + at + word.len());
                }
            }
            let end = end.filter(|&end| page.is_border(end) && page.is_nominal(person.range.end(), end))?;
            Some(Found::new(TextRange::new(person.range.start(), end), EntityType::Term, 0.9))
        })
        .collect()
}

/// What is carried out and named so: 实施…战略, 深化…试点.
fn policies(page: &Page<'_>) -> Vec<Found> {
    static VERBS: OnceLock<Surfaces<'static>> = OnceLock::new();
    let verbs = VERBS.get_or_init(|| Surfaces::new(CARRY_OUT.iter().copied()));
    let mut found: Vec<Found> = Vec::new();
    for (verb, _) in verbs.find(page.text) {
        let start = verb.end();
        if found.last().is_some_and(|name| name.range.end() > start) {
            continue;
        }
        if let Some(end) = policy_end(page, start) {
            found.push(Found::new(TextRange::new(start, end), EntityType::Term, 0.6));
        }
    }
    found
}

fn policy_end(page: &Page<'_>, start: usize) -> Option<usize> {
    let rest = page.text.get(start..)?;
    for (n_chars, (at, c)) in rest.char_indices().take(24).enumerate() {
        if is_stop(c) || matches!(c, '、' | ' ') || FUNCTION_CHARS.contains(c) || c.is_ascii() {
            return None;
        }
        let here = rest.get(at..)?;
        let hit = POLICIES.iter().find(|&&(word, least)| n_chars >= least && here.starts_with(word));
        if let Some((word, _)) = hit {
            let end = start + at + word.len();
            let closes = page.after(end).is_none_or(|c: char| is_stop(c) || "、的等中后,)）".contains(c));
            if closes {
                return Some(end);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<String> {
        let page = Page { text, tokens: &[] };
        let mut found = spot(&page);
        found.sort_by_key(|name| name.range);
        found.iter().map(|name| format!("{} {}", name.kind.code(), page.of(name.range))).collect()
    }

    #[test]
    fn works_keep_their_marks() {
        assert_eq!(check("《论语》与《〈红楼梦〉研究》"), ["WORK 《论语》", "WORK 《〈红楼梦〉研究》"]);
        assert_eq!(check("《没有完"), Vec::<String>::new());
    }

    #[test]
    fn policies_and_meetings_are_terms() {
        assert_eq!(check("贯彻党的二十届三中全会精神"), ["TERM 党的二十届三中全会"]);
        assert_eq!(check("全面实施“百千万”计划,“三专行动”"), ["TERM “百千万”计划", "TERM 三专行动"]);
        assert_eq!(check("实施长江流域生态保护战略等"), ["TERM 长江流域生态保护战略"]);
        assert_eq!(check("“全国劳动模范”称号获得者"), ["WORK 全国劳动模范"]);
    }
}
