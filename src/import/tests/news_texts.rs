//! Small Chinese texts of many kinds. `…` stands for a long paragraph.

#![expect(clippy::needless_raw_string_hashes, reason = "the strings are written by a tool that always puts them")]

use super::*;

fn check_news(text: &str, expected: Expect) {
    check(&text.replace('…', LONG), expected);
}

#[test]
fn peoples_daily_on_line() {
    check_news(
        "练就过硬本领\n本报记者 张 三 李小四\n2024年08月27日05:44 | 来源：人民网－人民日报\n…\n…\n《 人民日报 》（ 2024年08月27日 19 版）\n（责编：杨光宇、胡永秋）\n",
        expect![[r#"
            title: 练就过硬本领
            byline: 本报记者 张 三 李小四
            source: 2024年08月27日0
            paragraph 1: 山西省开展大规模、体系化
            paragraph 2: 山西省开展大规模、体系化
            source: 《 人民日报 》（ 20
            editor: （责编：杨光宇、胡永秋）
            title=练就过硬本领 publication=人民日报 published=2024-08-27 page=19 accessed=2024-08-27T05:44:00 authors=张三+李小四 editors=杨光宇+胡永秋
        "#]],
    );
}

#[test]
fn peoples_daily_in_print() {
    check_news(
        "山西提升干部教育培训质效\n——让干部能干事、干成事\n本报记者 张三\n\n　　…\n\n　　加强理论武装\n\n　　…\n《人民日报》（2024年08月27日 第 01 版）",
        expect![[r#"
            title: 山西提升干部教育培训质效
            title: ——让干部能干事、干成事
            byline: 本报记者 张三
            paragraph 1: 山西省开展大规模、体系化
            heading1: 加强理论武装
            paragraph 2: 山西省开展大规模、体系化
            source: 《人民日报》（2024年
            title=山西提升干部教育培训质效——让干部能干事、干成事 publication=人民日报 published=2024-08-27 page=1 authors=张三
        "#]],
    );
}

#[test]
fn xinhua() {
    check_news(
        "全国干部教育培训工作会议在京召开\n2024-08-27 09:15:32　来源： 新华网\n新华社北京8月26日电（记者张三、李四）…\n…\n【纠错】 【责任编辑:王五 】",
        expect![[r#"
            title: 全国干部教育培训工作会议
            source: 2024-08-27 0
            paragraph 1: 新华社北京8月26日电（
            paragraph 2: 山西省开展大规模、体系化
            editor: 【纠错】 【责任编辑:王
            title=全国干部教育培训工作会议在京召开 publication=新华网 published=2024-08-27 authors=张三+李四 editors=王五
        "#]],
    );
}

#[test]
fn government_page() {
    check_news(
        "国务院关于印发某某规划的通知\n2024-08-27 15:30 来源： 新华社\n字号：默认 大 超大|打印\n各省、自治区、直辖市人民政府：\n…\n一、总体要求\n（一）指导思想\n…\n（二）基本原则。…\n二、重点任务\n…\n国务院\n2024年8月20日",
        expect![[r#"
            title: 国务院关于印发某某规划的
            source: 2024-08-27 1
            source: 字号：默认 大 超大|打
            paragraph 1: 各省、自治区、直辖市人民
            paragraph 2: 山西省开展大规模、体系化
            heading1: 一、总体要求
            heading2: （一）指导思想
            paragraph 3: 山西省开展大规模、体系化
            paragraph 4: （二）基本原则。山西省开
            heading1: 二、重点任务
            paragraph 5: 山西省开展大规模、体系化
            paragraph 6: 国务院
            paragraph 7: 2024年8月20日
            title=国务院关于印发某某规划的通知 publication=新华社 published=2024-08-27
        "#]],
    );
}

#[test]
fn wechat_copy() {
    check_news(
        "原创 张三 山西党建 2024-08-27 07:00 北京\n…\n01\n…\n来源：人民日报\n编辑：张三 校对：李四 审核：王五",
        expect![[r#"
            title: 原创 张三 山西党建 2
            paragraph 1: 山西省开展大规模、体系化
            heading1: 01
            paragraph 2: 山西省开展大规模、体系化
            source: 来源：人民日报
            editor: 编辑：张三 校对：李四 
            title=原创 张三 山西党建 2024-08-27 07:00 北京 publication=人民日报 editors=张三
        "#]],
    );
}

#[test]
fn speech_with_its_day() {
    check_news(
        "在全省干部大会上的讲话\n（2024年8月27日）\n同志们：\n…\n…",
        expect![[r#"
        title: 在全省干部大会上的讲话
        source: （2024年8月27日）
        paragraph 1: 同志们：
        paragraph 2: 山西省开展大规模、体系化
        paragraph 3: 山西省开展大规模、体系化
        title=在全省干部大会上的讲话 published=2024-08-27
    "#]],
    );
}

/// The title found in `text`, and the authors.
fn head_of(text: &str) -> (Option<String>, Vec<String>) {
    let metadata = read(&text.replace('…', LONG), None).document.metadata().clone();
    (metadata.title, metadata.authors)
}

#[test]
fn headlines_may_ask_and_name_a_speaker() {
    for title in ["国家统计局：前三季度增长百分之五", "今天，你“反诈”了吗？", "加油！山西"]
    {
        assert_eq!(head_of(&format!("{title}\n2024-08-27 09:15 来源：新华网\n…\n…")).0.as_deref(), Some(title));
    }
    let long = "国务院关于同意在沈阳等六个城市暂时调整实施有关行政法规和经国务院批准的部门规章规定的批复";
    assert_eq!(head_of(&format!("{long}\n国函〔2024〕7号\n…\n…")).0.as_deref(), Some(long));
    assert_eq!(head_of("今天，你“反诈”了吗？\n…\n…").0, None);
    assert_eq!(head_of("你去吗？\n我去。\n来源：新华社").0, None);
}

#[test]
fn names_under_the_title_are_the_authors() {
    let authors = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let titled = |names: &[&str]| (Some("论新质生产力".to_owned()), authors(names));
    assert_eq!(head_of("论新质生产力\n张三 李小四\n…\n…"), titled(&["张三", "李小四"]));
    assert_eq!(head_of("论新质生产力\n张 三\n《光明日报》（2024年08月27日 11版）\n…"), titled(&["张三"]));
    assert_eq!(head_of("论新质生产力\n本报评论员\n…\n…"), titled(&["本报评论员"]));
    assert_eq!(head_of("论新质生产力\n本报记者 文天祥 本报通讯员 李四\n…\n…"), titled(&["文天祥", "李四"]));
}

#[test]
fn what_follows_the_word_reporter_is_no_name_by_itself() {
    check_news(
        "记者节快乐\n…\n记者手记\n…\n记者观察\n…",
        expect![[r#"
            title: 记者节快乐
            paragraph 1: 山西省开展大规模、体系化
            heading1: 记者手记
            paragraph 2: 山西省开展大规模、体系化
            heading1: 记者观察
            paragraph 3: 山西省开展大规模、体系化
            title=记者节快乐
        "#]],
    );
    let house = Some("论新质生产力".to_owned());
    assert_eq!(head_of("论新质生产力\n新华社评论员文章\n…\n…"), (house, vec!["新华社评论员".to_owned()]));
}

#[test]
fn numbered_questions_are_headings() {
    let imported = read(&"…\n一、什么是新质生产力？\n…\n什么是新质生产力？\n…".replace('…', LONG), None);
    let headings: Vec<_> = imported.document.outline().map(|(_, block)| imported.document.slice(block.range)).collect();
    assert_eq!(headings, ["一、什么是新质生产力？"]);
}

#[test]
fn what_is_labelled_as_the_source_is_the_publication() {
    let facts_of = |text: &str| facts(read(&text.replace('…', LONG), None).document.metadata());
    assert_eq!(
        facts_of("论新质生产力\nwww.gov.cn 2024-08-27 09:15 来源：新华社\n…\n【纠错】 【责任编辑:王五 】"),
        "title=论新质生产力 publication=新华社 published=2024-08-27 editors=王五"
    );
    assert_eq!(facts_of("论新质生产力\n2024-08-27 09:15 来源：\n…\n…"), "title=论新质生产力 published=2024-08-27");
    assert_eq!(
        facts_of("论新质生产力\n来源：光明网-《光明日报》 2024-08-27 09:15\n…\n新华社记者 张三摄"),
        "title=论新质生产力 publication=光明日报 published=2024-08-27"
    );
}

#[test]
fn source_lines_of_many_pages_leave_the_title_above_them() {
    let title = "全市经济运行总体平稳";
    let facts_under = |line: &str| {
        let found = facts(read(&format!("{title}\n{line}\n{LONG}\n{LONG}"), None).document.metadata());
        found.strip_prefix(&format!("title={title}")).map_or("no title", str::trim_start).to_owned()
    };
    for (line, expected) in [
        ("2024-08-27 05:10:33来源:新华社", "publication=新华社 published=2024-08-27"),
        ("来源：经济日报 作者：李华 2024-08-27", "publication=经济日报 published=2024-08-27 authors=李华"),
        (
            "来源:光明网-《光明日报》  作者:本报记者 宋喜群  2023-11-02 05:10",
            "publication=光明日报 published=2023-11-02 authors=宋喜群",
        ),
        ("2024年8月27日 星期二 人民日报 第01版：要闻", "publication=人民日报 published=2024-08-27 page=1"),
        ("作者：张三，系北京大学教授", "authors=张三"),
        ("2024-08-27T05:10:33+08:00", "published=2024-08-27"),
        ("来源：《求是》2024/16", "publication=求是"),
        ("文|财新周刊 王婧", "publication=财新周刊 authors=王婧"),
        ("发布于 2024年6月3日", "published=2024-06-03"),
        ("小字号\n大字号\n分享", ""),
        ("中央社記者王承中台北20日電", "publication=中央社 authors=王承中"),
        ("编辑 张三 校对 李四", "editors=张三"),
    ] {
        assert_eq!(facts_under(line), expected, "{line}");
    }
    let inline = read(&format!("（中央社記者王承中台北20日電）{LONG}\n（編輯：林克倫）1131220"), None);
    assert_eq!(facts(inline.document.metadata()), "publication=中央社 authors=王承中 editors=林克倫");
}

#[test]
fn untitled_text() {
    check_news(
        "…\n…",
        expect![[r#"
        paragraph 1: 山西省开展大规模、体系化
        paragraph 2: 山西省开展大规模、体系化
    "#]],
    );
    check_news(
        "“好。”他说。\n…",
        expect![[r#"
        paragraph 1: “好。”他说。
        paragraph 2: 山西省开展大规模、体系化
    "#]],
    );
}

#[test]
fn a_poem_has_no_headings() {
    check(
        "静夜思\n李白\n床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n",
        expect![[r#"
        paragraph 1: 静夜思
        paragraph 2: 李白
        paragraph 3: 床前明月光
        paragraph 4: 疑是地上霜
        paragraph 5: 举头望明月
        paragraph 6: 低头思故乡
    "#]],
    );
    check(
        "春眠不觉晓，\n处处闻啼鸟。\n夜来风雨声，\n花落知多少。",
        expect![[r#"
        paragraph 1: 春眠不觉晓，
        paragraph 2: 处处闻啼鸟。
        paragraph 3: 夜来风雨声，
        paragraph 4: 花落知多少。
    "#]],
    );
}

#[test]
fn a_dialogue_has_no_headings() {
    check_news(
        "记者：您怎么看这件事\n程芳琴：要看长远\n…\n“去吗”\n…\n记者：谢谢",
        expect![[r#"
        paragraph 1: 记者：您怎么看这件事
        paragraph 2: 程芳琴：要看长远
        paragraph 3: 山西省开展大规模、体系化
        paragraph 4: “去吗”
        paragraph 5: 山西省开展大规模、体系化
        paragraph 6: 记者：谢谢
    "#]],
    );
}

#[test]
fn a_list_has_no_headings() {
    check_news(
        "…\n1. 苹果\n2. 香蕉\n3. 橙子\n…\n一、苹果\n二、香蕉\n…",
        expect![[r#"
        paragraph 1: 山西省开展大规模、体系化
        paragraph 2: 1. 苹果
        paragraph 3: 2. 香蕉
        paragraph 4: 3. 橙子
        paragraph 5: 山西省开展大规模、体系化
        paragraph 6: 一、苹果
        paragraph 7: 二、香蕉
        paragraph 8: 山西省开展大规模、体系化
    "#]],
    );
}

#[test]
fn numbered_headings_have_levels() {
    check_news(
        "第一章 总则\n…\n第一节 概述\n…\n一、背景\n…\n（一）缘起\n…\n1．时间\n…\n（1）年份\n…\n第二章 方法\n…",
        expect![[r#"
            heading1: 第一章 总则
            paragraph 1: 山西省开展大规模、体系化
            heading2: 第一节 概述
            paragraph 2: 山西省开展大规模、体系化
            heading3: 一、背景
            paragraph 3: 山西省开展大规模、体系化
            heading4: （一）缘起
            paragraph 4: 山西省开展大规模、体系化
            heading5: 1．时间
            paragraph 5: 山西省开展大规模、体系化
            heading6: （1）年份
            paragraph 6: 山西省开展大规模、体系化
            heading1: 第二章 方法
            paragraph 7: 山西省开展大规模、体系化
        "#]],
    );
}

#[test]
fn captions_are_no_headings() {
    check_news(
        "…\n图为程芳琴在授课\n…\n本报记者 张三摄\n…\n走好“最后一公里”\n…\n他说“好”\n…",
        expect![[r#"
        paragraph 1: 山西省开展大规模、体系化
        paragraph 2: 图为程芳琴在授课
        paragraph 3: 山西省开展大规模、体系化
        paragraph 4: 本报记者 张三摄
        paragraph 5: 山西省开展大规模、体系化
        heading1: 走好“最后一公里”
        paragraph 6: 山西省开展大规模、体系化
        paragraph 7: 他说“好”
        paragraph 8: 山西省开展大规模、体系化
    "#]],
    );
}

#[test]
fn blanks_of_every_kind_lie_outside_the_blocks() {
    check(
        "\u{FEFF}\n\u{3000}\u{3000}春眠。\u{200B}\n\u{200B}\n\r\n \t不觉晓。",
        expect![[r#"
        paragraph 1: 春眠。
        paragraph 2: 不觉晓。
    "#]],
    );
}
