//! Figures and days in plain words, as returns and lists of what is missing print them. Pure.

use crate::base::time::Day;

/// A day as people write it: `12 June 2026`.
#[must_use]
pub fn day(day: Day) -> String {
    day.in_words()
}

/// A number with its noun: `1 record`, `4 records`.
#[must_use]
pub fn count(n: i64, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}

/// A share in percent with one decimal, rounded half up, in whole numbers; absent where there is
/// nothing to share. Of a part that is negative (more was taken back than came) there is no share.
#[must_use]
pub fn percent(part: i64, whole: i64) -> Option<String> {
    if whole <= 0 || part < 0 {
        return None;
    }
    let tenths = (2 * 1_000 * part + whole) / (2 * whole);
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_as_people_write_it() {
        assert_eq!(day("2026-06-02".parse().unwrap()), "2 June 2026");
        assert_eq!(day("2027-12-31".parse().unwrap()), "31 December 2027");
    }

    #[test]
    fn one_is_one_and_none_is_many() {
        assert_eq!(count(1, "record", "records"), "1 record");
        assert_eq!(count(0, "record", "records"), "0 records");
    }

    #[test]
    fn a_share_of_nothing_is_no_share() {
        assert_eq!(percent(62, 80).as_deref(), Some("77.5"));
        assert_eq!(percent(2, 3).as_deref(), Some("66.7"));
        assert_eq!(percent(0, 80).as_deref(), Some("0.0"));
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(-1, 80), None);
    }
}
