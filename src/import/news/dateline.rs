//! Datelines: `新华社北京8月26日电`, `中央社記者王承中台北20日電`.

use super::credits::after_reporter;
use super::{fields, names, places};
use crate::text::is_han;

/// Agencies and sites that a text is taken from if its dateline names them.
pub(super) const AGENCIES: [&str; 7] = ["新华社", "中新社", "中新网", "人民网", "新华网", "中央社", "新華社"];
/// Offices that say `our own`.
const OWN: [&str; 6] = ["本报", "本報", "本网", "本刊", "本台", "本社"];
/// Longest dateline, in characters.
const MAX_CHARS: usize = 40;

/// Who sent a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// The agency; none where the paper means itself.
    pub(super) source: Option<&'static str>,
    pub(super) reporters: Vec<String>,
}

/// Reads a line or what stands in brackets, marks and digits in ASCII. Reporters with an unknown place set close behind
/// are not told apart from it: then it is no dateline.
pub(super) fn read(line: &str) -> Option<Dateline> {
    let line = fields::trim(line);
    if line.chars().count() > MAX_CHARS {
        return None;
    }
    let agency = AGENCIES.into_iter().find(|agency| line.starts_with(agency));
    let office = agency.or_else(|| OWN.into_iter().find(|own| line.starts_with(own)))?;
    let sent = without_day(line.strip_prefix(office)?)?;
    if let Some(sent) = after_reporter(sent) {
        let reporters = names::before_place(sent);
        return (!reporters.is_empty()).then_some(Dateline { source: agency, reporters });
    }
    let is_place = |place: &str| (2..=8).contains(&place.chars().count()) && place.chars().all(is_han);
    let mut places = sent.split(['、', '/', ' ']);
    let is_sent = places.clone().all(is_place) && places.any(places::is_place);
    is_sent.then(|| Dateline { source: agency, reporters: Vec::new() })
}

/// What stands before `8月26日电`.
fn without_day(text: &str) -> Option<&str> {
    let is_digit = |c: char| c.is_ascii_digit();
    let text = text.trim_end_matches([':', ' ']).strip_suffix(['电', '電', '讯', '訊'])?.trim_end();
    let day = text.strip_suffix('日')?;
    let before = day.trim_end_matches(is_digit);
    if before.len() == day.len() {
        return None;
    }
    let before = before.strip_suffix('月').map_or(before, |month| month.trim_end_matches(is_digit));
    Some(before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found = read(line).map(|found| format!("{} {}", found.source.unwrap_or("-"), found.reporters.join("+")));
        assert_eq!(found.unwrap_or_default(), expected, "{line}");
    }

    #[test]
    fn datelines_tell_agency_and_reporters() {
        check("中央社記者王承中台北20日電", "中央社 王承中");
        check("(中央社記者王承中臺北20日電)", "中央社 王承中");
        check("新华社北京8月26日电", "新华社 ");
        check("新华社记者张三、李四太原8月26日电", "新华社 张三+李四");
        check("本报太原8月26日电", "- ");
    }

    #[test]
    fn other_lines_are_no_datelines() {
        for line in ["新华社", "新华社来电", "中央社记者20日电", "新华社说8月26日电", "8月26日电"]
        {
            check(line, "");
        }
    }
}
