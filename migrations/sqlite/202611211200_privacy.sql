-- Who did what with personal data; how long what stays; what residents asked for.

-- The chain of a hub: each line's hash covers the line before it. No note, no name, no contact
-- value: `mark` stands for who did it (`audit_people`), `records` is a count.
CREATE TABLE audit_log (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    mark TEXT,
    role TEXT,
    action TEXT NOT NULL,
    purpose TEXT,
    records INTEGER NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (hub_id, seq)
) STRICT;
CREATE INDEX audit_log_by_time ON audit_log (hub_id, at);

-- The end of a hub's chain, which is also its lock; and the last line that was let go for its age,
-- on which the rest stands.
CREATE TABLE audit_heads (
    hub_id BLOB NOT NULL PRIMARY KEY REFERENCES hubs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    pruned_seq INTEGER NOT NULL,
    pruned_hash TEXT NOT NULL
) STRICT;

-- Whom a mark stands for, as long as they have an account: erasing somebody erases this row, and
-- with its salt the only way from the mark to them. The chain stands on the marks alone.
CREATE TABLE audit_people (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    mark TEXT NOT NULL,
    salt TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (hub_id, mark),
    UNIQUE (hub_id, person_id)
) STRICT;
CREATE INDEX audit_people_by_person ON audit_people (person_id);

-- How long each class of record stays in a hub. A class without a row stays as long as the program
-- says; `reason` tells why a hub went past that.
CREATE TABLE retention_rules (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    class TEXT NOT NULL,
    days INTEGER NOT NULL CHECK (days >= 1),
    counted_from TEXT NOT NULL,
    basis TEXT NOT NULL,
    owner TEXT NOT NULL,
    reason TEXT,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, class)
) STRICT;

-- The proof: what went on which day because of which rule. One row a class and day, which is also
-- what keeps two replicas from doing the same day twice.
CREATE TABLE retention_runs (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    class TEXT NOT NULL,
    day TEXT NOT NULL,
    cutoff TEXT NOT NULL,
    records INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, class, day)
) STRICT;

-- What stays of visits when they are too old: how many distinct doors of a campaign were tried,
-- answered and listened at, by the months in which they were (`2026-04,2026-06`). No door.
CREATE TABLE visit_tallies (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    campaign_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT,
    tried TEXT NOT NULL,
    answered TEXT NOT NULL,
    listened TEXT NOT NULL,
    doors INTEGER NOT NULL,
    PRIMARY KEY (hub_id, campaign_id, n)
) STRICT;

-- The same for outcomes: how many visits of a month ended how.
CREATE TABLE visit_outcomes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    campaign_id BLOB NOT NULL,
    month TEXT NOT NULL,
    outcome TEXT NOT NULL,
    visits INTEGER NOT NULL,
    PRIMARY KEY (hub_id, campaign_id, month, outcome)
) STRICT;

-- What people asked about their data, and complaints, with their clocks. Whom it is about lies in
-- `reference` alone, sealed.
CREATE TABLE privacy_requests (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    acknowledged_on TEXT,
    closed_on TEXT,
    outcome TEXT,
    reference TEXT,
    PRIMARY KEY (hub_id, id)
) STRICT;
