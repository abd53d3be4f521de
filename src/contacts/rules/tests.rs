use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn only_a_charity_has_the_soft_opt_in_and_only_for_email_and_texts_since_february_2026() {
    let (before, since) = (day("2026-02-04"), day("2026-02-05"));
    for form in LegalForm::ALL {
        for channel in Channel::ALL {
            let soft =
                *form == LegalForm::Charity && matches!(channel, Channel::Email | Channel::Text);
            let post = *channel == Channel::Post;

            let (earlier, now) = (
                legal_rule(*form, *channel, before),
                legal_rule(*form, *channel, since),
            );

            assert_eq!(now == LegalRule::CharitySoftOptIn, soft, "{form} {channel}");
            assert_eq!(earlier == LegalRule::Consent, !post, "{form} {channel}");
            assert_eq!(now == LegalRule::LegitimateInterests, post);
        }
    }
}

#[test]
fn a_promise_that_does_not_say_how_to_stop_leaves_only_the_yes() {
    let mut consent = Consent {
        purposes: vec![ContactPurpose::News],
        wording: "contact-1".to_owned(),
        language: "en".to_owned(),
        given_on: day("2026-05-16"),
        parent_agreed: false,
    };
    let rule = |consent: &Consent| rule_of(LegalForm::Charity, Channel::Email, consent);
    assert_eq!(rule(&consent), LegalRule::CharitySoftOptIn);

    "of our own".clone_into(&mut consent.wording);

    assert_eq!(rule(&consent), LegalRule::Consent);
}

#[test]
fn a_child_is_never_kept_and_a_young_person_only_with_a_parents_yes() {
    assert_eq!(old_enough(Age::Under13, true), Err(Ending::TooYoung));
    assert_eq!(old_enough(Age::From13To17, false), Err(Ending::TooYoung));
    assert_eq!(old_enough(Age::From13To17, true), Ok(()));
    assert_eq!(old_enough(Age::Adult, false), Ok(()));
}

#[test]
fn an_expired_consent_can_be_renewed_but_not_used() {
    assert!(after(ConsentState::Expired, Step::Use).is_err());
    assert_eq!(
        after(ConsentState::Expired, Step::Renew),
        Ok(ConsentState::Renewed)
    );
    assert_eq!(
        after(ConsentState::Renewed, Step::Use),
        Ok(ConsentState::Used)
    );
}

#[test]
fn one_number_is_one_number_however_it_is_written() {
    for text in [
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "+44 (0)7700 900-123",
        "0044 7700 900123",
        "(07700) 900.123",
        "０７７００ ９００１２３",
    ] {
        assert_eq!(phone(text).as_deref(), Some("+447700900123"), "{text}");
    }
    assert_eq!(phone("+48 600 100 200").as_deref(), Some("+48600100200"));
    for text in ["", "900123", "12", "ring my mum", "07700 900123 after 6"] {
        assert_eq!(phone(text), None, "{text}");
    }
}

#[test]
fn one_address_is_one_address_and_nonsense_is_none() {
    assert_eq!(
        email(" Ana@Example.ORG ").as_deref(),
        Some("ana@example.org")
    );
    for text in [
        "ana",
        "ana@",
        "@example.org",
        "ana@example",
        "a na@example.org",
        "a@b..c",
    ] {
        assert_eq!(email(text), None, "{text}");
    }
}

#[test]
fn a_name_is_found_without_accents_and_in_any_order() {
    assert_eq!(folded("Kowalska, Łucja"), folded("lucja KOWALSKA"));
    assert_eq!(folded("José Núñez"), "jose nunez");
    assert_eq!(folded("O’Neill"), folded("O'Neill"));
    assert_eq!(folded("Nguyễn Thị Đào"), "dao nguyen thi");
    assert!(holds(&folded("Łucja Kowalska"), &folded("kowalska")));
    assert!(!holds(&folded("Łucja Kowalska"), &folded("kowal")));
    assert!(!holds(&folded("Łucja Kowalska"), ""));
}

#[test]
fn names_in_scripts_without_small_letters_stay_what_they_are() {
    assert_ne!(folded("শেফালী"), folded("শিউলি"));
    assert_ne!(folded("علی"), "");
}

#[test]
fn what_was_agreed_holds_no_name_no_number_and_no_address() {
    assert!(what("Ring back Tuesday 26 May after 18:30 about the bus").is_ok());
    assert_eq!(
        what("Ask for Łucja Kowalska about the bus").as_deref(),
        Ok("Ask for [NAME] about the bus")
    );
    for told in [
        "ring 07700 900123",
        "ring her on o77oo 9oo123 tonight",
        "write to ana@example.org",
        "call round at flat 3b, 12 Elm Road",
    ] {
        let refused = what(told).unwrap_err();
        assert!(
            !refused.contains("900") && !refused.contains("Elm"),
            "{told}"
        );
    }
    assert!(what(" ").is_err());
    assert!(what(&"x".repeat(201)).is_err());
}

#[test]
fn a_code_is_read_back_however_it_was_typed() {
    let made = code(&[
        31, 0, 1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0,
    ]);

    assert_eq!(made.len(), 14);
    assert_eq!(
        code_typed(&made.to_lowercase()).as_deref(),
        Some(made.as_str())
    );
    let slips = made.replace('-', " ").replace('0', "o").replace('1', "l");
    assert_eq!(code_typed(&slips).as_deref(), Some(made.as_str()));
    assert_eq!(code_typed("K7M2"), None);
    assert_eq!(code_typed("K7M2-9QXA-0TB€"), None);
}

#[test]
fn a_follow_up_that_has_ended_stays_ended() {
    use FollowUpState as S;
    assert_eq!(follow_up_after(S::Due, Work::Try), Ok(S::Tried));
    assert_eq!(follow_up_after(S::Tried, Work::Do), Ok(S::Done));
    for state in [S::Done, S::DidNotHappen, S::Withdrawn, S::Expired] {
        assert!(follow_up_after(state, Work::Try).is_err());
    }
    let due = day("2026-05-19");
    assert_eq!(follow_up_on(S::Agreed, due, day("2026-05-18")), S::Agreed);
    assert_eq!(follow_up_on(S::Agreed, due, due), S::Due);
    assert_eq!(follow_up_on(S::Tried, due, due), S::Tried);
}
