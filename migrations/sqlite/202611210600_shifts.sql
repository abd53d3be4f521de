-- Outings and who went. `receipt` is what the receipt said when the shift was split; `note` and
-- `answers`, words people wrote, are sealed under a key of the hub.

CREATE TABLE shifts (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    planned_start INTEGER NOT NULL,
    planned_end INTEGER NOT NULL,
    start_place TEXT NOT NULL,
    buddy TEXT NOT NULL,
    buddy_id BLOB,
    state TEXT NOT NULL,
    started_at INTEGER,
    expected_end INTEGER,
    ended_at INTEGER,
    last_street TEXT,
    safety TEXT NOT NULL,
    declared TEXT,
    reason TEXT,
    closed_at INTEGER,
    receipt TEXT,
    split_at INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, campaign_id) REFERENCES campaigns (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX shifts_by_campaign ON shifts (hub_id, campaign_id);

CREATE TABLE shift_people (
    hub_id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('recorder', 'partner', 'shadow')),
    PRIMARY KEY (hub_id, shift_id, person_id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX shift_people_by_person ON shift_people (hub_id, person_id);

-- Signs of life and calls for help; deleted after 30 days.
CREATE TABLE check_ins (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    street TEXT,
    note TEXT,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX check_ins_by_shift ON check_ins (hub_id, shift_id);

-- What an organiser thought afterwards; theirs alone. About a shift, or not.
CREATE TABLE reflections (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    shift_id BLOB,
    person_id BLOB NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX reflections_by_person ON reflections (hub_id, person_id);

-- Each step of the timer, and each call for help, once: who is told is in `shifts`. Outward, it is
-- tried again at `next_try_at` until it was posted. Deleted after 30 days.
CREATE TABLE alerts (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    step TEXT NOT NULL,
    cause TEXT NOT NULL,
    due INTEGER NOT NULL,
    at INTEGER NOT NULL,
    expected_end INTEGER,
    last_street TEXT,
    resolved_at INTEGER,
    resolved_by BLOB,
    tries INTEGER NOT NULL,
    next_try_at INTEGER,
    posted_at INTEGER,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, shift_id, step, cause, due),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX alerts_to_post ON alerts (next_try_at);
