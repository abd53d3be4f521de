//! Which quotes may leave the group that heard them. Pure.

/// Listenings an area needs before a quote names it.
pub const LISTENINGS: i64 = 10;
/// Distinct themes heard there, so that the area does not give the theme away.
pub const THEMES: usize = 3;

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
    /// The listening lies in the area, and its quarter is the one that is named.
    pub in_area: bool,
    /// Listenings in the area in that quarter.
    pub listenings: i64,
    /// Distinct themes in them.
    pub themes: usize,
    /// A quote of this listening is shown already.
    pub quoted: bool,
}

/// Why an area with so many listenings and distinct themes in a quarter may not be named; nothing
/// when it may.
#[must_use]
pub const fn area_refusal(listenings: i64, themes: usize) -> Option<&'static str> {
    if listenings < LISTENINGS {
        return Some("An area needs at least 10 conversations in the quarter before it is named.");
    }
    if themes < THEMES {
        return Some(
            "An area needs at least 3 different themes in the quarter before it is named.",
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
    if let Some(sentence) = area_refusal(asked.listenings, asked.themes) {
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

    const FINE: Asked = Asked {
        agreed: true,
        cleared: true,
        has_theme: true,
        in_area: true,
        listenings: LISTENINGS,
        themes: THEMES,
        quoted: false,
    };

    #[test]
    fn a_quote_that_fulfils_everything_may_leave() {
        assert_eq!(refusal(FINE), None);
    }

    #[test]
    fn each_condition_alone_keeps_it_in() {
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
            Asked {
                listenings: LISTENINGS - 1,
                ..FINE
            },
            Asked {
                themes: THEMES - 1,
                ..FINE
            },
            Asked {
                quoted: true,
                ..FINE
            },
        ];

        for asked in without {
            assert!(refusal(asked).is_some(), "{asked:?}");
        }
    }
}
