-- Visits know doors and no words; listenings know words and no door. What joins the two lies in
-- `envelope` alone, which is emptied when the shift is split.

CREATE TABLE visits (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    door_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    day TEXT NOT NULL,
    hour_band TEXT NOT NULL,
    outcome TEXT NOT NULL,
    language TEXT,
    come_back TEXT,
    left_card INTEGER NOT NULL CHECK (left_card IN (0, 1)),
    rev INTEGER NOT NULL,
    voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX visits_by_door ON visits (hub_id, door_id, campaign_id);
CREATE INDEX visits_by_shift ON visits (hub_id, shift_id);
CREATE INDEX visits_by_campaign ON visits (hub_id, campaign_id, day);

-- Which visits a do-not-knock rests on, so that taking one back lifts it only when it was the sole
-- cause. The nil id stands for a wish that was there before any visit. Global, as the wish is.
CREATE TABLE do_not_knock_causes (
    door_id BLOB NOT NULL,
    op_id BLOB NOT NULL,
    PRIMARY KEY (door_id, op_id)
) STRICT;

-- An anonymous record of one conversation, written when its shift is split: under a number made by
-- chance, in an order made by chance, with the place and the days of its bucket alone. No column can
-- hold a door, a name, an address, a time of day or how many spoke. `note` is sealed under a key of
-- the hub.
CREATE TABLE listenings (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    patch_id BLOB,
    street_id BLOB,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    strength INTEGER,
    note TEXT,
    note_state TEXT NOT NULL,
    quote_ok INTEGER NOT NULL CHECK (quote_ok IN (0, 1)),
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX listenings_by_campaign ON listenings (hub_id, campaign_id, first_day);
CREATE INDEX listenings_by_patch ON listenings (hub_id, patch_id);

CREATE TABLE statements (
    hub_id BLOB NOT NULL,
    listening_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    theme_id BLOB NOT NULL,
    stance TEXT NOT NULL,
    offer_kind TEXT,
    strength INTEGER,
    PRIMARY KEY (hub_id, listening_id, n),
    FOREIGN KEY (hub_id, listening_id) REFERENCES listenings (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX statements_by_theme ON statements (hub_id, theme_id);

-- The sealed envelope of a shift: the only place where a record's id, its words and its door stand
-- together, with the minute. `body` is a listening, sealed under the envelope's key; a visit has
-- none. Rows go when the shift is split.
CREATE TABLE envelope (
    hub_id BLOB NOT NULL,
    op_id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    door_id BLOB,
    rev INTEGER NOT NULL,
    happened_at INTEGER NOT NULL,
    body TEXT,
    PRIMARY KEY (hub_id, op_id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX envelope_by_shift ON envelope (hub_id, shift_id);
CREATE INDEX envelope_by_door ON envelope (hub_id, door_id);
CREATE INDEX envelope_by_campaign ON envelope (hub_id, campaign_id);

-- A conversation of five or more: a measure of its own, never in the one-to-one count.
CREATE TABLE group_listenings (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    patch_id BLOB,
    mode TEXT NOT NULL,
    day TEXT NOT NULL,
    place TEXT NOT NULL,
    people INTEGER NOT NULL CHECK (people >= 5),
    statements TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;
