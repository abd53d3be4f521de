-- The vault: how residents want to be reached, and what was agreed with them; and, quite apart, what
-- somebody was worried about. Every value is sealed by itself under a key of the hub for this purpose
-- alone. Nothing here names a listening, a visit, a door, a shift or an op, and days stand without
-- hours.

-- Contact details as phones sealed them, until they are taken into the vault. `id` is chance and
-- stays theirs in the vault; `mark` stands for it in the log of erasures; `origin` is a keyed mark
-- of the op by which a phone takes them back, forgotten after a week.
CREATE TABLE sealed_contacts (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    mark TEXT NOT NULL,
    origin TEXT,
    key_id TEXT NOT NULL,
    ciphertext TEXT NOT NULL,
    given_on TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX sealed_contacts_by_mark ON sealed_contacts (hub_id, mark);
CREATE INDEX sealed_contacts_by_origin ON sealed_contacts (hub_id, origin);

-- One resident's details with their consent. Marks are keyed: by them a number is found again.
CREATE TABLE contacts (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    mark TEXT NOT NULL,
    origin TEXT,
    name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    post TEXT,
    name_mark TEXT NOT NULL,
    phone_mark TEXT,
    email_mark TEXT,
    post_mark TEXT,
    code_mark TEXT NOT NULL,
    purposes TEXT NOT NULL,
    wording TEXT NOT NULL,
    language TEXT NOT NULL,
    parent_agreed INTEGER NOT NULL CHECK (parent_agreed IN (0, 1)),
    state TEXT NOT NULL,
    given_on TEXT NOT NULL,
    active_on TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX contacts_by_mark ON contacts (hub_id, mark);
CREATE INDEX contacts_by_origin ON contacts (hub_id, origin);
CREATE INDEX contacts_by_phone ON contacts (hub_id, phone_mark);
CREATE INDEX contacts_by_email ON contacts (hub_id, email_mark);
CREATE INDEX contacts_by_post ON contacts (hub_id, post_mark);
CREATE INDEX contacts_by_code ON contacts (hub_id, code_mark);
CREATE INDEX contacts_by_activity ON contacts (hub_id, active_on);

-- The ways by which somebody may be reached, each with the legal rule it stands on.
CREATE TABLE contact_channels (
    hub_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    channel TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (hub_id, contact_id, channel),
    FOREIGN KEY (hub_id, contact_id) REFERENCES contacts (hub_id, id) ON DELETE CASCADE
) STRICT;

-- Numbers and addresses that said stop, as keyed marks: refused until somebody agrees anew on a
-- later day.
CREATE TABLE contact_stops (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    mark TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (hub_id, channel, mark)
) STRICT;

-- All that stays of details that went: how many, how and on which day.
CREATE TABLE contact_endings (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    ended_on TEXT NOT NULL,
    how TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (hub_id, ended_on, how)
) STRICT;

-- What was agreed to do next: with somebody in the vault, or with somebody who will come to us.
CREATE TABLE follow_ups (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    contact_id BLOB,
    what TEXT,
    state TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    tries INTEGER NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, contact_id) REFERENCES contacts (hub_id, id)
) STRICT;
CREATE INDEX follow_ups_by_contact ON follow_ups (hub_id, contact_id);
CREATE INDEX follow_ups_by_due ON follow_ups (hub_id, due_on);

-- What somebody was worried about, for the safeguarding lead alone: words and names are sealed under
-- a key of its own.
CREATE TABLE concerns (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    told TEXT NOT NULL,
    told_on TEXT NOT NULL,
    state TEXT NOT NULL,
    closed_on TEXT,
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX concerns_by_state ON concerns (hub_id, state);

-- What was done about it, step by step.
CREATE TABLE concern_steps (
    hub_id BLOB NOT NULL,
    concern_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    step TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (hub_id, concern_id, n),
    FOREIGN KEY (hub_id, concern_id) REFERENCES concerns (hub_id, id) ON DELETE CASCADE
) STRICT;
