//! What the law and the house allow with contact details. Pure.

use mobile_api::guard::{Kind, Places, guard};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::model::{
    Age, Channel, Consent, ConsentState, Contact, ContactPurpose, Details, Ending, FollowUpState,
    LegalRule,
};
use crate::{access::model::LegalForm, base::time::Day};

/// Days without a word after which a consent expires: six months.
pub const QUIET_DAYS: i64 = 183;
/// Days after which expired details are gone: within the 30 that were promised, also when the daily
/// job misses a week.
pub const EXPIRED_DAYS: i64 = 21;
/// Days for which sealed details that do not open are kept.
pub const UNREADABLE_DAYS: i64 = 30;
/// Days for which a phone can take details back by its own record: as long as an envelope lives.
pub const ORIGIN_DAYS: i64 = 7;
/// Days in which a follow-up is done, if nobody says otherwise: 72 hours.
pub const DUE_DAYS: i64 = 3;
/// Days after its due day on which a follow-up expires.
pub const OVERDUE_DAYS: i64 = 30;
/// The most characters of what was agreed.
pub const MOST_WHAT: usize = 200;

/// The day from which charities have a soft opt-in of their own.
const SOFT_OPT_IN_FROM: (i32, u32, u32) = (2026, 2, 5);
/// Promises that say, when details are given, how to stop: without that there is no soft opt-in.
const PROMISES_WITH_STOP: &[&str] = &["contact-1"];

/// The rule that using a channel stands on, by the hub's legal form and the day the details were
/// given.
///
/// - E-mail and texts are electronic mail: regulation 22 of the Privacy and Electronic
///   Communications Regulations 2003 (PECR) wants consent. Charities alone have the
///   charitable-purpose soft opt-in (section 114 of the Data (Use and Access) Act 2025, in force
///   since 5 February 2026; ICO guidance of 28 April 2026), for details that the person gave to
///   this charity while showing interest, with a way to say no then and in every message. It does
///   not reach back: details given before that day need consent. A community interest company, a
///   company, a group without incorporation and a council have no such rule, whatever good they do.
/// - Live calls: regulation 21 forbids calls to numbers of the Telephone Preference Service without
///   consent. Nobody here looks numbers up there, so a call stands on consent.
/// - Post is not electronic: legitimate interests (article 6(1)(f) UK GDPR), with the right to
///   object at any time.
#[must_use]
pub fn legal_rule(form: LegalForm, channel: Channel, given_on: Day) -> LegalRule {
    let (year, month, day) = SOFT_OPT_IN_FROM;
    let in_force = Day::new(year, month, day).is_some_and(|from| from <= given_on);
    match (channel, form) {
        (Channel::Post, _) => LegalRule::LegitimateInterests,
        (Channel::Email | Channel::Text, LegalForm::Charity) if in_force => {
            LegalRule::CharitySoftOptIn
        }
        (
            Channel::Email | Channel::Text | Channel::Phone,
            LegalForm::Charity
            | LegalForm::Cic
            | LegalForm::Company
            | LegalForm::Unincorporated
            | LegalForm::PublicBody,
        ) => LegalRule::Consent,
    }
}

/// [`legal_rule`] for a consent as it was given: without a promise that says how to stop, the soft
/// opt-in falls away and only the yes itself carries.
#[must_use]
pub fn rule_of(form: LegalForm, channel: Channel, consent: &Consent) -> LegalRule {
    match legal_rule(form, channel, consent.given_on) {
        LegalRule::CharitySoftOptIn if !PROMISES_WITH_STOP.contains(&consent.wording.as_str()) => {
            LegalRule::Consent
        }
        rule => rule,
    }
}

/// What keeps details from being stored because of somebody's age.
///
/// # Errors
/// [`Ending::TooYoung`].
pub const fn old_enough(age: Age, parent_agreed: bool) -> Result<(), Ending> {
    match age {
        Age::Adult => Ok(()),
        Age::From13To17 if parent_agreed => Ok(()),
        Age::Under13 | Age::From13To17 => Err(Ending::TooYoung),
    }
}

/// The last day before a consent expires by itself, when nothing happens after `active_on`.
#[must_use]
pub fn expires_on(active_on: Day) -> Day {
    active_on.plus_days(QUIET_DAYS)
}

