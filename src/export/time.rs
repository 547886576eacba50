//! Times as the formats write them.

use crate::annotation::Timestamp;

/// `2024-11-16T01:23:01.000001Z`; a time out of the calendar's range becomes its nearest end.
pub(super) fn utc(time: Timestamp) -> String {
    let clamped = time.0.clamp(jiff::Timestamp::MIN.as_microsecond(), jiff::Timestamp::MAX.as_microsecond());
    jiff::Timestamp::from_microsecond(clamped).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc() {
        assert_eq!(utc(Timestamp(0)), "1970-01-01T00:00:00Z");
        assert_eq!(utc(Timestamp(1_731_720_181_000_001)), "2024-11-16T01:23:01.000001Z");
        assert!(utc(Timestamp(i64::MAX)).starts_with("9999-12-3"), "{}", utc(Timestamp(i64::MAX)));
    }
}
