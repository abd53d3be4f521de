//! Checked pieces of text: labels, prose, language codes.
//!
//! Lengths are counted in characters. No text holds U+0000, which one of the two databases cannot
//! keep. Text that people wrote is never put into an error message or a log.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::ToSchema;

/// The most characters of a [`Label`].
pub const LABEL_CHARS: usize = 60;
/// The most characters of a [`Prose`].
pub const PROSE_CHARS: usize = 4_000;

/// One short line, such as a house number or the name of a flat: 1 to 60 characters, no control
/// characters, no space at either end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[schema(value_type = String, min_length = 1, max_length = 60, examples("12A"))]
pub struct Label(String);

/// What somebody wrote or dictated: 1 to 4,000 characters, new lines and tabs allowed, something
/// in it that is not a space.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(value_type = String, min_length = 1, max_length = 4000)]
pub struct Prose(String);

/// The code of a language: two or three small letters, then perhaps a script or a region
/// (`pl`, `pa-Guru`, `zh-Hant`); BCP 47, cut to what the app offers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[schema(value_type = String, pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", examples("so"))]
pub struct Language(String);

/// The text does not fit its kind. Never says what the text was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not {wanted}")]
pub struct NotFitting {
    wanted: &'static str,
}

impl FromStr for Label {
    type Err = NotFitting;

    fn from_str(text: &str) -> Result<Self, NotFitting> {
        let fits = !text.is_empty()
            && text.trim() == text
            && text.chars().count() <= LABEL_CHARS
            && !text.chars().any(char::is_control);
        fits.then(|| Self(text.to_owned())).ok_or(NotFitting {
            wanted: "one line of 1 to 60 characters",
        })
    }
}

impl FromStr for Prose {
    type Err = NotFitting;

    fn from_str(text: &str) -> Result<Self, NotFitting> {
        let fits = !text.trim().is_empty()
            && text.chars().count() <= PROSE_CHARS
            && text
                .chars()
                .all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        fits.then(|| Self(text.to_owned())).ok_or(NotFitting {
            wanted: "a text of 1 to 4,000 characters",
        })
    }
}

impl FromStr for Language {
    type Err = NotFitting;

    fn from_str(text: &str) -> Result<Self, NotFitting> {
        let mut parts = text.split('-');
        let first = parts
            .next()
            .is_some_and(|p| matches!(p.len(), 2..=3) && p.bytes().all(|b| b.is_ascii_lowercase()));
        let rest: Vec<&str> = parts.collect();
        let fits = first
            && rest.len() <= 2
            && rest
                .iter()
                .all(|p| matches!(p.len(), 2..=8) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        fits.then(|| Self(text.to_owned())).ok_or(NotFitting {
            wanted: "a language code such as pl",
        })
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prose({} characters)", self.0.chars().count())
    }
}

macro_rules! text {
    ($($name:ident)+) => {$(
        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text itself, owned.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}
text!(Label Prose Language);

/// The schema of a list of words, by hand: the derive does not see words that come through a macro.
macro_rules! word_schema {
    ($name:ident, [$($word:expr),+ $(,)?]) => {
        impl ::utoipa::PartialSchema for $name {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::schema::Schema> {
                ::utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(::utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($word),+]))
                    .into()
            }
        }
        impl ::utoipa::ToSchema for $name {}
    };
}
pub(crate) use word_schema;

#[cfg(test)]
mod tests {
    use super::{Label, Language, Prose};

    #[test]
    fn a_label_is_one_short_line() {
        assert!("Flat 3".parse::<Label>().is_ok());
        for text in ["", " 3", "3 ", "a\nb", "\u{0}", &"x".repeat(61)] {
            assert!(text.parse::<Label>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn prose_keeps_new_lines_and_hides_itself_from_logs() {
        let note: Prose = "the lift\nis broken".parse().unwrap();

        assert_eq!(format!("{note:?}"), "Prose(18 characters)");
        assert!(" \n".parse::<Prose>().is_err());
        assert!("a\u{0}b".parse::<Prose>().is_err());
    }

    #[test]
    fn language_codes_are_codes() {
        for text in ["pl", "pa-Guru", "zh-Hant-HK", "som"] {
            assert!(text.parse::<Language>().is_ok(), "{text}");
        }
        for text in ["", "Polish", "p", "PL", "pl-", "pl-a-b-c", "pl_PL"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }
}
