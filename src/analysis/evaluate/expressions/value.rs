//! Amounts and lengths of time as the engine writes them, as numbers.

/// An amount: a bound (`~ > < ≥ ≤`), one number or two, and a unit, in SI where the engine gives that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount<'v> {
    pub(super) bound: Option<char>,
    pub(super) low: f64,
    pub(super) high: Option<f64>,
    pub(super) unit: &'v str,
}

/// Reads `~100 期`, `3–5 公里 (=3000–5000 m)`, `-10`, `35%`.
pub(super) fn amount(value: &str) -> Option<Amount<'_>> {
    let bound = value.chars().next().filter(|c| matches!(c, '~' | '>' | '<' | '≥' | '≤'));
    let rest = bound.and_then(|c| value.strip_prefix(c)).unwrap_or(value);
    let rest = rest.split_once(" (=").map_or(rest, |(_, si)| si.trim_end_matches(')'));
    let (numbers, unit) = match rest.split_once(' ') {
        Some(parts) => parts,
        None => rest.strip_suffix('%').map_or((rest, ""), |numbers| (numbers, "%")),
    };
    let (low, high) = match numbers.split_once('–') {
        Some((low, high)) => (low, Some(high.parse().ok()?)),
        None => (numbers, None),
    };
    Some(Amount { bound, low: low.parse().ok()?, high, unit: unit.trim() })
}

/// Seconds of an ISO 8601 duration, with months of 30 days and years of twelve of them, so that 27 months are two years
/// and three months; what follows `;` is not looked at.
pub(super) fn seconds(value: &str) -> Option<f64> {
    let mut rest = value.split(';').next()?.strip_prefix('P')?;
    let (mut sum, mut in_day) = (0.0, false);
    while !rest.is_empty() {
        if let Some(clock) = rest.strip_prefix('T') {
            (rest, in_day) = (clock, true);
            continue;
        }
        let (at, unit) = rest.char_indices().find(|(_, c)| !c.is_ascii_digit() && *c != '.')?;
        let number: f64 = rest.get(..at)?.parse().ok()?;
        sum += number * unit_seconds(unit, in_day)?;
        rest = rest.get(at + unit.len_utf8()..)?;
    }
    Some(sum)
}

fn unit_seconds(unit: char, in_day: bool) -> Option<f64> {
    const DAY: f64 = 86_400.0;
    match (unit, in_day) {
        ('Y', false) => Some(360.0 * DAY),
        ('M', false) => Some(30.0 * DAY),
        ('W', false) => Some(7.0 * DAY),
        ('D', false) => Some(DAY),
        ('H', true) => Some(3600.0),
        ('M', true) => Some(60.0),
        ('S', true) => Some(1.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        assert_eq!(amount("~100 期"), Some(Amount { bound: Some('~'), low: 100.0, high: None, unit: "期" }));
        let range = amount("3–5 公里 (=3000–5000 m)");
        assert_eq!(range, Some(Amount { bound: None, low: 3000.0, high: Some(5000.0), unit: "m" }));
        assert_eq!(amount("-10"), Some(Amount { bound: None, low: -10.0, high: None, unit: "" }));
        assert_eq!(amount("35%").map(|amount| amount.unit), Some("%"));
        assert_eq!(amount("1/3"), None);
    }

    #[test]
    fn lengths() {
        assert_eq!(seconds("PT1H30M"), Some(5400.0));
        assert_eq!(seconds("P2Y3M"), seconds("P27M"));
        assert_eq!(seconds("P1.5M;mod=approx"), Some(45.0 * 86_400.0));
        assert_eq!(seconds("2024"), None);
    }
}
