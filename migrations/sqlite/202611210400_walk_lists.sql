-- Campaigns, and the lists of doors handed to shifts.

-- `frame` is the list of open questions people may ask, as JSON.
CREATE TABLE campaigns (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    patch_id BLOB NOT NULL,
    group_id BLOB,
    name TEXT NOT NULL,
    aim TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    most_tries INTEGER NOT NULL,
    gap_days INTEGER NOT NULL,
    declined_gap_days INTEGER NOT NULL,
    frame TEXT NOT NULL,
    codebook INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, name)
) STRICT;

CREATE TABLE walk_lists (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    patch_id BLOB NOT NULL,
    patch_version INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    shift_id BLOB,
    lease_until INTEGER,
    doors INTEGER NOT NULL,
    minutes REAL NOT NULL,
    metres REAL NOT NULL,
    pieces INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    issued_at INTEGER,
    ended_at INTEGER,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, campaign_id) REFERENCES campaigns (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX walk_lists_by_campaign ON walk_lists (hub_id, campaign_id);
CREATE INDEX walk_lists_by_shift ON walk_lists (hub_id, shift_id);

-- The stops of a list in walking order: a door, or a stretch of a street part (from metre to metre)
-- whose doors nobody knows yet.
CREATE TABLE walk_list_stops (
    hub_id BLOB NOT NULL,
    list_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    door_id BLOB,
    part_id BLOB,
    side TEXT NOT NULL,
    from_m REAL,
    to_m REAL,
    PRIMARY KEY (hub_id, list_id, n),
    FOREIGN KEY (hub_id, list_id) REFERENCES walk_lists (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX walk_list_stops_by_door ON walk_list_stops (hub_id, door_id);
CREATE INDEX walk_list_stops_by_part ON walk_list_stops (hub_id, part_id);
