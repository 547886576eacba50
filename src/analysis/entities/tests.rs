//! Tests of the way from names to entities, with names given by hand.

use super::*;
use crate::annotation::{CorrectionAction, CorrectionId, EntityCorrection, Scope};
use crate::document::DocumentHash;
use uuid::Uuid;

/// Entities of a text whose names are marked: `[P程芳琴]`, `[L泽州县]`, `[O山西大学]`.
fn read(marked: &str, corrections: &[(&str, CorrectionAction)]) -> (String, People) {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut open = None;
    let mut chars = marked.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' => {
                let kind = match chars.next() {
                    Some('P') => EntityType::Person,
                    Some('L') => EntityType::Place,
                    _ => EntityType::Organisation,
                };
                open = Some((text.len(), kind));
            }
            ']' => {
                names.extend(open.take().map(|(start, kind)| Found::new(TextRange::new(start, text.len()), kind, 0.9)));
            }
            _ => text.push(c),
        }
    }
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        blocks.push(TextRange::new(at, at + line.len()));
        at += line.len() + 1;
    }
    let corrections: Vec<EntityCorrection> = corrections
        .iter()
        .map(|(surface, action)| EntityCorrection {
            id: CorrectionId(Uuid::nil()),
            scope: Scope::Everywhere,
            surface: (*surface).to_owned(),
            action: action.clone(),
        })
        .collect();
    let rules = Rules::new(&corrections, DocumentHash::of(&text));
    let folded = fold(&text);
    let page = Page { text: &folded, tokens: &[] };
    names.extend(spot(&page));
    let people = entities(&text, &page, &blocks, names, &rules);
    (text, people)
}

/// Each entity as `PER 程芳琴 = 程 (山西大学|教授) 2`: kind, name, other forms, titles, path, number of mentions.
fn told(people: &People) -> Vec<String> {
    let one = |entity: &Entity| {
        let mut line = format!("{} {}", entity.kind.code(), entity.name);
        for alias in &entity.aliases {
            line += &format!(" = {alias}");
        }
        for link in &entity.attributes.titles {
            line += &format!(" ({}|{})", link.organisation.as_deref().unwrap_or("-"), link.title);
        }
        if !entity.attributes.path.is_empty() {
            line += &format!(" {}", entity.attributes.path.join("/"));
        }
        if !entity.attributes.ambiguous.is_empty() {
            line += " ?";
        }
        line + &format!(" {}", entity.mentions.len())
    };
    people.entities.iter().map(one).collect()
}

fn check(marked: &str, expected: &[&str]) {
    assert_eq!(told(&read(marked, &[]).1), expected, "{marked}");
}

#[test]
fn titles_and_affiliations_before_names() {
    check(
        "[L昌吉市]市长[P马力强]说",
        &["LOC 昌吉市 新疆维吾尔自治区/昌吉回族自治州/昌吉市 1", "PER 马力强 (昌吉市|市长) 1"],
    );
    check(
        "[O复旦大学]党委书记、校长[P李四光]与会",
        &["ORG 复旦大学 1", "PER 李四光 (复旦大学|校长) (复旦大学|党委书记) 1"],
    );
    check("省委书记[P王大中]到会", &["PER 王大中 (省委|书记) 1"]);
    check("[O长江集团]分管安全的副总经理[P周一]介绍", &["ORG 长江集团 1", "PER 周一 (长江集团|副总经理) 1"]);
    check("(责编:[P张三丰]、[P李四海])", &["PER 张三丰 (-|责编) 1", "PER 李四海 (-|责编) 1"]);
    check("[P张三丰]主席会见客人", &["PER 张三丰 (-|主席) 1"]);
}

#[test]
fn titles_told_behind_names() {
    check(
        "[P张三丰],[O武当公司]董事长、总经理,出席",
        &["PER 张三丰 (武当公司|董事长) (武当公司|总经理) 1", "ORG 武当公司 1"],
    );
    check("[P张三丰]现任[O武当大学]教授。", &["PER 张三丰 (武当大学|教授) 1", "ORG 武当大学 1"]);
}

#[test]
fn a_surname_with_a_title_is_the_one_person_of_that_name() {
    check(
        "[O山西大学]教授[P程芳琴]来了。与程教授谈。",
        &["ORG 山西大学 山西省 1", "PER 程芳琴 = 程 (山西大学|教授) (-|教授) 2"],
    );
    check("[P王小明]和[P王大明]来了。王主任走了。", &["PER 王小明 1", "PER 王大明 1", "PER 王主任 = 王 (-|主任) ? 1"]);
}

#[test]
fn organisations_and_their_other_names() {
    check(
        "[O甘肃省委党校](甘肃行政学院)。[O省委党校]里",
        &["ORG 甘肃省委党校 = 甘肃行政学院 = 省委党校 甘肃省 3", "LOC 甘肃省 甘肃省 1"],
    );
    check("[O山西大学]。[O山大]", &["ORG 山西大学 = 山大 山西省 2"]);
    check("[L晋城市]。[L晋城]人", &["LOC 晋城市 = 晋城 山西省/晋城市 2"]);
}

#[test]
fn a_title_nobody_bears_is_an_entity() {
    check(
        "[O云南省委组织部]有关负责人说",
        &["ORG 云南省委组织部 云南省 1", "LOC 云南省 云南省 1", "TITLE 有关负责人 1"],
    );
}

#[test]
fn ambiguous_places_are_shown() {
    let (_, people) = read("[L朝阳区]", &[]);
    assert_eq!(people.entities[0].attributes.ambiguous.len(), 2);
    assert!(people.entities[0].attributes.code.is_none());
}

#[test]
fn traditional_text() {
    check("[L廣東省]省長[P陳大文]", &["LOC 廣東省 广东省 1", "PER 陳大文 (廣東省|省長) 1"]);
}

#[test]
fn the_readers_corrections_hold() {
    let of = |corrections: &[(&str, CorrectionAction)]| told(&read("[L陶寺]在[L山西]。陶寺。[P王巍]", corrections).1);
    assert_eq!(of(&[]), ["LOC 陶寺 2", "LOC 山西 山西省 1", "PER 王巍 1"]);
    assert_eq!(of(&[("陶寺", CorrectionAction::Ignore)]), ["LOC 山西 山西省 1", "PER 王巍 1"]);
    assert_eq!(
        of(&[("陶寺", CorrectionAction::Is(EntityType::Organisation))]),
        ["ORG 陶寺 2", "LOC 山西 山西省 1", "PER 王巍 1"]
    );
    assert_eq!(of(&[("陶寺", CorrectionAction::Rename("陶寺村".to_owned()))])[0], "LOC 陶寺村 = 陶寺 2");
    let split = |corrections: &[(&str, CorrectionAction)]| told(&read("[L晋城市]。[L晋城]人", corrections).1);
    assert_eq!(split(&[("晋城", CorrectionAction::Split)]), ["LOC 晋城市 山西省/晋城市 1", "LOC 晋城 山西省/晋城市 1"]);
}

#[test]
fn hostile_text_takes_linear_time() {
    for text in
        ["一".repeat(50_000), "《".repeat(20_000), "“".repeat(20_000), "(".repeat(20_000), "的书记".repeat(10_000)]
    {
        let page = Page { text: &text, tokens: &[] };
        let blocks = [TextRange::new(0, text.len())];
        let names = spot(&page);
        entities(&text, &page, &blocks, names, &Rules::default());
    }
}
