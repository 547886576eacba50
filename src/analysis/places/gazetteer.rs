//! The table of administrative divisions compiled in from `assets/divisions`, looked up by name, short name and code.

use foldhash::HashMap;
use std::sync::OnceLock;

/// Six digits of GB/T 2260 as a number: 140623 is 山西省/朔州市/右玉县.
pub(crate) type Code = u32;

/// Rank of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Province,
    Prefecture,
    County,
}

impl Level {
    pub(crate) fn of(code: Code) -> Self {
        match code {
            _ if code.is_multiple_of(10_000) => Self::Province,
            _ if code.is_multiple_of(100) => Self::Prefecture,
            _ => Self::County,
        }
    }
}

/// All divisions. Names are simplified; fold a traditional text before looking up.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    names: HashMap<Code, &'static str>,
    full: HashMap<&'static str, Vec<Code>>,
    short: HashMap<String, Vec<Code>>,
    /// Longest name, in characters.
    n_chars_max: usize,
}

/// Peoples in the names of autonomous divisions, longest first where one begins another.
const PEOPLES: [&str; 56] = [
    "维吾尔",
    "哈萨克",
    "柯尔克孜",
    "塔吉克",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "鄂伦春",
    "达斡尔",
    "塔塔尔",
    "蒙古",
    "朝鲜",
    "土家",
    "傈僳",
    "景颇",
    "布依",
    "哈尼",
    "拉祜",
    "纳西",
    "独龙",
    "布朗",
    "阿昌",
    "普米",
    "基诺",
    "德昂",
    "仫佬",
    "毛南",
    "仡佬",
    "保安",
    "裕固",
    "东乡",
    "撒拉",
    "锡伯",
    "赫哲",
    "高山",
    "珞巴",
    "门巴",
    "满",
    "回",
    "藏",
    "彝",
    "苗",
    "壮",
    "侗",
    "瑶",
    "白",
    "傣",
    "黎",
    "佤",
    "畲",
    "水",
    "土",
    "羌",
    "怒",
    "京",
    "各",
];

impl Gazetteer {
    /// The table, read once.
    pub(crate) fn embedded() -> &'static Self {
        static TABLE: OnceLock<Gazetteer> = OnceLock::new();
        TABLE.get_or_init(|| Self::read(include_str!("../../../assets/divisions/divisions.tsv")))
    }

    fn read(table: &'static str) -> Self {
        let mut gazetteer =
            Self { names: HashMap::default(), full: HashMap::default(), short: HashMap::default(), n_chars_max: 0 };
        // Present names first, so that a former one never stands before them.
        for former in [false, true] {
            for line in table.lines() {
                let mut columns = line.split('\t');
                let (Some(code), Some(name)) = (columns.next().and_then(|code| code.parse().ok()), columns.next())
                else {
                    continue;
                };
                if columns.next().is_some() == former {
                    gazetteer.add(code, name);
                }
            }
        }
        gazetteer
    }

    fn add(&mut self, code: Code, name: &'static str) {
        self.names.entry(code).or_insert(name);
        self.full.entry(name).or_default().push(code);
        self.n_chars_max = self.n_chars_max.max(name.chars().count());
        for short in short_names(name, Level::of(code)) {
            let codes = self.short.entry(short).or_default();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
    }

    /// Name of one division.
    pub(crate) fn name(&self, code: Code) -> Option<&'static str> {
        self.names.get(&code).copied()
    }

    /// Divisions whose whole name this is.
    pub(crate) fn named(&self, name: &str) -> &[Code] {
        self.full.get(name).map_or(&[], Vec::as_slice)
    }

    /// Divisions called so for short: 晋城 for 晋城市, 内蒙古 for 内蒙古自治区. Only those of the highest level that has one,
    /// for 吉林 is the province and 大同 the city; districts, which nobody shortens without naming their city, come apart.
    pub(crate) fn called(&self, short: &str) -> (Vec<Code>, Vec<Code>) {
        let all = self.short.get(short).map_or(&[][..], Vec::as_slice);
        let (districts, others): (Vec<Code>, Vec<Code>) = all.iter().copied().partition(|&code| self.is_district(code));
        let highest = others.iter().map(|&code| Level::of(code)).min();
        (others.into_iter().filter(|&code| Some(Level::of(code)) == highest).collect(), districts)
    }

    /// Whether it is a district of a city: 朝阳区, 浦东新区.
    pub(crate) fn is_district(&self, code: Code) -> bool {
        Level::of(code) == Level::County && self.name(code).is_some_and(|name| name.ends_with('区'))
    }

    /// Province, prefecture, county, as far as each exists: of 110105 北京市, 朝阳区.
    pub(crate) fn path(&self, code: Code) -> Vec<String> {
        let mut levels = vec![code / 10_000 * 10_000, code / 100 * 100, code];
        levels.dedup();
        levels.iter().filter_map(|&level| self.name(level)).map(str::to_owned).collect()
    }

    /// The longest division name that `text` begins with, as its length in bytes; `with_short` lets the short names of
    /// provinces and prefectures count too.
    pub(crate) fn prefix_len(&self, text: &str, with_short: bool) -> Option<usize> {
        let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.n_chars_max).collect();
        ends.iter().skip(1).rev().copied().find(|&end| {
            let name = text.get(..end).unwrap_or_default();
            self.full.contains_key(name)
                || with_short
                    && self
                        .short
                        .get(name)
                        .is_some_and(|codes| codes.iter().any(|&code| Level::of(code) < Level::County))
        })
    }
}

