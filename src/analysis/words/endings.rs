//! The endings that tell what a name is: offices after a place, parks and zones, forms of address, credits.

use super::fold::{BLANK, LINE_FEED, is_mark};

/// What follows a place and makes one name with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) len: usize,
    /// Number of the kind of the whole.
    pub(super) kind: u8,
}

/// Organs that a place's name takes as they stand, longest first among those that begin alike.
const ORGANS: &[&str] = &[
    "人民政府办公厅",
    "人民政府办公室",
    "人民政府",
    "政府办公厅",
    "政府办公室",
    "人大常委会",
    "人大",
    "政协",
    "直属机关工委",
    "直机关工委",
    "直工委",
    "纪委监委",
    "纪委",
    "监委",
    "公安厅",
    "公安局",
    "人民法院",
    "人民检察院",
    "高级人民法院",
    "中级人民法院",
    "总工会",
    "妇联",
    "团委",
    "军区",
    "警备区",
    "教育厅",
    "教育局",
    "财政厅",
    "财政局",
    "水利厅",
    "水利局",
    "卫健委",
    "发改委",
    "文物局",
    "文旅厅",
    "文旅局",
    "统计局",
    "气象局",
    "消防救援总队",
    "消防救援支队",
];

/// What follows 委 (省委, 市委, 县委) in the name of a party organ.
const COMMITTEE_ORGANS: &[&str] = &[
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "党校",
    "办公厅",
    "办公室",
    "政研室",
    "政策研究室",
    "老干部局",
    "网信办",
    "编办",
    "巡察办",
    "巡视办",
    "社会工作部",
    "金融办",
    "农办",
];

/// Endings of places that follow another place's name.
const SITES: &[&str] = &[
    "国家考古遗址公园",
    "考古遗址公园",
    "国家湿地公园",
    "国家森林公园",
    "国家地质公园",
    "国家公园",
    "遗址公园",
    "湿地公园",
    "森林公园",
    "地质公园",
    "遗址",
    "国家级自然保护区",
    "自然保护区",
    "经济技术开发区",
    "高新技术产业开发区",
    "经济开发区",
    "高新区",
    "经开区",
    "自由贸易试验区",
    "自贸试验区",
    "自贸区",
];

/// Endings of zones whose name begins with 国家.
const ZONES: &[&str] = &["试验区", "示范区", "先行区", "开发区", "合作区", "保护区"];

/// Forms of address after a surname.
const ADDRESSES: &[&str] = &[
    "教授",
    "老师",
    "先生",
    "女士",
    "书记",
    "主任",
    "院长",
    "校长",
    "局长",
    "县长",
    "市长",
    "省长",
    "部长",
    "处长",
    "科长",
    "所长",
    "厂长",
    "队长",
    "团长",
    "经理",
    "董事长",
    "博士",
    "医生",
    "大夫",
    "律师",
    "法官",
    "警官",
    "师傅",
    "阿姨",
    "大爷",
    "大妈",
    "奶奶",
    "爷爷",
    "同志",
    "总理",
    "主席",
    "镇长",
    "乡长",
    "院士",
    "馆长",
    "会长",
    "记者",
    "工程师",
    "总工",
    "司令",
];

/// Words that come before a colon and a list of persons.
const CREDITS: &[&str] =
    &["责编", "责任编辑", "编辑", "记者", "摄影", "作者", "校对", "撰稿", "策划", "统筹", "版式设计", "制图"];

fn starts_with(codes: &[u16], word: &str) -> Option<usize> {
    let mut len = 0;
    for c in word.chars() {
        if codes.get(len).copied() != u16::try_from(u32::from(c)).ok() {
            return None;
        }
        len += 1;
    }
    Some(len)
}

fn longest(codes: &[u16], words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| starts_with(codes, word)).max()
}

fn is_one_of(code: u16, chars: &str) -> bool {
    chars.chars().any(|c| u32::from(c) == u32::from(code))
}

/// What joins the place that ends in `last` (or the organ, where `is_place` is false) to one name.
pub(super) fn after_place(after: &[u16], last: u16, is_place: bool) -> Option<Ending> {
    const PLACE: u8 = 1;
    const ORGANISATION: u8 = 2;
    let organ = |len| Some(Ending { len, kind: ORGANISATION });
    if !is_place {
        return if last == '委' as u16 { longest(after, COMMITTEE_ORGANS).and_then(organ) } else { None };
    }
    if is_one_of(last, "省市县区州旗盟") {
        if after.first() == Some(&('委' as u16)) && !is_one_of(after.get(1).copied().unwrap_or(BLANK), "员托派任")
        {
            let rest = after.get(1..).unwrap_or_default();
            return organ(1 + longest(rest, COMMITTEE_ORGANS).unwrap_or(0));
        }
        if let Some(len) = longest(after, ORGANS) {
            return organ(len);
        }
    }
    longest(after, SITES).map(|len| Ending { len, kind: PLACE })
}

/// 国家…试验区 and its like: 国家, two to fourteen Han characters, the ending.
pub(super) fn zones(codes: &[u16]) -> Vec<(usize, usize)> {
    let mut zones = Vec::new();
    let mut at = 0;
    while at < codes.len() {
        let rest = codes.get(at..).unwrap_or_default();
        let Some(head) = starts_with(rest, "国家") else {
            at += 1;
            continue;
        };
        let is_han = |code: &&u16| (0x4E00..=0x9FFF).contains(*code) && !is_one_of(**code, "的在和与是为了把将");
        let run = rest.iter().take(18).take_while(is_han).count();
        // 国家级自然保护区 is a rank, no name.
        let is_rank = rest.get(head) == Some(&('级' as u16));
        let ending = (head + 2..if is_rank { 0 } else { run })
            .find_map(|from| Some(from + longest(rest.get(from..run)?, ZONES)?));
        if let Some(len) = ending {
            zones.push((at, at + len));
        }
        at += ending.unwrap_or(head);
    }
    zones
}

/// Length of the form of address that begins `codes`, if a surname may stand before it.
pub(super) fn address_len(codes: &[u16]) -> Option<usize> {
    longest(codes, ADDRESSES)
}

/// Places right after 责编: and its like.
pub(super) fn credits(codes: &[u16]) -> Vec<usize> {
    let colons = codes.iter().enumerate().filter(|&(_, &code)| code == '：' as u16);
    let follows_credit = |&(at, _): &(usize, &u16)| {
        CREDITS.iter().any(|word| {
            let start = at.checked_sub(word.chars().count());
            start.is_some_and(|start| {
                let starts_clause = start
                    .checked_sub(1)
                    .and_then(|at| codes.get(at))
                    .is_none_or(|&code| is_mark(code) || code == BLANK || code == LINE_FEED);
                starts_clause && codes.get(start..).is_some_and(|rest| starts_with(rest, word).is_some())
            })
        })
    };
    colons.filter(follows_credit).map(|(at, _)| at + 1).collect()
}

/// Whether a place's name ends as those below the county do.
pub(super) fn is_settlement(codes: &[u16]) -> bool {
    codes.last().is_some_and(|&code| is_one_of(code, "镇乡村县市区旗"))
}

/// Whether a division is given with its ending.
pub(super) fn is_full_division(codes: &[u16]) -> bool {
    codes.last().is_some_and(|&code| is_one_of(code, "省市县区州旗盟"))
}

/// Whether a surname may come right after this character although the words run on.
pub(super) fn is_particle(code: Option<u16>) -> bool {
    code.is_none_or(|code| is_one_of(code, "与和对向请问听跟给让像由是到"))
}
