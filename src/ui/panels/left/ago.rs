//! How long ago something was, in the words of the interface.

use crate::annotation::Timestamp;
use crate::ui::context::ViewContext;
use crate::ui::locale::Word;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const MONTH: i64 = 30 * DAY;
const YEAR: i64 = 365 * DAY;

/// `3 天前`. Spans rather than dates: they need no time zone.
pub(super) fn ago(ctx: &ViewContext<'_>, then: Timestamp, now: Timestamp) -> String {
    let (word, n) = span(then, now);
    ctx.word(word).replace("{}", &n.to_string())
}

/// The message and its number. What lies in the future, by a clock set back, is just now.
fn span(then: Timestamp, now: Timestamp) -> (Word, i64) {
    let seconds = now.0.saturating_sub(then.0) / 1_000_000;
    let units = [
        (YEAR, Word::YearsAgo),
        (MONTH, Word::MonthsAgo),
        (DAY, Word::DaysAgo),
        (HOUR, Word::HoursAgo),
        (MINUTE, Word::MinutesAgo),
    ];
    let fitting = units.into_iter().find(|&(unit, _)| seconds >= unit);
    fitting.map_or((Word::JustNow, 0), |(unit, word)| (word, seconds / unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_unit_that_fits_is_said() {
        let at = |seconds: i64| span(Timestamp(0), Timestamp(seconds * 1_000_000));
        assert_eq!(at(-5), (Word::JustNow, 0));
        assert_eq!(at(59), (Word::JustNow, 0));
        assert_eq!(at(61), (Word::MinutesAgo, 1));
        assert_eq!(at(5 * HOUR + 1), (Word::HoursAgo, 5));
        assert_eq!(at(3 * DAY), (Word::DaysAgo, 3));
        assert_eq!(at(70 * DAY), (Word::MonthsAgo, 2));
        assert_eq!(at(800 * DAY), (Word::YearsAgo, 2));
    }
}
