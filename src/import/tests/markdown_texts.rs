//! Markdown of every construct.

use super::*;

#[test]
fn headings_and_paragraphs() {
    check_markdown(
        "# 题 *目*\n\n第一段\n接着写 word\nword。\n\n## 小标题 ##\n\n第二段。  \n换行。\n\nSetext\n===\n",
        expect![],
    );
}

#[test]
fn inline_markup_becomes_spans() {
    check_markdown(
        "甲*乙**丙***丁`码`~~删~~[链**接**](https://a.cn \"t\")![图](p.png)\\*x\\* &amp; <b>粗</b><br>行",
        expect![],
    );
}

#[test]
fn emphasis_over_a_line_break_is_in_both_lines() {
    check_markdown("甲**乙\\\n丙**丁", expect![]);
}

#[test]
fn lists_and_quotes() {
    check_markdown("- 一\n- 二\n  - 二甲\n\n    二乙\n- [x] 三\n\n> 引\n> > 深\n> - 项\n\n1. 甲\n2. 乙\n", expect![]);
}

#[test]
fn code_and_tables() {
    check_markdown(
        "```rust\nfn a() {\n\n    b();\n}\n```\n\n| 年 | 数 |\n|---|---|\n| 2024 | `1` |\n| 2025 | |\n\n---\n\n尾",
        expect![],
    );
}

#[test]
fn html_is_left_out_with_a_warning() {
    check_markdown("<div>\n不读\n</div>\n\n读 <!-- 注 -->了\n", expect![]);
}

#[test]
fn front_matter_becomes_metadata() {
    check_markdown(
        "---\ntitle: \"本领: \\\"一\\\"\"\nauthor:\n  - 张三\n  - '李''四'\ndate: 2024-08-27 10:00\nsource: 人民日报 # 报\ntags: [a, b]\n不懂的行\n---\n# 题\n正文\n",
        expect![],
    );
    check_markdown("---\n没有结束\n\n正文", expect![]);
}

#[test]
fn numbers_and_stars_in_chinese_stay_text() {
    check_markdown("2024.8 甲 * 乙 * 丙_丁_戊\n\n#没有空格\n\n一、甲", expect![]);
}