/// Something that happens to a consent and leaves it in the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody gets in touch.
    Use,
    /// They say yes again.
    Renew,
    /// Six months without a word.
    Expire,
}

/// Where a consent stands after a step.
///
/// # Errors
/// One sentence when the step cannot be taken.
pub const fn after(state: ConsentState, step: Step) -> Result<ConsentState, &'static str> {
    use ConsentState as S;
    match (state, step) {
        (S::Given | S::Used | S::Renewed, Step::Use) => Ok(S::Used),
        (S::Expired, Step::Use) => Err(
            "This consent has expired: nobody may use it any more. Only the person can renew it.",
        ),
        (S::Given | S::Used | S::Renewed | S::Expired, Step::Renew) => Ok(S::Renewed),
        (S::Given | S::Used | S::Renewed | S::Expired, Step::Expire) => Ok(S::Expired),
    }
}

/// Whether somebody may be reached by this channel for this purpose.
///
/// # Errors
/// One sentence on what they did not agree to.
pub fn may_use(
    contact: &Contact,
    channel: Channel,
    purpose: ContactPurpose,
) -> Result<LegalRule, &'static str> {
    after(contact.state, Step::Use)?;
    if !contact.consent.purposes.contains(&purpose) {
        return Err("This person did not agree to that. Look at `purposes`.");
    }
    contact
        .rule(channel)
        .ok_or("This person cannot be reached that way. Look at `channels`.")
}

/// Something somebody does about a follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// They tried, and try again.
    Try,
    /// They did it.
    Do,
    /// It comes to nothing.
    GiveUp,
}

/// Where a follow-up stands after somebody did something about it.
///
/// # Errors
/// One sentence when it has ended.
pub const fn follow_up_after(
    state: FollowUpState,
    work: Work,
) -> Result<FollowUpState, &'static str> {
    use FollowUpState as S;
    match (state, work) {
        (S::Agreed | S::Due | S::Tried, Work::Try) => Ok(S::Tried),
        (S::Agreed | S::Due | S::Tried, Work::Do) => Ok(S::Done),
        (S::Agreed | S::Due | S::Tried, Work::GiveUp) => Ok(S::DidNotHappen),
        (S::Done | S::DidNotHappen | S::Withdrawn | S::Expired, _) => {
            Err("This follow-up has ended. Agree a new one.")
        }
    }
}

/// Where an open follow-up stands on a day: one that was agreed is due from its day on.
#[must_use]
pub fn follow_up_on(state: FollowUpState, due_on: Day, today: Day) -> FollowUpState {
    if state == FollowUpState::Agreed && due_on <= today {
        return FollowUpState::Due;
    }
    state
}

/// A number as it is compared: digits with the country in front. `None` for what is no number.
#[must_use]
pub fn phone(text: &str) -> Option<String> {
    let text: String = text.nfkc().collect();
    let text = text.trim();
    let known = |c: char| c.is_ascii_digit() || "+()-./ \u{2010}\u{2011}\u{2013}".contains(c);
    if !text.chars().all(known) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let abroad = if text.starts_with('+') {
        Some(digits.clone())
    } else {
        digits.strip_prefix("00").map(ToOwned::to_owned)
    };
    let whole = match abroad {
        // `+44 (0)7700 …` has a zero that nobody dials from abroad.
        Some(number) => match number.strip_prefix("440") {
            Some(rest) => format!("44{rest}"),
            None => number,
        },
        None => match digits.strip_prefix('0') {
            Some(rest) => format!("44{rest}"),
            None => return None,
        },
    };
    (8..=15).contains(&whole.len()).then(|| format!("+{whole}"))
}

/// An e-mail address as it is compared. `None` for what is none.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    let text: String = text.trim().nfkc().flat_map(char::to_lowercase).collect();
    let (user, host) = text.rsplit_once('@')?;
    let plain = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    let dotted = host.contains('.') && host.split('.').all(|part| !part.is_empty());
    (plain(user) && plain(host) && dotted && text.chars().count() <= 254).then_some(text)
}

