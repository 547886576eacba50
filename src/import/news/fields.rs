//! Lines made of labelled fields: `发布时间:… 来源:…`, `责任编辑：…`, `文丨张三`.

use super::moment;
use crate::text::simplified;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Posted,
    Source,
    Author,
    Editor,
    /// Proofs, pictures, layout, approval: set with the editors, names not kept.
    Credit,
    Title,
    Link,
    /// Size of type, number of readers and the like, left over from a page.
    Page,
}

/// Labels without the blanks set inside them, simplified.
const LABELS: [(Label, &[&str]); 8] = [
    (
        Label::Posted,
        &[
            "发布时间",
            "发布日期",
            "发表时间",
            "发表日期",
            "更新时间",
            "发稿时间",
            "上传时间",
            "成文日期",
            "时间",
            "日期",
        ],
    ),
    (
        Label::Source,
        &["来源", "稿源", "文章来源", "信息来源", "新闻来源", "稿件来源", "出处", "转自", "转载自", "原载"],
    ),
    (Label::Author, &["作者", "本文作者", "记者", "本报记者", "文", "撰文", "撰稿", "采写", "文字", "通讯员"]),
    (
        Label::Editor,
        &[
            "责编",
            "责任编辑",
            "编辑",
            "本期编辑",
            "本版编辑",
            "本版责编",
            "本期责编",
            "本网责编",
            "版面编辑",
            "执行编辑",
            "值班编辑",
            "网络编辑",
            "本文编辑",
            "主编",
            "本版主编",
        ],
    ),
    (
        Label::Credit,
        &[
            "校对",
            "审核",
            "审校",
            "监制",
            "总监制",
            "初审",
            "复审",
            "终审",
            "统筹",
            "制作",
            "美编",
            "视觉",
            "排版",
            "摄影",
            "图",
            "图片",
            "策划",
            "总策划",
            "值班主任",
            "值班主编",
            "一审",
            "二审",
            "三审",
            "签发",
        ],
    ),
    (Label::Title, &["原标题", "标题", "题目"]),
    (Label::Link, &["链接", "原文链接", "网址", "原文地址", "文章链接"]),
    (
        Label::Page,
        &[
            "字号",
            "字体",
            "浏览",
            "浏览量",
            "浏览次数",
            "阅读",
            "阅读量",
            "点击",
            "点击数",
            "点击量",
            "打印",
            "分享",
            "索引号",
            "发文字号",
            "文号",
            "主题分类",
            "发文机关",
            "栏目",
            "频道",
            "分享到",
            "分享至",
            "当前位置",
            "您的位置",
            "您现在的位置",
            "您当前的位置",
        ],
    ),
];

/// Longest label in characters, blanks inside it counted: `责 任 编 辑`.
const MAX_LABEL_CHARS: usize = 8;

/// One field of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field<'a> {
    pub(super) label: Label,
    /// Without blanks, bars and brackets at its ends.
    pub(super) value: &'a str,
}

/// Buttons of a page that are copied along with its text.
const BUTTONS: &str = "纠错 打印 收藏 分享 分享到 分享至 关闭 返回 复制 点赞 参与互动 小字号 中字号 大字号 超大字号 字号 字体 放大 缩小 \
    放大字体 缩小字体 打印本页 关闭窗口 关闭本页 返回顶部 扫一扫 朋友圈 微博 微信 QQ QQ空间 语音播报 听新闻 手机看新闻 复制链接";
/// Buttons for the size of type, which alone are words.
const SIZES: &str = "大 中 小 特大 超大 默认 标准 A+ A- A";

/// Whether there is nothing in `text` but buttons of a page; also where there is nothing at all.
pub(super) fn is_buttons(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || trim(c.encode_utf8(&mut [0; 4])).is_empty());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_in = |list: &str, word: &str| list.split(' ').any(|button| button == word);
    words.iter().all(|word| is_in(BUTTONS, word) || (words.len() > 1 && is_in(SIZES, word)))
}

/// The text before the first label, and the fields; no fields where no label stands in `line` (marks in ASCII). Every
/// label stands at the start or after a blank, a bar or a bracket, and before a colon, a bar or a slash.
pub(super) fn split(line: &str) -> (&str, Vec<Field<'_>>) {
    let mut starts = Vec::new();
    for (at, mark) in line.match_indices([':', '|', '丨', '/']) {
        let before = line.get(..at).unwrap_or_default();
        if let Some((start, label)) = label_at_end(before)
            && (mark == ":" || may_stand_before_bar(label, starts.is_empty()))
        {
            starts.push((start, label, at + mark.len()));
        }
    }
    let lead = line.get(..starts.first().map_or(line.len(), |&(start, ..)| start)).unwrap_or_default();
    (trim(lead), fields_of(line, &starts))
}

