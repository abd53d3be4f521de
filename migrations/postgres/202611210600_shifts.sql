-- Outings and who went. `receipt` is what the receipt said when the shift was split; `note` and
-- `answers`, words people wrote, are sealed under a key of the hub.

CREATE TABLE shifts (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    planned_start BIGINT NOT NULL,
    planned_end BIGINT NOT NULL,
    start_place TEXT NOT NULL,
    buddy TEXT NOT NULL,
    buddy_id UUID,
    state TEXT NOT NULL,
    started_at BIGINT,
    expected_end BIGINT,
    ended_at BIGINT,
    last_street TEXT,
    safety TEXT NOT NULL,
    declared TEXT,
    reason TEXT,
    closed_at BIGINT,
    receipt TEXT,
    split_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, campaign_id) REFERENCES campaigns (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX shifts_by_campaign ON shifts (hub_id, campaign_id);

CREATE TABLE shift_people (
    hub_id UUID NOT NULL,
    shift_id UUID NOT NULL,
    person_id UUID NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('recorder', 'partner', 'shadow')),
    PRIMARY KEY (hub_id, shift_id, person_id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX shift_people_by_person ON shift_people (hub_id, person_id);

-- Signs of life and calls for help; deleted after 30 days.
CREATE TABLE check_ins (
    hub_id UUID NOT NULL,
    id UUID NOT NULL,
    shift_id UUID NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    street TEXT,
    note TEXT,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX check_ins_by_shift ON check_ins (hub_id, shift_id);

-- What an organiser thought afterwards; theirs alone. About a shift, or not.
CREATE TABLE reflections (
    hub_id UUID NOT NULL,
    id UUID NOT NULL,
    shift_id UUID,
    person_id UUID NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
);
CREATE INDEX reflections_by_person ON reflections (hub_id, person_id);

-- Each step of the timer, and each call for help, once: who is told is in `shifts`. Outward, it is
-- tried again at `next_try_at` until it was posted. Deleted after 30 days.
CREATE TABLE alerts (
    hub_id UUID NOT NULL,
    id UUID NOT NULL,
    shift_id UUID NOT NULL,
    step TEXT NOT NULL,
    cause TEXT NOT NULL,
    due BIGINT NOT NULL,
    at BIGINT NOT NULL,
    expected_end BIGINT,
    last_street TEXT,
    resolved_at BIGINT,
    resolved_by UUID,
    tries BIGINT NOT NULL,
    next_try_at BIGINT,
    posted_at BIGINT,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, shift_id, step, cause, due),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX alerts_to_post ON alerts (next_try_at);
