-- Streets and doors from open data (global), and what hubs know of them.

-- A named street: one name, touching pieces, one place. `source_key` is what makes it the same
-- street when the file is imported again.
CREATE TABLE streets (
    id UUID NOT NULL PRIMARY KEY,
    source_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    length_m DOUBLE PRECISION NOT NULL,
    import_id UUID NOT NULL
);
CREATE INDEX streets_by_name ON streets (name);

-- A stretch of a street, the unit a walk is made of; its areas and cell are those of its middle.
CREATE TABLE street_parts (
    id UUID NOT NULL PRIMARY KEY,
    source_key TEXT NOT NULL UNIQUE,
    street_id UUID NOT NULL REFERENCES streets (id) ON DELETE CASCADE,
    line TEXT NOT NULL,
    length_m DOUBLE PRECISION NOT NULL,
    lng DOUBLE PRECISION NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    cell BIGINT NOT NULL,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT
);
CREATE INDEX street_parts_by_street ON street_parts (street_id);
CREATE INDEX street_parts_by_2011 ON street_parts (lsoa_2011);
CREATE INDEX street_parts_by_2021 ON street_parts (lsoa_2021);
CREATE INDEX street_parts_by_place ON street_parts (lat, lng);

-- An object of the source that carries a house number, before ranges become doors.
CREATE TABLE address_points (
    source_ref TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    lng DOUBLE PRECISION NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    cell BIGINT NOT NULL,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT,
    import_id UUID NOT NULL
);
CREATE INDEX address_points_by_2011 ON address_points (lsoa_2011);
CREATE INDEX address_points_by_2021 ON address_points (lsoa_2021);
CREATE INDEX address_points_by_place ON address_points (lat, lng);

-- One home to knock at. A door without a number is a point on a street, named by whoever walks.
-- `street_name` is the address's own word, kept to find the street when it is imported later.
CREATE TABLE doors (
    id UUID NOT NULL PRIMARY KEY,
    source_ref TEXT NOT NULL UNIQUE,
    uprn BIGINT,
    street_id UUID,
    part_id UUID,
    number TEXT,
    flat TEXT,
    building TEXT,
    floor BIGINT,
    postcode TEXT,
    street_name TEXT,
    side TEXT NOT NULL CHECK (side IN ('odd', 'even', 'left', 'right')),
    lng DOUBLE PRECISION NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    cell BIGINT NOT NULL,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('home', 'unlikely_home')),
    added_by_hub UUID,
    import_id UUID
);
CREATE INDEX doors_by_street ON doors (street_id);
CREATE INDEX doors_by_part ON doors (part_id);
CREATE INDEX doors_by_2011 ON doors (lsoa_2011);
CREATE INDEX doors_by_2021 ON doors (lsoa_2021);
CREATE INDEX doors_by_place ON doors (lat, lng);

-- A resident asked not to be knocked at: holds for every campaign of every hub until lifted.
CREATE TABLE do_not_knock (
    door_id UUID NOT NULL PRIMARY KEY REFERENCES doors (id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    lifted_on TEXT
);

-- What a hub's people found at a door: what it is called, and whether it is a home at all. What
-- open data say of it stays as it was.
CREATE TABLE door_labels (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    door_id UUID NOT NULL,
    label TEXT,
    number TEXT,
    floor BIGINT,
    status TEXT CHECK (status IN ('home', 'not_a_home', 'empty')),
    status_on TEXT,
    PRIMARY KEY (hub_id, door_id)
);

-- Where a door stands in a campaign, derived from its visits. `last_on` is any visit's day,
-- `tried_on` the last knock's.
CREATE TABLE door_states (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    door_id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    hour_bands BIGINT NOT NULL,
    last_on TEXT NOT NULL,
    last_outcome TEXT NOT NULL,
    language TEXT,
    come_back TEXT,
    tried_on TEXT,
    declined_on TEXT,
    PRIMARY KEY (hub_id, door_id, campaign_id)
);
CREATE INDEX door_states_by_campaign ON door_states (hub_id, campaign_id);
