-- The codebook, and what residents do together.

-- National themes of a codebook version (global).
CREATE TABLE national_themes (
    id BLOB NOT NULL PRIMARY KEY,
    codebook INTEGER NOT NULL,
    slug TEXT NOT NULL,
    label TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (codebook, slug)
) STRICT;

-- A group's own word, mapped to one national theme so that totals exist.
CREATE TABLE local_themes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    label TEXT NOT NULL,
    national_id BLOB NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, label)
) STRICT;

CREATE TABLE actions (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    group_id BLOB,
    patch_id BLOB,
    title TEXT NOT NULL,
    issue TEXT NOT NULL,
    approach TEXT NOT NULL,
    decision_maker TEXT,
    state TEXT NOT NULL,
    planned_on TEXT,
    done_on TEXT,
    outcome TEXT,
    changed TEXT,
    learnt TEXT,
    reason TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

-- A tally by show of hands: who took part, in what order of first and before. No names.
CREATE TABLE involvements (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    action_id BLOB NOT NULL,
    held_on TEXT NOT NULL,
    act TEXT NOT NULL,
    home_patch BLOB,
    first_listened INTEGER NOT NULL CHECK (first_listened >= 0),
    first_not_listened INTEGER NOT NULL CHECK (first_not_listened >= 0),
    first_unsure_listened INTEGER NOT NULL CHECK (first_unsure_listened >= 0),
    before INTEGER NOT NULL CHECK (before >= 0),
    unsure INTEGER NOT NULL CHECK (unsure >= 0),
    roles_first INTEGER NOT NULL CHECK (roles_first >= 0),
    voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, action_id) REFERENCES actions (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX involvements_by_action ON involvements (hub_id, action_id);
