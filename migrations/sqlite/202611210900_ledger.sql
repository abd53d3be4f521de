-- Counts only: every figure anybody reads is a sum over these lines. Append only: a correction is
-- a line that reverses and a line that posts anew.

CREATE TABLE ledger_entries (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    subject_id BLOB NOT NULL,
    measure TEXT NOT NULL,
    delta INTEGER NOT NULL,
    happened_on TEXT NOT NULL,
    dated_in TEXT NOT NULL,
    reported_in TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    mode TEXT NOT NULL,
    patch_id BLOB,
    cell INTEGER,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX ledger_by_subject ON ledger_entries (hub_id, subject_id, programme_id, measure);
CREATE INDEX ledger_by_dated ON ledger_entries (hub_id, programme_id, dated_in, measure);
CREATE INDEX ledger_by_reported ON ledger_entries (hub_id, programme_id, reported_in, measure);

-- One row a quarter a hub has posted to. `posts` is the lock that a freeze and a post both take,
-- so that no line slips into a quarter while it is frozen.
CREATE TABLE ledger_quarters (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    programme_id BLOB NOT NULL,
    quarter TEXT NOT NULL,
    frozen_at INTEGER,
    posts INTEGER NOT NULL,
    PRIMARY KEY (hub_id, programme_id, quarter)
) STRICT;

-- What a hub reports. `body` is the report as text, byte for byte what was frozen.
CREATE TABLE returns (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    quarter TEXT NOT NULL,
    state TEXT NOT NULL,
    definition_set TEXT NOT NULL,
    body TEXT NOT NULL,
    body_sha256 TEXT NOT NULL,
    words TEXT NOT NULL,
    question TEXT,
    frozen_at INTEGER NOT NULL,
    submitted_at INTEGER,
    locked_at INTEGER,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, programme_id, quarter)
) STRICT;

CREATE TABLE targets (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    programme_id BLOB NOT NULL,
    measure TEXT NOT NULL,
    quarter TEXT NOT NULL,
    version INTEGER NOT NULL,
    value INTEGER NOT NULL CHECK (value >= 0),
    PRIMARY KEY (hub_id, programme_id, measure, quarter, version)
) STRICT;
