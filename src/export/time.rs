//! Times as the formats write them.

use crate::annotation::Timestamp;

/// `2024-11-16T01:23:01.000001Z`; a time out of the calendar's range becomes its nearest end.
pub(super) fn utc(time: Timestamp) -> String {
    let nearest = if time.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
    jiff::Timestamp::from_microsecond(time.0).unwrap_or(nearest).to_string()
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
