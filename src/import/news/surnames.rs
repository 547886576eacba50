//! What a name of a person looks like: the surnames, and words that begin with one and are none.

use crate::text::{is_han, simplified};

/// The hundred commonest surnames, and the one under the speeches most reprinted.
const COMMON: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏\
    苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常习";

/// Surnames that are rarer, from the Hundred Family Surnames and the censuses, without those that words
/// begin with far more often than names.
const RARER: &str = "尤施华戚喻章云葛奚柏水窦鲁昌苗凤花俞柳酆鲍费廉岑倪汤滕殷毕邬安乐时傅皮卞齐康伍元卜平和穆萧湛祁禹狄米贝明\
    臧计伏成谈茅庞纪舒屈项祝阮蓝闵席季麻强路娄危童颜梅盛刁骆樊凌霍虞支柯昝管经房裘缪干解宗宣贲郁单杭洪包诸左\
    吉钮嵇邢滑裴荣翁荀羊惠甄曲家封芮羿储靳邴松井富巫乌焦巴弓牧隗山谷车宓蓬班仰仲伊宫宁仇栾甘钭祖符景詹束幸司\
    韶郜蓟薄印宿怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿边扈燕冀郏浦尚农\
    温庄晏柴瞿阎充慕连茹宦艾鱼容古易慎戈庾终暨居衡耿满弘匡文寇广禄阙东欧沃利蔚越隆师巩厍聂晁勾敖融冷訾辛阚简\
    饶沙养鞠须丰巢关蒯荆游竺权逯盖益桓仉帅缑亢况琴佘佟苑原丛邸敬揭苟海矫楚锁库朴冼植区麦练岳仝宝桐锡尉衣曼郎\
    盘隋阿达旷晋褚卫邝丘楼缐笪粟谯尧";

/// Surnames of two characters.
const COMPOUND: [&str; 26] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "令狐", "皇甫", "尉迟", "公孙", "慕容", "宇文", "长孙", "端木",
    "夏侯", "轩辕", "独孤", "南宫", "拓跋", "澹台", "呼延", "闾丘", "西门", "百里", "东郭", "淳于",
];

/// What names without a surname begin with, Tibetan, Mongol and Uighur.
const GIVEN: &str = "扎西 次仁 次旦 格桑 卓玛 索朗 索南 旦增 丹增 尼玛 达瓦 白玛 多吉 拉巴 边巴 米玛 普布 巴桑 洛桑 仁增 仁青 \
    德吉 央金 平措 晋美 强巴 才让 桑杰 旦巴 次央 阿依 买买提 古丽 艾力 阿不都 阿卜杜 吾买尔 乌云 巴特 其其格 呼格 苏和 \
    哈斯 那日 额尔 斯琴 图雅 乌兰 阿力 萨仁 孟和 宝音 娜仁";

/// Words that begin like a name and are none, as they stand behind 记者 and 评论员: `评论员文章`, `记者解读`.
const WORDS: &str = "文章 文集 文库 文选 文化 文件 方阵 方面 方案 方式 方法 方能 关注 关于 关系 关心 连线 连续 连日 来信 来电 来稿 \
    来到 来访 来了 权益 权利 权威 时评 时间 时代 时刻 时事 安全 安排 安心 安徽 成长 成果 成员 成为 何为 何在 何时 何以 何处 何去 \
    和平 和谐 万里 万岁 常驻 常态 常见 常说 向前 向导 包括 包装 程序 解读 解码 解析 解释 解密 解惑 谈话 谈到 谈心 简介 简报 简讯 \
    简历 章程 水平 沙龙 宣言 宣传 宣布 计划 项目 全体 全国 全程 全媒 全景 党员 党建 单位 单独 居然 白皮 白天 花絮 应邀 应该 应当 \
    应聘 应对 曾经 曾在 任务 任职 任期 任命 习惯 路线 路上 路过 金奖 金句 高度 高端 高级 高兴 温度 温情 祝贺 祝福 终于 终身 通讯 \
    通报 通过 通知 相关 相信 有关 有话 有约 有感 代表 代言 但是 有没 国际 国内 海外 海报 红色 空间 农业 师傅 广角 广场 广播 东部 \
    家园 家访 平台 平安 元旦 能够 能否 从业 从事 都市 查询 查看 后记 原创 信箱 信息 言论 图说 图片 战地 战线 展望 展播 部落 部分 \
    部门 门户 线上 线索 才能 才华 阅读 经历 经验 经典 管理 支持 边走 边看 明察 明白 明天 于是 武装 马上 石头 田野 段子 易地 江湖";

/// Whether `name` looks like that of a person: a known surname with one or two characters behind it (behind two surnames
/// or a compound one too), a name without surname of a people that has none, or a transcribed or Latin one.
pub(super) fn is_person(name: &str) -> bool {
    if name.contains('·') || !name.contains(is_han) {
        return true;
    }
    let name: &str = &name.chars().map(simplified).collect::<String>();
    if listed(WORDS).any(|word| name.starts_with(word)) {
        return false;
    }
    let n_chars = name.chars().count();
    let n_surnames = name.chars().take_while(|&c| is_surname(c)).count();
    match n_chars {
        _ if listed(GIVEN).any(|given| name.starts_with(given)) => true,
        3 | 4 if COMPOUND.iter().any(|surname| name.starts_with(surname)) => true,
        2 | 3 => n_surnames >= 1,
        // Of a married woman: 陈方安生.
        4 => n_surnames >= 2,
        _ => false,
    }
}

/// Whether `name` begins with one of the hundred commonest surnames and is no word.
pub(super) fn begins_with_common(name: &str) -> bool {
    name.chars().next().is_some_and(|surname| COMMON.contains(surname)) && !listed(WORDS).any(|word| word == name)
}

/// Whether `word` is a surname of two characters and nothing else.
pub(super) fn is_compound(word: &str) -> bool {
    COMPOUND.contains(&word.chars().map(simplified).collect::<String>().as_str())
}

fn is_surname(c: char) -> bool {
    COMMON.contains(c) || RARER.contains(c)
}

fn listed(words: &str) -> impl Iterator<Item = &str> {
    words.split_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_words() {
        for name in
            ["张三", "文天祥", "歐陽修", "欧阳修远", "陈方安生", "扎西德吉", "买买提·艾力", "Anna Lee", "宋喜群"]
        {
            assert!(is_person(name), "{name}");
        }
        for word in ["文章", "手记", "观察", "调查", "节快乐", "张", "高度关注", "来信", "方阵", "张三李四王"]
        {
            assert!(!is_person(word), "{word}");
        }
    }
}