/// The fields whose labels start and whose values begin at `starts`.
fn fields_of<'a>(line: &'a str, starts: &[(usize, Label, usize)]) -> Vec<Field<'a>> {
    let fields = starts.iter().enumerate().map(|(idx, &(_, label, from))| {
        let to = starts.get(idx + 1).map_or(line.len(), |&(start, ..)| start);
        Field { label, value: trim(line.get(from..to).unwrap_or_default()) }
    });
    fields.collect()
}

/// Whether a bar or a slash behind `label` is like a colon. Columns are named so too: `阅读 | 题`, `视觉丨题`.
fn may_stand_before_bar(label: Label, is_first: bool) -> bool {
    matches!(label, Label::Source | Label::Author | Label::Editor) || (label == Label::Credit && !is_first)
}

/// `text` without what sets fields apart at its ends: blanks, bars, brackets, ornaments.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "|丨()[]【】〔〕·•■□●◆▲△※*".contains(c))
}

/// The longest label that ends `before`, and where it starts.
fn label_at_end(before: &str) -> Option<(usize, Label)> {
    let end = before.trim_end().len();
    let before = before.get(..end)?;
    let mut found = None;
    let mut word = String::new();
    for (at, c) in before.char_indices().rev().take(MAX_LABEL_CHARS) {
        if c.is_whitespace() {
            continue;
        }
        word.insert(0, simplified(c));
        let stands_free = before.get(..at).is_none_or(|lead| {
            lead.is_empty()
                || trim(lead).len() < lead.len() && {
                    lead.ends_with(|c: char| trim(c.encode_utf8(&mut [0; 4])).is_empty())
                }
                || ends_with_moment(lead)
        });
        if stands_free && let Some(label) = label_of(&word) {
            found = Some((at, label));
        }
    }
    found
}

/// Copied pages lose the blank behind the time: `05:10:33来源:新华社`.
fn ends_with_moment(lead: &str) -> bool {
    lead.ends_with(|c: char| c.is_ascii_digit() || "日秒分".contains(c))
        && moment::find(lead).is_some_and(|(.., after)| after.is_empty())
}

/// Labels of editors, each set apart from its names by a blank alone: `编辑 张三 校对 李四`. None where the first word is
/// no such label.
pub(super) fn split_at_blanks(line: &str) -> Vec<Field<'_>> {
    let mut starts = Vec::new();
    let mut at = 0;
    let line = trim(line);
    for word in line.split_inclusive(char::is_whitespace) {
        let label = label_of(&word.trim().chars().map(simplified).collect::<String>());
        match label.filter(|label| matches!(label, Label::Editor | Label::Credit)) {
            Some(label) => starts.push((at, label, at + word.len())),
            None if starts.is_empty() && !word.trim().is_empty() => return Vec::new(),
            None => {}
        }
        at += word.len();
    }
    fields_of(line, &starts)
}

fn label_of(word: &str) -> Option<Label> {
    LABELS.iter().find(|(_, words)| words.contains(&word)).map(|(label, _)| *label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, lead: &str, expected: &[(Label, &str)]) {
        let (found_lead, fields) = split(line);
        let found: Vec<_> = fields.iter().map(|field| (field.label, field.value)).collect();
        assert_eq!((found_lead, found.as_slice()), (lead, expected), "{line}");
    }

    #[test]
    fn fields_and_what_stands_before_them() {
        check(
            "发布时间:2024-11-16 09:23:01 来源: sp20241116",
            "",
            &[(Label::Posted, "2024-11-16 09:23:01"), (Label::Source, "sp20241116")],
        );
        check("(责编:杨光宇、胡永秋)", "", &[(Label::Editor, "杨光宇、胡永秋")]);
        check("【责 任 编 辑: 张三 】", "", &[(Label::Editor, "张三")]);
        check("2024年08月27日05:44 | 来源:人民网", "2024年08月27日05:44", &[(Label::Source, "人民网")]);
        check(
            "来源:新华社 作者:张三 编辑:李四",
            "",
            &[(Label::Source, "新华社"), (Label::Author, "张三"), (Label::Editor, "李四")],
        );
    }

    #[test]
    fn bars_and_slashes_set_labels_off_too() {
        check("来源丨人民日报 作者丨张三", "", &[(Label::Source, "人民日报"), (Label::Author, "张三")]);
        check("文/张三 图/李四", "", &[(Label::Author, "张三"), (Label::Credit, "李四")]);
        check("新華網 | 責任編輯:张三", "新華網", &[(Label::Editor, "张三")]);
        check("视觉|山西之美", "视觉|山西之美", &[]);
    }

    #[test]
    fn buttons_are_told_from_words() {
        assert!(is_buttons("【打印】 [关闭]|分享"));
        assert!(is_buttons("小字号"));
        assert!(is_buttons("字号 大 中 小"));
        assert!(!is_buttons("大"));
        assert!(!is_buttons("打印机 关闭"));
    }

    #[test]
    fn a_colon_in_prose_makes_no_field() {
        check("他谈到来源:没有说清", "他谈到来源:没有说清", &[]);
        check("山西省委书记:要抓落实", "山西省委书记:要抓落实", &[]);
    }
}
