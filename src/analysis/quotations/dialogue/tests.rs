//! Tests of dialogue: speakers of turns in lines of their own.

use super::super::quotations;
use crate::analysis::entities::{Found, Page, Rules, entities, fold};
use crate::annotation::EntityType;
use crate::text::TextRange;

/// Speakers of the quotations of `text`, `-` for none, where `persons` are its persons.
fn speakers(text: &str, persons: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for person in persons {
        names.extend(
            text.match_indices(person)
                .map(|(at, _)| Found::new(TextRange::new(at, at + person.len()), EntityType::Person, 1.0)),
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
    let people = entities(text, &page, &blocks, names, &Rules::default());
    let name =
        |speaker: Option<crate::analysis::types::Speaker>| speaker.map_or("-".to_owned(), |speaker| speaker.name);
    quotations(&page, &blocks, &people).into_iter().map(|quotation| name(quotation.speaker)).collect()
}

#[test]
fn two_take_turns() {
    let text = "陈小梅推门进来,看见林大海坐在窗前。\n“你怎么还没走?”\n陈小梅问。\n“我等你。”\n“等我干什么?”\n“有话说。”\n\
                林大海站起来。\n陈小梅笑着说:\n“那就说吧。”";
    let found = speakers(text, &["陈小梅", "林大海"]);
    assert_eq!(found, ["陈小梅", "林大海", "陈小梅", "林大海", "陈小梅"]);
}

#[test]
fn somebody_spoken_to_by_name_does_not_speak() {
    let text = "陈小梅和林大海走在河边。\n“大海,你冷不冷?”\n“不冷。”\n陈小梅望着林大海,又问:\n“真的?”\n林大海点头说:\n\
                “真的。”";
    let found = speakers(text, &["陈小梅", "林大海", "大海"]);
    assert_eq!(found.get(2..), Some(&["陈小梅".to_owned(), "林大海".to_owned()][..]));
    assert_eq!(found.get(1).map(String::as_str), Some("林大海"));
}

#[test]
fn telling_in_the_paragraph_goes_with_its_turn() {
    let text = "“你来了。”陈小梅说,“坐吧。”\n“好。”\n“喝茶。”\n“谢谢。”林大海说。";
    let found = speakers(text, &["陈小梅", "林大海"]);
    assert_eq!(found, ["陈小梅", "陈小梅", "林大海", "陈小梅", "林大海"]);
}

#[test]
fn who_is_described_stays_described() {
    let text = "陈小梅敲门。\n“谁呀?”\n“我是陈小梅。”\n老人摆摆手说:“进来吧。”";
    assert_eq!(speakers(text, &["陈小梅"]).last().map(String::as_str), Some("老人"));
}

#[test]
fn a_text_without_turns_is_left_alone() {
    let text = "陈小梅是记者。林大海是县长。\n“质量第一”是这里的口号。\n“安全第一”也是。\n会议讨论了三个问题。";
    assert!(speakers(text, &["陈小梅", "林大海"]).is_empty());
}

#[test]
fn many_turns_are_weighed_in_stretches() {
    let mut text = String::from("陈小梅问林大海:\n“几点了?”\n林大海说:\n“九点。”\n");
    for _ in 0..40 {
        text.push_str("“还早。”\n“不早了。”\n");
    }
    let found = speakers(&text, &["陈小梅", "林大海"]);
    assert_eq!(found.len(), 82);
    assert_eq!(found.get(..4), Some(&["陈小梅", "林大海", "陈小梅", "林大海"].map(str::to_owned)[..]));
}
