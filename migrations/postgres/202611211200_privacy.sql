-- Who did what with personal data; how long what stays; what residents asked for.

-- The chain of a hub: each line's hash covers the line before it. No note, no name, no contact
-- value: `mark` stands for who did it (`audit_people`), `records` is a count.
CREATE TABLE audit_log (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    mark TEXT,
    role TEXT,
    action TEXT NOT NULL,
    purpose TEXT,
    records BIGINT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (hub_id, seq)
);
CREATE INDEX audit_log_by_time ON audit_log (hub_id, at);

-- The end of a hub's chain, which is also its lock; and the last line that was let go for its age,
-- on which the rest stands.
CREATE TABLE audit_heads (
    hub_id UUID NOT NULL PRIMARY KEY REFERENCES hubs (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    pruned_seq BIGINT NOT NULL,
    pruned_hash TEXT NOT NULL
);

-- Whom a mark stands for, as long as they have an account: erasing somebody erases this row, and
-- with its salt the only way from the mark to them. The chain stands on the marks alone.
CREATE TABLE audit_people (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    mark TEXT NOT NULL,
    salt TEXT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (hub_id, mark),
    UNIQUE (hub_id, person_id)
);
CREATE INDEX audit_people_by_person ON audit_people (person_id);
