//! Measure words, and the fixed expressions that only look like amounts.

use super::glyphs::Glyphs;
use super::number::{Numeral, Shape};
use super::quantity::Found;
use super::units;

/// A measure word at `at` that does not begin another word.
#[expect(clippy::too_many_lines, reason = "one list of words")]
pub(super) fn measure(g: &Glyphs, at: usize, found: &Numeral) -> Option<(&'static str, usize)> {
    const WORDS: &[&str] = &[
        "部门",
        "部委",
        "面临",
        "面对",
        "面向",
        "头脑",
        "口岸",
        "家长",
        "家庭",
        "家乡",
        "人民",
        "人类",
        "人才",
        "人大",
        "人均",
        "人生",
        "人工",
        "位于",
        "位置",
        "名为",
        "次要",
        "次日",
        "本来",
        "本地",
        "本市",
        "台湾",
        "台风",
        "台州",
        "道路",
        "期间",
        "期末",
        "条件",
        "条例",
        "级别",
        "部分",
        "部署",
        "部队",
        "面积",
        "面前",
        "份额",
        "组织",
        "组成",
        "队伍",
        "回来",
        "回到",
        "回应",
        "回复",
        "站点",
        "站在",
        "处理",
        "处于",
        "处罚",
        "所以",
        "所有",
        "所在",
        "发展",
        "发布",
        "发现",
        "发生",
        "关于",
        "关系",
        "关键",
        "通过",
        "通道",
        "出现",
        "出台",
        "出版",
        "起来",
        "起点",
        "分别",
        "分布",
        "分类",
        "分之",
        "分析",
        "分管",
        "场景",
        "场地",
        "只有",
        "只是",
        "只能",
        "只要",
        "支持",
        "支付",
        "支部",
        "支撑",
        "把握",
        "副主",
        "副书",
        "副市",
        "副县",
        "副省",
        "副院",
        "副校",
        "副总",
        "双方",
        "双向",
        "对于",
        "对外",
        "对比",
        "顶层",
        "首先",
        "首次",
        "首个",
        "首批",
        "步伐",
        "步行",
        "步走",
        "集中",
        "集团",
        "章程",
        "版本",
        "字样",
        "页面",
        "代表",
        "代替",
        "代码",
        "班子",
        "股份",
        "股票",
        "股东",
        "船只",
        "车辆",
        "车间",
        "里程",
        "根据",
        "根本",
        "封闭",
        "包括",
        "包含",
        "串联",
        "门口",
        "门峡",
        "户籍",
        "户外",
        "头部",
        "种植",
        "类似",
        "类型",
        "款项",
        "例如",
        "倍增",
        "市场",
        "市民",
        "市委",
        "县委",
        "县城",
        "省份",
        "省级",
        "国家",
        "国内",
        "国际",
        "校园",
        "村民",
        "乡村",
        "校长",
        "县长",
        "市长",
        "省长",
        "村委",
        "镇长",
        "盘水",
        "台河",
        "台县",
        "度假",
        "票房",
        "员工",
        "字路",
        "里河",
        "手",
        "口之家",
    ];
    let (measure, end) = units::measure_at(g, at)?;
    if WORDS.iter().any(|word| g.has(at, word)) && end - at == 1 {
        return None;
    }
    // 二期, 三省, 五国: labels and appositions, not counts.
    let label = found.shape == Shape::HanDigit
        && (g.before(at) == '二'
            || ["国", "省", "市", "县", "村", "乡", "镇", "校", "分", "度", "员", "里"].contains(&measure));
    (!(label && g.before(at.saturating_sub(1)) != '第')).then_some((measure, end))
}

/// 一 that counts nothing, 第一, slogans that begin with a number, 每月一讲.
pub(super) fn is_idiom(g: &Glyphs, found: &Found, measure: &str, end: usize) -> bool {
    const SLOGANS: &[&str] = &[
        "意识",
        "自信",
        "全面",
        "维护",
        "确立",
        "代表",
        "务必",
        "伟大",
        "必须坚持",
        "毫不动摇",
        "结合",
        "规定",
        "基本原则",
        "一体",
        "文明建设",
        "服从",
        "坚持",
        "走",
        "革命",
        "强",
        "区分",
    ];
    if found.low.shape != Shape::HanDigit && g.text(found.start, found.low.end) != "十" {
        return false;
    }
    if g.text(found.start, end) == "十分" || SLOGANS.iter().any(|word| g.has(end, word)) {
        return true;
    }
    if (found.low.value - 1.0).abs() > f64::EPSILON || found.high.is_some() {
        return found.low.value == 0.0;
    }
    // 一条条, 一座座; 每月一讲; 这一块, 那一张; 一块儿, 一本正经, 一家人.
    let twice = g.has(end, measure);
    let before = g.before(found.start);
    let pointed = matches!(
        before,
        '这' | '那'
            | '某'
            | '哪'
            | '同'
            | '另'
            | '每'
            | '唯'
            | '统'
            | '万'
            | '逐'
            | '第'
            | '之'
            | '任'
            | '月'
            | '年'
            | '周'
            | '天'
            | '日'
    );
    let word = [
        "一块儿",
        "一本正",
        "一家人",
        "一家之",
        "一起",
        "一张一",
        "一头扎",
        "一身",
        "一人一",
        "一名为",
        "一座一",
        "一本书记",
        "一块推",
        "一粒一",
        "一家家",
    ]
    .iter()
    .any(|word| g.has(found.start, word));
    units::is_indefinite(measure) || twice || pointed || word
}
