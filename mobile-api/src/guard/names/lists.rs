//! The words that a rule looks for by themselves.

/// After these and "in", what follows is no place.
pub(super) const CONFIDES: [&str; 8] = [
    "believe",
    "believes",
    "confides",
    "confided",
    "trusts",
    "interest",
    "interested",
    "faith",
];
/// After "the" and a name: the name is a family's.
pub(super) const FAMILY: [&str; 9] = [
    "fam", "family", "girls", "boys", "lads", "kids", "sisters", "brothers", "twins",
];
/// After an article and a name: people, so that the name is one.
pub(super) const GROUP: [&str; 22] = [
    "fam",
    "fams",
    "family",
    "girls",
    "boys",
    "lads",
    "kids",
    "sisters",
    "brothers",
    "twins",
    "household",
    "lot",
    "house",
    "home",
    "place",
    "clan",
    "girl",
    "boy",
    "lad",
    "brother",
    "sister",
    "couple",
];
/// What a person does not do, or would.
pub(super) const NOT_DO: [&str; 14] = [
    "cant", "cannot", "wont", "dont", "doesnt", "didnt", "couldnt", "wouldnt", "would", "could",
    "might", "can", "will", "should",
];

/// Where a name is read off.
pub(super) const BELL: [&str; 6] = [
    "buzzer",
    "bell",
    "doorbell",
    "intercom",
    "letterbox",
    "nameplate",
];
/// Between such a thing and the name.
pub(super) const SAYS: [&str; 6] = ["says", "say", "sez", "said", "reads", "is"];
/// Before somebody who does something.
pub(super) const IF_WHEN: [&str; 9] = [
    "if", "when", "unless", "until", "since", "though", "although", "because", "cos",
];
/// Before somebody and "will".
pub(super) const SURE: [&str; 10] = [
    "sure", "whether", "wonder", "think", "thinks", "thought", "reckon", "reckons", "suppose",
    "bet",
];
/// After "so" or "nor", before somebody.
pub(super) const WILL_DO: [&str; 7] = ["will", "does", "did", "is", "has", "can", "would"];
/// The other of two, before "and".
pub(super) const ME_AND: [&str; 7] = ["me", "i", "him", "her", "us", "them", "you"];
/// Where people have a page.
pub(super) const MEDIA: [&str; 11] = [
    "insta",
    "instagram",
    "ig",
    "fb",
    "facebook",
    "tiktok",
    "snap",
    "snapchat",
    "twitter",
    "whatsapp",
    "messenger",
];
/// Behind a name in minutes or on a list.
pub(super) const ROLE: [&str; 14] = [
    "chair",
    "treasurer",
    "secretary",
    "treas",
    "sec",
    "vice",
    "notes",
    "minutes",
    "yes",
    "no",
    "maybe",
    "present",
    "absent",
    "apologies",
];
/// What people call each other before the name.
pub(super) const HOW_OLD: [&str; 9] = [
    "poor", "young", "old", "little", "big", "wee", "lovely", "dear", "late",
];
/// Before what somebody does for a living.
pub(super) const JOB_BEFORE: [&str; 11] = [
    "retired",
    "ex",
    "former",
    "trained",
    "trainee",
    "qualified",
    "apprentice",
    "as",
    "senior",
    "works",
    "worked",
];
/// Before "with" and a name.
pub(super) const HOUSEMATE: [&str; 23] = [
    "key", "keys", "live", "lives", "lived", "living", "stays", "staying", "shares", "sharing",
    "moved", "left", "works", "working", "leaflet", "leaflets", "note", "card", "message",
    "number", "word", "details", "parcel",
];
/// Titles before a surname that is a word.
pub(super) const SURNAME_TITLE: [&str; 13] = [
    "pastor", "imam", "prof", "rev", "fr", "pc", "sgt", "vicar", "dr", "doctor", "father",
    "reverend", "insp",
];
/// Particles that begin a last name where nothing stands before it.
pub(super) const FIRST_PARTICLE: [&str; 21] = [
    "de", "da", "dos", "das", "di", "del", "della", "du", "von", "der", "el", "al", "bin", "ibn",
    "abu", "ap", "mac", "mc", "o", "d", "ten",
];
