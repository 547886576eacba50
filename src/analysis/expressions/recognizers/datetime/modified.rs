//! Times with a direction: 2018年以前, 十二点之后, 自2018年以来; and times counted from now: 5天前, 之后5分钟.

use serde_json::{Value, json};

use super::clock::{DAY, Now, hms, stamp};
use super::length::{self, Length};
use super::{End, Item, endpoint};
use crate::analysis::expressions::calendar::{self, Date};
use crate::analysis::expressions::glyphs::Glyphs;

/// Which side is open, and whether the point itself belongs to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mod {
    Before,
    Until,
    After,
    Since,
}

impl Mod {
    fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Until => "until",
            Self::After => "after",
            Self::Since => "since",
        }
    }

    fn key(self) -> &'static str {
        if matches!(self, Self::Before | Self::Until) { "end" } else { "start" }
    }
}

/// The direction said after a time, its end, and whether a 自 before belongs to it.
fn direction(g: &Glyphs, i: usize) -> Option<(Mod, usize, bool)> {
    const WORDS: &[(&str, Mod, bool)] = &[
        ("或之前", Mod::Until, false),
        ("或以前", Mod::Until, false),
        ("及之前", Mod::Until, false),
        ("及以前", Mod::Until, false),
        ("或之后", Mod::Since, false),
        ("或以后", Mod::Since, false),
        ("及之后", Mod::Since, false),
        ("及以后", Mod::Since, false),
        ("以来", Mod::Since, true),
        ("开始", Mod::Since, false),
        ("起", Mod::Since, false),
        ("之前", Mod::Before, false),
        ("以前", Mod::Before, false),
        ("之后", Mod::After, false),
        ("以后", Mod::After, false),
        ("前", Mod::Before, false),
        ("后", Mod::After, false),
    ];
    let at = g.skip_blanks(i);
    let (word, found, with_prefix, end) =
        WORDS.iter().find_map(|(word, m, p)| g.after(at, word).map(|end| (*word, *m, *p, end)))?;
    let other_word = match word {
        "起" => matches!(g.at(end), '来' | '点' | '床' | '飞'),
        "前" => matches!(g.at(end), '往' | '来' | '半' | '后' | '面' | '三' | '五'),
        "后" => matches!(g.at(end), '来' | '面' | '半' | '天' | '悔'),
        _ => false,
    };
    (!other_word).then_some((found, end, with_prefix))
}

/// A time with a direction.
pub(super) fn modified(g: &Glyphs, i: usize, now: &Now) -> Option<Item> {
    if let Some((_, at)) = g.one_of(i, &["截止到", "截至到", "截止", "截至", "直到"]) {
        let found = endpoint(g, g.skip_blanks(at), now)?;
        return Some(item(&found, Mod::Before, i, found.end(), now));
    }
    let from = g.one_of(i, &["自从", "自", "从"]).map(|(_, at)| at);
    let found = endpoint(g, from.unwrap_or(i), now)?;
    let (direction_said, end, with_prefix) = direction(g, found.end())?;
    if from.is_some() && !with_prefix {
        return None;
    }
    // 2010年之后2018年之前 is a range.
    if direction_said == Mod::After
        && let End::Period(first) = &found
        && let Some(End::Period(second)) = endpoint(g, g.skip_blanks(end), now)
        && let Some((Mod::Before, stop, _)) = direction(g, second.end)
    {
        return super::range::periods(first, &second, i, stop);
    }
    Some(item(&found, direction_said, i, end, now))
}

fn item(found: &End, direction: Mod, start: usize, end: usize, now: &Now) -> Item {
    let value = |timex: &str, kind: &str, source: &str, bound: String| -> Value {
        let mut value = json!({ "timex": timex, "Mod": direction.name(), "type": kind, "sourceEntity": source });
        if let Some(object) = value.as_object_mut() {
            object.insert(direction.key().to_owned(), json!(bound));
        }
        value
    };
    let (kind, values) = match found {
        End::Day(day) => {
            let (timex, days) = day.resolve(now);
            (
                "daterange",
                days.into_iter().map(|day| value(&timex, "daterange", "datetimepoint", calendar::iso(day))).collect(),
            )
        }
        End::Both(day, clock) => {
            let (timex, days) = day.resolve(now);
            let timex = format!("{timex}{}", clock.timex());
            let bound = |day: Date| stamp(day.number() * DAY + clock.seconds(), ' ');
            (
                "datetimerange",
                days.into_iter().map(|day| value(&timex, "datetimerange", "datetimepoint", bound(day))).collect(),
            )
        }
        End::Clock(clock) => {
            let both = if clock.open { vec![*clock, clock.other()] } else { vec![*clock] };
            (
                "timerange",
                both.iter().map(|c| value(&c.timex(), "timerange", "datetimepoint", hms(c.seconds()))).collect(),
            )
        }
        End::Period(period) => {
            let bound = |(from, to): &(Date, Date)| {
                calendar::iso(if matches!(direction, Mod::After | Mod::Until) { *to } else { *from })
            };
            (
                "daterange",
                period
                    .spans
                    .iter()
                    .map(|span| value(&period.timex, "daterange", "datetimerange", bound(span)))
                    .collect(),
            )
        }
    };
    Item { start, end, kind, values }
}

/// 5天前, 10分钟之后; 之后5分钟, 还剩5分钟, 上个小时.
pub(super) fn counted(g: &Glyphs, i: usize, now: &Now) -> Option<Item> {
    if let Some(found) = length::length(g, i, false) {
        let (idx, end) = g.one_of(g.skip_blanks(found.end), &["之前", "以前", "前", "之后", "以后", "后"])?;
        return from_now(&found, if idx < 3 { -1 } else { 1 }, i, end, now);
    }
    let (word, at) = g.one_of(
        i,
        &["过去", "之前", "以前", "前", "上", "还剩", "还有", "之后", "以后", "后", "未来", "接下来", "下"],
    )?;
    let sign = if word < 5 { -1 } else { 1 };
    let at = g.skip_blanks(at);
    let hour = g
        .one_of(at, &["个小时", "一个小时", "小时"])
        .map(|(_, end)| Length { end, parts: vec![(1.0, 'H', true, 3600)] });
    let found = length::length(g, at, false).or(hour)?;
    if !(found.is_clock() && found.parts.len() == 1) {
        return None;
    }
    let other = found.moved(now.instant(), sign)?;
    let (first, last) = if sign < 0 { (other, now.instant()) } else { (now.instant(), other) };
    let timex = format!("({},{},{})", stamp(first, 'T'), stamp(last, 'T'), found.timex());
    let value = json!({ "timex": timex, "type": "datetimerange", "start": stamp(first, ' '), "end": stamp(last, ' ') });
    Some(Item { start: i, end: found.end, kind: "datetimerange", values: vec![value] })
}

fn from_now(found: &Length, sign: i64, start: usize, end: usize, now: &Now) -> Option<Item> {
    let instant = found.moved(now.instant(), sign)?;
    let day = calendar::iso(Date::of_number(instant.div_euclid(DAY))?);
    let (kind, value) = if found.is_clock() { ("datetime", stamp(instant, ' ')) } else { ("date", day.clone()) };
    // The model's TIMEX names the day alone, whatever the length.
    Some(Item { start, end, kind, values: vec![json!({ "timex": day, "type": kind, "value": value })] })
}
