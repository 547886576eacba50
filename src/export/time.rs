//! Times as the formats write them.

use crate::annotation::Timestamp;

/// The first microsecond of the year 1: formats have no sign for a year.
const EARLIEST: i64 = -62_135_596_800_000_000;

/// `2024-11-16T01:23:01.000001Z`; a time out of the range of four digits' years becomes its nearest end.
pub(super) fn utc(time: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(time.0.max(EARLIEST)).unwrap_or(jiff::Timestamp::MAX).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc() {
        assert_eq!(utc(Timestamp(0)), "1970-01-01T00:00:00Z");
        assert_eq!(utc(Timestamp(1_731_720_181_000_001)), "2024-11-16T01:23:01.000001Z");
        assert!(utc(Timestamp(i64::MAX)).starts_with("9999-12-3"), "{}", utc(Timestamp(i64::MAX)));
        assert_eq!(utc(Timestamp(i64::MIN)), "0001-01-01T00:00:00Z");
    }
}
