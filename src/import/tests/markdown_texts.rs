//! Markdown of every construct.

#![expect(clippy::needless_raw_string_hashes, reason = "the strings are written by a tool that always puts them")]

use super::*;

#[test]
fn headings_and_paragraphs() {
    check_markdown(
        "# 题 *目*\n\n第一段\n接着写 word\nword。\n\n## 小标题 ##\n\n第二段。  \n换行。\n\nSetext\n===\n",
        expect![[r#"
            题 目
            第一段接着写 word word。
            小标题
            第二段。
            换行。
            Setext
            ---
            title: 题 目
              Emphasis 目
            paragraph 1: 第一段接着写 word 
            heading2: 小标题
            paragraph 2: 第二段。
            paragraph 3: 换行。
            heading1: Setext
            title=题 目
        "#]],
    );
}

#[test]
fn inline_markup_becomes_spans() {
    check_markdown(
        "甲*乙**丙***丁`码`~~删~~[链**接**](https://a.cn \"t\")![图](p.png)\\*x\\* &amp; <b>粗</b><br>行",
        expect![[r#"
            甲乙丙丁码删链接图*x* & 粗
            行
            ---
            paragraph 1: 甲乙丙丁码删链接图*x*
              Emphasis 乙丙
              Strong 丙
              Code 码
              Strikethrough 删
              Link { url: "https://a.cn" } 链接
              Strong 接
            paragraph 2: 行
            ! Pictures were left out (1).
        "#]],
    );
}

#[test]
fn emphasis_over_a_line_break_is_in_both_lines() {
    check_markdown(
        "甲**乙\\\n丙**丁",
        expect![[r#"
        甲乙
        丙丁
        ---
        paragraph 1: 甲乙
          Strong 乙
        paragraph 2: 丙丁
          Strong 丙
    "#]],
    );
}

#[test]
fn lists_and_quotes() {
    check_markdown(
        "- 一\n- 二\n  - 二甲\n\n    二乙\n- [x] 三\n\n> 引\n> > 深\n> - 项\n\n1. 甲\n2. 乙\n",
        expect![[r#"
        一
        二
        二甲
        二乙
        三
        引
        深
        项
        甲
        乙
        ---
        list_item1 1: 一
        list_item1 2: 二
        list_item2 3: 二甲
        list_item2 4: 二乙
        list_item1 5: 三
        quote1 6: 引
        quote2 7: 深
        list_item1 8: 项
        list_item1 9: 甲
        list_item1 10: 乙
    "#]],
    );
}

#[test]
fn code_and_tables() {
    check_markdown(
        "```rust\nfn a() {\n\n    b();\n}\n```\n\n| 年 | 数 |\n|---|---|\n| 2024 | `1` |\n| 2025 | |\n\n---\n\n尾",
        expect![[r#"
            fn a() {
                b();
            }
            年	数
            2024	1
            2025
            尾
            ---
            code 1: fn a() {
            code 2:     b();
            code 3: }
            table_row 4: 年	数
            table_row 5: 2024	1
              Code 1
            table_row 6: 2025
            paragraph 7: 尾
        "#]],
    );
}

#[test]
fn html_is_read_as_text_with_a_warning() {
    check_markdown(
        "<div>\n要读\n</div>\n\n读 <!-- 注 -->了\n",
        expect![[r#"
            要读
            读 了
            ---
            paragraph 1: 要读
            paragraph 2: 读 了
            ! HTML was read as text, without scripts and styles (1 place).
        "#]],
    );
    check_markdown(
        "<h1>题</h1>\n<p>段落&ldquo;一&rdquo;\n  接着 <b>two</b>\n  words</p>\n<style>p { color: red }</style>\n\n<table><tr><td>年</td>\n<td>数</td></tr></table>\n<pre>\na\n  b</pre>\n",
        expect![[r#"
            题
            段落“一”接着 two words
            年	数
            a
              b
            ---
            title: 题
            paragraph 1: 段落“一”接着 two 
            table_row 2: 年	数
            code 3: a
            code 4:   b
            title=题
            ! HTML was read as text, without scripts and styles (2 places).
        "#]],
    );
}

#[test]
fn scripts_and_readings_among_words_are_left_out() {
    assert_eq!(text_of("甲<script>alert(1)</script>乙"), "甲乙");
    assert_eq!(text_of("<ruby>汉<rt>hàn</rt>字</ruby>好"), "汉字好");
    assert_eq!(text_of("<ruby>汉<rp>(</rp><rt>hàn<rp>)</rp></ruby>好"), "汉好");
    assert_eq!(text_of("甲<script>alert(1)\n\n乙"), "甲\n乙");
    assert_eq!(text_of("<p>甲<script>\na\n\nb\n</script>乙</p>\n"), "甲\n乙");
    let told = read("甲<script>alert(1)</script>乙", Some("a.md")).warnings;
    assert_eq!(told, [Warning::HtmlDropped { n_blocks: 1 }]);
    assert_eq!(text_of("<div><img alt='图' src='a.png'></div>"), "图");
}

#[test]
fn stars_beside_chinese_marks_are_markup() {
    let imported = read("说**“你好。”**然后，~~删。~~留，`甲**“乙”**丙`[链](http://a.cn/**（b）**c)", Some("a.md"));
    assert_eq!(imported.document.text(), "说“你好。”然后，删。留，甲**“乙”**丙链");
    let spans: Vec<_> = imported.document.blocks().iter().flat_map(|block| &block.spans).collect();
    assert_eq!(imported.document.slice(spans[0].range), "“你好。”");
    assert_eq!(spans[3].kind, crate::document::InlineKind::Link { url: "http://a.cn/**（b）**c".to_owned() });
    assert_eq!(text_of("长*(宽+高)*2 甲**乙"), "长*(宽+高)*2 甲**乙");
}

#[test]
fn source_lines_are_metadata_as_in_plain_text() {
    let text = "# 练就过硬本领\n来源：新华社\n2024-08-27 09:15\n本报记者 张三\n\n…\n\n…\n《人民日报》（2024年08月27日 19 版）\n**（责编：杨光宇、胡永秋）**\n";
    check_markdown(
        &text.replace('…', LONG),
        expect![[r#"
            练就过硬本领
            来源：新华社
            2024-08-27 09:15
            本报记者 张三
            山西省开展大规模、体系化、全覆盖的干部教育培训，突出思想铸魂、强化精准培训、坚持守正创新。
            山西省开展大规模、体系化、全覆盖的干部教育培训，突出思想铸魂、强化精准培训、坚持守正创新。
            《人民日报》（2024年08月27日 19 版）
            （责编：杨光宇、胡永秋）
            ---
            title: 练就过硬本领
            source: 来源：新华社
            source: 2024-08-27 0
            byline: 本报记者 张三
            paragraph 1: 山西省开展大规模、体系化
            paragraph 2: 山西省开展大规模、体系化
            source: 《人民日报》（2024年
            editor: （责编：杨光宇、胡永秋）
              Strong （责编：杨光宇、胡永秋）
            title=练就过硬本领 publication=人民日报 published=2024-08-27 page=19 accessed=2024-08-27T09:15:00 authors=张三 editors=杨光宇+胡永秋
        "#]],
    );
    assert_eq!(text_of("来源：新华社\n===\n\n甲"), "来源：新华社\n甲");
    let kept = read("---\nsource: 光明日报\n---\n来源：新华社\n\n甲。", Some("a.md"));
    assert_eq!(facts(kept.document.metadata()), "publication=光明日报");
}

#[test]
fn front_matter_becomes_metadata() {
    check_markdown(
        "---\ntitle: \"本领: \\\"一\\\"\"\nauthor:\n  - 张三\n  - '李''四'\ndate: 2024-08-27 10:00\nsource: 人民日报 # 报\ntags: [a, b]\n不懂的行\n---\n# 题\n正文\n",
        expect![[r#"
            题
            正文
            ---
            title: 题
            paragraph 1: 正文
            title=本领: "一" publication=人民日报 published=2024-08-27 authors=张三+李'四
            ! A line of the front matter was not understood: 不懂的行
        "#]],
    );
    check_markdown(
        "---\n没有结束\n\n正文",
        expect![[r#"
        没有结束
        正文
        ---
        paragraph 1: 没有结束
        paragraph 2: 正文
    "#]],
    );
}

#[test]
fn numbers_and_stars_in_chinese_stay_text() {
    check_markdown(
        "2024.8 甲 * 乙 * 丙_丁_戊\n\n#没有空格\n\n一、甲",
        expect![[r#"
        2024.8 甲 * 乙 * 丙_丁_戊
        #没有空格
        一、甲
        ---
        paragraph 1: 2024.8 甲 * 乙
        paragraph 2: #没有空格
        paragraph 3: 一、甲
    "#]],
    );
}

/// The canonical text of `source`, a line a block.
fn text_of(source: &str) -> String {
    read(source, Some("a.md")).document.text().to_owned()
}

#[test]
fn notes_at_the_foot_keep_their_marks() {
    assert_eq!(
        text_of("甲[^1]乙。\n\n[^1]: 见《人民日报》。\n\n    又见。\n"),
        "甲[1]乙。\n[1] 见《人民日报》。\n又见。"
    );
    assert_eq!(text_of("甲[^2]乙。"), "甲[^2]乙。");
}

#[test]
fn one_tilde_is_a_range() {
    assert_eq!(text_of("每次3~5天，每年2~3次，~~删~~。"), "每次3~5天，每年2~3次，删。");
}

#[test]
fn a_break_leaves_headings_and_rows_whole() {
    let imported = read("# 题<br>副题\n\n| a<br>b | c |\n|---|---|\n| d | e |\n", Some("a.md"));
    assert_eq!(imported.document.text(), "题 副题\na b\tc\nd\te");
    assert_eq!(imported.document.metadata().title.as_deref(), Some("题 副题"));
}

#[test]
fn a_source_line_end_is_a_blank_between_latin_words_only() {
    assert_eq!(text_of("甲\n乙 word\nword\n丙\n*word*"), "甲乙 word word丙word");
    let imported = read("one\n*two*", Some("a.md"));
    let spans: Vec<_> = imported.document.blocks().iter().flat_map(|block| &block.spans).collect();
    assert_eq!(imported.document.text(), "one two");
    assert_eq!(spans.iter().map(|span| imported.document.slice(span.range)).collect::<Vec<_>>(), ["two"]);
}

#[test]
fn text_between_rules_is_no_front_matter() {
    assert_eq!(text_of("---\n\n甲\n\n---\n\n乙"), "甲\n乙");
    assert_eq!(text_of("---\n他说：甲\n\n---\n\n乙"), "他说：甲\n乙");
    let metadata = read("---\ntitle: \"题: 一\" # 注\nauthors:\n  - name: 张三\nsource: |\n  x\n---\n甲", Some("a.md"));
    assert_eq!(facts(metadata.document.metadata()), "title=题: 一 authors=张三");
}

#[test]
fn an_address_in_brackets_is_a_link_to_write_to() {
    let imported = read("<a@b.cn> [甲][1]\n\n[1]: https://c.cn\n", Some("a.md"));
    let links: Vec<_> =
        imported.document.blocks().iter().flat_map(|block| &block.spans).map(|s| format!("{:?}", s.kind)).collect();
    assert_eq!(links, ["Link { url: \"mailto:a@b.cn\" }", "Link { url: \"https://c.cn\" }"]);
}

#[test]
fn a_comment_is_no_loss() {
    let warnings = |source: &str| read(source, Some("a.md")).warnings;
    assert_eq!(warnings("<!-- 注 -->\n\n甲"), []);
    assert_eq!(warnings("<div>乙</div>\n\n甲"), [Warning::HtmlDropped { n_blocks: 1 }]);
    assert_eq!(warnings("<!-- 注 --> 乙\n\n甲"), [Warning::HtmlDropped { n_blocks: 1 }]);
}
