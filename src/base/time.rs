//! Instants, days, hour bands and quarters. Civil time is Europe/London throughout.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, SecondsFormat, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z: how both databases keep an instant.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, utoipa::ToSchema,
)]
#[sqlx(transparent)]
#[schema(value_type = String, format = DateTime)]
pub struct EpochMs(pub i64);

/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 3_600_000;
/// Milliseconds in a day.
pub const DAY_MS: i64 = 24 * HOUR_MS;

impl EpochMs {
    fn utc(self) -> DateTime<Utc> {
        Utc.timestamp_millis_opt(self.0)
            .single()
            .unwrap_or_default()
    }

    /// This instant and `ms` milliseconds.
    #[must_use]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The instant of an HTTP header such as `Tue, 15 Nov 1994 08:12:31 GMT`.
    #[must_use]
    pub fn from_http(text: &str) -> Option<Self> {
        let instant = DateTime::parse_from_rfc2822(text.trim()).ok()?;
        Some(Self(instant.timestamp_millis()))
    }

    /// The civil day in London at this instant.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.utc().with_timezone(&London).date_naive())
    }

    /// The hour of the day in London at this instant, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u32 {
        self.utc().with_timezone(&London).hour()
    }
}

impl fmt::Display for EpochMs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl FromStr for EpochMs {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(DateTime::parse_from_rfc3339(text)?.timestamp_millis()))
    }
}

impl Serialize for EpochMs {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EpochMs {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| {
            serde::de::Error::custom(format!(
                "`{text}` is not a time such as 2026-11-21T17:02:11Z"
            ))
        })
    }
}

/// A civil day in London, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, utoipa::ToSchema)]
#[schema(value_type = String, format = Date)]
pub struct Day(NaiveDate);

impl Day {
    /// The day of that year, month and day of month, or `None` where there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The day `days` later (earlier when negative).
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let moved = if days >= 0 {
            self.0.checked_add_days(Days::new(days.unsigned_abs()))
        } else {
            self.0.checked_sub_days(Days::new(days.unsigned_abs()))
        };
        Self(moved.unwrap_or(self.0))
    }

    /// Monday and Sunday of its week.
    #[must_use]
    pub fn week(self) -> (Self, Self) {
        let monday = self.plus_days(-i64::from(self.0.weekday().num_days_from_monday()));
        (monday, monday.plus_days(6))
    }

    /// The first and the last day of its month.
    #[must_use]
    pub fn month(self) -> (Self, Self) {
        let first = self.plus_days(-i64::from(self.0.day0()));
        let days = i64::from(self.0.num_days_in_month());
        (first, first.plus_days(days - 1))
    }

    /// The same day of the month `months` later, or that month's last day.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(
            self.0
                .checked_add_months(Months::new(months))
                .unwrap_or(self.0),
        )
    }

    /// As people write it: `12 June 2026`.
    #[must_use]
    pub fn in_words(self) -> String {
        self.0.format("%-d %B %Y").to_string()
    }

    /// Whole days from `earlier` to this day.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The instant at `hour`:`minute` of this day in London; an hour that the clock change skips
    /// is the hour after it.
    #[must_use]
    pub fn at(self, hour: u32, minute: u32) -> EpochMs {
        let time = self.0.and_hms_opt(hour, minute, 0).unwrap_or_default();
        let local = London.from_local_datetime(&time);
        let instant = local
            .earliest()
            .unwrap_or_else(|| London.from_utc_datetime(&time));
        EpochMs(instant.timestamp_millis())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%Y-%m-%d").fmt(f)
    }
}

impl FromStr for Day {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Self)
            .map_err(|_| format!("`{text}` is not a day such as 2026-11-21"))
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

crate::text_column!(Day);

/// A quarter of a programme's year, written `2026-Q2`: the year in which the programme's year
/// starts, and the quarter from 1 to 4.
///
/// A programme whose year starts in April has `2026-Q1` from 1 April to 30 June 2026 and
/// `2026-Q4` from 1 January to 31 March 2027. Quarters are computed from days, never typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, utoipa::ToSchema)]
#[schema(value_type = String, example = "2026-Q2")]
pub struct Quarter(i32);

impl Quarter {
    /// The quarter that holds `day`, in years that start with month `start_month` (1 to 12).
    #[must_use]
    pub fn of(day: Day, start_month: u32) -> Self {
        let months = day.0.year() * 12 + day.0.month0().cast_signed()
            - (start_month.clamp(1, 12) - 1).cast_signed();
        Self(months.div_euclid(3))
    }

    /// The year in which the programme's year starts.
    const fn year(self) -> i32 {
        self.0.div_euclid(4)
    }

    /// Quarters of that year before this one, 0 to 3.
    const fn before(self) -> u32 {
        self.0.rem_euclid(4).unsigned_abs()
    }

    /// First day of the quarter.
    #[must_use]
    pub fn first_day(self, start_month: u32) -> Day {
        let january = NaiveDate::from_ymd_opt(self.year(), 1, 1).unwrap_or_default();
        let months = (start_month.clamp(1, 12) - 1) + self.before() * 3;
        Day(january
            .checked_add_months(Months::new(months))
            .unwrap_or(january))
    }

    /// Last day of the quarter.
    #[must_use]
    pub fn last_day(self, start_month: u32) -> Day {
        self.next().first_day(start_month).plus_days(-1)
    }

    /// The quarter after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year(), self.before() + 1)
    }
}

impl FromStr for Quarter {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is not a quarter such as 2026-Q2");
        let (year, quarter) = text.split_once("-Q").ok_or_else(wrong)?;
        let year: i32 = year.parse().map_err(|_| wrong())?;
        let quarter: i32 = quarter.parse().map_err(|_| wrong())?;
        if !(1..=4).contains(&quarter) || !(1900..=2999).contains(&year) {
            return Err(wrong());
        }
        Ok(Self(year * 4 + quarter - 1))
    }
}

impl Serialize for Quarter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quarter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

crate::text_column!(Quarter);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_financial_year_starts_in_april_and_its_last_quarter_is_in_the_next_year() {
        let quarter = |text: &str| Quarter::of(text.parse().unwrap(), 4).to_string();

        assert_eq!(quarter("2026-04-01"), "2026-Q1");
        assert_eq!(quarter("2026-03-31"), "2025-Q4");
        assert_eq!(quarter("2027-01-01"), "2026-Q4");
    }

    #[test]
    fn a_quarter_ends_the_day_before_the_next_begins() {
        let quarter: Quarter = "2026-Q4".parse().unwrap();

        assert_eq!(quarter.first_day(4).to_string(), "2027-01-01");
        assert_eq!(quarter.last_day(4).to_string(), "2027-03-31");
        assert_eq!(quarter.next().to_string(), "2027-Q1");
    }

    #[test]
    fn a_shift_just_before_midnight_in_summer_belongs_to_the_london_day() {
        let instant: EpochMs = "2026-06-30T23:30:00Z".parse().unwrap();

        assert_eq!(instant.day().to_string(), "2026-07-01");
        assert_eq!(instant.hour(), 0);
    }

    #[test]
    fn an_hour_that_the_clock_change_skips_is_still_an_instant() {
        let day: Day = "2026-03-29".parse().unwrap();

        assert_eq!(day.at(1, 30).to_string(), "2026-03-29T01:30:00.000Z");
    }
}
