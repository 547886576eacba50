//! Places that reports are sent from, so that none is taken for the name of a reporter.

use crate::text::simplified;

/// Code, name and perhaps `former`, one division a line, set apart by tabs.
const DIVISIONS: &str = include_str!("../../../assets/divisions/divisions.tsv");

/// Where reports of Chinese papers come from abroad most often, and what posts name as the place they were sent from.
const ABROAD: &str = "华盛顿 纽约 洛杉矶 联合国 伦敦 巴黎 柏林 布鲁塞尔 日内瓦 罗马 马德里 莫斯科 东京 首尔 新德里 曼谷 开罗 \
                      悉尼 美国 英国 法国 德国 意大利 西班牙 俄罗斯 日本 韩国 新加坡 马来西亚 泰国 加拿大 澳大利亚 新西兰";

/// Towns of Taiwan, of which the table has none.
const TAIWAN: &str =
    "台北 新北 桃园 新竹 苗栗 台中 彰化 南投 云林 嘉义 台南 高雄 屏东 宜兰 花莲 台东 基隆 澎湖 金门 马祖";

/// What is left out of the full name of a province or prefecture.
const UNITS: [&str; 5] = ["市", "省", "地区", "盟", "特别行政区"];
/// Before these stands the name of a people, which is left out too: 广西壮族自治区.
const AUTONOMOUS_UNITS: [&str; 2] = ["自治区", "自治州"];

/// Whether `word` names a place: any division by its full name, provinces and prefectures by the short one too, for
/// counties share theirs with persons (高明, 王益). Linear in the table of divisions: for few words.
pub(super) fn is_place(word: &str) -> bool {
    let word: &str = &word.chars().map(simplified).collect::<String>();
    let is_listed = |list: &str| list.split_whitespace().any(|place| place == word);
    word.chars().count() >= 2
        && (is_listed(ABROAD) || is_listed(TAIWAN) || DIVISIONS.lines().any(|line| is_named(line, word)))
}

fn is_named(line: &str, word: &str) -> bool {
    let mut columns = line.split('\t');
    let (Some(code), Some(name)) = (columns.next(), columns.next()) else { return false };
    let Some(rest) = name.strip_prefix(word) else { return false };
    let is_short = || UNITS.contains(&rest) || AUTONOMOUS_UNITS.iter().any(|unit| rest.ends_with(unit));
    rest.is_empty() || (code.ends_with("00") && is_short())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_persons() {
        for place in
            ["北京", "北京市", "山西", "太原", "广西", "内蒙古", "香港", "台湾", "延边", "右玉县", "纽约", "臺北"]
        {
            assert!(is_place(place), "{place}");
        }
        for word in ["", "京", "张三", "高明", "石家", "欧阳修远", "新华社"] {
            assert!(!is_place(word), "{word}");
        }
    }
}
