//! Tests of quotations and their speakers, with names given by hand.

use super::*;
use crate::analysis::entities::{Found, Rules, entities, fold, spot};
use crate::annotation::EntityType;

/// Quotations of `text` as `speaker: words`, where `persons` are its persons.
fn check(text: &str, persons: &[&str], expected: &[&str]) {
    let mut names = Vec::new();
    for person in persons {
        let kind = if person.ends_with(['部', '学']) { EntityType::Organisation } else { EntityType::Person };
        names.extend(
            text.match_indices(person).map(|(at, _)| Found::new(TextRange::new(at, at + person.len()), kind, 0.9)),
        );
    }
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        blocks.push(TextRange::new(at, at + line.len()));
        at += line.len() + 1;
    }
    let folded = fold(text);
    let page = Page { text: &folded, tokens: &[] };
    names.extend(spot(&page));
    let people = entities(text, &page, &blocks, names, &Rules::default());
    let found: Vec<String> = quotations(&page, &blocks, &people)
        .iter()
        .map(|quotation| {
            let speaker = quotation.speaker.as_ref().map_or("-", |speaker| speaker.name.as_str());
            format!("{speaker}: {}", quotation.range.of(text))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_verb_stands_before_or_behind() {
    check("张三丰说:“好。”", &["张三丰"], &["张三丰: 好。"]);
    check("“好。”校长张三丰在会上说。", &["张三丰"], &["张三丰: 好。"]);
    check("“好,”张三丰对李四海说,“就这样。”", &["张三丰", "李四海"], &["张三丰: 好,", "张三丰: 就这样。"]);
    check("「好。」張三豐說。", &["張三豐"], &["張三豐: 好。"]);
    check("“好。”张三丰说。“再来。”", &["张三丰"], &["张三丰: 好。", "张三丰: 再来。"]);
}

#[test]
fn speakers_without_a_name() {
    check("学员们惊呼:“怎么做出来的?”", &[], &["学员们: 怎么做出来的?"]);
    check("有的干部有畏难情绪,坦言“没干过,不会干”。", &[], &["有的干部: 没干过,不会干"]);
    check("“我们将落实精神。”省委组织部有关负责人说。", &["省委组织部"], &["省委组织部有关负责人: 我们将落实精神。"]);
}

#[test]
fn lists_have_one_speaker() {
    check(
        "大家讨论:“要抓改革”“要抓产业”……“为此办班。”张三丰说。",
        &["张三丰"],
        &["大家: 要抓改革", "大家: 要抓产业", "张三丰: 为此办班。"],
    );
}

#[test]
fn without_a_verb_the_first_person_named_speaks() {
    check("“很解渴!”课后,县长张三丰冲到台前,与李四海谈。", &["张三丰", "李四海"], &["张三丰: 很解渴!"]);
    check("“资源是宝。”课堂上,老师拿出一块砖。", &[], &["老师: 资源是宝。"]);
}

#[test]
fn slogans_and_scare_quotes_are_no_speech() {
    check("以“把问题找准、把理论讲活”为理念,走村入户。", &[], &[]);
    check("突出“实用”二字。被称为“母亲河”的河。", &[], &[]);
    check("坚持“请进来”,邀请专家讲座;“关键少数”特别是“一把手”。", &[], &[]);
    check("如何破解“煤价下跌,无力转型”的悖论?", &[], &[]);
}

#[test]
fn a_quotation_over_two_paragraphs() {
    check("张三丰说:“第一。\n“第二。”", &["张三丰"], &["张三丰: 第一。\n“第二。"]);
}
