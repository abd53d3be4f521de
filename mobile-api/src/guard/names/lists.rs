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
pub(super) const FIRST_PARTICLE: [&str; 24] = [
    "umm", "um", "umu", "de", "da", "dos", "das", "di", "del", "della", "du", "von", "der", "el",
    "al", "bin", "ibn", "abu", "ap", "mac", "mc", "o", "d", "ten",
];

/// Of somebody whom one aims at: what follows their "at" is no place.
pub(super) const AIMED: [&str; 58] = [
    "shout",
    "shouts",
    "shouted",
    "shouting",
    "scream",
    "screams",
    "screamed",
    "screaming",
    "yell",
    "yells",
    "yelled",
    "yelling",
    "swear",
    "swears",
    "swore",
    "swearing",
    "look",
    "looks",
    "looked",
    "looking",
    "laugh",
    "laughs",
    "laughed",
    "laughing",
    "angry",
    "mad",
    "cross",
    "furious",
    "annoyed",
    "smile",
    "smiled",
    "smiles",
    "point",
    "pointed",
    "points",
    "threw",
    "throw",
    "throws",
    "throwing",
    "spat",
    "spits",
    "spit",
    "barked",
    "barks",
    "bark",
    "stare",
    "stares",
    "stared",
    "staring",
    "wave",
    "waved",
    "waves",
    "disgusted",
    "upset",
    "aimed",
    "snapped",
    "snaps",
    "shot",
];
/// What somebody is for a while: after "am" no name.
pub(super) const COLOURS: [&str; 51] = [
    "blue", "grey", "gray", "brown", "green", "white", "black", "red", "scarlet", "crimson",
    "happy", "lucky", "jolly", "merry", "rich", "sunny", "frank", "gay", "young", "sharp",
    "bright", "kind", "sweet", "proud", "honest", "earnest", "tidy", "early", "stormy", "pretty",
    "true", "loyal", "swift", "noble", "lovely", "good", "nice", "little", "big", "small", "poor",
    "old", "strong", "great", "late", "short", "wild", "moody", "hardy", "blunt", "wise",
];
/// Plants that are names.
pub(super) const HERBS: [&str; 25] = [
    "rosemary", "sage", "basil", "dill", "ginger", "olive", "pepper", "curry", "saffron", "cherry",
    "rose", "lily", "poppy", "iris", "daisy", "lavender", "jasmine", "violet", "heather", "fern",
    "ivy", "holly", "hazel", "willow", "laurel",
];
/// What is said of plants.
pub(super) const GROWN: [&str; 37] = [
    "grow",
    "grows",
    "grew",
    "growing",
    "grown",
    "plant",
    "plants",
    "planted",
    "planting",
    "pot",
    "pots",
    "pick",
    "picked",
    "picking",
    "cook",
    "cooks",
    "cooked",
    "fresh",
    "dried",
    "herb",
    "herbs",
    "seeds",
    "seedlings",
    "weeding",
    "watered",
    "watering",
    "smell",
    "smells",
    "mint",
    "thyme",
    "parsley",
    "coriander",
    "garlic",
    "onion",
    "chives",
    "oregano",
    "tomatoes",
];
/// What is put behind a name out of respect.
pub(super) const HONOURS: [&str; 17] = [
    "apa", "apu", "bhai", "bhaji", "bhaiya", "didi", "ji", "khala", "chacha", "chachi", "abi",
    "abla", "hoca", "hanim", "akka", "appa", "kaka",
];
/// Before "to" or "from" and a place.
pub(super) const TRAVEL: [&str; 55] = [
    "moved",
    "move",
    "moving",
    "moves",
    "tram",
    "trams",
    "bus",
    "buses",
    "train",
    "trains",
    "coach",
    "coaches",
    "over",
    "originally",
    "back",
    "came",
    "come",
    "comes",
    "coming",
    "rings",
    "phones",
    "calls",
    "skypes",
    "flew",
    "flies",
    "flown",
    "drives",
    "drove",
    "driven",
    "walks",
    "walked",
    "cycles",
    "sent",
    "shipped",
    "imported",
    "visiting",
    "commute",
    "up",
    "down",
    "here",
    "born",
    "family",
    "people",
    "folk",
    "families",
    "lads",
    "arrived",
    "fled",
    "travels",
    "commutes",
    "commuting",
    "refugee",
    "refugees",
    "off",
    "out",
];
/// What a shop does.
pub(super) const DO_SHOP: [&str; 11] = [
    "do", "sells", "sell", "charge", "charges", "shut", "closed", "closing", "stays", "open",
    "opens",
];

/// When somebody does something.
pub(super) const DAYS: [&str; 11] = [
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "nights",
    "mornings",
    "evenings",
    "days",
];

/// Which floor.
pub(super) const LEVELS: [&str; 11] = [
    "ground", "top", "first", "second", "third", "fourth", "fifth", "lower", "upper", "middle",
    "bottom",
];
