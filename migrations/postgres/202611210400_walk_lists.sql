-- Campaigns, and the lists of doors handed to shifts.

-- `frame` is the list of open questions people may ask, as JSON.
CREATE TABLE campaigns (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    programme_id UUID NOT NULL,
    patch_id UUID NOT NULL,
    group_id UUID,
    name TEXT NOT NULL,
    aim TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    most_tries BIGINT NOT NULL,
    gap_days BIGINT NOT NULL,
    declined_gap_days BIGINT NOT NULL,
    frame TEXT NOT NULL,
    codebook BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, name)
);

CREATE TABLE walk_lists (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    patch_id UUID NOT NULL,
    patch_version BIGINT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    shift_id UUID,
    lease_until BIGINT,
    doors BIGINT NOT NULL,
    minutes DOUBLE PRECISION NOT NULL,
    metres DOUBLE PRECISION NOT NULL,
    pieces BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    issued_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, campaign_id) REFERENCES campaigns (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX walk_lists_by_campaign ON walk_lists (hub_id, campaign_id);
CREATE INDEX walk_lists_by_shift ON walk_lists (hub_id, shift_id);

-- The stops of a list in walking order: a door, or a stretch of a street part (from metre to metre)
-- whose doors nobody knows yet.
CREATE TABLE walk_list_stops (
    hub_id UUID NOT NULL,
    list_id UUID NOT NULL,
    n BIGINT NOT NULL,
    door_id UUID,
    part_id UUID,
    side TEXT NOT NULL,
    from_m DOUBLE PRECISION,
    to_m DOUBLE PRECISION,
    PRIMARY KEY (hub_id, list_id, n),
    FOREIGN KEY (hub_id, list_id) REFERENCES walk_lists (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX walk_list_stops_by_door ON walk_list_stops (hub_id, door_id);
CREATE INDEX walk_list_stops_by_part ON walk_list_stops (hub_id, part_id);
