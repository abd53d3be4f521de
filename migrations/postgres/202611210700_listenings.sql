-- Visits know doors and no words; listenings know words and no door. What joins the two lies in
-- `envelope` alone, which is emptied when the shift is split.

CREATE TABLE visits (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    shift_id UUID NOT NULL,
    door_id UUID NOT NULL,
    person_id UUID NOT NULL,
    day TEXT NOT NULL,
    hour_band TEXT NOT NULL,
    outcome TEXT NOT NULL,
    language TEXT,
    come_back TEXT,
    left_card BOOLEAN NOT NULL,
    rev BIGINT NOT NULL,
    voided BOOLEAN NOT NULL,
    PRIMARY KEY (hub_id, id)
);
CREATE INDEX visits_by_door ON visits (hub_id, door_id, campaign_id);
CREATE INDEX visits_by_shift ON visits (hub_id, shift_id);
CREATE INDEX visits_by_campaign ON visits (hub_id, campaign_id, day);

-- Which visits a do-not-knock rests on, so that taking one back lifts it only when it was the sole
-- cause. The nil id stands for a wish that was there before any visit. Global, as the wish is.
CREATE TABLE do_not_knock_causes (
    door_id UUID NOT NULL,
    op_id UUID NOT NULL,
    PRIMARY KEY (door_id, op_id)
);

-- An anonymous record of one conversation, written when its shift is split: under a number made by
-- chance, in an order made by chance, with the place and the days of its bucket alone. No column can
-- hold a door, a name, an address, a time of day or how many spoke. `note` is sealed under a key of
-- the hub.
CREATE TABLE listenings (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    patch_id UUID,
    street_id UUID,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    strength BIGINT,
    note TEXT,
    note_state TEXT NOT NULL,
    quote_ok BOOLEAN NOT NULL,
    PRIMARY KEY (hub_id, id)
);
CREATE INDEX listenings_by_campaign ON listenings (hub_id, campaign_id, first_day);
CREATE INDEX listenings_by_patch ON listenings (hub_id, patch_id);

CREATE TABLE statements (
    hub_id UUID NOT NULL,
    listening_id UUID NOT NULL,
    n BIGINT NOT NULL,
    theme_id UUID NOT NULL,
    stance TEXT NOT NULL,
    offer_kind TEXT,
    strength BIGINT,
    PRIMARY KEY (hub_id, listening_id, n),
    FOREIGN KEY (hub_id, listening_id) REFERENCES listenings (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX statements_by_theme ON statements (hub_id, theme_id);

-- The sealed envelope of a shift: the only place where a record's id, its words and its door stand
-- together, with the minute. `body` is a listening, sealed under the envelope's key; a visit has
-- none. Rows go when the shift is split.
CREATE TABLE envelope (
    hub_id UUID NOT NULL,
    op_id UUID NOT NULL,
    shift_id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    person_id UUID NOT NULL,
    door_id UUID,
    rev BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    body TEXT,
    PRIMARY KEY (hub_id, op_id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
);
CREATE INDEX envelope_by_shift ON envelope (hub_id, shift_id);
CREATE INDEX envelope_by_door ON envelope (hub_id, door_id);
CREATE INDEX envelope_by_campaign ON envelope (hub_id, campaign_id);

-- A conversation of five or more: a measure of its own, never in the one-to-one count.
CREATE TABLE group_listenings (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    patch_id UUID,
    mode TEXT NOT NULL,
    day TEXT NOT NULL,
    place TEXT NOT NULL,
    people BIGINT NOT NULL CHECK (people >= 5),
    statements TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
);