/// Whether `inner` lies in `outer`, or is it.
pub(crate) fn lies_in(inner: Code, outer: Code) -> bool {
    match Level::of(outer) {
        Level::Province => inner / 10_000 == outer / 10_000,
        Level::Prefecture => inner / 100 == outer / 100,
        Level::County => inner == outer,
    }
}

/// What a division is called without its rank, at least two characters: 右玉, 恩施 and 恩施州.
fn short_names(name: &str, level: Level) -> Vec<String> {
    const RANKS: [&str; 15] = [
        "特别行政区",
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "地区",
        "新区",
        "林区",
        "特区",
        "省",
        "市",
        "县",
        "区",
        "盟",
        "旗",
    ];
    let Some((rank, stem)) = RANKS.iter().find_map(|rank| Some((*rank, name.strip_suffix(rank)?))) else {
        return Vec::new();
    };
    let mut core = stem;
    if rank.starts_with("自治") {
        while let Some(rest) =
            PEOPLES.iter().find_map(|people| core.strip_suffix("族").unwrap_or(core).strip_suffix(people))
        {
            if rest.chars().count() < 2 {
                break;
            }
            core = rest;
        }
    }
    let mut shorts = vec![core.to_owned()];
    if rank == "自治州" {
        shorts.push(format!("{core}州"));
    }
    if rank == "新区" && level == Level::County {
        shorts.push(stem.to_owned());
    }
    shorts.retain(|short| short.chars().count() >= 2 && short != name);
    shorts.dedup();
    shorts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_has_its_prefecture_and_province() {
        let table = Gazetteer::embedded();
        assert_eq!(table.named("右玉县"), [140_623]);
        assert_eq!(table.path(140_623), ["山西省", "朔州市", "右玉县"]);
        assert_eq!(table.path(110_105), ["北京市", "朝阳区"]);
        assert_eq!(table.path(429_004), ["湖北省", "仙桃市"]);
        assert!(table.named("朝阳区").len() > 1);
    }

    #[test]
    fn short_names_take_the_highest_level() {
        let table = Gazetteer::embedded();
        let called = |name: &str| table.called(name).0;
        assert_eq!(called("吉林"), [220_000]);
        assert_eq!(called("大同"), [140_200]);
        assert_eq!(called("内蒙古"), [150_000]);
        assert_eq!(called("新疆"), [650_000]);
        assert_eq!(called("延边州"), [222_400]);
        assert_eq!(called("香港"), [810_000]);
    }

    #[test]
    fn a_text_begins_with_the_longest_name() {
        let table = Gazetteer::embedded();
        assert_eq!(table.prefix_len("襄汾县委书记", false), Some("襄汾县".len()));
        assert_eq!(table.prefix_len("山西大学", true), Some("山西".len()));
        assert_eq!(table.prefix_len("山西大学", false), None);
    }
}
