//! How long things stay, and when an answer is due. Pure.

use super::model::{Class, RequestKind, RetentionRule};
use crate::base::time::{Day, EpochMs};

/// The program's own rule for a class, and how far a hub may go from it.
#[derive(Clone, Copy, Debug)]
pub struct Standard {
    /// Of what.
    pub class: Class,
    /// Days it stays unless the hub says otherwise. Longer takes a reason.
    pub days: i64,
    /// The fewest days a hub may set: below them, the rule would defeat another.
    pub least: i64,
    /// From which day they are counted.
    pub counted_from: &'static str,
    /// Why it may stay so long.
    pub basis: &'static str,
    /// Who answers for it.
    pub owner: &'static str,
}

/// The most days any reason may buy.
pub const MOST_DAYS: i64 = 3_660;

const INTERESTS: &str = "legitimate interests";
const DUTY: &str = "duty to show that the law is kept";
const OFFICER: &str = "data protection officer";
const LEAD: &str = "lead organiser";

/// The program's own rules, in the order in which they are shown and followed.
pub const STANDARDS: &[Standard] = &[
    Standard {
        class: Class::Notes,
        days: 365,
        least: 1,
        counted_from: "the last day the listening may be of",
        basis: INTERESTS,
        owner: LEAD,
    },
    Standard {
        class: Class::HeldNotes,
        days: 14,
        least: 1,
        counted_from: "the last day the listening may be of",
        basis: INTERESTS,
        owner: LEAD,
    },
    Standard {
        class: Class::Visits,
        days: 84,
        least: 1,
        counted_from: "the end of the campaign",
        basis: INTERESTS,
        owner: LEAD,
    },
    Standard {
        class: Class::Contacts,
        days: 183,
        least: 1,
        counted_from: "the last activity",
        basis: "consent, or legitimate interests for post",
        owner: "vault keeper",
    },
    Standard {
        class: Class::HeldRecords,
        days: 14,
        least: 3,
        counted_from: "the day it arrived",
        basis: INTERESTS,
        owner: LEAD,
    },
    Standard {
        class: Class::SealedWork,
        days: 30,
        least: 7,
        counted_from: "the day it arrived",
        basis: INTERESTS,
        owner: LEAD,
    },
    Standard {
        class: Class::CheckIns,
        days: 30,
        least: 2,
        counted_from: "the moment it was said",
        basis: "safety of people who work for us",
        owner: LEAD,
    },
    Standard {
        class: Class::Reflections,
        days: 365,
        least: 1,
        counted_from: "the shift, or the day it was written",
        basis: "they are the organiser's own",
        owner: LEAD,
    },
    Standard {
        class: Class::SignIns,
        days: 30,
        least: 1,
        counted_from: "the end of the sign-in",
        basis: "security",
        owner: "hub manager",
    },
    Standard {
        class: Class::Requests,
        days: 730,
        least: 90,
        counted_from: "the day of the answer",
        basis: DUTY,
        owner: OFFICER,
    },
    Standard {
        class: Class::Audit,
        days: 730,
        least: 365,
        counted_from: "the day of the entry",
        basis: DUTY,
        owner: OFFICER,
    },
    Standard {
        class: Class::Backups,
        days: 30,
        least: 1,
        counted_from: "the day it was made",
        basis: "security",
        owner: "whoever runs the server",
    },
];

/// The program's own rule for a class.
///
/// # Panics
/// Never: a test sees to it that every class has one.
#[must_use]
pub fn standard(class: Class) -> &'static Standard {
    let found = STANDARDS.iter().find(|standard| standard.class == class);
    found.expect("every class has a rule")
}

impl Standard {
    /// As a rule nobody changed.
    #[must_use]
    pub fn rule(&self) -> RetentionRule {
        RetentionRule {
            class: self.class,
            days: self.days,
            counted_from: self.counted_from.to_owned(),
            basis: self.basis.to_owned(),
            owner: self.owner.to_owned(),
            reason: None,
            changed_at: None,
        }
    }
}

/// A rule as a hub wants it.
///
/// # Errors
/// One sentence: what is wrong and what would do.
pub fn changed(
    class: Class,
    days: i64,
    reason: Option<&str>,
    now: EpochMs,
) -> Result<RetentionRule, String> {
    let standard = standard(class);
    let reason = reason.map(str::trim).filter(|text| !text.is_empty());
    if days < standard.least {
        return Err(format!(
            "`{class}` stays {} days at least: below that, another rule could not be kept.",
            standard.least
        ));
    }
    if days > MOST_DAYS {
        return Err(format!("`days` is {MOST_DAYS} (ten years) at most."));
    }
    if days > standard.days && reason.is_none_or(|text| text.chars().count() < 10) {
        return Err(format!(
            "`{class}` stays {} days at most. Longer needs a `reason` of 10 to 500 characters.",
            standard.days
        ));
    }
    if reason.is_some_and(|text| text.chars().count() > 500) {
        return Err("`reason` has 500 characters at most.".to_owned());
    }
    Ok(RetentionRule {
        days,
        reason: reason.map(ToOwned::to_owned),
        changed_at: Some(now),
        ..standard.rule()
    })
}

/// The first day that stays: what is from before it goes.
#[must_use]
pub fn cutoff(today: Day, days: i64) -> Day {
    today.plus_days(-days)
}

/// The last day for an answer: one month for requests, 30 days to tell that a complaint came.
#[must_use]
pub fn due_on(kind: RequestKind, opened_on: Day) -> Day {
    match kind {
        RequestKind::Access
        | RequestKind::Erasure
        | RequestKind::Rectification
        | RequestKind::Objection => opened_on.plus_months(1),
        RequestKind::Complaint => opened_on.plus_days(30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn every_class_has_one_rule() {
        for class in Class::ALL {
            let of = STANDARDS.iter().filter(|rule| rule.class == *class);
            assert_eq!(of.count(), 1, "{class}");
        }
        assert!(STANDARDS.iter().all(|rule| rule.least <= rule.days));
    }

    #[test]
    fn an_answer_is_due_on_the_same_day_of_the_next_month_or_its_last() {
        let due = |text| due_on(RequestKind::Access, day(text)).to_string();

        assert_eq!(due("2026-05-16"), "2026-06-16");
        assert_eq!(due("2026-01-31"), "2026-02-28");
        assert_eq!(due("2026-12-31"), "2027-01-31");
        assert_eq!(
            due_on(RequestKind::Complaint, day("2026-05-16")).to_string(),
            "2026-06-15"
        );
    }

    #[test]
    fn a_rule_gets_shorter_freely_and_longer_only_with_a_reason() {
        let now = EpochMs(0);
        let set = |days, reason| changed(Class::Visits, days, reason, now);

        assert_eq!(set(30, None).unwrap().days, 30);
        assert_eq!(set(84, None).unwrap().days, 84);
        assert!(set(85, None).unwrap_err().contains("84 days at most"));
        assert!(set(85, Some("  short  ")).is_err());
        let longer = set(120, Some("a court asked us to keep them")).unwrap();
        assert_eq!(
            longer.reason.as_deref(),
            Some("a court asked us to keep them")
        );
        assert!(set(0, None).is_err());
        assert!(set(4_000, Some("a court asked us to keep them")).is_err());
        assert!(changed(Class::Audit, 30, None, now).is_err());
    }
}
