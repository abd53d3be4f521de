//! Which quotes may leave the group that heard them. Pure.

use super::slices::SENSITIVE_K;

/// Listenings an area needs before a quote names it.
pub const LISTENINGS: i64 = 10;
/// Distinct themes heard there, so that the area does not give the theme away.
pub const THEMES: usize = 3;

/// What was heard in an area in a quarter, as far as a quote of one theme is concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Listenings.
    pub listenings: i64,
    /// Distinct themes in them.
    pub themes: usize,
    /// Listenings with the theme of the quote.
    pub with_theme: i64,
}

/// What is known of a quote that somebody wants to show.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one condition of the rule"
)]
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The person agreed to be quoted.
    pub agreed: bool,
    /// Somebody read the note and cleared it.
    pub cleared: bool,
    /// The theme occurs in the listening.
    pub has_theme: bool,
    /// The theme is a sensitive one.
    pub sensitive: bool,
    /// The listening lies in the area, and its quarter is the one that is named.
    pub in_area: bool,
    /// The area in that quarter.
    pub around: Around,
    /// A quote of this listening is shown already.
    pub quoted: bool,
}

/// Why an area may not be named beside a quote of this theme; nothing when it may. A sensitive theme
/// is named only where it is one of many: conversations with it *and* without it must be enough, or
/// the quote says of everybody there what it says of one.
#[must_use]
pub const fn area_refusal(around: Around, sensitive: bool) -> Option<&'static str> {
    if around.listenings < LISTENINGS {
        return Some("An area needs at least 10 conversations in the quarter before it is named.");
    }
    if around.themes < THEMES {
        return Some(
            "An area needs at least 3 different themes in the quarter before it is named.",
        );
    }
    let without = around.listenings - around.with_theme;
    if sensitive && (around.with_theme < SENSITIVE_K || without < SENSITIVE_K) {
        return Some(
            "This theme is a sensitive one: it is quoted only from an area with at least 10 \
             conversations about it in the quarter, and 10 about other things.",
        );
    }
    None
}

/// Why a quote stays with its group; nothing when it may leave.
#[must_use]
pub fn refusal(asked: Asked) -> Option<&'static str> {
    if !asked.agreed {
        return Some("The person did not say that they may be quoted.");
    }
    if !asked.cleared {
        return Some("Nobody has read this note and cleared it yet.");
    }
    if !asked.has_theme {
        return Some("This theme was not heard in that conversation.");
    }
    if !asked.in_area {
        return Some("That conversation does not belong to this area and quarter.");
    }
    if let Some(sentence) = area_refusal(asked.around, asked.sensitive) {
        return Some(sentence);
    }
    if asked.quoted {
        return Some("There is a quote of this conversation already, and one is all.");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: Around = Around {
        listenings: LISTENINGS,
        themes: THEMES,
        with_theme: 1,
    };
    const FINE: Asked = Asked {
        agreed: true,
        cleared: true,
        has_theme: true,
        sensitive: false,
        in_area: true,
        around: AROUND,
        quoted: false,
    };

    #[test]
    fn a_quote_that_fulfils_everything_may_leave() {
        assert_eq!(refusal(FINE), None);
    }

    #[test]
    fn each_condition_alone_keeps_it_in() {
        let around = |around: Around| Asked { around, ..FINE };
        let without = [
            Asked {
                agreed: false,
                ..FINE
            },
            Asked {
                cleared: false,
                ..FINE
            },
            Asked {
                has_theme: false,
                ..FINE
            },
            Asked {
                in_area: false,
                ..FINE
            },
            around(Around {
                listenings: LISTENINGS - 1,
                ..AROUND
            }),
            around(Around {
                themes: THEMES - 1,
                ..AROUND
            }),
            Asked {
                quoted: true,
                ..FINE
            },
        ];

        for asked in without {
            assert!(refusal(asked).is_some(), "{asked:?}");
        }
    }

    #[test]
    fn a_sensitive_theme_is_quoted_only_where_it_is_one_of_many() {
        let of = |listenings, with_theme| {
            let around = Around {
                listenings,
                with_theme,
                ..AROUND
            };
            area_refusal(around, true).is_some()
        };

        assert!(!of(20, 10));
        assert!(of(20, 9), "too few spoke of it");
        assert!(of(19, 10), "nearly everybody spoke of it");
        assert!(of(10, 1));
        assert_eq!(area_refusal(AROUND, false), None);
    }
}