/// Words as they are compared: small letters without accents, signs as spaces, sorted, so that
/// `Kowalska, Anna` is `anna kowalska`.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut plain = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        match c {
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            // Apostrophes and accents go; the vowel signs of other scripts are letters.
            '\'' | '\u{2019}' | '\u{2bc}' | '\u{300}'..='\u{36f}' => {}
            c if c.is_alphanumeric() || is_combining_mark(c) => plain.push(c),
            _ => plain.push(' '),
        }
    }
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether every word of one folded text stands in another.
#[must_use]
pub fn holds(folded: &str, asked: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    !asked.is_empty() && asked.split(' ').all(|word| words.contains(&word))
}

/// What a value is compared by, by channel; what cannot be read as a number or an address stands for
/// itself. A postal address alone names a home, so the name belongs to it.
#[must_use]
pub fn compared(details: &Details, channel: Channel) -> Option<String> {
    let text = details.value(channel)?.reveal();
    Some(match channel {
        Channel::Phone | Channel::Text => phone(text).unwrap_or_else(|| folded(text)),
        Channel::Email => email(text).unwrap_or_else(|| folded(text)),
        Channel::Post => format!("{}|{}", folded(details.name.reveal()), folded(text)),
    })
}

/// What details lack, in one sentence that repeats none of them. At the desk a number is one; what a
/// phone sealed may hold a slip, which somebody corrects.
///
/// # Errors
/// The sentence.
pub fn check(details: &Details, strict: bool) -> Result<(), &'static str> {
    let name = details.name.reveal();
    let length = |text: &str| text.chars().count();
    let longest = |value: &Option<crate::base::secret::Secret<String>>| {
        value.as_ref().map_or(0, |value| length(value.reveal()))
    };
    if name.is_empty() || length(name) > 120 {
        return Err("`name` has 1 to 120 characters.");
    }
    if details.channels().is_empty() {
        return Err("One of `phone`, `email` and `post` is needed: else nobody can be reached.");
    }
    let values = [&details.phone, &details.email, &details.post];
    if values.iter().any(|value| longest(value) > 400) {
        return Err("`phone`, `email` and `post` have at most 400 characters.");
    }
    let bad = |value: &Option<crate::base::secret::Secret<String>>,
               read: fn(&str) -> Option<String>| {
        value
            .as_ref()
            .is_some_and(|value| read(value.reveal()).is_none())
    };
    if strict && bad(&details.phone, phone) {
        return Err("`phone` is a number with its area code, such as 01632 960001.");
    }
    if strict && bad(&details.email, email) {
        return Err("`email` is an address such as name@example.org.");
    }
    Ok(())
}

/// What was agreed, as it is kept: a few words about what to do. The guard on notes looks at it: a
/// name becomes a placeholder, because whose it is stands in the vault; a number or an address is
/// refused, because it has its own place there.
///
/// # Errors
/// One sentence that repeats none of it.
pub fn what(text: &str) -> Result<String, &'static str> {
    what_to_do(text, &Places::default())
}

/// The same where the names of streets are known, and stay.
///
/// # Errors
/// As [`what`].
pub fn what_to_do(text: &str, places: &Places) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > MOST_WHAT {
        return Err("`what` has 1 to 200 characters.");
    }
    let seen = guard(text, places);
    if seen.spans.iter().any(|span| span.kind != Kind::Person) {
        return Err(
            "`what` holds what looks like a number, an address or a date of birth. Those belong in \
             the vault's own fields; say here only what to do.",
        );
    }
    Ok(seen.redacted)
}

/// The letters of a code: none that look like another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code of twelve letters, 60 bits of a mark: `K7M2-9QXA-0TBE`.
#[must_use]
pub fn code(mark: &[u8; 32]) -> String {
    let mut letters = String::new();
    for (n, byte) in mark.iter().take(12).enumerate() {
        if n > 0 && n % 4 == 0 {
            letters.push('-');
        }
        letters.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    letters
}

/// A code as somebody typed it, put right: small letters, gaps, and letters taken for others.
#[must_use]
pub fn code_typed(text: &str) -> Option<String> {
    let letters: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            'U' => 'V',
            c => c,
        })
        .collect();
    let known = letters.bytes().all(|letter| LETTERS.contains(&letter));
    if letters.len() != 12 || !known {
        return None;
    }
    let fours: Vec<&str> = [0, 4, 8]
        .iter()
        .filter_map(|from| letters.get(*from..from + 4))
        .collect();
    Some(fours.join("-"))
}

#[cfg(test)]
mod tests;
