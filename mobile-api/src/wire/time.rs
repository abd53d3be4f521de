//! Instants and days, without a clock.
//!
//! [`Moment`] is epoch milliseconds inside and RFC 3339 with `Z` on the wire; [`Day`] is a civil
//! date, `YYYY-MM-DD`, as people at a door would say it (Europe/London).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::ToSchema;

const DAY_MS: i64 = 86_400_000;

/// An instant in milliseconds since 1970-01-01T00:00:00Z.
///
/// On the wire RFC 3339: written as `2026-11-21T17:02:11.120Z`, read with any offset and any
/// number of decimals (what is finer than a millisecond is dropped), years 0000 to 9999.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, format = "date-time", examples("2026-11-21T17:02:11.120Z"))]
pub struct Moment(i64);

/// A civil date of the years 0000 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, format = "date", examples("2026-11-21"))]
pub struct Day(i64);

/// The text was not the instant or the date that it should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not {wanted}")]
pub struct NotATime {
    wanted: &'static str,
}

impl Moment {
    /// The instant `ms` milliseconds after the start of 1970 (UTC).
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the start of 1970 (UTC).
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The instant `ms` milliseconds later (earlier when negative), stopping at the ends of time.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this instant; negative when this one comes first.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl FromStr for Moment {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let mut rest = Rest(text.as_bytes());
        moment(&mut rest)
            .filter(|_| rest.0.is_empty())
            .ok_or(NotATime {
                wanted: "a time such as 2026-11-21T17:02:11Z",
            })
    }
}

fn moment(rest: &mut Rest<'_>) -> Option<Moment> {
    let day = day(rest)?;
    rest.byte(b'T')?;
    let hour = rest.digits(2).filter(|h| *h < 24)?;
    rest.byte(b':')?;
    let minute = rest.digits(2).filter(|m| *m < 60)?;
    rest.byte(b':')?;
    let second = rest.digits(2).filter(|s| *s < 60)?;
    let ms = if rest.byte(b'.').is_some() {
        rest.fraction_ms()?
    } else {
        0
    };
    let offset = match rest.next()? {
        b'Z' => 0,
        b'+' => rest.offset_minutes()?,
        b'-' => -rest.offset_minutes()?,
        _ => return None,
    };
    let minutes = hour * 60 + minute - offset;
    Some(Moment(
        day.number() * DAY_MS + minutes * 60_000 + second * 1_000 + ms,
    ))
}

fn day(rest: &mut Rest<'_>) -> Option<Day> {
    let year = rest.digits(4)?;
    rest.byte(b'-')?;
    let month = u8::try_from(rest.digits(2)?).ok()?;
    rest.byte(b'-')?;
    let day = u8::try_from(rest.digits(2)?).ok()?;
    Day::new(year, month, day)
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn byte(&mut self, wanted: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[wanted])?;
        Some(())
    }

    fn digits(&mut self, count: usize) -> Option<i64> {
        let mut number = 0;
        for _ in 0..count {
            number = number * 10 + i64::from(self.next().filter(u8::is_ascii_digit)? - b'0');
        }
        Some(number)
    }

    fn fraction_ms(&mut self) -> Option<i64> {
        let mut ms = self.digits(1)? * 100;
        for unit in [10, 1, 0, 0, 0, 0, 0, 0] {
            if self.0.first().is_some_and(u8::is_ascii_digit) {
                ms += self.digits(1)? * unit;
            }
        }
        Some(ms)
    }

    fn offset_minutes(&mut self) -> Option<i64> {
        let hours = self.digits(2).filter(|h| *h < 24)?;
        self.byte(b':')?;
        Some(hours * 60 + self.digits(2).filter(|m| *m < 60)?)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = Day::from_number(self.0.div_euclid(DAY_MS));
        let ms = self.0.rem_euclid(DAY_MS);
        let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60);
        write!(
            f,
            "{day}T{hour:02}:{minute:02}:{second:02}.{:03}Z",
            ms % 1_000
        )
    }
}

impl Day {
    /// The given date, or `None` when no calendar has it (30 February, month 13).
    #[must_use]
    pub fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((0..=9_999).contains(&year) && (1..=days).contains(&day))
            .then(|| Self(number_of(year, i64::from(month), i64::from(day))))
    }

    /// Days since 1970-01-01 (negative before it).
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// The date `number` days after 1970-01-01; the inverse of [`Day::number`].
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        Self(number)
    }
}

/// Days since 1970-01-01.
///
/// Counts years from March, so that the leap day is the last of its year, in cycles of 400.
fn number_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let cycle = year.div_euclid(400);
    let year_of_cycle = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    cycle * 146_097 + day_of_cycle - 719_468
}

/// Year, month and day of a number of days since 1970-01-01; undoes [`number_of`].
fn date_of(number: i64) -> (i64, i64, i64) {
    let shifted = number.saturating_add(719_468);
    let cycle = shifted.div_euclid(146_097);
    let day_of_cycle = shifted.rem_euclid(146_097);
    let year_of_cycle = (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524
        - day_of_cycle / 146_096)
        / 365;
    let day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    (
        year_of_cycle + cycle * 400 + i64::from(month <= 2),
        month,
        day,
    )
}

impl FromStr for Day {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let mut rest = Rest(text.as_bytes());
        day(&mut rest)
            .filter(|_| rest.0.is_empty())
            .ok_or(NotATime {
                wanted: "a date such as 2026-11-21",
            })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date_of(self.0);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

macro_rules! as_text {
    ($($name:ident)+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}
as_text!(Moment Day);

#[cfg(test)]
mod tests {
    use super::{Day, Moment};
    use proptest::prelude::*;

    #[test]
    fn offsets_and_decimals_are_read() {
        let utc: Moment = "2026-11-21T16:11:02Z".parse().unwrap();

        assert_eq!(utc.ms(), 1_795_277_462_000);
        assert_eq!("2026-11-21T17:11:02+01:00".parse(), Ok(utc));
        assert_eq!("2026-11-21T16:11:02.1239Z".parse(), Ok(utc.plus_ms(123)));
        assert_eq!(utc.to_string(), "2026-11-21T16:11:02.000Z");
    }

    #[test]
    fn what_no_clock_shows_is_refused() {
        for text in [
            "",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00Zx",
        ] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
        assert!("2024-02-29".parse::<Day>().is_ok());
        assert!("2024-2-29".parse::<Day>().is_err());
    }

    proptest! {
        #[test]
        fn every_moment_comes_back_from_its_text(ms in -62_167_219_200_000_i64..253_402_300_800_000) {
            let moment = Moment::from_ms(ms);
            prop_assert_eq!(moment.to_string().parse(), Ok(moment));
        }

        #[test]
        fn days_follow_each_other(number in -700_000_i64..2_900_000) {
            let day = Day::from_number(number);
            prop_assert_eq!(day.number(), number);
            prop_assert!(day < Day::from_number(number + 1));
        }
    }
}
