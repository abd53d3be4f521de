-- How the network's hubs come, go, merge and change their names, step by step.

-- A change made on an older version of a hub is refused: of two people at once, the second looks again.
ALTER TABLE hubs ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Every change, in a sentence, with how the hub stood before (JSON), so that it can be taken back.
CREATE TABLE hub_changes (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    said TEXT NOT NULL,
    stood TEXT NOT NULL,
    undoes BIGINT,
    changed_on TEXT NOT NULL,
    PRIMARY KEY (hub_id, version)
);

-- When a reading token was used last, to some minutes; absent for one that never was.
ALTER TABLE sessions ADD COLUMN used_at BIGINT;
