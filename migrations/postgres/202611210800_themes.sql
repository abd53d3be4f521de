-- The codebook, and what residents do together.

-- National themes of a codebook version (global).
CREATE TABLE national_themes (
    id UUID NOT NULL PRIMARY KEY,
    codebook BIGINT NOT NULL,
    slug TEXT NOT NULL,
    label TEXT NOT NULL,
    position BIGINT NOT NULL,
    UNIQUE (codebook, slug)
);

-- A group's own word, mapped to one national theme so that totals exist.
CREATE TABLE local_themes (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    label TEXT NOT NULL,
    national_id UUID NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, label)
);

CREATE TABLE actions (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    programme_id UUID NOT NULL,
    group_id UUID,
    patch_id UUID,
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
    created_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, id)
);

-- A tally by show of hands: who took part, in what order of first and before. No names.
CREATE TABLE involvements (
    hub_id UUID NOT NULL,
    id UUID NOT NULL,
    action_id UUID NOT NULL,
    held_on TEXT NOT NULL,
    act TEXT NOT NULL,
    home_patch UUID,
    first_listened BIGINT NOT NULL CHECK (first_listened >= 0),
    first_not_listened BIGINT NOT NULL CHECK (first_not_listened >= 0),
    first_unsure_listened BIGINT NOT NULL CHECK (first_unsure_listened >= 0),
    before BIGINT NOT NULL CHECK (before >= 0),
    unsure BIGINT NOT NULL CHECK (unsure >= 0),
    roles_first BIGINT NOT NULL CHECK (roles_first >= 0),
    voided BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, action_id) REFERENCES actions (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX involvements_by_action ON involvements (hub_id, action_id);
